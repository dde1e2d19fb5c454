"""Patterns whose search takes exponential time on some text.

A pattern that can match one text in exponentially many ways is tried in all of them where the text fails at
its end: `(a+)+$`, `(\\w+\\s?)*x`, `(a|a)*b`. Its automaton of positions (Glushkov 1961) shows: two different
paths lead from a position back to itself over one word (Weber and Seidl 1991, "On the degree of ambiguity of
finite automata", criterion EDA).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# They stand for all characters: the first blocks, and one each of other letters, digits, spaces and signs.
ALPHABET = [*map(chr, range(0x180)), "ж", "Ж", "東", "٣", "\u2003", "→"]
EVERY = (1 << len(ALPHABET)) - 1
UNBOUNDED = 12  # a repeat that may run as often is taken as one without end
COPIES = 4  # of a counted repeat
_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d", op.CATEGORY_NOT_DIGIT: r"\D", op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
Steps = tuple[set[int], set[int], bool]  # positions that may begin and end a match; whether it may be empty
NOTHING: Steps = (set(), set(), True)


def explodes(pattern: str, flags: int = 0) -> bool:
    """Return whether matching may take time exponential in a text's length; the pattern has to compile."""
    parsed = _parser.parse(pattern, flags)
    automaton = _Automaton()
    automaton.sequence(parsed, parsed.state.flags)
    return automaton.ambiguous()


@dataclass(slots=True)
class _Automaton:
    """Positions: the characters that each matches (bits of `ALPHABET`), in how many ways each follows each.

    `looped` are the positions in repeats without end: only from these does a path lead back.
    """

    symbols: list[int] = field(default_factory=list)
    after: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    looped: set[int] = field(default_factory=set)

    def sequence(self, items: Iterable[tuple[Any, Any]], flags: int) -> Steps:
        whole = NOTHING
        for code, given in items:
            whole = self._join_steps(whole, self._item(code, given, flags))
        return whole

    def ambiguous(self) -> bool:
        """Return whether two paths over one word lead from some position back to it."""
        reached = {at: _reach([at], self._list_next) for at in self.looped}
        for at in self.looped:
            ring = {one for one in reached[at] if at in reached.get(one, ())}
            if any(count > 1 and one in ring for one, count in self.after[at].items()):
                return True
            if len(ring & self.after[at].keys()) > 1 and self._forks(at, ring):
                return True
        return False

    def _list_next(self, at: int) -> Iterable[int]:
        return self.after[at].keys()

    def _forks(self, start: int, ring: set[int]) -> bool:
        """Return whether paths that part at a position over one word come together there again."""

        def onward(pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
            for left in self.after[pair[0]].keys() & ring:
                for right in self.after[pair[1]].keys() & ring:
                    if self.symbols[left] & self.symbols[right]:
                        yield left, right

        parted = [pair for pair in onward((start, start)) if pair[0] < pair[1]]
        return (start, start) in _reach(parted, onward)

    def _join_steps(self, left: Steps, right: Steps) -> Steps:
        self._link(left[1], right[0])
        first = left[0] | right[0] if left[2] else left[0]
        return first, (left[1] | right[1] if right[2] else right[1]), left[2] and right[2]

    def _link(self, ends: Iterable[int], begins: Iterable[int]) -> None:
        begins = list(begins)
        for end in ends:
            self.after[end].update(begins)

    def _item(self, code: Any, given: Any, flags: int) -> Steps:
        if code is op.BRANCH:
            firsts, lasts, empties = zip(*(self.sequence(way, flags) for way in given[1]), strict=True)
            return set().union(*firsts), set().union(*lasts), any(empties)
        if code is op.SUBPATTERN:
            return self.sequence(given[3], (flags | given[1]) & ~given[2])
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            return self._repeat_steps(given[0], given[1], given[2], flags)
        if code in (op.ASSERT, op.ASSERT_NOT):
            self.sequence(given[1], flags)  # tried like any other, and consumes nothing
            return NOTHING
        if code is op.AT:
            return NOTHING
        self.symbols.append(_symbols(code, given, flags))
        at = len(self.symbols) - 1
        return {at}, {at}, False

    def _repeat_steps(self, low: int, high: int, body: Any, flags: int) -> Steps:
        endless = high is op.MAXREPEAT or high >= UNBOUNDED
        whole = NOTHING
        for _ in range(min(low, COPIES)):
            whole = self._join_steps(whole, self.sequence(body, flags))
        if endless:
            begin = len(self.symbols)
            first, last, _ = self.sequence(body, flags)
            self.looped.update(range(begin, len(self.symbols)))
            self._link(last, first)
            return self._join_steps(whole, (first, last, True))
        more = NOTHING
        for _ in range(min(high - low, COPIES)):  # (x(x(x)?)?)?
            first, last, empty = self._join_steps(self.sequence(body, flags), more)
            more = first, last, True
        return self._join_steps(whole, more)


def _reach(starts: Iterable[Any], onward: Any) -> set[Any]:
    """Return what one or more steps from any of the starts lead to."""
    seen: set[Any] = set()
    waiting = deque(starts)
    while waiting:
        for one in onward(waiting.popleft()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return seen


def _symbols(code: Any, given: Any, flags: int) -> int:
    """Return the characters that one position matches, as bits; all of them where that is not known."""
    bits = EVERY
    if code in (op.LITERAL, op.NOT_LITERAL):
        bits = _mask_of({chr(given)}, flags)
        return EVERY & ~bits if code is op.NOT_LITERAL else bits
    if code is op.ANY:
        return EVERY if flags & re.DOTALL else EVERY & ~_mask_of({"\n"}, 0)
    if code is op.IN:
        negated = given[0][0] is op.NEGATE
        held = {char for char in ALPHABET for one in given[negated:] if _holds(one, char)}
        # A literal beyond the alphabet stands for itself alone: no other position's is taken for it.
        bits = _mask_of(held, flags)
        return EVERY & ~bits if negated else bits
    return bits


def _holds(item: tuple[Any, Any], char: str) -> bool:
    code, given = item
    if code is op.LITERAL:
        return char == chr(given)
    if code is op.RANGE:
        return bool(given[0] <= ord(char) <= given[1])
    return re.fullmatch(_CATEGORIES[given], char) is not None


def _mask_of(chars: set[str], flags: int) -> int:
    if flags & re.IGNORECASE:
        chars = chars | {char.lower() for char in chars} | {char.upper() for char in chars}
    return sum(1 << at for at, char in enumerate(ALPHABET) if char in chars)
