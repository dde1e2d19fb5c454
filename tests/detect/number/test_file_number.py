"""Numbers of files that an office counts through a year."""

from __future__ import annotations

import pytest

from pii_sweep.detect.number import file_number

CASES = ("CR-26-00312-B", "CR-26-00313-C", "CR-26-00317-G", "CR-26-00320-B")


def read(text: str) -> list[str]:
    return sorted(text[start:end] for start, end in file_number.find(text))


@pytest.mark.parametrize("form", ["{}", "Case {}, filed", "{};"])
def test_numbers_that_count_up_within_a_year_are_of_files(form: str) -> None:
    assert read("\n".join(map(form.format, CASES))) == sorted(CASES)
    assert read("AZ/2024/0113 AZ/2024/0115 AZ/2024/0116 AZ/2024/0121") != []


def test_numbers_all_over_their_range_or_of_several_years_are_not() -> None:
    assert read("CR-26-00312-B CR-26-71313-C CR-26-40317-G CR-26-95320-B") == []
    assert read("CR-23-00312-B CR-24-00313-C CR-25-00314-G CR-26-00315-B") == []
    assert read("\n".join(CASES[:3])) == [] and read("no number at all") == []
