"""Pages that are drawn and read by OCR: entities lie where their letters came out."""

from __future__ import annotations

import random

from models.train import corpus, scanned
from models.train.template import Example

DRAWN: Example = (
    "SHIP TO:\nAnn Lee\n12 Main St\nReno, NV 89501",
    [(9, 16, "PERSON"), (17, 42, "STREET_ADDRESS")],
)


def values(example: Example) -> list[str]:
    text, entities = example
    return [text[start:end] for start, end, _ in entities]


def test_entities_follow_letters_that_are_confused_lost_or_added() -> None:
    moved = scanned.aligned(DRAWN, "~ SHIP T0:\nAnnLee\n\n12 Maln St.\nReno, NV 8950l")
    assert moved is not None
    assert values(moved) == ["AnnLee", "12 Maln St.\nReno, NV 8950l"]
    assert [label for _, _, label in moved[1]] == ["PERSON", "STREET_ADDRESS"]


def test_a_page_that_is_not_read_teaches_nothing() -> None:
    assert scanned.aligned(DRAWN, "~ ,, | _ =") is None


def test_a_name_that_is_not_read_spoils_its_page() -> None:
    assert scanned.aligned(DRAWN, "SHIP TO:\n#~ _ §\n12 Main St\nReno, NV 89501") is None


def test_the_same_seed_draws_and_reads_the_same_pages() -> None:
    slots = corpus.slots(None)
    first, again = (list(scanned.examples(4, "seed", slots, dev=False)) for _ in range(2))
    assert first == again
    assert first
    for text, entities in first:
        for start, end, _ in entities:
            assert text[start:end] == text[start:end].strip() != ""


def test_long_lines_are_broken_at_blanks_and_no_letter_moves() -> None:
    text = "word " * 60 + "Ann Lee"
    wrapped, entities = scanned._wrapped((text, [(300, 307, "PERSON")]))
    assert wrapped.replace("\n", " ") == text
    assert max(map(len, wrapped.split("\n"))) <= scanned.LONGEST_LINE
    assert wrapped[entities[0][0] : entities[0][1]] == "Ann Lee"


def test_a_page_is_grey_and_as_large_as_its_text() -> None:
    small, large = (scanned.page(text, random.Random(2)) for text in ("Ann", "Ann Lee\n" * 9))
    assert small.mode == large.mode == "L"
    assert small.height < large.height
