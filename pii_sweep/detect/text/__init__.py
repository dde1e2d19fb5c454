"""Shared by all recognizers: reading order, lines, chunks, casing, word lists, prefilters, candidates."""
