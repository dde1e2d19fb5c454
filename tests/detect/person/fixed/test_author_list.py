from __future__ import annotations

import pytest

from pii_sweep.detect.person.fixed import author_list


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "Chiamaka N. Eze1, Lars-Göran Wikström2, P. Venkataraman1,3 and Yuki Mori2*",
            ["Chiamaka N. Eze", "Lars-Göran Wikström", "P. Venkataraman", "Yuki Mori"],
        ),
        ("Anna Lee¹, Bo Van Dyk²", ["Anna Lee", "Bo Van Dyk"]),
        ("Anna Lee1 lives here", []),
        ("Model X1, Model Y2 and Sheet A3", []),
    ],
)
def test_names_before_the_marks_of_institutes_are_authors(line: str, names: list[str]) -> None:
    assert [line[hit.start : hit.end] for hit in author_list.find(line)] == names


def test_every_line_of_a_text_that_has_such_marks_is_read() -> None:
    text = "Findings\nAnna Lee¹, Bo Van Dyk²\n\nBut see note1\nYuki Mori1 and Lars Berg2"
    names = ["Anna Lee", "Bo Van Dyk", "Yuki Mori", "Lars Berg"]
    assert [text[hit.start : hit.end] for hit in author_list.find(text)] == names
