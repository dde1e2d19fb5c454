"""One pass over a bucket's readings: ledger, people, observations, and the tally that is rated."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pii_sweep.errors import JournalError
from pii_sweep.report.ledger import Account, check, open_account, total
from pii_sweep.report.people import People
from pii_sweep.risk.evidence import CHECKED, identifies_person
from pii_sweep.sample.accuracy.answers import Review
from pii_sweep.sample.correct import COMBINATIONS, Table
from pii_sweep.sample.estimate import businesses, drop_upper_bounds, estimates, strata_with
from pii_sweep.sample.extent import extents
from pii_sweep.sample.frame.media import family_of_type
from pii_sweep.types import BucketFrame, BucketTally, Estimate, Extent, Observation, Reading, Subject

READ = ("ANALYSED", "PARTIAL")
EVIDENCE = ("strong", "medium", "conflict", "elsewhere", "weak", "unknown")
# A face and a place in one object concern one person even where no name links them.
PHOTO = frozenset(("FACE", "GEO_COORDINATES"))


@dataclass(slots=True)
class BucketBook:
    """What the readings of one bucket add up to, collected reading by reading."""

    frame: BucketFrame
    accounts: dict[str, Account]
    people: People = field(default_factory=People)
    observations: list[Observation] = field(default_factory=list)
    objects_with: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    photos: int = 0
    faces: int = 0
    suppressed: int = 0
    by_pattern: int = 0
    tagged: int = 0

    def add(self, stratum: str, rank: int, reading: Reading) -> None:
        """Take in one reading; raises JournalError for a stratum that was not planned."""
        if stratum not in self.accounts:
            raise JournalError(f"a reading of {self.frame.bucket} lies in a stratum that was not planned")
        self.accounts[stratum].add(reading)
        subjects = self.people.add(reading)
        if rank >= 0:  # what was read before a bucket was listed again is evidence, and not of the sample
            self.observations.append(observation(stratum, rank, reading, subjects))
        self.objects_with.update(reading.counts.keys())
        self.hits.update({entity: count.hits for entity, count in reading.counts.items()})
        self.photos += reading.counts.keys() >= PHOTO
        self.faces += reading.faces
        self.suppressed += reading.suppressed
        self.by_pattern += reading.by_pattern
        self.tagged += reading.tags > 0

    def settle(self) -> None:
        """Decide who is one person, once all readings are in; people and observations then agree."""
        self.people.settle()
        people = self.people
        self.observations = [
            _settle_subjects(item, people.names, people.doubtful) for item in self.observations
        ]

    def estimates(
        self, confidence: float, rates: Table | None = None, said: Mapping[str, Review] | None = None
    ) -> list[Estimate]:
        """Return what the sample proves of the bucket, corrected too where rates or answers are given."""
        found = estimates(
            self.frame.strata, self.observations, confidence,
            pilot=self.frame.pilot or None, share=self.frame.share, accuracy=rates, reviews=said,
            linkage=self.people.linkage,
        )  # fmt: skip
        found += businesses(self.frame.strata, self.observations, len(self.people.businesses), confidence)
        return found if self.frame.listing == "complete" else drop_upper_bounds(found)

    def strata_estimates(self, found: Iterable[Estimate], confidence: float) -> list[tuple[str, Estimate]]:
        """Return (stratum, estimate) of what the bucket's `objects_with` estimates count."""
        names = (item.measure.partition(":") for item in found)
        entities = [entity for kind, _, entity in names if kind == "objects_with"]
        return list(
            strata_with(
                self.frame.strata, self.observations, entities, confidence,
                pilot=self.frame.pilot or None, share=self.frame.share,
            )
        )  # fmt: skip

    def account(self) -> Account:
        """Return the bucket's account; raises JournalError where it does not add up."""
        for name, account in self.accounts.items():
            check(f"{self.frame.bucket} {name}", account)
        return total(self.accounts.values())

    def tally(self, found: Iterable[Estimate], confidence: float = 0.95) -> BucketTally:
        """Return the input of the rating."""
        account = self.account()
        by_measure = {item.measure: (item.low, item.point, item.high) for item in found}
        empty = self.frame.listing == "complete" and not account.objects
        unknown = (0.0, 0.0, 0.0 if empty else math.inf)  # what was not read may hold anybody
        combos = self.people.combos()
        if self.photos:
            combos[PHOTO] += self.photos
        held, tied = self._extents(confidence)
        return BucketTally(
            bucket=self.frame.bucket,
            listed=account.objects,
            analysed=account.read,
            unread=account.objects - account.by_status["ANALYSED"],
            listing_complete=self.frame.listing == "complete",
            objects_with=dict(sorted(self.objects_with.items())),
            hits=dict(sorted(self.hits.items())),
            combos=dict(sorted(combos.items(), key=lambda item: sorted(item[0]))),
            persons=by_measure.get("subjects", unknown),
            persons_ca=by_measure.get("subjects_ca", unknown),
            faces=self.faces,
            most={
                name.removeprefix("objects_with:"): ends[2]
                for name, ends in by_measure.items()
                if name.startswith("objects_with:")
            },
            unseen=by_measure.get("unseen", (0.0, 0.0, 0.0))[2],
            held=held,
            tied=tied,
        )

    def _extents(self, confidence: float) -> tuple[dict[str, Extent], dict[str, Extent]]:
        """Return what the whole bucket holds of each entity, and what is tied to a person who is known."""
        people = {subject: person.entities for subject, person in self.people.by_id.items()}
        reached = {subject: held for subject, held in people.items() if identifies_person(held)}
        named = [replace(item, hits={}) for item in self.observations]
        beyond = self.people.uncounted
        found = []
        for items, holders, more in (
            (self.observations, people, beyond),
            (named, reached, {combo: number for combo, number in beyond.items() if identifies_person(combo)}),
        ):
            extent = extents(
                self.frame.strata, items, holders, confidence,
                pilot=self.frame.pilot or None, share=self.frame.share,
            )  # fmt: skip
            for entity, number in _by_entity(more).items():
                extent[entity] = _with_more(extent.get(entity), number)
            if self.frame.listing != "complete":
                extent = {entity: _open_ended(item) for entity, item in extent.items()}
            found.append(extent)
        return found[0], found[1]


