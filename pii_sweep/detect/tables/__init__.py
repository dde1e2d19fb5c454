"""Tables and records: what a column, a field or a form line holds, decided for all rows at once."""
