"""Customers' numbers link what objects say of one person, and are no finding."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pii_sweep.config import Settings
from pii_sweep.detect.tables import customer_number
from pii_sweep.detect.tables.column_header import sampled
from pii_sweep.link.subjects import link, split_tables
from pii_sweep.read import blob_of, examine
from pii_sweep.report.people import People
from pii_sweep.tally import Tally
from pii_sweep.types import Detection, ObjectRef, Passage, Piece, Subject, Table, Where
from tests.link.same_people import same_people

KEY = b"a key for tests"


def column(header: str, *values: str, owner: str = "") -> str:
    return customer_number.column(sampled((header,), [(value,) for value in values])[0], owner)


@pytest.mark.parametrize(
    ("header", "family"),
    [
        ("customer_id", "customer"),
        ("CustomerID", "customer"),
        ("cust_no", "customer"),
        ("client id", "customer"),
        ("Kundennummer", "customer"),
        ("Kunden-Nr", "customer"),
        ("numéro client", "customer"),
        ("$.order.customer.id", "customer"),
        ("customerId", "customer"),
        ("member number", "member"),
        ("loyalty_no", "member"),
        ("MRN", "patient"),
        ("patient_id", "patient"),
        ("user_id", "user"),
        ("$.user.id", "user"),
        ("account_id", "account"),
        ("employee_id", "employee"),
        ("Numéro salarié", "employee"),
        ("従業員番号", "employee"),
        ("student_id", "student"),
        ("Schülernummer", "student"),
        ("codice paziente", "patient"),
        ("driver_id", "driver"),
        ("Rewards No.", "member"),
        ("Mitglieds-Nr.", "member"),
        ("employees id", "employee"),
        ("staff no", "employee"),
    ],
)
def test_a_header_indicates_whose_number_it_is(header: str, family: str) -> None:
    assert column(header, "1001", "1002") == family


@pytest.mark.parametrize(
    "header",
    ["id", "row", "order_id", "product_id", "sku", "no", "customer_name", "customers", "client_ip", "agent",
     "session_id", "driver_version", "school_id",
     "student_count", "printer_driver", "no_patients", "No. of employees", "número de pacientes",
     "employees no", "customers number", "customer_type_id", "account_manager", "user_count"],
)  # fmt: skip
def test_rows_orders_goods_and_counts_are_numbers_of_no_one(header: str) -> None:
    assert column(header, "1001", "1002") == ""


def test_a_plain_id_is_a_customers_in_a_list_of_customers_alone() -> None:
    assert column("id", "1", "2", owner="exports/customers_2024.csv") == "customer"
    assert column("id", "1", "2", owner="dbo.Users") == "user"
    assert column("id", "1", "2", owner="customer_orders.csv") == ""


@pytest.mark.parametrize(
    "header", ["$.subject.reference", "$.resource.patient.reference", "$.beneficiary.reference"]
)
def test_a_reference_to_a_patient_is_a_patients_number(header: str) -> None:
    url = "http://fhir.example.org/r4/Patient/p2/_history/1"
    assert column(header, "Patient/p1", url, "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a") == "patient"
    assert column(header, "Group/g1", "Group/g2") == "" == column(header, "Location/1")


@pytest.mark.parametrize("header", ["$.performer.reference", "$.encounter.reference", "reference"])
def test_a_reference_to_others_is_no_ones_number(header: str) -> None:
    assert column(header, "Practitioner/77", "Practitioner/78") == ""


def test_one_patient_in_all_rows_is_the_one_whose_record_it_is() -> None:
    assert (
        column("$.subject.reference", "Patient/p1", "Patient/p1") == column("MRN", "771", "771") == "patient"
    )


def test_one_number_in_all_rows_and_values_that_are_no_numbers_tell_no_one() -> None:
    assert column("account_id", "77", "77", "77") == ""
    assert column("customer_id", "n/a", "unknown") == column("customer_id", "2024-01-02", "2024-01-03") == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Customer no.: 10482", "10482"),
        ("Customer # C-20931", "C-20931"),
        ("Account #: 4471-22", "4471-22"),
        ("Account number 004471220", "004471220"),
        ("Member ID: XKJ4410982", "XKJ4410982"),
        ("Kundennummer: 4711-09", "4711-09"),
        ("Kd.-Nr. 77120", "77120"),
        ("N° client : 88213", "88213"),
        ("Número de cliente: 55120", "55120"),
        ("MRN: 00412345", "00412345"),
        ("Patient ID 883-112", "883-112"),
    ],
)
def test_a_label_in_a_document_indicates_a_customers_number(text: str, number: str, place: Where) -> None:
    found = customer_number.find(f"Dear Ann,\n{text}\nthank you", Passage(text, place))
    assert [f"Dear Ann,\n{text}\nthank you"[hit.start : hit.end] for hit in found] == [number]


@pytest.mark.parametrize(
    "text",
    ["Customer since 2014", "Account Total: $40", "user guide 12", "members 1200",
     "Customer Care 800-555-0100",
     "Account opened: 2024-01-02", "Patient: 44 years", "Our customers 2024"],
)  # fmt: skip
def test_what_only_speaks_of_customers_is_no_number(text: str, place: Where) -> None:
    assert not list(customer_number.find(text, Passage(text, place)))


def subjects(detector, *pieces: Piece) -> list[Subject]:
    items = list(split_tables(link(detector.survey(pieces), KEY)))
    assert "CUSTOMER_ID" not in {item[0].entity for item in items if isinstance(item, tuple)}
    found = [item for item in items if isinstance(item, Subject)]
    assert all("CUSTOMER_ID" not in subject.entities for subject in found)
    return found


def people(found: list[Subject]) -> set[str]:
    return set(same_people(found).values()) - {""}


CUSTOMERS = (("17", "Ann Miller", "ann@example.com"), ("18", "Bob Stone", "bob@example.com"))


def tables(place: Where, other: str = "customer_id") -> tuple[Table, Table]:
    orders = replace(place, ref=ObjectRef("bucket", "orders.csv"))
    return (
        Table(place, ("customer_id", "name", "email"), CUSTOMERS),
        Table(orders, ("order_id", other, "order_total"), (("9001", "17", "20.50"), ("9002", "18", "9.00"))),
    )


def test_orders_of_a_customers_number_count_no_further_person_and_are_held_of_the_customer(
    detector, place
) -> None:
    found = subjects(detector, *tables(place))
    names = same_people(found)
    held = {
        entity
        for one in found
        if names[one.subject_id] == names[found[0].subject_id]
        for entity in one.entities
    }
    assert len(people(found)) == 2 and {"PERSON", "ORDER_VALUE"} <= held


def test_the_same_small_number_of_another_list_joins_no_one(detector, place) -> None:
    found = subjects(detector, *tables(place, "member_id"))
    names = same_people(found)
    assert {names[one.subject_id] for one in found if "ORDER_VALUE" in one.entities} == {""}


def test_letters_that_agree_in_name_and_customers_number_are_one_persons(detector, place) -> None:
    elsewhere = replace(place, ref=ObjectRef("bucket", "ticket.txt"))
    letter = "Customer no.: 10482\nDear Maria Gonzalez,\n\nyour meter was read.\n"
    ticket = "Ticket\nCustomer ID: 10482\nName: Maria Gonzalez\nPhone: (916) 555-0144\n"
    found = subjects(detector, Passage(letter, place), Passage(ticket, elsewhere))
    assert len(found) == 2 and len(people(found)) == 1


def test_a_diagnosis_under_a_patients_number_is_a_persons_and_an_order_is_not(detector, place) -> None:
    header, cells = (
        ("patient_id", "diagnosis"),
        (("P1", "Asthma"), ("P2", "Schizophrenia"), ("P1", "Diabetes")),
    )
    found = subjects(detector, Table(place, header, cells))
    assert {frozenset({"HEALTH"})} == {one.entities for one in found} and len(people(found)) == 2
    assert not people(subjects(detector, tables(place)[1]))


def test_a_diagnosis_is_held_of_the_one_patient_who_is_named_elsewhere(detector, place) -> None:
    elsewhere = replace(place, ref=ObjectRef("bucket", "diagnoses.csv"))
    patients = Table(place, ("patient_id", "name", "email"), CUSTOMERS)
    health = Table(elsewhere, ("patient_id", "diagnosis"), (("17", "Asthma"), ("18", "Schizophrenia")))
    found = subjects(detector, patients, health)
    assert len(found) == 4 and len(people(found)) == 2


def fhir(*resources: dict[str, object], lines: bool) -> bytes:
    if lines:
        return "\n".join(map(json.dumps, resources)).encode()
    entries = [{"resource": one} for one in resources]
    links = [{"relation": "self", "url": "http://a.example"}, {"relation": "next", "url": "http://b.example"}]
    return json.dumps({"resourceType": "Bundle", "link": links, "entry": entries}).encode()


def patient(number: str, given: str, family: str, *phones: str) -> dict[str, object]:
    telecom = [{"system": "phone", "value": phone} for phone in phones]
    name = [{"family": family, "given": [given]}]
    return {
        "resourceType": "Patient",
        "id": number,
        "name": name,
        "telecom": telecom,
        "birthDate": "1974-12-25",
    }


def about(kind: str, whose: str, reference: str, said: str) -> dict[str, object]:
    code = {"coding": [{"system": "http://snomed.info/sct", "display": said}], "text": said}
    return {"resourceType": kind, "id": f"x{len(said)}", "code": code, whose: {"reference": reference}}


@pytest.mark.parametrize("lines", [True, False])
@pytest.mark.parametrize("phones", [("(559) 555-0143",), ("(559) 555-0143", "(916) 555-0144")])
def test_resources_in_fhir_are_held_of_the_patient_whom_they_refer_to(
    lines: bool, phones: tuple[str, ...]
) -> None:
    resources = (
        patient("p1", "Louise", "Hartmann", *phones),
        patient("p2", "Daniel", "Okafor", *phones),
        about("Condition", "subject", "Patient/p2", "Major depressive disorder"),
        about("Condition", "subject", "Patient/p2", "Essential hypertension"),
        about("AllergyIntolerance", "patient", "http://a.example/fhir/Patient/p2", "Penicillin allergy"),
        about("Observation", "performer", "Practitioner/p1", "Diabetes mellitus type 2"),
    )
    items = list(examine(blob_of(fhir(*resources, lines=lines)), Settings(), KEY))
    found = [item for item in items if isinstance(item, Subject)]
    persons = same_people(found)
    whose = {item.value: persons[owner] for item, owner in pairs_of(items, "PERSON") if owner}
    ill = {persons[owner] for _, owner in pairs_of(items, "HEALTH") if owner and persons[owner]}
    assert ill == {whose["Daniel Okafor"]} and len(set(persons.values())) == 2


def pairs_of(items: Sequence[object], entity: str) -> list[tuple[Detection, str | None]]:
    return [item for item in items if isinstance(item, tuple) and item[0].entity == entity]


def test_a_reading_counts_no_customers_number_as_an_entity(detector, place) -> None:
    tally = Tally(place.ref, Settings().report, KEY)
    for item in link(detector.survey(tables(place)[:1]), KEY):
        tally.add(item)
    reading = tally.reading(0.0)
    assert set(reading.counts) == {"PERSON", "EMAIL_ADDRESS"} and reading.subjects_total == 2
    assert {finding.entity for finding in reading.findings} == {"PERSON", "EMAIL_ADDRESS"}
    assert all(isinstance(item, Detection) for item in detector.examine(tables(place)[:1]))


def people_of(*files: tuple[str, str]) -> int:
    """Return how many people several files of one bucket are of."""
    people = People()
    for name, text in files:
        blob = replace(blob_of(text.encode()), where=Where(ObjectRef("b", name, size=len(text))))
        tally = Tally(blob.where.ref, Settings().report, KEY)
        for item in examine(blob, Settings(), KEY):
            tally.add(item)
        people.add(tally.reading(0.0))
    people.settle()
    return len(people.by_id)


NAMES = ("Ines Kowal", "Bjarne Holt", "Odette Marsh", "Ramiro Paz", "Sigrid Lunde")
NUMBERED = "".join(f"{at},21{at}-44-90{at}1\n" for at in range(5))


@pytest.mark.parametrize(
    ("plain", "key"),
    [
        ("people", "person_id"),
        ("p", "p_id"),
        ("dossiers", "id_dossier"),
        ("claims", "claimId"),
        ("claims", "claimid"),
    ],
)
def test_tables_that_number_their_rows_by_one_noun_are_of_the_same_people(plain: str, key: str) -> None:
    named = "id,name\n" + "".join(f"{at},{name}\n" for at, name in enumerate(NAMES))
    assert people_of((f"{plain}.csv", named), ("more.csv", f"{key},ssn\n{NUMBERED}")) == 5


@pytest.mark.parametrize("key", ["branch_id", "status_id", "id_filiale"])
def test_a_number_that_many_may_have_joins_no_one(key: str) -> None:
    named = f"{key},name\n" + "".join(f"{at},{name}\n" for at, name in enumerate(NAMES))
    assert people_of(("people.csv", named), ("more.csv", f"{key},ssn\n{NUMBERED}")) == 10


def test_a_key_that_comes_again_in_its_table_joins_no_one() -> None:
    named = "case_id,name\n" + "".join(f"{at % 2},{name}\n" for at, name in enumerate(NAMES))
    assert people_of(("people.csv", named), ("more.csv", f"case_id,ssn\n{NUMBERED}")) == 10


def test_one_person_in_many_numbered_rows_is_one() -> None:
    rows = "".join(f"{at},{name},{200 + at}\n" for at, name in enumerate((*NAMES, *NAMES, *NAMES)))
    assert people_of(("bookings.csv", f"booking_id,guest_name,rooms\n{rows}")) == 5


def test_a_field_called_after_its_user_holds_the_users_number() -> None:
    assert column("user", "U0AB1", "U0AB2") == "user" and column("users", "12", "40") == ""


def test_another_number_among_the_keys_of_rows_is_examined(columns) -> None:
    header, mails = ("id", "email"), ("a@b.example", "k@b.example", "p@b.example")
    odd = list(zip(("DE89370400440532013000", "2", "3"), mails, strict=True))
    assert any(name.startswith("IBAN_CODE") for name in columns(header, *odd))
    plain = list(zip(("1", "2", "13"), mails, strict=True))
    assert not any(name.startswith("IBAN_CODE") for name in columns(header, *plain))


PAIRED = ("id,name\n", "".join(f"{at},{name}\n" for at, name in enumerate(NAMES)))


@pytest.mark.parametrize("table", ["records", "results", "responses", "contacts", "Sheet1", "Zeilen"])
def test_the_plain_id_of_tables_in_two_folders_joins_no_one(table: str) -> None:
    one, other = f"spring/{table}.csv", f"autumn/{table}.csv"
    assert people_of((one, "".join(PAIRED)), (other, f"id,ssn\n{NUMBERED}")) == 10


@pytest.mark.parametrize("table", ["rows", "lines", "output", "Sheet", "contacts_"])
def test_the_plain_id_of_tables_that_only_count_their_rows_joins_no_one(table: str) -> None:
    assert people_of((f"{table}1.csv", "".join(PAIRED)), (f"{table}2.csv", f"id,ssn\n{NUMBERED}")) == 10


@pytest.mark.parametrize("key", ["form_id", "entry_id", "survey_id", "session_id", "response_id", "id_sala"])
def test_the_key_of_a_counter_joins_no_one(key: str) -> None:
    named = "".join(PAIRED).replace("id", key, 1)
    assert people_of(("intake.csv", named), ("complaints.csv", f"{key},ssn\n{NUMBERED}")) == 10


@pytest.mark.parametrize("key", ["participant_id", "applicant_id", "author_id", "claim_id"])
def test_numbers_that_begin_anew_join_people_of_one_folder_alone(key: str) -> None:
    named, numbered = "".join(PAIRED).replace("id", key, 1), f"{key},ssn\n{NUMBERED}"
    assert people_of(("north/list.csv", named), ("south/more.csv", numbered)) == 10
    assert people_of(("north/list.csv", named), ("north/more.csv", numbered)) == 5


def test_customers_are_known_in_all_folders_of_a_house() -> None:
    named, numbered = "".join(PAIRED).replace("id", "customer_id", 1), f"customer_id,ssn\n{NUMBERED}"
    assert people_of(("north/list.csv", named), ("south/more.csv", numbered)) == 5


@pytest.mark.parametrize(
    ("key", "inside", "place"),
    [
        ("d/claims.csv", (), "d"),
        ("d/claims.csv.gz", ("claims.csv",), "d"),
        ("d/dump.sql", ("claims",), "d/dump.sql"),
        ("d/claims/part-0.csv", (), "d"),
        ("d/claims/part-00001.csv.gz", ("part-00001.csv",), "d"),
        ("d/claims/year=2026/month=3/rows.parquet", (), "d"),
        ("d/claims/parts.csv", (), "d/claims"),
        ("d/all.zip", ("north/claims/part-0.csv",), "d/all.zip\0north"),
        ("d/claims.db", ("claims",), "d/claims.db"),
        ("d/claims.db", ("calls",), "d/claims.db"),
        ("d/claims.zip", ("claims.csv",), "d/claims.zip"),
        ("d/claims.tar.gz", ("claims.tar", "calls.csv"), "d/claims.tar.gz"),
        ("d/all.zip", ("north/claims.csv",), "d/all.zip\0north"),
    ],
)
def test_a_rows_key_is_known_within_its_folder_archive_or_database(
    key: str, inside: tuple[str, ...], place: str
) -> None:
    where = Where(ObjectRef("b", key), inside)
    parts = customer_number.place_family(customer_number.ROW_OF + "claim", where)
    assert parts["place"].rstrip("\0") == f"b\0{place}"
    assert "place" not in customer_number.place_family("customer", where)


def keys_in(header: str, *values: str) -> list[str]:
    rows = list(zip(NAMES, values, strict=True))
    return [one.name for one in customer_number.decide(sampled(("name", header), rows), "", named=True)]


@pytest.mark.parametrize(
    "header",
    [
        "paid",
        "bid",
        "lipid",
        "android",
        "unpaid",
        "hybrid",
        "solid",
        "rapid",
        "orchid",
        "steroid",
        "sessionid",
    ],
)
def test_a_word_that_ends_like_a_key_is_none(header: str) -> None:
    assert not keys_in(header, "19", "20", "21", "22", "24")
    assert keys_in("claim_id", "19", "20", "21", "22", "24")


@pytest.mark.parametrize("header", ["wa_id", "whatsapp_id", "contact_id"])
def test_telephones_that_are_rows_keys_are_found(header: str, columns) -> None:
    rows = [(f"+1503555{2010 + 37 * at}", name) for at, name in enumerate(NAMES)]
    assert len(columns((header, "name"), *rows)[f"PHONE_NUMBER@{header}"]) == len(rows)
    assert f"PHONE_NUMBER@{header}" not in columns(
        (header, "name"), *((f"{at}", b) for at, b in enumerate(NAMES))
    )
