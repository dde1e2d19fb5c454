"""Records of fixed width without a header, as programs of mainframes and tax offices write them.

Nothing stands between the fields of many such files: `01YOUNG   DWIGHT  49111856419730315`. A field ends
where every line has a figure and the next place has none, where a wide gap ends in all lines, and around a
date of eight figures, an account's number (IBAN) and numbers of persons that have letters in fixed places.
Where no fields touch, one begins wherever all lines have a space and then none. Lines of prose and of logs
are not equally long, and their figures do not touch their words. The records of a file's sender and of its
sums begin with another letter or figure, and may be shorter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, product
from typing import NamedTuple
from unicodedata import category

from pii_sweep.extract.table.column_labels import names_people
from pii_sweep.extract.table.layout import field_edge
from pii_sweep.extract.table.layout.touching_number import find_touching_edges

LEAST_LINES, LEAST_LENGTH = 4, 40
LEAST_FIELDS, LEAST_WORDS = 5, 2
LEAST_LETTERS = 4  # places of letters alone that a field of words has
LEAST_NUMBER = 5  # figures of a column that no line is without
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DAY_FIRST = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])"
_DATES = (re.compile(_YEAR + _DAY), re.compile(_DAY + _YEAR), re.compile(_DAY_FIRST + _YEAR))


class Form(NamedTuple):
    """How records of one length are cut; `kind` is the first letter of those cut so, nothing for all.

    `framed`: records of another length, a file's first and last, are one field. `others` holds how records
    of other kinds are cut, where several kinds come again and again.
    """

    cuts: Sequence[int]
    length: int
    kind: str = ""
    framed: bool = False
    others: Mapping[str, Form] = {}

    def cut(self, line: str) -> Sequence[str] | None:
        """Return a record's fields, a record of another kind as one; None where a line is no record."""
        if self.kind and not line.startswith(self.kind):
            return [line]
        if len(line) != self.length:
            return [line] if self.framed else None
        return [
            line[start:end] for start, end in zip((0, *self.cuts), (*self.cuts, self.length), strict=True)
        ]

    def cut_typed(self, line: str) -> Sequence[str]:
        """Return a record's kind and its fields; `*` and one field where the kind is rare."""
        kind = line[: len(self.kind)]
        form = self if kind == self.kind else self.others.get(kind)
        return [kind, *(form.cut(line) or [line])] if form else ["*", line]


def find_form(head: Sequence[str]) -> Form | None:
    """Return how the records of some lines are cut; None where the lines are no such records."""
    lines = [line.rstrip("\r\n") for line in head]
    if len(set(lines)) < LEAST_LINES or not all(lines):
        return None
    if _are_parted(lines) and (form := _find_kind(lines, 2)):
        return form
    length = len(lines[0])
    alike = length >= LEAST_LENGTH and all(len(line) == length for line in lines)
    if alike and (cuts := _cuts(lines, length)):
        # The sender and the sums, filled up to the same length, hide where the fields of the others end.
        framed = _find_kind(lines, 1) if _is_framed(lines) else None
        return framed if framed and len(framed.cuts) > len(cuts) else Form(cuts, length)
    return next(filter(None, (_find_kind(lines, size) for size in _KINDS)), None) or _find_framed(lines)


def _find_framed(lines: Sequence[str]) -> Form | None:
    """Return how records are cut between a shorter first one and perhaps a last one, all of one letter."""
    middle = lines[1:-1]
    length = len(middle[0]) if middle else 0
    if length < LEAST_LENGTH or len(lines[0]) >= length or len(set(middle)) < _FRAMED:
        return None
    if any(len(line) != length for line in middle) or len(lines[-1]) > length:
        return None
    if names_people(lines[0].split()):
        return None
    cuts = _cuts(middle, length)
    return Form(cuts, length, framed=True) if cuts else None


_FRAMED = 6


def _is_framed(lines: Sequence[str]) -> bool:
    """Return whether the first record is of another kind than all in the middle, by its first letter."""
    middle = {line[:1] for line in lines[1:-1]}
    return len(middle) == 1 and lines[0][:1] not in middle


