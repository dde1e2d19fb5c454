"""Passages and tables become detections; detections become subjects and findings."""

from __future__ import annotations

from pii_sweep import resources
from pii_sweep.config import Settings
from pii_sweep.detect import allow
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.identifiers import presidio
from pii_sweep.detect.model import ner

__all__ = ["Detector", "load"]


def load(settings: Settings) -> Detector:
    """Load the pipeline and the recognizers of one worker.

    Raises ConfigError for a model, a recognizer file or an allow pattern that cannot be used.
    """
    default = None if settings.detect.model else resources.model_path()
    return Detector(
        settings,
        ner.load(settings.detect.model, default),
        (*presidio.stock(), *presidio.custom(settings.detect.recognizers)),
        allow.compiled(settings.allow),
    )
