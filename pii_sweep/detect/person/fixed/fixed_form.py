"""Names in forms that standards fix: travel documents, insurance claims, queries of URLs.

ICAO Doc 9303 part 3 (`SURNAME<<GIVEN<NAMES`), ASC X12 segment NM1 (`NM1*IL*1*SURNAME*GIVEN`), and
`first_name=Ann&last_name=Lee`. The form says that it is a name; no list need know it. Codes with their
meaning are written like `SURNAME^GIVEN` of HL7 and DICOM, so there a list has to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

_ZONE = re.compile(
    r"(?<![A-Z<])(?:[PIACV][A-Z<][A-Z]{3}|[PIACV]<[A-Z]<<)?(?P<name>[A-Z]{2,}(?:<[A-Z]+){0,3}<<[A-Z]{2,}(?:<[A-Z]+){0,3})(?![A-Z])"
)
_SEGMENT = re.compile(
    r"\bNM1(?P<mark>[*|^])[A-Z0-9]{2,3}(?P=mark)1(?P=mark)(?P<family>[^*|^~\n]{1,35})(?P=mark)(?P<given>[^*|^~\n]{1,25})(?=[*|^~\n])"
)
_QUERY = re.compile(
    r"(?i)[?&](?:first[_\-]?name|fname|given[_\-]?name|forename|first)=(?P<given>[^\W\d_][^&\s\"'<>#=]{0,40})"
    r"&(?:last[_\-]?name|lname|sur[_\-]?name|family[_\-]?name|last)=(?P<family>[^\W\d_][^&\s\"'<>#=]{0,40})"
)
_CARET = re.compile(
    r"(?:(?<=\d\^)|(?<![\w^&]))(?P<family>[^\W\d_](?:[^\W\d_]|['’\- ]){1,30})"
    r"\^(?P<given>[^\W\d_](?:[^\W\d_]|['’\-]){1,25})(?!\w)"
)
_SCORE = 0.85


def find(text: str) -> Iterator[Hit]:
    """Yield the names of fixed forms; those in two fields have their pieces in the order of speech."""
    for match in _ZONE.finditer(text) if "<<" in text else ():
        yield _hit(*match.span("name"), "travel_document")
    for match in _SEGMENT.finditer(text) if "NM1" in text else ():
        yield _split_halves(match, "claim_segment")
    for match in _QUERY.finditer(text) if "&" in text else ():
        yield _split_halves(match, "query")
    for match in _CARET.finditer(text) if "^" in text else ():
        if _is_listed(match["family"].strip().lower(), match["given"].lower()):
            yield _split_halves(match, "caret")


def _is_listed(family: str, given: str) -> bool:
    """Return whether a list has one of two names and the other is no everyday word."""
    ordinary = lexicon.ordinary()
    known = lexicon.given_name(given) and given not in ordinary
    return known or (lexicon.family_name(family) and family not in ordinary and given not in ordinary)


def _hit(start: int, end: int, form: str) -> Hit:
    return Hit("PERSON", start, end, _SCORE, "Form", (f"label:{_SCORE:.2f}", f"{form}:+0.00"))


def _split_halves(match: re.Match[str], form: str) -> Hit:
    low, high = min(match.start("given"), match.start("family")), max(match.end("given"), match.end("family"))
    return _hit(low, high, form).at(pieces=(match.span("given"), match.span("family")))
