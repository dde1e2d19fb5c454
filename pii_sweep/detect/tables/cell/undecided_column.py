"""Columns that no rule decides as a whole: each different cell goes through the recognizers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import Protocol

from pii_sweep.detect.identifiers import chance_number, placeholder, social_security
from pii_sweep.detect.identifiers.phone import listed_phone
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.person.fixed import slashed_name
from pii_sweep.detect.tables import column_header, person_header, value_evidence
from pii_sweep.detect.tables.cell import (
    cell_form,
    contact_cell,
    insured_cell,
    known_person,
    listed_name,
    person_key,
    plated_cell,
    plausibility,
    sibling_frame,
)
from pii_sweep.detect.tables.cell.known_person import KnownPeople
from pii_sweep.detect.tables.cell.plausibility import Evidence
from pii_sweep.detect.tables.column import birth_column
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.people import column_score, name_column, several_names
from pii_sweep.detect.text.candidate import Hit, value_of
from pii_sweep.entities import CUSTOMER_ID, PERSON
from pii_sweep.types import Cells, Passage, Role, Spot, Where

# Passages read in one batch, characters looked through at once, values remembered of a column.
BATCH, BLOCK, REMEMBERED = 1000, 8_000, 50_000
# Nothing matches over this between two cells, and no word of one is near the other.
_BETWEEN = "\n\n¦¦\n\n"
_LESS = 0.1
# Numbers that the word before them makes one: a header is that word. So many values are tried at first, and
# so large a part of them must be such numbers; a header announces none of fewer digits.
_ANNOUNCED = frozenset({"NATIONAL_ID", "US_ITIN", "US_SSN", "US_PASSPORT", "MEDICAL_LICENSE"})
_TRIED, _SHARE, _DIGITS, _LONGEST = 8, 0.5, 5, 40
_AS_WORDS = frozenset({"PERSON", "STREET_ADDRESS"})


class Recognizers(Protocol):
    """What examines a text."""

    people: KnownPeople

    def claims(self, passages: Sequence[Passage]) -> list[list[Hit]]:
        """Return what each passage holds, without overlaps, offsets in its text."""
        ...

    def judge_names(self, of: str, values: Sequence[str], features: Features) -> float:
        """Return how likely a column (`columns`) or a whole cell (`cells`) is people's names."""
        ...

    def identifiers(self, text: str) -> Iterator[Hit]:
        """Yield every claim of the recognizers of identifiers on a text, however weak."""
        ...


@dataclass(slots=True)
class Column:
    """One column of a table and what its earlier parts said of it."""

    sample: Sampled
    rule_kinds: bool
    role: Role | None = None
    silent: set[str] = field(default_factory=set, repr=False)
    held: dict[str, Sequence[Hit]] = field(default_factory=dict, repr=False)
    evidence: Evidence = field(default_factory=Evidence, repr=False)
    named: Features | None = field(default=None, repr=False)
    listed: frozenset[str] = field(default=frozenset(), repr=False)  # digits of telephones behind names
    label: str | None = None  # the header, where it announces numbers; None as long as that was not asked


def column(
    index: int,
    name: str,
    *,
    mailed: bool,
    firms: bool = False,
    posted: bool = True,
    named: Features | None = None,
) -> Column:
    """Return a column of which nothing was read.

    `mailed` indicates that another one holds mailboxes, `firms` that those next to it show that a header of
    customers is of firms, `posted` that something is sent, so that `from` is a sender; `named` are the
    features of a column whose values are written as names.
    """
    titles = column_header.plain_header(name) if name and name != column_header.KEYS else ()
    titles = ("company name",) if firms else titles
    sample = Sampled(index, name, titles, ())
    role = column_header.role_of(sample)
    role = None if role == "sender" and not posted else role
    # Among firms that may be people each name stands by itself; a word for somebody says enough.
    of_person = sample.titled(plausibility.EITHER) or person_header.human(sample)
    named = None if of_person else named
    evidence = Evidence(mailed)
    return Column(sample, column_header.names_kind(sample), role, evidence=evidence, named=named)


