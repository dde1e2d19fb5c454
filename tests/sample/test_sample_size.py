"""So many reads settle a rating: what none of them holds is rare."""

from __future__ import annotations

import numpy as np
import pytest

from pii_sweep.sample.cost.costs import Costs, Rates
from pii_sweep.sample.frame.take_all import NAME
from pii_sweep.sample.sample_size import by_size, count_affordable, picks_for_zero_hits
from pii_sweep.types import ObjectRef, Stratum


def stratum(objects: int, name: str = "s", media: str = "pdf", size: int = 1000) -> Stratum:
    picks = tuple(ObjectRef("b", f"{name}/{i}", size=size) for i in range(min(objects, 2000)))
    return Stratum("b", name, "", media, "*", objects, objects * size, picks=picks)


@pytest.mark.parametrize(
    ("objects", "least", "most"), [(50, 50, 50), (9310, 690, 740), (1_000_000, 730, 745)]
)
def test_a_sample_that_large_misses_what_half_a_percent_hold_once_in_forty(
    objects: int, least: int, most: int
) -> None:
    number = picks_for_zero_hits((stratum(objects),), 0.005, 0.95)
    assert least <= number <= most
    held = max(1, int(np.ceil(0.005 * objects)))
    clean = np.prod([1 - held / (objects - i) for i in range(number)])
    assert clean <= 0.026


def test_the_take_all_stratum_is_read_whole_and_the_rest_by_size() -> None:
    strata = (stratum(6000), stratum(3000, "t"), stratum(9, NAME))
    assert by_size(strata, np.array([2000.0, 2000.0, 9.0]), 309).tolist() == [200.0, 100.0, 9.0]


def test_dear_reading_ends_sooner_on_any_machine_alike_and_never_before_a_pilot() -> None:
    strata = (stratum(5000, media="image", size=2_000_000),)
    found = []
    for workers in (1, 8):
        costs = Costs(rates=Rates(workers=workers))
        bills = [costs.bill("image", strata[0].picks)]
        found.append(
            [
                count_affordable(strata, bills, 700, seconds=seconds, dollars=1.0, workers=workers)
                for seconds in (10, 600, 9000)
            ]
        )
    assert found[0] == found[1]
    assert found[0][0] == 100 < found[0][1] < found[0][2] == 700
