"""Columns of the numbers of papers: a column before them says row by row which paper each is of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import lexicon
from pii_sweep.types import Cells

# The number stands right behind the paper's name, or behind its series or country.
_REACH = 2
_NUMBER = re.compile(r"(?=(?:[^\d]*\d){4})[^\W_](?:[ .\-/]?[^\W_]){4,23}")
_NUMBERS, _PAPERS, _LEAST = 0.8, 0.9, 2
_CITIZEN = "cc"
_SIGNS = re.compile(r"[\W_]+")
_KINDS = (("US_PASSPORT", "passport"), ("US_DRIVER_LICENSE", "licence"), ("NATIONAL_ID", "card"))
_ENTITIES = tuple(entity for entity, _ in _KINDS)


def decide(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide numbers that a column before them calls identity cards, passports or licences."""
    asked = value_kind.select_different(sample)
    if len(asked) < _LEAST or sample.share(_NUMBER) < _NUMBERS:
        return None
    alone = column_header.blank(sample)
    for other in samples:
        if 0 < sample.index - other.index <= _REACH and (kind := _kind_of(other, alone=alone)):
            return sample.as_column(kind, 0.85, "adjacent:+")
    return None


def _kind_of(sample: Sampled, *, alone: bool) -> str:
    """Return the entity of most papers that a column names; empty where it names anything else.

    `alone`: the numbers have no header, so that two letters say it, too (`DL`, `PP`).
    """
    papers = [_spell_plain(value) for value in sample.values]
    if not papers or max(map(len, papers)) > _LONGEST:
        return ""
    kinds = [_kind(paper) for paper in papers]
    named = len(papers) - kinds.count("")
    if named >= _PAPERS * len(papers):
        kind = max(dict.fromkeys(filter(None, kinds)), key=kinds.count)
        if _is_clear(papers) or sample.titled(_header()) or (alone and kind != "NATIONAL_ID"):
            return kind
    codes = frozenset(lexicon.table("identity_papers")["codes"])
    return "NATIONAL_ID" if _CITIZEN in papers and len(set(papers)) > 1 and codes.issuperset(papers) else ""


def split_kinds(cells: Cells, held: Sequence[Sequence[str]]) -> tuple[Cells, ...]:
    """Return a column of papers, each kind by itself where a column before it says which each row's is."""
    if cells.entity not in _ENTITIES:
        return (cells,)
    for index in range(cells.column - 2, max(-1, cells.column - 2 - _REACH), -1):
        named = [(row, value) for row, value in enumerate(held[index]) if value]
        kinds = {row: kind for row, value in named if (kind := name_kind(value))}
        if kinds and len(kinds) >= _PAPERS * len(named):
            return _part(cells, kinds)
    return (cells,)


def _part(cells: Cells, kinds: Mapping[int, str]) -> tuple[Cells, ...]:
    """Return cells by the entity that each row's kind is, in the order of the entities."""
    by_row = [kinds.get(row, cells.entity) for row in range(len(cells.values))]
    entities = [entity for entity in _ENTITIES if entity in by_row]
    return tuple(
        replace(
            cells,
            entity=entity,
            values=[value if one == entity else "" for value, one in zip(cells.values, by_row, strict=True)],
            spots={row: spot for row, spot in cells.spots.items() if by_row[row] == entity},
        )
        for entity in entities
    )


def _spell_plain(value: str) -> str:
    return " ".join(_SIGNS.sub(" ", lexicon.plain(value.lower())).split())


def name_kind(value: str) -> str:
    """Return the entity of the paper that a value names in several letters; empty where it names none."""
    paper = _spell_plain(value)
    return _kind(paper) if len(paper) < _LONGEST else ""


_LONGEST, _CLEAR = 40, 4


def _is_clear(papers: Sequence[str]) -> bool:
    """Indicate whether a paper's name is long enough to be no code of anything else."""
    return any(len(paper) >= _CLEAR for paper in papers) or len(set(papers)) > 1


@lru_cache(maxsize=1024)
def _kind(paper: str) -> str:
    """Return the entity of a paper's number by the paper's name; empty where it is no paper."""
    return next((entity for entity, name in _KINDS if _names(name).fullmatch(paper)), "")


@lru_cache(maxsize=4)
def _names(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(lexicon.table("identity_papers")[kind]))


@lru_cache(maxsize=1)
def _header() -> re.Pattern[str]:
    return re.compile(lexicon.table("identity_papers")["header"])


