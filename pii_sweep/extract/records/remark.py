"""Comments of YAML, which its parser drops: what stands behind `#` outside the scalars."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Passage, Where

Mark = tuple[int, int]
# A comment begins a line or stands behind a space (YAML 1.2 §6.6).
_SIGN = re.compile(r"(?:^|(?<=[ \t]))#")


class _Sign(NamedTuple):
    line: int
    column: int
    text: str


class Remarks:
    """The comments of a document as its text is parsed, each held until the scalars around it are known."""

    def __init__(self) -> None:
        self._line = 0
        self._open = ""
        self._signs: deque[_Sign] = deque()
        self._found: list[tuple[int, str]] = []

    def feed(self, text: str) -> None:
        """Take the next part of the document, an empty one at its end."""
        *lines, self._open = (self._open + text).split("\n") if text else (self._open, "")
        for line in lines:
            self._signs.extend(_Sign(self._line, sign.start(), line) for sign in _SIGN.finditer(line))
            self._line += 1

    def pass_scalar(self, start: Mark, end: Mark) -> None:
        """Take all that stands before a scalar for comments; what stands within it is not one."""
        self._take(start)
        while self._signs and self._signs[0][:2] < end:
            self._signs.popleft()

    def _take(self, before: Mark) -> None:
        while self._signs and self._signs[0][:2] < before:
            line, column, text = self._signs.popleft()
            self._found.append((line, text[column:].lstrip("#").strip()))
            while self._signs and self._signs[0].line == line:
                self._signs.popleft()

    def drain(self, where: Where, budget: Budget, lines: int | None = 0) -> Iterator[Passage]:
        """Yield the comments so far as they stand, with what is left of the first `lines`, None for all."""
        self._take((self._line + 1 if lines is None else lines, 0))
        found, self._found = self._found, []
        at = 0
        while at < len(found):
            first = last_line = found[at][0]
            block = list[str]()
            while at < len(found) and found[at][0] <= last_line + 1:
                last_line = found[at][0]
                block.append(f"{found[at][1]}\n")
                at += 1
            yield from passages(block, where, budget, first_line=first + 1)