def _are_parted(lines: Sequence[str]) -> bool:
    """Return whether the second sign of a record says its kind, too: `D0`, `D1`.

    Where it is a sign of a field, what stands at a place of a field is the same, whatever it is.
    """
    counts = Counter(line[:2] for line in lines)
    often = [kind for kind, count in counts.items() if count >= LEAST_LINES and kind[1:].isdecimal()]
    groups = {kind: [line for line in lines if line.startswith(kind)] for kind in often}
    drawn = {kind: "".join(map(_kind, zip(*group, strict=False))) for kind, group in groups.items()}
    return any(
        sum({one, other} == {"0", "A"} for one, other in zip(drawn[left], drawn[right], strict=False))
        >= _APART
        for left, right in pairwise(sorted(drawn))
        if left[0] == right[0] and left[0].isalpha()
    )


_APART = 8  # places at which all records of one kind have a figure, and all of the other a letter or none


# So many letters or figures say what a record is of: `D`, `01`.
_KINDS = (1, 2)


def _find_kind(lines: Sequence[str], size: int) -> Form | None:
    """Return how the records of the most common kind are cut; the first one is often of the sender."""
    counts = Counter(line[:size] for line in lines)
    kind = counts.most_common(1)[0][0]
    alike = [line for line in lines if line.startswith(kind)]
    length = len(alike[0])
    if length < LEAST_LENGTH or any(len(line) != length for line in alike):
        return None
    if not kind.isalnum() or not LEAST_LINES <= len(set(alike)) < len(lines):
        return None
    if any(names_people(line.split()) for line in lines if not line.startswith(kind)):
        return None  # a header, below which columns are set apart by spaces
    cuts = _cuts(alike, length)
    if cuts and size > 1 and kind.isdecimal():
        cuts = sorted({size, *cuts})
    others = {one: _find_other(lines, one) for one, count in counts.items() if count >= LEAST_LINES}
    others = {one: form for one, form in others.items() if one != kind}
    return Form(cuts, length, kind, others=others) if cuts else None


def _find_other(lines: Sequence[str], kind: str) -> Form:
    """Return how the records of another kind are cut, as one field where they show no fields."""
    alike = [line for line in lines if line.startswith(kind)]
    length = len(alike[0])
    steady = length >= LEAST_LENGTH and all(len(line) == length for line in alike)
    return Form(_cuts(alike, length) if steady else [], length)


def _cuts(lines: Sequence[str], length: int) -> list[int]:
    """Return the places before each field but the first; none where the lines are no such records."""
    kinds = "".join(map(_kind, zip(*lines, strict=True)))
    gaps = {at for at in range(2, length) if kinds[at - 2 : at] == "  " and kinds[at] != " "}
    checks = {
        at
        for at in range(8, length - 1)
        if _CHECKED.fullmatch(kinds, at - 8, at + 2)
        and (kinds[at - 9 : at - 8] != "0" or len({line[at] for line in lines}) >= _VARIED)
        and not _are_dates(lines, at - 8)
    }
    edges = {at for at in range(1, length) if kinds[at - 1 : at + 1] in {"0A", "A0", " 0"}} - checks
    edges -= set(_find_code_letters(lines, kinds))
    lettered = _find_lettered_edges(lines) | _find_sparse_edges(lines)
    gaps |= _find_word_edges(lines, kinds)
    edges |= {at - 8 for at in checks} | lettered
    edges |= field_edge.find_phone_edges(lines) | field_edge.find_sex_edges(lines, kinds)
    edges -= {found.start() + 2 for found in _ACCOUNT.finditer(kinds)}
    numbered = find_touching_edges(lines, kinds)
    edges |= numbered
    whole = [
        *_accounts(lines, kinds),
        *_persons(lines, kinds),
        *_find_taxpayers(lines, kinds),
        *(found.span() for found in _LETTERED.finditer(kinds)),
    ]
    for start, end in whole:
        edges = {at for at in edges if not start < at < end} | {start, end}
    dates = _dates(lines, kinds) | _find_trunk_edges(lines, kinds)
    edges |= _find_coded_edges(lines, kinds, gaps | edges | dates)
    edges |= {at.end() for at in _LONE_CODE.finditer(kinds)}
    edges |= {at.end() for at in _KEY.finditer(kinds) if not any(line[at.end()] == " " for line in lines)}
    touching = dates or lettered or numbered or any(kinds[at - 1 : at + 1] in {"0A", "A0"} for at in edges)
    cuts = sorted({*gaps, *edges, *dates} - {0, length})
    worded = [
        (start, end)
        for start, end in zip((0, *cuts), (*cuts, length), strict=True)
        if sum(sign == "A" for sign in kinds[start:end]) >= LEAST_LETTERS
    ]
    lone = len(worded) == 1 and _holds_own_words(lines, *worded[0])
    enough = len(cuts) >= LEAST_FIELDS - 1 and (lone or len(worded) + len(checks) >= LEAST_WORDS)
    return (cuts if touching and enough else []) if touching else _find_cuts(lines, kinds)


