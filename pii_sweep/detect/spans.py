"""What a span that the model reads as an address must hold to be one."""

from __future__ import annotations

import re

from pii_sweep.detect import grammar, lexicon, openings

_NUMBERED = re.compile(
    r"(?i)#?[ ]?\d{1,6}[a-z]?[ ]{1,2}(?:[nsew]\.?[ ])?(?:[^\W\d_]{3,}(?!\w)|\d{1,3}(?:st|nd|rd|th)"
    r"|[nsew]{1,2}\.?[ ])"
)
_CODE_CITY = re.compile(r"(?<![\w,.])\d{4,5}[ ][A-ZÄÖÜ][^\W\d_]{3,}")


def looks(value: str) -> bool:
    """Tell whether a span has a numbered street, a street's word, a box, a unit or a code with a city."""
    if _NUMBERED.match(value) or grammar.box().search(value) or _CODE_CITY.search(value):
        return True
    suffixes = lexicon.words("streets", "suffixes")
    words = [word.strip(".,").lower() for word in value.split()]
    named = any(word in suffixes for word in words) or openings.number_last().search(value) is not None
    return named or grammar.us_tail().search(value) is not None


def street(value: str) -> bool:
    """Tell whether a span has a street's word behind its name, a unit or a code."""
    suffixes, endings = lexicon.words("streets", "suffixes"), tuple(lexicon.words("streets", "endings"))
    words = [word.strip(".,").lower() for word in value.split()]
    if len(re.findall(r"(?<!\S)\d+(?!\S)", value)) > 4:
        return False
    if any(word in suffixes or word.endswith(endings) for word in words[1:]):
        return True
    opened = [word in lexicon.words("streets", "openers") and len(word) > 1 for word in words[:2]]
    if any(opened) and not (opened[0] and words[1:] and value.split()[1].islower()):
        return True
    proofs = (_CODE_CITY, _POINTED, grammar.box(), grammar.unit(), grammar.uk_tail())
    return any(pattern.search(value) for pattern in proofs)


_POINTED = re.compile(r"\d[ ](?:[NSEW]{1,2}\.?|North|South|East|West)[ ]|[,\n][ ]?[A-ZÀ-Þ]|\d{5}(?!\d)")


def counts(value: str) -> bool:
    """Tell whether a number counts something: `90 miles north`, `24 Hours a Day`, `5 Star Reviews`."""
    stop = lexicon.words("streets", "stop") - {
        "the",
        "of",
        "st.",
        "print",
        "page",
        "call",
        "to",
        "on",
        "in",
        "at",
    }
    words = [match.group(1) for match in _COUNTED.finditer(value)]
    if any(word.lower() in stop for word in words):
        return True
    named = any(
        word.strip(".,").lower() in lexicon.words("streets", "suffixes") for word in value.split()[1:]
    )
    return bool(words) and words[0][:1].islower() and not named


_COUNTED = re.compile(r"(?<!\S)\d[\d,]*[ ]([^\W\d_]{2,})")
