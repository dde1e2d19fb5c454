from __future__ import annotations

import time

import pytest

from pii_sweep.detect.address import segment


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bât. D", "unit"),
        ("3e étage", "unit"),
        ("esc. dcha", "unit"),
        ("Hinterhaus", "unit"),
        ("комн. 204", "unit"),
        ("Mas du Figuier", "house"),
        ("Seniorenstift Rosental", "house"),
        ("c/o Elm Bakery", "house"),
        ('"Ridge End"', "house"),
        ("jud. Bihor", "locality"),
        ("Route de Sauve", "street"),
        ("Krokusweg 214-2hoog", "numbered"),
        ("Oradea", "name"),
        ("Order 21", "name"),
    ],
)
def test_a_segment_is_known_by_its_words(text: str, kind: str) -> None:
    assert segment.kind_of(text, 0, len(text)) == kind


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("please deliver to The Old Forge", "The Old Forge"),
        ("Adresse actuelle : hôtel social", "hôtel social"),
        ("the parcel went back on", ""),
        ("Bos en Vaart", "Bos en Vaart"),
    ],
)
def test_the_words_of_a_sentence_before_an_address_are_cut(text: str, rest: str) -> None:
    assert text[segment.cut_lead(text, 0, len(text)) :] == rest


@pytest.mark.parametrize(
    "text", ["for 12,50", "tel 0151 5523 8807", "born 3.4.1980", "see a@b.example", "on 5 May"]
)
def test_a_segment_with_a_figure_of_another_kind_is_none_of_an_address(text: str) -> None:
    assert not segment.fits(text, 0, len(text))


def test_runs_of_blanks_take_time_in_proportion_to_their_length() -> None:
    text = "Mill House" + " \t" * 20_000 + ", Leeds"
    begin = time.process_time()
    pieces = list(segment.split(text, 0, len(text)))
    assert time.process_time() - begin < 0.5
    assert [text[low:high] for low, high in pieces] == ["Mill House", "Leeds"]


def test_the_year_of_a_date_in_small_letters_begins_no_address(find) -> None:
    found = find("Hanneke Bos, geboren 2 mei 1961, Oude Dijk 4, 3511 AB Utrecht", "prose")
    assert found["STREET_ADDRESS"] == ["Oude Dijk 4, 3511 AB Utrecht"]
    assert found["DATE_OF_BIRTH"] == ["2 mei 1961"]
