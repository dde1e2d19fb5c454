"""Headers called `name` in tables of firms, places, works, ships or a network: what those next to it say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.text import lexicon

BARE = frozenset({"name", "names", "nom", "nome", "nombre", "naam", "navn", "namn", "title", ""})
# Headers of a firm's sales, next to which an account is a firm.
_SALES = re.compile(
    r"(?:.* )?(?:opportunity|deal|stage|close date|industry|annual revenue|territory|lead source)(?: name)?"
)
_ACCOUNT = re.compile(r"(?:.* )?(?:account|customer|client|company)(?: name)?")


def heads_firms(name: str, header: Sequence[str]) -> bool:
    """Return whether a header of customers is of firms, as those of sales next to it indicate: `Stage`."""
    if not any(map(_ACCOUNT.fullmatch, column_header.plain_header(name))):
        return False
    return any(_SALES.fullmatch(title) for other in header for title in column_header.plain_header(other)[:1])


def heads_others(name: str, header: Sequence[str]) -> bool:
    """Return whether the other headers show that one is of firms, places, works, ships, stops or cells."""
    whole = tuple(header)
    of_companies = _is_bare(name) and lists_companies(whole)
    listed = of_companies or heads_places(name, whole)
    listed = listed or heads_works(name, whole) or heads_network(name, whole)
    listed = listed or heads_berths(name, whole) or heads_stops(name, whole)
    return listed or heads_firms(name, header) or heads_ships(name, whole)


def heads_works(name: str, header: tuple[str, ...]) -> bool:
    """Return whether a title is of books, films or recordings, as two headers next to it say: `ISBN`."""
    titled = any(map(_compile_works().fullmatch, column_header.plain_header(name)))
    return titled and _count_signs("work_signs", header) >= _SIGNS_OF_SHIPS


@lru_cache(maxsize=1)
def _compile_works() -> re.Pattern[str]:
    return re.compile("|".join(lexicon.table("header_things")["works"]))


def heads_places(name: str, header: tuple[str, ...]) -> bool:
    """Return whether a bare `name` is of places on a map, as two headers next to it say: `amenity`, `ele`."""
    return _is_bare(name) and _count_signs("map_signs", header) >= _SIGNS_OF_SHIPS


def _is_bare(name: str) -> bool:
    return not BARE.isdisjoint(filter(None, column_header.plain_header(name)))


def lists_companies(header: tuple[str, ...]) -> bool:
    """Return whether three headers are what is known of companies, and none is of a person."""
    return _count_signs("company_signs", header) >= _SIGNS_OF_COMPANIES


@lru_cache(maxsize=16)  # asked for each column of a table
def _count_signs(kind: str, header: tuple[str, ...]) -> int:
    """Return how many headers are signs of a kind of things; none in a table that heads halves of names."""
    every = [column_header.plain_header(name) for name in header]
    halves = (column_header.part(half) for half in ("first", "last"))
    if any(half.fullmatch(title) for half in halves for titles in every for title in titles[-1:]):
        return 0
    signs = re.compile("|".join(lexicon.table("header_things")[kind]))
    return sum(any(map(signs.fullmatch, titles)) for titles in every)


_SIGNS_OF_COMPANIES = 3


def heads_network(name: str, header: tuple[str, ...]) -> bool:
    """Return whether `cell` is a part of a network of telephones, as two headers next to it say: `mcc`."""
    if not any(map(_CELL.fullmatch, column_header.plain_header(name))):
        return False
    signs = (any(map(_NETWORK.fullmatch, column_header.plain_header(other))) for other in header)
    return sum(signs) >= _SIGNS_OF_SHIPS


_CELL = re.compile(r"cells?(?: ?(?:id|no|number))?")
_NETWORK = re.compile(
    r"radio|rat|mcc|mnc|[lt]ac|e ?node ?b|[eg]nb|pci|psc|[ue]?arfcn|rs(?:rp|rq|si)|azimuth|antenna"
    r"|average ?signal|plmn|bsic"
)


def heads_ships(name: str, header: tuple[str, ...]) -> bool:
    """Return whether a header is of ships, as two next to it say: `NAME` with `FLAG` and `IMO`."""
    signs, called = _find_ships(header)
    if signs < _SIGNS_OF_SHIPS:
        return False
    titles = column_header.plain_header(name)
    # A bare name next to a column of ships is one of their crew.
    return any(map(_ships().fullmatch, titles)) or (not called and any(map(_CALLED.fullmatch, titles)))


@lru_cache(maxsize=4)  # asked for each column of a table
def _find_ships(header: tuple[str, ...]) -> tuple[int, bool]:
    """Return how many headers of a table are of ships alone, and whether one calls them by their names."""
    titles = [column_header.plain_header(name) for name in header]
    signs = sum(any(map(_ship_signs().fullmatch, own)) for own in titles)
    return signs, any(_ships().fullmatch(title) for own in titles for title in own)


@lru_cache(maxsize=1)
def _ships() -> re.Pattern[str]:
    words = "|".join(lexicon.table("header_things")["ships"])
    return re.compile(rf"(?:.* )?(?:{words}) ?{_CALLED.pattern}?")


@lru_cache(maxsize=1)
def _ship_signs() -> re.Pattern[str]:
    words = "|".join(lexicon.table("header_things")["ship_signs"])
    return re.compile(rf"(?:{words})(?: ?(?:no|nr|number|m))?")


_CALLED = re.compile(r"(?:names?|navne?|namn|naam|nom|nombre|nome|nazwa|heiti)")
_SIGNS_OF_SHIPS = 2


def heads_berths(name: str, header: Sequence[str]) -> bool:
    """Return whether a header is of berths, as two of ships next to it say: `berth` with `imo` and `eta`."""
    if not any(map(_compile("berths").fullmatch, column_header.plain_header(name))):
        return False
    return _find_ships(tuple(header))[0] >= _SIGNS_OF_SHIPS


def heads_stops(name: str, header: Sequence[str]) -> bool:
    """Return whether a header is of stops of buses and trains, as another one says: `parent_station`.

    A courier's stops are customers; whoever lists those of buses names no person in the same table.
    """
    if not any(map(_compile("stops").fullmatch, column_header.plain_header(name))):
        return False
    return _count_signs("stop_signs", tuple(header)) > 0


@lru_cache(maxsize=8)
def _compile(kind: str) -> re.Pattern[str]:
    words = "|".join(lexicon.table("header_things")[kind])
    return re.compile(rf"(?:.* )?(?:{words})(?: ?(?:name|id|code|no|nr|number))?")


def holds_label(sample: column_header.Sampled) -> bool:
    """Return whether a column holds in each row the name by which its own path calls a value.

    `$.attributes['Surname'].displayName` is `Surname` throughout.
    """
    value = sample.values[0]
    return len(sample.values) > 1 and value in sample.name[:-1] and set(sample.values) == {value}
