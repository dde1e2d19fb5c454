"""Streets in one column and the numbers or the names of their houses in another one next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import SHAPES, Column, Sampled, part
from pii_sweep.detect.text import lexicon

# Postal codes of most countries: `80-831`, `88010-400`, `3511 LX`, `110 00`, `SW1A 1AA`, `K1A 0B1`, `1000`,
# `C1425ABC`, `D02 AF30`.
CODE = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{4,6}|\d{2}-\d{3}|\d{5}-\d{3,4}|\d{2}\.\d{3}-\d{3}|\d{4} ?[A-Z]{2}|\d{3} \d{2}"
    r"|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4}-\d{3}"
    r"|[A-HJ-NP-Z]\d{4}(?:[A-Z]{3})?|(?:[AC-FHKNPRTV-Y]\d\d|D6W) ?[\dAC-FHKNPRTV-Y]{4}"
)
# What a number right next to a street is called: it is the house's, whatever else such a header numbers.
NUMBER = re.compile(
    r"(?:|n|no|nr|nro|num|number|nbr|nummer|numero|numer|numar|numara|numeris|numurs|broj|br|cislo|c|szam|sz|hn|hno"
    r"|house|hse|hs|home|bldg|building|block|blk|premises?|haus|huis|hus|casa|maison|dom|dum|haz|ev|talo|nama|kuca"
    r"|hisa|stevilka|st|nomor|so|namba|номер|ном|номір|број|бр|дом|будинок|дім|къща|№|αριθμος|αριθ|αρ|מספר|מס|בית|رقم"
    r"|شماره|پلاک|ნომერი|համար|番号|番地|号|번호|번지|เลขที่|नंबर|संख्या|নম্বর)"
)
# What a column of streets is called besides, where their numbers stand next to it: `A40` is a road, too.
_ROAD = re.compile(
    r"(?:.* )?(?:roads?|lane|avenue|(?:st|str|strt|road|rd|street|thoroughfare) ?(?:name|nm)|rd|weg"
    r"|thoroughfare|strassen?name|straatnaam|gatunamn|gatenavn|vejnavn|ulice nazev|nazwa ulicy"
    r"|nome (?:da )?(?:via|rua)|nom (?:de )?(?:la )?(?:rue|voie)|nombre (?:de )?(?:la )?(?:calle|via))"
)
# What the name of a house is called; it stands before the street's.
_NAMED = re.compile(
    r"(?:.* )?(?:(?:house|building|bldg|property|premises?|farm|cottage|residence|villa) ?(?:name|nm)"
    r"|name of (?:the )?(?:house|building|property)|house ?(?:name)? (?:or|and) (?:name|number|no)"
    r"|house (?:number|no) (?:or|and) name|haus ?name|nom (?:de )?(?:la )?maison"
    r"|huis ?naam|nombre (?:de )?(?:la )?casa)"
)
# Headers of whole addresses, of which streets alone are no part.
_WHOLE = re.compile(
    r"(?:.* )?(?:addr?s?|add?ress(?:es)?|adr(?:esse?|es|esa|esi)?|anschrift|indirizzo|direccion|endereco"
    r"|morada|domicilio|osoite|адрес[аи]?|address ?line|line|street ?line|house ?name)"
    r"(?: ?(?:ln|line|l|zeile|regel|rad))?(?: ?(?:1|one))?"
)
_LETTERS = re.compile(r"(?=.*[^\W\d_]{2})[^@\d]{2,80}")
_LINE = re.compile(r"(?=.*[^\W\d_]{2})[^@]{2,80}")
_NAME = re.compile(r"(?=.*[^\W\d_]{2})[^\W\d_][^@\d]{2,60}")
_MOST, _SOME, _ROADS, _CODED = 0.9, 0.4, 0.6, 0.95
_AWAY = 2


def find_parted(samples: Sequence[Sampled]) -> Iterator[Column]:
    """Yield the columns of streets without numbers and of the houses that stand in one of their own."""
    seen: set[int] = set()
    for town, street in zip(samples, samples[1:], strict=False):
        if _are_lines(town, street):
            seen |= {town.index, street.index}
            yield town.as_column("street", 0.95, "house:+")
            yield street.as_column("house", 0.95, "street:+")
    for street in samples:
        headed = street.titled(part("street"))
        if not (headed or street.titled(_ROAD)) or street.index in seen or _ends_in("city", street):
            continue
        if street.share(SHAPES["street"]) >= 0.5 or street.share(_LINE) < _MOST:
            continue
        house = next((one for one in samples if one.index not in seen and _is_house(one, street)), None)
        if house is not None:
            seen |= {street.index, house.index}
            yield street.as_column("street", 0.95, "house:+")
            yield house.as_column("house", 0.95, "street:+")


def _are_lines(town: Sampled, street: Sampled) -> bool:
    """Return whether the first line of addresses in ideographs ends with the town: `住所1`, `住所2`."""
    if street.index - town.index != 1 or not town.titled(part("street")) or not street.titled(part("unit")):
        return False
    return town.share(_TOWN) >= _MOST and street.share(_BLOCK) >= _MOST


def _ends_in(kind: str, sample: Sampled) -> bool:
    """Return whether the last step of a path names another part of an address: `adresse/ville`."""
    last = sample.titles[-1]
    return part(kind).fullmatch(last) is not None and part("street").fullmatch(last) is None


def is_inside(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether the last step of a path names a part of a house; the only line may be the second."""
    if not _ends_in("unit", sample):
        first = next((one for one in samples if sample.index - one.index == 1), None)
        if first is None or not sample.titled(part("unit")):
            return False  # else `Adresse personnelle 2`, right behind `Adresse personnelle 1`
        return first.titled(part("street")) and not first.titled(part("unit"))
    others = (one for one in samples if one is not sample and one.titles)
    headed = any(part("street").fullmatch(one.titles[-1]) for one in others)
    return headed or value_kind.addresses(sample) < _ROADS


