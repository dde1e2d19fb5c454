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
from typing import Final

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.encoded.embedded_file import DATA_URI, embedded
from pii_sweep.extract.text.encoded.encoded_bytes import FILES, LEAST_FILE
from pii_sweep.types import Blob, Passage, Piece, Where

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
            yield _without_files(piece, budget)
        else:
            yield piece


def _without_files(passage: Passage, budget: Budget) -> Passage:
    """Return a passage with blanks for the documents in it."""
    text = passage.text
    for found in _WITHIN.finditer(passage.text):
        if found.end() - found.start() < LEAST_FILE:
            continue
        if not _open(found.group(), passage.where, budget):
            budget.leave_unread()
            continue
        blank = re.sub(r"[^\n]", " ", found.group())
        text = text[: found.start()] + blank + text[found.end() :]
    return passage if text is passage.text else replace(passage, text=text)


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
