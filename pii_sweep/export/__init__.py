"""Findings in the formats of other tools: masked values, places and counts, one module a format."""

from pii_sweep.export.formats import FORMATS, Options, export

__all__ = ["FORMATS", "Options", "export"]