def _find_lettered_edges(lines: Sequence[str]) -> set[int]:
    """Return the places where each line has a letter next to a number that some lines lack.

    `S0341-4252213  TP`, `S              HP`.
    """
    columns = list(zip(*lines, strict=True))
    letters = [all(map(_is_letter, column)) for column in columns]
    numbers = [_is_number_or_gap(column) for column in columns]
    sides = ((letters, numbers), (numbers, letters))
    return {at for at in range(1, len(columns)) for left, right in sides if left[at - 1] and right[at]}


def _find_word_edges(lines: Sequence[str], kinds: str) -> set[int]:
    """Return the places where, in many lines, all have a space and then a letter of several: `MISS TAYLA`."""
    if len(lines) < _MANY:
        return set()
    starts = (at for at in range(2, len(kinds)) if kinds[at - 2 : at + 1] == "A A")  # no house's number
    return {at for at in starts if " " not in (held := {line[at] for line in lines}) and len(held) >= _VARIED}


_MANY, _VARIED = 8, 3


def _find_code_letters(lines: Sequence[str], kinds: str) -> Iterator[int]:
    """Yield where the figures of a code begin that has a letter of several before them: `X5000`, `S2000`."""
    for found in _LETTER_CODE.finditer(kinds):
        if len({line[found.start()] for line in lines} - {" "}) >= _VARIED:
            yield found.start() + 1


# As long as a postal code, and shorter than a date, which often has the letter of a sex before it.
_LETTER_CODE = re.compile(r"(?<= )A0{3,5}(?= )")


def _find_sparse_edges(lines: Sequence[str]) -> set[int]:
    """Return the places where a number ends and letters begin in many lines, and others have neither.

    `282996951OHUG798770`, `278506008          `: all lines that have a sign there have it of the same kind.
    """
    columns = list(zip(*lines, strict=True))
    figures = [_is_number_or_gap(column) for column in columns]
    letters = [
        _holds_gaps(column) and all(_is_letter(one) or one == " " for one in column) for column in columns
    ]
    return {
        at
        for at in range(_SPARSE_RUN, len(columns))
        if letters[at]
        and all(figures[at - _SPARSE_RUN : at])
        and sum(" " not in line[at - 1 : at + 1] for line in lines) >= max(_SPARSE, _TOUCHING * len(lines))
    }


_SPARSE, _SPARSE_RUN, _TOUCHING = 6, 4, 0.3


def _find_trunk_edges(lines: Sequence[str], kinds: str) -> set[int]:
    """Return where a telephone with its zero begins behind a longer number: `012071549105` `0417428377`."""
    found: set[int] = set()
    for run in re.finditer(r"0{14,}", kinds):
        for start in (run.end() - size for size in _NATIONAL):
            column, following, before = (
                tuple(line[at] for line in lines) for at in (start, start + 1, start - 1)
            )
            if start > run.start() and set(column) == {"0"} and "0" not in following and len(set(before)) > 2:
                found.add(start)
                break
    return found


# Figures of telephones at home, the zero included.
_NATIONAL = (11, 10)


def _holds_gaps(column: Sequence[str]) -> bool:
    return " " in column and any(sign != " " for sign in column)


def _find_coded_edges(lines: Sequence[str], kinds: str, edges: Collection[int]) -> set[int]:
    """Return the places where a number ends and, behind a space, a word begins that does not belong to it.

    A long number, a year, or the postal code behind a street: `27113370470 RUIZ`, `03/07/1961 CALLE 9`,
    `2000 ROSARIO`. A shorter number before a word is a house's before its street.
    """
    found: set[int] = set()
    for match in _CODED.finditer(kinds):
        start, end = max(match.start(), *(edge for edge in (0, *edges) if edge < match.end())), match.end()
        before = max((edge for edge in edges if edge < start), default=0)
        streets = sum(_STREET.search(line, before, start) is not None for line in lines)
        apart = (
            end - start > _LONG or lines[0][start - 1 : start] in _MARKS or streets >= _PLACED * len(lines)
        )
        if apart and all(_is_letter(line[end]) for line in lines):
            found.add(end)
    return found


