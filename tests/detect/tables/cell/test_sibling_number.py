"""Numbers among telephones in a column of several things are telephones, too."""

from __future__ import annotations

CALLED = ("+44 7911 480120", "+1 251 466 3139", "1-419-878-1513", "+46738874871", "(478) 743-5646")
MAILED = tuple(f"ana{at}@example.com" for at in range(6))


def _rows(*values: str) -> list[tuple[str, ...]]:
    return [(str(at), str(at % 3 + 3), value) for at, value in enumerate(values, 1)]


def test_numbers_without_a_country_are_telephones_among_those_with_one(columns) -> None:
    found = columns(("UID", "property", "value"), *_rows(*CALLED, *MAILED, "673 81 95 39", "0629410416"))
    assert {"673 81 95 39", "0629410416"} <= set(found["PHONE_NUMBER@value"])


def test_numbers_among_few_telephones_and_days_are_none(columns) -> None:
    numbers = ("67381953", "62941041", "87341556", "20240611")
    found = columns(("UID", "property", "value"), *_rows(*CALLED[:2], *MAILED, *numbers))
    assert set(numbers).isdisjoint(found.get("PHONE_NUMBER@value", []))
    found = columns(("UID", "property", "value"), *_rows(*CALLED, *MAILED, "20240611"))
    assert "20240611" not in found["PHONE_NUMBER@value"]
