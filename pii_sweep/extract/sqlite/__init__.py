"""SQLite: the rows of a database, those that it deleted, and those of its write-ahead log."""
