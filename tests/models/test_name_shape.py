"""How names look by their letters: which words count, and that the fit tells them apart by stretches."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.train import name_shape
from models.train.passages import Mark, Text
from pii_sweep.detect.person.evidence import name_shape as reading


def text(words: str, *names: str) -> Text:
    """Return a text with marks on some of its words."""
    found = sorted((words.index(name), name) for name in names)
    return Text(words, tuple(Mark(at, at + len(name), "PERSON") for at, name in found))


def test_words_count_as_names_or_as_what_could_be_one() -> None:
    counts = name_shape.count_words(
        [text("Anna paid Ferdl. Anna ate a Kuchen", "Ferdl"), text("Anna", "Anna")]
    )
    assert counts == {"anna": (1, 2), "ferdl": (1, 0), "kuchen": (0, 1)}


def test_stretches_of_letters_make_an_unknown_word_a_name(tmp_path: Path) -> None:
    names = [
        f"{start}{end}"
        for start in ("Kowal", "Nowak", "Wisn", "Zielin", "Mazur")
        for end in ("owska", "ewska")
    ]
    things = [
        f"{start}{end}" for start in ("Rech", "Lief", "Zahl", "Miet", "Steu") for end in ("nung", "ungen")
    ]
    texts = [text(name, name) for name in names] + [text(thing) for thing in things]
    name_shape.write(texts, tmp_path)
    shapes = reading.load(tmp_path)
    assert np.load(tmp_path / reading.FILE).dtype == np.float16
    assert shapes.log_odds("Grabowska") > 0.3 > -0.3 > shapes.log_odds("Ordnung")
