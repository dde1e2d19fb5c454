"""What changed between two sweeps of one bucket, apart from the noise of sampling.

Estimates are compared by a test with standard errors taken back from the intervals, Holm's
step-down procedure (Scand. J. Statistics 6, 1979) over all measures.
Material-change candidates: 11 CCR §7155.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain

import numpy as np
from scipy.special import ndtr, ndtri

from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.estimate import objects_with
from pii_sweep.types import Estimate, Exposure, Observation, Stratum

PREFIX = "objects_with:"
DUE = timedelta(days=45)  # 11 CCR §7155(a)(3)
SURE = 0.97  # a little above 95 %, for what the normal approximation lacks when hits are few
CONFIDENCE = 0.95  # of the intervals that standard errors are taken from
WORTH = 0.02  # of a share: one clean object more changes every share, and is worth no line
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


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sweeps of a bucket: its strata, its readings and how its draw ended.

    `kept` says of each reading whether the other sweep's listing has the very same object; without it, none
    is known to be the same.
    """

    strata: Sequence[Stratum]
    observations: Sequence[Observation]
    kept: Sequence[bool] = ()
    pilot: Mapping[str, int] = field(default_factory=dict)
    share: float = 1.0

    @property
    def population(self) -> int:
        """Return the objects that could be drawn."""
        return max(1, sum(drawable(stratum) for stratum in self.strata))

    def domains(self) -> dict[bool, list[Observation]]:
        """Return the readings by domain, kept objects or not: those of the other hold nothing in it."""
        same = self.kept or [False] * len(self.observations)
        pairs = [
            (item, Observation(item.bucket, item.stratum, item.rank, item.size, read=True), here)
            for item, here in zip(self.observations, same, strict=True)
        ]
        return {
            kept: [item if here == kept else blank for item, blank, here in pairs] for kept in (False, True)
        }

    def total(self, items: Sequence[Observation], entity: str) -> tuple[float, float, float]:
        """Return (low, point, high) of the objects of a domain (`domains`) that hold an entity."""
        found = objects_with(self.strata, items, entity, CONFIDENCE, pilot=self.pilot, share=self.share)
        return found[:3]


def prevalence(before: Side, after: Side, entities: Sequence[str], confidence: float = SURE) -> list[Shift]:
    """Test each entity's (or `A+B`'s) share of objects for a change between two sweeps.

    An object that both listings have holds in both what it holds: the change is that of the objects that came
    or changed less those that went, each a domain of its sample (Särndal, Swensson & Wretman, Model Assisted
    Survey Sampling, 1992, section 5.8), with standard errors from the halves of exact intervals that face
    each other. Where all objects are new this is a test of two samples. `after` of a shift is `before`
    with the change.
    """
    sides = [(side, side.domains()) for side in (before, after)]
    return _shifts([_compare_share(sides, entity) for entity in entities], confidence)


def _compare_share(
    sides: Sequence[tuple[Side, Mapping[bool, Sequence[Observation]]]], entity: str
) -> tuple[str, float, float, float]:
    old, new = (side.population for side, _ in sides)
    gone, came = (side.total(domains[False], entity) for side, domains in sides)
    both = [side.total(domains[True], entity) for side, domains in sides]
    stayed = max(both, key=lambda ends: ends[0] - ends[2])
    rise = came[1] / new - gone[1] / old + stayed[1] * (1 / new - 1 / old)
    up = rise > 0
    halves = (
        (gone[2] - gone[1] if up else gone[1] - gone[0]) / old,
        (came[1] - came[0] if up else came[2] - came[1]) / new,
        max(stayed[2] - stayed[1], stayed[1] - stayed[0]) * abs(1 / new - 1 / old),
    )
    error = float(np.sqrt(np.sum(np.square(halves)))) / float(ndtri((1 + CONFIDENCE) / 2))
    share = (gone[1] + both[0][1]) / old
    value = float(2 * ndtr(-abs(rise) / error)) if error > 0 else float(rise == 0)
    if abs(rise) < WORTH * max(share, share + rise):
        value = 1.0
    return f"{PREFIX}{entity}", share, min(1.0, max(0.0, share + rise)), value


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
            z = float(ndtri((1 + first.confidence) / 2)), float(ndtri((1 + second.confidence) / 2))
            error = float(np.hypot(half[0] / z[0], half[1] / z[1]))
            gap = abs(second.point - first.point)
            value = float(2 * ndtr(-gap / error)) if error > 0 else float(gap == 0)
            rows.append((row.measure, first.point, second.point, value))
    return _shifts(rows, confidence)


def noise(shifts: Iterable[Shift]) -> list[Shift]:
    """Return the shifts of a bucket that is known not to have changed: none is more than noise."""
    return [replace(shift, p_value=1.0, flagged=False) for shift in shifts]


def _shifts(rows: Sequence[tuple[str, float, float, float]], confidence: float) -> list[Shift]:
    adjusted = holm([row[3] for row in rows])
    return [
        Shift(name, p, q, value, value < 1 - confidence)
        for (name, p, q, _), value in zip(rows, adjusted, strict=True)
    ]


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
    found += [("control removed", name) for name in _list_removed(_controls(old), _controls(new))]
    before, after = people or (None, None)
    if before and after and after.low > factor * before.high:
        found.append(("consumer estimate up", f"by more than {factor:g} times"))
    return [MaterialChange(kind, detail, detected + DUE) for kind, detail in chain(found)]


def _controls(exposure: Exposure) -> Mapping[str, str]:
    names = ("encryption", "versioning", "logging", "lifecycle", "tls_only")
    return {name: getattr(exposure, name).lower() for name in names}


def _list_removed(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return controls that were on and are known to be off; unknown is no removal."""
    off = {"", "no", "none", "off", "disabled", "suspended", "false"}
    return [name for name in old if old[name] not in off and old[name] != "unknown" and new[name] in off]
