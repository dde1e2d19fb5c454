"""What reading one object costs, from its listing alone: at most, and as sweeps have shown.

A row is (objects, bytes, requests, dollars, minutes). What a draw plans with is the most: an
object's requests and bytes are held back before it is read (`spending`), so that a limit holds
whatever the object turns out to be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.prices import Prices
from pii_sweep.types import ObjectRef, Stratum

Floats = NDArray[np.float64]
PAGE = 1000  # keys a LIST returns
WHOLE = 64 << 20  # up to this size an object is one GET, as in `store.stream`
LOOK = 256 << 10  # of an object that no reader takes, this much is looked at
SEEKING = frozenset({"archive", "pdf"})  # read by their directory, not from end to end
# No reader takes these; what they really are is told from their first bytes.
UNREAD = frozenset({
    "mp4", "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "wmv", "mp3", "m4a", "wav", "flac", "ogg",
    "aac", "exe", "dll", "bin", "iso", "dmg", "pkg", "deb", "rpm", "psd", "indd", "ttf", "otf", "woff",
    "woff2", "pyc",
})  # fmt: skip
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
class Costs:
    """Prices and rates, as rows of cost."""

    prices: Prices = field(default_factory=Prices)
    rates: Rates = field(default_factory=Rates)
    egress: bool = False  # count what it costs that bytes leave the store's region

    def most(self, ref: ObjectRef, media: str) -> tuple[float, ...]:
        """Return what a draw must set aside for an object."""
        return self._row(ref, media, min(ref.size, self.rates.whole_bytes) if is_unread(ref) else ref.size)

    def likely(self, ref: ObjectRef, media: str) -> tuple[float, ...]:
        """Return what reading an object costs as a rule."""
        return self._row(ref, media, min(ref.size, LOOK) if is_unread(ref) else ref.size)

    def dollars(self, ref: ObjectRef, requests: float, size: float) -> float:
        """Return the price of so many GETs and bytes of an object."""
        return requests * self.prices.get(ref.storage_class) + size * (
            self.prices.retrieval(ref.storage_class) + (self.prices.per_gb_out / 1e9 if self.egress else 0.0)
        )

    def planning(self, lists: int, others: int) -> float:
        """Return the price of so many LISTs and other requests."""
        return (lists * self.prices.per_1000_list + others * self.prices.per_1000_get) / 1000

    def running(self, stratum: Stratum, *, likely: bool = False) -> Floats:
        """Return the running costs of a stratum's picks, from none to all: shape (picks + 1, 5)."""
        row = self.likely if likely else self.most
        known: dict[tuple[int, str, bool], tuple[float, ...]] = {}
        rows: list[tuple[float, ...]] = [(0.0,) * 5]
        for ref in stratum.picks:
            kind = (ref.size, ref.storage_class, is_unread(ref))
            if kind not in known:
                known[kind] = row(ref, stratum.media)
            rows.append(known[kind])
        return np.cumsum(np.array(rows), axis=0)

    def _row(self, ref: ObjectRef, media: str, size: int) -> tuple[float, ...]:
        requests = self.rates.requests(ref, media)
        fixed, per_megabyte = self.rates.seconds.get(media, self.rates.seconds["*"])
        seconds = size / self.rates.bytes_per_second + requests * self.rates.latency
        seconds += fixed + per_megabyte * size / 1e6
        minutes = seconds / 60 / max(1, self.rates.workers)
        return 1.0, float(size), float(requests), self.dollars(ref, requests, size), minutes


def listing_requests(strata: Sequence[Stratum]) -> int:
    """Return the LIST requests of a bucket: one a page of 1,000 keys, one for an empty bucket."""
    return max(1, -(-sum(stratum.objects for stratum in strata) // PAGE))


def is_unread(ref: ObjectRef) -> bool:
    """Tell whether the extension is that of a kind that no reader takes; the first bytes decide."""
    return ref.key.rpartition(".")[2].lower() in UNREAD
