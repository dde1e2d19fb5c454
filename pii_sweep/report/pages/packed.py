"""Pack findings for the findings browser: columns with dictionaries, deflated, in base64.

Layout, little-endian: length of the JSON header (uint32), the header padded with spaces to a multiple of
four, then the columns one after the other, each padded so. The header gives rows and, by column, its kind:
`words` (its values, and an index of `width` bytes for each row), `hex` (16 bytes a row), `numbers` (int32, -1
where absent) or `scores` (uint16, in thousandths).
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

MAX_PACKED = 250_000  # 100,000 findings take some 5 MB; a page of several times that opens slowly
WORDS = (
    "bucket", "key", "member", "entity", "masked", "column_name", "recognizer", "reasons", "subject_id",
    "picture",
)  # fmt: skip
NUMBERS = ("page", "row", "line")


def pack_findings(findings: pd.DataFrame, clean: Callable[[str], str]) -> str:
    """Return findings as base64 text; `clean` is applied to each distinct word."""
    header: dict[str, Any] = {"rows": len(findings), "columns": {}}
    parts: list[bytes] = []
    for name, (facts, data) in _columns(findings, clean).items():
        header["columns"][name] = facts
        parts.append(data + bytes(-len(data) % 4))
    head = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    head += b" " * (-len(head) % 4)
    body = len(head).to_bytes(4, "little") + head + b"".join(parts)
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(squeezed.compress(body) + squeezed.flush()).decode("ascii")


def choose_findings(findings: pd.DataFrame, limit: int = MAX_PACKED) -> pd.DataFrame:
    """Return at most `limit` findings, those of every entity of every object before more of the same."""
    if len(findings) <= limit:
        return findings
    turn = findings.groupby(["bucket", "key", "entity"], sort=False).cumcount()
    kept = turn.sort_values(kind="stable").index[:limit]
    return findings.loc[np.sort(kept.to_numpy())]


def _columns(
    findings: pd.DataFrame, clean: Callable[[str], str]
) -> Mapping[str, tuple[Mapping[str, Any], bytes]]:
    columns = {name: _words(_text(findings[name]), clean) for name in WORDS if name in findings}
    columns |= {name: _numbers(findings[name]) for name in NUMBERS}
    scores = (findings["score"].to_numpy(float) * 1000).round().astype("<u2")
    columns["score"] = ({"kind": "scores"}, scores.tobytes())
    columns["finding_id"] = ({"kind": "hex"}, bytes.fromhex("".join(findings["finding_id"].str.zfill(32))))
    return columns


def _text(column: pd.Series[Any]) -> pd.Series[str]:
    if column.name == "reasons":
        return pd.Series([" · ".join(reasons) for reasons in column], dtype="str")
    return column.fillna("").astype("str")


def _words(column: pd.Series[str], clean: Callable[[str], str]) -> tuple[Mapping[str, Any], bytes]:
    codes, values = pd.factorize(column)
    width = 1 if len(values) <= 1 << 8 else 2 if len(values) <= 1 << 16 else 4
    return (
        {"kind": "words", "width": width, "values": [clean(value) for value in values]},
        codes.astype(f"<u{width}").tobytes(),
    )


def _numbers(column: pd.Series[Any]) -> tuple[Mapping[str, Any], bytes]:
    return {"kind": "numbers"}, column.fillna(-1).to_numpy(np.int32).astype("<i4").tobytes()
