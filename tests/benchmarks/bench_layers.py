"""Measure text layers beside PDFium's own time: `python -m tests.benchmarks.bench_layers --corpora DIR`.

DIR holds folders `invoices_*` of PDFs; pages of prose, of two columns and of a table of goods are drawn.
PDFium's own time is that of opening a page, its text page and its whole text (`get_text_range`); beside it
stands that with a box for every character. Process time, garbage collection as in a worker.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from reportlab.pdfgen.canvas import Canvas

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.read import GARBAGE
from pii_sweep.types import ObjectRef, Where

BAR = 1.5  # times PDFium's own time
ROUNDS = 15
PAGES = 4
SIZE = (612, 792)
SENTENCE = (
    "the photographs that were ordered in March have left our workshop, and the courier should bring them "
    "before Friday unless the weather delays it; damaged frames may be returned within thirty days, without "
    "a reason, in their original packing, although exceptions were agreed upon for paper of other colours"
)
VOCABULARY = SENTENCE.split()


def prose(columns: int) -> bytes:
    """Return pages of sentences in some columns side by side, set ragged in ten points."""
    out, rng = io.BytesIO(), random.Random(7)
    page = Canvas(out, pagesize=SIZE)
    width = (500 - 20 * (columns - 1)) / columns
    for _ in range(PAGES):
        page.setFont("Helvetica", 10)
        for column in range(columns):
            for line in range(54):
                words = [rng.choice(VOCABULARY)]
                while page.stringWidth(" ".join(words), "Helvetica", 10) < width - 40:
                    words.append(rng.choice(VOCABULARY))
                page.drawString(56 + column * (width + 20), 730 - 12.5 * line, " ".join(words))
        page.showPage()
    page.save()
    return out.getvalue()


def goods() -> bytes:
    """Return pages of a table without rules: forty rows of five cells."""
    out, rng = io.BytesIO(), random.Random(8)
    page = Canvas(out, pagesize=SIZE)
    for _ in range(PAGES):
        page.setFont("Helvetica", 9)
        for row in range(40):
            cells = (
                f"SKU-{rng.randrange(9999)}",
                " ".join(rng.sample(VOCABULARY, 2)),
                str(rng.randrange(20)),
            )
            amounts = (f"${rng.randrange(99)}.50", f"${rng.randrange(999)}.00")
            for x, cell in zip((56, 130, 300, 380, 460), (*cells, *amounts), strict=True):
                page.drawString(x, 700 - 14 * row, cell)
        page.showPage()
    page.save()
    return out.getvalue()


def text_layers(name: str, documents: Sequence[bytes]) -> None:
    """Print the time of documents' text layers, and what PDFium takes for text, and for text with boxes."""
    if not documents:
        print(f"text layers, {name}: skipped, no PDF")
        return
    pages = sum(map(_plain, documents))
    times = np.array([[_time(run, documents) for run in (_plain, _boxed, _ours)] for _ in range(ROUNDS)])
    plain, boxed, ours = times.min(axis=0) * 1000 / pages
    told = "met" if ours <= BAR * plain else "not met"
    print(
        f"text layers, {name}: {pages} pages; text {plain:.2f}, with character boxes {boxed:.2f}, ours "
        f"{ours:.2f} ms/page: {ours / plain:.2f} x text (bar {BAR} x: {told}), {ours / boxed:.2f} x boxes"
    )


def _time(run: Callable[[bytes], int], documents: Sequence[bytes]) -> float:
    start = time.process_time()
    for data in documents:
        run(data)
    return time.process_time() - start


def _plain(data: bytes, *, boxes: bool = False) -> int:
    document = pdfium.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        if boxes:
            for index in range(text.count_chars()):
                text.get_charbox(index)
        text.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


def _boxed(data: bytes) -> int:
    return _plain(data, boxes=True)


def _ours(data: bytes) -> int:
    return sum(1 for _ in read_pdf(io.BytesIO(data), Where(ObjectRef("b", "k")), Budget(Extract(ocr="off"))))


def _illustrated(path: Path) -> bool:
    """Return whether a page shows pictures, which are rendered and read besides the text layer."""
    document = pdfium.PdfDocument(path)
    kinds = {item.type for page in document for item in page.get_objects(max_depth=3)}
    document.close()
    return pdfium.raw.FPDF_PAGEOBJ_IMAGE in kinds


def all_layers(paths: Iterable[Path]) -> None:
    """Print the times of PDFs without pictures and of drawn pages."""
    gc.freeze()
    gc.set_threshold(GARBAGE)
    shared = [path.read_bytes() for path in paths if not _illustrated(path)]
    text_layers("invoices", shared)
    text_layers("prose", [prose(1)])
    text_layers("two columns", [prose(2)])
    text_layers("table of goods", [goods()])


def main() -> None:
    """Parse the folder and print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    all_layers(sorted(parser.parse_args().corpora.glob("invoices_*/*.pdf")))


if __name__ == "__main__":
    main()
