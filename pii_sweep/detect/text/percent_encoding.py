"""Percent-encoded text (RFC 3986 §2.1) and queries of URLs, decoded for the recognizers with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pii_sweep.detect.text.candidate import Hit

# A decoded character with the stretch of the text that it was written in.
Char = tuple[str, int, int]

_TOKEN = re.compile(r"[^\s\"'<>]{4,4000}")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
# Track 1 of a magnetic stripe (ISO/IEC 7813), `%B4111…^`: its `%B4` stands for no byte.
_STRIPE = re.compile(r"%B\d{12,19}\^")
# A `+` that begins a value is an international telephone's, if a figure follows: `phone=+49 89 4567213`.
_SPACED = re.compile(r"(?:^|[?&])[\w.\-\[\]]{1,40}=(?:[^&+]+\+|\+(?!\d))[^&]")
# A form of somebody's particulars that needs no encoding: `fname=Ana&lname=Berg`.
_FORM = re.compile(
    r"(?i)(?:^|[?&=])[\w.\-\[\]]{0,24}(?:name|mail|phone|mobile|tel|addr(?:ess)?|street|city|zip|postcode|ssn|dob"
    r"|birth\w*|iban)[\d\]]{0,3}=[^&]+&[\w.\-\[\]]{1,40}=[^&]"
)
# What begins a field of a query; inside one, `+` is a space.
_FIELD = re.compile(r"(?:^|(?<=[?&;]))[\w.\-\[\]]{1,40}=")
# What a log calls a form: `body=fname=Ana&lname=Berg`.
_CALLED = re.compile(r"(?:form|body|payload|query|data|params?|post)=(?=[\w.\-\[\]]{1,40}=[^=&])")
_HEX = frozenset("0123456789abcdefABCDEF")
# A URL inside a URL's query is encoded twice.
_LEVELS = 2
_JOINED = frozenset({"EMAIL_ADDRESS", "IBAN_CODE", "USERNAME", "PASSWORD"})


class Decoded(NamedTuple):
    """A decoded token `start:end` of a text, a line a field; `chars[i]` says where `text[i]` is written."""

    text: str
    chars: Sequence[Char]
    start: int
    end: int

    def placed(self, hit: Hit) -> Hit:
        """Return a hit of the decoded text where it is written; marks that are encoded part its pieces."""
        pieces: list[tuple[int, int]] = []
        for low, high in hit.stretches():
            for char, start, end in self.chars[low:high]:
                if (char == " " or end - start > 1) and not char.isalnum() and hit.entity not in _JOINED:
                    continue
                if pieces and pieces[-1][1] == start:
                    pieces[-1] = (pieces[-1][0], end)
                elif end > start:
                    pieces.append((start, end))
        pieces = pieces or [(self.chars[hit.start][1], self.chars[hit.end - 1][2])]
        return hit.at(
            start=min(pieces)[0], end=max(pieces)[1], pieces=tuple(pieces) if len(pieces) > 1 else ()
        )

    def meets(self, hit: Hit) -> bool:
        """Return whether a hit of the text as it is written stands in the token."""
        return self.start < hit.end and hit.start < self.end


def decode(text: str) -> list[Decoded]:
    """Return the percent-encoded tokens of a text, its queries with `+` for spaces, and forms."""
    escaped = "%" in text and _ESCAPE.search(text) is not None
    if not escaped and not ("=" in text and ("+" in text or "&" in text)):
        return []
    found: list[Decoded] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        called = _CALLED.match(text, start, end)
        start = called.end() if called else start
        token = text[start:end]
        if _STRIPE.search(token):
            continue
        if not (_ESCAPE.search(token) or _SPACED.search(token) or _FORM.search(token)):
            continue
        read = list(_fields([(char, start + at, start + at + 1) for at, char in enumerate(token)]))
        for _ in range(_LEVELS):
            read = list(_unescape(read))
        if all(char.isprintable() or char in "\r\n\t" for char, _, _ in read):
            found.append(Decoded("".join(char for char, _, _ in read), read, start, end))
    return found


def merge(hits: Iterable[Hit], tokens: Sequence[Decoded], inner: Sequence[Iterable[Hit]]) -> list[Hit]:
    """Return a text's hits, those in its encoded tokens replaced by what the decoded tokens hold.

    A mailbox stays where the decoded token has none, and so does what goes on behind its token.
    """
    found = [token.placed(hit) for token, held in zip(tokens, inner, strict=True) for hit in held]
    mails = [hit for hit in found if hit.entity == "EMAIL_ADDRESS"]

    def stays(hit: Hit) -> bool:
        own = [token for token in tokens if token.meets(hit)]
        others = mails if hit.entity == "EMAIL_ADDRESS" else found
        apart = hit.entity == "EMAIL_ADDRESS" or any(token.end < hit.end for token in own)
        return not own or (apart and not any(one.start < hit.end and hit.start < one.end for one in others))

    return sorted([*filter(stays, hits), *found], key=lambda hit: hit.start)


def _fields(chars: Sequence[Char]) -> Iterator[Char]:
    """Yield a token with each field of its query on a line of its own: `full_name=Ana+Berg` as a label's."""
    token = "".join(char for char, _, _ in chars)
    query = (token.find("?") + 1) or ("=" not in token and len(token)) or 0
    named = {match.end() - 1: match.start() for match in _FIELD.finditer(token) if match.start() >= query}
    labels = {at for end, start in named.items() for at in range(start, end)}
    inside = False
    for at, (char, start, end) in enumerate(chars):
        if at in named:
            inside = True
            yield from ((":", start, end), (" ", end, end))
        elif (char in "?&;" and at + 1 in labels) or (char == "/" and at < query and not inside):
            yield ("\n", start, end)
        elif (at in labels and char in "_-.[]") or (
            inside and char == "+" and not (at - 1 in named and token[at + 1 : at + 2].isdecimal())
        ):
            yield (" ", start, end)
        else:
            yield (char, start, end)


def _unescape(chars: Sequence[Char]) -> Iterator[Char]:
    """Yield characters with each run of escapes decoded as UTF-8, any other byte as Latin-1."""
    at = 0
    while at < len(chars):
        data, places = bytearray(), list[tuple[int, int]]()
        while chars[at : at + 1] and chars[at][0] == "%" and len(chars) > at + 2:
            one, two = chars[at + 1][0], chars[at + 2][0]
            if one not in _HEX or two not in _HEX:
                break
            data.append(int(one + two, 16))
            places.append((chars[at][1], chars[at + 2][2]))
            at += 3
        if not data:
            yield chars[at]
            at += 1
        yield from _characters(bytes(data), places)


def _characters(data: bytes, places: Sequence[tuple[int, int]]) -> Iterator[Char]:
    at = 0
    while at < len(data):
        size = next((size for size in (1, 2, 3, 4) if _is_whole(data[at : at + size])), 0)
        char = data[at : at + size].decode() if size else data[at : at + 1].decode("latin-1")
        yield char, places[at][0], places[at + max(size, 1) - 1][1]
        at += max(size, 1)


def _is_whole(data: bytes) -> bool:
    try:
        return len(data.decode()) == 1
    except UnicodeDecodeError:
        return False
