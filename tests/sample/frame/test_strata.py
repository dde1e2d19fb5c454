"""The frame: exact counts, stable strata, and picks that no order of arrival can change."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pii_sweep.sample.allocate import divide
from pii_sweep.sample.frame import strata as frame_room
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.frame.ticket import draw, ticket
from pii_sweep.types import ObjectRef, Stratum

NAMES = st.text("ab1/._-é ", min_size=1, max_size=12)


@st.composite
def listing(draw_one: st.DrawFn) -> list[tuple[ObjectRef, str | None]]:
    """Return distinct objects with sizes, ages and here and there a reason to skip."""
    keys = draw_one(st.lists(NAMES, unique=True, max_size=120))
    rng = random.Random(draw_one(st.integers(0, 99)))
    ends = ["", ".pdf", ".jpg", ".csv", ".zpl"]
    return [
        (
            ObjectRef(
                "b",
                key + rng.choice(ends) + "\t" + str(i),
                size=int(10 ** rng.uniform(0, 8)),
                modified=rng.choice([None, datetime(rng.randrange(2015, 2021), 5, 1, tzinfo=UTC)]),
            ),
            rng.choice([None, None, None, "FILTERED", "STORAGE_CLASS_ARCHIVED"]),
        )
        for i, key in enumerate(keys)
    ]


def build(objects: list[tuple[ObjectRef, str | None]], keep: int = 10, most: int = 16) -> tuple[Stratum, ...]:
    frame = Frame("b", "seed", keep, most)
    for ref, reason in objects:
        frame.add(ref, reason)
    return frame.finish()


def shop(count: int) -> list[tuple[ObjectRef, str | None]]:
    """Return the listing of a shop with more folders than any tree may hold open."""
    rng = random.Random(5)
    kinds = [
        lambda i: f"photos/{rng.randrange(900)}/IMG_{i}.jpg",
        lambda i: f"orders/{rng.randrange(2016, 2020)}/{rng.randrange(1, 13):02}/order-{i}.pdf",
        lambda i: f"labels/{rng.choice(['usps', 'ups'])}/L{i}.zpl",
        lambda i: f"customer-{rng.randrange(500)}/mail{i}.eml",
        lambda i: f"{rng.getrandbits(96):024x}/{i}.txt",
        lambda i: f"{''.join(rng.choice('abcdefghijklmnopqrst') for _ in range(2))}/notes.txt{i}",
    ]
    return [
        (
            ObjectRef("b", rng.choice(kinds)(i), size=rng.randrange(1, 10**7)),
            "FILTERED" if i % 9 == 0 else None,
        )
        for i in range(count)
    ]


@settings(max_examples=60, deadline=None)
@given(listing(), st.randoms(use_true_random=False))
def test_strata_and_picks_do_not_depend_on_the_order_of_the_listing(objects, rng) -> None:
    shuffled = objects[:]
    rng.shuffle(shuffled)
    assert build(shuffled) == build(objects)


@settings(max_examples=60, deadline=None)
@given(listing(), st.integers(0, 120))
def test_frames_of_two_parts_merge_into_the_frame_of_the_whole(objects, at) -> None:
    left, right = Frame("b", "seed", 10, 16), Frame("b", "seed", 10, 16)
    for ref, reason in objects[:at]:
        left.add(ref, reason)
    for ref, reason in objects[at:]:
        right.add(ref, reason)
    left.merge(right)
    assert left.finish() == build(objects)


@settings(max_examples=60, deadline=None)
@given(listing())
def test_counts_and_bytes_add_to_the_listing_exactly(objects) -> None:
    strata = build(objects)
    assert sum(s.objects for s in strata) == len(objects)
    assert sum(s.bytes for s in strata) == sum(ref.size for ref, _ in objects)
    for reason in ("FILTERED", "STORAGE_CLASS_ARCHIVED"):
        skipped = [ref for ref, why in objects if why == reason]
        assert sum(s.skipped.get(reason, 0) for s in strata) == len(skipped)
        assert sum(s.skipped_bytes.get(reason, 0) for s in strata) == sum(ref.size for ref in skipped)
    assert len({s.name for s in strata}) == len(strata) <= 16


def test_a_flood_of_folders_closes_their_parent_in_every_order_alike(monkeypatch) -> None:
    objects = shop(6000)
    whole = build(objects, keep=30, most=64)
    monkeypatch.setattr(frame_room, "BATCH", 500)
    monkeypatch.setattr(frame_room, "COMPACT", 50)
    for seed in range(3):
        random.Random(seed).shuffle(objects)
        assert build(objects, keep=30, most=64) == whole
    assert build(sorted(objects, key=lambda pair: pair[0].key), keep=30, most=64) == whole
    prefixes = {s.prefix for s in whole}
    assert {"photos/", "customer-"} <= prefixes
    assert any(prefix.startswith("orders/20") for prefix in prefixes)
    assert any(prefix.startswith("labels/") for prefix in prefixes)


def test_reservoirs_that_overflow_still_hand_out_the_lowest_tickets(monkeypatch) -> None:
    objects = shop(6000)
    whole = build(objects, keep=40, most=64)
    monkeypatch.setattr(frame_room, "POOL", 64)
    monkeypatch.setattr(frame_room, "CORNER", 16)
    monkeypatch.setattr(frame_room, "BATCH", 700)
    frame = Frame("b", "seed", 4, 64)
    for ref, reason in objects:
        frame.add(ref, reason)
    small = frame.finish()
    assert [s.name for s in small] == [s.name for s in whole]
    assert all(one.picks == two.picks[: len(one.picks)] for one, two in zip(small, whole, strict=True))
    assert sum(bool(s.picks) for s in small) > 10


def test_columns_and_objects_give_the_same_frame() -> None:
    objects = shop(2000)
    frame = Frame("b", "seed", 20, 64)
    frame.add_many(
        [ref.key for ref, _ in objects],
        np.array([ref.size for ref, _ in objects]),
        modified=[ref.modified for ref, _ in objects],
        skip_reasons=[reason for _, reason in objects],
    )
    assert frame.finish() == build(objects, keep=20, most=64)


@settings(deadline=None)
@given(st.lists(NAMES, unique=True, max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_a_larger_draw_begins_with_the_smaller_one(keys, small, more) -> None:
    refs = [ObjectRef("b", key) for key in keys]
    assert draw(refs, "s", small + more)[:small] == draw(reversed(refs), "s", small)[:small]
    assert draw(draw(refs[::2], "s", small) + draw(refs[1::2], "s", small), "s", small) == draw(
        refs, "s", small
    )


def test_the_ticket_depends_on_seed_bucket_key_and_version_alone() -> None:
    ref = ObjectRef("b", "k", etag="x", size=3)
    assert ticket("s", ref) == ticket("s", ObjectRef("b", "k", size=9))
    assert len({ticket("s", ref), ticket("t", ref), ticket("s", ObjectRef("c", "k"))}) == 3
    assert ticket("s", ObjectRef("b", "k", version="1")) != ticket("s", ref)


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 1000), min_size=1, max_size=9),
    st.integers(0, 200),
)
def test_more_picks_never_take_one_away_and_add_up(weights, total) -> None:
    size = np.array(weights, float)
    least = np.minimum(1, size)
    smaller, larger = divide(size, least, size, float(total)), divide(size, least, size, float(total + 1))
    assert (larger >= smaller).all()
    assert smaller.sum() == min(max(total, least.sum()), size.sum())
