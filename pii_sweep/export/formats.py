"""Writes the findings of a sweep in one of the formats."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pyarrow as pa

from pii_sweep import config
from pii_sweep.errors import UsageError
from pii_sweep.export.asff import asff_finding
from pii_sweep.export.macie import macie_finding
from pii_sweep.export.ocsf import ocsf_event
from pii_sweep.export.openlineage import run_event
from pii_sweep.export.s3_batch import Action, batch_files
from pii_sweep.export.sarif import sarif_log
from pii_sweep.export.source import Held, held_objects, moment
from pii_sweep.journal import NAME, Journal, storage_error
from pii_sweep.report.selection import Selection, check_names, select_findings
from pii_sweep.report.tables.columns import SCHEMAS
from pii_sweep.report.tables.parquet import make_folder, write_parquet, write_text, write_whole

FORMATS = ("macie", "asff", "ocsf", "sarif", "openlineage", "csv", "s3-batch")
ROLE = re.compile(r"arn:aws[a-z-]*:iam::\d{12}:role/.+")
PLACE = re.compile(r"s3://[^/]")
BATCH = {
    "--action": "action",
    "--role": "role",
    "--manifests-at": "at",
    "--quarantine": "quarantine",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (CWE-1236)


@dataclass(frozen=True, slots=True)
class Options:
    """What some formats need: an account number, Security Lake's layout, and what a batch job does."""

    account: str | None = None
    security_lake: bool = False
    action: str | None = None
    role: str | None = None
    at: str | None = None
    quarantine: str | None = None


class Exported(NamedTuple):
    """The files written, and how many objects and findings they contain."""

    paths: list[Path]
    objects: int
    findings: int


def export(folder: Path, name: str, out: Path, wanted: Selection, options: Options) -> Exported:
    """Write one format of what a selection matches.

    Raises UsageError for an unknown format, bucket or entity, a missing option, or a place that cannot be
    written.
    """
    _check(name, options)
    if wanted.objects is not None and name != "s3-batch":
        raise UsageError(f"--traced: only --format s3-batch acts on a person's objects, {name} does not")
    if name == "s3-batch":
        _refuse_hidden_keys(folder)
    check_names(folder, wanted)
    counted = [0, 0]
    objects = _count_held(held_objects(folder, wanted), counted)
    if name == "csv":
        return Exported([out], *_write_csv(folder, out, wanted))
    if name == "s3-batch":
        paths = _write_batch(objects, out, options)
    elif name == "ocsf" and options.security_lake:
        paths = _write_lake(objects, out, str(options.account))
    elif name in ("sarif", "openlineage"):
        body = sarif_log(objects) if name == "sarif" else run_event(objects)
        paths = [_write(out, [json.dumps(body, ensure_ascii=False)])]
    else:
        paths = [_write(out, _lines(objects, name, options.account))]
    return Exported(paths, counted[0], counted[1])


def _lines(objects: Iterable[Held], name: str, account: str | None) -> Iterator[str]:
    for held in objects:
        if name == "asff":
            body = asff_finding(held, str(account))
        else:
            body = macie_finding(held, account) if name == "macie" else ocsf_event(held, account)
        yield json.dumps(body, ensure_ascii=False)


def _check(name: str, options: Options) -> None:
    if name not in FORMATS:
        raise UsageError(f"--format must be one of {', '.join(FORMATS)}, not '{name}'")
    if options.account is not None and not (options.account.isdecimal() and len(options.account) == 12):
        raise UsageError("--account must be the 12 digits of an AWS account")
    if options.account is None and (name == "asff" or (name == "ocsf" and options.security_lake)):
        raise UsageError(f"{name} needs the AWS account in this form; give --account with its 12 digits")
    if options.security_lake and name != "ocsf":
        raise UsageError(f"--security-lake lays out ocsf, not {name}; leave it out, or give --format ocsf")
    given = {flag: getattr(options, field) for flag, field in BATCH.items()}
    foreign = [flag for flag, value in given.items() if value is not None]
    if foreign and name != "s3-batch":
        raise UsageError(f"{', '.join(foreign)}: only --format s3-batch makes jobs, {name} does not")
    _check_batch(options)


