"""Cells that hold a vehicle and its plate, as their header announces both: `F150 MZS 270`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.plate import plate_form
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text.candidate import Hit

# `Car / plate`, `Vehicle and reg`, `Fahrzeug und Kennzeichen`, `Coche y matrícula`.
_VEHICLE = re.compile(
    r"(?i)(?<![^\W\d_])(?:cars?|vehicles?|autos?|fahrzeuge?|wagen|pkw|voitures?|v[eé]hicules?|coches?|veh[ií]culos?"
    r"|carros?|macchin[ae]|veicol[oi]|voertuig(?:en)?|pojazd|samoch[oó]d)(?![^\W\d_])"
)
_PLATE = re.compile(
    r"(?i)(?<![^\W\d_])(?:plates?|reg(?:istration)?|rego|kennzeichen|immatriculation|plaques?|matr[ií]culas?"
    r"|placas?|targh?[ae]|kenteken|rejestracj[ai]|tablic[ae])(?![^\W\d_])"
)
# Where a plate may begin behind what the vehicle is; a plate has so many letters and figures.
_BEGIN = re.compile(r"(?<=[\w.)])[ ,:/(\-–]{1,3}(?=[A-Z\d])")
_SIGNS = range(5, 9)


def find(sample: Sampled, value: str) -> Iterator[Hit]:
    """Yield the plate at the end of a cell behind its vehicle, under a header that speaks of both."""
    if not (_VEHICLE.search(sample.name) and _PLATE.search(sample.name)):
        return
    end = len(value.rstrip(" )"))
    for match in _BEGIN.finditer(value, 0, end):
        plate = value[match.end() : end]
        worded = any(map(str.isalpha, value[: match.start()]))
        if worded and sum(map(str.isalnum, plate)) in _SIGNS and _is_plate(plate):
            yield Hit("LICENSE_PLATE", match.end(), end, 0.8, "Cell", ("header:+",))
            return


def _is_plate(text: str) -> bool:
    """Indicate whether some country issues plates of such a form, with letters and figures."""
    mixed = any(map(str.isalpha, text)) and any(map(str.isdecimal, text))
    return mixed and any(form.fullmatch(text) for form in plate_form.join_forms().values())
