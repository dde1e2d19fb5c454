"""The options that several commands share, and how they become `Settings`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict, get_args

import typer

from pii_sweep.errors import UsageError

if TYPE_CHECKING:
    from pii_sweep.config import Settings
    from pii_sweep.types import Target

SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(I?)B?", re.IGNORECASE)

Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="TARGET...", help="s3://bucket, s3://bucket/prefix or a local folder."),
]
AllBuckets = Annotated[
    bool,
    typer.Option(
        "--all-buckets",
        help="Every bucket that the caller owns; with --accounts, every bucket of those accounts.",
    ),
]
BucketsFrom = Annotated[Path | None, typer.Option("--buckets-from", help="A file with one target per line.")]
Accounts = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="A TOML or CSV file of AWS accounts, with the role to assume in each.",
    ),
]
Endpoint = Annotated[str | None, typer.Option("--endpoint-url", help="An S3 server other than AWS.")]
Profile = Annotated[str | None, typer.Option(help="A profile of the AWS configuration.")]
Region = Annotated[str | None, typer.Option(help="The AWS region of the requests.")]
Anonymous = Annotated[bool, typer.Option("--anonymous", help="Send unsigned requests.")]
Config = Annotated[Path | None, typer.Option(help="Settings file (sweep.toml).")]
SampleSize = Annotated[
    str | None,
    typer.Option(
        "--sample",
        metavar="N|all",
        help="Objects to read per bucket; default: as many as settle the rating, while reading is cheap.",
    ),
]
Until = Annotated[
    str | None,
    typer.Option(
        metavar="width|rating|size",
        help="When reading of a bucket ends: when the rating is settled (rating, the default), when shares "
        "are known to within 2 points (width), or after N objects (size, the default with --sample).",
    ),
]
MaxBytes = Annotated[
    str | None,
    typer.Option(
        "--max-bytes", metavar="SIZE", help="Most bytes per bucket, e.g. 2GB (10^9) or 2GiB (2^30)."
    ),
]
MaxRequests = Annotated[
    int | None, typer.Option(min=1, help="Most requests per bucket; listing, exposure and retries count.")
]
MaxDollars = Annotated[float | None, typer.Option(min=0, help="Most dollars per bucket, at list prices.")]
MaxMinutes = Annotated[
    float | None, typer.Option(min=0, help="Minutes after which reading ends, for all buckets together.")
]
Seed = Annotated[
    str | None, typer.Option(help="Seed of the random draw; the same seed draws the same objects.")
]
Workers = Annotated[int | None, typer.Option(min=1, help="Worker processes; default: one per core.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="tcp://HOST:PORT|tls://HOST:PORT|local", help="Read on the workers of a Dask cluster."
    ),
]
Ocr = Annotated[
    str | None, typer.Option(metavar="fast|cascade|accurate|off", help="How text in pictures is read.")
]
Include = Annotated[
    list[str] | None, typer.Option(metavar="GLOB", help="Only object keys that match; repeatable.")
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="Leave out keys that match, even if included; repeatable."),
]
Versions = Annotated[bool, typer.Option("--versions", help="Read all versions, not only the current ones.")]
Inventory = Annotated[
    str | None,
    typer.Option(metavar="s3://…", help="The manifest of an S3 Inventory, used instead of LIST requests."),
]
RetryFailed = Annotated[
    bool,
    typer.Option(
        "--retry-failed",
        help="When resuming, read again all objects that failed, not only those the store did not give.",
    ),
]
Last = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="An earlier sweep of these buckets: its shares and speed improve the quote, and the manifest "
        "names it.",
    ),
]
HashKeys = Annotated[
    bool,
    typer.Option(
        "--hash-keys",
        help="Show object keys as digests in tables and report; sweep.sqlite still holds the keys.",
    ),
]
AllLocations = Annotated[
    bool,
    typer.Option("--all-locations", help="Keep every location, not only 1,000 per kind of data and object."),
]
NoThumbnails = Annotated[
    bool,
    typer.Option(
        "--no-thumbnails",
        help="Draw no redacted pictures; drawing them reads up to 6 objects per bucket once more.",
    ),
]
RequireSealed = Annotated[
    bool,
    typer.Option(
        "--require-sealed",
        help="Refuse to read where the kernel cannot keep readers off the network and the files.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Log each step as a line on standard error.")]
Log = Annotated[str | None, typer.Option("--log", metavar="text|json", help="Log each step in this format.")]
LOG_FORMATS = ("text", "json")
SweepDir = Annotated[Path, typer.Argument(metavar="DIR", help="The sweep directory.")]


class Shown(TypedDict):
    """How `progress.shown_progress` shows a sweep."""

    quiet: bool
    verbose: bool
    log: str | None


def progress(quiet: bool, verbose: bool, log: str | None) -> Shown:
    """Return how progress is shown; raises UsageError for flags that do not go together."""
    if quiet and (verbose or log):
        raise UsageError("give either --quiet, or --verbose and --log")
    if log is not None and log not in LOG_FORMATS:
        raise UsageError(f"--log must be text or json, not '{log}'")
    return Shown(quiet=quiet, verbose=verbose, log=log)


def settings_of(
    file: Path | None,
    *,
    endpoint: str | None = None,
    profile: str | None = None,
    region: str | None = None,
    anonymous: bool = False,
    sample: str | None = None,
    max_bytes: str | None = None,
    max_requests: int | None = None,
    max_dollars: float | None = None,
    max_minutes: float | None = None,
    until: str | None = None,
    seed: str | None = None,
    ocr: str | None = None,
    include: list[str] | None = None,
    exclude: list[str] | None = None,
    versions: bool = False,
    inventory: str | None = None,
    accounts: Path | None = None,
    hash_keys: bool = False,
    all_locations: bool = False,
) -> Settings:
    """Return the file's settings with the flags laid over them, checked; raises ConfigError or UsageError."""
    from pii_sweep import config, preflight

    settings = config.load(file)
    settings = config.merge(
        settings,
        "targets",
        endpoint_url=endpoint,
        profile=profile,
        region=region,
        anonymous=anonymous or None,
        versions=versions or None,
        inventory=inventory,
        accounts=None if accounts is None else str(accounts.absolute()),
        include=tuple(include) if include else None,
        exclude=tuple(exclude) if exclude else None,
    )
    settings = config.merge(settings, "extract", ocr=_one_of("--ocr", ocr, config.OcrMode))
    settings = config.merge(
        settings, "report", hash_keys=hash_keys or None, all_locations=all_locations or None
    )
    settings = config.merge(
        settings,
        "sample",
        seed=seed,
        max_bytes=size(max_bytes) if max_bytes else None,
        max_requests=max_requests,
        max_dollars=max_dollars,
        max_minutes=max_minutes,
        until=_one_of("--until", until, config.Until),
    )
    settings = _apply_sample(settings, sample, fixed=until is None)
    preflight.check(settings)
    return settings


