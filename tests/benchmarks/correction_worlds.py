"""Buckets of documents of known truth, read by detectors that err differently from kind to kind.

Nothing here uses the models of `sample`: a detector is a score and a threshold. A kind of document shifts
the scores of what holds an entity and of what resembles it, and each document has a score of its own, with
heavy tails. In some kinds nothing resembles the entity, in others a lot does. Labelled corpora are mixtures
of a few kinds; a bucket is a mixture of the same kinds ("known") or of kinds that no corpus has ("unknown").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pii_sweep.report.review.classes import reviews, weigh_objects
from pii_sweep.report.review.questions import allocate
from pii_sweep.sample.accuracy.answers import Review
from pii_sweep.sample.correct import RARE, Accuracy, accuracies
from pii_sweep.sample.estimate import corrected_estimate, objects_with
from pii_sweep.types import BucketFrame, Estimate, Observation, Stratum, Verdict

ENTITY = "PERSON"
FAMILIES = ("pdf", "text", "mail")
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Kind:
    """A kind of document: mean score of those with the entity, and of those without it that resemble it."""

    family: str
    holding: float
    clean: float
    resembling: float

    def flags(self, holds: Bools, rng: np.random.Generator) -> Bools:
        """Return which documents a detector flags: those that score above zero."""
        score = rng.standard_t(5, len(holds))
        alike = rng.random(len(holds)) < self.resembling
        lifted = np.where(holds, self.holding, np.where(alike, self.clean, -np.inf))
        return score + lifted > 0


@dataclass(frozen=True)
class World:
    """A bucket as it is, what a detector flags in it, and the decisions that were measured elsewhere."""

    families: NDArray[np.str_]
    holds: Bools
    flagged: Bools
    firm: Bools
    rows: tuple[dict[str, object], ...]


def kinds(rng: np.random.Generator, number: int) -> list[Kind]:
    """Return kinds of document: detectors miss 1 to 30 % of most, and flag 0 to 15 % wrongly."""
    return [
        Kind(
            str(rng.choice(FAMILIES)),
            float(rng.uniform(0.7, 3.2)),
            float(rng.uniform(-2.5, 0.5)),
            float(rng.choice((0.0, 0.05, 0.3))),
        )
        for _ in range(number)
    ]


def world(rng: np.random.Generator, share: float, objects: int, *, known: bool, firm: float) -> World:
    """Return a bucket where `share` of the objects hold the entity, and what corpora of 4 to 8 kinds said.

    `firm` is the share of right findings that have evidence beyond the detector's word; wrong ones have none.
    """
    pool = kinds(rng, 10)
    measured = [decided(rng, f"corpus {i}", pool) for i in range(int(rng.integers(4, 9)))]
    mine = list(rng.choice(len(pool), 3, replace=False)) if known else [0, 1, 2]
    own = [pool[i] for i in mine] if known else kinds(rng, 3)
    of = rng.choice(3, objects, p=rng.dirichlet(np.full(3, 1.5)))
    holds = np.zeros(objects, dtype=bool)
    lean = rng.dirichlet(np.full(3, 2.0))[of]  # kinds hold the entity more or less often
    held = rng.choice(objects, round(share * objects), replace=False, p=lean / lean.sum())
    holds[held] = True
    flagged = np.zeros(objects, dtype=bool)
    for place, kind in enumerate(own):
        flagged[of == place] = kind.flags(holds[of == place], rng)
    names = np.array([own[place].family for place in range(3)])[of]
    return World(
        names, holds, flagged, flagged & holds & (rng.random(objects) < firm),
        tuple(row for rows in measured for row in rows),
    )  # fmt: skip


def decided(rng: np.random.Generator, corpus: str, pool: list[Kind]) -> list[dict[str, object]]:
    """Return the decisions on a labelled corpus of one to four kinds, 20 to 200 documents each."""
    rows: list[dict[str, object]] = []
    for place in rng.choice(len(pool), int(rng.integers(1, 5)), replace=False):
        kind, size = pool[place], int(rng.integers(20, 200))
        holds = rng.random(size) < rng.uniform(0.2, 0.8)
        flagged = kind.flags(holds, rng)
        counts = {
            "found": int((holds & flagged).sum()), "missed": int((holds & ~flagged).sum()),
            "false_alarms": int((~holds & flagged).sum()), "clean": int((~holds & ~flagged).sum()),
        }  # fmt: skip
        rows.append({"corpus": corpus, "kind": str(place), "entity": ENTITY, "family": kind.family, **counts})
    return rows


def sampled(
    bucket: World, number: int, rng: np.random.Generator
) -> tuple[list[Stratum], list[Observation], Ints]:
    """Return the strata (a family each), the readings of a proportional sample, and their objects."""
    strata, items, chosen = [], [], []
    for family in sorted(set(bucket.families.tolist())):
        mine = np.flatnonzero(bucket.families == family)
        drawn = min(len(mine), max(8, round(number * len(mine) / len(bucket.holds))))
        picks = rng.choice(mine, drawn, replace=False)
        strata.append(Stratum("b", family, "", family, "*", len(mine), 10_000 * len(mine)))
        for rank, at in enumerate(picks.tolist()):
            hits = {ENTITY: 1} if bucket.flagged[at] else {}
            sure = frozenset((ENTITY,)) if bucket.firm[at] else frozenset[str]()
            items.append(Observation("b", family, rank, 10_000, True, hits, family=family, firm=sure))
        chosen += picks.tolist()
    return strata, items, np.array(chosen)


@dataclass(frozen=True)
class Outcome:
    """What a sweep said of a bucket before and after a review, and the truth; shares of the objects."""

    truth: float
    before: tuple[float, float]
    after: tuple[float, float]
    rare: bool


def swept(bucket: World, number: int, answers: int, rng: np.random.Generator) -> Outcome:
    """Return what the estimates say of a sample, and again after so many answers, given as the truth is."""
    strata, items, chosen = sampled(bucket, number, rng)
    names = [f"o{at}" for at in chosen.tolist()]
    table = accuracies(bucket.rows)
    first = _estimate(strata, items, table, {})
    width = first.high - first.low
    seen = weigh_objects(BucketFrame("b", "b", strata=tuple(strata)), list(zip(names, items, strict=True)))
    truth = dict(zip(names, bucket.holds[chosen].tolist(), strict=True))
    verdicts = []
    for entity, place, count in allocate(seen, answers, {ENTITY: width}):
        among = [one for one in seen if one.belongs(entity) == place]
        weights = np.array([one.weight for one in among])
        drawn = rng.choice(len(among), count, replace=False, p=weights / weights.sum())
        for one in (among[at] for at in drawn.tolist()):
            kinds_held = (ENTITY,) if not entity and truth[one.item] else ()
            verdicts.append(Verdict("b", one.item, entity, truth[one.item], kinds_held))
    second = _estimate(strata, items, table, reviews(seen, verdicts))
    size = len(bucket.holds)
    return Outcome(
        bucket.holds.sum() / size,
        (first.low / size, first.high / size),
        (second.low / size, second.high / size),
        RARE in first.method,
    )


def _estimate(
    strata: list[Stratum],
    items: list[Observation],
    table: Mapping[tuple[str, str], Accuracy],
    said: Mapping[str, Review],
) -> Estimate:
    naive = objects_with(strata, items, ENTITY, 0.95)
    found = corrected_estimate(strata, items, ENTITY, naive, (0.95, {}, 1.0), table, said.get(ENTITY))
    assert found is not None
    return Estimate("b", ENTITY, *found[:3], 0.95, found[3], len(items), len(items))
