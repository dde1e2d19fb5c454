"""The synthetic sweep directory of the report's tests."""

from tests.report.conftest import key_folder, sweep_dir, swept

__all__ = ["key_folder", "sweep_dir", "swept"]
