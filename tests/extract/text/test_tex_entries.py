"""Entries of TeX's address lists are rows, and papers and glossaries stay text."""

from __future__ import annotations

from pii_sweep.extract.text.tex_entries import find_command, plain_text
from pii_sweep.types import Passage, Table
from tests.extract.test_formats import read

ENTRY = "\\{}{{{}}}\n  {{{}}}\n  {{Am Kastelberg 3a\\\\79183 Waldkirch}}\n  {{07681/65742}}{{Alt}}\n\n"
PEOPLE = (('B{\\"o}hm', "Ana"), ("Gro\\ss{}klaus", "Ivo"), ("Holt", "Andr\\'e"), ("Quimby", "Zoltan"))


def write(command: str) -> str:
    """Return a list of people, each an entry of a command."""
    return "% as of 02/26\n\\adrchar{A--K}\n" + "".join(ENTRY.format(command, *names) for names in PEOPLE)


def test_each_entry_is_a_row_and_lines_between_them_have_a_column_of_their_own() -> None:
    (table,) = (one for one in read("a.adr", write("adrentry").encode()) if isinstance(one, Table))
    assert table.header[:4] == ("last name", "first name", "address", "phone")
    assert table.rows[0][:5] == ("",) * 5 and table.rows[0][5] == "% as of 02/26"
    assert [row[:2] for row in table.rows[2:]] == [
        ("Böhm", "Ana"), ("Großklaus", "Ivo"), ("Holt", "André"), ("Quimby", "Zoltan"),
    ]  # fmt: skip
    assert table.rows[2][2] == "Am Kastelberg 3a, 79183 Waldkirch"


def test_a_command_of_somebodys_own_heads_no_columns() -> None:
    (table,) = (one for one in read("a.tex", write("member").encode()) if isinstance(one, Table))
    assert not any(table.header) and table.rows[2][:2] == ("Böhm", "Ana")


def test_a_paper_with_some_commands_stays_prose() -> None:
    paper = "We met them in spring and wrote down what they said of the trial.\n" * 20 + write("cventry")
    pieces = list(read("a.tex", paper.encode()))
    assert not any(isinstance(one, Table) for one in pieces)
    assert any("We met them" in one.text for one in pieces if isinstance(one, Passage))


def test_letters_of_tex_are_characters_and_its_signs_lose_their_backslash() -> None:
    assert plain_text("Stra\\ss e \\& B{\\\"o}hm, \\v{C}apek~\\L{}ód\\'z") == "Straße & Böhm, Čapek Łódź"


def test_brackets_that_stay_open_begin_no_entry() -> None:
    assert find_command(["\\adrentry{a}{" + "{" * 400 + "\n"] * 200) == ("", 0)
    assert find_command(["\\adrentry{" + "\\{a" * 20_000 + "\n"]) == ("", 0)


def test_a_remark_behind_an_entry_is_in_its_table() -> None:
    entries = "".join(
        f"\\adrentry{{Holt}}{{{name}}}{{Lane 3}}{{555-0100}} % born {at}.3.1984, left in May\n"
        for at, name in enumerate(("Ana", "Ivo", "Otto", "Maria"), 1)
    )
    (table,) = (one for one in read("a.adr", entries.encode()) if isinstance(one, Table))
    assert table.rows[0][:2] == ("Holt", "Ana")
    assert "born 1.3.1984" in " ".join(table.rows[1])


def test_a_run_of_blanks_and_brackets_is_read_once() -> None:
    assert find_command([" " * 200_000 + "x\\\n"]) == ("", 0)
    assert plain_text("\\\\[" * 50_000) == "\n[" * 50_000


def test_a_length_behind_an_end_of_line_is_left_out_and_words_are_not() -> None:
    assert (
        plain_text("Lane 3\\\\[2pt]Reno\\\\[\\smallskipamount]NV\\\\[Ana Lind]")
        == "Lane 3\nReno\nNV\n[Ana Lind]"
    )