def examine(
    columns: Iterable[tuple[Column, Sequence[str]]], where: Where, recognizers: Recognizers
) -> list[Cells]:
    """Return what the cells of some columns of a table part hold, as columns of findings."""
    found: list[Cells] = []
    for column, cells in columns:
        _learn(column, cells, where, recognizers)
        known = known_person.find(column.sample, cells, recognizers.people)
        known = known or known_person.find_families(column.sample, cells, recognizers.people)
        if column.held or known:
            found += _cells(column, cells, known)
    return found


def _learn(column: Column, cells: Sequence[str], where: Where, recognizers: Recognizers) -> None:
    """Read the cells of a column whose form is new, or whose digits matter."""
    if len(column.held) > REMEMBERED or len(column.silent) > REMEMBERED:
        column.held, column.silent = {}, set()
    column.evidence.rows += len(cells) - cells.count("")
    different = [value for value in dict.fromkeys(cells) if not chance_number.is_drawing(value)]
    fresh = [value for value in different if value not in column.held] if column.held else different
    if cell_form.are_known(fresh, column.silent):
        return
    if column.label is None:
        column.label = _label(column.sample, fresh, recognizers)
    forms = cell_form.forms(fresh)
    groups: dict[str, list[str]] = {}
    for form, value in zip(forms, fresh, strict=True):
        if form not in column.silent:
            groups.setdefault(form, []).append(value)
    column.listed |= _find_listed(groups)
    todo = _choose_values(column, groups, recognizers)
    hits = _read(column, todo, where, recognizers)
    more = [
        value
        for group in groups.values()
        if len(group) > 1 and hits.get(group[0])
        for value in group
        if value not in hits
    ]
    hits.update(_read(column, more, where, recognizers))
    hits.update(sibling_frame.spread(hits))
    if person_key.are_keys(fresh):
        hits = {
            value: _replace_overlapped(hits.get(value, ()), list(person_key.find(value))) for value in fresh
        }
    column.evidence.learn(hits)
    if column.named is not None:
        hits = {value: _score_hits(column.named, value, found, recognizers) for value, found in hits.items()}
    column.held.update((value, kept) for value, kept in hits.items() if kept)


def _find_listed(groups: dict[str, list[str]]) -> frozenset[str]:
    """Return the digits of the telephones in cells of a name and a number, of all forms together."""
    spoken = (form for form in groups if cell_form.has_word(form) and cell_form.has_figures(form))
    return listed_phone.find_listed([value for form in spoken for value in groups[form]])


def _score_hits(named: Features, value: str, hits: Sequence[Hit], recognizers: Recognizers) -> Sequence[Hit]:
    """Return the hits of a cell, names that are the whole of it with their share, where that is enough."""
    scored = [
        column_score.score_name(hit, value, named, recognizers.judge_names) if hit.entity == PERSON else hit
        for hit in hits
    ]
    return [hit for hit in scored if hit.entity != PERSON or hit.score >= column_score.KEPT]


def _choose_values(column: Column, groups: dict[str, list[str]], recognizers: Recognizers) -> list[str]:
    """Return the values to be read whole: one a form, and those in which an identifier may stand."""
    chosen: dict[str, None] = {}
    asked: list[str] = []
    for form, group in groups.items():
        if cell_form.is_harmless(form) and not column.rule_kinds and not column.label:
            column.silent.add(form)
            continue
        column.evidence.values += len(group)
        column.evidence.numbers += len(group) if cell_form.long_number(form) else 0
        if cell_form.has_figures(form):
            column.evidence.count_form(form, group)
        if cell_form.has_word(form) or column.rule_kinds:
            chosen[group[0]] = None
        if cell_form.has_figures(form):
            asked += group
        else:
            column.silent.add(form)
            asked.append(group[0])
    chosen.update(dict.fromkeys(_find_suspected(asked, recognizers)))
    if column.rule_kinds:
        values = (value for group in groups.values() for value in group)
        chosen.update((value, None) for value in values if column_header.labels(column.sample, value))
    if column.label:
        chosen.update((value, None) for group in groups.values() for value in group if _is_number(value))
    return list(chosen)


