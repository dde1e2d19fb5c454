"""Tables of firms hold nobody; the same columns in a table of people, or of orders, do."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Settings
from pii_sweep.extract.walk import walk
from pii_sweep.link.subjects import link
from pii_sweep.tally import Tally
from pii_sweep.types import Blob, ObjectRef, Where

KEY = b"a key for tests"
ROWS = [
    (f"{name}", f"{number} Elm St", "Reno", "NV", f"895{number % 90 + 10}", f"775-555-01{number % 90 + 10}")
    for number, name in enumerate(
        ["Acme Supply LLC", "Johnson Hardware", "Miller & Sons", "Blue Bottle Cafe", "Wade Dry Cleaning"], 11
    )
]


def reading(detector, text: str, key: str = "a.csv"):
    body = text.encode()
    blob = Blob(Where(ObjectRef("b", key, size=len(body))), lambda: io.BytesIO(body), len(body))
    tally = Tally(blob.where.ref, Settings().report, KEY)
    for item in link(detector.survey(walk(blob, Settings().extract)), KEY):
        tally.add(item)
    return tally.reading(0.0)


def table(title: str, rows) -> str:
    return "\n".join([f"{title},address,city,state,zip,phone", *map(",".join, rows)]) + "\n"


@pytest.mark.parametrize("title", ["vendor", "Store name", "company", "x"])
def test_a_directory_of_firms_holds_no_person_and_its_firms_are_counted_apart(detector, title: str) -> None:
    found = reading(detector, table(title, ROWS))
    assert found.subjects_total == 0 and found.counts["STREET_ADDRESS"].hits == len(ROWS)
    assert len(found.businesses) == 8 * len(ROWS)


def test_a_list_of_branches_is_the_firms_in_other_languages_too(detector) -> None:
    coded = [(f"AS-0{at}", *row[1:]) for at, row in enumerate(ROWS, 1)]
    assert reading(detector, table("Kod oddz.", coded)).subjects_total == 0
    assert reading(detector, table("Nr klienta", coded)).subjects_total > 0


def test_addresses_under_a_store_that_many_rows_have_are_customers(detector) -> None:
    found = reading(detector, table("store", [("Acme Supply LLC", *row[1:]) for row in ROWS * 4]))
    assert found.subjects_total == len(ROWS) and not found.businesses


def test_a_record_of_a_shop_holds_no_person(detector) -> None:
    text = '{"store": "Johnson Hardware", "address": "15 Elm St, Reno, NV 89501", "phone": "775-555-0199"}'
    found = reading(detector, text, "a.json")
    assert found.subjects_total == 0 and len(found.businesses) == 8


def test_numbers_of_taxpayers_next_to_firms_are_firms(columns) -> None:
    firms = ("Irmãos Teixeira & Filhos, Lda.", "António Kassoma Grupo, S.A.", "Kimbo Agro-Pecuária, Lda.")
    numbers = ("5484858819", "5411401844", "5452873070")
    assert "NATIONAL_ID@NIF" not in columns(("Denominação Social", "NIF"), *zip(firms, numbers, strict=True))
    people = ("Rui Teixeira", "Ana Kassoma", "José Kimbo")
    own = ("123456789", "245678902", "298765430")
    assert "NATIONAL_ID@NIF" in columns(("Nome", "NIF"), *zip(people, own, strict=True))
