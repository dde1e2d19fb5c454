"""Records of which a log holds a field a line are one person's."""

from __future__ import annotations

import json

import pytest

from pii_sweep.config import Settings
from pii_sweep.read import blob_of, examine
from pii_sweep.types import Subject
from tests.link.same_people import same_people

PEOPLE = (
    {"name": "Ines Kowalski", "ssn": "214-44-9013", "phone": "503-555-0142", "email": "ines.k71@gmail.com"},
    {"name": "Bjarne Holt", "ssn": "315-61-7204", "phone": "512-555-0188", "email": "bholt.home@yahoo.com"},
    {"name": "Odette Marsh", "ssn": "418-20-5518", "phone": "614-555-0121", "email": "odette@icloud.com"},
)


def count_in(text: str, name: str) -> int:
    found = [item for item in examine(named(text, name), Settings(), b"a key") if isinstance(item, Subject)]
    return len(set(same_people(found).values()))


def named(text: str, name: str):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from pii_sweep.types import ObjectRef, Where

    return replace(blob_of(text.encode()), where=Where(ObjectRef("b", name, size=len(text))))


def _dumped(person: dict[str, str]) -> str:
    return (
        "stdClass Object\n(\n" + "".join(f"    [{key}] => {value}\n" for key, value in person.items()) + ")\n"
    )


def _logged(person: dict[str, str]) -> str:
    return "".join(
        f"Mar  4 11:20:07 web form[{len(person['name'])}]: {k} is {v}\n" for k, v in person.items()
    )


def _bound(person: dict[str, str]) -> str:
    lines = (f"11:20:07 TRACE bind - parameter [{at}] - [{v}]\n" for at, v in enumerate(person.values(), 1))
    return "11:20:07 DEBUG insert into t values (?, ?, ?, ?)\n" + "".join(lines)


def _sent(person: dict[str, str]) -> str:
    parts = (f'--b\nContent-Disposition: form-data; name="{k}"\n\n{v}\n' for k, v in person.items())
    return "POST /join HTTP/1.1\n\n" + "".join(parts) + "--b--\n"


def _inspected(person: dict[str, str]) -> str:
    return "{\n" + "".join(f"  {key}: '{value}',\n" for key, value in person.items()) + "}\n"


@pytest.mark.parametrize("form", [_dumped, _logged, _bound, _sent, _inspected])
def test_lines_of_one_form_are_one_record_until_a_label_comes_again(form) -> None:  # type: ignore[no-untyped-def]
    assert count_in("".join(map(form, PEOPLE)), "app.log") == len(PEOPLE)


def _pairs(form: str) -> str:
    rows = (form.format(key, name, value) for key, one in enumerate(PEOPLE) for name, value in one.items())
    return "".join(row + "\n" for row in rows)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("ticket,field,old,new", "T-{0},{1},,{2}"),
        ("field,value", "{1},{2}"),
        ("seq,entry,attribute,value", "{0}{1},{0},{1},{2}"),
    ],
)
def test_rows_that_hold_a_field_each_are_one_record_by_their_key(header: str, form: str) -> None:
    assert count_in(f"{header}\n{_pairs(form)}", "changes.csv") == len(PEOPLE)


