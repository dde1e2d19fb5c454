"""PDF, page by page: the text layer where it is good, OCR where it is not, both where both say something."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import BinaryIO

import pypdfium2 as pdfium
from PIL import Image

from pii_sweep.errors import Corrupt, Unreadable, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.barcode import barcode_passages, read_barcodes
from pii_sweep.extract.ocr.engine import engine
from pii_sweep.extract.ocr.layout import passages, set_out
from pii_sweep.extract.ocr.quality.legibility import find_illegible
from pii_sweep.extract.ocr.segments import Segment, segments
from pii_sweep.extract.ocr.words import Scan, Word, hull
from pii_sweep.extract.page.aligned_table import read_aligned
from pii_sweep.extract.page.boxed_value import join_boxed
from pii_sweep.extract.page.heading import headings, may_head
from pii_sweep.extract.page.picture_table import find_records
from pii_sweep.extract.page.record import Header
from pii_sweep.extract.pdf.artwork.ink import find_marks
from pii_sweep.extract.pdf.canvas import Canvas, canvas
from pii_sweep.extract.pdf.extent import extent
from pii_sweep.extract.pdf.extras import (
    alternatives,
    appearances,
    attachments,
    document_metadata,
    field_values,
    fields,
    find_pinned,
    form_data,
    outline,
)
from pii_sweep.extract.pdf.form_field import field_words
from pii_sweep.extract.pdf.grid import read_ruled as ruled_records
from pii_sweep.extract.pdf.guard.body import GuardedBody
from pii_sweep.extract.pdf.open_document import is_encrypted, open_pdf, page_of
from pii_sweep.extract.pdf.orphaned_object import REASON, read_orphans
from pii_sweep.extract.pdf.photo_metadata import photos
from pii_sweep.extract.pdf.pictures import DRAWN, Contents, contents, render, says_more, select_uncovered
from pii_sweep.extract.pdf.revision import read_revisions
from pii_sweep.extract.pdf.text_layer import TextLayer
from pii_sweep.extract.pdf.text_quality import is_garbled, is_sparse
from pii_sweep.extract.remainder import part, read_before, read_behind
from pii_sweep.types import Blob, Box, Gap, Note, Passage, Piece, Where

MAX_LOGOS = 1000
MIN_READ, MIN_WORDS = 3, 3  # letters of a word that is drawn, and words that may all be unsure
BLOCK = 3.0  # heights of the usual word
MIN_RULES = 1  # a whole grid may be one path
LABEL_INCHES = (6.6, 8.7)  # a page no larger is a label rather than a letter: barcodes are looked for


def read_pdf(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield metadata, the passages of each page in order, and each attachment as a blob.

    A page that cannot be read is a gap. Boxes are pixels of the displayed page (crop box and
    /Rotate applied) at `settings.ocr_dpi`. Files put one behind the other are members, and so is what stands
    before or behind the document. Raises Encrypted, Corrupt, TooBig.
    """
    found = extent(body)
    if len(found.starts) > 1:
        ends = (*found.starts[1:], body.seek(0, io.SEEK_END))
        for number, (start, end) in enumerate(zip(found.starts, ends, strict=True), 1):
            yield part(body, where, (start, end), f"document {number}", budget)
        return
    yield from read_before(body, where, found.starts[0], budget)
    read = _Read()
    yield from _note_known(_read_document(body, where, budget, read), read)
    yield from read_revisions(body, found.starts[0], found.ends, where, budget, given=read.given)
    if read.source is not None:
        yield from read_orphans(read.source, read.given, read.known, where, budget)
    else:  # encrypted, and too long to be decrypted in memory
        yield Gap(where, REASON)
    yield from read_behind(body, where, found.end, budget)


@dataclass(slots=True)
class _Read:
    """What was read of a document: places of streams, its values; `source` is it in plain bytes."""

    given: set[int] = field(default_factory=set)
    known: set[str] = field(default_factory=set, repr=False)
    source: BinaryIO | None = None


