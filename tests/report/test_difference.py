"""Two sweeps of one bucket: what the second reads more of is no change of the bucket."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pii_sweep import report
from pii_sweep.cli.tables import _describe_listings, print_difference
from pii_sweep.config import Settings, from_dict, merge
from pii_sweep.journal import Done, Journal
from pii_sweep.report.difference import BucketDifference, compare_ratings, list_differing
from pii_sweep.sample.frame.listing_fingerprint import Listing
from pii_sweep.sample.frame.ticket import name
from pii_sweep.types import BucketFrame, Count, ObjectRef, Rating, Reading, Stratum, Subject, Target
from tests.journaled import journaled
from tests.report.synthetic_sweep import CLOSED, CREATED, DAY, digest

BUCKET, TODAY = "archive", date(2026, 11, 2)
SETTINGS = merge(Settings(), "detect", model="en_other")
pytestmark = pytest.mark.usefixtures("key_folder")


def read(key: str, person: int | None, *more: str, etag: str = "") -> Reading:
    """Return the reading of an object with a customer on it, or with nobody."""
    ref = ObjectRef(BUCKET, key, None, etag or digest(key), 4_000, DAY)
    if person is None:
        return Reading(ref, "ANALYSED", "", "text/plain", bytes_read=4_000)
    entities = frozenset(("PERSON", "STREET_ADDRESS", *more))
    subject = Subject(digest("person", person), entities, "CA", "941", "strong", located=True)
    return Reading(
        ref, "ANALYSED", "", "text/plain", bytes_read=4_000,
        counts={entity: Count(1, 1, 0.9) for entity in entities}, subjects=(subject,), subjects_total=1,
        subject_combos={entities: 1},
    )  # fmt: skip


def objects(*, ssn: int = 0, etag: str = "") -> list[list[Reading]]:
    """Return two prefixes of 300 objects, two in five about a customer, the last `ssn` with their SSN."""
    chance = random.Random(5)
    whole = []
    for prefix in ("a/", "b/"):
        people = [chance.randrange(150) if chance.random() < 0.4 else None for _ in range(300)]
        whole.append([read(f"{prefix}{i}", person) for i, person in enumerate(people)])
    for i in range(300 - ssn, 300):
        whole[1][i] = read(f"b/{i}", 1000 + i, "US_SSN", etag=etag)
    return whole


def swept(
    folder: Path, whole: list[list[Reading]], drawn: int, *, seed: int = 0, bucket: str = BUCKET,
    listing: str = "complete",
) -> Journal:  # fmt: skip
    """Return the journal of a sweep that drew so many of each prefix, in the seed's order."""
    fingerprint, strata, known = Listing(), [], {}
    whole = [[replace(row, ref=replace(row.ref, bucket=bucket)) for row in rows] for rows in whole]
    for rows in whole:
        prefix = rows[0].ref.key[:2]
        order = sorted(rows, key=lambda row: random.Random(f"{seed} {row.ref.key}").random())
        for row in rows:
            fingerprint.add(name(row.ref), row.ref.etag)
        refs = tuple(row.ref for row in order)
        strata.append(
            Stratum(
                bucket, f"{prefix} text <16K", prefix, "text", "<16K", len(rows), 4_000 * len(rows), {}, {}
            )
        )
        strata[-1] = replace(strata[-1], picks=refs)
        known |= {row.ref.key: row for row in rows}
    frame = BucketFrame(bucket, f"s3://{bucket}", "us-west-2", listing, tuple(strata), CLOSED, DAY, DAY)
    settings = merge(SETTINGS, "sample", seed=str(seed))
    journal = journaled(folder, settings, [Target("s3", bucket)], [(frame, fingerprint.packed())], CREATED)
    journal.draw(bucket, {stratum.name: drawn for stratum in strata})
    journal.append_all([Done(pick, known[pick.ref.key], True) for pick in journal.todo()])
    return journal


def compared(before: Journal, after: Journal) -> BucketDifference:
    with before, after:
        (bucket,) = report.difference(before, after, TODAY).buckets
    return bucket


def kinds(bucket: BucketDifference) -> Iterable[tuple[str, str]]:
    return [(change.kind, change.detail) for change in bucket.material]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("drawn", [(40, 300), (300, 40), (40, 150), (40, 40)])
