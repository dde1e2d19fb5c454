"""Avro schemas whose records may hold their own kind, which the compiled reader follows without an end."""

from __future__ import annotations

from typing import Any

import pytest

from pii_sweep.extract.records import avro


def _record(name: str, of: Any) -> dict[str, Any]:
    return {"type": "record", "name": name, "fields": [{"name": "next", "type": of}]}


@pytest.mark.parametrize(
    ("schema", "recurs"),
    [
        (_record("person", "string"), False),
        (_record("person", ["null", "person"]), True),
        (_record("person", {"type": "array", "items": "person"}), True),
        (_record("person", {"type": "map", "values": _record("place", "person")}), True),
        (_record("person", {"type": {"type": "array", "items": "person"}}), True),
        (_record("person", {"type": "array", "items": _record("place", "string")}), False),
    ],
)
def test_a_schema_that_holds_itself_is_recognized(schema: dict[str, Any], recurs: bool) -> None:
    assert avro._recurs(schema) is recurs