def _note_known(pieces: Iterable[Piece | Blob], read: _Read) -> Iterator[Piece | Blob]:
    """Yield the pieces; the values of fields and of metadata among them are noted."""
    for piece in pieces:
        if isinstance(piece, Passage) and piece.layout in ("fields", "metadata"):
            for line in piece.text.splitlines():
                read.known.update((" ".join(line.split()), " ".join(line.partition(": ")[2].split())))
        elif isinstance(piece, Blob):
            read.known.add(piece.name)
        yield piece


def _read_document(body: BinaryIO, where: Where, budget: Budget, read: _Read) -> Iterator[Piece | Blob]:
    with open_pdf(body, budget) as (document, guard):
        seen = _Seen(read.known, guard)
        yield from document_metadata(document, body, where, budget)
        yield from outline(document, where, budget)
        yield from _report_hidden(guard, where)
        for index in range(len(document)):
            budget.page()
            here = replace(where, page=index + 1)
            try:
                yield from _read_page(document, index, here, budget, seen)
                guard.check()
            except Unreadable as error:
                if budget.spent is not None:
                    raise
                yield Gap(here, error.reason)
            yield from _report_hidden(guard, here)
        yield from attachments(document, where, budget)
        yield from form_data(document, where, budget)
        yield from _report_hidden(guard, where)
        guard.check()
        if not is_encrypted(document):
            read.given, read.source = guard.given, guard.source


def _report_hidden(guard: GuardedBody, where: Where) -> Iterator[Gap]:
    """Yield a gap for each reason why PDFium was not given streams since the last time."""
    return (Gap(where, reason) for reason in guard.turn())


