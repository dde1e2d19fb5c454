"""How many people and objects of a whole bucket hold each kind of data, estimated from a sample.

The rating's noise floor compares these, so that it does not depend on how much was read. Objects: the
unbiased stratified total. People: Chao's lower bound (`people.chao1`) on how often each was met, which is
exact where each person is in one object and stays at those seen where the same people come again and
again. Both are read median-unbiased rather than unbiased: of a kind that one or two readings held, the
part that was not read is scaled by the median of Beta(k, n - k + 1) over k / n, so that the estimate is as
often too high as too low. With all objects read, every figure is the count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.estimate import objects_with
from pii_sweep.sample.people.count import chao1
from pii_sweep.types import Extent, Observation, Stratum


@dataclass(frozen=True, slots=True)
class _Read:
    """The readings of a bucket by stratum, and which strata hold nothing that was not read."""

    number: Mapping[str, int]
    weight: Mapping[str, float]
    whole: frozenset[str]

    @classmethod
    def of(cls, strata: Sequence[Stratum], observations: Sequence[Observation]) -> _Read:
        number = Counter(item.stratum for item in observations if item.read)
        sizes = {stratum.name: drawable(stratum) for stratum in strata}
        weight = {name: size / max(1, number[name]) for name, size in sizes.items()}
        return cls(number, weight, frozenset(name for name, size in sizes.items() if number[name] >= size))

    @property
    def partly(self) -> int:
        """Return how many objects were read of strata that were not read whole."""
        return sum(count for name, count in self.number.items() if name not in self.whole)


def extents(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    holders: Mapping[str, frozenset[str]],
    confidence: float,
    *,
    pilot: Mapping[str, int] | None = None,
    share: float = 1.0,
) -> dict[str, Extent]:
    """Return the extent of each kind that an observation hits or a subject holds.

    `holders` are the kinds that each subject holds, by the subject's digest. `pilot` and `share` are those
    of `rounds.Progress`. The low ends count what was seen; the high end of people is that of the objects,
    with as many people in each as were seen.
    """
    marked = [_mark_hits(item, holders) for item in observations]
    read = _Read.of(strata, marked)
    people = _people(marked, holders, read)
    found = {}
    for kind in sorted({kind for item in marked if item.read for kind in item.hits}):
        seen, rest = _count_seen(marked, kind, read)
        _, point, most, _ = objects_with(strata, marked, kind, confidence, pilot=pilot, share=share)
        scale = _median_scale(rest, read.partly)
        objects = seen + max(0.0, point - seen) * scale
        met, total = people.get(kind, (0.0, 0.0))
        persons = met + (total - met) * scale
        high = max(persons, met * most / seen)
        found[kind] = Extent((met, persons, high), (float(seen), objects, max(most, objects)))
    return found


def _mark_hits(item: Observation, holders: Mapping[str, frozenset[str]]) -> Observation:
    """Return an observation that hits what its subjects hold, too."""
    held = set(item.hits)
    for subject in item.subjects:
        held |= holders.get(subject, frozenset())
    return replace(item, hits=dict.fromkeys(sorted(held), 1))


def _count_seen(observations: Sequence[Observation], kind: str, read: _Read) -> tuple[int, int]:
    """Return how many readings hold a kind, and those of them in strata that were not read whole."""
    holding = [item.stratum for item in observations if item.read and kind in item.hits]
    return len(holding), sum(name not in read.whole for name in holding)


def _median_scale(hits: int, number: int) -> float:
    """Return the median of Beta(k, n - k + 1) over k / n, for k hits in n draws; 1 without a hit.

    By the approximation (a - 1/3) / (a + b - 2/3) of a beta distribution's median (Kerman, 2011).
    """
    return (hits - 1 / 3) / (number + 1 / 3) * number / hits if hits else 1.0


def _people(
    observations: Sequence[Observation], holders: Mapping[str, frozenset[str]], read: _Read
) -> dict[str, tuple[float, float]]:
    """Return (seen, estimated) people by kind."""
    times, expanded, known = Counter[str](), defaultdict[str, float](float), set[str]()
    for item in observations:
        if not item.read:
            continue
        for subject in item.subjects:
            times[subject] += 1
            expanded[subject] += read.weight[item.stratum]
            if item.stratum in read.whole:
                known.add(subject)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for subject in times:
        for kind in holders.get(subject, ()):
            by_kind[kind].append(subject)
    found = {}
    for kind, subjects in by_kind.items():
        rest = [subject for subject in subjects if subject not in known]
        estimate = 0.0
        if rest:
            counts = np.bincount(np.array([times[subject] for subject in rest]))[1:].astype(float)
            drawn, total = sum(times[s] for s in rest), sum(expanded[s] for s in rest)
            estimate = chao1(counts, min(1.0, drawn / total))
        found[kind] = float(len(subjects)), len(subjects) - len(rest) + estimate
    return found
