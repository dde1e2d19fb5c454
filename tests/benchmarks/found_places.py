"""Buckets that hide their only personal data in one place, as a listing shows it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pii_sweep.sample.frame.strata import Frame
from pii_sweep.sample.rounds import SampleBudget, Targets, progress
from pii_sweep.types import ObjectRef, Observation

START = datetime(2023, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Hidden:
    """A listing, and which of its objects hold personal data."""

    name: str
    refs: tuple[ObjectRef, ...]
    holds: Callable[[ObjectRef], bool]


def plain(count: int, key: Callable[[int], str]) -> list[ObjectRef]:
    """Return objects of one kind, some of them large, one after the other in time."""
    rng = random.Random(count)
    sizes = [int(rng.lognormvariate(8.5, 0.6)) for _ in range(count)]
    return [
        ObjectRef("b", key(i), size=size, modified=START + timedelta(minutes=50 * i))
        for i, size in enumerate(sizes)
    ]


def day(i: int) -> str:
    """Return one of the dated folders of nine years."""
    return f"{2015 + i % 9}/{1 + i % 12:02}/{1 + i % 28:02}"


def hidden(count: int = 10_000) -> Iterator[Hidden]:
    """Yield buckets with one customer dump, one rare file, one outlier, or their newest day alone."""
    flat = plain(count, lambda i: f"logs/{i:06}.log")
    names = (
        "logs/customers_dump.log", "tmp/users-full.log", "logs/Kundenliste.log", "old/sauvegarde_paie.log",
        "logs/usuarios.log", "logs/klanten.log", "logs/клиенты.log", "logs/顧客名簿.log",
        "archive/payroll.log", "logs/00042.mdb", "x/data.parquet",
    )  # fmt: skip
    for key in names:
        extra = ObjectRef("b", key, size=14_000, modified=START + timedelta(days=100))
        yield Hidden(key, (*flat, extra), lambda ref, key=key: ref.key == key)  # type: ignore[misc]
    large = ObjectRef("b", "logs/005000x.log", size=4_000_000, modified=START + timedelta(days=99))
    yield Hidden("an outlier in size", (*flat, large), lambda ref: ref.key == large.key)
    last = max(ref.modified for ref in flat if ref.modified).date()
    yield Hidden(
        "the newest day", tuple(flat), lambda ref: ref.modified is not None and ref.modified.date() == last
    )
    dated = plain(count, lambda i: f"{day(i)}/{'users' if i % 997 == 3 else 'log'}/{i}.txt")
    yield Hidden("a folder below dated ones", tuple(dated), lambda ref: "/users/" in ref.key)
    numbered = plain(count, lambda i: f"p{i % 200:03}/{'invoices' if i % 199 == 5 else 'thumbs'}/{i}.bin")
    yield Hidden("a folder below numbered ones", tuple(numbered), lambda ref: "/invoices/" in ref.key)


def flats(count: int = 10_000) -> Iterator[tuple[str, list[ObjectRef]]]:
    """Yield listings in which nothing is conspicuous."""
    yield "one folder", plain(count, lambda i: f"logs/{i:06}.log")
    yield "numbered folders", plain(count, lambda i: f"p{i % 100:03}/{i:06}.jpg")
    yield "dated folders", plain(count, lambda i: f"{2020 + i % 4}/{1 + i % 12:02}/{1 + i % 28:02}/{i}.pdf")


Read = Callable[[ObjectRef], bool]


def drawn(refs: Sequence[ObjectRef], seed: str, take_all: int, holds: Read) -> list[Observation]:
    """Carry out a draw with the default budget and return its readings."""
    budget, frame, seen = SampleBudget(), Frame("b", seed, 800, 64, take_all=take_all), list[Observation]()
    for ref in refs:
        frame.add(ref)
    strata = frame.finish()
    while (now := progress(strata, seen, budget, Targets())).further is not None:
        done = {(item.stratum, item.rank) for item in seen}
        for stratum in strata:
            for rank, ref in enumerate(stratum.picks[: now.planned[stratum.name]]):
                if (stratum.name, rank) not in done:
                    hits = dict.fromkeys(("PERSON", "STREET_ADDRESS"), 1) if holds(ref) else {}
                    seen.append(Observation("b", stratum.name, rank, ref.size, True, hits))
    return seen
