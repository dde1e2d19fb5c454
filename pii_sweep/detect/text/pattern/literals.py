"""The literals that every match of a pattern contains, taken from the parsed pattern.

The idea is that of literal extraction in regular-expression engines (RE2's prefilter, ripgrep's
`regex-syntax`): a text without any of a pattern's required literals cannot match it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

# Bounds on what is worked out: strings of one part, letters of one class, literals of one clause.
_STRINGS, _CLASS, _CLAUSE = 512, 8, 1000
# So many clauses of a pattern are kept.
_CLAUSES = 3
# More strings than these may hide a longer literal of one part, which is kept as a clause too.
_MANY = 48
# A clause of literals this short holds in nearly every text, and so spares nothing.
SHORTEST = 2
_RARE = frozenset("#@€£¥₹§°")
# Stands in a literal where a word begins or ends: `\\b`, or a look-around that excludes letters.
BOUNDARY = "\b"

Clause = frozenset[str]
_NOTHING: Clause = frozenset({""})


class _Part(NamedTuple):
    """What is known of a part of a pattern: all strings it matches, or clauses that every match satisfies."""

    exact: Clause | None
    clauses: tuple[Clause, ...]


_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_ANYTHING = _Part(None, ())
_EMPTY = _Part(frozenset({""}), ())
_EDGE = _Part(frozenset({BOUNDARY}), ())


def required_literals(pattern: str, flags: int = 0) -> tuple[Clause, ...]:
    """Return clauses of lower-case literals: each match contains one literal of every clause.

    The literals are to be sought in the whole text in lower case, since a look-around's lie outside the
    match. `BOUNDARY` in a literal stands for the edge of a word. No clause is returned for a pattern that may
    match without any literal.
    """
    part = _sequence(_parser.parse(pattern, flags).data)
    useful = {_drop_longer(clause) for clause in _list_clauses(part) if _is_useful(clause)}
    kept = list[Clause]()
    for clause in sorted(useful, key=_rank):
        if len(kept) < _CLAUSES and not any(_implies(better, clause) for better in kept):
            kept.append(clause)
    return tuple(kept)


def _implies(clause: Clause, other: Clause) -> bool:
    """Return whether a text that satisfies a clause satisfies another one too."""
    return all(any(held in literal for held in other) for literal in clause)


def begins_with_letter(pattern: str) -> bool:
    """Return whether every match of a pattern begins with a letter."""
    return _begins(_parser.parse(pattern).data) is True


def _begins(nodes: Iterable[Any]) -> bool | None:
    """Return whether what parts match begins with a letter; None where they may match nothing."""
    for kind, held in nodes:
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        first = _begin(kind, held)
        optional = kind in (op.MAX_REPEAT, op.MIN_REPEAT) and held[0] == 0
        if first is False or (first and not optional):
            return first
    return None


def _begin(kind: Any, held: Any) -> bool | None:
    if kind is op.LITERAL:
        return chr(held).isalpha()
    if kind is op.IN:
        return all(one in (op.LITERAL, op.RANGE) and _are_letters(value) for one, value in held)
    if kind is op.BRANCH:
        firsts = set(map(_begins, held[1]))
        return False if False in firsts else None if None in firsts else True
    if kind is op.SUBPATTERN:
        return _begins(held[3])
    return _begins(held[2]) if kind in (op.MAX_REPEAT, op.MIN_REPEAT) else False


def _are_letters(codes: int | tuple[int, int]) -> bool:
    low, high = codes if isinstance(codes, tuple) else (codes, codes)
    return all(map(str.isalpha, map(chr, range(low, high + 1))))


def _is_useful(clause: Clause) -> bool:
    return bool(clause) and len(clause) <= _CLAUSE and min(map(_length, clause)) >= SHORTEST


def _length(literal: str) -> int:
    """Return the length of a literal; a mark or a letter that few texts have counts as two letters."""
    plain = literal.replace(BOUNDARY, "")
    return max(len(plain), SHORTEST) if plain in _RARE or not plain.isascii() else len(plain)


def _rank(clause: Clause) -> tuple[int, int, list[str]]:
    """Order clauses by how much they spare: long literals first, then few of them."""
    lengths = (len(literal.replace(BOUNDARY, "")) + (BOUNDARY in literal) for literal in clause)
    return -min(4, *lengths), len(clause), sorted(clause)


def _drop_longer(clause: Clause) -> Clause:
    """Return a clause without the literals that hold another one of it."""
    kept = list[str]()
    for literal in sorted(clause, key=lambda literal: (len(literal), literal)):
        if not any(other in literal for other in kept):
            kept.append(literal)
    return frozenset(kept)


def _sequence(nodes: Iterable[Any], run: Clause = _NOTHING) -> _Part:
    """Join parts that follow one another: strings are multiplied as long as they stay few.

    `run` is what stands right before the first of them.
    """
    whole, clauses = True, list[Clause]()
    for node in _share_edges(list(nodes)):
        part = _part(node)
        clauses += part.clauses
        if run != _NOTHING and part.exact is None:
            clauses += _continue(node, run)
        joined = None if part.exact is None else _join_runs(run, part.exact)
        if joined is None:
            clauses.append(run)
            run, whole = part.exact if part.exact is not None else frozenset({""}), False
        else:
            if len(joined) > _MANY:
                clauses += [run, part.exact or run]
            run = joined
    if whole:
        return _Part(run, tuple(clauses))
    return _Part(None, tuple(clause for clause in [*clauses, run] if _is_useful(clause)))


def _continue(node: tuple[Any, Any], run: Clause) -> Sequence[Clause]:
    """Return the clauses of a part with what stands right before it: `my name` of `my (?:name \\w+|...)`."""
    kind, held = node
    if kind is op.BRANCH:
        return _branch([_sequence(branch, run) for branch in held[1]]).clauses
    if kind is op.SUBPATTERN:
        return _list_clauses(_sequence(held[3], run))
    if kind in _REPEATS and held[0] > 0:
        return _list_clauses(_sequence(held[2], run))
    return ()


def _list_clauses(part: _Part) -> list[Clause]:
    return [*part.clauses, *([part.exact] if part.exact is not None else [])]


def _join_runs(run: Clause, more: Clause) -> Clause | None:
    if len(run) * len(more) > _STRINGS:
        return None
    return frozenset((a + b).replace(BOUNDARY + BOUNDARY, BOUNDARY) for a, b in product(run, more))


def _share_edges(nodes: list[Any]) -> Iterator[Any]:
    """Yield nodes, groups with the edges of words next to them also at their alternatives.

    The literals of many alternatives are no product with what is around them; most are whole words.
    """
    for at, node in enumerate(nodes):
        before = [one for one in nodes[max(0, at - 1) : at] if _is_edge(one, -1)]
        behind = [one for one in nodes[at + 1 : at + 2] if _is_edge(one, 1)]
        kind, held = node
        if kind is op.BRANCH:
            yield kind, (held[0], [[*before, *branch, *behind] for branch in held[1]])
        elif kind is op.SUBPATTERN:
            yield kind, (*held[:3], [*before, *held[3], *behind])
        else:
            yield node


def _is_edge(node: tuple[Any, Any], direction: int) -> bool:
    """Return whether a node is a word's edge: where it begins (-1) or ends (1)."""
    kind, held = node
    if kind is op.ASSERT_NOT:
        return held[0] == direction and _letters(held[1].data)
    return kind is op.AT and held is op.AT_BOUNDARY


