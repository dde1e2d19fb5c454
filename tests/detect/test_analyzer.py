"""Presidio's tools run on our detection, and find what `inspect` finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NoOpNlpEngine
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider
from presidio_anonymizer import AnonymizerEngine

import pii_sweep
from pii_sweep import entities
from pii_sweep.config import Detect, Settings
from pii_sweep.detect.analyzer import FAMILIES, analyzer

LETTER = """Dear Maria Gonzales,

your order ships to 4821 Maple Avenue Apt 3, Springfield, IL 62704.
Order total: $45.00. Call 415-555-0132 or write to maria@example.com.
"""


@pytest.fixture(scope="module")
def engine() -> AnalyzerEngine:
    return analyzer()


def test_results_equal_those_of_inspect(engine: AnalyzerEngine) -> None:
    ours = sorted((found.entity, found.score) for found in pii_sweep.inspect(LETTER.encode()))
    theirs = sorted((found.entity_type, found.score) for found in engine.analyze(LETTER, "en"))
    assert theirs == ours
    assert {name for name, _ in ours} >= {"PERSON", "STREET_ADDRESS", "ORDER_VALUE", "PHONE_NUMBER"}


def test_offsets_hold_in_a_text_of_any_length(engine: AnalyzerEngine) -> None:
    text = "The weather was fair and the road was dry. " * 1200 + LETTER
    found = [
        text[one.start : one.end] for one in engine.analyze(text, "en", entities=["PERSON", "EMAIL_ADDRESS"])
    ]
    assert sorted(found) == ["Maria Gonzales", "maria@example.com"]


def test_presidio_anonymizer_redacts_with_it(engine: AnalyzerEngine) -> None:
    redacted = AnonymizerEngine().anonymize(LETTER, engine.analyze(LETTER, "en")).text
    assert redacted.startswith("Dear <PERSON>,") and "<STREET_ADDRESS>" in redacted
    assert not any(value in redacted for value in ("Gonzales", "Maple", "45.00", "0132", "maria@"))


def test_presidios_yaml_names_a_family_by_its_class(tmp_path: Path) -> None:
    rows = "".join(f"  - name: {name}\n    type: predefined\n" for name in ("SweepPersonRecognizer",))
    (tmp_path / "registry.yaml").write_text(
        f"supported_languages: [en]\nrecognizers:\n{rows}", encoding="utf-8"
    )
    registry = RecognizerRegistryProvider(tmp_path / "registry.yaml").create_recognizer_registry()
    silent = NoOpNlpEngine([{"lang_code": "en", "model_name": "no_op"}])
    engine = AnalyzerEngine(registry=registry, nlp_engine=silent, supported_languages=["en"])
    assert [LETTER[one.start : one.end] for one in engine.analyze(LETTER, "en")] == ["Maria Gonzales"]


def test_settings_and_languages_are_taken() -> None:
    engine = analyzer(Settings(detect=Detect(entities=("EMAIL_ADDRESS",))), languages=("en", "de"))
    assert [one.entity_type for one in engine.analyze(LETTER, "de")] == ["EMAIL_ADDRESS"]


def test_every_entity_of_text_is_of_one_family() -> None:
    names = [name for family in FAMILIES for name in family.FAMILY]
    assert sorted(names) == sorted(set(entities.BY_NAME) - {"FACE"})
