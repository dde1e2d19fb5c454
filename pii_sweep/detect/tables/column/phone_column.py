"""Columns of telephones as a country writes them at home, where the table indicates its country.

Seven figures under no header are no telephone by themselves. Next to people, a national number, a
mailbox, another telephone or the letters of the names say whose numbering plan to ask (`phonenumbers`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise, repeat
from unicodedata import normalize

import phonenumbers

from pii_sweep.detect.identifiers.phone import national_phone
from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column import national_column
from pii_sweep.detect.tables.column_header import Column, Rule, Sampled
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.country import countries_of_domains

# Numbers that are parted as telephones are; without any mark more of them are needed.
LEAST, LEAST_BARE = 3, 6
FITTING, DIFFERENT = 0.95, 0.8
# Of the mailboxes, or of the names.
SHARE_OF_PEOPLE = 0.3
_NUMBER = re.compile(r"(?:(?:\+|00)[1-9]\d{0,2}[ \-]?)?\(?0?\d{1,4}\)?(?:[ \-./]?\d{2,4}){1,4}")
# Some who type a number write what it is before it: `tel. 0-41 267 26 34`.
_LABEL = re.compile(
    r"(?i)(?:tel|telefon|phone|ph|kom|mob|mobil|cell?|cel|gsm|handy|m|t)[.:]{0,2} ?(?=[\d+(])"
)
_MARKED = re.compile(r"\d[ \-./)]+\d")


def decide(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Return a column of telephones of the table's country, None where it is of something else."""
    if not (column_header.blank(sample) or sample.titled(_OPEN)):
        return None
    said = names_country(samples)
    asked = [_LABEL.sub("", value) for value in value_kind.select_different(sample)]
    if len(asked) < LEAST or len(asked) < DIFFERENT * min(len(sample.values), value_kind.ASKED):
        return None
    coded = [value for value in asked if value.startswith(("+", "00"))]
    at_home = [value for value in asked if value not in coded]
    if not all(map(_NUMBER.fullmatch, at_home)):
        return None
    if not coded and _counts_on(at_home):
        return None
    if coded:
        return _decide_by_codes(sample, coded, at_home)
    marked = sum(_MARKED.search(value) is not None for value in asked)
    if 2 * marked < len(asked) and len(asked) < LEAST_BARE and not said:
        return None
    for country in filter(None, (said, *find_countries(samples, found))):
        fitting = sum(_is_valid(value, country) for value in asked)
        if fitting >= FITTING * len(asked):
            reasons = ("values:+", f"country:{country}")
            return Column(
                sample.index, sample.name, "PHONE_NUMBER", 0.75, reasons, column_header.role_of(sample)
            )
    return _decide_by_area(sample, at_home, (*find_countries(samples, found), *_name_dialled(samples)))


def decide_alone(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Return telephones of a table that holds nothing else of people: a database keeps them by a key.

    Some have a country's code, most others are parted as that country parts them, and nothing else is valid.
    """
    asked = value_kind.select_different(sample)
    coded = sum(_DIALLED.fullmatch(value) is not None for value in asked)
    if coded < _CODED_LEAST or sum(bool(_MARKED.search(value)) for value in asked) < _PARTED * len(asked):
        return None
    return decide(sample, samples, found)


_PARTED = 0.6


def decide_by_kind(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Return the numbers of a table that another column says the kind of telephone of: `phone type`."""
    if not sample.titled(_NUMBERED) or sample.share(_NUMBER) < FITTING:
        return None
    sizes = [sum(map(str.isdecimal, value)) for value in value_kind.select_different(sample)]
    if len(sizes) < LEAST or min(sizes) < _SHORTEST or max(sizes) > _LONGEST:
        return None
    kinds = (_KIND.fullmatch(title) for one in samples if one is not sample for title in one.titles)
    named = (kind["behind"] or kind["before"] for kind in kinds if kind)
    if not any(map(column_header.names_telephone, named)):
        return None
    return sample.as_column("PHONE_NUMBER", 0.8, "kind:+")


# Headers of a number that another column says the kind of, and of the kind of telephone.
_NUMBERED = re.compile(
    r"(?:n|no|nr|num|numbers?|nummer|numero|numer|numara|broj|cislo|szam|value|val|valor|wert|valeur|valore"
    r"|contact|data|dato|texto?|номер|号码|번호|رقم)"
)
_KINDS = (
    r"tip[oe]?|types?|typ|kinds?|art|soort|rodzaj|druh|slag"
    r"|turu?|tyyppi|vrsta|jellege|class|categor(?:y|ia)|тип|вид"
)
_KIND = re.compile(
    rf"(?:{_KINDS}) ?(?:(?:de|do|du|of|del|di|van|des) )?(?P<behind>.+)|(?P<before>.+?) ?(?:{_KINDS})"
)
_SHORTEST, _LONGEST = 7, 14


def _counts_on(values: Sequence[str]) -> bool:
    """Return whether numbers count on in small steps from row to row, as those of orders do."""
    numbers = [int("".join(filter(str.isdecimal, value)) or 0) for value in values]
    return all(0 < after - before <= _STEP for before, after in pairwise(numbers))


_STEP = 5


def _decide_by_area(sample: Sampled, asked: Sequence[str], countries: Sequence[str]) -> Column | None:
    """Return a column of telephones of one town, which some write without its area: `01792 888300`, `254147`.

    The longer ones must share what the shorter ones lack.
    """
    whole = ["".join(filter(str.isdecimal, value)) for value in asked if value.lstrip("(").startswith("0")]
    local = [
        "".join(filter(str.isdecimal, value)) for value in asked if not value.lstrip("(").startswith("0")
    ]
    sizes = set(map(len, local))
    if len(whole) < max(_AREA_LEAST, len(local)) or len(sizes) != 1 or not sizes <= _LOCAL:
        return None
    areas = Counter(value[: -max(sizes)] for value in whole)
    area, count = areas.most_common(1)[0]
    if count < _AREA_SHARE * len(whole):
        return None
    numbers = [*whole, *(area + value for value in local)]
    for country in dict.fromkeys(countries):
        if sum(_is_valid(value, country) for value in numbers) >= FITTING * len(numbers):
            return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "area:+", f"country:{country}")
    return None


