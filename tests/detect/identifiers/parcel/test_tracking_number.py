"""Numbers of parcels whose check digit holds."""

from __future__ import annotations

from pii_sweep.detect.identifiers.parcel import tracking_number
from pii_sweep.detect.text.candidate import Hit


def test_an_unlabelled_number_needs_something_else_of_people_in_its_record() -> None:
    lone = list(tracking_number.find("mailPieceId: RN845926808GB\nproductName: Tracked 24"))
    assert [hit.entity for hit in lone] == ["TRACKING_NUMBER"]
    assert tracking_number.drop_lone(lone) == []
    person = Hit("PERSON", 30, 41, 0.9, "Person", ())
    assert tracking_number.drop_lone([*lone, person]) == [*lone, person]
    named = list(tracking_number.find("tracking no: RN845926808GB"))
    assert tracking_number.drop_lone(named) == named
