"""No exit code, line or error of a command changes without the change being seen and meant."""

from __future__ import annotations

from tests.cli import drawn_commands
from tests.held import moved


def test_commands_on_drawn_sweeps_print_what_is_held() -> None:
    changed = moved(drawn_commands.__file__, drawn_commands.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
