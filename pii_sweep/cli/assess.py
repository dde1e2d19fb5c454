"""`assess` and `submission`: the packet that a person completes and hands in.

What a command works with is imported when it runs: `--help` needs no tables and no models.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii_sweep.cli import options as opt
from pii_sweep.cli.output import steps
from pii_sweep.cli.show import open_journal
from pii_sweep.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from pii_sweep.journal import Journal
    from pii_sweep.report.packet.outstanding import Question

ActivityFile = Annotated[
    Path, typer.Option("--activity", metavar="FILE", help="The file that describes the activity (TOML).")
]
Asking = Annotated[
    bool, typer.Option("--ask", help="Ask for what is missing and write the answers into that file.")
]
Editing = Annotated[bool, typer.Option("--edit", help="Open that file in $EDITOR first.")]


def assess(
    directory: opt.SweepDir,
    activity: ActivityFile,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="The JSON file to write; default: in the sweep directory."
        ),
    ] = None,
    ask: Asking = False,
    edit: Editing = False,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
) -> int:
    """Write the CCPA risk-assessment input for one processing activity: JSON, HTML and PDF, signed.

    What only people can say stays null and is listed under `outstanding` with its key in the activity
    file: this is draft input, not an assessment. The same command again writes and signs it anew;
    the packet before it is kept. --ask creates the activity file where there is none.

    Example: pii-sweep assess sweep-2026-11 --activity activity.toml --ask

    Exit codes: 0 written, 1 failed, 2 usage, no sweep, or the activity file is wrong.
    """
    from pii_sweep import report as reporting

    log = steps(quiet, verbose)
    log("reading the journal")
    with open_journal(directory) as journal:
        if edit:
            _edit(activity)
        if ask:
            _interview(journal, activity)
        log("writing the packet as JSON, HTML and PDF")
        written = reporting.assess(journal, activity, out)
    left = written.packet["outstanding"]
    if as_json:
        typer.echo(
            json.dumps({"files": [str(path) for path in written.paths], "outstanding": left}, indent=2)
        )
    elif not quiet:
        open_keys = len({row["key"] for row in left})
        typer.echo(f"{', '.join(map(str, written.paths))}: {open_keys} questions still need your answer")
    if written.lacking:
        typer.echo(f"pii-sweep: {written.lacking}", err=True)
    return 0


def submission(
    packets: Annotated[
        list[Path], typer.Argument(metavar="PACKET...", help="JSON files that `assess` wrote.")
    ],
    begin: Annotated[str, typer.Option("--from", metavar="DATE", help="The period's first day.")],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="The period's last day.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The JSON file to write.")],
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
) -> int:
    """Add up the packets of a period for the yearly submission (11 CCR §7157(b)): JSON, HTML and PDF.

    Counts assessments in total and by activity of §7150(b), the versions of a packet once, and lists the
    categories found and declared. Attestation and submitter stay empty: a person fills them in.

    Example: pii-sweep submission assessment-*.json --from 2026-01-01 --to 2026-12-31 --out submission.json

    Exit codes: 0 written, 1 failed, 2 usage, or a packet or date is wrong.
    """
    from datetime import date

    from pii_sweep.report.packet import submission as whole

    try:
        first, last = date.fromisoformat(begin), date.fromisoformat(end)
    except ValueError:
        raise UsageError("--from and --to are dates, such as 2026-01-01") from None
    if last < first:
        raise UsageError(f"the period ends before it begins: --from {first} is after --to {last}")
    log = steps(quiet, verbose)
    log("reading the packets")
    body = whole.submission(whole.read_packets(packets), first, last)
    log("writing the submission as JSON, HTML and PDF")
    paths, lacking = whole.write_submission(body, out)
    if not quiet:
        typer.echo(", ".join(map(str, paths)))
    if lacking:
        typer.echo(f"pii-sweep: {lacking}", err=True)
    return 0


def _edit(activity: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("--edit needs an editor; set EDITOR, or edit the activity file yourself")
    try:
        ended = subprocess.run([*shlex.split(editor), str(activity)], check=False).returncode
    except OSError:
        raise UsageError(f"the editor '{editor}' could not be started; set EDITOR") from None
    if ended:
        raise UsageError(f"the editor ended with code {ended}; nothing was written")


def _interview(journal: Journal, activity: Path) -> None:
    """Ask for what the packet lacks; what is answered is written even where the interview is broken off."""
    from pii_sweep.report.packet.interview import begin, hint, interview
    from pii_sweep.report.packet.publication import open_questions

    def put(question: Question, wrong: str) -> str:
        if wrong:
            typer.echo(f"  {wrong}")
        note = f" ({hint(question)})" if hint(question) else ""
        typer.echo(f"{question.asks}{note}  [{question.cite}]")
        try:
            return str(typer.prompt(f"  {question.place}", default="", show_default=False))
        except typer.Abort:
            raise EOFError from None

    if activity.exists():
        text = activity.read_text(encoding="utf-8")
    else:
        named = typer.prompt("id of the processing activity"), typer.prompt("its name")
        text = begin(*named, buckets_of([target.bucket for target in journal.plan().targets]))
        activity.write_text(text, encoding="utf-8")
    typer.echo("Press Enter to leave a question open; Ctrl-C ends and keeps what was answered.")
    activity.write_text(interview(open_questions(journal, activity), text, put), encoding="utf-8")


def buckets_of(names: list[str]) -> list[str]:
    """Ask which of several buckets an activity uses; none where it is all of them."""
    from pii_sweep.report.packet.activity import choose_buckets

    while len(names) > 1:
        said = typer.prompt(
            f"its buckets, of {', '.join(names)} (names or patterns apart by ;, Enter for all)",
            default="", show_default=False,
        )  # fmt: skip
        patterns = [part.strip() for part in said.split(";") if part.strip()]
        try:
            choose_buckets(names, {"scope": {"buckets": patterns}} if patterns else {})
            return patterns
        except ConfigError as error:
            typer.echo(f"  {error}")
    return []
