"""Measure our analyzer with presidio-research's own evaluator on its own sentences, next to stock Presidio.

`make presidio` sets the evaluator up and runs this; `--corpora DIR` holds text_presidio_research. Its
`generated_large.json` labels house, unit and town of an address each by itself, so addresses are left out.
Stock is measured where its English pipeline is installed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine

from pii_sweep.detect.analyzer import analyzer
from pii_sweep.evaluate import stock

KINDS = ("PERSON", "PHONE_NUMBER", "CREDIT_CARD", "US_SSN", "EMAIL_ADDRESS", "IP_ADDRESS", "IBAN_CODE")


def main() -> None:
    """Print truths, recall and precision by kind, ours and stock, as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=400)
    given = parser.parse_args()
    path = given.corpora / "text_presidio_research" / "generated_large.json"
    if not path.is_file():
        print(f"not measured: {path} is not here")
        return
    rows = json.loads(path.read_bytes())
    random.Random(7).shuffle(rows)
    with tempfile.TemporaryDirectory() as folder:
        spacy.blank("en").to_disk(folder)  # the evaluator's tokens; without one it fetches a model
        samples = [_sample(row, folder) for row in rows[: given.sentences]]
        examiner = stock.load()
        ours = _scores(analyzer(), samples)
        other = _scores(examiner.engine, samples) if examiner else None
    print(f"| {given.sentences} sentences | truths | recall | precision | stock recall | stock precision |")
    print("|---|---|---|---|---|---|")
    for kind in KINDS:
        scores = [one[kind] if one else None for one in (ours, other)]
        cells = [_cell(value) for one in scores for value in _rates(one)]
        print(f"| {kind} | {ours[kind].num_annotated} | {' | '.join(cells)} |")


def _sample(row: dict[str, Any], tokens: str) -> Any:
    from presidio_evaluator import InputSample, Span

    spans = [
        Span(one["entity_type"], one["entity_value"], one["start_position"], one["end_position"])
        for one in row["spans"]
        if one["entity_type"] in KINDS
    ]
    return InputSample(row["full_text"], spans=spans, create_tags_from_span=True, token_model_version=tokens)


def _scores(engine: AnalyzerEngine, samples: Sequence[Any]) -> Any:
    from presidio_evaluator.evaluation import SpanEvaluator
    from presidio_evaluator.models import PresidioAnalyzerWrapper

    found = PresidioAnalyzerWrapper(engine, entities_to_keep=list(KINDS)).predict_dataset(samples)
    return SpanEvaluator(skip_words=[]).calculate_score_on_df(results_df=found).per_type


def _rates(score: Any) -> tuple[float | None, float | None]:
    return (score.recall, score.precision) if score else (None, None)


def _cell(value: float | None) -> str:
    return "-" if value is None or math.isnan(value) else f"{value:.3f}"


if __name__ == "__main__":
    main()
