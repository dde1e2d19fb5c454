"""Targets to frames, budgets and quotes, rounds of the draw, what may still be spent."""
