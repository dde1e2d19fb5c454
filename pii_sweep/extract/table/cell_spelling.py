"""Cells as they are meant: what exporters and spreadsheets put around a value is not of it.

Character references (HTML 5, section 13.5), escapes of JSON that were never read (RFC 8259, section 7), a
spreadsheet's mark of text (`'0123`, `'0123'`, `="0123"`), Base64 and hexadecimal of printable text, whole
numbers that went through a column of floats (`523618842.0`, `4.91705523981E+11`), and a database's mark of a
cell without a value (`\\N`: `COPY` of PostgreSQL, `LOAD DATA` of MySQL, Hive).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Final

from pii_sweep.extract.text.encoded.base64_text import add_decoded, decode_text
from pii_sweep.extract.text.encoded.decimal_bytes import is_file, read_list, write_uri
from pii_sweep.extract.text.encoded.encoded_bytes import LEAST, LEAST_FILE, is_unread_token
from pii_sweep.extract.text.encoded.hex_text import decode_hex

Row = Sequence[str]

_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31}\d{0,2});")
# Not of ASCII: an escaped quote or line break has a meaning in the JSON around it.
_ESCAPE: Final = re.compile(r"(?<!\\)((?:\\\\)*+)((?:\\u(?!00[0-7])[0-9A-Fa-f]{4})+)")
_MARKED: Final = re.compile(r"(?:'(?:([+(]?\d[\d ()./\-]*)'?|')|=\"([^\"]*)\")\s*")
_FLOAT: Final = re.compile(r"(\d{5,19})\.0+")
_POWER: Final = re.compile(r"(\d)[.,](\d{4,17})[eE]\+?(\d{1,2})")
# A cell that begins with a mark of text; the marks stand first, as few cells have them.
_APOSTROPHE: Final = re.compile(r"'(?<=\n')[+(]?\d")
_FORMULA: Final = re.compile(r"=\"(?<=\n=\")")
# A cell of Base64 with a small letter and a capital in it.
_ENCODED: Final = re.compile(
    rf"\n(?=[A-Za-z0-9+/_-]{{{LEAST},}}=?=?(?:\n|\Z))(?=[^a-z\n]*[a-z])(?=[^A-Z\n]*[A-Z])"
)
# Hexadecimal is as long as a text of some words.
_HEX: Final = re.compile(r"(?:0x|\\x)?(?:[0-9A-Fa-f]{2}){16,}")
_HEX_CELL: Final = re.compile(r"\n(?:0x|\\x)?[0-9A-Fa-f]{32,}(?:\n|\Z)")
# Base64 within a cell: some of it ends with its padding, is a signed token or a certificate.
_PADDED: Final = re.compile(r"[A-Za-z0-9+/_-]{20}==?(?![\w+/=-])")
_ARMOURED: Final = ("-----BEGIN ", "eyJ")
# Bytes as a list of decimal numbers, one of which is as long as a text.
_BYTES_CELL: Final = re.compile(r"\n[\[({]?\s?-?\d{1,3}(?:,\s?-?\d{1,3}){23}")
_NULL: Final = "\\N"
_PREFIXES: Final = ("0x", "\\x")


def respell(
    rows: Sequence[Row],
    *,
    spelt: bool = True,
    unread: Callable[[], None] = lambda: None,
    opened: Callable[[str], bool] = lambda _cell: False,
) -> Sequence[Row]:
    """Return the rows of a table with their cells as they are meant; the same object where none differs.

    `spelt` says whether `is_spelt` holds for any of them. `unread` is called for bytes that are not read;
    `opened` says of a cell that it is a file, which leaves its cell empty.
    """
    if spelt:
        changed = [[_meant(cell, unread, opened) for cell in row] for row in rows]
        rows = changed if any(new != list(old) for new, old in zip(changed, rows, strict=True)) else rows
    floats = [at for at in range(min(map(len, rows), default=0)) if _is_float(rows, at)]
    return [_write_whole(row, floats) for row in rows] if floats else rows


def is_spelt(text: str) -> bool:
    """Indicate whether any cell may be spelt in such a way, of many with a line end before each."""
    return (
        ("&" in text and _REFERENCE.search(text) is not None)
        # One character is sought ten times as fast as two.
        or ("\\" in text and ("\\u" in text or f"\n{_NULL}" in text))
        or ("'" in text and _APOSTROPHE.search(text) is not None)
        or ("=" in text and '="' in text and _FORMULA.search(text) is not None)
        or (";base64," in text)
        or _ENCODED.search(text) is not None
        or _HEX_CELL.search(text) is not None
        or _BYTES_CELL.search(text) is not None
        or any(mark in text for mark in _ARMOURED)
        or ("=" in text and _PADDED.search(text) is not None)
    )


def meant(text: str) -> str:
    """Return a text without character references and unread escapes."""
    if "&" in text and _REFERENCE.search(text):
        text = html.unescape(text)
    return _ESCAPE.sub(_unescape, text) if "\\u" in text else text


def _meant(cell: str, unread: Callable[[], None], opened: Callable[[str], bool]) -> str:
    """Return a cell as it is meant."""
    if cell == _NULL or (len(cell) >= LEAST_FILE and opened(cell)):
        return ""
    if cell[:1] in ("'", "=") and (bare := _MARKED.fullmatch(cell)):
        return bare[1] or bare[2] or ""
    if len(cell) >= LEAST and (data := read_list(cell)) is not None:
        if not is_file(data):
            return data.decode()
        return "" if opened(write_uri(data)) else cell
    if len(cell) >= LEAST and " " not in cell:
        text = (
            decode_hex(cell[2:] if cell[:2] in _PREFIXES else cell)
            if _HEX.fullmatch(cell)
            else decode_text(cell)
        )
        if text is not None:
            return text
        if is_unread_token(cell):
            unread()
    return add_decoded(meant(cell), unread)


def _unescape(found: re.Match[str]) -> str:
    """Return the characters of some escapes; halves of pairs are joined, a half alone is a gap."""
    units = bytes.fromhex(found[2].replace("\\u", ""))
    return found[1] + units.decode("utf-16-be", "replace")


def _is_float(rows: Sequence[Row], at: int) -> bool:
    """Indicate whether a column holds whole numbers that were floats, and nothing else."""
    first = next((row[at] for row in rows if row[at]), "")
    if not (_FLOAT.fullmatch(first) or _POWER.fullmatch(first) or first.endswith(".0")):
        return False
    return any(_FLOAT.fullmatch(row[at]) or _POWER.fullmatch(row[at]) for row in rows)


def _write_whole(row: Row, floats: Sequence[int]) -> Row:
    """Return a row with the whole numbers at some places written as such; those that lost digits stay."""
    cells = list(row)
    for at in floats:
        if found := _FLOAT.fullmatch(cells[at]):
            cells[at] = found[1]
        elif power := _POWER.fullmatch(cells[at]):
            size, digits = int(power[3]), power[2].rstrip("0")
            if len(digits) <= size <= len(power[2]) + 2:
                cells[at] = power[1] + digits.ljust(size, "0")
    return cells
