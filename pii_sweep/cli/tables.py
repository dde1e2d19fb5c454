"""What the commands print: coloured tables on a terminal, plain lines elsewhere, JSON when asked."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pii_sweep.report import words
from pii_sweep.report.difference import COMPLETE, UNKNOWN, BucketDifference, Difference
from pii_sweep.report.pages.picture_reason import REASONS
from pii_sweep.report.pages.steps import grouped_steps
from pii_sweep.report.summary import BucketSummary, Interval, Summary, list_restrictions, name_part
from pii_sweep.sample.compare import PREFIX, Shift
from pii_sweep.sweep import Usage
from pii_sweep.thumbnails import Drawn

COLOURS = {
    "VERY_HIGH": "bold white on red",
    "HIGH": "bold red",
    "MEDIUM": "yellow",
    "LOW": "green",
    "UNKNOWN": "magenta",
    "EMPTY": "dim",
}
SHOWN_ENTITIES = 12
LEAST_P = 0.0001  # a smaller one is not printed as a figure
URGENT = ("P1", "P2")


def print_summary(
    summary: Summary, as_json: bool, *, buckets: Sequence[str] = (), detailed: bool = False
) -> None:
    """Print the rating table, what was not read, and what to do first; details of each bucket when asked."""
    rows = [row for row in summary.buckets if not buckets or row.bucket in buckets]
    if as_json:
        plain = summary.as_dict()
        plain["buckets"] = [row for row in plain["buckets"] if not buckets or row["bucket"] in buckets]
        typer.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    console = Console()
    if console.is_terminal:
        console.print(_grid(rows))
    else:
        for row in rows:
            typer.echo("\t".join(_cells(row)))
    for line in list_restrictions(rows):
        console.print(f"restricted: {escape(words.to_plain(line))}", highlight=False, soft_wrap=True)
    for row in rows:
        said = (
            f"{row.headline}; {row.coverage_line}" if row.rating_low != row.rating_high else row.coverage_line
        )
        console.print(f"{escape(row.name)}: {escape(said)}", highlight=False, soft_wrap=True)
    if detailed:
        for row in rows:
            _details(console, row)
    elif rows:
        _first_step(console, rows[0])


def _first_step(console: Console, row: BucketSummary) -> None:
    """Print the first step of the most urgent bucket, where it is urgent."""
    if row.priority in URGENT and row.steps:
        step = row.steps[0]
        console.print(
            f"\n[bold]{row.priority} {escape(row.name)}[/], first: {escape(step['title'])}", soft_wrap=True
        )
        console.print(f"  {escape(step['command'])}", soft_wrap=True, highlight=False)


def _grid(rows: Sequence[BucketSummary]) -> Table:
    grid = Table(title="Ratings, most urgent first", title_justify="left", box=None, pad_edge=False)
    columns = ("", "bucket", "severity", "exposure", "people", "in California")
    for name in (*columns, "account") if any(row.account for row in rows) else columns:
        grid.add_column(name, overflow="fold")
    for row in rows:
        first, name, rating, *rest = _cells(row)
        grid.add_row(first, escape(name), f"[{COLOURS[row.rating]}]{rating}[/]", *map(escape, rest))
    return grid


def _cells(row: BucketSummary) -> list[str]:
    known = row.rating != "UNKNOWN"
    return [
        row.priority,
        row.name,
        words.LEVEL_WORDS[row.rating],
        row.exposure.capitalize(),
        people(row.people) if known else "Unknown",
        people(row.people_ca) if known else "Unknown",
        *([row.account] if row.account else []),
    ]


def format_rating(level: str, low: str, high: str) -> str:
    """Return a rating in words with its interval, where it has a width."""
    rating, least, most = (words.LEVEL_WORDS[one] for one in (level, low, high))
    return rating if level == low == high else f"{rating} ({least} to {most})"


def people(interval: Interval) -> str:
    """Return `120 (110 to 140)`; where the sample proves no upper bound, `at least 110` or `none seen`."""
    if math.isinf(interval.high):
        return f"at least {interval.low:,.0f}" if interval.low or interval.point else "none seen"
    low, point, high = (words.number(value) for value in _bounds(interval))
    return point if low == point == high else f"{point} ({low} to {high})"


def _sizes(interval: Interval) -> str:
    """Return bytes as `4.7 MiB (4.5 MiB to 5.0 MiB)`."""
    if math.isinf(interval.high):
        return f"at least {words.size(interval.low)}"
    low, point, high = (words.size(value) for value in _bounds(interval))
    return point if low == point == high else f"{point} ({low} to {high})"


def _bounds(interval: Interval) -> tuple[float, float, float]:
    return interval.low, interval.point, interval.high


def _details(console: Console, row: BucketSummary) -> None:
    severity = format_rating(row.rating, row.rating_low, row.rating_high)
    state = f"{row.priority} {severity}, {row.exposure.lower()}  {escape(row.vector)}"
    console.print(f"\n[bold]{escape(row.name)}[/]  {state}", soft_wrap=True)
    if row.account:
        console.print(f"  account {escape(row.account)}", soft_wrap=True, highlight=False)
    if row.settling:
        console.print(f"  {escape(words.sentence(row.settling))}", soft_wrap=True)
    plain = map(words.to_plain, (*row.caveats, *row.reasons))
    for reason in (*plain, *row.exposure_reasons, *row.overrides):
        console.print(f"  - {escape(reason)}", soft_wrap=True)
    for line in (*_people_lines(row), *_prevalence_lines(row)):
        console.print(f"  {escape(line)}", soft_wrap=True)
    if len(row.prevalence) > SHOWN_ENTITIES:
        console.print(f"  and {len(row.prevalence) - SHOWN_ENTITIES} more kinds: see estimates.parquet")
    for group in grouped_steps(row.steps, row.priority, row.exposure):
        console.print(f"  [bold]{group['when']}[/]")
        for step in group["steps"]:
            console.print(
                f"  {step['number']}. {escape(step['title'])}: {escape(step['command'])}", soft_wrap=True
            )


def _people_lines(row: BucketSummary) -> Iterator[str]:
    if row.se is None:
        return
    if row.people_room is not None:
        yield f"people: {words.not_bounded(row.people.point, row.people_room)}"
    else:
        yield f"people: {people(row.people)}; in California: {people(row.people_ca)}" + (
            ", by California's share of the US population: fewer than 30 could be located"
            if row.prior_used and row.people_ca.low < row.people_ca.high
            else ""
        )
    if row.firms:
        yield f"firms: {row.firms}"
    if row.personal_hits.point:
        held = _sizes(row.personal_bytes)
        yield f"personal data: {people(row.personal_hits)} findings in {held} of objects"
    answers = "; ".join(f"{words.RULES[item.rule]}: {item.answer}" for item in row.thresholds)
    yield f"Californians, legal thresholds: {answers}"


def _prevalence_lines(row: BucketSummary) -> Iterator[str]:
    """Yield each kind of data with its share as observed and corrected for the detector's errors."""
    if row.prevalence:
        yield (
            f"share of objects with {row.confidence:.0%} intervals: as observed | "
            "corrected for the detector's errors"
        )
    for item in row.prevalence[:SHOWN_ENTITIES]:
        seen = shares(Interval(item.share_low, item.share_point, item.share_high))
        if item.corrected is None:
            better = "not corrected: no error rates for these formats or settings"
        else:
            notes = words.correction(item.rare, item.unmeasured, item.reviewed)
            better = "; ".join((shares(item.corrected), *notes))
        yield f"{words.entity(item.entity):<28} {seen} | {better}"
    if math.isinf(row.unseen.high):
        yield "objects that were not listed may hold anything"
    elif row.se is not None and row.unseen.high > 0:
        bound = row.unseen.high / row.population if row.population else 1.0
        yield f"a kind of data that was not found: in at most {row.unseen.high:,.0f} objects ({bound:.2%})"


