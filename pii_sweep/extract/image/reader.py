"""Pictures: metadata, barcodes, faces and, where there is text, what it says."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageFile

from pii_sweep.errors import Corrupt, Unreadable, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.barcode import barcode_passages, read_barcodes
from pii_sweep.extract.image.exif import metadata
from pii_sweep.extract.image.faces import find_faces
from pii_sweep.extract.image.picture_end import picture_end
from pii_sweep.extract.image.pixels import BROKEN, is_turned, pixels
from pii_sweep.extract.ocr.detector import Array
from pii_sweep.extract.ocr.engine import engine
from pii_sweep.extract.ocr.gate import may_hold_text
from pii_sweep.extract.ocr.layout import passages
from pii_sweep.extract.ocr.paper_edge import edge_of
from pii_sweep.extract.ocr.quality.legibility import find_illegible
from pii_sweep.extract.ocr.segments import segments
from pii_sweep.extract.ocr.strips import MIN_PRINT, cut_out, is_strip, reduction
from pii_sweep.extract.ocr.words import Scan, Word, hull
from pii_sweep.extract.page.aligned_table import read_aligned
from pii_sweep.extract.page.heading import headings
from pii_sweep.extract.page.picture_table import find_records
from pii_sweep.extract.remainder import read_behind
from pii_sweep.extract.stream import seeks_cheaply
from pii_sweep.extract.text.decode import until_broken
from pii_sweep.types import Blob, Box, Gap, Note, Passage, Piece, Where

WORKING_SIDE = 3000  # larger pictures are read at this size: print of 8 points on A4 is 27 pixels high
LOOK_SIDE = 1700  # about the size at which a picture is looked at before it is read
SURE = 0.6  # confidence of words that show where a card lies
EVEN = 16  # of 255, of each channel: no print is so faint
THINNED = 16  # one of so many rows and columns is looked at first
DRAFT_SIDE = 1100  # the shorter side, at least, of a JPEG that is decoded for the look alone
ANIMATED = ("GIF", "WEBP", "PNG")  # their frames are a film; those of other formats are pages


def read_image(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield what each frame says; boxes are pixels of the frame as displayed (EXIF orientation applied).

    `page` counts the frames. Raises Corrupt, TooBig.
    """
    _prepare()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a library that writes PDFs switches it on for the process
    body.seek(0)
    with translate(BROKEN), _silence_warnings():
        picture = Image.open(body)
        film = picture.format in ANIMATED and bool(getattr(picture, "is_animated", False))
    shown: set[int] | None = set() if film else None
    for index in range(budget.settings.max_pages + 1):
        with translate(BROKEN), _silence_warnings():
            if not _seek(picture, index):
                break
        budget.page()
        here = replace(where, page=index + 1)
        yield Note(here, "pages")
        try:
            yield from _read_frame(picture, body, here, budget, shown)
        except Unreadable as error:
            if budget.spent is not None:
                raise
            yield Gap(here, error.reason)
            if picture.format == "GIF" and error.reason == "PIXEL_LIMIT":
                break  # its frames are painted on each other: the next one would decode this one
    end = picture_end(body, picture.format or "") if seeks_cheaply(body) else None
    if end is not None:
        yield from read_behind(body, where, end, budget)


@lru_cache(maxsize=1)
def _prepare() -> None:
    """Register HEIC, and leave the pixel limit to the budget, which is checked before decoding."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None


@contextmanager
def _silence_warnings() -> Iterator[None]:
    """Silence warnings: they quote the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _seek(picture: Image.Image, index: int) -> bool:
    if picture.format == "PSD":
        return index == 0  # its layers put together; Pillow takes each for a frame
    try:
        picture.seek(index)
    except EOFError:
        return False
    return True


def _read_frame(
    picture: Image.Image, body: BinaryIO, where: Where, budget: Budget, shown: set[int] | None
) -> Iterator[Piece]:
    """Yield what a frame says; nothing where `shown` knows it already."""
    budget.pixels(*picture.size)
    size = picture.size
    if min(size) < MIN_PRINT:  # nothing can be written there
        yield from _metadata(picture, where)
        return
    # JPEG is decoded at a half or less for the look, and again only where there is something to read
    cheap = picture.format == "JPEG" and min(picture.size) >= 2 * DRAFT_SIDE
    try:
        with _silence_warnings():
            image, whole = pixels(picture, DRAFT_SIDE if cheap else WORKING_SIDE, budget)
    except Unreadable:
        yield from _metadata(picture, where)
        raise
    yield from _metadata(picture, where)  # some of a PNG's may stand behind the pixels
    if shown is not None:
        known, look = len(shown), zlib.crc32(image.tobytes())
        shown.add(look)
        if len(shown) == known:
            return

    def finer() -> Image.Image:
        if not cheap:
            return image
        body.seek(0)
        with translate(BROKEN), _silence_warnings():
            again = Image.open(body)
        with _silence_warnings():
            return pixels(again, WORKING_SIDE, budget)[0]

    yield from _read_picture(image, finer, where, budget, size[is_turned(picture)])
    if not whole:
        yield Gap(where, Corrupt.reason)


