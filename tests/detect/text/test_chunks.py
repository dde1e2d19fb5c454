"""Long passages are read in parts: nothing is lost, places stay true, time grows with the length alone."""

from __future__ import annotations

import time

import pytest

from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text.chunks import LONG, split_passage
from pii_sweep.detect.text.interval_set import Taken
from pii_sweep.types import Detection, ObjectRef, Passage, Span, Where

WHERE = Where(ObjectRef("b", "k"))
LENGTH = 16_000
ODD = {
    "names": "Ann Lee\t",
    "digits": "7" * 99 + " ",
    "one number": "7",
    "letters": "a",
    "capitals": "A",
    "at signs": "@",
    "points": ".",
    "domains": "a.a.",
    "mails": "a@a.",
    "hyphens": "-",
    "hyphened": "a-",
    "numbered": "1-",
    "spaces": " ",
    "spaced": "a ",
    "lines": "\n",
    "commas": ",",
    "slashes": "/",
    "zero width": "\u200b",
    "combined": "a\u0301",
    "turned": "\u202eab",
    "brackets": "(",
    "quotes": '"',
    "colons": "a: ",
    "dollars": "$1 ",
    "groups": "12,345,",
    "hashes": "#1 ",
    "plus": "+1 ",
    "capital words": "Xy ",
    "initials": "A. ",
}


def test_a_long_passage_is_parted_at_lines_and_its_spans_with_it() -> None:
    lines = [f"Line {number} of a long text\n" for number in range(6000)]
    text, spans, at = "".join(lines), list[Span](), 0
    for number, line in enumerate(lines, 1):
        spans.append(Span(at, at + len(line) - 1, line=number))
        at += len(line)
    parts = list(split_passage(Passage(text, WHERE, tuple(spans), "log")))
    assert "".join(part.text for part in parts) == text
    assert len(parts) > 5
    told = [(part.text[span.start : span.end], span.line) for part in parts for span in part.spans]
    assert told == [(line[:-1], number) for number, line in enumerate(lines, 1)]
    assert {part.layout for part in parts} == {"log"}


def test_a_span_that_is_cut_is_known_in_both_parts() -> None:
    text = "x" * (LONG + 5)
    parts = list(split_passage(Passage(text, WHERE, (Span(0, len(text), json_path="$.a"),))))
    assert "".join(part.text for part in parts) == text
    assert all(part.spans == (Span(0, len(part.text), json_path="$.a"),) for part in parts)


def test_stretches_that_are_taken_are_met_wherever_they_overlap() -> None:
    taken = Taken([(10, 20), (60, 70)])
    taken.add(500, 900)
    asked = [(0, 10), (19, 21), (20, 60), (69, 70), (70, 500), (100, 600), (899, 2000), (900, 901)]
    assert [taken.meets(*span) for span in asked] == [False, True, False, True, False, True, True, False]


def test_names_in_a_long_cell_are_counted_each(detector: Detector) -> None:
    count = 12_000
    people = "Ann Lee\nTom Baker\nMaria Castillo\n"
    found = detector.examine([Passage(people * (count // 3), WHERE)])
    assert sum(isinstance(one, Detection) and one.entity == "PERSON" for one in found) == count


@pytest.fixture(scope="module")
def prose_time(detector: Detector) -> float:
    """Return the processor time of prose on this machine, once all that it needs is loaded."""
    text = ("Ann Lee wrote to Tom Baker about the order of May and the weather. " * 300)[:LENGTH]
    _spend(detector, text)
    return _spend(detector, text)


def _spend(detector: Detector, text: str) -> float:
    started = time.process_time()
    list(detector.examine([Passage(text, WHERE)]))
    return time.process_time() - started


@pytest.mark.parametrize("kind", ODD)
def test_odd_characters_cost_no_more_time_than_prose_times_a_few(
    detector: Detector, prose_time: float, kind: str
) -> None:
    odd = (ODD[kind] * LENGTH)[:LENGTH]
    assert _spend(detector, odd) < 20 * prose_time  # numbers take nine times as long
