"""Prevalence corrected for the detector's own errors.

What was flagged is held as far as its evidence goes: a finding linked to a person or with a check digit
counts as it stands, any other as far as the detector's false alarms do not explain it; what it misses is
added (Rogan & Gladen, American J. Epidemiology 107, 1978). Both error rates are those of one more corpus
(`transfer`), not of the corpora they were measured on, and where people reviewed findings of this very
bucket, their answers take the place of the rates (`Review`). The interval is that of the sum: of the
sample's noise, of the rates and of single decisions, over a fixed lattice of 2,048 points (a confidence
distribution, Xie & Singh, International Statistical Review 81, 2013), with the two ends of every
binomial's pair of beta distributions as Clopper & Pearson (1934) have them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from pii_sweep.sample.accuracy.answers import Answers, Review
from pii_sweep.sample.accuracy.transfer import FALSE_ALARMS, MISSES, Corpora, predicted

Floats = NDArray[np.float64]
ENOUGH = 10  # labelled objects with, and as many without: below that a family counts as not measured
EVERY = "*"  # the family that stands for all families, for those that were not measured
WORST = 0.05  # sensitivity less false-alarm rate below which a detector says nothing
POINTS = 2048
COMBINATIONS = ("PERSON+STREET_ADDRESS",)
COUNTS = ("found", "missed", "false_alarms", "clean")
CORRECTED = "corrected:"  # before the name of a measure
UNMEASURED = "; not measured: "  # in a method, before the families without rates of their own
RARE = "; too rare to correct"  # in a method: false alarms alone may explain what was flagged
REVIEW = "; reviewed: "  # in a method, before the number of answers


Labelled = tuple[tuple[tuple[float, float, float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a detector decided on labelled objects: with the entity (found, missed), without it.

    `corpora` has the same counts by corpus, and in one by kind of document; without it, all objects
    are of one kind of one corpus. `others` are the corpora of all families of formats: a bucket's documents
    may be like either.
    """

    found: float
    missed: float
    false_alarms: float
    clean: float
    corpora: Labelled = field(default=(), repr=False)
    others: Labelled = field(default=(), repr=False)

    def misses(self, at: Floats) -> Floats:
        """Return quantiles of the share of objects with the entity that one more corpus would miss."""
        return predicted(self._models(1, 0), MISSES, at)

    def alarms(self, at: Floats) -> Floats:
        """Return quantiles of the share of objects without it that one more corpus would see flagged."""
        return predicted(self._models(2, 3), FALSE_ALARMS, at)

    def _models(self, wrong: int, right: int) -> list[Corpora]:
        own = self.corpora or (((self.found, self.missed, self.false_alarms, self.clean),),)
        return [
            tuple(tuple((kind[wrong], kind[right]) for kind in kinds) for kinds in labelled)
            for labelled in (own, self.others)
            if labelled
        ]


NOTHING = Accuracy(0, 0, 0, 0)
Table = Mapping[tuple[str, str], Accuracy]  # by entity (or `A+B`) and family of formats


@dataclass(frozen=True, slots=True)
class Part:
    """A family of formats in a bucket: objects, those flagged, and how noisy that figure is.

    `noise` is the variance of `flagged`, at least in proportion; `accuracy` is None where nothing was
    measured, and `measured` says whether it was on this family. `firm` are those flagged with evidence
    beyond the detector's word: linked to a person, or with a check digit.
    """

    family: str
    objects: float
    flagged: float
    noise: float
    accuracy: Accuracy | None
    measured: bool = True
    firm: float = 0.0


@dataclass(frozen=True, slots=True)
class Corrected:
    """The objects that truly hold an entity; `rare` where false alarms alone may explain those flagged."""

    low: float
    point: float
    high: float
    rare: bool = False


