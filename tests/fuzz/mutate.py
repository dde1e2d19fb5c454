"""Seeded mutations of whole files: flips, cuts, copies, lies about lengths, splices of two files."""

from __future__ import annotations

import random
import struct

LIES = (0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def mutated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Return a copy of `data` with one to eight mutations; `other` is a donor for splices."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 5, 8))):
        if not out:
            break
        dice.choice((_flip, _flip, _flip, _cut, _drop, _copy, _lie, _lie, _noise, _splice))(out, other, dice)
    return bytes(out)


def _flip(out: bytearray, _other: bytes, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 2, 4, 16))):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)


def _cut(out: bytearray, _other: bytes, dice: random.Random) -> None:
    del out[dice.randrange(len(out)) :]


def _drop(out: bytearray, _other: bytes, dice: random.Random) -> None:
    at = dice.randrange(len(out))
    del out[at : at + dice.choice((1, 2, 4, 64, 512))]


def _copy(out: bytearray, _other: bytes, dice: random.Random) -> None:
    at, length = dice.randrange(len(out)), dice.choice((1, 4, 32, 256, 2048))
    part = out[at : at + length] * dice.choice((1, 2, 50))
    to = dice.randrange(len(out))
    out[to:to] = part


def _lie(out: bytearray, _other: bytes, dice: random.Random) -> None:
    form = dice.choice(("<B", "<H", ">H", "<I", ">I", "<Q", ">Q"))
    size = struct.calcsize(form)
    if len(out) >= size:
        value = dice.choice(LIES) & ((1 << (8 * size)) - 1)
        struct.pack_into(form, out, dice.randrange(len(out) - size + 1), value)


def _noise(out: bytearray, _other: bytes, dice: random.Random) -> None:
    at = dice.randrange(len(out))
    length = min(dice.choice((1, 8, 64)), len(out) - at)
    out[at : at + length] = dice.randbytes(length)


def _splice(out: bytearray, other: bytes, dice: random.Random) -> None:
    if other:
        at = dice.randrange(len(other))
        to = dice.randrange(len(out))
        out[to:to] = other[at : at + dice.choice((4, 64, 1024))]
