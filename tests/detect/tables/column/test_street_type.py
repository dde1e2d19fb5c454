"""Streets whose words for a road and sides of a town stand in columns of their own."""

from __future__ import annotations

OWNERS = (
    "LINDQVIST MARIA J",
    "HOLLOWAY PETER",
    "GARCIA JUAN",
    "BROWN JAMES E",
    "SCHMIDT HANS",
    "WALKER SUSAN",
)
STREETS = (
    ("4", "N", "ELM", "ST", "RENO", "89501"), ("118", "", "OLD MILL", "RD", "SPARKS", "89431"),
    ("27", "", "QUARRY", "LN", "RENO", "89502"), ("903", "S", "PINE RIDGE", "DR", "RENO", "89503"),
    ("55", "", "HOLLOW", "CT", "SPARKS", "89434"), ("61", "W", "JACKSON", "BLVD", "RENO", "89501"),
)  # fmt: skip
WHOLE = ["4 N ELM ST, RENO, 89501", "118 OLD MILL RD, SPARKS, 89431"]


def rows(*places: int) -> list[tuple[str, ...]]:
    """Return rows of an owner and some parts of a street."""
    return [(who, *(street[at] for at in places)) for who, street in zip(OWNERS, STREETS, strict=True)]


def test_words_and_sides_next_to_a_street_belong_to_it(columns) -> None:
    header = ("OWNER", "ST NO", "DIR", "ST NAME", "ST TYPE", "CITY", "ZIP")
    found = columns(header, *rows(0, 1, 2, 3, 4, 5))
    assert found["STREET_ADDRESS@ST NAME"][:2] == WHOLE


def test_words_for_roads_decide_without_headers(columns) -> None:
    assert columns((), *rows(0, 1, 2, 3, 4, 5))["STREET_ADDRESS@4"][:2] == WHOLE
    assert columns((), *rows(2, 3, 4, 5))["STREET_ADDRESS@2"][0] == "ELM ST, RENO, 89501"


def test_words_for_roads_without_a_town_and_a_code_decide_nothing(columns) -> None:
    assert not any(key.startswith("STREET") for key in columns((), *rows(2, 3, 1)))


def test_an_address_by_its_words_leaves_another_one_whole(columns) -> None:
    mailed = ("9 QUARRY LN", "7 PINE ST", "12 OAK AVE", "88 HILL RD", "31 MAIN ST", "5 LAKE DR")
    both = [
        (one[0], line, "LAS VEGAS", "NV", *one[1:])
        for line, one in zip(mailed, rows(2, 3, 4, 5), strict=True)
    ]
    found = columns((), *both)
    assert found["STREET_ADDRESS@2"][0] == "9 QUARRY LN, NV"
    assert found["STREET_ADDRESS@5"][0] == "ELM ST, RENO, 89501"
