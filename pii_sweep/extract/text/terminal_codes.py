"""Control sequences of terminals (ECMA-48, section 5.4): colours of logs, which touch the values.

Manuals print bold and underlined letters over others: a letter, a backspace, a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pii_sweep.errors import SecondDocument, Unreadable

ESCAPE: Final = "\x1b"
# A control sequence; a command to the terminal with what it says: its window's title, the target of a link.
_SEQUENCE: Final = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\]\d{0,4};*(?P<said>[^\x07\x1b\n]{0,400})(?:\x07|\x1b\\))"
)
# What may be the begin of a sequence at the end of a block, and how long it may be.
_OPEN: Final = re.compile(r"\x1b(?:\[[0-?]{0,40}[ -/]*|\][^\x07\x1b\n]{0,400}\x1b?)?\Z")
_LONGEST: Final = 480
# A character that is printed over, and how many may be one after the other.
_STRUCK: Final = re.compile("[^\n\x08]\x08")
_MOST_STRUCK: Final = 8


def strip_codes(text: str) -> str:
    """Return a text without control sequences, what commands say set apart by blanks."""
    text = _SEQUENCE.sub(_keep_said, text) if ESCAPE in text else text
    for _ in range(_MOST_STRUCK):
        if "\x08" not in text:
            break
        text = _STRUCK.sub("", text)
    return text


def _keep_said(sequence: re.Match[str]) -> str:
    return f" {sequence['said']} " if sequence["said"] else ""


def strip_blocks(blocks: Iterable[str]) -> Iterator[str]:
    """Yield the blocks of a text without control sequences, those across two blocks included."""
    held = ""
    broken: Unreadable | SecondDocument | None = None
    source = iter(blocks)
    while broken is None:
        try:
            block = next(source, None)
        except (Unreadable, SecondDocument) as error:
            block, broken = None, error
        if block is None:
            break
        text = strip_codes(held + block)
        begun = _OPEN.search(text, max(0, len(text) - _LONGEST)) if ESCAPE in text[-_LONGEST:] else None
        held = begun[0] if begun else ""
        if shown := text[: len(text) - len(held)]:
            yield shown
    if held:
        yield held
    if broken is not None:
        raise broken
