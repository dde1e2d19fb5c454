"""UTF-8 that was read as Windows-1252 and written as UTF-8 once more: `MuÃ±oz` for `Muñoz`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pii_sweep.errors import SecondDocument, Unreadable

SAMPLE: Final = 1 << 16  # characters that decide
LEAST, SHARE = 2, 0.8  # sequences, and of the characters beyond ASCII those in sequences


def _shows(low: int, high: int) -> str:
    """Return a class of the characters that Windows-1252 and Latin-1 show for bytes."""
    both = {
        bytes([byte]).decode(name, "ignore") for byte in range(low, high) for name in ("cp1252", "latin-1")
    }
    return "[" + re.escape("".join(sorted(both))) + "]"


_TAIL: Final = _shows(0x80, 0xC0)
_SEQUENCE: Final = re.compile(
    f"(?:{_shows(0xC2, 0xE0)}{_TAIL}|{_shows(0xE0, 0xF0)}{_TAIL}{{2}}|{_shows(0xF0, 0xF5)}{_TAIL}{{3}})"
)
# What is no byte; the controls, which only bytes are; the first bytes of Latin letters.
_WIDER: Final = re.compile("[^\x00-\xff]")
_CONTROL: Final = re.compile("[\x80-\x9f]")
_LATIN: Final = frozenset("\xc2\xc3\xc4\xc5")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
# What may be the start of a sequence at the end of a block.
_OPEN: Final = re.compile(r"[^\x00-\x7f]{1,3}\Z")
_BYTES: Final = {
    ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): chr(byte) for byte in range(0x80, 0xA0)
}


def mend(blocks: Iterable[str]) -> Iterator[str]:
    """Yield the blocks of a text, encoded once; the first one decides whether it was encoded twice."""
    source = iter(blocks)
    first = next(source, None)
    if first is None:
        return
    if not is_double(first):
        yield first
        yield from source
        return
    held, broken = first, None
    while True:
        try:
            block = next(source, None)
        except (Unreadable, SecondDocument) as error:
            block, broken = None, error
        if block is None:
            break
        end = found.start() if (found := _OPEN.search(held)) else len(held)
        if end:
            yield undo(held[:end])
        held = held[end:] + block
    yield undo(held)
    if broken is not None:
        raise broken


def is_double(text: str) -> bool:
    """Return whether nearly all characters beyond ASCII stand in sequences of UTF-8 shown byte by byte."""
    part = text[:SAMPLE]
    if part.isascii():
        return False
    sequences = _SEQUENCE.findall(part)
    beyond = len(_BEYOND.findall(part))
    return len(sequences) >= LEAST and sum(map(len, sequences)) >= SHARE * beyond


def undo(text: str) -> str:
    """Return a text whose sequences are the characters that they encode; others stay."""
    return text if text.isascii() else _SEQUENCE.sub(_character, text)


def undo_value(text: str) -> str:
    """Return a value encoded once, where all its characters beyond ASCII stand in sequences of UTF-8.

    Exports of Facebook write each byte of UTF-8 as an escape of its own: `\\u00c3\\u00a9` for `é`. A capital
    before a mark is no byte of a sequence: `IDENTITÉ :` with a no-break space, `CAFÉ…`.
    """
    if text.isascii() or _WIDER.search(text):
        return text
    sequences = _SEQUENCE.findall(text)
    if len(_BEYOND.findall(text)) != sum(map(len, sequences)):
        return text
    is_sure = len(sequences) >= LEAST or _CONTROL.search(text) or sequences[0][0] in _LATIN
    return undo(text) if is_sure else text


def _character(found: re.Match[str]) -> str:
    try:
        return found[0].translate(_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return found[0]
