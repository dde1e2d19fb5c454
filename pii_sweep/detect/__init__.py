"""Passages and tables become detections; detections become subjects and findings.

The recognizers are imported when a detector is loaded: who looks up a word list needs none of them.
"""

from __future__ import annotations

import sys
from inspect import signature
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pii_sweep.config import Settings
    from pii_sweep.detect.detector import Detector

__all__ = ["load", "prepare"]


def load(settings: Settings) -> Detector:
    """Load the pipeline and the recognizers of one worker.

    Raises ConfigError for a model, a recognizer file or an allow pattern that cannot be used.
    """
    from pii_sweep import resources
    from pii_sweep.detect import suppression
    from pii_sweep.detect.detector import Detector
    from pii_sweep.detect.identifiers import presidio
    from pii_sweep.detect.model import ner
    from pii_sweep.detect.person.evidence import word_attributes

    default = None if settings.detect.model else resources.model_path()
    return Detector(
        settings,
        ner.load(settings.detect.model, default),
        ner.load_second(resources.second_model_path(), word_attributes.attributes, word_attributes.pair),
        (*presidio.stock(), *presidio.custom(settings.detect.recognizers)),
        suppression.compile_lists(settings.allow, settings.detect.entities),
    )


def prepare() -> None:
    """Make the patterns and word lists that the loaded recognizers make on first use.

    Processes that are forked afterwards share them, and the first texts are read at full speed.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{__name__}."):
            for thing in list(vars(module).values()):
                if hasattr(thing, "cache_parameters") and not signature(thing).parameters:
                    thing()
