"""What the coordinator hands to readers: it detects nothing itself, and loads nothing for that."""

from __future__ import annotations

import base64
import gc
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pii_sweep import derived, patterns, unused_import
from pii_sweep.config import Settings
from pii_sweep.engine.process import Sealing
from pii_sweep.errors import OcrUnavailable
from pii_sweep.journal import Drawn
from pii_sweep.store.remote import Channel
from pii_sweep.types import Box, ObjectRef, Reading, Target

PageToDraw = tuple[int, ObjectRef, int, tuple[Box, ...]]  # its number among those chosen, and its object's


def warm(settings: Settings) -> None:
    """Load what every object needs."""
    gc.set_threshold(0)  # what is loaded stays; `read` has garbage looked for again
    unused_import.leave_out(packaged=settings.detect.model is None)
    patterns.begin(adding=True)
    derived.begin(adding=True)
    _load(settings)
    unused_import.end()
    patterns.keep()
    derived.keep()


def _load(settings: Settings) -> None:
    from pii_sweep import read

    read.load_models(settings)


def keep_patterns() -> None:
    """Write what readers take from earlier starts, for a machine or an image that is being set up."""
    unused_import.leave_out(packaged=True)
    patterns.begin(adding=True, anew=True)
    derived.begin(adding=True, anew=True)
    _load(Settings())
    patterns.keep(asked=True)
    derived.keep(asked=True)


def prepare(settings: Settings, channel: Channel | None) -> None:
    """Load what is not loaded yet, and read from a fetcher from now on, where there is one."""
    from pii_sweep import read

    read.prepare(settings, channel)


def read_drawn(settings: Settings, key: bytes, targets: Mapping[str, Target], item: Drawn) -> Reading:
    """Read one drawn object, as `read.read_drawn` does."""
    from pii_sweep import read

    return read.read_drawn(settings, key, targets, item)


def prepare_drawing(settings: Settings, channel: Channel | None) -> None:
    """Do as `prepare` does for a reader that draws thumbnails."""
    from pii_sweep import read
    from pii_sweep.extract import thumbnail  # noqa: F401

    read.prepare(settings, channel)


def draw_page(settings: Settings, targets: Mapping[str, Target], page: PageToDraw) -> list[object]:
    """Return a page's thumbnail in base64, or why there is none, and the requests and bytes it took."""
    from pii_sweep import read

    _, ref, number, boxes = page
    data, reason, requests, size = read.draw_page(settings, targets[ref.bucket], ref, number, boxes)
    return [base64.b64encode(data).decode("ascii"), reason, requests, size]


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
