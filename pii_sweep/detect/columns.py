"""What a table's columns hold: decided from the header, sampled values and distinct counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pii_sweep.detect import codes, lexicon
from pii_sweep.types import Role

SAMPLE = 200


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


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of column that its own header and values decide."""

    kind: str
    header: re.Pattern[str] = field(repr=False)
    refuse: re.Pattern[str] = field(repr=False)
    shape: re.Pattern[str] = field(repr=False)
    headed: float
    bare: float
    needs: bool
    score: float


@dataclass(frozen=True, slots=True)
class Sampled:
    """One column's header in plain words and its first non-empty values."""

    index: int
    name: str
    titles: tuple[str, ...]
    values: tuple[str, ...] = field(repr=False)

    def share(self, pattern: re.Pattern[str]) -> float:
        """Return the share of values that have a shape."""
        return sum(pattern.fullmatch(value) is not None for value in self.values) / max(1, len(self.values))

    def titled(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the header, or the last words of its path, match."""
        return any(pattern.fullmatch(title) for title in self.titles)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the kinds of `data/columns.toml`."""
    data = lexicon.table("columns")
    nothing = "(?!)"
    return tuple(
        Rule(
            kind["name"],
            re.compile(rf"(?:(?:{data['roles']}) ){{0,2}}(?:{kind['header']})"),
            re.compile(rf"\b(?:{kind['refuse']})" if "refuse" in kind else nothing),
            re.compile(kind["shape"]),
            kind["headed"],
            kind.get("bare", 2.0),
            kind.get("needs", False),
            kind["score"],
        )
        for kind in data["kind"]
    )


@lru_cache(maxsize=32)
def part(name: str) -> re.Pattern[str]:
    """Return the header pattern of a part of a name or an address."""
    data = lexicon.table("columns")
    return re.compile(rf"(?:(?:{data['roles']}) ){{0,2}}(?:{data['parts'][name]})")


@lru_cache(maxsize=4096)
def plain(header: str) -> tuple[str, ...]:
    """Return a header in lower-case words, and its tails where it is a path.

    `shipTo.First_Name` gives `ship to first name` and `first name`.
    """
    path = re.sub(r"\[\d*\*?\]", "", header.removeprefix("$").lstrip("."))
    pieces = [" ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-/:#()@*\s]+", " ", piece).lower().split()) for piece in path.split(".")]
    pieces = [piece for piece in pieces if piece]
    tails = (" ".join(pieces[-count:]) for count in range(len(pieces), 0, -1))
    return tuple(dict.fromkeys(tails))


def sampled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Sampled]:
    """Return each column's header and a sample of its values."""
    head = rows[:SAMPLE]
    width = max([len(header), *(len(row) for row in head)], default=0)
    return [
        Sampled(
            index,
            header[index] if index < len(header) else "",
            plain(header[index]) if index < len(header) else (),
            tuple(value for row in head if index < len(row) and (value := row[index].strip())),
        )
        for index in range(width)
    ]


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
    found += [column for sample in samples if sample.index not in taken for column in _by_values(sample, found)]
    people = any(column.kind in _PEOPLE for column in found)
    if people:
        found += needing
    total = _total([sample for sample in samples if sample.index not in {c.index for c in found}], people, found)
    return sorted([*found, *total], key=lambda column: column.index)


_PEOPLE = frozenset(
    {"first", "last", "name", "street", "EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN", "CREDIT_CARD", "DATE_OF_BIRTH", "USERNAME", "US_DRIVER_LICENSE"}
)  # fmt: skip


def _ruled(sample: Sampled) -> tuple[Column | None, bool]:
    for rule in rules():
        share = sample.share(rule.shape)
        title = next((title for title in sample.titles if rule.header.fullmatch(title)), None)
        if title is not None and share >= rule.headed and not rule.refuse.search(title):
            reasons = ("header:+", f"values:{share:.2f}")
            return Column(sample.index, sample.name, rule.kind, rule.score, reasons, role_of(sample)), rule.needs
        if share >= rule.bare and len(set(sample.values)) >= min(3, len(sample.values)):
            reasons = (f"values:{share:.2f}",)
            return Column(sample.index, sample.name, rule.kind, rule.score - 0.1, reasons, role_of(sample)), rule.needs
    cards = sum(map(_card, sample.values)) / len(sample.values)
    if cards >= 0.8 and len(set(sample.values)) >= min(3, len(sample.values)):
        return Column(sample.index, sample.name, "CREDIT_CARD", 0.85, ("luhn:+", f"values:{cards:.2f}")), False
    return None, False


def _card(value: str) -> bool:
    digits = re.sub(r"[ \-]", "", value)
    return digits.isdigit() and len(digits) in (15, 16) and digits[0] in "23456" and codes.luhn(digits)


_SHAPES = {
    "name": re.compile(r"[^\W\d_][^\d@#$%*=<>{}\[\]|_:;!?\"/\\]{1,60}"),
    "first": re.compile(r"[^\W\d_][^\d@#$%*=<>{}\[\]|_:;!?\"/\\]{0,40}"),
    "street": re.compile(r"(?=.*\d)(?=.*[^\W\d_])[^@]{5,200}", re.DOTALL),
    "unit": re.compile(r".{1,40}"),
    "city": re.compile(r"[^\W\d_][^\d@]{1,60}"),
    "state": re.compile(r"[^\W\d_][^\d@]{1,30}"),
    "zip": re.compile(r"[A-Za-z0-9][A-Za-z0-9 \-]{2,9}(?:\.0)?"),
    "country": re.compile(r"[^\W\d_][^\d@]{1,40}"),
    "lat": re.compile(r"-?\d{1,2}(?:\.\d+)?"),
    "lon": re.compile(r"-?\d{1,3}(?:\.\d+)?"),
}


