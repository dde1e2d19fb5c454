"""Documents as OCR gives them: drawn, damaged as scanners and telephones damage them, read by Tesseract.

Orders, labels and letters of the corpus are set in the fonts of the fixtures; what Tesseract reads is
aligned with what was drawn by edit distance, so that labels lie where the letters came out.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator

from PIL import Image, ImageDraw, ImageFilter
from rapidfuzz.distance import Levenshtein

from fixtures import draw, scans
from models.train import orders, prose, records
from models.train.template import Example, Slot, fill, is_dev, join
from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.tesseract import Tesseract
from pii_sweep.types import ObjectRef, Where

FONTS = ("sans", "sans-b", "serif", "serif-b", "serif-i", "mono", "mono-b", "wide")
LAYOUTS = (orders.receipt, orders.invoice, orders.mail, orders.summary, orders.columns)
# A page with less of its text left, or an entity with less of its own, teaches nothing.
PAGE_LEFT, ENTITY_LEFT = 0.6, 0.7
LONGEST_LINE = 80
_HERE = Where(ObjectRef("training", "page"))


def examples(count: int, seed: str, slots: dict[str, Slot], *, dev: bool) -> Iterator[Example]:
    """Yield what is read of `count` drawn pages of one part of the templates, the same for the same seed.

    Pages that OCR could not read are left out. Raises OcrUnavailable where Tesseract's data is missing.
    """
    rng = random.Random(f"{seed} scanned {dev}")
    texts = [*prose.templates(records.RECORDS), *prose.templates(prose.PROSE)]
    papers = [text for text in texts if "\n" in text and is_dev(text) == dev]
    engine = Tesseract("eng")
    for _ in range(count):
        drawn = _wrapped(_paper(papers, slots, rng, dev=dev))
        if not _drawable(drawn[0]):
            continue
        read = "\n".join(one.text for one in passages(engine.read_upright(page(drawn[0], rng)), _HERE))
        moved = aligned(drawn, read)
        if moved is not None:
            yield moved


def _paper(papers: list[str], slots: dict[str, Slot], rng: random.Random, *, dev: bool) -> Example:
    """An order, or one, two or three labels, forms and letters on one sheet."""
    if rng.random() < 0.5:
        layout: Callable[[random.Random, bool], list[tuple[str, str | None]]] = rng.choice(LAYOUTS)
        return join(layout(rng, dev))
    pieces: list[tuple[str, str | None]] = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        pieces += [*fill(rng.choice(papers), slots, rng), ("\n\n", None)]
    return join(pieces[:-1])


def _wrapped(example: Example) -> Example:
    """Return the example with lines of a page's width; a blank becomes a line end, so places hold."""
    text, entities = example
    lines: list[str] = []
    for line in text.replace("\t", " ").split("\n"):
        rest = line
        while len(rest) > LONGEST_LINE and (at := rest.rfind(" ", 20, LONGEST_LINE)) > 0:
            lines.append(rest[:at])
            rest = rest[at + 1 :]
        lines.append(rest)
    return "\n".join(lines), entities


def _drawable(text: str) -> bool:
    """Tell whether the fonts have every letter: they are Latin-1 ones."""
    return bool(text.strip()) and all(ord(letter) < 256 or letter in "€’“”–" for letter in text)


def page(text: str, rng: random.Random) -> Image.Image:
    """Return a text as a page of a printer, and of a scanner or a telephone in three cases of four."""
    if rng.random() < 0.2:
        text = text.upper() if len(text.upper()) == len(text) else text
    font = draw.picture_font(rng.choice(FONTS), rng.randint(22, 34))
    step = round(font.size * rng.uniform(1.15, 1.5))
    lines = text.split("\n")
    edge = rng.randint(24, 70)
    width = round(max(font.getlength(line) for line in lines)) + 2 * edge
    image = Image.new("L", (width, step * len(lines) + 2 * edge), rng.randint(238, 255))
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((edge, edge + step * number), line, fill=rng.choice((0, 0, 20, 60)), font=font)
    return _taken(image, rng)


def _taken(image: Image.Image, rng: random.Random) -> Image.Image:
    """Return a page as it was taken: straight, a little worn, or badly; skew, blur, few pixels, JPEG."""
    worn = rng.choices((0.0, 0.4, 1.0), (1, 2, 2))[0]
    if not worn:
        return image
    width, height = image.size
    matrix = scans.turn(width, height, rng.uniform(-2.2, 2.2) * worn)
    if rng.random() < 0.3:
        matrix = scans.wobble(width, height, rng, 0.03 * worn) @ matrix
    image = scans.warp(image, matrix, image.size, 246)
    ink = round(rng.uniform(20, 110) * worn)
    image = image.point([round(ink + (255 - ink) * level / 255) for level in range(256)])
    if rng.random() < 0.6:
        small = rng.uniform(0.45, 0.8) if worn == 1.0 else rng.uniform(0.7, 0.95)
        size = (round(width * small), round(height * small))
        image = image.resize(size, Image.Resampling.BILINEAR)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 1.2) * worn))
    image = scans.noisy(scans.shaded(image, rng, 0.25 * worn), rng, rng.uniform(3, 12) * worn)
    if rng.random() < 0.15:
        return scans.bilevel(image, rng.randint(110, 170)).convert("L")
    return Image.open(io.BytesIO(scans.jpeg(image, rng.randint(18, 70))))


def aligned(drawn: Example, read: str) -> Example | None:
    """Return what was read with the entities where their letters came out; None where too little is left."""
    text, entities = drawn
    if Levenshtein.normalized_similarity(text.lower(), read.lower()) < PAGE_LEFT:
        return None
    starts, ends = [0] * len(text), [0] * len(text)
    for tag, low, high, first, last in Levenshtein.opcodes(text.lower(), read.lower()):
        for at in range(low, high):
            same = tag in ("equal", "replace")
            starts[at] = first + at - low if same else first
            ends[at] = starts[at] + 1 if same else last
    moved = []
    for start, end, label in entities:
        low, high = starts[start], ends[end - 1]
        left = Levenshtein.normalized_similarity(text[start:end].lower(), read[low:high].lower())
        if left < ENTITY_LEFT or _torn(text[start:end], read[low:high]):
            return None
        low, high = _trimmed(read, low, high)
        moved.append((low, high, label))
    return read, moved


def _torn(drawn: str, read: str) -> bool:
    """Tell whether an entity has other lines than it was drawn with: the page was read in another order."""
    return len(read.split("\n")) != len(drawn.split("\n"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