def shares(interval: Interval) -> str:
    """Return a share of objects as `12.00% (10.00% to 14.00%)`, without an interval that has no width."""
    spread = f" ({interval.low:.2%} to {interval.high:.2%})" if interval.low < interval.high else ""
    return f"{interval.point:7.2%}{spread}"


def print_usage(used: Sequence[Usage], drawn: Drawn) -> None:
    """Print the requests and bytes of each bucket's sweep, next to the plan's figures, and of thumbnails."""
    for item in used:
        if item.folder:
            typer.echo(f"{item.bucket}: opened {item.requests:,} files and read {item.bytes:,} bytes")
            continue
        typer.echo(
            f"{item.bucket}: took {words.count_of(item.requests, 'request')} and "
            f"{words.count_of(item.bytes, 'byte')}; "
            f"the plan said {item.expected_requests:,} and {item.expected_bytes:,}"
        )
    if drawn.chosen:
        typer.echo(
            f"thumbnails: {drawn.drawn:,} of {drawn.chosen:,} pages drawn; fetching them again took "
            f"{drawn.requests:,} requests and {drawn.bytes:,} bytes"
        )
        undrawn = Counter(one.reason for one in drawn.file.undrawn) if drawn.file else Counter[str]()
        for reason, count in undrawn.most_common():
            typer.echo(f"  {count:,} not drawn: {REASONS[reason]}")


