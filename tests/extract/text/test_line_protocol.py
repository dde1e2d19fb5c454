"""Lines of InfluxDB's protocol are read as pairs, blanks within their values undone."""

from __future__ import annotations

import pytest

from pii_sweep.extract.text.line_protocol import is_line_protocol, spell_line
from tests.extract.office.test_document import read
from tests.extract.samples import every_text

LINE = (
    r'visit,desk=4,guest=Wilma\ Torsson phone="(218)\ 555-0147",of\ kin="Ida \"I\" Voss" 1700000000000000000'
    "\n"
)
SPELT = (
    r'visit desk="4" guest="Wilma Torsson" phone="(218) 555-0147" of kin="Ida \"I\" Voss" 1700000000000000000'
    "\n"
)


def test_tags_with_escaped_blanks_are_pairs_in_quotes() -> None:
    assert is_line_protocol([LINE, "# a remark\n", LINE]) and spell_line(LINE) == SPELT
    assert SPELT.strip() in every_text(read("export.lp", LINE.encode() * 3))


@pytest.mark.parametrize(
    "line",
    ["a,b,c\n", "name=Ann Lee,age=4\n", "Dear guest, x=4 is right\n", "visit value=1 1700000000000000000\n"],
)
def test_other_lines_stay(line: str) -> None:
    assert not is_line_protocol([line])