_AREA_LEAST, _AREA_SHARE, _LOCAL = 3, 0.7, frozenset(range(5, 9))


def _name_dialled(samples: Sequence[Sampled]) -> Iterator[str]:
    """Yield the countries whose codes stand before numbers of a table: `+44 7137 473075`."""
    for sample in samples:
        coded = [value for value in sample.values if _DIALLED.fullmatch(value)]
        yield from filter(None, map(_get_country, coded[:LEAST]))


_DIALLED = re.compile(r"\+[1-9][\d ()\-./]{8,20}")


def _decide_by_codes(sample: Sampled, coded: Sequence[str], at_home: Sequence[str]) -> Column | None:
    """Return a column of telephones some of which have the code of the country that the others are of."""
    country = _get_country(coded[0])
    fitting = sum(_is_valid(value, country) for value in (*coded, *at_home)) if country else 0
    if len(coded) < _CODED_LEAST or fitting < _CODED_FITTING * (len(coded) + len(at_home)):
        return None
    reasons = ("values:+", f"country:{country}")
    return Column(sample.index, sample.name, "PHONE_NUMBER", 0.75, reasons, column_header.role_of(sample))


# Some of a telephone column's numbers have a digit too many; those with a code say what it holds.
_CODED_LEAST, _CODED_FITTING = 2, 0.7


def names_country(samples: Sequence[Sampled]) -> str:
    """Return the country abroad whose code stands in every row of a column without header; empty for none."""
    for sample in samples:
        code = sample.values[0] if sample.values else ""
        alone = column_header.blank(sample) and len(sample.values) > 1 and set(sample.values) == {code}
        if alone and code in phonenumbers.SUPPORTED_REGIONS and code not in _AT_HOME:
            return code
    return ""


# Codes that are of the United States, or of one of them too.
_AT_HOME = frozenset({"US", "PR", *lexicon.state_codes().values()})


def find_parted(samples: Sequence[Sampled]) -> list[Column]:
    """Return the columns of telephones that stand in two to four side by side: `Phone 1`, `Phone 2` …"""
    found: list[Column] = []
    for group in _runs(samples):
        digits = [sum(map(len, row)) for row in zip(*(sample.values for sample in group), strict=False)]
        whole = sum(count in WHOLE for count in digits)
        if len(group) > 1 and all(one.share(_PART) == 1 for one in group) and whole >= FITTING * len(digits):
            found += [
                Column(one.index, one.name, kind, 0.9, ("header:+",), column_header.role_of(one))
                for one, kind in zip(group, chain([PARTED], repeat(GOES_ON)), strict=False)
            ]
    for area, line in pairwise(samples):
        if area.index + 1 == line.index and _is_area_of(area, line):
            found += [area.as_column(PARTED, 0.8, "plan:+"), line.as_column(GOES_ON, 0.8, "plan:+")]
    return found


