"""Worlds of known content for the rating: what each object holds is written down, then some are drawn.

Nothing of the project draws here: objects are drawn by `random.sample`, so that the rating is held against
worlds and samples that do not come from the code under measure.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pii_sweep.config import Risk, Settings
from pii_sweep.report.tally import open_book
from pii_sweep.risk import rate
from pii_sweep.types import BucketFrame, Count, Exposure, ObjectRef, Rating, Reading, Stratum, Subject

ORDER = frozenset(("PERSON", "STREET_ADDRESS", "ORDER_VALUE"))
CARD = frozenset(("PERSON", "STREET_ADDRESS", "CREDIT_CARD"))
CONTACT = frozenset(("PERSON", "EMAIL_ADDRESS"))
PUBLIC = Exposure(level="PUBLIC", public_read="yes", public_write="no")


@dataclass(frozen=True)
class World:
    """A bucket: how many objects, and for each that holds anyone, who (a number) and what of them."""

    name: str
    objects: int
    holders: dict[int, tuple[tuple[int, frozenset[str]], ...]]

    def reading(self, number: int) -> Reading:
        """Return what a reader that never errs finds in an object."""
        people = self.holders.get(number, ())
        counts = {entity: Count(1, 1, 1.0) for _, combo in people for entity in combo}
        subjects = tuple(Subject(f"p{who:06}", combo) for who, combo in people)
        return Reading(
            ObjectRef("b", f"{number:07}", size=1000), "ANALYSED", media_type="application/pdf",
            counts=counts, subjects=subjects, subjects_total=len(subjects),
            subject_combos={combo: [c for _, c in people].count(combo) for _, combo in people},
        )  # fmt: skip


def world(name: str, objects: int, share: float, people: int | None, combo: frozenset[str]) -> World:
    """Return a bucket in which a share of the objects holds `combo` of one person each.

    They are so many people in turn, or, for None, as many as objects.
    """
    number = round(objects * share)
    return World(name, objects, {i: ((i % (people or number), combo),) for i in range(number)})


def worlds() -> Iterator[World]:
    """Yield buckets from clean to full, of people who come once and of a few who come again and again."""
    for objects in (1_000, 10_000):
        for share in (0.0, 0.001, 0.01, 0.02, 0.05, 0.3):
            yield world(f"{objects:,} objects, orders in {share:.1%}", objects, share, None, ORDER)
        for share in (0.05, 0.2):
            yield world(f"{objects:,} objects, 14 people in {share:.0%}", objects, share, 14, ORDER)
        yield world(f"{objects:,} objects, cards in 3%", objects, 0.03, None, CARD)
        yield world(f"{objects:,} objects, contacts in 40%", objects, 0.4, 40, CONTACT)
    yield world("200 objects, 14 people in all", 200, 1.0, 14, ORDER)


def rated(bucket: World, drawn: Sequence[int]) -> Rating:
    """Rate a bucket from the objects drawn, in any order."""
    stratum = Stratum("b", "s", "", "pdf", "<16K", bucket.objects, 1000 * bucket.objects)
    frame = BucketFrame("b", "s3://b", strata=(stratum,), exposure=PUBLIC)
    book = open_book(frame)
    for rank, number in enumerate(drawn):
        book.add("s", rank, bucket.reading(number))
    book.settle()
    confidence = Settings().sample.confidence
    return rate(book.tally(book.estimates(confidence), confidence), PUBLIC, Risk())


def drawn(bucket: World, size: int, seed: int) -> list[int]:
    """Return so many objects of a bucket, each as likely as another."""
    return random.Random(f"{bucket.name} {size} {seed}").sample(range(bucket.objects), size)
