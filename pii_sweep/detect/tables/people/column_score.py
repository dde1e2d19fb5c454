"""How likely a column's values are people's names: a fitted score of its values, its header and its table.

A cocktail and a guest are written alike; what differs is the rest of the table. Values, headers and the
table's name become named features; their weights are fitted (`models/train/column_scorer.py`) on tables of
people and of things that are called like people. What a cell adds to its column is fitted too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pii_sweep.detect.person import name_order
from pii_sweep.detect.person.evidence import name_shape
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.score import logistic
from pii_sweep.detect.tables import column_header, person_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled, part
from pii_sweep.detect.tables.people import name_column, other_header
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

Judge = Callable[[str, Sequence[str], Features], float]
# From this share on a column or a cell is kept, and one that no rule decides is taken for names.
KEPT, CLAIMED = 0.4, 0.7
# The same of the first column that can be the names of a table with numbers of people.
LEFT = 0.2
# Below this share a column is dropped that the rules take for names.
DROPPED = 0.25
_MOST, _WHOLE, _FEW, _SENTENCE = 0.995, 0.8, 0.1, 6
# A column is asked about where so many of its values are written as names, and not more values than these.
SHAPED, ASKED = 0.5, 24
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[^\W\d_]{0,3}[ \-]?[\d.,:/%€$£ \-]+[^\W\d_]{0,3}")
_SHORT = re.compile(r"[^\W\d_][\w'’\- ]+ [^\W\d_]\.?|[^\W\d_]\. ?[^\W\d_][\w'’\- ]+")
_TURNED = re.compile(r"[^\W\d_][\w'’\- ]+, [^\W\d_][\w'’\-. ]+")
# Degrees of the number of columns of figures, and of columns.
_MANY, _COLUMNS = (1, 2, 3), (2, 4, 7)
_REACH = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "street", "tail", "USERNAME"})
_OWN = frozenset(
    {"DATE_OF_BIRTH", "AGE", "US_SSN", "NATIONAL_ID", "US_PASSPORT", "US_DRIVER_LICENSE", "IBAN_CODE"}
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's columns, those of them that are decided, the model's vote on values, and the table's name."""

    samples: Sequence[Sampled] = field(repr=False)
    decided: Sequence[Column]
    vote: Callable[[Sequence[str]], float] = field(repr=False)
    owner: str = field(default="", repr=False)


def judge(of: str, values: Sequence[str], features: Features) -> float:
    """Return the share of columns (`columns`), or of whole cells (`cells`), so described that name people."""
    return logistic.share(logistic.model("column")[of], features)


def keep_people(sheet: Sheet, judge: Judge) -> list[Column]:
    """Return the decided columns, those of names as far as they are people's, with their share as the score.

    A column that no rule decides is added where its share is `CLAIMED`.
    """
    by_index = {sample.index: sample for sample in sheet.samples}
    kept: list[Column] = []
    for column in sheet.decided:
        sample = by_index[column.index]
        if column.kind != "name" or not is_candidate(sample) or _is_of_decided_person(column, sample, sheet):
            kept.append(column)
            continue
        share = judge("columns", value_kind.select_different(sample), describe(sample, sheet))
        if share >= DROPPED:
            reasons = (*column.reasons, f"column_fitted:{share:.2f}")
            kept.append(replace(column, score=min(_MOST, share), reasons=reasons))
    lacking = _lacks_names(sheet)
    for index in undecided_places(sheet):
        sample = by_index[index]
        share = judge("columns", value_kind.select_different(sample), describe(sample, sheet))
        lone = lacking and share >= LEFT and _is_written_whole(sample)
        lacking = lacking and not lone
        if (share >= CLAIMED or lone) and not _is_mixed(sample):
            marks = (*(("numbers:+",) if share < CLAIMED else ()), *name_column.marks(sample))
            reasons = (f"column_fitted:{share:.2f}", *marks)
            role = column_header.role_of(sample)
            kept.append(Column(index, sample.name, "name", min(_MOST, max(share, CLAIMED)), reasons, role))
    return kept


def _lacks_names(sheet: Sheet) -> bool:
    """Return whether a table has numbers of people, those that firms have too next to telephones, no name."""
    kinds = {column.kind for column in sheet.decided}
    numbered = kinds & _NUMBERS or ("NATIONAL_ID" in kinds and kinds & _REACH)
    return bool(numbered) and kinds.isdisjoint(("name", "first", "last"))


_NUMBERS = frozenset({"US_SSN", "US_PASSPORT", "US_DRIVER_LICENSE"})


def _is_written_whole(sample: Sampled) -> bool:
    """Return whether most values are two names or more with capitals, each row its own."""
    asked = value_kind.select_different(sample)
    whole = sum(" " in value for value in value_kind.select_proper(sample))
    return len(asked) == len(sample.values) and whole >= SHAPED * len(asked)


