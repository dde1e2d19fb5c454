"""The assessment's counts of people: consumers, thresholds, breach elements, minors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pandas as pd

from pii_sweep.report.frames import BucketDetail, Frames
from pii_sweep.risk import amounts
from pii_sweep.risk.categories import SPI
from pii_sweep.risk.elements import Law, elements_in
from pii_sweep.types import Answer

CALIFORNIAN = ("strong",)
LOCATED_ENOUGH = 30
CAVEATS = (
    "a postal address is a proxy for residence (18 CCR §17014)",
    "people are told apart by digests of name and address; spelling variants count twice, namesakes once",
    "photo subjects without an identity are counted as faces, not as people",
    "the count seen is a floor; where no upper bound is given the sample proves none",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a sweep that one activity covers."""

    frames: Frames
    details: tuple[BucketDetail, ...]

    @property
    def names(self) -> list[str]:
        """Return the buckets."""
        return [detail.frame.bucket for detail in self.details]

    @property
    def whole(self) -> bool:
        """Say whether every object of every bucket was read whole, and looked through for all but faces."""
        read = all(detail.tally.listing_complete and detail.tally.unread == 0 for detail in self.details)
        return read and self.unsought <= {"FACE"}

    @property
    def unsought(self) -> frozenset[str]:
        """Return the entity types that were not looked for in some bucket."""
        return frozenset[str]().union(*(detail.tally.unsought for detail in self.details))

    def table(self, name: str) -> pd.DataFrame:
        """Return a table's rows of these buckets."""
        frame = self.frames.tables()[name]
        return frame[frame["bucket"].isin(self.names)]

    def combos(self) -> dict[frozenset[str], int]:
        """Count subjects by the entities held of each, bucket by bucket."""
        found: dict[frozenset[str], int] = {}
        for detail in self.details:
            for combo, people in detail.tally.combos.items():
                found[combo] = found.get(combo, 0) + people
        return found


def bounds(low: float, point: float, high: float) -> dict[str, Any]:
    """Return an interval as JSON; a bound that does not exist is null."""
    return {
        "low": math.floor(low),
        "point": round(point),
        "high": None if math.isinf(high) else math.ceil(high),
    }


def people(scope: Scope, californian: bool) -> tuple[float, float, float]:
    """Return (low, point, high) over the buckets; the point leaves out the share seen in several of them.

    The low end is that of one bucket: who is seen in two under names of which each may be the other's
    is one person in two buckets.
    """
    figures = [detail.tally.persons_ca if californian else detail.tally.persons for detail in scope.details]
    subjects = scope.table("subjects")
    if californian:
        subjects = subjects[subjects["residency"].isin(CALIFORNIAN)]
    distinct = subjects["subject_id"].nunique()
    apart = distinct / len(subjects) if len(subjects) else 1.0
    low = max([0.0, *(figure[0] for figure in figures)])
    point = max(low, sum(figure[1] for figure in figures) * apart)
    return low, point, max(point, sum(figure[2] for figure in figures))


def consumers(scope: Scope) -> dict[str, Any]:
    """Return §7152(a)(3)(D): the approximate number of consumers, with its evidence."""
    subjects = scope.table("subjects").drop_duplicates("subject_id")
    mix = subjects["residency"].value_counts()
    located = int((subjects["residency"].isin(("strong", "medium")) | subjects["state"].notna()).sum())
    findings = scope.table("findings")
    homes = findings.loc[findings["entity"].isin(["STREET_ADDRESS"]) & findings["subject_id"].notna()]
    return {
        "ca": bounds(*people(scope, californian=True)),
        "all_persons": bounds(*people(scope, californian=False)),
        "households_est": {"low": int(homes["value_digest"].nunique()), "point": None, "high": None},
        "method": "distinct keyed digests of linked name and address in a stratified sample; see method",
        "evidence_mix": {
            name: int(mix.get(name, 0)) for name in ("strong", "medium", "conflict", "weak", "unknown")
        },
        "located": located,
        "prior_used": bool(len(subjects)) and located < LOCATED_ENOUGH,
        "caveats": list(CAVEATS),
    }


