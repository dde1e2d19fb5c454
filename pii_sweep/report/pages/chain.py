"""Find the sweeps that a manifest chains: the one it names, the one that names, and so on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pii_sweep.errors import JournalError
from pii_sweep.report.api import open_sweep
from pii_sweep.report.manifest import NAME, manifest_digest

MOST_SWEEPS, MOST_FOLDERS = 12, 500


@dataclass(frozen=True, slots=True)
class EarlierSweep:
    """A sweep of the chain: its directory, when it was planned (ISO 8601), and its two tables of figures."""

    folder: Path
    planned: str
    buckets: pd.DataFrame = field(repr=False)
    estimates: pd.DataFrame = field(repr=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """The earlier sweeps, latest first; `missing` says why the chain ends before its first sweep."""

    sweeps: tuple[EarlierSweep, ...] = ()
    missing: str = ""


def earlier_sweeps(folder: Path, previous: str) -> Chain:
    """Return the sweeps before one that names `previous`, the SHA-256 of the manifest of the sweep before it.

    Their directories are looked for next to `folder`. A sweep whose tables were changed ends the chain.
    """
    found: list[EarlierSweep] = []
    known = _manifests(folder) if previous else {}
    while previous and len(found) < MOST_SWEEPS:
        place = known.get(previous)
        if place is None:
            return Chain(
                tuple(found), "the sweep before is not in the same folder, or its report was rewritten"
            )
        try:
            sweep = open_sweep(place)
        except JournalError as error:
            return Chain(tuple(found), str(error))
        body = json.loads((place / NAME).read_bytes())
        found.append(EarlierSweep(place, str(body["planned"]), sweep.buckets, sweep.estimates))
        previous = str(body.get("previous", ""))
    return Chain(tuple(found))


def _manifests(folder: Path) -> dict[str, Path]:
    """Return the sweep directories next to one, by the digest of their manifests."""
    near: Sequence[Path] = sorted(path.parent for path in folder.resolve().parent.glob(f"*/{NAME}"))
    digests = {place: manifest_digest(place) for place in near[:MOST_FOLDERS] if place != folder.resolve()}
    return {digest: place for place, digest in digests.items() if digest}
