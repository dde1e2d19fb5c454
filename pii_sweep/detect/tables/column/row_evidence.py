"""Columns that the others say row by row: names that come again in mailboxes, births in national numbers.

Forms of offices number their fields (`p4`, `p5`), and no header says what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pii_sweep.detect.tables import column_header, dull_header, value_kind
from pii_sweep.detect.tables.column import house_number, national_column
from pii_sweep.detect.tables.column_header import SHAPES, Column, Sampled
from pii_sweep.detect.tables.people import name_column, split_name_columns
from pii_sweep.detect.text import lexicon, vocabulary

# Rows in which a column must be said by another, and the share of those that have both.
LEAST, SHARE = 3, 0.6
# Letters of a name that come again, or as many of its begin where a mailbox cuts it off.
_SHORTEST, _BEGIN = 3, 5
_GIVEN, _FAR = 0.3, 2
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)[./\-](?P<m>\d\d)[./\-](?P<d>\d\d)(?:[T ].*)?"
    r"|(?P<d2>\d\d)[./\-](?P<m2>\d\d)[./\-](?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])"
)
_NO_LETTER, _NO_DIGIT = re.compile(r"[\W\d_]+"), re.compile(r"\D+")
Rows = Sequence[Sequence[str]]
_Fits = Callable[[str, str], bool]


def find(samples: Sequence[Sampled], found: Sequence[Column], rows: Rows) -> list[Column]:
    """Return the undecided columns that decided ones say row by row."""
    taken = {column.index for column in found}
    left = [sample for sample in samples if sample.index not in taken]
    names = find_names(left, found, rows) or find_whole_names(left, found, rows)
    return [
        *(find_births(left, found, rows) or find_aged(samples, found, rows)),
        *find_same_births(left, found),
        *names,
        *(find_address(left, found) or find_street_and_house(left, found, rows) or find_lines(left, found)),
        *find_logins(left, found, rows),
        *find_repeated(left, found),
        *find_relatives(left, found),
        *find_registered(left, found),
    ]


def find_same_births(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the dates of records within records that have the name of a decided column of births."""
    names = {_STEP.split(column.name)[-1] for column in found if column.kind == "DATE_OF_BIRTH"}
    return [
        sample.as_column("DATE_OF_BIRTH", 0.8, "name:+")
        for sample in samples
        if _STEP.split(sample.name)[-1] in names - {""} and all(map(_DATE.fullmatch, sample.values))
    ]


_STEP = re.compile(r"[./]")


def find_births(samples: Sequence[Sampled], found: Sequence[Column], rows: Rows) -> list[Column]:
    """Return the columns of dates that the national numbers of the same rows hold, in either order."""
    numbers = [column.index for column in found if column.kind == "NATIONAL_ID"]
    if not numbers or any(column.kind == "DATE_OF_BIRTH" for column in found):
        return []
    return [
        sample.as_column("DATE_OF_BIRTH", 0.85, "row:+")
        for sample in samples
        if _DATE.fullmatch(sample.values[0])
        and any(_holds(rows, sample.index, number, _is_birth_of) for number in numbers)
    ]


def find_aged(samples: Sequence[Sampled], found: Sequence[Column], rows: Rows) -> list[Column]:
    """Return the dates of people, without a header, of which the next column counts the years to one day.

    Things have an age, too: a column of sexes says that the table is of people.
    """
    kinds = {column.kind for column in found}
    if kinds.isdisjoint(_OF_NAMES) or "DATE_OF_BIRTH" in kinds or not any(map(_holds_sexes, samples)):
        return []
    taken = {column.index for column in found}
    open_ones = [one for one in samples if one.index not in taken and column_header.blank(one)]
    dates = [one for one in open_ones if all(map(_RUN_OR_DATE.fullmatch, one.values))]
    ages = {one.index for one in open_ones if all(map(_YEARS.fullmatch, one.values))}
    return [
        one.as_column("DATE_OF_BIRTH", 0.8, "age:+")
        for one in dates
        if any(
            _count_years(rows, one.index, one.index + step) for step in (1, -1) if one.index + step in ages
        )
    ]


