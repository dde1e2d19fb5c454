"""Totals over a bucket (hits, faces, bytes): ratio to size where it wins, and skewness minded.

Ratio and expansion estimators: Cochran, Sampling Techniques (3rd ed. 1977), §5.3 and §6.2.
Interval: Hall's cubic transformation (JRSS B 54, 1992), which shifts the interval where a few
objects hold most of the total; one object more, as large as the largest, and a log-normal tail
(`tail`) bound what so short a sample may have missed. Degrees of freedom: Satterthwaite
(Biometrics Bulletin 2, 1946), from the fourth moments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.frame.media import BANDS, LIMITS
from pii_sweep.sample.intervals import zero_hit_bound
from pii_sweep.sample.tail import Sampled, bound_above
from pii_sweep.types import Observation, Stratum

Floats = NDArray[np.float64]
WINS = 0.8  # the ratio's variance must be below this part of the expansion's
MISSED = 1.0  # of one draw more like a stratum's largest
HIGH_SHARE = 0.6  # of the upper end's error is asked of each of its bounds: none of them is exact
ENOUGH = 10  # draws below which a ratio's bias is not small


def total(strata: Sequence[Sampled], confidence: float) -> tuple[float, float, float, str]:
    """Return (low, point, high, method) of the total amount, however heavy its tail.

    Unread picks hold nothing for the low end, and as much as the largest read for the high. The
    high end is infinite where too few amounts were met to know how they spread.
    """
    above = HIGH_SHARE * (1 - confidence) / 2
    low, point, _, method = expansion(strata, confidence)
    high = expansion(strata, 1 - 2 * above)[2]
    if any(part.amounts.sum() for part in strata):
        high = max(high, bound_above(strata, above) + _not_read(strata))
    return low, point, high, method


def _not_read(strata: Sequence[Sampled]) -> float:
    """Return what picks without a reading, and strata without one, may hold: the largest amount each."""
    largest = max((float(part.amounts.max()) for part in strata if len(part.amounts)), default=0.0)
    blank = sum(part.objects for part in strata if not len(part.amounts))
    return largest * (sum(part.unread for part in strata) + blank)


def expansion(strata: Sequence[Sampled], confidence: float) -> tuple[float, float, float, str]:
    """Return (low, point, high, method) of the total amount by what was seen of its tail alone."""
    parts = [_stratum(part) for part in strata if len(part.amounts)]
    seen = float(sum(part.amounts.sum() for part in strata))
    if not parts:
        high = float("inf") if any(part.objects for part in strata) else 0.0
        return 0.0, 0.0, high, "none read"
    point = sum(part[0] for part in parts)
    objects = sum(part.objects for part in strata if len(part.amounts))
    blank = sum(part.objects for part in strata if not len(part.amounts))
    point += point / max(1, objects) * blank
    error = float(np.sqrt(sum(part[1] for part in parts)))
    cube = error**3  # zero where everything was read, or too small for a float: nothing is skewed then
    skew = sum(part[2] for part in parts) / cube if cube > 0 else 0.0
    wobble = sum(part[4] for part in parts)
    freedom = max(1.0, min(1e6, 2 * error**4 / wobble)) if wobble else 1e6
    low, high = hall_interval(point, error, min(max(skew, 0.0), 3.0), freedom, confidence)
    partly = [part for part in strata if 0 < len(part.amounts) < part.objects]
    missed = max((p.objects / len(p.amounts) * float(p.amounts.max()) for p in partly), default=0.0)
    high = max(high, point + MISSED * missed) + _not_read(strata)
    ratio = sum(part[3] for part in parts) > len(parts) / 2
    return max(seen, low), max(seen, point), max(seen, high), "ratio-hall" if ratio else "expansion-hall"


def total_bytes(strata: Sequence[Sampled], confidence: float) -> tuple[float, float, float, str]:
    """Return (low, point, high, method) of the total size of the objects whose amount is their size.

    An object has all of its bytes or none, and the bytes of all are known: what is clean bounds
    it from above, and an upper bound on what is clean bounds it from below.
    """
    low, point, high, method = total(strata, confidence)
    every = float(sum(part.bytes for part in strata))
    clean = [replace(part, amounts=np.where(part.amounts > 0, 0.0, part.sizes)) for part in strata]
    spared = float(sum(part.amounts.sum() for part in clean))
    if spared:
        low = min(low, max(every - total(clean, confidence)[2], float(sum(p.amounts.sum() for p in strata))))
    high = min(high, every - spared)
    return low, min(point, high), high, method


def volumes(
    strata: Sequence[Stratum], observations: Sequence[Observation], confidence: float, entities: Sequence[str]
) -> Iterator[tuple[str, float, float, float, str]]:
    """Yield (measure, low, point, high, method) of one bucket's totals.

    `bytes_with:E` for each entity (or `A+B`), `hits:E` for each single one, `faces`, and
    `personal:bytes` and `personal:hits` over whatever entity.
    """

    def one(measure: str, amount: Callable[[Observation], float]) -> tuple[str, float, float, float, str]:
        return measure, *_volume(strata, observations, confidence, amount, measure)

    for entity in entities:
        wanted = entity.split("+")
        yield one(f"bytes_with:{entity}", lambda item: item.size * all(item.hits.get(w) for w in wanted))  # noqa: B023
        if len(wanted) == 1:
            yield one(f"hits:{entity}", lambda item: item.hits.get(entity, 0))  # noqa: B023
    yield one("faces", lambda item: item.faces)
    yield one("personal:bytes", lambda item: item.size * any(item.hits.values()))
    yield one("personal:hits", lambda item: sum(item.hits.values()))


def _volume(
    strata: Sequence[Stratum],
    observations: Sequence[Observation],
    confidence: float,
    amount: Callable[[Observation], float],
    measure: str,
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
                _bytes(stratum),
                np.array([float(amount(item)) for item in items]),
                np.array([float(item.size) for item in items]),
                len(groups[stratum.name]) - len(items),
            )
        )
    low, point, high, method = (total_bytes if "bytes" in measure else total)(parts, confidence)
    if all(len(part.amounts) >= part.objects for part in parts):
        return low, point, high, method
    read = {stratum.name: len(part.amounts) for stratum, part in zip(strata, parts, strict=True)}
    if "bytes" in measure and all((part.amounts > 0).all() for part in parts):
        spared = hidden_bytes(strata, read, (1 - confidence) / 2)
        low = max(
            sum(float(part.amounts.sum()) for part in parts), min(low, sum(map(_bytes, strata)) - spared)
        )
    if point > 0:
        return low, point, high, method
    if "bytes" in measure:
        return 0.0, 0.0, hidden_bytes(strata, read, (1 - confidence) / 2), "zero-hit"
    # Nothing says how many hits an object can have.
    return 0.0, 0.0, float("inf"), "zero-hit, unbounded"


def hidden_bytes(strata: Sequence[Stratum], read: Mapping[str, int], error: float) -> float:
    """Return the most bytes of objects that all stay out of the sample with a chance of `error`.

    As many objects as the joint zero-hit bound allows, each stratum no more than by its own
    bound, the largest first: an object is no larger than its size band, a stratum's objects
    together no larger than the stratum.
    """
    sizes = np.array([float(drawable(stratum)) for stratum in strata])
    drawn = np.array([float(min(read.get(stratum.name, 0), drawable(stratum))) for stratum in strata])
    left = float(zero_hit_bound(sizes, drawn, error))
    own = zero_hit_bound(sizes[:, None], drawn[:, None], error)
    tops = [min(_largest_object(stratum), _bytes(stratum)) for stratum in strata]
    hidden = 0.0
    for i in sorted(range(len(strata)), key=lambda i: -tops[i]):
        number = min(left, float(own[i]))
        hidden, left = hidden + min(number * tops[i], float(_bytes(strata[i]))), left - number
    return hidden


def _bytes(stratum: Stratum) -> int:
    return stratum.bytes - sum(stratum.skipped_bytes.values())


def _largest_object(stratum: Stratum) -> float:
    """Return the most bytes of one object of a stratum, by its size band."""
    limits = dict(zip(BANDS, LIMITS, strict=False))
    return float(limits.get(stratum.size_band, np.inf))


def hall_interval(
    point: float, error: float, skew: float, freedom: float, confidence: float
) -> tuple[float, float]:
    """Return Hall's interval for a total with standard error `error` and skewness `skew`."""
    quantile = (
        float(stdtrit(freedom, (1 + confidence) / 2))
        if freedom > 2
        else 1.5 * float(ndtri((1 + confidence) / 2))
    )
    if skew < 1e-6:
        return point - quantile * error, point + quantile * error

    def back(z: float) -> float:
        return float(3 / skew * (np.cbrt(1 + skew * (z - skew / 6)) - 1))

    return point - error * back(quantile), point - error * back(-quantile)