def test_changes_without_a_key_are_not_taken_for_one_persons() -> None:
    rows = "".join(
        f"2026-03-0{at + 1},{k},{one[k]}\n"
        for at, (k, one) in enumerate(zip(PEOPLE[0], PEOPLE, strict=False))
    )
    assert count_in(f"day,field,new_value\n{rows}", "changes.csv") == len(PEOPLE)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("changed_on", "2026-03-0{1}"),
        ("changed_by", "c{1}k"),
        ("change_id,user_id", "8{0},4{1}"),
        ("change_id,approver_id", "8{0},4{1}"),
        ("change_id,created_by_id", "8{0},4{1}"),
        ("ChangeId,LastModifiedById", "8{0},4{1}"),
        ("session_id", "9{1}"),
        ("source_ip", "10.0.0.{1}"),
    ],
)
def test_when_and_by_whom_fields_were_changed_is_no_key(header: str, form: str) -> None:
    changes = [(name, one[name]) for name in ("name", "ssn", "email") for one in PEOPLE]
    rows = "".join(f"{form.format(at, at % 3)},{name},{value}\n" for at, (name, value) in enumerate(changes))
    assert count_in(f"{header},field,new_value\n{rows}", "changes.csv") == len(changes)
    keyed = "".join(f"{100 + at},{7 + at % 3},{name},{value}\n" for at, (name, value) in enumerate(changes))
    assert count_in(f"change_id,record_id,field,new_value\n{keyed}", "changes.csv") == len(PEOPLE)


def test_rows_that_are_sorted_by_their_fields_are_one_record_by_their_key() -> None:
    halves = [*(one["name"].split() for one in PEOPLE), ["Sigrid", "Lunde"]]
    names = [f"{given} {family}" for given, _ in halves for _, family in halves[:3]]
    mails = [f"{name.split()[0].lower()}{at}@gmail.com" for at, name in enumerate(names)]
    numbers = [f"3{at + 10}-61-72{at + 10}" for at in range(len(names))]
    fields = {"name": names, "ssn": numbers, "email": mails}
    fields["phone"] = [f"512-555-01{at + 10}" for at in range(len(names))]
    rows = "".join(f"{at},{field},{one}\n" for field, held in fields.items() for at, one in enumerate(held))
    assert count_in(f"entity_id,attribute,value\n{rows}", "values.csv") == len(names)


def test_a_row_that_fills_columns_of_its_own_is_no_folded_line() -> None:
    rows = "".join(f"{one['name']},{one['phone']},\n,,{one['ssn']}\n" for one in PEOPLE)
    assert count_in(f"employee,phone,dependent_ssn\n{rows}", "coverage.csv") == 2 * len(PEOPLE)


def test_a_row_of_telephones_and_mailboxes_below_each_name_is_a_folded_line() -> None:
    rows = "".join(f"{one['name']},{one['ssn']},,\n,,{one['phone']},{one['email']}\n" for one in PEOPLE)
    assert count_in(f"employee,ssn,phone,email\n{rows}", "list.csv") == len(PEOPLE)
    assert count_in(f"employee,ssn,guardian phone,guardian email\n{rows}", "list.csv") == 2 * len(PEOPLE)
    odd = rows + "".join(f",,512-555-01{at}3,k{at}lund@gmail.com\n" for at in range(2, 5))
    assert count_in(f"employee,ssn,phone,email\n{odd}", "list.csv") == 2 * len(PEOPLE) + 3


def test_a_sheet_that_is_given_by_columns_has_a_person_a_row() -> None:
    columns = [list(column) for column in zip(*(one.values() for one in PEOPLE), strict=True)]
    sheet = {"range": "A1:D3", "majorDimension": "COLUMNS", "values": columns}
    assert count_in(json.dumps(sheet), "sheet.json") == len(PEOPLE)


def test_a_list_that_is_folded_into_two_lines_a_row_has_a_person_for_both() -> None:
    rows = "".join(f"{one['name']},{one['ssn']}\n{one['phone']},{one['email']}\n" for one in PEOPLE)
    assert count_in(f"employee,taxid\n{rows}", "spool.csv") == len(PEOPLE)


def test_rows_by_turns_of_two_people_stay_two_people() -> None:
    names = ("Sigrid Lunde", "Ramiro Paz", "Tove Aasen")
    turns = zip(PEOPLE, names, strict=True)
    rows = "".join(f"{one['name']},{one['ssn']},\n{name},,{one['email']}\n" for one, name in turns)
    assert count_in(f"employee,ssn,email\n{rows}", "pairs.csv") == 2 * len(PEOPLE)


