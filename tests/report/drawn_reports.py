"""What tables, pages, packets and exports say of drawn sweeps: every figure, sentence and column, without versions."""

from __future__ import annotations

import json
import os
import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pii_sweep import keys
from pii_sweep.config import Settings, merge
from pii_sweep.export.formats import FORMATS, Options, export
from pii_sweep.report import certainty, listed, summary, words
from pii_sweep.report.difference import compare_ratings
from pii_sweep.report.manifest import Facts, write_manifest
from pii_sweep.report.packet import assessment, outstanding, submission
from pii_sweep.report.packet.activity import check
from pii_sweep.report.packet.publication import render_packet
from pii_sweep.report.pages import front, trend
from pii_sweep.report.pages.chain import Chain, EarlierSweep
from pii_sweep.report.pages.heat_map import heat_map
from pii_sweep.report.pages.packed import choose_findings
from pii_sweep.report.selection import Selection
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.tables.parquet import write_tables
from pii_sweep.report.view import report_view
from pii_sweep.types import (
    Box,
    BucketFrame,
    Count,
    Exposure,
    Finding,
    Gap,
    ObjectRef,
    Reading,
    Status,
    Step,
    Stratum,
    Subject,
    Where,
)  # fmt: skip
from tests.held import brief, digest
from tests.report import synthetic_sweep
from tests.risk.drawn_ratings import NAMES

DAY = synthetic_sweep.DAY
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
REASONS = (
    "MALFORMED_FILE", "PERMISSION_DENIED", "ENCRYPTED_FILE", "TOO_LARGE", "TIME_LIMIT", "UNSUPPORTED_FORMAT", "STORE_FAULT",
    "CRASHED", "CHANGED_MEANWHILE",
)  # fmt: skip
SKIPS = ("STORAGE_CLASS_ARCHIVED", "FILTERED", "SIZE", "EMPTY")
SETTINGS = (
    Settings(),
    merge(Settings(), "report", hash_keys=True),
    merge(merge(Settings(), "detect", entities=("PERSON", "US_SSN", "EMAIL_ADDRESS")), "extract", ocr="off"),
    merge(merge(Settings(), "sample", confidence=0.9), "targets", include=("*.pdf",)),
)
ACTIVITIES: tuple[dict[str, Any], ...] = (
    {"activity": {"id": "bare", "name": "Bare"}},
    {
        "activity": {"id": "orders", "name": "Photo orders", "purpose": "Print photos.", "began_on": "2016-11-01", "status": "going on"},
        "scope": {"buckets": ["bucket-[01]"]}, "business": {"name": "Example Prints", "contact": "privacy@example.com"},
        "thresholds": {"revenue_band": "under $26,625,000", "exemptions": []},
        "declared": {"categories": ["A", "B", "D", "H"], "minimum_necessary": ["A", "B"], "sensitive": ["health", "government_numbers"]},
        "triggers": {"selling_or_sharing": False, "sensitive": True},
        "retention": [{"category": "D", "declared_period": "four years", "declared_days": 1461}, {"category": "A", "declared_days": 30}],
        "impacts": [{"harm": "E", "source": "numbers", "likelihood": "unlikely", "severity": "limited", "residual": "low"}],
        "spi": [{"entities": ["CREDIT_CARD"], "answer": "no: no code is kept with the number"}],
        "recipients": [{"principal": "arn:aws:iam::111122223333:root", "known_as": "carrier", "type": "service provider", "purpose": "labels"}],
        "exposure": {"since_earliest": "2026-01-02"}, "incident": {"discovery_date": "2026-11-20", "notice_sent": "2026-11-22"},
    },
)  # fmt: skip
VERSIONS = (
    "tool",
    "ruleset",
    "library",
    "libraries",
    "models",
    "settings",
    "generated",
    "report_sha256",
    "ruleset_hash",
)


