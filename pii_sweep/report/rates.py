"""The detector's error rates that correct what a sweep counted: measured decisions, read from a file."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from pii_sweep.config import Detect, Extract, Settings
from pii_sweep.errors import ConfigError
from pii_sweep.resources import decisions_path
from pii_sweep.sample.correct import COUNTS, Table, accuracies


def rates(settings: Settings) -> Table:
    """Return the error rates that hold for a sweep's detector, by entity and family of formats.

    Those of the package are of its own detector with default settings: for another model, other
    recognizers, another threshold or another OCR mode it has none, unless `report.decisions`
    names a file. Raises ConfigError for a file that is none.
    """
    if settings.report.decisions:
        return read_rates(Path(settings.report.decisions))
    detect, extract = settings.detect, settings.extract
    same = (detect.model, detect.recognizers, detect.min_score) == (None, None, Detect().min_score) and (
        extract.ocr,
        extract.ocr_languages,
    ) == (Extract().ocr, Extract().ocr_languages)
    return read_rates(decisions_path()) if same else {}


@lru_cache(maxsize=4)
def read_rates(path: Path) -> Table:
    """Read a file of decisions and pool its corpora; raises ConfigError where it is none."""
    return accuracies(read_rows(path))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a file of decisions; raises ConfigError where it is none."""
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        for row in rows:
            if not all(isinstance(row[name], str) for name in ("corpus", "entity", "family")):
                raise TypeError
            if not all(isinstance(row[name], int) and row[name] >= 0 for name in COUNTS):
                raise TypeError
    except (OSError, ValueError, KeyError, TypeError):
        raise ConfigError(
            f"{path} is no file of decisions; write it with `pii-sweep evaluate CORPUS --decisions FILE`"
        ) from None
    return rows
