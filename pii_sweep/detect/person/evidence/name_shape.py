"""How much a word looks like a part of somebody's name: log-odds from stretches of its letters.

The weights of stretches of two to five letters were fitted on the words of marked papers
(`models/train/name_shape.py`) and lie next to the network for papers. `Szentgyörgyi` looks like a name
though no list has it, `Keményítő` does not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pii_sweep import resources
from pii_sweep.detect.person.evidence.feature import Features
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.letters import MARKS

Weights = NDArray[np.float32]
FILE = "name_shape.npy"
# Weights, of which a stretch of letters has one by its hash.
SIZE = 1 << 17
_LENGTHS = (2, 3, 4, 5)
# More than this is certain, either way.
_MOST = 4.0
# What a word that lists have as a name says at least.
_LISTED = 0.25
_KEPT = 1 << 15
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])+")


def places(word: str) -> list[int]:
    """Return the places of the weights of a word's stretches of letters, and of the whole word, in order."""
    low = f"^{word.lower()}$"
    if low.isascii():  # a letter is a byte
        small = low.encode()
        cut = {small[at : at + length] for length in _LENGTHS for at in range(len(small) - length + 1)}
        return sorted({zlib.crc32(part) % SIZE for part in (*cut, b"=" + small)})
    parts = {low[at : at + length] for length in _LENGTHS for at in range(len(low) - length + 1)}
    return sorted({zlib.crc32(part.encode("utf-8", "replace")) % SIZE for part in (*parts, f"={low}")})


def _is_listed(word: str) -> bool:
    """Return whether a list has a word as a name, and none as an everyday word."""
    return (lexicon.given_name(word) or lexicon.family_name(word)) and word not in lexicon.ordinary()


class Shapes:
    """The weights of stretches of letters, and what they say of the words that were asked about."""

    def __init__(self, weights: Weights) -> None:
        """Hold weights, SIZE of them."""
        self._weights = weights
        self._known: dict[str, float] = {}

    def log_odds(self, word: str) -> float:
        """Return how much a word looks like a part of a name, -4 to 4; 0 says nothing."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            own = places(word)
            said = float(np.add.reduce(self._weights.take(own))) / len(own) ** 0.5
            # Letters say nothing against a word that a list has: `Carlos` is in streets, too.
            least = _LISTED if _is_listed(word.lower()) else -_MOST
            known = self._known[word] = max(least, min(_MOST, said))
        return known

    def describe(self, value: str) -> Features:
        """Return the features of a candidate for a name by the letters of its words."""
        odds = [self.log_odds(word) for word in WORD.findall(value)]
        if not odds:
            return {}
        found = {"shape first": odds[0], "shape last": odds[-1], "shape mean": sum(odds) / len(odds)}
        return found | {"lone shape": odds[0]} if len(odds) == 1 else found

    def describe_values(self, values: Sequence[str]) -> Features:
        """Return the features of a column by the letters of its values: their mean, and a low one."""
        means = [said["shape mean"] for said in map(self.describe, values) if said]
        if not means:
            return {}
        return {"shape": sum(means) / len(means), "shape least": sorted(means)[len(means) // 4]}


def load(folder: Path) -> Shapes:
    """Return the shapes that lie in the folder of a network."""
    return Shapes(np.load(folder / FILE).astype(np.float32))


@lru_cache(maxsize=1)
def shipped() -> Shapes:
    """Return the shapes of the packaged network."""
    return load(resources.second_model_path())
