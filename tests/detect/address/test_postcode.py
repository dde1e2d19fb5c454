from __future__ import annotations

import pytest

from pii_sweep.detect.address import postcode


@pytest.mark.parametrize(
    ("text", "whole", "sure"),
    [
        ("1032 KX Amsterdam, bel eerst", "1032 KX Amsterdam", True),
        ("19-300 Ełk 1\n", "19-300 Ełk 1", True),
        ("46870 Agullent. Después", "46870 Agullent", False),
        ("by Jedburgh TD8 6QA.", "by Jedburgh TD8 6QA", True),
        ("Itu – SP, 13300-000. O", "Itu – SP, 13300-000", True),
        ("Wagga Wagga NSW 2650. We", "Wagga Wagga NSW 2650", True),
        ("10126 Torino (TO)\n", "10126 Torino (TO)", False),
        ("8680 Ry. Kunde Else", "8680 Ry", False),
        ("cod poștal 550370, tel", "cod poștal 550370", True),
        ("بريدة 51431.", "بريدة 51431", False),
    ],
)
def test_a_code_is_read_with_its_town(text: str, whole: str, sure: bool) -> None:
    tail = postcode.match(text, 0)
    assert tail is not None
    assert (text[tail.start : tail.end], tail.sure) == (whole, sure)


@pytest.mark.parametrize("text", ["1998 Paris", "Berlin 2019.", "2024,", "12 Euro", "4500 items left"])
def test_a_year_or_a_count_is_no_code(text: str) -> None:
    assert postcode.match(text, 0) is None