# A word with a number behind it; so many lines have one where a column is of streets.
_STREET, _PLACED = re.compile(r"[^\W\d_]{2}.* \d"), 0.8
_CODED = re.compile(r"0{4,} (?=A)")
# A letter of a code behind a number that all lines have: `644645738 B00045077`.
_LONE_CODE = re.compile(r"0{5,} (?=A0|A )")
# A record's key before a street, which begins with a house's number in some lines and with a word in others.
_KEY = re.compile(r"0{8,} (?=\?)")
_LONG, _MARKS = 6, frozenset("/.-")


def _is_number_or_gap(column: Sequence[str]) -> bool:
    """Indicate whether all lines have a figure or a space at one place, and some line each of them."""
    return (
        all(sign.isdecimal() or sign == " " for sign in column) and len({sign == " " for sign in column}) > 1
    )


def _holds_own_words(lines: Sequence[str], start: int, end: int) -> bool:
    """Return whether one field holds words that differ from record to record, as payers' names do.

    `PENSION` in every record is a kind of payment.
    """
    values = [line[start:end].strip() for line in lines]
    worded = sum(_WORDS.fullmatch(value) is not None for value in values)
    return worded >= _OWN * len(values) and len(set(values)) >= max(LEAST_LINES, _OWN * len(values))


_WORDS, _OWN = re.compile(r"[^\W\d_][^\d_]{3,}"), 0.7


def _find_cuts(lines: Sequence[str], kinds: str) -> list[int]:
    """Return the places where all lines have a space before and none at: fields that do not touch."""
    cuts = [
        at
        for at in range(1, len(kinds))
        if kinds[at - 1] == " " and kinds[at] != " " and not any(line[at].isspace() for line in lines)
    ]
    fields = [kinds[start:end].rstrip() for start, end in zip((0, *cuts), (*cuts, len(kinds)), strict=True)]
    numbered = any(len(field) >= LEAST_NUMBER and not field.strip("0") for field in fields)
    wide = any(field.endswith("  ") for field in (kinds[start:end] for start, end in pairwise((0, *cuts))))
    return cuts if len(cuts) >= 2 and numbered and wide else []


def _accounts(lines: Sequence[str], kinds: str) -> Iterator[tuple[int, int]]:
    """Yield where an account's number (IBAN, ISO 13616) stands in all lines: its check digits hold."""
    for found in _COUNTRY.finditer(kinds):
        start = found.start()
        ends = range(start + 15, min(start + 34, len(kinds)) + 1)
        end = next((end for end in ends if all(_is_account(line[start:end]) for line in lines)), start)
        if end > start:
            yield start, end


def _is_account(text: str) -> bool:
    turned = text[4:] + text[:4]
    return (
        turned.isalnum()
        and turned.isascii()
        and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
    )


def _persons(lines: Sequence[str], kinds: str) -> Iterator[tuple[int, int]]:
    """Yield where a person's number stands in longer runs of figures in all lines: its check digits hold."""
    for found in _FIGURES.finditer(kinds):
        for start, size in product(range(found.start(), found.end()), _PERSONS):
            numbers = {line[start : start + size] for line in lines}
            if start + size > found.end() or len(numbers) < LEAST_LINES:
                continue
            if any(all(map(holds, numbers)) for holds in _PERSONS[size]):
                yield start, start + size
                break


def _find_taxpayers(lines: Sequence[str], kinds: str) -> Iterator[tuple[int, int]]:
    """Yield where a taxpayer's number of Mexico (RFC) stands in all lines: four letters, a birth, a check."""
    for found in _TAXPAYER.finditer(kinds):
        if all(_RFC.fullmatch(line, *found.span()) for line in lines):
            yield found.span()


_TAXPAYER = re.compile(r"(?<![A?])A{4}0{6}[0A?]{3}(?=[ 0]|$)")
_RFC = re.compile(r"[A-ZÑ&]{4}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[A-Z\d]{3}")


def _is_thai(number: str) -> bool:
    """Return whether the last figure checks the others as in Thailand."""
    total = sum(int(figure) * (len(number) - place) for place, figure in enumerate(number[:-1]))
    return number[0] != "0" and (11 - total % 11) % 10 == int(number[-1])


def _is_south_african(number: str) -> bool:
    """Return whether the last figure checks a birth, the year first, and the others as in South Africa."""
    return _is_day(number[2:4], number[4:6]) and _holds_luhn(number)


