"""A draw may end early only where no reading that is still to come can change the rating."""

from __future__ import annotations

from pii_sweep.config import Settings
from pii_sweep.report.certainty import certainty
from pii_sweep.types import BucketFrame, Count, Exposure, ObjectRef, Reading, Stratum, Subject

EXPOSED = Exposure(level="PUBLIC", public_read="yes", public_write="no")


def frame(objects: int) -> BucketFrame:
    return BucketFrame(
        "b", "s3://b", strata=(Stratum("b", "s", "", "*", "*", objects, objects),), exposure=EXPOSED
    )


def reading(rank: int, *entities: str) -> tuple[str, int, Reading]:
    person = Subject(f"p{rank}", frozenset(entities))
    found = Reading(
        ObjectRef("b", f"k{rank}", size=1), "ANALYSED",
        counts={entity: Count(1, 1, 1.0) for entity in entities},
        subjects=(person,) if entities else (), subjects_total=bool(entities),
        subject_combos={person.entities: 1} if entities else {},
    )  # fmt: skip
    return "s", rank, found


def test_the_highest_rating_is_settled_by_what_was_read() -> None:
    rows = [reading(rank, "PERSON", "STREET_ADDRESS", "US_SSN") for rank in range(20)]
    assert certainty(frame(10_000), rows, Settings())({"s": 20})


def test_a_lower_rating_is_not_settled_while_something_worse_may_be_hidden() -> None:
    rows = [reading(rank, "PERSON", "STREET_ADDRESS") for rank in range(900)]
    asked = certainty(frame(10_000), rows, Settings())
    assert not asked({"s": 100})
    assert asked({"s": 900})


def test_readings_beyond_the_picks_asked_about_have_no_part_in_the_answer() -> None:
    rows = [reading(rank) for rank in range(20)] + [reading(20, "PERSON", "STREET_ADDRESS", "US_SSN")]
    asked = certainty(frame(10_000), rows, Settings())
    assert [asked({"s": 20}), asked({"s": 21})] == [
        False,
        certainty(frame(10_000), rows[:21], Settings())({"s": 21}),
    ]
    assert asked({"s": 20}) == certainty(frame(10_000), rows[:20], Settings())({"s": 20})
