"""Records of goods and dishes hold no people, and their prices charge nobody."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.column_header import Sampled, plain_header
from pii_sweep.detect.tables.record import goods_field


def _find(**records: str) -> frozenset[str]:
    return goods_field.find_goods(
        {
            path: [Sampled(0, one, plain_header(one), ("x",)) for one in names.split()]
            for path, names in records.items()
        }
    )


@pytest.mark.parametrize(
    "names",
    [
        "name price allergens",
        "nome qta um",
        "name sku pricing_type ordinal",
        "nome prezzo porzioni ingredienti",
    ],
)
def test_what_is_sold_is_known_by_its_fields(names: str) -> None:
    assert _find(dish=names) == {"dish"}


@pytest.mark.parametrize(
    "names",
    [
        "name price",
        "name email allergens",
        "firstName lastName sku price",
        "name phone price category",
        "name dob calories",
    ],
)
def test_people_who_buy_or_eat_are_no_goods(names: str) -> None:
    assert not _find(guest=names)


def test_records_of_one_list_are_judged_together() -> None:
    records = {
        "$.dishes[0]": "name price",
        "$.dishes[1]": "name price allergens",
        "$.guests[0]": "name price",
    }
    assert _find(**records) == {"$.dishes[0]", "$.dishes[1]"}