_OF_NAMES = frozenset({"name", "first", "last"})
_YEARS = re.compile(r"1?\d{1,2}")
# The year first or last, and then the day or the month first.
_ORDERS = (
    re.compile(r"(?P<y>(?:19|20)\d\d)\D?(?P<m>\d\d)\D?(?P<d>\d\d)"),
    re.compile(r"(?P<m>\d\d)\D?(?P<d>\d\d)\D?(?P<y>(?:19|20)\d\d)"),
    re.compile(r"(?P<d>\d\d)\D?(?P<m>\d\d)\D?(?P<y>(?:19|20)\d\d)"),
)
_RUN_OR_DATE = re.compile("|".join(re.sub(r"\?P<.>", "?:", order.pattern) for order in _ORDERS))
_SEX, _SEXES, _ALONE = re.compile(r"[MFWmfw][MFWXmfwx]?"), frozenset("MFWmfw"), 0.5
_AGED, _AGES = 8, 4  # different births and ages that hold one day fast


def _holds_sexes(sample: Sampled) -> bool:
    """Indicate whether a column's values begin with the letters of two sexes, and most are no more."""
    letters = {value[0] for value in sample.values}
    return len(letters) > 1 and letters <= _SEXES and sample.share(_SEX) >= _ALONE


def _count_years(rows: Rows, date: int, years: int) -> bool:
    """Indicate whether whole numbers are the years from the dates of their rows to one and the same day."""
    pairs = {(row[date], int(row[years])) for row in rows if row[date] and row[years].isdecimal()}
    if len(pairs) < _AGED or len({age for _, age in pairs}) < _AGES:
        return False
    return any(_meet(pairs, order) for order in _ORDERS)


def _meet(pairs: Iterable[tuple[str, int]], order: re.Pattern[str]) -> bool:
    first, last = (0, 0, 0), (9999, 0, 0)
    for written, age in pairs:
        day = order.fullmatch(written)
        if day is None:
            return False
        year, month, number = (int(day[part]) for part in "ymd")
        first = max(first, (year + age, month, number))
        last = min(last, (year + age + 1, month, number))
    return first < last


