"""The lines of a passage: their boxes and reading order, and those that name a firm or goods."""
