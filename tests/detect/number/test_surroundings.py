"""What stands around a number."""

from __future__ import annotations

from pii_sweep.detect.number import surroundings
from pii_sweep.detect.text.candidate import Hit

FORM = """Applicant                 Driver lic / st
Rafiq Chowdhury           418 772 093
"""
CHAT = """[08:02] Anna: what is your plate?
[08:03] Ben: KRD 5528
"""


def _describe(text: str, value: str, hits: tuple[Hit, ...] = ()) -> set[str]:
    start = text.index(value)
    around = surroundings.read(text, hits)
    return around.describe(start, start + len(value)) | around.describe_kinds(start, start + len(value))


def test_the_label_of_a_form_stands_in_the_column_above() -> None:
    found = _describe(FORM, "418 772 093")
    assert {"above driver", "above stem driv", "above kind US_DRIVER_LICENSE"} <= found
    assert "above applicant" not in found


def test_the_label_in_the_line_ends_before_its_dots() -> None:
    found = _describe("Passport no. ....... M471839", "M471839")
    assert "label passport" in found
    assert "label kind US_PASSPORT" in found


def test_a_question_in_the_line_above_is_seen() -> None:
    assert {"line above plate", "ends above plate"} <= _describe(CHAT, "KRD 5528")


def test_a_name_right_before_and_further_up_differ() -> None:
    text = "Rosa Lind 00417835"
    hit = Hit("PERSON", 0, 9, 0.9, "Person")
    assert "PERSON right before" in _describe(text, "00417835", (hit,))
    far = "Rosa Lind\nand much else 00417835"
    assert {"PERSON above"} == {
        one for one in _describe(far, "00417835", (hit,)) if one.startswith("PERSON ")
    }


def test_the_shape_of_a_value_is_its_figures_letters_and_marks() -> None:
    shape = set(surroundings.describe_shape("24-110732 S"))
    assert {"figures 8", "letters 1", "mask d2-d6 A1", "mark -", "closes A1"} <= shape
    assert "luhn True" in surroundings.describe_shape("4111 1111 1111 1111")
    assert {"year of child", "month in letters"} <= set(surroundings.describe_shape("28 Feb 2013"))
