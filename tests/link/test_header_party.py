"""Which of the people in a row a column is of, by its header."""

from __future__ import annotations

import pytest

from pii_sweep.link.header_party import find_party
from pii_sweep.link.subjects import link, split_tables
from pii_sweep.types import Subject, Table


@pytest.mark.parametrize(
    ("header", "names", "party"),
    [
        ("SP_SSN", ("TP_NAME", "SP_NAME"), 1),
        ("co_applicant_dob", ("applicant", "co_applicant"), 1),
        ("applicant_dob", ("applicant", "co_applicant"), 0),
        ("email", ("name", "spouse_name"), 0),
        ("p2_email", ("p1_first_name", "p2_first_name", "p3_first_name"), 1),
        ("date_of_birth", ("student_name", "guardian1_name", "guardian2_name"), None),
        ("Phone", ("Guest 1", "Guest 2"), None),
        ("email", ("name", "name"), None),
        ("ssn2", ("name1", "name2"), 1),
        ("preferred_email", ("name", "preferred_name"), None),
        ("work_phone", ("name", "work_name"), None),
        ("", ("name", "spouse"), None),
    ],
)
def test_a_header_is_of_the_party_whose_words_it_has(
    header: str, names: tuple[str, ...], party: int | None
) -> None:
    assert find_party(header, names) == party


def test_numbers_of_two_people_in_a_row_go_to_the_party_that_their_headers_name(detector, place) -> None:
    header = ("TP_SSN", "TP_NAME", "SP_SSN", "SP_NAME", "STREET", "ZIP")
    rows = (
        ("412-08-3391", "OTTO LINDGREN", "530-22-7714", "MARTA LINDGREN", "7 QUARRY RD", "97201"),
        ("377-51-2208", "HELEN PRUITT", "605-14-9932", "GLEN PRUITT", "15 MILL LN", "97203"),
        ("219-63-4417", "CARLOS MEDINA", "448-90-1126", "LUISA MEDINA", "82 HILL ST", "97205"),
    )
    items = list(split_tables(link(detector.survey([Table(place, header, rows)]), b"a key for tests")))
    subjects = {item.subject_id for item in items if isinstance(item, Subject)}
    owners = {item[0].value: item[1] for item in items if isinstance(item, tuple)}
    assert len(subjects) == 6
    assert owners["412-08-3391"] == owners["OTTO LINDGREN"]
    assert owners["530-22-7714"] == owners["MARTA LINDGREN"]
