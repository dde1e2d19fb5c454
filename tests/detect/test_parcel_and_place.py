"""Numbers of parcels and coordinates of records need a person in their object."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pii_sweep.detect import parcel_and_place
from pii_sweep.detect.detector import Detector
from pii_sweep.types import Detection, ObjectRef, Passage, Piece, Table, Where

PLACE = Where(ObjectRef("bucket", "object.jsonl"))
PARCEL = "tracking_number: 9400111899396685245033\nservice: ground\nstatus: in transit"
STATION = "name: Pump 4\ncoordinates: 12.862937, 56.253304\nyear: 1961"
PARCELS = ("9400111899396685245033", "9400111899269369515183", "9400111899566726310758")
POINTS = ("12.862937, 56.253304", "12.812986, 56.249770", "12.867249, 56.240377")


@pytest.fixture
def examine(detector: Detector):
    def values(*pieces: Piece) -> list[str]:
        found = detector.examine(pieces)
        return [
            one.value for one in found if isinstance(one, Detection) and one.entity in parcel_and_place.KINDS
        ]

    return values


@pytest.fixture(autouse=True)
def _one_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel_and_place, "_LIST", 1)


def test_a_few_without_a_person_may_be_somebodys(examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel_and_place, "_LIST", 3)
    two = (_fields(PARCEL), _fields(STATION))
    assert examine(*two) == [PARCELS[0], POINTS[0]]
    assert examine(*two, _fields(PARCEL)) == []


def _fields(text: str, where: Where = PLACE) -> Passage:
    return Passage(text, where, (), "fields")


def _table(header: Sequence[str], *rows: Sequence[str]) -> Table:
    return Table(PLACE, tuple(header), tuple(map(tuple, rows)))


@pytest.mark.parametrize("record", [PARCEL, STATION])
def test_records_of_parcels_and_places_concern_no_person(examine, record: str) -> None:
    assert examine(_fields(record), _fields(record.replace("33", "34"))) == []


@pytest.mark.parametrize(
    "owner", ["recipient: Ada Lindberg", "email: ada.lindberg@mail.example", "customer_id: 88214"]
)
@pytest.mark.parametrize("first", [True, False])
def test_a_person_in_the_same_object_makes_them_somebodys(examine, owner: str, *, first: bool) -> None:
    person, lone = _fields(owner), _fields(PARCEL)
    assert examine(*((person, lone) if first else (lone, person))) == [PARCELS[0]]
    assert examine(_fields(f"{STATION}\n{owner}")) == [POINTS[0]]


@pytest.mark.parametrize("owner", ["email: info@pumps.example", "account_id: 88214", "total: 14.00 EUR"])
def test_a_firm_in_the_same_object_does_not(examine, owner: str) -> None:
    assert examine(_fields(f"{STATION}\n{owner}")) == []


def test_a_person_in_another_member_of_an_archive_does_not(examine) -> None:
    other = Where(PLACE.ref, ("people.json",))
    assert examine(_fields(PARCEL), _fields("recipient: Ada Lindberg", other)) == []


def test_a_label_says_that_a_place_is_of_somebody(examine) -> None:
    assert examine(_fields("last_known_position: 12.862937, 56.253304\nbattery: 61")) == [POINTS[0]]
    assert examine(_fields("userDevice.location: 12.862937, 56.253304\nbattery: 61")) == [POINTS[0]]


def test_columns_of_parcels_and_places_need_a_person_in_their_rows(examine) -> None:
    names = ("Ada Lindberg", "Karl Horvat", "Maria Vella")
    status = ("delivered", "in transit", "held")
    for header, values in (("TrackingNumber", PARCELS), ("coordinates", POINTS)):
        assert examine(_table((header, "status"), *zip(values, status, strict=True))) == []
        assert examine(_table((header, "recipient"), *zip(values, names, strict=True))) == list(values)
    assert examine(_table(("driver coordinates", "status"), *zip(POINTS, status, strict=True))) == list(
        POINTS
    )


def test_running_text_labels_and_pictures_need_no_person(examine) -> None:
    assert examine(Passage("your parcel USPS 9400111899396685245033 is here", PLACE, (), "prose")) == [
        PARCELS[0]
    ]
    assert examine(Passage("GPS 36.7378, -119.7871", PLACE, (), "metadata")) == ["36.7378, -119.7871"]


def test_a_long_list_without_a_person_is_not_kept_in_memory(examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel_and_place, "_KEPT", 1)
    assert examine(_fields(PARCEL), _fields(STATION), _fields("recipient: Ada Lindberg")) == [PARCELS[0]]


def test_a_long_list_takes_no_other_objects_place(examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel_and_place, "_KEPT", 1)
    before = Where(ObjectRef("bucket", "before.jsonl"))
    long = (_fields(PARCEL, before), _fields(STATION, before))
    assert examine(*long, _fields(PARCEL), _fields("recipient: Ada Lindberg")) == [PARCELS[0]]
