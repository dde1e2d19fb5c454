"""Words that several recognizers share stand in one place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pii_sweep.detect import text
from pii_sweep.detect.person.evidence import document_evidence
from pii_sweep.detect.person.name_pattern import JOIN
from pii_sweep.detect.text import vocabulary

DATA = Path(text.__file__).parents[1] / "data"


@pytest.mark.parametrize(
    "line",
    [
        "Sincerely", "Yours truly", "Very truly yours", "With best wishes", "Kind regards", "Many thanks",
        "Best", "Yours ever", "Mit freundlichen Grüßen", "Viele Grüsse", "Saludos cordiales", "Bien à vous",
        "Cordiali saluti", "Med vennlig hilsen",
        "Met vriendelijke groeten", "Med vänliga hälsningar", "Atenciosamente",
    ],
)  # fmt: skip
def test_a_letter_ends_with_courtesy_and_a_closing(line: str) -> None:
    assert re.fullmatch(rf"(?i:{vocabulary.closing()})", line)


@pytest.mark.parametrize("line", ["Best western hotel", "Many orders", "With", "Yours", "Truly madly deeply"])
def test_courtesy_alone_or_before_another_word_ends_no_letter(line: str) -> None:
    assert bool(re.fullmatch(rf"(?i:{vocabulary.closing()})", line)) is (line == "Yours")


@pytest.mark.parametrize("word", ["van", "op de", "uit den", "in 't", "st.", "St", "bint", "'s"])
def test_a_particle_joins_two_words_of_a_name(word: str) -> None:
    assert re.fullmatch(f"(?i:{JOIN})", word)
    assert set(word.lower().rstrip(".").split()) <= vocabulary.particles() | {"den"}


def test_may_is_no_date_by_itself_and_the_other_months_are() -> None:
    assert {"june", "sunday"} <= vocabulary.english_dates()
    assert "may" not in vocabulary.english_dates()
    assert {"may", "sept", "lipca"} <= vocabulary.dates()
    assert "may" in vocabulary.street_stops()
    assert {"mayo", "lunedì", "figure"} <= vocabulary.counted_words()
    assert vocabulary.short_month() == "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"


def test_what_a_letter_begins_and_ends_with_counts_for_its_text() -> None:
    kinds = document_evidence._kinds()
    assert "address" in kinds["kära"]
    assert "closing" in kinds["hälsningar"]


def test_months_greetings_and_closings_stand_in_one_list() -> None:
    shared = {"january", "septembre", "thursday", "bonjour", "servus", "estimada", "saludos", "hilsen"}
    for path in DATA.glob("*.toml"):
        if path.name not in ("greetings_closings.toml", "months_weekdays.toml"):
            again = shared & set(_words(tomllib.loads(path.read_text(encoding="utf-8"))))
            assert not again, f"{path.name}: {sorted(again)}"


def _words(held: object) -> list[str]:
    if isinstance(held, dict):
        return [word for value in held.values() for word in _words(value)]
    if isinstance(held, list):
        return [word for value in held for word in _words(value)]
    return [held] if isinstance(held, str) else []


# Files of which each list is read under whatever name it has.
READ_WHOLE = {"contact_cues", "document_words", "list_heads", "table_words", "trait_words"}


def test_each_list_of_words_is_named_in_the_code_that_reads_it() -> None:
    code = "\n".join(file.read_text("utf-8") for file in DATA.parents[1].rglob("*.py"))
    known = set(re.findall(r"\w+", code))
    unread = [
        f"{file.stem}.{key}"
        for file in sorted(DATA.glob("*.toml"))
        for key in tomllib.loads(file.read_text("utf-8"))
        if file.stem not in READ_WHOLE and key not in known
    ]
    assert not unread
