"""The take-all stratum: what a listing makes conspicuous is read whole, whatever the draw takes else.

A certainty stratum (Cochran, Sampling Techniques, 1977, 5A.8): its objects stand for themselves alone, so
that estimates stay unbiased, and which they are follows from the listing, not from what was found. Taken are
objects with a word for personal data in their name or folder, of a rare extension, far larger than others
of their first prefix and media family, and the newest and oldest. A word, or an extension, that more than
`RARE` objects have makes none of them conspicuous. Memory is bounded, and no order of the listing leaves a
trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.frame.key_columns import NO_MOMENT, Columns
from pii_sweep.sample.frame.key_words import HEXADECIMAL, may_hold_words, words_in_key
from pii_sweep.sample.frame.reservoir import Entry

NAME = "take-all"
MOST = 24  # objects of a take-all stratum
RARE = 20  # objects at most of a word or extension that are conspicuous
PART = 200  # and one in so many of the bucket, where it holds fewer than RARE times as many
FEW = 3  # objects are never too many
EXTENSIONS = 256  # that a bucket may have before none of them counts as rare
LARGEST = 3  # objects of a first prefix and media family that may be outliers
CROWD = 50  # objects in it, for a size to be an outlier among them
USUAL = 0.995  # of these are of usual size; an outlier is twice as large as the bound of that
NEWEST, OLDEST = 4, 2
REMEMBERED = 1 << 16  # shapes of keys remembered at once
LONGEST = 8  # characters of an extension
Class = tuple[str, str, str]  # name or folder, the word, the media family
EntryOf = Callable[[int], Entry]


def part_of(total: float) -> float:
    """Return how many of them a sample of so many reads at least: one in 16, so that a few are not all.

    In the order of their tickets, so that those are a random sample of the stratum.
    """
    return max(1.0, total // 16)


@dataclass(slots=True)
class Sizes:
    """Sizes of the objects of one first prefix and media family: by power of two, and the largest."""

    powers: dict[int, int] = field(default_factory=dict)
    largest: list[tuple[int, Entry]] = field(default_factory=list)

    def take(self, powers: Mapping[int, int], largest: Iterable[tuple[int, Entry]]) -> None:
        """Take in other objects."""
        for power, count in powers.items():
            self.powers[power] = self.powers.get(power, 0) + count
        self.largest = sorted([*self.largest, *largest], key=lambda item: (-item[0], item[1][:2]))[:LARGEST]

    def outliers(self) -> list[tuple[float, Entry]]:
        """Return the outliers, each with how often the usual bound goes into its size."""
        total, below, usual = sum(self.powers.values()), 0, 0
        if total < CROWD:
            return []
        for usual in sorted(self.powers):
            below += self.powers[usual]
            if below >= USUAL * total:
                break
        return [(size / 2**usual, entry) for size, entry in self.largest if size >= 2 ** (usual + 1)]


class TakeAll:
    """What of a listing is conspicuous, taken in piece by piece; `limit` is the most objects it gives."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._classes: dict[Class, list[Entry] | None] = {}
        self._extensions: dict[str, list[Entry] | None] | None = {}
        self._sizes: dict[tuple[str, str], Sizes] = {}
        self._newest: list[tuple[int, Entry]] = []
        self._oldest: list[tuple[int, Entry]] = []
        self._words: dict[bytes, tuple[tuple[str, str], ...]] = {}
        self._may: dict[bytes, bool] = {}
        self._tails: dict[str, str] = {}

    def take(
        self,
        columns: Columns,
        drawable: NDArray[np.bool_],
        tickets: tuple[Sequence[bytes], NDArray[np.uint64]],
        places: tuple[Sequence[tuple[str, str]], NDArray[np.intp]],
    ) -> None:
        """Take in a piece of a listing; `places` are (first prefix, media) and each object's index."""
        if not self.limit:
            return
        rows = np.flatnonzero(drawable & (columns.sizes > 0))

        def entry(i: int) -> Entry:
            return tickets[0][i], columns.names[i], columns.ref(i)

        media = [place[1] for place in places[0]]
        self._take_words(columns.keys, rows, entry, [media[index] for index in places[1].tolist()])
        self._take_extensions(columns.keys, rows, entry)
        self._take_moments(columns.seconds, rows, tickets[1], entry)
        self._take_sizes(columns.sizes[rows], rows, tickets[1][rows], (places[0], places[1][rows]), entry)

    def merge(self, other: TakeAll) -> None:
        """Take in what is conspicuous in another part of the same listing."""
        for key, entries in other._classes.items():
            self._classes[key] = _join(self._classes.get(key, []), entries)
        if self._extensions is not None and other._extensions is not None:
            for tail, entries in other._extensions.items():
                self._extensions[tail] = _join(self._extensions.get(tail, []), entries)
        if self._extensions is None or other._extensions is None or len(self._extensions) > EXTENSIONS:
            self._extensions = None
        for place, sizes in other._sizes.items():
            self._sizes.setdefault(place, Sizes()).take(sizes.powers, sizes.largest)
        self._newest = _take_first([*self._newest, *other._newest], NEWEST, newest=True)
        self._oldest = _take_first([*self._oldest, *other._oldest], OLDEST, newest=False)

    def move(self, home: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        """Bring sizes to the first prefixes that hold them now."""
        sizes, self._sizes = self._sizes, {}
        for place, held in sizes.items():
            self._sizes.setdefault(home[place], Sizes()).take(held.powers, held.largest)

    @property
    def places(self) -> Iterable[tuple[str, str]]:
        """Return the first prefixes and media families of which sizes are held."""
        return self._sizes.keys()

    def chosen(self, objects: int) -> list[Entry]:
        """Return the objects to be read whole of a bucket of so many, lowest ticket first."""
        few = max(FEW, min(RARE, objects // PART))
        ranked: list[tuple[tuple[float, int, str], Entry]] = []
        for key, entries in self._classes.items():
            if entries and len(entries) <= few:
                ranked += [((len(entries), 1 if key[0] == "name" else 9, key[1]), entry) for entry in entries]
        for tail, entries in (self._extensions or {}).items():
            if entries and len(entries) <= few:
                ranked += [((len(entries), 6, tail), entry) for entry in entries]
        for sizes in self._sizes.values():
            ranked += [((1 + 1 / ratio, 0, ""), entry) for ratio, entry in sizes.outliers()]
        ranked.sort(key=lambda item: (item[0], item[1][:2]))
        dated = [entry for _, entry in (*self._newest, *self._oldest)][: self.limit // 4 + 1]
        found: dict[str, Entry] = {entry[1]: entry for entry in dated} if self.limit else {}
        for _, entry in ranked:
            if len(found) < self.limit:
                found.setdefault(entry[1], entry)
        return sorted(found.values(), key=itemgetter(0, 1))

    def _take_words(
        self, keys: Sequence[str], rows: NDArray[np.intp], entry: EntryOf, media: Sequence[str]
    ) -> None:
        may, words = self._may, self._words
        for memory in (may, words):
            if len(memory) > REMEMBERED:
                memory.clear()
        left, shapes = _strip_letters(keys, HEXADECIMAL), _strip_letters(keys, HEXADECIMAL[:10])
        for i in rows.tolist():
            rest = left[i]
            if (possible := may.get(rest)) is None:
                possible = may[rest] = may_hold_words(rest)
            if not possible:
                continue
            shape = shapes[i]
            if (found := words.get(shape)) is None:
                found = words[shape] = words_in_key(shape.decode("utf-8", "replace"))
            for role, word in found:
                _put(self._classes, (role, word, media[i]), i, entry)

    def _take_extensions(self, keys: Sequence[str], rows: NDArray[np.intp], entry: EntryOf) -> None:
        known = self._tails
        if len(known) > REMEMBERED:
            known.clear()
        for i in rows.tolist():
            if self._extensions is None:
                return
            key = keys[i]
            tail = key[key.rfind(".") :]
            if (extension := known.get(tail)) is None:
                extension = known[tail] = _extension(tail)
            if not extension or self._extensions.get(extension, ()) is None:
                continue
            _put(self._extensions, extension, i, entry)
            if len(self._extensions) > EXTENSIONS:
                self._extensions = None

    def _take_moments(
        self, seconds: NDArray[np.int64], rows: NDArray[np.intp], numbers: NDArray[np.uint64], entry: EntryOf
    ) -> None:
        dated = rows[seconds[rows] > NO_MOMENT]
        newest = dated[np.lexsort((numbers[dated], -seconds[dated]))[:NEWEST]].tolist()
        oldest = dated[np.lexsort((numbers[dated], seconds[dated]))[:OLDEST]].tolist()
        fresh, stale = ([(int(seconds[i]), entry(i)) for i in some] for some in (newest, oldest))
        self._newest = _take_first([*self._newest, *fresh], NEWEST, newest=True)
        self._oldest = _take_first([*self._oldest, *stale], OLDEST, newest=False)

    def _take_sizes(
        self,
        sizes: NDArray[np.int64],
        rows: NDArray[np.intp],
        numbers: NDArray[np.uint64],
        places: tuple[Sequence[tuple[str, str]], NDArray[np.intp]],
        entry: EntryOf,
    ) -> None:
        names = sorted(set(places[0]))
        index = np.array([names.index(place) for place in places[0]], dtype=np.int64)
        where, powers = index[places[1]], np.ceil(np.log2(sizes + 1.0)).astype(np.int64)
        codes, counts = np.unique(where * 64 + powers, return_counts=True)
        order = np.lexsort((numbers, -sizes, where))
        starts = np.flatnonzero(np.r_[True, np.diff(where[order]) > 0]) if len(order) else order
        for start in starts.tolist():
            home = int(where[order[start]])
            mine = codes // 64 == home
            top = [i for i in order[start : start + LARGEST].tolist() if where[i] == home]
            held = self._sizes.setdefault(names[home], Sizes())
            least = held.largest[-1][0] if len(held.largest) == LARGEST else 0
            held.take(
                dict(zip((codes[mine] % 64).tolist(), counts[mine].tolist(), strict=True)),
                [(int(sizes[i]), entry(int(rows[i]))) for i in top if sizes[i] >= least],
            )


def _strip_letters(keys: Sequence[str], letters: bytes) -> list[bytes]:
    """Return keys without some letters; numbered keys are alike without their digits."""
    found = "\0".join(keys).encode("utf-8", "surrogatepass").translate(None, letters).split(b"\0")
    if len(found) == len(keys):
        return found
    return [key.encode("utf-8", "surrogatepass").translate(None, letters) for key in keys]  # a zero in a key


def _extension(tail: str) -> str:
    """Return the extension that a key from its last dot on shows, or an empty string."""
    lower = tail[1:].lower()
    plain = lower.isalnum() and not lower.isdecimal() and len(lower) <= LONGEST
    return lower if tail.startswith(".") and plain else ""


def _put(classes: dict[Any, list[Entry] | None], key: Any, i: int, entry: EntryOf) -> None:
    """Add an object to a class; a class of too many is closed."""
    entries = classes.setdefault(key, [])
    if entries is not None:
        entries.append(entry(i))
        if len(entries) > RARE:
            classes[key] = None


def _join(mine: list[Entry] | None, theirs: list[Entry] | None) -> list[Entry] | None:
    """Return the objects of two parts of a class, or None where they are too many."""
    if mine is None or theirs is None or len(mine) + len(theirs) > RARE:
        return None
    return [*mine, *theirs]


def _take_first(items: list[tuple[int, Entry]], number: int, *, newest: bool) -> list[tuple[int, Entry]]:
    """Return the newest or oldest so many, the lowest tickets of those of one moment."""
    return sorted(items, key=lambda item: (-item[0] if newest else item[0], item[1][:2]))[:number]
