"""What the coordinator hands to readers: it detects nothing itself, and loads nothing for that."""

from __future__ import annotations

from collections.abc import Mapping

from pii_sweep.config import Settings
from pii_sweep.engine.process import Sealing
from pii_sweep.journal import Drawn
from pii_sweep.store.remote import Channel
from pii_sweep.types import Reading, Target


def warm(settings: Settings) -> None:
    """Load what every object needs."""
    from pii_sweep import read

    read.warm(settings)


def prepare(settings: Settings, channel: Channel | None) -> None:
    """Load what is not loaded yet, and read from a fetcher from now on, where there is one."""
    from pii_sweep import read

    read.prepare(settings, channel)


def read_drawn(settings: Settings, key: bytes, targets: Mapping[str, Target], item: Drawn) -> Reading:
    """Read one drawn object, as `read.read_drawn` does."""
    from pii_sweep import read

    return read.read_drawn(settings, key, targets, item)


def sealing_of(settings: Settings, *, required: bool = False) -> Sealing:
    """Return how the readers of these settings are sealed."""
    from pii_sweep import read

    return read.sealing_of(settings, required=required)
