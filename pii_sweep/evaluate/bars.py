"""What accuracy is asked for, as data: corpus, group, entity, least recall and precision."""

from __future__ import annotations

from dataclasses import dataclass

from pii_sweep.evaluate.score import MAIN, Outcome


@dataclass(frozen=True, slots=True)
class Bar:
    """Least recall and precision of an entity in a group of a corpus; `*` is all typed columns."""

    corpus: str
    group: str
    entity: str
    recall: float
    precision: float


TEXT, CLEAN, DAMAGED = "text and structured", "clean pictures", "damaged pictures"
BARS = (
    *(Bar("fixtures", TEXT, entity, 0.97, 0.97) for entity in MAIN),
    *(Bar("fixtures", CLEAN, entity, 0.92, 0.95) for entity in MAIN),
    *(Bar("fixtures", DAMAGED, entity, 0.80, 0.90) for entity in MAIN),
    Bar("text_presidio_research", "all", "PERSON", 0.93, 0.90),
    Bar("text_presidio_research", "all", "STREET_ADDRESS", 0.85, 0.90),
    Bar("text_presidio_research", "all", "PHONE_NUMBER", 0.90, 0.90),
    Bar("addresses_usaddress", "all", "STREET_ADDRESS", 0.95, 0.97),
    Bar("receipts_sroie", "all", "ORDER_VALUE", 0.95, 0.97),
    Bar("invoices_zugferd", "all", "ORDER_VALUE", 0.92, 0.92),
    Bar("invoices_zugferd", "all", "STREET_ADDRESS", 0.90, 0.95),
    Bar("invoices_zugferd", "all", "PERSON", 0.90, 0.85),
    Bar("columns_datahub", "all", "*", 0.90, 0.95),
)
PLACED_BAR = 0.95  # of the true boxes that are found, so many in their place
CORPORA = tuple(dict.fromkeys(bar.corpus for bar in BARS if bar.corpus != "fixtures"))


def group(outcome: Outcome) -> str:
    """Return the group of a fixture: how its text reaches the reader."""
    if outcome.damage is None:
        return TEXT
    return CLEAN if outcome.damage == "none" else DAMAGED