def places_of(
    targets: list[str] | None,
    all_buckets: bool,
    buckets_from: Path | None,
    settings: Settings,
    out: Path | None = None,
) -> list[Target]:
    """Return what is to be swept, as `store.targets.parse_targets` does; `out` may hold a plan of it."""
    from pii_sweep.journal import NAME, Journal
    from pii_sweep.store.targets import parse_targets

    planned: tuple[Target, ...] = ()
    if settings.targets.accounts and out is not None and (out / NAME).exists():
        with Journal.look(out) as journal:
            planned = journal.plan().targets
    return parse_targets(targets or [], all_buckets, buckets_from, settings.targets, planned)


def size(text: str) -> int:
    """Return a number of bytes from text such as `2GB` (10^9 bytes each) or `500 MiB`; raises UsageError."""
    match = SIZE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"'{text}' is no size; write for example 500MB or 2GB")
    power = " KMGT".index(match[2].upper())  # no unit stands at 0
    return int(float(match[1]) * (1024 if match[3] else 1000) ** power)


def _one_of(option: str, value: str | None, known: object) -> str | None:
    if value is not None and value not in get_args(known):
        raise UsageError(f"{option} must be one of {', '.join(get_args(known))}, not '{value}'")
    return value


def _apply_sample(settings: Settings, sample: str | None, *, fixed: bool) -> Settings:
    """Lay `--sample` over the settings; it is read up, unless `--until` says otherwise."""
    from pii_sweep import config

    if sample is None:
        return settings
    if sample != "all" and (not sample.isdecimal() or int(sample) == 0):
        raise UsageError(f"--sample must be a number of objects or 'all', not '{sample}'")
    if fixed:
        settings = config.change(settings, "sample", until="size")
    return config.change(settings, "sample", size=None if sample == "all" else int(sample))