def lines() -> Iterator[str]:
    """Yield each drawn sweep's tables by column, then what is said of it, and exports of the first ones."""
    built, before = list[Frames](), Chain()
    for number in range(4):
        draw, settings = random.Random(number), SETTINGS[number % len(SETTINGS)]
        buckets = [draw_bucket(draw, f"bucket-{place}", settings) for place in range(5)]
        source = {frame.bucket: rows for frame, rows in buckets}
        one = frames(
            [frame for frame, _ in buckets], lambda name: iter(source[name]), settings, hide=_hidden  # noqa: B023
        )  # fmt: skip
        built.append(one)
        for name, table in one.tables().items():
            for column in table.columns:
                yield f"sweep-{number} {name}.{column} {digest([_plain(value) for value in table[column]])}"
        yield from (f"sweep-{number} {line}" for line in _said(one, before))
        before = Chain(
            (
                EarlierSweep(
                    Path(f"s{number}"), (DAY + timedelta(number)).isoformat(), one.buckets, one.estimates
                ),
                *before.sweeps,
            )[:3]  # fmt: skip
        )
    yield from _packets(built)
    yield from _changed(built)
    yield from _exports(built)
    yield from _words()


def _hidden(key: str) -> str:
    return f"hidden-{digest(key)}"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value) if value is None else value


def draw_bucket(
    draw: random.Random, name: str, settings: Settings
) -> tuple[BucketFrame, list[tuple[str, int, Reading]]]:
    """Return a drawn bucket, and the stratum, the rank and the reading of each object that was read."""
    strata, readings = list[Stratum](), list[tuple[str, int, Reading]]()
    entities = draw.sample(NAMES, draw.randint(0, 6))
    for place in range(draw.choice((0, 1, 2, 3))):
        objects, prefix = draw.choice((3, 40, 900)), draw.choice(("", "orders/", "a/<b>/"))
        skipped = {draw.choice(SKIPS): draw.randint(1, objects)} if draw.random() < 0.5 else {}
        media = draw.choice(("pdf", "image", "text"))
        label = f"{prefix} {media} {place}"
        band = draw.choice(("<64K", "<1M", "larger"))
        strata.append(
            Stratum(name, label, prefix, media, band, objects, objects * 5000, skipped, {why: n * 5000 for why, n in skipped.items()})
        )  # fmt: skip
        left = objects - sum(skipped.values())
        read = min(left, draw.choice((0, 2, 30, 60)))
        readings += [(label, rank, _reading(draw, name, f"{prefix}{place}/{rank}.{media}", entities)) for rank in range(read)]  # fmt: skip
    answers = ("yes", "no", "indeterminate")
    level = draw.choice(("PUBLIC", "SHARED", "PRIVATE", "UNKNOWN"))
    exposure = Exposure(
        level, draw.choice(answers), draw.choice(answers), draw.choice(((), ("arn:aws:iam::111122223333:root", "*"))),
        draw.choice(((), ("the bucket policy gives s3:GetObject to everyone",))), draw.choice(("AES256", "aws:kms", "none", "unknown")),
        draw.choice(("Enabled", "Suspended", "off", "unknown")), draw.choice(("on", "off", "unknown")),
        draw.choice(("none", "1 rule", "unknown")), draw.choice(("yes", "no", "unknown")), draw.choice(("none", "to 1", "unknown")),
        draw.choice(("off", "on", "unknown")), draw.choice(((), ("acl", "policy"))),
        draw.choice(((), (Step("make private", "Block public access", "aws s3api x", "CIS 2.1.4"), Step("add layers", "Encrypt", "aws y", "CIS 2.1.1")))),
        draw.choice((None, *answers)), draw.choice((None, *answers)), draw.random() < 0.15,
    )  # fmt: skip
    frame = BucketFrame(
        name, f"s3://{name}", draw.choice(("", "us-west-2")), draw.choice(("complete",) * 4 + ("PERMISSION_DENIED", "TIME_LIMIT")),
        tuple(strata), exposure, DAY, draw.choice((None, DAY.replace(hour=10))), {}, draw.choice((1.0, 0.5)), settings.extract.faces,
        draw.choice(("", *words.ENDS)), 3, 40, 60, 10**6, draw.choice(("", "111122223333")), draw.choice(("", "shop")),
    )  # fmt: skip
    return frame, readings


