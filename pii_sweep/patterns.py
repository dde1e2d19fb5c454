"""Compiled patterns that are kept between starts.

The recognizers have some three thousand patterns, many of them of long word lists. Python compiles them each
time a program starts, which takes longer than all else that a reader loads; what the compiler makes is a row
of numbers, which can be kept. Python keeps what it makes of modules for the same reason (PEP 3147), and the
file lies where those do; `.ci/setup` writes it.

A kept pattern is found by its whole text and flags, and what follows from one by the code that works it out
too, so that none outlives a change; the file belongs to one build of Python. Where it is missing, damaged or
of another build, patterns are compiled as ever.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Callable
from typing import Any, TypeVar

from pii_sweep import kept_file

Made = TypeVar("Made")
# A pattern's text, or a name and what it is worked out from, with flags.
Key = tuple[str, str, int]
# The name of what the compiler itself makes.
PATTERN = "pattern"
_DEBUG = int(re.DEBUG)
# The file begins anew where it has so many entries: most of them are of patterns that are no more.
_MOST = 12_000
# The file is read when a pattern of so many signs is asked for: commands that read no document have none.
_LONG = 1000
# A few patterns are compiled sooner than a file is written; Python's tokenizer draws one anew at each start.
_WORTH = 20


class _Kept:
    """What the file holds, and what this process adds to it: None where it adds nothing."""

    __slots__ = ("added", "before", "entries")

    def __init__(self) -> None:
        self.entries: dict[Key, Any] | None = None
        self.added: dict[Key, Any] | None = None
        self.before: Callable[..., re.Pattern[Any]] | None = None


_kept = _Kept()


def begin(*, adding: bool = False, anew: bool = False) -> None:
    """Take patterns from the file from now on, for a process that is this program's own.

    With `adding`, what is missing is remembered until `keep` is called; `anew` leaves the file's own out.
    Python has no other door to what its compiler makes than the functions that `re` itself calls.
    """
    compiler = getattr(re, "_compiler", None)
    if not hasattr(compiler, "_code") or not hasattr(compiler, "_parser"):
        return
    if _kept.before is None:
        _kept.before = compiler.compile  # type: ignore[union-attr]
        compiler.compile = _compile  # type: ignore[union-attr]
    _kept.entries = {} if anew else _kept.entries
    _kept.added = {} if adding else None


def has_begun() -> bool:
    """Return whether this process is this program's own, and not another one's that has it as a library."""
    return _kept.before is not None


def recall(name: str, text: str, flags: int, make: Callable[[], Made]) -> Made:
    """Return what was made of a pattern at an earlier start, or make it.

    It must be of Python's plain types, as `marshal` writes them; `name` names the code that makes it.
    """
    if _kept.before is None:
        return make()
    key = name, text, int(flags)
    found = _entries().get(key)
    if found is None:
        found = make()
        _add(key, found)
    made: Made = found
    return made


def _add(key: Key, found: Any) -> None:
    if _kept.added is not None:
        _kept.added[key] = _entries()[key] = found


def keep(*, asked: bool = False) -> None:
    """Write what was added, where Python may write what it makes of modules, or where it is asked for.

    From now on nothing is added.
    """
    added, _kept.added = _kept.added or {}, None
    if len(added) < (1 if asked else _WORTH) or (sys.dont_write_bytecode and not asked):
        return
    entries = _entries()
    if len(entries) > _MOST:
        entries = added
    kept_file.write(__file__, entries)


def _entries() -> dict[Key, Any]:
    if _kept.entries is None:
        _kept.entries = kept_file.read(__file__)
    return _kept.entries


def _compile(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    """Do as the compiler of `re` does, with what it made of the pattern at an earlier start."""
    assert _kept.before is not None
    if type(pattern) is not str or flags & _DEBUG:
        return _kept.before(pattern, flags)
    if _kept.entries is None and _kept.added is None and len(pattern) < _LONG:
        return _kept.before(pattern, flags)
    key = PATTERN, pattern, int(flags)
    found = _entries().get(key)
    if found is None:
        if _kept.added is None:
            return _kept.before(pattern, flags)
        found = _make(pattern, flags)
        _add(key, found)
    whole, code, groups, names, numbers = found
    numbered = array("I")
    numbered.frombytes(code)
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    made: re.Pattern[Any] = compiler._sre.compile(pattern, whole, numbered.tolist(), groups, names, numbers)
    return made


def _make(pattern: str, flags: int) -> tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]:
    """Return what the compiler makes of a pattern: flags, numbers, groups and their names.

    Raises re.error for a pattern that is none.
    """
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    parsed = compiler._parser.parse(pattern, flags)
    code = compiler._code(parsed, flags)
    names = dict(parsed.state.groupdict)
    numbers: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        numbers[number] = name
    return (
        int(flags | parsed.state.flags),
        array("I", code).tobytes(),
        parsed.state.groups - 1,
        names,
        tuple(numbers),
    )
