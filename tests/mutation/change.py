"""Change one place of a module's source: the classes of mutants.

A class is a function from a syntax tree to the places that it could change; each place is a function that
changes the tree and returns what was done, as text.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_BOUNDARY: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
}  # fmt: skip
_SYMMETRIC = frozenset(("maximum", "minimum", "hypot", "isclose", "array_equal"))
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_QUANTIFIER = re.compile(r"\{(\d+)(,?)(\d*)\}")

Place = tuple[ast.AST, Callable[[], str]]


class Mutant(NamedTuple):
    """One change of one module."""

    path: str
    line: int
    what: str
    text: str


def mutant_of(path: str, source: str, seed: int | str) -> Mutant:
    """Return one change of a module: a class drawn first, then one of its places."""
    draw = random.Random(f"{path} {seed}")
    tree = _without_types(ast.parse(source))
    classes = [places for find in CLASSES if (places := list(find(tree)))]
    node, change = draw.choice(draw.choice(classes))
    what = change()
    return Mutant(path, getattr(node, "lineno", 1), what, ast.unparse(ast.fix_missing_locations(tree)))


def can_change(source: str) -> bool:
    """Return whether a module holds a place of any class."""
    tree = _without_types(ast.parse(source))
    return any(next(find(tree), None) is not None for find in CLASSES)


def _without_types(tree: ast.Module) -> ast.Module:
    """Mark what only a type checker reads, so that no place is found in it; dataclass options too."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns", "decorator_list"):
            if part := getattr(node, name, None):
                _hide(part if isinstance(part, list) else [part])
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal":
            _hide([node.slice])
    return tree


def _hide(parts: list[Any]) -> None:
    for part in parts:
        for node in ast.walk(part):
            node.hidden = True  # type: ignore[attr-defined]


def _walk(tree: ast.AST) -> Iterator[Any]:
    return (node for node in ast.walk(tree) if not hasattr(node, "hidden"))


def _in_place(node: Any, change: Callable[[], None]) -> Place:
    def changed() -> str:
        before = ast.unparse(node)
        change()
        return f"{_short(before)}  ->  {_short(ast.unparse(node))}"

    return node, changed


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 110 else f"{flat[:70]} … {flat[-36:]}"


def _find_compares(tree: ast.AST) -> Iterator[Place]:
    for node in _walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _NEGATED:
            yield _in_place(node, lambda node=node: node.ops.__setitem__(0, _NEGATED[type(node.ops[0])]()))


def _find_boundaries(tree: ast.AST) -> Iterator[Place]:
    for node in _walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _BOUNDARY:
            yield _in_place(node, lambda node=node: node.ops.__setitem__(0, _BOUNDARY[type(node.ops[0])]()))


def _find_numbers(tree: ast.AST) -> Iterator[Place]:
    """Find numbers that may be doubled or halved."""
    for node in _numbers(tree):
        if node.value not in (0, 1):
            scaled = node.value * 2 + 1 if isinstance(node.value, int) else node.value * 0.5
            yield _in_place(node, lambda node=node, scaled=scaled: setattr(node, "value", scaled))


def _find_neighbours(tree: ast.AST) -> Iterator[Place]:
    """Find whole numbers that may be one more, and fractions that may be a tenth more."""
    for node in _numbers(tree):
        near = node.value + 1 if isinstance(node.value, int) else node.value * 1.1 or 0.1
        yield _in_place(node, lambda node=node, near=near: setattr(node, "value", near))


def _numbers(tree: ast.AST) -> Iterator[Any]:
    for node in _walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node


def _find_conditions(tree: ast.AST) -> Iterator[Place]:
    """Find `and` and `or` that may change places, `not` that may go, and truths that may be lies."""
    for node in _walk(tree):
        if isinstance(node, ast.BoolOp):
            other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield _in_place(node, lambda node=node, other=other: setattr(node, "op", other))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            twice = ast.UnaryOp(ast.Not(), node.operand)
            yield _in_place(node, lambda node=node, twice=twice: setattr(node, "operand", twice))
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield _in_place(node, lambda node=node: setattr(node, "value", not node.value))


