"""Columns of plates next to the makers of vehicles, under a header that only says that it is a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pii_sweep.detect.identifiers.plate import plate_form
from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column import national_column, phone_column
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import lexicon

# A plate stands so near to its vehicle's maker.
_REACH, _MADE = 3, 0.7
# Letters and figures in few groups, each row with its own.
_PLATE = re.compile(
    r"(?=[^\d]*\d)(?=[^A-ZА-ЯÄÖÜČŠŽ]*[A-ZА-ЯÄÖÜČŠŽ])[A-ZА-ЯÄÖÜČŠŽ\d]{1,7}(?:[ \-·][A-ZА-ЯÄÖÜČŠŽ\d]{1,5}){0,3}"
)
_FEWEST, _MOST, _SHARE, _LEAST, _OWN = 4, 9, 0.8, 3, 0.6
_MARKS = re.compile(r"[\W_]")
_WORD = re.compile(r"[^\W\d_]+")


def decide(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide plates: a number in each row that has letters and figures, near the column of a maker."""
    asked = value_kind.select_different(sample)
    if sample.titled(_OPEN) and _are_of_one_country([one for cell in asked for one in _SEVERAL.split(cell)]):
        return sample.as_column("LICENSE_PLATE", 0.8, "header:+", "values:+")
    peopled = any(column.kind in _PEOPLE for column in found)
    if peopled and sample.titled(_REFERRED) and _are_paid_for(asked):
        return replace(sample.as_column("LICENSE_PLATE", 0.7, "values:+", "people:+"), only=_TYPED)
    if peopled and sample.titled(_hauled()) and _are_of_one_town(asked):
        return replace(sample.as_column("LICENSE_PLATE", 0.75, "header:+", "people:+"), only=_FIGURED)
    blank, driven = column_header.blank(sample), sample.titled(_DRIVEN)
    own = len(asked) >= _OWN * min(len(sample.values), value_kind.ASKED)
    if len(asked) < _LEAST or not (own or driven) or sum(map(_is_plate, asked)) < _SHARE * len(asked):
        return None
    if blank and _are_of_one_country(asked) and any(map(_is_made, samples)):
        return sample.as_column("LICENSE_PLATE", 0.75, "values:+", "maker:+")
    if blank and peopled and _are_unlike_others(asked):
        return sample.as_column("LICENSE_PLATE", 0.7, "values:+", "people:+")
    if blank and _are_of_table(asked, samples, found):
        return sample.as_column("LICENSE_PLATE", 0.7, "values:+", "country:+")
    if national_column.leaves_open(sample) and _are_of_vehicles(sample, asked, samples, found):
        return sample.as_column("LICENSE_PLATE", 0.7, "values:+", "vehicles:+")
    if not (sample.titled(_header()) or ((blank or driven) and _are_issued(asked))):
        return None
    reach = 1 if blank else _REACH
    made = not driven and any(
        0 < abs(other.index - sample.index) <= reach and _is_made(other) for other in samples
    )
    if not made and not (driven and sum(other.titled(_OF_TRIPS) for other in samples) >= _TRIPS):
        return None
    return sample.as_column("LICENSE_PLATE", 0.75, "values:+", "adjacent:+")


# What trackers call a vehicle, and what else they and tachographs say of its trips.
_DRIVEN = re.compile(r"(?:device|unit|asset|object|vehicle|tracker|car|truck|bus)s?(?: ?(?:name|id|no))?")
_OF_TRIPS = re.compile(
    r"(?:.* )?(?:drivers?|chauffeur|distance|mileage|odometer|km|fuel|(?:max )?speed|idl(?:e|ing)|driving"
    r"|trip|ignition)(?: .*)?"
)
_TRIPS = 3
# Letters and figures apart, as many in most: nothing that a fleet has counted has other letters in each.
_ISSUED = re.compile(r"(?P<front>[A-ZА-Я]{0,3})[ \-·]?\d{2,4}[ \-·]?(?P<back>[A-ZА-Я]{0,3})")
_VARIED = 0.7


def _are_issued(asked: Sequence[str]) -> bool:
    """Indicate whether values are plates as a state issues them: letters of its own in nearly each."""
    found = [match for value in asked if (match := _ISSUED.fullmatch(value))]
    letters = {match["front"] + match["back"] for match in found}
    enough = len(found) >= _SHARE * len(asked) and len(letters) >= _VARIED * len(asked)
    return enough and all(len(one) > 1 for one in letters)


