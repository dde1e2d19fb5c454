"""`manifest.json`: what made a sweep directory's files, their hashes, and a signature over it all."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from pii_sweep import __version__, journal
from pii_sweep.errors import JournalError
from pii_sweep.report import signing
from pii_sweep.report.tables.columns import SCHEMAS
from pii_sweep.report.tables.parquet import write_text

NAME = "manifest.json"
FORMAT = "pii-sweep-manifest/2"
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
TABLES = (*(f"{name}.parquet" for name in SCHEMAS), "report.html")
EXPECTED = (journal.NAME, *TABLES)
EXTRA = ("findings.html", "thumbnails.json", "assessment*.json", "assessment*.html", "assessment*.pdf")

# What no manifest lists: the audit has signatures of its own, and the journal's logs are part of it.
OWN = ("audit.jsonl", *(f"{journal.NAME}{ending}" for ending in ("-wal", "-shm", "-journal")))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a manifest records of a sweep.

    `models` maps file names to SHA-256. `records` and `head` are the length and the last link of the
    journal's chain; once it is `finished` the file's own SHA-256 stands among the files. `previous` is the
    SHA-256 of the manifest of the sweep before this one, where one is named. `sealed` says how the
    readers were sealed: "yes", or "no: " and why.
    """

    seed: str
    settings_sha256: str
    created: str
    models: Mapping[str, str]
    records: int = 0
    head: str = ""
    finished: bool = False
    previous: str = ""
    sealed: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A manifest whose signature holds, whoever signed it."""

    public_key: str
    files: Mapping[str, str]
    records: int
    head: str
    finished: bool


def write_manifest(folder: Path, facts: Facts, written: Collection[str] | None = None) -> Path:
    """Write and sign the manifest of the files that lie in a sweep directory.

    Where only the files `written` are new, the others keep the hashes that the signed manifest before
    this one gives them, so that what was changed in between stays known as changed. Raises UsageError
    where the directory or the key's folder cannot be written.
    """
    before = read_signed(folder) if written is not None else None
    kept = {} if before is None else {n: d for n, d in before.files.items() if n not in (written or ())}
    names = [path.name for path in _files(folder) if facts.finished or path.name != journal.NAME]
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
        "journal": {"records": facts.records, "head": facts.head, "finished": facts.finished},
        "previous": facts.previous,
        "sealed": facts.sealed,
        "files": {**{name: file_sha256(folder / name) for name in names if name not in kept}, **kept},
    }
    public, signature = signing.sign(canonical(body))
    body["signature"] = {
        "algorithm": "Ed25519",
        "fingerprint": signing.fingerprint(public),
        "public_key": public,
        "value": signature,
    }
    return write_text(folder / NAME, _text(body))


def read_signed(folder: Path) -> Signed | None:
    """Return the manifest of a sweep directory, None where none is there or its signature does not hold."""
    found = _read(folder / NAME)
    if isinstance(found, str):
        return None
    body, public, holds = found
    if not holds:
        return None
    state = body.get("journal", {})
    return Signed(
        public,
        body["files"],
        int(state.get("records", 0)),
        str(state.get("head", "")),
        state.get("finished") is True,
    )


def signed_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that the signed manifest lists; empty where its signature fails."""
    signed = read_signed(folder)
    return dict(sorted(signed.files.items())) if signed is not None else {}


def refuse_changed(folder: Path, names: Iterable[str]) -> None:
    """Raise JournalError for the first of some files that was changed after the manifest was signed."""
    signed = read_signed(folder)
    for name in names if signed is not None else ():
        path, digest = folder / name, signed.files.get(name) if signed is not None else None
        if digest is not None and path.is_file() and file_sha256(path) != digest:
            raise JournalError(
                f"{path} was changed after the manifest was signed; run `pii-sweep report {folder}`"
            )


def manifest_digest(folder: Path) -> str:
    """Return the SHA-256 of a sweep's manifest, by which the next sweep names it; empty where none holds."""
    return "" if read_signed(folder) is None else file_sha256(folder / NAME)


def manifest_problems(folder: Path, public_key: str | None = None) -> list[str]:
    """Return what does not hold of a manifest: missing or changed files, a broken signature, its signer.

    `public_key` is the one that must have signed it; by default this user's own.
    """
    path = folder / NAME
    found = _read(path)
    if isinstance(found, str):
        return [found]
    body, public, holds = found
    problems = [] if holds else [f"{path}: the signature does not hold"]
    print_ = signing.fingerprint(public)
    own = signing.own_public_key()
    if public_key is not None and public_key != public:
        problems.append(f"{path}: signed by another key than the one given ({print_})")
    elif public_key is None and own is None:
        problems.append(f"{path}: signed by an unknown key ({print_}); give its public key with --key FILE")
    elif public_key is None and own != public:
        problems.append(
            f"{path}: signed by an unknown key, not yours ({print_}); give its public key with --key FILE"
        )
    expected = [name for name in EXPECTED if name != journal.NAME or body["journal"].get("finished")]
    extra = [name for pattern in EXTRA for name in sorted(item.name for item in folder.glob(pattern))]
    problems += [
        f"{folder / n} is not in the manifest" for n in (*expected, *extra) if n not in body["files"]
    ]
    return problems + [
        problem for name, digest in body["files"].items() for problem in _find_changed(folder, name, digest)
    ]


def foreign_files(folder: Path) -> list[str]:
    """Return the names of what lies in a sweep directory without being of a sweep: nothing vouches for it.

    Leftovers of a process that was killed count too; the audit and the journal have proofs of their own.
    """
    ours = {NAME, *EXPECTED, *OWN}
    return sorted(
        f"{path.name}/" if path.is_dir() else path.name
        for path in folder.iterdir()
        if not (path.name in ours or any(path.match(pattern) for pattern in EXTRA)) or path.is_dir()
    )


def _read(path: Path) -> tuple[dict[str, Any], str, bool] | str:
    """Return a manifest without its signature, the public key and whether the signature holds; or why not.

    A file that says the same in other bytes than were written is no manifest.
    """
    try:
        data = path.read_bytes()
        body = json.loads(data)
        exact = _text(body).encode() == data
        signature = body.pop("signature")
        public, value = str(signature["public_key"]), str(signature["value"])
        known = set(signature) == {"algorithm", "fingerprint", "public_key", "value"}
        named = (signature.get("algorithm"), signature.get("fingerprint"))
        right = exact and known and named == ("Ed25519", signing.fingerprint(public))
        if not all(isinstance(item, str) for pair in body["files"].items() for item in pair):
            raise TypeError
        body["journal"].get("finished")
    except PermissionError:
        return f"{path} cannot be read: permission denied"
    except FileNotFoundError:
        return f"{path} is missing; run `pii-sweep report {path.parent}`"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"{path} is not a manifest"
    return body, public, right and signing.holds(canonical(body), public, value)


def _text(body: Mapping[str, Any]) -> str:
    return json.dumps(body, indent=2, sort_keys=True) + "\n"


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return the bytes that are signed: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def file_sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _find_changed(folder: Path, name: str, digest: str) -> list[str]:
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
