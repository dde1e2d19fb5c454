"""Words behind a label of an account or a password that name no account: rules, types, places to ask."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import lexicon

_PLAIN = re.compile(r"[^\W\d_]{2,}(?:['’\-][^\W\d_]+)*")
_NEXT = re.compile(r"[ ](?P<word>[^\W\d_]{1,24})(?![\w@])(?![ ]?[:=])")
_BRACKETS = re.compile(r"\(([A-Za-z]+)[^()\n]*\)")
# Words of a passphrase: small letters to the end of the line, and how many.
_PHRASE = re.compile(r"[a-z]{3,12}(?:[ \-][a-z]{3,12}){3,23}(?=[.\"' \t]{0,3}(?:\n|$))")


def is_sentence(text: str, start: int, end: int) -> bool:
    """Return whether the word at a label's place is one of a rule, a type or a sentence.

    A word that only sentences begin with is one by itself, an everyday word where a verb comes next.
    """
    word = text[start:end].rstrip(".,;:!?)")
    if _PLAIN.fullmatch(word) is None:
        return False
    small, following = word.lower(), _NEXT.match(text, start + len(word))
    if small in _words("never"):
        return True
    if following is None:
        return False
    if small in _words("opening"):
        return True
    behind = following["word"].lower()
    return behind in _words("verb") and (small in lexicon.ordinary() or word.islower())


def is_everyday(text: str, start: int, end: int) -> bool:
    """Return whether an account's place holds an everyday word with more words behind it: `all staff`."""
    word = text[start:end]
    if is_sentence(text, start, end):
        return True
    small = word.lower()
    if _PLAIN.fullmatch(word) is None or small not in lexicon.ordinary() or lexicon.given_name(small):
        return False
    return _NEXT.match(text, end) is not None


def passphrase_end(text: str, start: int) -> int | None:
    """Return where a passphrase of several plain words ends, None where it is none or a sentence."""
    match = _PHRASE.match(text, start)
    if match is None:
        return None
    words = re.split(r"[ \-]", match.group())
    small = _words("never") | _words("opening") | _words("verb") | _words("small")
    return None if small & set(words) else match.end()


def is_typed(label: str) -> bool:
    """Return whether brackets behind a label name the type of an argument: `password (bool, optional):`."""
    brackets = _BRACKETS.search(label)
    return (
        brackets is not None
        and brackets[1].lower() in lexicon.table("identifier_labels")["not_a_credential"]["never"]["code"]
    )


@lru_cache(maxsize=4)
def _words(kind: str) -> frozenset[str]:
    table = lexicon.table("identifier_labels")["not_a_credential"][kind]
    return frozenset(word for words in table.values() for word in words)
