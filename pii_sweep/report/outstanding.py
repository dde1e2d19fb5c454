"""What only people can say in an assessment, and where the law asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

HUMAN: tuple[tuple[str, str, str], ...] = (
    ("operator", "who ran the sweep", "11 CCR §7152(a)(8)"),
    ("business.name", "the business's name", "11 CCR §7157(b)"),
    ("business.contact", "the business's contact", "11 CCR §7157(b)"),
    ("thresholds.revenue_band", "annual gross revenue", "Cal. Civ. Code §1798.140(d)"),
    ("thresholds.exemptions", "exemptions that apply (HIPAA, FCRA, GLBA, none)", "Cal. Civ. Code §1798.145"),
    ("activity.purpose", "the specific purpose, not in general terms", "11 CCR §7152(a)(1)"),
    ("activity.began_on", "when the processing began", "11 CCR §7155(b)"),
    ("activity.status", "whether the processing is planned, going on or ended", "11 CCR §7155"),
    ("sources", "the sources of the personal information", "11 CCR §7152(a)(3)(A)"),
    ("collection_method", "how it is collected, used, disclosed and retained", "11 CCR §7152(a)(3)(A)"),
    ("consumer_interaction", "how and why the business interacts with consumers", "11 CCR §7152(a)(3)(C)"),
    ("consumer_disclosures", "what consumers are told, and how", "11 CCR §7152(a)(3)(E)"),
    ("benefits", "the specific benefits", "11 CCR §7152(a)(4)"),
    ("decision", "whether the processing will go ahead", "11 CCR §7152(a)(7)"),
    ("contributors", "who supplied information, counsel left out", "11 CCR §7152(a)(8)"),
    ("approval.date", "the date of review and approval", "11 CCR §7152(a)(9)"),
    ("approval.names", "who reviewed and approved", "11 CCR §7152(a)(9)"),
    ("approval.positions", "their positions", "11 CCR §7152(a)(9)"),
)
IN_LISTS: tuple[tuple[str, str, str, str], ...] = (
    ("pi_categories", "min_necessary", "whether the category is the minimum necessary", "11 CCR §7152(a)(2)"),
    ("pi_categories", "undeclared", "which categories the activity declares", "11 CCR §7152(a)(2)"),
    (
        "retention",
        "declared_period",
        "how long the category is kept, or the criteria",
        "11 CCR §7152(a)(3)(B)",
    ),
    ("recipients", "known_as", "who the recipient is", "11 CCR §7152(a)(3)(F)"),
    ("recipients", "type", "service provider, contractor or third party", "11 CCR §7152(a)(3)(F)"),
    ("recipients", "purpose", "what the recipient is given it for", "11 CCR §7152(a)(3)(F)"),
    ("negative_impacts", "likelihood", "how likely the harm is", "11 CCR §7152(a)(5)"),
    ("negative_impacts", "severity", "how severe the harm would be", "11 CCR §7152(a)(5)"),
    ("negative_impacts", "residual", "what remains after the safeguards", "11 CCR §7152(a)(6)"),
)
EXPOSURE: tuple[tuple[str, str, str], ...] = (
    (
        "exposure.since_earliest",
        "since when the buckets have been readable",
        "Cal. Civ. Code §1798.150(a)(1)",
    ),
    ("exposure.log_evidence", "what access logs show", "Cal. Civ. Code §1798.150(a)(1)"),
)


def outstanding(body: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return every human field that is null: its path, what it asks, and the legal source.

    Questions on candidates of sensitive information are asked too.
    """
    return [{"field": field, "asks": asks, "cite": cite} for field, asks, cite in _open(body)]


def _open(body: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field, asks, cite in (*HUMAN, *EXPOSURE):
        if _at(body, field) is None:
            yield field, asks, cite
    for name, key, asks, cite in IN_LISTS:
        for number, row in enumerate(body[name]):
            present = name != "pi_categories" or row["present"] == "yes"
            if row[key] is None and present:
                yield f"{name}[{number}].{key}", asks, cite
    for number, row in enumerate(body["spi"]):
        if row["state"] == "candidate":
            yield f"spi[{number}].state", row["human_question"], row["cite"]


def _at(body: Mapping[str, Any], path: str) -> Any:
    value: Any = body
    for name in path.split("."):
        value = value[name]
    return value
