"""What numbers in running text are, where no rule knows their label."""

from __future__ import annotations

import numpy as np
import pytest

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.number import candidates, reading, surroundings
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Detection, ObjectRef, Passage, Where

NOTE = """Shift notes, Tuesday
Imelda Farquharson in about the standing order, moving it to Nationwide 20471839 from next month.
Passport ref.      M471839 (Tonga)
Veh reg seen at gate: white Corsa FJ57 KWO
"""
STOCK = """Goods in, Tuesday
Pallet 20471839 from Hull, 40 x part M471839, shelf FJ57, invoice 88 0417 2204
Boiler model K482173900 serial 7718 2204 91, pressure 1.2 bar
"""


WHERE = Where(ObjectRef("b", "note.txt"))


@pytest.fixture(scope="module")
def reader() -> Detector:
    return detect.load(Settings())


def _values(reader: Detector, text: str) -> dict[str, str]:
    found = reader.examine([Passage(text, WHERE)])
    return {one.value: one.entity for one in found if isinstance(one, Detection)}


def test_numbers_of_a_person_are_found_behind_half_a_label(reader: Detector) -> None:
    found = _values(reader, NOTE)
    assert found["20471839"] == "US_BANK_NUMBER"
    assert found["M471839"] == "US_PASSPORT"
    assert found["FJ57 KWO"] == "LICENSE_PLATE"


def test_the_same_numbers_of_goods_are_none(reader: Detector) -> None:
    assert not set(_values(reader, STOCK).values()) - {"ORDER_ID"}


@pytest.mark.parametrize("layout", ["fields", "log", "metadata"])
def test_records_are_left_to_their_labels(layout: str) -> None:
    assert list(reading.find(NOTE, layout, ())) == []


def test_what_a_recognizer_claims_is_left_alone() -> None:
    at = NOTE.index("FJ57 KWO")
    assert "FJ57 KWO" in {NOTE[hit.start : hit.end] for hit in reading.find(NOTE, "prose", ())}
    claimed = Hit("ORDER_ID", at - 2, at + 4, 0.9, "OrderId")
    assert "FJ57 KWO" not in {NOTE[hit.start : hit.end] for hit in reading.find(NOTE, "prose", [claimed])}


def test_claims_do_not_overlap(reader: Detector) -> None:
    found = [one for one in reader.examine([Passage(NOTE, WHERE)]) if isinstance(one, Detection)]
    weighed = sorted((one.start, one.end) for one in found if one.recognizer == reading.RECOGNIZER)
    assert len(weighed) > 1
    assert all(one[1] <= other[0] for one, other in zip(weighed, weighed[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Tom Reade, 28 Feb 2003, Ely cathedral.",
        "The painter Josef Halm died 9 November 1954 in Linz, his widow in 1961.",
        "Contract between Rosa Lind and Northgate Ltd dated 4 June 1999, amended 7 May 2004.",
    ],
)
def test_an_old_date_next_to_a_name_is_no_birth_without_its_word(reader: Detector, text: str) -> None:
    assert "DATE_OF_BIRTH" not in _values(reader, text).values()


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Karl Lind, 11 Jun 1976", True),
        ('    ("Karl Lind",    "11 Jun 1976", "Bend"),', True),
        ("Karl Lind  M  11 Jun 1976", True),
        ("Dr. Karl Lind 11 Jun 1976", False),
        ("Notary: Karl Lind  11 Jun 1976", False),
        ("Karl Lind signed it on 11 Jun 1976", False),
        ("Karl Lind, 11 Jun 1976, renewed as of 11 Jun 1976", False),
    ],
)
def test_a_date_behind_a_name_may_be_a_birth_among_particulars(line: str, may: bool) -> None:
    text = f"passport BX4417729\n{line}"
    name = text.index("Karl")
    person = Hit("PERSON", name, name + len("Karl Lind"), 0.9, "Person")
    number = Hit("US_PASSPORT", 9, 18, 0.9, "Passport")
    at = text.index("11 Jun")
    span = (at, at + len("11 Jun 1976"))
    assert reading.may_be(text, [number, person], *span, "DATE_OF_BIRTH") is may
    assert not reading.may_be(text, [person], *span, "DATE_OF_BIRTH")


@pytest.mark.parametrize(
    ("text", "value", "may"),
    [
        ("Label is missing. geb 2.2.81, ring the ward", "2.2.81", True),
        ('{"first":"Rosa","birth":"19520620"}', "19520620", True),
        ("Gr 2 - bd 5/19/12 -", "5/19/12", True),
        ("Gr 2 - bd 104477 -", "104477", False),
        ("Label is missing. Drawn 2.2.81, ring the ward", "2.2.81", False),
    ],
)
def test_a_short_sign_of_birth_right_before_a_date_is_its_word(text: str, value: str, may: bool) -> None:
    at = text.index(value)
    assert reading.may_be(text, (), at, at + len(value), "DATE_OF_BIRTH") is may


def test_births_in_rows_of_a_program_are_found(reader: Detector) -> None:
    rows = """ROWS = [
    # copied from prod 3/14
    ("Gutierrez-Lamb, Corinne", "1990-01-17", "541-08-3327", "903 Tamarack Loop", "Bend", "OR", 97702),
    ("Achterberg, Todd",        "1963-10-30", "540-71-9082", "PO Box 118",        "Sisters", "OR", 97759),
]
"""
    found = _values(reader, rows)
    assert found["1990-01-17"] == found["1963-10-30"] == "DATE_OF_BIRTH"


