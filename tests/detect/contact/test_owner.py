"""Whose a telephone, mailbox or postal address in running text is."""

from __future__ import annotations

import pytest

from pii_sweep import detect
from pii_sweep.config import Detect, Settings
from pii_sweep.detect.contact import owner
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Detection, ObjectRef, Passage, Where

CONTACTS = frozenset(owner.KINDS)
LEAFLET = """RIVERSIDE MEMORIAL LIBRARY
410 Harbor Avenue, Suite 2, Duluth, MN 55802

OPENING HOURS
Monday to Thursday 10 am - 8 pm, Friday 10 am - 5 pm

Renewals and reservations: call the front desk at (218) 347-6120 or write to desk@riversidelibrary.org.
Meeting rooms are free for registered groups. Customers may print 20 pages a day.
"""
LETTER = """RIVERSIDE MEMORIAL LIBRARY
410 Harbor Avenue, Suite 2, Duluth, MN 55802
Front desk (218) 347-6120

Dear Mrs. Penelope Marchetti,

your card has expired. We tried your mobile, (218) 441-9087, on Monday. Please call the desk.
"""
ADVERTISEMENT = """LOST on Sunday near the lake: our grey cat, white paw, answers to nothing. She is shy and
my kids miss her. If you find her in your garage or garden please ring us any time, our home number is (218)
441-9087, or write to lakesidetabby77@gmail.com. We live at 88 Birchwood Lane, Duluth, MN 55803. Reward!
"""


@pytest.fixture(scope="module")
def reader() -> Detector:
    return detect.load(Settings())


def find(reader: Detector, text: str, layout: str = "prose") -> list[Detection]:
    where = Where(ObjectRef("bucket", "paper.txt"))
    passage = Passage(text, where, layout=layout)  # type: ignore[arg-type]
    return [found for found in reader.examine([passage]) if isinstance(found, Detection)]


def test_a_leaflet_with_its_houses_own_contact_data_holds_no_personal_data(reader: Detector) -> None:
    assert not find(reader, LEAFLET)


def test_in_a_letter_the_houses_telephone_has_its_role_and_the_readers_stays(reader: Detector) -> None:
    roles = {found.value: found.role for found in find(reader, LETTER) if found.entity == "PHONE_NUMBER"}
    assert roles["(218) 347-6120"] == "merchant"
    assert roles["(218) 441-9087"] != "merchant"


def test_who_gives_no_name_and_says_us_and_our_keeps_their_contact_data(reader: Detector) -> None:
    assert {found.entity for found in find(reader, ADVERTISEMENT)} >= CONTACTS


@pytest.mark.parametrize(
    "text",
    [
        "Export\n" + "\n".join(f"+1480291{number:04}" for number in range(3300, 3360)),
        "\n".join(f"tabby{number}.lake@gmail.com" for number in range(100, 130)),
    ],
)
def test_a_list_of_telephones_or_mailboxes_alone_is_of_people(reader: Detector, text: str) -> None:
    assert len(find(reader, text)) >= 30


def test_a_birth_date_or_another_private_finding_keeps_all_contact_data(reader: Detector) -> None:
    found = find(reader, LEAFLET + "\nReader 4471, date of birth 03/14/1961, wants large print.\n")
    assert {one.entity for one in found} >= {"PHONE_NUMBER", "DATE_OF_BIRTH"}


def test_nothing_is_left_out_of_labels_fields_and_logs(reader: Detector) -> None:
    hits = [Hit("PHONE_NUMBER", 0, 10, 0.9, "Phone")]
    for layout in ("label", "fields", "log", "metadata"):
        assert owner.review("x" * 400, layout, hits) == hits


def test_where_names_are_not_asked_for_a_house_s_own_contact_is_left_out_as_well(reader: Detector) -> None:
    only = detect.load(Settings(detect=Detect(entities=("PHONE_NUMBER",))))
    named = LEAFLET + "\nReader 4471, date of birth 03/14/1961, wants large print.\n"
    assert find(only, LEAFLET) == []
    assert [found.entity for found in find(only, named)] == ["PHONE_NUMBER"]


def test_a_short_text_keeps_its_telephone(reader: Detector) -> None:
    assert find(reader, "Call our front desk at (218) 347-6120 for opening hours.")


def test_a_text_without_a_word_of_a_house_keeps_its_address(reader: Detector) -> None:
    text = (
        "The title refers to 88 Birchwood Lane in Duluth, MN 55803. It was on that lane that the band first "
        "played, and the sound of the lake is on every track of the record, which came out in the autumn of "
        "that year and was hardly sold at all before the film was made."
    )
    assert "STREET_ADDRESS" in {found.entity for found in find(reader, text)}


def test_the_time_of_a_text_with_many_contacts_is_bounded(reader: Detector) -> None:
    hits = [Hit("PHONE_NUMBER", place, place + 12, 0.9, "Phone") for place in range(0, 600, 15)]
    assert not list(owner.describe("1" * 2000, [*hits, Hit("PHONE_NUMBER", 700, 712, 0.9, "Phone")]))
