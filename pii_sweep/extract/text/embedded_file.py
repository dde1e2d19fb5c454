"""Files that lie in texts as Base64: labels, scans and documents in JSON, XML and mail of web services.

Recognized by what follows `data:…;base64,`, or by the Base64 of the first bytes of pages or pictures.
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

from pii_sweep.extract.stream import safe_name
from pii_sweep.types import Blob, Where

Leaf = tuple[tuple[str | int, ...], str]

FILE: Final = "(file)"  # stands for it among its fields
LEAST: Final = 64  # characters: nothing shorter is a file
LINE: Final = 60  # the shortest lines that Base64 is broken into: words are no longer
_DATA_URI: Final = re.compile(r"data:[\w.+-]{1,80}/[\w.+-]{1,80}(?:;[\w.=\"-]{1,80})*;base64,")
# PDF, PNG, JPEG, GIF, TIFF, RIFF (WebP), ZIP (and office documents), gzip, ZPL labels, compound files,
# JSON objects and lists of them (what queues carry), XML.
_MAGIC: Final = (
    "JVBERi0", "iVBORw0KGgo", "/9j/", "R0lGOD", "SUkqA", "TU0AK", "UklGR", "UEsDB", "H4sI", "XlhB",
    "0M8R4KGx", "eyJ", "W3si", "PD94bW",
)  # fmt: skip
_SPACE: Final = re.compile(r"\s+")
_SIGNS: Final = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")


def embedded(text: str, name: str, where: Where) -> Blob | None:
    """Return the file that a text is, as a member called `name`; None where it is none."""
    if len(text) < LEAST:
        return None
    start = _DATA_URI.match(text[:512])
    if start is None and not text.startswith(_MAGIC):
        return None
    begin = start.end() if start else 0
    signs = _SPACE.sub("", text[begin:])
    if _SPACE.search(text[begin : begin + LINE].rstrip()) or not _SIGNS.fullmatch(signs):
        return None
    try:
        data = base64.b64decode(
            signs.rstrip("=") + "=" * (-len(signs.rstrip("=")) % 4), altchars=_altchars(signs)
        )
    except (binascii.Error, ValueError):
        return None
    inner = replace(where, inside=(*where.inside, name), line=None, row=None, column=None, json_path=None)
    return Blob(inner, partial(io.BytesIO, data), len(data))


def without_files(leaves: Iterator[Leaf], where: Where, files: list[Blob]) -> Iterator[Leaf]:
    """Yield the leaves that are text; those that are files are put into `files`, called by their fields."""
    count = 0
    for leaf in leaves:
        if len(leaf[1]) < LEAST:
            yield leaf
            continue
        named = next((step for step in reversed(leaf[0]) if isinstance(step, str)), "file")
        blob = embedded(leaf[1], f"{safe_name(named)[:80]}-{count + 1}.bin", where)
        if blob is None:
            yield leaf
        else:
            count += 1
            files.append(blob)
            yield leaf[0], FILE


def _altchars(signs: str) -> bytes | None:
    """Return the two last signs of the alphabet for URLs (RFC 4648, section 5), None for the usual one."""
    return b"-_" if "-" in signs or "_" in signs else None