def _find_terms(tree: ast.AST) -> Iterator[Place]:
    """Find conditions of which one of several terms may be dropped."""
    for node in _walk(tree):
        if isinstance(node, ast.BoolOp):
            for index in range(len(node.values)):
                yield _in_place(node, lambda node=node, index=index: _drop(node.values, index))


def _find_guards(tree: ast.AST) -> Iterator[Place]:
    """Find guards (an `if` that leaves by return, continue, break or raise) that may be dropped."""
    for node in _walk(tree):
        leaves = (ast.Return, ast.Continue, ast.Break, ast.Raise)
        if isinstance(node, ast.If) and not node.orelse and isinstance(node.body[-1], leaves):
            yield _in_place(node, lambda node=node: setattr(node, "body", [ast.Pass()]))


def _find_members(tree: ast.AST) -> Iterator[Place]:
    """Find sets, tuples and tables of constants of which a member may be dropped."""
    for node in _walk(tree):
        if isinstance(node, ast.Set | ast.Tuple) and len(node.elts) > 1:
            if all(isinstance(item, ast.Constant) and item.value is not ... for item in node.elts):
                for index in range(len(node.elts)):
                    yield _in_place(node, lambda node=node, index=index: _drop(node.elts, index))
        elif isinstance(node, ast.Dict) and len(node.keys) > 1 and None not in node.keys:
            for index in range(len(node.keys)):
                yield _in_place(node, lambda node=node, index=index: _drop_pair(node, index))


def _find_arithmetic(tree: ast.AST) -> Iterator[Place]:
    for node in _walk(tree):
        words = isinstance(node, ast.BinOp) and any(
            isinstance(side, ast.JoinedStr | ast.List | ast.Tuple)
            or (isinstance(side, ast.Constant) and isinstance(side.value, str | bytes))
            for side in (node.left, node.right)
        )
        if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not words:
            other = _ARITHMETIC[type(node.op)]()
            yield _in_place(node, lambda node=node, other=other: setattr(node, "op", other))


def _find_calls(tree: ast.AST) -> Iterator[Place]:
    """Find calls whose first two arguments may change places, and least that may be most."""
    for node in _walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in _CALLED:
            other = _CALLED[node.func.id]
            yield _in_place(node, lambda node=node, other=other: setattr(node.func, "id", other))
        elif len(node.args) > 1 and not any(isinstance(item, ast.Starred) for item in node.args[:2]):
            swapped = [node.args[1], node.args[0], *node.args[2:]]
            symmetric = ast.unparse(node.func).rpartition(".")[2] in _SYMMETRIC
            if not symmetric and ast.unparse(node.args[0]) != ast.unparse(node.args[1]):
                yield _in_place(node, lambda node=node, swapped=swapped: setattr(node, "args", swapped))


def _find_quantifiers(tree: ast.AST) -> Iterator[Place]:
    """Find repetitions in patterns that may allow one more or one less."""
    for node in _walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if "\n\n" in node.value or not re.search(r"[\\\[(]", node.value):
            continue
        for match in _QUANTIFIER.finditer(node.value):
            least, comma, most = match.groups()
            wider = f"{{{least},{int(most) + 1}}}" if most else f"{{{int(least) + 1}{comma}}}"
            text = node.value[: match.start()] + wider + node.value[match.end() :]
            yield _in_place(node, lambda node=node, text=text: setattr(node, "value", text))


def _drop(items: list[Any], index: int) -> None:
    del items[index]


def _drop_pair(node: ast.Dict, index: int) -> None:
    del node.keys[index], node.values[index]


CLASSES = (
    _find_compares, _find_boundaries, _find_numbers, _find_neighbours, _find_conditions, _find_terms,
    _find_guards, _find_members, _find_arithmetic, _find_calls, _find_quantifiers,
)  # fmt: skip
