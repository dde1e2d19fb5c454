from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep import resources
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text import unread_script
from pii_sweep.types import Gap, ObjectRef, Passage, Piece, Table, Where

PLACE = Where(ObjectRef("bucket", "object.txt"))
KHMER = "អតិថិជន សុខ ចាន់ដារ៉ា បានទូទាត់ថ្លៃជួលផ្ទះសម្រាប់ខែមីនា ហើយសុំឱ្យផ្ញើបង្កាន់ដៃទៅផ្ទះរបស់គាត់នៅភ្នំពេញ "
LAO = ("ສົມສັກ ພົມມະຈັນ", "ນາງ ບົວພັນ ແກ້ວມະນີ", "ທ້າວ ຄຳຫຼ້າ ສີສຸກ", "ວຽງຈັນ ບ້ານ ໂພນສະຫວັນ", "ສຸກສະຫວັນ ວົງສາ")
CHOICE = "English · Deutsch · ភាសាខ្មែរ · ລາວ · བོད་སྐད · ᏣᎳᎩ"


def gaps(detector: Detector, *pieces: Piece) -> list[Gap]:
    return [one for one in detector.examine(pieces) if isinstance(one, Gap)]


def test_prose_in_a_script_that_the_network_never_read_is_a_gap(detector: Detector) -> None:
    assert gaps(detector, Passage(KHMER, PLACE)) == [Gap(PLACE, unread_script.REASON)]


def test_cells_in_such_a_script_are_a_gap_whatever_the_header(detector: Detector) -> None:
    rows = tuple((name, "12 000") for name in LAO)
    assert gaps(detector, Table(PLACE, ("name", "sum"), rows)) == [Gap(PLACE, unread_script.REASON)]


def test_letters_add_up_over_the_parts_of_an_object(detector: Detector) -> None:
    parts = [Passage(KHMER[:24], Where(PLACE.ref, line=line)) for line in range(1, 7)]
    assert gaps(detector, *parts) == [Gap(PLACE, unread_script.REASON)]
    assert gaps(detector, parts[0]) == []


@pytest.mark.parametrize(
    "text",
    [
        CHOICE,
        "Der Kunde hat die Miete für März bezahlt und bittet um eine Quittung nach Hause. " * 4,
        "Клиент оплатил аренду за март. Ο πελάτης πλήρωσε το ενοίκιο. הלקוח שילם שכר דירה. دفع الزبون. " * 4,
        "お客様は三月の家賃をお支払いになりました。客户已付三月房租。고객이 삼월 임대료를 냈습니다. " * 4,
        "𝓔𝓵𝓮𝓰𝓪𝓷𝓽 𝔻𝕖𝕤𝕚𝕘𝕟 — ﬁne ﬂoors ½ ²³ ★★★★★ " * 8,
    ],
)
def test_scripts_that_are_read_choices_of_language_and_ornaments_are_none(
    detector: Detector, text: str
) -> None:
    assert gaps(detector, Passage(text, PLACE)) == []


def test_a_script_is_read_from_the_words_on_that_the_network_knows() -> None:
    words = frozenset(f"ka{at}" for at in range(unread_script.WORDS))
    few = frozenset(f"ខ{at}" for at in range(unread_script.WORDS - 1))
    assert "LATIN" in unread_script.read_scripts(words)
    assert "KHMER" not in unread_script.read_scripts(words | few)


def test_the_shipped_network_reads_the_large_scripts() -> None:
    known = Path(resources.second_model_path(), "words.txt").read_text(encoding="utf-8").split()
    large = {
        "LATIN",
        "CYRILLIC",
        "GREEK",
        "ARABIC",
        "HEBREW",
        "DEVANAGARI",
        "BENGALI",
        "THAI",
        "HANGUL",
        "CJK",
    }
    assert large <= unread_script.read_scripts(frozenset(known))
