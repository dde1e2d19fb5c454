"""No reader, guard or limit changes what it yields without the change being seen and meant."""

from __future__ import annotations

from tests.extract import drawn_pieces
from tests.held import moved


def test_pieces_of_whole_torn_and_changed_files_are_those_that_are_held() -> None:
    changed = moved(drawn_pieces.__file__, drawn_pieces.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
