"""Bytes that a program wrote as a list of numbers, or as Base64 by its format, however few they are.

`{"type": "Buffer", "data": [72, 101, …]}` of Node.js; below `data` of a Secret of Kubernetes each value is
Base64.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Final

from pii_sweep.extract.text.encoded.decimal_bytes import LEAST, is_text_or_file, write_uri
from pii_sweep.extract.text.encoded.hex_text import LINE_SIGNS

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

MOST: Final = 1 << 24
_BYTE: Final = re.compile(r"0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5]")


def join_bytes(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """Yield leaves, the elements of a list of bytes that are a text or a file as one: its `data:` URL."""
    parent: Path = ()
    held = bytearray()
    for path, value in leaves:
        is_byte = len(value) <= 3 and path and type(path[-1]) is int and _BYTE.fullmatch(value) is not None
        if is_byte and path[-1] == len(held) + 1 and len(held) < MOST and (not held or path[:-1] == parent):
            parent = path[:-1]
            held.append(int(value))
            continue
        yield from _join_held(parent, held)
        held.clear()
        if is_byte and path[-1] == 1:
            parent = path[:-1]
            held.append(int(value))
        else:
            yield path, value
    yield from _join_held(parent, held)


def _join_held(parent: Path, held: bytearray) -> Iterator[Leaf]:
    if len(held) >= LEAST and is_text_or_file(bytes(held)):
        yield (
            (*parent, "bytes") if not parent or isinstance(parent[-1], int) else parent,
            write_uri(bytes(held)),
        )
        return
    for number, byte in enumerate(held, 1):
        yield (*parent, number), str(byte)


SECRET: Final = "Secret"
_WHOLE: Final = re.compile(r"(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_LONGEST: Final = 1 << 20
_MOST_HELD: Final = 2000  # leaves that wait for the kind of their object


def decode_secrets(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """Yield leaves, the values of Secrets of Kubernetes decoded; their kind may stand behind them."""
    held: list[Leaf] = []
    parent: Path | None = None  # of an object whose data wait for its kind
    secret: Path | None = None  # of the last object known as a Secret
    for path, value in leaves:
        if held and parent is not None and (path[: len(parent)] != parent or len(held) >= _MOST_HELD):
            yield from held
            held, parent = [], None
        if path and path[-1] == "kind":
            secret = path[:-1] if value == SECRET else None
            if path[:-1] == parent:
                own = (*path[:-1], "data") if secret is not None else None
                yield from (_decode_secret(leaf) if leaf[0][:-1] == own else leaf for leaf in held)
                held, parent = [], None
        if len(path) > 1 and path[-2] == "data" and _WHOLE.fullmatch(value[:_LONGEST]):
            if path[:-2] == secret:
                yield _decode_secret((path, value))
                continue
            parent = path[:-2] if parent is None else parent
        if parent is None:
            yield path, value
        else:
            held.append((path, value))
    yield from held


def _decode_secret(leaf: Leaf) -> Leaf:
    """Return a leaf whose value is the text that it stands for in Base64; the same where that is none."""
    path, value = leaf
    if not _WHOLE.fullmatch(value):
        return leaf
    try:
        text = base64.b64decode(value).decode()
    except ValueError:
        return leaf
    return (path, text) if text.translate(LINE_SIGNS).isprintable() else leaf