def accuracies(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Accuracy]:
    """Gather rows (`corpus kind entity family found missed false_alarms clean`) by entity and family.

    A family with fewer than `ENOUGH` labelled objects with the entity, or without, is left out; the rows of
    all families together stand under `EVERY`.
    """
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["entity"], row["family"]].append(row)
        grouped[row["entity"], EVERY].append(row)
    found = {place: _gather(group) for place, group in grouped.items()}
    return {
        place: replace(one, others=found[place[0], EVERY].corpora if place[1] != EVERY else ())
        for place, one in found.items()
        if place[1] == EVERY or min(one.found + one.missed, one.clean + one.false_alarms) >= ENOUGH
    }  # fmt: skip


def _gather(rows: Sequence[Mapping[str, Any]]) -> Accuracy:
    corpora: dict[str, list[tuple[float, float, float, float]]] = defaultdict(list)
    for row in rows:
        found, missed, alarms, clean = (float(row[name]) for name in COUNTS)
        corpora[str(row.get("corpus", ""))].append((found, missed, alarms, clean))
    found, missed, alarms, clean = (sum(float(row[name]) for row in rows) for name in COUNTS)
    return Accuracy(found, missed, alarms, clean, tuple(tuple(kinds) for kinds in corpora.values()))


def corrected(
    parts: Sequence[Part],
    naive: tuple[float, float, float],
    confidence: float,
    *,
    firm: tuple[float, float, float] = (0.0, 0.0, 0.0),
    review: Review | None = None,
) -> Corrected:
    """Return the objects that truly hold an entity, with an interval.

    `naive` is the interval of those flagged over all parts, `firm` that of those flagged with evidence
    beyond the detector's own word: the low end does not fall below it unless a review found some wrong.
    """
    parts = [part for part in parts if part.objects > 0]
    population = sum(part.objects for part in parts)
    if not population:
        return Corrected(*naive)
    error, asked = (1 - confidence) / 2, review or Review()
    if not asked.trusts and not asked.decides:
        firm, parts = (0.0, 0.0, 0.0), [replace(part, firm=0.0) for part in parts]
    noise, alarms, misses, chance, other = lattice(POINTS, 5)
    held = _Flagged(parts, naive, firm, asked, float(ndtri(1 - error)))
    central = float(np.median(held.truly(noise, alarms, chance, 0)))
    odds = _missed_odds(parts, held, misses, asked, max(central, 1.0))
    ends = []
    for side in (0, 1):
        right = held.truly(noise, alarms, chance, side)
        ends.append(right + _estimate_missed(right + side, odds, other))
    low = float(np.quantile(ends[0], error, method="lower"))
    high = float(np.quantile(ends[1], 1 - error, method="higher"))
    if not naive[2] and not asked.decides:
        high = max(high, 1.0)  # a detector that misses some cannot show that there is none
    rare = low <= 0 < naive[1] - firm[1] and not asked.decides
    floor = max(firm[0] if asked.trusts else 0.0, float(asked.held))
    low, high = (min(max(end, floor), population) for end in (low, high))
    point = naive[1] if rare else held.point() * (1 + float(np.median(odds)))
    return Corrected(low, min(max(point, low), max(high, low)), max(high, low), rare)


def lattice(points: int, dimensions: int) -> list[Floats]:
    """Return evenly spread points of the unit cube, by dimension: a Kronecker sequence (Roberts, 2018)."""
    root = 2.0
    for _ in range(60):
        root = (1 + root) ** (1 / (dimensions + 1))
    return [
        (0.5 + np.arange(1, points + 1) * root ** -(place + 1.0)) % 1.0 * (1 - 1e-9) + 5e-10
        for place in range(dimensions)
    ]


