"""What a sample says of each family of formats, for rates that were measured family by family.

Objects of a family are a domain of the strata: sums over the sample of the weights of
`intervals.Draws`, so that the families' figures add up to the bucket's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pii_sweep.sample.correct import EVERY, Part, Table
from pii_sweep.sample.intervals import Draws
from pii_sweep.types import Observation


def families(
    index: Mapping[str, int],
    observations: Sequence[Observation],
    draws: Draws,
    entity: str,
    *,
    pilot: Mapping[str, int],
    table: Table,
) -> list[Part]:
    """Return the families of the objects read, those flagged for an entity (or `A+B`) among them.

    `draws` are those of the objects read, `index` the strata's places in them. A stratum without
    a reading is taken to be like the others. A family that no rate was measured of has those of all.
    """
    read = [item for item in observations if item.read]
    if not read:
        return []
    place = np.array([index[item.stratum] for item in read])
    later = np.array([item.rank >= pilot.get(item.stratum, 0) for item in read])
    weight = _weights(draws, place, later)
    wanted = entity.split("+")
    hit = np.array([all(item.hits.get(part, 0) for part in wanted) for item in read])
    unread = 1 - (draws.pilot + draws.drawn)[place] / np.maximum(draws.sizes[place], 1.0)
    firm = np.array([entity in item.firm for item in read])
    names = np.array([item.family or "other" for item in read])
    parts = []
    for name in sorted(set(names.tolist())):
        mine = names == name
        number, flagged = int(mine.sum()), int(hit[mine].sum())
        share = (flagged + 1) / (number + 2)  # an unanimous family still has noise
        noise = float((weight[mine] ** 2 * unread[mine]).sum()) * share * (1 - share)
        own = table.get((entity, name))
        accuracy = own or table.get((entity, EVERY))
        size, held, sure = (float(weight[kept].sum()) for kept in (mine, mine & hit, mine & hit & firm))
        parts.append(Part(name, size, held, noise, accuracy, own is not None, sure))
    return parts


def _weights(draws: Draws, place: NDArray[np.int64], later: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how many objects of the bucket each reading stands for; they sum to the population."""
    one, two, _, _ = draws.weights
    # Without a draw after the pilot the layers are one (see `estimate`).
    second = later if draws.pilot.any() else np.ones_like(later)
    weight = np.where(second, two[place], one[place])
    total = float(weight.sum())
    scaled: NDArray[np.float64] = weight * (float(draws.sizes.sum()) / total if total else 1.0)
    return scaled
