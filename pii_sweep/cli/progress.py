"""How far a sweep is, on standard error: a bar on a terminal, or a line for each step as text or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from pii_sweep.plan.frames import Progress as Told


class _Rate(ProgressColumn):
    """Objects a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def shown_progress(*, quiet: bool = False, verbose: bool = False, log: str | None = None) -> Iterator[Told]:
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
        console=console,
        disable=quiet or not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("listing", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total or None)

        yield tell


def _lines(form: str) -> Told:
    """Return what writes a line where a stage begins and where it passes another tenth."""
    seen: tuple[str, int] | None = None

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal seen
        place = (stage, 10 * done // total if total else done)
        if place == seen:
            return
        seen = place
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if form == "json":
            print(json.dumps({"time": now, "stage": stage, "done": done, "total": total}), file=sys.stderr)
        else:
            count = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
            print(f"{now} {stage}{count}", file=sys.stderr)

    return tell
