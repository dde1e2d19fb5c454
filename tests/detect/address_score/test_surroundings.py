"""How a stretch and what stands around it are described."""

from __future__ import annotations

from pii_sweep.detect.address_score import surroundings
from pii_sweep.detect.text.candidate import Hit

NOTE = "Reported by: Mrs Oduya\nSite: 5 Quarry Cottages, Denby\nAccess: key next door\n"
PERSON = Hit("PERSON", 13, 22, 0.9, "Person")


def _describe(first: int, last: int) -> set[str]:
    return surroundings.read(NOTE, [PERSON]).describe(1, first, last)


def test_a_stretch_has_its_words_its_label_and_what_follows() -> None:
    found = _describe(1, 3)
    assert {"first #1", "last House", "number first", "words 3", "word quarry"} <= found
    assert {"label site", "labelled", "mark :", "town behind", "mark behind ,"} <= found


def test_a_name_above_counts() -> None:
    assert "PERSON above" in _describe(1, 3)
    assert "text PERSON" in _describe(1, 3)
    assert "text empty" in surroundings.read(NOTE, []).describe(1, 1, 3)


def test_numbered_lines_above_and_below_count() -> None:
    listed = surroundings.read("12 Oak panels\n14 Park benches\n16 Hex Drive", [])
    assert "numbered lines 2" in listed.describe(1, 0, 2)


def test_a_first_word_has_its_neighbours() -> None:
    found = set(surroundings.read(NOTE, []).describe_start(1, 1))
    assert {"before site", "second word quarry", "led True #1"} <= found


def test_a_claim_has_its_reasons_and_lines() -> None:
    at = NOTE.index("5 Quarry")
    hit = Hit("STREET_ADDRESS", at, at + 17, 0.62, "StreetAddress", ("suffix:0.50", "own_line:+0.10"))
    found = surroundings.read(NOTE, [hit]).describe_claim(hit)
    assert {"claim 0 lines", "claim score 0.6", "claim suffix", "claim own_line", "first #1"} <= found


def test_a_label_is_one_of_addresses_in_any_language() -> None:
    assert surroundings.is_label("home address")
    assert surroundings.is_label("anschrift")
    assert not surroundings.is_label("fault")