def holders(scope: Scope, sets: Iterable[frozenset[str]], californian: bool) -> int:
    """Count distinct subjects seen who hold at least one of the entity sets."""
    wanted = list(sets)
    subjects = scope.table("subjects").drop_duplicates("subject_id")
    if californian:
        subjects = subjects[subjects["residency"].isin(CALIFORNIAN)]
    return sum(any(one <= frozenset(held) for one in wanted) for held in subjects["entities"])


def with_elements(scope: Scope, law: Law) -> dict[str, Any]:
    """Return which breach-law combinations were seen, on how many people, and the three-valued answer."""
    found: dict[str, dict[str, Any]] = {}
    sure: set[frozenset[str]] = set()
    for combo, count in scope.combos().items():
        for item in elements_in(combo, law):
            cite = item.cite_in(law)
            key = f"{cite} {' + '.join(sorted(item.entities))}"
            row = found.setdefault(
                key,
                {
                    "cite": cite,
                    "entities": sorted(item.entities),
                    "state": "confirmed" if item.sure else "candidate",
                    "persons_seen": 0,
                    "review": item.review or None,
                },
            )
            row["persons_seen"] += count
            if item.sure:
                sure.add(item.entities)
    low = holders(scope, sure, californian=True)
    none = answer_of(scope, law) == "no"
    high = 0 if none else None
    return {
        "answer": answer_of(scope, law),
        "combos": [found[key] for key in sorted(found)],
        "persons_seen": holders(scope, sure, californian=False),
        "persons_ca": {"low": low, "point": low, "high": high},
    }


def answer_of(scope: Scope, law: Law) -> Answer:
    """Combine the buckets' answers: one yes is a yes, all no a no."""
    answers = [
        detail.rating.breach_150 if law == "150" else detail.rating.breach_82 for detail in scope.details
    ]
    if "yes" in answers:
        return "yes"
    return "indeterminate" if "indeterminate" in answers else "no"


def threshold_checks(scope: Scope) -> list[dict[str, Any]]:
    """Check the head counts that change a duty, each with its rule's own operator."""
    spi = holders(scope, [item.entities for item in SPI if item.state == "confirmed"], californian=True)
    elements = with_elements(scope, "82")["persons_ca"]
    ca = people(scope, californian=True)
    counters: Mapping[str, tuple[float, float]] = {
        "ca_with_elements": (elements["low"], math.inf if elements["high"] is None else elements["high"]),
        "spi": (spi, spi if scope.whole else math.inf),
        "ca": (ca[0], ca[2]),
    }
    basis = {
        "ca_with_elements": "Californians seen with a §1798.82 combination",
        "spi": "Californians seen with confirmed sensitive personal information",
        "ca": "Californians estimated from postal addresses",
    }
    return [
        {
            "name": item.name,
            "operator": item.operator,
            "count": item.count,
            "result": amounts.check(item, *counters[item.counts]),
            "basis": f"{basis[item.counts]}: {_range(counters[item.counts])}",
            "cite": item.cite,
        }
        for item in amounts.THRESHOLDS
    ]


def exposure_range(elements: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return the §1798.150 range in dollars for the Californians seen with a combination."""
    table = amounts.amounts_on(day)
    seen = elements["persons_ca"]
    found = amounts.exposure_range(seen["low"], seen["high"] or seen["point"], elements["answer"], table)
    result = asdict(found)
    result["amount_table_id"] = result.pop("table_id")
    if elements["answer"] == "yes" and seen["high"] is None:
        result["note"] += "; counts only the people seen, and the sample proves no upper bound"
    if day >= amounts.NEXT_ADJUSTMENT:
        result["note"] += f"; a CPI adjustment was due on {amounts.NEXT_ADJUSTMENT}: check the table"
    return result


def minors(scope: Scope) -> dict[str, Any]:
    """Return the evidence of people under 16; knowing it is for the business to say."""
    seen = sum(count for combo, count in scope.combos().items() if "MINOR" in combo)
    objects = sum(detail.tally.objects_with.get("MINOR", 0) for detail in scope.details)
    evidence = [f"{objects:,} objects state an age or a birth date under 16"] if objects else []
    return {"known_u16_est": {"low": seen, "point": None, "high": None}, "evidence": evidence}


def _range(pair: Sequence[float]) -> str:
    low, high = pair
    return f"at least {low:,.0f}" if math.isinf(high) else f"{low:,.0f} to {high:,.0f}"
