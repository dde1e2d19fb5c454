"""Documents and pictures that a value or a line holds as Base64 or hexadecimal, whatever reads the file.

A cell of a table (`Attachment.Body` of a customer system), a log's body, a setting. Readers of trees and of
mail open what they hold themselves; here is what all others hand on. A file is known by the first bytes of
its kind alone, so that keys, hashes and fonts stay what they are.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.encoded.embedded_file import DATA_URI, embedded
from pii_sweep.extract.text.encoded.encoded_bytes import FILES, LEAST_FILE
from pii_sweep.types import Blob, Passage, Piece, Table, Where

_HEX_MARK: Final = re.compile(r"0x|\\x")
_SIGN: Final = r"[A-Za-z0-9+/]"
_SPACE: Final = re.compile(r"\s+")
# Within a text: in one line, or in lines as mail breaks them with a shorter last one, which padding, a quote,
# an empty line, a boundary or the end follows: a word on the next line is none.
_LINE: Final = r"\r?\n[ \t]{0,8}"
_LAST: Final = rf"{_LINE}{_SIGN}{{1,75}}(?=[=\"'<]|[ \t]*(?:\r?\n[ \t]*(?:\r?\n|--)|\Z))"
_WITHIN: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, FILES))}){_SIGN}{{40,}}(?:(?:{_LINE}{_SIGN}{{40,}})+(?:{_LAST})?)?={{0,2}}"
)


def open_cell(cell: str, where: Where, budget: Budget) -> bool:
    """Return whether a cell is a document or a picture as a whole, which is then read as a member."""
    if len(cell) < LEAST_FILE:
        return False
    if cell.startswith(FILES) or DATA_URI.match(cell[:512]):
        return _open(cell, where, budget)
    mark = _HEX_MARK.match(cell)
    try:
        data = bytes.fromhex(cell[mark.end() if mark else 0 :])
    except ValueError:
        return False
    signs = base64.b64encode(data).decode()
    return signs.startswith(FILES) and _open(signs, where, budget)


def open_texts(pieces: Iterator[Piece | Blob], budget: Budget) -> Iterator[Piece | Blob]:
    """Yield what a reader reads, its texts without the documents in them, which are read as members.

    Their letters become blanks, so that every place stays where it is.
    """
    for piece in pieces:
        if isinstance(piece, Passage) and len(piece.text) >= LEAST_FILE and piece.ocr_confidence is None:
            text = _blank_files(piece.text, piece.where, budget)
            yield piece if text is piece.text else replace(piece, text=text)
        elif isinstance(piece, Table):
            yield _open_cells(piece, budget)
        else:
            yield piece


def _open_cells(table: Table, budget: Budget) -> Table:
    """Return a table with blanks for the documents within its cells, as in JSON that a cell holds."""
    if max(map(len, chain.from_iterable(table.rows)), default=0) < LEAST_FILE:
        return table
    rows = tuple(
        tuple(_blank_files(cell, table.where, budget) if len(cell) >= LEAST_FILE else cell for cell in row)
        for row in table.rows
    )
    return table if rows == table.rows else replace(table, rows=rows)


def _blank_files(whole: str, where: Where, budget: Budget) -> str:
    """Return a text with blanks for the documents in it, the same object where it holds none."""
    text = whole
    for found in _WITHIN.finditer(whole):
        if found.end() - found.start() < LEAST_FILE:
            continue
        if not _open(found.group(), where, budget):
            budget.leave_unread()
            continue
        blank = re.sub(r"[^\n]", " ", found.group())
        text = text[: found.start()] + blank + text[found.end() :]
    return text


def _open(signs: str, where: Where, budget: Budget) -> bool:
    """Hand on the file that Base64 stands for as a member of what is read; returns whether it is one.

    What a text cut off is a file up to there, whose reader says that it breaks off.
    """
    bare = signs.rstrip().rstrip("=") if signs.startswith(FILES) else signs
    if signs.startswith(FILES) and len(_SPACE.sub("", bare)) % 4 == 1:
        bare = bare[:-1]
    blob = embedded(bare, f"value-{budget.count_file()}.bin", where)
    if blob is not None:
        budget.files.append(blob)
    return blob is not None
