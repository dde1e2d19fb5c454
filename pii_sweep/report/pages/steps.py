"""The steps that close an exposure, grouped by when to take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WHEN = (
    ("make private", "Now"),
    ("restrict access", "This week"),
    ("add layers", "Hygiene"),
)


def grouped_steps(steps: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the steps in groups, *now*, *this week* and *hygiene*, without empty ones; numbers run on."""
    numbered = [{**step, "number": number} for number, step in enumerate(steps, start=1)]
    groups = [
        {"when": when, "steps": [step for step in numbered if step["stage"] == stage]} for stage, when in WHEN
    ]
    return [group for group in groups if group["steps"]]
