"""Two people of one family in a cell, and the right in which somebody owns, behind the name."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pii_sweep.detect.tables.people import joint_owner, several_names
from pii_sweep.detect.tables.people.joint_owner import split_owners
from pii_sweep.detect.tables.people.name_column import is_thing


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("LINDQVIST MARIA J & OTTO", ("LINDQVIST MARIA J", "OTTO")),
        ("VAN DYKE PETER AND ANNA L TR", ("VAN DYKE PETER", "ANNA L")),
        ("Lindqvist, Maria & Otto", ("Lindqvist, Maria", "Otto")),
        ("LINDQVIST, N & D", ("LINDQVIST, N",)),
        ("LINDQVIST OTTO ET UX", ("LINDQVIST OTTO",)),
    ],
)
def test_each_owner_is_a_name_without_a_right(cell: str, names: tuple[str, ...]) -> None:
    assert split_owners(cell) == names
    assert not is_thing(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "STONE BRIDGE & PARTNERS",
        "Maria Lindqvist & Otto Berg",
        "OAK & ELM",
        "MARIA & OTTO LINDQVIST",
        "Otto TR",
    ],
)
def test_firms_and_names_in_their_usual_order_are_left_whole(cell: str) -> None:
    assert split_owners(cell) == (cell,)


def test_owners_of_a_roll_without_a_header_are_people_and_its_firms_are_not(columns) -> None:
    owners = (
        "LINDQVIST MARIA J & OTTO", "HOLLOWAY PETER TR", "NGUYEN THI ANNA", "GARCIA JUAN & ROSA M",
        "MARTINEZ CARLOS", "OAK RIDGE HOLDINGS LLC", "SCHMIDT HANS ETAL", "KOWALSKI ADAM & EWA",
        "BROWN JAMES E", "OKAFOR GRACE N",
        "PATEL ANITA", "WALKER SUSAN",
    )  # fmt: skip
    rows = tuple((f"00{at}3182R", owner, f"{at}4 ELM ST", "RENO", "NV") for at, owner in enumerate(owners))
    found = columns((), *rows)["PERSON@2"]
    assert {"LINDQVIST MARIA J", "OTTO", "HOLLOWAY PETER", "SCHMIDT HANS"} <= set(found)
    assert "OAK RIDGE HOLDINGS LLC" not in found


_PIECES = st.sampled_from(
    [
        "Ana",
        "BERG",
        "Holt",
        " ",
        "&",
        "+",
        " AND ",
        "ET AL",
        "TR",
        "E",
        ".",
        ",",
        ";",
        "/",
        "\n",
        "of",
        "OF",
        "S/O ",
        "x",
    ]
)


@given(st.lists(st.lists(_PIECES, max_size=6).map("".join), max_size=4))
@example(["Holt, M & O"])
@example(["HOLT MARIA TR."])
@example(["Son OF Ali", "roof"])
def test_a_column_that_may_not_be_split_stays_as_it_is(cells: list[str]) -> None:
    if not joint_owner.may_split(cells):
        assert [split_owners(cell) for cell in cells] == [(cell,) for cell in cells]
    if not several_names.may_split(cells):
        assert [several_names.split_names(cell) for cell in cells] == [[cell] for cell in cells]
