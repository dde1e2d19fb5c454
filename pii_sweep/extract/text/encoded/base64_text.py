"""Printable text as Base64 (RFC 4648) within a text: tokens (RFC 7519) and credentials of logs, cells, lines.

Whole files in Base64 are read by `embedded_file`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final
from urllib.parse import unquote

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.encoded.base85_text import find_digits
from pii_sweep.extract.text.encoded.encoded_bytes import (
    FILES,
    LEAST_FILE,
    decode_base64,
    is_unread_token,
    read_bytes,
)
from pii_sweep.extract.text.encoded.hex_text import decode_hex, find_hex, says_something
from pii_sweep.types import Passage, Span

# One that goes on over lines fills them.
_TOKEN: Final = re.compile(
    r"(?<![\w+/-])(?<!==)(?:[A-Za-z0-9+/]{60,}\r?\n(?:[A-Za-z0-9+/]{4,}\r?\n){0,400}[A-Za-z0-9+/]{4,}|"
    r"[A-Za-z0-9+/_-]{20,65536}+)={0,2}(?![\w+/=-])"
)
# One in a query, its marks with percent signs.
_PERCENT: Final = re.compile(
    r"(?<=[=&?])(?:[A-Za-z0-9_-]|%2[BbFf]|%0[AaDd]){20,65536}+(?:%3[Dd]|=){0,2}(?![\w%+/-])"
)
# One within a value, behind a mark that no Base64 has, or a signed token (RFC 7519) at the begin.
_INNER: Final = re.compile(r"[\s=:>\"'(,;][A-Za-z0-9+/_-]{24}|\AeyJ[A-Za-z0-9_-]{8,}+\.")
# A text that is Base64 throughout, and how often it may have been encoded.
_SIGNS: Final = re.compile(r"\s*+[A-Za-z0-9+/_-][A-Za-z0-9+/_\s-]{18,}+={0,2}\s*+")
TIMES: Final = 5


def decode_text(token: str) -> str | None:
    """Return the text that Base64 stands for, None where it is none: keys and digests are not printable.

    What it stands for may be Base64 again. Raises TooBig where it is deflated and holds too much.
    """
    shown = _decode_once(token)
    for _ in range(TIMES):
        again = _decode_once(shown.strip()) if shown and _SIGNS.fullmatch(shown) else None
        if again is None:
            break
        shown = again
    return shown if shown is not None and says_something(shown) else None


def _decode_once(token: str) -> str | None:
    data = decode_base64(token)
    return None if data is None else read_bytes(data)


def decoded(passage: Passage, budget: Budget) -> Iterator[Passage]:
    """Yield what a text says in Base64, 32, 85 or hexadecimal as one passage, with the lines it begins on.

    Bytes that are neither read nor known to be harmless are a gap.
    """
    for found in decode_passage(passage, budget.leave_unread):
        budget.characters(len(found.text))
        yield found


def decode_passage(passage: Passage, unread: Callable[[], None] = lambda: None) -> Iterator[Passage]:
    """Yield what `decoded` yields, which counts it; `unread` is called for bytes that are not read."""
    if passage.text.count(passage.text[:1]) == len(passage.text):  # what fills a file or a bomb says nothing
        return
    text, spans = "", list[Span]()
    begins = [span.start for span in passage.spans]
    for start, shown in chain(
        _find_tokens(passage.text, unread), find_hex(passage.text), find_digits(passage.text)
    ):
        if shown is not None:
            at = bisect_right(begins, start) - 1
            line = passage.spans[at].line if at >= 0 else None
            spans.append(Span(len(text), len(text) + len(shown), line=line))
            text += f"{shown}\n"
    if text:
        yield replace(passage, text=text[:-1], spans=tuple(spans))


def add_decoded(text: str, unread: Callable[[], None] = lambda: None) -> str:
    """Return a value of several words, and on lines below it what it says in Base64 or hexadecimal."""
    if not _INNER.search(text):
        return text
    found = chain(_find_tokens(text, unread), find_hex(text))
    return "\n".join((text, *(shown for _, shown in found if shown is not None)))


def _find_tokens(text: str, unread: Callable[[], None]) -> Iterator[tuple[int, str | None]]:
    """Yield where Base64 may begin, and what it stands for."""
    tokens = ((match.start(), match[0]) for match in _TOKEN.finditer(text))
    written = _PERCENT.finditer(text) if "%" in text else ()
    for start, token in chain(
        tokens, ((match.start(), unquote(match[0])) for match in written if "%" in match[0])
    ):
        shown = decode_text(token)
        if shown is None and "\n" in token:  # its last line may be the next line's first word
            shown = decode_text(token.rpartition("\n")[0])
        # which `file_in_value` opens, in the alphabet of files
        is_file = len(token) >= LEAST_FILE and token.startswith(FILES) and not {"-", "_"} & {*token}
        if shown is None and not is_file and is_unread_token(token) and decode_hex(token) is None:
            unread()
        yield start, shown
