"""What `inspect` prints: one line per finding, one on stderr per gap."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import typer

from pii_sweep import read
from pii_sweep.config import Settings
from pii_sweep.detect.address.tags import address_tags
from pii_sweep.errors import StoreError, UsageError
from pii_sweep.extract.image import faces
from pii_sweep.link import seal
from pii_sweep.link.quoted_place import Conceal, mask_place
from pii_sweep.store import connect
from pii_sweep.store.targets import parse_targets
from pii_sweep.types import Blob, Detection, Gap, Note


def blobs(path: str, settings: Settings) -> list[tuple[str, Blob]]:
    """Return what lies at a path with the name to print; raises UsageError where there is nothing."""
    if not path.startswith("s3://"):
        folder = Path(path) if Path(path).is_dir() else None
        return [(str(file), read.blob_of(file, folder)) for file in _files(Path(path))]
    (target,) = parse_targets([path], False, None, settings.targets)
    store = connect(target, settings.targets)
    try:
        refs = list(store.list(target.bucket, target.prefix))
    except StoreError as error:
        raise UsageError(f"cannot list {path}: {error.reason}; check the name and your permissions") from None
    refs = [ref for ref in refs if ref.key == target.prefix] or refs
    if not refs:
        raise UsageError(f"nothing lies at {path}")
    return [(f"s3://{ref.bucket}/{ref.key}", read.blob_in(store, ref)) for ref in refs]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    if not path.exists():
        raise UsageError(f"no such file: {path}")
    if not path.is_file():  # a pipe or a device may never end
        raise UsageError(f"not a file: {path}")
    return [path]


@dataclass(frozen=True, slots=True)
class Printer:
    """Where and how findings are printed; `key` is for their digests and is thrown away."""

    out: TextIO
    key: bytes
    show_values: bool
    as_json: bool

    def print(self, row: dict[str, Any]) -> None:
        """Print one finding."""
        text = json.dumps(row, ensure_ascii=False) if self.as_json else _line(row)
        print(text, file=self.out, flush=True)


def inspect_one(name: str, blob: Blob, settings: Settings, printer: Printer) -> int:
    """Print the findings of one file as they come and return the number of gaps."""
    gaps, found, media = 0, 0, ""
    conceal = partial(read.mask_place_name, settings)
    for item in read.examine_safely(blob, settings, printer.key):
        if isinstance(item, Gap):
            from pii_sweep.report import words  # with pandas behind it, which findings alone do not need

            gaps += 1
            member = mask_place(item.where, "", conceal).member
            place = f"{name}!{member}" if member else name
            page = f" page {item.where.page}" if item.where.page else ""
            what = "not read" if item.share is None else f"{item.share:.0%} read well"
            _say(f"{place}{page}: {what}: {words.reason_with_code(item.reason)}")
        elif isinstance(item, Note):
            found += item.amount if item.measure == "faces" else 0
            media = item.label if item.measure == "media_type" and not media else media
        elif isinstance(item, tuple):
            printer.print(_row(name, item[0], item[1], printer.key, conceal, show_values=printer.show_values))
    _print_faces(name, found, media, settings, printer)
    return gaps


def _print_faces(name: str, found: int, media: str, settings: Settings, printer: Printer) -> None:
    """Print how many faces were counted, and say of a picture that none was, or that none was looked for."""
    if found:
        faced = "1 face" if found == 1 else f"{found:,} faces"
        printer.print(
            {"path": name, "entity": "FACE", "score": 1.0, "masked": f"{faced} counted", "count": found}
        )
    elif media.startswith("image/"):
        off = "extract.faces is off" if not settings.extract.faces else faces.REMEDY
        counted = settings.extract.faces and faces.is_available()
        _say(f"{name}: no face was counted" if counted else f"{name}: faces were not counted: {off}")


def _say(line: str) -> None:
    typer.echo(_drop_control_signs(f"pii-sweep: {line}"), err=True)


def _row(
    name: str, detection: Detection, subject: str | None, key: bytes, conceal: Conceal, *, show_values: bool
) -> dict[str, Any]:
    finding = seal.seal(detection, subject, key, conceal)
    where = detection.where if show_values else finding.where
    row: dict[str, Any] = {
        "path": name,
        "member": where.member,
        "entity": finding.entity,
        "score": finding.score,
        "masked": finding.masked,
        "page": where.page,
        "box": list(where.box) if where.box else None,
        "line": where.line,
        "row": where.row,
        "column": where.column,
        "column_name": where.column_name,
        "json_path": where.json_path,
        "role": finding.role,
        "subject": subject,
        "recognizer": finding.recognizer,
        "reasons": list(finding.reasons),
        "start": finding.start,
        "end": finding.end,
        "ocr_confidence": finding.ocr_confidence,
    }
    if show_values:
        row["value"] = detection.value
        if detection.entity == "STREET_ADDRESS":
            row["parts"] = address_tags(detection.value, detection.parts)
    return {key: value for key, value in row.items() if value is not None}


def _line(row: dict[str, Any]) -> str:
    place = row["path"] + (f"!{row['member']}" if "member" in row else "")
    place += "".join(f" {part} {row[part]}" for part in ("page", "line", "row") if part in row)
    shown = " ".join(str(row.get("value", row["masked"])).split())
    return _drop_control_signs(f"{place}: {row['entity']} {row['score']:.2f} {shown}")


def _drop_control_signs(line: str) -> str:
    """Return a line without signs that a terminal obeys: keys and names in archives are written by others."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
