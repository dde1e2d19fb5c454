"""Which kinds of data lie under which prefix: the share of the objects read that hold each."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from pii_sweep.report import words
from pii_sweep.report.pages.front import sensitivity
from pii_sweep.report.tables.frames import Frames

MOST_ROWS, MOST_KINDS = 40, 16
STEPS = (0.0, 0.05, 0.2, 0.5, 0.8)  # shares above which a cell takes the next darker colour
READ = ("ANALYSED", "PARTIAL")


def heat_map(frames: Frames) -> dict[str, Any]:
    """Return rows (bucket, prefix, objects read, cells) and the kinds of data that are their columns.

    Buckets come in the report's order and prefixes by objects that hold data; `left` counts those not shown.
    """
    read, held = _counts(frames)
    total: Counter[str] = Counter()
    for counts in held.values():
        total.update(counts)
    kinds = sorted(total, key=lambda name: (sensitivity(name), -total[name], name))[:MOST_KINDS]
    order = {detail.frame.bucket: place for place, detail in enumerate(frames.details)}
    places = sorted(held, key=lambda place: (order[place[0]], -sum(held[place].values()), place))
    listed = set(frames.findings["entity"].unique()) if len(frames.findings) else set()
    return {
        "kinds": [words.entity(name) for name in kinds],
        "rows": [_row(place, read[place], held[place], kinds, listed) for place in places[:MOST_ROWS]],
        "left": max(0, len(places) - MOST_ROWS),
        "left_kinds": max(0, len(total) - MOST_KINDS),
    }


def top_folder(key: str) -> str:
    """Return the part of a key up to its first slash; empty for a key without one."""
    return key[: key.find("/") + 1]


def _counts(frames: Frames) -> tuple[Counter[tuple[str, str]], dict[tuple[str, str], Counter[str]]]:
    objects: pd.DataFrame = frames.objects
    read: Counter[tuple[str, str]] = Counter()
    held: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    columns = (objects[name] for name in ("bucket", "key", "status", "counts"))
    for bucket, key, status, counts in zip(*columns, strict=True):
        if status in READ:
            place = (bucket, top_folder(key))
            read[place] += 1
            held[place].update(json.loads(counts).keys())
    return read, {place: counts for place, counts in held.items() if counts}


def _row(
    place: tuple[str, str], read: int, held: Counter[str], kinds: list[str], listed: set[str]
) -> dict[str, Any]:
    bucket, prefix = place
    cells = []
    for name in kinds:
        share = held[name] / read
        query = {"bucket": bucket, "prefix": prefix, "entity": name}
        cells.append(
            {
                "share": words.share(share) if held[name] else "",
                "heat": sum(share > bound for bound in STEPS),
                "link": f"findings.html#{urlencode(query)}"
                if held[name] and prefix and name in listed
                else "",
                "label": f"{words.entity(name)} in {prefix or 'the top level'} of {bucket}",
            }
        )
    return {"bucket": bucket, "prefix": prefix or "(top level)", "read": f"{read:,}", "cells": cells}
