"""From readings to figures for the whole bucket."""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.sample.intervals import clopper_pearson
from pii_sweep.types import Estimate, Observation, Stratum

ALWAYS = ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")
COMBINATION = "PERSON+STREET_ADDRESS"


def estimates(
    strata: Sequence[Stratum], observations: Sequence[Observation], confidence: float
) -> list[Estimate]:
    """Return the estimates of one bucket: objects, hits, subjects and faces, each with an interval."""
    if not strata:
        return []
    bucket = strata[0].bucket
    population = sum(s.objects - sum(s.skipped.values()) for s in strata)
    read = [o for o in observations if o.read]
    n, scale = len(read), population / max(1, len(read))
    entities = sorted({e for o in read for e in o.hits} | set(ALWAYS))
    rows = []
    for entity in [*entities, COMBINATION]:
        k = sum(all(o.hits.get(part, 0) for part in entity.split("+")) for o in read)
        low, high = clopper_pearson(k, n, confidence)
        rows.append(Estimate(bucket, f"objects_with:{entity}", low * population, k / max(1, n) * population,
                             high * population, confidence, "clopper-pearson", n, population))  # fmt: skip
    totals = {f"hits:{e}": float(sum(o.hits.get(e, 0) for o in read)) for e in entities}
    totals["faces"] = float(sum(o.faces for o in read))
    totals["subjects"] = float(len({d for o in read for d in o.subjects}))
    totals["subjects_ca"] = float(
        len({d for o in read for d, c in o.subjects.items() if c in ("strong", "medium")})
    )
    for measure, seen in totals.items():
        high = float("inf") if n < population else seen
        point = seen if measure.startswith("subjects") else seen * scale
        rows.append(Estimate(bucket, measure, seen, point, high, confidence, "floor", n, population))
    return rows