# `東京都港区`; `赤坂1-2-3`, `西原町4丁目18番9号`.
_TOWN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff々ヶ \u3000]{2,40}")
_BLOCK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff々ヶ]+[ \u3000]?\d.*")


def _is_house(sample: Sampled, street: Sampled) -> bool:
    """Return whether a column near a street's is of its houses."""
    away = sample.index - street.index
    if not 0 < abs(away) <= _AWAY:
        return False
    if sample.titled(_NAMED):
        return abs(away) == 1 and sample.share(_LINE) >= _MOST
    numbered = sample.share(SHAPES["house"])
    if numbered < _MOST:  # a house without a number has its name there
        named = numbered >= _SOME and numbered + sample.share(_NAME) >= _MOST
        return named and away == -1 and sample.titled(part("house"))
    if away == 1 and (sample.titled(NUMBER) or any(map(_names_number, sample.titles))):
        return True
    near = sample.titled(part("house")) or (abs(away) == 1 and sample.titled(NUMBER))
    return near and not (away < 0 and _counts_rows(sample))


def _names_number(title: str) -> bool:
    """Return whether a header is a street's and a word for numbers: `adresse strasse nr`."""
    street, _, number = title.rpartition(" ")
    return NUMBER.fullmatch(number) is not None and part("street").fullmatch(street) is not None


def _counts_rows(sample: Sampled) -> bool:
    """Return whether numbers follow one another from row to row: `1`, `2`, `3`."""
    numbers = [int(value) for value in sample.values if value.isdecimal()]
    if len(numbers) < len(sample.values) or len(numbers) < 2:
        return False
    return all(after - before == 1 for before, after in zip(numbers, numbers[1:], strict=False))


