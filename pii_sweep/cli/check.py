"""`inspect` and `doctor`: look at single files, and at the machine."""

from __future__ import annotations

import json
import secrets
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from pii_sweep import doctor as machine
from pii_sweep import evaluate as evaluation
from pii_sweep import read
from pii_sweep.cli import options as opt
from pii_sweep.config import Settings
from pii_sweep.detect import seal
from pii_sweep.errors import StoreError, UsageError
from pii_sweep.store import connect
from pii_sweep.store.targets import parse_targets
from pii_sweep.types import Blob, Detection, Gap, Where

GAPS, FAILED = 3, 1

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Local files, folders or s3:// objects.")]
ShowValues = Annotated[bool, typer.Option("--show-values", help="Print the values themselves, not masked.")]


def inspect(
    paths: Paths,
    show_values: ShowValues = False,
    as_json: opt.AsJson = False,
    endpoint_url: opt.Endpoint = None,
    profile: opt.Profile = None,
    region: opt.Region = None,
    anonymous: opt.Anonymous = False,
    config: opt.Config = None,
    ocr: opt.Ocr = None,
) -> int:
    """Read files and print what is found in them; values only with --show-values.

    Example: pii-sweep inspect --json --show-values order.pdf s3://my-bucket/label.png

    Exit codes: 0 read, 1 failed, 2 usage, 3 some place could not be read (named on stderr).
    """
    settings = opt.settings_of(
        config, endpoint=endpoint_url, profile=profile, region=region, anonymous=anonymous, ocr=ocr
    )
    key, gaps = secrets.token_bytes(32), 0
    for path in paths:
        for name, blob in _blobs(path, settings):
            gaps += _inspect_one(name, blob, settings, key, show_values=show_values, as_json=as_json)
    return GAPS if gaps else 0


def evaluate(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder of objects with truth.jsonl.")],
    config: opt.Config = None,
    ocr: opt.Ocr = None,
    as_json: opt.AsJson = False,
) -> int:
    """Measure precision, recall and F1 per entity, format and kind against a labelled corpus.

    Example: pii-sweep evaluate fixtures/estate --json

    Exit codes: 0 measured, 1 failed, 2 usage.
    """
    measured = evaluation.evaluate(corpus, opt.settings_of(config, ocr=ocr))
    typer.echo(measured.as_json() if as_json else measured.as_table())
    return 0


def doctor(
    endpoint_url: opt.Endpoint = None,
    profile: opt.Profile = None,
    region: opt.Region = None,
    anonymous: opt.Anonymous = False,
    config: opt.Config = None,
    as_json: opt.AsJson = False,
) -> int:
    """Check OCR, models, credentials and endpoint; says what is missing and how to mend it.

    Example: pii-sweep doctor --endpoint-url http://localhost:9000

    Exit codes: 0 all that is needed is there, 1 something needed is missing, 2 usage.
    """
    settings = opt.settings_of(
        config, endpoint=endpoint_url, profile=profile, region=region, anonymous=anonymous
    )
    checks = machine.examine(settings)
    if as_json:
        typer.echo(json.dumps([check.as_dict() for check in checks], indent=2))
    else:
        grid = Grid(box=None, show_header=False)
        for check in checks:
            mark = (
                "[green]ok[/]" if check.ok else ("[red]missing[/]" if check.needed else "[yellow]absent[/]")
            )
            grid.add_row(mark, check.name, escape(check.found if check.ok else check.remedy))
        Console().print(grid)
    return FAILED if any(check.needed and not check.ok for check in checks) else 0


def _blobs(path: str, settings: Settings) -> list[tuple[str, Blob]]:
    if not path.startswith("s3://"):
        return [(str(file), read.blob_of(file)) for file in _files(Path(path))]
    (target,) = parse_targets([path], False, None, settings.targets)
    store = connect(target, settings.targets)
    try:
        refs = list(store.list(target.bucket, target.prefix))
    except StoreError as error:
        raise UsageError(f"cannot list {path}: {error.reason}; check the name and your permissions") from None
    refs = [ref for ref in refs if ref.key == target.prefix] or refs
    if not refs:
        raise UsageError(f"nothing lies at {path}")
    return [
        (f"s3://{ref.bucket}/{ref.key}", Blob(Where(ref), partial(store.open, ref), ref.size)) for ref in refs
    ]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    if not path.exists():
        raise UsageError(f"no such file: {path}")
    return [path]


def _inspect_one(
    name: str, blob: Blob, settings: Settings, key: bytes, *, show_values: bool, as_json: bool
) -> int:
    """Print the findings of one file as they come and return the number of gaps."""
    gaps = 0
    for item in read.examine_safely(blob, settings, key):
        if isinstance(item, Gap):
            gaps += 1
            place = f"{name}!{item.where.member}" if item.where.member else name
            page = f" page {item.where.page}" if item.where.page else ""
            typer.echo(f"pii-sweep: {place}{page}: not read: {item.reason}", err=True)
        elif isinstance(item, tuple):
            row = _row(name, item[0], item[1], key, show_values=show_values)
            typer.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(row))
    return gaps


def _row(
    name: str, detection: Detection, subject: str | None, key: bytes, *, show_values: bool
) -> dict[str, Any]:
    finding = seal.seal(detection, subject, key)
    where = detection.where
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
    return {key: value for key, value in row.items() if value is not None}


def _line(row: dict[str, Any]) -> str:
    place = row["path"] + (f"!{row['member']}" if "member" in row else "")
    place += "".join(f" {part} {row[part]}" for part in ("page", "line", "row") if part in row)
    shown = " ".join(str(row.get("value", row["masked"])).split())
    return f"{place}: {row['entity']} {row['score']:.2f} {shown}"
