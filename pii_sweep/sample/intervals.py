"""Intervals for counts in a finite population drawn without replacement.

One stratum: the exact hypergeometric interval (Buonaccorsi 1987). Several strata: a beta
distribution matched to the weighted counts plus one hit more in the heaviest stratum, the binomial
form of Fay & Feuer's gamma interval (Statistics in Medicine 16, 1997), which for one stratum is
Clopper & Pearson's. No hit at all: the exact joint bound over the strata.

Arrays broadcast over leading axes; strata lie on the last one. Counts are floats or ints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaln

Floats = NDArray[np.float64]
MOST_KEPT = 4096  # numbers that a bound is kept for


@lru_cache(maxsize=MOST_KEPT)
def hypergeometric(population: int, drawn: int, hits: int, confidence: float) -> tuple[int, int]:
    """Return the exact interval for the number of hits in a population drawn without replacement.

    Equal tails, found by bisection on the whole numbers (Buonaccorsi, The American
    Statistician 41, 1987). `low` is the least total under which so many hits are not too
    many; `high` the greatest under which they are not too few.
    """
    from scipy.stats import hypergeom  # takes half a second, which most commands need not wait for

    tail = (1 - confidence) / 2

    def few(total: int) -> bool:
        return bool(hypergeom.cdf(hits, population, total, drawn) > tail)

    def many(total: int) -> bool:
        return bool(hypergeom.sf(hits - 1, population, total, drawn) > tail)

    least, most = hits, population - (drawn - hits)
    return _find_first(many, least, most), _find_last(few, least, most)


def _find_last(holds: Callable[[int], bool], low: int, high: int) -> int:
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _find_first(holds: Callable[[int], bool], low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def zero_hit_bound(sizes: ArrayLike, drawn: ArrayLike, error: float) -> Floats:
    """Return the greatest total of hits that stays clean in every stratum with a chance of `error`.

    The adversary hides hits where objects weigh most: greatest sum of M_h with
    prod C(N_h - M_h, n_h) / C(N_h, n_h) >= error, by Lagrange over the continuous
    relaxation, filling strata in the order of the first hit's price. Being the bound of a bet
    that loses with the first hit, it holds at every stopping time.
    """
    pairs = np.stack(np.broadcast_arrays(np.asarray(sizes, float), np.asarray(drawn, float)), -1)
    shape, strata = pairs.shape[:-2], pairs.shape[-2]
    rows, where = np.unique(pairs.reshape(-1, strata * 2), axis=0, return_inverse=True)
    find = _bounds if rows.size <= MOST_KEPT else _bounds.__wrapped__
    total: Floats = find(rows.tobytes(), strata, error)[where].reshape(shape)
    return total


@lru_cache(maxsize=256)
def _bounds(pairs: bytes, strata: int, error: float) -> Floats:
    """Return the bounds of rows of pairs of size and draws: of a sweep's entities most share them."""
    rows = np.frombuffer(pairs).reshape(-1, strata, 2)
    size, draw = rows[..., 0], rows[..., 1]
    slack = -np.log(error)
    unread = size - draw
    free = np.where(draw <= 0, size, 0.0).sum(-1)

    def hidden(price: Floats) -> Floats:
        # d/dM of -log chance is about n / (N - M - (n - 1) / 2): rises with M.
        room = size - (draw - 1) / 2 - draw / price[..., None]
        return np.where(draw > 0, np.clip(room, 0.0, unread), 0.0)

    low, high = np.full(size.shape[:-1], 1e-12), np.full(size.shape[:-1], 1e6)
    for _ in range(50):
        middle = np.sqrt(low * high)
        over = _price_of(size, draw, hidden(middle)) > slack
        low, high = np.where(over, low, middle), np.where(over, middle, high)
    best: Floats = hidden(low).sum(-1) + free
    return best


def _price_of(size: Floats, draw: Floats, hidden: Floats) -> Floats:
    """Return -log of the chance that every draw is clean."""
    chance = gammaln(size - hidden + 1) - gammaln(np.maximum(size - hidden - draw, 0) + 1)
    chance -= gammaln(size + 1) - gammaln(size - draw + 1)
    total: Floats = -chance.sum(-1)
    return total