def _reading(draw: random.Random, bucket: str, key: str, entities: list[str]) -> Reading:
    """Draw a reading: whole, in part, skipped or failed, with people in several states of evidence."""
    ref = ObjectRef(
        bucket,
        key,
        draw.choice((None, "v1")),
        digest(key),
        5000,
        DAY,
        draw.choice(("STANDARD", "GLACIER_IR")),
    )
    status: Status = draw.choice(("ANALYSED",) * 7 + ("PARTIAL", "SKIPPED", "FAILED"))  # type: ignore[assignment]
    reason = "" if status == "ANALYSED" else draw.choice(REASONS)
    gaps = (Gap(Where(ref), reason, draw.choice((None, 0.3))),) if reason else ()
    if status in {"SKIPPED", "FAILED"} or draw.random() < 0.3:
        return Reading(ref, status, reason, "application/pdf", gaps=gaps, bytes_read=draw.choice((0, 5000)))
    found = draw.sample(entities, draw.randint(0, len(entities)))
    people = list[Subject]()
    for _ in range(draw.randint(0, 3) if found else 0):
        state = draw.choice(("CA", "NY", None))
        person = f"{draw.randrange(40):04}"
        evidence = draw.choice(("strong", "medium", "conflict", "weak", "unknown"))
        people.append(
            Subject(person, frozenset(draw.sample(found, draw.randint(1, len(found)))), state, "941", evidence, state is not None)
        )  # fmt: skip
    counts = {
        one: Count(hits := draw.randint(1, 5), draw.randint(1, hits), draw.choice((0.5, 0.8, 0.95)))
        for one in found
    }
    combos: dict[frozenset[str], int] = {}
    for each in people:
        combos[each.entities] = combos.get(each.entities, 0) + 1
    findings = tuple(
        Finding(
            f"{digest((key, one))}{place}", one, draw.choice((0.5, 0.8, 0.95)),
            Where(ref, draw.choice(((), ("a.zip", "b.txt"))), draw.choice((None, 2)), draw.choice((None, Box(1.0, 2.0, 30.0, 40.0))),
                  place, draw.choice((None, 4)), draw.choice((None, 1)), draw.choice((None, "e-mail")), draw.choice((None, "$.a[0]"))),
            "██", digest(one), draw.choice((None, *(each.subject_id for each in people))), 0, 5, "Test", ("shape:0.60", "near:+"),
            draw.choice((None, "customer", "sender")), draw.choice((None, 0.7)),
        )
        for place, one in enumerate(sorted(found))
    )  # fmt: skip
    faces = draw.choice((0, 0, 2))
    if faces:
        counts["FACE"] = Count(faces, 0, 1.0)
    return Reading(
        ref, status, reason, draw.choice(("application/pdf", "image/jpeg", "text/plain")), 2, draw.choice((0, 1)), faces, 0.5, 5000, 900,
        900, counts, findings, tuple(people), len(people), combos, b"", gaps, draw.choice((0, 0, 2)), 2,
    )  # fmt: skip


def _said(one: Frames, before: Chain) -> Iterator[str]:
    """Yield what the pages and summaries say of a sweep, a line for each part."""
    whole = summary.summarise(one)
    for bucket in whole.buckets:
        for name, value in asdict(bucket).items():
            yield f"summary {bucket.bucket} {name} {digest(_text(value))}"
    yield f"front {digest(_text(front.front_view(whole)))}"
    yield f"heat {digest(_text(heat_map(one)))}"
    yield f"trend {digest(_text(trend.trend_view(one, NOW.isoformat(), before)))}"
    yield f"chosen {digest(choose_findings(one.findings, 40).to_csv(float_format='%.6g'))}"
    for name, value in report_view(one, NOW.isoformat(), before).items():
        if name not in VERSIONS:
            yield f"view {name} {digest(_text(value))}"
    for detail in one.details:
        said = (
            certainty.headline(detail),
            certainty.explain_settling(detail, 0.95),
            summary.coverage_line(detail),
            summary.caveats(detail),
        )
        yield f"said {detail.frame.bucket} {digest(said)}"
        yield f"listed {detail.frame.bucket} {digest(_text([listed.findings(one, detail.frame.bucket), listed.strata(one, detail.frame.bucket)]))}"


def _text(value: Any) -> str:
    """Return nested values as text that does not depend on the last digits of a number."""
    return brief(json.loads(json.dumps(value, default=_fields, sort_keys=True)))


