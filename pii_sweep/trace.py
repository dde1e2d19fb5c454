"""Where one person's data lies: the places of a sweep that match the values of a subject request.

The values are read as a document of its own, so that their digests and linking keys are those that a
sweep gives them; nothing of them is kept. A place matches by a value, by the person it was linked to,
or, where it says so, by the name alone, which a namesake may share.
"""

from __future__ import annotations

import io
import math
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
from pii_sweep.sample.estimate import objects_with
from pii_sweep.types import Blob, Finding, ObjectRef, Observation, Reading, Subject, Where

CONFIDENCE = 0.95
SOUGHT = "the person"
LONGEST_NAME = 6  # words
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

    `read` counts those read at least in part, `in_part` those of them with a gap. `missing_at_most` is of
    objects that were not read whole, None without a bound. `overlooked` is the share of objects naming a
    person in which reading does not find the name: as a rule, and at most in documents unlike those it was
    measured on; None where no rate was measured.
    """

    bucket: str
    listed: int
    read: int
    in_part: int
    listing_complete: bool
    objects: int
    missing_at_most: int | None
    overlooked: tuple[float, float] | None = None

    def __str__(self) -> str:
        found = f"the person was found in {self.objects:,}"
        if not self.listing_complete:
            return f"{self.bucket}: not listed whole; {found}, any number of others may hold the person too"
        partly = f", {self.in_part:,} of them in part" if self.in_part else ""
        all_read = self.read == self.listed and not partly
        read = f"all {self.listed:,}" if all_read else f"{self.read:,} of {self.listed:,}"
        most = "any number" if self.missing_at_most is None else f"at most {self.missing_at_most:,}"
        more = f", {most} of those not read whole may hold the person too"
        beyond = "" if self.missing_at_most == 0 else more
        return f"{self.bucket}: {read} objects were read{partly}; {found}{beyond}"


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
    values, names, subjects, links = set[str](), [*lines], set[str](), set[str]()
    for item in read.examine_safely(blob, config.from_dict(plan.settings), key):
        if isinstance(item, Subject):
            subjects.add(item.subject_id)
            links.update(one for one in item.keys if one.startswith(SURE))
        elif isinstance(item, tuple):
            if item[0].entity == "PERSON":
                names.append(item[0].value)
            else:
                values.add(seal.value_digest(item[0], key))
    for entity in ENTITIES:  # a line may be a value that stands in no sentence
        if entity.name != "PERSON":
            values.update(seal.digest(key, entity.name, normalise(entity.name, line)) for line in lines)
    forms = {form for name in names for form in _turn(normalise("PERSON", name))}
    named = {seal.digest(key, "PERSON", form) for form in forms}
    return Sought(frozenset(values), frozenset(named), frozenset(subjects), frozenset(links))


def _turn(name: str) -> Iterator[str]:
    """Yield a normalised name in every order of given names and surname: `ann lee roe`, `roe ann lee`, ..."""
    words = name.split()
    yield name
    if len(words) <= LONGEST_NAME:
        yield from (" ".join(words[at:] + words[:at]) for at in range(1, len(words)))


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
        drawn = list(journal.readings(detail.frame.bucket))
        readings = [reading for _, _, reading in drawn]
        for wanted, (places, reaches) in zip(persons, found, strict=True):
            here = list(_in_bucket(readings, detail, wanted))
            places.extend(here)
            objects = {(place.key, place.version_id) for place in here}
            reaches.append(replace(_reach(detail, drawn, objects), overlooked=overlooked))
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
        found.update(_named_with_value(reading, wanted))
    return frozenset(people.get(name, name) for name in found) - {""}


def _named_with_value(reading: Reading, wanted: Sought) -> Iterator[str]:
    """Yield who has a name that is sought where a value that is sought is theirs or stands in their row."""
    held = [one for one in reading.findings if one.digest in wanted.values]
    theirs = {one.subject_id for one in held}
    rows = {_row(one) for one in held if one.where.row is not None}
    for one in reading.findings:
        if one.subject_id and one.digest in wanted.named and (one.subject_id in theirs or _row(one) in rows):
            yield one.subject_id


def _row(one: Finding) -> tuple[object, ...]:
    return one.where.inside, one.where.page, one.where.row


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


def _reach(
    detail: BucketDetail, drawn: Sequence[tuple[str, int, Reading]], objects: set[tuple[str, str | None]]
) -> Reach:
    """Bound the objects missing: of those not drawn by the sample, of the others any that has a gap.

    An object that failed is no part of a random draw: what hinders its reading may go with whose it is.
    """
    tally, frame, most = detail.tally, detail.frame, None
    if tally.listing_complete:
        looks = [
            _look(stratum, rank, reading, objects) for stratum, rank, reading in drawn
            if rank >= 0  # what was read before a bucket was listed again is not of the sample
        ]  # fmt: skip
        *_, high, _ = objects_with(
            frame.strata, looks, SOUGHT, CONFIDENCE, pilot=frame.pilot or None, share=frame.share
        )
        left_out = sum(sum(one.skipped.values()) - one.skipped.get("EMPTY", 0) for one in frame.strata)
        most = max(0, math.floor(high + 1e-6) + left_out - sum(bool(look.hits) for look in looks))
    read, partly = tally.analysed, detail.account.by_status["PARTIAL"]
    bucket, listed, complete = frame.bucket, tally.listed, tally.listing_complete
    return Reach(bucket, listed, read, partly, complete, len(objects), most)


def _look(stratum: str, rank: int, reading: Reading, objects: set[tuple[str, str | None]]) -> Observation:
    """Return what one reading says of the person: found, not found, or nothing where it has a gap."""
    ref = reading.ref
    found = (ref.key, ref.version) in objects
    whole = reading.status == "ANALYSED" or reading.reason == "EMPTY"
    hits = {SOUGHT: 1} if found else {}
    return Observation(ref.bucket, stratum, rank, ref.size, read=found or whole, hits=hits)
