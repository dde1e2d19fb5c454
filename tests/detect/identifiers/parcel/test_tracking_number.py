"""Numbers of parcels whose check digit holds."""

from __future__ import annotations

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
