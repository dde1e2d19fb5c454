"""What the parameters of a card's or an event's line hold of people is read with its value."""

from __future__ import annotations

from tests.extract.office.test_document import read, text_of

EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Dinner\r\n"
    "{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_the_address_of_a_place_that_apple_notes_is_read() -> None:
    place = (
        'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="12 Oak Street\\nSpringfield IL 62704";'
        'X-APPLE-RADIUS=70;X-TITLE="Home of Ann Lee":geo:39.78,-89.65'
    )
    text = text_of(read("a.ics", EVENT.format(place).encode()))
    assert "ADDRESS: 12 Oak Street, Springfield IL 62704" in text and "TITLE: Home of Ann Lee" in text
    assert "X-APPLE-STRUCTURED-LOCATION: geo:39.78,-89.65" in text


def test_the_mailbox_of_somebody_who_stands_in_is_read() -> None:
    guest = 'ATTENDEE;SENT-BY="mailto:eva@mail.example";CN="Ann Lee":mailto:ann@mail.example'
    text = text_of(read("a.ics", EVENT.format(guest).encode()))
    assert "SENT-BY: eva@mail.example" in text and "Ann Lee <ann@mail.example>" in text


def test_a_label_of_a_card_s_address_is_one_line() -> None:
    address = 'ADR;LABEL="12 Oak Street^nSpringfield":;;12 Oak Street;;;;'
    card = f"BEGIN:VCARD\r\nVERSION:4.0\r\n{address}\r\nEND:VCARD\r\n"
    assert "ADDRESS: 12 Oak Street, Springfield" in text_of(read("a.vcf", card.encode()))


def test_an_event_names_the_time_zone_of_its_calendar() -> None:
    events = "".join(f"BEGIN:VEVENT\r\nSUMMARY:{one}\r\nEND:VEVENT\r\n" for one in ("haircut", "shave"))
    text = f"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Lisbon\r\n{events}END:VCALENDAR\r\n"
    found = text_of(read("a.ics", text.encode()))
    assert all(f"SUMMARY: {one}\n\nX-WR-TIMEZONE:Europe/Lisbon" in found for one in ("haircut", "shave"))


def test_a_guest_who_is_called_by_the_mailbox_is_read_once() -> None:
    guest = "ATTENDEE;CN=ann@mail.example:mailto:ann@mail.example"
    assert "ATTENDEE: ann@mail.example\n" in text_of(read("a.ics", EVENT.format(guest).encode())) + "\n"
