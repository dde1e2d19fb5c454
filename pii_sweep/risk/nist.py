"""NIST SP 800-122 (April 2010), §3: the PII confidentiality impact level, read deterministically.

The publication asks for judgement over six factors; this reading is fixed so that two people get
the same label. It stands next to the ENISA score and is never mixed into it.
"""

from __future__ import annotations

from collections.abc import Iterable

from pii_sweep.entities import COMBINATIONS, having
from pii_sweep.risk.enisa import ei
from pii_sweep.types import ExposureLevel

LEVELS = ("Low", "Moderate", "High")
GRAVE = having("nist_grave")
SECRETS = tuple(item.names for item in COMBINATIONS if item.credential)
WHEREABOUTS = having("nist_place")
REVEALING = having("nist_revealing")
MANY = 500


def nist_level(combos: Iterable[frozenset[str]], persons: float, exposure: ExposureLevel) -> str:
    """Return `Low`, `Moderate` or `High`; `-` where there is no personal data.

    High with a government number, an identity document, credentials or health data of people
    who can be identified (EI ≥ 0.75), or a minor with a place. Moderate with fully identified
    people (EI 1) and purchases, places or pictures, or with 500 people or more. Public buckets
    are raised by one level (factor "access to and location of PII").
    """
    held = list(combos)
    if not held:
        return "-"
    if any(_is_high(combo) for combo in held):
        level = 2
    elif any(ei(combo) >= 1.0 and (combo & REVEALING or persons >= MANY) for combo in held):
        level = 1
    else:
        level = 0
    return LEVELS[min(2, level + (exposure == "PUBLIC"))]


def _is_high(combo: frozenset[str]) -> bool:
    grave = bool(combo & GRAVE) or any(secret <= combo for secret in SECRETS)
    return (grave and ei(combo) >= 0.75) or ("MINOR" in combo and bool(combo & WHEREABOUTS))
