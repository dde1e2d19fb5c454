"""Findings survive packing, and the packed page stays small."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import numpy as np
import pandas as pd

from pii_sweep.report.html import drop_control_signs
from pii_sweep.report.pages.packed import choose_findings, pack_findings
from pii_sweep.report.tables.frames import Frames
from tests.benchmarks.many_findings import many_findings

WIDTHS = {1: "<u1", 2: "<u2", 4: "<u4"}
KINDS = {"numbers": "<i4", "scores": "<u2"}


def unpack(text: str) -> dict[str, list[Any]]:
    """Read what `pack_findings` wrote, as the page's script does."""
    data = zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS)
    length = int.from_bytes(data[:4], "little")
    header, at = json.loads(data[4 : 4 + length]), 4 + length
    found: dict[str, list[Any]] = {}
    for name, column in header["columns"].items():
        if column["kind"] == "hex":
            size = 16 * header["rows"]
            found[name] = [data[at + i : at + i + 16].hex() for i in range(0, size, 16)]
        else:
            dtype = np.dtype(KINDS.get(column["kind"]) or WIDTHS[column["width"]])
            size = dtype.itemsize * header["rows"]
            numbers = np.frombuffer(data, dtype, header["rows"], at).tolist()
            found[name] = [column["values"][n] for n in numbers] if column["kind"] == "words" else numbers
        at += -(-size // 4) * 4
    assert at == len(data)
    return found


def test_every_finding_comes_back(swept: Frames) -> None:
    found, table = unpack(pack_findings(swept.findings, drop_control_signs)), swept.findings
    for name in ("bucket", "entity", "masked", "key"):
        assert found[name] == list(table[name])
    assert found["finding_id"] == list(table.finding_id.str.zfill(32))
    assert found["subject_id"] == list(table.subject_id)
    assert found["page"] == list(table.page)
    assert found["row"] == [-1] * len(table)
    assert found["score"] == [round(1000 * score) for score in table.score]
    assert found["reasons"] == [" · ".join(reasons) for reasons in table.reasons]


def test_a_word_that_turns_the_line_around_is_disarmed() -> None:
    table = many_findings(3).assign(key="invoice\u202efdp.exe")
    assert set(unpack(pack_findings(table, drop_control_signs))["key"]) == {"invoice\ufffdfdp.exe"}


def test_many_distinct_words_take_wider_indexes() -> None:
    table = many_findings(70_000)
    found = unpack(
        pack_findings(table.assign(masked=[f"M███ {n}" for n in range(len(table))]), drop_control_signs)
    )
    assert found["masked"][69_999] == "M███ 69999"


def test_a_hundred_thousand_findings_fit_into_the_page() -> None:
    assert (
        len(pack_findings(many_findings(100_000), drop_control_signs)) < 15_000_000 - 600_000
    )  # the rest is the grid


def test_too_many_findings_leave_some_of_every_entity_in_every_object() -> None:
    table = many_findings(5_000)
    chosen = choose_findings(table, 4_500)
    assert len(chosen) == 4_500 and chosen.index.is_monotonic_increasing
    kinds = ["bucket", "key", "entity"]
    assert len(chosen[kinds].drop_duplicates()) == len(table[kinds].drop_duplicates())
    assert choose_findings(table, 5_000) is table


def test_a_sweep_without_findings_packs_to_an_empty_table(swept: Frames) -> None:
    none: pd.DataFrame = swept.findings.head(0)
    assert unpack(pack_findings(none, drop_control_signs))["finding_id"] == []
