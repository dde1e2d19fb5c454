"""What each entity type means in law: CCPA letters, sensitive personal information, ENISA category.

Letters are those of Cal. Civ. Code §1798.140(v)(1)(A)-(L); sensitive personal information is
§1798.140(ae) and 11 CCR §7001(bbb). The mapping from entity types to the statute is this
project's reading, printed with every report and open to override in `[risk.categories]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["simple", "behavioural", "financial", "sensitive", "none"]
State = Literal["confirmed", "candidate"]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """One entity type: its CCPA letters, ENISA category and base score (DPC, 0 to 4)."""

    letters: tuple[str, ...]
    kind: Kind
    dpc: float


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

ENTITIES: Mapping[str, EntityRow] = {
    "PERSON": EntityRow(("A", "B"), "simple", 1),
    "STREET_ADDRESS": EntityRow(("A", "B"), "simple", 1),
    "EMAIL_ADDRESS": EntityRow(("A",), "simple", 1),
    "PHONE_NUMBER": EntityRow(("A", "B"), "simple", 1),
    "USERNAME": EntityRow(("A",), "simple", 1),
    "DATE_OF_BIRTH": EntityRow(("C",), "simple", 1),
    "ORDER_ID": EntityRow(("A", "D"), "simple", 1),
    "TRACKING_NUMBER": EntityRow(("A",), "simple", 1),
    "MEDICAL_LICENSE": EntityRow(("A", "I"), "simple", 1),
    # A photo shows family and private life: simple data raised by one (ENISA 2013, annex 1, context).
    "FACE": EntityRow(("H",), "simple", 2),
    "MINOR": EntityRow(("C", "L"), "simple", 2),
    "IP_ADDRESS": EntityRow(("A", "F"), "behavioural", 2),
    "GEO_COORDINATES": EntityRow(("G",), "behavioural", 2),
    # Orders, invoices and what was charged: "financial: income, transactions, invoices".
    "ORDER_VALUE": EntityRow(("B", "D"), "financial", 3),
    "CREDIT_CARD": EntityRow(("B",), "financial", 3),
    "CREDIT_CARD_CODE": EntityRow(("B",), "financial", 3),
    "US_BANK_NUMBER": EntityRow(("B",), "financial", 3),
    "IBAN_CODE": EntityRow(("B",), "financial", 3),
    "PASSWORD": EntityRow(("A",), "financial", 3),
    # Government numbers open accounts in a person's name; they are rated as financial data.
    "US_ITIN": EntityRow(("A", "B", "L"), "financial", 3),
    "US_DRIVER_LICENSE": EntityRow(("A", "B", "L"), "financial", 3),
    "US_PASSPORT": EntityRow(("A", "B", "L"), "financial", 3),
    "US_SSN": EntityRow(("A", "B", "L"), "financial", 4),
    "IDENTITY_DOCUMENT": EntityRow(("A", "B", "H", "L"), "financial", 3),
    "HEALTH": EntityRow(("B", "L"), "sensitive", 4),
    # Presidio's wide types name no person by themselves.
    "NRP": EntityRow(("C",), "simple", 1),
    "LOCATION": EntityRow((), "none", 0),
    "DATE_TIME": EntityRow((), "none", 0),
    "URL": EntityRow((), "none", 0),
    "ORGANIZATION": EntityRow((), "none", 0),
}

# An entity of a custom recognizer that no override places: an identifier, simple data.
UNPLACED = EntityRow(("A",), "simple", 1)

_A, _B, _C = "§1798.140(ae)(1)(A)", "§1798.140(ae)(1)(B)", "§1798.140(ae)(1)(C)"
_D, _HEALTH, _MINOR = "§1798.140(ae)(1)(D)", "§1798.140(ae)(2)(B)", "11 CCR §7001(bbb)"


def _spi(cite: str, state: State, *entities: str, question: str = "") -> SpiRow:
    return SpiRow(cite, frozenset(entities), state, question)


SPI: tuple[SpiRow, ...] = (
    _spi(_A, "confirmed", "US_SSN"),
    _spi(_A, "confirmed", "US_DRIVER_LICENSE"),
    _spi(_A, "confirmed", "US_PASSPORT"),
    _spi(_A, "candidate", "US_ITIN", question="Is the ITIN used like a social security number?"),
    _spi(
        _A,
        "candidate",
        "IDENTITY_DOCUMENT",
        question="Does the document show a licence, ID or passport number?",
    ),
    _spi(_B, "confirmed", "CREDIT_CARD", "CREDIT_CARD_CODE"),
    _spi(_B, "confirmed", "CREDIT_CARD", "PASSWORD"),
    _spi(_B, "confirmed", "US_BANK_NUMBER", "PASSWORD"),
    _spi(_B, "confirmed", "IBAN_CODE", "PASSWORD"),
    _spi(_B, "confirmed", "EMAIL_ADDRESS", "PASSWORD"),
    _spi(_B, "confirmed", "USERNAME", "PASSWORD"),
    _spi(_B, "candidate", "CREDIT_CARD", question="Is a code, PIN or password kept with the card number?"),
    _spi(
        _B,
        "candidate",
        "US_BANK_NUMBER",
        question="Is a password or credential kept with the account number?",
    ),
    _spi(_B, "candidate", "IBAN_CODE", question="Is a password or credential kept with the account number?"),
    _spi(_B, "candidate", "PASSWORD", question="Which account does the password open, and for whom?"),
    _spi(
        _C,
        "candidate",
        "GEO_COORDINATES",
        question="Is the location used, or meant to be used, to locate a person?",
    ),
    _spi(
        _D,
        "candidate",
        "NRP",
        question="Does the data state origin, religion or union membership of a person?",
    ),
    _spi(_HEALTH, "candidate", "HEALTH", question="Is the health information collected and analysed?"),
    _spi(_MINOR, "candidate", "MINOR", question="Does the business know that these people are under 16?"),
)


def row(entity: str, overrides: Mapping[str, float] | None = None) -> EntityRow:
    """Return the row of an entity type, with its DPC overridden where `[risk.dpc]` says so."""
    found = ENTITIES.get(entity, UNPLACED)
    if overrides and entity in overrides:
        return EntityRow(found.letters, found.kind, overrides[entity])
    return found


def letters(entity: str, overrides: Mapping[str, tuple[str, ...]] | None = None) -> tuple[str, ...]:
    """Return the §1798.140(v)(1) letters of an entity type, overridden by `[risk.categories]`."""
    if overrides and entity in overrides:
        return tuple(overrides[entity])
    return ENTITIES.get(entity, UNPLACED).letters


def letters_of(
    entities: Iterable[str], overrides: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """Return the sorted union of the letters of several entity types."""
    return tuple(sorted({letter for entity in entities for letter in letters(entity, overrides)}))


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
