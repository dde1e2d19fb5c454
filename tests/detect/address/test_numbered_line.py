"""Lines of numbered lists begin as houses in a street do."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address.numbered_line import enumerated, hide_counts
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
