"""Templates with slots become text with labelled spans.

A template is a string: `[Ship to|Deliver to]: {person}\\n{address}`. Square brackets hold
alternatives (they nest), braces hold slots. A slot is a function that returns pieces:
`(text, label)` pairs; label None is plain text.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping

Piece = tuple[str, str | None]
Slot = Callable[[random.Random], list[Piece]]
Entity = tuple[int, int, str]
Example = tuple[str, list[Entity]]

_INNERMOST = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


def is_dev(name: str, share: int = 8) -> bool:
    """Tell whether a template belongs to the development part; its text alone decides."""
    return hashlib.sha256(name.encode()).digest()[0] % share == 0


def choose(template: str, rng: random.Random) -> str:
    """Return the template with one alternative taken in each pair of square brackets."""
    while True:
        done = _INNERMOST.sub(lambda match: rng.choice(match[1].split("|")), template)
        if done == template:
            return done
        template = done


def fill(template: str, slots: Mapping[str, Slot], rng: random.Random) -> list[Piece]:
    """Return the pieces of a template with its slots filled."""
    pieces: list[Piece] = []
    at = 0
    chosen = choose(template, rng)
    for match in _SLOT.finditer(chosen):
        pieces.append((chosen[at : match.start()], None))
        pieces.extend(slots[match[1]](rng))
        at = match.end()
    pieces.append((chosen[at:], None))
    return pieces


def join(pieces: list[Piece]) -> Example:
    """Return the text and its entities; blank edges are no part of one, and names with a space between are one."""
    text = ""
    entities: list[Entity] = []
    for part, label in pieces:
        if label and part.strip():
            start = len(text) + len(part) - len(part.lstrip())
            if label == "PERSON" and entities and entities[-1][2] == label and text[entities[-1][1] :] == " ":
                start = entities.pop()[0]
            entities.append((start, len(text) + len(part.rstrip()), label))
        text += part
    return text, entities
