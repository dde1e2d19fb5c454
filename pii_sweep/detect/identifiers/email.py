"""E-mail addresses in URLs: encoded ones, and those that a pattern for addresses takes with their URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.presidio import is_public
from pii_sweep.detect.text.candidate import Hit

# `ann.lee%40example.com`, `ann%2Bshop%40example.com`
_ENCODED = re.compile(
    r"(?<![\w.%+\-])(?:[A-Za-z0-9._\-+]"
    r"|%2[Bb]){1,64}%40(?:[A-Za-z0-9\-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w\-%])"
)
# A file that is named after a mailbox: `cv_joan@mail.example.pdf`.
_FILE = re.compile(
    r"(?i)(?<![\w.%+\-])(?P<mail>[a-z0-9][\w.+\-]{0,63}@(?P<host>(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,24}))"
    r"\.(?:pdf|docx?|odt|rtf|txt|xlsx?|ods|csv|tsv|jsonl?|xml|html?|eml|msg|mbox|pst|ost|vcf|ics|zip|rar"
    r"|7z|gz|tgz"
    r"|tar|bak|sql|db|log|jpe?g|png|gif|tiff?|heic|mp[34]|m4a|wav|mov|pptx?|key|pem|asc|gpg|p12|pfx)(?![\w])"
)
# An address that is spelt out against harvesters: `ann.lee [at] mail [dot] example`, `ann at mail dot com`.
# Marks in brackets are sure; bare words need both, and a user's name that is no everyday word.
_AT, _DOT = (
    r"(?:[\[({][ ]?(?:at|AT|At|ät|arroba)[ ]?[\])}]|(?<=\w)[\[(]@[\])](?=\w)"
    r"|<[ ]?(?:at|AT)[ ]?>(?=[^<>\n]{1,64}<[ ]?(?:dot|DOT)))",
    r"[\[({<][ ]?(?:dot|DOT|Dot|\.|punkt|punto)[ ]?[\])}>]",
)
_SPELT = re.compile(
    rf"(?<![\w.%+\-])(?P<user>(?=[\d.]{{0,9}}[A-Za-z])[A-Za-z0-9][\w.+\-]{{0,63}})[ ]{{0,2}}{_AT}[ ]{{0,2}}"
    rf"(?P<host>(?:[A-Za-z0-9\-]{{1,63}}(?:\.|[ ]?{_DOT}[ ]?|[ ](?:dot|DOT)[ ])){{1,4}}[A-Za-z]{{2,24}})"
    r"(?![\w\-])"
    r"|(?<![\w.%+\-])(?P<bare>[A-Za-z][\w\-]{0,63}(?:[._+]|[ ](?:dot|DOT)[ ])[\w.+\-]{1,63}|[a-z]\w{0,62}\d)"
    r"[ ](?:at|AT)[ ]"
    r"(?P<spoken>(?:[A-Za-z0-9\-]{1,63}[ ](?:dot|DOT)[ ]){1,4}[A-Za-z]{2,24})(?![\w\-])"
)
# One of these is in each.
_SPELT_MARK = re.compile(r"(?i)[\[({<] ?(?:at|@|ät|arroba) ?[\])}>]| dot ")
_SPELT_DOT = re.compile(rf"[ ]*(?:{_DOT}|[ ](?:dot|DOT)[ ])[ ]*|[ ]+")
# What stands before an address in a URL or a line: `https://x.example/?email=`, `mailto:`, `Reno|NV|`
_URL = re.compile(r"^\S*[=/&?:|](?=[^=/&?:|@]+@)")


def find(text: str) -> Iterator[Hit]:
    """Yield addresses percent-encoded in a URL (RFC 3986 §2.1), those spelt out, those that name files."""
    if "%40" in text:
        for match in _ENCODED.finditer(text):
            yield Hit("EMAIL_ADDRESS", *match.span(), 0.95, "EncodedEmail", ("encoded:0.95",))
    if _SPELT_MARK.search(text):
        yield from _find_spelt(text)
    for match in _FILE.finditer(text) if "@" in text else ():
        if is_public(match["host"].lower()):
            start, end = match.span("mail")
            yield Hit("EMAIL_ADDRESS", start, end, 0.9, "FileNameEmail", ("shape:0.90",))


def _find_spelt(text: str) -> Iterator[Hit]:
    for match in _SPELT.finditer(text):
        host = _SPELT_DOT.sub(".", match["host"] or match["spoken"]).lower()
        if is_public(host):
            yield Hit("EMAIL_ADDRESS", *match.span(), 0.9, "SpeltEmail", ("shape:0.90",))


def trim_url(hit: Hit, text: str) -> Hit:
    """Return a claim without the URL before its address, or the claim itself."""
    match = _URL.match(text[hit.start : hit.end])
    return hit.at(start=hit.start + match.end()) if match else hit
