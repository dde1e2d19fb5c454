"""What the machine has, what is missing, and the command that mends it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.util import find_spec
from typing import Any

from pii_sweep import detect, keys, resources
from pii_sweep.config import Settings, Targets
from pii_sweep.engine.local import try_sealing
from pii_sweep.errors import (
    AccessDenied,
    ExtractError,
    StoreError,
    SweepError,
    Unreachable,
    UsageError,
    command_of,
)
from pii_sweep.extract.image import faces
from pii_sweep.extract.ocr.engine import MODES, uses_tesseract
from pii_sweep.extract.ocr.network import TASKS, network_path
from pii_sweep.extract.ocr.tesseract import tessdata
from pii_sweep.store import connect
from pii_sweep.store.accounts import Role, read_accounts
from pii_sweep.types import Target
from pii_sweep.work import sealing_of


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


def examine(settings: Settings, targets: Sequence[Target] = ()) -> list[Check]:
    """Check Python, OCR, the model, the face counter, the key folder and the targets.

    Without targets, any bucket of the caller is meant.
    """
    return [
        _python(),
        *_extras(settings),
        *([] if _list_missing("ocr") else [_ocr(settings)]),
        _model(settings),
        _faces(),
        _keys(),
        _sealing(settings),
        *_stores(settings, targets),
    ]


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")


EXTRAS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ocr": (
        "pictures and scans are listed and skipped (OCR_NOT_INSTALLED)",
        ("onnxruntime", "onnx", "rapidocr", "zxingcpp"),
    ),
    "office": (
        "DOC, XLS, PPT, MSG, ODS and XLSB are listed and skipped (OFFICE_NOT_INSTALLED)",
        ("olefile", "kreuzberg", "python_calamine"),
    ),
    "pdf": ("`assess` writes HTML and JSON and no PDF", ("weasyprint",)),
}


def _list_missing(extra: str) -> list[str]:
    return [name for name in EXTRAS[extra][1] if find_spec(name) is None]


def _extras(settings: Settings) -> Iterator[Check]:
    """Check the extras whose absence a sweep would show as gaps."""
    for extra, (lost, _) in EXTRAS.items():
        if extra == "ocr" and settings.extract.ocr == "off":
            continue
        missing = _list_missing(extra)
        remedy = f"{lost}: no {', '.join(missing)}; {command_of(extra)}"
        yield Check(f"extra {extra}", not missing, "installed", remedy, needed=False)


def _ocr(settings: Settings) -> Check:
    if settings.extract.ocr == "off":
        return Check("ocr", True, "off: pictures are listed and not read", needed=False)
    mode, languages = settings.extract.ocr, settings.extract.ocr_languages
    try:
        if uses_tesseract(mode, languages):
            return Check("ocr", True, f"Tesseract with data in {tessdata(languages)}")
        networks = {network_path(task, size) for size in MODES[mode].networks for task in TASKS}
    except ExtractError as error:
        return Check("ocr", False, "", str(error))
    folders = " and ".join(sorted({str(path.parent) for path in networks}))
    return Check("ocr", True, f"PP-OCRv6 in {folders}")


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


def _sealing(settings: Settings) -> Check:
    shut = try_sealing(sealing_of(settings))
    remedy = f"documents are read in processes that could open sockets and files: {shut.why}"
    return Check("sealed readers", shut.sealed, "no network and no writing, by seccomp and Landlock", remedy,
                 needed=False)  # fmt: skip


def _faces() -> Check:
    if faces.is_available():
        return Check("faces", True, "photos of people are counted", needed=False)
    return Check("faces", False, "", f"photos of people are not counted; {faces.REMEDY}", needed=False)


def _stores(settings: Settings, targets: Sequence[Target]) -> Iterator[Check]:
    """Check what is to be swept; that none of it can be is a need."""
    checks = [_target(target, settings.targets) for target in targets]
    if not targets and settings.targets.accounts:
        checks = [_account(role, settings.targets) for role in read_accounts(settings.targets.accounts)]
    checks = checks or [_buckets(settings.targets)]
    some = any(check.ok for check in checks)
    yield from (replace(check, needed=check.needed and not some) for check in checks)


def _buckets(settings: Targets) -> Check:
    """Ask the endpoint for the caller's buckets: it answers, and the credentials are accepted."""
    place = settings.endpoint_url or "AWS"
    try:
        store = connect(Target("s3", ""), settings)
        place = store.endpoint  # the environment or the profile may name another
        return Check("store", True, f"{place}: {len(store.buckets())} buckets")
    except AccessDenied:
        remedy = f"{place} answers, and s3:ListAllMyBuckets is not allowed; name the buckets yourself"
        return Check("store", False, "", remedy, needed=False)
    except UsageError as error:
        return Check("credentials", False, "", f"{place}: {error}")
    except StoreError as error:
        return Check("store", False, "", _remedy(place, error))


def _account(role: Role, settings: Targets) -> Check:
    """Assume an account's role and ask for the account's buckets."""
    name = f"account {role.account}" + (f" ({role.name})" if role.name else "")
    try:
        owned = connect(Target("s3", "", account=role.account), settings).buckets()
    except UsageError as error:
        return Check(name, False, "", str(error))
    except StoreError as error:
        return Check(name, False, "", f"{error}; allow sts:AssumeRole and s3:ListAllMyBuckets")
    return Check(name, True, f"its role can be assumed: {len(owned)} buckets")


def _target(target: Target, settings: Targets) -> Check:
    """Ask for the first object of a target."""
    name, place = str(target), settings.endpoint_url or "AWS"
    try:
        store = connect(target, settings)
        place = store.endpoint
        first = next(iter(store.list(target.bucket, target.prefix)), None)
    except UsageError as error:
        return Check(name, False, "", f"{place}: {error}")
    except StoreError as error:
        return Check(name, False, "", _remedy(place, error))
    if first is None and target.prefix:
        return Check(name, False, "", f"nothing lies under {target} at {place}; check the prefix")
    return Check(name, True, f"{place}: " + ("it can be listed" if first else "it is empty"))


def _remedy(place: str, error: StoreError) -> str:
    if isinstance(error, Unreachable):
        return f"{place} does not answer as S3 does; check --endpoint-url and the network"
    if isinstance(error, AccessDenied):
        return f"{place}: {error}; allow s3:ListBucket and s3:GetObject, or check --profile"
    return f"{place} answered {error.reason}; check the name, --endpoint-url, --region and --profile"
