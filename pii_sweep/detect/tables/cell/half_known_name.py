"""A given name next to a word that no list knows, in the name of a file, a sheet or a member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pii_sweep.detect.tables.cell.undecided_column import Recognizers
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import ObjectRef, Passage, Where

_WORD = re.compile(r"[^\W\d_]{3,}")
_BETWEEN = re.compile(r"[ _.,+-]{1,2}")
_PLACE = Where(ObjectRef("", ""))
# So sure the model is of such a name by itself.
_SURE = 0.5
_MOST = 3  # pairs of one name


def find(names: Sequence[str], recognizers: Recognizers) -> list[list[Hit]]:
    """Return for each name the pairs of words in it that the model takes for a person's by themselves."""
    pairs = [(at, *pair) for at, name in enumerate(names) for pair in list(_pairs(name))[:_MOST]]
    found: list[list[Hit]] = [[] for _ in names]
    passages = [Passage(shown, _PLACE) for _, _, _, shown in pairs]
    for (at, start, end, shown), hits in zip(
        pairs, recognizers.claims(passages) if passages else (), strict=True
    ):
        for hit in hits:
            if hit.entity == "PERSON" and (hit.start, hit.end) == (0, len(shown)) and _is_sure(hit):
                found[at].append(hit.at(start=start, end=end, pieces=()))
    return found


def _pairs(name: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a given name and a word stand that is no ordinary one, and the two as a name is written."""
    for one, two in pairwise(_WORD.finditer(name)):
        if not _BETWEEN.fullmatch(name, one.end(), two.start()):
            continue
        first, last = one[0].lower(), two[0].lower()
        if "," in name[one.end() : two.start()]:
            first, last = last, first
        given = lexicon.given_name(first) and _is_rare(last)
        turned = lexicon.given_name(last) and _is_rare(first)
        if (given or turned) and not (_is_ordinary(first) or _is_ordinary(last)):
            shown = f"{first} {last}" if given else f"{last} {first}"
            yield one.start(), two.end(), shown.title()


def _is_rare(word: str) -> bool:
    return len(word) > 3 and word not in lexicon.state_codes()


def _is_ordinary(word: str) -> bool:
    """Indicate whether a word is one of the language or a place: `Ruby Gems`, `Austin Energy`."""
    known = lexicon.ordinary()
    return word in known or word.removesuffix("s") in known or word in lexicon.state_codes()


def _is_sure(hit: Hit) -> bool:
    factors = dict(reason.partition(":")[::2] for reason in hit.reasons)
    return "given_name" in factors and float(factors.get("model", "0")) >= _SURE
