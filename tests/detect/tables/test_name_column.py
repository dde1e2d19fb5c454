"""Columns headed `name` alone: of people where the table tells of people, of things beside things."""

from __future__ import annotations

from pii_sweep.detect.tables.decision import decide


def kinds(header: list[str], rows: list[list[str]]) -> dict[str, str]:
    return {column.name: column.kind for column in decide(header, rows)}


FILMS = [["Annie Hall", "1977", "93"], ["Barry Lyndon", "1975", "185"], ["Erin Brockovich", "2000", "131"]]
PUPILS = [
    ["Okafor", "Ngozi", "Chinedu Okafor"],
    ["Lindqvist", "Elsa", "Håkan Berglund"],
    ["Moreau", "Hugo", "Sylvie Garnier"],
]


def test_a_name_beside_years_and_runtimes_is_a_films() -> None:
    assert "name" not in kinds(["name", "year", "runtime"], FILMS).values()


def test_a_name_beside_a_mailbox_is_somebodys_whatever_else_is_told() -> None:
    rows = [[name, year, f"{name.split()[0].lower()}@mail.example"] for name, year, _ in FILMS]
    assert kinds(["name", "year", "email"], rows)["name"] == "name"


def test_towns_between_which_trains_run_are_no_halves_of_names() -> None:
    rows = [
        ["Adelaide", "Jackson"],
        ["Sydney", "Houston"],
        ["Florence", "Austin"],
        ["Charlotte", "Nelson"],
        ["Victoria", "Hamilton"],
    ]
    assert kinds(["from", "to"], rows) == {}


def test_half_names_of_other_languages_are_told_by_their_headers() -> None:
    rows = [["Nowak", "Zofia"], ["Zielińska", "Marek"]]
    assert kinds(["Nazwisko", "Imię"], rows) == {"Nazwisko": "last", "Imię": "first"}


def test_telephones_that_share_a_cell_are_read_one_by_one() -> None:
    rows = [[str(at), f"(503) 555-01{at}2, (206) 555-01{at}8"] for at in range(10, 16)]
    assert kinds(["id", "phones"], rows)["phones"] == "free"
    assert kinds(["id", "phones"], [[at, pair.replace(", ", " / ")] for at, pair in rows])["phones"] == "free"


def test_days_and_keys_that_share_a_cell_are_no_telephones() -> None:
    days = [[str(at), f"2024-01-{at}, 2024-02-{at}"] for at in range(10, 16)]
    assert kinds(["id", "range"], days) == {} or kinds(["id", "range"], days).get("range") != "phone"
