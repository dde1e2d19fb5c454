from __future__ import annotations

from pii_sweep.detect.person.list import name_pair
from pii_sweep.detect.person.recognizer import find_listed


def read(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in name_pair.find(text)]


def test_a_given_name_whose_surname_stands_behind_another_is_one_whatever_it_means() -> None:
    assert read("Please invite Bill & Joan Thompson") == ["Bill"]
    assert read("Trade and Joan Thompson") == []


def test_a_given_name_behind_a_weekday_or_a_month_is_no_part_of_it() -> None:
    def names(text: str) -> list[str]:
        return [text[start:end] for start, end, *_ in find_listed(text, prose=True)]

    assert names("In May Helen will start") == ["Helen"]
    assert names("On Friday Helen will start") == ["Helen"]
    assert names("They met Master Lockwood Helen") == []
