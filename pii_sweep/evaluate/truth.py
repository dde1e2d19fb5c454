"""What a labelled object truly holds: `truth.jsonl`, one line per object."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pii_sweep.errors import UsageError
from pii_sweep.types import Box

NAME = "truth.jsonl"


@dataclass(frozen=True, slots=True)
class Truth:
    """One true entity; `share` is how much of its letters and digits a finding must cover."""

    entity: str
    value: str = field(repr=False)
    page: int | None = None
    box: Box | None = None
    share: float = 0.8


@dataclass(frozen=True, slots=True)
class Labelled:
    """The truth of one object.

    `context` are values that a right finding may lie in besides the entities of its type,
    but that need not be found (the city inside an address labelled in pieces).
    `judged` names the only types that are judged; empty judges all. `damage` says how a picture
    was spoilt: none, light, heavy; it is None for what is no picture. `clean` objects hold no personal
    data: what is marked in them is a firm's own, which may be found and need not be.
    """

    key: str
    format: str
    kind: str
    entities: tuple[Truth, ...] = field(default=(), repr=False)
    ignore: tuple[str, ...] = field(default=(), repr=False)
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    judged: frozenset[str] = frozenset()
    ocr: bool = False
    damage: str | None = None
    faces: int | None = None
    layout: str = ""
    clean: bool = False

    def judges(self, entity: str) -> bool:
        """Return whether findings of a type are judged in this object."""
        return not self.judged or entity in self.judged


def load(path: Path) -> tuple[Labelled, ...]:
    """Read a truth file; raises UsageError with the line number where it is not as agreed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"cannot read {path}: give a folder that holds {NAME} in UTF-8") from None
    return tuple(_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _line(line: str, place: str) -> Labelled:
    try:
        record: dict[str, Any] = json.loads(line)
        entities = tuple(_entity(item) for item in record["entities"])
        clean = record.get("clean", False)
        firms = tuple(item.value for item in entities if clean)
        return Labelled(
            key=record["key"],
            format=record["format"],
            kind=record["kind"],
            entities=() if clean else entities,
            ignore=(*record.get("ignore", ()), *firms),
            ocr=record.get("damage") is not None,
            damage=record.get("damage"),
            faces=record.get("faces"),
            layout=record.get("layout", ""),
            clean=clean,
        )
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{place}: not a truth line; it needs key, format, kind and entities") from None


def _entity(item: Mapping[str, Any]) -> Truth:
    box = Box(*item["box"]) if item.get("box") else None
    return Truth(item["type"], str(item["value"]), item.get("page"), box)
