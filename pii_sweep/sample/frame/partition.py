"""From the cells of a listing to at most `max_strata` strata, the largest part split first."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

SMALLEST = 20  # objects; below it a pilot would read most of the stratum
SHARE = 1000  # a stratum holds at least one object in this many
HEAVY = 0.02  # or this share of the bytes: one table can hold more people than a folder of labels


@dataclass(slots=True)
class Cell:
    """Exact counts of one cell; `skipped` and `skipped_bytes` are parts of them, by reason."""

    objects: int = 0
    bytes: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    skipped_bytes: dict[str, int] = field(default_factory=dict)

    def skip(self, reason: str, objects: int, size: int) -> None:
        """Count objects of this cell that are never drawn."""
        self.skipped[reason] = self.skipped.get(reason, 0) + objects
        self.skipped_bytes[reason] = self.skipped_bytes.get(reason, 0) + size

    def take(self, other: Cell) -> None:
        """Add another cell's counts."""
        self.objects += other.objects
        self.bytes += other.bytes
        for reason, count in other.skipped.items():
            self.skip(reason, count, other.skipped_bytes[reason])

    def less(self, size: int) -> Cell:
        """Return the counts without one object of so many bytes that may be drawn."""
        return Cell(self.objects - 1, self.bytes - size, self.skipped, self.skipped_bytes)


@dataclass(frozen=True, slots=True)
class Row:
    """A cell and where it lies: below `leaf`, or of one `year` in all of `top`."""

    top: str
    media: str
    band: str
    leaf: str | None
    year: int | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that make one stratum, and the words that are true of all of them."""

    rows: tuple[Row, ...]
    level: int = 0
    prefix: str = ""
    media: str = "*"
    band: str = "*"
    year: str = ""
    other: bool = False

    @property
    def name(self) -> str:
        """Return the stratum's name, unique in its bucket."""
        words = [self.prefix or "/", self.media, self.band, self.year, "other" if self.other else ""]
        return " ".join(word for word in words if word)


def partition(rows: Sequence[Row], years: Sequence[Row], max_strata: int) -> list[Part]:
    """Split a bucket by prefix, media family, size band, then deeper prefix or year of age.

    `rows` and `years` count the same objects, by leaf and by year. The part with the
    largest share of objects or bytes is split first, while parts last; what is small
    merges into the rest stratum, which is the last part where there is one.
    """
    objects = sum(row.cell.objects for row in rows)
    size = max(1, sum(row.cell.bytes for row in rows))
    whole = Part(tuple(rows))
    queue: list[tuple[float, str, Part]] = [(-1.0, whole.name, whole)]
    done: list[Part] = []
    rest: list[Row] = []
    while queue:
        _, _, part = heapq.heappop(queue)
        children, small = _split(part, years, objects, size)
        # Half of what is left at most: a wide level must leave room for the ones below it.
        room = max_strata - 2 - len(done) - len(queue)
        fits = max(1, room // 2) if len(children) > room // 2 else len(children)
        if not children or fits >= room:
            done.append(part)
            continue
        children.sort(key=lambda child: (-_score(child.rows, objects, size), child.name))
        small += [row for child in children[fits:] for row in child.rows]
        del children[fits:]
        if _is_large(small, objects, size):
            children.append(replace(part, rows=tuple(small), level=9, other=True))
        else:
            rest += small
        for child in children:
            heapq.heappush(queue, (-_score(child.rows, objects, size), child.name, child))
    done.sort(key=lambda part: part.name)
    return done + ([Part(tuple(rest), other=True)] if rest else [])


def _split(part: Part, years: Sequence[Row], objects: int, size: int) -> tuple[list[Part], list[Row]]:
    """Return the children that can stand alone, and the rows that cannot; nothing at the last level."""
    if part.level < 3:
        return _children(part, part.rows, ("top", "media", "band")[part.level], objects, size)
    if part.level > 3:
        return [], []
    by_leaf, small = _children(part, part.rows, "leaf", objects, size)
    if len(by_leaf) > 1:
        return by_leaf, small
    home = part.rows[0]
    same = [row for row in years if (row.top, row.media, row.band) == (home.top, home.media, home.band)]
    by_year, small = _children(part, same, "year", objects, size)
    return (by_year, small) if len(by_year) > 1 else ([], [])


def _children(
    part: Part, rows: Iterable[Row], dimension: str, objects: int, size: int
) -> tuple[list[Part], list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(getattr(row, dimension))].append(row)
    word = {"top": "prefix", "leaf": "prefix"}.get(dimension, dimension)
    large, small = [], []
    for value in sorted(groups):
        if _is_large(groups[value], objects, size):
            changes = {"rows": tuple(groups[value]), "level": part.level + 1, word: value}
            large.append(replace(part, **changes))  # type: ignore[arg-type]
        else:
            small += groups[value]
    return large, small


def _is_large(rows: Sequence[Row], objects: int, size: int) -> bool:
    count = sum(row.cell.objects for row in rows)
    heavy = objects >= SHARE and sum(row.cell.bytes for row in rows) >= HEAVY * size
    return count >= max(SMALLEST, objects / SHARE) or (heavy and count > 0)


def _score(rows: Sequence[Row], objects: int, size: int) -> float:
    count = sum(row.cell.objects for row in rows) / max(1, objects)
    return max(count, sum(row.cell.bytes for row in rows) / size)
