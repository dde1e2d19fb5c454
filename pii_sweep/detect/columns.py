"""What a table's columns hold: decided from the header, sampled values and distinct counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from pii_sweep.detect import bare, codes, customers, halves, headers, lexicon, numbers, values
from pii_sweep.detect.bare import PEOPLE, Column
from pii_sweep.detect.headers import SHAPES, Sampled, known, part, people, role_of, rules, sampled
from pii_sweep.detect.linkage import CUSTOMER_ID

Vote = Callable[[Sequence[str]], float]


def nobody(names: Sequence[str]) -> float:
    """Vote that none of some values is a person's name: for want of a model."""
    return 0.0


def decide(
    header: Sequence[str], rows: Sequence[Sequence[str]], vote: Vote = nobody, owner: str = ""
) -> list[Column]:
    """Return the columns that hold personal data or a part of it, at most one claim a column.

    A kind that needs people is kept only where another column tells of people. `vote` returns the
    share of some values that a model takes for people's names; `owner` is the table's name.
    """
    samples = [sample for sample in sampled(header, rows) if sample.values]
    found: list[Column] = []
    needing: list[Column] = []
    for sample in samples:
        column, needs = _ruled(sample)
        if column is None:
            half = halves.headed(sample, samples)
            column = _column(sample, half, 0.95, "header:+") if half else _parted(sample)
            needs = False
        if column is not None:
            (needing if needs else found).append(column)
    placed, named, parted = (partial(_each, one) for one in (_placed, partial(_named, vote=vote), _bare))
    for decider in (placed, named, _halved, parted, parted):
        taken = {column.index for column in (*found, *needing)}
        found += decider([sample for sample in samples if sample.index not in taken], found)
    found = [column for column in found if not bare.of_things(column, found, samples)]
    personal = any(column.kind in PEOPLE for column in found)
    if personal:
        found += needing
    taken = {column.index for column in found}
    numbered = list(_numbered((sample for sample in samples if sample.index not in taken), owner))
    taken |= {column.index for column in numbered}
    charged = total([sample for sample in samples if sample.index not in taken], found, people=personal)
    found += charged
    return sorted([*found, *(numbered if found else ())], key=lambda column: column.index)


def _numbered(samples: Iterable[Sampled], owner: str) -> Iterator[Column]:
    """Yield the columns of numbers by which a house knows its customers; `kind` is of the linkage alone."""
    for sample in samples:
        if family := customers.column(sample, owner):
            reasons = (f"family:{family}",)
            yield Column(sample.index, sample.name, CUSTOMER_ID, 0.9, reasons, role_of(sample) or "customer")


def _ruled(sample: Sampled) -> tuple[Column | None, bool]:
    for rule in rules():
        title = next((title for title in sample.titles if rule.header.fullmatch(title)), None)
        if title is None and rule.bare > 1:
            continue
        share = sample.share(rule.shape)
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
_ORDERS = re.compile(r"\d{3}-\d{7}-\d{7}|[A-Z]{1,4}-?\d{5,10}|#\d{4,10}")
_IDS = re.compile(r"\d{3}-\d{7}-\d{7}|#?[A-Z]{0,4}-?\d{5,12}|#\d{4,10}")


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


def _each(
    decider: Callable[[Sampled, Sequence[Column]], Column | None],
    samples: Iterable[Sampled],
    found: Sequence[Column],
) -> list[Column]:
    return [column for sample in samples if (column := decider(sample, found))]


def _placed(sample: Sampled, found: Sequence[Column]) -> Column | None:
    """Decide a column of addresses, or of their last lines, under whatever header."""
    if values.addresses(sample) >= 0.6:
        return _valued(sample, "street", 0.92)
    return _valued(sample, "tail", 0.9) if values.tails(sample) >= 0.6 else None


def _named(sample: Sampled, found: Sequence[Column], vote: Vote) -> Column | None:
    """Decide a column of names: the less its table tells of people, the surer its values must be.

    The word lists decide first; the model is asked where they know too few of the names.
    """
    if not headers.open_to_names(sample):
        return None
    shaped, one, two = values.persons(sample)
    backed = headers.blank(sample) or any(column.kind in PEOPLE for column in found)
    sure = two >= 0.5 or (backed and (one >= 0.6 or (one >= 0.4 and values.turned(sample) >= 0.8)))
    if shaped < 0.75 or (not sure and not backed and one < 0.1):
        return None
    if not sure:
        asked = values.proper(sample)
        enough = 2 if backed else 5
        sure = len(asked) >= max(enough, 0.8 * values.distinct(sample)) and vote(asked) >= 0.85
    return _valued(sample, "name", 0.9) if sure else None


