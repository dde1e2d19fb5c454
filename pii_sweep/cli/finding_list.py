"""`findings`: the masked findings of a sweep, filtered, as a stream."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import typer

from pii_sweep.cli import options as opt
from pii_sweep.cli.output import one_line
from pii_sweep.errors import UsageError

FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # a spreadsheet takes a cell that begins so for a formula (CWE-1236)
FROM_DOCUMENTS = ("key", "member", "masked", "column_name", "json_path")

Buckets = Annotated[list[str] | None, typer.Option("--bucket", help="This bucket only; repeatable.")]
Entities = Annotated[
    list[str] | None,
    typer.Option(
        "--entity",
        metavar="NAME",
        help='This kind of data only, such as "Card numbers" or CREDIT_CARD; repeatable.',
    ),
]
Prefix = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Only objects whose keys begin with this text.")
]
MinScore = Annotated[float | None, typer.Option(min=0, max=1, help="Only findings with at least this score.")]
Object = Annotated[str | None, typer.Option("--object", metavar="KEY", help="Only the object with this key.")]
Person = Annotated[
    str | None, typer.Option(metavar="ID", help="Only this person: a subject_id or the beginning of one.")
]


def findings(
    directory: opt.SweepDir,
    bucket: Buckets = None,
    prefix: Prefix = None,
    entity: Entities = None,
    min_score: MinScore = None,
    key: Object = None,
    person: Person = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV with all columns.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object per line.")] = False,
    quiet: opt.Quiet = False,
) -> int:
    """List the findings of a sweep, masked: all of them, or those that match every filter.

    Example: pii-sweep findings sweep-2026-11 --entity "Social security numbers" --csv > ssn.csv

    Exit codes: 0 listed (also when nothing matches), 1 the sweep is damaged, 2 usage or no sweep.
    """
    from pii_sweep.report.selection import (
        Selection,
        check_names,
        count_found,
        entity_names,
        left_unread,
        select_findings,
    )

    if as_csv and as_json:
        raise UsageError("give either --csv or --json")
    wanted = Selection(tuple(bucket or ()), entity_names(directory, entity), prefix, key, person, min_score)
    check_names(directory, wanted)
    rows = (row for batch in select_findings(directory, wanted) for row in batch.to_pylist())
    listed = (_write_csv if as_csv else _write_json if as_json else _write_lines)(rows)
    if not quiet:
        _say_how_many(listed, count_found(directory, wanted))
        if left := left_unread(directory, wanted):
            typer.echo(f"not read: {'; '.join(left)}", err=True)
    return 0


def _say_how_many(listed: int, found: int | None) -> None:
    from pii_sweep.report.words import count_of

    more = ""
    if found is not None and found > listed:
        more = (
            f" listed of {found:,} counted; `run --all-locations` lists those over 1,000 an entity and object"
        )
    typer.echo(f"{count_of(listed, 'finding')}{more}", err=True)


def _write_csv(rows: Iterator[dict[str, Any]]) -> int:
    """Write CSV; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    from pii_sweep.report.tables.columns import SCHEMAS

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(SCHEMAS["findings"].names)
    count = 0
    for row in rows:
        count += 1
        for name in FROM_DOCUMENTS:
            if str(row[name] or "").startswith(FORMULA):
                row[name] = f"'{row[name]}"
        out.writerow(" ".join(value) if isinstance(value, list) else value for value in row.values())
    return count


def _write_json(rows: Iterator[dict[str, Any]]) -> int:
    return _write(
        rows, lambda row: json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False)
    )


def _write_lines(rows: Iterator[dict[str, Any]]) -> int:
    return _write(rows, _align_cells if sys.stdout.isatty() else _to_tabs)


def _write(rows: Iterator[dict[str, Any]], line: Callable[[dict[str, Any]], str]) -> int:
    count = 0
    for row in rows:
        count += 1
        sys.stdout.write(line(row) + "\n")
    return count


def _cells(row: dict[str, Any]) -> list[str]:
    from pii_sweep.report import words

    place = row["key"] if row["member"] is None else f"{row['key']} » {row['member']}"
    place += "".join(f", {name} {row[name]}" for name in ("page", "row", "line") if row[name] is not None)
    cells = (
        row["bucket"],
        words.entity(row["entity"]),
        f"{row['score']:.2f}",
        row["masked"],
        place,
        row["finding_id"],
    )
    return [one_line(cell) for cell in cells]


def _to_tabs(row: dict[str, Any]) -> str:
    return "\t".join(_cells(row))


def _align_cells(row: dict[str, Any]) -> str:
    bucket, entity, score, masked, place, finding_id = _cells(row)
    return f"{entity:<24} {score}  {masked:<28}  {bucket}/{place}  {finding_id}"