def _part(node: tuple[Any, Any]) -> _Part:
    kind, held = node
    if kind is op.LITERAL:
        return _Part(frozenset({chr(held).lower()}), ())
    if kind is op.IN:
        return _class(held)
    if kind is op.BRANCH:
        return _branch([_sequence(branch) for branch in held[1]])
    if kind is op.SUBPATTERN:
        return _sequence(held[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(held)
    if kind in _REPEATS:
        return _repeat(*held)
    if kind is op.ASSERT:
        # A look-around consumes nothing, yet what it sees is in the text.
        return _Part(_NOTHING, tuple(filter(_is_useful, _list_clauses(_sequence(held[1])))))
    if kind is op.ASSERT_NOT and _letters(held[1].data):
        return _EDGE
    if kind in (op.AT, op.ASSERT_NOT):
        return _EDGE if held is op.AT_BOUNDARY else _EMPTY
    return _ANYTHING


def _letters(nodes: Sequence[Any]) -> bool:
    """Return whether a look-around is of one class that holds every letter: `\\w` or `[^\\W\\d_]`."""
    if len(nodes) != 1 or nodes[0][0] is not op.IN:
        return False
    held = list(nodes[0][1])
    if held[0] == (op.NEGATE, None):
        others = {op.CATEGORY_NOT_WORD, op.CATEGORY_DIGIT, ord("_")}
        return (op.CATEGORY, op.CATEGORY_NOT_WORD) in held and all(value in others for _, value in held[1:])
    return (op.CATEGORY, op.CATEGORY_WORD) in held


def _class(held: Sequence[tuple[Any, Any]]) -> _Part:
    letters = set[str]()
    for kind, value in held:
        if kind is op.LITERAL:
            letters.add(chr(value).lower())
        elif kind is op.RANGE and value[1] - value[0] < _CLASS:
            letters |= {chr(code).lower() for code in range(value[0], value[1] + 1)}
        else:
            return _ANYTHING
    return _Part(frozenset(letters), ()) if len(letters) <= _CLASS else _ANYTHING


def _branch(parts: Sequence[_Part]) -> _Part:
    exact: Clause | None = None
    if all(part.exact is not None for part in parts):
        exact = frozenset().union(*(part.exact or frozenset() for part in parts))
        if len(exact) <= _MANY:
            return _Part(exact, ())
        exact = exact if len(exact) <= _STRINGS else None
    best = list[Clause]()
    for part in parts:
        useful = sorted(filter(_is_useful, _list_clauses(part)), key=_rank)
        if not useful:
            return _Part(exact, ())
        best.append(_drop_longer(useful[0]))
    clause = _drop_longer(frozenset[str]().union(*best))
    return _Part(exact, (clause,) if _is_useful(clause) else ())


def _repeat(low: int, high: int, nodes: Iterable[Any]) -> _Part:
    part = _sequence(nodes)
    if low == 0:
        few = high == 1 and part.exact is not None
        return _Part(frozenset({""}) | (part.exact or frozenset()), ()) if few else _ANYTHING
    if low == high == 1:
        return part
    once = (part.exact,) if part.exact is not None and _is_useful(part.exact) else ()
    return _Part(None, (*part.clauses, *once))
