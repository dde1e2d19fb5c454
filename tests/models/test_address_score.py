"""The fitting of the score of addresses."""

from __future__ import annotations

from models.train import address_score
from pii_sweep.detect.text.candidate import Hit

BLOCK = "Site: [[STREET_ADDRESS:5 Quarry Cottages]]\nDepot: [[STREET_ADDRESS_OFFICE:12 Mill Road]]"


def test_marks_are_taken_out_of_a_paper() -> None:
    paper = address_score.read_paper("one", BLOCK, clean=False)
    assert paper.text == "Site: 5 Quarry Cottages\nDepot: 12 Mill Road"
    assert [paper.text[slice(*mark)] for mark in paper.marks] == ["5 Quarry Cottages"]
    assert [paper.text[slice(*mark)] for mark in paper.offices] == ["12 Mill Road"]


def test_candidates_over_a_mark_are_right_and_those_over_an_office_left_out() -> None:
    paper = address_score.read_paper("one", BLOCK, clean=False)
    found = list(address_score.readings(0, address_score.Known(paper, [])))
    right = {paper.text[one.one.start : one.one.end] for one in found if one.right}
    assert "5 Quarry Cottages" in right
    assert not any(one.one.line == 1 and one.one.start >= paper.offices[0][0] for one in found)


def test_the_street_is_the_part_of_an_address_before_its_town() -> None:
    assert address_score.street_of("419 Brookmere Ave, Dayton, OH 45405") == "419 Brookmere Ave"
    assert address_score.street_of("Flat 2, 14 Orchard View, Hull") == "Flat 2, 14 Orchard View"
    assert address_score.street_of("937-555-0148 ext. 3 front") == ""
    assert address_score.street_of("anna@mill.example") == ""


def test_weights_part_what_is_right_from_what_is_not() -> None:
    rows = [address_score.Row(["bias", "a" if at % 2 else "b"], bool(at % 2), 1.0) for at in range(20)]
    weights = address_score.fit(rows)
    assert weights["a"] > 0 > weights["b"]


def test_a_paper_counts_what_is_found_and_what_is_false() -> None:
    known = address_score.Known(address_score.read_paper("one", BLOCK, clean=False), [])
    right, wrong = Hit("STREET_ADDRESS", 6, 23, 0.9, "x"), Hit("STREET_ADDRESS", 0, 4, 0.9, "x")
    counts = address_score.count(known, [right, wrong])
    assert (counts["marked"], counts["found"], counts["false"], counts["false in clean"]) == (1, 1, 1, 0)
