"""The six tables of a sweep: their columns, the rows made of readings, pandas frames and Parquet files."""
