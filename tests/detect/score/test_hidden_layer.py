from __future__ import annotations

from math import tanh

import numpy as np
import pytest

from pii_sweep.detect.score import hidden_layer, logistic
from pii_sweep.detect.score.hidden_layer import Layer

BOTH = Layer(
    {"given": 0, "goods": 1},
    np.array([[1.0, 0.0], [1.0, 0.5]], np.float32),
    np.array([-1.5, 0.0], np.float32),
    np.array([-2.0, 1.0], np.float32),
    0.25,
)


def test_the_units_add_what_features_mean_together() -> None:
    together = BOTH.odds({"given": 1.0, "goods": 1.0})
    assert together == pytest.approx(-2 * tanh(0.5) + tanh(0.5) + 0.25, abs=1e-5)
    apart = BOTH.odds({"given": 1.0}) + BOTH.odds({"goods": 1.0}) - BOTH.odds({})
    assert together < apart - 0.5


def test_features_that_the_layer_does_not_know_say_nothing() -> None:
    assert BOTH.odds({"unheard of": 3.0}) == BOTH.odds({})


def test_a_share_counts_the_hidden_layer_before_the_recognizers_own_odds() -> None:
    features = {"given": 1.0, "factors": 2.0}
    odds = 0.5 + BOTH.odds(features)
    assert logistic.share({"given": 0.5}, features, hidden=BOTH) == pytest.approx(1 / (1 + np.exp(-odds)))
    assert logistic.share({"given": 0.5}, features, 1.0, BOTH) == pytest.approx(1 / (1 + np.exp(-2.0)))


@pytest.mark.parametrize("name", ["person", "short_person"])
def test_the_scores_of_names_have_a_layer_of_features_that_they_weigh(name: str) -> None:
    own = hidden_layer.layer(name)
    assert own is not None
    weights = logistic.model(name)["weights"]
    assert {"bias", "factors", "second", "shape mean"} <= set(own.places) & set(weights)
    assert set(weights) <= set(own.places)


def test_another_score_has_none() -> None:
    assert hidden_layer.layer("column") is None
