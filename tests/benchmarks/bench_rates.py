"""Processor seconds an object by kind, for the sizing in docs/how-to/cluster.md.

`python -m tests.benchmarks.bench_rates [--each N]` reads N objects of each kind of the fixture estate whole,
as one reader does, and prints medians and means of processor time.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import fmean, median

from pii_sweep.config import Settings
from pii_sweep.read import blob_of, examine_safely

ESTATE = Path(__file__).parents[2] / "fixtures" / "estate"
KINDS = {
    "text, labels (TXT, ZPL, EML, VCF)": ("*.txt", "*.zpl", "*.eml", "*.vcf"),
    "tables (CSV, TSV, JSON, XML)": ("*.csv", "*.tsv", "*.json", "*.jsonl", "*.xml"),
    "PDF with a text layer": ("orders/pdf/**/*.pdf", "nightly/*/orders/pdf/**/*.pdf"),
    "scan of a page (JPEG, PNG, TIFF)": ("**/scans/**/*.jpg", "**/receipts/scans/*", "**/scans/**/*.tif"),
    "label as a picture (PNG)": ("**/labels/**/*.png",),
    "photo without text (JPEG)": ("**/uploads/**/IMG_*.jpg", "images/*.jpg"),
}  # fmt: skip


def main() -> None:
    """Print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=20)
    each, settings = parser.parse_args().each, Settings()
    list(examine_safely(blob_of(b"Dear Ann Lee, 1 Elm Street, Reno, NV 89501"), settings, bytes(32)))  # loads
    for kind, patterns in KINDS.items():
        found = sorted({path for bucket in ESTATE.iterdir() if bucket.is_dir() for one in patterns
                        for path in bucket.rglob(one.removeprefix("**/"))})  # fmt: skip
        chosen = found[:: max(1, len(found) // each)][:each]
        spent = [_seconds(path, settings) for path in chosen]
        size = fmean(path.stat().st_size for path in chosen) / 1e3
        taken = f"median {median(spent):.3f} s, mean {fmean(spent):.3f} s"
        print(f"{kind}: {len(spent)} objects of {size:,.0f} KB, {taken}")


def _seconds(path: Path, settings: Settings) -> float:
    began = time.process_time()
    for _ in examine_safely(blob_of(path), settings, bytes(32)):
        pass
    return time.process_time() - began


if __name__ == "__main__":
    main()
