"""Lines of a text layer as runs of words, where the widths of their glyphs leave no room for a wide gap.

To ask PDFium for the boxes of every word takes several times as long as the text itself. A line whose
first and last character are as far apart as its glyphs are wide together (ISO 32000-1, 9.2.4) holds
no gap between columns: two boxes are enough, and those of its words follow from the widths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.pdf.canvas import Canvas, Numbers
from pii_sweep.extract.pdf.pdfium import char_boxes, char_fonts, char_origins
from pii_sweep.types import Box

WORDS = 5  # of a line, on average: shorter lines cost less word by word
LOOSE = 0.7  # heights of type a character; capitals and fixed widths take 0.5
SLACK = 0.5  # heights of type: a line may be this much longer than its glyphs; columns are 1.1 apart
SAME = 0.05  # heights of type between the edges of a line's first and last character
SPACE = 0.22  # heights of type: of a space that PDFium adds, where it gives it no width
MAX_SPACE = 0.55  # heights of type: where it gives it that of a gap
MAX_WIDTHS = 1 << 18  # fonts times character codes
SPACED = re.compile(r"\S+(?: \S+)*")

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of a page's text by their first and last characters, a row each.

    `first` and `last` are those characters' own boxes in pixels, `boxes` those around both, `ways` lead
    from the middle of the first one to that of the last. `measured` is false where PDFium knows no box for
    the first one: those have no row.
    """

    first: Numbers
    last: Numbers
    boxes: Numbers
    ways: Numbers
    measured: npt.NDArray[np.bool_]

    def words(self, texts: Sequence[str]) -> list[Word]:
        """Return words with these boxes."""
        return list(map(Word, texts, map(Box._make, self.boxes.tolist())))


