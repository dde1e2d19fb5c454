"""Social security numbers behind labels: nine figures, figures set apart, numbers of taxpayers."""

from __future__ import annotations

import pytest

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.identifiers.social_security import find
from pii_sweep.types import Detection, ObjectRef, Passage, Where


@pytest.fixture(scope="module")
def detector() -> Detector:
    return detect.load(Settings())


def numbers(detector: Detector, text: str, entity: str = "US_SSN") -> list[str]:
    passage = Passage(text, Where(ObjectRef("bucket", "a.txt", size=len(text))))
    found = detector.examine([passage])
    return [one.value for one in found if isinstance(one, Detection) and one.entity == entity]


@pytest.mark.parametrize(
    "text",
    [
        "SS No. 417362290",
        "S.S.N. 417362290",
        "S.S.# 417362290",
        "the SS number is 417362290",
        "Social: 417362290",
        "my social is 417362290",
        "I put my social (417362290) on the form",
        "No. Seg. Soc. 417362290",
        "Seguro Social: 417362290",
        "SSN: 4 1 7 3 6 2 2 9 0",
        "SSN: 417\u201336\u20132290",
        "SSN\t417\t36\t2290",
        "SSN: 417 | 36 | 2290",
        "Social security number\n417  36  2290",
    ],
)
def test_a_number_behind_a_label_is_found_in_every_form_of_writing(text: str) -> None:
    (hit,) = find(text)
    assert "".join(filter(str.isdigit, text[hit.start : hit.end])) == "417362290"


@pytest.mark.parametrize(
    "text",
    [
        "social media 417362290",
        "Social: 4173622901",
        "social 417362290-4",
        "SSN: 000362290",
        "SSN: 417002290",
        "class 417362290",
        "crossn: 417362290",
        "Social: $417362290",
    ],
)
def test_other_words_and_numbers_that_were_never_issued_are_none(text: str) -> None:
    assert not list(find(text))


@pytest.mark.parametrize(
    "label",
    ["TIN:", "Tax ID:", "Tax ID Number", "Taxpayer Identification Number:", "Taxpayer ID No."],
)
def test_a_taxpayers_number_next_to_a_person_is_the_persons(detector: Detector, label: str) -> None:
    assert numbers(detector, f"Payee: Odile Marchbank\n{label} 417362290\n") == ["417362290"]


@pytest.mark.parametrize(
    "text",
    [
        "Alder Tools LLC\nTIN: 417362290\nMain Street",
        "Payee: Odile Marchbank\nVendor: Alder Tools LLC   Tax ID: 417362290",
        "Payee: Odile Marchbank\nTIN: 41-7362290",
        "Payee: Odile Marchbank\nFederal Tax ID: 417362290",
    ],
)
def test_a_taxpayers_number_of_a_firm_is_none(detector: Detector, text: str) -> None:
    assert numbers(detector, text) == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Follow us on social: 417362290", False),
        ("anti-social 417362290", False),
        ("SoC #417362290 rev B", False),
        ("new soc: 417362290 chip stock", False),
        ("Odile Marchbank, buyer. The soc: 417362290 chip is in stock", False),
        ("Odile Marchbank, soc: 417362290", True),
        ("Odile Marchbank\nSocial: 417362290\n", True),
        ("her social is 417362290", True),
    ],
)
def test_a_bare_social_counts_next_to_a_person(detector: Detector, text: str, held: bool) -> None:
    assert numbers(detector, text) == (["417362290"] if held else [])


def test_a_number_with_hyphens_is_no_surer_behind_a_bare_social(detector: Detector) -> None:
    text = "order soc: 417-36-2290 chip stock"
    found = detector.examine([Passage(text, Where(ObjectRef("bucket", "a.txt", size=len(text))))])
    assert all(one.score < 0.7 for one in found if isinstance(one, Detection))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Odile Marchbank, buyer. Vendor tax id 417362290 Delta Freight Inc", False),
        ("Odile Marchbank. Corporate tax ID: 417362290", False),
        ("Tax ID: 417362290 Acme Supply LLC, contact Odile Marchbank", False),
        ("Odile Marchbank approved this order. The tax id is 417362290", False),
        ("Odile Marchbank approved this order. Her tax id is 417362290", True),
        ("Tax ID: 417362290 Odile Marchbank, Acme Supply LLC", True),
    ],
)
def test_a_taxpayers_number_is_a_firms_behind_its_label_or_before_its_name(
    detector: Detector, text: str, held: bool
) -> None:
    assert numbers(detector, text) == (["417362290"] if held else [])


def test_a_record_number_of_two_letters_needs_a_patient(detector: Detector) -> None:
    kind = "MEDICAL_RECORD_NUMBER"
    assert numbers(detector, "Patient: Odile Marchbank\nMR#: 4471902", kind) == ["4471902"]
    assert numbers(detector, "Fixed the build, see MR# 4471902 for the branch", kind) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my social security number is four one seven three six two two nine oh, thanks",
         "four one seven three six two two nine oh"),
        ("SSN: four one seven, three six, two two nine zero", "four one seven, three six, two two nine zero"),
        ("Social Security: cuatro uno siete tres seis dos dos nueve cero",
         "cuatro uno siete tres seis dos dos nueve cero"),
        ("\\item Ada Berg, SSN 417--36--2290", "417--36--2290"),
    ],
)  # fmt: skip
def test_a_number_is_found_as_it_is_said_and_as_it_is_set(detector: Detector, text: str, number: str) -> None:
    assert numbers(detector, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "my ticket number is four one seven three six two two nine oh",
        "my social security number is nine one seven three six two two nine oh",
        "my social security number is four one seven three six, two of them",
    ],
)
def test_other_figures_that_are_said_are_none(detector: Detector, text: str) -> None:
    assert numbers(detector, text) == []
