"""`plan` and `run`.

What a command works with is imported when it runs: `--help` needs no tables and no models.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pii_sweep.cli import options as opt
from pii_sweep.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pii_sweep.config import Settings
    from pii_sweep.engine.host import Host
    from pii_sweep.report.summary import BucketSummary

GAPS, AT_OR_ABOVE = 3, 4
SCHEDULER = re.compile(r"(?i:[a-z]+://)?[^\s/]\S*:\d+/?")
LEVELS = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The sweep directory, new or to be resumed.")]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LEVEL",
        help="Exit with code 4 if a bucket has this rating or a worse one: LOW, MEDIUM, HIGH, VERY_HIGH.",
    ),
]


def plan(
    targets: opt.Targets = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Keep the plan for `run --out DIR`.")
    ] = None,
    all_buckets: opt.AllBuckets = False,
    buckets_from: opt.BucketsFrom = None,
    accounts: opt.Accounts = None,
    endpoint_url: opt.Endpoint = None,
    profile: opt.Profile = None,
    region: opt.Region = None,
    anonymous: opt.Anonymous = False,
    config: opt.Config = None,
    sample: opt.SampleSize = None,
    max_bytes: opt.MaxBytes = None,
    max_requests: opt.MaxRequests = None,
    max_dollars: opt.MaxDollars = None,
    max_minutes: opt.MaxMinutes = None,
    until: opt.Until = None,
    seed: opt.Seed = None,
    include: opt.Include = None,
    exclude: opt.Exclude = None,
    versions: opt.Versions = False,
    inventory: opt.Inventory = None,
    last: opt.Last = None,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    log: opt.Log = None,
) -> int:
    """List buckets; estimate what a sweep would cost and how precise it would be. Fetches no object.

    Example: pii-sweep plan s3://my-bucket --sample 400

    Exit codes: 0 planned, 2 usage or configuration, 3 a bucket could not be listed.
    """
    from pii_sweep.cli import quotes
    from pii_sweep.cli.progress import shown_progress
    from pii_sweep.journal import lock_directory
    from pii_sweep.plan import frames as planning
    from pii_sweep.plan.budgets import quote_bucket, second_reads
    from pii_sweep.plan.expectations import last_sweep

    settings = opt.settings_of(
        config, endpoint=endpoint_url, profile=profile, region=region, anonymous=anonymous, sample=sample,
        max_bytes=max_bytes, max_requests=max_requests, max_dollars=max_dollars, max_minutes=max_minutes,
        until=until, seed=seed, include=include, exclude=exclude,
        versions=versions, inventory=inventory, accounts=accounts,
    )  # fmt: skip
    places = opt.places_of(targets, all_buckets, buckets_from, settings, out)
    previous = _hash_last_manifest(last)
    with (
        nullcontext() if out is None else lock_directory(out),
        shown_progress(**opt.progress(quiet, verbose, log)) as progress,
    ):
        if out is None:
            plans = [(item.frame, item.bills) for item in planning.plan(places, settings, progress)]
        else:
            plans = planning.kept_plan(out, places, settings, progress, previous)
    before = last_sweep(last) if last else {}
    quotes_by_size = [
        (
            frame,
            quote_bucket(frame, bills, settings, len(plans), before.get(frame.bucket)),
            second_reads(bills, settings),
        )
        for frame, bills in plans
    ]
    if not quiet:
        quotes.print_plan(quotes_by_size, as_json)
    return GAPS if any(frame.listing != "complete" for frame, _ in plans) else 0


def run(
    targets: opt.Targets = None,
    out: Out = Path("sweep"),
    all_buckets: opt.AllBuckets = False,
    buckets_from: opt.BucketsFrom = None,
    accounts: opt.Accounts = None,
    endpoint_url: opt.Endpoint = None,
    profile: opt.Profile = None,
    region: opt.Region = None,
    anonymous: opt.Anonymous = False,
    config: opt.Config = None,
    sample: opt.SampleSize = None,
    max_bytes: opt.MaxBytes = None,
    max_requests: opt.MaxRequests = None,
    max_dollars: opt.MaxDollars = None,
    max_minutes: opt.MaxMinutes = None,
    until: opt.Until = None,
    seed: opt.Seed = None,
    workers: opt.Workers = None,
    scheduler: opt.Scheduler = None,
    ocr: opt.Ocr = None,
    include: opt.Include = None,
    exclude: opt.Exclude = None,
    versions: opt.Versions = False,
    inventory: opt.Inventory = None,
    retry_failed: opt.RetryFailed = False,
    hash_keys: opt.HashKeys = False,
    all_locations: opt.AllLocations = False,
    no_thumbnails: opt.NoThumbnails = False,
    fail_on: FailOn = None,
    last: opt.Last = None,
    require_sealed: opt.RequireSealed = False,
    as_json: opt.AsJson = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    log: opt.Log = None,
) -> int:
    """Sweep buckets: plan, read, rate, report. The same command again resumes.

    Example: pii-sweep run s3://my-bucket --out sweep-2026-11

    Exit codes: 0 everything planned was read, 1 failed, 2 usage or configuration, 3 swept with gaps
    (some planned object or bucket could not be read; with --fail-on, also where nothing of a bucket was),
    4 a bucket is at or above --fail-on, 130 interrupted.
    """
    began = time.monotonic()
    settings = opt.settings_of(
        config, endpoint=endpoint_url, profile=profile, region=region, anonymous=anonymous, sample=sample,
        max_bytes=max_bytes, max_requests=max_requests, max_dollars=max_dollars, max_minutes=max_minutes,
        until=until, seed=seed, ocr=ocr, include=include, exclude=exclude,
        versions=versions, inventory=inventory, accounts=accounts,
        hash_keys=hash_keys, all_locations=all_locations,
    )  # fmt: skip
    _known_level(fail_on)
    _known_scheduler(scheduler)
    shown_how = opt.progress(quiet, verbose, log)
    with closing(_start_host(settings, out, scheduler)) as host:
        from pii_sweep import sweep, thumbnails
        from pii_sweep.cli import tables
        from pii_sweep.cli.progress import shown_progress
        from pii_sweep.journal import lock_directory
        from pii_sweep.report import prepare, summary, write
        from pii_sweep.store.grant import grant

        places = opt.places_of(targets, all_buckets, buckets_from, settings, out)
        number, previous = workers or os.cpu_count() or 1, _hash_last_manifest(last)
        if not scheduler:
            host.fetch(grant(places, settings.targets))
        with (
            lock_directory(out),
            shown_progress(**shown_how) as progress,
            sweep.open_or_plan(out, places, settings, progress, previous) as journal,
        ):
            prepare(settings)
            cut = sweep.run(
                journal, settings, number, progress, began, host=host,
                retry_failed=retry_failed, require_sealed=require_sealed, scheduler=scheduler or "",
            )  # fmt: skip
            drawn = thumbnails.NOTHING
            if not (cut or no_thumbnails):
                drawn = thumbnails.draw(
                    journal, settings, number, progress, host=None if scheduler else host,
                    require_sealed=require_sealed, scheduler=scheduler or "",
                )  # fmt: skip
            host.close()  # no reader waits while the report is written
            frames = write(journal, settings, drawn.file)
            used = sweep.usage(journal)
    shown = summary.summarise(frames)
    if not quiet:
        tables.print_summary(shown, as_json)
        if not as_json:
            tables.print_usage(used, drawn)
        typer.echo(f"report: {out / 'report.html'}", err=as_json)
    if cut == sweep.OUTAGE:
        typer.echo(
            "pii-sweep: the store stopped answering, and what was left is not sampled; "
            "give the same command again to go on",
            err=True,
        )
    if fail_on and any(_at_or_above(row.rating, fail_on) for row in shown.buckets):
        return AT_OR_ABOVE
    unread = _find_unread(shown.buckets) if fail_on else []
    if unread:
        typer.echo(f"pii-sweep: --fail-on cannot judge {', '.join(unread)}: nothing was read", err=True)
    for row in shown.buckets:
        if fail_on and row.bucket not in unread and _at_or_above(row.rating_high, fail_on):
            typer.echo(
                f"pii-sweep: --fail-on judged {row.bucket} as {row.rating}, as far as it was read; "
                f"it could be {row.rating_high}",
                err=True,
            )
    return GAPS if shown.gaps or unread else 0


def _start_host(settings: Settings, out: Path, scheduler: str | None) -> Host:
    """Return what readers share; for a new sweep their models load while it is planned."""
    from pii_sweep.engine.host import Host
    from pii_sweep.journal import NAME
    from pii_sweep.work import warm

    host = Host()
    if not scheduler and not (out / NAME).exists():
        host.load(partial(warm, settings))
    return host


def _hash_last_manifest(last: Path | None) -> str:
    """Return the hash of the last sweep's manifest, which the next one names; empty where none is given."""
    if last is None:
        return ""
    from pii_sweep.report import manifest_digest, open_verified

    open_verified(last).close()
    return manifest_digest(last)


