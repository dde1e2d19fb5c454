"""A target that is not there is refused when it is all that was asked for, and a gap among others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pii_sweep.config import Settings, merge
from pii_sweep.errors import UsageError
from pii_sweep.plan.frames import plan
from pii_sweep.types import BucketFrame, Target
from tests.gate import Gate, gated


@pytest.fixture(scope="module")
def gate() -> Iterator[Gate]:
    with gated() as one:
        yield one


@pytest.fixture(autouse=True)
def login(own_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")


@pytest.fixture(scope="module")
def bucket(gate: Gate) -> str:
    return gate.bucket({"orders/1.txt": b"x", "orders/2.txt": b"y"})


def planned(gate: Gate, *targets: Target, told=lambda *_: None, **filters: object) -> list[BucketFrame]:
    settings = merge(Settings(), "targets", endpoint_url=gate.url, **filters)
    return [item.frame for item in plan(targets, settings, told)]


def test_a_bucket_that_does_not_exist_is_refused_with_the_endpoint(gate: Gate) -> None:
    with pytest.raises(UsageError) as error:
        planned(gate, Target("s3", "no-such-bucket"))
    assert f"there is no bucket no-such-bucket at {gate.url}" in str(error.value)


def test_a_prefix_that_matches_nothing_is_refused(gate: Gate, bucket: str) -> None:
    with pytest.raises(UsageError, match=f"nothing lies under s3://{bucket}/ordres; check the prefix"):
        planned(gate, Target("s3", bucket, "ordres"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("include", ("orders/*.cvs",)),
        ("exclude", ("orders/*",)),
        ("min_size", 2),
        ("storage_classes", ("GLACIER",)),
        ("modified_before", "2001-01-01"),
    ],
)
def test_filters_that_leave_out_every_object_are_refused_by_their_names(
    gate: Gate, bucket: str, name: str, value: object
) -> None:
    with pytest.raises(
        UsageError, match=rf"every listed object of {bucket}, 2 in all; check targets.{name}$"
    ):
        planned(gate, Target("s3", bucket), **{name: value})


def test_filters_that_leave_out_every_object_of_one_bucket_among_others_are_not_refused(
    gate: Gate, bucket: str
) -> None:
    other = gate.bucket({"a": b"x"})
    frames = planned(gate, Target("s3", bucket), Target("s3", other), include=("a",))
    assert {frame.bucket for frame in frames} == {bucket, other}


def test_a_sweep_of_what_changed_since_a_time_may_find_nothing_new(gate: Gate, bucket: str) -> None:
    (frame,) = planned(gate, Target("s3", bucket), modified_after="2999-01-01")
    assert sum(part.skipped["FILTERED"] for part in frame.strata) == 2


def test_of_many_faults_the_first_are_named(gate: Gate) -> None:
    with pytest.raises(UsageError, match=r"no bucket missing-4 at .*; and 3 more$"):
        planned(gate, *(Target("s3", f"missing-{number}") for number in range(8)))


def test_an_endpoint_that_does_not_answer_is_refused_by_its_url() -> None:
    with pytest.raises(UsageError, match="http://127.0.0.1:9 does not answer"):
        planned(Gate("http://127.0.0.1:9"), Target("s3", "a"))


def test_among_others_each_is_unknown_and_a_gap(gate: Gate, bucket: str) -> None:
    other = gate.bucket({"a": b"x"})
    targets = (Target("s3", bucket, "ordres"), Target("s3", "no-such-bucket"), Target("s3", other))
    assert {frame.bucket: frame.listing for frame in planned(gate, *targets)} == {
        bucket: "NO_SUCH_PREFIX", "no-such-bucket": "NO_SUCH_BUCKET_AVAILABLE", other: "complete",
    }  # fmt: skip


def test_a_mistyped_prefix_next_to_a_right_one_is_not_passed_over(gate: Gate, bucket: str) -> None:
    (frame,) = planned(gate, Target("s3", bucket, "orders/"), Target("s3", bucket, "ordres"))
    assert (frame.listing, sum(part.objects for part in frame.strata)) == ("NO_SUCH_PREFIX", 2)


def test_an_empty_bucket_is_there(gate: Gate) -> None:
    (frame,) = planned(gate, Target("s3", gate.bucket({})))
    assert (frame.listing, sum(part.objects for part in frame.strata)) == ("complete", 0)


def test_a_store_that_stopped_answering_is_not_asked_for_every_bucket(gate: Gate, bucket: str) -> None:
    names = [gate.bucket({"a": b"x"}) for _ in range(4)]
    gate.rule = lambda method, path: "pass" if bucket in path else "drop"
    gate.asked.clear()
    frames = planned(gate, *(Target("s3", name) for name in [bucket, *names]))
    gate.rule = lambda method, path: "pass"
    listings = {frame.bucket: frame.listing for frame in frames}
    assert listings == {bucket: "complete", **dict.fromkeys(names, "ENDPOINT_UNREACHABLE")}
    assert {name for name in names if any(name in path for path in gate.asked)} == set(names[:2])


def test_listing_indicates_the_bucket_and_the_count(gate: Gate, bucket: str) -> None:
    told: list[tuple[str, int, int]] = []
    planned(gate, Target("s3", bucket), told=lambda *item: told.append(item))
    assert told == [
        (f"listing {bucket}", 0, 0),
        (f"listing {bucket}", 2, 0),
        (f"asking who can read {bucket}", 2, 0),
    ]
