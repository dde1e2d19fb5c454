"""What each entity type means in law: CCPA letters, sensitive personal information, ENISA category.

Letters are those of Cal. Civ. Code §1798.140(v)(1)(A)-(L); sensitive personal information is
§1798.140(ae) and 11 CCR §7001(bbb). The mapping from entity types to the statute is this
project's reading, printed with every report and open to override in `[risk.categories]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pii_sweep import entities
from pii_sweep.entities import Entity

State = Literal["confirmed", "candidate"]


@dataclass(frozen=True, slots=True)
class SpiRow:
    """Sensitive personal information: all of `entities` on one person (or in one place) give `cite`.

    `question` is what a person must answer before a candidate is confirmed.
    """

    cite: str
    entities: frozenset[str]
    state: State
    question: str = ""


LETTERS: Mapping[str, str] = {
    "A": "Identifiers",
    "B": "Customer records (§1798.80(e))",
    "C": "Protected-class characteristics",
    "D": "Commercial information",
    "E": "Biometric information",
    "F": "Internet or network activity",
    "G": "Geolocation data",
    "H": "Audio, electronic, visual or similar information",
    "I": "Professional or employment information",
    "J": "Education information",
    "K": "Inferences",
    "L": "Sensitive personal information",
}

ENTITIES = entities.BY_NAME
UNPLACED = entities.UNPLACED
SPI: tuple[SpiRow, ...] = tuple(
    sorted(
        (
            *(SpiRow(item.spi, item.names, "confirmed") for item in entities.COMBINATIONS if item.spi),
            *(
                SpiRow(
                    item.spi,
                    frozenset((item.name,)),
                    "candidate" if item.spi_question else "confirmed",
                    item.spi_question,
                )
                for item in entities.ENTITIES
                if item.spi
            ),
        ),
        key=lambda row: (entities.SPI_CITES.index(row.cite), row.state == "candidate"),
    )
)


def row(entity: str, overrides: Mapping[str, float] | None = None) -> Entity:
    """Return the row of an entity type, with its DPC overridden where `[risk.dpc]` says so."""
    found = ENTITIES.get(entity, UNPLACED)
    if overrides and entity in overrides:
        return replace(found, dpc=overrides[entity])
    return found


def letters(entity: str, overrides: Mapping[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
    """Return the §1798.140(v)(1) letters of an entity type, overridden by `[risk.categories]`."""
    if overrides and entity in overrides:
        return tuple(overrides[entity])
    return ENTITIES.get(entity, UNPLACED).letters


def letters_of(
    names: Iterable[str], overrides: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """Return the sorted union of the letters of several entity types."""
    return tuple(sorted({letter for entity in names for letter in letters(entity, overrides)}))


def spi_of(combos: Iterable[frozenset[str]]) -> tuple[tuple[SpiRow, State], ...]:
    """Return the SPI rows met by the entity sets, one per cite and entities, confirmed first.

    A cite that is confirmed is not listed again as a candidate.
    """
    sets = list(combos)
    met = [item for item in SPI if any(item.entities <= combo for combo in sets)]
    sure = {item.cite for item in met if item.state == "confirmed"}
    kept = [item for item in met if item.state == "confirmed" or item.cite not in sure]
    return tuple((item, item.state) for item in sorted(kept, key=lambda item: item.state != "confirmed"))


def spi_labels(combos: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Return `cite confirmed` or `cite candidate` lines without repeats, sorted by cite."""
    return tuple(sorted({f"{item.cite} {state}" for item, state in spi_of(combos)}))
