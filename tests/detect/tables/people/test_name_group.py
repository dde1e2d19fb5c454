"""The parts of names that are joined, and those that are names of their own."""

from __future__ import annotations


def test_the_name_in_use_is_joined_before_initials_and_these_are_no_name_of_their_own(columns) -> None:
    rows = [
        ("J.M.", "van der", "Bergh", "Joke"),
        ("T.", "", "Oosterbeek", "Truus"),
        ("S.", "", "Ram", "Sita"),
    ]
    found = columns(("Voorletters", "Tussenvoegsel", "Achternaam", "Roepnaam"), *rows)
    names = {value for key, values in found.items() if key.startswith("PERSON") for value in values}
    assert names == {"Joke van der Bergh", "Truus Oosterbeek", "Sita Ram"}


def test_the_given_name_of_a_father_is_a_name_of_its_own(columns) -> None:
    header = ("ABONE_ADI", "ABONE_SOYADI", "ABONE_BABA_ADI", "ABONE_ADRES_IL")
    rows = [
        ("Nebahat", "Karaoluk", "Mustafa", "Konya"),
        ("Tuncer", "Boyacıgil", "Halil", "Konya"),
        ("Ayşe", "Yılmaz", "Şükrü", "Ankara"),
    ]
    found = columns(header, *rows)
    assert found["PERSON@ABONE_BABA_ADI"] == [row[2] for row in rows]
    assert found["PERSON@ABONE_ADI"] == [f"{row[0]} {row[1]}" for row in rows]
