"""The programs that fit the shipped scores: each collects candidates from the detector as it is."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from models.train import column_scorer, health, ridge, scorer
from pii_sweep.config import Settings
from pii_sweep.types import ObjectRef, Passage, Table, Where

WHERE = Where(ObjectRef("bucket", "ward.txt"))
VISITS = "The ward is open from eight to six, and visitors may stay until five. Lunch is at noon.\n\n"
LETTER = (
    "St. Anne Medical Center\nPatient: Rosa Delgado\nDate of birth: 04/12/1961\n\nDear Ms Delgado,\n\n"
    "You were seen on 3 May for type 2 diabetes. Please bring your insurance card on Monday.\n\n"
    + VISITS * 8
    + "Sincerely,\nJonas Weber\n"
)
PEOPLE = Table(
    Where(ObjectRef("bucket", "people.csv")),
    ("name", "city", "price"),
    tuple((name, "Salem", "12.50") for name in ("Rosa Delgado", "Jonas Weber", "Ann Lee", "Omar Farouk")),
)


@pytest.fixture(scope="module")
def names() -> scorer.Recorder:
    return scorer.load(Settings())


def _fed(recorder: object, pieces: Iterable[object]) -> list[object]:
    for _ in recorder.examine(pieces):  # type: ignore[attr-defined]
        pass
    return recorder.seen  # type: ignore[attr-defined, no-any-return]


def test_the_fit_of_names_sees_each_candidate_with_its_features(names: scorer.Recorder) -> None:
    names.seen.clear()
    seen = {text[hit.start : hit.end]: row for text, hit, *row in _fed(names, [Passage(LETTER, WHERE)])}  # type: ignore[misc]
    assert {"Rosa Delgado", "Jonas Weber"} <= seen.keys()
    assert all(len(features) > 5 and not short for features, short in seen.values())
    names.seen.clear()
    note = [Passage("Liebe Traudl,\ndanke für die Pflaumen!\nDeine Fenja", WHERE)]
    assert any(short for *_, short in _fed(names, note))  # type: ignore[misc]


def test_the_fit_of_health_sees_a_condition_with_what_its_sentence_states(names: scorer.Recorder) -> None:
    recorder = health.Recorder(names.settings, names.ner, names.second, names.rows, names.allowed)
    seen = _fed(recorder, [Passage(LETTER, WHERE)])
    assert any(features.get("kind_condition") for _, features in seen)  # type: ignore[misc]


def test_the_fit_of_columns_sees_a_column_of_names_with_its_values(names: scorer.Recorder) -> None:
    recorder = column_scorer.Recorder(names.settings, names.ner, names.second, names.rows, names.allowed)
    assert "Rosa Delgado" in {value for values, _ in _fed(recorder, [PEOPLE]) for value in values}  # type: ignore[misc]


def test_a_fit_finds_the_weights_that_made_the_truth() -> None:
    draw = np.random.default_rng(3)
    x = np.column_stack([draw.normal(size=(4000, 2)), np.ones(4000)])
    true = np.array([1.5, -0.7, 0.3])
    right = (draw.random(4000) < ridge.shares_of(x @ true)).astype(float)
    fitted = ridge.fit(x, right, np.ones(4000), np.full(3, 1e-6), np.zeros(3), steps=30)
    assert np.abs(fitted - true).max() < 0.15
    held = ridge.fit(x, right, np.ones(4000), np.full(3, 1e9), true, steps=30)
    assert np.abs(held - true).max() < 1e-4
