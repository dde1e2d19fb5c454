"""`manifest.json`: what made a sweep directory's files, their hashes, and a signature over it all."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from pii_sweep import __version__
from pii_sweep.report import signing
from pii_sweep.report.columns import SCHEMAS
from pii_sweep.report.parquet import write_text

NAME = "manifest.json"
FORMAT = "pii-sweep-manifest/1"
LIBRARIES = (
    "boto3",
    "presidio-analyzer",
    "spacy",
    "pypdfium2",
    "pdfplumber",
    "pillow",
    "tesserocr",
    "rapidocr",
    "pandas",
    "pyarrow",
    "scipy",
)
EXPECTED = (*(f"{name}.parquet" for name in SCHEMAS), "report.html")
EXTRA = ("findings.html", "assessment*.json", "assessment*.html")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a manifest records of a sweep; `models` maps file names to SHA-256."""

    seed: str
    settings_sha256: str
    created: str
    models: Mapping[str, str]


def write_manifest(folder: Path, facts: Facts) -> Path:
    """Write and sign the manifest of the files that lie in a sweep directory.

    Raises UsageError where the directory or the key's folder cannot be written.
    """
    body: dict[str, Any] = {
        "format": FORMAT,
        "tool": {"name": "pii-sweep", "version": __version__},
        "python": platform.python_version(),
        "libraries": {name: version for name in LIBRARIES if (version := _version(name))},
        "seed": facts.seed,
        "settings_sha256": facts.settings_sha256,
        "models": dict(sorted(facts.models.items())),
        "planned": facts.created,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": {path.name: file_sha256(path) for path in _files(folder)},
    }
    public, signature = signing.sign(canonical(body))
    body["signature"] = {"algorithm": "Ed25519", "public_key": public, "value": signature}
    return write_text(folder / NAME, json.dumps(body, indent=2, sort_keys=True) + "\n")


def manifest_problems(folder: Path) -> list[str]:
    """Return what does not hold of a manifest: missing or changed files, a broken signature."""
    path = folder / NAME
    try:
        body = json.loads(path.read_bytes())
        signature = body.pop("signature")
        public, value = str(signature["public_key"]), str(signature["value"])
        files = {str(name): str(digest) for name, digest in body["files"].items()}
    except FileNotFoundError:
        return [f"{path} is missing; run `pii-sweep report {folder}`"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [f"{path} is not a manifest"]
    problems = (
        [] if signing.holds(canonical(body), public, value) else [f"{path}: the signature does not hold"]
    )
    own = signing.own_public_key()
    if own is not None and own != public:
        problems.append(f"{path}: signed with another key than yours ({public[:16]})")
    problems += [f"{folder / name} is not in the manifest" for name in EXPECTED if name not in files]
    return problems + [
        problem for name, digest in files.items() for problem in _changed(folder, name, digest)
    ]


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return the bytes that are signed: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def file_sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _changed(folder: Path, name: str, digest: str) -> list[str]:
    path = folder / name
    if Path(name).name != name:
        return [f"{NAME}: '{name}' is not a file name"]
    if not path.is_file():
        return [f"{path} is missing"]
    return [] if file_sha256(path) == digest else [f"{path} was changed after the manifest was signed"]


def _files(folder: Path) -> list[Path]:
    extra = [path for pattern in EXTRA for path in folder.glob(pattern)]
    return sorted(path for path in (*(folder / name for name in EXPECTED), *extra) if path.is_file())


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
