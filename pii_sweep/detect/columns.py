"""What a table's columns hold: decided from the header, sampled values and distinct counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pii_sweep.detect import codes, lexicon, numbers
from pii_sweep.detect.headers import SHAPES, Sampled, known, part, people, role_of, rules, sampled
from pii_sweep.types import Role


@dataclass(frozen=True, slots=True)
class Column:
    """A decided column: what its cells are, how surely, and why.

    `kind` is an entity in capitals, or a part (`first`, `city`, `free`) that joins with others.
    """

    index: int
    name: str
    kind: str
    score: float
    reasons: tuple[str, ...] = ()
    role: Role | None = None


_PEOPLE = frozenset(
    {
        *("first", "last", "name", "street", "EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN", "CREDIT_CARD"),
        *("DATE_OF_BIRTH", "USERNAME", "US_DRIVER_LICENSE"),
    }
)


def decide(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns that hold personal data or a part of it, at most one claim a column.

    A kind that needs people is kept only where another column tells of people.
    """
    samples = [sample for sample in sampled(header, rows) if sample.values]
    found: list[Column] = []
    needing: list[Column] = []
    for sample in samples:
        column, needs = _ruled(sample)
        if column is None:
            column, needs = _parted(sample), False
        if column is not None:
            (needing if needs else found).append(column)
    taken = {column.index for column in (*found, *needing)}
    found += [
        column for sample in samples if sample.index not in taken for column in _by_values(sample, found)
    ]
    personal = any(column.kind in _PEOPLE for column in found)
    if personal:
        found += needing
    total = _total(
        [sample for sample in samples if sample.index not in {c.index for c in found}], personal, found
    )
    return sorted([*found, *total], key=lambda column: column.index)


def _ruled(sample: Sampled) -> tuple[Column | None, bool]:
    for rule in rules():
        share = sample.share(rule.shape)
        title = next((title for title in sample.titles if rule.header.fullmatch(title)), None)
        if title is not None and share >= rule.headed and not rule.refuse.search(title):
            reasons: tuple[str, ...] = ("header:+", f"values:{share:.2f}")
            return Column(
                sample.index, sample.name, rule.kind, rule.score, reasons, role_of(sample)
            ), rule.needs
        if share >= rule.bare and len(set(sample.values)) >= min(3, len(sample.values)):
            reasons = (f"values:{share:.2f}",)
            return Column(
                sample.index, sample.name, rule.kind, rule.score - 0.1, reasons, role_of(sample)
            ), rule.needs
    tracked = sum(numbers.tracking_kind(value.replace(" ", "")) is not None for value in sample.values) / len(
        sample.values
    )
    if (
        tracked >= 0.9
        and min(map(len, sample.values)) >= 12
        and len(set(sample.values)) >= min(3, len(sample.values))
    ):
        return Column(sample.index, sample.name, "TRACKING_NUMBER", 0.9, ("check_digits:+",)), False
    orders = sample.share(_ORDERS)
    if (
        orders >= 0.3
        and "".join(sample.titles) in ("", "name", "order", "id", "number", "no")
        and sample.share(_IDS) >= 0.9
        and len(set(sample.values)) == len(sample.values)
    ):
        return Column(sample.index, sample.name, "ORDER_ID", 0.6, ("values:+",)), False
    cards = sum(map(_card, sample.values)) / len(sample.values)
    if cards >= 0.8 and len(set(sample.values)) >= min(3, len(sample.values)):
        return Column(
            sample.index, sample.name, "CREDIT_CARD", 0.85, ("luhn:+", f"values:{cards:.2f}")
        ), False
    return None, False


# Order numbers of several shops in one column: a marketplace's three groups, prefixed numbers.
_ORDERS = re.compile(r"\d{3}-\d{7}-\d{7}|[A-Z]{1,4}-?\d{5,10}")
_IDS = re.compile(r"\d{3}-\d{7}-\d{7}|[A-Z]{0,4}-?\d{5,12}")


def _card(value: str) -> bool:
    digits = re.sub(r"[ \-]", "", value)
    return digits.isdigit() and len(digits) in (15, 16) and digits[0] in "23456" and codes.luhn(digits)


