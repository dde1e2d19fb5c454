"""Plates in lines that say where a vehicle stands or who waits in it.

A porter, a guard or a host writes the plate down behind a comma or in a bracket, in a form that codes of
other things have, too: `Car lights on in lot, B77 QTN`. A word for a vehicle or its driver, and one for what
a vehicle does, stand in the same line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain

from pii_sweep.detect.identifiers.plate import plate_form, stated_plate
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern import gate

_TABLE = lexicon.table("plates")
_SIGN = gate.gated_words(
    r"(?i)(?<![^\W_])(?:", chain.from_iterable(_TABLE["parked"].values()), r")(?![^\W_])"
)
_WAITING = re.compile(
    rf"(?i)(?<![^\W_])(?:{'|'.join(chain.from_iterable(_TABLE['waiting'].values()))})(?![^\W_])"
)
_MIXED = (
    r"[A-Z]{3,4}[ \-]\d{3,4}|\d[A-Z]{3}\d{3}|[A-Z]\d{2}[ \-]?[A-Z]{3}|\d{3}[ \-]?[A-Z]{3}"
    r"|\d{4}[ \-][A-Z]{2,3}|[A-Z]{2}[ \-]\d{2}[ \-]?\d{3}|[A-Z]{3}\d{3,4}"
)
_PLATE = re.compile(
    r"(?:,[ ]|[ ]?\(|:[ ]|[ ]–[ ]|[ ]-[ ]|(?P<tag>(?i:(?<![^\W_])tag)[ ])|[ ](?=[A-Z]{3}-\d{4})"
    r"|(?P<blank>[ ]))"
    rf"(?P<plate>{plate_form.any_of(plate_form.OWN)}|{plate_form.any_of(plate_form.COMMON)}|{_MIXED})"
    r"(?![\w\-/]|[.,]\d)(?=[ ]?(?:[,;)!?\n]|\Z|\.(?:\s|\Z)|[ ][a-z(]))"
)
# What the number of something else stands behind, in the field before it.
_OTHER = re.compile(
    r"(?i)(?<![^\W_])(?:orders?|invoice|ref(?:erence)?|models?|typ[eo]?|parts?|art(?:icle|ikel)?|item|sku|serial|s/n|vin"
    r"|flight|code|zone|room|row|level|container|chassis|seal|case|unit|po|confirmation|booking|claim|policy|permit"
    r"[ ](?:no|number)|rechnung|auftrag|bestellung|commande|facture|pedido|factura|ordine|fattura)\.?"
    r"(?:[ ](?:no|nr|number)\b\.?)?[ ]?[:#,(]?[ ]?\Z"
)
# Of Germany as forms and logs write them, with a real district: `RD-FK 712`; where a text is of driving.
_GERMAN = re.compile(
    rf"(?<![\w\-.])(?!DIN|ISO|EN-)(?:{'|'.join(sorted(_TABLE['districts']['DE'], key=len, reverse=True))})"
    r"-[A-Z]{1,2} "
    r"[1-9]\d{0,3}[EH]?(?![\w\-/]|[.,]\d)"
)
_BEGINS = re.compile(r"[A-ZÄÖÜ]-[A-Z]{1,2} [1-9]")
_DRIVING = re.compile(
    r"(?i)(?:(?<![^\W_])(?:fahr|kfz|pkw|lkw|auto(?:s|haus|bahn)?(?![^\W_])"
    r"|wagen(?![^\W_])|kennzeichen|reifen|tüv)"
    r"|(?:fahrzeuge?|wagen)(?![^\W_]))"
)
_MARKS = re.compile(r"[\W_]")
_LONGEST, _REACH, _SHORTEST = 200, 80, 6


def find(text: str, vehicles: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where plates stand in a line with a vehicle or a driver and a word for where they are.

    `vehicles` are where the words for vehicles are.
    """
    done = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < done:
            continue
        low = max(text.rfind("\n", 0, sign.start()) + 1, sign.start() - _LONGEST)
        stop = text.find("\n", sign.end(), sign.end() + _LONGEST)
        done = stop = stop if stop >= 0 else min(len(text), sign.end() + _LONGEST)
        first = bisect_left(vehicles, (low, low))
        last = bisect_left(vehicles, (stop, stop))
        near = [end for _, end in vehicles[first:last]]
        near += [match.end() for match in _WAITING.finditer(text, low, stop)]
        for match in _PLATE.finditer(text, low, stop + 1):
            at = match.start("plate")
            begins = match["tag"] is not None or any(at - _REACH <= end <= at for end in near)
            begins = begins and (match["blank"] is None or at - 1 in near)
            if begins and _is_plate(match["plate"]) and _OTHER.search(text, max(low, at - 24), at) is None:
                yield match.span("plate")


def find_german(text: str) -> Iterator[tuple[int, int]]:
    """Yield where plates of Germany's districts stand in a text that speaks of driving."""
    if _BEGINS.search(text) is None or _DRIVING.search(text) is None:
        return
    for match in _GERMAN.finditer(text):
        line = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 24)
        if _OTHER.search(text, line, match.start()) is None and not stated_plate.names_other(match.group()):
            yield match.span()


def _is_plate(plate: str) -> bool:
    """Return whether a string has a plate's length and letters, and is nothing else's number."""
    letters = sum(map(str.isalpha, plate))
    long = len(_MARKS.sub("", plate)) + (_MARKS.search(plate) is not None) >= _SHORTEST
    return letters > 0 and long and not stated_plate.names_other(plate)
