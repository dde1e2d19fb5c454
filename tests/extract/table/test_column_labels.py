"""Headers of tables of people and of goods."""

from __future__ import annotations

import pytest

from pii_sweep.extract.table.column_labels import names_people


@pytest.mark.parametrize(
    ("names", "people"),
    [
        ("Swimmer|D.O.B.|Club|Event|Mobile", True),
        ("Name|Phone|Hours|Role", True),
        ("Name|Price|Stock", False),
        ("Item|Qty|Contact|Email", False),
        ("Lane|Club|Seed", False),
        ("EMP NO|SOC SEC NO|RATE", True),
        ("SSN|RATE|HOURS", True),
        ("LOT NO|SEC NO|RATE", False),
    ],
)
def test_one_word_of_goods_among_several_of_people_is_no_table_of_goods(names: str, people: bool) -> None:
    assert names_people(names.split("|")) is people
