"""What the coordinator hands to readers: it detects nothing itself, and loads nothing for that."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pii_sweep.config import Settings
from pii_sweep.engine.process import Sealing
from pii_sweep.errors import OcrUnavailable
from pii_sweep.journal import Drawn
from pii_sweep.store.remote import Channel
from pii_sweep.types import Reading, Target


def warm(settings: Settings) -> None:
    """Load what every object needs."""
    from pii_sweep import read

    read.warm(settings)


def prepare(settings: Settings, channel: Channel | None) -> None:
    """Load what is not loaded yet, and read from a fetcher from now on, where there is one."""
    from pii_sweep import read

    read.prepare(settings, channel)


def read_drawn(settings: Settings, key: bytes, targets: Mapping[str, Target], item: Drawn) -> Reading:
    """Read one drawn object, as `read.read_drawn` does."""
    from pii_sweep import read

    return read.read_drawn(settings, key, targets, item)


def sealing_of(settings: Settings, *, required: bool = False) -> Sealing:
    """Return how the readers of these settings are sealed."""
    from pii_sweep.extract.ocr import tesseract
    from pii_sweep.extract.ocr.engine import uses_tesseract

    model = Path(settings.detect.model or "")
    readable = [str(model.resolve())] if settings.detect.model and model.exists() else []
    obstacle = ""
    if uses_tesseract(settings.extract.ocr, settings.extract.ocr_languages):
        obstacle = (
            "Tesseract runs as a program, since tesserocr is missing" if tesseract.runs_program() else ""
        )
        with suppress(OcrUnavailable):
            readable.append(tesseract.tessdata(settings.extract.ocr_languages))
    return Sealing(tuple(readable), obstacle, required)
