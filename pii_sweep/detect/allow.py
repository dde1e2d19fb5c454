"""Allow lists: values that are no personal data are left out, and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pii_sweep.config import Allow
from pii_sweep.detect.seal import normal
from pii_sweep.errors import ConfigError
from pii_sweep.types import Detection, Note, Where


@dataclass(frozen=True, slots=True)
class Allowed:
    """Compiled allow lists; `exact`, `addresses` and `merchants` compare without case and marks."""

    exact: frozenset[str] = field(repr=False)
    patterns: tuple[re.Pattern[str], ...] = field(repr=False)
    addresses: tuple[str, ...] = field(repr=False)
    merchants: frozenset[str] = field(repr=False)

    def holds(self, detection: Detection) -> bool:
        """Tell whether a detection's value is on a list."""
        value = _plain(detection.value)
        if value in self.exact or any(pattern.fullmatch(detection.value) for pattern in self.patterns):
            return True
        if detection.entity == "STREET_ADDRESS":
            return any(value.startswith(known) for known in self.addresses)
        return detection.entity == "PERSON" and value in self.merchants

    def pass_on(self, found: Iterable[Detection], where: Where) -> Iterator[Detection | Note]:
        """Yield what is on no list, and at the end how many were."""
        if not (self.exact or self.patterns or self.addresses or self.merchants):
            yield from found
            return
        suppressed = 0
        for detection in found:
            if self.holds(detection):
                suppressed += 1
            else:
                yield detection
        if suppressed:
            yield Note(where, "suppressed", suppressed)


def compiled(allow: Allow) -> Allowed:
    """Compile the allow lists; raises ConfigError for a bad pattern."""
    try:
        patterns = tuple(re.compile(pattern) for pattern in allow.patterns)
    except re.error:
        raise ConfigError("allow.patterns holds a pattern that does not compile") from None
    return Allowed(
        frozenset(map(_plain, allow.exact)),
        patterns,
        tuple(plain for plain in map(_plain, allow.addresses) if plain),
        frozenset(map(_plain, allow.merchants)),
    )


def _plain(value: str) -> str:
    return normal("PERSON", value)
