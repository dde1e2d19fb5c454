"""Recognize objects of programs that look like text where they are small: MessagePack, CBOR, Smile, pickles.

What they hold stands between marks that are letters of some codec, and touches them: read as text, a number
would have a letter in front of it, and be none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

# Protocol 0 of Python's pickles: a dictionary or list with its number, or an object of a class.
_PICKLE: Final = re.compile(
    rb"\([dl]p\d+\n|c(?:copy_?reg|__builtin__|__main__|datetime|collections|(?:numpy|pandas)[\w.]*)\n\w+\n|\(i__main__\n"
)
_BENCODE: Final = re.compile(rb"l*d(\d{1,2}):")
_BENCODE_VALUE: Final = re.compile(rb"i-?\d+e|\d+:|[dl]")
# A map's first key, behind the mark of its length; what a list's first element begins with, if it is a map.
_PACKED_KEY: Final = re.compile(rb"(?:[\xa1-\xbf]|\xd9.)[\w.@$-]", re.S)
_PACKED_MAP: Final = re.compile(rb"[\x81-\x8f]|\xde..|\xdf....", re.S)
_PACKED_LIST: Final = re.compile(rb"[\x91-\x9f]|\xdc..|\xdd....", re.S)
_CBOR_KEY: Final = re.compile(rb"(?:[\x61-\x77]|\x78.)[\w.@$-]", re.S)
# Those of indefinite length end with a break (RFC 8949, section 3.2.2): Jackson writes such alone.
_CBOR_MAP: Final = re.compile(rb"[\xa1-\xb7]|\xb8.|\xb9..|\xba....|\xbf", re.S)
_CBOR_LIST: Final = re.compile(rb"[\x81-\x97]|\x98.|\x99..|\x9a....|\x9f", re.S)
_CBOR_OPEN: Final = (b"\xbf", b"\x9f")
# Lengths that follow a mark, and what a length counts: bytes, or values (two for each of a map).
_MESSAGE_PACK: Final = {
    0xC4: (1, "bytes"), 0xC5: (2, "bytes"), 0xC6: (4, "bytes"), 0xD9: (1, "bytes"), 0xDA: (2, "bytes"),
    0xDB: (4, "bytes"), 0xDC: (2, "values"), 0xDD: (4, "values"), 0xDE: (2, "pairs"), 0xDF: (4, "pairs"),
}  # fmt: skip
_FIXED: Final = {
    0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2,
    0xD2: 4, 0xD3: 8, 0xD4: 2, 0xD5: 3, 0xD6: 5, 0xD7: 9, 0xD8: 17,
}  # fmt: skip
_CBOR_TAG: Final = b"\xd9\xd9\xf7"  # says that CBOR follows (RFC 8949, section 3.4.6)
_ION: Final = b"\xe0\x01\x00\xea"  # the version marker of Amazon Ion's binary form
_SMILE: Final = re.compile(rb":\)\n[\0-\7]")  # its head: a version of 0, and three flags
_CONTROL: Final = re.compile(rb"[\0-\x08\x0e-\x1a]")  # bytes that no text has
# Instead of how many values are inside: all up to a break; the break.
_OPEN, _BREAK = -1, -2


def is_object_stream(head: bytes, *, whole: bool) -> bool:
    """Return whether the first bytes of a file (`whole`: all of them) are objects written by a program."""
    head = head.removeprefix(_CBOR_TAG)
    if head.startswith(_ION) or _SMILE.match(head):
        return True
    if _PICKLE.match(head):
        return not whole or head.endswith(b".")
    if (key := _BENCODE.match(head)) and _BENCODE_VALUE.match(head, key.end() + int(key[1])):
        return not whole or head.rstrip().endswith(b"e")
    return any(_is_stepped(head, form, whole=whole) for form in _FORMS)


def _is_stepped(head: bytes, form: _Form, *, whole: bool) -> bool:
    """Return whether bytes are maps with names, lists of such or of rows, one behind the other."""
    if head.startswith(_CBOR_OPEN) and b"\xff" not in head and _CONTROL.search(head) is None:
        return False  # a text that begins with a sign of Latin letters
    at = 0
    while at < len(head):
        outer = form.list.match(head, at)
        inside = outer.end() if outer else at
        # A map, or a list of rows, which are lists that begin with a text.
        begin = form.map.match(head, inside) or (outer and form.list.match(head, inside))
        if begin is None or not form.key.match(head, begin.end()):
            return False
        if outer and begin.re is form.list and not _has_rows(head, at, inside, form):
            return False
        end = _step_over(head, at, form)
        if end is None:
            return False
        if end > len(head):
            return not whole
        at = end
    return whole and at > 0


def _step_over(head: bytes, at: int, form: _Form) -> int | None:
    """Return where a value ends with all that is inside, beyond the bytes where they break off."""
    left = [1]  # of each value that is open, how many inside follow
    while left:
        if at >= len(head):
            return len(head) + 1
        found = form.step(head, at)
        if found is None:
            return None
        at, inside = found
        if inside == _BREAK:
            if left.pop() != _OPEN:
                return None
        else:
            left[-1] -= left[-1] != _OPEN
            if inside:
                left.append(inside)
        while left and not left[-1]:
            left.pop()
    return at


def _has_rows(head: bytes, outer: int, first: int, form: _Form) -> bool:
    """Return whether a list of a list goes on with another one; quotes and dashes in a text do not."""
    counted = form.step(head, outer)
    if counted is None or 0 <= counted[1] < 2:
        return _CONTROL.search(head) is not None
    at = _step_over(head, first, form)
    if at is None:
        return False
    if at >= len(head):
        return _CONTROL.search(head) is not None
    begin = form.list.match(head, at)
    return begin is not None and form.key.match(head, begin.end()) is not None


def _step_message_pack(data: bytes, at: int) -> tuple[int, int] | None:
    """Return where a value of MessagePack ends, before the values inside, and how many those are."""
    mark = data[at]
    if mark < 0x80 or mark >= 0xE0:
        return at + 1, 0
    if mark < 0x90:
        return at + 1, 2 * (mark & 15)
    if mark < 0xA0:
        return at + 1, mark & 15
    if mark < 0xC0:
        return at + 1 + (mark & 31), 0
    if mark in _FIXED:
        return at + 1 + _FIXED[mark], 0
    if mark not in _MESSAGE_PACK:
        return None
    size, counted = _MESSAGE_PACK[mark]
    number, end = int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size
    return (end + number, 0) if counted == "bytes" else (end, number * (2 if counted == "pairs" else 1))


def _step_cbor(data: bytes, at: int) -> tuple[int, int] | None:
    """Return the same of CBOR (RFC 8949, section 3)."""
    kind, short = data[at] >> 5, data[at] & 31
    if short == 31:
        return (at + 1, _OPEN if kind in (2, 3, 4, 5) else _BREAK) if kind not in (0, 1, 6) else None
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
    if short > 27:
        return None
    number = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else short
    end = at + 1 + size
    if kind in (2, 3):
        return end + number, 0
    return end, {4: number, 5: 2 * number, 6: 1}.get(kind, 0)


class _Form(NamedTuple):
    """The marks of a format, and its step over one value: its end, and how many values are inside."""

    list: re.Pattern[bytes]
    map: re.Pattern[bytes]
    key: re.Pattern[bytes]
    step: Callable[[bytes, int], tuple[int, int] | None]


_FORMS: Final = (
    _Form(_PACKED_LIST, _PACKED_MAP, _PACKED_KEY, _step_message_pack),
    _Form(_CBOR_LIST, _CBOR_MAP, _CBOR_KEY, _step_cbor),
)
