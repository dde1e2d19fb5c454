"""`export`: the findings of a sweep in the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pii_sweep.cli import options as opt
from pii_sweep.cli.finding_list import Buckets, Entities, MinScore, Object, Person, Prefix
from pii_sweep.cli.output import steps
from pii_sweep.cli.subject_request import find_person

Format = Annotated[
    str,
    typer.Option("--format", metavar="macie|asff|ocsf|sarif|openlineage|csv|s3-batch", help="The format."),
]
Out = Annotated[
    Path, typer.Option("--out", metavar="PATH", help="The file; a folder for s3-batch and Security Lake.")
]


def export(
    directory: opt.SweepDir,
    form: Format,
    out: Out,
    bucket: Buckets = None,
    prefix: Prefix = None,
    entity: Entities = None,
    min_score: MinScore = None,
    key: Object = None,
    person: Person = None,
    account: Annotated[str | None, typer.Option(metavar="ID", help="The AWS account, 12 digits.")] = None,
    security_lake: Annotated[
        bool, typer.Option("--security-lake", help="Write ocsf as the Parquet files of Security Lake.")
    ] = False,
    action: Annotated[
        str | None,
        typer.Option(metavar="tag|quarantine|delete", help="What the s3-batch job does; tag by default."),
    ] = None,
    role: Annotated[str | None, typer.Option(metavar="ARN", help="The role of the s3-batch job.")] = None,
    manifests_at: Annotated[
        str | None, typer.Option(metavar="s3://…", help="Where you will put the s3-batch manifests.")
    ] = None,
    quarantine: Annotated[
        str | None, typer.Option(metavar="BUCKET", help="The bucket that quarantine copies into.")
    ] = None,
    traced: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Only objects that hold something of the person whose values this file lists, a value "
            "a line, as trace finds them; those with the name alone are left out. With s3-batch.",
        ),
    ] = None,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
) -> int:
    """Write findings as Macie, ASFF, OCSF, SARIF, OpenLineage, CSV, or manifests for S3 Batch Operations.

    Values stay masked. s3-batch writes one manifest per bucket; with --account, --role and --manifests-at the
    job requests too, for `aws s3control create-job --cli-input-json file://…`. Nothing is sent anywhere.

    Example: pii-sweep export sweep-2026-11 --format ocsf --out findings.jsonl --entity US_SSN

    Exit codes: 0 written (also when nothing matches), 1 the sweep is damaged, 2 usage or no sweep.
    """
    from pii_sweep.export import Options
    from pii_sweep.export import export as write
    from pii_sweep.report.selection import Selection, entity_names
    from pii_sweep.report.words import count_of

    log = steps(quiet, verbose)
    wanted = Selection(
        tuple(bucket or ()),
        entity_names(directory, entity),
        prefix,
        key,
        person,
        min_score,
        None if traced is None else _objects_of(directory, traced),
    )
    options = Options(account, security_lake, action, role, manifests_at, quarantine)
    log(f"writing findings as {form}")
    paths, objects, findings = write(directory, form, out, wanted, options)
    log("written")
    if not quiet:
        for path in paths:
            typer.echo(str(path))
        typer.echo(f"{count_of(findings, 'finding')} in {count_of(objects, 'object')}", err=True)
    return 0


def _objects_of(directory: Path, person: str) -> frozenset[tuple[str, str, str | None]]:
    """Return the objects that hold a person's values; says how many more hold the name alone."""
    from pii_sweep.report.words import count_of

    places, _, _ = find_person(directory, person)
    sure = frozenset((one.bucket, one.key, one.version_id) for one in places if one.by != "name")
    if named := {(one.bucket, one.key, one.version_id) for one in places} - sure:
        typer.echo(
            f"{count_of(len(named), 'object')} with the name alone, perhaps of somebody else, left out; "
            "trace lists them",
            err=True,
        )
    return sure
