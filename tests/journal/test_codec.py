"""Whatever crosses into the journal comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pii_sweep.errors import JournalError
from pii_sweep.journal.codec import pack, unpack
from pii_sweep.types import (
    Box,
    BucketFrame,
    Count,
    Crowd,
    Exposure,
    Finding,
    Gap,
    Home,
    ObjectRef,
    Reading,
    Step,
    Stratum,
    Subject,
    Where,
)

texts = st.text(max_size=12)
refs = st.builds(
    ObjectRef,
    bucket=texts,
    key=texts,
    version=st.none() | texts,
    size=st.integers(0, 1 << 50),
    modified=st.none() | st.datetimes(timezones=st.just(UTC)),
)
boxes = st.none() | st.builds(Box, *[st.floats(0, 5000, allow_nan=False)] * 4)
wheres = st.builds(
    Where,
    ref=refs,
    inside=st.lists(texts, max_size=2).map(tuple),
    box=boxes,
    row=st.none() | st.integers(1, 9),
)
subjects = st.builds(
    Subject, subject_id=texts, entities=st.frozensets(texts, max_size=3), state=st.none() | texts
)
readings = st.builds(
    Reading,
    ref=refs,
    status=st.sampled_from(["ANALYSED", "PARTIAL"]),
    counts=st.dictionaries(
        texts, st.builds(Count, st.integers(0, 9), st.integers(0, 9), st.floats(0, 1)), max_size=2
    ),
    findings=st.lists(
        st.builds(
            Finding,
            *[texts] * 2,
            st.floats(0, 1),
            wheres,
            *[texts] * 2,
            st.none() | texts,
            st.integers(0, 9),
            st.integers(0, 9),
            texts,
            st.lists(texts, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    subjects=st.lists(subjects, max_size=2).map(tuple),
    subject_combos=st.dictionaries(st.frozensets(texts, max_size=2), st.integers(1, 9), max_size=2),
    gaps=st.lists(st.builds(Gap, wheres, texts), max_size=2).map(tuple),
    subject_sketch=st.binary(max_size=8),
    crowds=st.lists(
        st.builds(
            Crowd,
            st.frozensets(texts, max_size=2),
            st.lists(texts, max_size=2).map(tuple),
            st.lists(st.builds(Home, st.none() | texts), max_size=2).map(tuple),
            *[st.binary(max_size=16)] * 3,
        ),
        max_size=2,
    ).map(tuple),
)


# Making readings takes long on a busy machine, and says nothing of the codec.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(readings)
def test_a_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert unpack(Reading, pack(reading)) == reading


def test_a_bucket_frame_comes_back_as_it_was() -> None:
    frame = BucketFrame(
        "b",
        "s3://b",
        strata=(Stratum("b", "s", "p/", "pdf", "<1M", 3, 99, {"FILTERED": 1}, {"FILTERED": 9}),),
        exposure=Exposure("PUBLIC", "yes", "no", steps=(Step("make private", "t", "aws …", "cite"),)),
        started=datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert unpack(BucketFrame, pack(frame)) == frame


@pytest.mark.parametrize("data", [b"", b"not zlib", pack(Gap(Where(ObjectRef("b", "k")), "X"))])
def test_a_damaged_record_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(JournalError, match="start a new --out DIR"):
        unpack(Reading, data)