# Whoever has two vehicles has two plates in a cell: `KX19 ABC / R416 DEF`.
_SEVERAL = re.compile(r"[ ]?[/,;&+][ ]?")
# Headers that leave open that plates stand below them, as they are shortened.
_OPEN = re.compile(
    r"(?:.* )?(?:reg|regn|regs|rego|registration|registrations|registered|vehicles?|veh|cars?|vans?|taxis?"
    r"|lorry|truck"
    r"|trailer|bike|kennz|kfz|kz|pkw|lkw|auto|autos|wagen|fahrzeuge?|fzg|anhaenger|anhanger|immat(?:ric)?"
    r"|immatr|plaque"
    r"|vehicules?|voitures?|camion|matr|matric|coches?|vehiculos?|placas?|patente|ppu|viaturas?|carros?"
    r"|targ|veicol[oi]"
    r"|mezzo|automezzo|kent|voertuig(?:en)?|wagens?|rej|pojazd|samochod|tablice|spz|vozidlo|vozilo"
    r"|reg ?tab|rendsz"
    r"|jarmu|masina|vehicul|plaka|arac|bil|biler|bilar|regnr|skilt|ajoneuvo|авто|автомобиль|машина|тс"
    r"|госномер|грз)"
    r"(?: ?(?:no|nr|num|number|id|mark|\d|inz(?:ahlungnahme)?|alt|neu))?"
)
_ISSUED_SHARE, _OWN_LETTERS = 0.9, 0.7
# The figures at the end count; what stands before them is the plate's own: `221-KY-7559`.
_COUNT = re.compile(r"[\W_]*\d+$|[\W_]+")


def _are_of_one_country(asked: Sequence[str]) -> bool:
    """Indicate whether nearly all values are plates of one country, with letters of their own in most.

    Codes of stock and of firms begin alike.
    """
    if len(asked) < _LEAST:
        return False
    most = plate_form.count_of_country(asked)
    letters = {_COUNT.sub("", value) for value in asked}
    return most >= _ISSUED_SHARE * len(asked) and len(letters) >= _OWN_LETTERS * min(len(asked), _KINDS)


# What payers type as what they pay for: at a car park or a toll their plate, in small letters, too.
_REFERRED = re.compile(
    r"(?:.* )?(?:ref|reference|referencia|referenz|riferimento|account|acc|bill)"
    r"(?: ?(?:no|nr|id|num|number|numero))?"
)
_TYPED = re.compile(
    r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[A-Za-z\d]{2,4}[ \-]?[A-Za-z\d]{2,4}(?:[ \-]?[A-Za-z]{1,3})?"
)
_PAID_SHARE = 0.6


def _are_paid_for(asked: Sequence[str]) -> bool:
    """Indicate whether most of what payers typed are plates of one country, each with letters of its own."""
    typed = [value.upper() for value in asked if _TYPED.fullmatch(value)]
    most = max((sum(map(bool, map(form.fullmatch, typed))) for form in _own_forms()), default=0)
    letters = {"".join(filter(str.isalpha, value)) for value in typed}
    return most >= max(_FEWEST, _PAID_SHARE * len(asked)) and len(letters) >= _OWN_LETTERS * len(typed)


def _own_forms() -> Sequence[re.Pattern[str]]:
    return list(plate_form.by_country(plate_form.OWN).values())


# `brak` and `none` stand where a lorry has no trailer.
_FIGURED = re.compile(r"(?=.*\d)[^\W_a-z](?:[ \-·]?[^\W_a-z]){3,9}")


def _are_of_one_town(asked: Sequence[str]) -> bool:
    """Indicate whether nearly all values with figures are plates of one country, whatever their letters.

    The lorries of a haulier begin with the letters of its town; what it counts itself is in order.
    """
    numbered = [value for value in asked if any(map(str.isdecimal, value))]
    most = plate_form.count_of_country(numbered)
    return len(numbered) >= _LEAST and most >= _ISSUED_SHARE * len(numbered) and numbered != sorted(numbered)


@lru_cache(maxsize=1)
def _hauled() -> re.Pattern[str]:
    """Return the pattern of headers that name what a driver drives or draws."""
    words = "|".join(lexicon.table("vehicles")["hauled"])
    return re.compile(rf"(?:{words})s?(?: ?(?:nr|no|number|reg|rej|\d))?|(?:nr|no|n|numer) (?:{words})")


# Those of Mexico, the Netherlands and Germany have marks in places where no other number has them.
_MARKED = re.compile(
    r"[A-Z]{3}-\d{3}-[A-Z]|[A-Z]{3}-\d\d-\d\d|[A-Z]{2}-\d{4,5}-[A-Z]|[A-Z]{2}-\d\d-[A-Z]{2}|\d\d-[A-Z]{2}-\d\d"
    r"|\d\d-[A-Z]{3}-\d|\d-[A-Z]{3}-\d\d|[A-Z]{1,2}-\d{3}-[A-Z]{1,2}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}[EH]?"
)
_PEOPLE = frozenset({"name", "first", "last"})


