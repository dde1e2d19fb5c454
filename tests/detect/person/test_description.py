"""What words that stand where a candidate for a name does say of it."""

from __future__ import annotations

from pii_sweep.detect.person import description
from pii_sweep.detect.person.evidence import name_shape
from pii_sweep.detect.text.candidate import Hit

MARKS = "Thomas 14/20\nGrace 18/20\nSamuel 11/20\nChloe 19/20\nBenjamin absent\nLily 16/20"
GOODS = "Butter 14/20\nGrace 18/20\nShampoo 11/20\nVinegar 19/20\nBread absent\nSoap 16/20"


def describe(text: str, name: str) -> dict[str, float]:
    start = text.index(name)
    hit = Hit("PERSON", start, start + len(name), 0.3, "Person", ("lexicon:0.30",))
    return description.describe(text, hit, "page", None, name_shape.shipped())


def test_given_names_at_the_same_place_of_the_lines_around_speak_for_a_name() -> None:
    names, goods = describe(MARKS, "Grace"), describe(GOODS, "Grace")
    assert names["lines given"] == names["list given"] == 1.0
    assert goods["lines given"] <= 0.25 and goods["list given"] <= 0.25
    assert names["lines shape"] > goods["lines shape"]


def test_a_lone_word_says_what_stands_at_its_place_once_more() -> None:
    assert describe(MARKS, "Grace")["lone lines given"] == 1.0
    whole = describe(MARKS.replace("Grace", "Grace Hall"), "Grace Hall")
    assert whole["lines given"] == 1.0 and "lone lines given" not in whole


def test_a_name_in_a_sentence_has_nothing_at_its_place() -> None:
    found = describe("We met Grace. She had bread.", "Grace")
    assert not [name for name in found if name.startswith(("list", "lines"))]
