"""What a listing makes conspicuous is read whole, and the estimates stay those of the bucket."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from pii_sweep.sample.estimate import objects_with
from pii_sweep.sample.frame import strata as frame_room
from pii_sweep.sample.frame.key_words import words_in_key
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.frame.take_all import NAME, RARE, _join
from pii_sweep.sample.frame.ticket import ticket
from pii_sweep.sample.sample_size import by_size
from pii_sweep.types import ObjectRef, Observation, Stratum

START = datetime(2024, 1, 1, tzinfo=UTC)


def flat(count: int, seed: int = 1) -> list[ObjectRef]:
    rng = random.Random(seed)
    return [
        ObjectRef(
            "b", f"data/{i:06}.json", size=rng.randrange(800, 4000), modified=START + timedelta(hours=i)
        )
        for i in range(count)
    ]


def framed(refs: list[ObjectRef], limit: int = 24, seed: str = "s") -> tuple[Stratum, ...]:
    frame = Frame("b", seed, 400, 64, take_all=limit)
    for ref in refs:
        frame.add(ref)
    return frame.finish()


def taken(strata: tuple[Stratum, ...]) -> set[str]:
    return {ref.key for stratum in strata if stratum.name == NAME for ref in stratum.picks}


@pytest.mark.parametrize(
    "key",
    [
        "data/customers_full_dump.json",
        "tmp/users.json",
        "misc/2024-payroll.json",
        "data/Kundenexport.json",
        "data/sauvegarde_clients.json",
        "data/nóminas.json",
        "data/клиенты-2024.json",
        "data/顧客名簿.json",
        "data/müşteri_listesi.json",
        "old/x.mdb",
    ],
)
def test_a_telling_name_or_a_rare_extension_is_taken_among_ten_thousand(key: str) -> None:
    strata = framed([*flat(10_000), ObjectRef("b", key, size=1500, modified=START + timedelta(days=3))])
    assert key in taken(strata)
    assert sum(stratum.objects for stratum in strata) == 10_001
    assert all(ref.key != key for stratum in strata if stratum.name != NAME for ref in stratum.picks)


def test_an_outlier_in_size_and_the_newest_and_oldest_are_taken_and_little_else() -> None:
    refs = flat(5000)
    refs[2500] = ObjectRef("b", "data/002500.json", size=40_000, modified=START + timedelta(hours=2500))
    assert taken(framed(refs)) == {
        "data/002500.json", "data/000000.json", "data/000001.json",
        *(f"data/{i:06}.json" for i in range(4996, 5000)),
    }  # fmt: skip


def test_a_word_that_many_objects_have_makes_none_of_them_conspicuous() -> None:
    refs = [ObjectRef("b", f"customers/customer-{i:05}.json", size=1000) for i in range(2000)]
    assert framed(refs) == framed(refs, limit=0)


def test_what_is_conspicuous_does_not_depend_on_the_order_or_the_parts_of_a_listing(monkeypatch) -> None:
    refs = [*flat(3000), *(ObjectRef("b", f"x/{i}/backup.{i % 40}q", size=10**6 + i) for i in range(60))]
    whole = framed(refs)
    assert taken(whole)
    monkeypatch.setattr(frame_room, "BATCH", 271)
    monkeypatch.setattr(frame_room, "COMPACT", 20)
    random.Random(3).shuffle(refs)
    assert framed(refs) == whole
    left, right = (Frame("b", "s", 400, 64, take_all=24) for _ in range(2))
    for i, ref in enumerate(refs):
        (left if i % 3 else right).add(ref)
    left.merge(right)
    assert left.finish() == whole


def test_estimates_with_a_take_all_stratum_are_unbiased_and_as_exact_as_before() -> None:
    strata = [Stratum("b", "s", "", "*", "*", 990, 990), Stratum("b", NAME, "", "*", "*", 10, 10)]
    hits = {"PERSON": 1}
    items = [Observation("b", "s", i, 1, True, hits if i < 5 else {}) for i in range(100)]
    items += [Observation("b", NAME, i, 1, True, hits if i < 7 else {}) for i in range(10)]
    low, point, high, method = objects_with(strata, items, "PERSON", 0.95)
    alone = objects_with(strata[:1], items[:100], "PERSON", 0.95)
    assert (low, point, high) == pytest.approx([end + 7 for end in alone[:3]])
    assert method == alone[3] == "hypergeometric"


@pytest.mark.parametrize(("size", "read"), [(40, 2), (100, 6), (400, 24)])
def test_a_small_sample_reads_a_random_part_of_what_is_conspicuous(size: int, read: int) -> None:
    refs = [*flat(5000), *(ObjectRef("b", f"tmp/backup-{i}.bak", size=2000) for i in range(20))]
    strata = framed(refs)
    room = np.array([float(len(stratum.picks)) for stratum in strata])
    assert by_size(strata, room, size)[-1] == read
    assert [*strata[-1].picks] == sorted(strata[-1].picks, key=lambda ref: ticket("s", ref))


def test_words_count_as_words_and_folders_apart_from_names() -> None:
    assert words_in_key("photos/clientele-12.jpg") == ()
    assert words_in_key("exports/7.csv") == (("folder", "exports"),)
    assert words_in_key("a/Mitarbeiterliste.xlsx") == (("name", "mitarbeiter"),)


def test_a_class_that_two_parts_make_common_is_closed_and_one_that_they_leave_rare_is_kept() -> None:
    refs = flat(RARE + 1)
    entries = [(ticket("s", ref), ref.key.encode(), ref) for ref in refs]
    half = len(entries) // 2
    assert _join(entries[:half], entries[half:]) is None  # type: ignore[arg-type]
    assert _join(entries[:half], entries[half:-1]) == entries[:-1]  # type: ignore[arg-type]
    assert _join(None, entries[:1]) is None  # type: ignore[arg-type]
