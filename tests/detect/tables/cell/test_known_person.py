"""Short forms of people whom the same object names in full."""

from __future__ import annotations

import pytest

from pii_sweep.detect.detector import Detector
from pii_sweep.detect.tables.cell import known_person
from pii_sweep.detect.tables.cell.known_person import KnownPeople
from pii_sweep.detect.tables.column_header import Sampled, plain_header
from pii_sweep.types import Detection, ObjectRef, Table, Where

MEMBERS = (
    ("Gawlik", "Bożena", "501338274"),
    ("Sikora", "Wiesława", "604917352"),
    ("Zaręba", "Jerzy", "600719445"),
    ("Przybylak", "Artur", "509883017"),
    ("Maj", "Stanisława", "583447190"),
    ("Kurek", "Zdzisław", "513902247"),
)


def people(detector: Detector, header: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    """Return the people of a second sheet, behind one of members."""
    sheets = (("members", ("Nazwisko", "Imię", "tel."), MEMBERS), ("other", header, rows))
    tables = [Table(Where(ObjectRef("b", "a.xlsx"), (name,)), head, cells) for name, head, cells in sheets]
    found = (one for one in detector.examine(tables) if isinstance(one, Detection))
    return [one.value for one in found if one.entity == "PERSON" and one.where.inside == ("other",)]


def test_family_names_and_initials_on_a_rota_are_the_people_named_before(detector: Detector) -> None:
    rows = (
        ("1.06", "Zaręba", "Sikora"),
        ("8.06", "prof. Gawlik", "Przybylak / Maj"),
        ("15.06", "Kurek (rano)", "nikt"),
        ("22.06", "Bożena G.", "A. Przybylak"),
    )
    found = people(detector, ("sob", "rano", "popoł."), *rows)
    assert found == [
        *("Zaręba", "Sikora", "prof. Gawlik", "Przybylak", "Maj"),
        *("Kurek", "Bożena G.", "A. Przybylak"),
    ]


@pytest.mark.parametrize(
    "header", ["ulica", "firma", "Firma", "produkt", "towar", "miasto", "pies", "osztály"]
)
def test_streets_firms_and_goods_that_share_a_family_name_are_not_people(
    header: str, detector: Detector
) -> None:
    rows = (("Sikora", "1"), ("Kurek", "2"), ("Zaręba", "3"))
    assert people(detector, (header, "x"), *rows) == []


def test_a_column_of_other_things_is_not_of_people_for_two_of_their_names(detector: Detector) -> None:
    rows = (
        ("Sikora", "1"),
        ("Kurek", "2"),
        *((word, "3") for word in ("Wiertarka", "Piła", "Grabie", "Taczka")),
    )
    assert people(detector, ("nazwa", "x"), *rows) == []


def test_words_of_different_people_are_not_one_person() -> None:
    known = KnownPeople()
    known.add(["Ana Berg", "Ugo Bassi"])
    assert known.is_one(["ana"]) and known.is_one(["ana", "b"]) and known.is_one(["berg", "ana"])
    assert not known.is_one(["ana", "bassi"]) and not known.is_one(["ugo", "x"]) and not known.is_one(["b"])


def test_people_of_one_object_are_unknown_in_the_next(detector: Detector) -> None:
    people(detector, ("sob", "x"), ("1.06", "Zaręba"))
    table = Table(
        Where(ObjectRef("b", "b.xlsx"), ("other",)), ("sob", "rano"), (("1.06", "Zaręba"), ("2.06", "Kurek"))
    )
    assert not any(isinstance(one, Detection) and one.entity == "PERSON" for one in detector.examine([table]))


def test_halves_next_to_the_whole_name_are_not_reported_again(columns) -> None:
    header = ("Patient", "tel.", "", "", "Kontoinhaber")
    rows = (
        ("Solange Peyrissac", "0612345678", "Solange", "PEYRISSAC", "S Peyrissac"),
        ("Odile Kerbrat", "0712345678", "Odile", "KERBRAT", "O Kerbrat"),
        ("Bérénice Thévenot", "0633221100", "Bérénice", "THÉVENOT", "B Thévenot"),
    )
    found = [one for name, values in columns(header, *rows).items() if "PERSON" in name for one in values]
    assert not {"Solange", "PEYRISSAC"} & set(found) and "S Peyrissac" in found


def test_another_whole_name_below_a_header_of_people_is_one_next_to_known_people(detector: Detector) -> None:
    rows = (("saw", "Sikora", "12.05"), ("cart", "Zaręba", "20.06"), ("ladder", "Tibor Wachslicht", "18.07"))
    assert people(detector, ("what", "borrower", "when"), *rows) == ["Sikora", "Zaręba", "Tibor Wachslicht"]
    shelf = (*rows, ("pump", "Compressor Room", "1.08"))
    assert "Compressor Room" not in people(detector, ("what", "borrower", "when"), *shelf)


DEBTORS = ("GALDEANO REBOLLO NURIA", "OUCHEN EL HADI RACHIDA", "ARRANZ PUENTE MARIA", "YELAMOS PAZ CANDELA")
CHILDREN = ("HUGO SANTERVAS GALDEANO", "SOFIA OUCHEN", "BRUNO CALONGE ARRANZ", "LEO YELAMOS BARBERO")
STRANGERS = ("HUGO SANTERVAS PRIETO", "SOFIA VEGA", "BRUNO CALONGE", "LEO MATOS")


@pytest.mark.parametrize(
    ("before", "header", "names", "expected"),
    [
        ("COMEDOR JUNIO", "", CHILDREN, list(CHILDREN)),
        ("CALLE", "", CHILDREN, []),
        ("HOTEL", "", CHILDREN, []),
        ("COMEDOR JUNIO", "product", CHILDREN, []),
        ("COMEDOR JUNIO", "", STRANGERS, []),
    ],
)
def test_texts_end_with_the_names_of_children_of_known_families(before, header: str, names, expected) -> None:
    people = KnownPeople()
    people.add(DEBTORS)
    cells = [f"{before} {name}" for name in names]
    found = known_person.find_families(Sampled(0, header, plain_header(header), ()), cells, people)
    assert [cell[hit.start : hit.end] for cell, hits in found.items() for hit in hits] == expected
