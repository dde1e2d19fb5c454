"""How sure the model is of a name moves its score; what a pipeline does not tell moves nothing."""

from __future__ import annotations

import pytest

from pii_sweep.detect.model import ner
from pii_sweep.detect.model.ner import UNTOLD, Entity
from pii_sweep.detect.person import recognizer as person
from pii_sweep.resources import model_path

TEXT = "The bench was repaired by Qelvo Drantish last week."


def score(sure: float) -> float:
    entity = Entity("PERSON", 26, 40, sure)
    return max(hit.score for hit in person.find(TEXT, [entity], (), prose=True))


def test_a_name_that_no_list_knows_scores_with_the_models_own_sureness() -> None:
    doubted, told, sure = score(0.6), score(0.99), score(0.9999)
    assert doubted < told < sure
    assert score(UNTOLD) == told


def test_sureness_has_bounds() -> None:
    assert score(0.5) == pytest.approx(score(0.1), abs=0.06)
    assert score(1.0) == score(0.999999)


def test_the_packaged_model_indicates_how_sure_it_is() -> None:
    model = ner.load(None, model_path())
    found = [entity for entity in model.read(["Ship to: Ann Lee\n12 Main St\nReno, NV 89501"])[0]]
    assert {"PERSON", "STREET_ADDRESS"} <= {entity.label for entity in found}
    assert all(0.3 < entity.sure <= 1.0 for entity in found)
