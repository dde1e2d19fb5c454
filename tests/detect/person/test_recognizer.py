from __future__ import annotations

import pytest

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.person import recognizer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ship to: Maria Gonzalez\n", "Maria Gonzalez"),
        ("SHIP TO:\nAYSE LEVIN\nHC 1 BOX 368\nFREEDOM CA 95019\n", "AYSE LEVIN"),
        ("Received from:  Reddy, Sabine\n", "Reddy, Sabine"),
        ("Received from:  Truong Jr., Tuan\n", "Truong Jr., Tuan"),
        ("Dear Mrs. Hannah Okafor,\n\nyour parcel is on its way.", "Hannah Okafor"),
        ("Patient name: O'Brien, Moira\n", "O'Brien, Moira"),
        ("The Rev. Hans-Jakob von Esch will speak.\n", "Hans-Jakob von Esch"),
        ("Gov. Thorvald vetoed the bill.\n", "Thorvald"),
        ("Hi Lorna,\n12 Oak St\nReno, NV 89501\n", "Lorna"),
        ("SHIP DONG-HYUN KANG\nTO:\n\n65 LINCOLN PL\nTRINITY CENTER CA 96091\n", "DONG-HYUN KANG"),
    ],
)
def test_labels_titles_and_address_blocks_show_a_name(find, text: str, name: str) -> None:
    assert name in find(text)["PERSON"]


@pytest.mark.parametrize(
    "text",
    [
        "Sprocket House\n88 Mill Ln\nReno, NV 89501\n",
        "Sold by: Keepsake Gallery Shops LLC\n",
        "Sydney Wall Clock  $20.00\n",
        "Oak Photo Frame, Walnut\n",
    ],
)
def test_firms_and_goods_are_no_people(find, text: str) -> None:
    assert "PERSON" not in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Er hatte Kopfschmerzen, wie immer bei Föhn.",
        "Déconseillée aux allergiques au gluten.",
        "Grávidas devem apresentar declaração.",
    ],
)
def test_an_accent_alone_makes_no_name_of_a_word(find, text: str) -> None:
    assert "PERSON" not in find(text, "prose")


def test_a_word_without_a_capital_is_no_name_in_text_that_has_capitals(find) -> None:
    assert "PERSON" not in find("I'm so jealous! The mandolin coda was great.", "prose")


@pytest.mark.parametrize("name", ["Sanjay", "Dinesh", "Takeshi", "Volodymyr", "Ousmane", "Faisal"])
def test_given_names_of_many_origins_are_known_alone_in_prose(find, name: str) -> None:
    assert name in find(f"Please thank {name} for the quick reply.", "prose")["PERSON"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Welder Martin Okafor intends to stay.", "Martin Okafor"),
        ('Everybody misses Joaquín "Tito" Alvarez at the gate.', 'Joaquín "Tito" Alvarez'),
        ("Pupil Rivera, Daniela, DOB 10 July 2009", "Rivera, Daniela"),
    ],
)
def test_callings_nicknames_and_births_stand_next_to_names(find, text: str, name: str) -> None:
    assert name in find(text, "prose").get("PERSON", [])


def test_arrows_and_emphasis_part_people(find) -> None:
    assert find("**Maureen Novak** ↔ Peter Alvarez\n", "prose")["PERSON"] == [
        "Maureen Novak",
        "Peter Alvarez",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "HR said the case is closed.",
        "We've moved, come and see us!",
        "A German Shepherd and a St. Bernard bark.",
    ],
)
def test_departments_contractions_and_dogs_are_no_people(find, text: str) -> None:
    assert "PERSON" not in find(text, "prose")


def test_a_mailbox_called_by_both_words_vouches_for_the_name_next_to_it(find) -> None:
    card = "Tsolmon Erdene, sales\n555 0100\ntsolmon.erdene@prints.example\n"
    assert find(card)["PERSON"] == ["Tsolmon Erdene"]
    assert find("Erdene, Tsolmon\nReply to tsolmon.erdene@prints.example\n")["PERSON"] == ["Erdene, Tsolmon"]


def test_what_stands_behind_a_packer_is_no_part_of_the_name(find) -> None:
    assert find("Gift wrap: no\nPicked by: Tomasz Zieliński Bin A-14\n")["PERSON"] == ["Tomasz Zieliński"]


@pytest.mark.parametrize("label", ["Your host", "SERVER", "Cashier"])
def test_who_serves_at_a_till_is_somebody_though_the_name_is_a_place_too(find, label: str) -> None:
    assert find(f"CORNER DELI\n{label}: Jordan\nTOTAL 4.20\n")["PERSON"] == ["Jordan"]


def test_a_bibliography_shows_a_name_whose_words_no_list_has(find) -> None:
    assert "Quarmby, Threnody" in find("Quarmby, Threnody. “On rivers”. 2011, pp. 4-9.", "prose")["PERSON"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Schmitt und Peter Lang", ["Anna Schmitt", "Peter Lang"]),
        ("Ana Ruiz y Pedro Gil", ["Ana Ruiz", "Pedro Gil"]),
        ("Marie Dupont et Paul Martin", ["Marie Dupont", "Paul Martin"]),
        ("Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
    ],
)
def test_two_people_whom_the_model_reads_as_one_are_two(text: str, names: list[str]) -> None:
    hits = recognizer.find(text, [Entity("PERSON", 0, len(text), 0.99)], [], prose=True)
    read = [text[hit.start : hit.end] for hit in hits if hit.reasons[0].startswith("model")]
    assert read == names
