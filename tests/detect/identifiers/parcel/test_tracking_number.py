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


EVENTS = (
    "customerReference1: PO-740760\nevents.eventDescription: Delivered\nevents.eventSite: LACHINE\n\n"
    "events.eventDescription: Item processed\nevents.eventSite: RICHMOND"
)


def test_the_senders_reference_of_a_parcel_is_no_order_without_a_person(find) -> None:
    assert "ORDER_ID" not in find(EVENTS, "fields")
    found = find(f"{EVENTS}\n\nsignatoryName: Karl Horvat\nsignatory.email: k.horvat@gmail.com", "fields")
    assert found["ORDER_ID"] == ["PO-740760"]


def test_one_event_of_an_order_leaves_it_an_order(find) -> None:
    assert find("reference: PO-740760\nevent.type: paid", "fields")["ORDER_ID"] == ["PO-740760"]
