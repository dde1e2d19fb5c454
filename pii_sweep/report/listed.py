"""A bucket's findings and strata as the report lists them: the best or largest, and how many more."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pii_sweep.report import words
from pii_sweep.report.tables.frames import Frames
from pii_sweep.sample.correct import COMBINATIONS

MAX_FINDINGS, MAX_STRATA = 40, 40
FINDING = ["bucket", "entity", "masked", "key", "member", "page", "row", "line", "score"]
HELD = f":objects_with:{COMBINATIONS[0]}"


def findings(frames: Frames, bucket: str) -> dict[str, Any]:
    """Return a bucket's best findings of each entity in turn, masked, at most MAX_FINDINGS."""
    mine = frames.findings.loc[frames.findings["bucket"] == bucket, FINDING]
    ordered = mine.sort_values("score", ascending=False, kind="stable")
    turn = ordered.groupby("entity", sort=True).cumcount()
    best = ordered.assign(turn=turn).sort_values(["turn", "entity"], kind="stable").head(MAX_FINDINGS)
    rows = [
        {
            "entity": words.entity(row["entity"]),
            "masked": row["masked"],
            "key": row["key"] if pd.isna(row["member"]) else f"{row['key']} » {row['member']}",
            "place": _place(row),
            "score": f"{row['score']:.2f}",
        }
        for row in best.sort_values(["entity", "turn"], kind="stable").to_dict("records")
    ]
    return {"findings": rows, "findings_total": f"{len(mine):,}"}


def _place(row: dict[Any, Any]) -> str:
    names = [name for name in ("page", "row", "line") if not pd.isna(row[name])]
    return ", ".join(f"{name} {int(row[name]):,}" for name in names)


def strata(frames: Frames, bucket: str) -> dict[str, Any]:
    """Return a bucket's largest strata, each with its interval of names with addresses."""
    mine = frames.strata.loc[frames.strata["bucket"] == bucket]
    mine = mine[mine["objects"] > 0]  # that of a bucket which could not be listed says nothing
    mine = mine.sort_values("objects", ascending=False, kind="stable")
    shares = _shares(frames, bucket)
    names = ("objects", "sampled", "analysed", "partial", "skipped", "failed", "not_sampled")
    rows = []
    for row in mine.head(MAX_STRATA).to_dict("records"):
        numbers = [f"{int(row[name]):,}" for name in names]
        rows.append({"stratum": row["stratum"], "numbers": numbers, "share": shares.get(row["stratum"], "-")})
    return {"strata": rows, "strata_total": f"{len(mine):,}"}


def _shares(frames: Frames, bucket: str) -> dict[str, str]:
    """Return each stratum's share of objects with a name and an address, with its interval."""
    rows = frames.estimates.loc[frames.estimates["bucket"] == bucket]
    shares = {}
    for row in rows.loc[rows["measure"].str.endswith(HELD)].to_dict("records"):
        if row["measure"].startswith("stratum:") and row["population"]:
            low, point, high = (row[name] / row["population"] for name in ("low", "point", "high"))
            spread = words.shares(low, high)
            name = row["measure"].removeprefix("stratum:").removesuffix(HELD)
            shares[name] = f"{words.share(point)}{spread and f' ({spread})'}" if row["n"] else "not read"
    return shares