@dataclass(slots=True)
class _Seen:
    """What earlier pages showed: their pictures, and the header of a table at the end of the last one.

    `known` are the values of the document, to which those of fields are added.
    """

    known: set[str] = field(repr=False)
    guard: GuardedBody
    logos: set[tuple[Box, int]] = field(default_factory=set)
    header: Header | None = None


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page being read."""

    page: pdfium.PdfPage
    view: Canvas
    where: Where
    budget: Budget
    seen: _Seen


def _read_page(
    document: pdfium.PdfDocument, index: int, where: Where, budget: Budget, seen: _Seen
) -> Iterator[Piece | Blob]:
    with translate({pdfium.PdfiumError: Corrupt}):
        page = page_of(document, index)
    try:
        yield Note(where, "pages")
        leaf = _Leaf(page, canvas(page, budget.settings.ocr_dpi), where, budget, seen)
        typed = {at: (value, box) for at, value, box in field_values(page, leaf.view, budget)}
        seen.known.update(" ".join(value.split()) for value, _ in typed.values())
        words = field_words(typed.values(), leaf.view)
        yield from _texts(leaf, words)
        yield from fields(page, leaf.view, where, budget, typed if words else ())
        yield from alternatives(page, where, budget)
        yield from find_pinned(document, page, where, budget)
    finally:
        page.close()


def _texts(leaf: _Leaf, typed: list[Word]) -> Iterator[Piece]:
    """Yield what a page says, with the words that are typed into its fields."""
    with translate({pdfium.PdfiumError: Corrupt}):
        layer = TextLayer(leaf.page, leaf.view)
    with layer:
        painted = contents(leaf.page, leaf.view)
        place = _find_drawn(leaf, painted)
        parts = None
        if not painted.pictures and not typed and place is None:
            parts = _plain_lines(leaf, layer, ruled=painted.paths >= MIN_RULES)
        if parts is not None:
            leaf.seen.header = None
            yield from _count_characters(leaf, [set_out(parts, leaf.where, "page")])
            return
        words, hidden = layer.words()
        words = join_boxed(words)
    if painted.pictures:
        yield from photos(leaf.page, leaf.view, leaf.where, leaf.budget)
    yield from _page(leaf, words, typed, painted, place)
    # what a viewer crops is personal data all the same
    if hidden and not is_garbled([word.text for word in hidden]):
        yield from _hand_on(leaf, hidden)


def _plain_lines(leaf: _Leaf, layer: TextLayer, *, ruled: bool) -> list[Segment] | None:
    """Return the segments of a page of text in which no table of people is to be looked for, else None."""
    runs = None if leaf.seen.header is not None else layer.runs()
    runs = join_boxed(runs) if runs else runs
    if not runs:
        return None
    if is_garbled(layer.texts) or is_sparse(layer.texts):
        return None
    parts = segments(runs)
    return None if (headings(parts) if ruled else may_head(parts)) else parts


def _find_drawn(leaf: _Leaf, painted: Contents) -> Box | None:
    """Return where a page may show letters that are in no text run and no picture."""
    whole = Box(0, 0, leaf.view.width, leaf.view.height)
    if leaf.seen.guard.nested:
        return whole
    places = (*painted.drawn, *appearances(leaf.page, leaf.view, leaf.budget))
    if not places:
        return None
    x0, y0, x1, y1 = hull(places)
    box = Box(max(0.0, x0), max(0.0, y0), min(whole.x1, x1), min(whole.y1, y1))
    return box if box.x1 - box.x0 >= 1 and box.y1 - box.y0 >= 1 else None


def _page(
    leaf: _Leaf, words: list[Word], typed: list[Word], painted: Contents, place: Box | None
) -> Iterator[Piece]:
    """Yield what a page shows, by its text layer, by OCR or by both."""
    texts = [word.text for word in words]
    garbled = is_garbled(texts)
    words = typed if garbled else words + typed
    whole = Box(0, 0, leaf.view.width, leaf.view.height)
    if garbled or (is_sparse(texts) and (painted.pictures or painted.paths >= DRAWN)):
        yield from _read_scan(leaf, whole, words)
        return
    yield from _laid_out(leaf, words, ruled=painted.paths >= MIN_RULES)
    if painted.pictures:
        if not painted.prints <= leaf.seen.logos:
            yield from _read_pictures(leaf, hull(painted.pictures), words)
            if len(leaf.seen.logos) < MAX_LOGOS:
                leaf.seen.logos.update(painted.prints)
    elif painted.paths >= DRAWN and _is_label(leaf):
        image, scale = _render(leaf, whole)
        yield from _read_codes(leaf, image, scale)
    if place is not None:
        yield from _read_drawn(leaf, place, words, painted)


def _laid_out(
    leaf: _Leaf, words: list[Word], *, ruled: bool = False, scanned: bool = False
) -> Iterator[Piece]:
    """Yield a page's words: tables of people record by record, then the rest in reading order."""
    level = [word for word in words if not word.turn]
    parts = segments(level)
    header, carried = None, leaf.seen.header
    leaf.seen.header = None
    rest, found = words, list[Passage]()
    if carried is not None or (headings(parts) if ruled else may_head(parts)):
        if ruled:
            found, rest, header = ruled_records(leaf.page, leaf.view, words, leaf.where, carried)
        unruled, rest, leaf.seen.header = read_aligned(
            rest, leaf.where, len(found), None if header else carried, None if found else parts
        )
        found += unruled
        leaf.seen.header = leaf.seen.header or header
    for turn in sorted({word.turn for word in rest} - {0}):
        turned = segments(word for word in rest if word.turn == turn)
        if may_head(turned):
            aside, rest, _ = read_aligned(rest, leaf.where, len(found), None, turned)
            found += aside
    if parts and not found and len(level) == len(words):
        yield from _count_characters(leaf, [set_out(parts, leaf.where, "page", scanned=scanned)])
        return
    yield from _count_characters(leaf, found)
    yield from _hand_on(leaf, rest, scanned=scanned)


def _read_codes(leaf: _Leaf, image: Image.Image, scale: float) -> Iterator[Passage]:
    codes = read_barcodes(image, thorough=True)
    return barcode_passages(codes, leaf.where, leaf.budget.leave_unread, scale)


def _is_label(leaf: _Leaf) -> bool:
    short, long = sorted((leaf.view.width, leaf.view.height))
    dpi = leaf.budget.settings.ocr_dpi
    return short <= LABEL_INCHES[0] * dpi and long <= LABEL_INCHES[1] * dpi


def _hand_on(leaf: _Leaf, words: Sequence[Word], *, scanned: bool = False) -> Iterator[Piece]:
    yield from _count_characters(leaf, passages(words, leaf.where, scanned=scanned))


