"""Where fields of fixed width end that touch the next one."""

from __future__ import annotations

from pii_sweep.extract.table.layout.field_edge import find_phone_edges, find_sex_edges

PHONES = (
    "AB 309-668-7722217-264-075209012023",
    "AC 309-331-6703            09012023",
    "AD             217-663-904509012023",
    "AE 309-897-9998217-295-379809012023",
    "AF 309-850-5487217-794-531409012023",
    "AG                         09012023",
)


def test_two_telephones_that_touch_are_two_fields() -> None:
    assert find_phone_edges(PHONES) == {3, 15, 27}


def test_a_place_that_holds_something_else_in_one_line_is_no_field_of_telephones() -> None:
    assert find_phone_edges((*PHONES[:-1], "AG 309-66X-7722217-264-075209012023")) == {15, 27}
    assert find_phone_edges(PHONES[:3]) == set()


def test_the_letter_of_a_sex_is_a_field_before_what_some_lines_lack() -> None:
    lines = ("13FMom Gwen", "11M        ", "12FMom Ruth")
    assert find_sex_edges(lines, "00A" + "A" * 8) == {3}
    assert find_sex_edges(("13A", "11B", "12C"), "00A") == set()
