"""What is planned, drawn and done, in one SQLite file."""

from pii_sweep.journal.draft import Draft, drafted
from pii_sweep.journal.ledger import Journal, Plan
from pii_sweep.journal.picks import Pick

__all__ = ["Draft", "Journal", "Pick", "Plan", "drafted"]
