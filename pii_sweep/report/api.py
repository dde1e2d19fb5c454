"""The Python API over a finished sweep: `open_sweep(DIR)` gives the six tables as DataFrames."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pii_sweep.errors import JournalError
from pii_sweep.report.columns import SCHEMAS
from pii_sweep.report.parquet import read_table


@dataclass(frozen=True, slots=True)
class Sweep:
    """A sweep directory's tables, with the columns of the contract."""

    path: Path
    buckets: pd.DataFrame = field(repr=False)
    objects: pd.DataFrame = field(repr=False)
    findings: pd.DataFrame = field(repr=False)
    subjects: pd.DataFrame = field(repr=False)
    estimates: pd.DataFrame = field(repr=False)
    strata: pd.DataFrame = field(repr=False)


def open_sweep(directory: str | Path) -> Sweep:
    """Open a sweep directory's Parquet tables.

    Raises JournalError where the directory is missing, or a table is missing or damaged.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise JournalError(f"{folder} is no directory; give the --out DIR of `pii-sweep run`")
    return Sweep(folder, **{name: read_table(folder, name) for name in SCHEMAS})
