"""What the listing alone says against reading an object."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pii_sweep.config import Targets
from pii_sweep.errors import ConfigError
from pii_sweep.store.filters import skip_reason
from pii_sweep.types import ObjectRef


def ref(key: str = "2026/orders/a.pdf", size: int = 100, storage_class: str = "STANDARD") -> ObjectRef:
    return ObjectRef(
        "b", key, size=size, modified=datetime(2026, 6, 1, tzinfo=UTC), storage_class=storage_class
    )


@pytest.mark.parametrize(
    ("targets", "reason"),
    [
        (Targets(), None),
        (Targets(include=("*.pdf",)), None),
        (Targets(include=("2026/*",)), None),
        (Targets(include=("*/orders/*",)), None),
        (Targets(include=("a.???",)), None),
        (Targets(include=("*.csv",)), "FILTERED"),
        (Targets(exclude=("a.*",)), "FILTERED"),
        (Targets(exclude=("*.PDF",)), None),
        (Targets(include=("*.pdf",), exclude=("2026/*",)), "FILTERED"),
        (Targets(min_size=101), "FILTERED"),
        (Targets(min_size=100, max_size=100), None),
        (Targets(max_size=99), "FILTERED"),
        (Targets(storage_classes=("STANDARD", "GLACIER")), None),
        (Targets(storage_classes=("GLACIER",)), "FILTERED"),
        (Targets(modified_after="2026-06-01"), None),
        (Targets(modified_after="2026-06-02"), "FILTERED"),
        (Targets(modified_before="2026-06-01"), "FILTERED"),
        (Targets(modified_before="2026-06-01T00:00:01+00:00"), None),
    ],
)
def test_filters_hold_and_exclusion_wins(targets: Targets, reason: str | None) -> None:
    assert skip_reason(ref(), targets) == reason


@pytest.mark.parametrize(
    ("storage_class", "reason"),
    [
        ("GLACIER", "STORAGE_CLASS_ARCHIVED"),
        ("DEEP_ARCHIVE", "STORAGE_CLASS_ARCHIVED"),
        ("GLACIER_IR", None),
        ("INTELLIGENT_TIERING", None),
        ("STANDARD_IA", None),
        ("SYMLINK", "SYMLINK"),
        ("SPECIAL_FILE", "SPECIAL_FILE"),
    ],
)
def test_what_needs_a_restore_or_is_no_file_is_skipped(storage_class: str, reason: str | None) -> None:
    assert skip_reason(ref(storage_class=storage_class), Targets()) == reason


def test_an_empty_object_is_skipped_as_empty_unless_it_was_filtered() -> None:
    assert skip_reason(ref(size=0), Targets()) == "EMPTY"
    assert skip_reason(ref(size=0), Targets(exclude=("*",))) == "FILTERED"


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("logs/_SUCCESS", "EMPTY"), ("photos/", "EMPTY"), (".keep", "EMPTY"), ("app/__init__.py", "EMPTY"),
        ("staff/John_Smith.pdf", None), ("staff/JohnSmith.pdf", None), ("王小明.pdf", None),
        ("x/Ann.Marsh", None),
        ("out/part-00000-1234567", "EMPTY"), ("staff/John Smith part-time.pdf", None),
        ("staff/Smith, John/", None),
        ("done/512-20-4021", None), ("done/Muñoz-Álvarez", None),
    ],
)  # fmt: skip
def test_an_empty_object_is_read_where_its_key_may_name_somebody(key: str, reason: str | None) -> None:
    assert skip_reason(ObjectRef("b", key, size=0), Targets()) == reason


def test_an_object_of_unknown_age_is_not_filtered_by_age() -> None:
    assert skip_reason(ObjectRef("b", "a", size=1), Targets(modified_after="2030-01-01")) is None


def test_a_date_that_is_none_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match="2026-01-31"):
        skip_reason(ref(), Targets(modified_after="yesterday"))