def _parted(sample: Sampled) -> Column | None:
    free = re.compile(rf"(?:.* )?(?:{lexicon.table('columns')['words']['free']})")
    for kind in ("first", "last", "middle", "name", "street", "unit", "city", "state", "zip", "country", "lat", "lon"):
        shape = _SHAPES.get(kind, _SHAPES["first"])
        if not sample.titled(part(kind)) or sample.share(shape) < 0.5:
            continue
        if kind == "name" and not _people(sample):
            continue
        return Column(sample.index, sample.name, kind, _sure(kind, sample), ("header:+",), role_of(sample))
    length = sum(map(len, sample.values)) / len(sample.values)
    words = sum(value.count(" ") + 1 for value in sample.values) / len(sample.values)
    if words >= 3 and ((sample.titled(free) and length > 8) or length > 60):
        return Column(sample.index, sample.name, "free", 0.5, ("free_text:+",), None)
    return None


def _sure(kind: str, sample: Sampled) -> float:
    return 0.95 if kind != "name" or _known(sample) >= 0.3 else 0.8


def _people(sample: Sampled) -> bool:
    """Tell whether a column headed as a name holds people, not products, firms or places."""
    things = re.compile(rf"(?:.* )?(?:{lexicon.table('columns')['words']['things']})s? (?:full |display )?names?|(?:{lexicon.table('columns')['words']['things']})s?")
    if sample.titles and things.fullmatch(sample.titles[0]):
        return False
    known = _known(sample)
    words = [len(value.split()) for value in sample.values]
    if sum(2 <= count <= 5 for count in words) < 0.5 * len(words) and known < 0.4:
        return False
    firms = lexicon.words("persons", "companies")
    firm = sum(any(word.strip(".,").lower() in firms for word in value.split()) for value in sample.values)
    traps = lexicon.words("persons", "traps")
    trap = sum(any(word.strip(".,").lower() in traps for word in value.split()) for value in sample.values)
    if firm + trap > 0.4 * len(words):
        return False
    return known >= 0.1 or not all(title in ("name", "names", "nom") for title in sample.titles[-1:])


def _known(sample: Sampled) -> float:
    """Return the share of values whose first or last word is a known name."""
    given, last = lexicon.name_list("given"), lexicon.name_list("surnames")
    hits = 0
    for value in sample.values:
        words = re.findall(r"[^\W\d_]+", value.lower())
        hits += bool(words) and (words[0] in given or words[-1] in last)
    return hits / max(1, len(sample.values))


def _by_values(sample: Sampled, found: Sequence[Column]) -> list[Column]:
    """Decide a column whose header says nothing (`col3`, empty) by its values alone."""
    if any(not re.fullmatch(r"(?:col(?:umn)?|field|f|c|v|var|unnamed|value)? ?\d*", title) for title in sample.titles):
        return []
    distinct = len(set(sample.values))
    if distinct < 2:
        return []
    two = [value for value in sample.values if 2 <= len(value.split()) <= 4 and _SHAPES["name"].fullmatch(value)]
    if len(two) >= 0.8 * len(sample.values) and _known(sample) >= 0.6 and _people(sample):
        return [Column(sample.index, sample.name, "name", 0.75, ("values:+", f"distinct:{distinct}"))]
    if sample.share(_STREET) >= 0.6:
        return [Column(sample.index, sample.name, "street", 0.8, ("values:+", f"distinct:{distinct}"))]
    states = lexicon.table("states")["names"]
    if all(value.upper() in states for value in sample.values):
        return [Column(sample.index, sample.name, "state", 0.7, ("values:+",))]
    near = {column.index for column in found if column.kind in ("state", "street")}
    if sample.share(re.compile(r"\d{5}(?:-\d{4})?")) >= 0.9 and sample.index - 1 in near:
        return [Column(sample.index, sample.name, "zip", 0.7, ("values:+",))]
    return []


_STREET = re.compile(
    r"(?i)\d{1,6}[a-z]? .{2,60}\b(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|way|pl|place|ter|terrace|cir|circle|pkwy|hwy)\b\.?.{0,60}|p\.?o\.? box \d+.{0,60}"
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
            titles = [title for title in sample.titles if pattern.fullmatch(title) and not refuse.search(sample.titles[0])]
            if not titles or sample.share(shape) < 0.7 or not (backed or clear.fullmatch(titles[0])):
                continue
            score = 0.95 if clear.fullmatch(titles[0]) else 0.88
            return [Column(sample.index, sample.name, "ORDER_VALUE", score, ("header:+",), None)]
    return []


def role_of(sample: Sampled) -> Role | None:
    """Return whose data a header says it is."""
    title = sample.titles[0] if sample.titles else ""
    for role, words in (
        ("sender", r"sender|from|return|shipper"),
        ("merchant", r"merchant|vendor|seller|store|supplier|company|business|employer"),
        ("recipient", r"ship|shipping|delivery|deliver|recipient|to|consignee"),
        ("buyer", r"bill|billing|buyer|card|cardholder|payer|purchaser"),
        ("customer", r"customer|client|user|guest|patient|shopper|member|cust"),
    ):
        if re.search(rf"\b(?:{words})\b", title):
            return role  # type: ignore[return-value]
    return None
