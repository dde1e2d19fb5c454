"""The assessment's counts of people: consumers, thresholds, breach elements, minors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from pii_sweep.report import words
from pii_sweep.report.packet.scope import (
    EVIDENCE,
    LIVING,
    Scope,
    bounds,
    count_seen,
    estimate_people,
    people,
)
from pii_sweep.report.packet.statutes import statute
from pii_sweep.risk import statutory_amounts
from pii_sweep.risk.categories import SPI
from pii_sweep.risk.elements import ELEMENTS, Element, Law
from pii_sweep.types import Answer

LOCATED_ENOUGH = 30
CAVEATS = (
    "a postal address is a proxy for residence (18 CCR §17014)",
    "people are distinguished by record linkage on keyed digests; the interval holds uncertain links",
    "photo subjects without an identity are counted as faces, not as people",
    "the count seen is a floor; where no upper bound is given the sample proves none",
)


def consumers(scope: Scope) -> dict[str, Any]:
    """Return §7152(a)(3)(D): the approximate number of consumers, with its evidence."""
    subjects = scope.subjects
    mix = subjects["residency"].value_counts()
    located = int((subjects["residency"].isin(LIVING["point"]) | subjects["elsewhere"]).sum())
    findings = scope.table("findings")
    homes = findings.loc[findings["entity"].isin(["STREET_ADDRESS"]) & findings["subject_id"].notna()]
    everybody = bounds(*people(scope, californian=False))
    houses = min(int(homes["value_digest"].nunique()), everybody["low"])
    return {
        "ca": bounds(*people(scope, californian=True)),
        "all_persons": everybody,
        "households_est": {"low": houses, "point": None, "high": None},
        "method": "distinct keyed digests of linked name and address in a stratified sample; see method",
        "evidence_mix": {name: int(mix.get(name, 0)) for name in EVIDENCE},
        "located": located,
        "prior_used": bool(len(subjects)) and located < LOCATED_ENOUGH,
        "caveats": [*CAVEATS, *_name_unlisted(scope)],
    }


def _name_unlisted(scope: Scope) -> list[str]:
    broken = [detail.frame.bucket for detail in scope.details if detail.frame.listing != "complete"]
    if not broken:
        return []
    return [f"the listing of {words.listing(broken)} broke off: who is in what was not listed is not known"]


def with_elements(scope: Scope, law: Law) -> dict[str, Any]:
    """Return which breach-law combinations were seen, on how many people, and the three-valued answer."""
    answer = answer_of(scope, law)
    met = [(item, count_seen(scope, [item.entities])) for item in ELEMENTS if law in item.laws]
    met = [(item, count) for item, count in met if count]
    sure = [item.entities for item, _ in met if item.sure]
    low, point, _ = estimate_people(scope, sure, californian=True)
    high = estimate_people(scope, [item.entities for item, _ in met], californian=True)[2]
    return {
        "answer": answer,
        "combos": [_combination(item, law, count) for item, count in met],
        "persons_seen": count_seen(scope, sure),
        "persons_ca": bounds(low, point, _upper_end(answer, high, met=bool(met))),
    }


def _upper_end(answer: Answer, estimate: float, *, met: bool) -> float:
    """Return the upper end: 0 for a no, none where elements lie unlinked and on nobody."""
    if answer == "no":
        return 0.0
    return estimate if met else math.inf


def _combination(item: Element, law: Law, count: int) -> dict[str, Any]:
    return {
        "cite": item.cite_in(law),
        "text": statute(item.cite_in(law)),
        "entities": sorted(item.entities),
        "state": "confirmed" if item.sure else "candidate",
        "persons_seen": count,
        "review": item.review or None,
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
    found = [item for item in SPI if count_seen(scope, [item.entities])]
    spi = estimate_people(
        scope, [item.entities for item in found if item.state == "confirmed"], californian=True
    )
    most = estimate_people(scope, [item.entities for item in found], californian=True)[2]
    intervals = {
        "ca_with_elements": with_elements(scope, "82")["persons_ca"],
        "spi": bounds(*spi[:2], max(spi[2], most)),
        "ca": bounds(*people(scope, californian=True)),
    }
    counters: Mapping[str, tuple[float, float]] = {
        name: (ends["low"], math.inf if ends["high"] is None else ends["high"])
        for name, ends in intervals.items()
    }
    basis = {
        "ca_with_elements": "Californians with a §1798.82 combination",
        "spi": "Californians with sensitive personal information",
        "ca": "Californians estimated from postal addresses",
    }
    return [
        {
            "name": item.name,
            "operator": item.operator,
            "count": item.count,
            "result": statutory_amounts.check(item, *counters[item.counts]),
            "basis": f"{basis[item.counts]}: {_range(counters[item.counts])}",
            "cite": item.cite,
            "text": statute(item.cite),
        }
        for item in statutory_amounts.THRESHOLDS
    ]


def exposure_range(elements: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return the §1798.150 range in dollars for the Californians seen with a combination."""
    table = statutory_amounts.amounts_on(day)
    counted = elements["persons_ca"]
    most = counted["point"] if counted["high"] is None else counted["high"]
    found = statutory_amounts.exposure_range(counted["low"], most, elements["answer"], table)
    result = asdict(found)
    result["amount_table_id"] = result.pop("table_id")
    if elements["answer"] == "yes" and counted["high"] is None:
        result["note"] += "; the higher figure is of the estimate, for which the sample proves no upper bound"
    if day >= statutory_amounts.NEXT_ADJUSTMENT:
        result["note"] += (
            f"; a CPI adjustment was due on {statutory_amounts.NEXT_ADJUSTMENT}: check the table"
        )
    return result


def minors(scope: Scope) -> dict[str, Any]:
    """Return the evidence of people under 16; knowing it is for the business to say."""
    children = [frozenset(("MINOR",))]
    objects = sum(detail.tally.objects_with.get("MINOR", 0) for detail in scope.details)
    evidence = [f"{objects:,} objects state an age or a birth date under 16"] if objects else []
    count = count_seen(scope, children)
    known = {"low": count, "point": None, "high": None}
    return {
        "known_u16_est": bounds(*estimate_people(scope, children)) if count else known,
        "evidence": evidence,
    }


def _range(pair: Sequence[float]) -> str:
    low, high = pair
    return f"at least {low:,.0f}" if math.isinf(high) else f"{low:,.0f} to {high:,.0f}"
