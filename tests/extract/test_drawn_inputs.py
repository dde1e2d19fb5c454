"""No piece, place or gap of a file that a test here makes changes without the change being seen and meant."""

from __future__ import annotations

from tests.extract import drawn_inputs, drawn_rare
from tests.held import moved


def test_what_readers_yield_of_the_files_of_all_tests_is_what_is_held() -> None:
    changed = moved(drawn_inputs.__file__, drawn_inputs.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])


def test_what_readers_yield_of_rare_forms_is_what_is_held() -> None:
    changed = moved(drawn_rare.__file__, drawn_rare.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
