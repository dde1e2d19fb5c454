"""`inspect`, `evaluate` and `doctor`: look at single files, at a labelled corpus, and at the machine.

What a command works with is imported when it runs: `--help` needs no models.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Annotated

import typer

from pii_sweep import unused_import
from pii_sweep.cli import options as opt

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
    from pii_sweep.cli.output import own_output

    gaps = 0
    with own_output() as out:
        settings = opt.settings_of(
            config, endpoint=endpoint_url, profile=profile, region=region, anonymous=anonymous, ocr=ocr
        )
        if unused_import.has_begun():
            unused_import.leave_out(packaged=settings.detect.model is None)
        from pii_sweep.cli.finding import Printer, blobs, inspect_one

        printer = Printer(out, secrets.token_bytes(32), show_values=show_values, as_json=as_json)
        for path in paths:
            for name, blob in blobs(path, settings):
                gaps += inspect_one(name, blob, settings, printer)
    return GAPS if gaps else 0


def evaluate(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder of objects with truth.jsonl.")],
    config: opt.Config = None,
    ocr: opt.Ocr = None,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write the error rates on whole objects into this file."),
    ] = None,
    as_json: opt.AsJson = False,
) -> int:
    """Measure precision, recall and F1 per entity, format and kind against a labelled corpus.

    A sweep with `[report] decisions = FILE` corrects its shares by those error rates.

    Example: pii-sweep evaluate fixtures/estate --json

    Exit codes: 0 measured, 1 failed, 2 usage.
    """
    from pii_sweep import evaluate as evaluation
    from pii_sweep.cli.output import own_output

    with own_output():
        measured = evaluation.evaluate(corpus, opt.settings_of(config, ocr=ocr))
        if decisions is not None:
            evaluation.merge(decisions, measured.decisions)
    typer.echo(measured.as_json() if as_json else measured.as_table())
    return 0


def doctor(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TARGET...]", help="What is to be swept; default: some bucket of the caller."
        ),
    ] = None,
    accounts: opt.Accounts = None,
    endpoint_url: opt.Endpoint = None,
    profile: opt.Profile = None,
    region: opt.Region = None,
    anonymous: opt.Anonymous = False,
    config: opt.Config = None,
    as_json: opt.AsJson = False,
) -> int:
    """Check OCR, models, credentials, endpoint and targets; say what is missing and how to install it.

    Example: pii-sweep doctor s3://my-bucket --endpoint-url http://localhost:9000

    Exit codes: 0 all that is needed is there, 1 something needed is missing, 2 usage or configuration.
    """
    settings = opt.settings_of(
        config, endpoint=endpoint_url, profile=profile, region=region, anonymous=anonymous, accounts=accounts
    )
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from pii_sweep import doctor as machine

    places = opt.places_of(targets, False, None, settings) if targets else []
    checks = machine.examine(settings, places)
    if as_json:
        typer.echo(json.dumps([check.as_dict() for check in checks], indent=2))
    else:
        grid = Table(box=None, show_header=False)
        for check in checks:
            mark = (
                "[green]ok[/]" if check.ok else ("[red]missing[/]" if check.needed else "[yellow]absent[/]")
            )
            grid.add_row(mark, check.name, escape(check.found if check.ok else check.remedy))
        Console().print(grid)
    return FAILED if any(check.needed and not check.ok for check in checks) else 0
