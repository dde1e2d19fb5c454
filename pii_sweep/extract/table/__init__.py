"""Rows: CSV, SQL, SQLite, DBF and columnar files, and text whose columns are aligned."""
