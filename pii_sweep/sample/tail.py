"""How much a heavy tail may hide: an upper bound on a total of amounts that many objects do not have.

Delta-log-normal model (Aitchison, J. American Statistical Association 50, 1955): in each stratum a
share of the objects has an amount, and its logarithm is normal, with one variance for the
bucket. The share's bound is Clopper & Pearson's; that of the log-normal mean is by the variance
estimates recovery of Zou, Taleban & Huo (Computational Statistics & Data Analysis 53, 2009), and
so is their sum. Amounts with a lighter tail than a log-normal's are bounded too generously.

What no log-normal holds is bounded as Pareto's tail: there a large total is one large amount (the
principle of one big jump: Foss, Korshunov & Zachary, An Introduction to Heavy-Tailed and
Subexponential Distributions, 2011). The index is Hill's (Annals of Statistics 3, 1975), of the
largest tenth of all amounts, each next to its stratum's; with an index that may be 1 or more
there may be no mean, and the total has no bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaincinv, ndtri

Floats = NDArray[np.float64]
# Two amounts more whose logarithms have a variance of one: a few that are all alike show no spread.
PRIOR_AMOUNTS, PRIOR_VARIANCE = 2.0, 1.0
MOST = 7.0  # on the log scale: a bound that the spread alone would raise a thousand times is none
WINS = 0.8  # the variance by size must be below this part of the one by object
LARGEST = 0.1  # of the amounts give the index of a Pareto tail, and this many at least:
FEWEST = 4
PRIOR_INDEX = 0.5  # two amounts more: where variances begin to be infinite


@dataclass(frozen=True, slots=True)
class Sampled:
    """One stratum: how many objects and bytes it has, and amount and size of each one read."""

    objects: int
    bytes: int
    amounts: Floats
    sizes: Floats
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Model:
    """Per stratum: unread units, units drawn and units with an amount, and the mean amount of a unit.

    A unit is an object, or as many bytes as count for one where amounts go with sizes.
    """

    left: Floats
    drawn: Floats
    found: Floats
    means: Floats
    logs: Sequence[Floats]
    variance: float
    freedom: float


def bound_above(strata: Sequence[Sampled], error: float) -> float:
    """Return a total that the true one passes with a chance of about `error`; infinite for too few.

    Strata without a reading are left out. At least one amount must be positive.
    """
    parts = [part for part in strata if len(part.amounts)]
    seen = float(sum(part.amounts.sum() for part in parts))
    partly = [part for part in parts if len(part.amounts) < part.objects]
    if not partly:
        return seen
    by_object, by_size = _model(parts, by_size=False), _model(parts, by_size=True)
    model = by_size if by_size.variance < WINS * by_object.variance else by_object
    return seen + _bound_unread(model, error)


def _model(parts: Sequence[Sampled], *, by_size: bool) -> _Model:
    """Describe amounts as they are, or (`by_size`) as amounts a byte, each object counting by its bytes."""
    sizes = [np.maximum(part.sizes, 1.0) if by_size else np.ones(len(part.sizes)) for part in parts]
    with_any = [part.amounts > 0 for part in parts]
    logs = [np.log(p.amounts[has] / s[has]) for p, s, has in zip(parts, sizes, with_any, strict=True)]
    squares = float(sum(((log - log.mean()) ** 2).sum() for log in logs if len(log)))
    freedom = float(sum(max(len(log) - 1, 0) for log in logs)) + PRIOR_AMOUNTS
    variance = (squares + PRIOR_AMOUNTS * PRIOR_VARIANCE) / freedom
    # Kish's effective size: so many objects of one size would say as much.
    drawn = np.array([float(s.sum() ** 2 / (s**2).sum()) for s in sizes])
    found = drawn * [float(s[has].sum() / s.sum()) for s, has in zip(sizes, with_any, strict=True)]
    whole = [float(part.bytes) if by_size else float(part.objects) for part in parts]
    unit = np.array([float(s.sum()) for s in sizes]) / drawn
    left = np.array([max(0.0, w - float(s.sum())) for w, s in zip(whole, sizes, strict=True)]) / unit
    left = np.where([len(part.amounts) < part.objects for part in parts], left, 0.0)
    means = _means(parts, sizes, logs, variance) * unit
    return _Model(left, drawn, found, means, logs, variance, freedom)


def _bound_unread(model: _Model, error: float) -> float:
    """Return the bound for what was not read: shares, means and their spread, in quadrature."""
    left, drawn, found, means, variance = model.left, model.drawn, model.found, model.means, model.variance
    z = -float(ndtri(error))
    raised = variance / 2 * (model.freedom / float(2 * gammaincinv(model.freedom / 2, error)) - 1)
    if raised > MOST:
        return float("inf")
    share = betaincinv(found + 1, np.maximum(drawn - found, 1e-9), 1 - error)
    centre, most = left * found / drawn, left * np.where(found < drawn, share, 1.0)
    has = (found > 0) & (left > 0)
    number = np.array([max(1, len(log)) for log in model.logs])
    apart = np.log(np.where(has, most, 1.0) / np.where(has, centre, 1.0))
    apart = np.hypot(apart, z * np.sqrt(variance / number))
    above = np.where(has, centre * np.expm1(np.minimum(apart, 50.0)), most)
    # The unread amounts are a draw of the model themselves.
    realised = z * np.sqrt(np.where(has, centre, most) * np.expm1(min(variance, 50.0)))
    across = float(np.sqrt(((means * above) ** 2 + (means * realised) ** 2).sum()))
    known = float((means * centre).sum())
    few = left * np.minimum(1.0, (found + 1) / drawn)
    more = _beyond_largest(model, few, error)
    return known + float(np.hypot(np.hypot(across, (known + across) * np.expm1(raised)), more))


def _beyond_largest(model: _Model, number: Floats, error: float) -> float:
    """Return what a Pareto tail adds beyond the amounts met: its part of the mean, and one big jump.

    `number` are the unread amounts of each stratum. Infinite where the tail may have no mean: where
    its index comes to 1 with one standard error more.
    """
    apart = np.sort(np.concatenate([log - log.mean() for log in model.logs if len(log)]))
    largest = min(max(FEWEST, int(np.ceil(LARGEST * len(apart)))), len(apart) - 1)
    start = apart[-largest - 1]
    index = float((apart[len(apart) - largest :] - start).sum()) + PRIOR_AMOUNTS * PRIOR_INDEX
    index /= largest + PRIOR_AMOUNTS
    index *= 1 + (largest + PRIOR_AMOUNTS) ** -0.5
    if index >= 1:
        return float("inf")
    has = (number > 0) & (model.means > 0)
    if not has.any():
        return 0.0
    units = model.means[has] * float(np.exp(start) / np.exp(apart).mean())
    many = number[has] * max(1, largest) / len(apart)  # amounts above the tail's start
    jump = units.max() * float((many * (units / units.max()) ** (1 / index)).sum() / error) ** index
    # The mean between the largest amount that was met, `units * largest ** index`, and the jump.
    met = max(1, largest) ** (index - 1)
    unmet = np.maximum(met - (jump / units) ** (1 - 1 / index), 0.0) / (1 - index)
    return float(jump + (many * units * unmet).sum())


def _means(
    parts: Sequence[Sampled], sizes: Sequence[Floats], logs: Sequence[Floats], variance: float
) -> Floats:
    """Return the mean amount of those that have one; where none was met, the bucket's by their bytes."""
    weights = [part.objects / len(part.amounts) for part in parts]
    total = sum(w * part.amounts.sum() for w, part in zip(weights, parts, strict=True))
    held = sum(w * part.sizes[part.amounts > 0].sum() for w, part in zip(weights, parts, strict=True))
    density = float(total) / max(float(held), 1.0)
    return np.array(
        [
            max(
                float(part.amounts.sum() / s[part.amounts > 0].sum()),
                float(np.exp(log.mean() + variance / 2)),
            )
            if len(log)
            else density * float(part.sizes.sum() / s.sum())
            for part, s, log in zip(parts, sizes, logs, strict=True)
        ]
    )
