"""What reading one object costs, from its listing alone: at most, and as sweeps have shown.

A row is (objects, bytes, requests, dollars, minutes). What a draw plans with is the most: an
object's requests and bytes are held back before it is read (`spending`), so that a limit holds
whatever the object turns out to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.cost.prices import Prices
from pii_sweep.sample.frame.media import LOOK, family_of, is_unread, suffix
from pii_sweep.types import ObjectRef, Stratum

Floats = NDArray[np.float64]
Row = tuple[float, ...]
LONG = 1 << 14  # sums that are kept of a stratum
PIECE = 1 << 10  # rows that are added up at once
PAGE = 1000  # keys a LIST returns
WHOLE = 64 << 20  # up to this size an object is one GET, as in `store.stream`
THUMBNAILS = 6  # pages of a bucket that are fetched once more, each of an object of at most so many bytes
THUMBNAIL_BYTES = 64 << 20
SEEKING = frozenset({"archive", "pdf"})  # read by their directory, not from end to end
SECONDS: Mapping[str, tuple[float, float]] = {
    # media family: seconds an object, seconds a megabyte; one worker of a current server core
    "pdf": (0.25, 0.30),
    "image": (1.20, 0.20),
    "table": (0.05, 0.60),
    "text": (0.05, 0.80),
    "archive": (0.10, 0.60),
    "mail": (0.10, 0.50),
    "label": (0.05, 0.20),
    "other": (0.05, 0.05),
    "none": (0.05, 0.30),
    "*": (0.30, 0.30),
}


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast reading goes: of the last sweep, or the defaults; seconds by media family."""

    seconds: Mapping[str, tuple[float, float]] = field(default_factory=lambda: SECONDS)
    list_pages_per_second: float = 8.0
    bytes_per_second: float = 60e6
    latency: float = 0.03
    whole_bytes: int = WHOLE
    seeking: int = 4
    workers: int = 2
    source: str = "defaults"

    def requests(self, ref: ObjectRef, media: str) -> int:
        """Return the GETs of one object: none for no bytes, one up to `whole_bytes`, else a few.

        A large object is opened and then read on to its end, two GETs, or by its directory
        (archives, PDFs, columnar tables), `seeking` GETs; one that no reader takes is only opened.
        """
        if ref.size <= self.whole_bytes:
            return int(ref.size > 0)
        if is_unread(ref):
            return 1
        return self.seeking if media in SEEKING else 2


