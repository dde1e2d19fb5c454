r"""Lines of a program that the log of its container holds in parts: a value may stand half in each.

The runtime interface of Kubernetes (CRI) marks each part but the last one with `P`, Docker's `json-file` ends
the text of the last part with a line break, and collectors add `logtag` or `partial_message`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final

_PART: Final = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,20} (stdout|stderr) )([PF])(?::\S{1,40})? ([^\r\n]*)(\r?\n?)"
)
_MOST: Final = 1 << 20  # characters of a line that are held
_TEXT: Final = "log"
_FIELDS: Final = frozenset((_TEXT, "stream", "time"))
_MORE: Final = _FIELDS | {"attrs"}
_PART_TAG: Final = re.compile(r"P(?::.*)?")


def join_parts(source: Iterable[str]) -> Iterator[str]:
    """Yield lines, the parts of one as an empty line each and the last one whole; others as they are."""
    held: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for line in source:
        part = _PART.match(line) if held or " P" in line[:64] else None
        if part is None:
            yield line
            continue
        parts, size = held.setdefault(part[2], []), sizes.get(part[2], 0) + len(part[4])
        parts += [part[4]] if part[4] else []
        sizes[part[2]] = size
        if part[3] == "P" and size < _MOST:
            yield part[5]
            continue
        del sizes[part[2]]
        yield f"{part[1]}{part[3]} {''.join(held.pop(part[2]))}{part[5]}"
    # The file ends within these.
    yield from (f"\n{''.join(parts)}" for parts in held.values())


@dataclass(slots=True)
class PartRecords:
    """The records of a log in JSON: parts wait for the last one of their line, of each stream."""

    _held: dict[str, str] = field(default_factory=dict, repr=False)
    _ends: bool = False  # a line break ends the text of a record that is whole

    def join(self, record: Any) -> None:
        """Take the text out of a record that is a part, and put it in front of the last part's."""
        text = record.get(_TEXT) if isinstance(record, dict) else None
        if not isinstance(text, str):
            return
        stream = str(record.get("stream", ""))
        held = self._held.pop(stream, "")
        self._ends = self._ends or (text.endswith("\n") and _FIELDS <= record.keys() <= _MORE)
        if self._is_part(record, text) and len(held) < _MOST:
            self._held[stream] = held + text
            record[_TEXT] = ""
        elif held:
            record[_TEXT] = held + text

    def _is_part(self, record: MutableMapping[str, Any], text: str) -> bool:
        if tag := record.get("logtag"):
            return _PART_TAG.fullmatch(str(tag)) is not None
        if "partial_message" in record:
            return _is_true(record["partial_message"]) and not _is_true(record.get("partial_last"))
        return self._ends and not text.endswith("\n") and _FIELDS <= record.keys() <= _MORE

    def drain(self) -> str:
        """Return the texts of lines whose last part did not come."""
        texts, self._held = "\n".join(self._held.values()), {}
        return texts


def _is_true(value: Any) -> bool:
    """Indicate whether a field is true, as a value of JSON or as a text."""
    return str(value).casefold() == "true"
