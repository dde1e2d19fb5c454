"""Boxes, farms and numbered villages, which mail is delivered to and which no street leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.pattern import gate

# `Sat Sept 20` is a day, and `sat` a village in Romania.
_MONTH_DAY = re.compile(rf"(?i)[ ](?:{vocabulary.english_month()})\.?[ ]\d{{1,2}}\Z")
_EDGE = r"(?<![\w.\-])"
_UP = casing.UP
_NAME = rf"{_UP}[\w'’.\-]{{1,30}}(?:[ ](?:\w{{1,3}}[ ])?{_UP}[\w'’\-]{{1,30}}){{0,2}}"
_CASELESS = r"[\u0590-\u06ff\u0e00-\u0e7f]{2,16}(?:[ ][\u0590-\u06ff]{2,16})?(?:[ ]\d{1,2}(?!\d))?"
_SIGN = r"(?:(?i:nr|no|n[.]?[º°o]|č|br|№|д|αρ)\.?[ :]{0,2})"
_NUMBER = rf"{_SIGN}?\d{{1,4}}(?:/\d{{1,4}})?[a-zA-Z]?(?![\w]|[.,:]\d)\.?"
_COUNTY_END = r"(?=[ ]?(?:[,،;).\n(]|\Z)|[ ][a-z\u0e00-\u0e7f\d])"


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where such points begin and end, and whether each is a `village` or in a `county`."""
    for found in gate.find_leftmost(_forms(), text):
        if not _MONTH_DAY.search(found.group()):
            yield found.start(), found.end(), "county" if found.lastgroup else "village"


@lru_cache(maxsize=1)
def _forms() -> gate.Gates[gate.Gated]:
    """Compile boxes, and villages and farms with a number, each form behind its gate."""
    parts = lexicon.table("address_parts")["parts"]
    keys = ("boxes", "plots", "villages_behind", "regions", "counties", "counties_behind", "rows", "roads")
    boxes, plots, behind, regions, counties, behind_name, rows, roads = ("|".join(parts[key]) for key in keys)
    forms = (
        rf"(?:{boxes})[ :]{{0,2}}(?:n[º°o]\.?[ ]?)?(?:[A-Z]?\d[\d ]{{0,6}}(?<=\d)(?:-\d{{5}})?)(?!\w)",
        rf"{_NAME}[ ](?:{behind}),?[ ]{_NUMBER}",
        rf"{_NAME},?[ ](?:{plots})[ ]?\d{{1,4}}(?:/\d{{1,4}})?(?!\w)",
        rf"(?:{regions})[ ]{_UP}[\w\-]{{1,24}}(?=,)",
        rf"{_UP}[\w\-]{{1,24}}[ ](?:{regions})(?=,)",
        rf"(?P<county>(?:{counties})[ ]?(?:{_NAME}|{_CASELESS})){_COUNTY_END}",
        rf"(?P<county>{_UP}[\w’'\-]{{2,24}}[ ](?:{behind_name})){_COUNTY_END}",
        rf"\d{{1,3}}[A-Z]?[ ]{_NAME}[ ](?:{rows})(?!\w)",
        rf"(?:{roads})[ ]?\d{{1,4}}[A-Z]?,?[ ](?i:km)\.?[ ]\d{{1,3}}(?:[.,+]\d{{1,3}})?(?!\w)",
    )
    box, *others = (gate.gated(_EDGE + form) for form in forms)
    village = gate.gated_words(f"{_EDGE}(?i:", parts["villages"], rf")[ ](?:{_NAME},?[ ])?{_NUMBER}")
    return gate.together(box, village, *others)
