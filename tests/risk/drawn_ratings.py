"""Ratings of drawn buckets, and every table of the rating for single entities and those with a name."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pii_sweep.config import Risk, Settings, merge
from pii_sweep.risk import counted_sets, elements, enisa, rate, statutory_amounts
from pii_sweep.risk.adjustments import adjustments, below_floor
from pii_sweep.risk.categories import letters_of, spi_of
from pii_sweep.risk.evidence import FLOOR, identifies_person
from pii_sweep.risk.nist import nist_level
from pii_sweep.risk.priority import PRIORITY, SEVERITY, sort_key
from pii_sweep.risk.restriction import list_unsought, restrictions
from pii_sweep.types import BucketTally, Exposure, Extent
from tests.held import brief, digest

# A list of its own: an entity that is added moves no draw.
NAMES = (
    "PERSON EMAIL_ADDRESS PHONE_NUMBER CREDIT_CARD US_SSN US_ITIN US_DRIVER_LICENSE US_PASSPORT US_BANK_NUMBER IBAN_CODE "
    "IP_ADDRESS DATE_OF_BIRTH MEDICAL_LICENSE STREET_ADDRESS ORDER_VALUE ORDER_ID TRACKING_NUMBER GEO_COORDINATES "
    "FACE CREDIT_CARD_CODE USERNAME PASSWORD IDENTITY_DOCUMENT HEALTH MINOR HEALTH_INSURANCE_NUMBER "
    "MEDICAL_RECORD_NUMBER SENSITIVE_TRAIT LICENSE_PLATE PASSWORD_HASH NATIONAL_ID"
).split()
OVERRIDDEN = (
    Risk(),
    Risk(thresholds=(1.5, 2.5, 3.5), many_people=20),
    Risk(dpc={"ORDER_VALUE": 2.5, "US_SSN": 4.0}, categories={"ORDER_ID": ("K",), "FACE": ("C", "E")}),
)


def lines() -> Iterator[str]:
    """Yield the tables first, then the ratings of six hundred drawn buckets."""
    yield from _entities()
    yield from _laws()
    yield from _settings()
    draw = random.Random(20261127)
    for number in range(600):
        tally, exposure, settings = _tally(draw), _exposure(draw), draw.choice(OVERRIDDEN)
        found = rate(tally, exposure, settings)
        yield (
            f"bucket-{number} {found.vector} {found.level} {found.low}..{found.high} {found.priority}"
            f"..{found.priority_high} se {brief(found.se)} nist {found.nist} {''.join(found.categories)}"
            f" {found.breach_150} {found.breach_82} spi {digest(found.spi)} why {digest(found.reasons)}"
            f" {digest(found.overrides)} {digest([(i.code, i.term, i.amount) for i in found.adjustments])}"
            f" {digest(counted_sets(tally, settings))}"
        )


def _entities() -> Iterator[str]:
    for name in NAMES:
        for combo in (
            frozenset({name}),
            frozenset({name, "PERSON"}),
            frozenset({name, "STREET_ADDRESS", "PERSON"}),
        ):
            level = " ".join(
                nist_level([combo], people, x) for people in (499, 500) for x in ("PRIVATE", "PUBLIC")
            )
            yield (
                f"{brief(combo)} dpc {enisa.dpc(combo, {}):g} ei {enisa.ei(combo):g} nist {level}"
                f" {''.join(letters_of(combo))} linked {identifies_person(combo)}"
                f" 150 {brief([(e.cite_in('150'), e.sure) for e in elements.elements_in(combo, '150')])}"
                f" 82 {brief([(e.cite_in('82'), e.sure) for e in elements.elements_in(combo, '82')])}"
                f" spi {brief([(row.cite, state) for row, state in spi_of([combo])])}"
                f" added {brief([(i.code, i.term, i.amount) for i in adjustments(combo, {}, 'PRIVATE')])}"
            )  # fmt: skip
    draw = random.Random(5)
    for number in range(300):
        combo = frozenset(draw.sample(NAMES, draw.randint(2, 5)))
        yield (
            f"set-{number} {enisa.dpc(combo, {}):g} {enisa.ei(combo):g} {nist_level([combo], 9, 'SHARED')}"
            f" {identifies_person(combo)} {digest([(e.cite, e.laws, e.sure) for law in ('150', '82') for e in elements.elements_in(combo, law)])}"
            f" {digest([(row.cite, state, row.question) for row, state in spi_of([combo])])}"
            f" {digest([(i.code, i.amount, i.reason) for i in adjustments(combo, {}, 'UNKNOWN')])}"
        )  # fmt: skip


def _laws() -> Iterator[str]:
    yield f"floor {FLOOR}"
    for level in PRIORITY:
        yield f"severity {level} {SEVERITY.index(level)} {PRIORITY[level]} {sort_key(level, 'P2', 3.0, 'b')}"
    for table in statutory_amounts.TABLES:
        yield f"amounts {table}"
        for offset in (-1, 0):
            day = table.begins + timedelta(days=offset)
            yield f"amounts on {day} {statutory_amounts.amounts_on(day).table_id}"
        for found in ("yes", "no", "indeterminate"):
            yield f"range {table.table_id} {found} {statutory_amounts.exposure_range(10.4, 90.6, found, table)}"
    yield f"next {statutory_amounts.NEXT_ADJUSTMENT} {statutory_amounts.amounts_on(date(2019, 1, 1)).table_id}"
    for one in statutory_amounts.THRESHOLDS:
        around = [one.count + step for step in (-1, 0, 1)]
        yield f"threshold {one} {[statutory_amounts.check(one, people, people) for people in around]}"
        yield f"threshold {one.name} {[statutory_amounts.check(one, 0, n, known) for n in around for known in (True, False)]}"
    for people in (-1.0, 0.0, 0.5, 99.0, 100.0):
        yield f"volume {people:g} {enisa.volume(people, 100)} {brief(below_floor(people, 1.0))}"
    for se in (0.0, 1.999, 2.0, 2.999, 3.0, 3.999, 4.0, 6.0):
        yield f"band {se:g} {enisa.band(se)}"


def _settings() -> Iterator[str]:
    changes: dict[str, list[dict[str, Any]]] = {
        "detect": [{"entities": ("US_SSN", "PERSON")}, {"min_score": 0.9}, {"min_score": 0.4}],
        "extract": [{"ocr": "off"}, {"faces": False}],
        "targets": [
            {"include": ("*.pdf", "a/*")}, {"exclude": ("*.tmp",)}, {"min_size": 1}, {"max_size": 0}, {"max_size": 9},
            {"storage_classes": ("STANDARD", "GLACIER")}, {"modified_after": "2026-01-01"}, {"modified_before": "2026-01-02"},
        ],
    }  # fmt: skip
    for section, several in changes.items():
        for change in several:
            settings = merge(Settings(), section, **change)
            for counted in (True, False):
                said = restrictions(settings, faces_counted=counted)
                yield f"restricted {change} {counted} {said} {digest(list_unsought(settings, faces_counted=counted))}"


def _tally(draw: random.Random) -> BucketTally:
    """Draw a bucket: few or many objects, read in part or whole, listed whole or not."""
    analysed = draw.choice((0, 1, 20, 60, 100, 200, 1000, 5000))
    unread = draw.choice((0, 0, 0, 1, 40, 3000))
    people = (1, 1, 2, 3, 4, 5, 24, 25, 30, 99, 100, 300)
    combos = {
        frozenset(draw.sample(NAMES, draw.randint(1, 4))): draw.choice(people) if draw.random() < 0.95 else 0
        for _ in range(draw.randint(0, 4))
    }
    held: dict[str, int] = {}
    for combo, count in combos.items():
        for name in sorted(combo):
            held[name] = min(analysed, held.get(name, 0) + count)
    if draw.random() < 0.3:
        held[draw.choice(NAMES)] = draw.choice((1, 2, 5, 20))
    extents: dict[str, Extent] = {}
    if draw.random() < 0.25:
        for name, count in sorted(held.items()):
            most = draw.choice((1.0, 1.5, 4.0))
            extents[name] = Extent(
                (count, count * 1.2, count * most * 1.2), (count, count * 1.1, count * most * 1.1)
            )
    count = float(sum(combos.values()))
    persons = (count, count * draw.choice((0, 1, 1.5)), count * 2)
    return BucketTally(
        "b", analysed + unread, analysed, unread, draw.random() < 0.85, held, held, combos, persons, persons,
        draw.choice((0, 0, 3)), {name: n * 2.0 for name, n in held.items()} if draw.random() < 0.3 else {},
        draw.choice((0.0, 0.0, 1.0, 5.0, 40.0)), draw.choice((0, 0, 0, 1, 5)),
        frozenset(draw.sample(NAMES, draw.choice((0, 0, 0, 1, 3)))), extents, extents if draw.random() < 0.5 else {},
    )  # fmt: skip


def _exposure(draw: random.Random) -> Exposure:
    answers = ("yes", "no", "indeterminate")
    return Exposure(
        level=draw.choice(("PUBLIC", "SHARED", "PRIVATE", "UNKNOWN")),
        public_read=draw.choice(answers),
        public_write=draw.choice(answers),
        versioning=draw.choice(("enabled", "Enabled", "on", "suspended", "off", "unknown")),
        unread=draw.choice(((), (), ("acl",))),
        public_delete=draw.choice((*answers, None)),
        public_erase=draw.choice((*answers, None)),
    )
