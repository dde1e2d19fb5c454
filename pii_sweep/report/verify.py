"""Checks a sweep directory: the ledger adds up, the journal, the manifest's hashes and signature hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pii_sweep.errors import JournalError, NotASweep, UsageError
from pii_sweep.journal import NAME, Journal
from pii_sweep.report import audit, signing
from pii_sweep.report.api import Sweep, open_sweep
from pii_sweep.report.manifest import TABLES, Signed, file_sha256, manifest_problems, read_signed
from pii_sweep.report.tables.parquet import holds_sweep

PARTS = ("analysed", "partial", "skipped", "failed", "not_sampled")
COUNTS = ("objects", "bytes", *PARTS)
ASIDE = ("-wal", "-journal")  # what SQLite would lay over the file


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose key signed a manifest: its fingerprint, and whether it is this user's own."""

    fingerprint: str
    own: bool


def signer(directory: str | Path) -> Signer | None:
    """Return whose key signed a sweep's manifest, None where no signature holds."""
    signed = read_signed(Path(directory))
    if signed is None:
        return None
    return Signer(signing.fingerprint(signed.public_key), signed.public_key == signing.own_public_key())


def open_verified(folder: Path) -> Journal:
    """Open the journal of a sweep directory to read it, where something vouches for what it holds.

    For a finished sweep that is its manifest, which names the file's SHA-256; for one that is not, or
    that was resumed since, the seal under this user's digest key. Raises JournalError where neither does.
    """
    journal = Journal.look(folder)
    try:
        _vouch(journal, folder)
    except JournalError:
        journal.close()
        raise
    return journal


def _vouch(journal: Journal, folder: Path) -> None:
    signed, path = read_signed(folder), folder / NAME
    if signed is not None and signed.finished and not _list_aside(folder) and _is_whole(signed, path):
        return
    head, sealed = journal.check()
    if signed is not None and signed.head:
        link = journal.link(signed.records)
        if link is None or link.hex() != signed.head:
            raise JournalError(f"{path} does not match the signed manifest: it was changed or replaced")
        if signed.finished and head.records == signed.records:
            raise JournalError(f"{path} was changed after the manifest was signed")
    if not sealed:
        raise JournalError(
            f"nothing vouches for {path}: the sweep is not finished, or its manifest is gone, and its seal "
            "does not fit your digest key; finish it where it was begun"
        )


def _is_whole(signed: Signed, path: Path) -> bool:
    return path.is_file() and signed.files.get(path.name) == file_sha256(path)


def _list_aside(folder: Path) -> list[Path]:
    files = [folder / f"{NAME}{ending}" for ending in ASIDE]
    return [file for file in files if file.is_file() and file.stat().st_size]


def verify(directory: str | Path, key: Path | None = None) -> list[str]:
    """Return what does not hold of a sweep directory, empty where all does.

    `key` is a file with the public key that must have signed it, by default this user's own. Raises
    UsageError where that file holds none, NotASweep where the directory has nothing of a sweep.
    """
    folder = Path(directory)
    public = signing.read_public_key(key) if key else None
    if not holds_sweep(folder):
        raise NotASweep(folder)
    problems = manifest_problems(folder, public)
    signed = read_signed(folder)
    if signed is not None and all(_is_whole(signed, folder / name) for name in TABLES):
        problems += _table_problems(folder)  # what nobody signed is not looked into
    known = {public, signing.own_public_key(), signed.public_key if signed else None}
    problems += _audit_problems(folder, known)
    return problems + [line for line in _journal_problems(folder) if line not in problems]


def _audit_problems(folder: Path, known: set[str | None]) -> list[str]:
    """Return what does not hold of the audit of values shown; lines of unknown keys may be anybody's."""
    try:
        strange = {line["signed_by"] for line in audit.lines(folder)} - known
    except UsageError as error:
        return [str(error)]
    return [
        f"{folder / audit.NAME} has lines signed by an unknown key ({signing.fingerprint(key)})"
        for key in sorted(strange)
    ]


def _table_problems(folder: Path) -> list[str]:
    try:
        return ledger_problems(open_sweep(folder))
    except JournalError as error:
        return [str(error)]


def _journal_problems(folder: Path) -> list[str]:
    """Return what does not hold of the journal; one that was changed is named by the manifest's hash."""
    try:
        open_verified(folder).close()
    except JournalError as error:
        return [str(error)]
    return []


def ledger_problems(sweep: Sweep) -> list[str]:
    """Return where listed is not analysed + partial + skipped + failed + not sampled.

    Buckets and strata must add up each, strata must sum to their buckets, and the objects table
    must hold as many objects of each status as its stratum says.
    """
    problems = [*_rows(sweep.buckets, ["bucket"]), *_rows(sweep.strata, ["bucket", "stratum"])]
    summed = sweep.strata.groupby("bucket")[list(COUNTS)].sum()
    for _, row in sweep.buckets.iterrows():
        for name in COUNTS:
            strata = int(summed[name].get(row["bucket"], 0))
            if strata != row[name]:
                problems.append(
                    f"{row['bucket']}: strata hold {strata:,} {name}, the bucket says {row[name]:,}"
                )
    return problems + _statuses(sweep)


def _rows(frame: pd.DataFrame, names: list[str]) -> list[str]:
    wrong = frame[frame[list(PARTS)].sum(axis=1) != frame["objects"]]
    negative = frame[(frame[list(COUNTS)] < 0).any(axis=1)]
    lines = [f"{' '.join(map(str, row))}: the ledger does not add up" for row in wrong[names].to_numpy()]
    return lines + [f"{' '.join(map(str, row))}: a negative count" for row in negative[names].to_numpy()]


def _statuses(sweep: Sweep) -> list[str]:
    found = sweep.objects.groupby(["bucket", "stratum", "status"]).size()
    problems = []
    for _, row in sweep.strata.iterrows():
        place = (row["bucket"], row["stratum"])
        for status in ("analysed", "partial", "failed"):
            count = int(found.get((*place, status.upper()), 0))
            if count != row[status]:
                problems.append(
                    f"{' '.join(place)}: {count:,} objects are {status}, the stratum says {row[status]:,}"
                )
    return problems
