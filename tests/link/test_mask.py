"""What a mask shows of a value, kind by kind, and of values too short to show that much of."""

from __future__ import annotations

import pytest

from pii_sweep.link.mask import mask_value


@pytest.mark.parametrize(
    ("entity", "value", "shown"),
    [
        ("PERSON", "Maria del Gomez", "M████ d██ G████"),
        ("PERSON", "J", "J"),
        ("EMAIL_ADDRESS", "maria@example.com", "m███@e███"),
        ("EMAIL_ADDRESS", "no-address", "n███@███"),
        ("CREDIT_CARD", "4111 1111 1111 1234", "████ ████ ████ 1234"),
        ("CREDIT_CARD", "12345678", "████5678"),
        ("CREDIT_CARD", "123456", "████56"),  # at least four are hidden
        ("CREDIT_CARD", "1234", "████"),
        ("LICENSE_PLATE", "8ABC123", "█████23"),
        ("LICENSE_PLATE", "8A71", "███1"),  # at least two digits are hidden
        ("LICENSE_PLATE", "8ABCDEF", "███████"),
        ("ORDER_VALUE", "USD 1,234.50", "USD █,███.██"),
        ("DATE_OF_BIRTH", "12 May 1980", "██ ███ ████"),
        ("IDENTITY_DOCUMENT", "passport", "passport"),
        ("IDENTITY_DOCUMENT", "passport of Maria", "█" * 17),
        ("PASSWORD", "hunter2", "█" * 7),
        ("PASSWORD", "x" * 40, "█" * 32),  # a length beyond tells nothing
        ("HEALTH", "asthma", "█" * 6),
        ("AN_OWN_ONE", "A-77", "████"),
    ],
)
def test_a_mask_shows_what_its_kind_allows(entity: str, value: str, shown: str) -> None:
    assert mask_value(entity, value, {}) == shown


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"state": "CA", "zip": "94016"}, "████████, CA 940██"),
        ({"state": "CA", "zip": "94016-1234"}, "████████, CA 940██"),
        ({"zip": "94016"}, "████████, 940██"),
        ({"state": "CA", "zip": "9401"}, "████████, CA"),  # a code of four digits is a small place
        ({}, "████████"),
    ],
)
def test_an_address_shows_its_state_and_three_digits_of_its_code(parts: dict[str, str], shown: str) -> None:
    assert mask_value("STREET_ADDRESS", "12 Elm Street, San Jose", parts) == shown
