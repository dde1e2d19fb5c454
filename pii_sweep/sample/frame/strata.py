"""Strata from the listing alone, in constant memory and whatever the listing's order.

Counts are exact. Picks are the lowest tickets (`draw`), found again in two layers of
bottom-k reservoirs (`reservoir`): those of the whole bucket, and those of every
first-level prefix and media family; a stratum hands out as many as both are complete for.
A draw of very many objects, or of all, takes them from a shelf (`shelf`) instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.frame.key_columns import (
    Columns,
    Moments,
    Places,
    moment_at,
    seconds_of,
    tickets,
    years_of,
)
from pii_sweep.sample.frame.media import BANDS, LIMITS, MEDIA
from pii_sweep.sample.frame.partition import Cell, Part, Row, partition
from pii_sweep.sample.frame.reservoir import Entry, Reservoir
from pii_sweep.sample.frame.sorted_runs import Shelf
from pii_sweep.sample.frame.take_all import NAME as TAKE_ALL
from pii_sweep.sample.frame.take_all import TakeAll
from pii_sweep.sample.frame.ticket import name, ticket
from pii_sweep.types import ObjectRef, Stratum

BATCH = 1 << 16
POOL = 1 << 15  # lowest tickets of the whole bucket: a large stratum finds its picks here
CORNER = 128  # lowest tickets of each first-level prefix and family: a small stratum finds them here
COMPACT = 1 << 16  # cells held before those below closed prefixes are brought together
Place = tuple[str, str, str]
Dated = tuple[str, str, str, int]


class Frame:
    """The listing of one bucket, taken in object by object and kept as counts and reservoirs.

    `keep` is the most picks a stratum hands out. Frames of parts of a listing merge into
    the frame of the whole. With a shelf the strata come without picks, and `drawn` yields them.
    Up to `take_all` conspicuous objects (`take_all`) make a stratum of their own, the last one.
    """

    def __init__(
        self,
        bucket: str,
        seed: str,
        keep: int,
        max_strata: int,
        shelf: Shelf | None = None,
        *,
        take_all: int = 0,
    ) -> None:
        self.bucket, self.seed, self.keep, self.max_strata = bucket, seed, keep, max_strata
        self._shelf = shelf
        self._parts: list[Part] = []
        self._places = Places()
        self._cells: dict[Place, Cell] = defaultdict(Cell)
        self._years: dict[Dated, Cell] = defaultdict(Cell)
        self._pool = Reservoir(max(POOL, 8 * keep) if shelf is None else 0)
        self.objects = 0
        self.inventory: str | None = None  # when S3 made the one that is taken instead of a listing
        self._corners: dict[tuple[str, str], Reservoir] = {}
        self._pending: list[tuple[ObjectRef, str | None]] = []
        self._taken = TakeAll(take_all if max_strata > 1 else 0)
        self._apart: frozenset[str] = frozenset()  # names of what was taken

    def add(self, ref: ObjectRef, skip_reason: str | None = None) -> None:
        """Take in one listed object; with a reason it is counted and never drawn."""
        self._pending.append((ref, skip_reason))
        if len(self._pending) >= BATCH:
            self._flush()

    def add_many(
        self,
        keys: Sequence[str],
        sizes: Sequence[int] | NDArray[np.int64],
        *,
        modified: Moments | None = None,
        etags: Sequence[str | None] | None = None,
        versions: Sequence[str | None] | None = None,
        storage_classes: Sequence[str] | None = None,
        skip_reasons: Sequence[str | None] | None = None,
    ) -> None:
        """Take in columns of a listing: the fast way for an inventory. Sizes are in bytes."""

        def ref(i: int) -> ObjectRef:
            return ObjectRef(
                self.bucket,
                keys[i],
                versions[i] if versions is not None else None,
                etags[i] if etags is not None else None,
                int(sizes[i]),
                moment_at(modified, i),
                storage_classes[i] if storage_classes is not None else "STANDARD",
            )

        for at in range(0, len(keys), BATCH):
            part = slice(at, at + BATCH)
            names = keys[part] if versions is None else [name(ref(at + i)) for i in range(len(keys[part]))]
            self._take(
                Columns(
                    keys[part],
                    np.asarray(sizes[part], dtype=np.int64),
                    years_of(modified[part] if modified is not None else None, len(keys[part])),
                    seconds_of(modified[part] if modified is not None else None, len(keys[part])),
                    names,
                    skip_reasons[part] if skip_reasons is not None else None,
                    lambda i, at=at: ref(at + i),  # type: ignore[misc]
                )
            )

    def merge(self, other: Frame) -> None:
        """Take in the frame of another part of the same listing; both must share seed and bucket."""
        other._flush()
        self._flush()
        self._places.tree.merge(other._places.tree)
        for place, cell in other._cells.items():
            self._cells[place].take(cell)
        for dated, cell in other._years.items():
            self._years[dated].take(cell)
        for corner, reservoir in other._corners.items():
            self._corner(corner).merge(reservoir.entries, reservoir.bound)
        self._pool.merge(other._pool.entries, other._pool.bound)
        self._taken.merge(other._taken)
        self.objects += other.objects

    def finish(self) -> tuple[Stratum, ...]:
        """Return the strata, each with its exact counts and its lowest tickets, lowest first."""
        self._flush()
        self._compact()
        taken = self._taken.chosen(self.objects)
        self._apart = frozenset(entry[1] for entry in taken)
        cells, years = self._subtract([entry[2] for entry in taken])
        rows = [Row(self._top(p[0]), p[1], p[2], p[0], None, cell) for p, cell in cells.items()]
        dated = [Row(y[0], y[1], y[2], None, y[3], cell) for y, cell in years.items()]
        parts = partition(rows, dated, self.max_strata - bool(taken)) if rows or not taken else []
        self._parts = parts
        chosen = self._picks(parts) if self._shelf is None else [[] for _ in parts]
        strata = tuple(self._stratum(part, chosen[i]) for i, part in enumerate(parts))
        return (*strata, self._take_all([entry[2] for entry in taken])) if taken else strata

    def strata_of(self, refs: Sequence[ObjectRef]) -> list[str]:
        """Return the names of the strata that objects of the listing belong to; once finished."""
        names = [_name_of(part) for part in self._parts]
        return [names[i] for i in self._locator(self._parts)(list(refs))] if refs else []

    @property
    def shelved(self) -> bool:
        """Return whether the picks are on a shelf."""
        return self._shelf is not None

    def drawn(self) -> Iterator[tuple[str, ObjectRef]]:
        """Yield (stratum, object) of the shelf, lowest ticket first, `keep` of a stratum; once finished."""
        if self._shelf is None:
            return
        part_of, names = self._locator(self._parts), [_name_of(part) for part in self._parts]
        left = dict.fromkeys([*names, TAKE_ALL], self.keep)
        refs = self._shelf.merged(lambda ref: (ticket(self.seed, ref), name(ref)))
        while piece := list(islice(refs, BATCH >> 4)):
            parts = part_of([ref for ref in piece if name(ref) not in self._apart])
            for ref in piece:
                stratum = TAKE_ALL if name(ref) in self._apart else names[next(parts)]
                if left[stratum] > 0:
                    left[stratum] -= 1
                    yield stratum, ref

    def _subtract(self, refs: Sequence[ObjectRef]) -> tuple[dict[Place, Cell], dict[Dated, Cell]]:
        """Return the cells and years less some objects, which are drawn apart."""
        cells, years = dict(self._cells), dict(self._years)
        if not refs:
            return cells, years
        for ref, (place, dated) in zip(refs, self._locate(refs), strict=True):
            cells[place] = cells[place].less(ref.size)
            years[dated] = years[dated].less(ref.size)
        return (
            {place: cell for place, cell in cells.items() if cell.objects},
            {dated: cell for dated, cell in years.items() if cell.objects},
        )

    def _take_all(self, refs: Sequence[ObjectRef]) -> Stratum:
        size, picks = sum(ref.size for ref in refs), tuple(refs[: self.keep])
        kept = picks if self._shelf is None else ()
        return Stratum(self.bucket, TAKE_ALL, "", "*", "*", len(refs), size, {}, {}, kept)

    def _flush(self) -> None:
        pending, self._pending = self._pending, []
        if pending:
            refs = [ref for ref, _ in pending]
            sizes = np.array([ref.size for ref in refs], dtype=np.int64)
            moments = [ref.modified for ref in refs]
            years, seconds = years_of(moments, len(refs)), seconds_of(moments, len(refs))
            reasons = [reason for _, reason in pending]
            keys, names = [ref.key for ref in refs], [name(ref) for ref in refs]
            self._take(Columns(keys, sizes, years, seconds, names, reasons, refs.__getitem__))

    def _take(self, columns: Columns) -> None:
        self.objects += len(columns.keys)
        leaf, media = self._places.locate(columns.keys)
        band = np.searchsorted(LIMITS, columns.sizes, side="right")
        years = np.where(columns.years > 0, columns.years - 1999, 0)
        codes = ((leaf * len(MEDIA) + media) * len(BANDS) + band) * 65 + years
        unique, inverse = np.unique(codes, return_inverse=True)
        counts = np.bincount(inverse, minlength=len(unique))
        sums = np.zeros(len(unique), dtype=np.int64)
        np.add.at(sums, inverse, columns.sizes)
        places = [self._place(code) for code in unique.tolist()]
        for (place, dated), count, size in zip(places, counts.tolist(), sums.tolist(), strict=True):
            for cell in (self._cells[place], self._years[dated]):
                cell.objects += count
                cell.bytes += size
        drawable = np.ones(len(codes), dtype=bool)
        for i, reason in enumerate(columns.reasons or ()):
            if reason is not None:
                drawable[i] = False
                place, dated = places[inverse[i]]
                self._cells[place].skip(reason, 1, int(columns.sizes[i]))
                self._years[dated].skip(reason, 1, int(columns.sizes[i]))
        self._draw(columns, drawable, [dated[:2] for _, dated in places], inverse)
        if len(self._cells) > COMPACT:
            self._compact()

    def _place(self, code: int) -> tuple[Place, Dated]:
        code, year = divmod(code, 65)
        code, band = divmod(code, len(BANDS))
        leaf, media = divmod(code, len(MEDIA))
        where = self._places.leaves[leaf]
        top = self._top(where)
        return (where, MEDIA[media], BANDS[band]), (top, MEDIA[media], BANDS[band], year and year + 1999)

    def _draw(
        self,
        columns: Columns,
        drawable: NDArray[np.bool_],
        corners: Sequence[tuple[str, str]],
        cell_of: NDArray[np.intp],
    ) -> None:
        """Put the objects whose tickets are low enough into the reservoirs."""
        digests, numbers = tickets(self.seed, self.bucket, columns.names)
        self._taken.take(columns, drawable, (digests, numbers), (corners, cell_of))
        if self._shelf is not None:
            order = sorted(np.flatnonzero(drawable).tolist(), key=lambda i: (digests[i], columns.names[i]))
            self._shelf.put([columns.ref(i) for i in order])
            return
        homes = [self._corner(corner) for corner in corners]
        bounds = [max(home.bound, self._pool.bound)[:8] for home in homes]
        limit = np.array([int.from_bytes(b.ljust(8, b"\0"), "big") for b in bounds], dtype=np.uint64)
        for i in np.flatnonzero(drawable & (numbers <= limit[cell_of])).tolist():
            entry: Entry = (digests[i], columns.names[i], columns.ref(i))
            homes[cell_of[i]].add(entry)
            self._pool.add(entry)

    def _corner(self, corner: tuple[str, str]) -> Reservoir:
        return self._corners.setdefault(corner, Reservoir(min(self.keep, CORNER)))

    def _top(self, leaf: str) -> str:
        path = self._places.tree.path(leaf)
        return path[0] if path else ""

    def _compact(self) -> None:
        """Bring what was filed below a prefix that has closed since to where it belongs now."""
        cells: dict[Place, Cell] = defaultdict(Cell)
        for (leaf, media, band), cell in self._cells.items():
            cells[self._places.tree.resolve(leaf), media, band].take(cell)
        years: dict[Dated, Cell] = defaultdict(Cell)
        for (top, media, band, year), cell in self._years.items():
            years[self._top(top), media, band, year].take(cell)
        corners, self._corners = self._corners, {}
        for (top, media), reservoir in corners.items():
            self._corner((self._top(top), media)).merge(reservoir.entries, reservoir.bound)
        self._cells, self._years = cells, years
        self._taken.move({place: (self._top(place[0]), place[1]) for place in self._taken.places})

    def _picks(self, parts: Sequence[Part]) -> list[list[Entry]]:
        """Return each part's lowest tickets, as far as the reservoirs are complete for it."""
        part_of = self._locator(parts)
        found: list[list[Entry]] = [[] for _ in parts]
        self._pool.trim()
        whole = self._pool.bound
        for reservoir in (self._pool, *self._corners.values()):
            reservoir.trim()
            # What lies below the pool's bound is in the pool; an object has one corner.
            more = reservoir is not self._pool
            entries = [e for e in reservoir.entries if not more or e[0] > whole]
            entries = [e for e in entries if e[1] not in self._apart]
            for at in range(0, len(entries), BATCH):
                piece = entries[at : at + BATCH]
                for entry, i in zip(piece, part_of([entry[2] for entry in piece]), strict=True):
                    found[i].append(entry)
        for i, part in enumerate(parts):
            corners = {(row.top, row.media) for row in part.rows}
            bound = max(min((self._corner(corner).bound for corner in corners), default=b""), whole)
            found[i] = sorted((e for e in found[i] if e[0] <= bound), key=itemgetter(0, 1))[: self.keep]
        return found

    def _locator(self, parts: Sequence[Part]) -> Callable[[Sequence[ObjectRef]], Iterator[int]]:
        """Return the question to which of the parts each of some objects belongs."""
        by_leaf: dict[Place, int] = {}
        by_year: dict[Dated, int] = {}
        for i, part in enumerate(parts):
            for row in part.rows:
                if row.leaf is not None:
                    by_leaf[row.leaf, row.media, row.band] = i
                else:
                    by_year[row.top, row.media, row.band, row.year or 0] = i
        return partial(self._parts_of, by_leaf, by_year)

    def _parts_of(
        self,
        by_leaf: Mapping[Place, int],
        by_year: Mapping[Dated, int],
        refs: Sequence[ObjectRef],
    ) -> Iterator[int]:
        """Yield the index of the part that each object belongs to."""
        for place, dated in self._locate(refs):
            part = by_leaf.get(place)
            yield by_year[dated] if part is None else part

    def _locate(self, refs: Sequence[ObjectRef]) -> Iterator[tuple[Place, Dated]]:
        """Yield the cell and the cell of its year where each object lies now."""
        leaves, media = self._places.locate([ref.key for ref in refs])
        bands = np.searchsorted(LIMITS, np.array([ref.size for ref in refs], dtype=np.int64), side="right")
        years = years_of([ref.modified for ref in refs], len(refs)).tolist()
        now = {i: self._places.tree.resolve(self._places.leaves[i]) for i in np.unique(leaves).tolist()}
        places = zip(leaves.tolist(), media.tolist(), bands.tolist(), strict=True)
        for (leaf, kind, band), year in zip(places, years, strict=True):
            where, family, size = now[leaf], MEDIA[kind], BANDS[band]
            yield (where, family, size), (self._top(where), family, size, year)

    def _stratum(self, part: Part, chosen: Sequence[Entry]) -> Stratum:
        total = Cell()
        for row in part.rows:
            total.take(row.cell)
        return Stratum(
            self.bucket, _name_of(part), part.prefix, part.media,
            part.band, total.objects, total.bytes, dict(sorted(total.skipped.items())),
            dict(sorted(total.skipped_bytes.items())), tuple(ref for _, _, ref in chosen),
        )  # fmt: skip


def _name_of(part: Part) -> str:
    return "rest" if part.other and part.level == 0 else part.name
