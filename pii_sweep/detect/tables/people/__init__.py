"""Columns of names: headed `name` alone, or half a name each."""
