"""Whose is what in mails, invoices and clinic letters: senders, houses and doctors are not the customer."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest

from pii_sweep.config import Settings
from pii_sweep.detect.role import role_at
from pii_sweep.detect.text.shared_mailbox import of_house
from pii_sweep.extract.walk import walk
from pii_sweep.link.subjects import link
from pii_sweep.types import Blob, Detection, ObjectRef, Passage, Subject, Where

KEY = b"a key for tests"


def mail(sender: str, to: str, body: str, key: str = "a.eml") -> Blob:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Your order"
    message.set_content(body)
    data = message.as_bytes()
    return Blob(Where(ObjectRef("b", key, size=len(data))), lambda: io.BytesIO(data), len(data))


def people(detector, pieces) -> list[tuple[str, set[str]]]:
    """Return each subject's id and the values held of them."""
    items = list(link(detector.examine(pieces), KEY))
    ids = [item.subject_id for item in items if isinstance(item, Subject)]
    return [
        (each, {item[0].value for item in items if isinstance(item, tuple) and item[1] == each})
        for each in ids
    ]


SHOP = "Acme Prints <orders@acmeprints.example>"
BODY = (
    "Hi {first},\n\nOrder total: $20.50\n\nShip to:\n{first} {last}\n{street}\nReno, NV 89501\n\n"
    "Questions? Call (817) 555-0110.\n"
)


def test_a_mail_of_a_shop_is_about_its_customer_alone(detector) -> None:
    body = BODY.format(first="Maria", last="Alvarez", street="12 Oak St")
    pieces = walk(mail(SHOP, "Maria Alvarez <m.alvarez@example.org>", body), Settings().extract)
    ((_, held),) = people(detector, pieces)
    assert {"m.alvarez@example.org", "12 Oak St\nReno, NV 89501", "$20.50"} <= held
    assert not {"orders@acmeprints.example", "(817) 555-0110"} & held


def test_those_who_write_with_one_shop_are_not_one_person(detector) -> None:
    found = [
        people(
            detector,
            walk(
                mail(SHOP, f"{name} <{name.split()[0].lower()}@example.org>", "Hello.", f"{name}.eml"),
                Settings().extract,
            ),
        )
        for name in ("Maria Alvarez", "Peter Novak")
    ]
    assert [len(one) for one in found] == [1, 1]
    assert found[0][0][0] != found[1][0][0]


def test_one_who_writes_to_a_shop_is_the_person_though_they_are_the_sender(detector) -> None:
    pieces = walk(
        mail("Maria Alvarez <m.alvarez@example.org>", "support@acmeprints.example", "Where is my order?"),
        Settings().extract,
    )
    ((_, held),) = people(detector, pieces)
    assert held == {"Maria Alvarez", "m.alvarez@example.org"}


def test_a_diagnosis_is_the_patients_and_not_the_doctors(detector, place) -> None:
    text = "Patient: Maria Alvarez\nDOB: 02/10/1960\n\nSeen by Dr. Ingrid Solberg. "
    text += "Diagnosis: essential hypertension.\n"
    found = people(detector, [Passage(text, place, (), "page")])
    assert [held for _, held in found if "02/10/1960" in held] == [
        {"Maria Alvarez", "02/10/1960", "essential hypertension"}
    ]


def test_the_account_on_an_invoice_is_the_sellers(detector, place) -> None:
    text = (
        "Invoice 77\n\nBill to:\nMaria Alvarez\n12 Oak St\nReno, NV 89501\n\nTotal: $88.10\n\n"
        "Pay to IBAN DE89 3704 0044 0532 0130 00\n"
    )
    items = [
        item for item in detector.examine([Passage(text, place, (), "page")]) if isinstance(item, Detection)
    ]
    assert [item.role for item in items if item.entity == "IBAN_CODE"] == ["merchant"]


