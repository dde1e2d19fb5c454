"""The Python API over a finished sweep: `open_sweep(DIR)` gives the six tables as DataFrames."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from pii_sweep.errors import NotASweep
from pii_sweep.report.manifest import refuse_changed
from pii_sweep.report.tables.columns import SCHEMAS
from pii_sweep.report.tables.parquet import read_table
from pii_sweep.risk.priority import SEVERITY

# Each in ascending order: `rating >= "HIGH"`, `priority <= "P2"`, `exposure >= "SHARED"`.
RATINGS: Sequence[str] = tuple(reversed(SEVERITY))
PRIORITIES = ("P1", "P2", "P3", "P4")
EXPOSURES = ("PRIVATE", "UNKNOWN", "SHARED", "PUBLIC")
ORDERED: Mapping[str, Sequence[str]] = {
    "rating": RATINGS,
    "rating_low": RATINGS,
    "rating_high": RATINGS,
    "priority": PRIORITIES,
    "priority_high": PRIORITIES,
    "exposure": EXPOSURES,
}
OVERVIEW = ("priority", "bucket", "rating", "exposure", "subjects_point", "subjects_ca_point", "coverage")
COUNT_COLUMNS = ("bucket", "key", "version_id", "entity", "hits", "distinct", "max_score")


@dataclass(frozen=True, slots=True)
class Sweep:
    """A sweep directory's tables, with the columns of the contract.

    Ratings, priorities and exposures of `buckets` are ordered categoricals: sorting and comparing
    follow severity, urgency and openness, not the alphabet.
    """

    path: Path
    buckets: pd.DataFrame = field(repr=False)
    objects: pd.DataFrame = field(repr=False)
    findings: pd.DataFrame = field(repr=False)
    subjects: pd.DataFrame = field(repr=False)
    estimates: pd.DataFrame = field(repr=False)
    strata: pd.DataFrame = field(repr=False)

    @property
    def counts(self) -> pd.DataFrame:
        """Return `objects.counts` as rows: one for each object and entity, with hits, distinct, max_score."""
        return counts_frame(self.objects)

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(getattr(self, name)):,} {name}" for name in SCHEMAS)
        return f"Sweep('{self.path}': {sizes})"

    def _repr_html_(self) -> str:
        """Return the buckets, most urgent first, for a notebook."""
        table = self.buckets[list(OVERVIEW)].to_html(
            index=False, float_format="{:,.4g}".format, na_rep="", border=0
        )
        return f"<p>{escape(repr(self))}</p>{table}"


def open_sweep(directory: str | Path) -> Sweep:
    """Open a sweep directory's Parquet tables.

    Raises JournalError where the directory is missing, or a table is missing, damaged, or not the one
    that the manifest signs.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise NotASweep(folder)
    refuse_changed(folder, [f"{name}.parquet" for name in SCHEMAS])
    tables = {name: read_table(folder, name) for name in SCHEMAS}
    return Sweep(folder, **{**tables, "buckets": order_categories(tables["buckets"])})


def order_categories(buckets: pd.DataFrame) -> pd.DataFrame:
    """Return the buckets with ratings, priorities and exposures as ordered categoricals."""
    present = {name: levels for name, levels in ORDERED.items() if name in buckets.columns}
    return buckets.astype(
        {name: pd.CategoricalDtype(list(levels), ordered=True) for name, levels in present.items()}
    )


def counts_frame(objects: pd.DataFrame) -> pd.DataFrame:
    """Return the findings of each object and entity: how many, how many distinct, and the best score."""
    frame = pd.DataFrame(_count_rows(objects), columns=list(COUNT_COLUMNS))
    same = {
        name: objects[name].dtype for name in ("bucket", "key", "version_id")
    }  # so that they can be joined
    return frame.astype({**same, "hits": "int64", "distinct": "int64", "max_score": "float64"})


def _count_rows(objects: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    columns = (objects[name] for name in ("bucket", "key", "version_id", "counts"))
    for bucket, key, version, text in zip(*columns, strict=True):
        for entity, count in json.loads(text).items():
            yield bucket, key, version, entity, count["hits"], count["distinct"], count["max_score"]
