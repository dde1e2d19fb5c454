"""The detector that feeds record linkage, as in the tests of detection."""

from tests.detect.conftest import columns, detector, find, place

__all__ = ["columns", "detector", "find", "place"]
