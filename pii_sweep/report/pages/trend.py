"""How ratings, people and prevalence moved over the sweeps of a chain."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pii_sweep.report import words
from pii_sweep.report.pages.chain import Chain
from pii_sweep.report.tables.frames import Frames

WIDTH, HEIGHT, EDGE = 220, 56, 8
MOST_BUCKETS = 20
HELD = "objects_with:PERSON+STREET_ADDRESS"

Figure = tuple[float, float, float]  # low, point, high


def trend_view(frames: Frames, created: str, chain: Chain) -> dict[str, Any] | None:
    """Return each bucket's trend over the chain's sweeps and this one; None for a sweep without others."""
    if not chain.sweeps and not chain.missing:
        return None
    steps = [(one.planned, one.buckets, one.estimates) for one in reversed(chain.sweeps)]
    steps.append((created, frames.buckets, frames.estimates))
    names = [detail.frame.bucket for detail in frames.details]
    return {
        "dates": _dates([words.moment(planned) for planned, _, _ in steps]),
        "buckets": [_bucket(name, steps) for name in names[:MOST_BUCKETS]] if len(steps) > 1 else [],
        "missing": chain.missing,
        "left": max(0, len(names) - MOST_BUCKETS),
    }


def _dates(moments: Sequence[str]) -> list[str]:
    """Return the days of the sweeps, with the time where two are of one day."""
    days = [moment[:10] for moment in moments]
    return days if len(set(days)) == len(days) else list(moments)


def _bucket(name: str, steps: Sequence[tuple[str, pd.DataFrame, pd.DataFrame]]) -> dict[str, Any]:
    rows = [_row(buckets, name) for _, buckets, _ in steps]
    people = [None if row is None else _people(row) for row in rows]
    held = [
        None if row is None else _share(estimates, name)
        for row, (_, _, estimates) in zip(rows, steps, strict=True)
    ]
    return {
        "bucket": name,
        "cells": [_cell(*found) for found in zip(rows, people, held, strict=True)],
        "people": _draw_intervals(people),
        "shares": _draw_intervals(held, top=1.0),
    }


def _row(buckets: pd.DataFrame, name: str) -> Mapping[str, Any] | None:
    found = buckets[buckets["bucket"] == name]
    return None if found.empty else {str(key): value for key, value in found.iloc[0].items()}


def _people(row: Mapping[str, Any]) -> Figure | None:
    if row["rating"] == "UNKNOWN":
        return None
    return float(row["subjects_low"]), float(row["subjects_point"]), float(row["subjects_high"])


def _share(estimates: pd.DataFrame, name: str) -> Figure | None:
    found = estimates[(estimates["bucket"] == name) & (estimates["measure"] == HELD)]
    if found.empty or not found["population"].iloc[0]:
        return None
    low, point, high = (
        float(found[end].iloc[0]) / float(found["population"].iloc[0]) for end in ("low", "point", "high")
    )
    return min(low, 1.0), min(point, 1.0), min(high, 1.0)


def _cell(row: Mapping[str, Any] | None, people: Figure | None, held: Figure | None) -> dict[str, str]:
    if row is None:
        return {"rating": "not swept", "exposure": "", "people": "", "share": ""}
    value, spread = words.figure(*people) if people else ("people unknown", "")
    share = f"{words.share(held[1])} {words.shares(held[0], held[2])}".strip() if held else ""
    return {
        "rating": words.LEVEL_WORDS[str(row["rating"])],
        "exposure": str(row["exposure"]).lower(),
        "people": f"{value} ({spread})" if spread else value,
        "share": share,
    }


def _draw_intervals(figures: Sequence[Figure | None], top: float = 0.0) -> list[dict[str, str]]:
    """Return the intervals as coordinates: a band from low to high and a mark at the point, one a sweep."""
    ends = [end for figure in figures if figure for end in figure if math.isfinite(end)]
    scale = max([top, *ends, 1e-9])
    step = (WIDTH - 2 * EDGE) / max(1, len(figures) - 1)
    drawn = []
    for place, figure in enumerate(figures):
        if figure is None or not math.isfinite(figure[1]):
            continue
        low, point, high = (HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * min(end, scale) / scale for end in figure)
        drawn.append(
            {
                "x": f"{EDGE + place * step:.1f}",
                "y": f"{point:.1f}",
                "top": f"{high:.1f}",
                "height": f"{max(2.0, low - high):.1f}",
            }
        )
    return drawn
