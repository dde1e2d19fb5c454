"""Letters and digits of other widths are read like usual ones, and quoted as they stand."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("ＳＳＮ：５３６－２２－８７４９", "US_SSN", "５３６－２２－８７４９"),
        ("電話：０３－５３２１－１１１１", "PHONE_NUMBER", "０３－５３２１－１１１１"),
        ("Name: Ana Ruiz, SSN 𝟓𝟑𝟔-𝟐𝟐-𝟖𝟕𝟒𝟗", "US_SSN", "𝟓𝟑𝟔-𝟐𝟐-𝟖𝟕𝟒𝟗"),
        ("Ｍａｒｉａ Ｇｏｎｚａｌｅｚ", "PERSON", "Ｍａｒｉａ Ｇｏｎｚａｌｅｚ"),
    ],
)
def test_wide_letters_and_digits_hide_nothing(find, text: str, entity: str, value: str) -> None:
    assert value in find(text, "prose")[entity]
