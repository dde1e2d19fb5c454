"""What changed between two sweeps of one bucket, apart from the noise of sampling.

Estimates are compared by a two-sample test on the strata's
totals with standard errors taken back from the intervals, Holm's step-down procedure
(Scand. J. Statistics 6, 1979) over all measures. Material-change candidates: 11 CCR §7155.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

import numpy as np
from scipy.stats import norm

from pii_sweep.sample.allocate import drawable
from pii_sweep.types import Estimate, Exposure, Observation, Stratum

PREFIX = "objects_with:"
DUE = timedelta(days=45)  # 11 CCR §7155(a)(3)
SURE = 0.96  # a little above 95 %, for what the normal approximation lacks when hits are few
FACTOR = 1.5  # growth of the consumer estimate that makes a candidate


@dataclass(frozen=True, slots=True)
class Shift:
    """A measure in both sweeps, Holm's adjusted p-value, and whether the change is more than noise."""

    measure: str
    before: float
    after: float
    p_value: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class MaterialChange:
    """A candidate for an updated risk assessment, due 45 days after it was detected."""

    kind: str
    detail: str
    update_due: date


def holm(p_values: Sequence[float]) -> list[float]:
    """Return Holm's adjusted p-values, in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted, running = [1.0] * len(p_values), 0.0
    for place, i in enumerate(order):
        running = max(running, min(1.0, (len(p_values) - place) * p_values[i]))
        adjusted[i] = running
    return adjusted


def prevalence(
    before: tuple[Sequence[Stratum], Sequence[Observation]],
    after: tuple[Sequence[Stratum], Sequence[Observation]],
    entities: Sequence[str],
    confidence: float = SURE,
) -> list[Shift]:
    """Test each entity's (or `A+B`'s) share of objects for a change between two sweeps.

    Wald's test of the difference of stratified shares, each stratum's variance with Agresti &
    Caffo's one hit and one miss more (The American Statistician 54, 2000), which keeps its
    size when hits are few.
    """
    rows = []
    for entity in entities:
        (p, v), (q, w) = _share(*before, entity.split("+")), _share(*after, entity.split("+"))
        error = float(np.sqrt(v + w))
        rows.append((entity, p, q, float(2 * norm.sf(abs(q - p) / error)) if error > 0 else float(p == q)))
    return _shifts([(f"{PREFIX}{name}", p, q, value) for name, p, q, value in rows], confidence)


def figures(before: Sequence[Estimate], after: Sequence[Estimate], confidence: float = SURE) -> list[Shift]:
    """Test every measure that both sweeps estimate, people among them, from their intervals alone.

    An interval's half towards the other point, over the normal quantile, is the standard
    error; the test is as conservative as the intervals are.
    """
    old = {row.measure: row for row in before}
    rows = []
    for row in after:
        if row.measure in old:
            first, second = (old[row.measure], row)
            up = second.point >= first.point
            half = (first.high - first.point if up else first.point - first.low, second.point - second.low
                    if up else second.high - second.point)  # fmt: skip
            z = float(norm.ppf((1 + first.confidence) / 2)), float(norm.ppf((1 + second.confidence) / 2))
            error = float(np.hypot(half[0] / z[0], half[1] / z[1]))
            gap = abs(second.point - first.point)
            value = float(2 * norm.sf(gap / error)) if error > 0 else float(gap == 0)
            rows.append((row.measure, first.point, second.point, value))
    return _shifts(rows, confidence)


def beyond_both(
    shifts: Iterable[Shift], before: Sequence[Estimate], after: Sequence[Estimate]
) -> list[Shift]:
    """Return the shifts of `prevalence` with the weaker of two tests, the other that of `figures`.

    In strata of a few like objects the variances are too small; the intervals know that.
    """
    by_interval = {shift.measure: shift for shift in figures(_as_shares(before), _as_shares(after))}
    pairs = ((shift, by_interval.get(shift.measure, shift)) for shift in shifts)
    return [
        replace(one, p_value=max(one.p_value, two.p_value), flagged=one.flagged and two.flagged)
        for one, two in pairs
    ]


def noise(shifts: Iterable[Shift]) -> list[Shift]:
    """Return the shifts of a bucket that is known not to have changed: none is more than noise."""
    return [replace(shift, p_value=1.0, flagged=False) for shift in shifts]


def _as_shares(rows: Iterable[Estimate]) -> list[Estimate]:
    return [
        replace(row, **{end: getattr(row, end) / row.population for end in ("low", "point", "high")})
        for row in rows
        if row.measure.startswith(PREFIX) and row.population
    ]


def _shifts(rows: Sequence[tuple[str, float, float, float]], confidence: float) -> list[Shift]:
    adjusted = holm([row[3] for row in rows])
    return [
        Shift(name, p, q, value, value < 1 - confidence)
        for (name, p, q, _), value in zip(rows, adjusted, strict=True)
    ]


def _share(
    strata: Sequence[Stratum], observations: Sequence[Observation], wanted: Sequence[str]
) -> tuple[float, float]:
    """Return the stratified share of objects that hold all of `wanted`, and its variance."""
    tally = {stratum.name: [0, 0] for stratum in strata}
    for item in observations:
        if item.read:
            tally[item.stratum][0] += 1
            tally[item.stratum][1] += all(item.hits.get(part, 0) for part in wanted)
    sizes = {stratum.name: drawable(stratum) for stratum in strata if tally[stratum.name][0]}
    population = max(1, sum(sizes.values()))
    drawn = sum(tally[name][0] for name in sizes)
    pooled = (sum(tally[name][1] for name in sizes) + 1) / (drawn + 2)
    share = variance = 0.0
    for name, size in sizes.items():
        n, k = tally[name]
        weight, smooth = size / population, (k + 2 * pooled) / (n + 2)
        share += weight * k / n
        variance += weight**2 * smooth * (1 - smooth) / n * max(0.0, 1 - n / size)
    return share, variance


def material_changes(
    detected: date,
    spi: tuple[Iterable[str], Iterable[str]],
    exposures: tuple[Exposure, Exposure],
    people: tuple[Estimate | None, Estimate | None] | None = None,
    factor: float = FACTOR,
) -> list[MaterialChange]:
    """List candidates for a material change: new sensitive category, access, control gone, growth.

    `spi` are the sensitive categories known to be there before, and found after; every pair is
    (before, after).
    """
    old, new = exposures
    found = [("new sensitive category", name) for name in sorted(set(spi[1]) - set(spi[0]))]
    if new.public_read == "yes" and old.public_read != "yes":
        found.append(("new public access", "public read"))
    if new.public_write == "yes" and old.public_write != "yes":
        found.append(("new public access", "public write"))
    if new.deletable == "yes" and old.deletable != "yes":
        found.append(("new public access", "public delete"))
    gained = sorted(set(new.external_principals) - set(old.external_principals))
    found += [("new external access", principal) for principal in gained]
    found += [("control removed", name) for name in _removed(_controls(old), _controls(new))]
    before, after = people or (None, None)
    if before and after and after.low > factor * before.high:
        found.append(("consumer estimate up", f"by more than {factor:g} times"))
    return [MaterialChange(kind, detail, detected + DUE) for kind, detail in chain(found)]


def _controls(exposure: Exposure) -> Mapping[str, str]:
    names = ("encryption", "versioning", "logging", "lifecycle", "tls_only")
    return {name: getattr(exposure, name).lower() for name in names}


def _removed(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return controls that were on and are known to be off; unknown is no removal."""
    off = {"", "no", "none", "off", "disabled", "suspended", "false"}
    return [name for name in old if old[name] not in off and old[name] != "unknown" and new[name] in off]
