"""What features mean together: one hidden layer, whose output is added to the log-odds of a fitted score.

A lone given name weighs another amount among goods than in a signature; a sum of weights cannot say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_DATA = resources.files("pii_sweep.detect") / "data"


class Layer(NamedTuple):
    """Weights of features into units, the units' own, and what each unit adds to the log-odds."""

    places: Mapping[str, int]
    weights: NDArray[np.float32]  # features x units
    bias: NDArray[np.float32]
    out: NDArray[np.float32]
    shift: float

    def odds(self, features: Mapping[str, float]) -> float:
        """Return what the layer adds to the log-odds of a candidate with such features."""
        known, numbers = list[int](), list[float]()
        place_of = self.places.get
        for name, number in features.items():
            place = place_of(name)
            if place is not None:
                known.append(place)
                numbers.append(number)
        own = np.array(numbers, np.float32).dot(self.weights.take(known, 0))
        own += self.bias
        return float(np.tanh(own).dot(self.out)) + self.shift


@lru_cache(maxsize=8)
def layer(name: str) -> Layer | None:
    """Return the hidden layer of a fitted model; None where it has none."""
    file = _DATA / f"{name}_hidden.npz"
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        held = np.load(stream)
        places = {feature: place for place, feature in enumerate(held["names"].tolist())}
        weights, bias, out = (held[part].astype(np.float32) for part in ("weights", "bias", "out"))
        return Layer(places, weights, bias, out, float(held["shift"]))
