"""Shipping labels in printer languages (ZPL, EPL) → the label as a person would read it.

Fields are set out by their printed position, so that an address block's lines follow one another
and From and To are blocks of their own. Widths are estimated from the font's size.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from pii_sweep.extract import remainder
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.label.epl import parse_epl
from pii_sweep.extract.label.zpl import Field, parse_label
from pii_sweep.extract.ocr.layout import set_out
from pii_sweep.extract.ocr.segments import Segment, join_runs
from pii_sweep.extract.ocr.words import Word, hull
from pii_sweep.types import Blob, Box, Note, Passage, Piece, Where

LABEL = 32  # times its bytes a label's commands may take in memory
CHUNK = 1 << 20
AT_ONCE = 400  # fields that are set out together: no printed label has more, and a trap costs its square
START = re.compile(r"\^XA", re.I)
LEAST = 4  # letters and digits of a text around labels
END = re.compile(rb"[\^~]XZ", re.I)
# Code 128 start, shift and function codes in ^BC data (ZPL II guide, ^BC, "Invocation codes").
INVOCATION = re.compile(r">[1-9:;<=]")
NARROW = frozenset(" .,:;'|!ilIjt1()[]/")
BROAD = frozenset("mwMW@%&")
CONTROL = re.compile(r"[\x00-\x1f]+")


def read_zpl(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each label's text and each barcode's data; `page` is the label's number in the file.

    Boxes are dots of the label, origin top left. Raises TooBig.
    """
    stored: dict[str, list[Field]] = {}
    number = 0
    for source in _labels(body, budget):
        around = _drop_commands(source)
        if around.strip():
            name = remainder.BEHIND if number else remainder.BEFORE
            data = around.encode("latin-1")
            yield Blob(replace(where, inside=(*where.inside, name)), partial(io.BytesIO, data), len(data))
        fields = parse_label(source, stored)
        if fields:
            number += 1
            budget.page()
            yield from _pieces(fields, replace(where, page=number), budget)


def _labels(body: BinaryIO, budget: Budget) -> Iterator[str]:
    """Yield the source of one label after the other, as Latin-1 so that no byte is lost."""
    body.seek(0)
    held = b""
    while chunk := body.read(CHUNK):
        budget.check_time()
        held += chunk
        budget.memory(LABEL * len(held))
        while end := END.search(held):
            yield held[: end.start()].decode("latin-1")
            held = held[end.end() :]
    if held.strip():
        yield held.decode("latin-1")


def _drop_commands(source: str) -> str:
    """Return what stands before a label's first command and is not of its language; all without a command.

    Drivers write short settings there, such as `CT~~CD,~CC^~CT~`.
    """
    begin = START.search(source)
    around = source[: begin.start()] if begin else source
    blank = around.lstrip()
    if blank[:1] in {"^", "~"} or blank.startswith("CT~~") or sum(map(str.isalnum, around)) < LEAST:
        return ""
    return around


def _pieces(fields: Sequence[Field], where: Where, budget: Budget) -> Iterator[Piece]:
    yield Note(where, "pages")
    for turn in "NRIB":
        texts = [item for item in fields if item.turn == turn and not item.barcode]
        for start in range(0, len(texts), AT_ONCE):
            budget.check_time()
            parts = [part for item in texts[start : start + AT_ONCE] for part in _segments(item)]
            if parts:
                found = set_out(join_runs(parts), where, "label")
                budget.characters(len(found.text))
                yield found
    for item in fields:
        if item.barcode:
            box = Box(item.x, item.y, item.x + item.height, item.y + item.height)
            yield Passage(barcode_text(item), replace(where, box=box), layout="barcode")


def barcode_text(item: Field) -> str:
    """Return what a barcode field says, without the codes that steer its symbology."""
    text = item.text
    if item.barcode == "C":
        text = INVOCATION.sub("", text)
    elif item.barcode == "Q":
        text = re.sub(r"^[HQML][AM],(?:[ANBK]\d{0,4}(?=.))?", "", text)
    return CONTROL.sub("\n", text).strip()


def _segments(item: Field) -> Iterator[Segment]:
    """Yield a segment for each line of a field, level along the field's own direction."""
    x, y = _turn_point(item.x, item.y, item.turn)
    y = y - item.height if item.baseline else y
    for line in _wrap_text(item):
        words = []
        for match in re.finditer(r"\S+", line):
            left = x + _extent(line[: match.start()], item)
            level = Box(left, y, left + _extent(match[0], item), y + item.height)
            words.append(Word(match[0], _turn_back(level, item.turn), None, level, "NRIB".index(item.turn)))
        if words:
            yield Segment(words, hull([word.level for word in words]))
        y += item.height


def _extent(text: str, item: Field) -> float:
    """Return the estimated width of a text in dots; `item.width` is a mean character's."""
    if not item.proportional:
        return len(text) * item.width
    return item.width * sum(
        0.55
        if char in NARROW
        else 1.45
        if char in BROAD
        else 1.1
        if char.isupper() or char.isdecimal()
        else 0.93
        for char in text
    )


def _wrap_text(item: Field) -> list[str]:
    lines = re.split(r"\\&|&?\r?\n", item.text)
    if not item.block_width:
        return lines
    room = max(1.0, item.block_width)
    wrapped: list[str] = []
    for line in lines:
        current = ""
        for word in line.split():
            if current and _extent(f"{current} {word}", item) > room and len(wrapped) + 1 < item.block_lines:
                wrapped.append(current)
                current = word
            else:
                current = f"{current} {word}".strip()
        wrapped.append(current)
    return wrapped


def _turn_point(x: float, y: float, turn: str) -> tuple[float, float]:
    """Return a point in the frame in which text turned by R (90°), I (180°) or B (270°) is upright."""
    return {"N": (x, y), "R": (y, -x), "I": (-x, -y), "B": (-y, x)}[turn]


def _turn_back(box: Box, turn: str) -> Box:
    x0, y0, x1, y1 = box
    return {
        "N": box,
        "R": Box(-y1, x0, -y0, x1),
        "I": Box(-x1, -y1, -x0, -y0),
        "B": Box(y0, -x1, y1, -x0),
    }[turn]


def read_epl(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each label's text and each barcode's data; a label ends at its P command. Raises TooBig."""
    for number, fields in enumerate(parse_epl(_lines(body, budget)), 1):
        budget.page()
        yield from _pieces(fields, replace(where, page=number), budget)


def _lines(body: BinaryIO, budget: Budget) -> Iterator[str]:
    body.seek(0)
    while line := body.readline(CHUNK):
        budget.check_time()
        yield line.decode("latin-1").rstrip("\r\n")