@dataclass(frozen=True, slots=True)
class _Flagged:
    """The flagged objects of a bucket, and how many of them truly hold the entity."""

    parts: Sequence[Part]
    naive: tuple[float, float, float]
    firm: tuple[float, float, float]
    review: Review
    z: float

    def truly(self, noise: Floats, alarms: Floats, chance: Floats, side: int) -> Floats:
        """Return how many truly hold it at each point of the lattice; below zero where rates say so."""
        if self.review.decides:
            return self._estimate_right(noise, alarms, chance, side)
        flagged: Floats = self.naive[1] + self._gap(noise, self.naive)
        if side:  # a bucket may hold nothing that resembles what is sought
            return flagged
        wrong = self._alarms(flagged - self.naive[1], alarms, chance)
        sure = self.firm[1] + np.minimum(self._gap(noise, self.firm), 0.0)
        right: Floats = np.maximum(flagged - wrong, sure)
        return right

    def point(self) -> float:
        """Return the central figure."""
        if self.review.decides:
            doubtful, firm = self.review.doubtful, self.review.firm
            right = (self.naive[1] - self.firm[1]) * doubtful.held / max(1, doubtful.asked)
            return right + self.firm[1] * (1.0 if self.review.trusts else firm.held / firm.asked)
        middle = np.array([0.5])
        found = self.naive[1]
        for part in self.parts:
            held, alarms = self._estimate_held(part, part.flagged, middle)
            found -= min(float((alarms * (part.objects - held))[0]), part.flagged - part.firm)
        return max(self.firm[1], found)

    def held(self, rates: Floats) -> list[Floats]:
        """Return how many of each part hold it, flagged or not, at quantiles of the rates."""
        return [self._estimate_held(part, part.flagged, rates)[0] for part in self.parts]

    def _estimate_right(self, noise: Floats, shares: Floats, chance: Floats, side: int) -> Floats:
        """Return the flagged that are right by the answers of the review (beta-binomial)."""
        from scipy.stats import binom  # takes half a second, which most commands need not wait for

        doubtful, firm = self.review.doubtful, self.review.firm
        sure = self.review.trusts
        share = doubtful.shares(shares, side)
        total = np.zeros_like(noise)
        for answers, size in ((doubtful, self.naive[1] - self.firm[1]), (firm, self.firm[1])):
            left = max(0.0, size - answers.asked)
            right = share if answers is doubtful else (1.0 if sure else firm.shares(1 - shares, side))
            drawn = binom.ppf(chance, round(left), right) if round(left) else np.zeros_like(noise)
            total += min(answers.held, size) + drawn + (left - round(left)) * right
        # What is right is a thinned sample of what is flagged; firm evidence is thinned by nothing.
        whole, alone = self._gap(noise, self.naive), self._gap(noise, self.firm)
        thinned = np.sqrt(np.maximum(alone**2 + share * (whole**2 - alone**2), 0.0))
        found: Floats = total + np.sign(whole) * (thinned if sure else np.abs(whole))
        return found

    def _gap(self, at: Floats, ends: tuple[float, float, float]) -> Floats:
        """Return the sample's noise as the distance from the point, exact at the ends of the interval.

        Downwards it falls geometrically, as the confidence in a count does: one object found in a tenth of a
        bucket stands for 4 far more readily than a straight line between the end (1) and the point (10) says.
        """
        z = ndtri(at) / self.z
        ratio = ends[0] / ends[1] if 0 < ends[0] < ends[1] else 1.0
        below = ends[1] * (ratio ** np.maximum(-z, 0.0) - 1) if ratio < 1 else z * (ends[1] - ends[0])
        gap: Floats = np.where(z < 0, below, z * (ends[2] - ends[1]))
        return gap

    def _alarms(self, gap: Floats, rates: Floats, chance: Floats) -> Floats:
        """Return the false alarms; a family has no more of them than were flagged on weak evidence.

        One quantile stands for all families. That any of them lies beyond it is as likely as there are
        families with such findings (Bonferroni), so its tail is divided by their number.
        """
        from scipy.stats import binom

        noise = sum(part.noise for part in self.parts)
        weak = sum(part.flagged > part.firm for part in self.parts)
        tail = 1 - (1 - rates) / max(1, weak)
        total = np.zeros_like(gap)
        for part in self.parts:
            share = part.noise / noise if noise else 1 / len(self.parts)
            most = max(0.0, part.flagged - part.firm + 2.5 * part.noise**0.5)
            here = np.clip(part.flagged + gap * share, 0.0, part.objects)
            held, alarms = self._estimate_held(part, here, tail)
            size = np.maximum(np.round(part.objects - held), 1)
            total += np.minimum(binom.ppf(chance, size, alarms), most) if most else 0.0
        return total

    @staticmethod
    def _estimate_held(part: Part, flagged: Floats | float, rates: Floats) -> tuple[Floats, Floats]:
        """Return Rogan & Gladen's number of a part at quantiles of both rates, and the rate of alarms."""
        accuracy = part.accuracy or NOTHING
        alarms = accuracy.alarms(rates)
        better = 1 - float(accuracy.misses(np.array([0.5]))[0]) - alarms
        held = np.where(better > WORST, (flagged - alarms * part.objects) / np.maximum(better, WORST), 0.0)
        return np.clip(held, 0.0, part.objects), alarms


