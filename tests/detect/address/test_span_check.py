"""Where an address ends in running text."""

from __future__ import annotations

import pytest

from pii_sweep.detect.detector import Detector
from pii_sweep.types import Detection, ObjectRef, Passage, Where


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Ship to Ann Lee, 4821 Maple Avenue Apt 3, Springfield, IL 62704. Call me.",
            "Springfield, IL 62704",
        ),
        ("I live at 12 Oak Street, Reno. Call me.", "Oak Street, Reno"),
        ("Ich wohne in der Hauptstraße 12, 10115 Berlin. Bitte rufen Sie an.", "10115 Berlin"),
        ("J'habite 12 rue de Rivoli, 75001 Paris. Appelez-moi.", "75001 Paris"),
        ("We moved to 12 Oak Street, St. Louis, MO 63101. Please write.", "St. Louis, MO 63101"),
        ("Send it to 12 Oak Street, Saint Louis, MO 63101. USA", "MO 63101. USA"),
    ],
)
def test_an_address_ends_with_its_sentence(detector: Detector, text: str, address: str) -> None:
    found = detector.examine([Passage(text, Where(ObjectRef("", "text")))])
    spans = [text[one.start : one.end] for one in found if isinstance(one, Detection)]
    (whole,) = (span for span in spans if address.split(",", maxsplit=1)[0] in span)
    assert whole.rstrip(".").endswith(address)
