"""`trace` and `reveal`: where one person's data lies, and one finding's value in its place."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii_sweep.cli import options as opt
from pii_sweep.cli.output import one_line, printable
from pii_sweep.cli.show import open_journal
from pii_sweep.errors import UsageError

if TYPE_CHECKING:
    from pii_sweep.trace import Place, Reach
    from pii_sweep.types import Target

PersonFile = Annotated[
    str,
    typer.Option(
        "--person",
        metavar="FILE",
        help="Names, addresses and numbers of the person, one per line; - for standard input.",
    ),
]
MATCHES = {
    "value": "the value itself",
    "person": "linked to this person",
    "name": "the name alone, perhaps of somebody else",
}
NAMES = {"column_name": "named", "json_path": "at"}
COUNTED = ("page", "line", "row")
SHOWN_RUNS = 6


def find_person(directory: Path, person: str) -> tuple[list[Place], list[Reach], dict[str, Target]]:
    """Return the places of the person whose values a file holds, how far they reach, and the targets.

    Raises UsageError for a file that cannot be read or holds no value.
    """
    from pii_sweep.trace import forms_to_seek
    from pii_sweep.trace import trace as find

    try:
        text = sys.stdin.read() if person == "-" else Path(person).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            "cannot read the person's values; give a text file in UTF-8, a value a line"
        ) from None
    with open_journal(directory) as journal:
        places, reaches = find(journal, forms_to_seek(journal, text))
        return places, reaches, {target.bucket: target for target in journal.plan().targets}


def trace(directory: opt.SweepDir, person: PersonFile, as_json: opt.AsJson = False) -> int:
    """List every object and place that holds something of one person, for an access or deletion request.

    The values are compared as digests and kept nowhere. Each bucket's line says how much of it was read
    and how many objects the list may lack. A match by name alone may be another person of that name.

    Example: pii-sweep trace sweep-2026-11 --person request.txt

    Exit codes: 0 listed (also when nothing matches), 1 the sweep is damaged, 2 usage or no sweep.
    """
    from pii_sweep.report import words
    from pii_sweep.trace import caveat

    places, reaches, targets = find_person(directory, person)
    if as_json:
        body = {"places": [asdict(one) for one in places], "buckets": [asdict(one) for one in reaches]}
        typer.echo(json.dumps(body, indent=2, ensure_ascii=False))
        return 0
    for group in group_places(places):
        one, inside = group[0], _describe_spots(group)
        found = f"{words.entity(one.entity)} {one.masked or ''}" if one.entity else ""
        parts = (targets[one.bucket].address(one.key), inside, found, MATCHES[one.by])
        typer.echo("\t".join(one_line(part) for part in parts if part.strip()))
    if not places:
        typer.echo("Nothing of this person was found in what was read.", err=True)
    for reach in reaches:
        typer.echo(str(reach), err=True)
    typer.echo(caveat(reaches), err=True)
    return 0


def group_places(places: Iterable[Place]) -> list[list[Place]]:
    """Return the places, those together that differ in nothing but page, line or row."""
    alike: dict[tuple[object, ...], list[Place]] = {}
    for one in places:
        where = tuple((name, value) for name, value in one.where.items() if name not in COUNTED)
        of = (one.bucket, one.key, one.version_id, one.by, one.entity, one.masked, where)
        alike.setdefault(of, []).append(one)
    return list(alike.values())


def _describe_spots(group: Sequence[Place]) -> str:
    """Return where places of one group lie in their object: `row 3, named email`; `8 times, lines 2 to 9`."""
    times = [f"{len(group):,} times"] if len(group) > 1 else []
    for name, value in group[0].where.items():
        spots = sorted({one.where[name] for one in group}) if name in COUNTED else [value]
        listed = f"{name}s {_shorten(spots)}" if len(spots) > 1 else f"{NAMES.get(name, name)} {value}"
        times.append(listed)
    return ", ".join(times)


def _shorten(numbers: Sequence[int]) -> str:
    """Return sorted numbers with those that follow each other as a range: `2 to 9, 12`; at most a few."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    shown = [" to ".join(map(str, run)) for run in runs[:SHOWN_RUNS]]
    return ", ".join(shown) + (", ..." if len(runs) > SHOWN_RUNS else "")


def reveal(
    directory: opt.SweepDir,
    finding_id: Annotated[
        str, typer.Argument(metavar="FINDING_ID", help="The finding_id that `findings` lists.")
    ],
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why the value is shown; it is recorded.")
    ] = None,
) -> int:
    """Fetch an object again and show one finding's value in its context, on the terminal alone.

    Each use is recorded with its reason in audit.jsonl, a chain of signed lines; 100 values a day are
    allowed. An object that was changed since the sweep is not shown.

    Example: pii-sweep reveal sweep-2026-11 3f2a… --reason "ticket 4711"

    Exit codes: 0 shown, 1 the object cannot be read or was changed, 2 usage or no sweep.
    """
    from pii_sweep import config, keys
    from pii_sweep.cli.finding_context import find_object, shown_in_context
    from pii_sweep.report import audit

    if not (reason or "").strip():
        raise UsageError("give --reason TEXT: it is recorded in audit.jsonl")
    if not sys.stdout.isatty():
        raise UsageError("a value is shown on a terminal only; do not redirect the output")
    with open_journal(directory) as journal:
        plan = journal.plan()
        key = keys.known_sweep_key(plan.seed, plan.targets)
        if key is None:
            raise UsageError("this sweep's digest key is not here; run this where the sweep was run")
        ref, entity = find_object(journal, finding_id)
    audit.allow(directory)
    facts = {"finding_id": finding_id, "bucket": ref.bucket, "key": ref.key, "entity": entity}
    audit.record(directory, "reveal", str(reason), facts)
    target = next(one for one in plan.targets if one.bucket == ref.bucket)
    for line in shown_in_context(ref, target, config.from_dict(plan.settings), key, finding_id):
        typer.echo(printable(line))
    return 0
