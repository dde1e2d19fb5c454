"""This project's detection as Presidio recognizers, one a family, and an `AnalyzerEngine` that has them all.

presidio-anonymizer, -structured and -image-redactor take an `AnalyzerEngine`, and Presidio's own YAML names
recognizers by their class once this module is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, ClassVar

from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, NoOpNlpEngine

from pii_sweep import entities
from pii_sweep.config import Settings
from pii_sweep.detect import load
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text import chunks
from pii_sweep.types import Detection, ObjectRef, Passage, Where

_PLACE = Where(ObjectRef("", "text"))
_PICTURED = frozenset({"FACE"})  # seen in pictures, never in text


class TextReader:
    """A detector that keeps what it found in the last text, since each family asks for the same one."""

    def __init__(self, settings: Settings) -> None:
        self.detector: Detector = load(settings)
        self.last: tuple[str, list[tuple[int, Detection]]] = ("", [])

    def read(self, text: str) -> list[tuple[int, Detection]]:
        """Return what a text of any length holds, each with the offset of the part that it stands in."""
        if self.last[0] != text:
            found, start = [], 0
            for part in chunks.split_passage(Passage(text, _PLACE)):
                items = self.detector.examine([part])
                found += [(start, item) for item in items if isinstance(item, Detection)]
                start += len(part.text)
            self.last = text, found
        return self.last[1]


@lru_cache(maxsize=1)
def _reader() -> TextReader:
    return TextReader(Settings())


class SweepRecognizer(EntityRecognizer):
    """The base of the families: what the detector finds of their entities, spans and scores as they are."""

    FAMILY: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        supported_entities: list[str] | None = None,
        supported_language: str = "en",
        name: str | None = None,
        reader: TextReader | None = None,
    ) -> None:
        self.reader = reader
        self.title: str = name or type(self).__name__
        super().__init__(supported_entities or list(self.FAMILY), self.title, supported_language)

    def load(self) -> None:
        """Load the model and the rules, once for all families that were given no reader."""
        self.reader = self.reader or _reader()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return what a text holds of the entities that are asked for; `nlp_artifacts` are not used."""
        reader = self.reader or _reader()
        asked = set(entities or self.supported_entities).intersection(self.supported_entities)
        return [self._result(start, item) for start, item in reader.read(text) if item.entity in asked]

    def _result(self, start: int, item: Detection) -> RecognizerResult:
        reasons = ", ".join(item.reasons)
        why = AnalysisExplanation(item.recognizer, item.score, textual_explanation=reasons)
        ours = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.title,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
        }
        return RecognizerResult(item.entity, start + item.start, start + item.end, item.score, why, ours)


class SweepPersonRecognizer(SweepRecognizer):
    """Names of people."""

    FAMILY = ("PERSON",)


class SweepStreetAddressRecognizer(SweepRecognizer):
    """Postal addresses, from the street to the postal code."""

    FAMILY = ("STREET_ADDRESS",)


class SweepOrderValueRecognizer(SweepRecognizer):
    """What a customer was charged for an order."""

    FAMILY = ("ORDER_VALUE",)


class SweepHealthRecognizer(SweepRecognizer):
    """Health of a person: conditions, treatments, results."""

    FAMILY = ("HEALTH",)


_OWN_FAMILIES = (
    SweepPersonRecognizer,
    SweepStreetAddressRecognizer,
    SweepOrderValueRecognizer,
    SweepHealthRecognizer,
)


class SweepIdentifierRecognizer(SweepRecognizer):
    """Identifiers and all that no other family has: numbers, mailboxes, credentials, coordinates, dates."""

    FAMILY = tuple(
        name
        for name in sorted(entities.BY_NAME)
        if name not in _PICTURED and not any(name in family.FAMILY for family in _OWN_FAMILIES)
    )


FAMILIES: tuple[type[SweepRecognizer], ...] = (*_OWN_FAMILIES, SweepIdentifierRecognizer)


def analyzer(
    settings: Settings | None = None, *, languages: Sequence[str] = ("en",), **options: Any
) -> AnalyzerEngine:
    """Return a Presidio `AnalyzerEngine` whose results are those of `inspect` on the same text.

    The detector reads all languages alike; `languages` are the codes under which Presidio may be called.
    Engines without settings share one detector, which is loaded once.
    `options` go to `AnalyzerEngine`. Raises ConfigError for settings that name what cannot be used.
    """
    reader = TextReader(settings) if settings else _reader()
    codes = list(languages)
    recognizers = [family(supported_language=code, reader=reader) for code in codes for family in FAMILIES]
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=codes)
    engine = NoOpNlpEngine([{"lang_code": code, "model_name": "no_op"} for code in codes])
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=codes, **options)
