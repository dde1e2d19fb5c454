"""What people answered about objects of one bucket: drawn at random from classes of known size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

Floats = NDArray[np.float64]
REVIEWED = 10  # answers on flagged objects from which on they replace the measured rate


@dataclass(frozen=True, slots=True)
class Answers:
    """`asked` objects were asked about and `held` hold the entity, of a class of `objects` in the bucket.

    `read` is how many objects of the class the sweep read, where that is fewer.
    """

    objects: float
    asked: int
    held: int
    read: int | None = None

    def shares(self, at: Floats, side: int) -> Floats:
        """Return the lower (0) or upper (1) confidence distribution of the share that holds it."""
        right, wrong = self.held + side, self.asked - self.held + 1 - side
        if right == 0:
            return np.zeros_like(at)
        return np.ones_like(at) if wrong == 0 else np.asarray(betaincinv(right, wrong, at))


@dataclass(frozen=True, slots=True)
class Review:
    """What people said of objects of one bucket, drawn at random from each class, about one entity.

    `doubtful` were flagged without other evidence, `firm` with; `silent` are classes without a finding of it.
    """

    doubtful: Answers = Answers(0, 0, 0)
    firm: Answers = Answers(0, 0, 0)
    silent: tuple[Answers, ...] = ()

    @property
    def asked(self) -> int:
        """Return the number of answers."""
        return sum(one.asked for one in (self.doubtful, self.firm, *self.silent))

    @property
    def held(self) -> int:
        """Return the objects that are known to hold the entity."""
        return sum(one.held for one in (self.doubtful, self.firm, *self.silent))

    @property
    def decides(self) -> bool:
        """Return whether the answers on doubtful findings stand in for a measured rate of false alarms."""
        one = self.doubtful
        number = round(one.objects) if one.read is None else one.read
        return one.asked >= min(REVIEWED, number) if number else self.firm.asked > 0

    @property
    def trusts(self) -> bool:
        """Return whether no finding with firm evidence was found wrong."""
        return self.firm.asked == self.firm.held
