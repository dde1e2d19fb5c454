"""What to do first: looked up from severity and exposure, never computed."""

from __future__ import annotations

from collections.abc import Mapping

from pii_sweep.types import ExposureLevel, Level

COLUMNS: tuple[ExposureLevel, ...] = ("PUBLIC", "SHARED", "UNKNOWN", "PRIVATE")
PRIORITY: Mapping[Level, tuple[str, str, str, str]] = {
    "VERY_HIGH": ("P1", "P1", "P2", "P3"),
    "HIGH": ("P1", "P2", "P2", "P3"),
    "MEDIUM": ("P2", "P3", "P3", "P4"),
    "UNKNOWN": ("P2", "P3", "P3", "P4"),
    "LOW": ("P4", "P4", "P4", "P4"),
    "EMPTY": ("P4", "P4", "P4", "P4"),
}
# Most severe first; a bucket of which nothing is known comes before one known to be harmless.
SEVERITY: tuple[Level, ...] = ("VERY_HIGH", "HIGH", "MEDIUM", "UNKNOWN", "LOW", "EMPTY")


def priority(level: Level, exposure: ExposureLevel) -> str:
    """Return `P1` (first) to `P4`."""
    return PRIORITY[level][COLUMNS.index(exposure)]


def sort_key(level: Level, rank: str, people: float, bucket: str) -> tuple[str, int, float, str]:
    """Return the key that orders buckets by priority, then severity, then people, then name."""
    return rank, SEVERITY.index(level), -people, bucket