def load_distributions() -> None:
    """Import what `corrected` draws from, which takes half a second: for a caller that waits anyway."""
    import scipy.stats  # noqa: F401


def _missed_odds(parts: Sequence[Part], held: _Flagged, at: Floats, review: Review, central: float) -> Floats:
    """Return how many objects are missed for one that was found, at quantiles."""
    weights = np.array([float(number[0]) for number in held.held(np.array([0.5]))])
    if not weights.sum():
        weights = np.array([part.objects for part in parts])
    odds = np.zeros_like(at)
    for part, weight in zip(parts, weights / weights.sum(), strict=True):
        miss = (part.accuracy or NOTHING).misses(at)
        odds += weight * miss / (1 - miss)
    silent = [one for one in review.silent if one.asked and one.objects > 0]
    return _weigh_odds(odds, at, central, silent) if silent else odds


def _weigh_odds(odds: Floats, at: Floats, central: float, silent: Sequence[Answers]) -> Floats:
    """Weigh the odds of a miss by the answers on objects without a finding (Bayes' rule on a grid).

    A twentieth of the weight beforehand is spread evenly over all orders of magnitude, so that answers which
    no measured rate explains are believed. How misses divide between the classes is taken as unknown.
    """
    from scipy.stats import binom

    room = sum(one.objects for one in silent)
    grid = np.geomspace(1e-4, max(room / central, 1e-3), 600)
    before = np.diff(np.searchsorted(np.sort(odds), np.concatenate([[0.0], grid])) / len(odds))
    weight = 0.95 * before + 0.05 / len(grid)
    splits = np.linspace(0.0, 1.0, 21) if len(silent) > 1 else np.ones(1)
    likely = np.zeros_like(grid)
    for split in splits:
        chance = np.ones_like(grid)
        for place, one in enumerate(silent[:2]):
            share = np.minimum(grid * central * (split if place == 0 else 1 - split) / one.objects, 1.0)
            chance *= binom.pmf(one.held, one.asked, share)
        likely += chance
    after = np.cumsum(weight * likely)
    if not after[-1]:
        return odds
    found: Floats = np.interp(at, np.concatenate([[0.0], after / after[-1]]), np.concatenate([[0.0], grid]))
    return found


def _estimate_missed(found: Floats, odds: Floats, chance: Floats) -> Floats:
    """Return the misses next to so many found: negative binomial, Poisson where there are many."""
    from scipy.stats import nbinom, poisson

    base, odds, chance = np.broadcast_arrays(np.maximum(found, 0.0), odds, chance)
    many, missed = base > 1000, np.zeros(base.shape)
    few = (base > 0) & ~many
    # Either takes a third of the time of an estimate, so each is asked for its own points alone.
    if few.any():
        missed[few] = nbinom.ppf(chance[few], np.maximum(base[few], 1e-9), 1 / (1 + odds[few]))
    if many.any():
        missed[many] = poisson.ppf(chance[many], base[many] * odds[many])
    return missed
