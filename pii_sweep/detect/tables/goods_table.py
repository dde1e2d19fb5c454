"""Tables of goods, of animals and of a firm's assets, whose columns look like those of people and orders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pii_sweep.detect.tables import column_header, person_header
from pii_sweep.detect.tables.column import total_column
from pii_sweep.detect.tables.column_header import Column, Sampled, rules
from pii_sweep.detect.tables.people.login_column import Neighbours
from pii_sweep.detect.text import lexicon
from pii_sweep.entities import PERSON, STREET_ADDRESS
from pii_sweep.types import Cells

# What shops' catalogues have besides a product's name in URLs, which Shopify and others call its handle.
_GOODS = re.compile(
    r"(?:.* )?(?:sku|barcode|product ?type|vendor|brand|variant \w+|inventory(?: \w+)*|price|compare at price"
    r"|body(?: html)?|seo \w+|option ?\d? ?(?:name|value)|image(?: src)?|stock|weight(?: \w+)?|collections?)"
)
_GOODS_LEAST = 2


# What a colony of animals, a herd or a stable is kept with, and what horses run in.
_ANIMALS = re.compile(rf"(?:.* )?(?:{'|'.join(lexicon.table('header_things')['animals'])})")


# The tag of a dog or a cow is no plate; the owner's birth may stand next to it.
_TAGGED = re.compile(
    rf"{_ANIMALS.pattern}|(?:dog|cat|pet|animal|horse|cow) ?names?|breed .*"
    r"|(?:micro)?chip(?: ?(?:no|number|id))?"
)
# What a firm has bought for itself, and the order that it was bought by.
_TAGS = re.compile(rf"(?:.* )?(?:{'|'.join(lexicon.table('header_things')['asset_tags'])})")
_ASSETS = re.compile(
    rf"{_TAGS.pattern}|(?:.* )?(?:serial(?: ?(?:no|number|nr))?|warranty(?: .*)?|imei(?: \d)?"
    r"|purchased|purchase (?:date|cost|price)|depreciation(?: .*)?|useful life|book value|salvage value"
    r"|garanti\w*|seriennummer|numero de serie|matricola)"
)
# What a cloud's provider bills a firm by.
_METERED = re.compile(
    r"(?:.* )?(?:usage (?:account|type|unit|quantity|amount|start|end)(?: .*)?|meter (?:id|name|category)"
    r"|(?:un)?blended (?:cost|rate)|resource (?:id|group)|billing (?:entity|account id)|sku (?:id|price id))"
)
_METERED_LEAST = 4
_BOUGHT = re.compile(r"(?:.* )?(?:po|purchase order)(?: ?(?:id|no|nr|num|number|nbr|ref|reference|#))?")


# The place of a code in a classification, next to its short and its long text: no order that somebody placed.
_RANK = re.compile(r"(?:sort|display|list)? ?order(?: ?(?:no|nr|num|number))?|orden|ordre|ordem|reihenfolge")
_CODE = re.compile(r"(?:.* )?(?:code|kode|codigo|codice|kod)")
_TEXT = re.compile(r"(?:.* )?(?:desc(?:r|ription)?|label|title|text|beschreibung|libelle|descripcion)")
_TRADED = re.compile(
    r"(?:.* )?(?:qty|quantity|price|amount|total|cost|sku|item|product|customer|client|buyer|status|shipped)"
    r"(?: .*)?"
)


_OF_OTHERS = {"USERNAME": _GOODS, "DATE_OF_BIRTH": _ANIMALS, "AGE": _ANIMALS, "LICENSE_PLATE": _TAGGED}


def is_of_goods(column: Column, neighbours: Neighbours) -> bool:
    """Indicate whether handles are of goods, births and ages of animals, orders of a firm's own assets.

    So are those of a fleet, in which drivers have given each vehicle a name, and the numbers of bills that
    a firm has to pay.
    """
    if column.kind == "ORDER_ID" and total_column.are_purchases(neighbours.samples):
        return True
    if column.kind == "ORDER_ID" and _ranks_codes(column, neighbours.samples):
        return True
    if column.kind == "ORDER_ID" and any(
        nicknames_vehicles(one, neighbours.samples) for one in neighbours.samples
    ):
        return True
    if column.kind == "ORDER_ID" and (
        neighbours.count_titled(_METERED) >= _METERED_LEAST or _is_production_log(neighbours.samples)
    ):
        return True
    bought = column.kind == "ORDER_ID" and (
        any(map(_BOUGHT.fullmatch, column_header.plain_header(column.name)))
        or neighbours.count_titled(_TAGS) > 0
    )
    headers = _ASSETS if bought else _OF_OTHERS.get(column.kind)
    return headers is not None and neighbours.count_titled(headers) >= _GOODS_LEAST


def _ranks_codes(column: Column, samples: Sequence[Sampled]) -> bool:
    """Indicate whether a column called `order` counts the codes of a classification."""
    if not any(map(_RANK.fullmatch, column_header.plain_header(column.name))):
        return False
    if any(one.titled(_TRADED) for one in samples) or any(map(column_header.role_of, samples)):
        return False
    return any(one.titled(_CODE) for one in samples) and any(one.titled(_TEXT) for one in samples)


def names_animals(name: str, header: Sequence[str]) -> bool:
    """Indicate whether a header of births stands in a table of animals, so that no cell is a person's."""
    if not are_of_animals(tuple(header)):
        return False
    titles = column_header.plain_header(name)
    return any(rule.kind == "DATE_OF_BIRTH" and any(map(rule.header.fullmatch, titles)) for rule in rules())


