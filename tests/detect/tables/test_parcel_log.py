"""Logs of a carrier's parcels hold nothing of people; parcels next to whoever gets them do."""

from __future__ import annotations

import pytest

PARCELS = [f"JD00{number:014d}" for number in (45186713116720, 5082694132606, 16530014252814, 28538519828338)]
PHONES = ("0117 496 0400", "020 7946 0300", "0161 496 0455", "0131 496 0222")
EVENTS = ("SORTED", "HELD_DEPOT", "CUSTOMS_CLEARED", "ARRIVED_HUB")


def log(columns, place: str, telephone: str, *, event: str = "event"):
    header = ("evt_id", "consignment no", event, place, telephone, "kg")
    each = zip(PARCELS, EVENTS, PHONES, strict=True)
    rows = [
        (f"e{at}", parcel, kind, f"Hub {at}", phone, "2.4")
        for at, (parcel, kind, phone) in enumerate(each, 1)
    ]
    return columns(header, *rows)


def test_events_of_parcels_at_depots_are_not_peoples(columns) -> None:
    assert log(columns, "site.name", "site.switchboard") == {}


@pytest.mark.parametrize(
    ("place", "telephone", "event"),
    [
        ("site.name", "consignee phone", "event"),
        ("ship to city", "phone", "event"),
    ],
)
def test_parcels_of_recipients_are_kept(columns, place: str, telephone: str, event: str) -> None:
    assert log(columns, place, telephone, event=event)["TRACKING_NUMBER@consignment no"] == PARCELS


def test_a_depot_telephone_is_known_by_its_header_in_other_scripts(columns) -> None:
    header = ("No", "운송장번호", "현재상태", "담당점소", "점소전화")
    rows = [
        (str(at), f"64448850760{at}1", "간선상차", "하동대리점", f"055-884-04{at}7") for at in range(11, 17)
    ]
    assert columns(header, *rows) == {}
    received = columns((*header[:-1], "수취인전화"), *rows)
    assert len(received["PHONE_NUMBER@수취인전화"]) == len(rows)
