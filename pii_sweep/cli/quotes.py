"""What `plan` prints. It loads nothing of the report: a plan of a large bucket is held to its memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import typer

from pii_sweep.plan.budgets import SecondReads
from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.cost.quote import Quote
from pii_sweep.types import BucketFrame


def print_plan(plans: Sequence[tuple[BucketFrame, Quote, SecondReads]], as_json: bool) -> None:
    """Print what each bucket holds, what reading it will cost, and how much that will prove."""
    if as_json:
        rows = [
            {
                "bucket": frame.bucket,
                "listing": frame.listing,
                "exposure": frame.exposure.level,
                "bytes_listed": sum(stratum.bytes for stratum in frame.strata),
                "strata": len(frame.strata),
                "tags": asdict(frame.tags),
                **asdict(quote),
                "thumbnails_at_most": asdict(again),
            }
            for frame, quote, again in plans
        ]
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for frame, quote, again in plans:
        if frame.listing != "complete":
            from pii_sweep.report import words

            what = "broke off" if quote.listed else "failed"
            typer.echo(f"{frame.bucket}: listing {what}: {words.reason(frame.listing)}")
        if frame.listing == "complete" or quote.listed:
            _print_quote(frame, quote, again)


def _print_quote(frame: BucketFrame, quote: Quote, again: SecondReads) -> None:
    size = sum(stratum.bytes for stratum in frame.strata)
    typer.echo(
        f"{frame.bucket}: {_count(quote.listed, 'object')}, {_count(size, 'byte')} in "
        f"{_count(len(frame.strata), 'stratum', 'strata')}; exposure {frame.exposure.level}"
    )
    if not quote.most_objects:
        typer.echo(f"  nothing to read{_explain_empty(frame)}")
        return
    folder = not frame.target.startswith("s3://")
    for name, step in zip(("half", "this", "double"), quote.ladder, strict=True):
        if name != "this" and step.objects == quote.objects:
            continue
        requests = f"{step.get_requests:,} GET + {step.list_requests:,} LIST + {step.other_requests} more"
        cost = "" if folder else f"  ${step.dollars:.4f}"
        typer.echo(
            f"  {name:<6} {step.objects:>8,} objects{'' if folder else f'  {requests}'}"
            f"  {step.bytes:>15,} bytes{cost}  {step.minutes:6.1f} min  "
            f"{_precision(step.half_width, step.zero_hit)}"
        )
    if quote.least_objects < quote.most_objects:
        basis = "over what it may find" if quote.basis == "prior" else f"given what the {quote.basis} found"
        typer.echo(f"  The draw ends once its shares are known; these figures are averages {basis}.")
    if (quote.least_objects, quote.most_objects, quote.most_bytes) != (
        quote.objects, quote.objects, quote.bytes
    ):  # fmt: skip
        typer.echo(
            f"  The sweep will read between {quote.least_objects:,} and {quote.most_objects:,} objects, "
            f"depending on what it finds; at most "
            + ("" if folder else f"{quote.most_get_requests:,} GET, ${quote.most_dollars:.4f}, ")
            + f"{quote.most_bytes:,} bytes."
        )
    if frame.tags.asked or frame.tags.state != "known":
        typer.echo(f"  {_explain_tags(frame)}")
    if again.objects:
        typer.echo(
            f"  Then thumbnails: at most {_count(again.objects, 'object')} of these are read once more, "
            f"{_count(again.bytes, 'byte')}; none with run --no-thumbnails."
        )
    if folder:
        typer.echo(f"  rates: {quote.rates_source}")
        return
    typer.echo(f"  prices of {quote.prices_as_of} ({quote.prices_source}); rates: {quote.rates_source}")


def _precision(half_width: float, zero_hit: float) -> str:
    """Return the sampling error of a budget, and how much may hold a kind of data that is not found."""
    if not half_width and not zero_hit:
        return "every object is read, so there is no sampling error"
    return f"shares within ±{half_width:.1%}; data not found are in at most {zero_hit:.2%} of objects"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _explain_tags(frame: BucketFrame) -> str:
    """Return what is known of the tags of objects, each of which that has some takes one GET more."""
    from pii_sweep.risk.restriction import TAGS

    look = frame.tags
    if look.state != "known":
        return f"{TAGS[look.state][:1].upper()}{TAGS[look.state][1:]}."
    rule = "An object with tags takes one GET more, and a listing does not show which have some:"
    if not look.tagged:
        return f"{rule} none of {look.asked} looked at has, so none is counted."
    return f"{rule} {look.tagged} of {look.asked} looked at have, and so many in proportion are counted."


def _explain_empty(frame: BucketFrame) -> str:
    """Return why a bucket has nothing to read."""
    if not any(stratum.objects for stratum in frame.strata):
        return ""
    if any(drawable(stratum) for stratum in frame.strata):
        return ": the limits do not allow for a single object; give higher ones"
    return ": every object is left out"