def _are_unlike_others(asked: Sequence[str]) -> bool:
    """Indicate whether nearly all values are plates by their marks, with letters of their own in most."""
    marked = [value for value in asked if _MARKED.fullmatch(value)]
    letters = {"".join(filter(str.isalpha, value)) for value in marked}
    return len(marked) >= _ISSUED_SHARE * len(asked) and len(letters) >= _OWN_LETTERS * min(
        len(asked), _KINDS
    )


# The letters are those of the town in some provinces, the same for all its cars, or of a block of numbers.
_OF_TOWNS, _TOWN_LETTERS = frozenset({"AU", "ZA"}), 3


def _are_of_table(asked: Sequence[str], samples: Sequence[Sampled], found: Sequence[Column]) -> bool:
    """Indicate whether nearly all values are plates of the country that a table's people are of."""
    said = set(phone_column.find_countries(samples, found))
    towns = not said.isdisjoint(_OF_TOWNS) and asked != sorted(asked)
    forms = plate_form.of_countries(said, plate_form.OWN)
    if towns:  # theirs are written without a mark, too, as other codes are
        forms = [plate_form.join_forms()[country] for country in sorted(said & _OF_TOWNS)]
    return _fit_own(asked, forms, _TOWN_LETTERS if towns else _OWN_LETTERS * min(len(asked), _KINDS))


def _fit_own(asked: Sequence[str], forms: Sequence[re.Pattern[str]], least: float) -> bool:
    """Indicate whether nearly all values are of one form, with so many kinds of letters at least."""
    most = max((sum(form.fullmatch(value) is not None for value in asked) for form in forms), default=0)
    letters = {"".join(filter(str.isalpha, value)) for value in asked}
    return most >= _ISSUED_SHARE * len(asked) and len(letters) >= least


_CHASSIS = re.compile(r"[A-HJ-NPR-Z\d]{17}")


def _are_of_vehicles(
    sample: Sampled, asked: Sequence[str], samples: Sequence[Sampled], found: Sequence[Column]
) -> bool:
    """Indicate whether values are plates of the country of a table that names makers or chassis, too."""
    others = [one for one in samples if one.index != sample.index]
    near = (one for one in others if abs(one.index - sample.index) <= _REACH)
    if not any(one.share(_CHASSIS) >= _SHARE for one in others) and not any(map(_is_made, near)):
        return False
    said = set(phone_column.find_countries(samples, found))
    forms = plate_form.of_countries(said, plate_form.OWN, plate_form.COMMON)
    return _fit_own(asked, forms, _OWN_LETTERS * min(len(asked), _KINDS))


# So many kinds of letters are enough, however many plates there are.
_KINDS = 20


def _is_plate(value: str) -> bool:
    return _PLATE.fullmatch(value) is not None and _FEWEST <= len(_MARKS.sub("", value)) <= _MOST


def _is_made(sample: Sampled) -> bool:
    """Indicate whether a column's values begin with makers of vehicles."""
    known = lexicon.words("vehicles", "makers")
    firsts = [lexicon.plain(word.group().lower()) for value in sample.values if (word := _WORD.match(value))]
    return len(firsts) >= _LEAST and sum(word in known for word in firsts) >= _MADE * len(sample.values)


def find_plate(fields: Sequence[Sampled]) -> Sampled | None:
    """Return the field of a record that is the plate of the vehicle whose maker another field names."""
    plate = next((one for one in fields if one.titled(_header()) and _is_plate(one.values[0])), None)
    return plate if plate and any(map(_names_maker, fields)) else None


def _names_maker(field: Sampled) -> bool:
    """Indicate whether a field is a vehicle's maker, by its name and the first word of its value."""
    word = _WORD.match(field.values[0]) if field.titled(_MAKER) else None
    return word is not None and lexicon.plain(word.group().lower()) in lexicon.words("vehicles", "makers")


_MAKER = re.compile(
    r"(?:.* )?(?:make|maker|brand|manufacturer|model|vehicle|car|auto|fahrzeug|marke|marca|marque|merk"
    r"|marka"
    r"|fabrikat|bilmerke|vehiculo|veicolo|vehicule|vozilo|pojazd|auto|марка|автомобиль|авто)(?: .*)?"
)


@lru_cache(maxsize=1)
def _header() -> re.Pattern[str]:
    return re.compile(lexicon.table("vehicles")["plate"])
