"""Where a PDF's objects lie, found by their heads before PDFium reads them.

A file is gone through once, and only where something in it draws forms often or in forms. Of an object that
is defined twice the last counts, as in a file that was added to (ISO 32000-1, 7.5.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from pii_sweep.extract.pdf.guard.inflate import TooLong, inflate

CHUNK = 1 << 20
OVERLAP = 64
MOST_TEXT = 1 << 20  # of one dictionary
DEPTH = 32  # references to references, parents of parents
HEADS = re.compile(rb"(?<![0-9])(\d{1,10})\s+\d{1,5}\s+obj\b|/(ObjStm|Contents|CharProcs)\b")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
END = re.compile(rb"\bendobj\b|\bstream\r?\n")
STREAM = re.compile(rb"\bstream\r?\n")
LENGTH = re.compile(rb"/Length\s+(\d{1,10})\b(\s+\d+\s+R\b)?")
FIRST = re.compile(rb"/First\s+(\d{1,9})\b")
BRACKETS = re.compile(rb"<<|>>")
REFERENCE = re.compile(rb"\s*(\d{1,10})\s+\d+\s+R\b")


class Index:
    """The places of a document's objects."""

    def __init__(self, body: BinaryIO, most: int) -> None:
        """Go through a seekable body; the object streams may become `most` bytes together."""
        self._body = body
        self._places = dict[int, int]()
        self._packed = dict[int, bytes]()
        self.drawers = list[int]()  # pages and fonts of drawn glyphs, by their numbers
        streams = dict[int, None]()
        for number, place, kind in self._heads():
            if kind == b"ObjStm":
                streams[number] = None
            elif kind:
                self.drawers.append(number)
            else:
                self._places[number] = place
        for number in streams:
            most -= self._unpack(number, most)

    def text(self, number: int) -> bytes:
        """Return an object without its stream, empty where there is none."""
        return unescape(self._packed[number] if number in self._packed else self._encode_number(number))

    def _encode_number(self, number: int) -> bytes:
        place = self._places.get(number)
        found, size = b"", 4096
        while place is not None and size <= MOST_TEXT:
            self._body.seek(place)
            found = self._body.read(size)
            if end := END.search(found):
                return found[: end.start()]
            size = size * 4 if len(found) == size else MOST_TEXT + 1
        return found

    def stream(self, number: int, most: int) -> bytes:
        """Return an object's stream as it lies in the file; raises TooLong past `most` bytes."""
        dictionary = self._encode_number(number)
        if number in self._packed or not dictionary:
            return b""
        self._body.seek(self._places[number])
        head = self._body.read(len(dictionary) + OVERLAP)
        begin = STREAM.search(head, len(dictionary))
        length = self._length(dictionary)
        if begin is None or length is None:
            return b""
        if length > most:
            raise TooLong
        self._body.seek(self._places[number] + begin.end())
        return self._body.read(length)

    def entry(self, text: bytes, name: bytes) -> bytes:
        """Return a dictionary under a name in another, or an array; references are followed."""
        found = re.search(rb"/" + re.escape(name) + rb"\b", text)
        value = text[found.end() :] if found else b""
        for _ in range(DEPTH):
            to = REFERENCE.match(value)
            if to is None:
                break
            value = self.text(int(to[1]))
            value = value[value.find(b"obj") + 3 :] if b"obj" in value[:32] else value
        value = value.lstrip()
        return _cut_balanced(value) if value.startswith(b"<<") else value[: value.find(b"]") + 1]

    def parent(self, text: bytes) -> bytes:
        """Return the object above a page, empty where there is none."""
        found = re.search(rb"/Parent\s+(\d{1,10})\s+\d+\s+R\b", text)
        return self.text(int(found[1])) if found else b""

    def _heads(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield the number and the place of each object, and the words that stand in it."""
        at, number, done = 0, 0, 0
        before = b""
        self._body.seek(0)
        while chunk := self._body.read(CHUNK):
            text = before + chunk
            for found in HEADS.finditer(text):
                place = at - len(before) + found.start()
                if place < done or (found.end() == len(text) and len(chunk) == CHUNK):
                    continue
                done = place + 1
                number = int(found[1]) if found[1] else number
                yield number, place, found[2] or b""
            at += len(chunk)
            before = text[-OVERLAP:]
            self._body.seek(at)

    def _length(self, dictionary: bytes) -> int | None:
        found = LENGTH.search(dictionary)
        if found is None or not found[2]:
            return int(found[1]) if found else None
        numbers = self.text(int(found[1])).split(b"obj")[-1].split()
        return int(numbers[0]) if numbers and numbers[0].isdigit() else None

    def _unpack(self, number: int, most: int) -> int:
        """Take in the objects of an object stream (7.5.7); return its length, nothing of one too long."""
        first = FIRST.search(self.text(number))
        try:
            data = b"".join(inflate(self.stream(number, most), most)) if first else b""
        except TooLong:
            return 0
        start = int(first[1]) if first else 0
        numbers = [int(part) for part in data[:start].split() if part.isdigit()]
        places = numbers[1::2]
        for own, begin, end in zip(numbers[::2], places, [*places[1:], len(data)], strict=False):
            self._packed[own] = data[start + begin : start + end]
            if b"/Contents" in self._packed[own] or b"/CharProcs" in self._packed[own]:
                self.drawers.append(own)
        return len(data)


def unescape(text: bytes) -> bytes:
    """Return a text with the signs of names that are written as digits (ISO 32000-1, 7.3.5)."""
    return ESCAPED.sub(lambda sign: bytes.fromhex(sign[1].decode()), text) if b"#" in text else text


def _cut_balanced(text: bytes) -> bytes:
    """Return a dictionary up to the bracket that closes it."""
    depth = 0
    for found in BRACKETS.finditer(text):
        depth += 1 if found[0] == b"<<" else -1
        if depth == 0:
            return text[: found.end()]
    return text
