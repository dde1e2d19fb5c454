"""Whose the findings of a document are: lists of many people's addresses and numbers are no one person's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pii_sweep.link.subjects import link
from pii_sweep.types import Detection, Gap, Note, ObjectRef, Subject, Where

KEY = b"a key for tests"
PLACE = Where(ObjectRef("bucket", "list.txt"))


def found(*pairs: tuple[str, str], where: Where = PLACE) -> list[Detection]:
    return [
        Detection(entity, value, where, 0.9, 100 * at, 100 * at + len(value), "x")
        for at, (entity, value) in enumerate(pairs)
    ]


def people(*held: Detection) -> tuple[list[Subject], dict[str, str | None]]:
    items = [item for item in link(held, KEY) if not isinstance(item, (Gap, Note))]
    subjects = [item for item in items if isinstance(item, Subject)]
    owners = {item[0].value: item[1] for item in items if isinstance(item, tuple)}
    return subjects, owners


@pytest.mark.parametrize(
    ("entity", "form", "count"),
    [
        ("EMAIL_ADDRESS", "person{}@mail.example", 60),
        ("US_SSN", "5{:02}-98-5006", 60),
        ("USERNAME", "person{:02}", 60),
        ("PHONE_NUMBER", "(509) 214-54{:02}", 60),
        ("CREDIT_CARD", "45327283{:02}90123456", 60),
    ],
)
def test_a_list_without_names_is_of_as_many_people_as_it_has_values(
    entity: str, form: str, count: int
) -> None:
    subjects, owners = people(*found(*((entity, form.format(at)) for at in range(10, 10 + count))))
    assert len(subjects) == count == len(set(owners.values()))


def test_what_stands_with_a_mailbox_of_a_list_is_of_the_same_person() -> None:
    held = [
        pair
        for at in range(10, 20)
        for pair in (("EMAIL_ADDRESS", f"p{at}@mail.example"), ("PHONE_NUMBER", f"(509) 214-54{at}"))
    ]
    subjects, owners = people(*found(*held))
    assert len(subjects) == 10
    assert all(owners[f"p{at}@mail.example"] == owners[f"(509) 214-54{at}"] for at in range(10, 20))


def test_a_letter_without_a_name_stays_one_person_with_their_telephones() -> None:
    numbers = (("PHONE_NUMBER", "(509) 214-5410"), ("PHONE_NUMBER", "(509) 214-5411"))
    subjects, _ = people(*found(("EMAIL_ADDRESS", "ana.lind@mail.example"), *numbers))
    assert len(subjects) == 1


def test_a_mail_to_many_joins_none_of_the_people_that_a_table_holds() -> None:
    names = ("Ana Lind", "Ivo Berg", "Cy Dorn", "Di Falk", "Ed Gill")
    mails = [f"{name.lower().replace(' ', '.')}@mail.example" for name in names]
    table = [
        replace(one, record=f"row {row}", where=replace(PLACE, row=row))
        for row, (name, mail) in enumerate(zip(names, mails, strict=True), 1)
        for one in found(("PERSON", name), ("EMAIL_ADDRESS", mail))
    ]
    mail = replace(PLACE, ref=ObjectRef("bucket", "mail.eml"))
    sent = found(("PERSON", "Ana Lind"), *(("EMAIL_ADDRESS", one) for one in mails), where=mail)
    subjects, owners = people(*sent)
    assert len(subjects) == len(names)
    assert len({owners[one] for one in mails}) == len(names)
    assert owners["Ana Lind"] == owners["ana.lind@mail.example"]
    rows, _ = people(*table)
    assert len({one.subject_id for one in rows}) == len(names)


def test_somebody_named_has_one_number_of_the_state_and_few_telephones() -> None:
    ssns = [("US_SSN", f"51{at}-98-5006") for at in range(3)]
    phones = [("PHONE_NUMBER", f"(509) 214-54{at}") for at in range(10, 30)]
    subjects, owners = people(*found(("PERSON", "Ana Lind"), *ssns, *phones))
    assert len(subjects) == 3  # the person named, and the holders of the other two numbers
    assert sum(owners[value] is None for _, value in phones) == len(phones) - 1


def test_two_mailboxes_of_somebody_named_are_theirs() -> None:
    held = (
        ("PERSON", "Ana Lind"),
        ("EMAIL_ADDRESS", "ana@mail.example"),
        ("EMAIL_ADDRESS", "al@work.example"),
    )
    subjects, owners = people(*found(*held))
    assert len(subjects) == 1 and len(set(owners.values())) == 1


def test_a_note_without_another_name_is_about_its_writer() -> None:
    writer, mail, health = found(
        ("PERSON", "Ann Lee"), ("EMAIL_ADDRESS", "ann.lee@mail.example"), ("HEALTH", "my diabetes")
    )
    sent = [replace(item, role="sender") for item in (writer, mail)]
    subjects, owners = people(*sent, health)
    assert len(subjects) == 1 and set(owners.values()) == {subjects[0].subject_id}
    assert {"PERSON", "EMAIL_ADDRESS", "HEALTH"} <= subjects[0].entities


def test_a_letter_that_goes_to_somebody_is_not_about_its_writer() -> None:
    writer, other = found(("PERSON", "Ann Lee"), ("PERSON", "Bob Ray"))
    subjects, owners = people(replace(writer, role="sender"), replace(other, role="recipient"))
    assert len(subjects) == 1 and owners["Ann Lee"] is None
    mailbox = replace(found(("EMAIL_ADDRESS", "bob@mail.example"))[0], role="recipient")
    assert people(replace(writer, role="sender"), mailbox)[1]["Ann Lee"] is None


def test_what_follows_a_name_is_rather_of_that_person_than_of_the_next() -> None:
    ann, home, number, bob = found(
        ("PERSON", "Ann Lee"),
        ("STREET_ADDRESS", "12 Elm Street"),
        ("US_SSN", "512-20-4021"),
        ("PERSON", "Bob Ray"),
    )
    _, owners = people(ann, home, number, bob)
    assert owners["512-20-4021"] == owners["12 Elm Street"] == owners["Ann Lee"] != owners["Bob Ray"]


def test_an_address_right_behind_a_name_is_not_of_the_one_who_is_greeted() -> None:
    doctor, patient = found(("PERSON", "Voss"), ("PERSON", "Ann Lee"))
    home = Detection("STREET_ADDRESS", "12 Elm Street", PLACE, 0.9, patient.end + 2, patient.end + 15, "x")
    _, owners = people(replace(doctor, role="customer"), patient, home)
    assert owners["12 Elm Street"] == owners["Ann Lee"]
