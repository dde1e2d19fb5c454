"""Which of many patterns a short text cannot match, by the literals that their matches contain.

A gate reads all words of a text for all patterns of the package. A label has a few words, and is asked about
by the patterns of headers alone: here their literals are looked up by how they begin, at each of its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pii_sweep import patterns
from pii_sweep.detect.text.pattern import literals
from pii_sweep.detect.text.pattern.literals import BOUNDARY, required_literals

_OPENING = 3
_NAME = f"first clause {sha256(Path(literals.__file__).read_bytes()).hexdigest()}"
# These match `s`, `k` and `i` where case is ignored, and have another lower case.
_EQUIVALENT = re.compile("[\u017f\u212a\u0131\u0130\u1e9e]")


class LiteralIndex:
    """Patterns by their place, and the literals of which their matches contain one."""

    __slots__ = ("_every", "_free", "_openings")

    def __init__(self, some: Iterable[re.Pattern[str]]) -> None:
        self._every, self._free = 0, 0
        self._openings: dict[str, dict[str, int]] = {}
        for place, pattern in enumerate(some):
            self._every |= 1 << place
            clause = _first_clause(pattern)
            if not clause:
                self._free |= 1 << place
            for literal in clause:
                held = self._openings.setdefault(literal[:_OPENING], {})
                held[literal] = held.get(literal, 0) | 1 << place

    def find(self, text: str) -> int:
        """Return the bits of the places of patterns that may match a text; the others do not."""
        if not text.isascii() and _EQUIVALENT.search(text):
            return self._every
        small, found = text.lower(), self._free
        for at in range(len(small)):
            for size in range(1, _OPENING + 1):
                held = self._openings.get(small[at : at + size])
                if held:
                    for literal, bits in held.items():
                        if small.startswith(literal, at):
                            found |= bits
        return found


def _first_clause(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return the literals of which each match contains one; none where that is not known."""
    flags = pattern.flags & ~re.UNICODE
    return patterns.recall(_NAME, pattern.pattern, flags, lambda: _read_clause(pattern.pattern, flags))


def _read_clause(text: str, flags: int) -> tuple[str, ...]:
    clauses = required_literals(text, flags)
    bare = {literal.replace(BOUNDARY, "") for literal in clauses[0]} if clauses else set()
    return () if "" in bare else tuple(sorted(bare))
