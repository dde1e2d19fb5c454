"""What only people can say in an assessment, where the law asks for it, and its key in `activity.toml`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pii_sweep.report.packet.statutes import TRIGGERS


@dataclass(frozen=True, slots=True)
class Question:
    """A field of the packet that is null, and the key of the activity file that fills it.

    `select` names the table of a list of tables (`[[retention]]` with `category = "D"`).
    """

    field: str
    asks: str
    cite: str
    section: str
    key: str
    select: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def place(self) -> str:
        """Return where the answer goes, as a person reads it."""
        if not self.select:
            return f"[{self.section}] {self.key}"
        chosen = ", ".join(f"{name} = {_toml(value)}" for name, value in self.select.items())
        return f"[[{self.section}]] {chosen}: {self.key}"


# Field of the packet, what it asks, cite, section and key of the activity file.
HUMAN: Sequence[tuple[str, str, str, str, str]] = (
    ("operator", "who ran the sweep", "11 CCR §7152(a)(8)", "activity", "operator"),
    ("business.name", "the business's name", "11 CCR §7157(b)", "business", "name"),
    ("business.contact", "the business's contact", "11 CCR §7157(b)", "business", "contact"),
    (
        "thresholds.revenue_band", "annual gross revenue", "Cal. Civ. Code §1798.140(d)",
        "thresholds", "revenue_band",
    ),
    (
        "thresholds.exemptions", "exemptions that apply (HIPAA, FCRA, GLBA, none)",
        "Cal. Civ. Code §1798.145", "thresholds", "exemptions",
    ),
    (
        "activity.purpose", "the specific purpose, not in general terms", "11 CCR §7152(a)(1)",
        "activity", "purpose",
    ),
    ("activity.began_on", "when the processing began", "11 CCR §7155(b)", "activity", "began_on"),
    (
        "activity.status", "whether the processing is planned, going on or ended", "11 CCR §7155",
        "activity", "status",
    ),
    (
        "sources", "the sources of the personal information", "11 CCR §7152(a)(3)(A)",
        "operations", "sources",
    ),
    (
        "collection_method", "how it is collected, used, disclosed and retained", "11 CCR §7152(a)(3)(A)",
        "operations", "collection_method",
    ),
    (
        "consumer_interaction", "how and why the business interacts with consumers",
        "11 CCR §7152(a)(3)(C)", "operations", "consumer_interaction",
    ),
    (
        "consumer_disclosures", "what consumers are told, and how", "11 CCR §7152(a)(3)(E)",
        "operations", "consumer_disclosures",
    ),
    (
        "declared_safeguards.planned", "safeguards in place or planned beyond those found",
        "11 CCR §7152(a)(6)", "safeguards", "planned",
    ),
    ("benefits", "the specific benefits", "11 CCR §7152(a)(4)", "decision", "benefits"),
    ("decision", "whether the processing will go ahead", "11 CCR §7152(a)(7)", "decision", "go_ahead"),
    (
        "contributors", "who supplied information, counsel left out", "11 CCR §7152(a)(8)",
        "decision", "contributors",
    ),
    ("approval.date", "the date of review and approval", "11 CCR §7152(a)(9)", "approval", "date"),
    ("approval.names", "who reviewed and approved", "11 CCR §7152(a)(9)", "approval", "names"),
    ("approval.positions", "their positions", "11 CCR §7152(a)(9)", "approval", "positions"),
    (
        "exposure.since_earliest", "since when the buckets have been readable",
        "Cal. Civ. Code §1798.150(a)(1)", "exposure", "since_earliest",
    ),
    (
        "exposure.log_evidence", "what access logs show", "Cal. Civ. Code §1798.150(a)(1)",
        "exposure", "log_evidence",
    ),
)  # fmt: skip
# List of the packet, its field, what it asks, cite, section of the activity file.
IN_LISTS: Sequence[tuple[str, str, str, str, str]] = (
    (
        "pi_categories", "min_necessary", "which categories are the minimum necessary",
        "11 CCR §7152(a)(2)", "declared",
    ),
    (
        "pi_categories", "undeclared", "which categories the activity declares", "11 CCR §7152(a)(2)",
        "declared",
    ),
    (
        "retention", "declared_period", "how long the category is kept, or the criteria",
        "11 CCR §7152(a)(3)(B)", "retention",
    ),
    ("recipients", "known_as", "who the recipient is", "11 CCR §7152(a)(3)(F)", "recipients"),
    (
        "recipients", "type", "service provider, contractor or third party", "11 CCR §7152(a)(3)(F)",
        "recipients",
    ),
    (
        "recipients", "purpose", "what the recipient is given it for", "11 CCR §7152(a)(3)(F)",
        "recipients",
    ),
    ("negative_impacts", "likelihood", "how likely the harm is", "11 CCR §7152(a)(5)", "impacts"),
    ("negative_impacts", "severity", "how severe the harm would be", "11 CCR §7152(a)(5)", "impacts"),
    ("negative_impacts", "residual", "what remains after the safeguards", "11 CCR §7152(a)(6)", "impacts"),
)  # fmt: skip
KEYS: Mapping[str, str] = {"min_necessary": "minimum_necessary", "undeclared": "categories"}


def list_outstanding(body: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return every human field that is null: its path, what it asks, the legal source, and its key."""
    return [
        {"field": one.field, "asks": one.asks, "cite": one.cite, "key": one.place} for one in questions(body)
    ]


