"""Checks a sweep directory: the ledger adds up, and the manifest's hashes and signature hold."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pii_sweep.errors import JournalError
from pii_sweep.report.api import Sweep, open_sweep
from pii_sweep.report.manifest import manifest_problems

PARTS = ("analysed", "partial", "skipped", "failed", "not_sampled")
COUNTS = ("objects", "bytes", *PARTS)


def verify(directory: str | Path) -> list[str]:
    """Return what does not hold of a sweep directory, empty where all does."""
    folder = Path(directory)
    try:
        sweep = open_sweep(folder)
    except JournalError as error:
        return [str(error)]
    return ledger_problems(sweep) + manifest_problems(folder)


def ledger_problems(sweep: Sweep) -> list[str]:
    """Return where listed is not analysed + partial + skipped + failed + not sampled.

    Buckets and strata must add up each, strata must sum to their buckets, and the objects table
    must hold as many objects of each status as its stratum says.
    """
    problems = [*_rows(sweep.buckets, ["bucket"]), *_rows(sweep.strata, ["bucket", "stratum"])]
    summed = sweep.strata.groupby("bucket")[list(COUNTS)].sum()
    for _, row in sweep.buckets.iterrows():
        for name in COUNTS:
            strata = int(summed[name].get(row["bucket"], 0))
            if strata != row[name]:
                problems.append(
                    f"{row['bucket']}: strata hold {strata:,} {name}, the bucket says {row[name]:,}"
                )
    return problems + _statuses(sweep)


def _rows(frame: pd.DataFrame, names: list[str]) -> list[str]:
    wrong = frame[frame[list(PARTS)].sum(axis=1) != frame["objects"]]
    negative = frame[(frame[list(COUNTS)] < 0).any(axis=1)]
    lines = [f"{' '.join(map(str, row))}: the ledger does not add up" for row in wrong[names].to_numpy()]
    return lines + [f"{' '.join(map(str, row))}: a negative count" for row in negative[names].to_numpy()]


def _statuses(sweep: Sweep) -> list[str]:
    found = sweep.objects.groupby(["bucket", "stratum", "status"]).size()
    problems = []
    for _, row in sweep.strata.iterrows():
        place = (row["bucket"], row["stratum"])
        for status in ("analysed", "partial", "failed"):
            count = int(found.get((*place, status.upper()), 0))
            if count != row[status]:
                problems.append(
                    f"{' '.join(place)}: {count:,} objects are {status}, the stratum says {row[status]:,}"
                )
    return problems
