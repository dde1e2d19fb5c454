"""The list of commands, in the order of a user's day."""

from __future__ import annotations

import typer

from pii_sweep import __version__
from pii_sweep.cli import assess, export, finding_list, init, inspect, run, show, subject_request
from pii_sweep.cli import review as asking

app = typer.Typer(
    name="pii-sweep",
    help="Know what personal data lies in your buckets: sampled, read, detected, rated, with error bars.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    epilog=(
        "Exit codes: 0 everything planned was read; 1 failed; 2 wrong usage or settings; 3 swept with gaps; "
        "4 a bucket is rated at or above --fail-on; 130 interrupted, the same command resumes."
    ),
)

for command, function in (
    ("init", init.init),
    ("plan", run.plan),
    ("run", run.run),
    ("show", show.show),
    ("findings", finding_list.findings),
    ("report", show.report),
    ("assess", assess.assess),
    ("submission", assess.submission),
    ("export", export.export),
    ("trace", subject_request.trace),
    ("reveal", subject_request.reveal),
    ("diff", show.diff),
    ("review", asking.review),
    ("verify", show.verify),
    ("inspect", inspect.inspect),
    ("evaluate", inspect.evaluate),
    ("doctor", inspect.doctor),
):
    app.command(command, no_args_is_help=command not in ("doctor", "init"))(function)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pii-sweep {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and exit."
    ),
) -> None:
    """Know what personal data lies in your buckets: sampled, read, detected, rated, with error bars."""
