"""Measure OCR, the look at photos, and text layers: `python -m tests.benchmarks.bench_ocr --corpora DIR`.

DIR holds `receipts_sroie/` (N.jpg with N.box.csv: eight corner coordinates and the text of a line),
`labels_zpl/` (PNG) and folders of PDFs; what is absent is skipped with a message. `--photos DIR` is
any folder of photos without text. Drawn photos (`fixtures.snapshots`) need neither. Times are
process time on one thread, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import io
import math
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import numpy as np
from PIL import Image
from rapidfuzz.fuzz import partial_ratio
from rapidocr import RapidOCR

from fixtures.orders import orders
from fixtures.people import people
from fixtures.snapshots import Snapshot, snapshot
from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.reader import read_image
from pii_sweep.extract.ocr.engine import engine
from pii_sweep.extract.ocr.gate import may_hold_text
from pii_sweep.extract.ocr.tesseract import Tesseract
from pii_sweep.types import Blob, Note, ObjectRef, Passage, Piece, Where
from tests.benchmarks.bench_layers import all_layers

Reader = Callable[[Image.Image], str]
MIN_LENGTH = 3
# By mode: the least share of true words, and the most of RapidOCR's time alone in the same run.
BARS = {"cascade": (0.945, 0.22), "fast": (0.83, 0.10)}
MAX_LOOK = 25.0  # milliseconds beyond decoding
MIN_KEPT = 0.99
LOOK_SIDE = 1700
SHARES = (0.015, 0.03, 0.05, 0.1, 0.2, 0.4, 0.6)


def words_of(text: str) -> list[str]:
    """Return the words of three and more letters or digits, upper case, without punctuation."""
    bare = (re.sub(r"[^A-Z0-9]", "", word.upper()) for word in text.split())
    return [word for word in bare if len(word) >= MIN_LENGTH]


def true_words(path: Path) -> list[str]:
    """Return the true words of a receipt."""
    lines = path.with_suffix(".box.csv").read_text("utf-8", "replace").splitlines()
    return words_of(" ".join(line.split(",", 8)[8] for line in lines if line.count(",") >= 8))


def engines() -> dict[str, Reader]:
    """Return both engines alone, as their packages run them on one thread, and our modes."""
    single = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    rapid = RapidOCR(params={"Global.log_level": "critical", **single})

    def ours(mode: str) -> Reader:
        return lambda image: " ".join(word.text for word in engine(mode).read(image))

    return {
        "RapidOCR alone": lambda image: " ".join(rapid(np.asarray(image)[:, :, ::-1]).txts or ()),
        "Tesseract alone": lambda image: " ".join(word.text for word in Tesseract().read_upright(image)),
        "cascade": ours("cascade"),
        "accurate": ours("accurate"),
        "fast": ours("fast"),
    }


def bar(name: str, figure: float, least: float = -math.inf, most: float = math.inf) -> bool:
    """Print whether a figure lies between its bars; return whether it does."""
    met = least <= figure <= most
    told = [f">= {least:g}"] * (least > -math.inf) + [f"<= {most:g}"] * (most < math.inf)
    print(f"{'ok  ' if met else 'MISS'} {name}: {figure:.3g} ({', '.join(told)})", flush=True)
    return met


def receipts(folder: Path) -> bool:
    """Print the share of true words that each engine recognises, and its time a page; tell the bars."""
    paths = sorted(folder.glob("*.jpg"))
    if not paths:
        print(f"receipts: skipped, no pictures in {folder}")
        return True
    found, seconds, total = {}, {}, 0
    readers = engines()
    for reader in readers.values():
        reader(Image.open(paths[0]).convert("RGB"))
    for path in paths:
        image, truth = Image.open(path).convert("RGB"), true_words(path)
        total += len(truth)
        for name, reader in readers.items():
            start = time.process_time()
            text = reader(image)
            seconds[name] = seconds.get(name, 0.0) + time.process_time() - start
            read = set(words_of(text))
            found[name] = found.get(name, 0) + sum(word in read for word in truth)
    print(f"receipts: {len(paths)} pages, {total} true words of {MIN_LENGTH} and more characters")
    for name in readers:
        ratio = seconds[name] / seconds["RapidOCR alone"]
        print(
            f"  {name:16} {found[name] / total:.3f} of words, "
            f"{seconds[name] / len(paths):.3f} s/page, {ratio:.2f} x"
        )
    met = []
    for name, (words, time_) in BARS.items():
        met.append(bar(f"words, {name}", found[name] / total, least=words))
        ratio = seconds[name] / seconds["RapidOCR alone"]
        met.append(bar(f"time, {name}, times RapidOCR's", ratio, most=time_))
    return all(met)


def photos(folder: Path | None, texts: list[Path]) -> bool:
    """Print what the look at a photo costs, and the share of pictures with text that are kept."""
    if folder is None or not any(folder.iterdir()):
        print("photos: skipped, give --photos DIR with photos that show no text")
    else:
        costs, kept = [], 0
        looks = [
            _look(path)
            for path in sorted(folder.iterdir())
            if path.suffix.lower() in (".jpg", ".jpeg", ".png")
        ]
        may_hold_text(looks[0])
        for look in looks:
            start = time.process_time()
            kept += may_hold_text(look)
            costs.append(time.process_time() - start)
        mean, worst = sum(costs) / len(costs), max(costs)
        print(
            f"photos: {len(looks)} without text, {mean * 1000:.0f} ms each "
            f"(worst {worst * 1000:.0f}), {kept} read"
        )
    pictures = [picture for path in texts for picture in _photographed(path)]
    if not pictures:
        return True
    share = sum(map(may_hold_text, pictures)) / len(pictures)
    return bar(f"share kept of {len(pictures)} photos of receipts and labels", share, least=MIN_KEPT)


def _look(path: Path) -> Image.Image:
    image = Image.open(path).convert("RGB")
    image.thumbnail((LOOK_SIDE, LOOK_SIDE))
    return image


def _photographed(path: Path) -> Iterator[Image.Image]:
    """Yield a document lying on a table, straight and turned, over the height and 80 % of the height."""
    for share, degrees in ((1.0, 0), (0.8, 8), (0.8, 180), (1.0, 90)):
        table = Image.new("RGB", (1600, 1200), (120, 100, 80))
        page = Image.open(path).convert("RGB").rotate(degrees, expand=True, fillcolor=(120, 100, 80))
        page.thumbnail((int(1600 * share), int(1200 * share)))
        table.paste(page, (60, 20))
        yield table


def snapshots(count: int) -> bool:
    """Print the share of drawn 12-megapixel photos with a paper that are kept, and what is read.

    And what photos without one cost beyond Pillow's decoding of the whole: the look at them, which
    decodes less, and the search for barcodes are counted.
    """
    if not count:
        return True
    made = orders("bench", people("bench", count), count)
    costs: list[float] = []
    kept = []
    for number in range(count):
        photo = snapshot(made[number], number, 0.0)
        start = time.process_time()
        Image.open(io.BytesIO(photo.body)).load()
        middle = time.process_time()
        pieces = _read_photo(photo.body)
        costs.append(time.process_time() - middle - (middle - start))
        kept.append(_was_read(pieces))
    costs = [cost for cost, read in zip(costs, kept, strict=True) if not read]
    print(
        f"snapshots: {count} without text, {sum(costs) / max(1, len(costs)) * 1000:.0f} ms each beyond "
        f"decoding (worst {max(costs, default=0) * 1000:.0f}), {sum(kept)} read"
    )
    quick = bar("milliseconds of a photo without text", sum(costs) / max(1, len(costs)) * 1000, most=MAX_LOOK)
    held: list[bool] = []
    for share in SHARES:
        photos_ = [snapshot(made[number], number + 7 * round(1000 * share), share) for number in range(count)]
        read = [_read_photo(photo.body) for photo in photos_]
        found = [_found(photo, pieces) for photo, pieces in zip(photos_, read, strict=True)]
        values = [one for each in found for one in each]
        held += map(_was_read, read)
        print(
            f"  paper on {share:6.1%} of the photo: {sum(held[-count:]) / count:.3f} of {count} kept, "
            f"{sum(values) / len(values):.3f} of {len(values)} names and addresses read"
        )
    return (
        bar(f"share kept of {len(held)} photos with a paper", sum(held) / len(held), least=MIN_KEPT) and quick
    )


def _read_photo(body: bytes) -> list[Piece]:
    where = Where(ObjectRef("b", "photo.jpg"))
    return [
        piece
        for piece in read_image(io.BytesIO(body), where, Budget(Extract(faces=False)))
        if not isinstance(piece, Blob)
    ]


def _was_read(pieces: list[Piece]) -> bool:
    return any(isinstance(piece, Note) and piece.measure == "ocr_pages" for piece in pieces)


def _found(photo: Snapshot, pieces: list[Piece]) -> list[bool]:
    """Tell for each true name and address whether its letters and digits were read, 15 % of them wrong."""
    text = _bare(" ".join(piece.text for piece in pieces if isinstance(piece, Passage)))
    values = [_bare(one.value) for one in photo.truth if one.type in ("PERSON", "STREET_ADDRESS")]
    return [partial_ratio(value, text) >= 85 for value in values]


def _bare(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def main() -> int:
    """Parse the folders and print every figure and bar; return 1 where one of OCR's is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--photos", type=Path)
    parser.add_argument("--snapshots", type=int, default=24, help="drawn photos a size; 0 for none")
    options = parser.parse_args()
    met = [receipts(options.corpora / "receipts_sroie")]
    texts = sorted((options.corpora / "receipts_sroie").glob("*.jpg"))
    met.append(photos(options.photos, texts + sorted((options.corpora / "labels_zpl").glob("*.png"))))
    met.append(snapshots(options.snapshots))
    all_layers(sorted(options.corpora.glob("invoices_*/*.pdf")))
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
