"""What no reader sees in a text hides nothing from the sweep."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.text.invisible_sign import clean, clean_passage, clean_pieces
from pii_sweep.extract.walk import walk
from pii_sweep.read import blob_of
from pii_sweep.types import ObjectRef, Passage, Span, Table, Where

WHERE = Where(ObjectRef("", "x"))


@pytest.mark.parametrize(
    "sign",
    [
        "\u200b",
        "\u00ad",
        "\u2060",
        "\ufeff",
        "\u200c",
        "\u200d",
        "\u200e",
        "\ufffc",
        "\x7f",
        "\u17b4",
        "\u180b",
    ],
)
def test_a_sign_that_shows_nothing_parts_no_word(sign: str) -> None:
    assert clean(f"M{sign}arta Lind{sign}qvist, 41{sign}7-52-3{sign}886") == "Marta Lindqvist, 417-52-3886"


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "ภาษา\u200bไทย"])
def test_joiners_of_other_scripts_stay(text: str) -> None:
    assert clean(text) == text


def test_blanks_and_hyphens_of_typesetters_are_usual_ones() -> None:
    assert clean("SSN\u2003417\u201152\u20113886, +1\u202f415\u2009555\u20102671") == (
        "SSN 417-52-3886, +1 415 555-2671"
    )
    assert clean("417\u201352\u20133886") == "417-52-3886"


@pytest.mark.parametrize("sign", ["\u0332", "\u0336", "\u0305", "\u20dd", "\u20e3"])
def test_lines_and_rings_at_letters_are_left_out(sign: str) -> None:
    assert clean("".join(one + sign for one in "Marta 417-52")) == "Marta 417-52"


def test_an_accent_on_a_digit_is_left_out() -> None:
    assert clean("417\u0307-52\u030a-3886") == "417-52-3886"


def test_the_stretched_letters_of_arabic_are_those_that_were_stretched() -> None:
    assert clean("مح\u0640\u0640مد") == "محمد"


@pytest.mark.parametrize("hyphen", ["\u058a", "\u05be", "\u1806", "\u2043", "\u30a0"])
def test_hyphens_of_other_scripts_between_digits_are_usual_ones(hyphen: str) -> None:
    assert clean(f"417{hyphen}52{hyphen}3886") == "417-52-3886"


def test_a_deleted_sign_in_a_cell_parts_no_number() -> None:
    (table,) = clean_pieces(iter([Table(WHERE, ("SSN",), (("417-5\x7f2-3886",),))]))
    assert isinstance(table, Table) and table.rows == (("417-52-3886",),)


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2007", "\u1680", "\u2800", "\u3164"])
def test_a_blank_at_which_no_line_breaks_parts_numbers_and_names_as_any_other(blank: str) -> None:
    assert clean(f"4532{blank}0151{blank}1283{blank}0366") == "4532 0151 1283 0366"
    assert clean(f"Marta{blank}Lindqvist") == "Marta Lindqvist"


@pytest.mark.parametrize("end", ["\u0085", "\u2028", "\u2029"])
def test_other_signs_of_a_line_s_end_end_a_line(end: str) -> None:
    assert clean(f"Marta Lindqvist{end}417-52-3886") == "Marta Lindqvist\n417-52-3886"


@pytest.mark.parametrize("text", ["José Vásquez", "Żółkiewski", "Müller", "Nguyễn Văn", "Tél. 06 12"])
def test_accents_behind_their_letters_are_read_with_them(text: str) -> None:
    assert clean(normalize("NFD", text)) == text


def test_the_span_of_a_cell_keeps_to_it_where_accents_join_their_letters() -> None:
    text = normalize("NFD", "é: José Vásquez")
    shown = clean_passage(Passage(text, WHERE, (Span(4, len(text)),), "fields"))
    assert [shown.text[span.start : span.end] for span in shown.spans] == ["José Vásquez"]


def test_dashes_of_ranges_and_sentences_stay() -> None:
    for text in (
        "from 2010\u20132015",
        "pages 12\u201319",
        "He came \u2014 late",
        "a \u2212 b",
        "山田\u3000太郎",
    ):
        assert clean(text) == text


def test_tags_are_read_as_the_letters_that_they_stand_for() -> None:
    assert clean("ok" + "".join(chr(0xE0000 + ord(sign)) for sign in " Marta 417")) == "ok Marta 417"
    england = "\U0001f3f4" + "".join(chr(0xE0000 + ord(sign)) for sign in "gbeng") + "\U000e007f"
    assert clean(england) == "\U0001f3f4"


def test_what_an_override_shows_backwards_is_read_in_its_order() -> None:
    assert clean("\u202e6883-25-714 NSS\u202c.") == "SSN 417-52-3886."
    assert clean("\u202eשלום 12\u202c") == "שלום 12"


def test_a_soft_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    assert clean("Wolfs\u00ad\nhagen") == "Wolfs-\nhagen"


def test_spans_keep_to_their_words() -> None:
    text = "M\u200barta\u200b Lind\u00adqvist"
    spans = (Span(0, 7, line=1), Span(8, len(text), line=2))
    seen = clean_passage(Passage(text, WHERE, spans))
    assert seen.text == "Marta Lindqvist"
    assert [seen.text[span.start : span.end] for span in seen.spans] == ["Marta", "Lindqvist"]


def test_a_plain_text_is_left_alone() -> None:
    passage = Passage("Größe 5", WHERE)
    assert clean_passage(passage) is passage


def test_cells_of_a_file_are_read_as_a_reader_sees_them() -> None:
    data = "name,ssn\n" + "Ma\u200brta,417\u201152\u20113886\n" * 5
    tables = [piece for piece in walk(blob_of(data.encode()), Extract()) if isinstance(piece, Table)]
    assert tables[0].rows[0] == ("Marta", "417-52-3886")


def test_an_override_that_nothing_ends_leaves_the_line_as_it_is() -> None:
    data = "first,note,ssn\n" + "Marta,see \u202e below,417-52-3886\n" * 5
    tables = [piece for piece in walk(blob_of(data.encode()), Extract()) if isinstance(piece, Table)]
    assert tables[0].rows[0][2] == "417-52-3886"
