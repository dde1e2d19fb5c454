"""JSON (RFC 8259) as a stream of events, and JSON lines; any size in flat memory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import ijson

from pii_sweep.errors import Corrupt, TooBig, TooDeep
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.records.tree import Leaf, Path, RecordStream, pieces
from pii_sweep.extract.text.container_log import PartRecords
from pii_sweep.extract.text.decode import blocks
from pii_sweep.extract.text.decode import lines as text_lines
from pii_sweep.extract.text.double_utf8 import undo_value
from pii_sweep.extract.text.terminal_codes import strip_codes
from pii_sweep.types import Blob, Piece, Where

_PLAIN = re.compile(r"[A-Za-z_][\w-]*$")
# Halves of surrogate pairs are found next to whole pairs and escaped backslashes, which stay as they are.
_HALF = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})")
# What JavaScript and Python write for infinity and no number, outside of the standard.
_NO_NUMBER = re.compile(r"(?<=[:,\[\s])-?(?:NaN|Infinity)(?=\s*[,}\]])")
_SAYING = re.compile(r"\w@\w")  # in a key: a mailbox; words may be a field's name
_SEPARATORS = re.compile(r".*[:,\[\s]", re.S)
_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
# Text up to the last escape that is whole: half of a pair waits for the other half.
_WHOLE = re.compile(
    r"(?:[^\\]++|\\[^u]|\\u(?:(?![dD][89abAB]).{4}|..{3}(?:\\u[dD][c-fC-F]..|(?=[^\\]|\\[^u]|\\u[^dD]|\\u[dD][^c-fC-F]))))*+",
    re.DOTALL,
)
# A line of JSON lines longer than this is read as a document of its own.
MAX_LINE = 1 << 24
# A string longer than this share of what may be held is read in parts: the parser goes over it repeatedly.
LONG = 16


def read_json(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield flat records as tables, other values as `name: value` fields with their JSON path.

    Raises Corrupt and TooDeep (JSON_NESTING_LEVEL_OVER_LIMIT) after what came before.
    """
    several = _holds_several(next(blocks(body), ""))
    render = line_path if several else json_path
    yield from pieces(unpack(_document(body, budget, several=several), budget), render, where, budget)


def _holds_several(head: str) -> bool:
    """Return whether values stand one after the other: each is a record."""
    start = head.lstrip("\ufeff \t\r\n")
    try:
        _, end = json.JSONDecoder(strict=False, parse_int=str).raw_decode(start)
    except (ValueError, RecursionError):
        return False
    return bool(start[end:].strip(", \t\r\n\x1e"))


