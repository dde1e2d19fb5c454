"""One row in `entities.py` is all that risk, report, sampling, masking and linkage need of an entity."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pii_sweep import entities
from pii_sweep.detect.score import overlap
from pii_sweep.link import keys, mask
from pii_sweep.report import words
from pii_sweep.risk import categories, elements, enisa, nist
from pii_sweep.risk.evidence import HARD, SOFT
from pii_sweep.sample import pick_content

PACKAGE = Path(__file__).parents[1] / "pii_sweep"
# A row, a recognizer and nothing else: a staff badge, in a copy of the package.
ROW = (
    '    Entity("STAFF_BADGE", "Staff badges", ("A", "I"), proof="strict", reaches=True, ei=0.5, '
    'ei_named=1.0, grave=True, mask="last2", recognizer="staff_badge"),\n'
)
RECOGNIZER = '''
"""Staff badges, for a test."""
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.candidate import Hit

_BADGE = gate.gated(r"(?i)badge (?:no|number)[: ]{1,2}(?P<badge>SB-\\d{5})")
COLUMN = {"header": "badge(?: ?(?:no|number))?", "shape": r"SB-\\d{5}", "headed": 0.6, "score": 0.9}


def find(text):
    """Yield badges."""
    for match in _BADGE.finditer(text):
        yield Hit("STAFF_BADGE", *match.span("badge"), 0.9, "StaffBadge", ("label:0.90",))
'''
SCRIPT = """
import json, sys
import pii_sweep as ps
from pii_sweep.report import words
from pii_sweep.risk import categories, enisa
from pii_sweep.sample import pick_content
text = [f.masked for f in ps.inspect(b"Ann Lee\\nBadge no: SB-20417\\n") if f.entity == "STAFF_BADGE"]
names = ["Ann", "Omar", "Mia", "Raj"]
rows = "name,badge\\n" + "".join(f"{n} Lee,SB-2041{i}\\n" for i, n in enumerate(names))
column = [f.where.row for f in ps.inspect(rows.encode()) if f.entity == "STAFF_BADGE"]
print(json.dumps({
    "text": text, "column": column, "word": words.entity("STAFF_BADGE"),
    "letters": categories.letters("STAFF_BADGE"), "ei": enisa.ei(frozenset({"PERSON", "STAFF_BADGE"})),
    "grave": "STAFF_BADGE" in pick_content.GRAVE,
}))
"""


def test_every_table_of_entities_derives_from_the_rows() -> None:
    names = {entity.name for entity in entities.ENTITIES}
    assert len(names) == len(entities.ENTITIES)
    assert set(categories.ENTITIES) == names == set(words.ENTITY_WORDS)
    assert names >= pick_content.GRAVE | HARD | SOFT | nist.GRAVE | enisa.REACHABLE | elements.LOOSE
    assert {*keys.KEYS} <= names | {entities.CUSTOMER_ID}
    assert set(overlap._RANK) == names
    for entity in entities.ENTITIES:
        assert sum(map(str.isdigit, mask.mask_value(entity.name, "1234567890", {}))) <= 4


def test_combinations_name_known_entities() -> None:
    for item in entities.COMBINATIONS:
        assert item.names <= entities.BY_NAME.keys()


def test_the_statute_rows_are_those_of_the_law() -> None:
    cites = {(row.cite, tuple(sorted(row.entities))): row.state for row in categories.SPI}
    assert cites["§1798.140(ae)(1)(A)", ("US_SSN",)] == "confirmed"
    assert cites["§1798.140(ae)(1)(B)", ("CREDIT_CARD",)] == "candidate"
    assert cites["§1798.140(ae)(1)(B)", ("CREDIT_CARD", "CREDIT_CARD_CODE")] == "confirmed"
    met = elements.elements_in(frozenset({"EMAIL_ADDRESS", "PASSWORD"}), "82")
    assert [item.cite for item in met] == ["§1798.82(h)(2)"]
    assert not elements.elements_in(frozenset({"PERSON", "STREET_ADDRESS", "ORDER_VALUE", "FACE"}), "150")


@pytest.mark.slow
def test_a_new_entity_needs_one_row_and_one_recognizer(tmp_path: Path) -> None:
    copy = tmp_path / "pii_sweep"
    subprocess.run(["cp", "-a", str(PACKAGE), str(copy)], check=True)
    (tmp_path / "models").symlink_to(PACKAGE.parent / "models")
    table = (copy / "entities.py").read_text(encoding="utf-8")
    head, found, tail = table.partition("    # A photo shows family")
    assert found
    (copy / "entities.py").write_text(head + ROW + found + tail, encoding="utf-8")
    (copy / "detect" / "identifiers" / "staff_badge.py").write_text(RECOGNIZER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == {
        "text": ["██-███17"], "column": [1, 2, 3, 4], "word": "Staff badges", "letters": ["A", "I"],
        "ei": 1.0, "grave": True,
    }  # fmt: skip


def test_a_row_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        entities.ENTITIES[0].name = "OTHER"  # type: ignore[misc]
