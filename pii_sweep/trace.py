"""Where one person's data lies: the places of a sweep that match the values of a subject request.

The values are read as a document of its own, so that their digests and linking keys are those that a
sweep gives them; nothing of them is kept. A place matches by a value, by the person it was linked to,
or, where it says so, by the name alone, which a namesake may share.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pii_sweep import config, keys, read
from pii_sweep.detect.text.normal import normalise
from pii_sweep.entities import ENTITIES
from pii_sweep.errors import UsageError
from pii_sweep.journal import Journal
from pii_sweep.link import seal
from pii_sweep.report.publish import frames_of
from pii_sweep.report.rates import rates
from pii_sweep.report.tables.frames import BucketDetail
from pii_sweep.sample.correct import EVERY
from pii_sweep.sample.intervals import hypergeometric
from pii_sweep.types import Blob, Finding, ObjectRef, Reading, Subject, Where

CONFIDENCE = 0.95
# Keys of linkage by which two subjects are one person: a name with a contact, an e-mail address.
SURE = ("n:", "e:")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought of a person, as digests; `named` are those of a name, which others may share."""

    values: frozenset[str] = field(repr=False)
    named: frozenset[str] = field(repr=False)
    subjects: frozenset[str] = field(repr=False)
    keys: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """One object, or one place in it, that holds something of the person; `by` says how it matched."""

    bucket: str
    key: str
    version_id: str | None
    by: str
    entity: str | None = None
    masked: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    finding_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a bucket was read, and in how many more objects the person may be.

    `missing_at_most` is of objects that were not read, None without a bound. `overlooked` is the share of
    objects naming a person in which reading does not find the name: as a rule, and at most in documents
    unlike those it was measured on; None where no rate was measured.
    """

    bucket: str
    listed: int
    read: int
    listing_complete: bool
    objects: int
    missing_at_most: int | None
    overlooked: tuple[float, float] | None = None

    def __str__(self) -> str:
        found = f"the person was found in {self.objects:,}"
        if not self.listing_complete:
            return f"{self.bucket}: not listed whole; {found}, any number of others may hold the person too"
        if self.read == self.listed:
            return f"{self.bucket}: all {self.listed:,} objects were read; {found}"
        most = "any number" if self.missing_at_most is None else f"at most {self.missing_at_most:,}"
        return (
            f"{self.bucket}: {self.read:,} of {self.listed:,} objects were read; {found}, "
            f"{most} of those not read may hold the person too"
        )


def caveat(reaches: Sequence[Reach]) -> str:
    """Return what a list of places may lack of objects that were read."""
    rates = next((reach.overlooked for reach in reaches if reach.overlooked), None)
    often = (
        f"about {rates[0]:.0%} of the objects that name a person, up to {rates[1]:.0%} in documents "
        "unlike those that it was measured on"
        if rates
        else "an unknown share of the objects that name a person"
    )
    return (
        f"The list may lack objects that were read, too: the detector overlooks {often}, and a spelling or "
        "address that was not given does not match."
    )


def forms_to_seek(journal: Journal, text: str) -> Sought:
    """Return the forms to look for of a person's values, one a line; raises UsageError without any."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise UsageError("no values were given; write the person's name, e-mail address, ... a line each")
    plan = journal.plan()
    key = keys.known_sweep_key(plan.seed, plan.targets)
    if key is None:
        raise UsageError("this sweep's digest key is not here; run this where the sweep was run")
    data = "\n".join(lines).encode()
    blob = Blob(Where(ObjectRef("", "request.txt", size=len(data))), lambda: io.BytesIO(data), len(data))
    values, named, subjects, links = set[str](), set[str](), set[str](), set[str]()
    for item in read.examine_safely(blob, config.from_dict(plan.settings), key):
        if isinstance(item, Subject):
            subjects.add(item.subject_id)
            links.update(one for one in item.keys if one.startswith(SURE))
        elif isinstance(item, tuple):
            digest = seal.value_digest(item[0], key)
            (named if item[0].entity == "PERSON" else values).add(digest)
    for entity in ENTITIES:  # a line may be a value that stands in no sentence
        plain = {seal.digest(key, entity.name, normalise(entity.name, line)) for line in lines}
        (named if entity.name == "PERSON" else values).update(plain)
    return Sought(frozenset(values), frozenset(named), frozenset(subjects), frozenset(links))