# What customers are charged or order: names next to it are of customers, whatever else the table has.
_CHARGED = re.compile(
    r"(?:.* )?(?:orders?|invoices?|bookings?|receipts?|transactions?|totals?|amount|balance|paid|due)(?: .*)?"
)


def _is_of_decided_person(column: Column, sample: Sampled, sheet: Sheet) -> bool:
    """Return whether headers of people, or titles before names, leave nothing to be weighed."""
    by_header = column.reasons[0] == "header:+" and not all(
        title in other_header.BARE for title in sample.titles
    )
    if by_header or column.reasons[0] == "titled:+" or person_header.human(sample):
        return True
    others = [one for one in sheet.decided if one.reasons[0] == "header:+" and one.index != column.index]
    if any(one.kind == "name" for one in others):
        return False
    if column_header.blank(sample) or any(one.titled(_CHARGED) for one in sheet.samples):
        return True
    return not name_column.PEOPLE.isdisjoint({one.kind for one in others})


def _is_mixed(sample: Sampled) -> bool:
    """Return whether firms, things or single words stand among names, so that each cell is read by itself."""
    asked = value_kind.select_different(sample)[:ASKED]
    lone = sum(len(_WORD.findall(value)) == 1 for value in asked)
    return sum(map(name_column.is_thing, asked)) > _FEW * len(asked) or 2 * lone > len(asked)


def describe_undecided(sheet: Sheet) -> dict[int, Features]:
    """Return the features of the columns that nothing decides and whose values are written as names."""
    by_index = {sample.index: sample for sample in sheet.samples}
    return {index: describe(by_index[index], sheet) for index in undecided_places(sheet)}


def undecided_places(sheet: Sheet) -> list[int]:
    """Return the places of the columns that nothing decides and whose values are written as names."""
    taken = {column.index for column in sheet.decided}
    return [one.index for one in sheet.samples if one.index not in taken and is_candidate(one)]


def score_name(hit: Hit, value: str, column: Features, judge: Judge) -> Hit:
    """Return a name in a cell with its share, unless the cell is a sentence."""
    if len(_LETTERS.findall(value)) >= _SENTENCE:
        return hit
    whole = hit.end - hit.start >= _WHOLE * len(value.strip())
    named = value if whole else value[hit.start : hit.end]
    share = min(_MOST, judge("cells", (named,), describe_cell(column, named)))
    return hit.scored(share, (*hit.reasons, f"column_fitted:{share:.2f}"))


def is_candidate(sample: Sampled) -> bool:
    """Return whether a column's values are written as names are, in Latin letters: it is fitted on those."""
    asked = value_kind.select_different(sample)[:ASKED]
    return len(asked) > 1 and sum(map(_is_shaped, asked)) >= SHAPED * len(asked)


@lru_cache(maxsize=8192)
def _is_shaped(value: str) -> bool:
    return name_order.parse(value) is not None and not value_kind.in_script(value)


def describe(sample: Sampled, sheet: Sheet) -> Features:
    """Return the features of a column in its table."""
    asked = value_kind.select_different(sample)[:ASKED]
    found: Features = {"bias": 1.0, **_of_values(asked)}
    found["repeated"] = 1.0 - len(set(sample.values)) / max(1, len(sample.values))
    found["vote"] = sheet.vote(asked)
    found.update(name_shape.shipped().describe_values(asked))
    found["shaped"], found["one known"], found["two known"] = value_kind.persons(sample)
    found.update(dict.fromkeys(_of_header(sample), 1.0))
    found.update(dict.fromkeys(_of_table(sample, sheet), 1.0))
    return found


def _of_values(asked: Sequence[str]) -> Features:
    """Return shares of different values, by how they are written and what the lists know of them."""
    every: Counter[str] = Counter()
    for value in asked:
        every.update(_kinds_of(value))
    count = max(1, len(asked))
    words = [_WORD.findall(value.lower()) for value in asked]
    several = [one for one in words if len(one) > 1]
    found = {kind: every[kind] / count for kind in _SHARES}
    found["words"] = sum(map(len, words)) / count / 2
    for name, place in (("same first", 0), ("same last", -1)):
        common = Counter(one[place] for one in several).most_common(1)
        found[name] = common[0][1] / len(several) if common and common[0][1] > 1 else 0.0
    return found


_SHARES = (
    "both known", "both turned", "known", "initial", "given", "family", "written", "lone", "lone given",
    "family alone", "ordinary first", "ordinary last", "ordinary all", "firm", "thing noun", "figure",
    "small inside", "turned", "short form", "capitals", "script", "unknown", "of", "long",
)  # fmt: skip