def _stratum(part: Sampled) -> tuple[float, float, float, bool, float]:
    """Return total, variance, third moment, whether the ratio won, and the variance's variance."""
    number, drawn = part.objects, len(part.amounts)
    mean = float(part.amounts.mean())
    deviations = part.amounts - mean
    value, ratio = number * mean, False
    if drawn >= ENOUGH and part.sizes.sum() > 0:
        slope = float(part.amounts.sum() / part.sizes.sum())
        residuals = (part.amounts - slope * part.sizes) * (part.bytes / number / part.sizes.mean())
        if (residuals**2).sum() < WINS * (deviations**2).sum():
            value, deviations, ratio = slope * part.bytes, residuals, True
    rest = max(0.0, 1 - drawn / max(1, number))
    variance = float((deviations**2).sum()) / max(1, drawn - 1)
    if drawn == 1:
        variance = mean**2  # one draw shows no spread: its own square stands in
    third = float((deviations**3).mean())
    spread = number**2 * rest * variance / drawn
    fourth = float((deviations**4).mean())
    square = variance**2  # zero where all amounts are equal: there is no kurtosis then
    kurtosis = fourth / square if square > 0 else 0.0
    wobble = spread**2 * max(0.0, kurtosis - (drawn - 3) / max(1, drawn - 1)) / drawn
    return value, spread, number**3 * rest * third / drawn**2, ratio, wobble