def trace(journal: Journal, wanted: Sought) -> tuple[list[Place], list[Reach]]:
    """Return the places that match and, for each bucket, by how much the list may be short."""
    ((found, reaches),) = trace_each(journal, [wanted])
    return found, reaches


def trace_each(journal: Journal, persons: Sequence[Sought]) -> list[tuple[list[Place], list[Reach]]]:
    """Return what `trace` returns of each of several people; the sweep is read once."""
    found = [(list[Place](), list[Reach]()) for _ in persons]
    frames = frames_of(journal)
    overlooked = _estimate_overlooked(frames.settings)
    for detail in frames.details:
        readings = [reading for _, _, reading in journal.readings(detail.frame.bucket)]
        for wanted, (places, reaches) in zip(persons, found, strict=True):
            here = list(_in_bucket(readings, detail, wanted))
            places.extend(here)
            objects = {(place.key, place.version_id) for place in here}
            reaches.append(replace(_reach(detail, objects), overlooked=overlooked))
    return found


def _estimate_overlooked(settings: config.Settings) -> tuple[float, float] | None:
    accuracy = rates(settings).get(("PERSON", EVERY))
    if accuracy is None:
        return None
    usual, most = accuracy.misses(np.array([0.5, (1 + CONFIDENCE) / 2])).tolist()
    return usual, most


def _in_bucket(readings: Sequence[Reading], detail: BucketDetail, wanted: Sought) -> Iterator[Place]:
    persons = _persons(readings, detail.people, wanted)
    for reading in readings:
        listed = [_place(reading, one, by) for one in reading.findings
                  if (by := _match_finding(one, detail.people, wanted, persons))]  # fmt: skip
        yield from listed
        linked = any(detail.people.get(one.subject_id) in persons for one in reading.people())
        if linked and not any(place.by != "name" for place in listed):
            yield Place(reading.ref.bucket, reading.ref.key, reading.ref.version, "person")


def _persons(readings: Iterable[Reading], people: Mapping[str, str], wanted: Sought) -> frozenset[str]:
    """Return the people of a bucket who are the one sought: by id, linking key or a value of their own."""
    found = set[str]()
    for reading in readings:
        found.update(
            one.subject_id for one in reading.people()
            if one.subject_id in wanted.subjects or not wanted.keys.isdisjoint(one.keys)
        )  # fmt: skip
        found.update(
            one.subject_id for one in reading.findings
            if one.subject_id and one.digest in wanted.values and one.entity in OWN
        )  # fmt: skip
    return frozenset(people.get(name, name) for name in found) - {""}


OWN = frozenset(row.name for row in ENTITIES if row.personal_number or row.name == "EMAIL_ADDRESS")


def _match_finding(one: Finding, people: Mapping[str, str], wanted: Sought, persons: frozenset[str]) -> str:
    """Return how a finding matches: value, person, name, or an empty text."""
    if one.digest in wanted.values:
        return "value"
    if one.subject_id and people.get(one.subject_id, one.subject_id) in persons:
        return "person"
    return "name" if one.digest in wanted.named else ""


def _place(reading: Reading, one: Finding, by: str) -> Place:
    where = {
        name: value
        for name in ("member", "page", "line", "row", "column", "column_name", "json_path")
        if (value := getattr(one.where, name)) not in (None, "")
    }
    ref = reading.ref
    return Place(ref.bucket, ref.key, ref.version, by, one.entity, one.masked, where, one.finding_id)


def _reach(detail: BucketDetail, objects: set[tuple[str, str | None]]) -> Reach:
    """Bound the objects missing by the exact interval of a draw without replacement.

    Sampling by strata is no simple draw; the bound takes it for one.
    """
    tally, count = detail.tally, len(objects)
    whole = tally.listed - tally.unread
    most: int | None = None
    if tally.listing_complete:
        _, high = (
            hypergeometric(tally.listed, whole, min(count, whole), CONFIDENCE) if whole else (0, tally.listed)
        )
        most = max(0, high - count)
    return Reach(detail.frame.bucket, tally.listed, tally.analysed, tally.listing_complete, count, most)
