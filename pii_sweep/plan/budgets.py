"""What a bucket's sweep may take and is expected to take, from the settings and the frame."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

import numpy as np

from pii_sweep.config import Sample, Settings
from pii_sweep.journal import Journal
from pii_sweep.plan.expectations import Last, worlds
from pii_sweep.plan.purse import Purse
from pii_sweep.risk import MATERIAL
from pii_sweep.sample import rounds as sampling
from pii_sweep.sample.cost.costs import THUMBNAIL_BYTES, THUMBNAILS, Bill, Costs, Rates
from pii_sweep.sample.cost.prices import FREE, Prices
from pii_sweep.sample.cost.quote import Quote, Spent, quote
from pii_sweep.sample.rounds import SampleBudget
from pii_sweep.sample.sample_size import count_affordable, picks_for_zero_hits
from pii_sweep.types import BucketFrame

FULL = "budget spent: objects"
ENOUGH = "enough read"
DEAR = "reading is not cheap"
RETRIES = 50  # one request in so many is kept for second tries


def journal_bills(journal: Journal, frame: BucketFrame) -> tuple[Bill, ...]:
    """Return what the picks of a planned bucket cost, stratum by stratum."""
    costs = costs_of(frame)
    return tuple(costs.bill(part.media, journal.picks(frame.bucket, part.name)) for part in frame.strata)


def quote_bucket(
    frame: BucketFrame, bills: Sequence[Bill], settings: Settings, buckets: int = 1, last: Last | None = None
) -> Quote:
    """Return what reading one of so many buckets will cost and prove, next to half and double of it.

    What its last sweep found, and how fast that read, stands for what nobody knows before.
    """
    sample = settings.sample
    budget = budget_of(frame, sample, bills)
    if sample.max_minutes is not None:
        budget = replace(budget, minutes=sample.max_minutes / buckets)
    if last is not None:
        bills = last.paced(frame.strata, bills)
        rates = replace(budget.costs.rates, source=f"sweep of {last.day}")
        budget = replace(budget, costs=replace(budget.costs, rates=rates))
    return quote(
        frame.strata, budget, targets_of(sample), Spent(frame.lists, frame.requests),
        bills=bills, worlds=worlds(frame, last),
    )  # fmt: skip


def targets_of(sample: Sample) -> sampling.Targets:
    """Return when the draw of a bucket is enough; only one that seeks a half-width is steered by its hits."""
    return sampling.Targets(
        sample.half_width, sample.confidence, pilot=sample.pilot,
        stop=sample.size is not None and sample.until == "width",
    )  # fmt: skip


def budget_of(frame: BucketFrame, sample: Sample, bills: Sequence[Bill]) -> SampleBudget:
    """Return what is left of a bucket's budget for reading, once it is planned."""
    requests, dollars = _subtract_spent(frame, sample)
    if requests is not None:
        requests = max(0, requests - -(-requests // RETRIES))
    objects = size_of(frame, sample, bills)[0]
    return SampleBudget(objects, sample.max_bytes, requests, dollars, None, costs_of(frame))


def size_of(frame: BucketFrame, sample: Sample, bills: Sequence[Bill]) -> tuple[int | None, str]:
    """Return how many objects a bucket's draw reads at most, and why it ends there.

    Nothing that is found has a part in it. By default, as many as settle the rating, while reading is
    cheap; `bills` are those of the default rates.
    """
    size = sample.size
    if size is None or sample.until == "size":
        return size, FULL
    reason = FULL
    if sample.until == "rating":
        settles = picks_for_zero_hits(frame.strata, MATERIAL, sample.confidence)
        size, reason = min((settles, ENOUGH), (size, FULL))
    cheap = count_affordable(
        frame.strata, bills, size, seconds=sample.cheap_seconds, dollars=sample.cheap_dollars,
        workers=costs_of(frame).rates.workers,
    )  # fmt: skip
    return (cheap, DEAR) if cheap < size else (size, reason)


def purse_of(frame: BucketFrame, sample: Sample) -> Purse:
    """Return what a bucket's sweep may still take, to the request, byte and dollar."""
    requests, dollars = _subtract_spent(frame, sample)
    return Purse(requests, sample.max_bytes, dollars, costs_of(frame))


def _subtract_spent(frame: BucketFrame, sample: Sample) -> tuple[int | None, float | None]:
    requests, dollars = sample.max_requests, sample.max_dollars
    if requests is not None:
        requests = max(0, requests - frame.lists - frame.requests)
    if dollars is not None:
        dollars = max(0.0, dollars - costs_of(frame).planning(frame.lists, frame.requests))
    return requests, dollars


def costs_of(frame: BucketFrame) -> Costs:
    """Return prices and rates for a bucket; a folder costs nothing."""
    prices = Prices() if frame.target.startswith("s3://") else FREE
    return Costs(prices, Rates(workers=os.cpu_count() or 1), tags=frame.tags.share)


def most_requests(sample: Sample) -> int | None:
    """Return how many requests a bucket may have; so many dollars buy no more than their price in GETs."""
    most = sample.max_requests
    if sample.max_dollars is not None:
        bought = int(sample.max_dollars / (Prices().per_1000_list / 1000))
        most = bought if most is None else min(most, bought)
    return most


@dataclass(frozen=True, slots=True)
class SecondReads:
    """What drawing thumbnails takes at most once a bucket is read: so many objects again, in a GET each."""

    objects: int
    bytes: int


def is_drawing(settings: Settings) -> bool:
    """Return whether thumbnails are wanted and can be drawn: not under a limit, nor without OCR."""
    sample = settings.sample
    limits = (sample.max_bytes, sample.max_requests, sample.max_dollars, sample.max_minutes)
    can = settings.extract.ocr != "off" and find_spec("onnxruntime") is not None
    return settings.report.thumbnails and can and all(limit is None for limit in limits)


def second_reads(bills: Sequence[Bill], settings: Settings) -> SecondReads:
    """Return what the thumbnails of a bucket take at most: the largest of its picks may be the ones drawn."""
    if not is_drawing(settings):
        return SecondReads(0, 0)
    sizes = [np.diff(bill.most.sums[:, 1]) for bill in bills if bill.most.step == 1]
    if len(sizes) < len(bills):  # of so many picks the sizes are not kept one by one
        return SecondReads(THUMBNAILS, THUMBNAILS * THUMBNAIL_BYTES)
    each = np.sort(np.concatenate([np.zeros(0), *sizes]))
    largest = each[(each > 0) & (each <= THUMBNAIL_BYTES)][-THUMBNAILS:]
    return SecondReads(len(largest), int(largest.sum()))
