"""Signs that a number behind the common name of a paper is its holder's: `she showed her identity card …`."""

from __future__ import annotations

import re

from pii_sweep.detect.identifiers.national.label_gap import NUMBERED

_NUMBERED, _MARK = re.compile(NUMBERED, re.IGNORECASE), re.compile(r"[:=#|(]")
_NEAR = 40  # characters before the label
_HOLDS = re.compile(
    r"(?i)(?<![^\W_])(?:his|her|their|my|your|whose|(?:show|produc|present|carr|identif|held|hold|bear|submit"
    r"|provid|possess)[^\W\d_]*|with|has|had|under|by|on)[ ](?:[^\W\d_]+[ ]){0,2}\Z"
)
_FIELD_BEGINS = re.compile(r"(?:\A|[\n,;(|\t\"'>•]|[ ]{2})[ \t]{0,8}\Z")
# What says that it is of something else: `identity document 123456789 is an internal code`.
_GOES_ON = re.compile(r"[ ](?:is|and|or)\b")
# What says that `SIN` is Canada's number of a person; contracts of the United States have such of goods.
_CANADIAN = re.compile(
    r"(?i)(?<![^\W_])(?:canad[^\W_]*|cra|arc|t4a?|social[ ]insurance|assurance[ ]sociale|ontario|qu[ée]bec"
    r"|alberta|manitoba|saskatchewan|british[ ]columbia|nova[ ]scotia|new[ ]brunswick|newfoundland"
    r"|(?-i:ON|QC|BC|AB|MB|SK)|employees?|staff|payroll|taxpayer|born|d\.?o\.?b"
    r"|(?:his|her|their|my|your|whose|son|sa|votre|mon)[ ](?:sin|nas))"
    r"(?![^\W_])"
)
_OF_GOODS = re.compile(r"(?i)(?<![^\W_])(?:gsa|special[ ]item|naics)(?![^\W_])")
_GROUPS, _AROUND = re.compile(r"\d{3}[ \-]\d{3}[ \-]\d{3}"), 200


def is_canadian(match: re.Match[str]) -> bool:
    """Return whether words near a number behind `SIN`, or its groups, say that it is a person's in Canada."""
    text, low, high = match.string, max(0, match.start() - _AROUND), match.end() + _AROUND
    if _OF_GOODS.search(text, low, high) is not None:
        return False
    return _GROUPS.fullmatch(match.group()) is not None or _CANADIAN.search(text, low, high) is not None


def is_held(text: str, begin: int, label: str, match: re.Match[str]) -> bool:
    """Return whether a paper's label at a place has a mark, is a field or stands behind what a holder does.

    Words for a number that a label has of its own, as `identity card` does, are no such mark.
    """
    behind, at = begin + len(label), match.start()
    if _MARK.search(text, behind, at) is not None or _NUMBERED.search(text, behind, at) is not None:
        return True
    low = max(0, begin - _NEAR)
    if _HOLDS.search(text, low, begin) is not None:
        return True
    return _FIELD_BEGINS.search(text, low, begin) is not None and _GOES_ON.match(text, match.end()) is None
