"""Draw the questions of a review: a random, stratified sample of findings and of objects without findings.

An object is drawn in proportion to the number of objects that it stands for, by exponential tickets
(Efraimidis & Spirakis, Information Processing Letters 97, 2006), so that the share of right answers in a
class estimates the bucket's. Tickets are hashes of the seed: more questions begin with the same ones.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from pii_sweep import config
from pii_sweep.journal import Journal
from pii_sweep.report.rates import rates
from pii_sweep.report.review.classes import ANY, Class, Seen, list_reviewable, object_id, weigh_objects
from pii_sweep.report.tally import observation, open_book
from pii_sweep.sample.correct import CORRECTED
from pii_sweep.types import BucketFrame, ObjectRef, Reading

SHOWN = 5  # masked findings of one question
# How the questions of one entity are divided: findings without more evidence decide the low end, objects in
# which other things were found are where most misses are.
SHARES: Mapping[Class, float] = {"doubtful": 0.6, "firm": 0.1, "other": 0.3}
SILENT = 0.25  # of all questions: objects in which nothing was found


@dataclass(frozen=True, slots=True)
class Question:
    """Does this object hold this kind of data? `entity` is empty where nothing was found: any kind then.

    `shown` are masked findings of it with their places; `ref` fetches the object again.
    """

    item: str
    ref: ObjectRef
    entity: str
    place: Class
    shown: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the question's own id."""
        return f"{self.item}-{self.entity or 'ANY'}"


def draw_questions(
    journal: Journal, number: int, buckets: Collection[str] = (), entities: Collection[str] = ()
) -> list[Question]:
    """Return up to `number` questions about a sweep, divided evenly between its buckets.

    Objects that were not read cannot be asked about. Which questions are drawn does not depend on answers.
    """
    plan = journal.plan()
    frames = [frame for frame in plan.buckets if not buckets or frame.bucket in buckets]
    seen = {frame.bucket: _collect_seen(journal, frame) for frame in frames}
    frames = [frame for frame in frames if seen[frame.bucket][0]]
    questions: list[Question] = []
    for place, frame in enumerate(frames):
        share = (number - len(questions)) // (len(frames) - place)
        objects, widths = seen[frame.bucket]
        chosen = allocate(
            objects, share, {name: widths.get(name, 0.0) for name in list_reviewable(objects, entities)}
        )
        questions += _draw_questions(plan.seed, objects, chosen)
    return _with_objects(journal, questions)


def _collect_seen(journal: Journal, frame: BucketFrame) -> tuple[list[Seen], dict[str, float]]:
    """Return the objects read of a bucket, and the width of each entity's corrected interval, unreviewed."""
    settings = config.from_dict(journal.plan().settings)
    book, pairs = open_book(frame), []
    for stratum, rank, reading in journal.readings(frame.bucket):
        book.add(stratum, rank, reading)
        item = observation(stratum, rank, reading, ())
        if item.read:
            pairs.append((object_id(reading.ref), item))
    book.settle()
    found = book.estimates(settings.sample.confidence, rates(settings))
    prefix = f"{CORRECTED}objects_with:"
    widths = {
        row.measure.removeprefix(prefix): min(row.high, row.population) - row.low
        for row in found if row.measure.startswith(prefix)
    }  # fmt: skip
    return weigh_objects(frame, pairs), widths


def allocate(seen: Sequence[Seen], number: int, widths: Mapping[str, float]) -> list[tuple[str, Class, int]]:
    """Return how many questions each class of an entity gets, in proportion to the entity's width."""
    sizes = {
        (entity, place): sum(one.belongs(entity) == place for one in seen)
        for entity in widths for place in SHARES
    }  # fmt: skip
    none = sum(not one.found for one in seen)
    silent = min(none, round(number * SILENT) if widths else number)
    total = sum(widths.values()) or 1.0
    given = {
        (entity, place): min(sizes[entity, place], int((number - silent) * widths[entity] / total * share))
        for entity in widths for place, share in SHARES.items()
    }  # fmt: skip
    left = number - silent - sum(given.values())
    order = sorted(sizes, key=lambda cell: (list(SHARES).index(cell[1]), -widths[cell[0]], cell[0]))
    for cell in order:
        more = min(left, sizes[cell] - given[cell])
        given[cell], left = given[cell] + more, left - more
    silent += min(left, none - silent)
    chosen = [(entity, place, count) for (entity, place), count in given.items() if count]
    return [*chosen, (ANY, "silent", silent)] if silent else chosen


def _draw_questions(
    seed: str, seen: Sequence[Seen], chosen: Sequence[tuple[str, Class, int]]
) -> list[Question]:
    questions = []
    for entity, place, number in chosen:
        among = [one for one in seen if one.belongs(entity) == place]
        among.sort(key=lambda one: _ticket(seed, one, entity))
        questions += [Question(one.item, ObjectRef("", ""), entity, place) for one in among[:number]]
    return questions


def _ticket(seed: str, one: Seen, entity: str) -> float:
    digest = sha256(f"review\0{seed}\0{one.item}\0{entity}".encode("utf-8", "surrogatepass")).digest()
    even = (int.from_bytes(digest[:8], "big") + 1) / (2**64 + 1)
    return -math.log(even) / one.weight


def _with_objects(journal: Journal, questions: Sequence[Question]) -> list[Question]:
    """Return the questions with their objects and masked findings, object by object."""
    waiting: dict[str, list[Question]] = {}
    for question in questions:
        waiting.setdefault(question.item, []).append(question)
    whole = []
    for _, _, reading in journal.readings():
        for question in waiting.get(object_id(reading.ref), ()):
            whole.append(replace(question, ref=reading.ref, shown=_mask_lines(reading, question.entity)))
    return sorted(whole, key=lambda one: (one.ref.bucket, one.ref.key, one.ref.version or "", one.entity))


def _mask_lines(reading: Reading, entity: str) -> tuple[str, ...]:
    found = [finding for finding in reading.findings if finding.entity == entity]
    found.sort(key=lambda finding: -finding.score)
    lines = []
    for finding in found[:SHOWN]:
        where = finding.where
        places = (("in", where.member), ("page", where.page), ("line", where.line), ("row", where.row))
        at = " ".join(f"{name} {value}" for name, value in places if value)
        lines.append(" ".join(f"{finding.masked} ({at})".split()) if at else finding.masked)
    return tuple(lines)