def _ticket(person: dict[str, str]) -> str:
    own = {"requester": {"name": person["name"], "email": person["email"]}}
    asked = [
        {"id": 7, "value": person["ssn"]},
        {"id": 8, "value": f"{len(person['name'])} Birch Lane, Reno, NV 89501"},
    ]
    return json.dumps({**own, "custom_fields": asked, "via": {"from": {"phone": person["phone"]}}}) + "\n"


def test_elements_of_a_list_with_a_field_each_are_the_documents() -> None:
    assert count_in("".join(map(_ticket, PEOPLE)), "tickets.json") == len(PEOPLE)


def test_elements_of_a_list_with_several_fields_each_are_people_of_their_own() -> None:
    team = [{"name": one["name"], "ssn": one["ssn"]} for one in PEOPLE]
    assert count_in(json.dumps({"team": team}), "team.json") == len(PEOPLE)


def test_lines_of_a_log_that_say_the_same_of_others_stay_apart() -> None:
    lines = (f"11:20:0{at} INFO login by user: {one['email']}\n" for at, one in enumerate(PEOPLE))
    assert count_in("".join(lines), "app.log") == len(PEOPLE)


def test_lines_of_a_log_in_words_of_their_own_stay_apart() -> None:
    text = (
        "11:20:01 INFO Ines Kowalski opened a ticket about the invoice\n"
        "11:20:02 INFO mail sent to bholt.home@yahoo.com in 12 ms\n"
        "11:20:03 WARN number 418-20-5518 was refused as ssn by the form\n"
    )
    assert count_in(text, "app.log") == 3


FIELDS = [(at, name, one[name]) for at, one in enumerate(PEOPLE) for name in ("name", "ssn", "email")]
APART = [(at, name, PEOPLE[at][name]) for at, name in enumerate(("name", "ssn", "email"))]


def test_lines_of_a_log_about_different_customers_stay_apart() -> None:
    lines = [f"2026-03-04 11:20:0{at} INFO customer {1001 + at} {k}: {v}\n" for at, k, v in APART]
    assert count_in("".join(lines), "app.log") == len(APART)
    own = [f"2026-03-04 11:20:0{at} INFO customer {1001 + at} {k}: {v}\n" for at, k, v in FIELDS]
    assert count_in("".join(own), "app.log") == len(PEOPLE)


@pytest.mark.parametrize("header", ["customer_id", "ticket_no"])
def test_cells_in_rows_with_numbers_of_their_own_stay_apart(header: str) -> None:
    said = "web form of the portal received"
    rows = "".join(f"{7 + at},{said} {k} => {v}\n" for at, k, v in APART)
    assert count_in(f"{header},message\n{rows}", "notes.csv") == len(APART)
    own = "".join(f"{7 + at},{said} {k} => {v}\n" for at, k, v in FIELDS)
    assert count_in(f"{header},message\n{own}", "notes.csv") == len(PEOPLE)
    timed = "".join(f"2026-03-04 11:20:0{at},{said} {k} => {v}\n" for at, (_, k, v) in enumerate(FIELDS))
    assert count_in(f"time,message\n{timed}", "notes.csv") == len(PEOPLE)


def test_labelled_cells_with_numbers_of_their_own_are_no_folded_line() -> None:
    each = ((k, one[k]) for one in PEOPLE for k in ("name", "ssn"))
    rows = "".join(f"T-{at},{k}: {v}\n" for at, (k, v) in enumerate(each))
    assert count_in(f"ticket_no,line\n{rows}", "notes.csv") == 2 * len(PEOPLE)


def test_what_stands_among_the_fields_of_a_record_is_anothers() -> None:
    one, other = PEOPLE[0], PEOPLE[1]
    fields = "".join(f"{k}: {one[k]}\n" for k in ("name", "ssn"))
    text = f"{fields}INFO user {other['email']} logged in\nemail: {one['email']}\nphone: {one['phone']}\n"
    assert count_in(text, "app.log") == 2


