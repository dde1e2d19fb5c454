"""The detector with the shipped pipeline, loaded once for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.types import Detection, Layout, ObjectRef, Passage, Table, Where

PLACE = Where(ObjectRef("bucket", "object.txt"))
Find = Callable[..., dict[str, list[str]]]


@pytest.fixture(scope="session")
def detector() -> Detector:
    return detect.load(Settings())


@pytest.fixture(scope="session")
def find(detector: Detector) -> Find:
    """Return the values found in a text, by entity."""

    def values(text: str, layout: Layout = "page", where: Where = PLACE) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for item in detector.examine([Passage(text, where, (), layout)]):
            if isinstance(item, Detection):
                out.setdefault(item.entity, []).append(item.value)
        return out

    return values


@pytest.fixture(scope="session")
def columns(detector: Detector) -> Find:
    """Return the values found in a table, by entity and column name."""

    def values(header: tuple[str, ...], *rows: tuple[str, ...]) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for item in detector.examine([Table(PLACE, header, rows)]):
            if isinstance(item, Detection):
                out.setdefault(f"{item.entity}@{item.where.column_name or item.where.column}", []).append(
                    item.value
                )
        return out

    return values


@pytest.fixture(scope="session")
def place() -> Where:
    return PLACE
