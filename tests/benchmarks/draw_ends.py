"""Draws from buckets of known shares, carried out with the rounds that ship, and what their quotes said."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pii_sweep.config import Sample, Settings
from pii_sweep.plan.budgets import budget_of, quote_bucket, size_of, targets_of
from pii_sweep.sample.cost.costs import Bill
from pii_sweep.sample.estimate import objects_with
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.frame.take_all import MOST
from pii_sweep.sample.rounds import bills_of, progress
from pii_sweep.types import BucketFrame, ObjectRef, Observation, Stratum

BOTH = {"PERSON": 1, "STREET_ADDRESS": 1}
KNOWN = ("target met", "enough read", "all kept picks read")  # the report says that enough is known


@dataclass(frozen=True)
class Ended:
    """A draw that ended: why, with how many readings, and the interval of the share."""

    reason: str
    read: int
    bytes: int
    low: float
    high: float


def flat(population: int, strata: int, kept: int) -> tuple[Stratum, ...]:
    """Return strata of equal sizes whose picks are all alike."""
    size = population // strata
    return tuple(
        Stratum("b", f"s{i}", "", "pdf", "*", size, size * 1000,
                picks=tuple(ObjectRef("b", f"{i}/{n}", size=1000) for n in range(min(kept, size))))
        for i in range(strata)
    )  # fmt: skip


def ended(
    frame: BucketFrame, bills: list[Bill], sample: Sample, shares: list[float], rng: random.Random
) -> Ended:
    """Carry out one draw of a bucket in which each stratum's share of objects holds both kinds."""
    held = {
        stratum.name: _hits(stratum, share, rng) for stratum, share in zip(frame.strata, shares, strict=True)
    }
    budget, targets, seen = budget_of(frame, sample, bills), targets_of(sample), list[Observation]()
    done = dict.fromkeys(held, 0)
    while (now := progress(frame.strata, seen, budget, targets, bills)).further is not None:
        for stratum in frame.strata:
            for rank in range(done[stratum.name], now.planned[stratum.name]):
                hits = BOTH if held[stratum.name][rank] else {}
                seen.append(Observation("b", stratum.name, rank, stratum.picks[rank].size, True, hits))
            done[stratum.name] = now.planned[stratum.name]
    low, _, high, _ = objects_with(
        frame.strata, seen, "PERSON+STREET_ADDRESS", sample.confidence, pilot=now.pilot, share=now.share
    )
    reason = size_of(frame, sample, bills)[1] if now.reason == "budget spent: objects" else now.reason
    return Ended(reason, len(seen), sum(item.size for item in seen), low, high)


def _hits(stratum: Stratum, share: float, rng: random.Random) -> list[bool]:
    """Return which of a stratum's picks hold both kinds: drawn without replacement from its objects."""
    hits, left, found = round(share * stratum.objects), stratum.objects, []
    for _ in stratum.picks:
        found.append(rng.random() * left < hits)
        hits, left = hits - found[-1], left - 1
    return found


def coverage(
    share: float, strata: int, sample: Sample, sweeps: int, rng: random.Random
) -> list[tuple[bool, str]]:
    """Return for each of many draws whether its interval covers, and why it ended."""
    frame = BucketFrame("b", "s3://b", strata=flat(100_000, strata, 2100))
    bills = bills_of(frame.strata, budget_of(frame, Sample(size=None), ()).costs)
    truth = sum(round(share * stratum.objects) for stratum in frame.strata)
    found = [ended(frame, bills, sample, [share] * strata, rng) for _ in range(sweeps)]
    return [(one.low - 1e-6 <= truth <= one.high + 1e-6, one.reason) for one in found]


def quotes(number: int, sample: Sample, rng: random.Random) -> Iterator[tuple[float, float]]:
    """Yield how far the quoted objects and bytes of a draw are from what it took, over random buckets."""
    for index in range(number):
        frame, shares = _bucket(index, sample, rng)
        bills = bills_of(frame.strata, budget_of(frame, Sample(size=None), ()).costs)
        said = quote_bucket(frame, bills, Settings(sample=sample))
        took = ended(frame, bills, sample, shares, rng)
        yield said.objects / max(1, took.read) - 1, said.bytes / max(1, took.bytes) - 1


def _bucket(index: int, sample: Sample, rng: random.Random) -> tuple[BucketFrame, list[float]]:
    """Return a bucket of a few folders and formats, with a share of its own in each stratum."""
    folders = [
        (f"{name}/", rng.choice(("pdf", "jpg", "csv", "txt", "json")), rng.uniform(1, 9)) for name in "abcdef"
    ]
    folders = folders[: rng.randint(1, 6)]
    frame, count = (
        Frame("b", f"q{index}", 4000, 64, take_all=MOST),
        rng.randint(200, 20_000),
    )
    for i in range(count):
        name, ending, mean = rng.choices(folders, [weight for _, _, weight in folders])[0]
        frame.add(ObjectRef("b", f"{name}{i:06}.{ending}", size=int(rng.lognormvariate(mean, 1.0)) + 1))
    strata = frame.finish()
    shares = np.array([rng.choice((0.0, 0.0, rng.random() * 0.1, rng.random(), 1.0)) for _ in strata])
    return BucketFrame("b", "s3://b", strata=strata), shares.tolist()