def stretches(textpage: Any, ends: Sequence[int], view: Canvas) -> Stretches:
    """Return the stretches whose first and last characters have the indices `ends`, two for each."""
    edges, known = char_boxes(textpage, ends)
    measured = np.ones(len(ends) // 2, bool)
    if not all(known):
        held = np.array(known, bool)
        edges[1::2] = np.where(held[1::2, None], edges[1::2], edges[::2])
        measured = held[::2]
        edges, ends = edges[measured.repeat(2)], np.array(ends)[measured.repeat(2)].tolist()
    seen = view.boxes(edges)
    first, last = seen[::2], seen[1::2]
    boxes = np.empty_like(first)
    np.minimum(first[:, :2], last[:, :2], out=boxes[:, :2])
    np.maximum(first[:, 2:], last[:, 2:], out=boxes[:, 2:])
    return Stretches(first, last, boxes, _ways(textpage, ends, edges, seen, view), measured)


def _ways(textpage: Any, ends: Sequence[int], edges: Numbers, seen: Numbers, view: Canvas) -> Numbers:
    """Return the ways in pixels between the middles of first and last characters.

    Level words whose boxes are those of the ink are measured by their baselines: a font without ascent
    and descent (Type 3, as printing from a browser may embed) has no other boxes, and the middles of
    `T` and `s` are not of one height.
    """
    middles = (seen[:, :2] + seen[:, 2:]) / 2
    ways = middles[1::2] - middles[::2]
    height = edges[:, 1] - edges[:, 3]
    uneven = np.abs(height[::2] - height[1::2]) > SAME * height[::2]
    if uneven.any():
        middles = edges[:, :2] + edges[:, 2:]
        steps = np.abs(middles[1::2] - middles[::2])
        inked = np.flatnonzero(uneven & (steps[:, 0] > steps[:, 1]))
        origins, placed = char_origins(textpage, np.array(ends).reshape(-1, 2)[inked].ravel().tolist())
        along, up = (origins[1::2] - origins[::2]).T
        step = np.stack([view.a * along + view.c * up, view.b * along + view.d * up], axis=1)
        known = placed[::2] & placed[1::2]
        ways[inked[known]] = step[known]
    return ways


def line_runs(
    textpage: Any, text: str, words: Sequence[str], view: Canvas
) -> tuple[list[Word], Stretches] | None:
    """Return a page's runs of words in order, with their stretches; None where it is to be read by words.

    `text` has one character for each of PDFium's, `words` are those in it. A line that may hold a wide gap
    comes word by word.
    """
    if text.count(" ") < (WORDS - 1) * (text.count("\n") + 1):
        return None
    lines = _lines(text, words)
    if not lines:
        return None
    found, places = _measure_lines(textpage, lines, view)
    if not found.measured.all() or _is_loose(found.boxes, places):
        return None
    reach = _reach(textpage, text, [start for start, _ in lines], view)
    if reach is None:
        return None
    fits = _fit_lines(found, reach, places)
    if not fits.all():
        pieces = list[tuple[int, int]]()
        for line, fit in zip(lines, fits.tolist(), strict=True):
            pieces += (line,) if fit else _words(text, *line)
        lines = pieces
        found, _ = _measure_lines(textpage, lines, view)
        if not found.measured.all():
            return None
    reached = memoryview(reach.tobytes()).cast("d")
    runs = list[Word]()
    for (start, end), box in zip(lines, map(Box._make, found.boxes.tolist()), strict=True):
        held = text[start:end]
        runs.append(Word(held, box, None, None, 0, reached[start : end + 1] if " " in held else ()))
    return runs, found


def _measure_lines(textpage: Any, lines: Sequence[tuple[int, int]], view: Canvas) -> tuple[Stretches, Whole]:
    """Return the stretches of lines, and where those begin and end, a row each."""
    places = np.array(lines)
    ends = [place for start, end in lines for place in (start, end - 1)]
    return stretches(textpage, ends, view), places


def _lines(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the lines of a text begin and end, cut where words are not parted by one space."""
    lines, spaces = text.split("\r\n"), text.count(" ")
    starts = accumulate((len(line) + 2 for line in lines), initial=0)
    blanks = len(text) - len("".join(words))
    if len(words) - spaces == len(lines) and blanks - spaces == 2 * (len(lines) - 1):  # one space each
        return [(start, start + len(line)) for line, start in zip(lines, starts, strict=False)]
    found: list[tuple[int, int]] = []
    for line, at in zip(lines, starts, strict=False):
        bare = line.strip()
        if bare.count(" ") + 1 == len(bare.split()):
            start = at + line.index(bare)
            found.append((start, start + len(bare)))
        else:
            found += [(at + part.start(), at + part.end()) for part in SPACED.finditer(line)]
    return found


def _is_loose(boxes: Numbers, lines: Whole) -> bool:
    """Return whether most lines are too long for their characters: those of tables hold wide gaps."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return bool((width > LOOSE * height * (lines[:, 1] - lines[:, 0])).mean() > 0.5)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for word in text[start:end].split(" "):
        yield start, start + len(word)
        start += len(word) + 1


def _reach(textpage: Any, text: str, starts: Sequence[int], view: Canvas) -> Numbers | None:
    """Return how far each character reaches if all stood on one line from the first, in heights of type.

    There is one number more than characters. The width of a character is asked for once in each font;
    a line is in the font of its first character. None for pages of too many different characters.
    """
    fonts = char_fonts(textpage, starts)
    numbers = {font: number for number, font in enumerate(dict.fromkeys(fonts))}
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    many = int(signs.max()) + 1
    if many * len(numbers) > MAX_WIDTHS:
        return None
    if len(numbers) > 1:
        lengths = np.diff([0, *starts[1:], len(text)])
        signs += np.repeat([many * numbers[font] for font in fonts], lengths)
    example = np.full(many * len(numbers), -1)
    example[signs[::-1]] = np.arange(len(text) - 1, -1, -1)
    used = np.flatnonzero(example >= 0)
    widths = np.zeros(len(example))
    widths[used] = _widths(textpage, example[used], len(text), view)
    spaces = widths[ord(" ") :: many]
    spaces[spaces == 0] = SPACE
    np.minimum(spaces, MAX_SPACE, out=spaces)
    reach = np.zeros(len(text) + 1)
    np.cumsum(widths.take(signs), out=reach[1:])
    return reach


def _widths(textpage: Any, places: Whole, count: int, view: Canvas) -> Numbers:
    """Return characters' widths in heights of type: of their boxes, or up to where the next one begins."""
    edges, _ = char_boxes(textpage, places.tolist())
    after = np.minimum(places + 1, count - 1)
    origins, placed = char_origins(textpage, [*places.tolist(), *after.tolist()])
    along = view.a * origins[:, 0] + view.c * origins[:, 1]
    step = along[len(places) :] - along[: len(places)]
    boxes = view.boxes(edges)
    wide = boxes[:, 2] - boxes[:, 0]  # more than the way to the next one where a glyph hangs over
    wide = np.where(placed[len(places) :] & (step > 0), np.minimum(step, wide), wide)
    return np.asarray(wide / np.maximum(boxes[:, 3] - boxes[:, 1], 1e-3))


def _fit_lines(found: Stretches, reach: Numbers, lines: Whole) -> npt.NDArray[np.bool_]:
    """Return which lines are level and as long as their glyphs are wide, or one word."""
    one, two = found.first, found.last
    height = one[:, 3] - one[:, 1]
    level = np.abs(one[:, 1::2] - two[:, 1::2]).max(axis=1) <= SAME * height
    glyphs = (reach[lines[:, 1]] - reach[lines[:, 0]]) * height
    long = np.abs(two[:, 2] - one[:, 0] - glyphs) <= SLACK * height
    return np.asarray(level & long & (glyphs > 0))
