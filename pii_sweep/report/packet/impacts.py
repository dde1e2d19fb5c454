"""Candidate negative impacts of 11 CCR §7152(a)(5): what was found, mapped to harms for people to weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pii_sweep.entities import having
from pii_sweep.report.packet.access import OFF
from pii_sweep.report.packet.categories import found_entities
from pii_sweep.report.packet.scope import Scope

DECLARED = "declared by the business"
MONEY = having("money")
HARMS: Mapping[str, str] = {
    "A": "unauthorised access, use or disclosure, or loss of availability",
    "B": "unlawful discrimination",
    "C": "impaired control over personal information",
    "D": "coercion into giving personal information",
    "E": "economic harm",
    "F": "physical harm to people or property",
    "G": "reputational harm",
    "H": "psychological harm",
}


def impacts(scope: Scope, said: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return candidate negative impacts of §7152(a)(5) with source and cause; weighing them is human.

    `said` are the `[[impacts]]` declared; those of other harms and sources come last.
    """
    found = found_entities(scope).keys()
    exposures = [detail.frame.exposure for detail in scope.details]
    rows: list[tuple[str, str, str]] = []
    if found and any(item.level in ("PUBLIC", "SHARED", "UNKNOWN") for item in exposures):
        rows.append(
            (
                "A",
                "bucket access",
                "people outside the account can read it, or who can is not known",
            )
        )
    if found & (having("special") | {"MINOR"}):
        rows.append(("B", "protected-class fields", "held in readable objects"))
    if found and any(item.lifecycle in OFF for item in exposures):
        rows.append(("C", "retention", "no lifecycle rule deletes what is no longer needed"))
    if found & MONEY:
        rows.append(("E", "account and government numbers", "open to fraud and identity theft"))
    if "STREET_ADDRESS" in found and found & {"FACE", "GEO_COORDINATES", "ORDER_VALUE"}:
        rows.append(("F", "home addresses with photos, places or purchases", "allow burglary or stalking"))
    if "HEALTH" in found:
        rows += [("G", "health information", "disclosure"), ("H", "health information", "disclosure")]
    if "MINOR" in found:
        rows += [("F", "data of minors", "disclosure"), ("H", "data of minors", "disclosure")]
    weighed = [
        _impact(harm, source, cause, scope.names, _find_declared(said, harm, source))
        for harm, source, cause in rows
    ]
    known = {(row["harm"], row["source"]) for row in weighed} | {(row["harm"], None) for row in weighed}
    more = [row for row in said if (row["harm"], row.get("source")) not in known]
    return weighed + [
        _impact(row["harm"], row.get("source", DECLARED), row.get("cause", ""), [], row) for row in more
    ]


def _find_declared(said: Sequence[Mapping[str, Any]], harm: str, source: str) -> Mapping[str, Any]:
    """Return what was declared of a harm: of this source, else of the harm from any."""
    mine = [row for row in said if row["harm"] == harm and row.get("source") in (source, None)]
    return max(mine, key=lambda row: row.get("source") == source, default={})


def _impact(
    harm: str, source: str, cause: str, refs: Sequence[str], said: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "harm": harm,
        "description": HARMS[harm],
        "source": source,
        "cause": cause,
        "evidence_refs": list(refs),
        **{name: said.get(name) for name in ("likelihood", "severity", "residual")},
    }
