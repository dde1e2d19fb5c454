"""Logs of a carrier's parcels: what happened to each of them at which depot, and to no person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import lexicon

NUMBERS = frozenset({"TRACKING_NUMBER", "ORDER_ID"})
# What such a log has of its depots, too.
_OF_DEPOTS = frozenset({"city", "state", "zip", "country", "lat", "lon", "GEO_COORDINATES"})


def is_parcel_log(decided: Sequence[Column], samples: Sequence[Sampled]) -> bool:
    """Indicate whether each row is an event of a parcel at a depot, without anything of a person.

    Its telephones are the depots': one that no header of a depot names may be a recipient's.
    """
    events, depots = map(_compile, ("parcel_events", "depots"))
    if not (any(one.titled(events) for one in samples) and any(one.titled(depots) for one in samples)):
        return False
    if not any(one.kind in NUMBERS for one in decided):
        return False
    return all(
        one.kind in NUMBERS | _OF_DEPOTS or (one.kind == "PHONE_NUMBER" and _is_of_depot(one, depots))
        for one in decided
    )


def _is_of_depot(column: Column, depots: re.Pattern[str]) -> bool:
    """Indicate whether a header begins with the word for a depot: `site.switchboard`, `점소전화`."""
    return any(depots.match(title) for title in column_header.plain_header(column.name)[:1])


@lru_cache(maxsize=2)
def _compile(kind: str) -> re.Pattern[str]:
    words = "|".join(lexicon.table("header_things")[kind])
    return re.compile(rf"(?:{words})(?: (?:code|name|id|no))?")
