"""One template for all sweeps of a test process: its models load once, and readers are forked from it.

A sweep starts a template, which loads the models in four seconds of a core, and ends it. The tests' sweeps
differ in their settings alone, of which each reader makes its own detector (`work.prepare`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from pii_sweep import work
from pii_sweep.config import Settings
from pii_sweep.engine import host
from pii_sweep.engine.process import Setup
from pii_sweep.engine.template import Template


class SharedTemplate(Template):
    """A template that outlives its sweep and suits every other."""

    def suits(self, setup: Setup) -> bool:
        """Return whether readers that are set up so need the models and nothing of the tests' main module."""
        return _needs_models(setup.warm)

    def close(self) -> None:
        """Leave the process to the next sweep: the readers of this one have been ended one by one."""

    def end_process(self) -> None:
        """End the process and all readers."""
        super().close()


@contextmanager
def share_template() -> Iterator[None]:
    """Give every sweep of this process the same template, started by the first of them."""
    started: list[SharedTemplate] = []

    def give(warm: Callable[[], None] | None, setup: Setup | None = None) -> Template:
        if not _needs_models(warm):
            return Template(warm, setup)
        if not started or not started[-1].alive:
            started.append(SharedTemplate(partial(work.warm, Settings())))
        return started[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(host, "Template", give)
        yield
    for template in started:
        template.end_process()


def _needs_models(warm: Callable[[], None] | None) -> bool:
    return isinstance(warm, partial) and warm.func is work.warm
