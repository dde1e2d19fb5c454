"""pii-sweep: what personal data lies in your buckets, how much, of whom, and how bad it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"
__all__ = ["__version__", "analyzer", "inspect", "open_sweep"]

if TYPE_CHECKING:
    from pii_sweep.detect.analyzer import analyzer
    from pii_sweep.read import inspect
    from pii_sweep.report.api import open_sweep


def __getattr__(name: str) -> Any:
    """Load the Python API at first use: reading tables needs no models, and `--help` needs neither."""
    if name == "open_sweep":
        from pii_sweep.report.api import open_sweep

        return open_sweep
    if name == "inspect":
        from pii_sweep.read import inspect

        return inspect
    if name == "analyzer":
        from pii_sweep.detect.analyzer import analyzer

        return analyzer
    raise AttributeError(f"module 'pii_sweep' has no attribute '{name}'")


def __dir__() -> list[str]:
    """Return the names of the Python API, so that completion in a shell or notebook offers them."""
    return sorted(__all__)
