"""The steps that close an exposure, grouped by when to take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

HYGIENE, NOT_MEANT = "Hygiene", "If it is not meant to be public"
WHEN = {"make private": "Now", "restrict access": "This week", "add layers": HYGIENE}
ORDER = ("Now", "This week", NOT_MEANT, HYGIENE)


def grouped_steps(
    steps: Sequence[Mapping[str, str]], priority: str = "P1", exposure: str = "PUBLIC"
) -> list[dict[str, Any]]:
    """Return the steps in groups, *now*, *this week* and *hygiene*, without empty ones; numbers run on.

    Nothing is urgent of a bucket of priority P4: what would close it is said to be for one that is not meant
    to be public, or is hygiene where nobody outside can read it.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for number, step in enumerate(steps, start=1):
        when = WHEN[step["stage"]]
        if priority == "P4":
            when = NOT_MEANT if exposure != "PRIVATE" and when != HYGIENE else HYGIENE
        groups.setdefault(when, []).append({**step, "number": number})
    return [{"when": when, "steps": groups[when]} for when in ORDER if when in groups]
