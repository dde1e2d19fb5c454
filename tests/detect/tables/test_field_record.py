"""Names and addresses that a record holds in several fields."""

from __future__ import annotations

import io

from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Detection, ObjectRef, Where

PATIENTS = (
    "0138000xdt1\n0123000881\n0193101Raabe-Zwick\n0153102Ottilie\n017310303071948\n"
    "0138000xdt1\n0123000882\n0143101Lüdke\n0143102Ansgar\n017310330111975\n"
)


def test_a_first_and_a_last_name_are_one_person_in_every_record(detector: Detector) -> None:
    data = PATIENTS.encode()
    pieces = walk(
        Blob(Where(ObjectRef("b", "a.bdt")), lambda: io.BytesIO(data), len(data)), Settings().extract
    )
    found = [one for one in detector.examine(pieces) if isinstance(one, Detection)]
    assert [one.value for one in found if one.entity == "PERSON"] == ["Ottilie Raabe-Zwick", "Ansgar Lüdke"]
