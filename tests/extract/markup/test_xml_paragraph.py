"""Words that a document's XML cuts into parts are whole."""

from __future__ import annotations

from pii_sweep.types import Passage, Table
from tests.extract.samples import NAME
from tests.extract.test_formats import read

SAID = f"Patient {NAME}, SSN 417-52-3886"
THREES = [SAID[at : at + 3] for at in range(0, len(SAID), 3)]


def _texts(text: str) -> list[str]:
    found: list[str] = []
    for piece in read("a.xml", text.encode()):
        if isinstance(piece, Passage):
            found += piece.text.splitlines()
        elif isinstance(piece, Table):
            found += [cell for row in piece.rows for cell in row]
    return found


def test_runs_of_a_paragraph_are_one_text() -> None:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in THREES)
    word = f'<w:document xmlns:w="urn:w"><w:body><w:p w:rsidR="00A1">{runs}</w:p></w:body></w:document>'
    spans = "".join(f"<text:span>{part.replace(' ', '<text:s/>')}</text:span>" for part in THREES)
    text = f'<office:text xmlns:office="urn:o" xmlns:text="urn:t"><text:p>{spans}</text:p></office:text>'
    for document in (word, text):
        assert [line.rpartition(": ")[2] for line in _texts(document)] == [SAID]


def test_elements_of_one_letter_are_one_text() -> None:
    letters = "".join(f'<charParams l="{at}">{sign}</charParams>' for at, sign in enumerate(SAID))
    assert any(line.endswith(SAID) for line in _texts(f"<r><line>{letters}</line></r>"))


def test_short_values_of_a_record_stay_apart() -> None:
    rows = "".join(f"<row><a>{at}</a><b>{at + 1}</b><c>{NAME}</c></row>" for at in range(3))
    assert "0" in _texts(f"<rows>{rows}</rows>")
    assert NAME in _texts(f"<rows>{rows}</rows>")


def test_a_break_within_an_element_ends_a_line() -> None:
    lines = "\n".join(
        _texts(f"<note><p>Patient {NAME}<br/>SSN 417-52-3886<BR/>Ward 4</p></note>")
    ).splitlines()
    assert {f"Patient {NAME}", "SSN 417-52-3886", "Ward 4"} <= {line.rpartition(": ")[2] for line in lines}