def test_an_unchanged_bucket_that_was_sampled_otherwise_raises_no_flag(
    tmp_path: Path, seed: int, drawn: tuple[int, int]
) -> None:
    before = swept(tmp_path / "a", objects(), drawn[0], seed=seed)
    after = swept(tmp_path / "b", objects(), drawn[1], seed=seed + 100)
    bucket = compared(before, after)
    assert (bucket.listing.added, bucket.listing.removed, bucket.listing.changed) == (0, 0, 0)
    assert not any(one.flagged for one in (*bucket.prevalence, *bucket.people))
    assert not bucket.material


def test_what_was_sampled_otherwise_stays_within_the_noise_when_one_object_came(tmp_path: Path) -> None:
    came = objects()
    came[0].append(read("a/new", None))
    for seed in range(4):
        bucket = compared(
            swept(tmp_path / f"a{seed}", objects(), 40, seed=seed),
            swept(tmp_path / f"b{seed}", came, 301, seed=seed),
        )
        assert bucket.listing.added == 1 and not bucket.material
        assert not any(one.flagged for one in (*bucket.prevalence, *bucket.people))


def test_a_sensitive_category_that_reading_more_found_is_no_change(tmp_path: Path) -> None:
    before = swept(tmp_path / "a", objects(ssn=2), 40)
    after = swept(tmp_path / "b", objects(ssn=2), 300)
    with before, after:
        first, second = report.frames_of(before).details[0], report.frames_of(after).details[0]
        assert not first.rating.spi and second.rating.spi  # the sample missed it
        assert not report.difference(before, after, TODAY).buckets[0].material


@pytest.mark.parametrize("etag", ["written anew", ""])
def test_a_sensitive_category_in_objects_that_came_or_changed_is_a_candidate(
    tmp_path: Path, etag: str
) -> None:
    old = objects() if etag else [rows[:290] for rows in objects()]
    before = swept(tmp_path / "a", old, 300)
    after = swept(tmp_path / "b", objects(ssn=2, etag=etag), 300)
    found = kinds(compared(before, after))
    assert found and {kind for kind, _ in found} == {"new sensitive category"}


def rated(level: str, low: str, high: str, cb: float = 0.5) -> Rating:
    return Rating(BUCKET, level, low, high, "P2", 2.0, 2.0, 1.0, cb, "", "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "still", "told"),
    [
        (rated("HIGH", "LOW", "VERY_HIGH"), rated("LOW", "LOW", "HIGH"), True, "overlap"),
        (rated("HIGH", "LOW", "VERY_HIGH"), rated("LOW", "LOW", "HIGH"), False, "overlap"),
        (rated("HIGH", "HIGH", "HIGH"), rated("LOW", "LOW", "LOW"), True, "unexplained"),
        (rated("HIGH", "HIGH", "HIGH"), rated("LOW", "LOW", "LOW"), False, "lowered"),
        (rated("LOW", "LOW", "LOW"), rated("HIGH", "HIGH", "HIGH"), False, "raised"),
        (rated("HIGH", "HIGH", "HIGH"), rated("LOW", "LOW", "LOW", 0.0), True, "exposure"),
        (rated("LOW", "LOW", "HIGH"), rated("LOW", "LOW", "LOW"), False, "same"),
        (rated("LOW", "LOW", "MEDIUM"), rated("HIGH", "MEDIUM", "HIGH"), False, "overlap"),
        (rated("HIGH", "MEDIUM", "HIGH"), rated("LOW", "LOW", "MEDIUM"), False, "overlap"),
    ],
)
def test_two_ratings_are_a_change_only_where_their_ranges_part(
    old: Rating, new: Rating, still: bool, told: str
) -> None:
    assert compare_ratings(old, new, still=still) == told


