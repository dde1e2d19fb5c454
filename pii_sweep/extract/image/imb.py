"""USPS Intelligent Mail barcodes in pictures: 65 bars of four heights above an address.

USPS-B-3200, "Intelligent Mail Barcode 4-State Specification": codewords and the frame check
sequence in 2.2 and appendix C, the tables of characters in appendix D, the places of their bits
in the bars in appendix E.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import cv2
import numpy as np

from pii_sweep.extract.ocr.detector import Array
from pii_sweep.types import Box

BARS = 65
# For each bar, in hexadecimal: character and bit of its descender, character and bit of its ascender.
PLACES = tuple(
    """
7243 1a00 9c28 556b 8931 015c 2518 449b 638a 3976 5b14 852c 9a02
7167 3649 0386 6427 1199 7a52 4038 6204 8b10 983c 2677 514a 1c69
7380 5897 462a 3405 8457 7b19 6096 0648 2132 598c 4b61 9574 3312
0720 1341 6a35 8794 2b56 087c 4281 5a30 9309 6524 7817 5045 230a
6c92 3b16 8879 540b 1522 914c 8366 7037 4775 0c1b 2990 6853 3a82
""".split()  # noqa: SIM905
)
ROUTES = ((11, 1_000_100_001), (9, 100_001), (5, 1))  # digits of the ZIP, and where its numbers begin
CLOSINGS = (3, 5, 9, 17)  # half the pixels between bars, from 100 to 600 dpi
MIN_ASPECT = 5.0
MAX_MARKS = 50_000


def decode_bars(bars: Sequence[tuple[bool, bool]]) -> str | None:
    """Return what 65 bars (ascender, descender) say: 20 digits, and a ZIP code after a space.

    None where the check fails. The ZIP is written with hyphens, its delivery point last.
    """
    characters = [0] * 10
    for (ascender, descender), place in zip(bars, PLACES, strict=True):
        down, down_bit, up, up_bit = (int(digit, 16) for digit in place)
        characters[down] |= descender << down_bit
        characters[up] |= ascender << up_bit
    codewords, check = [], 0
    for index, character in enumerate(characters):
        plain, known = _codewords().get(character), _codewords().get(character ^ 0x1FFF)
        if plain is None and known is None:
            return None
        check |= (plain is None) << index
        codewords.append(known if plain is None else plain)
    return _value([word or 0 for word in codewords], check)


def _value(codewords: list[int], check: int) -> str | None:
    first, last = codewords[0], codewords[-1]
    if first >= 659:
        first, check = first - 659, check | 1 << 10
    if last % 2 or last > 1270 or first > 658:
        return None
    value = first
    for word in codewords[1:-1]:
        value = value * 1365 + word
    value = value * 636 + last // 2
    if _frame_check(value) != check:
        return None
    rest, tail = divmod(value, 10**18)
    rest, second = divmod(rest, 5)
    route, head = divmod(rest, 10)
    return f"{head}{second}{tail:018d}{_zip(route)}"


def _zip(route: int) -> str:
    for digits, start in ROUTES:
        if route >= start:
            number = f"{route - start:0{digits}d}"
            return " " + "-".join(part for part in (number[:5], number[5:9], number[9:]) if part)
    return ""


@lru_cache(maxsize=1)
def _codewords() -> dict[int, int]:
    """Return the codeword of each character that has 5 or 2 of its 13 bits set."""
    found: dict[int, int] = {}
    for count, start, size in ((5, 0, 1287), (2, 1287, 78)):
        low, high = start, start + size - 1
        for character in range(1 << 13):
            mirrored = int(f"{character:013b}"[::-1], 2)
            if character.bit_count() != count or mirrored < character:
                continue
            if mirrored == character:
                found[character], high = high, high - 1
            else:
                found[character], found[mirrored], low = low, low + 1, low + 2
    return found


def _frame_check(value: int) -> int:
    """Return the 11-bit cyclic redundancy check of a 102-bit number, generator 0xF35."""
    check = 0x7FF
    for bit in range(101, -1, -1):
        high = (check >> 10) ^ (value >> bit & 1)
        check = (check << 1 ^ (0xF35 if high else 0)) & 0x7FF
    return check


def read_imb(grey: Array) -> list[tuple[str, Box]]:
    """Return what each Intelligent Mail barcode of a grey picture says, and its box; any quarter turn."""
    dark = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 12)
    marks, area = _marks(dark)
    wide, high = marks[:, 2] - marks[:, 0], marks[:, 3] - marks[:, 1]
    height, width = grey.shape
    solid = 2 * area >= wide * high
    found = {}
    for row in _rows(marks[solid & _is_bar(wide, high)], width, height):
        found[_decode_marks(row)] = row
    lying = marks[solid & _is_bar(high, wide)]
    turned = np.column_stack([height - lying[:, 3], lying[:, 0], height - lying[:, 1], lying[:, 2]])
    for row in _rows(turned, height, width):
        found[_decode_marks(row)] = np.column_stack(
            [row[:, 1], height - row[:, 2], row[:, 3], height - row[:, 0]]
        )
    return [
        (text, Box(*map(float, (*row[:, :2].min(axis=0), *row[:, 2:].max(axis=0)))))
        for text, row in found.items()
        if text is not None
    ]


def _marks(dark: Array) -> tuple[Array, Array]:
    """Return the boxes (x0, y0, x1, y1) of what is dark, and how many pixels each has.

    As `connectedComponentsWithStats` does, most of whose time goes into statistics of the ground.
    """
    number, names = cv2.connectedComponents(dark, connectivity=4)
    if number <= BARS:  # no row of them: the ground is counted too
        return np.empty((0, 4), np.int32), np.empty(0, np.int64)
    rows, columns = np.nonzero(dark.view(np.bool_))  # flags are sought ten times as fast as numbers
    here = names[rows, columns] - 1
    boxes = np.zeros((number - 1, 4), np.int32)
    # Of several values for one place the last stays.
    boxes[here[::-1], 1], boxes[here, 3] = rows[::-1], rows + 1
    order = np.argsort(columns.astype(np.uint16), kind="stable")
    here, columns = here[order], columns[order]
    boxes[here[::-1], 0], boxes[here, 2] = columns[::-1], columns + 1
    return boxes, np.bincount(here, minlength=number - 1)


def _is_bar(across: Array, along: Array) -> Array:
    return np.asarray((along >= 4) & (along <= 200) & (3 * across <= 2 * along + 2))


def _rows(marks: Array, width: int, height: int) -> Iterator[Array]:
    """Yield the marks (x0, y0, x1, y1) of each row of 65 upright strokes, from left to right."""
    if not BARS <= len(marks) <= MAX_MARKS:
        return
    drawn = np.zeros((height // 2 + 1, width // 2 + 1), np.uint8)
    for x0, y0, x1, y1 in (marks // 2).tolist():
        drawn[y0 : y1 + 1, x0 : x1 + 1] = 1
    middle = (marks[:, :2] + marks[:, 2:]) // 4
    widest = _join_marks(drawn, middle, CLOSINGS[-1])
    # What a wider gap joins holds all that a narrower one joins: most pictures end here.
    counts = np.bincount(widest[0])
    if counts[1:].max(initial=0) < BARS:
        return
    for closing in CLOSINGS:
        home, rows = widest if closing == CLOSINGS[-1] else _join_marks(drawn, middle, closing)
        for row in np.nonzero(np.bincount(home) == BARS)[0]:
            down, across = np.nonzero(rows == row)
            if row and np.ptp(across) + 1 > MIN_ASPECT * (np.ptp(down) + 1):
                bars = marks[home == row]
                yield bars[np.argsort(bars[:, 0] + bars[:, 2])]


def _join_marks(drawn: Array, middle: Array, closing: int) -> tuple[Array, Array]:
    """Return the number of the row that each mark lies in once gaps are closed, and that of each pixel."""
    joined = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((1, closing), np.uint8))
    _, rows = cv2.connectedComponents(joined, connectivity=8)
    return rows[middle[:, 1], middle[:, 0]], rows


def _decode_marks(marks: Array) -> str | None:
    middles = (marks[:, 0] + marks[:, 2]) / 2
    tall = _part_ends(middles, marks[:, 1])
    deep = _part_ends(middles, marks[:, 3])
    if tall is None or deep is None:
        return None
    bars = list(zip((~tall).tolist(), deep.tolist(), strict=True))
    return decode_bars(bars) or decode_bars([(down, up) for up, down in reversed(bars)])


def _part_ends(x: Array, y: Array) -> Array | None:
    """Return which ends lie on the lower of two parallel lines, or None where there are no two."""
    slope = float(np.polyfit(x, y, 1)[0])
    lower = np.zeros(len(x), bool)
    for _ in range(4):
        level = y - slope * x
        lower = level > (level.min() + level.max()) / 2
        if lower.all() or not lower.any():
            return None
        design = np.column_stack([x, lower, np.ones(len(x))])
        slope = float(np.linalg.lstsq(design, y, rcond=None)[0][0])
    level = y - slope * x
    gap = level[lower].min() - level[~lower].max()
    spread = max(np.ptp(level[lower]), np.ptp(level[~lower]))
    return lower if gap > max(1.0, 0.5 * spread) else None
