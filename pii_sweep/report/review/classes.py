"""The classes that a review draws from: what was found in each object, on which evidence, for how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from pii_sweep.sample.accuracy.answers import Answers, Review
from pii_sweep.sample.allocate import drawable
from pii_sweep.sample.correct import COMBINATIONS
from pii_sweep.types import BucketFrame, ObjectRef, Observation, Verdict

Class = Literal["doubtful", "firm", "other", "silent"]
ANY = ""  # the entity of a question about any kind of data


@dataclass(frozen=True, slots=True)
class Seen:
    """An object that was read: how many of the bucket it stands for, and what was found in it."""

    item: str
    weight: float
    found: frozenset[str]
    firm: frozenset[str]

    def belongs(self, entity: str) -> Class:
        """Return the class for an entity: found on weak or firm evidence, other things found, or nothing."""
        if entity in self.found:
            return "firm" if entity in self.firm else "doubtful"
        return "other" if self.found else "silent"


def object_id(ref: ObjectRef) -> str:
    """Return what identifies an object in questions and answers: 20 digits of SHA-256 of its name."""
    text = "\0".join((ref.bucket, ref.key, ref.version or ""))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def seen_objects(frame: BucketFrame, items: Iterable[str], observed: Iterable[Observation]) -> list[Seen]:
    """Return the objects that were read, from the ids and the observations of all readings."""
    pairs = [(name, item) for name, item in zip(items, observed, strict=True) if item.read]
    return weigh_objects(frame, pairs)


def weigh_objects(frame: BucketFrame, pairs: Sequence[tuple[str, Observation]]) -> list[Seen]:
    """Return (object id, observation) of objects read as `Seen`, each standing for its stratum's share."""
    number = Counter(item.stratum for _, item in pairs)
    sizes = {stratum.name: drawable(stratum) for stratum in frame.strata}
    return [
        Seen(name, sizes[item.stratum] / number[item.stratum], frozenset(item.hits), item.firm)
        for name, item in pairs
    ]


def reviews(seen: Sequence[Seen], verdicts: Collection[Verdict]) -> dict[str, Review]:
    """Return what the answers of one bucket say of each entity that was asked about, combinations too."""
    said: dict[str, dict[str, Verdict]] = defaultdict(dict)
    for verdict in verdicts:
        said[verdict.item][verdict.entity] = verdict
    entities = {verdict.entity for verdict in verdicts} | {
        kind for verdict in verdicts for kind in verdict.kinds
    }
    if any(verdict.entity == ANY for verdict in verdicts):
        entities |= {entity for one in seen for entity in one.found}
    entities -= {ANY}
    asked = {entity: _review(entity, seen, said) for entity in sorted(entities)}
    return {entity: review for entity, review in asked.items() if review.asked}


def _review(entity: str, seen: Sequence[Seen], said: Mapping[str, Mapping[str, Verdict]]) -> Review:
    objects, read, asked, held = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for one in seen:
        place = one.belongs(entity)
        objects[place] += one.weight  # type: ignore[assignment]
        read[place] += 1
        answer = _answer(entity, place, said.get(one.item, {}))
        if answer is not None:
            asked[place] += 1
            held[place] += answer

    def answers(place: Class) -> Answers:
        return Answers(float(objects[place]), asked[place], held[place], read[place])

    return Review(answers("doubtful"), answers("firm"), (answers("other"), answers("silent")))


def _answer(entity: str, place: Class, said: Mapping[str, Verdict]) -> bool | None:
    """Return whether the object holds the entity by what was said of it, None where nothing was."""
    if entity in said:
        return said[entity].holds
    if place == "silent" and ANY in said:
        return entity in said[ANY].kinds
    return None


def list_reviewable(seen: Sequence[Seen], wanted: Collection[str] = ()) -> list[str]:
    """Return the entities that a review can ask about: those found in the bucket, or those wanted."""
    found = {entity for one in seen for entity in one.found} - set(COMBINATIONS)
    return sorted(set(wanted) if wanted else found)
