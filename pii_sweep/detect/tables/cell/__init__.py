"""Cells read one by one: of columns that no rule decides, of headers, and those that do not fit a column."""
