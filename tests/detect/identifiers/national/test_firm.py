"""Check digits of the numbers of firms."""

from __future__ import annotations

import random

import pytest

from pii_sweep.detect.identifiers.national import firm


@pytest.mark.parametrize(
    ("holds", "number"),
    [
        (firm.brazil, "92556031000141"),
        (firm.brazil, "00000000000191"),
        (firm.australia, "39623826123"),
        (firm.australia, "51824753556"),
        (firm.italy, "00743110157"),
        (firm.poland, "5260250274"),
    ],
)
def test_a_number_of_a_firm_has_the_check_digits_of_its_country(holds, number: str) -> None:
    assert holds(number)
    assert not holds(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert not holds(number[:-1]) and not holds(f"A{number[1:]}")


@pytest.mark.parametrize(("of_people", "most"), [(one, 0.12) for one in firm.CHECKS])
def test_few_other_numbers_pass_for_those_of_firms(of_people, most: float) -> None:
    drawn = random.Random(7)
    length = {firm.brazil: 14, firm.australia: 11, firm.italy: 11, firm.poland: 10}[firm.CHECKS[of_people]]
    numbers = ["".join(drawn.choices("0123456789", k=length)) for _ in range(2000)]
    assert sum(map(firm.CHECKS[of_people], numbers)) < most * len(numbers)
