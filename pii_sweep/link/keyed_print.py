"""Keyed prints of whole columns of texts: AES over their blocks, all texts at once.

The construction is PMAC (Black & Rogaway, EUROCRYPT 2002) with masks drawn from the key: the XOR of
AES of each masked block is a text's *print*; AES under another key of the XOR of several prints is
the *seal* of that set of texts, a pseudorandom function of it. Prints stay in the worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b, shake_256

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from numpy.typing import NDArray

from pii_sweep.detect.text import column_text

Prints = NDArray[np.uint64]  # a row of two a text; zeros where there is no text
Places = NDArray[np.intp]
BLOCK = 16  # bytes
FEW = 4  # texts that are printed one by one
LONGEST = 128  # bytes; of longer texts BLAKE2b is taken one by one
_PAIR = np.complex128  # moves both halves of a print at once, which is ten times as fast as row by row
# How many bytes a letter has in UTF-8, by its first one.
LETTER_BYTES = np.repeat(np.array([1, 2, 3, 4], np.intp), (0xC0, 0x20, 0x10, 0x10))
# What is kept of the bytes of a block, by how many of them belong to the text.
_KEPT = np.tri(BLOCK + 1, BLOCK, -1, np.uint8).view(np.uint64) * np.uint64(0xFF)


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts in one run of bytes, by where each starts and ends; zeros follow the last."""

    text: NDArray[np.uint8] = field(repr=False)
    starts: Places = field(repr=False)
    ends: Places = field(repr=False)

    @property
    def sizes(self) -> Places:
        """Return how many bytes each has."""
        return self.ends - self.starts


def lines(text: bytes) -> Lines:
    """Return the lines of some bytes; one without a newline is one line."""
    held = np.frombuffer(b"%b\n%b" % (text, bytes(BLOCK)), np.uint8)
    ends = np.flatnonzero(held == column_text.BREAK)
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1] + 1
    return Lines(held, starts, ends)


def lines_of(values: Sequence[str]) -> Lines:
    """Return texts as lines."""
    return lines(column_text.join_values(values))


def choose(texts: Lines, places: Places) -> Lines:
    """Return some of the texts, by their places."""
    return Lines(texts.text, texts.starts.take(places), texts.ends.take(places))


def select_prints(prints: Prints, places: Places) -> Prints:
    """Return some of the prints, by their places."""
    return prints.view(_PAIR).ravel().take(places).view(np.uint64).reshape(-1, 2)


