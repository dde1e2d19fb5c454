"""Headings of invoices, buildings and shops that the model takes for somebody."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Übersicht\n\nInformationen zum Verkäufer\nFirmenname\n\nPositionen\nMenge  Preis netto\n",
        "Rückruf:     030 4581638\n",
        "Sie erreichen uns bei Rückfragen gern.\n",
        "En cas de retard de paiement, une pénalité sera exigible.\n",
        "Rosswood Chemists\n32 Mill Road, Cambridge CB1 2AD\n",
        "Corn Exchange\n14 Market Street, Leeds LS1 4AB\n",
    ],
)
def test_headings_buildings_and_shops_are_not_people(find, text: str) -> None:
    assert "PERSON" not in find(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dear Mr. Kinder,\nthank you.", "Kinder"),
        ("Ship to: Anna Hall\n14 Market Street, Leeds LS1 4AB\n", "Anna Hall"),
        ("Name: Dora Ware\n", "Dora Ware"),
    ],
)
def test_people_who_are_called_so_stay(find, text: str, name: str) -> None:
    assert find(text)["PERSON"] == [name]
