"""What is planned, drawn and done, in one SQLite file."""

from pii_sweep.journal.draft import NAME, OUTSIDE_DRAW, Draft, open_draft
from pii_sweep.journal.ledger import Journal, Plan
from pii_sweep.journal.lock import lock_directory, storage_error
from pii_sweep.journal.picks import Done, Drawn, Pick

__all__ = [
    "NAME", "Done", "Draft", "Drawn", "Journal", "OUTSIDE_DRAW", "Pick", "Plan", "open_draft",
    "lock_directory", "storage_error",
]  # fmt: skip