def find_bare(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return street, house, postal code and town of a table whose headers say nothing, side by side.

    Words of streets decide, the number next to them, and a postal code: `Gartenweg`, `3a`, `50668`, `Ulm`.
    Behind people and their mailboxes the numbers alone do: `Lipová`, `284/39`, `Brno`, `602 00`.
    """
    kinds_found = {column.kind for column in found}
    if "street" in kinds_found:
        return []
    mailed = "EMAIL_ADDRESS" in kinds_found and not kinds_found.isdisjoint({"first", "last", "name"})
    at = {sample.index: sample for sample in samples if column_header.brief(sample)}
    for index, street in at.items():
        house = at.get(index + 1)
        if house is None or house.share(SHAPES["house"]) < _MOST:
            continue
        if not (_are_roads(street) or (mailed and _are_lone_roads(street, house))):
            continue
        for code, town in ((index + 2, index + 3), (index + 3, index + 2), (index - 2, index - 1)):
            if code not in at or town not in at or at[code].share(CODE) < _CODED:
                continue
            if at[town].share(SHAPES["city"]) >= _CODED:
                kinds = ((street, "street"), (house, "house"), (at[code], "zip"), (at[town], "city"))
                return [sample.as_column(kind, 0.8, "values:+") for sample, kind in kinds]
    return []


def _are_lone_roads(street: Sampled, house: Sampled) -> bool:
    """Return whether words next to numbers of houses differ as streets do; pieces of goods are few."""
    own = all(value_kind.count_distinct(one) >= _OWN * len(one.values) for one in (street, house))
    placed = sum(not value.isdecimal() or int(value) > _PIECES for value in house.values)
    return own and 2 * placed >= len(house.values) >= _LEAST and street.share(_LETTERS) >= _LETTERED


# Numbers above it are of houses rather than of pieces; a village's houses have no street (`Č.P. 45`).
_OWN, _PIECES, _LEAST, _LETTERED = 0.7, 12, 3, 0.8


def _are_roads(sample: Sampled) -> bool:
    """Return whether most different values are names of streets, by a word of streets in each."""
    asked = value_kind.select_different(sample)
    if sample.share(_LETTERS) < _MOST or len(asked) < min(2, len(sample.values)):
        return False
    return sum(map(is_road, asked)) >= _ROADS * len(asked)


def names_place(value: str) -> bool:
    """Return whether a word of streets, quarters or buildings stands in an address, wherever it is."""
    words = {word.strip(".,'’()#") for word in re.split(r"[\s,/]+", value.lower())}
    return not words.isdisjoint(_place_words())


@lru_cache(maxsize=1)
def _place_words() -> frozenset[str]:
    streets = lexicon.words("streets", "suffixes") - lexicon.words("streets", "weak")
    more = ("openers", "columns", "behind", "houses", "rural", "rural_scripts")
    every = streets.union(*(lexicon.words("streets", kind) for kind in more), lexicon.words("asia", "parts"))
    return frozenset(word.strip(".") for word in every)


@lru_cache(maxsize=4096)
def is_road(value: str) -> bool:
    """Return whether a value is the name of a street, by its first or last word: `Oak St`, `Via Roma`."""
    words = [word.strip(".,'’()") for word in re.split(r"[\s\-]+", value.lower()) if word.strip(".,'’()")]
    if not words or len(words) > _LONGEST:
        return False
    several = len(words) > 1
    if several and (
        words[-1] in lexicon.words("streets", "suffixes") or words[0] in lexicon.words("streets", "openers")
    ):
        return True
    if several and not lexicon.words("streets", "columns").isdisjoint((words[0], words[-1])):
        return True
    endings = tuple(lexicon.words("streets", "endings"))
    return words[-1].endswith(endings) and len(words[-1]) > _SHORTEST or (several and words[-1] in endings)


_LONGEST, _SHORTEST = 7, 5


def is_placed(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether lines below a header of addresses are some next to postal codes, figure or none.

    `Rose Cottage`, `Church Lane`, `Leeds`, `LS1 1AB`; a header that names streets alone heads plans of them.
    """
    if not sample.titled(_WHOLE) or sample.share(_LINE) < _MOST:
        return False
    if value_kind.count_distinct(sample) < min(2, len(sample.values)):
        return False
    behind = (one for one in samples if one.index - sample.index == 1 and one.titled(part("unit")))
    if any(is_second_line(one, samples) for one in behind):
        return False
    return any(
        0 < other.index - sample.index <= _NEAR and other.titled(part("zip")) and other.share(CODE) >= _CODES
        for other in samples
    )


_NEAR, _CODES = 6, 0.7


def is_second_line(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether the second line of an address holds the streets, as the first one holds names.

    QuickBooks prints `ADDR1` to `ADDR5` as the lines of an envelope.
    """
    if value_kind.addresses(sample) < _STREETS:
        return False
    firsts = [one for one in samples if sample.index - one.index == 1 and one.titled(part("street"))]
    return any(value_kind.addresses(one) == 0 and one.share(SHAPES["name"]) >= _MOST for one in firsts)


_STREETS = 0.6


def is_whole(line: Sampled, code: Sampled) -> bool:
    """Return whether a field headed as an address is one next to its postal code, figure or none."""
    return line.titled(_WHOLE) and code.share(CODE) == 1.0 and any(map(str.isdecimal, code.values[0]))
