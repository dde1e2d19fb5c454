"""Headers of the two teams of a match, which are of houses and guests elsewhere."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column_header import plain_header
from pii_sweep.detect.tables.team_header import find_teams


@pytest.mark.parametrize(
    ("headers", "teams"),
    [
        (("gare.casa", "gare.ospite", "gare.ris"), {0, 1}),
        (("Spieltag", "Heim", "Gast", "Ergebnis"), {1, 2}),
        (("Home Team", "Away Team", "Venue"), {0, 1, 2}),
        (("Local", "Visitante", "Res.", "Campo", "Hora"), {0, 1, 3}),
        (("Ev Sahibi", "Skor", "Konuk", "Saha"), {0, 2, 3}),
        (("Ev Sahibi", "Konuk", "Oda"), set()),
        (("Casa", "Ospite", "Campo"), set()),
        (("Local", "Visitante", "Jornada"), {0, 1}),
        (("Casa", "Ospite", "Telefono"), set()),
        (("Guest", "Room", "Match"), set()),
        (("Home", "Work", "Guest name"), set()),
    ],
)
def test_teams_stand_at_home_and_away_next_to_a_match(headers: tuple[str, ...], teams: set[int]) -> None:
    assert find_teams([plain_header(one) for one in headers]) == teams


def test_teams_in_a_table_of_matches_are_no_guests(columns) -> None:
    rows = (("Pol. San Marco", "AC Savignano", "3-0"), ("San Marco Ravenna", "Atletico Santa Sofia", "1-1"))
    assert columns(("Casa", "Ospite", "Risultato"), *rows) == {}


def test_the_ground_of_a_match_is_no_person_and_its_referee_is_one(columns) -> None:
    rows = (
        ("Real Ávila", "Puente Genil", "0 - 2", "Estadio Virgen de la Vega", "Ana Ruiz Soler"),
        ("SD Tarazona", "Coria CF", "1 - 1", "Campo de San Blas", "Pedro Gil Mora"),
        ("Santa Eulalia", "Don Benito", "3 - 1", "Ciudad Deportiva Norte", "Luis Vega Cano"),
    )
    found = columns(("Local", "Visitante", "Res.", "Campo", "Árbitro"), *rows)
    assert found == {"PERSON@Árbitro": [row[4] for row in rows]}


def test_guests_of_a_house_are_people(columns) -> None:
    rows = (("Villa Ada", "Mario Rossi"), ("Villa Elena", "Giulia Bianchi"), ("Villa Ada", "Luca Ferrari"))
    assert columns(("Casa", "Ospite"), *rows)["PERSON@Ospite"] == [
        "Mario Rossi",
        "Giulia Bianchi",
        "Luca Ferrari",
    ]
