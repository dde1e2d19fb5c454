"""`show`, `report`, `verify` and `diff`: what a sweep found.

What a command works with is imported when it runs: `--help` needs no tables and no models.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii_sweep.cli import options as opt
from pii_sweep.cli.output import one_line, steps
from pii_sweep.errors import UsageError

if TYPE_CHECKING:
    from pii_sweep.journal import Journal

Buckets = Annotated[list[str] | None, typer.Option("--bucket", help="This bucket only; repeatable.")]
FAILED = 1
MOST_NAMES = 10  # of files that are foreign to a sweep


def open_journal(directory: Path) -> Journal:
    """Open a journal that something vouches for; says on stderr where that is an unknown key."""
    from pii_sweep import report as reporting

    journal = reporting.open_verified(directory)
    signer = reporting.signer(directory)
    if signer is not None and not signer.own:
        typer.echo(
            f"pii-sweep: {directory} is signed by an unknown key ({signer.fingerprint}); "
            f"check it with `pii-sweep verify {directory} --key FILE`",
            err=True,
        )
    return journal


def show(
    directory: opt.SweepDir,
    bucket: Buckets = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the reasons, people, shares and steps of each bucket.")
    ] = False,
    as_json: opt.AsJson = False,
) -> int:
    """Show ratings, exposure, people, coverage and the first step; --all and --bucket show more.

    Example: pii-sweep show sweep-2026-11 --bucket my-bucket

    Exit codes: 0 shown, 1 the sweep is damaged, 2 usage or no sweep.
    """
    from pii_sweep import report as reporting
    from pii_sweep.cli import tables

    with open_journal(directory) as journal:
        shown = reporting.summary.summarise(reporting.frames_of(journal))
    for name in sorted({*(bucket or ())} - {row.bucket for row in shown.buckets}):
        raise UsageError(
            f"the sweep has no bucket '{name}'; it has {', '.join(row.bucket for row in shown.buckets)}"
        )
    tables.print_summary(shown, as_json, buckets=bucket or (), detailed=everything or bool(bucket))
    if not (as_json or everything or bucket):
        typer.echo(f"Reasons, shares and steps: pii-sweep show {directory} --all, or --bucket NAME")
    return 0


def report(
    directory: opt.SweepDir,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
) -> int:
    """Write the Parquet tables, report.html, findings.html and the manifest (again) from the journal.

    Example: pii-sweep report sweep-2026-11

    Exit codes: 0 written, 1 the sweep is damaged or not writable, 2 usage or no sweep.
    """
    from pii_sweep import config
    from pii_sweep import report as reporting
    from pii_sweep.journal import lock_directory

    log = steps(quiet, verbose)
    log("reading the journal")
    with open_journal(directory) as journal, lock_directory(directory):
        log("writing tables, pages and manifest")
        reporting.write(journal, config.from_dict(journal.plan().settings))
    page = directory / "report.html"
    if as_json:
        typer.echo(json.dumps({"report": str(page), "files": reporting.signed_files(directory)}, indent=2))
    elif not quiet:
        typer.echo(f"report: {page}")
    return 0


def verify(
    directory: opt.SweepDir,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key", metavar="FILE", help="The public key whose signature is expected; default: yours."
        ),
    ] = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
) -> int:
    """Check that every object is accounted for, and that nothing was changed since the sweep was signed.

    What lies in the directory without being of the sweep is named, and changes no exit code.
    A colleague's public key is the file manifest.pub in their key folder, which `doctor` names.

    Example: pii-sweep verify sweep-2026-11 --key colleague.pub

    Exit codes: 0 nothing was changed, 1 something was (one line each), 2 usage or no sweep.
    """
    from pii_sweep import report as reporting

    problems, signer = reporting.verify(directory, key), reporting.signer(directory)
    foreign = reporting.foreign_files(directory)
    if as_json:
        by = {"fingerprint": signer.fingerprint, "own": signer.own} if signer else None
        typer.echo(json.dumps({"problems": problems, "signer": by, "foreign": foreign}))
        return FAILED if problems else 0
    if foreign:
        typer.echo(f"not of this sweep, and vouched for by nothing: {_name_some(foreign)}", err=True)
    if problems or not quiet:
        for problem in problems or ["the ledger adds up; the journal, hashes and signature hold"]:
            typer.echo(problem)
        if signer and not quiet:
            whose = "your own key" if signer.own else "the key given" if key and not problems else "not yours"
            typer.echo(f"signed by key {signer.fingerprint} ({whose})")
    return FAILED if problems else 0


def _name_some(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(map(one_line, names[:MOST_NAMES])) + (f" and {more:,} more" if more > 0 else "")


def diff(
    before: Annotated[Path, typer.Argument(metavar="DIR_A", help="The earlier sweep directory.")],
    after: Annotated[Path, typer.Argument(metavar="DIR_B", help="The later sweep directory.")],
    as_json: opt.AsJson = False,
) -> int:
    """Say what changed between two sweeps, apart from sampling noise.

    Listings are compared exactly; shares and people by tests that allow for the sample.

    Example: pii-sweep diff sweep-2026-10 sweep-2026-11

    Exit codes: 0 compared, 1 the sweep is damaged, 2 usage or no sweep.
    """
    from pii_sweep import report as reporting
    from pii_sweep.cli import tables

    with open_journal(before) as old, open_journal(after) as new:
        found = reporting.difference(old, new, datetime.now(UTC).date())
    tables.print_difference(found, as_json)
    return 0