# Headers of tables of vehicles, and of the nicknames that drivers give them: `Kallenavn`, `Nickname`.
_VEHICLES = re.compile(
    r"(?:.* )?(?:vin|chass?is?(?: ?(?:no|nr|num|number))?|chassisnr|odometer|mileage"
    r"|fahrgestell(?:nr|nummer)?"
    r"|km|km ?stand|kilometer ?stand|kilometrage|make|make model|merke(?: ?/? ?modell)?|fleet ?(?:no|number)"
    r"|axles?|fuel ?type|bastidor|telaio)"
)
_NICKNAME = re.compile(
    r"(?:.* )?(?:nick ?names?|known as|called|kallenavn|kaldenavn|smeknamn|spitzname|rufname|bijnaam|surnom"
    r"|apodo|soprannome|apelido|przezwisko|prezdivka)"
)


def nicknames_vehicles(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Indicate whether a column of names by which somebody is called is of vehicles, as two others say."""
    if not sample.titled(_NICKNAME):
        return False
    return sum(other.titled(_VEHICLES) for other in samples if other is not sample) >= _GOODS_LEAST


@lru_cache(maxsize=4)
def are_of_assets(header: tuple[str, ...]) -> bool:
    """Indicate whether headers are of what a firm owns or is billed for, so that orders are its own."""
    titled = [Sampled(at, one, column_header.plain_header(one), ()) for at, one in enumerate(header)]
    if sum(sample.titled(_METERED) for sample in titled) >= _METERED_LEAST:
        return True
    if _is_production_log(titled):
        return True
    tagged = any(sample.titled(_TAGS) for sample in titled)
    return tagged and sum(sample.titled(_ASSETS) for sample in titled) >= _GOODS_LEAST


def are_bills(header: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Indicate whether rows are bills that a firm has to pay, of which no number is a person's order."""
    titles = map(column_header.plain_header, header)
    rows = zip(header, titles, columns, strict=False)
    samples = [
        Sampled(at, name, words, tuple(filter(None, cells)))
        for at, (name, words, cells) in enumerate(rows)
        if total_column.names_type(words)
    ]
    return total_column.are_purchases(samples)


@lru_cache(maxsize=4)  # asked for each column of a table
def are_of_animals(header: tuple[str, ...]) -> bool:
    """Indicate whether a table's headers are of animals."""
    titled = (Sampled(at, one, column_header.plain_header(one), ()) for at, one in enumerate(header))
    return sum(sample.titled(_ANIMALS) for sample in titled) >= _GOODS_LEAST


_MADE_ON, _MADE_IN = (
    re.compile(rf"(?:{'|'.join(lexicon.table('header_things')[kind])})(?: ?(?:id|no|nr|name|number))?")
    for kind in ("production_machines", "production_runs")
)


def _is_production_log(samples: Sequence[Sampled]) -> bool:
    """Indicate whether a table is of what machines made in which batch or cycle, and of no buyer."""
    if not (any(one.titled(_MADE_ON) for one in samples) and any(one.titled(_MADE_IN) for one in samples)):
        return False
    kinds = {column_header.find_kind(one.titles) for one in samples}
    return not kinds & _OF_PEOPLE - {"ORDER_ID"} and not any(map(column_header.role_of, samples))


_WORDS = lexicon.table("header_things")
_SHELF = re.compile(f"(?:.* )?(?:{'|'.join(_WORDS['shelves'])})")
_VARIETY = re.compile(f"(?:.* )?(?:{'|'.join(_WORDS['varieties'])})")
_STOCKED = re.compile(
    f"(?:{'|'.join((*_WORDS['goods_alone'], *_WORDS['goods_sold'], *_WORDS['goods_listed']))})(?: .*)?"
)
_STOCKED_LEAST = 3
_OF_PEOPLE = frozenset(
    {
        "last",
        "street",
        "EMAIL_ADDRESS",
        "PHONE_NUMBER",
        "DATE_OF_BIRTH",
        "NATIONAL_ID",
        "TRACKING_NUMBER",
        "ORDER_ID",
    }
)


_NAMES, _PLACES = frozenset({PERSON}), frozenset({STREET_ADDRESS})
_CROSSED = re.compile(f"(?:{'|'.join(_WORDS['crossed'])})")


@lru_cache(maxsize=4)
def find_goods(header: tuple[str, ...]) -> Mapping[int, frozenset[str]]:
    """Return what the columns of a list of goods hold that looks like something of people, by their places.

    A rack in a store is no `STREET_ADDRESS`; a rose, the parent of an orchid and a bed are no `PERSON`, and
    what a list describes (`Junction Box 3/4"`) is neither.
    """
    samples = [Sampled(at, one, column_header.plain_header(one), ()) for at, one in enumerate(header)]
    bred = any(one.titled(_VARIETY) for one in samples)
    stocked = sum(one.titled(_STOCKED) for one in samples)
    if not bred and stocked < _STOCKED_LEAST:
        return {}
    bred_columns = (one for one in samples if one.titled(_VARIETY) or (bred and one.titled(_CROSSED)))
    found = {one.index: _NAMES for one in bred_columns}
    kinds = {column_header.find_kind(one.titles) for one in samples if one.index not in found}
    if kinds & _OF_PEOPLE or any(person_header.human(one) for one in samples if one.index not in found):
        return found
    found |= {one.index: _PLACES for one in samples if one.titled(_SHELF)}
    if stocked >= _CATALOGUE_LEAST:
        found |= {one.index: _NAMES | _PLACES for one in samples if one.titled(_DESCRIBED)}
    return found | {one.index: _NAMES for one in samples if not column_header.may_be_names(one)}


# Texts on goods in a catalogue, and the columns that name their makers and the goods themselves.
_DESCRIBED = re.compile(
    r"(?:.* )?(?:body(?: html)?|descri(?:ption|zione|pcion|cao)(?: html)?|beschreibung|omschrijving"
    r"|popis|opis|details|summary)"
)
_MADE_BY = re.compile(
    r"(?:.* )?(?:vendor|brand|manufacturer|maker|marke|marca|marque|merk|hersteller|fabricant"
    r"|producent)(?: name)?"
)
_CALLED = re.compile(r"(?:product |item |seo )?(?:title|name)")
_CATALOGUE_LEAST = 4
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4)
def find_descriptions(header: tuple[str, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the columns of a catalogue that describe goods, and those that name the goods and their makers.

    Both are empty where a header is of people, and where no column is of makers.
    """
    samples = [Sampled(at, one, column_header.plain_header(one), ()) for at, one in enumerate(header)]
    makers = {one.index for one in samples if one.titled(_MADE_BY)}
    if not makers or sum(one.titled(_GOODS) for one in samples) < _CATALOGUE_LEAST:
        return frozenset(), frozenset()
    kinds = {column_header.find_kind(one.titles) for one in samples if one.index not in makers}
    if kinds & (_OF_PEOPLE | {"first"}) or any(map(person_header.human, samples)):
        return frozenset(), frozenset()
    described = frozenset(one.index for one in samples if one.titled(_DESCRIBED)) - makers
    named = makers | {one.index for one in samples if one.titled(_CALLED) and one.index not in described}
    return described, frozenset(named)


def drop_makers(
    header: Sequence[str], held: Sequence[Sequence[str]], found: Sequence[Cells]
) -> Sequence[Cells]:
    """Return findings without the people in descriptions of goods whom their rows name as maker or goods.

    `The Paul Smith Stripe Mug by Paul Smith` next to the vendor `Paul Smith` is of a brand.
    """
    described, named = find_descriptions(tuple(header))
    if not described:
        return found
    return [
        _drop_named(one, [held[at] for at in sorted(named) if at < len(held)])
        if one.entity == PERSON and one.column - 1 in described
        else one
        for one in found
    ]


def _drop_named(cells: Cells, named: Sequence[Sequence[str]]) -> Cells:
    values = list(cells.values)
    for row, value in enumerate(values):
        if value:
            words = {word for column in named for word in _WORD.findall(column[row].lower())}
            values[row] = "" if words.issuperset(_WORD.findall(value.lower())) else value
    spots = {row: spot for row, spot in cells.spots.items() if values[row]}
    return replace(cells, values=values, spots=spots)
