"""What part a name has in its sentence."""

from __future__ import annotations

import pytest

from pii_sweep.config import Settings
from pii_sweep.detect import load
from pii_sweep.detect.person.evidence.sentence_role import describe_role, words_after, words_before
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Detection, ObjectRef, Passage, Where

ORDINARY = "The yard was swept before the storm. The count was corrected in the afternoon, {} pallets short. "


def describe(text: str, name: str) -> list[str]:
    start = text.index(name)
    end = start + len(name)
    hit = Hit("PERSON", start, end, 0.9, "Person", ())
    return describe_role(text, hit, words_before(text, start), words_after(text, end))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The parcel was shipped to Ann Lee on Monday.", "role to near verb"),
        ("Der Schaden wurde von Ann Lee am Morgen gemeldet.", "role by near verb"),
        ("El paquete se envió a Ann Lee el martes.", "role to near verb"),
        ("We met Ann Lee at the gate.", "role met"),
        ("Ann Lee a dit que l'écran reste noir.", "role acts"),
        ("Het bestuur sprak met Ann Lee over het dak.", "role with near verb"),
        ("Ann Lee, who came in early, opened the shop.", "role who"),
        ("Am Tor stand Ann Lee mit ihr.", "role resumed"),
        ("The key is with Ann Lee. She comes at nine.", "role resumed next"),
        ("The Ann Lee Prize was given to nobody.", "role namesake"),
        ("La rue Ann Lee est fermée.", "role namesake"),
        ("The Ann Lee-Haus is closed.", "role namesake"),
    ],
)
def test_a_sentence_says_what_a_name_does_in_it(text: str, role: str) -> None:
    assert role in describe(text, "Ann Lee")


@pytest.mark.parametrize(
    ("name", "namesake"), [("Ann Lee-haus", False), ("Ann Lee-halle", True), ("Ann Lee-Smith", False)]
)
def test_a_name_whose_last_word_ends_in_a_noun_is_a_thing_s(name: str, namesake: bool) -> None:
    assert ("role namesake" in describe(f"We met {name} at noon.", name)) is namesake


def test_another_sentence_says_nothing_of_a_name() -> None:
    assert describe("He wrote twice. Ann Lee. The box was signed.", "Ann Lee") == []


@pytest.fixture(scope="module")
def detector():
    return load(Settings())


def people(detector, sentence: str) -> list[str]:
    before, after = (
        "".join(ORDINARY.format(number) for number in numbers) for numbers in (range(12, 32), range(42, 62))
    )
    where = Where(ObjectRef("bucket", sentence))
    found = detector.examine([Passage(f"{before}{sentence} {after}", where)])
    return [one.value for one in found if isinstance(one, Detection) and one.entity == "PERSON"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The parcel was shipped to Maria Castillo on Monday.",
        "The parcel was shipped to Hannah Bergström on Monday.",
        "We met Rafael Ortega in March.",
        "Called Tom Barker at noon, no answer.",
    ],
)
def test_a_long_document_that_names_one_person_in_a_sentence_holds_one(detector, sentence: str) -> None:
    assert len(people(detector, sentence)) == 1


def test_a_long_document_that_names_a_thing_after_somebody_holds_no_person(detector) -> None:
    assert people(detector, "The Maria Castillo Prize is handed over in May.") == []
