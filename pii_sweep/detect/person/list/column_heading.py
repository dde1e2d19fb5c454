"""What the head of a column in running text says of its cells: that they are people, or something else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pii_sweep.detect.text import lexicon, vocabulary

_HEAD = re.compile(r"[^\W\d_]+(?:[ /\-_.#&]{1,3}[^\W\d_]+){0,4}[.:#]?")
_WORDS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return lexicon.words("persons", "people_heads") | vocabulary.person_words()


@lru_cache(maxsize=4096)
def classify_heading(head: str) -> Literal["people", "things", ""]:
    """Return what stands below a head of a few words; its last known word decides, but `name` yields.

    `Customer name` heads people, `Product name` and `Team` something else, `Total` nothing known.
    """
    if len(head) > 40 or not _HEAD.fullmatch(head):
        return ""
    words = _WORDS.findall(head.lower())
    if "to" in words:  # `Ship to` heads an address
        return ""
    things = lexicon.words("persons", "thing_heads")
    people = _people() - things
    known = [word for word in words if word in people or word in things]
    named = [word for word in known if word not in ("name", "names")] or known
    if not named or ("name" not in words and 2 * len(known) < len(words)):
        return ""
    if words[0] in ("name", "names"):  # `Name on envelope`, `Name of club`
        return "things" if any(word in things for word in words) and "of" in words else "people"
    return "people" if named[-1] in people else "things"
