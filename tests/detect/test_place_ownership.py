"""Coordinates of records need a person in their object."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pii_sweep.detect import place_ownership
from pii_sweep.detect.detector import Detector
from pii_sweep.types import Detection, Layout, ObjectRef, Passage, Piece, Table, Where

PLACE = Where(ObjectRef("bucket", "object.jsonl"))
STATION = "name: Pump 4\ncoordinates: 12.862937, 56.253304\nyear: 1961"
POINTS = ("12.862937, 56.253304", "12.812986, 56.249770", "12.867249, 56.240377")


@pytest.fixture
def examine(detector: Detector):
    def values(*pieces: Piece) -> list[str]:
        found = detector.examine(pieces)
        return [
            one.value for one in found if isinstance(one, Detection) and one.entity in place_ownership.KINDS
        ]

    return values


@pytest.fixture(autouse=True)
def _one_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_ownership, "_LIST", 1)


def test_a_few_without_a_person_may_be_somebodys(examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_ownership, "_LIST", 3)
    two = (_fields(STATION), _fields(STATION.replace("33", "34")))
    assert len(examine(*two)) == 2
    assert examine(*two, _fields(STATION)) == []


def _fields(text: str, where: Where = PLACE) -> Passage:
    return Passage(text, where, (), "fields")


def _table(header: Sequence[str], *rows: Sequence[str]) -> Table:
    return Table(PLACE, tuple(header), tuple(map(tuple, rows)))


def test_records_of_places_concern_no_person(examine) -> None:
    assert examine(_fields(STATION), _fields(STATION.replace("33", "34"))) == []


@pytest.mark.parametrize(
    "owner", ["recipient: Ada Lindberg", "email: ada.lindberg@mail.example", "customer_id: 88214"]
)
@pytest.mark.parametrize("first", [True, False])
def test_a_person_in_the_same_object_makes_them_somebodys(examine, owner: str, *, first: bool) -> None:
    person, lone = _fields(owner), _fields(STATION)
    assert examine(*((person, lone) if first else (lone, person))) == [POINTS[0]]
    assert examine(_fields(f"{STATION}\n{owner}")) == [POINTS[0]]


@pytest.mark.parametrize("owner", ["email: info@pumps.example", "account_id: 88214", "total: 14.00 EUR"])
def test_a_firm_in_the_same_object_does_not(examine, owner: str) -> None:
    assert examine(_fields(f"{STATION}\n{owner}")) == []


def test_a_person_in_another_member_of_an_archive_does_not(examine) -> None:
    other = Where(PLACE.ref, ("people.json",))
    assert examine(_fields(STATION), _fields("recipient: Ada Lindberg", other)) == []


def test_a_label_says_that_a_place_is_of_somebody(examine) -> None:
    assert examine(_fields("last_known_position: 12.862937, 56.253304\nbattery: 61")) == [POINTS[0]]
    assert examine(_fields("userDevice.location: 12.862937, 56.253304\nbattery: 61")) == [POINTS[0]]


def test_a_column_of_places_needs_a_person_in_its_rows(examine) -> None:
    names = ("Ada Lindberg", "Karl Horvat", "Maria Vella")
    status = ("on", "off", "held")
    assert examine(_table(("coordinates", "status"), *zip(POINTS, status, strict=True))) == []
    rows = zip(POINTS, names, strict=True)
    assert examine(_table(("coordinates", "recipient"), *rows)) == list(POINTS)
    rows = zip(POINTS, status, strict=True)
    assert examine(_table(("driver coordinates", "status"), *rows)) == list(POINTS)


@pytest.mark.parametrize(
    ("text", "layout"),
    [("We met at 36.7378, -119.7871 today.", "prose"), ("GPS 36.7378, -119.7871", "metadata")],
)
def test_running_text_and_pictures_need_no_person(examine, text: str, layout: Layout) -> None:
    assert examine(Passage(text, PLACE, (), layout)) == ["36.7378, -119.7871"]


def test_a_long_list_without_a_person_is_not_kept_in_memory(examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_ownership, "_KEPT", 1)
    two = (_fields(STATION), _fields(STATION.replace("33", "34")))
    assert examine(*two, _fields("recipient: Ada Lindberg")) == [POINTS[0]]


def test_a_long_list_takes_no_other_objects_place(examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_ownership, "_KEPT", 1)
    before = Where(ObjectRef("bucket", "before.jsonl"))
    long = (_fields(STATION, before), _fields(STATION.replace("33", "34"), before))
    assert examine(*long, _fields(STATION), _fields("recipient: Ada Lindberg")) == [POINTS[0]]


def test_a_list_of_parcels_without_a_person_is_found(detector: Detector) -> None:
    numbers = ("9400111899396685245033", "9400111899269369515183", "9400111899566726310758")
    found = detector.examine([_table(("TrackingNumber", "status"), *((one, "held") for one in numbers))])
    assert [one.value for one in found if isinstance(one, Detection)] == list(numbers)


PROBE = '10.4.0.9 - - [18/Mar/2024:06:25:01 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.27"'


def _hosts(detector: Detector, *pieces: Piece) -> list[str]:
    found = detector.examine(pieces)
    return [one.value for one in found if isinstance(one, Detection) and one.entity == "IP_ADDRESS"]


def test_an_address_of_a_private_network_needs_a_person_in_its_log(detector: Detector) -> None:
    lone = Passage(PROBE, PLACE, layout="log")
    named = Passage(
        "login of Rosamund Fairweather, rosamund.fairweather@web.de, from 10.4.2.31", PLACE, layout="log"
    )
    assert _hosts(detector, lone) == []
    assert set(_hosts(detector, lone, named)) == {"10.4.0.9", "10.4.2.31"}


def test_an_address_of_a_private_network_in_running_text_needs_a_person_or_whose(detector: Detector) -> None:
    possessed = "My laptop at home has the address 192.168.1.20, in case it helps."
    assert _hosts(detector, Passage(possessed, PLACE)) == ["192.168.1.20"]
    lone = Passage("The second pump answers at 192.168.1.20 behind the switch of hall 3.", PLACE)
    assert _hosts(detector, lone) == []
    named = Passage("Rosamund Fairweather, rosamund.fairweather@web.de, has the key of hall 3.", PLACE)
    assert _hosts(detector, lone, named) == ["192.168.1.20"]


def test_a_header_says_whose_a_private_address_is(detector: Detector) -> None:
    rows = tuple((str(at), f"10.20.4.{at}") for at in range(1, 9))
    assert len(_hosts(detector, Table(PLACE, ("id", "user_ip"), rows))) == 8


def test_an_address_of_the_internet_needs_none(detector: Detector) -> None:
    assert _hosts(detector, Passage(PROBE.replace("10.4.0.9", "93.184.216.34"), PLACE, layout="log")) == [
        "93.184.216.34"
    ]


def test_a_column_of_private_addresses_needs_a_person_in_its_table(detector: Detector) -> None:
    rows = tuple((f"turbine {at}", f"10.20.4.{at}") for at in range(1, 9))
    assert _hosts(detector, Table(PLACE, ("unit", "ip_address"), rows)) == []
    people = tuple((f"Anna Lindqvist{at}", f"anna{at}@web.de", f"10.20.4.{at}") for at in range(1, 9))
    assert len(_hosts(detector, Table(PLACE, ("name", "email", "ip_address"), people))) == 8