@pytest.mark.parametrize(
    ("value", "entity", "may"),
    [
        ("Pumpernickel_77", "PASSWORD", True),
        ("AB22 CDE", "LICENSE_PLATE", True),
        ("CO 88ppm", "PASSWORD", False),
        ("ET 11mm", "LICENSE_PLATE", False),
        ("AB00 CDE", "LICENSE_PLATE", False),
        ("999999999", "US_PASSPORT", False),
        ("A 11111", "US_PASSPORT", False),
    ],
)
def test_one_figure_again_and_again_is_a_blank_or_a_measure(value: str, entity: str, may: bool) -> None:
    text = f"it is {value} now"
    assert reading.may_be(text, (), 6, 6 + len(value), entity) is may


def test_blanks_of_forms_and_numbers_of_articles_are_none(reader: Detector) -> None:
    text = "Anna: passport number?\nBen: 000000000\nAnna: and the book for Rosa Lind?\nBen: 978-0-14-044926-6"
    assert not {"US_PASSPORT", "NATIONAL_ID", "PHONE_NUMBER"} & set(_values(reader, text).values())


def test_only_what_is_asked_for_is_added() -> None:
    assert list(reading.add(NOTE, "prose", (), lambda hit: False)) == []


def test_a_line_of_dots_and_many_numbers_takes_little_time() -> None:
    calls = 0

    class Counted(str):
        def __getitem__(self, key: object) -> str:
            nonlocal calls
            part = str.__getitem__(self, key)  # type: ignore[index]
            calls += len(part)
            return part

    text = "Rosa Lind " + "." * 15_000 + "x " + "44712, " * 40
    around = surroundings.read(Counted(text), ())
    for span in list(candidates.find(text))[:40]:
        around.describe(*span)
    assert calls < 40 * 5_000


def test_what_labels_can_add_bounds_what_they_do() -> None:
    weights = reading.shipped()
    around = surroundings.read(NOTE, ())
    for span in candidates.find(NOTE):
        odds = weights.odds(around.describe(*span))
        whole = odds + weights.odds(around.describe_kinds(*span))
        assert reading.chance_of(whole) <= reading.chance_of(odds + weights.kinds) + 1e-6


def test_the_first_class_is_what_is_no_persons() -> None:
    assert reading.shipped().classes[0] == reading.NOTHING
    assert reading.chance_of(np.array([0.0, 0.0], np.float32)) == pytest.approx(0.5)


def test_a_birth_of_a_child_that_it_reads_makes_a_minor() -> None:
    born = (
        "Applicant .......... Zoran Milosavljevic\nSSN ................ 091-64-7182\n"
        "DOB ................ {}\nDriver lic / state . none\nMother ............. Ana\n"
    )

    def found(text: str) -> list[str]:
        start = text.index("Zoran")
        named = [Hit("PERSON", start, start + len("Zoran Milosavljevic"), 0.9, "Person")]
        return [hit.entity for hit in reading.add(text, "prose", named, lambda _: True)]

    assert found(born.format("11/02/2015")) == ["PERSON", "DATE_OF_BIRTH", "MINOR"]
    assert found(born.format("11/02/1985")) == ["PERSON", "DATE_OF_BIRTH"]


def test_numbers_of_files_are_none_of_the_people_they_are_about(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [f"CR-26-0031{at}-{'ABCDE'[at]}" for at in range(5)]
    text = "Court: " + " ".join(cases)
    kinds = dict(zip(cases, ("NATIONAL_ID", "MEDICAL_RECORD_NUMBER", *["NATIONAL_ID"] * 3), strict=True))

    def weigh(around: surroundings.Surroundings, start: int, end: int) -> tuple[float, int, int, str] | None:
        kind = kinds.get(text[start:end])
        return (0.8, start, end, kind) if kind else None

    monkeypatch.setattr(reading, "_weigh", weigh)
    assert list(reading.find(text, "prose", ())) == []
    kinds.update(dict.fromkeys(cases, "MEDICAL_RECORD_NUMBER"))  # a hospital counts its patients
    assert len(list(reading.find(text, "prose", ()))) == len(cases)


def test_the_number_of_a_firm_for_its_tax_is_no_persons(reader: Detector) -> None:
    assert "DE136695976" not in _values(reader, "Tax number: DE136695976\n")
    assert _values(reader, "Tax number: DE136695975\n")["DE136695975"] == "NATIONAL_ID"


@pytest.mark.parametrize(
    ("value", "entity"),
    [
        ("1938 - 2022", "US_BANK_NUMBER"),
        ("1938–2022", "NATIONAL_ID"),
        ("0x7FFF1", "PASSWORD"),
    ],
)
def test_years_and_numbers_of_programs_are_no_persons(value: str, entity: str) -> None:
    assert not reading.may_be(f"Elsie, {value}, of Hull", (), 7, 7 + len(value), entity)
    assert reading.may_be("Elsie, 1938 - 4022, of Hull", (), 7, 18, "US_BANK_NUMBER")


def test_a_class_of_source_code_is_no_password() -> None:
    code = "import os\nfrom keys import X448PrivateKey\n"
    at = code.index("X448")
    assert not reading.may_be(code, (), at, at + 14, "PASSWORD")
    assert reading.may_be(code.replace("import", "get"), (), at - 6, at + 8, "PASSWORD")


def test_a_year_is_a_password_only_where_no_others_stand_near() -> None:
    alone, among = "The safe opens with 1916 only.", "1914 begun, 1916 built, 1918 sold"
    assert reading.may_be(alone, (), alone.index("1916"), alone.index("1916") + 4, "PASSWORD")
    assert not reading.may_be(among, (), among.index("1916"), among.index("1916") + 4, "PASSWORD")
