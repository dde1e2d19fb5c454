"""The buckets of one activity, and counts of the people in them by what is held of each.

Every count of people in a packet comes from here, so that categories, sensitive information, breach
elements and thresholds of one packet agree: distinct subjects over all buckets, with what any object
says of each, and estimates that scale a bucket's people by the share who hold what is asked for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from pii_sweep.report.tables.frames import BucketDetail, Frames
from pii_sweep.report.tally import PHOTO

Sets = Collection[frozenset[str]]
EVIDENCE = ("strong", "medium", "conflict", "weak", "unknown")
LIVING = {"low": ("strong",), "point": ("strong", "medium")}


@dataclass(frozen=True)
class Scope:
    """The part of a sweep that one activity covers."""

    frames: Frames
    details: tuple[BucketDetail, ...]

    @property
    def names(self) -> list[str]:
        """Return the buckets."""
        return [detail.frame.bucket for detail in self.details]

    @property
    def whole(self) -> bool:
        """Return whether every object of every bucket was read whole, and searched for all but faces."""
        return all(read_whole(detail) for detail in self.details)

    @property
    def unsought(self) -> frozenset[str]:
        """Return the entity types that were not looked for in some bucket."""
        return frozenset[str]().union(*(detail.tally.unsought for detail in self.details))

    def table(self, name: str) -> pd.DataFrame:
        """Return a table's rows of these buckets."""
        frame = self.frames.tables()[name]
        return frame[frame["bucket"].isin(self.names)]

    @cached_property
    def subjects(self) -> pd.DataFrame:
        """Return a row for each subject seen: what is held of them and where they may live."""
        return join_subjects(self.table("subjects"))

    @cached_property
    def unnamed(self) -> Mapping[str, Counter[frozenset[str]]]:
        """Count by bucket the people who were counted without an id, by what is held of each."""
        found = {}
        for detail in self.details:
            table = self.frames.subjects
            held = table.loc[table["bucket"] == detail.frame.bucket, "entities"]
            more = Counter(detail.tally.combos)
            more.subtract(Counter(map(frozenset, held)))
            more.pop(PHOTO, None)  # photos whose people nobody named
            found[detail.frame.bucket] = +more
        return found


def read_whole(detail: BucketDetail) -> bool:
    """Return whether all of a bucket but faces was read, older versions listed and no object having tags."""
    tally = detail.tally
    closed = tally.listing_complete and not tally.open_ended
    return closed and tally.unread == 0 and not tally.tagged and tally.unsought <= {"FACE"}


def join_subjects(subjects: pd.DataFrame) -> pd.DataFrame:
    """Return one row a subject id, with all buckets' entities and the strongest evidence of residency.

    Columns: `entities` (frozenset), `residency`, `elsewhere` (located outside California).
    """
    rows: dict[str, tuple[frozenset[str], str, bool]] = {}
    columns = subjects[["subject_id", "entities", "residency", "state"]]
    for name, entities, residency, state in columns.itertuples(index=False):
        held, known, away = rows.get(name, (frozenset[str](), "unknown", False))
        best = min(known, str(residency), key=EVIDENCE.index)
        rows[name] = (held | frozenset(entities), best, away or not pd.isna(state))
    return pd.DataFrame(
        [(held, known, away and known == "unknown") for held, known, away in rows.values()],
        index=pd.Index(rows.keys(), dtype=object),
        columns=["entities", "residency", "elsewhere"],
    )


def holders(subjects: pd.DataFrame, sets: Sets) -> pd.DataFrame:
    """Return the subjects who hold at least one of the entity sets."""
    wanted = [bool(sets) and any(one <= held for one in sets) for held in subjects["entities"]]
    return subjects[pd.Series(wanted, index=subjects.index, dtype=bool)]


def count_seen(scope: Scope, sets: Sets) -> int:
    """Count distinct people seen who hold one of the sets; those without an id may be the same everywhere."""
    unnamed = (_count_matching(counts, sets) for counts in scope.unnamed.values())
    return len(holders(scope.subjects, sets)) + max(unnamed, default=0)


