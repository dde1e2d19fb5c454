"""Numbers that pass a check digit by chance: most of those at the same place of their lines fail it.

And the path of a drawing, whose figures may have any number's form.

One number of sixteen figures in thirty has the beginning and the check digit of a card. Where a log writes
one on each line (`trace=`, a JSON key, the third field), the others show that those that pass are no cards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pii_sweep.detect.identifiers import number_confusion
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.entities import having

_CHECKED = having("check_digit")
_NUMBER = re.compile(r"(?<![\w.\-])\d{8,19}(?![\w\-]|\.\d)")
# What a number stands behind: a key with its sign, a word, or so many fields of its line.
_LABEL = re.compile(r"([^\W\d_][\w.\-]{0,40})[\"']?(?:[ \t]{0,2}[=:#][ \t]{0,2}|[ \t])[\"'(\[]?\Z")
_FIELD = re.compile(r"[\s,;|]+")
# Or behind another one of its list, with nothing but marks between.
_IN_LIST = re.compile(r"(?<![\w.\-])(\d{8,19})[\"']?[ ]?[,;|]\s{0,12}[\"']?\Z")
_REACH = 60
# So many different numbers stand at one place, and of them no more than this share passes.
_FEWEST, _PASSED = 5, 0.5

Place = tuple[str, int]  # by what it is called or where in its line it stands, and of how many figures


def drop_chance(texts: Sequence[str], found: Sequence[Sequence[Hit]]) -> list[Sequence[Hit]]:
    """Return the claims on some texts of one object without numbers that pass a check digit by chance.

    Paths of drawings hold none.
    """
    found = [() if hits and is_drawing(text) else hits for text, hits in zip(texts, found, strict=True)]
    asked = [
        {hit.start: hit.entity for hit in hits if _may_be_chance(text, hit)}
        for text, hits in zip(texts, found, strict=True)
    ]
    if not any(asked):
        return list(found)
    numbers: dict[Place, set[str]] = defaultdict(set)
    passing: dict[tuple[Place, str], set[str]] = defaultdict(set)
    places: dict[tuple[int, int], Place] = {}
    for at, text in enumerate(texts):
        for match in _NUMBER.finditer(text):
            place = _place_of(text, match.start()), len(match.group())
            numbers[place].add(match.group())
            if match.start() in asked[at]:
                places[at, match.start()] = place
                passing[place, asked[at][match.start()]].add(match.group())
    chance = {
        (place, entity)
        for (place, entity), passed in passing.items()
        if len(numbers[place]) >= _FEWEST and len(passed) <= _PASSED * len(numbers[place])
    }
    return [
        [hit for hit in hits if (places.get((at, hit.start)), hit.entity) not in chance]
        if asked[at]
        else hits
        for at, hits in enumerate(found)
    ]


def is_drawing(text: str) -> bool:
    """Indicate whether a text is a path that a program draws (SVG 2, 9.3): `M3.46 2v.679688l-1 2z`."""
    if text.lstrip()[:1] not in _BEGINS or _PATH.fullmatch(text) is None:
        return False
    return text.rstrip()[-1] in _ENDS or len(_STEP.findall(text)) >= _STEPS


# Telephones at home, at work and on the way have letters too: `M 415-555-2671 H 415-861-0199`.
_ENDS = frozenset("Zz")  # it closes
_STEP, _STEPS = re.compile(r"[a-zA-DF-Z]"), 5
# It begins by moving, and each step has one letter before its numbers, of which a path has some.
_BEGINS = frozenset("Mm")
_NUMBERS = r"(?>[\s,]*[+\-]?(?>\d+\.?\d*|\.\d+)(?>e[+\-]?\d+)?)"
_PATH = re.compile(rf"\s*[Mm]{_NUMBERS}{{2,}}+(?>\s*(?>[Zz]|[MmLlHhVvCcSsQqTtAa]{_NUMBERS}++))++\s*")


def _may_be_chance(text: str, hit: Hit) -> bool:
    """Indicate whether nothing but its check digit makes bare figures what they are taken for."""
    by_shape = hit.entity in _CHECKED and number_confusion.is_by_shape(hit)
    checked = by_shape or ("".join(hit.reasons[:1]).startswith("check_digit") and len(hit.reasons) == 1)
    return checked and _NUMBER.fullmatch(text, hit.start, hit.end) is not None


def _place_of(text: str, start: int) -> str:
    """Return the word or key right before a number, or else how many fields its line has before it.

    The numbers of one list stand at the same place.
    """
    low = max(0, start - _REACH)
    if _IN_LIST.search(text, low, start):
        return "list"
    if label := _LABEL.search(text, low, start):
        return label[1].lower()
    return str(len(_FIELD.findall(text, max(low, text.rfind("\n", 0, start) + 1), start)))
