"""Precision and recall on labelled corpora: `evaluate(corpus, settings)`."""

from pii_sweep.evaluate.decisions import merge
from pii_sweep.evaluate.run import evaluate
from pii_sweep.evaluate.score import Report

__all__ = ["Report", "evaluate", "merge"]
