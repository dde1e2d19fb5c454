"""What drawn sweeps of small folders read, in which order, and why they end: rounds, budgets, second runs, retries."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pii_sweep import keys
from pii_sweep.config import Settings, merge
from pii_sweep.journal import Journal
from pii_sweep.plan.budgets import is_drawing, journal_bills, quote_bucket
from pii_sweep.plan.frames import open_or_plan
from pii_sweep.plan.relisting import relist
from pii_sweep.plan.rounds import Draws
from pii_sweep.types import BucketFrame, Count, Reading, Target
from tests.held import brief, digest

SAMPLES: tuple[Mapping[str, Any], ...] = (
    {}, {"size": 30}, {"size": 12, "pilot": 4}, {"max_requests": 25}, {"max_bytes": 60_000}, {"size": 40, "max_requests": 60},
    {"half_width": 0.2, "pilot": 10}, {"max_minutes": 5}, {"size": None, "max_bytes": 10**6}, {"until": "width", "half_width": 0.3, "pilot": 8}, {"until": "size", "size": 20},
    {"size": None}, {"max_dollars": 0.00001},
)  # fmt: skip
FILES = 90


def lines() -> Iterator[str]:
    """Yield each sweep's rounds, its end, and what a second run of it goes on with."""
    before = os.environ.get(keys.FOLDER_VARIABLE)
    with tempfile.TemporaryDirectory() as place:
        os.environ[keys.FOLDER_VARIABLE] = f"{place}/keys"
        try:
            root = Path(place) / "shop"
            _write(root)
            for number, sample in enumerate(SAMPLES):
                settings = merge(Settings(), "sample", **sample)
                yield from _swept(f"sweep-{number}", Path(place) / f"out-{number}", root, settings)
        finally:
            if before is None:
                del os.environ[keys.FOLDER_VARIABLE]
            else:
                os.environ[keys.FOLDER_VARIABLE] = before


def _write(root: Path) -> None:
    draw = random.Random(8)
    for number in range(FILES):
        file = (
            root
            / draw.choice(("orders", "photos", "."))
            / f"{number:03}{draw.choice(('.txt', '.pdf', '.csv'))}"
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * int(10 ** draw.uniform(1, 4)))
        os.utime(file, (1.7e9, 1.7e9))


def _swept(name: str, folder: Path, root: Path, settings: Settings) -> Iterator[str]:
    target = Target("folder", root.name, root=str(root))
    draw = random.Random(name)
    with open_or_plan(folder, [target], settings, _silent) as journal:
        (frame,) = journal.plan().buckets
        yield f"{name} planned {_shown(frame)} thumbnails {is_drawing(settings)}"
        yield f"{name} quote {digest(asdict(quote_bucket(frame, journal_bills(journal, frame), settings, 2)))}"
        yield from _rounds(f"{name} first", journal, settings, draw, most=draw.choice((9, 500)))
    with open_or_plan(folder, [target], settings, _silent) as journal:
        again = journal.retry(lambda reading: reading.status == "FAILED")
        yield f"{name} again {again} {sorted(journal.retried())}"
        yield from _rounds(f"{name} second", journal, settings, draw, most=500)
        (frame,) = journal.plan().buckets
        journal.update(replace(frame, listing="TIME_LIMIT"))
        new = root / "orders" / "new.txt"
        new.write_bytes(b"x" * 500)
        relist(journal, [target], settings, _silent)
        new.unlink()
        yield f"{name} relisted {_shown(journal.plan().buckets[0])}"
        yield from _rounds(f"{name} third", journal, settings, draw, most=500)
        journal.check()


def _rounds(name: str, journal: Journal, settings: Settings, draw: random.Random, most: int) -> Iterator[str]:
    """Yield a line for each round; after so many readings the sweep ends, as at a limit of time."""
    draws, read = Draws(journal, settings), 0
    while read < most and draws.next_round():
        waiting, seen = draws.waiting(), list[str]()
        for item in draws.starting():
            key = item.pick.ref.key
            allowed = item.allowance.requests, item.allowance.bytes
            if draw.random() < 0.1:
                other = draws.again(item)
                seen.append(f"{key} again {other is not None and other.allowance}")
                item = other or item  # noqa: PLW2901
            draws.done(item, _reading(item.pick.ref, draw), 1.0, counted=draw.random() < 0.9)
            draws.write_due()
            seen.append(f"{key} {allowed}")
            read += 1
            if read >= most:
                break
        draws.write()
        yield f"{name} round {waiting} {len(seen)} {digest(seen)} attempts {len(journal.attempts())} drawn {brief(journal.drawn(journal.plan().buckets[0].bucket))}"
    if read >= most:
        draws.end("minutes spent")
    frame = journal.plan().buckets[0]
    rows = [(stratum, rank, reading.status) for stratum, rank, reading in journal.readings()]
    yield f"{name} ends {_shown(frame)} readings {len(rows)} {digest(rows)}"


def _reading(ref: Any, draw: random.Random) -> Reading:
    if draw.random() < 0.1:
        return Reading(ref, "FAILED", "TIMEOUT", requests=2)
    counts = {"PERSON": Count(2, 1, 0.9)} if draw.random() < 0.4 else {}
    return Reading(ref, "ANALYSED", requests=draw.choice((1, 2)), bytes_read=ref.size, counts=counts)


def _shown(frame: BucketFrame) -> str:
    strata = [(part.name, part.objects, part.bytes, sorted(part.skipped.items())) for part in frame.strata]
    return (
        f"{frame.listing} {len(frame.strata)} {digest(strata)} pilot {brief(frame.pilot)} share {brief(frame.share)}"
        f" '{frame.stopped}' lists {frame.lists} requests {frame.requests} {frame.expected_requests} {frame.expected_bytes}"
    )


def _silent(*_: object) -> None:
    return None
