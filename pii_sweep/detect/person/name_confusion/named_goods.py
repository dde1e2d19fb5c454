"""Goods that look like a name: makers and models of cars, bicycles, boats and machines with their trims.

A maker that nobody is called by begins them (`Maruti Baleno Zeta`), or the label of a thing stands before
them (`Fahrzeug: Fabia Ambiente`). Who is named behind a maker stays: `Skoda Anna Berg`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONGEST_LABEL = 40


def drop_goods(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the claims on a text without the people that are goods by their maker or their label."""
    return [hit for hit in hits if hit.entity != "PERSON" or hit.pieces or not _is_goods(text, hit)]


def _is_goods(text: str, hit: Hit) -> bool:
    words = [word.lower() for word in _WORD.findall(text, hit.start, hit.end)]
    if not words:
        return False
    behind = " ".join(words[1:2])
    if behind in _models() and words[0] in _every_maker():
        return True
    if behind and words[0] in _makers() and not lexicon.any_given_name(behind):
        return True
    line = text[max(text.rfind("\n", 0, hit.start) + 1, hit.start - _LONGEST_LABEL) : hit.start]
    if ":" not in line and "：" not in line or _labelled().search(line) is None:
        return False
    return not (lexicon.any_given_name(words[0]) and words[0] not in _makers())


def _models() -> frozenset[str]:
    return lexicon.words("vehicles", "models")


@lru_cache(maxsize=1)
def _every_maker() -> frozenset[str]:
    return lexicon.words("vehicles", "makers") | lexicon.words("vehicles", "goods_makers")


@lru_cache(maxsize=1)
def _makers() -> frozenset[str]:
    """Return the makers that are no given or family name."""
    return frozenset(
        word for word in _every_maker() if not (lexicon.any_given_name(word) or lexicon.family_name(word))
    ) | lexicon.words("vehicles", "makers_called")


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    """Compile a label of goods right before a value, the year of the goods between them or not."""
    labels = group_by_letters(lexicon.table("vehicles")["goods_labels"])
    return re.compile(
        rf"(?i)(?:^|[|;\t]|[ ]{{2}})[ \t>*\-•]{{0,6}}(?:{labels})[ ]?[:：][ \t]{{0,12}}"
        r"(?:(?:19|20)\d\d[ ]{1,3})?\Z"
    )
