"""Workbooks: XLSX, XLSB, XLS and ODS sheets as tables."""
