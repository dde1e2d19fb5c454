"""Records of fixed width that no end of line parts, as mainframes keep them (record format FB).

The kinds of signs (letter, figure, blank, others) come again at the same places of each record. The length
of a record is that at which most signs of a text have the kind of the sign one record later, if the parts
of that length then are cut into fields (`fixed_width`). Prose, Base64, sequences and packed code are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from pii_sweep.extract.table.layout.fixed_width import LEAST_LENGTH, find_form

LEAST_RECORDS: Final = 5
MOST_LENGTH: Final = 2000
SEEN: Final = 1 << 14  # characters by which the length is found, of long records more
LOOKED: Final = 60  # records by which the fields are found
# The share of signs that come again, how far it may be below the highest, and how many lengths are tried.
AGAIN, _BELOW, TRIED = 0.75, 0.05, 6
_FILLED: Final = "  "  # blanks that fill up a field, which each record has


def find_length(text: str, *, whole: bool) -> int:
    """Return the length of the records in a text's first line (`whole`: all of it); 0 where it has none."""
    ended, text = text.endswith("\n"), text.rstrip("\r\n\0\x1a")
    if (
        (ended and not whole)
        or len(text) < LEAST_RECORDS * LEAST_LENGTH
        or text.count(_FILLED) < LEAST_RECORDS
    ):
        return 0
    if len(text) > SEEN:
        text, whole = text[:SEEN], False
    for length in _lengths(text):
        count, rest = divmod(len(text), length)
        if rest and whole and text[-rest:].strip():
            continue
        records = [text[at * length : (at + 1) * length] for at in range(min(count, LOOKED))]
        if not all(_FILLED in record for record in records):
            continue
        form = find_form(records)
        if form is not None and form.length == length:
            return length
    return 0


def cut_records(pieces: Iterable[str], length: int) -> Iterator[str]:
    """Yield the records of a line that comes in pieces, each with an end of line; and lines behind it."""
    held = ""
    for piece in pieces:
        held += piece.rstrip("\r\n")
        ends = len(held) - len(held) % length
        for at in range(0, ends, length):
            yield held[at : at + length] + "\n"
        held = held[ends:]
        if piece.endswith("\n"):
            yield held + "\n"
            held = ""
    if held.strip("\0\x1a "):
        yield held


def _lengths(text: str) -> list[int]:
    """Return the likeliest lengths of a record, the shortest first: others may be several together."""
    kinds = text.translate(_Kinds())
    masks = [int("".join("1" if sign == kind else "0" for sign in kinds), 2) for kind in "A0 ?"]
    lengths = range(LEAST_LENGTH, min(MOST_LENGTH, len(text) // LEAST_RECORDS) + 1)
    shares = [
        sum((mask & (mask >> length)).bit_count() for mask in masks) / (len(text) - length)
        for length in (lengths.start - 1, *lengths, lengths.stop)
    ]
    least = max(AGAIN, max(shares) - _BELOW)
    peaks = (
        length
        for at, length in enumerate(lengths, 1)
        if shares[at] >= least and shares[at - 1] < shares[at] >= shares[at + 1]
    )
    return list(islice(peaks, TRIED))


class _Kinds(dict[int, str]):
    """The kind of each sign."""

    def __missing__(self, sign: int) -> str:
        one = chr(sign)
        kind = "A" if one.isalpha() else "0" if one.isdecimal() else " " if one == " " else "?"
        self[sign] = kind
        return kind
