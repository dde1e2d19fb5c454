"""Packets of the tests' sweeps. A sweep and an activity are assessed once: it takes a second of a core."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.activity import check
from pii_sweep.report.tables.frames import Frames

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
_DRAFTS: dict[tuple[int, str], tuple[Frames, dict[str, Any]]] = {}  # a sweep that stays keeps its `id`


def draft(
    built: Frames, declared: dict[str, Any], now: datetime = NOW, before: str | None = None
) -> dict[str, Any]:
    """Return a packet that the caller may change."""
    key = id(built), repr((declared, now, before))
    if key not in _DRAFTS:
        body = assessment.assess(built, check(declared), now, {"meta.json": "0" * 64}, before)
        _DRAFTS[key] = built, body
    return deepcopy(_DRAFTS[key][1])
