"""How surely a street is one by its own words: the suffix, capitals, an ordinal."""

from __future__ import annotations

import pytest

from pii_sweep.detect.address import street


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("12 Oak Street", 0.6),
        ("12 oak street", 0.5),  # running text has no capitals
        ("12 Oak Court", 0.55),  # a court sits, too
        ("12 oak court", 0.35),
        ("12 Oak Park", 0.38),  # parks are no streets, most of them
        ("12 oak park", 0.2),
        ("12 old Oak Street", 0.4),
        ("12 5th Avenue", 0.7),  # an ordinal is a street's
        ("12 N. Oak St", 0.65),
    ],
)
def test_a_street_is_as_sure_as_its_words(text: str, strength: float) -> None:
    (found,) = street.starts(text)
    assert found.strength == pytest.approx(strength)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "kind"), [("4 im Menü", "named"), ("9 zum Hof", "named"), ("12 rue Royale", "opener")]
)
def test_a_number_before_a_german_preposition_needs_a_town(text: str, kind: str) -> None:
    assert kind in {one.kind for one in street.starts(text)}


@pytest.mark.parametrize(
    ("text", "streets"),
    [("12 MG Road, Pune 411001", ["12 MG Road"]), ("256 GB Drive", []), ("12 mg road", [])],
)
def test_initials_that_are_a_unit_in_small_letters_begin_the_name_of_a_road(
    text: str, streets: list[str]
) -> None:
    assert [text[one.start : one.end] for one in street.starts(text)] == streets


def test_a_year_in_polish_is_no_house() -> None:
    assert not list(street.starts("Cennik obowiązuje od 1 marca 2026 r. Płatność kartą, BLIK"))
    assert list(street.starts("12 r. Royale, Paris"))