def _fields(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def _packets(built: list[Frames]) -> Iterator[str]:
    """Yield the parts of assessments, what they ask, their pages, and the submission of all of them."""
    bodies = list[Mapping[str, Any]]()
    for number, one in enumerate(built):
        for declared in ACTIVITIES:
            body = assessment.assess(one, check(declared), NOW, {})
            bodies.append(body)
            name = f"packet-{number} {declared['activity']['id']}"
            for part, value in body.items():
                if part not in VERSIONS:
                    yield f"{name} {part} {digest(_text(value))}"
            yield f"{name} asks {digest([asdict(question) for question in outstanding.questions(body)])}"
            page = render_packet({**body, **dict.fromkeys(("report_sha256", "ruleset_hash"), "0" * 64)})
            yield f"{name} page {digest(page.partition('</style>')[2])}"
    whole = submission.submission(bodies, NOW.date().replace(day=1), NOW.date())
    yield from (f"submission {part} {digest(_text(value))}" for part, value in whole.items() if part not in VERSIONS)  # fmt: skip


def _changed(built: list[Frames]) -> Iterator[str]:
    ratings = [detail.rating for one in built for detail in one.details]
    for still in (False, True):
        said = [compare_ratings(old, new, still=still) for old in ratings for new in ratings]
        yield f"changed {still} {digest(said)} {len(set(said))}"


def _exports(built: list[Frames]) -> Iterator[str]:
    """Yield every export of two signed sweeps, whole and by selection."""
    wanted = Selection(), Selection(min_score=0.8), Selection(buckets=("bucket-1",), prefix="orders/")
    with tempfile.TemporaryDirectory() as place:
        before = os.environ.get(keys.FOLDER_VARIABLE)
        os.environ[keys.FOLDER_VARIABLE] = f"{place}/keys"
        try:
            for number, one in enumerate(built[:2]):
                folder = Path(place) / f"sweep-{number}"
                folder.mkdir()
                write_tables(one, folder)
                write_manifest(
                    folder, Facts("pii-sweep", "0" * 64, DAY.isoformat(), {}, 1, "0" * 64, finished=True)
                )
                for name in FORMATS:
                    for at, selection in enumerate(wanted):
                        out = Path(place) / f"{number}-{name}-{at}"
                        options = Options(
                            account=None if name in {"csv", "s3-batch"} else "111122223333",
                            action="tag" if name == "s3-batch" else None,
                        )
                        done = export(folder, name, out, selection, options)
                        text = [path.read_text("utf-8") for path in sorted(done.paths)]
                        yield f"export-{number} {name} {at} {done.objects} {done.findings} {digest(text)}"
        finally:
            if before is None:
                del os.environ[keys.FOLDER_VARIABLE]
            else:
                os.environ[keys.FOLDER_VARIABLE] = before


def _words() -> Iterator[str]:
    numbers = (None, 0.0, 0.4, 0.5, 1.0, 9.96, 99.5, 1234.5, 1e6)
    yield f"number {brief([words.number(value) for value in numbers])}"
    shares = (None, 0.0, 1e-6, 0.0004, 0.005, 0.0999, 0.5, 0.99996, 1.0)
    yield f"share {brief([words.share(value) for value in shares])}"
    yield f"size {brief([words.size(value) for value in (0, 1, 999, 1023, 1024, 10**6, 2**30, 10**13)])}"
    pairs = [
        (low, high) for low in numbers[1:] for high in numbers[1:] if low is not None and high is not None
    ]
    yield f"interval {digest([words.interval(*pair) for pair in pairs])}"
    yield f"room {digest([words.not_bounded(*pair) for pair in pairs])}"
    yield f"figure {digest([words.figure(low, (low + high) / 2, high) for low, high in pairs if low <= high])}"
    between = [
        (low, high) for low in shares[1:] for high in shares[1:] if low is not None and high is not None
    ]
    yield f"shares {digest([words.shares(*pair) for pair in between])}"
    for name in (*NAMES, *REASONS, *SKIPS, *words.ENDS):
        yield f"word {name.replace(' ', '_')} {words.entity(name)} | {words.in_sentence(name)} | {words.reason(name)} | {words.left_out(12, name)}"
    yield f"counts {words.counts({'FILTERED': 3})} | {words.counts({'FILTERED': 3, 'TOO_LARGE': 30, 'EMPTY': 3})}"
    yield f"correction {digest([words.correction(rare, kinds, seen, full=full) for rare in (True, False) for kinds in ((), ('PERSON', 'FACE')) for seen in (0, 1, 40) for full in (True, False)])}"
