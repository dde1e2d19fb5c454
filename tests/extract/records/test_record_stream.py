"""Records of JSON lines that are taken out as a whole read as their leaves do."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest

from pii_sweep.config import Settings
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records.json import read_jsonl
from pii_sweep.extract.records.tree import LOOKAHEAD, RecordStream
from pii_sweep.types import ObjectRef, Piece, Table, Where

ROWS = LOOKAHEAD // 4 + 3000  # of four fields: most lie behind those that decide
ODD = (
    {"tags": ["a", "b"]}, {"kind": "Secret", "data": {"pw": "c2VjcmV0cGFzc3dvcmQ="}}, {"value": "x"},
    {"doc": '{"mail": "zoe@example.com"}'}, {"blob": "aGVsbG8gd29ybGQgdGhpcyBpcyBhIGxvbmcgdGV4dA=="},
    {"n": 3.5, "ok": True, "none": None, "empty": ""}, {"a@b.co": None}, {"city": "Zürich"},
    {"lat_e7": 473769000}, {"list": list(b"hello this is a list of bytes, as text goes")},
)  # fmt: skip


def lines(odd: bool) -> Iterator[object]:
    for at in range(ROWS):
        row = {"id": f"PS-{at}", "name": f"Ann {at}", "mail": f"ann.{at}@example.com", "note": "of two words"}
        yield row | ODD[at // 50 % len(ODD)] if odd and at % 50 == 0 else row


def pieces(values: list[object]) -> list[Piece]:
    body = io.BytesIO("\n".join(json.dumps(value) for value in values).encode())
    where, budget = Where(ObjectRef("b", "people.jsonl")), Budget(Settings().extract)
    return [piece for piece in read_jsonl(body, where, budget) if not hasattr(piece, "open")]


def shown(found: list[Piece]) -> list[object]:
    return [
        (one.where, one.header, one.rows, one.first_row) if isinstance(one, Table) else (one, repr(one))
        for one in found
    ]


@pytest.mark.parametrize("odd", [False, True])
def test_whole_records_read_as_their_leaves_do(odd: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    values = list(lines(odd))
    found = pieces(values)
    monkeypatch.setattr(RecordStream, "_find_cells", lambda *_: None)
    assert shown(found) == shown(pieces(values))
    assert sum(len(one.rows) for one in found if isinstance(one, Table)) >= ROWS - 100


def test_what_is_left_of_a_containers_log_stays_with_its_last_record(monkeypatch: pytest.MonkeyPatch) -> None:
    part = {"log": "an open line", "stream": "stdout", "time": "x", "logtag": "P"}
    values = [*lines(odd=False), part, *list(lines(odd=False))[:50]]
    found = pieces(values)
    monkeypatch.setattr(RecordStream, "_find_cells", lambda *_: None)
    assert shown(found) == shown(pieces(values))
    assert any("an open line" in cell for one in found if isinstance(one, Table) for cell in one.rows[-1])