def _label(sample: Sampled, values: Sequence[str], recognizers: Recognizers) -> str:
    """Return a column's header where it announces the numbers of its first values, else nothing."""
    tried = [value for value in values if _is_number(value)][:_TRIED]
    if not tried or not sample.titles or value_evidence.of_things(sample):
        return ""
    own = sample.name.replace("_", " ").strip()
    others = (title for title in sample.titles if title != own.casefold())
    for label in filter(None, (own, *others)):
        # All are asked at once: most headers announce nothing.
        text = _BETWEEN.join(f"{label}: {value}" for value in tried)
        if not any(hit.entity in _ANNOUNCED for hit in recognizers.identifiers(text)):
            continue
        announced = sum(_read_announced(label, value, recognizers) is not None for value in tried)
        if announced >= _SHARE * len(tried):
            return label
    return ""


def _is_number(value: str) -> bool:
    return len(value) <= _LONGEST and sum(map(str.isdecimal, value)) >= _DIGITS


def _read_announced(label: str, value: str, recognizers: Recognizers) -> Hit | None:
    """Return what a value is where a header stands before it as a label does."""
    before = f"{label}: "
    start, end = len(value) - len(value.lstrip()), len(value.rstrip())
    for hit in recognizers.identifiers(before + value):
        if social_security.needs_person(hit):  # the column is asked by its values
            continue
        if hit.entity in _ANNOUNCED and (hit.start, hit.end) == (len(before) + start, len(before) + end):
            return Hit(hit.entity, start, end, hit.score - _LESS, "Cell", ("header:+",))
    return None


def _find_suspected(values: Sequence[str], recognizers: Recognizers) -> Iterator[str]:
    """Yield the values in which a recognizer of identifiers sees anything; many are read as one text."""
    start = 0
    while start < len(values):
        ends = list(accumulate(len(value) + len(_BETWEEN) for value in values[start : start + BATCH]))
        count = max(1, bisect_right(ends, BLOCK))
        block, begins = values[start : start + count], [0, *ends[:count]]
        text = _BETWEEN.join(block)
        places = {bisect_right(begins, hit.start) - 1 for hit in recognizers.identifiers(text)}
        yield from (block[place] for place in sorted(places))
        start += count


def _read(
    column: Column, values: Sequence[str], where: Where, recognizers: Recognizers
) -> dict[str, Sequence[Hit]]:
    """Return what each of some values holds by itself."""
    found: dict[str, Sequence[Hit]] = {}
    for start in range(0, len(values), BATCH):
        batch = values[start : start + BATCH]
        glued = [value for value in batch if cell_form.space_marks(value) != value]
        texts = [*batch, *map(cell_form.space_marks, glued)]
        claims = recognizers.claims([Passage(text, where) for text in texts])
        found.update(zip(batch, claims, strict=False))
        for value, others in zip(glued, claims[len(batch) :], strict=True):
            found[value] = _join_hits(found[value], [hit for hit in others if hit.entity in _AS_WORDS])
    if column.rule_kinds:
        found = {value: _label_hits(column.sample, value, hits) for value, hits in found.items()}
    if column.label:
        for value, hits in found.items():
            hit = _read_announced(column.label, value, recognizers) if _is_number(value) else None
            found[value] = _choose_surest(hits, hit) if hit else hits
    for lists in (sibling_frame.parties, listed_name.in_line):
        found = {value: _join_hits(hits, lists(value)) for value, hits in found.items()}
    for fixed in (
        _find_fixed,
        partial(contact_cell.find, column.sample, listed=column.listed),
        partial(insured_cell.find, column.sample),
        partial(plated_cell.find, column.sample),
    ):
        found = {value: _replace_overlapped(hits, list(fixed(value))) for value, hits in found.items()}
    return {value: plausibility.keep_plausible(column.sample, value, hits) for value, hits in found.items()}


