"""Labels of national identity, insurance and taxpayer numbers, of all countries (`data/national.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.pattern import gate

_BEYOND_LATIN = re.compile(r"[^\x00-\u02ff\u2000-\u206f]")


def loosen(label: str) -> str:
    """Return a label's pattern for keys of programs, too, which write its words together: `idno`, `id_no`."""
    return _SPACE.sub(lambda found: "[ _]?" if found.group().strip("[]? ") == "" else found.group(), label)


def forms(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the patterns of some labels as forms and programs write them, initials with points too."""
    return tuple(map(loosen, (*labels, *filter(None, map(_dot, labels)))))


def _dot(label: str) -> str:
    """Return the pattern of a label of initials with their points, `D.N.I.`; empty for other labels."""
    match = _INITIALS.fullmatch(label)
    if match is None:
        return ""
    sure, last = (match["letters"][:-1], match["letters"][-1]) if match["may"] else (match["letters"], "")
    return r"\.[ ]?".join(sure) + r"\.?" + (rf"(?:[ ]?{last}\.?)?" if last else "") + match["rest"]


# Two to five letters, the last of which may be missing, and what else may stand behind them.
_INITIALS = re.compile(r"(?P<letters>[a-zα-ωа-яё]{2,5})(?P<may>\??)(?P<rest>(?:\(\?:.*\)\?)?)")
# A space of a label's pattern, alone or as a class, optional or not; other classes stay as they are.
_SPACE = re.compile(r"\[[^\]]*\]\??| \??")


@lru_cache(maxsize=1)
def pattern() -> gate.Gated:
    """Compile the labels of all schemes.

    Scripts that part no words by spaces have no whole words. What a label begins with stands first, so that
    most places are passed at once.
    """
    every = {form for row in lexicon.table("national")["scheme"] for form in forms(row["labels"])}
    words = sorted(sorted(every), key=len, reverse=True)
    whole = [word for word in words if _BEYOND_LATIN.search(word) is None]
    others = "|".join(filter(_BEYOND_LATIN.search, words))
    latin = r"(?<![^\W_])(?=[a-zčéîíłřşöúž])"
    return gate.gated_words(
        rf"(?i)(?=[^\W\d_])(?:{latin}", whole, rf"(?![^\W_])|(?=[^\x00-\u02ff])(?:{others}))"
    )


def find(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield where labels stand in `text[low:high]`."""
    if text.isascii() or _UNCERTAIN.search(text) is None:
        found = _in_small_letters().finditer(casing.lower(text), low, high)
    else:
        found = pattern().finditer(text, low, high)
    return (match.span() for match in found)


# An escape of a pattern, whose letter keeps its case, or any other sign.
_ESCAPED = re.compile(r"(\\.)|(.)", re.DOTALL)
# Letters that match others of the alphabet where case is ignored, and all beyond Europe's Latin ones.
_UNCERTAIN = re.compile("[^\x00-\u012f\u0132-\u017e]")
_EQUIVALENT = str.maketrans("\u017f\u212a\u0131\u0130", "skii")


@lru_cache(maxsize=1)
def _in_small_letters() -> re.Pattern[str]:
    """Compile the same labels for texts of Latin letters, in small ones.

    Where no case is ignored, `re` passes an alternative by its first letter.
    """
    source = pattern().pattern.pattern.removeprefix("(?i)").translate(_EQUIVALENT)
    return re.compile(_ESCAPED.sub(lambda sign: sign[1] or sign[2].lower(), source))
