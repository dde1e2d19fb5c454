"""Shipping labels in printer languages (ZPL, EPL) → the label as a person would read it.

Fields are set out by their printed position, so that an address block's lines follow one another
and From and To are blocks of their own. Widths are estimated from the font's size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.label_epl import parse_epl
from pii_sweep.extract.label_zpl import Field, parse_label
from pii_sweep.extract.ocr.layout import passage
from pii_sweep.extract.ocr.words import Word
from pii_sweep.types import Blob, Box, Note, Passage, Piece, Where

CHUNK = 1 << 20
END = re.compile(rb"[\^~]XZ", re.I)
# Code 128 start, shift and function codes in ^BC data (ZPL II guide, ^BC, "Invocation codes").
INVOCATION = re.compile(r">[1-9:;<=]")
CONTROL = re.compile(r"[\x00-\x1f]+")


def read_zpl(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each label's text and each barcode's data; `page` is the label's number in the file.

    Boxes are dots of the label, origin top left. Raises TooBig.
    """
    stored: dict[str, list[Field]] = {}
    number = 0
    for source in _labels(body, budget):
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
        budget.memory(len(held))
        while end := END.search(held):
            yield held[: end.start()].decode("latin-1")
            held = held[end.end() :]
    if held.strip():
        yield held.decode("latin-1")


def _pieces(fields: Iterable[Field], where: Where, budget: Budget) -> Iterator[Piece]:
    yield Note(where, "pages")
    printed = [item for item in fields if not item.barcode]
    for turn in "NRIB":
        words = [word for item in printed if item.turn == turn for word in _words(item)]
        found = passage(words, where, "label")
        if found is not None:
            budget.characters(len(found.text))
            yield _turned(found, turn)
    for item in fields:
        if item.barcode:
            payload = barcode_text(item)
            box = Box(item.x, item.y, item.x + item.height, item.y + item.height)
            yield Passage(payload, replace(where, box=box), layout="barcode")


def barcode_text(item: Field) -> str:
    """Return what a barcode field says, without the codes that steer its symbology."""
    text = item.text
    if item.barcode == "C":
        text = INVOCATION.sub("", text)
    elif item.barcode == "Q":
        text = re.sub(r"^[HQML][AM],(?:[ANBK]\d{0,4}(?=.))?", "", text)
    return CONTROL.sub("\n", text).strip()


def _words(item: Field) -> Iterator[Word]:
    """Yield a field's words along its own direction; `_turned` brings the boxes back."""
    x, y = _along(item.x, item.y, item.turn)
    y = y - item.height if item.baseline else y
    for line in _wrapped(item):
        offset = 0
        for match in re.finditer(r"\S+", line):
            offset = match.start()
            left = x + offset * item.width
            yield Word(match[0], Box(left, y, left + len(match[0]) * item.width, y + item.height))
        y += item.height


def _wrapped(item: Field) -> list[str]:
    lines = re.split(r"\\&|\r?\n", item.text) if item.block_width else [item.text]
    if not item.block_width:
        return lines
    room = max(1, int(item.block_width / max(1.0, item.width)))
    wrapped: list[str] = []
    for line in lines:
        current = ""
        for word in line.split():
            if current and len(current) + 1 + len(word) > room and len(wrapped) + 1 < item.block_lines:
                wrapped.append(current)
                current = word
            else:
                current = f"{current} {word}".strip()
        wrapped.append(current)
    return wrapped


def _along(x: float, y: float, turn: str) -> tuple[float, float]:
    """Return a point in the frame in which text turned by R (90°), I (180°) or B (270°) is upright."""
    return {"N": (x, y), "R": (y, -x), "I": (-x, -y), "B": (-y, x)}[turn]


def _back(box: Box, turn: str) -> Box:
    x0, y0, x1, y1 = box
    return {
        "N": box,
        "R": Box(-y1, x0, -y0, x1),
        "I": Box(-x1, -y1, -x0, -y0),
        "B": Box(y0, -x1, y1, -x0),
    }[turn]


def _turned(found: Passage, turn: str) -> Passage:
    if turn == "N":
        return found
    spans = tuple(replace(span, box=_back(span.box, turn)) for span in found.spans if span.box is not None)
    return replace(found, spans=spans)


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
