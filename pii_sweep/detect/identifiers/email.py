"""E-mail addresses in URLs: encoded ones, and those that a pattern for addresses takes with their URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.text.candidate import Hit

# `ann.lee%40example.com`, `ann%2Bshop%40example.com`
_ENCODED = re.compile(
    r"(?<![\w.%+\-])(?:[A-Za-z0-9._\-+]|%2[Bb]){1,64}%40(?:[A-Za-z0-9\-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w\-%])"
)
# What stands before an address in a URL or a line: `https://x.example/?email=`, `mailto:`, `Reno|NV|`
_URL = re.compile(r"^\S*[=/&?:|](?=[^=/&?:|@]+@)")


def find(text: str) -> Iterator[Hit]:
    """Yield the addresses that a URL holds percent-encoded (RFC 3986 §2.1)."""
    if "%40" in text:
        for match in _ENCODED.finditer(text):
            yield Hit("EMAIL_ADDRESS", *match.span(), 0.95, "EncodedEmail", ("encoded:0.95",))


def trim_url(hit: Hit, text: str) -> Hit:
    """Return a claim without the URL before its address, or the claim itself."""
    match = _URL.match(text[hit.start : hit.end])
    return hit.at(start=hit.start + match.end()) if match else hit
