"""Words that may be a given name in a paper of a few lines."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person import weak_name
from pii_sweep.detect.text.interval_set import Taken


def sources(text: str, met: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, str]]:
    hits = weak_name.find(text, Taken(met))
    return [(text[hit.start : hit.end], hit.reasons[0].partition(":")[0]) for hit in hits]


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        ("Hoy Giulia no viene.", "Giulia", "weak_given"),
        ("Omluvte Apolenu, bolelo ji v krku.", "Apolenu", "weak_case"),
        ("Soused Xylon čeká.", "Xylon", "weak_calling"),
        ("جاءت مازن أمس", "مازن", "weak_script"),
    ],
)
def test_a_given_name_is_a_candidate_in_any_script_and_case(text: str, name: str, source: str) -> None:
    assert (name, source) in sources(text)


def test_a_family_name_behind_belongs_to_the_candidate() -> None:
    assert sources("Plainte de Martine Girard, hier.") == [("Martine Girard", "weak_given")]


def test_everyday_words_days_and_what_is_claimed_are_no_candidates() -> None:
    assert sources("Street closed. Monday Bread and Butter.") == []
    assert sources("Giulia", ((0, 6),)) == []


@pytest.mark.parametrize(
    ("text", "found"), [("Giulia\nlegge bene.", ["Giulia"]), ("Casa Giulia\nè chiusa.", [])]
)
def test_a_candidate_alone_is_kept_by_what_it_stands_next_to(find, text: str, found: list[str]) -> None:
    assert find(text, "prose").get("PERSON", []) == found
