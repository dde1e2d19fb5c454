"""Alternatives of a pattern grouped by their first letters, for patterns of many words in any case.

Where case is ignored, `re` tries one alternative after the other at every word; grouped, it tries those that
begin as the word does. What is matched stays the same: alternatives of one group keep their order, and those
of two groups never match at one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pii_sweep import patterns

# So many letters are factored out; most groups have one member by then.
_DEPTH = 3
_REPEATS = frozenset("?*+{")
# The code that groups, under whose digest what it makes is kept.
_GROUPS = f"groups {sha256(Path(__file__).read_bytes()).hexdigest()}"


def group_by_letters(alternatives: Iterable[str], *, any_case: bool = True) -> str:
    """Return alternatives as one pattern that matches the same: in any case, or as the words are written."""
    given = list(alternatives)
    text = f"{any_case} {sha256(chr(0).join(given).encode()).hexdigest()}"
    return patterns.recall(_GROUPS, text, 0, lambda: _group_all(given, any_case))


def _group_all(alternatives: Iterable[str], any_case: bool) -> str:
    return _group([one for joined in alternatives for one in split_alternatives(joined)], _DEPTH, any_case)


def split_alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, without cutting its groups and classes."""
    parts, start, depth, at = list[str](), 0, 0, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = _end_of_class(pattern, at)
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        elif sign == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*parts, pattern[start:]]


def _end_of_class(pattern: str, at: int) -> int:
    """Return where the bracket stands that closes a class; one right behind its opening is a member."""
    at += 2 if pattern[at + 1] == "^" else 1
    at += pattern[at] == "]"
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at


def _group(alternatives: list[str], depth: int, any_case: bool) -> str:
    parts, groups = list[str](), dict[str, list[str]]()
    for one in alternatives:
        if depth and one[:1].isalpha() and one[1:2] not in _REPEATS:
            groups.setdefault(one[0].lower() if any_case else one[0], []).append(one[1:])
        else:  # what begins with anything else may match where a group does, and keeps its turn
            parts += _join_groups(groups, depth, any_case)
            groups.clear()
            parts.append(one)
    return "|".join([*parts, *_join_groups(groups, depth, any_case)])


def _join_groups(groups: dict[str, list[str]], depth: int, any_case: bool) -> list[str]:
    return [
        f"{letter}(?:{_group(rests, depth - 1, any_case)})" if len(rests) > 1 else f"{letter}{rests[0]}"
        for letter, rests in groups.items()
    ]
