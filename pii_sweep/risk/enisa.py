"""ENISA's severity of a personal data breach: `SE = DPC × EI + CB`.

"Recommendations for a methodology of the assessment of severity of personal data breaches",
ENISA, version 1.0, December 2013: data processing context (DPC, 1 to 4), ease of
identification (EI, 0.25 to 1), circumstances of breach (CB, 0 to 2); bands at 2, 3 and 4.
Used before any breach, CB comes from the bucket's configuration. DPC 0 with EI 0 stands for
"no personal data found".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pii_sweep.entities import COMBINATIONS, ENTITIES, PERSON, having
from pii_sweep.risk.categories import row
from pii_sweep.types import Exposure, ExposureLevel, Level

# ENISA counts confidentiality lost to unknown recipients 0.5 and to known ones 0.25. Exposure
# that could not be read counts as public: a failed call never lowers a rating.
CONFIDENTIALITY: Mapping[ExposureLevel, float] = {
    "PUBLIC": 0.5,
    "SHARED": 0.25,
    "PRIVATE": 0.0,
    "UNKNOWN": 0.5,
}

# Ease of identification of the entities held of one person; the highest row that applies counts.
# Rows of one number are ENISA's annex 2; a US SSN alone is set to 0.75 (its table: 0.25) since
# leaked lists make it searchable.
EI: tuple[tuple[float, frozenset[str]], ...] = (
    *((item.ei_named, frozenset((PERSON, item.name))) for item in ENTITIES if item.ei_named is not None),
    *((item.ei, item.names) for item in COMBINATIONS if item.ei is not None),
    *((item.ei, frozenset((item.name,))) for item in ENTITIES if item.ei is not None),
)
EI_LEAST = 0.25

# Sets that are worth more together than the highest of their parts: usable card details, an
# identity that opens accounts, a home with its people's pictures and whereabouts.
DPC_TOGETHER: tuple[tuple[float, frozenset[str]], ...] = tuple(
    (item.dpc, item.names) for item in COMBINATIONS if item.dpc is not None
)

# Amounts and traffic data say little of a person who is known by a bare name or not at all.
REACHABLE = having("reaches")
REDUCED: Mapping[str, float] = {item.name: item.reduced for item in ENTITIES if item.reduced is not None}
NEEDS_SOMEONE = having("needs_person")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The parts of CB, each 0 to 0.5, and their sum."""

    confidentiality: float
    integrity: float
    availability: float
    intent: float = 0.0

    @property
    def total(self) -> float:
        """Return CB, 0 to 2."""
        return self.confidentiality + self.integrity + self.availability + self.intent


def dpc(combo: frozenset[str], overrides: Mapping[str, float]) -> float:
    """Return the data processing context of one person's entities: the highest category held.

    Amounts, traffic data and health terms tied to nobody reachable are reduced (ENISA: "data
    revealing little"); `overrides` (`[risk.dpc]`) replace an entity's score and are not reduced.
    """
    scores = [0.0, *(entity_score(entity, combo, overrides) for entity in combo)]
    scores += [
        score for score, together in DPC_TOGETHER if together <= combo and not together & overrides.keys()
    ]
    return max(scores)


def entity_score(entity: str, combo: frozenset[str], overrides: Mapping[str, float]) -> float:
    """Return the score of one entity among those held of a person."""
    score = row(entity, overrides).dpc
    if entity in overrides or entity not in NEEDS_SOMEONE or combo & REACHABLE:
        return score
    return min(score, REDUCED.get(entity, score)) if combo & {"PERSON", "FACE"} else 1.0


def ei(combo: frozenset[str]) -> float:
    """Return the ease of identification of one person's entities, 0 for none at all."""
    if not combo:
        return 0.0
    return max((score for score, names in EI if names <= combo), default=EI_LEAST)


def circumstances(exposure: Exposure) -> Circumstances:
    """Read CB from a bucket's configuration.

    Confidentiality by who can read; integrity where anyone may write and availability where anyone
    may delete: 0.25 where the versions kept allow recovery, 0.5 where nothing does. What could not
    be read of writing and deleting counts in `rating_high` only, by `circumstances_high`.
    """
    return Circumstances(
        CONFIDENTIALITY[exposure.level],
        _score_loss(exposure.public_write == "yes", _keeps_versions(exposure)),
        _score_loss(exposure.deletable == "yes", _keeps_versions(exposure) and exposure.erasable != "yes"),
    )


def circumstances_high(exposure: Exposure) -> Circumstances:
    """Return CB with every right to write and delete that could not be read taken as given."""
    return Circumstances(
        CONFIDENTIALITY[exposure.level],
        _score_loss(exposure.public_write != "no", _keeps_versions(exposure)),
        _score_loss(exposure.deletable != "no", _keeps_versions(exposure) and exposure.erasable == "no"),
    )


def _keeps_versions(exposure: Exposure) -> bool:
    return exposure.versioning.lower() in ("enabled", "on")


def _score_loss(possible: bool, recoverable: bool) -> float:
    """Return ENISA's 0.25 for what can be brought back and 0.5 for what cannot."""
    return (0.25 if recoverable else 0.5) if possible else 0.0


def band(se: float, thresholds: tuple[float, float, float] = (2.0, 3.0, 4.0)) -> Level:
    """Return the severity band of a score; the bounds belong to the upper band."""
    names: tuple[Level, ...] = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")
    return names[sum(se >= bound for bound in thresholds)]


@dataclass(frozen=True, slots=True)
class Vector:
    """The parts of a vector string; None where nothing was analysed.

    `modifiers` are what the project added to ENISA's own tables, by code and amount.
    """

    dpc: float | None
    ei: float | None
    cb: float
    volume: str
    exposure: str
    modifiers: tuple[tuple[str, float], ...] = ()

    @property
    def se(self) -> float | None:
        """Recompute the severity from the parts."""
        return None if self.dpc is None or self.ei is None else self.dpc * self.ei + self.cb

    def __str__(self) -> str:
        parts = [
            f"{self.dpc:g}" if self.dpc is not None else "?",
            f"{self.ei:g}" if self.ei is not None else "?",
        ]
        more = ",".join(f"{code}{amount:+g}" for code, amount in self.modifiers)
        return f"ENISA:2013/DPC:{parts[0]}/EI:{parts[1]}/CB:{self.cb:g}/V:{self.volume}/X:{self.exposure}" + (
            f"/M:{more}" if more else ""
        )


def volume(persons: float, many: int) -> str:
    """Return the vector's volume: `0`, `1+`, or `100+` for ENISA's flag of over a hundred people."""
    if persons <= 0:
        return "0"
    return f"{many}+" if persons >= many else "1+"


def find_worst(combos: Iterable[frozenset[str]], overrides: Mapping[str, float]) -> frozenset[str]:
    """Return the entity set with the highest DPC × EI, the larger one of equals.

    Sets are scored one by one: an amount on one record and an address on another do not make
    a person whose purchases and home are known.
    """
    ordered = sorted(combos, key=lambda combo: (-len(combo), sorted(combo)))
    return max(ordered, key=lambda combo: dpc(combo, overrides) * ei(combo), default=frozenset())
