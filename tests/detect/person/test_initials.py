"""Letters before a family name are a name's; a title that is one letter is none of them."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person import initials


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le défendeur, M. Paulo Da Silva, est assisté", []),
        ("avec M. Karim Haddad hier", []),
        ("Signé par M. Haddad et P. Mavros", ["M. Haddad", "P. Mavros"]),
        ("vu par M. Paulo hier", ["M. Paulo"]),
        ("S.T. Hughes Ltd", ["S.T. Hughes"]),
    ],
)
def test_a_title_of_one_letter_before_a_whole_name_is_no_initial(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end, _ in initials.find(text)] == names


def test_a_particle_with_a_capital_is_a_part_of_the_name(find) -> None:
    text = "Madame Corinne Lemonnier, de Lyon, est convoquée. Le défendeur, M. Paulo Da Silva, est absent."
    assert "Paulo Da Silva" in find(text, "prose")["PERSON"]