def _is_area_of(area: Sampled, line: Sampled) -> bool:
    """Return whether two columns without headers are North American areas, and seven figures behind each."""
    if not (column_header.blank(area) and column_header.blank(line) and area.share(_AREA) >= _AREAS):
        return False
    areas = list(filter(_AREA.fullmatch, area.values))
    alike = len(areas) == len(line.values) >= LEAST and line.share(_LINE) == 1
    if not alike or value_kind.count_distinct(line) < DIFFERENT * min(len(line.values), value_kind.ASKED):
        return False
    asked = list(zip(areas, line.values, strict=True))[: value_kind.ASKED]
    repeated = sum(number.startswith(code) for code, number in asked)
    if 2 * repeated > len(asked):  # old postcodes before new ones, as Japan has
        return False
    valid = sum(_get_country(f"+1{code}{number.replace('-', '')}") != "" for code, number in asked)
    return valid >= FITTING * len(asked)


# Rows that lack a field have that of the next column below an area.
_AREAS = 0.9
_AREA, _LINE = re.compile(r"[2-9]\d\d"), re.compile(r"[2-9]\d\d-?\d{4}")


def _runs(samples: Sequence[Sampled]) -> list[list[Sampled]]:
    """Return the columns whose headers name telephones and count on from 1."""
    runs: list[list[Sampled]] = []
    for sample in samples:
        titles = (normalize("NFKC", title) for title in reversed(sample.titles))
        match = next(filter(None, map(_COUNTED.fullmatch, titles)), None)
        if match is None or not column_header.names_telephone(match[1]):
            continue
        if match[2] == "1":
            runs.append([sample])
        elif runs and runs[-1][-1].index + 1 == sample.index and int(match[2]) == len(runs[-1]) + 1:
            runs[-1].append(sample)
    return runs


# Kinds of columns: a telephone's first part, and each of the others.
PARTED, GOES_ON = "telephone", "telephone goes on"
_COUNTED, _PART, WHOLE = re.compile(r"(.*[^\W\d_])[ _]?([1-4])"), re.compile(r"\d{1,5}"), range(9, 12)


# Headers that say nothing of what is below them.
_OPEN = re.compile(r"(?:column|col|field|f|c|var|unnamed)? ?\d*|contact|reach|kontakt")


def find_countries(samples: Sequence[Sampled], found: Sequence[Column]) -> Iterator[str]:
    """Yield the countries that the decided columns of a table are of, the surest first."""
    for column in found:
        yield from (one.removeprefix("country:") for one in column.reasons if one.startswith("country:"))
    values = {sample.index: sample.values for sample in samples}
    for column in found:
        held = values.get(column.index, ())
        if column.kind == "EMAIL_ADDRESS":
            tops = Counter(countries_of_domains("\n".join(held)))
            yield from (top for top, count in tops.items() if count >= SHARE_OF_PEOPLE * len(held))
        elif column.kind == "PHONE_NUMBER":
            yield from dict.fromkeys(filter(None, map(_get_country, held[:LEAST])))
            yield from national_phone.find_countries(held)
        elif column.kind == national_column.NATIONAL_ID:
            yield from filter(None, [national_column.find_country(held)])
        elif column.kind == "IBAN_CODE":
            yield from (code for code, _ in Counter(value[:2].upper() for value in held).most_common(1))
    letters = Counter(sign for column in found if column.kind in _NAMED for sign in _signs(values, column))
    if letters:
        yield from (country for sign, _ in letters.most_common() for country in _letters().get(sign, ()))


_NAMED = frozenset({"name", "first", "last", "street", "city"})


def _signs(values: Mapping[int, Sequence[str]], column: Column) -> Iterator[str]:
    for value in values.get(column.index, ()):
        yield from (sign for sign in value.lower() if not sign.isascii())


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, tuple[str, ...]]:
    """Return the countries in whose languages alone a letter is."""
    rows: Mapping[str, str] = lexicon.table("countries")["letters"]
    return {sign: tuple(places.split()) for places, signs in rows.items() for sign in signs.split()}


def _get_country(value: str) -> str:
    """Return the country of a telephone with its code; empty for another number."""
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_number(number) or ""


@lru_cache(maxsize=4096)
def _is_valid(value: str, country: str) -> bool:
    try:
        return phonenumbers.is_valid_number_for_region(phonenumbers.parse(value, country), country)
    except phonenumbers.NumberParseException:
        return False


def share_fitting(rule: Rule, sample: Sampled) -> float:
    """Return the share of values that a rule's shape fits; of contacts, mailboxes among telephones aside."""
    if rule.kind != "PHONE_NUMBER" or not has_mailboxes(sample):
        return sample.share(rule.shape)
    called = [value for value in sample.values if not _MAILBOX.fullmatch(value)]
    return sum(map(bool, map(rule.shape.fullmatch, called))) / max(1, len(called))


def has_mailboxes(sample: Sampled) -> bool:
    """Indicate whether a mailbox stands among a column's values."""
    return any(map(_MAILBOX.fullmatch, sample.values))


_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
