"""From readings to figures for the whole bucket, each with an interval that holds.

The population is the objects that the filters left. A pick that could not be read counts as
clean for the low end and as a hit for the high one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pii_sweep.sample.accuracy.answers import Review
from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.correct import (
    COMBINATIONS,
    CORRECTED,
    RARE,
    REVIEW,
    UNMEASURED,
    Table,
    corrected,
)
from pii_sweep.sample.families import families
from pii_sweep.sample.intervals import Draws, Floats, expanded, hypergeometric, stratified
from pii_sweep.sample.people.count import people
from pii_sweep.sample.people.residency import californians, count_strongest, thresholds
from pii_sweep.sample.volume import hidden_bytes, volumes
from pii_sweep.types import Estimate, Observation, Stratum

ALWAYS = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")
HEAD_COUNT = "subjects_ca:"
# What a method ends in where the sample says nothing of the upper end, which is then what room there is.
UNBOUNDED = "unbounded"
CLEAN, HIT, FAILED = range(3)  # what a reading says of a kind of data
RECORD = 5  # bytes of the tersest record of a person: a name and an address hold 40 bits


def estimates(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    confidence: float,
    *,
    pilot: Mapping[str, int] | None = None,
    share: float = 1.0,
    accuracy: Table | None = None,
    linkage: tuple[float, float] = (0.0, 0.0),
    reviews: Mapping[str, Review] | None = None,
) -> list[Estimate]:
    """Return the estimates of one bucket: objects, hits and bytes by entity, subjects, faces.

    Measures are `objects_with:E` and those of `volume.volumes` for every entity seen, for `ALWAYS`
    and for `COMBINATIONS`, and `subjects`, `subjects_ca`; where nobody was seen in what was drawn
    from, the method of `subjects` ends in `UNBOUNDED`. `unseen` bounds the objects with any one
    kind of data that no reading held, those read in part among them. The law's head counts are
    `subjects_ca:RULE` (`residency.RULES`): 1 where met, 0 where not, the answer as method. `pilot` and
    `share` are those of `rounds.Progress` for an adaptive draw; without them the sample's sizes are taken as
    fixed beforehand. With `accuracy`, or where `reviews` has answers on an entity,
    `corrected:objects_with:E` stands next to each `objects_with:E`; its method names the families of formats
    that no rate was measured on, and says where a share is too rare to correct. `linkage` is that of
    `people.people`.
    """
    if not strata:
        return []
    sizes = {stratum.name: drawable(stratum) for stratum in strata}
    population, n = sum(sizes.values()), sum(item.read for item in observations)
    entities = sorted({entity for item in observations for entity in item.hits} | set(ALWAYS))

    def row(measure: str, low: float, point: float, high: float, method: str) -> Estimate:
        ends = (float(low), float(point), float(high))
        return Estimate(strata[0].bucket, measure, *ends, confidence, method, n, population)

    rows = []
    for entity in [*entities, *COMBINATIONS]:
        found = objects_with(strata, observations, entity, confidence, pilot=pilot, share=share)
        rows.append(row(f"objects_with:{entity}", *found))
        review = (reviews or {}).get(entity)
        if accuracy or review:
            context = confidence, pilot or {}, share
            better = corrected_estimate(strata, observations, entity, found, context, accuracy or {}, review)
            rows += [row(f"{CORRECTED}objects_with:{entity}", *better)] if better else []
    # The bound where nothing was hit holds at every look (`intervals.zero_hit_bound`): none costs a share.
    whole = [replace(item, read=item.read and not item.partly) for item in observations]
    rows.append(row("unseen", *objects_with(strata, whole, "", confidence, pilot=pilot)))
    rows += [row(*found) for found in volumes(strata, observations, confidence, [*entities, *COMBINATIONS])]
    return rows + list(_subjects(strata, observations, confidence, row, linkage))


def objects_with(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    entity: str,
    confidence: float,
    *,
    pilot: Mapping[str, int] | None = None,
    share: float = 1.0,
) -> tuple[float, float, float, str]:
    """Return (low, point, high, method) of the objects that hold an entity, or all of `A+B`."""
    wanted, first = entity.split("+"), pilot or {}
    counts = _count(strata, observations, wanted, first)
    low_draws, high_draws = _draws(strata, counts, "clean"), _draws(strata, counts, "hit")
    error = (1 - confidence) / 2 * share
    (low_part, low_known), (high_part, high_known) = low_draws.partly_read(), high_draws.partly_read()
    sampled = np.flatnonzero(low_part.sizes)
    if len(sampled) == 1 and not low_part.pilot.any():
        one = int(sampled[0])
        size, drawn = int(low_part.sizes[one]), int(low_part.drawn[one])
        low = float(hypergeometric(size, drawn, int(low_part.hits[one]), 1 - 2 * error)[0] + low_known)
        high = float(hypergeometric(size, drawn, int(high_part.hits[one]), 1 - 2 * error)[1] + high_known)
        method = "hypergeometric"
    else:
        low, high = float(stratified(low_draws, error)[0]), float(stratified(high_draws, error)[1])
        method = "stratified-beta"
    if not (high_draws.pilot_hits + high_draws.hits).any():
        method, high = "zero-hit", float(np.floor(high + 1e-6))
    point = _point(_draws(strata, counts, "left out"))
    return low, min(max(point, low), high), high, method


def corrected_estimate(  # noqa: PLR0917
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    entity: str,
    naive: tuple[float, float, float, str],
    context: tuple[float, Mapping[str, int], float],
    accuracy: Table,
    review: Review | None,
) -> tuple[float, float, float, str] | None:
    """Return (low, point, high, method) of the objects that truly hold an entity.

    `naive` is what `objects_with` says, `context` its confidence, pilot and share of the error. None where no
    rate of the entity was ever measured and nobody was asked.
    """
    confidence, pilot, share = context
    draws = _draws(strata, _count(strata, observations, entity.split("+"), pilot), "left out")
    index = {stratum.name: i for i, stratum in enumerate(strata)}
    parts = families(index, observations, draws, entity, pilot=pilot, table=accuracy)
    if not review and not any(part.accuracy for part in parts):
        return None
    held = dict.fromkeys(entity.split("+"), 1)
    firmly = [replace(item, hits=held if entity in item.firm else {}) for item in observations if item.read]
    firm = objects_with(strata, firmly, entity, confidence, pilot=pilot, share=share)
    found = corrected(parts, naive[:3], confidence, firm=firm[:3], review=review)
    blind = [part.family for part in parts if not part.measured]
    method = "rogan-gladen" + (f"{UNMEASURED}{', '.join(blind)}" if blind else "")
    method += (RARE if found.rare else "") + (f"{REVIEW}{review.asked}" if review else "")
    return found.low, found.point, found.high, method


def _point(read: Draws) -> float:
    """Return the unbiased total, a stratum without a reading taken to be like the others."""
    seen = read.pilot + read.drawn > 0
    covered = float(read.sizes[seen].sum())
    return float(expanded(read)) * float(read.sizes.sum()) / covered if covered else 0.0


def strata_with(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    entities: Sequence[str],
    confidence: float,
    *,
    pilot: Mapping[str, int] | None = None,
    share: float = 1.0,
) -> Iterator[tuple[str, Estimate]]:
    """Yield each stratum's name with its own `objects_with:E` for each entity (or `A+B`).

    Clopper & Pearson's interval of each stratum by itself, the exact bound where nothing was hit.
    """
    error, first = (1 - confidence) / 2 * share, pilot or {}
    read = Counter(item.stratum for item in observations if item.read)
    for entity in entities:
        counts = _count(strata, observations, entity.split("+"), first)
        ways = [_separate(_draws(strata, counts, way)) for way in ("clean", "hit", "left out")]
        low, high, point = stratified(ways[0], error)[0], stratified(ways[1], error)[1], expanded(ways[2])
        for i, stratum in enumerate(strata):
            ends = float(low[i]), float(min(max(point[i], low[i]), high[i])), float(high[i])
            n, size = read[stratum.name], drawable(stratum)
            held = Estimate(
                stratum.bucket, f"objects_with:{entity}", *ends, confidence, "clopper-pearson", n, size
            )
            yield stratum.name, held


def _separate(draws: Draws) -> Draws:
    """Return the same strata as so many draws of one stratum each."""
    columns = (draws.sizes, draws.pilot, draws.pilot_hits, draws.drawn, draws.hits)
    return Draws(*(column[:, None] for column in columns))


def _count(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    wanted: Sequence[str],
    pilot: Mapping[str, int],
) -> Floats:
    """Return the readings that lack, that hold and that failed, each by part of the draw and stratum."""
    one, others = wanted[0], wanted[1:]
    begin = pilot.get
    # Of each reading for each entity: the innermost loop of all estimates.
    cells = Counter(
        (
            FAILED
            if not item.read
            else HIT
            if item.hits.get(one) and (not others or all(map(item.hits.get, others)))
            else CLEAN,
            item.rank >= begin(item.stratum, 0),
            item.stratum,
        )
        for item in observations
    )
    index = {stratum.name: i for i, stratum in enumerate(strata)}
    table = np.zeros((3, 2, len(strata)))
    for (kind, later, name), number in cells.items():
        table[kind, int(later), index[name]] += number
    return table


def _draws(strata: Sequence[Stratum], counts: Floats, unread: str) -> Draws:
    """Return the draws of a count (`_count`), with what failed taken as "clean", as a "hit" or "left out"."""
    hits = counts[HIT] + (counts[FAILED] if unread == "hit" else 0.0)
    drawn = counts[CLEAN] + counts[HIT] + (0.0 if unread == "left out" else counts[FAILED])
    # Where every stratum's draw ended with the pilot, nothing was steered.
    first, later = (0, 1) if drawn[1].any() else (1, 0)
    sizes = np.array([float(drawable(stratum)) for stratum in strata])
    largest = np.maximum(sizes, drawn[first] + drawn[later])
    return Draws(largest, drawn[first], hits[first], drawn[later], hits[later])


def _subjects(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    confidence: float,
    row: Callable[[str, float, float, float, str], Estimate],
    linkage: tuple[float, float],
) -> Iterator[Estimate]:
    sizes = {stratum.name: drawable(stratum) for stratum in strata}
    found = people(observations, sizes, confidence, linkage)
    high, method = found.high, "npmle"
    if not np.isfinite(high):
        # Nobody seen in what was read whole: as many people as bytes that may hide them have room for.
        read = Counter(item.stratum for item in observations if item.read and not item.partly)
        high = found.seen + hidden_bytes(strata, read, (1 - confidence) / 2) / RECORD
        method = f"npmle, {UNBOUNDED}"
    yield row("subjects", *_round_outward(found.low, found.point, high), method)
    seen = count_strongest(item.subjects for item in observations if item.read)
    ours = californians(seen, (found.low, found.point, high), confidence, doubt=linkage[0])
    ends_ca = _round_outward(ours.low, ours.point, ours.high)
    yield row("subjects_ca", *ends_ca, "residency, prior_used" if ours.prior_used else "residency")
    for rule, (ends, answer) in _head_counts(*ends_ca).items():
        yield row(f"{HEAD_COUNT}{rule}", *ends, answer)


def _round_outward(low: float, point: float, high: float) -> tuple[float, float, float]:
    """Return an interval of people with whole ends, rounded outwards: 35.7 at most is not 35."""
    return float(np.floor(low + 1e-9)), point, max(0.0, float(np.ceil(high - 1e-9)))


def businesses(
    strata: Sequence[Stratum], observations: Sequence[Observation], seen: int, confidence: float
) -> list[Estimate]:
    """Return the estimate of firms by their addresses: those seen, with no upper end before all is read."""
    population, n = sum(map(drawable, strata)), sum(item.read for item in observations)
    if not strata or not seen:
        return []
    high = float(seen) if n >= population else float("inf")
    return [Estimate(strata[0].bucket, "businesses", seen, seen, high, confidence, "seen", n, population)]


def _head_counts(low: float, point: float, high: float) -> dict[str, tuple[tuple[float, float, float], str]]:
    """Return each rule of the law as an interval of 0 and 1, with its answer."""
    likely = thresholds(point, point)
    return {
        rule: ((float(answer == "yes"), float(likely[rule] == "yes"), float(answer != "no")), answer)
        for rule, answer in thresholds(low, high).items()
    }


def drop_people_bounds(rows: Sequence[Estimate]) -> list[Estimate]:
    """Return estimates of a bucket of which something was left out: it may hold any number of people.

    The other figures are of the objects that were drawn from, and stay.
    """
    people = ("subjects", "subjects_ca", HEAD_COUNT)
    counted = [row for row in rows if row.measure.startswith(people)]
    better = {row.measure: row for row in drop_upper_bounds(counted)}
    return [better.get(row.measure, row) for row in rows]


def drop_upper_bounds(rows: Sequence[Estimate]) -> list[Estimate]:
    """Return estimates of a bucket whose listing broke off: what was not listed has no upper bound."""
    held = {row.measure: row for row in rows}
    open_ended = []
    for row in rows:
        if row.measure.startswith(HEAD_COUNT):
            ours = held["subjects_ca"]
            ends, answer = _head_counts(ours.low, ours.point, float("inf"))[
                row.measure.removeprefix(HEAD_COUNT)
            ]
            open_ended.append(replace(row, low=ends[0], point=ends[1], high=ends[2], method=answer))
        else:
            open_ended.append(replace(row, high=float("inf")))
    return open_ended
