"""Lists of numbers below or behind one label, and numbers with a comma alone between them."""

from __future__ import annotations

import pytest

from pii_sweep.types import Detection, Passage

_SSNS = ["417362290", "238514407", "561093318", "309427715", "124883056"]
_BSNS = ["111222333", "123456782", "111111110"]


def _values(detector, place, *texts: str, entity: str = "US_SSN") -> list[str]:
    found = detector.examine([Passage(text, place) for text in texts])
    return [one.value for one in found if isinstance(one, Detection) and one.entity == entity]


@pytest.mark.parametrize(
    "text",
    [
        "SSN\n" + "\n".join(_SSNS * 6),
        "SSNS = {\n    '" + "',\n    '".join(_SSNS * 6) + "',\n}\n",
        "select id from claims where ssn in ('" + "','".join(_SSNS * 6) + "')",
    ],
)
def test_a_label_holds_for_every_number_of_its_list(detector, place, text: str) -> None:
    assert _values(detector, place, text) == _SSNS * 6


def test_a_list_ends_where_other_marks_or_words_stand(detector, place) -> None:
    ssns = "SSN: " + ", ".join(_SSNS * 4)
    text = f"{ssns}\nThe parts of the shelf behind the door in the hall of the depot: 300415526, 300415527"
    assert _values(detector, place, text) == _SSNS * 4


def test_numbers_of_two_kinds_by_turns_are_no_list(detector, place) -> None:
    rows = "".join(f"{one} {780000000 + at * 7919}\n" for at, one in enumerate(_SSNS * 6))
    assert len(_values(detector, place, "SSN       BATCH\n" + rows)) < len(_SSNS * 6)


def test_numbers_that_were_never_issued_make_no_list(detector, place) -> None:
    text = "SSN " + ";".join(["417362290", *(f"9{at}4362290" for at in range(10, 60))])
    assert _values(detector, place, text) == ["417362290"]


def test_a_list_goes_on_in_the_next_passage_of_its_object(detector, place) -> None:
    lines = [f"{one}\n" for one in _SSNS * 8]
    assert len(_values(detector, place, "SSN\n" + "".join(lines), "".join(lines))) == len(lines) * 2
    assert _values(detector, place, "Batches\n", "".join(lines)) == []


def test_a_national_label_holds_for_the_numbers_of_its_list_that_pass_its_check(detector, place) -> None:
    text = "BSN: " + ", ".join([*_BSNS, *_BSNS])
    assert _values(detector, place, text, entity="NATIONAL_ID") == _BSNS * 2


@pytest.mark.parametrize(
    ("entity", "values"),
    [
        ("CREDIT_CARD", ["4111111111111111", "5500005555555559", "4012888888881881"]),
        ("NATIONAL_ID", ["529.982.247-25", "111.444.777-35", "390.533.447-05"]),
        ("PHONE_NUMBER", ["559-555-0142", "510-555-0117", "916-555-0123"]),
    ],
)
def test_a_comma_alone_may_part_the_numbers_of_a_list(detector, place, entity: str, values) -> None:
    assert _values(detector, place, "X=[" + ",".join(values) + "]\n", entity=entity) == values


def test_decimals_behind_a_comma_are_no_card(detector, place) -> None:
    assert _values(detector, place, "breite 38,4111111111111111 m\n", entity="CREDIT_CARD") == []


def test_numbers_of_a_list_that_seldom_pass_the_check_of_cards_are_none(detector, place) -> None:
    numbers = ",".join(str(4111111111111111 + at * 7) for at in range(40))
    assert len(_values(detector, place, f"X=[{numbers}]\n", entity="CREDIT_CARD")) <= 1


def test_a_slash_may_part_two_telephones(detector, place) -> None:
    text = "559-555-0142/510-555-0117\n"
    assert _values(detector, place, text, entity="PHONE_NUMBER") == ["559-555-0142", "510-555-0117"]


def _draw(highest: int, count: int = 40) -> list[str]:
    return [
        f"{100 + at * 353 % (highest - 100):03d}{10 + at * 7 % 89}{1000 + at * 1237 % 8999}"
        for at in range(count)
    ]


def test_a_text_of_numbers_that_lie_as_social_security_numbers_do_is_found_with_a_low_score(
    detector, place
) -> None:
    values = _draw(772)
    found = detector.examine([Passage("\n".join(values) + "\n", place)])
    assert [(one.value, one.score < 0.5) for one in found if isinstance(one, Detection)] == [
        (value, True) for value in values
    ]


@pytest.mark.parametrize(
    "values", [_draw(999), sorted(_draw(772)), [f"41{value[2:]}" for value in _draw(772)]]
)
def test_other_numbers_of_nine_figures_without_a_label_are_none(detector, place, values) -> None:
    assert _values(detector, place, "\n".join(values) + "\n") == []
