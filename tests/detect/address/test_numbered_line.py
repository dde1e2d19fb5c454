"""Lines of numbered lists begin as houses in a street do."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address.numbered_line import enumerated, hide_counts, part_coded
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(("below", "listed"), [(4, True), (9, False)])
def test_a_line_whose_number_the_next_one_follows_is_of_a_list(below: int, listed: bool) -> None:
    first = Hit("STREET_ADDRESS", 0, 11, 0.5, "Address")
    assert enumerated(f"3 Oak Frame\n{below} Elm Table", first) is listed


def test_the_numbers_of_a_list_of_people_give_way_to_empty_lines_of_the_same_length() -> None:
    text = "4821 Ines Haller, Lindenweg 12\n4822 Nina Weiss, Mühlgasse 14\n"
    hidden = hide_counts(text)
    assert hidden == "   \n Ines Haller, Lindenweg 12\n   \n Nina Weiss, Mühlgasse 14\n"
    with_maria = text + "4823 Maria Weiss, Ahornstr. 3\n"
    assert hide_counts(with_maria) == hidden + "   \n Maria Weiss, Ahornstr. 3\n"


@pytest.mark.parametrize(
    "text",
    [
        "6720 Szeged Alsó, Oskola utca 23\n6721 Szeged Alsó, Kossuth utca 4\n",
        "4821 Ines Haller, Lindenweg 12\n",
        "9562 Maria Rain, Seestraße 12\n9563 Maria Lanzendorf, Hauptstraße 3\n",
        "47011 San Martín, Calle Mayor 12\n47012 Santa Clara, Calle Real 3\n",
        "38410 Saint Martin, 12 rue Pasteur\n38420 St. Paul, 3 rue Hugo\n",
        "4821 Bad Ems, Lindenweg 12\n4822 Ines Haller, Lindenweg 14\n",
    ],
)
def test_codes_of_towns_and_a_lone_line_stay(text: str) -> None:
    assert hide_counts(text) == text


CODED = "6724 Szeged, Felső sor 14.\n6725 Szeged, Alsó sor 8.\n6726 Szeged, Középső sor 21."


def test_of_lines_that_begin_with_a_code_and_its_town_each_is_an_address() -> None:
    hit = Hit("STREET_ADDRESS", CODED.index("Felső"), CODED.index("\n6726"), 0.9, "Address")
    parts = [CODED[one.start : one.end] for one in part_coded(CODED, [hit])]
    assert parts == ["6724 Szeged, Felső sor 14.", "6725 Szeged, Alsó sor 8.", "6726 Szeged, Középső sor 21"]


def test_lines_with_goods_sizes_or_one_code_are_left_as_they_are() -> None:
    for text in (
        "20442 Nuts, steel 20 mm\n20443 Bolts, steel 24 mm",
        "Felső sor 14\n6724 Szeged, Nagy sor 2",
    ):
        hit = Hit("STREET_ADDRESS", 0, len(text), 0.9, "Address")
        assert list(part_coded(text, [hit])) == [hit]


def test_codes_and_towns_at_the_head_of_lines_are_no_articles_numbers() -> None:
    hit = Hit("STREET_ADDRESS", 0, 26, 0.5, "Address")
    assert not enumerated(CODED, hit)
    assert enumerated("6724 Steel Nuts\n6725 Steel Bolts\n6726 Brass Pins", hit)