def frame_of(body: BinaryIO, number: int, side: int, budget: Budget) -> tuple[Image.Image, float]:
    """Return a frame (from 1) upright, RGB, `side` to twice `side` pixels long if it is larger.

    And what boxes of `read_image` are multiplied by to lie on it. Raises Corrupt, TooBig.
    """
    _prepare()
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    body.seek(0)
    with translate(BROKEN), _silence_warnings():
        picture = Image.open(body)
        if not _seek(picture, number - 1):
            raise Corrupt()
    size = picture.size
    budget.pixels(*size)
    with _silence_warnings():
        image, _ = pixels(picture, side, budget)
    return image, image.width / size[is_turned(picture)]


def _metadata(picture: Image.Image, where: Where) -> Iterator[Piece]:
    if where.page == 1 or picture.format == "TIFF":  # each page of a TIFF has its own
        yield from metadata(picture, where)


def _read_picture(
    image: Image.Image, finer: Callable[[], Image.Image], where: Where, budget: Budget, width: int
) -> Iterator[Piece]:
    """Yield barcodes, faces and text of an upright RGB picture; boxes are as if it were `width` wide.

    With OCR off nothing says whether it holds text: each picture that is not blank is a gap, and its
    barcodes are sought at the size of the look.
    """
    strip = is_strip(image.size)
    factor = reduction(image.size, LOOK_SIDE) if strip else round(max(image.size) / LOOK_SIDE)
    look = image.reduce(factor) if factor > 1 else image
    seen = np.asarray(look)
    off = budget.settings.ocr == "off"
    full = finer() if not off and any(map(may_hold_text, cut_out(look) if strip else (seen,))) else None
    codes = read_barcodes(seen if full is None else full, thorough=off or full is not None)
    if codes and full is None:
        full = finer()
        if not off or full is not look:
            codes = read_barcodes(full, thorough=True) or codes
    scale = width / (look if full is None else full).width
    found: list[Piece] = list(barcode_passages(codes, where, budget.leave_unread, scale))
    if budget.settings.faces:
        faces = find_faces(seen)
        if faces:
            yield Note(where, "faces", len(faces))
    broken: list[Unreadable] = []
    if full is not None or (off and not _is_blank(seen)):
        budget.check_time()
        found += until_broken(read_text(image if full is None else full, where, budget, scale), broken)
    elif not off:  # a page that is too blurred or faint to be distinguished from a photo
        found += find_illegible(Scan([], []), where, seen)
    yield from _mark_card_edge(found, full, scale)
    if broken:
        raise broken[0]


def _is_blank(seen: Array) -> bool:
    """Return whether an RGB picture is so even that nothing can be read in it."""
    few = seen[::THINNED, ::THINNED]  # which show of most pictures that they are not
    return all(bool((np.ptp(part, axis=(0, 1)) < EVEN).all()) for part in (few, seen))


def _mark_card_edge(found: Sequence[Piece], image: Image.Image | None, scale: float) -> Iterator[Piece]:
    """Yield pieces, passages with the edge of the card that all of them stand on, where it is clear."""
    boxes = [box for piece in found if isinstance(piece, Passage) for box in _boxes(piece)]
    card: Box | None = None
    if boxes and image is not None and (edge := edge_of(image, _times(hull(boxes), 1 / scale))):
        card = _times(edge, scale)
    for piece in found:
        yield replace(piece, card=card) if isinstance(piece, Passage) else piece


def _boxes(found: Passage) -> list[Box]:
    """Return the boxes of the words that were surely read, or of the barcode."""
    if not found.spans:
        return [found.where.box] if found.where.box else []
    return [
        span.box for span in found.spans if span.box and (span.confidence is None or span.confidence >= SURE)
    ]


def _times(box: Box, scale: float) -> Box:
    return Box(*(edge * scale for edge in box))


def read_text(image: Image.Image, where: Where, budget: Budget, scale: float) -> Iterator[Piece]:
    """Yield the text of a picture, tables of people record by record; raises OcrUnavailable."""
    reader = engine(budget.settings.ocr, budget.settings.ocr_languages)
    scan = reader.scan(image, budget.check_time)
    words = [_scale_word(word, scale) for word in scan.words]
    yield Note(where, "ocr_pages")
    yield from find_illegible(scan, where, image)
    records, words = find_records(words, where)
    level = [word for word in words if not word.turn]
    if headings(segments(level)):
        more, words, _ = read_aligned(words, where, len(records))
        records += more
    for found in (*records, *passages(words, where, scanned=True)):
        budget.characters(len(found.text))
        yield found


def _scale_word(word: Word, scale: float) -> Word:
    return word if scale == 1 else word._replace(box=_times(word.box, scale), upright=word.level)