def find_repeated(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the number, the birth and the name of one person who stands in every row, as an employer does.

    The number is of the country that the rows' own people have theirs of, and holds the date next to it.
    """
    countries = national_column.name_countries(found)
    if not countries:
        return []
    same = [one for one in samples if len(one.values) >= LEAST and len(set(one.values)) == 1]
    born = [one for one in same if _DATE.fullmatch(one.values[0])]
    numbers = {one.index: one for one in same if national_column.is_number_of(one.values[0], countries)}
    for date in born:
        near = [one for one in numbers.values() if abs(one.index - date.index) <= _PARTY]
        if not any(_is_birth_of(date.values[0], one.values[0]) for one in near):
            continue
        kinds = {**dict.fromkeys((one.index for one in near), "NATIONAL_ID"), date.index: "DATE_OF_BIRTH"}
        words = [
            one for one in same if abs(one.index - date.index) <= _PARTY and _WORD.fullmatch(one.values[0])
        ]
        given = {one.index for one in words if lexicon.given_name(one.values[0].lower())}
        if len(words) == len(_HALVES) and len(given) == 1:
            kinds |= {one.index: _HALVES[one.index not in given] for one in words}
        return [one.as_column(kinds[one.index], 0.8, "row:+") for one in same if one.index in kinds]
    return []


# So near to a birth stand its person's number and name; what a name is a word of.
_PARTY, _HALVES = 5, ("first", "last")
_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?")


def _is_birth_of(value: str, number: str) -> bool:
    date = _DATE.fullmatch(value)
    if date is None:
        return False
    year, month, day = (date[part] or date[f"{part}2"] or date[f"{part}3"] for part in "ymd")
    figures = _NO_DIGIT.sub("", number)
    begin, behind = figures[:9], figures[_AREA : _AREA + 6]
    written = (f"{year[2:]}{month}{day}", f"{day}{month}{year[2:]}")
    if any(one in begin for one in written) or f"{year}{month}{day}" in figures:
        return True
    return behind in (written[1], f"{int(day) + _WOMAN}{month}{year[2:]}")


# Behind the six figures of an area: in Indonesia the day, raised by 40 for a woman, the month and the year.
_AREA, _WOMAN = 6, 40


def find_names(samples: Sequence[Sampled], found: Sequence[Column], rows: Rows) -> list[Column]:
    """Return the two halves of names of which one comes again in the mailboxes of the same rows."""
    mailboxes = [column.index for column in found if column.kind == "EMAIL_ADDRESS"]
    if not mailboxes or any(column.kind in ("first", "last", "name") for column in found):
        return []
    halves = [sample for sample in samples if _may_be_half(sample)]
    for sample in halves:
        if not any(_holds(rows, sample.index, mailbox, _is_in_mailbox) for mailbox in mailboxes):
            continue
        given = split_name_columns.share_of_given_names(sample) >= _GIVEN
        for other in _near(sample, halves):
            if given != (split_name_columns.share_of_given_names(other) >= _GIVEN):
                kinds = ("first", "last") if given else ("last", "first")
                return [sample.as_column(kinds[0], 0.85, "row:+"), other.as_column(kinds[1], 0.85, "row:+")]
    return []


def find_whole_names(samples: Sequence[Sampled], found: Sequence[Column], rows: Rows) -> list[Column]:
    """Return the column of names of which a word comes again in the mailboxes of the same rows.

    A firm's name stands behind the sign of a mailbox more often than before it.
    """
    mailboxes = [column.index for column in found if column.kind == "EMAIL_ADDRESS"]
    if not mailboxes or any(column.kind in ("first", "last", "name") for column in found):
        return []
    for sample in samples:
        if not column_header.open_to_names(sample) or sample.share(_WHOLE) < _MOST:
            continue
        own = value_kind.count_distinct(sample) >= max(LEAST, len(sample.values) // 2)
        if (
            own
            and not name_column.holds_firms(sample)
            and any(_holds(rows, sample.index, mailbox, _has_word_in_mailbox) for mailbox in mailboxes)
        ):
            words = {word.strip(".,") for value in sample.values for word in value.lower().split()}
            firms = not vocabulary.company_words().isdisjoint(words)
            return [sample.as_column("name", 0.85, "row:+", *((name_column.MIXED,) if firms else ()))]
    return []


# Two words to five, of letters, initials among them, in so many of the values: some have one name.
_MOST = 0.75
_WHOLE = re.compile(r"[^\W\d_]+(?:['’\-.]+[^\W\d_]+)*\.?(?: [^\W\d_]+(?:['’\-.]+[^\W\d_]+)*\.?){1,4}")


def _has_word_in_mailbox(value: str, mailbox: str) -> bool:
    local = _NO_LETTER.sub("", mailbox.lower().partition("@")[0])
    words = (_NO_LETTER.sub("", lexicon.plain(word.lower())) for word in value.split())
    return any(len(word) > _SHORTEST and word in local for word in words)


def find_logins(samples: Sequence[Sampled], found: Sequence[Column], rows: Rows) -> list[Column]:
    """Return the columns of accounts that are made of the names of the same rows: `abdkhali96`, `wbegay`."""
    named = [column.index for column in found if column.kind in ("first", "last", "name")]
    if not named:
        return []
    at = len(max(rows, key=len))
    joined = [
        (*row, *[""] * (at - len(row)), " ".join(row[index] for index in named if index < len(row)))
        for row in rows[: column_header.SAMPLE]
    ]
    return [
        sample.as_column("USERNAME", 0.8, "row:+")
        for sample in samples
        if sample.share(_ACCOUNT) >= _SURE and _holds(joined, sample.index, at, _is_made_of)
    ]


_ACCOUNT = re.compile(r"(?=[^A-Z]*[a-z])[A-Za-z][A-Za-z0-9]*(?:[._\-][A-Za-z0-9]+){0,3}")
# Letters that an account has of a name, an initial or the beginning of a part of it each.
_OWN = 5


def _is_made_of(account: str, name: str) -> bool:
    """Return whether the letters of an account are the beginnings of two parts of a name, in any order."""
    letters = _NO_LETTER.sub("", account.lower())
    parts = [_NO_LETTER.sub("", lexicon.plain(part)) for part in name.lower().split()]
    if len(letters) < _OWN:
        return False
    return any(
        first.startswith(letters[:cut]) and last.startswith(letters[cut:])
        for cut in range(1, len(letters))
        for at, first in enumerate(parts)
        for last in (*parts[:at], *parts[at + 1 :])
    )


def find_relatives(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the columns of given names alone in a table of people with numbers and births: of their parents.

    Of two next to each other the lists need to know fewer. Without a header, people's numbers are enough.
    """
    kinds = {column.kind for column in found}
    if "NATIONAL_ID" not in kinds or kinds.isdisjoint(_NAMES):
        return []
    if "DATE_OF_BIRTH" not in kinds:
        samples = [sample for sample in samples if all(map(dull_header.is_likely, sample.titles[-1:]))]
    shares = {
        one.index: split_name_columns.share_of_given_names(one) for one in samples if _holds_halves(one)
    }
    sure = {index for index, share in shares.items() if share >= _GIVEN_ALONE}
    near = {index for index, share in shares.items() if share >= SHARE and {index - 1, index + 1} & sure}
    return [sample.as_column("name", 0.8, "given:+") for sample in samples if sample.index in sure | near]


def find_registered(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the column of firms' names that has people's, next to numbers which people are registered by."""
    kinds = {column.kind for column in found}
    if "NATIONAL_ID" not in kinds or not kinds.isdisjoint(_NAMES):
        return []
    return [
        sample.as_column("name", 0.8, "number:+", name_column.MIXED)
        for sample in samples
        if sample.titled(_COMPANY) and value_kind.persons(sample)[0] >= _MOST and not _are_of_firms(sample)
    ]


def _are_of_firms(sample: Sampled) -> bool:
    return 2 * sum(map(name_column.is_thing, sample.values)) > len(sample.values)


_COMPANY = re.compile(
    r"(?:.* )?(?:company|firm|business|organi[sz]ation|empresa|firma|raz(?:on|ao) social|ragione sociale"
    r"|raison sociale|denominazione|entreprise)(?: ?name)?"
)
_GIVEN_ALONE, _GIVEN_LEAST = 0.8, 5


def _holds_halves(sample: Sampled) -> bool:
    """Return whether a column holds single words with a capital, several different ones."""
    written = column_header.open_to_names(sample) and sample.share(SHAPES["first"]) == 1
    return written and value_kind.count_distinct(sample) >= _GIVEN_LEAST


def find_address(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return postal code, town, street and house of a table of people whose headers are numbers of fields."""
    kinds = {column.kind for column in found}
    if "street" in kinds or kinds.isdisjoint(_OF_PEOPLE):
        return []
    at = {sample.index: sample for sample in samples if _is_numbered(sample)}
    for code, town in ((at[one], at.get(one + 1)) for one in at):
        if town is None or code.share(_POSTAL) < 1 or town.share(SHAPES["city"]) < _SURE:
            continue
        for index in range(town.index + 1, town.index + _BEHIND):
            road, house = at.get(index), at.get(index + 1)
            if road and house and road.share(_ROAD) >= _SURE and house.share(SHAPES["house"]) >= _SURE:
                held = ((road, "street"), (house, "house"), (code, "zip"), (town, "city"))
                return [sample.as_column(kind, 0.8, "row:+") for sample, kind in held]
    return []


def find_street_and_house(samples: Sequence[Sampled], found: Sequence[Column], rows: Rows) -> list[Column]:
    """Return the streets of a table of people and their numbers behind them, which together are addresses."""
    kinds = {column.kind for column in found}
    if "street" in kinds or kinds.isdisjoint(_OF_PEOPLE):
        return []
    at = {sample.index: sample for sample in samples}
    for road, house in ((sample, at.get(sample.index + 1)) for sample in samples):
        if house is None or house.share(SHAPES["house"]) < _NUMBERED or road.share(_NAMED) < _SURE:
            continue
        lines = _pair(rows, road.index, house.index)
        if len(lines) >= LEAST and (_holds_road_words(at.get(road.index - 1)) or _are_addresses(lines)):
            return [road.as_column("street", 0.8, "row:+"), house.as_column("house", 0.8, "row:+")]
    return []


def find_lines(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the column of addresses without a header next to people's names and numbers or mailboxes.

    Nearly all differ, from their first word on, most have a number, and some a word of streets or quarters.
    """
    kinds = {column.kind for column in found}
    if "street" in kinds or kinds.isdisjoint(_NAMES) or kinds.isdisjoint(_PERSONAL):
        return []
    for sample in filter(column_header.blank, samples):
        asked = value_kind.select_different(sample)
        firsts = {value.split(" ")[0] for value in asked}
        if len(asked) < max(_LINES, _OWN_LINES * len(sample.values)) or len(firsts) < _OWN_LINES * len(asked):
            continue
        written = sum(bool(_ADDRESS.fullmatch(value)) for value in asked)
        numbered = sum(any(map(str.isdecimal, value)) for value in asked)
        placed = sum(map(house_number.names_place, asked))
        if min(written / _SURE, numbered / _LINE_NUMBERED, placed / _PLACED) >= len(asked):
            return [sample.as_column("street", 0.8, "people:+")]
    return []


_NAMES = frozenset({"first", "last", "name"})
_PERSONAL = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "NATIONAL_ID", "DATE_OF_BIRTH"})
_LINES, _OWN_LINES, _LINE_NUMBERED, _PLACED = 4, 0.75, 0.6, 0.3
_ADDRESS = re.compile(
    r"(?=.*[^\W\d_]{3})(?!.*(?:\d{4}[-/]\d\d|\d[.:]\d\d[.:]|\d{7}|https?:|[@=_{}<>;$%?!])).{5,80}"
)


def _are_addresses(lines: Sequence[tuple[str, str]]) -> bool:
    """Return whether streets and numbers are addresses, by a word of streets that some of them have."""
    known = (house_number.is_road(road) or value_kind.is_address(f"{road} {house}") for road, house in lines)
    return sum(known) >= _KNOWN * len(lines)


def _pair(rows: Rows, index: int, behind: int) -> list[tuple[str, str]]:
    """Return the different values of a column with those of another behind them, of rows that have both."""
    head = rows[: column_header.SAMPLE]
    both = ((row[index].strip(), row[behind].strip()) for row in head if behind < len(row))
    return list(dict(pair for pair in both if all(pair)).items())[: value_kind.ASKED]


def _holds_road_words(sample: Sampled | None) -> bool:
    """Return whether a column holds the words of streets whose names stand behind it: `R`, `AV`, `Calle`."""
    if sample is None or value_kind.count_distinct(sample) == 1:
        return False
    words = lexicon.words("streets", "openers") | lexicon.words("streets", "suffixes")
    held = sum(value.lower().strip(".") in words for value in sample.values)
    return held >= _ROAD_WORDS * len(sample.values)


# So many of the addresses of a table have a word of streets that is known, and a number.
_KNOWN, _NUMBERED, _ROAD_WORDS = 0.4, 0.8, 0.7
_NAMED = re.compile(r"(?=.*[^\W\d_]{2})[^@{}<>:;]{3,60}")
_OF_PEOPLE = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "NATIONAL_ID", "first", "last", "name"})
_SURE, _BEHIND = 0.9, 4
_POSTAL = re.compile(r"\d{2}-\d{3}|\d{3} \d{2}|\d{4,6}|\d{4} ?[A-Z]{2}|\d{4}-\d{3}|\d{5}-\d{3}")
_ROAD = re.compile(r"(?:\d{1,2}\.? )?[^\W\d_][^\d@{}<>:;]{2,60}")
# The number of a field: `p4`, `f12`, `X/p1`.
_FIELD = re.compile(r"[a-z]{1,3} ?\d{1,3}")


def _is_numbered(sample: Sampled) -> bool:
    """Return whether a header is the number of a field, and says nothing of what it holds."""
    return column_header.blank(sample) or sample.titled(_FIELD)


def _near(sample: Sampled, halves: Sequence[Sampled]) -> Iterator[Sampled]:
    """Yield the columns close to one, the closest first."""
    near = (other for other in halves if 0 < abs(other.index - sample.index) <= _FAR)
    yield from sorted(near, key=lambda other: abs(other.index - sample.index))


def _may_be_half(sample: Sampled) -> bool:
    """Return whether a column holds words with a capital, mostly single and different ones."""
    if not column_header.open_to_names(sample) or sample.share(SHAPES["first"]) < 1:
        return False
    own = value_kind.count_distinct(sample) >= max(LEAST, len(sample.values) // 2)
    spaces = [value.count(" ") for value in sample.values]
    single = spaces.count(0) >= _SINGLE * len(spaces) and max(spaces) <= _SPACES
    return own and single and all(value[0].isupper() for value in sample.values)


# `Maria Assunta`, `Lo Presti Gullo`.
_SINGLE, _SPACES = 0.7, 2


def _is_in_mailbox(value: str, mailbox: str) -> bool:
    name = _NO_LETTER.sub("", lexicon.plain(value.lower()))
    local = _NO_LETTER.sub("", mailbox.lower().partition("@")[0])
    return len(name) >= _SHORTEST and (name in local or (len(name) > _BEGIN and name[:_BEGIN] in local))


def _holds(rows: Rows, index: int, other: int, fits: _Fits) -> bool:
    """Return whether two columns fit each other in most rows that have both."""
    far = max(index, other)
    both = [(row[index].strip(), row[other].strip()) for row in rows if far < len(row)]
    both = [(one, two) for one, two in both[: column_header.SAMPLE] if one and two]
    fitting = {pair for pair in both if fits(*pair)}
    return len(fitting) >= LEAST and sum(pair in fitting for pair in both) >= SHARE * len(both)