def _parted(sample: Sampled) -> Column | None:
    free = re.compile(rf"(?:.* )?(?:{lexicon.table('columns')['words']['free']})")
    for kind in (
        "first",
        "last",
        "middle",
        "name",
        "street",
        "unit",
        "tail",
        "city",
        "state",
        "zip",
        "country",
        "lat",
        "lon",
    ):
        shape = SHAPES.get(kind, SHAPES["first"])
        if not sample.titled(part(kind)) or sample.share(shape) < 0.5:
            continue
        if kind == "name" and not people(sample):
            continue
        return Column(sample.index, sample.name, kind, _sure(kind, sample), ("header:+",), role_of(sample))
    length = sum(map(len, sample.values)) / len(sample.values)
    words = sum(value.count(" ") + 1 for value in sample.values) / len(sample.values)
    if words >= 3 and ((sample.titled(free) and length > 8) or length > 60):
        return Column(sample.index, sample.name, "free", 0.5, ("free_text:+",), None)
    return None


def _sure(kind: str, sample: Sampled) -> float:
    return 0.98 if kind != "name" or known(sample) >= 0.3 else 0.92


def _by_values(sample: Sampled, found: Sequence[Column]) -> list[Column]:
    """Decide a column whose header says nothing (`col3`, empty) by its values alone."""
    if any(
        not re.fullmatch(r"(?:col(?:umn)?|field|f|c|v|var|unnamed|value)? ?\d*", title)
        for title in sample.titles
    ):
        return []
    distinct = len(set(sample.values))
    if distinct < 2:
        return []
    two = [
        value for value in sample.values if 2 <= len(value.split()) <= 4 and SHAPES["name"].fullmatch(value)
    ]
    if len(two) >= 0.8 * len(sample.values) and known(sample) >= 0.6 and people(sample):
        return [Column(sample.index, sample.name, "name", 0.9, ("values:+", f"distinct:{distinct}"))]
    if sample.share(_STREET) >= 0.6:
        return [Column(sample.index, sample.name, "street", 0.92, ("values:+", f"distinct:{distinct}"))]
    states = lexicon.table("states")["names"]
    if all(value.upper() in states for value in sample.values):
        return [Column(sample.index, sample.name, "state", 0.7, ("values:+",))]
    near = {column.index for column in found if column.kind in ("state", "street")}
    if sample.share(re.compile(r"\d{5}(?:-\d{4})?")) >= 0.9 and sample.index - 1 in near:
        return [Column(sample.index, sample.name, "zip", 0.7, ("values:+",))]
    return []


_STREET = re.compile(
    r"(?i)\d{1,6}[a-z]? .{2,60}\b(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|way"
    r"|pl|place|ter|terrace|cir|circle|pkwy|hwy)\b\.?.{0,60}|p\.?o\.? box \d+.{0,60}"
)


def _total(samples: Sequence[Sampled], people: bool, found: Sequence[Column]) -> list[Column]:
    """Return the one column that holds what was charged."""
    data = lexicon.table("columns")["totals"]
    refuse, shape = re.compile(rf"\b(?:{data['refuse']})"), re.compile(data["shape"])
    clear = re.compile(data["clear"])
    backed = people or any(column.kind in ("ORDER_ID", "TRACKING_NUMBER") for column in found)
    for words in data["order"]:
        pattern = re.compile(rf"(?:{words})")
        for sample in samples:
            titles = [
                title
                for title in sample.titles
                if pattern.fullmatch(title) and not refuse.search(sample.titles[0])
            ]
            if not titles or sample.share(shape) < 0.7 or not (backed or clear.fullmatch(titles[0])):
                continue
            score = 0.98 if clear.fullmatch(titles[0]) else 0.95
            return [Column(sample.index, sample.name, "ORDER_VALUE", score, ("header:+",), None)]
    signed = [sample for sample in samples if not "".join(sample.titles) and sample.share(_SIGNED) >= 0.9]
    if people and len(signed) == 1 and len(set(signed[0].values)) > 1:
        return [
            Column(signed[0].index, signed[0].name, "ORDER_VALUE", 0.88, ("values:+", "only_amount:+"), None)
        ]
    return []


_SIGNED = re.compile(r"(?:[$€£]|USD |EUR |GBP |RM ?) ?\d[\d.,]*[.,]\d\d|\d[\d.,]*[.,]\d\d ?(?:€|EUR|USD|kr)")