def print_difference(found: Difference, as_json: bool) -> None:
    """Print what changed, bucket by bucket; a change within the sample's noise is not one."""
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
        return
    for name, old, new in found.differing:
        typer.echo(f"the sweeps differ in {name}: {old}, then {new}")
    for names, words_of in (
        (found.not_swept_before, "not swept the first time"),
        (found.not_swept_after, "not swept the second time"),
        (found.added, "did not exist the first time"),
        (found.removed, "gone: there is no such bucket any more"),
    ):
        for name in names:
            typer.echo(f"{name}: {words_of}")
    for bucket in found.buckets:
        typer.echo(f"{_name_parts(bucket)}: {_describe_listings(bucket)}")
        typer.echo(f"  rating: {_describe_ratings(bucket)}")
        old, new = (one.lower() for one in bucket.exposure)
        typer.echo(f"  exposure: {old}" + (f" → {new}" if new != old else ", as before"))
        shifts = [shift for shift in (*bucket.prevalence, *bucket.people) if shift.flagged]
        for shift in shifts:
            typer.echo(f"  {_describe_shift(shift)}")
        if UNKNOWN in bucket.rating:
            typer.echo("  shares and people: not compared, since nothing could be read")
        elif set(bucket.listed) != {COMPLETE}:
            typer.echo("  shares: not compared, since a listing broke off")
        elif not shifts:
            typer.echo(f"  shares and people: {_describe_stillness(bucket)}")
        for change in bucket.material:
            typer.echo(
                f"  candidate for a material change: {change.kind}: {change.detail}; "
                f"update the assessment by {change.update_due}"
            )


def _name_parts(bucket: BucketDifference) -> str:
    """Return the bucket's name with the prefixes that alone were swept, of both sweeps if they differ."""
    first, second = bucket.prefixes
    if first == second:
        return name_part(bucket.bucket, first)
    old, new = (f"only {words.listing(one)}" if one else "the whole bucket" for one in (first, second))
    return f"{bucket.bucket}, {old} the first time and {new} the second"


def _describe_listings(bucket: BucketDifference) -> str:
    """Return how the listings differ; what a listing that broke off leaves unknown is said to be so."""
    came, (first, second) = bucket.listing, bucket.listed
    if bucket.unchanged:
        return "the listing is unchanged"
    if COMPLETE not in (first, second) and not came.changed:
        why = words.reason(first) + ("" if first == second else f", then {words.reason(second)}")
        return f"it could not be listed whole either time ({why}), so what changed is not known"
    parts = [f"{came.added:,} added" if first == COMPLETE else "objects added not known"]
    parts.append(f"{came.removed:,} removed" if second == COMPLETE else "objects removed not known")
    if first == COMPLETE == second:
        parts.append(f"{came.changed:,} changed objects")
    else:
        parts.append(f"at least {came.changed:,} changed" if came.changed else "objects changed not known")
    for state, when in ((first, "first"), (second, "second")):
        if state != COMPLETE:
            parts.append(f"the {when} listing broke off: {words.reason(state)}")
    if bucket.target[0] != bucket.target[1]:
        parts.append(f"swept were {bucket.target[0]}, then {bucket.target[1]}")
    return ", ".join(parts)


def _describe_ratings(bucket: BucketDifference) -> str:
    """Return what the two ratings say together; an arrow stands for a change of the bucket alone."""
    one, two = (
        format_rating(level, *ends) for level, ends in zip(bucket.rating, bucket.rating_range, strict=True)
    )
    if bucket.rating_change == "same":
        return f"{two}, as before"
    why = {
        "overlap": "no object changed, so the sweeps read or looked for different parts of it"
        if bucket.unchanged
        else "the ranges overlap, so whether the bucket changed is not known",
        "exposure": f"the exposure changed from {bucket.exposure[0].lower()} to {bucket.exposure[1].lower()}",
        "unread": f"nothing could be read the {'first' if bucket.rating[0] == UNKNOWN else 'second'} time",
        "unexplained": "no object changed, so the sweeps differ and not the bucket",
    }.get(bucket.rating_change)
    return f"{one}, then {two}: {why}" if why else f"{one} → {two}"


def _describe_stillness(bucket: BucketDifference) -> str:
    """Return what it means that no share and no number of people moved by more than noise."""
    if bucket.rating_change in {"same", "exposure"}:
        return "no change beyond the sample's noise"
    if bucket.unchanged:
        return "not compared, since no object changed"
    return "none moved beyond the sample's noise, which does not make the bucket the same"


def _describe_shift(shift: Shift) -> str:
    """Return e.g. `share of objects with names: 5.0% → 10.2%, beyond the samples' noise (p = 0.001)`."""
    share = shift.measure.startswith(PREFIX)
    old, new = (f"{value:.1%}" if share else f"{value:,.0f}" for value in (shift.before, shift.after))
    chance = f"p = {shift.p_value:.2g}" if shift.p_value >= LEAST_P else f"p < {LEAST_P}"
    return f"{words.measure(shift.measure)}: {old} → {new}, beyond the samples' noise ({chance})"
