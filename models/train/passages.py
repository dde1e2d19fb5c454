"""Passages that authors wrote for training, with what is marked in them, and the quarter each belongs to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pii_sweep.detect.model.ner import units

DATA = Path(__file__).with_name("data")
PERSON, HEALTH, ORDER, UNSURE = "PERSON", "HEALTH", "ORDER_VALUE", ""
LABELS = (PERSON, HEALTH, ORDER)
# What the marks `<<…>>` of a folder or a file mean, in the order in which they are read.
SOURCES = {
    "papers": PERSON,
    "marked": PERSON,
    "health": HEALTH,
    "order_papers.txt": ORDER,
    "order_texts.txt": ORDER,
}
# Into how many parts kinds and passages are split, of which a network for fitting leaves out one.
PARTS = 4
_MARK = re.compile(r"<<(.+?)>>", re.DOTALL)
_MARKS = re.compile(r"<<(.+?)>>|\{\{(.+?)\}\}|\[\[(.+?)\]\]", re.DOTALL)
_HEAD = re.compile(r"(?m)^=== (.*)\n")

Stretch = tuple[int, int]


class Mark(NamedTuple):
    """A stretch of a text and what it is: one of LABELS, or UNSURE."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its marks, in order and without overlap."""

    text: str
    marks: tuple[Mark, ...]

    def of(self, label: str) -> list[Stretch]:
        """Return where what has a label stands."""
        return [(one.start, one.end) for one in self.marks if one.label == label]

    def taken(self) -> set[int]:
        """Return the places of all letters of names and of what is neither."""
        own = (one for one in self.marks if one.label in (PERSON, UNSURE))
        return {at for one in own for at in range(one.start, one.end)}


@dataclass(frozen=True, slots=True)
class Written:
    """A passage by an author: its kind (`papers/de 0` to `papers/de 3`), its text, and which labels its marks have.

    `language` is how its head begins.
    """

    kind: str
    text: Text
    labels: tuple[str, ...]
    language: str = ""


def read_passages(folder: Path = DATA, sources: Iterable[str] = SOURCES) -> Iterator[Written]:
    """Yield the passages of `data/` in the order of their files; a kind is a quarter of a file."""
    for source in sources:
        path = folder / source
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            plain = SOURCES.get(source, HEALTH)
            _, *parts = _HEAD.split(file.read_text(encoding="utf-8"))
            for number, (head, block) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
                name = file.stem if path.is_dir() else head.partition(" ")[0]
                kind = f"{source.removesuffix('.txt')}/{name} {number % PARTS}"
                every = source.startswith("marked")
                text = _marked(block.strip("\n"), _MARKS if every else _MARK, LABELS if every else (plain,))
                yield Written(kind, text, LABELS if every else (plain,), head.partition(" ")[0])


def _marked(block: str, pattern: re.Pattern[str], labels: Sequence[str]) -> Text:
    """Return a block without its marks; `labels` are those of the groups of their pattern."""
    text, marks, at = "", list[Mark](), 0
    for mark in pattern.finditer(block):
        kind = mark.lastindex or 1
        text += block[at : mark.start()]
        marks.append(Mark(len(text), len(text) + len(mark[kind]), labels[kind - 1]))
        text += mark[kind]
        at = mark.end()
    return Text(text + block[at:], tuple(marks))


def part_of(kind: str) -> int:
    """Return in which of PARTS a kind is, from 0; those of passages say it."""
    own = kind.rpartition(" ")[2]
    return int(own) if own.isdecimal() and int(own) < PARTS else zlib.crc32(kind.encode()) % PARTS


def find_places(text: str, values: Iterable[tuple[str, str]]) -> list[Mark]:
    """Return where values stand in a text, the longer ones first taken; what is unsure gives way to the others."""
    found: list[Mark] = []
    once = {value: label for value, label in reversed(list(values)) if len(value) > 1}
    for value, label in sorted(once.items(), key=lambda one: (one[1] == UNSURE, -len(one[0]), one[0])):
        pattern = r"\s+".join(map(re.escape, value.split()))
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)" if value.isascii() else pattern, text):
            if all(match.end() <= mark.start or match.start() >= mark.end for mark in found):
                found.append(Mark(*match.span(), label))
    return sorted(found)


def cut(text: Text) -> Iterator[Text]:
    """Yield a text in the units that the network reads."""
    for start, unit in units(text.text):
        end = start + len(unit)
        own = (one for one in text.marks if one.start >= start and one.end <= end)
        yield Text(unit, tuple(Mark(one.start - start, one.end - start, one.label) for one in own))