def test_what_users_have_is_keyed_by_them_where_no_change_is_logged() -> None:
    rows = "".join(f"{100 + at},{7 + of},{k},{v}\n" for at, (of, k, v) in enumerate(FIELDS))
    assert count_in(f"umeta_id,user_id,meta_key,meta_value\n{rows}", "meta.csv") == len(PEOPLE)


@pytest.mark.parametrize(
    "begin",
    [
        "2026-03-04 11:20:07 INFO forms.py:{0} ",
        "I0304 11:20:07.123450 4123 intake.cc:{0}] ",
        "2026/03/04 11:20:07 main.go:{0}: ",
        "11:20:07 DEBUG Form.java:{0} - ",
        "11:20:07 [http-nio-8080-exec-{0}] INFO c.a.Form - ",
        "11:20:07 pid={0} ",
        "11:20:07 seq={0} level=info ",
        "11:20:07 INFO +{0}ms ",
        "{0} INFO main ",
        "[{0}] ",
    ],
)
def test_numbers_of_lines_and_processes_do_not_separate_fields(begin: str) -> None:
    lines = (f"{begin.format(41 + at)}{k}: {v}\n" for at, (_, k, v) in enumerate(FIELDS))
    assert count_in("".join(lines), "app.log") == len(PEOPLE)


@pytest.mark.parametrize("form", ["{0} {1}: {2}\n", "[customer-{0}] {1}: {2}\n"])
def test_numbers_of_customers_before_fields_separate_them(form: str) -> None:
    own = [form.format(1001 + 17 * at, k, v) for at, k, v in FIELDS]
    assert count_in("".join(own), "app.log") == len(PEOPLE)
    apart = [form.format(1001 + 17 * at, k, v) for at, k, v in APART]
    assert count_in("".join(apart), "app.log") == len(APART)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("Id,AccountId,CreatedById,Field,OldValue,NewValue", "8{0},{1},4{2},{3},,{4}"),
        ("history_id,employee_id,changed_by,field,old_value,new_value", "8{0},{1},4{2},{3},,{4}"),
        ("tenant_id,field,new_value", "{1},{3},{4}"),
    ],
)
def test_whose_history_it_is_keys_changes_that_say_by_whom(header: str, form: str) -> None:
    rows = (form.format(at, 900 + of, at % 2, k, v) for at, (of, k, v) in enumerate(FIELDS))
    assert count_in(f"{header}\n" + "".join(row + "\n" for row in rows), "history.csv") == len(PEOPLE)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("session_id,question,answer", "90{0},{1},{2}"),
        ("company_id,field,value", "90{0},{1},{2}"),
        ("contact_event,attribute,value", "E90{0},{1},{2}"),
        ("customer,field,value", "{3},{1},{2}"),
        ("submitted_at,form,field,value", "2026-03-0{0} 09:11:10,contact,{1},{2}"),
        ("ticket,time,field,value", "Q{3},09:0{0},{1},{2}"),
    ],
)
def test_fields_of_a_form_are_keyed_by_what_stands_at_all_of_them(header: str, form: str) -> None:
    rows = (form.format(1 + of, k, v, "abc"[of] * 3) for of, k, v in FIELDS)
    assert count_in(f"{header}\n" + "".join(row + "\n" for row in rows), "forms.csv") == len(PEOPLE)


def test_rows_of_a_day_with_a_field_of_several_people_are_no_form() -> None:
    changes = [(name, one[name]) for name in ("name", "ssn", "email") for one in PEOPLE]
    rows = "".join(f"2026-03-0{1 + at % 4},{k},{v}\n" for at, (k, v) in enumerate(changes))
    assert count_in(f"day,field,value\n{rows}", "values.csv") == len(changes)
    days = "".join(f"2026-03-0{1 + at // 4},{k},{v}\n" for at, (k, v) in enumerate(changes))
    assert count_in(f"day,field,value\n{days}", "values.csv") == len(changes)
