"""People that stand in lists: lines, tables in running text and pairs of given names."""
