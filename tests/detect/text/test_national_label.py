"""Labels of national numbers are found alike in any case, whichever way they are sought."""

from __future__ import annotations

from pii_sweep.detect.text import national_label
from tests.detect.text.pattern.test_gate import samples


def test_labels_in_small_letters_are_those_in_any_case() -> None:
    labels = samples(national_label.pattern().pattern)
    texts = [
        "The PPSN, the nie and a Codice Fiscale; TC KİMLİK",
        "Číslo: 5, n° s.s. 44",
        "DNI\u017f \u0131d ID",
    ]
    for text in (*texts, *(f"Her {one} is 5" for label in labels for one in (label, label.upper()))):
        sought = [match.span() for match in national_label.pattern().finditer(text)]
        assert list(national_label.find(text, 0, len(text))) == sought, text
