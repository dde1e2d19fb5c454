"""What pure functions return for drawn inputs, written down: any changed weight, bound or guard shows.

A room's `drawn_*.py` yields lines of `name value`, and its test compares them with the file of the same
name. `python -m tests.held [PART]` (`make held`) renews the files after a change that is meant; `git diff`
then lists the values that moved.
"""

from __future__ import annotations

import importlib
import re
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

TESTS = Path(__file__).parent


def moved(drawn: str, lines: Iterable[str]) -> list[str]:
    """Return the lines that differ from those held in `drawn_*.txt` next to a module, old and new."""
    held = Path(drawn).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    now = list(lines)
    return [f"- {line}" for line in held if line not in set(now)] + [
        f"+ {line}" for line in now if line not in set(held)
    ]


def brief(value: object) -> str:
    """Return a value as text that does not depend on the last digits of a number or the order of a set."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, str | int | None):
        return str(value)
    if isinstance(value, re.Pattern):
        return f"/{value.pattern}/ {value.flags}"
    if hasattr(value, "pattern"):  # one with a gate before it, whose own text names a place in memory
        return brief(value.pattern)
    if isinstance(value, frozenset | set):
        return "{" + " ".join(sorted(map(brief, value))) + "}"
    if hasattr(value, "items"):
        return "{" + " ".join(sorted(f"{brief(key)}:{brief(one)}" for key, one in value.items())) + "}"
    if isinstance(value, Iterable):
        return "(" + " ".join(map(brief, value)) + ")"
    return str(value)


def digest(value: object) -> str:
    """Return eight digits for what is too long to be held as text."""
    return format(zlib.crc32(brief(value).encode("utf-8", "backslashreplace")), "08x")


def main() -> None:
    """Write the lines of every room whose path holds a word of the command line."""
    for file in sorted(TESTS.rglob("drawn_*.py")):
        if not all(word in file.as_posix() for word in sys.argv[1:]):
            continue
        name = ".".join(file.relative_to(TESTS.parent).with_suffix("").parts)
        module = importlib.import_module(name)
        if not hasattr(module, "lines"):
            continue
        text = "\n".join(module.lines()) + "\n"
        file.with_suffix(".txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