@pytest.mark.parametrize("seed", range(6))
def test_no_pair_of_samples_of_an_unchanged_bucket_prints_an_arrow(
    tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = swept(tmp_path / "a", objects(ssn=3), 12 + 20 * seed, seed=seed)
    after = swept(tmp_path / "b", objects(ssn=3), 250, seed=seed + 50)
    with before, after:
        print_difference(report.difference(before, after, TODAY), False)
    text = capsys.readouterr().out
    assert "→" not in text and "the listing is unchanged" in text
    assert f"the sweeps differ in sample.seed: {seed}, then {seed + 50}" in text


def test_settings_without_a_value_are_named_by_what_they_mean(tmp_path: Path) -> None:
    given = {"sample": {"size": "all"}, "detect": {"model": "other"}}
    limited = {"sample": {"size": 400, "max_bytes": 1000}}
    with (
        journaled(tmp_path / "a", from_dict(given), [Target("s3", BUCKET)], [], CREATED) as before,
        journaled(tmp_path / "b", from_dict(limited), [Target("s3", BUCKET)], [], CREATED) as after,
    ):
        assert list_differing(before, after) == (
            ("detect.model", "other", "default"),
            ("sample.max_bytes", "no limit", "1000"),
            ("sample.size", "all", "400"),
        )


def test_a_bucket_that_was_not_swept_again_is_not_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = objects()
    before, after = swept(tmp_path / "a", whole, 40), swept(tmp_path / "b", whole, 40, bucket="another")
    with before, after:
        found = report.difference(before, after, TODAY)
        print_difference(found, False)
    assert (found.added, found.removed) == ((), ())
    assert (found.not_swept_before, found.not_swept_after) == (("another",), (BUCKET,))
    text = capsys.readouterr().out
    assert f"{BUCKET}: not swept the second time" in text and "gone" not in text


def test_what_a_broken_listing_lacks_is_not_called_removed(tmp_path: Path) -> None:
    whole = objects()
    before = swept(tmp_path / "a", whole, 40)
    after = swept(tmp_path / "b", [rows[:200] for rows in whole], 40, listing="ENDPOINT_UNREACHABLE")
    with before, after:
        (bucket,) = (found := report.difference(before, after, TODAY)).buckets
        plain = found.as_dict()["buckets"][0]["listing"]
        text = _describe_listings(bucket)
    assert plain["removed"] is None and plain["added"] == 0
    assert "objects removed not known" in text and "the second listing broke off" in text
    assert "objects changed not known" in text and "0 changed objects" not in text


def test_shares_of_a_listing_that_broke_off_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = [[read(f"{prefix}{i}", None) for i in range(300)] for prefix in ("a/", "b/")]
    before = swept(tmp_path / "a", objects(), 300)
    after = swept(tmp_path / "b", clean, 300, listing="ENDPOINT_UNREACHABLE")
    with before, after:
        (bucket,) = (found := report.difference(before, after, TODAY)).buckets
    print_difference(found, False)
    text = capsys.readouterr().out
    assert bucket.prevalence == () and not any(one.flagged for one in bucket.people)
    assert "  shares: not compared, since a listing broke off\n" in text and "→" not in text


@pytest.mark.parametrize(("denied", "when"), [(0, "first"), (1, "second")])
def test_a_bucket_that_could_not_be_read_did_not_become_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], denied: int, when: str
) -> None:
    pair = [
        swept(tmp_path / f"{side}", *([], 0) if side == denied else (objects(ssn=9), 300),
              listing="ACCESS_DENIED" if side == denied else "complete")
        for side in (0, 1)
    ]  # fmt: skip
    with pair[0], pair[1]:
        (bucket,) = (found := report.difference(*pair, TODAY)).buckets
    print_difference(found, False)
    text = capsys.readouterr().out
    assert (bucket.prevalence, bucket.people, bucket.rating_change) == ((), (), "unread")
    assert f"nothing could be read the {when} time" in text and "→" not in text


@pytest.mark.parametrize(
    ("unchanged", "says"),
    [
        (False, ("whether the bucket changed is not known", "does not make the bucket the same")),
        (True, ("no object changed, so the sweeps read or looked for different parts of it", "not compared")),
    ],
)  # fmt: skip
def test_a_low_that_may_be_very_high_and_a_very_high_are_not_called_no_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], unchanged: bool, says: tuple[str, str]
) -> None:
    with swept(tmp_path / "a", objects(), 40) as before, swept(tmp_path / "b", objects(), 40) as after:
        found = report.difference(before, after, TODAY)
    (bucket,) = found.buckets
    ratings = {
        "rating": ("LOW", "VERY_HIGH"),
        "rating_range": (("LOW", "VERY_HIGH"), ("VERY_HIGH", "VERY_HIGH")),
        "rating_change": "overlap",
    }
    print_difference(replace(found, buckets=(replace(bucket, unchanged=unchanged, **ratings),)), False)
    text = capsys.readouterr().out
    assert "no change" not in text and "→" not in text
    assert says[0] in text and says[1] in text


def test_the_prefixes_that_alone_were_swept_are_named_with_the_bucket(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with swept(tmp_path / "a", objects(), 40) as before, swept(tmp_path / "b", objects(), 40) as after:
        found = report.difference(before, after, TODAY)
    (bucket,) = found.buckets
    assert bucket.prefixes == ((), ())
    for prefixes, shown in (
        ((("a/",), ("a/",)), "archive, only a/: "),
        ((("a/",), ()), "archive, only a/ the first time and the whole bucket the second: "),
    ):
        print_difference(replace(found, buckets=(replace(bucket, prefixes=prefixes),)), False)
        assert shown in capsys.readouterr().out
