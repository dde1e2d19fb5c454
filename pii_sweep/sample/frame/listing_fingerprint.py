"""The fingerprint of a listing: enough to say exactly what came, went and changed, without the names.

Twelve bytes an object: 64 bits of BLAKE2b of the key (and version), 32 bits of BLAKE2b of the
etag. Two of n keys meet by chance with probability below n² / 2^65: 3e-6 for ten million.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

PART_BITS = 6
RECORD = np.dtype([("key", "<u8"), ("etag", "<u4")])


@dataclass(frozen=True, slots=True)
class Changes:
    """How many objects came, went, or hold other bytes than before."""

    added: int
    removed: int
    changed: int


class Listing:
    """Collects the fingerprints of a listing in any order; 12 bytes an object."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._etags = array("I")

    def add(self, name: str, etag: str | None) -> None:
        """Take in one object by its key (with the version, where versions are listed) and its etag."""
        self._keys.append(fingerprint(name))
        self._etags.append(_mark(etag))

    def extend(self, names: Iterable[str], etags: Iterable[str | None]) -> None:
        """Take in columns of a listing, as `add` does each row."""
        keys = [blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest() for name in names]
        marks = [blake2b((etag or "").encode(), digest_size=4).digest() for etag in etags]
        if len(keys) != len(marks):
            raise ValueError("as many etags as names are needed")
        self._keys.extend(np.frombuffer(b"".join(keys), dtype="<u8"))
        self._etags.extend(np.frombuffer(b"".join(marks), dtype="<u4"))

    def packed(self) -> bytes:
        """Return the fingerprints sorted and compressed: the same for any order of listing.

        Sorted part by part of the key space, so that no second copy of the listing is needed.
        """
        keys, etags = np.asarray(self._keys), np.asarray(self._etags)
        packer, out = zlib.compressobj(1), bytearray()
        parts = (keys >> np.uint64(64 - PART_BITS)).astype(np.uint8)
        for part in range(1 << PART_BITS):
            here = np.flatnonzero(parts == part)
            here = here[np.lexsort((etags[here], keys[here]))]
            table = np.empty(len(here), dtype=RECORD)
            table["key"], table["etag"] = keys[here], etags[here]
            out += packer.compress(table.tobytes())
        out += packer.flush()
        return bytes(out)


def find_unchanged(before: bytes, objects: Sequence[tuple[str, str | None]]) -> list[bool]:
    """Return for each (name, etag) whether a packed listing holds it, with the same etag."""
    old = _table(before)
    keys = np.array([fingerprint(name) for name, _ in objects], dtype="<u8")
    etags = np.array([_mark(etag) for _, etag in objects], dtype="<u4")
    if not len(old):
        return [False] * len(objects)
    at = np.minimum(np.searchsorted(old["key"], keys), len(old) - 1)
    same: list[bool] = ((old["key"][at] == keys) & (old["etag"][at] == etags)).tolist()
    return same


def fingerprint(name: str) -> int:
    """Return 64 bits of BLAKE2b (RFC 7693) of an object's name."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mark(etag: str | None) -> int:
    return int.from_bytes(blake2b((etag or "").encode(), digest_size=4).digest(), "little")


def changes(before: bytes, after: bytes) -> Changes:
    """Compare two packed listings; exact."""
    old, new = _table(before), _table(after)
    common, at_old, at_new = np.intersect1d(old["key"], new["key"], return_indices=True)
    changed = int((old["etag"][at_old] != new["etag"][at_new]).sum())
    return Changes(len(new) - len(common), len(old) - len(common), changed)


def _table(packed: bytes) -> NDArray[np.void]:
    return np.frombuffer(zlib.decompress(packed) if packed else b"", dtype=RECORD)
