"""Names are exchanged for others, and all marks stay at their words."""

from __future__ import annotations

import random

from models.train.exchange import Changer
from models.train.passages import HEALTH, ORDER, PERSON, UNSURE, Mark, Text


def test_exchanged_names_leave_health_and_amounts_as_they_are_and_every_mark_at_its_words() -> None:
    text = "Ada Lovell is off sick, Bram paid £12 to Cleo."
    values = ("Ada Lovell", PERSON), ("off sick", HEALTH), ("Bram", PERSON), ("£12", ORDER), ("Cleo", UNSURE)
    marks = [Mark(text.index(value), text.index(value) + len(value), label) for value, label in values]
    whole = Text(text, tuple(marks))
    others = Text("Rosina Campbell", (Mark(0, 6, PERSON), Mark(7, 15, PERSON)))
    changer = Changer([whole, others], frozenset(), random.Random(1))
    seen = set()
    for _ in range(50):
        made = changer.change(whole)
        kept = {label: made.text[start:end] for start, end, label in made.marks}
        assert (kept[HEALTH], kept[ORDER]) == ("off sick", "£12")
        assert [label for *_, label in made.marks] == [label for _, label in values]
        seen.add(made.text[made.marks[0].start : made.marks[0].end])
    assert len(seen) > 1
