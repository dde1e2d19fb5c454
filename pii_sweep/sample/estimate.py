"""From readings to figures for the whole bucket, each with an interval that holds.

The population is the objects that the filters left. A pick that could not be read counts as
clean for the low end and as a hit for the high one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.intervals import Draws, expanded, hypergeometric, stratified
from pii_sweep.sample.people import people
from pii_sweep.sample.residency import californians, strongest
from pii_sweep.sample.volume import Sampled, total
from pii_sweep.types import Estimate, Observation, Stratum

ALWAYS = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")
COMBINATION = "PERSON+STREET_ADDRESS"


def estimates(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    confidence: float,
    *,
    pilot: Mapping[str, int] | None = None,
    share: float = 1.0,
) -> list[Estimate]:
    """Return the estimates of one bucket: objects, hits and bytes by entity, subjects, faces.

    Measures are `objects_with:E`, `bytes_with:E` and `hits:E` for every entity seen and for
    `ALWAYS`, the first two for `COMBINATION` too, and `subjects`, `subjects_ca`, `faces`.
    `pilot` and `share` are those of `rounds.Progress` for an adaptive draw; without them the
    sample's sizes are taken as fixed beforehand.
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
    for entity in [*entities, COMBINATION]:
        found = objects_with(strata, observations, entity, confidence, pilot=pilot, share=share)
        rows.append(row(f"objects_with:{entity}", *found))
        wanted = entity.split("+")
        rows.append(row(f"bytes_with:{entity}", *_volume(strata, observations, confidence, _size(wanted))))
        if len(wanted) == 1:
            rows.append(row(f"hits:{entity}", *_volume(strata, observations, confidence, _hits(entity))))
    rows.append(row("faces", *_volume(strata, observations, confidence, lambda item: item.faces)))
    return rows + list(_subjects(observations, sizes, confidence, row))


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
    low_draws = _draws(strata, observations, wanted, first, "clean")
    high_draws = _draws(strata, observations, wanted, first, "hit")
    error = (1 - confidence) / 2 * share
    if len(strata) == 1 and not low_draws.pilot.any():
        size, drawn = int(low_draws.sizes[0]), int(low_draws.drawn[0])
        low = float(hypergeometric(size, drawn, int(low_draws.hits[0]), 1 - 2 * error)[0])
        high = float(hypergeometric(size, drawn, int(high_draws.hits[0]), 1 - 2 * error)[1])
        method = "hypergeometric"
    else:
        low, high = float(stratified(low_draws, error)[0]), float(stratified(high_draws, error)[1])
        method = "stratified-beta"
    if not (high_draws.pilot_hits + high_draws.hits).any():
        method, high = "zero-hit", float(np.floor(high + 1e-6))
    point = _point(_draws(strata, observations, wanted, first, "left out"))
    return low, min(max(point, low), high), high, method


def _point(read: Draws) -> float:
    """Return the unbiased total, a stratum without a reading taken to be like the others."""
    seen = read.pilot + read.drawn > 0
    covered = float(read.sizes[seen].sum())
    return float(expanded(read)) * float(read.sizes.sum()) / covered if covered else 0.0


def _draws(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    wanted: Sequence[str],
    pilot: Mapping[str, int],
    unread: str,
) -> Draws:
    index = {stratum.name: i for i, stratum in enumerate(strata)}
    table = np.zeros((4, len(strata)))
    for item in observations:
        if item.read or unread != "left out":
            later = item.rank >= pilot.get(item.stratum, 0)
            hit = all(item.hits.get(part, 0) for part in wanted) if item.read else unread == "hit"
            table[2 * later, index[item.stratum]] += 1
            table[2 * later + 1, index[item.stratum]] += hit
    # Where every stratum's draw ended with the pilot, nothing was steered.
    if not table[2].any():
        table = table[[2, 3, 0, 1]]
    sizes = np.array([float(drawable(stratum)) for stratum in strata])
    return Draws(np.maximum(sizes, table[0] + table[2]), *table)


def _hits(entity: str) -> Callable[[Observation], float]:
    return lambda item: item.hits.get(entity, 0)


def _size(wanted: Sequence[str]) -> Callable[[Observation], float]:
    return lambda item: item.size if all(item.hits.get(part, 0) for part in wanted) else 0


def _volume(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    confidence: float,
    amount: Callable[[Observation], float],
) -> tuple[float, float, float, str]:
    """Return (low, point, high, method) of a total; a sample without any gives the zero-hit bound."""
    groups: dict[str, list[Observation]] = defaultdict(list)
    for item in observations:
        groups[item.stratum].append(item)
    parts = []
    for stratum in strata:
        items = [item for item in groups[stratum.name] if item.read]
        parts.append(
            Sampled(
                drawable(stratum),
                stratum.bytes - sum(stratum.skipped_bytes.values()),
                np.array([float(amount(item)) for item in items]),
                np.array([float(item.size) for item in items]),
                len(groups[stratum.name]) - len(items),
            )
        )
    low, point, high, method = total(parts, confidence)
    if point == 0 and any(len(part.amounts) for part in parts):
        drawn = np.array([float(len(part.amounts)) for part in parts])
        room = Draws.of([float(part.objects) for part in parts], drawn, np.zeros_like(drawn))
        objects = float(stratified(room, (1 - confidence) / 2)[1])
        # One hit in each object that may have been missed: the least that a hit can be.
        return 0.0, 0.0, max(high, objects), "zero-hit"
    return low, point, high, method


def _subjects(
    observations: Sequence[Observation],
    sizes: Mapping[str, int],
    confidence: float,
    row: Callable[[str, float, float, float, str], Estimate],
) -> Iterator[Estimate]:
    found = people(observations, sizes, confidence)
    high = found.high
    if not np.isfinite(high):
        # Nobody seen: as many people as objects that may hold a person, one in each.
        read = Counter(item.stratum for item in observations if item.read)
        drawn = [float(min(read[name], size)) for name, size in sizes.items()]
        draws = Draws.of([float(size) for size in sizes.values()], drawn, np.zeros(len(sizes)))
        high = found.seen + float(stratified(draws, (1 - confidence) / 2)[1])
    yield row("subjects", found.low, found.point, high, "npmle")
    seen = strongest(item.subjects for item in observations if item.read)
    ours = californians(seen, (found.low, found.point, high), confidence)
    yield row(
        "subjects_ca",
        ours.low,
        ours.point,
        ours.high,
        "residency, prior_used" if ours.prior_used else "residency",
    )
