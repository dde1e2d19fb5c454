"""Documents and pictures that a value or a line holds as Base64 or hexadecimal, whatever reads the file.

A cell of a table (`Attachment.Body` of a customer system), a log's body, a setting. Readers of trees and of
mail open what they hold themselves; here is what all others hand on. A file is known by the first bytes of
its kind alone, so that keys, hashes and fonts stay what they are.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from pii_sweep.extract.budget import Budget
from pii_sweep.types import Blob, Passage, Piece, Where

# Shorter than this nothing is a document.
LEAST: Final = 160
# PDF, PNG, JPEG, GIF, TIFF, ZIP (and office documents), gzip, compound files.
_MAGIC: Final = ("JVBERi0", "iVBORw0KGgo", "/9j/", "R0lGOD", "SUkqA", "TU0AK", "UEsDB", "H4sI", "0M8R4KGx")
_HEX_MAGIC: Final = (
    "25504446",
    "89504e47",
    "ffd8ff",
    "474946383",
    "49492a00",
    "4d4d002a",
    "504b0304",
    "1f8b08",
)
_SIGNS: Final = r"[A-Za-z0-9+/]"
_MARK: Final = re.compile(r"(?:data:[\w.+-]{1,80}/[\w.+-]{1,80}(?:;[\w.=\"-]{1,80})*;base64,|0x|\\x)")
_SPACE: Final = re.compile(r"\s+")
# Within a text: lines of one length, as mail breaks them, and a shorter last one.
_WITHIN: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, _MAGIC))}){_SIGNS}{{40,}}(?:\r?\n[ \t]{{0,8}}{_SIGNS}{{40,}})*"
    rf"(?:(?<=\n{_SIGNS}{{40}}{_SIGNS})\r?\n{_SIGNS}{{1,75}})?={{0,2}}"
)
_NAME: Final = "value-{}.bin"


def open_cell(cell: str, where: Where, budget: Budget) -> bool:
    """Return whether a cell is a document or a picture as a whole, which is then read as a member."""
    if len(cell) < LEAST:
        return False
    mark = _MARK.match(cell[:512])
    signs = _SPACE.sub("", cell[mark.end() if mark else 0 :])
    if signs.startswith(_MAGIC):
        return _add(_decode(signs), where, budget)
    if signs[:9].lower().startswith(_HEX_MAGIC):
        try:
            return _add(bytes.fromhex(signs), where, budget)
        except ValueError:
            return False
    return False


def open_texts(pieces: Iterator[Piece | Blob], budget: Budget) -> Iterator[Piece | Blob]:
    """Yield what a reader reads, its texts without the documents in them, which are read as members.

    Their letters become blanks, so that every place stays where it is.
    """
    for piece in pieces:
        if isinstance(piece, Passage) and len(piece.text) >= LEAST and piece.ocr_confidence is None:
            yield _without_files(piece, budget)
        else:
            yield piece


def _without_files(passage: Passage, budget: Budget) -> Passage:
    """Return a passage with blanks for the documents in it."""
    text = passage.text
    for found in _WITHIN.finditer(passage.text):
        if found.end() - found.start() < LEAST:
            continue
        if _add(_decode(_SPACE.sub("", found.group())), passage.where, budget):
            blank = re.sub(r"[^\n]", " ", found.group())
            text = text[: found.start()] + blank + text[found.end() :]
    return passage if text is passage.text else replace(passage, text=text)


def _decode(signs: str) -> bytes | None:
    """Return the bytes that Base64 stands for; None where it is none."""
    bare = signs.rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        bare = bare[:-1]  # a text was cut off there
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _add(data: bytes | None, where: Where, budget: Budget) -> bool:
    """Hand on a file's bytes as a member of what is read; returns whether there are any."""
    if data is None:
        return False
    name = _NAME.format(budget.count_file())
    inner = replace(where, inside=(*where.inside, name), line=None, row=None, column=None, json_path=None)
    budget.files.append(Blob(inner, partial(io.BytesIO, data), len(data)))
    return True