def spread(prints: Prints, places: Places, count: int) -> Prints:
    """Return so many prints: those given in their places, zeros elsewhere."""
    if len(places) == count:
        return prints
    found = np.zeros((count, 2), np.uint64)
    found.view(_PAIR).ravel()[places] = prints.view(_PAIR).ravel()
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Printer:
    """Makes prints and seals under one key."""

    key: bytes = field(repr=False)
    inner: CipherContext = field(repr=False)
    outer: CipherContext = field(repr=False)
    by_block: Prints = field(repr=False)
    by_size: Prints = field(repr=False)

    def of(self, kind: str, texts: Lines) -> Prints:
        """Return the print of each text as one of a kind; an empty text has none."""
        if len(texts.starts) <= FEW:
            return self._of_few(kind, texts)
        sizes, mask = texts.sizes, _mask(self.key, kind)
        longest = min(LONGEST, int(sizes.max(initial=0)))
        found = self._block(texts, 0, select_prints(self.by_size ^ mask, np.minimum(sizes, longest)))
        for place in range(1, 1 + (longest - 1) // BLOCK):
            longer = np.flatnonzero(sizes > place * BLOCK)
            block = self._block(choose(texts, longer), place, self.by_block[place] ^ mask)
            found ^= spread(block, longer, len(sizes))
        found[sizes == 0] = 0
        for at in np.flatnonzero(sizes > LONGEST).tolist():
            whole = texts.text[texts.starts[at] : texts.ends[at]].tobytes()
            digest = blake2b(whole, key=self.key, digest_size=BLOCK, person=b"print").digest()
            found[at] = np.frombuffer(digest, np.uint64) ^ mask
        return found

    def _of_few(self, kind: str, texts: Lines) -> Prints:
        """Return what `of` returns, text by text: for a document's few it is several times as fast."""
        found = b""
        for start, end in zip(texts.starts.tolist(), texts.ends.tolist(), strict=True):
            text = texts.text[start:end].tobytes()
            if len(text) > LONGEST:
                whole = blake2b(text, key=self.key, digest_size=BLOCK, person=b"print").digest()
                folded = _number(whole) ^ _number(_mask(self.key, kind).tobytes())
            else:
                blocks, folded = self.inner.update(_xor(text, _masks_of(self, kind, len(text)))), 0
                for place in range(0, len(blocks), BLOCK):
                    folded ^= _number(blocks[place : place + BLOCK])
            found += folded.to_bytes(BLOCK, "little")
        return np.frombuffer(bytearray(found), np.uint64).reshape(-1, 2)

    def _block(self, texts: Lines, place: int, masks: Prints) -> Prints:
        """Return AES of one masked block of each text, zeros behind its end."""
        blocks = np.ndarray((len(texts.text) - BLOCK + 1,), _PAIR, texts.text, 0, (1,))  # one at every byte
        found = blocks[texts.starts + place * BLOCK].view(np.uint64).reshape(-1, 2)
        found &= select_prints(_KEPT, np.minimum(texts.sizes - place * BLOCK, BLOCK))
        found ^= masks
        return _encrypt(self.inner, found)

    def sealed(self, prints: Prints) -> Prints:
        """Return the seal of each set of texts, given the XOR of their prints; none of no text."""
        found = _encrypt(self.outer, prints)
        found[prints[..., 0] == 0] = 0
        return found


def _encrypt(cipher: CipherContext, blocks: Prints) -> Prints:
    found = np.empty(blocks.nbytes + BLOCK, np.uint8)
    cipher.update_into(np.ascontiguousarray(blocks).data.cast("B"), found.data)
    return found[: blocks.nbytes].view(np.uint64).reshape(blocks.shape)


@lru_cache(maxsize=1024)
def _masks_of(printer: Printer, kind: str, size: int) -> bytes:
    """Return the masks of the blocks of a text of so many bytes, one after the other; none of no text."""
    count = (size + BLOCK - 1) // BLOCK
    rows = [printer.by_size[size], *printer.by_block[1:count]][:count]
    return b"".join((row ^ _mask(printer.key, kind)).tobytes() for row in rows)


def _xor(text: bytes, masks: bytes) -> bytes:
    return (_number(text) ^ _number(masks)).to_bytes(len(masks), "little")


def _number(held: bytes) -> int:
    return int.from_bytes(held, "little")


@lru_cache(maxsize=4)
def printer(key: bytes) -> Printer:
    """Return the printer of a key; what it needs is drawn from the key by SHAKE-256 (FIPS 202)."""
    secret = shake_256(b"prints\0" + key).digest(96)
    # Each block by itself, as PMAC wants it: what goes in is masked by place, and what comes out is summed.
    inner, outer = (
        Cipher(algorithms.AES(part), modes.ECB()).encryptor() for part in (secret[:32], secret[32:64])
    )
    ours = secret[64:]
    return Printer(
        ours, inner, outer, _draw(ours, "block", LONGEST // BLOCK), _draw(ours, "size", LONGEST + 1)
    )


@lru_cache(maxsize=256)
def _mask(key: bytes, kind: str) -> Prints:
    found: Prints = _draw(key, f"kind\0{kind}", 1)[0]
    return found


def _draw(key: bytes, purpose: str, count: int) -> Prints:
    stream = shake_256(b"masks\0" + key + purpose.encode()).digest(count * BLOCK)
    return np.frombuffer(stream, np.uint64).reshape(count, 2)