@dataclass(frozen=True, slots=True)
class Running:
    """What the first so many picks of a stratum cost together, from none to all.

    Of more than `LONG` picks only every `step`-th sum is kept; between them the next one counts,
    so that no limit is passed for it.
    """

    picks: int
    step: int
    sums: Floats  # shape (picks / step + 1, 5), rounded up

    def at(self, picks: float) -> Floats:
        """Return the cost of the first so many picks."""
        row: Floats = self.sums[-(-int(picks) // self.step)]
        return row

    def within(self, limits: Floats) -> int:
        """Return how many picks a limit of each cost allows."""
        return min(self.picks, (int((self.sums <= limits).all(1).sum()) - 1) * self.step)


@dataclass(frozen=True, slots=True)
class Bill:
    """The running costs of a stratum's picks, at most and as a rule."""

    most: Running
    likely: Running

    def paced(self, factor: float) -> Bill:
        """Return the bill with so many times the minutes."""
        scale = np.array([1.0, 1.0, 1.0, 1.0, factor])
        most, likely = (replace(one, sums=one.sums * scale) for one in (self.most, self.likely))
        return Bill(most, likely)


class Sums:
    """Adds up rows of cost into a `Running` of bounded length."""

    def __init__(self) -> None:
        self._picks, self._step = 0, 1
        self._sums, self._total = np.zeros((1, 5)), np.zeros(5)

    def add(self, rows: Floats) -> None:
        """Take in the costs of the picks that come next, shape (picks, 5)."""
        sums = self._total + np.cumsum(rows, axis=0)
        numbers = np.arange(self._picks + 1, self._picks + len(rows) + 1)
        self._sums = np.concatenate([self._sums, sums[numbers % self._step == 0]])
        self._picks, self._total = self._picks + len(rows), sums[-1]
        while len(self._sums) > LONG + 1:
            self._sums, self._step = self._sums[::2].copy(), 2 * self._step

    def running(self) -> Running:
        """Return the sums, the last that of all picks."""
        tail = self._total[None] if self._picks % self._step else np.zeros((0, 5))
        return Running(self._picks, self._step, np.concatenate([self._sums, tail]))


class BillSums:
    """Adds up the bill of one stratum, pick by pick in the order of the draw."""

    def __init__(self, costs: Costs, media: str) -> None:
        self._costs, self._media, self._picks = costs, media, 0
        self._known: dict[tuple[int, str, bool, str], tuple[Row, Row]] = {}
        self._rows: list[tuple[Row, Row]] = []
        self._most, self._likely = Sums(), Sums()

    def add(self, ref: ObjectRef) -> int:
        """Take in the next pick and return its rank."""
        media = family_of(suffix(ref.key)) if self._media == "*" else self._media  # a row depends on it
        kind = (ref.size, ref.storage_class, is_unread(ref), media)
        row = self._known.get(kind)
        if row is None:
            row = self._known[kind] = self._costs.most(ref, kind[3]), self._costs.likely(ref, kind[3])
        self._rows.append(row)
        self._picks += 1
        if len(self._rows) == PIECE:
            self._flush()
        return self._picks - 1

    def bill(self) -> Bill:
        """Return the bill of all picks so far."""
        self._flush()
        return Bill(self._most.running(), self._likely.running())

    def _flush(self) -> None:
        if self._rows:
            rows = np.array(self._rows)
            self._most.add(rows[:, 0])
            self._likely.add(rows[:, 1])
        self._rows, self._known = [], {}


@dataclass(frozen=True, slots=True)
class Costs:
    """Prices and rates, as rows of cost.

    `tags` is the share of objects that are thought to have tags, each of which takes a GET more; where some
    have, any may.
    """

    prices: Prices = field(default_factory=Prices)
    rates: Rates = field(default_factory=Rates)
    egress: bool = False  # count what it costs that bytes leave the store's region
    tags: float = 0.0

    def most(self, ref: ObjectRef, media: str) -> Row:
        """Return what a draw must set aside for an object."""
        size = min(ref.size, self.rates.whole_bytes) if is_unread(ref) else ref.size
        return self._row(ref, media, size, float(self.tags > 0))

    def likely(self, ref: ObjectRef, media: str) -> Row:
        """Return what reading an object costs as a rule."""
        return self._row(ref, media, min(ref.size, LOOK) if is_unread(ref) else ref.size, self.tags)

    def dollars(self, ref: ObjectRef, requests: float, size: float) -> float:
        """Return the price of so many GETs and bytes of an object."""
        return requests * self.prices.get(ref.storage_class) + size * (
            self.prices.retrieval(ref.storage_class) + (self.prices.per_gb_out / 1e9 if self.egress else 0.0)
        )

    def planning(self, lists: int, others: int) -> float:
        """Return the price of so many LISTs and other requests."""
        return (lists * self.prices.per_1000_list + others * self.prices.per_1000_get) / 1000

    def bill(self, media: str, refs: Iterable[ObjectRef]) -> Bill:
        """Return the running costs of a stratum's picks, given in the order of the draw."""
        sums = BillSums(self, media)
        for ref in refs:
            sums.add(ref)
        return sums.bill()

    def add_tags(self, bill: Bill) -> Bill:
        """Return a bill that was made before anything was known of tags with the GETs that these take.

        They count at the price of the class Standard.
        """
        if not self.tags:
            return bill
        each = np.array([0, 0, 1, self.prices.get(""), self.rates.latency / 60 / max(1, self.rates.workers)])
        most, likely = (
            replace(one, sums=one.sums + share * one.sums[:, :1] * each)
            for one, share in ((bill.most, 1.0), (bill.likely, self.tags))
        )
        return Bill(most, likely)

    def _row(self, ref: ObjectRef, media: str, size: int, tags: float) -> Row:
        media = family_of(suffix(ref.key)) if media == "*" else media
        requests = self.rates.requests(ref, media) + (tags if ref.size else 0.0)
        fixed, per_megabyte = self.rates.seconds.get(media, self.rates.seconds["*"])
        seconds = size / self.rates.bytes_per_second + requests * self.rates.latency
        seconds += fixed + per_megabyte * size / 1e6
        minutes = seconds / 60 / max(1, self.rates.workers)
        return 1.0, float(size), float(requests), self.dollars(ref, requests, size), minutes


def listing_requests(strata: Sequence[Stratum]) -> int:
    """Return the LIST requests of a bucket: one a page of 1,000 keys, one for an empty bucket."""
    return max(1, -(-sum(stratum.objects for stratum in strata) // PAGE))
