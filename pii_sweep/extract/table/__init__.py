"""Rows: CSV, SQL, DBF and columnar files, and text whose columns are aligned."""
