"""What is planned, drawn and done, in one SQLite file."""

from pii_sweep.journal.ledger import Journal, Pick, Plan

__all__ = ["Journal", "Pick", "Plan"]
