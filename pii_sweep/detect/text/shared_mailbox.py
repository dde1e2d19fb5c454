"""Mailboxes shared by many people of a firm, which identify no person (RFC 2142 and more)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon

_APART = bytes.maketrans(b"._-+", b"    ")
_DIGITS = b"0123456789"


@lru_cache(maxsize=2)
def _firms(flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    apart, region = r"[._\-+]", "us|uk|eu|de|ca|na|team|dept"
    return re.compile(
        rf"(?:{_join('before')})?{apart}?(?:{_join('for')})(?:{apart}(?:{region}))?\d{{0,3}}@.*"
        rf"|(?:{_join('ahead')}){apart}[a-z\d]{{3,}}@.*|[a-z\d]{{3,}}{apart}(?:{_join('behind')})@.*",
        flags,
    )


def _join(key: str) -> str:
    words = sorted(lexicon.words("mailboxes", key), key=lambda word: (-len(word), word))
    return "|".join(words).replace("-", r"[._\-]?")


@lru_cache(maxsize=1)
def _shared_names() -> frozenset[bytes]:
    """Return words one of which is in every firm's mailbox."""
    words = lexicon.words("mailboxes", "for") | lexicon.words("mailboxes", "ahead")
    ends = {end for word in words for end in (word.replace("-", ""), word.rpartition("-")[2])}
    before = ("", *lexicon.words("mailboxes", "before"))
    return frozenset((word + end).encode() for word in before for end in ends)


def of_house(value: str) -> bool:
    """Return whether an e-mail address is a firm's, such as `orders@`, not a person's."""
    if value.isascii():
        return _firms().fullmatch(value.strip().lower()) is not None
    # Without regard to case a search takes three times as long.
    return _firms(re.IGNORECASE).fullmatch(value.strip()) is not None


def houses(values: Sequence[str]) -> list[bool]:
    """Return `of_house` of each e-mail address; that is asked only where a word indicates a firm."""
    text, shared = "\n".join([value.partition("@")[0] for value in values]), _shared_names()
    if not text.isascii():
        return list(map(of_house, values))
    lines = text.lower().encode().translate(_APART, _DIGITS)
    if shared.isdisjoint(lines.split()):
        return [False] * len(values)
    each = lines.split(b"\n")
    if len(each) != len(values):
        return list(map(of_house, values))
    return [
        not shared.isdisjoint(line.split()) and of_house(value)
        for line, value in zip(each, values, strict=True)
    ]
