"""Costly items come first, small ones together, and no item before its reader where it has no place."""

from __future__ import annotations

from pii_sweep.engine.window import COSTLY, Window
from pii_sweep.types import ObjectRef, Target

TARGET = Target("s3", "b")
WEIGHTS = {"a": 0.01, "b": COSTLY, "c": 3.0, "d": 0.2, "e": 0.02}


def window(most: int = 9, *, sort: bool = True) -> Window[str]:
    return Window(
        iter(WEIGHTS), lambda item: (TARGET, ObjectRef("b", item)), WEIGHTS.__getitem__, most, sort=sort
    )


def taken(items: Window[str]) -> str:
    return "".join(entry.item for entry in iter(items.take, None))


def test_costly_items_come_first_and_others_as_they_are_listed() -> None:
    assert taken(window()) == "cbade"
    assert taken(window(sort=False)) == "abcde"
    assert taken(window(2)) == "bcade"  # no more than two are looked at


def test_equally_costly_items_come_in_their_order() -> None:
    items = Window(iter("dcba"), lambda item: (TARGET, ObjectRef("b", item)), lambda item: 1.0, 9)
    assert taken(items) == "dcba"


def test_only_items_below_the_costly_ones_and_the_time_left_wait_behind_others() -> None:
    items = window()
    first, second = items.take_small(0.01), items.take_small(0.19)
    assert first is not None and first.item == "a" and second is None  # d takes longer
    third = items.take_small(0.2)
    assert third is not None and third.item == "d"
    items.put_back(["b"])
    assert items.take_small(9.0) is None


def test_items_that_are_put_back_come_next_in_their_order() -> None:
    items = window()
    items.take()
    items.take()
    items.put_back(["b", "c", "e"])
    assert taken(items) == "bceade"


def test_what_comes_next_is_named_once() -> None:
    items = window()
    items.put_back([])
    items.take()
    assert [ref.key for _, ref in items.coming(2)] == ["b", "a"]
    assert [ref.key for _, ref in items.coming(3)] == ["d"]
    assert items.coming(1) == []


def test_an_item_without_a_place_is_taken_no_sooner_than_it_is_asked_for() -> None:
    read = []

    def source():
        for item in "xy":
            read.append(item)
            yield item

    items = Window(source(), lambda item: None, lambda item: 9.0, 5)
    assert items.take().item == "x" and read == ["x"]
    assert items.take().item == "y" and items.take() is None