def _bare(sample: Sampled, found: Sequence[Column]) -> Column | None:
    """Decide the parts of an address where no header names them."""
    if not headers.blank(sample):
        return None
    if values.states(sample):
        return _valued(sample, "state", 0.7)
    kinds = {column.index: column.kind for column in found}
    left, right = kinds.get(sample.index - 1, ""), kinds.get(sample.index + 1, "")
    if left in ("state", "street", "city") and values.zips(sample):
        return _valued(sample, "zip", 0.7)
    if left == "street" and values.units(sample):
        return _valued(sample, "unit", 0.7)
    # Between the two, a column of units may be empty.
    before = left or kinds.get(sample.index - 2, "")
    if before in ("street", "unit") and right in ("state", "zip") and sample.share(SHAPES["city"]) >= 0.9:
        return _valued(sample, "city", 0.7)
    return None


def _halved(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Decide columns of given names beside columns of family names that no header names."""
    if any(column.kind in ("first", "last", "name") for column in found):
        return []
    left = [sample for sample in samples if headers.open_to_names(sample) and not set(sample.titles) & _ROUTE]
    backed = any(column.kind in PEOPLE for column in found)
    pairs = halves.paired(left, backed=backed)
    return [_column(sample, half, 0.88, "values:+") for sample, half in pairs]


# Headers of where something goes, which are towns.
_ROUTE = frozenset(
    {"from", "to", "origin", "destination", "departure", "arrival", "via", "landfall", "home", "away"}
)


def _column(sample: Sampled, kind: str, score: float, reason: str) -> Column:
    return Column(sample.index, sample.name, kind, score, (reason,), role_of(sample))


def _valued(sample: Sampled, kind: str, score: float) -> Column | None:
    """Return the column that its values decide; one value alone decides nothing."""
    distinct = values.distinct(sample)
    reasons = ("values:+", f"distinct:{distinct}")
    return Column(sample.index, sample.name, kind, score, reasons, role_of(sample)) if distinct > 1 else None


def total(samples: Sequence[Sampled], found: Sequence[Column], *, people: bool) -> list[Column]:
    """Return the one column that holds what was charged, of those that no other kind claims."""
    data = lexicon.table("columns")["totals"]
    refuse, shape = re.compile(rf"\b(?:{data['refuse']})"), re.compile(data["shape"])
    clear, currency = re.compile(data["clear"]), data["currency"]
    backed = (
        people
        or any(column.kind in ("ORDER_ID", "TRACKING_NUMBER") for column in found)
        or any(sample.titled(_KEYED) for sample in samples)
    )
    taxed = any(sample.titled(re.compile(data["taxed"])) for sample in samples)
    for words in data["order"]:
        pattern = re.compile(rf"(?:(?:{data['before']}) ){{0,2}}(?:{words})(?:{currency})?")
        for sample in samples:
            titles = [
                title
                for title in sample.titles
                if pattern.fullmatch(title) and not refuse.search(sample.titles[0])
            ]
            if not titles or sample.share(shape) < 0.7 or not (backed or clear.fullmatch(titles[0])):
                continue
            if not taxed and titles[0].startswith(("gross", "brutto")):
                continue  # of films and of wages
            score = 0.98 if clear.fullmatch(titles[0]) else 0.95
            return [Column(sample.index, sample.name, "ORDER_VALUE", score, ("header:+",), None)]
    return _unheaded(samples, found) if people else []


def _unheaded(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the one column of amounts of a table that has no header; a currency tells it from measures."""
    bare = [sample for sample in samples if not "".join(sample.titles) and len(set(sample.values)) > 1]
    signed = [sample for sample in bare if sample.share(_SIGNED) >= 0.9]
    decimals = [sample for sample in bare if sample.share(_DECIMAL) >= 0.9]
    coded = any(sample.share(_CODE) >= 0.9 for sample in samples)
    for amounts, score in ((signed, 0.88), (decimals, 0.86 if coded else 0.7)):
        if len(amounts) == 1:
            why = ("values:+", "only_amount:+", *(("currency:+",) if coded else ()))
            return [Column(amounts[0].index, amounts[0].name, "ORDER_VALUE", score, why, None)]
    return []


# A key to somebody in another table.
_KEYED = re.compile(
    r"(?:cust|customer|client|buyer|shopper|guest|payer|patient|member)(?: ?(?:id|no|key|fk|ref))?"
)
_SIGNED = re.compile(r"(?:[$€£]|USD |EUR |GBP |RM ?) ?\d[\d.,]*[.,]\d\d|\d[\d.,]*[.,]\d\d ?(?:€|EUR|USD|kr)")
_DECIMAL = re.compile(r"\d{1,3}(?:[.,]?\d{3})*[.,]\d\d")
_CODE = re.compile(r"USD|EUR|GBP|CAD|AUD|CHF|JPY|INR|MYR|SGD|NZD|SEK|NOK|DKK|PLN|MXN|BRL|ZAR")
