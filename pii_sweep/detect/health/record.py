"""Whose health information a record of a person's fields holds."""

from __future__ import annotations

from pii_sweep.entities import having
from pii_sweep.types import Detection

_ABOUT = having("aside") & having("special")


def attribute(found: list[Detection]) -> list[Detection]:
    """Return the detections of a record, its health information and traits in the record of its one person.

    A condition's code lies in a list inside the record, which would be a record by itself.
    """
    records = {one.record for one in found if one.entity == "PERSON"}
    if len(records) != 1:
        return found
    return [one.at(record=next(iter(records))) if one.entity in _ABOUT else one for one in found]
