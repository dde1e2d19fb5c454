"""Personal data in the headers of tables."""

from __future__ import annotations

from pii_sweep.detect.detector import Detector
from pii_sweep.types import Detection, ObjectRef, Table, Where


def entities(detector: Detector, *header: str) -> set[str]:
    table = Table(Where(ObjectRef("b", "a.csv")), header, (("1", "2"), ("3", "4")))
    return {one.entity for one in detector.examine([table]) if isinstance(one, Detection)}


def test_the_word_behind_a_name_space_is_no_login(detector: Detector) -> None:
    assert entities(detector, "resourceTags/user:team", "user:data_owner") == set()


def test_a_login_behind_its_label_in_a_header_is_one(detector: Detector) -> None:
    assert entities(detector, "login: kbergmann", "n") == {"USERNAME"}
