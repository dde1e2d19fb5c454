"""How long data is kept: the ages of the objects read, next to what configuration and activity say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from pii_sweep.report.packet.categories import select_holding, sets_of
from pii_sweep.report.packet.scope import Scope
from pii_sweep.risk.categories import LETTERS


def retention(
    scope: Scope, activity: Mapping[str, Any], held: pd.DataFrame, now: datetime
) -> list[dict[str, Any]]:
    """Return per category how old the objects read are, and what the configuration and the activity say."""
    declared = {row.get("category"): row for row in activity.get("retention", [])}
    rules = _settings([detail.frame.exposure.lifecycle for detail in scope.details])
    versions = _settings([detail.frame.exposure.versioning for detail in scope.details])
    rows = []
    for letter in LETTERS:
        mask = select_holding(held, sets_of(scope, letter))
        dates = held.loc[mask, "modified"].dropna()
        if not mask.any():
            continue
        said = declared.get(letter, {})
        rows.append(
            {
                "category": letter,
                "oldest": None if dates.empty else dates.min().date().isoformat(),
                "newest": None if dates.empty else dates.max().date().isoformat(),
                "lifecycle_rule": rules,
                "versions_kept": versions,
                "declared_period": said.get("declared_period"),
                "overdue_objects": _count_overdue(dates, said.get("declared_days"), now),
            }
        )
    return rows


def _settings(values: Sequence[str]) -> str:
    """Return a setting of the buckets: `off`, or `enabled (1 bucket), off (3 buckets)` where they differ."""
    count = Counter(values)
    if len(count) < 2:
        return "".join(count)
    return ", ".join(
        f"{value} ({number:,} {'bucket' if number == 1 else 'buckets'})"
        for value, number in sorted(count.items())
    )


def _count_overdue(dates: pd.Series, days: int | None, now: datetime) -> int | None:
    if days is None:
        return None
    return int((dates < now.astimezone(UTC) - timedelta(days=days)).sum())
