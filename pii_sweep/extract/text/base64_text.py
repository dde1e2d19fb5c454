"""Printable text as Base64 (RFC 4648) within a text: tokens (RFC 7519) and credentials of logs, cells, lines.

Whole files in Base64 are read by `embedded_file`.
"""

from __future__ import annotations

import base64
import binascii
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.base85_text import find_digits
from pii_sweep.extract.text.deflated import inflate
from pii_sweep.extract.text.hex_text import find_hex, says_something
from pii_sweep.types import Passage, Span

# Signs: ten bytes or so hold a number, and a shorter word may be Base64 by chance.
LEAST: Final = 20
# One that goes on over lines fills them.
_TOKEN: Final = re.compile(
    r"(?<![\w+/=-])(?:[A-Za-z0-9+/]{60,}\r?\n(?:[A-Za-z0-9+/]{4,}\r?\n){0,400}[A-Za-z0-9+/]{4,}|"
    r"[A-Za-z0-9+/_-]{20,65536}+)={0,2}(?![\w+/=-])"
)
# A text that is Base64 throughout, and how often it may have been encoded.
_SIGNS: Final = re.compile(r"\s*+[A-Za-z0-9+/_-][A-Za-z0-9+/_\s-]{18,}+={0,2}\s*+")
TIMES: Final = 5
_HEXADECIMAL: Final = re.compile(r"[0-9a-fA-F-]+")


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
    if token in (token.lower(), token.upper()) or _HEXADECIMAL.fullmatch(token):
        return None  # words, paths, codes and digests are of one case
    signs = "".join(token.split()).rstrip("=")
    if len(signs) < LEAST or len(signs) % 4 == 1:
        return None
    marks = b"-_" if "-" in signs or "_" in signs else None
    try:
        data = base64.b64decode(signs + "=" * (-len(signs) % 4), altchars=marks, validate=True)
        return (inflate(data) or data).decode()
    except (binascii.Error, ValueError):
        return None


def decoded(passage: Passage, budget: Budget) -> Iterator[Passage]:
    """Yield what a text says in Base64, 32, 85 or hexadecimal as one passage, with the lines it begins on."""
    for found in decode_passage(passage):
        budget.characters(len(found.text))
        yield found


def decode_passage(passage: Passage) -> Iterator[Passage]:
    """Yield what `decoded` yields, which counts it."""
    text, spans = "", list[Span]()
    begins = [span.start for span in passage.spans]
    tokens = ((match.start(), decode_text(match[0])) for match in _TOKEN.finditer(passage.text))
    for start, shown in chain(tokens, find_hex(passage.text), find_digits(passage.text)):
        if shown is not None:
            at = bisect_right(begins, start) - 1
            line = passage.spans[at].line if at >= 0 else None
            spans.append(Span(len(text), len(text) + len(shown), line=line))
            text += f"{shown}\n"
    if text:
        yield replace(passage, text=text[:-1], spans=tuple(spans))