def _count_characters(leaf: _Leaf, passages: Iterable[Passage]) -> Iterator[Piece]:
    for found in passages:
        leaf.budget.characters(len(found.text))
        yield found


def _read_scan(leaf: _Leaf, box: Box, words: list[Word]) -> Iterator[Piece]:
    """Yield a page read by OCR, together with the few words that its text layer has."""
    image, scale = _render(leaf, box)
    try:
        scan = _scan(leaf, image)
        read = _words(scan, box, scale)
    except Unreadable:
        yield from _hand_on(leaf, words)
        raise
    yield Note(leaf.where, "ocr_pages")
    yield from find_illegible(scan, leaf.where, image)
    yield from _read_codes(leaf, image, scale)
    records, rest = find_records(words + select_uncovered(read, words), leaf.where)
    yield from _count_characters(leaf, records)
    yield from _hand_on(leaf, rest, scanned=True) if records else _laid_out(leaf, rest, scanned=True)


def _read_drawn(leaf: _Leaf, place: Box, words: list[Word], painted: Contents) -> Iterator[Piece]:
    """Yield what is drawn on a part of a page in letters that are in no text run and no picture."""
    leaf.budget.check_time()
    words = _drop_blocks(words) if leaf.seen.guard.nested else words
    marks = find_marks(leaf.page, leaf.view, place, [*(word.box for word in words), *painted.pictures])
    if marks is not None and marks not in leaf.seen.logos:
        if len(leaf.seen.logos) < MAX_LOGOS:
            leaf.seen.logos.add(marks)
        yield from _read_pictures(leaf, marks[0], words, drawn=True)


def _drop_blocks(words: list[Word]) -> list[Word]:
    """Return words without those far higher than most: a glyph that draws lines of text is one character."""
    most = BLOCK * median([word.level.y1 - word.level.y0 for word in words] or (0,))
    return [word for word in words if word.level.y1 - word.level.y0 <= most]


def _read_pictures(leaf: _Leaf, box: Box, words: list[Word], *, drawn: bool = False) -> Iterator[Piece]:
    """Yield what a part of a page with a good text layer shows beyond it: pictures, or what is drawn."""
    image, scale = _render(leaf, box)
    for found in _read_codes(leaf, image, scale):
        place = found.where.box or box
        yield replace(found, where=replace(found.where, box=_move_box(place, box, 1.0)))
    if leaf.budget.settings.ocr == "off" or says_more(image, box, scale, words):
        scan = _scan(leaf, image)
        read = select_uncovered(_words(scan, box, scale), words)
        yield Note(leaf.where, "ocr_pages")
        if drawn and _is_chart(read, scan.quality.well):
            return
        yield from find_illegible(scan, leaf.where, image)
        yield from _hand_on(leaf, read, scanned=True)


def _is_chart(read: list[Word], well: float) -> bool:
    """Return whether OCR read hardly a word, and none surely: paths that are the symbols of a chart."""
    long = [word for word in read if sum(map(str.isalnum, word.text)) >= MIN_READ]
    return len(long) < MIN_WORDS and not any((word.confidence or 0.0) >= well for word in long)


def _render(leaf: _Leaf, box: Box) -> tuple[Image.Image, float]:
    leaf.budget.check_time()
    return render(leaf.page, leaf.view, box, leaf.budget.settings.ocr_dpi)


def _scan(leaf: _Leaf, image: Image.Image) -> Scan:
    settings = leaf.budget.settings
    return engine(settings.ocr, settings.ocr_languages).scan(image, leaf.budget.check_time)


def _words(scan: Scan, box: Box, scale: float) -> list[Word]:
    """Return the words of a rendered part of the page, boxes in pixels of the page."""
    return [
        word._replace(box=_move_box(word.box, box, scale), upright=_move_box(word.level, box, scale))
        for word in join_boxed(scan.words)
    ]


def _move_box(box: Box, origin: Box, scale: float) -> Box:
    x, y = origin.x0, origin.y0
    return Box(x + box.x0 * scale, y + box.y0 * scale, x + box.x1 * scale, y + box.y1 * scale)
