"""Columns that are headed `name` alone: of people or of things."""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled

PEOPLE = frozenset(
    {
        *("first", "last", "name", "street", "EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN", "CREDIT_CARD"),
        *("DATE_OF_BIRTH", "USERNAME", "US_DRIVER_LICENSE"),
    }
)


_NAMES = frozenset({"name", "names", "nom", "nome", "nombre", "naam", "navn", "namn", "title", ""})


def of_things(column: Column, found: Sequence[Column], samples: Sequence[Sampled]) -> bool:
    """Return whether a column of names is of things: their headers stand next to it, and nobody's do."""
    sample = _sample(column, samples)
    told_by_values = column.reasons[0].startswith("values") and not column_header.human(sample)
    if column.kind != "name" or not (_bare(sample) or told_by_values):
        return False
    told = [other for other in found if other.kind in PEOPLE and other.reasons[0] == "header:+"]
    if any(
        other is not column and not (other.kind == "name" and _bare(_sample(other, samples)))
        for other in told
    ):
        return False
    count = column_header.things(samples)
    _, _, whole = value_kind.persons(sample)
    return (count >= 1 and whole < 0.5) or (count >= 2 and whole < 0.8)


def _sample(column: Column, samples: Sequence[Sampled]) -> Sampled:
    return next(sample for sample in samples if sample.index == column.index)


def _bare(sample: Sampled) -> bool:
    return all(title in _NAMES for title in sample.titles)
