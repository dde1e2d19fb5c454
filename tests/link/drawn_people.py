"""Who is found in drawn tables and texts, sealed and masked as they leave a worker, and who is one person in drawn worlds."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from pii_sweep import detect
from pii_sweep.config import Report, Settings
from pii_sweep.link import mask, residency
from pii_sweep.link.household_key import read as houses
from pii_sweep.link.match_weight import spread
from pii_sweep.link.person_name import canonical, given_first
from pii_sweep.link.resolution import resolve
from pii_sweep.link.subjects import link
from pii_sweep.tally import Tally
from pii_sweep.types import Cells, ObjectRef, Passage, Piece, Table, Where
from tests.benchmarks.bench_linkage import as_reading
from tests.benchmarks.people_worlds import World, papers_of
from tests.detect.drawn_finds import TEXTS
from tests.detect.drawn_tables import NAMES, STREETS, TABLES
from tests.held import brief, digest

KEY = b"a key for tests alone"
TOGETHER = 30  # texts of an object
VALUES = (
    "Rosa Diaz", "Dr. José M. O'Brien, Jr.", "4111 1111 1111 1111", "219-09-9999", "rosa.diaz@mail.example", "a@b.c",
    "+1 (415) 773-2671", "DE89 3704 0044 0532 0130 00", "192.0.2.77", "2001:db8::7", "D1234562", "1Z999AA10123456784",
    "37.7749, -122.4194", "12.50", "x", "", "hunter2", "12 Elm Street, Reno, NV 89501", "Diaz, Rosa", "王小明", "E11.9",
)  # fmt: skip
WORLDS = (
    World("plain", people=60), World("typing", people=60, typing=0.15, letters=0.05), World("moved", people=60, moved=0.5),
    World("families", people=60, single=0.0, juniors=0.5, shared=0.6), World("married", people=60, married=0.6, short=0.4),
    World("shops", people=20, shops=20),
)  # fmt: skip


def lines() -> Iterator[str]:
    """Yield masks and names first, then readings, then worlds."""
    for entity in sorted(mask.BY_NAME):
        shown = [mask.mask_value(entity, value, {"state": "CA", "zip": "94016"}) for value in VALUES]
        yield f"mask {entity} {mask.mask_value(entity, VALUES[0], {})} {digest(shown)}"
    for value in VALUES:
        yield f"name {canonical(value)} | {given_first(value)}"
    streets = [
        *STREETS,
        "12 North Elm St., Apt 4",
        "12 N ELM STREET #4",
        "Unit 7, 9 Oak Ave",
        "1 A St\nSuite 2",
        "77 1st Ave W",
    ]
    yield f"houses {houses(streets, ['', 'apt 3', *[''] * (len(streets) - 2)])}"
    yield f"spread {[brief(spread(odds)) for odds in (0.0, 0.2, 0.5, 0.97, 1.0)]}"
    yield from _homes()
    yield from _readings()
    for number, world in enumerate(WORLDS):
        readings = [as_reading(each, Settings()) for each in papers_of(world, number)]
        found = resolve([list(each.people()) for each in readings])
        people = sorted(found.names.items())
        yield f"world {world.name} {len(people)} {len({one for _, one in people})} {digest(people)} {digest(asdict(found))}"


def _homes() -> Iterator[str]:
    """Yield the evidence of residence of each pair of a state and a ZIP, of telephones and of positions."""
    for state in ("CA", "NV", "California", ""):
        for code in ("89999", "90000", "90001", "96199", "96200", "94016-1234", "9401", ""):
            cells = Cells(
                "STREET_ADDRESS",
                ["x"],
                1,
                None,
                0.9,
                (),
                None,
                {"state": [state], "zip": [code], "country": [""]},
            )
            yield f"home {state} {code} {brief(residency.evidence_of([cells])[0])}"
    others = {"PHONE_NUMBER": ("415 773 2671", "+1 (775) 773-2671", "213.773.2671"),
              "GEO_COORDINATES": ("37.77, -122.41", "32.4, -114.2", "42.1, -120.0", "-122.4, 37.7", "36.0, -114.0")}  # fmt: skip
    for entity, values in others.items():
        for value in values:
            cells = Cells(entity, [value], 1, None, 0.9, ())
            yield f"home {entity} {value} {brief(residency.evidence_of([cells])[0])}"


def _readings() -> Iterator[str]:
    detector = detect.load(Settings())
    tables = json.loads(lzma.decompress(TABLES.read_bytes()))
    people = [one for one in tables if "people" in one[0] or "spoiled" in one[0] or "headed" in one[0]]
    for number, (name, header, rows) in enumerate(people[::2]):
        table = Table(Where(ObjectRef("b", f"{number}.csv")), tuple(header), tuple(map(tuple, rows)))
        yield f"reading {number} {name} {_reading(detector, [table])}"
    texts = lzma.decompress(TEXTS.read_bytes()).decode("utf-8").split("\0")
    for number, start in enumerate(range(0, len(texts), TOGETHER * 3)):
        who = f"Ship to:\n{NAMES[number % len(NAMES)]}\n{STREETS[number % 3]}\nReno, NV 89501\n"
        text = who + "\n".join(texts[start : start + TOGETHER])
        layout = "page" if number % 2 else "fields"
        yield f"reading text-{number} {_reading(detector, [Passage(text, Where(ObjectRef('b', f'{number}.txt')), (), layout)])}"


def _reading(detector: detect.Detector, pieces: Sequence[Piece]) -> str:
    """Return what leaves a worker of some pieces: people, findings and counts, scores apart."""
    tally = Tally(pieces[0].where.ref, Report(), KEY)
    for item in link(detector.survey(pieces), KEY):
        tally.add(item)
    reading = tally.reading(0.0)
    findings = sorted(
        brief((one.entity, one.masked, one.digest, one.subject_id, one.finding_id, brief(asdict(one.where))))
        for one in reading.findings
    )
    people = sorted(brief(asdict(one)) for one in reading.people())
    counts = {entity: (count.hits, count.distinct) for entity, count in reading.counts.items()}
    return f"{reading.status} {brief(counts)} people {len(people)} {digest(people)} {digest(findings)}"
