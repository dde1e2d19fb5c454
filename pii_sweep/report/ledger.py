"""The ledger: listed = analysed + partial + skipped + failed + not sampled, to the object and the byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pii_sweep.errors import JournalError
from pii_sweep.types import Reading, Stratum

# Reasons that leave nothing unread: the object holds nothing, or was asked to be left out.
HARMLESS = frozenset(("EMPTY", "FILTERED"))


@dataclass(slots=True)
class Account:
    """One stratum's (or bucket's) objects and bytes by status; `reasons` count objects not read whole."""

    objects: int = 0
    bytes: int = 0
    sampled: int = 0
    by_status: Counter[str] = field(default_factory=Counter)
    bytes_by_status: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Counter[str]] = field(default_factory=dict)
    gaps: int = 0

    def add(self, reading: Reading) -> None:
        """Book one reading."""
        self.sampled += 1
        self.book(reading.status, reading.reason, 1, reading.ref.size)
        self.gaps += reading.status != "ANALYSED" and reading.reason not in HARMLESS

    def book(self, status: str, reason: str, objects: int, size: int) -> None:
        """Book objects of one status and reason."""
        self.by_status[status] += objects
        self.bytes_by_status[status] += size
        if status != "ANALYSED":
            self.reasons.setdefault(status, Counter())[reason or "UNKNOWN"] += objects

    def merge(self, other: Account) -> None:
        """Add another account, e.g. a stratum's to its bucket's."""
        self.objects += other.objects
        self.bytes += other.bytes
        self.sampled += other.sampled
        self.gaps += other.gaps
        self.by_status.update(other.by_status)
        self.bytes_by_status.update(other.bytes_by_status)
        for status, reasons in other.reasons.items():
            self.reasons.setdefault(status, Counter()).update(reasons)

    @property
    def not_sampled(self) -> int:
        """Return the objects that were neither drawn nor skipped."""
        return self.objects - sum(self.by_status.values())

    @property
    def bytes_not_sampled(self) -> int:
        """Return their bytes."""
        return self.bytes - sum(self.bytes_by_status.values())

    @property
    def passed_over(self) -> int:
        """Return the objects that hold something and were skipped, filters included."""
        skipped = self.reasons.get("SKIPPED", Counter())
        return skipped.total() - skipped["EMPTY"]

    @property
    def read(self) -> int:
        """Return the objects read whole or in part."""
        return self.by_status["ANALYSED"] + self.by_status["PARTIAL"]


def coverage(account: Account, *, listed: bool) -> float | None:
    """Return the share of objects that were read, None where nothing, or not all, was listed."""
    return account.read / account.objects if listed and account.objects else None


def open_account(stratum: Stratum) -> Account:
    """Return a stratum's account with what the listing alone decides."""
    account = Account(stratum.objects, stratum.bytes)
    for reason, objects in stratum.skipped.items():
        account.book("SKIPPED", reason, objects, stratum.skipped_bytes.get(reason, 0))
    return account


def check(name: str, account: Account) -> None:
    """Raise JournalError for an account that holds more than was listed."""
    if account.not_sampled < 0 or account.bytes_not_sampled < 0:
        raise JournalError(f"the ledger of {name} does not add up: more was read than was listed")


def total(accounts: Iterable[Account]) -> Account:
    """Return the sum of accounts."""
    result = Account()
    for account in accounts:
        result.merge(account)
    return result