def _check_batch(options: Options) -> None:
    """Raise UsageError for an unknown action, and for a job that lacks something or names it wrongly."""
    actions = get_args(Action)
    if options.action not in (None, *actions):
        raise UsageError(f"--action must be one of {', '.join(actions)}, not '{options.action}'")
    if options.quarantine is not None and options.action != "quarantine":
        raise UsageError("--quarantine BUCKET goes with --action quarantine")
    if options.role is None and options.at is None:
        return
    if None in (options.role, options.at, options.account):
        raise UsageError(
            "a job needs all of --account, --role and --manifests-at; without any, no job is made"
        )
    if not ROLE.fullmatch(str(options.role)):
        raise UsageError(
            f"--role must be a role's ARN, such as arn:aws:iam::123456789012:role/batch, not '{options.role}'"
        )
    if not PLACE.match(str(options.at)):
        raise UsageError(
            f"--manifests-at must be a place such as s3://my-bucket/manifests, not '{options.at}'"
        )


def _refuse_hidden_keys(folder: Path) -> None:
    """Raise UsageError where the tables hold digests in place of keys: a job would act on no object."""
    if not (folder / NAME).is_file():
        return
    with Journal.look(folder) as journal:
        settings = config.from_dict(journal.plan().settings)
    if settings.report.hash_keys:
        raise UsageError(
            "this sweep hides its object keys (--hash-keys), and S3 Batch Operations needs them; "
            "sweep again without --hash-keys to have manifests"
        )


def _count_held(objects: Iterable[Held], counted: list[int]) -> Iterator[Held]:
    for held in objects:
        counted[0] += 1
        counted[1] += held.total
        yield held


def _write(path: Path, lines: Iterable[str]) -> Path:
    return write_text(path, "".join(f"{line}\n" for line in lines))


def _write_csv(folder: Path, out: Path, wanted: Selection) -> tuple[int, int]:
    """Write the listed findings; text that a spreadsheet would run gets a leading apostrophe."""
    names, places, count = SCHEMAS["findings"].names, set[tuple[Any, ...]](), 0
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            for batch in select_findings(folder, wanted):
                for row in batch.to_pylist():
                    writer.writerow([_cell(row[name]) for name in names])
                    places.add((row["bucket"], row["key"], row["version_id"]))
                    count += 1
    except OSError as error:
        if failed := storage_error(error, out.parent):
            raise failed from None
        raise UsageError(f"cannot write {out}: {error.strerror}") from None
    return len(places), count


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _write_batch(objects: Iterable[Held], out: Path, options: Options) -> list[Path]:
    places = {
        "account": options.account,
        "role": options.role,
        "at": options.at,
        "quarantine": options.quarantine,
    }
    action: Action = options.action or "tag"  # type: ignore[assignment]  # `_check` has looked
    make_folder(out)
    files = batch_files(objects, action, places)
    return [write_text(out / name, text) for name, text in files.items()]


def _write_lake(objects: Iterable[Held], out: Path, account: str) -> list[Path]:
    """Write Parquet as Security Lake wants a custom source: by region, account and day."""
    parts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for held in objects:
        event = ocsf_event(held, account)
        event["unmapped"] = json.dumps(event["unmapped"])  # a struct may not be empty in Parquet
        day = f"{moment(held.bucket):%Y%m%d}"
        parts.setdefault((held.bucket["region"] or "us-east-1", day), []).append(event)
    paths = []
    for (region, day), events in sorted(parts.items()):
        place = out / f"ext/pii-sweep/1.0/region={region}/accountId={account}/eventDay={day}"
        make_folder(place)
        table = pa.Table.from_pylist(events)
        paths.append(write_whole(place / "findings.parquet", partial(write_parquet, table)))
    return paths
