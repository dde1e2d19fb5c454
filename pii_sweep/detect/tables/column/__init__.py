"""Columns of one kind: health, telephones, totals, addresses, and what adjacent columns add."""
