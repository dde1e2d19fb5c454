"""What stands around a phrase that may state a trait."""

from __future__ import annotations

from pii_sweep.detect.trait import candidates, surroundings


def _features(text: str, name: str = "") -> set[str]:
    start = text.find(name) if name else -1
    people = [(start, start + len(name))] if name else []
    those = list(candidates.find(text))
    return surroundings.read(text, people, those).describe(those[0])


def test_words_before_and_behind_are_features() -> None:
    found = _features("Ann Lee is Jewish and sings.", "Ann Lee")
    assert "word before 1 is" in found
    assert "word behind 1 and" in found


def test_what_words_indicate_is_a_feature() -> None:
    assert "be" in surroundings.cues_of("is")
    found = _features("Ann Lee is Jewish and sings.", "Ann Lee")
    assert "before 1 be" in found and "belief: before 1 be" in found


def test_where_the_next_person_stands_parts_two_texts() -> None:
    near = _features("Ann Lee is Jewish and sings.", "Ann Lee")
    far = _features("Is Jewish and sings. " + "The hall has chairs and lamps. " * 10 + "Ann Lee", "Ann Lee")
    assert near != far
