"""presidio-structured, -image-redactor and -evaluator run unchanged on our analyzer."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import spacy
from PIL import Image
from presidio_analyzer import AnalyzerEngine
from presidio_image_redactor import ImageAnalyzerEngine, ImageRedactorEngine
from presidio_structured import JsonAnalysisBuilder, PandasAnalysisBuilder, StructuredEngine

from pii_sweep.detect.analyzer import analyzer

LABEL = Path(__file__).parents[2] / "fixtures" / "estate" / "photosquared-prod" / "labels"
HOME = "4821 Maple Avenue Apt 3, Springfield, IL 62704"
LETTER = f"Dear Maria Gonzales, we ship to {HOME}. Call me."


@pytest.fixture(scope="module")
def engine() -> AnalyzerEngine:
    return analyzer()


def test_presidio_structured_redacts_the_columns_of_a_frame(engine: AnalyzerEngine) -> None:
    frame = pd.DataFrame(
        {
            "customer": ["Maria Gonzales", "John Miller", "Ann Lee"],
            "mail": ["maria@example.com", "jm@example.org", "ann@example.net"],
            "quantity": [1, 2, 3],
        }
    )
    found = PandasAnalysisBuilder(analyzer=engine).generate_analysis(frame)
    assert found.entity_mapping == {"customer": "PERSON", "mail": "EMAIL_ADDRESS"}
    redacted = StructuredEngine().anonymize(frame, found)
    assert (
        list(redacted["quantity"]) == [1, 2, 3]
        and not redacted.astype(str).stack().str.contains("Maria|@").any()
    )


def test_presidio_structured_finds_the_fields_of_json(engine: AnalyzerEngine) -> None:
    data = {"customer": {"name": "Maria Gonzales", "mail": "maria@example.com"}, "paid": True}
    found = JsonAnalysisBuilder(analyzer=engine).generate_analysis(data)
    assert found.entity_mapping == {"customer.name": "PERSON", "customer.mail": "EMAIL_ADDRESS"}


def test_presidio_image_redactor_blacks_a_label_out(engine: AnalyzerEngine) -> None:
    path = next(iter(sorted(LABEL.rglob("*.png"))))
    with Image.open(path) as picture:
        label = picture.convert("RGB")
    images = ImageAnalyzerEngine(analyzer_engine=engine)
    found = images.analyze(label)
    assert {one.entity_type for one in found} >= {"PERSON", "STREET_ADDRESS"}
    redacted = ImageRedactorEngine(image_analyzer_engine=images).redact(label)
    for one in found:
        box = (one.left, one.top, one.left + one.width, one.top + one.height)
        assert redacted.crop(box).getcolors() == [(one.width * one.height, (0, 0, 0))]
    assert not {"PERSON", "STREET_ADDRESS"} & {one.entity_type for one in images.analyze(redacted)}


def test_presidio_research_s_evaluator_measures_it(engine: AnalyzerEngine, tmp_path: Path) -> None:
    evaluator = pytest.importorskip("presidio_evaluator", reason="`make presidio` sets it up")
    from presidio_evaluator.evaluation import SpanEvaluator
    from presidio_evaluator.models import PresidioAnalyzerWrapper

    spacy.blank("en").to_disk(tmp_path / "blank")  # its tokens; without one it fetches a model
    spans = [
        evaluator.Span(kind, value, LETTER.index(value), LETTER.index(value) + len(value))
        for kind, value in (("PERSON", "Maria Gonzales"), ("STREET_ADDRESS", HOME))
    ]
    sample = evaluator.InputSample(
        LETTER, spans=spans, create_tags_from_span=True, token_model_version=str(tmp_path / "blank")
    )
    model = PresidioAnalyzerWrapper(engine, entities_to_keep=["PERSON", "STREET_ADDRESS"])
    score = SpanEvaluator(skip_words=[]).calculate_score_on_df(results_df=model.predict_dataset([sample]))
    assert (score.pii_precision, score.pii_recall) == (1.0, 1.0)
    assert score.per_type["STREET_ADDRESS"].true_positives == 1
