"""No pattern, check or guard of the detector changes without the change being seen and meant."""

from __future__ import annotations

from tests.detect import drawn_finds
from tests.held import moved


def test_what_is_found_in_drawn_texts_is_what_is_held() -> None:
    changed = moved(drawn_finds.__file__, drawn_finds.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
