"""A sweep restricted to some entities finds of them what an unrestricted one does, and nothing else."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

import pytest

from pii_sweep import detect
from pii_sweep.config import Allow, Detect, Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.extract.walk import walk
from pii_sweep.read import blob_of
from pii_sweep.types import Blob, Detection, Gap, Note, ObjectRef, Where
from tests.benchmarks.bench_papers import ROOT as PAPERS
from tests.benchmarks.bench_papers import read_papers

FIXTURES = PAPERS.parent
EXPORTS = (
    "ninth/Members_5281744.csv", "first/residents.jsonl", "fourth/appointments.xml", "sixth/data.json",
    "ninth/CLARITY_Export_Yamane_Keziah_2025-09-14.csv", "twelfth/PAYSLIPREG_OCT26.PRN",
    "seventh/smtp-alerting.secret.yaml", "fortysecond/2026-03-12_BE_KRED_CODA_047.cod",
    "seventh/u_ex250403.log", "fifteenth/Kontrahenci_OPT_20261030.csv", "fortythird/wp-activity-log.jsonl",
    "seventh/UnshippedOrders_18233019884.txt", "seventh/meter_swap_jobs.csv", "fourth/mannschaft.csv",
)  # fmt: skip
# Of each bucket and kind of the estate, so many objects, of so many bytes at most.
EACH, LARGEST = 2, 6000
KINDS = (".csv", ".eml", ".txt", ".log", ".jsonl", ".zpl", ".vcf", ".html", ".pdf")
# Pairs of which one is context of the other.
PAIRS = (
    ("US_BANK_NUMBER", "STREET_ADDRESS"), ("PERSON", "GEO_COORDINATES"), ("ORDER_VALUE", "ORDER_ID"),
    ("HEALTH", "DATE_OF_BIRTH"),
)  # fmt: skip
LISTS = Allow(exact=("jane doe",), patterns=("[a-z]+@example\\.com",))


def test_a_restricted_sweep_of_exports_finds_what_a_full_one_does(detector: Detector) -> None:
    assert check(detector, (blob_of(FIXTURES / "exports" / name) for name in EXPORTS)) > len(EXPORTS)


@pytest.mark.parametrize("file", sorted(PAPERS.glob("*.txt")), ids=lambda file: file.stem)
def test_a_restricted_sweep_of_papers_finds_what_a_full_one_does(detector: Detector, file: Path) -> None:
    papers = [text.encode() for _, text, _ in islice(read_papers(file), 0, None, 8)]
    blobs = (
        Blob(Where(ObjectRef("papers", f"{number}.txt")), partial(io.BytesIO, data), len(data))
        for number, data in enumerate(papers)
    )
    assert check(detector, blobs) > len(papers)


def test_a_restricted_sweep_of_a_bucket_finds_what_a_full_one_does(detector: Detector) -> None:
    assert check(detector, map(blob_of, draw_estate())) > len(KINDS)


def test_what_a_list_suppresses_is_counted_where_it_is_asked_for(detector: Detector) -> None:
    data = b"Dear Jane Doe,\nplease write to team@example.com or to bo.stone@gmail.com.\nYours, Bo Stone"
    for entities, counts in (
        ((), {"suppressed": 2, "by_pattern": 1}),
        (("PERSON",), {"suppressed": 1}),
        (("EMAIL_ADDRESS",), {"suppressed": 1, "by_pattern": 1}),
        (("US_SSN",), {}),
    ):
        own = detect.load(Settings(allow=LISTS, detect=Detect(entities=entities)))
        items = list(own.examine(walk(blob_of(data), Settings().extract)))
        noted = Counter({item.measure: item.amount for item in items if isinstance(item, Note)})
        assert {name: noted[name] for name in ("suppressed", "by_pattern") if noted[name]} == counts


def draw_estate() -> Iterator[Path]:
    """Yield some small objects of each kind of each bucket."""
    drawn = Counter[tuple[str, str]]()
    for path in sorted((FIXTURES / "estate").rglob("*")):
        place = path.relative_to(FIXTURES).parts[1], path.suffix
        if path.suffix in KINDS and path.stat().st_size <= LARGEST and drawn[place] < EACH:
            drawn[place] += 1
            yield path


def check(detector: Detector, blobs: Iterator[Blob]) -> int:
    """Compare restricted with full findings of blobs: each entity that they hold alone, and the pairs.

    Returns how many restrictions were compared that leave something.
    """
    compared = 0
    for blob in blobs:
        every = examine(detector, blob)
        held = {item.entity for item in every if isinstance(item, Detection)}
        for asked in [(name,) for name in sorted(held)] + [pair for pair in PAIRS if held & set(pair)]:
            expected = [one for one in every if not isinstance(one, Detection) or one.entity in asked]
            assert describe(examine(restrict(asked), blob)) == describe(expected), (blob.where.ref.key, asked)
            compared += 1
    return compared


@lru_cache(maxsize=64)
def restrict(entities: tuple[str, ...]) -> Detector:
    """Return a detector that reports some entities."""
    return detect.load(Settings(detect=Detect(entities=entities)))


def examine(detector: Detector, blob: Blob) -> list[Detection | Gap | Note]:
    """Return what an object holds."""
    return list(detector.examine(walk(blob, Settings().extract)))


def describe(items: list[Detection | Gap | Note]) -> list[tuple[object, ...]]:
    """Return all that is known of items."""
    return [tuple(getattr(item, name) for name in type(item).__slots__) for item in items]
