"""Whom record linkage takes for one person, of subjects in one object."""

from __future__ import annotations

from collections.abc import Iterable

from pii_sweep.link.resolution import resolve
from pii_sweep.types import Subject


def same_people(subjects: Iterable[Subject]) -> dict[str, str]:
    """Return each subject id's person, as `resolve` does."""
    return dict(resolve([tuple(subjects)]).names)
