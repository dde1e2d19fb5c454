"""What error rates measured on labelled corpora say of a bucket that nobody labelled.

A rate differs from corpus to corpus, and within one from kind to kind of document. On the log-odds scale
both effects are taken as normal, and decisions as binomial within a kind (Chu & Cole, J. Clinical
Epidemiology 59, 2006). What counts for a bucket is the predictive distribution of the rate in one more
corpus (Higgins, Thompson & Spiegelhalter, J. Royal Statistical Society A 172, 2009); the mean and both
spreads are integrated out on a grid. Without a corpus it is the prior, which is wide; with one corpus
it stays wide, however many objects that one has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, xlog1py, xlogy

Floats = NDArray[np.float64]
Kinds = tuple[tuple[float, float], ...]  # (wrong, right) decisions by kind of document
Corpora = tuple[Kinds, ...]

ODDS = np.linspace(-16.0, 8.0, 241)  # log-odds of a rate
MEANS, SPREADS = 61, 8


@dataclass(frozen=True, slots=True)
class Prior:
    """The mean log-odds of a rate before anything is measured, its spread, and those of the two effects."""

    mean: float
    spread: float
    corpus: float
    kind: float


# One object in a hundred flagged wrongly and one in twenty missed, each known to a factor of some 50 in odds
# before anything is measured. At one standard deviation (half-normal) another corpus changes the odds by a
# factor of 3.3 and 2.2, another kind of document by 2.7 and 1.6.
FALSE_ALARMS = Prior(float(logit(0.01)), 2.0, 1.2, 1.0)
MISSES = Prior(float(logit(0.05)), 2.0, 0.8, 0.5)


def predicted(models: Sequence[Corpora], prior: Prior, at: Floats) -> Floats:
    """Return the quantiles (`at`, 0 to 1) of the rate in one more corpus, from (wrong, right) by kind.

    Several models (sets of corpora that may be like it) weigh the same (Hoeting et al., Statistical Science
    14, 1999, without a preference).
    """
    ordered = [tuple(sorted(tuple(sorted(kinds)) for kinds in corpora)) for corpora in models]
    weights = np.mean([_predictive(corpora, prior) for corpora in ordered], axis=0)
    ends = np.concatenate([[0.0], np.cumsum(weights)])
    step = ODDS[1] - ODDS[0]
    edges = np.concatenate([ODDS - step / 2, [ODDS[-1] + step / 2]])
    rates: Floats = expit(np.interp(at, ends / ends[-1], edges))
    return rates


@lru_cache(maxsize=4096)
def _predictive(corpora: Corpora, prior: Prior) -> Floats:
    """Return the weight of each of `ODDS` for the rate in one more corpus.

    All kinds of all corpora, at all spreads between kinds, go through one product of matrices.
    """
    between, weight = _integrate_prior(prior)
    around, chances = _spread_kinds(prior.kind)
    likely = np.log(weight)[:, None] + np.log(chances)
    if corpora:
        wrong, right = np.array([kind for kinds in corpora for kind in kinds], float).T[:, :, None]
        within = xlogy(wrong, expit(ODDS)) + xlog1py(right, -expit(ODDS))
        peak = within.max(-1, keepdims=True)
        kinds = np.log(np.maximum(around @ np.exp(within - peak).T, 1e-300))  # spread, mean of a corpus, kind
        starts = np.cumsum([0, *(len(one) for one in corpora[:-1])])
        corpus = np.add.reduceat(kinds, starts, axis=-1)  # spread, mean, corpus
        top = corpus.max(1, keepdims=True)
        held = np.maximum(between @ np.exp(corpus - top), 1e-300)  # spread, overall mean and spread, corpus
        likely = likely + peak.sum() + (top + np.log(held)).sum(-1).T
    shares = np.exp(likely - likely.max()).T @ between  # spread, mean
    weights: Floats = np.einsum("sm,smo->o", shares, around)
    return np.asarray(weights / weights.sum())


@lru_cache(maxsize=8)
def _spread_kinds(scale: float) -> tuple[Floats, Floats]:
    """Return densities over `ODDS` of a kind's rate, by spread and by the mean of its corpus, and weights."""
    spreads, chances = _spreads(scale)
    return np.array([_weigh_normal(ODDS[:, None], spread) for spread in spreads]), chances


def _weigh_normal(mean: Floats, spread: Floats | float) -> Floats:
    density = np.exp(-0.5 * ((ODDS - mean) / spread) ** 2)
    weights: Floats = density / density.sum(-1, keepdims=True)
    return weights


def _spreads(scale: float) -> tuple[Floats, Floats]:
    """Return spreads of an effect and their half-normal weights."""
    spreads = scale * np.linspace(0.2, 2.6, SPREADS)
    weights = np.exp(-0.5 * (spreads / scale) ** 2)
    return spreads, weights / weights.sum()


@lru_cache(maxsize=8)
def _integrate_prior(prior: Prior) -> tuple[Floats, Floats]:
    """Return densities of a corpus's mean over `ODDS`, by overall mean and spread, and prior weights."""
    means = prior.mean + prior.spread * np.linspace(-4, 4, MEANS)
    spreads, chances = _spreads(prior.corpus)
    mean, spread = (grid.ravel()[:, None] for grid in np.meshgrid(means, spreads, indexing="ij"))
    chance = np.tile(chances, MEANS) * np.exp(-0.5 * ((mean[:, 0] - prior.mean) / prior.spread) ** 2)
    return _weigh_normal(mean, spread), chance / chance.sum()
