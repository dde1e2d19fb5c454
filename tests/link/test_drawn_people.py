"""No mask, key, weight or rule of who is one person changes without the change being seen and meant."""

from __future__ import annotations

from tests.held import moved
from tests.link import drawn_people


def test_people_of_drawn_tables_texts_and_worlds_are_those_that_are_held() -> None:
    changed = moved(drawn_people.__file__, drawn_people.lines())
    assert not changed, f"if that is meant: make held; {len(changed)} lines: " + "; ".join(changed[:4])
