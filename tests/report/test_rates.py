"""Measured error rates hold for the detector and the OCR that they were measured on."""

from __future__ import annotations

import pytest

from pii_sweep.config import Settings, change
from pii_sweep.report.rates import rates


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [("extract", "ocr_languages", "deu"), ("extract", "ocr", "fast"), ("detect", "min_score", 0.6)],
)
def test_other_settings_of_detector_or_ocr_have_no_measured_rates(
    section: str, key: str, value: object
) -> None:
    assert rates(Settings())
    assert rates(change(Settings(), section, **{key: value})) == {}
