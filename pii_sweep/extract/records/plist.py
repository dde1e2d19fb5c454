"""Binary property lists of Apple's systems: what each dictionary, list and keyed archive holds."""

from __future__ import annotations

import plistlib
import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from pii_sweep.errors import Corrupt, TooDeep
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records.json import json_path, scalar
from pii_sweep.extract.records.tree import Leaf, Path, pieces
from pii_sweep.extract.stream import read_whole
from pii_sweep.extract.table.emit import cell_or_blob
from pii_sweep.types import Blob, Piece, Where


def read_plist(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield flat dictionaries as tables, other values as fields with their path, long data as files.

    An object that several places refer to is read at the first of them. Raises Corrupt, TooBig and
    TooDeep.
    """
    try:
        root = plistlib.loads(read_whole(body, budget), fmt=plistlib.FMT_BINARY)
    except RecursionError:
        raise TooDeep("max_json_depth", reason="JSON_NESTING_LEVEL_OVER_LIMIT") from None
    except (plistlib.InvalidFileException, ValueError, LookupError, TypeError, OverflowError, struct.error):
        raise Corrupt("property list") from None
    blobs: list[Blob] = []
    yield from pieces(_Values(where, budget, blobs).leaves((), root), json_path, where, budget)
    yield from blobs


class _Values:
    """Walks the objects of a property list, each list and dictionary once: they may refer to one another."""

    def __init__(self, where: Where, budget: Budget, blobs: list[Blob]) -> None:
        self._where, self._budget, self._blobs = replace(where, line=None), budget, blobs
        self._seen: set[int] = set()

    def leaves(self, path: Path, value: Any) -> Iterator[Leaf]:
        """Yield the scalars below a value with their paths; raises TooDeep."""
        if isinstance(value, (dict, list)):
            self._budget.json_nesting(len(path))
            if id(value) in self._seen:
                return
            self._seen.add(id(value))
            held = value.items() if isinstance(value, dict) else enumerate(value, 1)
            for key, inner in held:
                yield from self.leaves((*path, key if isinstance(key, int) else str(key)), inner)
            return
        text = self._text(path, value)
        if text:
            yield path, text

    def _text(self, path: Path, value: Any) -> str:
        if isinstance(value, plistlib.UID):
            return ""  # a reference within a keyed archive
        if isinstance(value, datetime):
            return value.isoformat(" ")
        if isinstance(value, bytes):
            return cell_or_blob(value, self._where, f"data-{len(self._blobs) + 1}", self._blobs)
        return scalar(value)
