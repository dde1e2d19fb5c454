"""Words for kin mark a name next to them, and no day, thing or brand."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person import kinship_phrase
from pii_sweep.detect.text import lexicon, vocabulary


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("my sister Annika called", ["Annika"]),
        ("my sister Annika's house", ["Annika"]),
        ("my sister May called", ["May"]),  # the one month that is a name
        ("my sister Google called", []),
        ("my sister Easter called", []),
        ("my sister Thursday called", []),
        ("my sister Mug called", []),
        ("my sister Al called", []),
        ("my sister Paris called", []),
        ("my sister Paris Quimby called", ["Paris Quimby"]),
        ("Annika here, the box came", ["Annika"]),
        ("Annika (34), of Reno", ["Annika"]),
    ],
)
def test_a_word_for_kin_marks_a_name(text: str, names: list[str]) -> None:
    assert [text[found.start : found.end] for found in kinship_phrase.find(text)] == names


def test_a_day_or_thing_begins_no_name_even_where_it_is_no_everyday_word() -> None:
    days, things = kinship_phrase._DAYS - lexicon.ordinary(), vocabulary.thing_words() - lexicon.ordinary()
    assert days - things and things - days
    for word in sorted(days ^ things)[:40]:
        assert not kinship_phrase._may_begin_name(word, alone=False), word
