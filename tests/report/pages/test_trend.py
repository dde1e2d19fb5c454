"""The trend follows the chain of manifests, and says where it ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep.config import Settings
from pii_sweep.report.html import render_report
from pii_sweep.report.manifest import Facts, manifest_digest, write_manifest
from pii_sweep.report.pages.chain import earlier_sweeps
from pii_sweep.report.pages.trend import trend_view
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.tables.parquet import write_tables, write_text
from tests.report.synthetic_sweep import CREATED, HARMLESS, PHOTOS, reader, synthetic

MONTHS = ("2026-08-01T09:00:00+00:00", "2026-09-01T09:00:00+00:00", "2026-10-01T09:00:00+00:00")


@pytest.fixture
def chained(tmp_path: Path, key_folder: Path) -> tuple[Path, str]:
    """Three monthly sweeps, each naming the one before; gives their parent and the last one's digest."""
    assert key_folder.name == "keys"
    buckets, readings = synthetic()
    previous = ""
    for month, planned in enumerate(MONTHS):
        chosen = [bucket for bucket in buckets if bucket.bucket == HARMLESS or month > 0]
        built = frames(chosen, reader(readings), Settings())
        folder = tmp_path / f"sweep-{month}"
        folder.mkdir()
        write_tables(built, folder)
        write_text(folder / "report.html", "")
        write_manifest(folder, Facts("s", "d", planned, {}, previous=previous))
        previous = manifest_digest(folder)
    return tmp_path, previous


def test_the_chain_is_followed_from_the_latest_to_the_first(chained: tuple[Path, str]) -> None:
    parent, previous = chained
    chain = earlier_sweeps(parent / "sweep-now", previous)
    assert [sweep.planned for sweep in chain.sweeps] == list(reversed(MONTHS))
    assert chain.missing == ""


def test_a_sweep_that_is_gone_or_changed_ends_the_chain_with_the_reason(chained: tuple[Path, str]) -> None:
    parent, previous = chained
    table = parent / "sweep-1" / "buckets.parquet"
    table.write_bytes((parent / "sweep-0" / "buckets.parquet").read_bytes())
    changed = earlier_sweeps(parent / "sweep-now", previous)
    assert len(changed.sweeps) == 1 and "was changed" in changed.missing
    (parent / "sweep-2" / "manifest.json").unlink()
    gone = earlier_sweeps(parent / "sweep-now", previous)
    assert gone.sweeps == () and "not in the same folder" in gone.missing
    assert earlier_sweeps(parent / "sweep-now", "").missing == ""


def test_the_report_draws_every_sweep_with_its_interval(chained: tuple[Path, str], swept: Frames) -> None:
    parent, previous = chained
    chain = earlier_sweeps(parent / "sweep-now", previous)
    trend = trend_view(swept, CREATED, chain)
    assert trend is not None and len(trend["dates"]) == 4
    photos = next(row for row in trend["buckets"] if row["bucket"] == PHOTOS)
    assert photos["cells"][0]["rating"] == "not swept"
    assert len(photos["people"]) == 3  # three sweeps knew the bucket
    for mark in photos["people"]:
        assert float(mark["top"]) <= float(mark["y"]) <= float(mark["top"]) + float(mark["height"]) + 0.1
    page = render_report(swept, CREATED, chain)
    assert 'id="trend"' in page and "2026-08-01" in page
    assert 'id="trend"' not in render_report(swept, CREATED)


def test_a_missing_sweep_is_named_on_the_page(swept: Frames, chained: tuple[Path, str]) -> None:
    parent, previous = chained
    chain = replace(earlier_sweeps(parent / "sweep-now", previous), sweeps=(), missing="it is gone")
    assert "it is gone" in render_report(swept, CREATED, chain)