@lru_cache(maxsize=8192)
def _kinds_of(value: str) -> tuple[str, ...]:
    """Return what kinds of values a cell is of."""
    words = [word.lower() for word in _WORD.findall(value)]
    name = name_order.parse(value)
    ordinary = lexicon.ordinary()
    refused = lexicon.words("roles", "named") | vocabulary.thing_words()
    small = vocabulary.particles()
    given = bool(words) and lexicon.given_name(words[0])
    last = len(words) > 1 and lexicon.family_name(words[-1])
    tests = (
        ("both known", name is not None and name.whole),
        ("both turned", len(words) > 1 and _is_turned(words)),
        ("known", name is not None and name.known),
        ("initial", name is not None and name.form == "initial"),
        ("given", given and len(words) > 1),
        ("family", last),
        ("written", name is not None),
        ("lone", len(words) == 1),
        ("lone given", len(words) == 1 and given),
        ("family alone", len(words) == 1 and lexicon.family_name(words[0])),
        ("ordinary last", len(words) > 1 and words[-1] in ordinary and not last),
        ("ordinary first", len(words) > 1 and words[0] in ordinary and not given),
        ("ordinary all", bool(words) and all(word in ordinary for word in words)),
        ("firm", any(word in vocabulary.company_words() for word in words) or "&" in value),
        ("thing noun", any(word in refused for word in words)),
        ("figure", any(map(str.isdecimal, value))),
        ("small inside", any(casing.is_small(word) and word not in small for word in value.split()[1:])),
        ("turned", _TURNED.fullmatch(value) is not None),
        ("short form", _SHORT.fullmatch(value) is not None),
        ("capitals", value.isupper() and len(value) > 3),
        ("script", value_kind.in_script(value)),
        ("unknown", bool(words) and not any(map(_is_listed, words))),
        ("of", any(word in ("of", "the", "de", "der", "du") for word in words[:-1])),
        ("long", len(words) > 3),
    )  # fmt: skip
    return tuple(kind for kind, held in tests if held)


def _is_turned(words: Sequence[str]) -> bool:
    """Return whether a family name stands first and a given name last: `Kovács Imre`."""
    return lexicon.family_name(words[0]) and lexicon.given_name(words[-1])


def _is_listed(word: str) -> bool:
    return lexicon.given_name(word) or lexicon.family_name(word)


def _of_header(sample: Sampled) -> Iterator[str]:
    """Yield what a column's own header says."""
    if person_header.human(sample):
        yield "head human"
    if sample.titled(part("name")):
        yield "head name"
    if column_header.blank(sample):
        yield "head blank"
    elif all(title in other_header.BARE for title in sample.titles):
        yield "head bare"
    if not column_header.may_be_names(sample):
        yield "head thing"
    if not column_header.open_to_names(sample):
        yield "head closed"
    for kind in _get_word_kinds(sample.titles[0] if sample.titles else ""):
        yield f"head says {kind}"


def _of_table(sample: Sampled, sheet: Sheet) -> Iterator[str]:
    """Yield what the other columns and the table's name say."""
    others = [one for one in sheet.samples if one.index != sample.index and one.values]
    kinds = {column.kind for column in sheet.decided if column.index != sample.index}
    if kinds & _REACH:
        yield "reached"
    if kinds & _OWN:
        yield "identified"
    for column in sheet.decided:
        if column.index == sample.index and column.kind == "name":
            yield f"decided by {column.reasons[0].partition(':')[0]}"
    for kind in ("first", "last", "EMAIL_ADDRESS", "ORDER_VALUE", "free", "name"):
        if kind in kinds:
            yield f"next to {kind}"
    yield f"columns {_degree(len(others) + 1, _COLUMNS)}"
    said: Counter[str] = Counter()
    for one in others:
        said.update(_get_word_kinds(one.titles[0] if one.titles else ""))
    for kind, count in said.items():
        yield f"others say {kind}"
        if count > 1:
            yield f"others say {kind} often"
    if column_header.things(others):
        yield "columns of things"
    if any(map(person_header.human, others)):
        yield "columns of people"
    numbers = sum(one.share(_NUMBER) >= 0.8 for one in others)
    yield f"numbers {_degree(numbers, _MANY)}"
    for kind in _get_word_kinds(sheet.owner.rpartition("/")[2].rpartition(".")[0]):
        yield f"table says {kind}"


@lru_cache(maxsize=2048)
def _get_word_kinds(text: str) -> frozenset[str]:
    """Return the kinds of words that a header or a file's name says."""
    plain = " ".join(column_header.plain_header(text)[:1])
    kinds = _kinds()
    return frozenset(kind for word in _LETTERS.findall(plain) for kind in kinds.get(word, ()))


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, tuple[str, ...]]:
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, words in lexicon.table("table_words").items():
        for word in words:
            kinds[word] = (*kinds.get(word, ()), kind)
    return kinds


def describe_cell(column: Mapping[str, float], value: str) -> Features:
    """Return the features of a cell: its column's, and how it is written itself."""
    own = name_shape.shipped().describe(value)
    written = {f"cell {name}": 1.0 for name in _kinds_of(value)}
    return {**column, **written, **{f"cell {name}": odds for name, odds in own.items()}}


def _degree(count: int, steps: Sequence[int]) -> int:
    return sum(count >= step for step in steps)