def _by_entity(combos: Mapping[frozenset[str], int]) -> Counter[str]:
    """Count people by entity."""
    held = Counter[str]()
    for combo, number in combos.items():
        held.update(dict.fromkeys(combo, number))
    return held


def _with_more(extent: Extent | None, people: int) -> Extent:
    """Return an extent with so many people more, those that an object of very many only counted."""
    low, point, high = extent.people if extent else (0.0, 0.0, 0.0)
    return Extent(
        (low + people, point + people, high + people), extent.objects if extent else (0.0, 0.0, 0.0)
    )


def _open_ended(extent: Extent) -> Extent:
    """Return an extent without an upper end: of what was not listed anything may be true."""
    people, objects = (ends[:2] + (math.inf,) for ends in (extent.people, extent.objects))
    return Extent(people, objects)


def open_book(frame: BucketFrame) -> BucketBook:
    """Return the empty book of a planned bucket."""
    return BucketBook(frame, {stratum.name: open_account(stratum) for stratum in frame.strata})


def observation(stratum: str, rank: int, reading: Reading, subjects: Iterable[Subject]) -> Observation:
    """Return what one reading, which names these subjects, adds to the estimates."""
    return Observation(
        bucket=reading.ref.bucket,
        stratum=stratum,
        rank=rank,
        size=reading.ref.size,
        read=reading.status in READ or reading.reason == "EMPTY",  # an empty object holds nothing
        hits={entity: count.hits for entity, count in reading.counts.items()},
        subjects={subject.subject_id: evidence(subject) for subject in subjects},
        subjects_total=reading.subjects_total,
        subjects_beyond=reading.subject_sketch,
        faces=reading.faces,
        family=family_of_type(reading.media_type) if reading.media_type else "",
        firm=_firm(reading),
        partly=reading.status == "PARTIAL",
    )


def _firm(reading: Reading) -> frozenset[str]:
    """Return the entities, and combinations of them, of which an object has more than the detector's word."""
    tied = [combo for combo in reading.subject_combos if len(combo) > 1 and identifies_person(combo)]
    pairs = {pair for pair in COMBINATIONS if any(combo.issuperset(pair.split("+")) for combo in tied)}
    return frozenset().union(*tied, pairs, CHECKED & reading.counts.keys())


def _settle_subjects(item: Observation, names: Mapping[str, str], doubtful: frozenset[str]) -> Observation:
    """Return an observation with its subjects as the people they are, none counted twice."""
    people = _rename_subjects(item.subjects, names)
    fewer = len(item.subjects) - len(people)
    return replace(
        item,
        subjects=people,
        subjects_total=item.subjects_total - fewer,
        doubtful=doubtful.intersection(people),
    )


def _rename_subjects(subjects: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return subjects by the person they are, if any; the strongest evidence of one person's wins."""
    found: dict[str, str] = {}
    for subject, said in subjects.items():
        if not (name := names.get(subject, subject)):
            continue
        found[name] = min(found.get(name, said), said, key=EVIDENCE.index)
    return found


def evidence(subject: Subject) -> str:
    """Return a subject's California evidence, or `elsewhere` where they were located without any."""
    return "elsewhere" if subject.residency == "unknown" and subject.located else subject.residency
