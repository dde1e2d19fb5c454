"""Invented findings in any number, as varied as those of a large sweep."""

from __future__ import annotations

import hashlib
import random

import pandas as pd

KINDS = (
    "PERSON",
    "STREET_ADDRESS",
    "EMAIL_ADDRESS",
    "PHONE_NUMBER",
    "ORDER_VALUE",
    "ORDER_ID",
    "US_SSN",
    "CREDIT_CARD",
)
BUCKETS = ("orders-prod", "orders-backup", "support", "marketing")


def many_findings(count: int, seed: int = 1) -> pd.DataFrame:
    """Return so many findings: five an object, three a person."""
    chance = random.Random(seed)
    return pd.DataFrame([_finding(number, chance) for number in range(count)])


def _finding(number: int, chance: random.Random) -> dict[str, object]:
    order = number // 5
    bucket = BUCKETS[number * len(BUCKETS) // 100_000 % len(BUCKETS)]
    state = chance.choice(("CA", "NY", "TX", "WA", "IL"))
    letter = chance.choice("ABCDEFGHJKLMNPRSTW")
    return {
        "finding_id": _digest("finding", number),
        "bucket": bucket,
        "key": f"orders/{2018 + order % 8}/{order % 12 + 1:02d}/order-{order:07d}.pdf",
        "version_id": None,
        "member": None if number % 7 else "attachment-1.docx",
        "entity": chance.choice(KINDS),
        "score": round(chance.uniform(0.4, 1), 4),
        "masked": f"{letter}{'█' * chance.randrange(3, 12)}, {state} {chance.randrange(1000)}██",
        "subject_id": _digest("person", number // 3),
        "page": number % 5 + 1,
        "row": None,
        "line": number % 60,
        "column_name": None,
        "recognizer": chance.choice(("Network", "Column", "Address", "Pattern")),
        "reasons": [f"context:{chance.randrange(10) / 10}", "shape:0.6"],
    }


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]
