"""Accounts of users, their passwords and the hashes of those."""
