"""Parquet files and the Python API over them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pytest

import pii_sweep as ps
from pii_sweep.errors import JournalError
from pii_sweep.report.api import order_categories
from pii_sweep.report.tables.columns import SCHEMAS
from pii_sweep.report.tables.frames import Frames
from pii_sweep.report.tables.parquet import write_tables, write_whole
from tests.report.synthetic_sweep import DENIED, PHOTOS


def test_tables_come_back_as_they_were_written(sweep_dir: Path, swept: Frames) -> None:
    sweep = ps.open_sweep(sweep_dir)
    for name, frame in swept.tables().items():
        expected = order_categories(frame) if name == "buckets" else frame
        pd.testing.assert_frame_equal(getattr(sweep, name), expected)


def test_ratings_priorities_and_exposures_sort_by_what_they_mean(sweep_dir: Path) -> None:
    buckets = ps.open_sweep(sweep_dir).buckets
    assert list(buckets.sort_values("rating").rating)[0] == "EMPTY"
    assert list(buckets.sort_values("priority").bucket)[0] == PHOTOS
    assert list(buckets[buckets.rating >= "HIGH"].bucket) == list(
        buckets[buckets.rating.astype(str).isin(["HIGH", "VERY_HIGH"])].bucket
    )
    assert set(buckets[buckets.exposure >= "SHARED"].exposure) == {"PUBLIC"}
    assert buckets.rating.max() == buckets.rating.iloc[0]


def test_counts_are_rows_of_objects_and_entities(sweep_dir: Path) -> None:
    sweep = ps.open_sweep(sweep_dir)
    hits = sweep.counts.groupby("entity").hits.sum()
    totals = Counter[str]()
    for text in sweep.objects.counts:
        totals.update({entity: count["hits"] for entity, count in json.loads(text).items()})
    assert dict(hits) == dict(totals)
    joined = sweep.counts.merge(sweep.objects, on=["bucket", "key", "version_id"])
    assert len(joined) == len(sweep.counts) > 0


def test_estimates_have_the_parts_of_their_measure_as_columns(sweep_dir: Path) -> None:
    estimates = ps.open_sweep(sweep_dir).estimates
    names = estimates[(estimates.statistic == "objects_with") & (estimates.entity == "PERSON")]
    whole = names[names.stratum.isna() & ~names.corrected]
    assert set(whole.measure) == {"objects_with:PERSON"}
    assert set(names[names.corrected].measure) == {"corrected:objects_with:PERSON"}
    within = names[names.stratum.notna()]
    assert list(within.measure) == [f"stratum:{name}:objects_with:PERSON" for name in within.stratum]
    rules = estimates[estimates.rule.notna()]
    assert set(rules.statistic) == {"subjects_ca"} and set(rules.rule) >= {"over_500"}
    assert set(estimates[estimates.measure == "personal:hits"].statistic) == {"personal_hits"}


def test_a_sweep_shows_itself_as_a_table_in_a_notebook(sweep_dir: Path) -> None:
    sweep = ps.open_sweep(sweep_dir)
    page = sweep._repr_html_()
    assert page.index(PHOTOS) < page.index(DENIED) and "<table" in page
    assert repr(sweep).endswith(f"{len(sweep.estimates)} estimates)")


def test_plain_pandas_reads_the_same_values(sweep_dir: Path, swept: Frames) -> None:
    found = pd.read_parquet(sweep_dir / "findings.parquet")
    assert list(found["page"]) == list(swept.findings["page"])
    assert found["page"].dtype == "Int64"


def test_writing_twice_gives_the_same_bytes(tmp_path: Path, swept: Frames) -> None:
    one = {path.name: path.read_bytes() for path in write_tables(swept, tmp_path)}
    two = {path.name: path.read_bytes() for path in write_tables(swept, tmp_path)}
    assert one == two and len(one) == len(SCHEMAS)


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")

    def broken(out: BinaryIO) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(JournalError, match="the disk of .* is full"):
        write_whole(path, broken)
    assert [item.name for item in tmp_path.iterdir()] == ["report.html"]
    assert path.read_bytes() == b"old"


def test_files_are_readable_by_their_owner_alone(sweep_dir: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in sweep_dir.iterdir()} == {0o600}


def test_a_missing_directory_table_or_column_is_one_clear_error(sweep_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="no sweep directory"):
        ps.open_sweep(tmp_path / "nowhere")
    (sweep_dir / "manifest.json").unlink()
    pd.DataFrame({"bucket": ["a"]}).to_parquet(sweep_dir / "strata.parquet")
    with pytest.raises(JournalError, match="lacks the columns"):
        ps.open_sweep(sweep_dir)
    (sweep_dir / "strata.parquet").write_bytes(b"not parquet")
    with pytest.raises(JournalError, match="damaged"):
        ps.open_sweep(sweep_dir)
    (sweep_dir / "strata.parquet").unlink()
    with pytest.raises(JournalError, match="missing"):
        ps.open_sweep(sweep_dir)


def test_importing_the_package_loads_neither_pandas_nor_models() -> None:
    code = "import sys, pii_sweep; print(sorted({'pandas', 'spacy', 'jinja2', 'boto3'} & sys.modules.keys()))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_package_offers_its_api_and_nothing_else() -> None:
    assert set(ps.__all__) >= {"__version__", "inspect", "open_sweep"}
    assert dir(ps) == sorted(ps.__all__)
    assert callable(ps.open_sweep) and callable(ps.inspect)
    with pytest.raises(AttributeError, match="has no attribute 'scan'"):
        _ = ps.scan
