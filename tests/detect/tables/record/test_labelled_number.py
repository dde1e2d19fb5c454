"""Numbers in a line of text behind the labels that columns have as headers."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.record.labelled_number import find


@pytest.mark.parametrize(
    ("text", "entity", "number"),
    [
        ("Sie ist versichert, KV-Nr. A482910337, seit Mai", "HEALTH_INSURANCE_NUMBER", "A482910337"),
        ("n.º SNS 318 220 417", "HEALTH_INSURANCE_NUMBER", "318 220 417"),
        ("Medicare card number 4417 29103 1", "HEALTH_INSURANCE_NUMBER", "4417 29103 1"),
        ("N° d'adhérent : 0661 204 118", "HEALTH_INSURANCE_NUMBER", "0661 204 118"),
        ("ehliyet no B 440218", "US_DRIVER_LICENSE", "B 440218"),
        ("Führerscheinnummer: B0421XQ7K12", "US_DRIVER_LICENSE", "B0421XQ7K12"),
    ],
)
def test_what_heads_a_column_announces_its_number_in_text(text: str, entity: str, number: str) -> None:
    assert [(hit.entity, text[hit.start : hit.end]) for hit in find(text)] == [(entity, number)]


@pytest.mark.parametrize(
    "text",
    [
        "The pin 482910 opens the door",
        "Medicare spent 4471829 dollars",
        "Medicare in 2019: 4471829.50",
        "driver version 552441 and licence of 1234567 lines",
        "part no 88372620 is in stock",
    ],
)
def test_a_number_without_such_a_label_is_none(text: str) -> None:
    assert not list(find(text))