@dataclass(frozen=True, slots=True)
class Draws:
    """Sizes of strata, and draws and hits in each: of the pilot that steered, and since.

    The pilot's figures are zero where nothing steered the draw.
    """

    sizes: Floats
    pilot: Floats
    pilot_hits: Floats
    drawn: Floats
    hits: Floats

    @classmethod
    def of(cls, sizes: ArrayLike, drawn: ArrayLike, hits: ArrayLike) -> Draws:
        """Return draws of a fixed size, without a pilot."""
        size, draw, hit = (np.asarray(a, float) for a in np.broadcast_arrays(sizes, drawn, hits))
        return cls(size, np.zeros_like(size), np.zeros_like(size), draw, hit)

    def partly_read(self) -> tuple[Draws, Floats]:
        """Return the draws without strata that were read whole, as empty ones, and the hits in those."""
        whole = self.pilot + self.drawn >= self.sizes
        known: Floats = np.where(whole, self.pilot_hits + self.hits, 0.0).sum(-1)
        columns = (self.sizes, self.pilot, self.pilot_hits, self.drawn, self.hits)
        return Draws(*(np.where(whole, 0.0, column) for column in columns)), known

    def mirrored(self) -> Draws:
        """Return the same draws with clean objects as hits."""
        return replace(self, pilot_hits=self.pilot - self.pilot_hits, hits=self.drawn - self.hits)

    @property
    def weights(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Return the weight of a pilot draw and of a later one, and the variance of each layer.

        T = a T1 + (1 - a) T2: T1 expands the pilot; T2 is the pilot's hits and the later draws
        expanded to what the pilot left. Given the pilot, E[T2] is the true total whatever
        sizes the pilot led to, so T1 and T2 are uncorrelated and T is unbiased; `a`, the
        pilot's share of all draws, does not look at the hits. The variances are those of
        the layers' totals per unit p(1 - p), without replacement.
        """
        first, second = self.pilot.sum(-1), self.drawn.sum(-1)
        share = (first / np.maximum(first + second, 1.0))[..., None]
        left = self.sizes - self.pilot
        # A stratum without later draws rests on its pilot alone, one without a pilot on the rest.
        share = np.where((self.drawn <= 0) & (left > 0), 1.0, np.where(self.pilot <= 0, 0.0, share))
        one = share * self.sizes / np.maximum(self.pilot, 1.0)
        two = (1 - share) * left / np.maximum(self.drawn, 1.0)
        spread_one = one**2 * self.pilot * (1 - self.pilot / np.maximum(self.sizes, 1.0))
        spread_two = two**2 * self.drawn * (1 - self.drawn / np.maximum(left, 1.0))
        return np.where(self.pilot > 0, one + 1 - share, 0.0), two, spread_one, spread_two


def expanded(draws: Draws) -> Floats:
    """Return the unbiased estimate of the total of hits in the strata that were drawn from."""
    one, two, _, _ = draws.weights
    total: Floats = (one * draws.pilot_hits + two * draws.hits).sum(-1)
    return total


def stratified(draws: Draws, error: float) -> tuple[Floats, Floats]:
    """Return bounds on the total of hits, each wrong with a chance of at most `error`.

    A stratum without a draw counts as clean for the lower bound and as hits for the upper one; one
    that was read whole has its hits as a constant, and no part in the bound of the others.
    """
    draws, known = draws.partly_read()
    low, high = _of_sampled(draws, error)
    return low + known, high + known


PILOT_ERROR = 0.0005  # with which a pilot rules out that a target cannot be met


def worst_spread(sizes: ArrayLike, pilot: ArrayLike, hits: ArrayLike, likely: ArrayLike) -> Floats:
    """Return how much wider an interval may get than a likely share makes expect, as a factor.

    The width goes with sqrt(p (1 - p)); p is taken as near to a half as the pilot leaves room for.
    """
    draws, share = Draws.of(sizes, pilot, hits), np.asarray(likely, float)
    low, high = (end / np.maximum(draws.sizes.sum(-1), 1.0) for end in stratified(draws, PILOT_ERROR))
    worst = np.where((low <= 0.5) & (high >= 0.5), 0.25, np.maximum(low * (1 - low), high * (1 - high)))
    scale: Floats = np.maximum(np.sqrt(worst / np.maximum(share * (1 - share), 1e-9)), 1.0)
    return scale


def _of_sampled(draws: Draws, error: float) -> tuple[Floats, Floats]:
    seen = draws.pilot + draws.drawn > 0
    blank = np.where(seen, 0.0, draws.sizes).sum(-1)
    held = replace(draws, sizes=np.where(seen, draws.sizes, 0.0))
    low = held.sizes.sum(-1) - _bound_above(held.mirrored(), error)
    found = (draws.pilot_hits + draws.hits).sum(-1)
    high: Floats = _bound_above(held, error) + blank
    return np.maximum(low, found), high


def _bound_above(draws: Draws, error: float) -> Floats:
    """Return the upper bound on the hits of drawn strata (see the module's text)."""
    size, count, seen = draws.sizes, draws.pilot + draws.drawn, draws.pilot_hits + draws.hits
    one, two, spread_one, spread_two = draws.weights
    # A stratum that was read whole hides nothing: its weight cannot carry the one hit more.
    weight = np.where((count < size) & (seen < count), np.maximum(one, two), 0.0)
    heaviest = np.argmax(weight, -1)[..., None]
    extra = np.zeros_like(weight)
    np.put_along_axis(extra, heaviest, 1.0, -1)
    top = np.take_along_axis(weight, heaviest, -1)[..., 0]
    number = count + extra
    share = (seen + extra) / np.maximum(number, 1.0)
    # A single draw says nothing of the spread in its stratum: the whole bucket's stands in.
    estimate = (one * draws.pilot_hits + two * draws.hits).sum(-1)  # `expanded`, of weights that are known
    pooled = (estimate / np.maximum(size.sum(-1), 1.0))[..., None]
    share = np.where(number == 1, np.clip(pooled, 0.0, 1.0), share)
    unread = 1 - count / np.maximum(size, 1.0)
    spread = (spread_one + spread_two + extra * weight**2 * unread) * share * (1 - share)
    # One stratum: Beta(k + 1, n - k) has a strength of n + 2. Several: the unbiased variance.
    alone = (size > 0).sum(-1, keepdims=True) == 1
    variance = (spread * number / np.where(alone, number + 1, np.maximum(number - 1, 1.0))).sum(-1)
    total = size.sum(-1)
    scale = np.maximum(total + top, 1e-100)
    mean = (estimate + top) / scale
    strength = mean * (1 - mean) / np.maximum(variance / scale**2, 1e-300)
    a, b = mean * (strength - 1), (1 - mean) * (strength - 1)
    clean = seen.sum(-1) == 0
    # The inverse takes most of the time, and is not asked where nothing spreads or nothing was found.
    inner, bound = (variance > 0) & ~clean, np.array(total)
    bound[inner] *= betaincinv(np.maximum(a[inner], 1e-9), np.maximum(b[inner], 1e-9), 1 - error)
    if clean.any():
        bound[clean] = zero_hit_bound(size[clean], count[clean], error)
    limit: Floats = total - (count - seen).sum(-1)
    held: Floats = np.minimum(np.maximum(bound, seen.sum(-1)), limit)
    return held