def estimate_people(scope: Scope, sets: Sets, *, californian: bool = False) -> tuple[float, float, float]:
    """Return (low, point, high) of the people who hold at least one of the entity sets.

    Each bucket's people are scaled by the share of those seen who hold one, and the point leaves out
    who is seen in several buckets; `high` is infinite where a bucket was not read whole. Californians
    are those of strong evidence (low), and of medium evidence too (point); the high end leaves out
    only who is known to live elsewhere.
    """
    parts = [_in_bucket(scope, detail, sets, californian=californian) for detail in scope.details]
    low = max((part[0] for part in parts), default=0.0)
    rows = sum(len(holders(join_subjects(_rows(scope, detail)), sets)) for detail in scope.details)
    distinct = min(1.0, len(holders(scope.subjects, sets)) / rows) if rows else 1.0
    point = sum(part[1] for part in parts) * distinct
    return order(low, point, sum(part[2] for part in parts))


def people(scope: Scope, *, californian: bool) -> tuple[float, float, float]:
    """Return (low, point, high) of all people; the point leaves out the share seen in several buckets.

    The low end is that of one bucket: who is seen in two under names of which each may be the other's
    is one person in two buckets.
    """
    figures = [detail.tally.persons_ca if californian else detail.tally.persons for detail in scope.details]
    low = max((figure[0] for figure in figures), default=0.0)
    point = sum(figure[1] for figure in figures) * distinct_share(scope, californian=californian)
    return order(low, point, sum(figure[2] for figure in figures))


def distinct_share(scope: Scope, *, californian: bool = False) -> float:
    """Return which part of the buckets' subjects are distinct people, 1 where none is in two buckets."""
    subjects = scope.table("subjects")
    if californian:
        subjects = subjects[subjects["residency"].isin(LIVING["low"])]
    return subjects["subject_id"].nunique() / len(subjects) if len(subjects) else 1.0


def order(low: float, point: float, high: float) -> tuple[float, float, float]:
    """Return the figures with the point between the ends, and the high end no lower than the low one."""
    high = max(low, high)
    return low, min(max(low, point), high), high


def bounds(low: float, point: float, high: float) -> dict[str, Any]:
    """Return an interval as JSON in whole numbers; a bound that does not exist is null."""
    floor, ceiling = math.floor(low + 1e-9), None if math.isinf(high) else math.ceil(high - 1e-9)
    middle = max(floor, round(point))
    return {"low": floor, "point": middle if ceiling is None else min(middle, ceiling), "high": ceiling}


def _in_bucket(
    scope: Scope, detail: BucketDetail, sets: Sets, *, californian: bool
) -> tuple[float, float, float]:
    subjects = join_subjects(_rows(scope, detail))
    unnamed = scope.unnamed[detail.frame.bucket]
    total = len(subjects) + unnamed.total()
    low, point, high = detail.tally.persons
    if not total:
        return 0.0, 0.0, 0.0 if read_whole(detail) else math.inf
    found, more = holders(subjects, sets), _count_matching(unnamed, sets)
    counts = (len(found) + more,) * 3
    if californian:
        tiers = [int(found["residency"].isin(LIVING[end]).sum()) for end in ("low", "point")]
        counts = (tiers[0], tiers[1], len(found) - int(found["elsewhere"].sum()) + more)
    top = counts[2] / total * high if read_whole(detail) else math.inf
    return counts[0] / total * low, counts[1] / total * point, top


def _rows(scope: Scope, detail: BucketDetail) -> pd.DataFrame:
    table = scope.frames.subjects
    return table[table["bucket"] == detail.frame.bucket]


def _count_matching(counts: Mapping[frozenset[str], int], sets: Iterable[frozenset[str]]) -> int:
    wanted = list(sets)
    return sum(n for held, n in counts.items() if any(one <= held for one in wanted))
