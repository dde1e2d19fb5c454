"""The quote before a sweep: requests, bytes, dollars, minutes, and the width they will buy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pii_sweep.sample.allocate import drawable, proportional
from pii_sweep.sample.intervals import Draws, stratified
from pii_sweep.sample.prices import Prices
from pii_sweep.types import ObjectRef, Stratum

PAGE = 1000  # keys a LIST returns
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
    whole_bytes: int = 8 << 20
    seeking: int = 4
    workers: int = 2
    source: str = "defaults"

    def requests(self, ref: ObjectRef, media: str) -> int:
        """Return the GETs of one object: none for no bytes, one up to `whole_bytes`, else a few.

        A large object is opened and then read on to its end, two GETs, or by its directory
        (archives, PDFs, columnar tables), `seeking` GETs.
        """
        if ref.size <= self.whole_bytes:
            return int(ref.size > 0)
        return self.seeking if media in SEEKING else 2


@dataclass(frozen=True, slots=True)
class Quote:
    """What a sample of `objects` costs and proves.

    `half_width` is that of the share of objects with an entity, in the worst case of a
    prevalence of one half; `zero_hit` the share that may still hold it when nothing is found.
    """

    objects: int
    listed: int
    list_requests: int
    get_requests: int
    bytes: int
    dollars: float
    minutes: float
    half_width: float
    zero_hit: float
    prices_as_of: str
    prices_source: str
    rates_source: str
    ladder: tuple[Quote, ...] = ()


def quote(
    strata: Sequence[Stratum],
    size: int | None,
    confidence: float = 0.95,
    *,
    prices: Prices | None = None,
    rates: Rates | None = None,
    max_bytes: int | None = None,
    max_requests: int | None = None,
    egress: bool = False,
) -> Quote:
    """Quote a sample of `size` objects (None: all kept picks), with half and double beside it.

    `max_bytes` and `max_requests` (LISTs and GETs together) cap the sample as they will cap
    the sweep; `egress` adds the price of bytes that leave the store's region.
    """
    wanted = sum(len(stratum.picks) for stratum in strata) if size is None else size
    tariff, speed = prices or Prices(), rates or Rates()

    def at(number: int) -> Quote:
        allocation = capped(strata, number, speed, max_bytes, max_requests)
        return _one(strata, allocation, confidence, tariff, speed, egress=egress)

    ladder = (at(max(1, wanted // 2)), at(wanted), at(wanted * 2))
    return _one(
        strata,
        capped(strata, wanted, speed, max_bytes, max_requests),
        confidence,
        tariff,
        speed,
        egress=egress,
        ladder=ladder,
    )


def listing_requests(strata: Sequence[Stratum]) -> int:
    """Return the LIST requests of a bucket: one a page of 1,000 keys, one for an empty bucket."""
    return max(1, -(-sum(stratum.objects for stratum in strata) // PAGE))


def capped(
    strata: Sequence[Stratum],
    size: int | None,
    rates: Rates | None = None,
    max_bytes: int | None = None,
    max_requests: int | None = None,
) -> dict[str, int]:
    """Return the largest proportional allocation up to `size` within hard limits of bytes and requests."""
    speed = rates or Rates()
    kept = sum(len(stratum.picks) for stratum in strata)
    low, high = 0, kept if size is None else min(size, kept)
    best: dict[str, int] = {stratum.name: 0 for stratum in strata}
    while low <= high:
        middle = (low + high) // 2 if (max_bytes, max_requests) != (None, None) else high
        trial = proportional(strata, middle)
        taken = [(stratum, ref) for stratum in strata for ref in stratum.picks[: trial[stratum.name]]]
        requests = listing_requests(strata) + sum(speed.requests(ref, s.media) for s, ref in taken)
        fits = max_bytes is None or sum(ref.size for _, ref in taken) <= max_bytes
        if fits and (max_requests is None or requests <= max_requests):
            best, low = trial, middle + 1
        else:
            high = middle - 1
    return best


def _one(
    strata: Sequence[Stratum],
    allocation: Mapping[str, int],
    confidence: float,
    prices: Prices,
    rates: Rates,
    *,
    egress: bool,
    ladder: tuple[Quote, ...] = (),
) -> Quote:
    listed = sum(stratum.objects for stratum in strata)
    taken = [(stratum, ref) for stratum in strata for ref in stratum.picks[: allocation[stratum.name]]]
    size = sum(ref.size for _, ref in taken)
    gets = sum(rates.requests(ref, stratum.media) for stratum, ref in taken)
    lists = listing_requests(strata)
    dollars = lists * prices.per_1000_list / 1000 + (size / 1e9 * prices.per_gb_out if egress else 0.0)
    dollars += sum(
        rates.requests(ref, stratum.media) * prices.get(ref.storage_class)
        + ref.size * prices.retrieval(ref.storage_class)
        for stratum, ref in taken
    )
    work = size / rates.bytes_per_second + gets * rates.latency
    for stratum, ref in taken:
        fixed, per_megabyte = rates.seconds.get(stratum.media, rates.seconds["*"])
        work += fixed + per_megabyte * ref.size / 1e6
    minutes = (lists / rates.list_pages_per_second + work / max(1, rates.workers)) / 60
    half, zero = width(strata, allocation, confidence)
    return Quote(
        len(taken), listed, lists, gets, size, round(dollars, 6), minutes, half, zero,
        prices.as_of, prices.source, rates.source, ladder,
    )  # fmt: skip


def width(strata: Sequence[Stratum], allocation: Mapping[str, int], confidence: float) -> tuple[float, float]:
    """Return the worst half-width of a share, and the zero-hit bound, that an allocation buys."""
    sizes = np.array([float(drawable(stratum)) for stratum in strata])
    population = float(sizes.sum())
    if population == 0:
        return 0.0, 0.0
    drawn = np.minimum(np.array([float(allocation[stratum.name]) for stratum in strata]), sizes)
    error = (1 - confidence) / 2
    low, high = stratified(Draws.of(sizes, drawn, drawn / 2), error)
    zero = stratified(Draws.of(sizes, drawn, np.zeros_like(drawn)), error)[1]
    return float(high - low) / 2 / population, float(zero) / population