def read_jsonl(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the lines' objects as records; a row's number is the number of its line."""
    leaves = RecordStream(_lines(body), lambda path, value: _open_line(path, value, budget), where)
    yield from pieces(leaves, line_path, where, budget)


def _open_line(path: Path, value: Any, budget: Budget) -> Iterator[Leaf]:
    """Yield the scalars of a line's value; a line that is text has a path of two steps."""
    return unpack([(path, value)] if len(path) > 1 else flatten(path, value, budget), budget)


def unpack(leaves: Iterable[Leaf], budget: Budget) -> Iterator[Leaf]:
    """Yield the scalars, those that are JSON documents themselves opened, as queues and logs hold them.

    Raises TooDeep; a text that only looks like JSON stays as it is.
    """
    for path, text in leaves:
        value = _document_in(text) if text[0] in "{[" and len(text) <= MAX_LINE else None
        if value:
            yield from unpack(flatten(path, value, budget), budget)
        else:
            yield path, undo_value(text)


def _document_in(text: str) -> dict[str, Any] | list[Any] | None:
    try:
        value = loaded(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, (dict, list)) else None


def json_path(path: Path) -> str:
    """Return a path in JSONPath's notation (RFC 9535); ordinals count from 0 there."""
    steps = []
    for step in path:
        if isinstance(step, int):
            steps.append(f"[{step - 1}]")
        elif _PLAIN.match(step):
            steps.append(f".{step}")
        else:
            steps.append("['" + step.replace("\\", "\\\\").replace("'", "\\'") + "']")
    return "$" + "".join(steps)


def line_path(path: Path) -> str:
    """Return a path within one document of several: the document's own number is left out."""
    return json_path(path[1:] if path and isinstance(path[0], int) else path)


def loaded(text: str) -> Any:
    """Return a parsed document; whole numbers stay text, however many digits they have. Raises ValueError."""
    return json.loads(drop_halves(text), parse_int=str)


def drop_halves(text: str) -> str:
    """Return JSON without halves of surrogate pairs, which a cut leaves and no codec writes."""
    return (
        _HALF.sub(lambda found: r"\ufffd" if found[1] else found[0], text) if _ESCAPE.search(text) else text
    )


@dataclass(slots=True)
class Reached:
    """Where in a document the parser is: the path of its last event, and how much it was given since.

    `top` is the length of the path of a whole document; `named` indicates that the last event was a name.
    """

    path: list[str | int] = field(default_factory=list)
    top: int = 0
    fed: int = 0
    named: bool = False

    def parted(self) -> str:
        """Return what ends a string and begins another under the same path. Raises TooBig for a name."""
        self.fed = 0
        if len(self.path) == self.top:
            return '" "'
        if isinstance(name := self.path[-1], int):
            return '","'
        if not self.named:
            raise TooBig("a name")
        return f'",{json.dumps(name)}:"'


class _Utf8:
    """A file of UTF-8 bytes over decoded blocks, as the event parser wants it."""

    def __init__(self, source: Iterator[str], reached: Reached, longest: int) -> None:
        self._source = _numbers(_whole_escapes(source))
        self._reached, self._longest = reached, longest

    def read(self, size: int = -1) -> bytes:
        """Return the next block whatever its size; nothing at the end."""
        if size == 0:
            return b""
        text = drop_halves(next(self._source, "")).lstrip("\ufeff")
        if self._reached.fed > self._longest and not text.isspace():
            at = text.find(" ") + 1  # no word is cut where there is a space
            text = text[:at] + self._reached.parted() + text[at:]
        self._reached.fed += len(text)
        return text.encode("utf-8", "replace")


def _numbers(source: Iterator[str]) -> Iterator[str]:
    """Yield the blocks of a text without words such as `NaN`; a block ends where no such word may go on."""
    held = ""
    for block in source:
        held += block
        last = _SEPARATORS.match(held[-64:])
        place = len(held) - len(held[-64:]) + last.end() - 1 if last else len(held)
        if place > 0:
            yield _drop_numbers(held[:place])
            held = held[place:]
    if held:
        yield _drop_numbers(held)


def _drop_numbers(text: str) -> str:
    return _NO_NUMBER.sub("null", text) if "NaN" in text or "Infinity" in text else text


def _whole_escapes(source: Iterator[str]) -> Iterator[str]:
    """Yield the blocks of a text cut so that none ends within a pair of escapes."""
    held = ""
    for block in source:
        held += block
        found = _WHOLE.match(held) if "\\" in held else None
        place = found.end() if found else len(held)
        if place:
            yield held[:place]
        held = held[place:]
    if held:
        yield held


def _document(body: BinaryIO, budget: Budget, *, several: bool) -> Iterator[Leaf]:
    try:
        reached = Reached([0] if several else [], int(several))
        source = _Utf8(blocks(body), reached, budget.settings.max_memory_bytes // LONG)
        events = ijson.basic_parse(source, use_float=True, multiple_values=True)
        yield from event_leaves(events, budget, reached)
    except (ijson.JSONError, ValueError, OverflowError, RecursionError):
        raise Corrupt("json") from None


def event_leaves(
    events: Iterable[tuple[str, Any]], budget: Budget, reached: Reached | None = None
) -> Iterator[Leaf]:
    """Yield the scalars of a stream of ijson's basic events with their paths.

    Null is nothing, but for keys that are data themselves. Where there are several documents, `reached`
    has a path of one number: that of the document.
    """
    reached = reached or Reached()
    path = reached.path
    for event, value in events:
        reached.fed, reached.named = 0, event == "map_key"
        if event == "map_key":
            path[-1] = value
        elif event in {"end_map", "end_array"}:
            path.pop()
        else:
            if path and type(path[-1]) is int:
                path[-1] += 1
            if event == "start_map":
                path.append("")
            elif event == "start_array":
                path.append(0)
            elif value is not None and value != "":
                yield tuple(path), scalar(value)
            elif path and (data := _is_data(path[-1])):
                yield tuple(path), data
            budget.json_nesting(len(path))


def _is_data(key: str | int) -> str:
    """Return a key that is what a set holds, as in `{"ann@example.com": null}`, and no field's name."""
    return key if isinstance(key, str) and _SAYING.search(key) else ""


def scalar(value: Any) -> str:
    """Return a scalar as it stands in JSON, text without its quotes."""
    if value is True or value is False:
        return "true" if value else "false"
    return strip_codes(value) if isinstance(value, str) else str(value)


def _lines(body: BinaryIO) -> Iterator[tuple[Path, Any]]:
    """Yield the values of lines with their numbers, and at the end the error of any; raises TooDeep."""
    bad, number, parts = False, 0, PartRecords()
    for number, line in enumerate(text_lines(body, MAX_LINE), 1):
        text = line.strip("\ufeff \t\r\n,\x1e")
        if not text:
            continue
        try:
            value = loaded(text)
        except ValueError:
            # One broken line costs its own structure only: it is read as text.
            bad = True
            yield (number, "line"), text
            continue
        except RecursionError:
            raise TooDeep("max_json_depth", reason="JSON_NESTING_LEVEL_OVER_LIMIT") from None
        parts.join(value)
        yield (number,), value
    if left := parts.drain():
        yield (number, "line"), left
    if bad:
        raise Corrupt("json lines")


def flatten(path: Path, value: Any, budget: Budget) -> Iterator[Leaf]:
    """Yield the scalars of a parsed value in their order; raises TooDeep."""
    if not isinstance(value, (dict, list)):
        if value is not None and value != "":
            yield path, scalar(value)
        return
    budget.json_nesting(len(path))  # which bounds the call depth as well
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value, 1):
        if inner is None or inner == "":
            if data := _is_data(key):
                yield (*path, key), data
        elif type(inner) is str:
            yield (*path, key), inner
        else:
            yield from flatten((*path, key), inner, budget)
