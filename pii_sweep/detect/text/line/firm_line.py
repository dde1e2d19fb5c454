"""Lines that are a firm's name: its legal form, its trade, its partners, or a family's `& Sons`."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import lexicon, vocabulary

_FORM = re.compile(
    rf"(?i)(?:^|[ ,])(?:{vocabulary.firm_form()}"
    rf"|{'|'.join(sorted(lexicon.words('firm_forms', 'firm_endings_world')))}"
    r"|marketplace|works|stores?|shop|clinic|hospital|dental|pharmacy|bank|hotel|university|school"
    r"|restaurant|center|centre)\.?[ \t]*$"
)
_KIN = re.compile(
    r"(?i)(?:&|\band\b)[ ](?:sons?|daughters?|bros|brothers|co|company|associates|partners)\.?$"
)
_NAME = r"([A-Z][\w'’\-]+)"
_PARTNERS = re.compile(rf"{_NAME}, {_NAME},? (?:and|&) {_NAME}")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def names_firm(line: str) -> bool:
    """Indicate whether a line, without marks around it, is a firm's name."""
    if _FORM.search(line) or _KIN.search(line) or names_partners(line):
        return True
    words = _WORDS.findall(line.lower())
    return len(words) > 1 and words[-1] in _trades()


# A firm of surnames in capitals, and what it does on one of the lines below: `REED HOWARD & POPE`.
_CAPITALS = re.compile(r"[A-Z][A-Z'’\-]+(?:,?[ ][A-Z][A-Z'’\-]+){0,4}\s+&\s+[A-Z][A-Z'’\-]+")
_CALLING = re.compile(
    r"(?i)\b(?:attorneys?|lawyers?|solicitors?|barristers?|counsell?ors?|law|llp|llc|pllc|p\.?c\.?|pa|accountants?"
    r"|cpas?|architects?|engineers?|surveyors?|auditors?|advocates?|notar(?:y|ies|iat|ios?|is|ai)|realtors?"
    r"|rechtsanw[äa]e?lte|kanzlei|steuerberater|abogad[oa]s|avocats?|notaires?|avvocati|advogad[oa]s"
    r"|advocaten|notarissen|advokat(?:er|byrå)?|adwokaci|partners|associates|chartered|insurance|brokers?)\b"
)


def heads_firm(lines: str) -> bool:
    """Indicate whether a few lines begin with partners in capitals and go on with what their firm does."""
    head = _CAPITALS.match(lines)
    return head is not None and _CALLING.search(lines, head.start(), head.end() + _UNDER_HEAD) is not None


_UNDER_HEAD = 80


def names_partners(line: str) -> bool:
    """Indicate whether a line is three surnames, `Reed, Howard and Chambers`, and no family's given names."""
    names = _PARTNERS.fullmatch(line.strip())
    return names is not None and not {name.lower() for name in names.groups()} <= lexicon.census("given")


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    trades = lexicon.words("trades", "words") | vocabulary.company_words()
    return trades - lexicon.name_list("surnames")
