"""The rows of a table, taken together, say what they say cell by cell."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.config import Allow, Report, Settings
from pii_sweep.detect import suppression
from pii_sweep.detect.text.normal import normal_lines, normalise, normals
from pii_sweep.link.person_name import canonical, canonicals
from pii_sweep.link.subjects import link, split_tables
from pii_sweep.tally import Tally
from pii_sweep.types import Cells, ObjectRef, Reading, Rows, Table, Where

KEY = b"a key for tests"
PLACE = Where(ObjectRef("bucket", "table.csv"))
LAYOUTS = [
    ("order_id", "name", "email", "street", "city", "state", "zip", "phone", "order_total"),
    ("first_name", "last_name", "address", "dob", "ssn", "username"),
    ("email", "order_total", "lat", "lon", "age"),
    (
        "billing_name",
        "billing_street",
        "billing_zip",
        "shipping_name",
        "shipping_street",
        "shipping_zip",
        "email",
    ),
    ("sender_name", "sender_street", "recipient_name", "recipient_street", "phone", "tracking"),
    ("customer_name", "order_total"),
]
NAMES = [
    "Jane Doe",
    "DOE, JANE",
    "John Q. Roe",
    "José Núñez",
    "J. D.",
    "Dr. Wei Chen",
    "Mrs.",
    "Doe",
    "Ana",
    "B",
    "山田 太郎",
]
STREETS = [
    "12 Oak St",
    "99 Elm Ave.",
    "PO Box 7",
    "1 Straße des 17. Juni",
    "5 Lake Rd, Reno, NV 89501",
    "Rear",
]
CELLS = {
    "name": NAMES,
    "first": ["Jane", "José", "W", "Maria-José", ""],
    "last": ["Doe", "O'Brien", "Núñez Jr.", "C"],
    "email": ["jane.doe@a.com", "R@EXAMPLE.COM", "orders@example.com", "núñez@a.es", "n/a", "x_y@b.org"],
    "street": STREETS,
    "address": STREETS,
    "city": ["Reno", "San José", "Fresno"],
    "state": ["CA", "Nevada", "ca", "MA", "??"],
    "zip": ["93650", "93650-1234", "2139", "97201.0", "K1A 0B1"],
    "phone": ["(415) 555-0123", "+1 916 555 0123 x7", "555-0123", "none"],
    "dob": ["2015-01-02", "1/2/1980", "unknown"],
    "ssn": ["219-09-9999", "XXX-XX-1234", "?"],
    "username": ["jane_doe", "jdoe77", "Jane_Doe"],
    "total": ["$12.20", "12,20 €", "9", "free"],
    "id": ["A-1001", "A-1002", "a1003"],
    "lat": ["36.7", "45.5"],
    "lon": ["-119.8", "-122.6"],
    "age": ["9", "44", "15.0"],
    "tracking": ["1Z999AA10123456784", "9400111202555842332669"],
}  # fmt: skip


def made(seed: int) -> list[Table]:
    """Return the parts of a random table; its first part fits its header, so that columns are decided."""
    draw = random.Random(seed)
    header = draw.choice(LAYOUTS)
    pools = [next(pool for word, pool in CELLS.items() if word in name.split("_")) for name in header]
    blank = draw.choice((0.0, 0.1, 0.5))
    rows: list[tuple[str, ...]] = [tuple(pool[at % 2] for pool in pools) for at in range(8)]
    for _ in range(40):
        rows.append(tuple("" if draw.random() < blank else draw.choice(pool) for pool in pools))
    rows += draw.choices(rows, k=15)
    rows.append((" Jane  Doe ", "\n12 Oak\nSt ", "\ud800")[: len(header)])
    size = draw.choice((7, 30, 100))
    return [Table(PLACE, header, tuple(rows[at : at + size]), at + 1) for at in range(0, len(rows), size)]


def reading(items, report: Report) -> Reading:
    tally = Tally(PLACE.ref, report, KEY)
    for item in items:
        tally.add(item)
    found = tally.reading(0.0)
    people = sorted(found.people(), key=lambda subject: subject.subject_id)
    # However they are packed; the ledger of what was examined is of the survey alone.
    return replace(found, subjects=tuple(people), crowds=(), examined=0)


@pytest.mark.parametrize(
    "report", [Report(), Report(max_locations=9, max_subjects=4), Report(all_locations=True)]
)
@pytest.mark.parametrize("seed", range(20))
def test_a_table_counts_the_same_in_whole_rows_as_cell_by_cell(detector, seed: int, report: Report) -> None:
    parts = made(seed)
    cells = reading(link(detector.examine(parts), KEY), report)
    assert reading(link(detector.survey(parts), KEY), report) == cells
    assert cells.counts


@pytest.mark.parametrize("seed", range(4))
def test_what_is_allowed_is_left_out_of_rows_and_counted(detector, seed: int) -> None:
    lists = Allow(exact=("jane doe", "12.20"), patterns=(r".*@EXAMPLE\.COM",), addresses=("12 Oak",))
    ours = replace(detector, settings=Settings(allow=lists), allowed=suppression.compile_lists(lists))
    parts = made(seed)
    rows = reading(link(ours.survey(parts), KEY), Report())
    assert rows == reading(link(ours.examine(parts), KEY), Report())
    assert rows.suppressed > 0


TEXTS = st.lists(
    st.text(st.characters(exclude_categories=())) | st.text("aB1_ -.,'@é\nß", max_size=9), max_size=12
)


@pytest.mark.parametrize("entity", ["PERSON", "EMAIL_ADDRESS", "ORDER_VALUE", "PHONE_NUMBER", "HEALTH"])
@given(values=TEXTS)
@settings(max_examples=60, deadline=None)
def test_many_values_are_normalised_as_each_alone(entity: str, values: list[str]) -> None:
    told = [normalise(entity, value) for value in values]
    assert normals(entity, values) == told
    lines = normal_lines(entity, values).split(b"\n")
    assert [line.replace(b"\xff", b"\n") for line in lines] == [
        text.encode("utf-8", "surrogatepass") for text in told or [""]
    ]


@given(values=TEXTS)
@settings(max_examples=60, deadline=None)
def test_many_names_are_canonical_as_each_alone(values: list[str]) -> None:
    assert canonicals(values) == list(map(canonical, values))


def test_a_further_part_of_a_table_may_hold_other_columns(place) -> None:
    names, mails = ("Rosa Diaz", "Olaf Brandt"), ("rosa@diaz.example", "olaf@brandt.example")
    person, mail = Cells("PERSON", names, 2, "a"), Cells("EMAIL_ADDRESS", mails, 3, "b")
    parts = [Rows(place, 1, (person, mail)), Rows(place, 3, (mail, person))]
    owned = [item for item in split_tables(link(parts, b"a key")) if isinstance(item, tuple)]
    theirs = {(item.value, owner) for item, owner in owned if item.entity in ("PERSON", "EMAIL_ADDRESS")}
    assert len(theirs) == 4 and len({owner for _, owner in theirs}) == 2
