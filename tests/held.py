"""What pure functions return for drawn inputs, written down: any changed weight, bound or guard shows.

A room's `drawn_*.py` yields lines of `name value`, and its test compares them with the file of the same
name. Where the module has `room_of(line)`, its lines are held in a folder of that name, a file a room, so
that changes of different rooms do not meet. `python -m tests.held [WORD...]` (`make held PART=...`) renews
the files whose path holds one of the words, or all, after a change that is meant; `git diff` then lists the
values that moved.
"""

from __future__ import annotations

import importlib
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from types import FunctionType

TESTS = Path(__file__).parent


def moved(drawn: str, lines: Iterable[str]) -> list[str]:
    """Return the lines that differ from those held for a `drawn_*.py`, old and new."""
    held = [line for file in _files(Path(drawn)) for line in file.read_text(encoding="utf-8").splitlines()]
    now = list(lines)
    kept, known = set(now), set(held)
    return [f"- {line}" for line in held if line not in kept] + [
        f"+ {line}" for line in now if line not in known
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
    if isinstance(value, FunctionType | partial):
        # Its text has its place in memory, which is another in each process.
        return getattr(value, "__name__", "partial")
    return str(value)


def digest(value: object) -> str:
    """Return eight digits for what is too long to be held as text."""
    return format(zlib.crc32(brief(value).encode("utf-8", "backslashreplace")), "08x")


def write(
    drawn: Path, lines: Iterable[str], room_of: Callable[[str], str] | None, words: Sequence[str]
) -> None:
    """Write what is held for a `drawn_*.py`: files whose path holds one of the words, or all."""
    rooms: dict[Path, list[str]] = {file: [] for file in _files(drawn)}
    for line in lines:
        file = drawn.with_suffix("") / f"{room_of(line)}.txt" if room_of else drawn.with_suffix(".txt")
        rooms.setdefault(file, []).append(line)
    for file, held in rooms.items():
        if not _is_meant(file, words):
            continue
        if held:
            file.parent.mkdir(exist_ok=True)
            file.write_text("\n".join(held) + "\n", encoding="utf-8")
        else:
            file.unlink(missing_ok=True)


def _files(drawn: Path) -> list[Path]:
    """Return the files that hold the lines of a `drawn_*.py`."""
    return sorted(drawn.with_suffix("").glob("*.txt")) or [drawn.with_suffix(".txt")]


def _is_meant(file: Path, words: Sequence[str]) -> bool:
    place = file.relative_to(TESTS.parent).as_posix()
    return not words or any(word in place for word in words)


def main() -> None:
    """Renew what is held of every room whose path holds a word of the command line."""
    words = sys.argv[1:]
    for file in sorted(TESTS.rglob("drawn_*.py")):
        folder = file.with_suffix("")
        if not any(_is_meant(one, words) for one in (file, *_files(file))):
            continue
        module = importlib.import_module(".".join(folder.relative_to(TESTS.parent).parts))
        if hasattr(module, "lines"):
            write(file, module.lines(), getattr(module, "room_of", None), words)


if __name__ == "__main__":
    main()
