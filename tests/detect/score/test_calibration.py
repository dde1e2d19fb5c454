"""Between two knots a score follows their line, above them it stays; it is never sure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pii_sweep.detect.score import calibration
from pii_sweep.detect.text.candidate import Hit

KNOTS = ((0.0, 0.1), (0.2, 0.1), (0.4, 0.5), (0.8, 0.7), (0.9, 1.0))


@pytest.fixture(autouse=True)
def _knots(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(calibration, "_knots", lambda entity: KNOTS if entity == "PERSON" else ())
    calibration.share.cache_clear()  # what other tests asked of the shipped knots
    yield
    calibration.share.cache_clear()


@pytest.mark.parametrize(
    ("score", "share"),
    [
        (0.0, 0.1), (0.2, 0.1), (0.3, 0.3), (0.4, 0.5), (0.5, 0.55), (0.6, 0.6), (0.8, 0.7), (0.85, 0.85),
        (0.9, 0.995), (1.0, 0.995),
    ],
)  # fmt: skip
def test_a_score_becomes_the_share_that_is_right(score: float, share: float) -> None:
    assert calibration.share.__wrapped__("PERSON", score) == pytest.approx(share)


def test_what_a_model_scored_and_what_has_no_map_keep_their_scores() -> None:
    hit = Hit("PERSON", 0, 3, 0.3, "test", ("shape:0.3",))
    assert calibration.calibrated(hit).score == pytest.approx(calibration.share("PERSON", 0.3))
    for kept in (hit.scored(0.3, ("shape:0.3", calibration.FITTED + ":1")), Hit("URL", 0, 3, 0.3, "test")):
        assert calibration.calibrated(kept) == kept
    early = hit.scored(0.4, (calibration.FITTED, "context:0.1"))  # a model's word that others came after
    assert calibration.calibrated(early).score == pytest.approx(0.5)
