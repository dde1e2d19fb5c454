"""Telephone numbers: international ones, those of a country's plan, and those of lists."""
