"""A number that passes a check digit is none where most numbers at its place fail it."""

from __future__ import annotations

import random

import pytest

from pii_sweep.detect.detector import Detector
from pii_sweep.detect.identifiers import chance_number
from pii_sweep.types import Detection, Passage, Where

CARDS = ("4111111111111111", "5500005555555559", "4012888888881881", "5105105105105100", "4222222222222220",
         "6011000990139424", "4000056655665556")  # fmt: skip


def numbers(figures: int = 16) -> list[str]:
    """Return random numbers, in which cards are by chance."""
    draw = random.Random(5)
    return [str(draw.randrange(10 ** (figures - 1), 10**figures)) for _ in range(120)]


@pytest.mark.parametrize(
    "line",
    [
        "INFO done trace={} status=200",
        '{{"req_id": "{}", "status": 200}}',
        "2026-03-01 10:11:12 {} WARN request done",
        "GET /health request {} in 12 ms",
        "GET,/health,{},12",
    ],
)
@pytest.mark.parametrize("layout", ["log", "prose"])
def test_random_numbers_at_one_place_of_their_lines_are_no_cards(find, line: str, layout: str) -> None:
    assert "CREDIT_CARD" not in find("\n".join(map(line.format, numbers())), layout)


def test_the_same_key_of_many_records_is_one_place(detector: Detector, place: Where) -> None:
    records = [Passage(f"trace: {number}\nlevel: INFO", place, (), "fields") for number in numbers()]
    found = [item for item in detector.examine(records) if isinstance(item, Detection)]
    assert "CREDIT_CARD" not in {item.entity for item in found}


@pytest.mark.parametrize("line", ["INFO paid trace={} status=200", "10:11:12 {} paid", "{}"])
def test_numbers_of_which_most_pass_are_cards(find, line: str) -> None:
    text = "\n".join(map(line.format, (*CARDS, *numbers()[:3])))
    assert set(CARDS) <= set(find(text, "log")["CREDIT_CARD"])


def test_a_card_under_a_key_of_its_own_stays_among_other_numbers(find) -> None:
    lines = [f"INFO trace={number} ref=none" for number in numbers()]
    lines[40] = f"INFO trace={numbers()[40]} ref={CARDS[0]}"
    assert find("\n".join(lines), "log")["CREDIT_CARD"] == [CARDS[0]]


def test_a_key_that_says_card_needs_no_others_that_pass(find) -> None:
    text = "\n".join(f"INFO card={number}" for number in (CARDS[0], *numbers()[:30]))
    assert CARDS[0] in find(text, "log")["CREDIT_CARD"]


def test_cards_of_several_people_have_places_of_their_own(find) -> None:
    names = ("Ruth Vance", "Omar Diaz", "Ann Stone", "Bob Miller", "Eva Nowak", "Jo Hale")
    lines = [f"{name} {number}" for name, number in zip(names, (CARDS[0], *numbers()[:5]), strict=True)]
    assert find("\n".join(lines), "prose")["CREDIT_CARD"] == [CARDS[0]]


@pytest.mark.parametrize(("others", "found"), [(4, True), (5, False)])
def test_numbers_of_which_half_pass_are_no_cards(find, others: int, found: bool) -> None:
    text = "\n".join(map("INFO paid trace={} status=200".format, (*CARDS[:5], *numbers()[:others])))
    assert ("CREDIT_CARD" in find(text, "log")) is found


PATHS = (
    "m 82.019531 73.417969 c -0.0625 6.960937 -1.441406 13.683593 3.917968 19.125 z m 1 1 h 2",
    "M3 2v.679688l-1 2z",
)


@pytest.mark.parametrize("path", PATHS)
def test_the_path_of_a_drawing_holds_nothing(find, columns, path: str) -> None:
    assert chance_number.is_drawing(path)
    assert find(path, "fields") == {}
    assert columns(("/@d",), (path,), (PATHS[0],)) == {}


@pytest.mark.parametrize("text", ["Main 415 555 0132", "M 415 555 0132", "M415 call 555 0132", "M 12 Oak St"])
def test_what_only_begins_like_a_path_is_read(text: str) -> None:
    assert not chance_number.is_drawing(text)


def test_telephones_behind_single_letters_are_no_path(find, columns) -> None:
    assert find("M 415-555-2671 H 415-861-0199", "prose")["PHONE_NUMBER"] == ["415-555-2671", "415-861-0199"]
    rows = (
        ("Ada Lindberg", "M 0171 2345678 T 089 12345678"),
        ("Karl Horvat", "M 0171 2345679 T 089 12345671"),
    )
    assert len([*columns(("Name", "Tel"), *rows)["PHONE_NUMBER@Tel"]]) == 4
