"""What stands around a telephone, a mailbox or a postal address."""

from __future__ import annotations

import re

from pii_sweep.detect.contact import surroundings
from pii_sweep.detect.text.candidate import Hit

NUMBER = re.compile(r"\d{3}-\d{4}")


def describe(text: str, *people: str) -> dict[str, float]:
    number = NUMBER.search(text)
    assert number
    hits = [Hit("PERSON", text.index(name), text.index(name) + len(name), 0.9, "Person") for name in people]
    hit = Hit("PHONE_NUMBER", *number.span(), 0.9, "Phone")
    return surroundings.read(text, [*hits, hit]).describe(hit)


def test_words_count_by_where_they_stand() -> None:
    found = describe("Reception\nOur hotline is 347-6120 on weekdays")
    assert {"sentence ours", "before desk", "behind purpose", "above desk"} <= found.keys()


def test_words_of_another_sentence_do_not_count_as_its_own() -> None:
    assert "sentence desk" not in describe("Ask at the reception. Mine is 347-6120.")


def test_a_name_on_the_line_is_near_and_one_above_is_not_on_it() -> None:
    assert describe("Ana Silva 347-6120", "Ana Silva")["person on line"] == 1
    above = describe("Ana Silva\n347-6120", "Ana Silva")
    assert above["person on line"] == 0
    assert above["person above"] == 1


def test_only_the_first_number_after_a_name_is_the_first() -> None:
    text = "Ana Silva 441-9087, 347-6120"
    one, two = (Hit("PHONE_NUMBER", *match.span(), 0.9, "Phone") for match in NUMBER.finditer(text))
    read = surroundings.read(text, [Hit("PERSON", 0, 9, 0.9, "Person"), one, two])
    assert read.describe(one)["first of person"] == 1
    assert read.describe(two)["first of person"] == 0


def test_a_text_without_a_name_says_so() -> None:
    assert describe("347-6120")["no people"] == 1
    assert describe("Ana Silva 347-6120", "Ana Silva")["no people"] == 0
