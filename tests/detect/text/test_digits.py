"""Digits of other scripts become Western ones, in their places."""

from __future__ import annotations

import pytest

from pii_sweep.detect.text.digits import as_western


@pytest.mark.parametrize(
    ("written", "western"),
    [
        ("১৯৭৩-০৪", "1973-04"),
        ("۰۴۹۹", "0499"),
        ("٢٩٨", "298"),
        ("आधार २३४१", "आधार 2341"),
        ("１２", "12"),
        ("7", "7"),
    ],
)
def test_digits_of_any_script_are_read(written, western) -> None:
    assert as_western(written) == western


def test_signs_that_only_look_like_digits_stay() -> None:
    assert as_western("x² ③") == "x² ③"
