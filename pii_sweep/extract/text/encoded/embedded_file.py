"""Files that lie in texts as Base64: labels, scans and documents in JSON, XML and mail of web services.

Recognized by what follows `data:…;base64,`, by the Base64 of the first bytes of pages or pictures, or by
being the Base64 of printable text, as messages and secrets are carried.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO, Final
from urllib.parse import unquote_to_bytes

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.stream import read_whole, safe_name
from pii_sweep.extract.text.encoded.base64_text import add_decoded
from pii_sweep.extract.text.encoded.base85_text import find_digits
from pii_sweep.extract.text.encoded.decimal_bytes import read_list
from pii_sweep.extract.text.encoded.deflated import is_deflated_text, open_deflated
from pii_sweep.extract.text.encoded.encoded_bytes import FILES, decode_token, is_unread, read_bytes
from pii_sweep.extract.text.encoded.hex_text import is_dump, read_dump, says_something
from pii_sweep.extract.text.encoded.uuencode import split_files
from pii_sweep.types import Blob, Where

Leaf = tuple[tuple[str | int, ...], str]

FILE: Final = "(file)"  # stands for it among its fields
LEAST: Final = 64  # characters: nothing shorter is a file
LEAST_TEXT: Final = (
    24  # characters: ten bytes or so hold a number, and a shorter word may be Base64 by chance
)
DUMPED: Final = 240  # holds two lines of a dump
LINE: Final = 60  # the shortest lines that Base64 is broken into: words are no longer
# One that is written out, its marks with percent signs (RFC 2397).
_PERCENT_URI: Final = re.compile(r"data:(?:[\w.+-]{1,80}/[\w.+-]{1,80})?(?:;[\w.-]{1,40}=[\w.\"-]{1,40})*,")
DATA_URI: Final = re.compile(r"data:[\w.+-]{1,80}/[\w.+-]{1,80}(?:;[\w.=\"-]{1,80})*;base64,")
# Files, ZPL labels, JSON objects and lists of them (what queues carry), XML, what OpenSSL encrypts.
_MAGIC: Final = (*FILES, "XlhB", "eyJ", "W3si", "PD94bW", "U2FsdGVkX1")
_SPACE: Final = re.compile(r"\s+")
_HEXADECIMAL: Final = re.compile(r"[0-9a-fA-F-]+")
_SIGNS: Final = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")


def embedded(text: str, name: str, where: Where) -> Blob | None:
    """Return the file that a text is, as a member called `name`; None where it is not one."""
    if len(text) < LEAST_TEXT:
        return None
    if (written := _PERCENT_URI.match(text[:512])) is not None:
        return _blob(unquote_to_bytes(text[written.end() :]), name, where)
    start = DATA_URI.match(text[:512])
    known = start is not None or (len(text) >= LEAST and text.startswith(_MAGIC))
    begin = start.end() if start else 0
    signs = _SPACE.sub("", text[begin:]) if known or _SIGNS.fullmatch(text[:LEAST_TEXT]) else ""
    if _SPACE.search(text[begin : begin + LINE].rstrip()) or not _SIGNS.fullmatch(signs):
        return None
    if not known and (_HEXADECIMAL.fullmatch(signs) or signs in (signs.lower(), signs.upper())):
        return None  # a digest; words, paths and codes are of one case
    try:
        data = base64.b64decode(
            signs.rstrip("=") + "=" * (-len(signs.rstrip("=")) % 4), altchars=_altchars(signs)
        )
    except (binascii.Error, ValueError):
        return None
    packed = not known and not _is_text(data)
    if packed and not is_deflated_text(data):
        return None
    return _blob(data, name, where, open_deflated if packed else None)


def _embedded_digits(text: str, name: str, where: Where) -> Blob | None:
    """Return the text that a whole value is in Base32 or Base85, as a member called `name`."""
    stripped = text.strip()
    for start, shown in find_digits(stripped):
        if start == 0:
            return _blob(shown.encode(), name, where)
    return None


def _blob(data: bytes, name: str, where: Where, opened: Callable[[bytes], BinaryIO] | None = None) -> Blob:
    """Return bytes as a member called `name`; `opened` unpacks them."""
    inner = replace(where, inside=(*where.inside, name), line=None, row=None, column=None, json_path=None)
    return Blob(inner, partial(opened or io.BytesIO, data), None if opened else len(data))


def encoded_file(body: BinaryIO, where: Where, budget: Budget) -> Blob | None:
    """Return the file that a whole text is in Base64 or uuencode, line by line; None where it is not one.

    Raises TooBig where such a text is too long to be held.
    """
    body.seek(0)
    start = body.read(DUMPED)
    head = start[:LINE]
    body.seek(0)
    if head.startswith(b"begin"):
        left, files = split_files(read_whole(body, budget).decode("latin-1"))
        body.seek(0)
        if len(files) == 1 and not left.strip():
            return _blob(files[0][1], safe_name(files[0][0]), where)
    if is_dump(start.decode("latin-1").splitlines()[:2]):
        said = read_dump(read_whole(body, budget).decode("latin-1"))
        body.seek(0)
        return None if said is None else _blob(said.encode(), "dump", where)
    if len(head) < LINE or not head.decode("latin-1").startswith(_MAGIC):
        return None
    return embedded(read_whole(body, budget).decode("latin-1").strip(), "file.bin", where)


def _is_text(data: bytes) -> bool:
    """Return whether bytes are printable text; those of a key or digest are not."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def without_files(
    leaves: Iterator[Leaf], where: Where, files: list[Blob], unread: Callable[[], None] = lambda: None
) -> Iterator[Leaf]:
    """Yield the leaves that are text; those that are files are put into `files`, called by their fields.

    What a text says in Base64 follows it. `unread` is called for bytes within it that are not read.
    """
    count = 0
    for leaf in leaves:
        if len(leaf[1]) < LEAST_TEXT:
            yield leaf
            continue
        named = next((step for step in reversed(leaf[0]) if isinstance(step, str)), "file")
        called = f"{safe_name(named)[:80]}-{count + 1}.bin"
        blob = embedded(leaf[1], called, where) or _embedded_digits(leaf[1], called, where)
        if blob is None and (said := _read_encoded(leaf[1], called, where)) is not None:
            if isinstance(said, str):
                yield leaf[0], said
                continue
            blob = said
        if blob is None:
            yield leaf[0], add_decoded(leaf[1], unread)
        else:
            count += 1
            files.append(blob)
            yield leaf[0], FILE


def _read_encoded(text: str, name: str, where: Where) -> str | Blob | None:
    """Return what a value says in bytes that are no plain text; a document or unread bytes as a member."""
    if text.startswith("[") and (data := read_list(text)) is not None:
        return _blob(data, name, where)
    if (data := decode_token(text)) is None:
        return None
    said = read_bytes(data)
    if said is not None and says_something(said):
        return _blob(said.encode(), name, where) if said.lstrip()[:1] in _DOCUMENTS else said
    return _blob(data, name, where) if said is None and is_unread(data) else None


_DOCUMENTS: Final = frozenset("{[<")


def _altchars(signs: str) -> bytes | None:
    """Return the two last signs of the alphabet for URLs (RFC 4648, section 5), None for the usual one."""
    return b"-_" if "-" in signs or "_" in signs else None