def test_the_account_of_a_page_that_sells_nothing_is_no_sellers(detector, place) -> None:
    text = "Wire the deposit for the hall back to IBAN DE89 3704 0044 0532 0130 00 by Friday.\n"
    found = detector.examine([Passage(text, place, (), "page")])
    assert [(item.entity, item.role) for item in found if isinstance(item, Detection)] == [
        ("IBAN_CODE", None)
    ]


@pytest.mark.parametrize(
    "mailbox", ["orders@a.example", "no-reply@a.example", "Customer.Care@a.example", "info2@b.de"]
)
def test_a_firms_mailbox_stands_for_no_one(mailbox: str) -> None:
    assert of_house(mailbox)


@pytest.mark.parametrize(
    "mailbox", ["maria@a.example", "infante@a.example", "m.helpert@a.example", "art@a.example"]
)
def test_a_persons_mailbox_is_theirs(mailbox: str) -> None:
    assert not of_house(mailbox)


@pytest.mark.parametrize(
    "firm",
    [
        "Johnson Hardware",
        "Miller & Sons",
        "Reed, Howard and Chambers",
        "Acme Dry Cleaning",
        "Ship to:\nBlue Bottle Cafe",
    ],
)
def test_an_address_under_a_firms_name_belongs_to_no_one(detector, firm: str) -> None:
    text = f"{firm}\n15 Elm St\nReno, NV 89501\n(775) 438-0199\n\nOrder 12345\n"
    assert people(detector, [Passage(text, Where(ObjectRef("b", "k")), (), "page")]) == []


def test_a_family_of_three_given_names_is_no_firm(detector) -> None:
    text = "Ship to:\nAlice, Robert and Carol\n15 Elm St\nReno, NV 89501\n"
    assert people(detector, [Passage(text, Where(ObjectRef("b", "k")), (), "label")])


RETURNED = "RETURN LABEL\nFROM: Theodore Haugen\n6356 Larkspur Road\nSacramento, CA 95818\n\n"
FIRM = "TO: Hinge & Hook Supply Co.\n4400 Industrial Parkway\nReno, NV 89502\n"


def of_text(detector, text: str) -> list[set[str]]:
    data = text.encode()
    blob = Blob(Where(ObjectRef("b", "a.txt", size=len(data))), lambda: io.BytesIO(data), len(data))
    return [held for _, held in people(detector, walk(blob, Settings().extract))]


@pytest.mark.parametrize(
    "text",
    [
        "Name: Granite Auto Repair\nAddress: 15 Elm St, Reno, NV 89501\nEmail: info@granite.example\n",
        "- Branch: Willow Pet Grooming\n- Location: 15 Elm St, Reno, NV 89501\n- Hours: 9 to 5\n",
        "Company: Redwood Tire Center\nStreet address: 15 Elm St\nCity: Reno, NV 89501\n",
    ],
)
def test_an_address_in_the_fields_of_a_firm_belongs_to_no_one(detector, text: str) -> None:
    assert not of_text(detector, text)


def test_an_address_in_the_fields_of_one_who_works_at_a_firm_is_theirs(detector) -> None:
    text = "Name: Maria Alvarez\nCompany: Granite Auto Repair\nAddress: 15 Elm St, Reno, NV 89501\n"
    (held,) = of_text(detector, text)
    assert held == {"Maria Alvarez", "15 Elm St, Reno, NV 89501"}


def test_who_sends_a_parcel_back_to_a_firm_is_a_customer_in_plain_text_too(detector) -> None:
    (held,) = of_text(detector, RETURNED + FIRM)
    assert held == {"Theodore Haugen", "6356 Larkspur Road\nSacramento, CA 95818"}
    (held,) = of_text(
        detector, RETURNED.replace("Theodore Haugen", "Hinge & Hook Supply Co.") + "TO: Ann Poe\n12 Elm St\n"
    )
    assert "Ann Poe" in held and not any("Larkspur" in value for value in held)


