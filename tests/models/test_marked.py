"""Papers whose authors marked what is personal."""

from __future__ import annotations

from pathlib import Path

from models.train import marked

BLOCK = "Call [[PERSON:Ann Lee]], [[PASSPORT:X12]]."
PAPER = f"# By an author.\n=== en note\n{BLOCK}\n\n=== de plan clean\nRaum 4\n"


def test_marks_are_taken_out_of_a_text_and_say_where_values_stand() -> None:
    text, marks = marked.read_marked(BLOCK)
    assert text == "Call Ann Lee, X12."
    assert [(text[one.start : one.end], one.entity) for one in marks] == [
        ("Ann Lee", "PERSON"),
        ("X12", "PASSPORT"),
    ]


def test_a_file_is_read_paper_by_paper_below_their_heads(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(PAPER, encoding="utf-8")
    (head, block), (other, clean) = marked.read_blocks(tmp_path / "one.txt")
    assert (head, block) == ("en note", BLOCK)
    assert (other, clean) == ("de plan clean", "Raum 4")
    assert not marked.is_clean(head) and marked.is_clean(other)
