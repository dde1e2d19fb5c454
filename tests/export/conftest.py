"""The synthetic sweep directory of the report's tests."""

from tests.report.conftest import finished_sweep, key_folder, sweep_dir, swept

__all__ = ["finished_sweep", "key_folder", "sweep_dir", "swept"]
