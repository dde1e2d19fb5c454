"""YAML 1.1 as a stream of parse events: no object is built, no alias is ever expanded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import yaml

from pii_sweep.errors import Corrupt, TooDeep
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records.json import event_leaves, line_path
from pii_sweep.extract.records.remark import Remarks
from pii_sweep.extract.records.tree import Leaf, pieces
from pii_sweep.extract.text.decode import blocks, lines
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Piece, Where


def read_yaml(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield lists of flat mappings as tables, other values as fields with their JSON path.

    An alias is not followed: what it names was read at its anchor. Tags construct nothing.
    Raises Corrupt and TooDeep (JSON_NESTING_LEVEL_OVER_LIMIT) after what came before; what follows a
    fault is read as plain text.
    """
    reached = [0]
    remarks = Remarks()
    try:
        for piece in pieces(_document(body, budget, reached, remarks), line_path, where, budget):
            yield from remarks.drain(where, budget)
            yield piece
        yield from remarks.drain(where, budget, lines=None)
    except Corrupt:
        yield from remarks.drain(where, budget, reached[0])
        rest = islice(lines(body), reached[0], None)
        yield from passages(rest, where, budget, first_line=reached[0] + 1)
        raise


class _Text(io.TextIOBase):
    """A readable text over decoded blocks, as the YAML scanner wants it."""

    def __init__(self, source: Iterator[str], remarks: Remarks) -> None:
        self._source = source
        self._remarks = remarks
        self._held = ""

    def read(self, size: int | None = -1) -> str:
        """Return up to `size` characters; nothing at the end."""
        if not self._held:
            self._held = next(self._source, "")
            self._remarks.feed(self._held)
        taken = self._held if size is None or size < 0 else self._held[:size]
        self._held = self._held[len(taken) :]
        return taken


def _document(body: BinaryIO, budget: Budget, reached: list[int], remarks: Remarks) -> Iterator[Leaf]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        parsed = yaml.parse(_Text(blocks(body), remarks), Loader=loader)
        yield from event_leaves(_events(_count_lines(parsed, reached, remarks)), budget)
    except (yaml.YAMLError, ValueError, TypeError):
        raise Corrupt("yaml") from None
    except RecursionError:
        raise TooDeep("max_json_depth", reason="JSON_NESTING_LEVEL_OVER_LIMIT") from None


def _count_lines(parsed: Iterator[Any], reached: list[int], remarks: Remarks) -> Iterator[Any]:
    """Yield events; keep in `reached` how many lines the scalars took before the last, maybe a lone key."""
    lines_taken = 0
    for event in parsed:
        yield event
        if isinstance(event, yaml.ScalarEvent) and event.end_mark is not None:
            reached[0] = lines_taken
            if event.start_mark is not None:
                remarks.pass_scalar(
                    (event.start_mark.line, event.start_mark.column),
                    (event.end_mark.line, event.end_mark.column),
                )
            lines_taken = event.end_mark.line + (event.end_mark.column > 0)


def _events(parsed: Iterator[Any]) -> Iterator[tuple[str, Any]]:
    """Translate YAML's events to ijson's basic events; several documents become a list."""
    keys: list[bool | None] = [None]  # per open collection: a mapping that waits for a key, or None
    yield ("start_array", None)
    for event in parsed:
        expects_key = keys[-1]
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            keys.pop()
            yield ("end_map" if isinstance(event, yaml.MappingEndEvent) else "end_array", None)
            continue
        if isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
            if expects_key is not None:
                keys[-1] = not expects_key
            value = event.value if isinstance(event, yaml.ScalarEvent) else None
            yield ("map_key", value or "*") if expects_key else ("string", value)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if expects_key:
                yield ("map_key", "?")  # a collection as a key: its values are read beneath it
            if expects_key is not None:
                keys[-1] = not expects_key
            is_map = isinstance(event, yaml.MappingStartEvent)
            keys.append(True if is_map else None)
            yield ("start_map" if is_map else "start_array", None)
    yield ("end_array", None)
