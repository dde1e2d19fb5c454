"""Many values at once: what is done to plain ASCII is done to all of them as one run of bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

BREAK, SPACE = 10, 32
# Bytes from which arrays are faster than searches.
LONG = 2048
# What stands for a line's end inside a value: no UTF-8 text holds this byte.
_INSIDE = b"\xff"
_WORDS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")
DIGITS = frozenset(b"0123456789")
LETTERS = frozenset(byte for byte in _WORDS if byte not in DIGITS and byte != ord("_"))


def columnwise(
    values: Sequence[str], whole: Callable[[bytes], bytes], one: Callable[[str], str]
) -> list[str]:
    """Return the values with `whole` done to all that are plain ASCII, joined by newlines, `one` to others.

    The two must agree on a plain value; `whole` must keep every newline and add none.
    """
    plain, odd = _split_ascii(values)
    done = whole(plain).decode().split("\n") if values else []
    for at in odd:
        done[at] = one(values[at])
    return done


def join_values(
    values: Sequence[str],
    whole: Callable[[bytes], bytes] = bytes,
    one: Callable[[str], str] = str,
) -> bytes:
    """Return what `columnwise` returns as UTF-8, a line each; a newline inside a value is one byte more."""
    plain, odd = _split_ascii(values)
    if not odd:
        return whole(plain)
    done = whole(plain).split(b"\n")
    for at in odd:
        done[at] = one(values[at]).encode("utf-8", "surrogatepass").replace(b"\n", _INSIDE)
    return b"\n".join(done)


def _split_ascii(values: Sequence[str]) -> tuple[bytes, list[int]]:
    """Return the plain ASCII values joined by newlines, the others' lines empty, and the others' places."""
    text = "\n".join(values)
    if text.isascii() and text.count("\n") == len(values) - 1:
        return text.encode(), []
    odd = [at for at, value in enumerate(values) if not value.isascii() or "\n" in value]
    plain = list(values)
    for at in odd:
        plain[at] = ""
    return "\n".join(plain).encode(), odd


def encode(values: Sequence[str]) -> list[bytes]:
    """Return the UTF-8 of each value; half a surrogate pair, as JSON may hold, is kept."""
    text = "\n".join(values).encode("utf-8", "surrogatepass")
    if text.count(b"\n") == len(values) - 1:
        return text.split(b"\n")
    return [value.encode("utf-8", "surrogatepass") for value in values]


def lower_table(kept: Iterable[int]) -> bytes:
    """Return a table for `bytes.translate`: the bytes kept in lower case, newlines, all others a space."""
    table = bytearray(b" " * 256)
    table[BREAK] = BREAK
    for byte in kept:
        table[byte] = bytes((byte,)).lower()[0]
    return bytes(table)


def bytes_left_out(kept: Iterable[int]) -> bytes:
    """Return the bytes that `bytes.translate` is to leave out: all but those kept and newlines."""
    kept = frozenset(kept)
    return bytes(byte for byte in range(256) if byte != BREAK and byte not in kept)


def space_words(text: bytes) -> bytes:
    """Return lines with one space between words and none around them."""
    if len(text) > LONG:
        return _spaced_at_once(text)
    while b"  " in text:
        text = text.replace(b"  ", b" ")
    return text.replace(b" \n", b"\n").replace(b"\n ", b"\n").strip(b" ")


def _spaced_at_once(text: bytes) -> bytes:
    """Return what `spaced` returns: of each run of spaces the last stays, next to a line's end none."""
    held = np.frombuffer(text, np.uint8)
    space = held == SPACE
    space[:-1] &= space[1:] | (held[1:] == BREAK)
    space[-1] = False
    held = held[~space]
    space = held == SPACE
    space[1:] &= held[:-1] == BREAK
    space[0] = False
    kept: bytes = held[~space].tobytes()
    return kept.strip(b" ")


WORDS = lower_table(_WORDS)
NO_WORDS = bytes_left_out(byte for byte in _WORDS if byte != ord("_"))
NO_DIGITS = bytes_left_out(DIGITS)
