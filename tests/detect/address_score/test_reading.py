"""Which addresses of running text are found by the score, and which claims it refuses."""

from __future__ import annotations

import pytest

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.address_score import reading, surroundings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Detection, ObjectRef, Passage, Where

WHERE = Where(ObjectRef("b", "note.txt"))
TICKET = """Ticket 51120
Reported by: Mrs Adaeze Lindqvist
Site: 7 Tannery Cottages
Fault: no ignition after 3 tries
"""
GOODS = """ref 5510
12 Oak panels, 2 sanded
M8 x 30 Hex Drive, box of 100
1 x 4 Way Splitter
Series 7 Court shoes (black) size 39 - back order
"""


@pytest.fixture(scope="module")
def reader() -> Detector:
    return detect.load(Settings())


def _addresses(reader: Detector, text: str) -> set[str]:
    found = reader.examine([Passage(text, WHERE)])
    return {one.value for one in found if isinstance(one, Detection) and one.entity == "STREET_ADDRESS"}


def _always(_hit: Hit) -> bool:
    return True


def test_houses_without_a_streets_word_are_found(reader: Detector) -> None:
    assert _addresses(reader, TICKET) == {"7 Tannery Cottages"}


def test_goods_are_none_though_rules_claim_some(reader: Detector, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _addresses(reader, GOODS)
    monkeypatch.setattr(reading, "add", lambda text, layout, hits, asked: hits)
    assert len(_addresses(reader, GOODS)) == 2


REFUSING = reading.Weights({}, {}, {"bias": -9.0})


def _refuse(text: str, claim: Hit) -> bool:
    return not reading.drop_unlikely(surroundings.read(text, [claim]), REFUSING)


def test_a_claim_with_a_code_or_in_a_short_text_is_never_refused() -> None:
    claim = Hit("STREET_ADDRESS", 9, 22, 0.9, "StreetAddress", ("suffix:0.60",))
    assert _refuse(GOODS, claim)
    assert not _refuse(GOODS, claim.at(parts={"zip": "45405"}))
    assert not _refuse(GOODS, claim.at(parts={"country": "Ireland"}))
    assert not _refuse(GOODS, claim.at(entity="PERSON"))
    assert not _refuse("Ordered\n12 Oak panels, 2 sanded", claim)


def test_a_claim_on_a_whole_line_is_never_refused() -> None:
    text = "Meeting notes\nbuy milk\n12 Elm Street\ncall the plumber\n"
    at = text.index("12 Elm")
    claim = Hit("STREET_ADDRESS", at, at + 13, 0.9, "StreetAddress", ("suffix:0.60", "own_line:+0.10"))
    assert not _refuse(text, claim)
    assert _refuse(text, claim.at(reasons=("suffix:0.60",)))
    assert _refuse(text, claim.at(end=at + 18))


@pytest.mark.parametrize("layout", ["fields", "log", "metadata"])
def test_records_are_left_to_their_labels(layout: str) -> None:
    assert reading.add(TICKET, layout, [], _always) == []


def test_what_is_not_asked_for_is_not_added() -> None:
    assert reading.add(TICKET, "prose", [], lambda hit: False) == []


def test_of_overlapping_stretches_the_likeliest_is_taken_with_the_claim_on_its_part() -> None:
    whole, part = reading.Candidate(0, 0, 3, 0, 16), reading.Candidate(0, 1, 3, 4, 16)
    claim = Hit("STREET_ADDRESS", 7, 20, 0.8, "StreetAddress", (), None, {"city": "Reno"})
    [found] = reading.choose([(0.6, part), (0.95, whole)], [claim])
    assert (found.start, found.end, found.score) == (0, 20, reading.MOST_SURE)
    assert found.parts == {"city": "Reno"}


def test_no_address_is_read_over_a_telephone_but_over_a_name() -> None:
    text = "Site: 7 Tannery Cottages"
    for entity, free in (("PERSON", True), ("PHONE_NUMBER", False)):
        around = surroundings.read(text, [Hit(entity, 8, 24, 0.5, "x")])
        found = list(reading.find_candidates(around, lambda line, first: True))
        assert any(one.start == 6 and one.end == 24 for one in found) is free


@pytest.mark.parametrize(
    ("text", "claimed", "grown"),
    [
        ("Flat 8, 123 Main St", "123 Main St", True),
        ("8 123 Main St", "123 Main St", False),
        ("Cy Roe, 25 Mill Road", "25 Mill Road", False),
    ],
)
def test_neither_a_name_nor_a_number_alone_is_added_before_a_claim(
    text: str, claimed: str, *, grown: bool
) -> None:
    hits = [Hit("STREET_ADDRESS", text.index(claimed), len(text), 0.9, "Address")]
    if text.startswith("Cy"):
        hits.append(Hit("PERSON", 0, len("Cy Roe"), 0.9, "Name"))
    around = surroundings.read(text, hits)
    starts = {one.start for one in reading.find_candidates(around, lambda place, first: True)}
    assert (0 in starts) is grown
