"""Read a rating's vector back, as an auditor would who recomputes a score."""

from __future__ import annotations

import re

from pii_sweep.risk.enisa import Vector

_NUMBER = r"(\?|\d+(?:\.\d+)?)"
_MODIFIER = r"[a-z-]*[a-z][+-]\d+(?:\.\d+)?"
_VECTOR = re.compile(
    rf"ENISA:2013/DPC:{_NUMBER}/EI:{_NUMBER}/CB:(\d+(?:\.\d+)?)/V:(\?|\d+\+?)/X:([A-Z]+)"
    rf"(?:/M:({_MODIFIER}(?:,{_MODIFIER})*))?"
)


def parse_vector(text: str) -> Vector:
    """Read a vector string back; `str(parse_vector(v)) == v` and `.se` recomputes the score.

    Raises ValueError for anything else.
    """
    match = _VECTOR.fullmatch(text)
    if match is None:
        raise ValueError("not an ENISA:2013 vector")
    dpc_text, ei_text, cb, volume, exposure, more = match.groups()
    numbers = [None if part == "?" else float(part) for part in (dpc_text, ei_text)]
    pairs = re.findall(r"([a-z-]*[a-z])([+-][\d.]+)", more or "")
    modifiers = tuple((code, float(amount)) for code, amount in pairs)
    return Vector(numbers[0], numbers[1], float(cb), volume, exposure, modifiers)
