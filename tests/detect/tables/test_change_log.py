from __future__ import annotations

import pytest


def test_rows_that_name_a_field_and_its_values_hold_what_the_field_says(columns) -> None:
    found = columns(
        ("ts", "user_id", "field", "old_value", "new_value"),
        ("1", "4", "date_of_birth", "1981-02-03", "1981-03-02"),
        ("2", "5", "phone", "212 555 0188", "(212) 555-0199"),
        ("3", "6", "status", "open", "closed"),
    )
    values = {(key.partition("@")[0], value) for key, held in found.items() for value in held}
    assert ("DATE_OF_BIRTH", "1981-03-02") in values
    assert ("PHONE_NUMBER", "(212) 555-0199") in values
    assert len(values) == 4


def test_settings_hold_no_personal_data(columns) -> None:
    assert columns(("key", "value"), ("timeout", "30"), ("retries", "5"), ("colour", "red")) == {}


def test_hosts_that_come_again_in_a_log_are_hosts(columns) -> None:
    found = columns(("event", "src"), ("in", "73.180.141.2"), ("out", "73.180.141.2"), ("in", "73.180.141.2"))
    assert found["IP_ADDRESS@src"] == ["73.180.141.2"] * 3


@pytest.mark.parametrize(
    "header",
    [
        ("key", "label", "value"),
        ("id", "question.text", "answer.text"),
        ("entity_id", "attribute", "val"),
        ("nr", "Frage", "Antwort"),
    ],
)
def test_answers_of_a_form_hold_what_their_questions_say(columns, header: tuple[str, ...]) -> None:
    asked = {
        "SSN": "571304492",
        "Date of birth": "1974-08-02",
        "Passport number": "523618842",
        "Colour": "red",
    }
    found = columns(header, *((f"q_{at}", name, value) for at, (name, value) in enumerate(asked.items())))
    values = {(key.partition("@")[0], value) for key, held in found.items() for value in held}
    assert values == {("US_SSN", "571304492"), ("DATE_OF_BIRTH", "1974-08-02"), ("US_PASSPORT", "523618842")}


def test_young_animals_of_a_colony_are_no_minors(columns) -> None:
    header = ("Line", "Allele", "Cage", "Born", "Genotype")
    rows = [("Wnt1", "tm1Rdp", f"A{at}", f"2025-02-{at}", "+/-") for at in range(10, 16)]
    assert not [key for key in columns(header, *rows) if key.startswith("MINOR")]


@pytest.mark.parametrize(
    "header",
    [
        ("type", "data"),
        ("Typ", "Wert"),
        ("kind", "content"),
        ("user_id", "attr", "val"),
        ("x", "y"),
        (),
    ],
)
def test_labels_in_one_column_say_what_the_next_holds(columns, header: tuple[str, ...]) -> None:
    said = {"phone": "9378812204", "dob": "5/17/1962", "ssn": "571304492"}
    before = [("4",)] * 3 if len(header) == 3 else [()] * 3
    rows = [(*key, *pair) for key, pair in zip(before, said.items(), strict=True)]
    found = columns(header, *rows)
    values = sorted((key.partition("@")[0], value) for key, held in found.items() for value in held)
    assert values == [("DATE_OF_BIRTH", "5/17/1962"), ("PHONE_NUMBER", "9378812204"), ("US_SSN", "571304492")]


def test_two_pairs_of_a_form_in_a_row_are_read_with_the_first_row(columns) -> None:
    found = columns(("Name", "Ada Lindberg", "Phone", "9378812204"), ("DOB", "5/17/1962", "SSN", "571304492"))
    values = {(key.partition("@")[0], value) for key, held in found.items() for value in held}
    assert {("PHONE_NUMBER", "9378812204"), ("US_SSN", "571304492"), ("DATE_OF_BIRTH", "5/17/1962")} <= values


def test_a_dictionary_of_data_and_a_table_of_parts_are_no_pairs(columns) -> None:
    fields = (("phone", "string"), ("dob", "date"), ("ssn", "char(9)"))
    assert columns(("field", "type"), *fields) == {}
    parts = (("phone", "120"), ("tablet", "88"), ("laptop", "41"))
    assert columns(("type", "data"), *parts) == {}
