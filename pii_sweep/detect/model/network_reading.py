"""What the second network reads of a label other than a name's: its entities, and its shares as features."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import log
from typing import NamedTuple

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANINGS, LEAST

# A share counts for no more than this; the log-odds of the least that is reported, to begin at 0.
_MOST, _FLOOR = 0.99, 3.5


class Said(NamedTuple):
    """The entities of one label in a text, and the tokens that lean to it, in order and without overlap."""

    entities: Sequence[Entity]
    starts: Sequence[int]
    ends: Sequence[int]
    # The largest share of the first so many, and of all from that one on: a text may have thousands.
    before: Sequence[float]
    behind: Sequence[float]

    def describe(self, start: int, end: int) -> Mapping[str, float]:
        """Return the features of a stretch: the largest shares in it and elsewhere in its text, as odds."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        own = max((one.sure for one in self.entities[first:last]), default=0.0)
        others = max(self.before[first], self.behind[max(first, last)])
        return {"read": odds(own), "read none": float(not own), "read elsewhere": odds(others)}


_NOTHING = Said((), (), (), (0.0,), (0.0,))


def keep(label: str, entities: Iterable[Entity]) -> Said:
    """Return the entities of a label, and the tokens that lean to it."""
    own = [one for one in entities if one.label in (label, LEANINGS[label])]
    if not own:
        return _NOTHING
    shares = [one.sure for one in own]
    return Said(
        own,
        [one.start for one in own],
        [one.end for one in own],
        list(accumulate(shares, max, initial=0.0)),
        list(accumulate(reversed(shares), max, initial=0.0))[::-1],
    )


def describe(said: Said | None, start: int, end: int) -> Mapping[str, float]:
    """Return the features of a stretch; `said` is None where the network does not read."""
    return {"unread": 1.0} if said is None else said.describe(start, end)


def odds(share: float) -> float:
    """Return the log-odds of a share, 0 for the least that the network reports and for none."""
    share = min(_MOST, max(LEAST, share))
    return log(share / (1 - share)) + _FLOOR
