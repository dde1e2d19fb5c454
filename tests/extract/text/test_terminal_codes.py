"""A terminal's colours are no part of what a log says."""

from __future__ import annotations

import pytest

from pii_sweep.extract.text.terminal_codes import strip_blocks, strip_codes

LINK = "\x1b]8;;https://x.example\x1b\\4111 1111\x1b]8;;\x07"
TEXT = f"\x1b[1;31mERROR\x1b[0m no card {LINK} for \x1b[38;5;9mAna\x1b[m"


def test_colours_are_left_out_and_the_target_of_a_link_is_set_apart() -> None:
    assert " ".join(strip_codes(TEXT).split()) == "ERROR no card https://x.example 4111 1111 for Ana"


def test_what_a_windows_title_says_is_read() -> None:
    assert strip_codes("\x1b]0;ana@mail.example\x07$ ls") == " ana@mail.example $ ls"


@pytest.mark.parametrize("cut", range(0, len(TEXT), 3))
def test_a_sequence_that_two_blocks_part_is_left_out(cut: int) -> None:
    assert "".join(strip_blocks([TEXT[:cut], TEXT[cut:]])) == strip_codes(TEXT)


def test_an_escape_that_begins_no_sequence_stays() -> None:
    assert "".join(strip_blocks(["a\x1b", "b\x1b"])) == "a\x1bb\x1b"


def test_letters_printed_over_others_are_read_once() -> None:
    assert strip_codes("N\bNA\bAM\bME\bE _\bA_\bd_\ba") == "NAME Ada"
    assert strip_codes("S\bS\bS\bSN") == "SN"
    assert strip_codes("done\n\b\b") == "done\n\b\b"


ROUND = "12-34-5678 and 4111"
WRITTEN = (
    "\\x1b[1m",
    "#033[0;31m",
    "\\033[1m",
    "\\e[0m",
    "\\u001b[38;5;9m",
    "^[[1m",
    "\u241b[K",
    "<ESC>[1m",
    "[1;31m",
)


@pytest.mark.parametrize("code", ["\x1b(B", "\x1b(B\x1b[m", "\x1b=", "\x9b1m", "\x9b0;31m", *WRITTEN])
def test_codes_of_any_form_do_not_part_a_number(code: str) -> None:
    text = f"SSN: {code}{ROUND[:5]}{code}{ROUND[5:]}{code}\nend"
    assert strip_codes(text) == f"SSN: {ROUND}\nend"
    cuts = range(len(text))
    assert all("".join(strip_blocks([text[:cut], text[cut:]])) == strip_codes(text) for cut in cuts)


@pytest.mark.parametrize(
    "text",
    [
        "rate(hits[5m]) and [1m for a while]",
        "grep '^[[:alpha:]]' or ^[A-Z] of C:\\extra\\033",
        "issue #033 [draft]",
        "a[0] = b[12]",
        "\x1b(555) 014 7788",
        "\x1b7536",
        "x\x1b536-22",
    ],
)
def test_brackets_and_figures_that_are_no_codes_stay(text: str) -> None:
    assert strip_codes(text) == text


def test_what_commands_of_other_forms_say_is_read() -> None:
    assert strip_codes("\x9d0;ana@mail.example\x9c$") == " ana@mail.example $"
    assert strip_codes("\x1bkana@mail.example\x1b\\$") == " ana@mail.example $"
