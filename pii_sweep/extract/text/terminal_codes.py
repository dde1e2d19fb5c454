"""Control sequences of terminals (ECMA-48, section 5.4): colours of logs, which touch the values.

Manuals print bold and underlined letters over others: a letter, a backspace, a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pii_sweep.errors import SecondDocument, Unreadable

ESCAPE: Final = "\x1b"
_INTRODUCER: Final = "\x9b"  # begins a control sequence by itself
# A control sequence; a choice of letters (what `tput sgr0` writes) or of a mode; a command to the terminal
# with what it says: its window's title, the target of a link. Figures behind an escape may be a value's.
_SEQUENCE: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b(?:[()*+./-](?:[A-Za-z<>=`]|0(?!\d))|#[3-68](?!\d)|%[@G8](?!\d)|[=>]|[78](?!\d))"
    r"|(?:\x1b[\]PX^_k]|\x9d)\d{0,4};*(?P<said>[^\x07\x1b\x9c\n]{0,400})(?:\x07|\x1b\\|\x9c)"
)
# The escape as logs write it out: syslog, shells, `cat -v`, escapes of languages, its picture.
_ESCAPES: Final = (
    "#033",
    "\\x1b",
    "\\x1B",
    "\\033",
    "\\e",
    "\\u001b",
    "\\u001B",
    "^[",
    "\u241b",
    "<ESC>",
    "%1B",
)
_NUMBERS: Final = r"(?:\d{1,4}(?:[;:]\d{0,4}){0,8})?"
_WRITTEN: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, _ESCAPES))})"
    rf"(?:\[(?:{_NUMBERS}[mKJ]|\d{{1,4}}(?:;\d{{1,4}})?[ABCDGHfhlsu]|\?\d{{1,4}}[hl])|\([AB])"
)
# A colour whose escape is lost; what is in brackets (`[5m]`) is none.
_BARE: Final = re.compile(r"\[\d{1,3}(?:;\d{1,3}){0,6}m(?![^\[\]\n]{0,20}\])")
# What may be the begin of a sequence at the end of a block, and how long it may be.
_OPEN: Final = re.compile(
    r"(?:\x1b(?:[\[(#%]?[0-?]{0,40}[ -/]*|[\]PX^_k][^\x07\x1b\n]{0,400}\x1b?)?|[\x9b\x9d][0-?]{0,40}"
    r"|[#\\^<%\[\u241b][\w>\[;:?(]{0,24})\Z"
)
_MARKS: Final = ("\x1b", "\x9b", "\x9d", "#", "\\", "^", "<", "%", "[", "\u241b")
_LONGEST: Final = 480
# A character that is printed over, and how many may be one after the other.
_STRUCK: Final = re.compile("[^\n\x08]\x08")
_MOST_STRUCK: Final = 8


def strip_codes(text: str) -> str:
    """Return a text without control sequences, what commands say set apart by blanks."""
    if ESCAPE in text or _INTRODUCER in text or "\x9d" in text:
        text = _SEQUENCE.sub(_keep_said, text)
    if "[" in text or "(" in text:
        if any(mark in text for mark in _ESCAPES):
            text = _WRITTEN.sub("", text)
        text = _BARE.sub("", text)
    for _ in range(_MOST_STRUCK):
        if "\x08" not in text:
            break
        text = _STRUCK.sub("", text)
    return text


def _keep_said(sequence: re.Match[str]) -> str:
    return f" {sequence['said']} " if sequence["said"] else ""


def _may_go_on(end: str) -> bool:
    """Indicate whether a block's end holds a mark that a sequence begins with."""
    return any(mark in end for mark in _MARKS)


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
        begun = _OPEN.search(text, max(0, len(text) - _LONGEST)) if _may_go_on(text[-_LONGEST:]) else None
        held = begun[0] if begun else ""
        if shown := text[: len(text) - len(held)]:
            yield shown
    if held:
        yield held
    if broken is not None:
        raise broken
