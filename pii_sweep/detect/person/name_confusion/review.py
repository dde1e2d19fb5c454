"""Claims on people once their scores are known, without what looks like a name and is not."""

from __future__ import annotations

from collections.abc import Sequence

from pii_sweep.detect.person.name_confusion import animal_name, named_goods, single_word
from pii_sweep.detect.text.candidate import Hit


def drop_confused(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the claims on a text without the people that are words of another kind, goods or animals."""
    if not any(hit.entity == "PERSON" for hit in hits):
        return hits
    for drop in (single_word.drop_words, named_goods.drop_goods, animal_name.drop_animals):
        hits = drop(text, hits)
    return hits
