"""Select findings of a sweep directory by bucket, place, entity, score and person, as a stream."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pii_sweep.errors import UsageError
from pii_sweep.report import words
from pii_sweep.report.api import counts_frame
from pii_sweep.report.manifest import refuse_changed
from pii_sweep.report.tables.parquet import read_table, table_batches
from pii_sweep.risk.categories import ENTITIES


@dataclass(frozen=True, slots=True)
class Selection:
    """What a finding must match; None and an empty tuple match everything.

    `prefix` and `person` match the beginning of an object key and of a subject id; the others match whole.
    `objects` are bucket, key and version of each object that alone is exported, which findings ignore.
    """

    buckets: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    prefix: str | None = None
    key: str | None = None
    person: str | None = None
    min_score: float | None = None
    objects: frozenset[tuple[str, str, str | None]] | None = None


def select_findings(folder: Path, wanted: Selection) -> Iterator[pa.RecordBatch]:
    """Yield the findings that match, with the columns of `findings`, in the table's order.

    Memory does not grow with the table. Raises JournalError where the table cannot be read, or is not
    the one that the manifest signs.
    """
    refuse_changed(folder, ["findings.parquet"])
    for batch in table_batches(folder, "findings"):
        matching = _match_rows(batch, wanted)
        chosen = batch if matching is None else batch.filter(matching)
        if chosen.num_rows:
            yield chosen


def check_names(folder: Path, wanted: Selection) -> None:
    """Raise UsageError for a bucket that the sweep has not, or an entity that nothing can be found for."""
    refuse_changed(folder, ["buckets.parquet", "objects.parquet"])
    _check("bucket", wanted.buckets, read_table(folder, "buckets")["bucket"])
    if not set(wanted.entities) <= ENTITIES.keys():
        found = counts_frame(read_table(folder, "objects"))["entity"]  # those of custom recognizers too
        _check("entity", wanted.entities, {*ENTITIES, *found})


def entity_names(folder: Path, given: Collection[str] | None) -> tuple[str, ...]:
    """Return entity types from their names or the plain names that the pages show, in any case.

    Raises UsageError for one that nothing can be found for, with the nearest known name.
    """
    if not given:
        return ()
    found = {*ENTITIES}
    if not {name.upper() for name in given} <= found:
        refuse_changed(folder, ["objects.parquet"])
        found |= set(counts_frame(read_table(folder, "objects"))["entity"])  # those of custom recognizers
    known = {words.entity(name).casefold(): name for name in found} | {
        name.casefold(): name for name in found
    }
    shown = {words.entity(name) for name in found} | found
    for name in given:
        if name.casefold() not in known:
            near = difflib.get_close_matches(name.casefold(), known, n=1)
            names = ", ".join(sorted({words.entity(one) for one in found}))
            hint = f"did you mean '{_find_spelling(near[0], shown)}'?" if near else f"known: {names}"
            raise UsageError(f"unknown kind of data '{name}'; {hint}")
    return tuple(known[name.casefold()] for name in given)


def _find_spelling(folded: str, shown: Collection[str]) -> str:
    return next(name for name in sorted(shown) if name.casefold() == folded)


def count_found(folder: Path, wanted: Selection) -> int | None:
    """Return how many findings the objects hold that match; locations are kept up to a limit, counts are not.

    None where the selection asks for a score or a person, which counts do not have.
    """
    if wanted.min_score is not None or wanted.person is not None:
        return None
    counts = counts_frame(read_table(folder, "objects"))
    keep = counts["key"].str.startswith(wanted.prefix or "") & counts["entity"].ne(
        "FACE"
    )  # counted, not listed
    keep &= counts["key"].eq(wanted.key) if wanted.key is not None else True
    keep &= counts["bucket"].isin(wanted.buckets) if wanted.buckets else True
    keep &= counts["entity"].isin(wanted.entities) if wanted.entities else True
    return int(counts.loc[keep, "hits"].sum())


def left_unread(folder: Path, wanted: Selection) -> list[str]:
    """Return what a selection's places hold that was not read, in words: no finding there proves nothing."""
    buckets = read_table(folder, "buckets")
    if wanted.buckets:
        buckets = buckets[buckets["bucket"].isin(wanted.buckets)]
    objects = read_table(folder, "objects")
    chosen = objects["bucket"].isin(buckets["bucket"]) & objects["key"].str.startswith(wanted.prefix or "")
    chosen &= objects["key"].eq(wanted.key) if wanted.key is not None else True
    lines = [
        f"{name} could not be listed whole" for name in buckets.loc[~buckets["listing_complete"], "bucket"]
    ]
    place = f"the key {wanted.key}" if wanted.key is not None else f"keys that begin with {wanted.prefix}"
    if not chosen.any() and (wanted.key is not None or wanted.prefix):
        lines.append(f"no object with {place} was drawn, or there is none")
    elif left := int(buckets["not_sampled"].sum()) if wanted.key is None else 0:
        lines.append(f"{left:,} objects of these buckets were not drawn into the sample")
    if gaps := int(objects.loc[chosen, "status"].ne("ANALYSED").sum()):
        lines.append(f"{words.count_of(gaps, 'object')} not read, or only in part")
    return lines


def _match_rows(batch: pa.RecordBatch, wanted: Selection) -> Any:
    """Return the mask of the rows that match, None where all do."""
    tests = []
    if wanted.buckets:
        tests.append(pc.is_in(batch["bucket"], pa.array(wanted.buckets)))
    if wanted.entities:
        tests.append(pc.is_in(batch["entity"], pa.array(wanted.entities)))
    if wanted.prefix:
        tests.append(pc.starts_with(batch["key"], wanted.prefix))
    if wanted.key is not None:
        tests.append(pc.equal(batch["key"], wanted.key))
    if wanted.person:
        tests.append(pc.fill_null(pc.starts_with(batch["subject_id"], wanted.person), False))
    if wanted.min_score is not None:
        tests.append(pc.greater_equal(batch["score"], wanted.min_score))
    mask = None
    for test in tests:
        mask = test if mask is None else pc.and_(mask, test)
    return mask


def _check(what: str, names: Collection[str], known: Collection[str]) -> None:
    held = sorted(set(known))
    for name in names:
        if name not in held:
            near = difflib.get_close_matches(name, held, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(held)}"
            raise UsageError(f"unknown {what} '{name}'; {hint}")
