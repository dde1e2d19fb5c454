"""Whose health information a record of a person's fields holds."""

from __future__ import annotations

from zlib import crc32

from pii_sweep.entities import CUSTOMER_ID, having
from pii_sweep.types import Detection

_ABOUT = having("aside") & having("special")


def attribute(found: list[Detection]) -> list[Detection]:
    """Return the detections of a record, its health information and traits in the record of its one person.

    A condition's code lies in a list inside the record, which would be a record by itself. A record in JSON
    that numbers one patient is that patient's, whatever lists it has.
    """
    patients = {
        one.value.rpartition("/")[2].removeprefix("urn:uuid:")
        for one in found
        if one.entity == CUSTOMER_ID and one.parts["family"] == "patient"
    }
    if len(patients) == 1 and all((one.where.json_path or "").startswith("$") for one in found):
        member, number = found[0].where.member or "", crc32(patients.pop().encode())
        return [one.at(record=f"{member}|$ patient {number}") for one in found]
    records = {one.record for one in found if one.entity == "PERSON"}
    if len(records) != 1:
        return found
    return [one.at(record=next(iter(records))) if one.entity in _ABOUT else one for one in found]
