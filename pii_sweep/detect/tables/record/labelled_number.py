"""Numbers of insured people, patients, drivers and travellers behind the labels that columns have as headers.

What heads such a column in any language (`data/columns.toml`, `data/headers_world.toml`) announces the number
in a line of text, too: `KV-Nr. T771043928`, `n.º SNS 287 451 906`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Rule
from pii_sweep.detect.text import digits
from pii_sweep.detect.text.candidate import Hit

_KINDS = frozenset(
    {
        "HEALTH_INSURANCE_NUMBER",
        "MEDICAL_RECORD_NUMBER",
        "US_DRIVER_LICENSE",
        "US_PASSPORT",
        "MEDICAL_LICENSE",
    }
)
# Capitals and figures in few groups, and not the parts of a date, a sum or a longer code.
_NUMBER = re.compile(
    r"(?<![\w.,/@+$€£\-])(?=(?:[A-Z]{0,4}[ .\-/]?\d){5})(?:(?P<letters>[A-Z]{1,4})[ ]?)?"
    r"(?P<figures>\d[A-Z\d]*(?:[ \-/.][A-Z\d]+){0,5})(?![\w@€%]|[.,/\-]\d)"
)
# What every one has, from its first figure on.
_FIGURES = re.compile(r"\d(?:[A-Z]{0,4}[ .\-/]?\d){4}")
# What stands between the label and its number, and the label's words before it.
_SIGN = re.compile(r"(?:[ \t]*[:=#|]|[ ](?:is|ist|lautet|est|es|è|é|jest))?[\"'“„ \t(]{1,24}$")
_WORDS = re.compile(r"(?:[^\W\d_][\w.'’°º\-/]*|[#№])(?:[ ](?:[^\W\d_][\w.'’°º\-/]*|[#№])){0,4}$")
_LAST = frozenset(" \t:=#|\"'“„(")
_REACH = 72
# A word behind a number is what there are so many of: `permis de conduire 48 000 candidats`.
_COUNTED = re.compile(r"[ ](?!exp|valid|iss)[^\W\d_A-Z]{4}")
# A blank alone parts a number from a label that says that it is one, or whose it is.
_NUMBERED = re.compile(
    r"(?i)(?:\b(?:n(?:r|o|um|umber|úm|ro)|id|sns|medicare|utente|ehliyet)\.?|n[°º.]+|[#№]|nummer|номер|nr\.?"
    r"|adhérent|card|karte|carte)(?![^\W_])"
)
# Italian and Spanish for a licence, and for what protects an invention.
_PATENT = re.compile(r"(?i)\bpatente[ .n°ºo]*$")
# One short word is a label of many things: `pin`, `cip`, `csv`.
_SHORTEST = 7
_SCORE = 0.8


def find(text: str) -> Iterator[Hit]:
    """Yield the numbers of people whose label stands right before them on their line."""
    western = digits.as_western(text)
    if _FIGURES.search(western) is None:
        return
    for match in _NUMBER.finditer(western):
        apart = match["letters"] and western[match.end("letters")] == " "
        # `SNS 287 451 906` has a label in capitals, `ehliyet no B 713204` a number that begins with a letter.
        for start in (match.start("figures"), match.start()) if apart else (match.start(),):
            rule = _announced_at(western, start, counted=_COUNTED.match(western, match.end()) is not None)
            if rule and rule.shape.fullmatch(western, start, match.end()):
                yield Hit(rule.kind, start, match.end(), _SCORE, "LabelledNumber", (f"label:{_SCORE:.2f}",))
                break


def _announced_at(text: str, start: int, *, counted: bool) -> Rule | None:
    """Return the rule of the label before a number; `counted`: a word follows, of which so many there are."""
    if text[start - 1 : start] not in _LAST:
        return None
    low = max(0, start - _REACH)
    low = max(low, text.rfind("\n", low, start) + 1)
    sign = _SIGN.search(text, low, start)
    label = _WORDS.search(text, low, sign.start()) if sign else None
    if not sign or not label or _PATENT.search(label.group()):
        return None
    apart = ":" in sign.group() or "=" in sign.group() or "|" in sign.group()
    if not apart and (counted or not _NUMBERED.search(label.group())):
        return None
    return _announced(label.group())


# A page's lines come again.
@lru_cache(maxsize=4096)
def _announced(label: str) -> Rule | None:
    """Return the rule of the longest end of some words that is a header of such numbers."""
    words = label.split(" ")
    for count in range(len(words), 0, -1):
        said = " ".join(words[-count:])
        if count == 1 and len(said) < _SHORTEST and "-" not in said:
            return None
        titles = column_header.plain_header(said.rstrip("."))
        rule = next((one for one in column_header.matching_rules(titles) if one.kind in _KINDS), None)
        if rule:
            return rule
    return None
