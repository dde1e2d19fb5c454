"""What the second network reads of a label other than a name's: its entities, and its shares as features."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANINGS, LEAST

# A share counts for no more than this; the log-odds of the least that is reported, to begin at 0.
_MOST, _FLOOR = 0.99, 3.5


def keep(label: str, entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities of a label, and the tokens that lean to it."""
    return [one for one in entities if one.label in (label, LEANINGS[label])]


def describe(said: Sequence[Entity] | None, start: int, end: int) -> Mapping[str, float]:
    """Return the features of a stretch: the largest share in it, and elsewhere in its text, as log-odds.

    `said` is None where the network does not read.
    """
    if said is None:
        return {"unread": 1.0}
    own = max((one.sure for one in said if one.start < end and start < one.end), default=0.0)
    others = max((one.sure for one in said if one.start >= end or start >= one.end), default=0.0)
    return {"read": odds(own), "read none": float(not own), "read elsewhere": odds(others)}


def odds(share: float) -> float:
    """Return the log-odds of a share, 0 for the least that the network reports and for none."""
    share = min(_MOST, max(LEAST, share))
    return log(share / (1 - share)) + _FLOOR
