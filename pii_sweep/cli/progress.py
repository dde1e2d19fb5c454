"""How far a sweep is, on standard error: a bar on a terminal, or a line for each step as text or JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich import filesize
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from pii_sweep.plan import frames
from pii_sweep.progress import Standing

MOST_BUCKETS = 8  # that have a line of their own


class _Rate(ProgressColumn):
    """Objects a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def shown_progress(
    *, quiet: bool = False, verbose: bool = False, log: str | None = None
) -> Iterator[frames.Progress]:
    """Show how listing and reading stand on standard error while the block runs.

    With `verbose` or a `log` format (text or json), each stage and each tenth of it is a line, and of one
    whose end is not known (a listing) each thousand.
    """
    if verbose or log:
        yield _lines(log or "text")
        return
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[standing]}"),
        console=console,
        disable=quiet or not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("listing", total=None, standing="")
        buckets: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int, standing: Standing | None = None) -> None:
            said = "" if standing is None else _describe_standing(standing)
            bar.update(task, description=stage, completed=done, total=total or None, standing=said)
            for bucket, (read, gaps) in (standing or Standing()).buckets.items():
                if (
                    bucket not in buckets
                    and len(buckets) < MOST_BUCKETS
                    and standing
                    and len(standing.buckets) > 1
                ):
                    buckets[bucket] = bar.add_task(bucket, total=None, standing="")
                if bucket in buckets:
                    bar.update(buckets[bucket], completed=read, standing=f"{gaps:,} with gaps")

        yield report


def _describe_standing(standing: Standing) -> str:
    return f"{filesize.decimal(standing.bytes)}, {standing.gaps:,} with gaps, {standing.failed:,} failed"


def _lines(form: str) -> frames.Progress:
    """Return what writes a line where a stage begins and where it passes another tenth."""
    seen: tuple[str, int] | None = None
    began = time.monotonic()

    def report(stage: str, done: int, total: int, standing: Standing | None = None) -> None:
        nonlocal seen, began
        began = time.monotonic() if seen is None or seen[0] != stage else began
        place = (stage, 10 * done // total if total else done)
        if place == seen:
            return
        seen = place
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if form == "json":
            more = _fields(standing, done, total, time.monotonic() - began) if standing else {}
            line = {"time": now, "stage": stage, "done": done, "total": total, **more}
            print(json.dumps(line), file=sys.stderr)
        else:
            count = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
            print(
                f"{now} {stage}{count}{f', {_describe_standing(standing)}' if standing else ''}",
                file=sys.stderr,
            )

    return report


def _fields(standing: Standing, done: int, total: int, seconds: float) -> dict[str, object]:
    """Return what a line of JSON says of reading; the rate is that of this stage so far."""
    rate = done / seconds if seconds > 0 else 0.0
    return {
        "bytes": standing.bytes, "gaps": standing.gaps, "failed": standing.failed,
        "objects_per_second": round(rate, 2), "seconds_left": round((total - done) / rate) if rate else None,
        "buckets": {
            bucket: {"read": read, "gaps": gaps} for bucket, (read, gaps) in standing.buckets.items()
        },
    }  # fmt: skip
