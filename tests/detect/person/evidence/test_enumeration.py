"""What the other members of a list say of a candidate for a name in it."""

from __future__ import annotations

from pii_sweep.detect.person.evidence.enumeration import describe_list
from pii_sweep.detect.text.candidate import Hit


def describe(text: str, name: str) -> dict[str, float]:
    start = text.index(name)
    return describe_list(text, Hit("PERSON", start, start + len(name), 0.9, "Person", ()))


def test_the_other_members_of_a_list_are_counted_by_what_they_are() -> None:
    found = describe("Ordered: Gouda cheese, Antje, brown paper, 12 candles.", "Antje")
    assert found["whole member"] == 1.0
    assert found["list of things"] == found["list of figures"] == found["list of capitals"] == 1 / 3


def test_lines_with_bullets_are_members_too() -> None:
    text = "Stops\n- Place Carnot\n- Victor Hugo\n- Jules Ferry\n- Gare\n- Quai Sud\n- Halles"
    assert describe(text, "Victor Hugo")["long list"] == 1.0


def test_a_name_in_a_sentence_stands_in_no_list() -> None:
    assert describe("We met Antje. She had bread, cheese, and wine.", "Antje") == {}
