"""Papers in which authors marked what is personal: `[[ENTITY:value]]`, below heads `=== LANGUAGE KIND`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_HEAD = re.compile(r"(?m)^=== (.*)\n")
_MARK = re.compile(r"\[\[([A-Z_]+):((?:[^\]]|\](?!\]))*)\]\]")


class Mark(NamedTuple):
    """Where a marked value stands in the text without marks, and what it is marked as."""

    start: int
    end: int
    entity: str


def read_blocks(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the head of each paper of a file, and the paper with its marks."""
    _, *parts = _HEAD.split(file.read_text(encoding="utf-8"))
    for head, block in zip(parts[::2], parts[1::2], strict=True):
        yield head, block.strip("\n")


def is_clean(head: str) -> bool:
    """Return whether a paper's head says that it holds nothing of what is marked in others."""
    return head.endswith(" clean")


def read_marked(block: str) -> tuple[str, list[Mark]]:
    """Return a paper's text without its marks, and what they mark."""
    text, marks, at = "", list[Mark](), 0
    for mark in _MARK.finditer(block):
        text += block[at : mark.start()]
        marks.append(Mark(len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    return text + block[at:], marks
