"""Fit how names look by their letters; `models.train.papers` does it with the passages that it trains on.

Logistic regression over stretches of letters, by AdaGrad (Duchi, Hazan, Singer, "Adaptive Subgradient Methods",
2011), on the words of marked passages: those of names, and the other ones that are written as names can be. How often
a script's words are names is a bias of its own, which is not kept: it says nothing of a word.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, cycle
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pii_sweep.detect.model import sign_pair
from pii_sweep.detect.person.evidence import name_shape, word_attributes
from pii_sweep.detect.text import casing

if TYPE_CHECKING:
    from models.train.passages import Text

# A word counts so often at most, by the root of that.
MOST, ROUNDS, RATE, RIDGE, BIAS_RATE = 20, 8, 0.15, 1e-3, 0.003
# How many signs a stretch outside of names has, in turn.
LENGTHS = (2, 3, 4)


def count_words(texts: Iterable[Text]) -> dict[str, tuple[int, int]]:
    """Return how often each word is a part of a name, and how often one that is written so is something else."""
    names: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for text in texts:
        taken = {at for start, end in text.of("PERSON") for at in range(start, end)}
        for match in name_shape.WORD.finditer(text.text):
            if sign_pair.has_signs(match[0]):
                continue
            word = match[0].lower()
            if match.start() in taken:
                names[word] += 1
            elif not casing.is_small(match[0][0]):
                others[word] += 1
        if sign_pair.has_signs(text.text):
            names.update(part for one in text.of("PERSON") for part in _parts(text.text[slice(*one)]))
            others.update(_stretches(text, taken))
    return {word: (names[word], others[word]) for word in sorted({*names, *others})}


def _parts(value: str) -> Iterator[str]:
    """Yield the words of a name in signs."""
    for match in name_shape.WORD.finditer(value):
        if sign_pair.has_signs(match[0]):
            yield match[0]


def _stretches(text: Text, taken: set[int]) -> Iterator[str]:
    """Yield stretches of signs outside of names, of as many as names have: nothing shows where words end."""
    for match in name_shape.WORD.finditer(text.text):
        signs = sign_pair.signs(match[0]) if sign_pair.has_signs(match[0]) else []
        places = list(accumulate(map(len, signs), initial=match.start()))
        for at, length in zip(range(len(signs)), cycle(LENGTHS)):
            low, high = places[at], places[min(at + length, len(signs))]
            if not taken.intersection(range(low, high)):
                yield text.text[low:high]


def fit(counts: dict[str, tuple[int, int]]) -> np.ndarray:
    """Return the weight of each place of `name_shape.places`."""
    weights, met = np.zeros(name_shape.SIZE), np.full(name_shape.SIZE, 1e-2)
    rows = [(word, min(MOST, name), min(MOST, other)) for word, (name, other) in counts.items()]
    places = {word: np.array(name_shape.places(word)) for word in counts}
    script = {word: word_attributes.script(word[0]) for word in counts}
    total: defaultdict[str, list[float]] = defaultdict(lambda: [1.0, 1.0])
    for word, name, other in rows:
        total[script[word]][0] += name
        total[script[word]][1] += other
    bias = {own: float(np.log(name / other)) for own, (name, other) in total.items()}
    draw = random.Random("name shape")
    for _ in range(ROUNDS):
        draw.shuffle(rows)
        for word, name, other in rows:
            own, many = places[word], (name + other) ** 0.5
            scale = len(own) ** -0.5
            odds = weights[own].sum() * scale + bias[script[word]]
            slope = (many / (1 + np.exp(-odds))) - name / many
            change = slope * scale + RIDGE * weights[own]
            met[own] += change**2
            weights[own] -= RATE * change / np.sqrt(met[own])
            bias[script[word]] -= BIAS_RATE * slope
    return weights


def write(texts: Iterable[Text], out: Path) -> None:
    """Fit on marked texts, and write the weights in 16 bits to a network's folder."""
    np.save(out / name_shape.FILE, fit(count_words(texts)).astype(np.float16))
