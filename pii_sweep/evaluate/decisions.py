"""How often a detector decides rightly that an object holds an entity: what corrects a prevalence.

One row a corpus, kind of document, entity (or combination) and family of formats, as counts of objects:
`found` and `missed` of those that hold it, `false_alarms` and `clean` of those that do not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pii_sweep.evaluate.score import Outcome
from pii_sweep.report.rates import read_rows
from pii_sweep.report.tables.parquet import write_text
from pii_sweep.risk.categories import ENTITIES
from pii_sweep.sample.correct import COMBINATIONS, COUNTS
from pii_sweep.sample.frame.media import by_extension

TYPES = (*(name for name in ENTITIES if name != "FACE"), *COMBINATIONS)
# Truth of whole columns, and addresses put into sentences of ours twice, are no objects.
NO_OBJECTS = frozenset(("columns_datahub", "addresses_usaddress"))


def decisions(corpus: str, outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """Count the object-level decisions of a judged corpus; an object that occurs twice counts once.

    Left out are objects of which nothing was read, and for an entity those of which only values
    were found that a careful reader could count or not.
    """
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    seen: set[str] = set()
    for one in outcomes:
        unread = one.gaps and not one.characters and not one.flags
        if corpus in NO_OBJECTS or unread or (one.digest and one.digest in seen):
            continue
        seen.add(one.digest)
        family = by_extension().get(one.format.rpartition(".")[2].lower(), one.format)
        for name, decision in _decide_types(one):
            counts.setdefault((name, family, one.kind), Counter())[decision] += 1
    places = ("corpus", "kind", "entity", "family")
    return [
        {**dict(zip(places, (corpus, kind, name, family), strict=True)), **{key: row[key] for key in COUNTS}}
        for (name, family, kind), row in sorted(counts.items())
    ]


def _decide_types(one: Outcome) -> Iterator[tuple[str, str]]:
    for name in TYPES:
        parts = frozenset(name.split("+"))
        if one.judged and not parts <= one.judged:
            continue
        holds, flagged = parts <= one.holding, parts <= one.flags
        if not flagged and parts <= one.flags | one.unsure:
            continue
        yield name, ("found" if flagged else "missed") if holds else ("false_alarms" if flagged else "clean")


def merge(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """Write rows into a JSON file of decisions, in place of those of the same corpora.

    Raises UsageError for a file that is something else or cannot be written.
    """
    corpora = {row["corpus"] for row in rows}
    kept = [row for row in read_rows(path) if row["corpus"] not in corpora] if path.exists() else []
    ordered = sorted([*kept, *rows], key=_place)
    lines = ",\n ".join(json.dumps(row) for row in ordered)
    return write_text(path, f"[\n {lines}\n]\n")


def _place(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return row["corpus"], row["family"], row["entity"], row.get("kind", "")
