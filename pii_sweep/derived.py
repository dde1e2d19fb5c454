"""What is worked out from the packaged word lists alone, kept between starts as `patterns` keeps patterns.

Word lists are some five megabytes of text, and sets and tables of many kinds are made of them: at each start
that takes as long as all compiled patterns. The file holds for one state of the package, which is the digest
of its sources and its data: whatever is changed in either, all is worked out anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pii_sweep import kept_file

Made = TypeVar("Made")
_PACKAGE = Path(__file__).parent
# What is kept follows from these, and from modules that lie where this one does.
_PARTS = ("types", "detect")
_ENDINGS = (".py", ".toml", ".txt", ".json")


class _Kept:
    """The values of the file, each by its name and as `marshal` writes it, and what is to be written."""

    __slots__ = ("added", "entries", "state")

    def __init__(self) -> None:
        self.entries: dict[str, bytes] | None = None
        self.added: dict[str, bytes] | None = None
        self.state = b""


# None before `begin`: a program that has this package as a library works out everything itself.
_kept: list[_Kept] = []


def begin(*, adding: bool = False, anew: bool = False) -> None:
    """Take values from the file from now on, for a process that is this program's own.

    With `adding`, what is missing is remembered until `keep` is called; `anew` leaves the file's own out.
    """
    if not _kept:
        _kept.append(_Kept())
    if anew:
        _kept[0].entries, _kept[0].state = {}, _digest_package()
    _kept[0].added = {} if adding else None


def recall(name: str, make: Callable[[], Made]) -> Made:
    """Return a value that follows from the package's data and code alone, worked out now or earlier.

    It must be of Python's plain types, as `marshal` writes them. A new one is returned each time.
    """
    if not _kept:
        return make()
    kept = _kept[0]
    found = _entries(kept).get(name)
    if found is not None:
        value: Made = marshal.loads(found)
        return value
    value = make()
    if kept.added is not None:
        plain: Any = value
        kept.added[name] = marshal.dumps(plain)
    return value


def recalled(make: Callable[[], Made]) -> Callable[[], Made]:
    """Return a function without parameters with its value kept between starts, as `recall` does."""

    @wraps(make)
    def ask() -> Made:
        return recall(f"{make.__module__}.{make.__qualname__}", make)

    return ask


def keep(*, asked: bool = False) -> None:
    """Write what was added, where Python may write what it makes of modules, or where it is asked for."""
    if not _kept:
        return
    kept, added = _kept[0], _kept[0].added
    if added and (asked or not sys.dont_write_bytecode):
        entries, state = _entries(kept), _digest_package()
        if state == kept.state:  # else the package was exchanged while it was loaded
            kept_file.write(__file__, entries | added, state)
    kept.entries, kept.added = {}, None  # what is asked for later is of no start


def _entries(kept: _Kept) -> dict[str, bytes]:
    if kept.entries is None:
        kept.state = _digest_package()
        kept.entries = kept_file.read(__file__, kept.state)
    return kept.entries


def _digest_package() -> bytes:
    """Return the digest of the sources and the data that kept values follow from."""
    digest = sha256()
    for path in sorted(_list_files()):
        with open(path, "rb") as file:
            body = file.read()
        digest.update(f"{path[len(str(_PACKAGE)) :]} {len(body)} ".encode())
        digest.update(body)
    return digest.digest()


def _list_files() -> list[str]:
    folders = [str(_PACKAGE)]
    for part in _PARTS:
        folders += [folder for folder, _, _ in os.walk(_PACKAGE / part)]
    return [
        entry.path
        for folder in folders
        for entry in os.scandir(folder)
        if entry.name.endswith(_ENDINGS) and entry.is_file()
    ]
