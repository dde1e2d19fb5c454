"""One regularised logistic model an entity family: named features become a probability.

The weights are fitted (`models/train/scorer.py`) and lie in `data/NAME.json` with what they were fitted on:
for each feature its weight in log-odds. A feature that the file does not name weighs nothing. Names also
have a hidden layer (`score.hidden_layer`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from math import exp
from typing import Any

from pii_sweep.detect.score.calibration import FITTED
from pii_sweep.detect.score.hidden_layer import Layer, layer
from pii_sweep.detect.text.candidate import Hit

_DATA = resources.files("pii_sweep.detect") / "data"
_MOST = 0.995


@lru_cache(maxsize=8)
def model(name: str) -> Mapping[str, Any]:
    """Return a fitted model: `weights` by feature, `knots` from its share to the score of a finding."""
    held: Mapping[str, Any] = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return held


def share(
    weights: Mapping[str, float],
    features: Mapping[str, float],
    factors: float = 0.0,
    hidden: Layer | None = None,
) -> float:
    """Return the share, 0 to 1, of candidates with such features that are right; `factors` as in `scored`."""
    odds, weight_of = 0.0, weights.get
    for feature, number in features.items():
        odds += weight_of(feature, 0.0) * number
    odds += hidden.odds(features) if hidden else 0.0
    odds += factors * (features.get("factors", 0.0) - odds)
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds))))


def scored(hit: Hit, name: str, features: Mapping[str, float], factors: float = 0.0) -> Hit:
    """Return a hit with the score that a model gives it; the reasons of its recognizer stay.

    `factors`, 0 to 1, is how much of the log-odds are those of the feature of that name and not the model's.
    """
    fitted = model(name)
    right = share(fitted["weights"], features, factors, layer(name))
    score = _interpolate(fitted["knots"], right)
    return hit.scored(score, (*hit.reasons, f"{FITTED}:{right:.2f}"))


def weightiest(weights: Mapping[str, float], features: Mapping[str, float], most: int = 6) -> tuple[str, ...]:
    """Return the features that weighed most, with what each added, the strongest first: `heading:+1.20`."""
    parts = [(name, weights.get(name, 0.0) * value) for name, value in features.items()]
    parts.sort(key=lambda part: (-abs(part[1]), part[0]))
    return tuple(f"{name}:{weight:+.2f}" for name, weight in parts[:most] if abs(weight) >= _LEAST)


_LEAST = 0.05


def _interpolate(knots: list[list[float]], number: float) -> float:
    for (low, left), (high, right) in zip(knots, knots[1:], strict=False):
        if number <= high:
            return min(_MOST, left + (right - left) * (number - low) / (high - low))
    return _MOST