def questions(body: Mapping[str, Any]) -> Iterator[Question]:
    """Yield a question for every human field of a packet that is null, in the order of the packet."""
    for path, asks, cite, section, key in HUMAN:
        if _get_at(body, path) is None:
            yield Question(path, asks, cite, section, key)
    for number, (row, (key, text)) in enumerate(zip(body["trigger_evidence"], TRIGGERS, strict=True)):
        if row["answer"] is None:
            yield Question(
                f"trigger_evidence[{number}].answer", f"does the activity include {text}?", row["cite"],
                "triggers", key,
            )  # fmt: skip
    if all(row["declared"] is None for row in body["sensitive_categories"]):
        yield Question(
            "sensitive_categories", "which categories of sensitive information the activity declares",
            "11 CCR §7152(a)(2)", "declared", "sensitive",
        )  # fmt: skip
    for name, part, asks, cite, section in IN_LISTS:
        for number, row in enumerate(body[name]):
            present = name != "pi_categories" or row["present"] == "yes"
            if row[part] is None and present:
                yield Question(
                    f"{name}[{number}].{part}", _phrase_question(name, row, asks), cite, section,
                    KEYS.get(part, part), _select(section, row),
                )  # fmt: skip
    for number, row in enumerate(body["spi"]):
        if row["state"] == "candidate" and row["answer"] is None:
            select = {"entities": row["entity_types"]}
            yield Question(
                f"spi[{number}].answer", row["human_question"], row["cite"], "spi", "answer", select
            )


def _select(section: str, row: Mapping[str, Any]) -> dict[str, Any]:
    if section == "retention":
        return {"category": row["category"]}
    if section == "recipients":
        return {"principal": row["principal"]} if row["principal"] else {"known_as": row["known_as"]}
    if section == "impacts":
        return {"harm": row["harm"], "source": row["source"]}
    return {}


def _phrase_question(name: str, row: Mapping[str, Any], asks: str) -> str:
    """Return the question with what it is asked of."""
    about = ""
    if name == "retention":
        about = f": category {row['category']}"
    elif name == "recipients":
        about = f": {row['principal'] or row['known_as'] or 'a recipient'}"
    elif name == "negative_impacts":
        about = f": {row['description']} ({row['source']})"
    return f"{asks}{about}"


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"'


def _get_at(body: Mapping[str, Any], path: str) -> Any:
    value: Any = body
    for name in path.split("."):
        value = value[name]
    return value