def test_an_address_in_a_sentence_is_no_letterhead(detector) -> None:
    (held,) = of_text(
        detector,
        "Dear Vera Bellamy,\n\nthank you for your order 1133 of last week. We will send it to "
        "7397 Buckeye Drive, Sacramento, CA 95818 as soon as it is in.\n\nKind regards,\nthe shop\n",
    )
    assert {"Vera Bellamy", "7397 Buckeye Drive, Sacramento, CA 95818"} <= held
    (held,) = of_text(
        detector,
        "Hook Hardware Inc.\n4400 Industrial Parkway\nReno, NV 89502\n\nInvoice 77 for Vera Bellamy\n"
        "Total: $20.00\n",
    )
    assert not any("Industrial" in value for value in held)
    (held,) = of_text(
        detector,
        "Receipt for Vera Bellamy\n\n1 x bread\n\nTotal: $20.00\n\n"
        "Visit us at 7397 Buckeye Drive, Sacramento, CA 95818\n",
    )
    assert not any("Buckeye" in value for value in held)


def test_a_writer_who_asks_to_be_called_gives_their_own_number(detector) -> None:
    text = "Vera Bellamy wrote about order 1133.\nYou can call {} on (442) 555-0176 after six.\n"
    (held,) = of_text(detector, text.format("me"))
    assert "(442) 555-0176" in held
    (held,) = of_text(detector, text.format("us"))
    assert "(442) 555-0176" not in held


@pytest.mark.parametrize("heading", ["Home address on file", "Address of record", "Permanent address"])
def test_the_address_that_a_house_has_on_file_is_its_guests(detector, heading: str) -> None:
    (held,) = of_text(
        detector,
        f"Seaview Hotel folio 118\n{heading}: 7397 Buckeye Drive, Sacramento, CA 95818\n"
        "Guest name: Vera Bellamy\nTotal due: $685.44\n",
    )
    assert {"Vera Bellamy", "7397 Buckeye Drive, Sacramento, CA 95818"} <= held


@pytest.mark.parametrize(
    ("label", "role"), [("merchant.street", "merchant"), ("recipient.city", "recipient")]
)
def test_a_path_that_labels_a_line_begins_with_the_party(label: str, role: str) -> None:
    text = f"{label}: 15 Elm St, Reno, NV 89501"
    assert role_at(text, text.index("15")) == role


def test_a_letter_that_speaks_of_its_writer_is_about_who_signs_it(detector) -> None:
    def roles(text: str) -> dict[str, str | None]:
        found = detector.examine([Passage(text, Where(ObjectRef("b", "a.txt")), layout="prose")])
        return {item.value: item.role for item in found if getattr(item, "entity", "") == "PERSON"}

    text = "Dear Ellen,\n\nI moved to 22 Oak Road, Dayton, OH 45402.\n\nBest regards\nRaj Patel\n"
    assert roles(text) == {"Ellen": "merchant", "Raj Patel": "customer"}
    assert roles(text.replace("I moved to", "we sent it to")) == {"Ellen": "customer", "Raj Patel": "sender"}


@pytest.mark.parametrize(
    "said",
    [
        "I have changed your address to 22 Oak Road, Dayton, OH 45402 as you asked.",
        "I confirm that your SSN 219-09-9998 is on file.",
        "My colleague has your address as 22 Oak Road, Dayton, OH 45402.",
    ],
)
def test_a_clerk_who_writes_i_is_not_whom_the_letter_is_about(detector, said: str) -> None:
    text = f"Dear Rosa Diaz,\n\n{said}\n\nKind regards,\nAnna Holt\n"
    found = detector.examine([Passage(text, Where(ObjectRef("b", "a.txt")), layout="prose")])
    roles = {item.value: item.role for item in found if getattr(item, "entity", "") == "PERSON"}
    assert roles == {"Rosa Diaz": "customer", "Anna Holt": "sender"}