def _find_fixed(value: str) -> Iterator[Hit]:
    """Yield what a fixed form makes a cell: an airline's passenger, a caller with a number."""
    yield from slashed_name.find(value)
    if several_names.are_joined(value):
        start = len(value) - len(value.lstrip())
        yield Hit("PERSON", start, start + len(value.strip()), _CALLED, "Cell", ("label:0.85",))
    if (titled := _TITLED.fullmatch(value)) and not name_column.is_thing(titled["name"]):
        yield Hit("PERSON", *titled.span("name"), _CALLED, "Cell", ("label:0.85",))
    if caller := _CALLER.fullmatch(value):
        if caller["name"]:
            yield Hit("PERSON", *caller.span("name"), _CALLED, "Cell", ("mailbox:+",))
        yield Hit("PHONE_NUMBER", *caller.span("number"), _CALLED, "Cell", ("caller:+",))


# What telephone exchanges write: `"Ana Berg" <2085550123>`.
_CALLER = re.compile(
    r"\s*(?:\"(?P<name>[^\W\d_][^\W\d_.'’-]*\.?(?: [^\W\d_][^\W\d_.'’-]*){1,3})\"|\"[^\"]*\")?\s*"
    r"<(?P<number>\+?\d{9,14})>\s*"
)
_CALLED = 0.85
# A whole cell of a title and a name: `Dr Anila Chohan`, who refers, treats or signs.
_TITLED = re.compile(
    r"\s*(?:Drs?|Prof|Mrs?|Ms|Miss|Mme|Mlle|Herr|Frau|Sra?|Srta|Dott|Dra|Ing|Eng|Adv|Rev)\b\.?[ ]"
    r"(?P<name>[^\W\d_a-z](?:['’\-]?[^\W\d_])+(?:[ ][^\W\d_a-z](?:\.|(?:['’\-]?[^\W\d_])+)){1,3})\s*"
)


def _join_hits(hits: Sequence[Hit], others: Sequence[Hit]) -> Sequence[Hit]:
    """Return hits with those of another reading of the same text that are surer or overlap none."""
    more = [
        other
        for other in others
        if all(
            hit.end <= other.start
            or other.end <= hit.start
            or (hit.entity in _AS_WORDS and (hit.score < other.score or _is_part(hit, other)))
            for hit in hits
        )
    ]
    left = [hit for hit in hits if all(hit.end <= one.start or one.end <= hit.start for one in more)]
    return sorted([*left, *more], key=lambda hit: hit.start) if more else hits


def _is_part(hit: Hit, other: Hit) -> bool:
    """Return whether a hit is a part of a longer one of its kind: the family name of a whole one."""
    inside = other.start <= hit.start and hit.end <= other.end
    return inside and hit.entity == other.entity and hit.end - hit.start < other.end - other.start


def _replace_overlapped(hits: Sequence[Hit], fixed: Sequence[Hit]) -> Sequence[Hit]:
    """Return hits with those of a fixed form in the place of what they overlap."""
    left = [hit for hit in hits if all(hit.end <= one.start or one.end <= hit.start for one in fixed)]
    return sorted([*left, *fixed], key=lambda hit: hit.start) if fixed else hits


def _choose_surest(hits: Sequence[Hit], announced: Hit) -> Sequence[Hit]:
    """Return the hit that a header announces, unless a reading of the value alone is as sure of its own."""
    return hits if any(hit.score >= announced.score for hit in hits) else [announced]


