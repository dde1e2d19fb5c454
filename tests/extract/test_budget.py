"""Every limit of an object allows what it says, and not one more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pii_sweep.config import Extract
from pii_sweep.errors import TooBig, TooDeep
from pii_sweep.extract.budget import RATIO_FLOOR, Budget

SMALL = replace(
    Extract(), max_pages=3, max_members=3, max_characters=3, max_depth=3, max_json_depth=3,
    max_memory_bytes=3, max_pixels=12, max_seconds=9,
)  # fmt: skip
FLOOR = RATIO_FLOOR + 1


def _often(call: Callable[[Budget], None]) -> Callable[[Budget, int], None]:
    return lambda budget, count: [call(budget) for _ in range(count)][-1]


LIMITS: dict[str, tuple[Callable[[Budget, int], None], int, str]] = {
    "pages": (_often(Budget.page), 3, "PAGE_LIMIT"),
    "members": (_often(Budget.member), 3, "ARCHIVE_TOTAL_DOCUMENTS_PROCESSED_OVER_LIMIT"),
    "characters": (_often(lambda budget: budget.characters(1)), 3, "CHARACTER_LIMIT"),
    "characters at once": (Budget.characters, 3, "CHARACTER_LIMIT"),
    "memory": (Budget.memory, 3, "FILE_EXCEEDS_SIZE_LIMIT"),
    "pixels": (lambda budget, side: budget.pixels(side, 4), 3, "PIXEL_LIMIT"),
    "depth": (Budget.nesting, 3, TooDeep.reason),
    "depth of JSON": (Budget.json_nesting, 3, "JSON_NESTING_LEVEL_OVER_LIMIT"),
}
STICKY = {"pages", "members", "characters", "characters at once"}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_is_the_most_that_is_allowed(limit: str) -> None:
    spend, most, reason = LIMITS[limit]
    budget = Budget(SMALL, lambda: 0.0)
    spend(budget, most)
    assert budget.spent is None
    budget = Budget(SMALL, lambda: 0.0)
    with pytest.raises((TooBig, TooDeep)) as caught:
        spend(budget, most + 1)
    assert caught.value.reason == reason
    assert (budget.spent is caught.value) == (limit in STICKY)


def test_a_stream_may_be_as_large_as_a_member_and_unpack_to_the_ratio() -> None:
    settings = replace(SMALL, max_member_bytes=2 * FLOOR, max_unpacked_bytes=4 * FLOOR, max_ratio=FLOOR)
    budget = Budget(settings, lambda: 0.0)
    budget.unpacked(FLOOR, compressed=1)
    budget.unpacked(FLOOR, compressed=2, total=2 * FLOOR)
    with pytest.raises(TooBig) as caught:
        budget.unpacked(1, compressed=2, total=2 * FLOOR + 1)
    assert caught.value.reason == "ARCHIVE_EXCEEDS_SIZE_LIMIT"
    with pytest.raises(TooBig) as caught:
        budget.unpacked(1, compressed=1, total=FLOOR + 1)
    assert (caught.value.reason, budget.spent) == ("RATIO_LIMIT", None)
    budget.unpacked(1, compressed=0, total=RATIO_FLOOR)  # short files of zeros are common
    budget.unpacked(2 * FLOOR - 3)
    assert budget.bytes_unpacked == 4 * FLOOR
    with pytest.raises(TooBig) as caught:
        budget.unpacked(1)
    assert budget.spent is caught.value
    assert caught.value.reason == "ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT"


@pytest.mark.parametrize(
    "spend",
    [Budget.page, Budget.member, Budget.check_time, lambda budget: budget.characters(1),
     lambda budget: budget.pixels(1, 1), lambda budget: budget.unpacked(1)],
)  # fmt: skip
def test_whatever_is_spent_looks_at_the_clock(spend: Callable[[Budget], None]) -> None:
    now = [100.0]
    budget = Budget(SMALL, lambda: now[0])
    now[0] += SMALL.max_seconds
    spend(budget)
    now[0] += 0.1
    with pytest.raises(TooBig) as caught:
        spend(budget)
    assert caught.value.reason == "TIME_CUT_OFF_REACHED"
    assert budget.spent is caught.value
