"""Does the page that was hardly legible say so? Recall of bad pages and false alarms, by OCR mode.

`python -m tests.benchmarks.bench_legibility --corpora DIR`: receipts with their true words, blurred,
shrunk and faded in steps. A page is bad where less than half of its true words (of three letters) were
read, good where at least four fifths were. Bars: bad pages that say so >= .95, good pages that say so <= .05.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from pii_sweep.extract.ocr.engine import engine
from pii_sweep.extract.ocr.quality.legibility import read_of_page

BAD, GOOD = 0.5, 0.8
RECALL, FALSE_ALARMS = 0.95, 0.05
_WORD = re.compile(r"[^\W_]{3,}")


def main() -> int:
    """Print the figures of both modes; exit 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=10)
    options = parser.parse_args()
    folder = options.corpora / "receipts_sroie"
    if not folder.is_dir():
        print(f"skipped: {folder} is absent")
        return 0
    missed = False
    for mode in ("fast", "cascade"):
        pages = list(_pages(folder, options.pages, mode))
        bad = [said for recall, said, _ in pages if recall < BAD]
        good = [said for recall, said, _ in pages if recall >= GOOD]
        caught, alarms = sum(bad) / max(1, len(bad)), sum(good) / max(1, len(good))
        missed |= caught < RECALL or alarms > FALSE_ALARMS
        print(f"{mode}: {len(bad)} bad pages, {caught:.3f} say so (bar {RECALL}); "
              f"{len(good)} good ones, {alarms:.3f} say so (bar {FALSE_ALARMS})")  # fmt: skip
        for recall, said, share in sorted(pages):
            print(f"  words read {recall:.2f}  read well {share:.2f}  {'LOW' if said else ''}")
    return int(missed)


def _pages(folder: Path, count: int, mode: str) -> Iterator[tuple[float, bool, float]]:
    for path in sorted(folder.glob("*.jpg"))[:count]:
        truth = _true_words(path.with_name(f"{path.stem}.box.csv"))
        for image in _worse(Image.open(path).convert("RGB")):
            scan = engine(mode).scan(image)  # type: ignore[arg-type]
            read = {word for item in scan.words for word in _words(item.text)}
            share = read_of_page(scan, image)
            recall = len(truth & read) / max(1, len(truth))
            said = share is not None and share < scan.quality.least
            yield recall, said, 1.0 if share is None else share


def _worse(image: Image.Image) -> Iterator[Image.Image]:
    """Yield a picture as it is, and worse in steps: blurred, shrunk, faded."""
    image.thumbnail((1600, 1600))
    yield image
    height = max(image.size) / 1000
    for radius in (2.0, 3.5, 5.0):
        yield image.filter(ImageFilter.GaussianBlur(radius * height))
    for side in (520, 380, 300):
        small = image.copy()
        small.thumbnail((side, side))
        yield small.resize(image.size)
    pixels = np.asarray(image, dtype=np.float32)
    noise = np.random.default_rng(1).normal(0, 28, pixels.shape)
    yield Image.fromarray(np.clip(205 + (pixels - 205) * 0.18 + noise, 0, 255).astype(np.uint8))


def _true_words(path: Path) -> set[str]:
    with path.open(encoding="utf-8", errors="replace") as file:
        return {word for row in csv.reader(file) for word in _words(",".join(row[8:]))}


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


if __name__ == "__main__":
    sys.exit(main())