def _label_hits(sample: Sampled, value: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return what a cell holds, or what the column's header calls a value of its shape."""
    rule = column_header.labels(sample, value)
    if rule is None:
        several = list(_label_several(sample, value))
        return _replace_overlapped(hits, several) if several else hits
    if any(hit.entity == rule.kind for hit in hits):
        return hits
    text = value.strip()
    text = birth_column.trim_births([text])[0] if rule.kind == "DATE_OF_BIRTH" else text
    if not text or not placeholder.is_value(rule.kind, text):
        return hits
    start = value.index(text)
    return [Hit(rule.kind, start, start + len(text), rule.score - _LESS, "Cell", ("header:+",))]


def _label_several(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield the values of a cell that holds several of what its header names: `512328707;517111104`.

    Whose each is may stand before it (`H:512328707 W:517111104`), and nothing else next to them.
    """
    pieces = list(_PIECE.finditer(value)) if len(value) <= _LONGEST_LIST else []
    numbers = [piece for piece in pieces if any(map(str.isdecimal, piece.group()))]
    words = [piece.group() for piece in pieces if piece not in numbers]
    if len(numbers) < _SEVERAL or len(words) > len(numbers) or any(len(word) > _WHOSE for word in words):
        return
    rules = [column_header.labels(sample, piece.group()) for piece in numbers]
    for piece, rule in zip(numbers, rules, strict=True):
        if rule is None or rule.kind not in _NUMBERED or any(one is None for one in rules):
            return
        if rule.kind == "US_DRIVER_LICENSE" and not any(map(_DRIVEN.search, sample.titles)):
            return  # a program has several licences, too
        yield Hit(rule.kind, *piece.span(), rule.score - _LESS, "Cell", ("header:+",))


# A value of a list in a cell, by whatever signs lists are parted, and a word for whose it is.
_PIECE = re.compile(r"[^\s;,|/&+\[\]{}\"':()]+")
_SEVERAL, _WHOSE, _LONGEST_LIST = 2, 9, 400
_DRIVEN = re.compile(r"\bdr|^dls?\b|\bdln?s?\b")
_NUMBERED = frozenset({"US_SSN", "US_ITIN", "CREDIT_CARD", "IBAN_CODE", "US_PASSPORT", "US_DRIVER_LICENSE"})


def _cells(column: Column, cells: Sequence[str], known: Mapping[str, Sequence[Hit]]) -> Iterable[Cells]:
    """Return the findings of a column's cells, entity by entity: the first of each cell, then the second.

    `known` are short forms of the object's people.
    """
    spots: dict[tuple[str, int], dict[int, tuple[str, Hit]]] = {}
    for row, value in enumerate(cells):
        seen: dict[str, int] = {}
        held = [hit for hit in column.held.get(value, ()) if column.evidence.holds(column.sample, hit, value)]
        for hit in _join_hits(held, known.get(value, ())):
            if hit.entity == CUSTOMER_ID:
                continue
            place = seen.get(hit.entity, 0)
            seen[hit.entity] = place + 1
            spots.setdefault((hit.entity, place), {})[row] = value, hit
    for (entity, _), found in sorted(spots.items()):
        yield make_cells(column, entity, found, len(cells))


def make_cells(column: Column, entity: str, found: dict[int, tuple[str, Hit]], rows: int) -> Cells:
    """Return findings of one entity in some rows of a column, each with its cell, as cells of a part."""
    values = [""] * rows
    parts: dict[str, list[str]] = {}
    for row, (value, hit) in found.items():
        values[row] = value_of(value, hit, hit.stretches())
        for part, text in hit.parts.items():
            parts.setdefault(part, [""] * rows)[row] = text
    spots = {
        row: Spot(hit.start, hit.end, round(hit.score, 4), hit.recognizer, hit.reasons)
        for row, (_, hit) in found.items()
    }
    best = max(spots.values(), key=lambda spot: spot.score)
    return Cells(
        entity, values, column.sample.index + 1, column.sample.name or None, best.score, best.reasons,
        column.role, parts, spots,
    )  # fmt: skip
