"""Names that stand in one list vouch for each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pii_sweep.detect.text.candidate import Hit

# What stands between the members of a list.
_BETWEEN = re.compile(r",? (?:and|or|&) |, ")
# A member this sure is a person by its words or its title.
SURE = 0.6


def backed(text: str, read: Sequence[Hit]) -> list[Hit]:
    """Raise the unknown words that the model read in one list with a name that the word lists know."""
    found, chain = list[Hit](), list[Hit]()
    for hit in sorted(read, key=lambda hit: hit.start):
        if chain and _BETWEEN.fullmatch(text, chain[-1].end, hit.start) is None:
            found += _raised(chain)
            chain = []
        chain.append(hit)
    return found + _raised(chain)


def _raised(chain: Sequence[Hit]) -> list[Hit]:
    if len(chain) < 2 or 2 * sum(hit.score >= SURE for hit in chain) < len(chain):
        return list(chain)
    return [
        hit.raised("listed", 0.15) if any(reason.startswith("alone") for reason in hit.reasons) else hit
        for hit in chain
    ]
