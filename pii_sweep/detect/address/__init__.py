"""Postal addresses: where one begins, its parts, and which spans are addresses."""
