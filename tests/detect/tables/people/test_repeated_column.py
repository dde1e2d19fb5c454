"""Columns that repeat each other's values are no halves of a name."""

from __future__ import annotations

PLACES = (
    ("4401", "Santa Rosa", "Santa Rosa", "Sta. Rosa"),
    ("4402", "Valentina", "Valentina", ""),
    ("4403", "José Mármol", "Jose Marmol", "Marmol"),
    ("4404", "Martin", "Martin", "Martyn"),
    ("4405", "Saint Peter", "Saint Peter", "St Peter"),
    ("4406", "Augusta", "Augusta", ""),
    ("4407", "Santa Clara", "Santa Clara", "Sta. Clara"),
    ("4408", "Victoria", "Victoria", "Viktoria"),
)
GIVEN = ("Zoë", "José", "Ana", "Petra", "Jürgen", "Noël", "Karl", "Anna")
FAMILY = ("Müller", "García", "Novák", "Horváth", "Schäfer", "Berg", "Weiß", "Kovács")
PLAIN_GIVEN = ("Zoe", "Jose", "Ana", "Petra", "Jurgen", "Noel", "Karl", "Anna")
PLAIN_FAMILY = ("Muller", "Garcia", "Novak", "Horvath", "Schafer", "Berg", "Weiss", "Kovacs")


def test_places_spelt_in_several_ways_are_no_halves_of_names(columns) -> None:
    rows = tuple((*row, f"{at}.23", f"-{at}.71", "P") for at, row in enumerate(PLACES, 11))
    found = columns((), *rows)
    assert not any(key.startswith("PERSON") for key in found)


def test_halves_of_names_are_found_next_to_their_spellings_in_ascii(columns) -> None:
    rows = zip(map(str, range(41, 49)), GIVEN, FAMILY, PLAIN_GIVEN, PLAIN_FAMILY, strict=True)
    names = [value for key, held in columns((), *rows).items() if key.startswith("PERSON") for value in held]
    assert {f"{given} {last}" for given, last in zip(GIVEN, FAMILY, strict=True)} <= set(names)


def test_family_names_of_two_columns_that_have_some_names_in_common_are_halves(columns) -> None:
    given = ("María", "José", "Ana", "Luis", "Carlos", "Elena", "Rosa", "Pedro")
    fathers = ("García", "López", "Pérez", "Gómez", "Díaz", "Ruiz", "Torres", "Castro")
    mothers = ("López", "García", "Pérez", "Torres", "Ruiz", "Díaz", "Castro", "Gómez")
    found = columns((), *zip(given, fathers, mothers, strict=True))
    names = [value for key, held in found.items() if key.startswith("PERSON") for value in held]
    assert "María García López" in names and "Luis Gómez Torres" in names
