"""How much of a bucket holds each kind of data, so that the noise floor is the bucket's, not the sample's."""

from __future__ import annotations

import pytest

from pii_sweep.sample.extent import extents
from pii_sweep.types import Observation, Stratum

ORDER = frozenset(("PERSON", "ORDER_VALUE"))


def stratum(name: str, objects: int) -> Stratum:
    return Stratum("b", name, "", "*", "*", objects, objects)


def seen(rank: int, *people: str, name: str = "s") -> Observation:
    return Observation("b", name, rank, 1, True, {}, dict.fromkeys(people, "unknown"), len(people))


def test_a_bucket_read_whole_has_the_extent_that_was_counted() -> None:
    items = [seen(i, f"p{i % 3}") if i < 12 else seen(i) for i in range(40)]
    found = extents([stratum("s", 40)], items, {f"p{i}": ORDER for i in range(3)}, 0.95)
    assert found["ORDER_VALUE"].people == (3.0, 3.0, 3.0)
    assert found["ORDER_VALUE"].objects == pytest.approx((12.0, 12.0, 12.0))


def test_people_who_come_again_and_again_are_not_multiplied_as_the_objects_are() -> None:
    items = [seen(i, f"p{i % 3}") if i < 60 else seen(i) for i in range(200)]
    held = extents([stratum("s", 2000)], items, {f"p{i}": ORDER for i in range(3)}, 0.95)["ORDER_VALUE"]
    assert held.people[1] == pytest.approx(3.0)
    assert held.objects[1] == pytest.approx(600, rel=0.02)


def test_people_who_come_once_are_as_many_as_the_objects() -> None:
    items = [seen(i, f"p{i}") if i < 20 else seen(i) for i in range(200)]
    held = extents([stratum("s", 2000)], items, {f"p{i}": ORDER for i in range(20)}, 0.95)["ORDER_VALUE"]
    assert held.people[1] == pytest.approx(held.objects[1]) == pytest.approx(200, rel=0.05)


def test_one_reading_is_taken_for_the_median_of_what_it_may_stand_for() -> None:
    items = [seen(i, "p") if i == 0 else seen(i) for i in range(100)]
    held = extents([stratum("s", 10_000)], items, {"p": ORDER}, 0.95)["PERSON"]
    assert held.objects[0] == 1
    assert 60 < held.objects[1] < 75  # 100 would be too many in 63 samples of 100
    assert held.objects[2] > 400


def test_what_lies_in_a_stratum_read_whole_stands_for_itself_alone() -> None:
    strata = [stratum("all", 5), stratum("s", 10_000)]
    items = [seen(i, f"p{i}", name="all") for i in range(5)] + [seen(i) for i in range(100)]
    held = extents(strata, items, {f"p{i}": ORDER for i in range(5)}, 0.95)["PERSON"]
    assert held.people[:2] == (5.0, 5.0)
    assert held.objects[:2] == pytest.approx((5.0, 5.0))
