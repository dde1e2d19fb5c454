"""Keys of records that hold a person's names and social security number."""

from __future__ import annotations

import pytest

KEYS = ("HOLT_MARIA_467219835", "QUIMBY_RUTH_512341876", "ACHEBE_DANIEL_218770943", "LEE_ANN_301458822")


@pytest.mark.parametrize("sign", ["_", "-", "|", " "])
@pytest.mark.parametrize("header", ["RecordKey", "key"])
def test_the_number_in_a_key_of_people_is_a_social_security_number(columns, header: str, sign: str) -> None:
    found = columns((header, "Amt"), *((key.replace("_", sign), "41.20") for key in KEYS))
    assert found[f"US_SSN@{header}"] == [key[-9:] for key in KEYS]


@pytest.mark.parametrize(
    "keys",
    [
        ("WIDGET_BLUE_467219835", "WIDGET_RED_512341876", "CABLE_LONG_218770943", "CABLE_SHORT_301458822"),
        ("HOLT_MARIA_900219835", "QUIMBY_RUTH_000341876", "ACHEBE_DANIEL_218770943", "LEE_ANN_301458822"),
        ("HOLT_MARIA_204117301", "QUIMBY_RUTH_204117302", "ACHEBE_DANIEL_204117303", "LEE_ANN_204117304"),
    ],
)
def test_keys_of_things_and_numbers_that_count_or_are_never_issued_are_none(
    columns, keys: tuple[str, ...]
) -> None:
    assert not any(
        one.startswith("US_SSN") for one in columns(("RecordKey", "Amt"), *((k, "1") for k in keys))
    )