def _is_greek(number: str) -> bool:
    """Return whether the last figure checks a birth, the day first, and the others as in Greece."""
    return _is_day(number[2:4], number[:2]) and _holds_luhn(number)


def _holds_luhn(number: str) -> bool:
    twice = "".join(str(int(figure) * (1 + place % 2)) for place, figure in enumerate(number))
    return sum(map(int, twice)) % 10 == 0


def _is_polish(number: str) -> bool:
    """Return whether the last figure checks a birth, 20 added to a month of this century, as in Poland."""
    return _is_day(str(int(number[2:4]) % 20), number[4:6]) and _sum_weighted(number, _POLISH) % 10 == 0


def _is_argentine(number: str) -> bool:
    """Return whether the last figure checks a kind of person and the others as in Argentina (CUIL, CUIT)."""
    return number[:2] in _ARGENTINE and _sum_weighted(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _is_brazilian(number: str) -> bool:
    """Return whether the last two figures check the others as in Brazil (CPF)."""
    first, second = (_sum_weighted(number, range(size, 1, -1)) * 10 % 11 % 10 for size in (10, 11))
    return number[9:] == f"{first}{second}"


def _is_brazilian_worker(number: str) -> bool:
    """Return whether the last figure checks the others as in Brazil's register of workers (PIS)."""
    total = _sum_weighted(number, (3, 2, 9, 8, 7, 6, 5, 4, 3, 2))
    return number[0] in "12" and -total % 11 % 10 == int(number[-1])


def _is_turkish(number: str) -> bool:
    """Return whether the last two figures check the others as in Turkey."""
    figures = [int(figure) for figure in number]
    odd, even = sum(figures[:9:2]), sum(figures[1:8:2])
    return number[0] != "0" and figures[9:] == [(7 * odd - even) % 10, sum(figures[:10]) % 10]


def _sum_weighted(number: str, weights: Iterable[int]) -> int:
    return sum(int(figure) * weight for figure, weight in zip(number, weights, strict=False))


_ARGENTINE = frozenset({"20", "23", "24", "25", "26", "27", "30", "33", "34"})


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


_POLISH = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
# What a person's number of so many figures must hold.
_PERSONS = {
    13: (_is_thai, _is_south_african),
    11: (_is_greek, _is_polish, _is_argentine, _is_brazilian, _is_brazilian_worker, _is_turkish),
}
_FIGURES = re.compile(r"0{12,}")
_COUNTRY = re.compile(r"(?=AA00[0A?]{11})")
# Numbers of persons whose letters stand in fixed places: Italy's, Mexico's, and Britain's behind figures.
_LETTERED = re.compile(r"(?:A{6}00A00A000A|A{4}0{6}A{6}[0A?]0|(?<![A?])AA0{6}A)(?=[ 0]|$)")
# The country before an account's number (IBAN) is no field of its own.
_ACCOUNT = re.compile(r"(?<=[ ])AA0{13,32}(?![0A])")
# Eight figures and the letter that checks them, before a gap: a number of Spain's (DNI), of a taxpayer.
_CHECKED = re.compile(r"0{8}A ")


def _kind(column: Sequence[str]) -> str:
    """Return what stands at one place in all lines: figures, letters and spaces, spaces, or anything."""
    if all(map(str.isdecimal, column)):
        return "0"
    if all(map(str.isspace, column)):
        return " "
    return "A" if all(_is_letter(sign) or sign == " " for sign in column) else "?"


def _is_letter(sign: str) -> bool:
    """Return whether a sign is a letter or goes with one, as vowels and tones of Thai and Hindi do."""
    return sign.isalpha() or category(sign)[0] == "M"


def _dates(lines: Sequence[str], kinds: str) -> set[int]:
    """Return the ends of the dates that stand in runs of figures at one place in all lines."""
    ends: set[int] = set()
    at = 0
    for kind, run in groupby(kinds):
        size = len(list(run))
        touches = size > 8 or kinds[at + size : at + size + 1] == "?"  # an age of one figure or two
        for start in range(at, at + size - 7 if kind == "0" and touches else at):
            if _are_dates(lines, start):
                ends |= {start, start + 8}
                break
        at += size
    return ends


def _are_dates(lines: Sequence[str], start: int) -> bool:
    """Return whether eight figures from one place on are a date in all lines: `19510316F` is no number."""
    return any(all(date.fullmatch(line, start, start + 8) for line in lines) for date in _DATES)