# What a US passport's number is; what travels next to it.
_US_BOOK = re.compile(r"\d{9}|[A-Za-z]\d{8}")
_DOCUMENT = re.compile(
    r"(?:travel |id(?:entity)? |identification )?(?:doc(?:ument)?|pp)(?: ?(?:no|num|number|nbr|nr|id))?"
)
_ABROAD = re.compile(
    r"(?:.* )?(?:nat(?:ionality)?|citizenship|doc(?:ument)? (?:country|type|exp\w*)|issuing (?:country"
    r"|state)"
    r"|country of issue|seat(?: pref)?|flight|pax(?: name)?|passenger|traveler(?: name)?|visa(?: type)?)"
)


def decide_passport(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide travellers' documents: US passports next to nationalities, seats or issuing countries."""
    if not sample.titled(_DOCUMENT) or sample.share(_US_BOOK) < 0.9:
        return None
    abroad = any(other.titled(_ABROAD) for other in samples if other.index != sample.index)
    return sample.as_column("US_PASSPORT", 0.8, "header:+", "adjacent:+") if abroad else None


# Headers of the kind, the number and the issuer of a paper, as records of travellers and customers have them.
_OF_PAPER = r"(?:.* )?(?:doc(?:ument)?|identi(?:ty|fier|fication)|id)"
TYPED = re.compile(
    rf"{_OF_PAPER}(?: ?(?:doc(?:ument)?|card|proof|paper))? ?(?:type|kind|name|art|tipo)"
    r"(?: ?(?:name|code|label|text))?"
)
NUMBERED = re.compile(rf"{_OF_PAPER}(?: ?(?:doc(?:ument)?|card|proof))? ?(?:id|key|no|nr|num|number|value)")
ISSUED = re.compile(
    rf"{_OF_PAPER} ?(?:issue|issuer|issuing|issued)(?: ?by)? ?(?:country|state|authority|place|location)"
)
# Kinds of documents in messages of travel: OpenTravel's code list DOC, and the letters of ICAO and IATA.
TRAVEL = {
    **dict.fromkeys(("1", "3", "5", "I", "ID", "C", "A", "AC", "V"), "NATIONAL_ID"),
    **dict.fromkeys(("2", "P", "PP", "PT"), "US_PASSPORT"),
    "4": "US_DRIVER_LICENSE",
}


def decide_issued(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide papers of people whose kind is a code of travel, next to the country or the office of issue."""
    if not sample.titled(NUMBERED) or sample.share(_NUMBER) < _NUMBERS:
        return None
    parent = sample.name.rpartition("/")[0] or column_header.parent(sample)
    near = [one for one in samples if one is not sample and one.name.startswith(parent)]
    if not any(column.kind in _NAMED for column in found) or not any(one.titled(ISSUED) for one in near):
        return None
    for other in (one for one in near if one.titled(TYPED)):
        if other.values and all(value.upper() in TRAVEL for value in other.values):
            codes = [value.upper() for value in other.values]
            return sample.as_column(TRAVEL[max(codes, key=codes.count)], 0.85, "adjacent:+", "issuer:+")
    return None


_NAMED = frozenset({"name", "first", "last"})

_PERMIT = re.compile(
    r"(?:(?:.* )?(?:lic|license|licence|permit|dl)|(?:photo |state |govt? |government |driver s? ?)?id)"
    r"(?: ?(?:no|num|number|nbr|nr))?"
)
_ISSUER = re.compile(
    r"(?:.* )?(?:dl|cdl|lic(?:en[cs]e)?|permit|issu(?:ing|e|ed)|id)(?: in| by)?"
    r" (?:st|state|region|prov(?:ince)?|jurisdiction)"
)
_LICENCE = re.compile(r"(?=(?:.*\d){4})[A-Za-z0-9*\- ]{5,20}")


def decide_licence(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide licences next to the state that issued them."""
    if column_header.blank(sample) and _is_next_to_tax(sample, found) and sample.share(_STATED) >= _SURE:
        return sample.as_column("US_DRIVER_LICENSE", 0.75, "values:+", "adjacent:+")
    if not sample.titled(_PERMIT) or sample.share(_LICENCE) < 0.8:
        return None
    issuer = any(other.titled(_ISSUER) and value_kind.states(other) for other in samples)
    return sample.as_column("US_DRIVER_LICENSE", 0.85, "header:+", "issuer:+") if issuer else None


# The state that issued a licence stands before it, next to a social security number: `OHUG798770`.
_STATED = re.compile(rf"(?:{'|'.join(sorted(set(lexicon.state_codes().values())))})[A-Z]{{0,3}}\d{{5,12}}")
_SURE = 0.9


def _is_next_to_tax(sample: Sampled, found: Sequence[Column]) -> bool:
    return any(one.kind == "US_SSN" and abs(one.index - sample.index) == 1 for one in found)
