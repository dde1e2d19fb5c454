"""What is planned, drawn and done, in one SQLite file."""

from pii_sweep.journal.draft import NAME, Draft, drafted
from pii_sweep.journal.ledger import Journal, Plan
from pii_sweep.journal.picks import Pick

__all__ = ["NAME", "Draft", "Journal", "Pick", "Plan", "drafted"]
