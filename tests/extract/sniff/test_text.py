"""What a text is, where its name does not say: most of its lines decide, not one."""

from __future__ import annotations

import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.sniff.text import text_kind

STAMPED = "2026-11-01 09:00:00 sent to Maria Gomez\n"
PLAIN = "Dear Maria Gomez\n"


@pytest.mark.parametrize(
    ("stamped", "plain", "kind"), [(1, 9, Kind.TEXT), (6, 4, Kind.TEXT), (7, 3, Kind.LOG), (10, 0, Kind.LOG)]
)
def test_a_log_has_more_than_six_stamped_lines_of_ten(stamped: int, plain: int, kind: Kind) -> None:
    text = PLAIN * plain + STAMPED * stamped
    assert text_kind(text, "a", True) is kind  # noqa: FBT003
    assert text_kind(text, "a.log", True) is Kind.LOG  # noqa: FBT003


def test_blank_lines_are_not_counted() -> None:
    assert text_kind(f"{STAMPED}\n\n" * 3 + PLAIN, "a", True) is Kind.LOG  # noqa: FBT003
