"""The hidden layer that the scores of names get: what it learns, and that it is written as it is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.train import hidden_layer, ridge
from pii_sweep.detect.score import hidden_layer as reading

NAMES = ("one", "other", "bias")


def rows() -> tuple[np.ndarray, np.ndarray]:
    """Return candidates that are right where exactly one of two features holds."""
    x = np.array([[one, other, 1.0] for one in (0.0, 1.0) for other in (0.0, 1.0)] * 8_000, np.float32)
    return x, (x[:, 0] != x[:, 1]).astype(float)


def test_it_learns_what_no_sum_of_weights_says() -> None:
    x, right = rows()
    layer = hidden_layer.fit(x, right, np.ones(len(x)), np.zeros(len(x)))
    shares = ridge.shares_of(layer.odds(x))
    assert shares[right == 1].min() > 0.8
    assert shares[right == 0].max() < 0.2


def test_it_is_written_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    x, right = rows()
    layer = hidden_layer.fit(x, right, np.ones(len(x)), np.zeros(len(x)))
    hidden_layer.write(layer, NAMES, tmp_path / "two_hidden.npz")
    monkeypatch.setattr(reading, "_DATA", tmp_path)
    held = reading.layer("two")
    assert held is not None
    said = [held.odds(dict(zip(NAMES, row.tolist(), strict=True))) for row in x[:4]]
    assert said == pytest.approx(layer.odds(x[:4]).tolist(), abs=0.02)