def _find_unread(buckets: Sequence[BucketSummary]) -> list[str]:
    """Return the buckets of which nothing was read.

    A bucket of empty objects is none of them. One whose objects are all filtered out counts only if nothing
    of any other bucket was read, and one without an object if it has older versions.
    """
    some = any(row.analysed + row.partial for row in buckets)
    passed = ("EMPTY", "FILTERED") if some else ("EMPTY",)
    return [
        row.bucket
        for row in buckets
        if not row.analysed + row.partial
        and (
            row.objects > sum(row.unread_reasons.get(reason, 0) for reason in passed)
            or (not row.objects and row.rating == "UNKNOWN")
        )
    ]


def _known_level(level: str | None) -> None:
    if level is not None and level not in LEVELS:
        raise UsageError(f"--fail-on must be one of {', '.join(LEVELS)}, not '{level}'")


def _known_scheduler(address: str | None) -> None:
    """Refuse what is no address of a scheduler before anything is listed: Dask would look for it for long."""
    if address and address != "local" and not SCHEDULER.fullmatch(address):
        raise UsageError(f"--scheduler must be local, tcp://HOST:PORT or tls://HOST:PORT, not '{address}'")


def _at_or_above(level: str, limit: str) -> bool:
    return level in LEVELS and LEVELS.index(level) >= LEVELS.index(limit)
