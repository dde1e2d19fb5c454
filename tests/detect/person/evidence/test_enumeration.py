"""What the other members of a list say of a candidate for a name in it."""

from __future__ import annotations

from collections.abc import Callable

from pii_sweep.detect.person.evidence.enumeration import Span, describe_list, find_aligned, find_members
from pii_sweep.detect.text.candidate import Hit


def describe(text: str, name: str) -> dict[str, float]:
    start = text.index(name)
    hit = Hit("PERSON", start, start + len(name), 0.9, "Person", ())
    return describe_list(text, hit, find_members(text, hit))


def test_the_other_members_of_a_list_are_counted_by_what_they_are() -> None:
    found = describe("Ordered: Gouda cheese, Antje, brown paper, 12 candles.", "Antje")
    assert found["whole member"] == 1.0
    assert found["list of things"] == found["list of figures"] == found["list of capitals"] == 1 / 3


def test_lines_with_bullets_are_members_too() -> None:
    text = "Stops\n- Place Carnot\n- Victor Hugo\n- Jules Ferry\n- Gare\n- Quai Sud\n- Halles"
    assert describe(text, "Victor Hugo")["long list"] == 1.0


def test_a_name_in_a_sentence_stands_in_no_list() -> None:
    assert describe("We met Antje. She had bread, cheese, and wine.", "Antje") == {}


def find(text: str, name: str, way: Callable[[str, Hit], list[Span]]) -> list[str]:
    start = text.index(name)
    hit = Hit("PERSON", start, start + len(name), 0.9, "Person", ())
    return [text[low:high] for low, high in way(text, hit)]


def test_numbered_lines_and_columns_of_blanks_are_members_of_a_list() -> None:
    assert find("1. Thomas\n2. Grace\n3. Samuel", "Grace", find_members) == ["1. Thomas", "3. Samuel"]
    assert find("Mon   Amy     Chris\nTue   Joanne  Mark", "Joanne", find_members) == [
        "Mon", "Amy", "Chris", "Tue", "Mark",
    ]  # fmt: skip
    assert find("Thomas 14/20\nGrace 18/20\nSamuel 11/20", "Grace", find_members) == [
        "Thomas 14/20", "Samuel 11/20",
    ]  # fmt: skip


def test_words_at_the_same_place_of_the_lines_around_are_found_numbers_aside() -> None:
    text = "7.10 Hopkins to station\n7.45 Mrs Akhtar to hospital\n8.15 school run\n\n10.00 Ken"
    assert find(text, "Hopkins", find_aligned) == ["Mrs", "school", "Ken"]
    assert find(text, "Akhtar", find_aligned) == ["to", "run"]
    assert find("We met Ann and later Bob\nat the fair", "Bob", find_aligned) == []


def test_a_candidate_far_into_its_line_is_compared_with_nothing() -> None:
    line = "one two three " * 2_000 + "Ann"
    assert find(f"Bob came\n{line}\nCleo left", "Ann", find_aligned) == []
