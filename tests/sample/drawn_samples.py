"""Intervals over a grid, and drawn buckets carried through draw, quote, estimates, correction and comparison."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from pii_sweep.sample import allocate, compare, correct, intervals
from pii_sweep.sample.accuracy.answers import Answers, Review
from pii_sweep.sample.cost.costs import Costs, Rates
from pii_sweep.sample.cost.prices import FREE, Prices
from pii_sweep.sample.cost.quote import Spent, prior, quote
from pii_sweep.sample.estimate import businesses, drop_upper_bounds, estimates, strata_with
from pii_sweep.sample.extent import extents
from pii_sweep.sample.families import families
from pii_sweep.sample.frame.key_words import words_in_key
from pii_sweep.sample.frame.media import family_of, family_of_type, size_band, suffix
from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.frame.take_all import part_of
from pii_sweep.sample.people import residency, sketch
from pii_sweep.sample.people.count import chao1, estimate_distinct
from pii_sweep.sample.rounds import SampleBudget, Targets, bills_of, progress
from pii_sweep.sample.sample_size import by_size, count_affordable, picks_for_zero_hits
from pii_sweep.sample.sequence import confidence_sequence
from pii_sweep.sample.tail import Sampled, bound_above
from pii_sweep.sample.volume import hall_interval, hidden_bytes, total, total_bytes
from pii_sweep.types import Estimate, Exposure, ObjectRef, Observation, Stratum
from tests.held import brief, digest

START = datetime(2024, 1, 1, tzinfo=UTC)
CLASSES = ("strong", "medium", "conflict", "weak", "unknown", "elsewhere", "other")


def lines() -> Iterator[str]:
    """Yield single functions on grids first, then whole buckets."""
    yield from _binomials()
    yield from _strata()
    yield from _people()
    yield from _amounts()
    yield from _corrections()
    yield from _keys()
    yield from _listings()
    for seed in range(4):
        yield from _bucket(seed)
    yield from _comparisons()


def _binomials() -> Iterator[str]:
    for population, drawn, hits in (
        (1, 1, 0),
        (10, 3, 1),
        (40, 40, 7),
        (240, 50, 0),
        (240, 50, 50),
        (9310, 412, 9),
    ):
        for confidence in (0.8, 0.95):
            ends = intervals.hypergeometric(population, drawn, hits, confidence)
            wilson = residency.wilson(hits, drawn, confidence)
            sure = confidence_sequence(population, drawn, hits, confidence)
            yield f"share {hits}/{drawn} of {population} at {confidence} {ends} {brief(wilson)} {brief(sure)}"
    yield f"no trial {brief(residency.wilson(0, 0, 0.95))}"


def _strata() -> Iterator[str]:
    rng = np.random.default_rng(3)
    for number in range(40):
        count = int(rng.integers(1, 6))
        sizes = rng.integers(1, 5000, count).astype(float)
        pilot = np.minimum(rng.integers(0, 30, count), sizes).astype(float)
        drawn = np.minimum(rng.integers(0, 200, count), sizes - pilot).astype(float)
        if number % 4 == 0:
            drawn = sizes - pilot
        share = rng.choice([0.0, 0.02, 0.4, 1.0], count)
        draws = intervals.Draws(sizes, pilot, np.round(pilot * share), drawn, np.round(drawn * share))
        low, high = intervals.stratified(draws, 0.025)
        grave = rng.random(count) < 0.3
        spread = intervals.worst_spread(sizes, pilot, draws.pilot_hits, drawn)
        yield (
            f"strata-{number} {brief(float(low))} {brief(float(high))} {brief(float(intervals.expanded(draws)))}"
            f" {brief(float(intervals.zero_hit_bound(sizes, drawn + pilot, 0.025)))} {_floats(spread)}"
            f" steer {_floats(allocate.steer(sizes, pilot, draws.pilot_hits, grave))}"
            f" {_floats(allocate.posterior(sizes, pilot, draws.pilot_hits))}"
            f" pilot {_floats(allocate.pilot_sizes(sizes))} {_floats(allocate.pilot_sizes(sizes, 20, grave))}"
            f" split {_floats(allocate.divide(share + 0.1, 1.0, sizes, 97.0))}"
        )  # fmt: skip
    yield f"looks {[allocate.share_of(look) for look in range(12)]} {allocate.FIRST} {allocate.SHARPEN}"
    yield f"take-all {[part_of(n) for n in (0, 15, 16, 31, 32, 400)]}"


def _people() -> Iterator[str]:
    rng = np.random.default_rng(8)
    for number, rate in enumerate((0.01, 0.05, 0.2, 0.5, 0.9, 1.0)):
        seen = rng.binomial(rng.integers(1, 12, 800), rate)
        counts = np.bincount(seen, minlength=3)[1:].astype(float)
        for design in (1.0, 3.0):
            ends = estimate_distinct(counts, rate, 0.95, design)
            yield (
                f"people-{number} {design:g} {' '.join(f'{end:.3g}' for end in ends)} chao {chao1(counts, rate):.6g}"
            )  # fmt: skip
    draw = random.Random(2)
    for number in range(25):
        seen_by = {name: draw.choice((0, 0, 1, 5, 40)) for name in CLASSES}
        low = float(sum(seen_by.values()) * draw.choice((0, 1)))
        found = residency.californians(seen_by, (low, low * 1.5, low * draw.choice((1.5, 4.0))), 0.95)
        yield f"residents-{number} {brief(astuple(found))}"
    for low, high in ((0, 499), (500, 500), (501, 501), (50_000, 50_000), (99_999, 100_000), (250_000, 1e9)):
        yield f"head count {low} {high} {residency.thresholds(low, high)}"
    evidence = [{f"p{draw.randrange(30)}": draw.choice(CLASSES) for _ in range(9)} for _ in range(9)]
    yield f"strongest {brief(residency.count_strongest(evidence))}"
    parts = [sketch.sketch(f"d{draw.randrange(9000):05x}" for _ in range(6000)) for _ in range(3)]
    known = [f"d{i:05x}" for i in range(500)]
    yield f"sketches {brief(sketch.distinct_of(sketch.union(parts)))} {brief(sketch.apart_from(parts, known))}"


def _amounts() -> Iterator[str]:
    rng = np.random.default_rng(6)
    for number in range(12):
        parts = []
        for _ in range(int(rng.integers(1, 4))):
            size = int(rng.integers(5, 3000))
            read = int(rng.integers(1, min(size, 60) + 1))
            hit = rng.random(read) < rng.choice([0.0, 0.1, 0.8])
            parts.append(
                Sampled(
                    size,
                    size * 1000,
                    np.round(rng.lognormal(3, 1, read)) * hit,
                    rng.integers(1, 900, read) * 1.0,
                )
            )
        yield (
            f"amount-{number} {brief(total(parts, 0.95))} bytes {brief(total_bytes(parts, 0.95))}"
            f" most {brief(float(bound_above(parts, 0.025)))}"
        )  # fmt: skip
    for point, error, skew in ((10.0, 2.0, 0.0), (10.0, 2.0, 1.5), (10.0, 0.0, 0.0), (3.0, 4.0, -0.5)):
        yield f"hall {point:g} {error:g} {skew:g} {brief(hall_interval(point, error, skew, 9.0, 0.95))}"


def _corrections() -> Iterator[str]:
    draw = random.Random(12)
    names = ("found", "missed", "false_alarms", "clean")
    rows = [
        {"corpus": corpus, "entity": "PERSON", "family": family,
         **dict(zip(names, (draw.randrange(3, 300), draw.randrange(20), draw.randrange(9), draw.randrange(4, 400)), strict=True))}
        for corpus in "abcd" for family in ("pdf", "text", "photo")
    ]  # fmt: skip
    rows += [
        {
            "corpus": "a",
            "entity": "PERSON",
            "family": "mail",
            "found": 9,
            "missed": 0,
            "false_alarms": 0,
            "clean": 10,
        }
    ]
    rows += [
        {
            "corpus": "a",
            "entity": "PERSON",
            "family": "html",
            "found": 9,
            "missed": 1,
            "false_alarms": 1,
            "clean": 9,
        }
    ]
    table = correct.accuracies(rows)
    at = np.array([0.025, 0.5, 0.975])
    for place, one in sorted(table.items()):
        rates = f"{_floats(one.misses(at))} {_floats(one.alarms(at))}"
        yield f"accuracy {place} {rates}"
    answers = (Review(), Review(Answers(200, 30, 21), Answers(50, 10, 10), (Answers(900, 60, 1), Answers(90, 9, 0))),
               Review(Answers(200, 30, 12), Answers(50, 20, 18)), Review(Answers(4, 4, 4)))  # fmt: skip
    for number in range(16):
        parts = [
            correct.Part(family, objects, flagged := min(objects, draw.choice((0.0, 30.0, 400.0))), draw.choice((0.0, 90.0)),
                         table.get(("PERSON", family)), family != "photo", draw.choice((0.0, 0.5)) * flagged)
            for family in ("pdf", "text", "photo") if (objects := draw.choice((0.0, 500.0, 9000.0))) or family == "pdf"
        ]  # fmt: skip
        point, firm = sum(part.flagged for part in parts), sum(part.firm for part in parts)
        found = correct.corrected(
            parts, (point * 0.8, point, point * 1.3 + 2), 0.95, firm=(firm * 0.9, firm, firm * 1.2), review=answers[number % 4]
        )  # fmt: skip
        yield f"corrected-{number} {brief(astuple(found))} {answers[number % 4].decides} {answers[number % 4].trusts}"


def _keys() -> Iterator[str]:
    keys = (
        "a/b.PDF", "b", "x.tar.gz", "v1.2/readme", "IMG.jpeg", "x.mdb", "data/customers_full.json", "Kundenexport.xlsx",
        "users/1.txt", "log/app.log", "a.zpl", ".env", "passport-scan.tiff", "q.exe", "nóminas.csv", "m.eml", "d/клиенты.xml",
    )  # fmt: skip
    for key in keys:
        yield f"key {key} {suffix(key)} {family_of(suffix(key))} {words_in_key(key)}"
    types = (
        "text/csv",
        "application/pdf",
        "image/jpeg",
        "image/tiff",
        "message/rfc822",
        "audio/mpeg",
        "application/zip",
    )
    yield f"types {[family_of_type(one) for one in types]}"
    yield f"bands {[size_band(10**n + step) for n in range(10) for step in (-1, 0, 1)]}"


def _listings() -> Iterator[str]:
    """Yield the strata of drawn listings of many folders, in one part and in two, with few strata and with many."""
    for number, (most, keep, take_all) in enumerate(((5, 30, 24), (40, 100, 0), (200, 400, 64))):
        rng, whole = random.Random(number), Frame("b", "s", keep, most, take_all=take_all)
        parts = [Frame("b", "s", keep, most, take_all=take_all) for _ in (0, 1)]
        rows = [_row(rng, i) for i in range(4000)]
        columns = [list(column) for column in zip(*rows, strict=True)]
        whole.add_many(columns[0], columns[1], modified=columns[2], skip_reasons=columns[3])
        for i, (key, size, when, reason) in enumerate(rows):
            parts[i % 3 == 0].add(ObjectRef("b", key, size=size, modified=when), reason)
        parts[0].merge(parts[1])
        for name, strata in (("whole", whole.finish()), ("merged", parts[0].finish())):
            for one in strata:
                picks = [(ref.key, ref.size, brief(ref.modified)) for ref in one.picks]
                yield (
                    f"listing-{number} {name} {one.name} {one.objects} {one.bytes} {digest(one.skipped)}"
                    f" {digest(one.skipped_bytes)} {len(picks)} {digest(picks)}"
                )  # fmt: skip


def _row(rng: random.Random, i: int) -> tuple[str, int, datetime | None, str | None]:
    """Draw an object: dated and numbered folders, folders by the hundred, hashes, telling names, rare extensions."""
    key = rng.choice((
        f"photos/{rng.randrange(300)}/IMG_{i}.jpg", f"orders/{rng.randrange(2016, 2021)}/{rng.randrange(1, 13):02}/order-{i}.pdf",
        f"labels/{rng.choice(('usps', 'ups'))}/L{i}.zpl", f"customer-{rng.randrange(200)}/mail{i}.eml",
        f"{rng.getrandbits(96):024x}/{i}.txt", f"logs/app{i % 5}/{i}", f"a/b/c/d/e/{chr(97 + i % 26)}{i}.json",
    ))  # fmt: skip
    if rng.random() < 0.004:
        key = rng.choice((f"x/users_{i}.csv", f"backup-{i}.bak", f"odd/{i}.mdb", f"q/payroll {i}.xlsx"))
    size = int(10 ** rng.uniform(0, 7.5)) if rng.random() < 0.98 else 0
    when = START + timedelta(days=rng.randrange(-900, 900)) if rng.random() < 0.95 else None
    return key, size, when, rng.choice((None,) * 9 + ("FILTERED", "STORAGE_CLASS_ARCHIVED"))


def _bucket(seed: int) -> Iterator[str]:
    """Yield the draw of one bucket, round by round, and all that is said of it."""
    strata = _frame(seed)
    costs = (Costs(), Costs(Prices(), Rates(workers=2), egress=True), Costs(FREE))[seed % 3]
    budget = (SampleBudget(objects=300, costs=costs), SampleBudget(300, requests=450, costs=costs),
              SampleBudget(None, bytes=40_000_000, minutes=2.0, costs=costs), SampleBudget(objects=500, dollars=0.001, costs=costs))[seed]  # fmt: skip
    targets = Targets(half_width=(0.03, 0.05, 0.02, 0.1)[seed], stop=seed != 3)
    for stratum in strata:
        keys = [ref.key for ref in stratum.picks]
        yield (
            f"{seed} stratum {stratum.name} {stratum.prefix} {stratum.media} {stratum.size_band} {stratum.objects}"
            f" {stratum.bytes} {brief(stratum.skipped)} {len(keys)} {digest(keys)}"
        )  # fmt: skip
    for part in (quoted := quote(strata, budget, targets, Spent(3, 12))).ladder:
        yield f"{seed} quote {brief(astuple(replace(part, ladder=()))[:-4])} {part.basis}"
    yield f"{seed} quoted {quoted.requests} {_floats(np.concatenate(prior(3)))}"
    seen: list[Observation] = []
    while (now := progress(strata, seen, budget, targets)).further is not None:
        yield f"{seed} look {now.look} {digest(now.planned)} {digest(now.further)} share {now.share:g}"
        done = Counter(item.stratum for item in seen)
        seen += [_read(one, rank) for one in strata for rank in range(done[one.name], now.planned[one.name])]
    yield f"{seed} ended {now.reason} {sum(now.planned.values())} share {now.share:g} {digest(now.pilot)}"
    yield from _said(seed, strata, seen, now.pilot, now.share)
    enough_for = [picks_for_zero_hits(strata, share, 0.95) for share in (0.2, 0.05, 0.005)]
    bills = bills_of(strata, costs)
    paid = [
        count_affordable(strata, bills, 900, seconds=s, dollars=d, workers=2)
        for s, d in ((9, 1), (99, 9), (9e9, 1e-4))
    ]
    room = np.array([float(len(one.picks)) for one in strata])
    yield f"{seed} enough {enough_for} {paid} {_floats(by_size(strata, room, 77.0))}"


def _said(
    seed: int, strata: tuple[Stratum, ...], seen: list[Observation], pilot: dict[str, int], share: float
) -> Iterator[str]:
    read = {stratum.name: 0 for stratum in strata} | Counter(item.stratum for item in seen if item.read)
    counts = dict.fromkeys(("found", "missed", "false_alarms", "clean"), 60)
    table = correct.accuracies({"corpus": c, "entity": "PERSON", "family": f, **counts, "missed": 9, "false_alarms": 2}
                               for c in "ab" for f in ("pdf", "text"))  # fmt: skip
    rows = estimates(strata, seen, 0.95, pilot=pilot, share=share, accuracy=table, linkage=(0.02, 0.03))
    for row in [*rows, *drop_upper_bounds(rows), *businesses(strata, seen, 4, 0.95)]:
        yield (
            f"{seed} {row.measure} {row.low:.3g} {row.point:.3g} {row.high:.3g} {row.method} {row.n}/{row.population}"
        )
    for name, row in strata_with(
        strata, seen, ["PERSON", "PERSON+STREET_ADDRESS"], 0.95, pilot=pilot, share=share
    ):
        yield f"{seed} {name} {row.measure} {row.low:.5g} {row.point:.5g} {row.high:.5g} {row.n}/{row.population}"
    holders = {person: frozenset(("PERSON", "ORDER_VALUE")) for item in seen for person in item.subjects}
    yield f"{seed} extents {brief({k: astuple(v) for k, v in extents(strata, seen, holders, 0.95).items()})}"
    yield f"{seed} hidden {hidden_bytes(strata, read, 0.025):.6g} {hidden_bytes(strata, {}, 0.025):.6g}"
    index = {stratum.name: i for i, stratum in enumerate(strata)}
    sizes = np.array([float(allocate.drawable(one)) for one in strata])
    hits = np.array([sum("PERSON" in i.hits for i in seen if i.stratum == one.name) for one in strata], float)
    draws = intervals.Draws.of(sizes, np.array([float(read[one.name]) for one in strata]), hits)
    for part in families(index, seen, draws, "PERSON", pilot=pilot, table=table):
        yield f"{seed} family {part.family} {part.objects:.5g} {part.flagged:.5g} {part.noise:.5g} {part.measured} {part.firm:.5g}"


def _frame(seed: int) -> tuple[Stratum, ...]:
    rng, frame = (
        random.Random(seed),
        Frame("b", f"seed-{seed}", (200, 60, 400, 1000)[seed], (16, 64, 4, 64)[seed]),
    )
    for i in range((3000, 500, 6000, 240)[seed]):
        key = rng.choice(
            [
                f"orders/{i % 7}/{i}.pdf",
                f"photos/{i}.jpg",
                f"logs/{i % 3}/{i}.log",
                f"customers_{i % 2}.csv/{i}",
            ]
        )
        reason = "FILTERED" if i % 17 == 0 else None
        when = START + timedelta(hours=i % 500)
        kind = rng.choice(("STANDARD", "STANDARD_IA", "GLACIER_IR"))
        frame.add(
            ObjectRef("b", key, size=int(10 ** rng.uniform(1, 6)), modified=when, storage_class=kind), reason
        )
    return frame.finish()


def _read(stratum: Stratum, rank: int) -> Observation:
    """Read an object as its key decides: failures, people who come again, documents by thousands."""
    ref = stratum.picks[rank]
    chance = random.Random(ref.key)
    if chance.random() < 0.02:
        return Observation("b", stratum.name, rank, ref.size, False)
    if not ref.key.startswith(("orders", "customers")) or chance.random() < 0.3:
        hits = {"PERSON": 1} if chance.random() < 0.03 else {}
        return Observation(
            "b", stratum.name, rank, ref.size, True, hits, faces=chance.choice((0, 0, 2)), family="text"
        )
    people = {f"p{chance.randrange(400)}": chance.choice(CLASSES) for _ in range(chance.choice((1, 1, 2, 9)))}
    hits = {"PERSON": len(people), "ORDER_VALUE": 1} | (
        {"STREET_ADDRESS": 2} if chance.random() < 0.7 else {}
    )
    doubtful = frozenset(list(people)[:1]) if chance.random() < 0.05 else frozenset[str]()
    firm = frozenset(("PERSON",)) if chance.random() < 0.5 else frozenset[str]()
    total_people = len(people) + (40 if chance.random() < 0.02 else 0)
    return Observation(
        "b", stratum.name, rank, ref.size, True, hits, people, total_people, 0, b"", "pdf", doubtful, firm
    )


def _comparisons() -> Iterator[str]:
    strata = _frame(3)
    reads = [[_read(one, rank) for one in strata for rank in range(min(n, len(one.picks)))] for n in (20, 30)]
    more = [
        replace(item, hits=item.hits | {"PERSON": 1}) if i % 3 else item for i, item in enumerate(reads[1])
    ]
    for number, (kept, later) in enumerate(
        (((), reads[1]), ((), more), ([True, False], more), ([True, True, False], reads[1]))
    ):
        sides = [compare.Side(strata, items, [kept[i % len(kept)] for i in range(len(items))] if kept else ())
                 for items in (reads[0], later)]  # fmt: skip
        for shift in compare.prevalence(*sides, ["PERSON", "STREET_ADDRESS", "FACE"]):
            yield f"shift-{number} {brief(astuple(shift))}"
    draw = random.Random(4)
    rows = _rows(draw)
    for shift in compare.figures(*rows):
        yield f"figure {brief(astuple(shift))}"
    yield f"holm {brief(compare.holm([0.01, 0.04, 0.03, 0.5]))}"
    open_now = Exposure(
        "PUBLIC", "yes", "yes", ("999",), encryption="none", versioning="suspended", logging="off"
    )
    closed = Exposure(
        "PRIVATE", "no", "no", encryption="aes256", versioning="enabled", logging="on", lifecycle="on"
    )
    for people in (None, *((rows[0][0], replace(rows[0][0], low=rows[0][0].high * f)) for f in (1.5, 1.51))):
        for pair in ((closed, open_now), (open_now, closed)):
            yield f"material {compare.material_changes(date(2026, 1, 1), (['a'], ['a', 'b']), pair, people)}"


def _rows(draw: random.Random) -> list[list[Estimate]]:
    points = [[float(draw.choice((0, 20, 100, 130, 200))) for _ in range(8)] for _ in (0, 1)]
    return [
        [Estimate("b", f"m{i}", p * 0.9, p, p * 1.1 + 1, 0.95, "", 9, 99) for i, p in enumerate(side)]
        for side in points
    ]


def _floats(values: np.ndarray) -> str:
    return "(" + " ".join(f"{value:.5g}" for value in np.ravel(values)) + ")"
