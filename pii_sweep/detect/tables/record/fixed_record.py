"""Social security numbers that touch the street in a record of fixed fields: `536228714123 MAIN ST   `.

Three records or fewer do not show where their fields end, as more do (`extract.table.layout`). The number has
nine figures, a house's number goes on with its street, and the record names a person, a state and its ZIP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

# A telephone, a date or a letter for the sex may stand between the number and the street.
_TOUCHING = re.compile(
    r"(?:\d{9}|\d{3}-\d\d-\d{4})(?<![\w\-.,/]\d{9})(?<![\w\-.,/]\d{3}-\d\d-\d{4})"
    r"(?:[2-9]\d{9}|(?:19|20)\d{6})?[FMUX]?(?P<house>[1-9]\d{0,4}) (?P<street>[^\W\d_](?:[^\n ]|[ ](?! ))*)"
)
_NUMBER = re.compile(r"(?!000|666|9)\d{3}-?(?!00)\d\d-?(?!0000)\d{4}")  # 20 CFR 422.103
_GAP = re.compile(r"[ ]{2,}")
_PLACED = re.compile(r"(?<![^\W\d_])([A-Z]{2})[ ]{0,2}(\d{5})(?:-?\d{4})?(?!\d)")
_LEAST = 3  # wide gaps of a record
_SURE, _LIKELY, _EITHER = 0.85, 0.6, 0.5
_RECOGNIZER = "FixedRecord"


def find(text: str) -> Iterator[Hit]:
    """Yield the numbers that touch a street in lines of fixed fields about a person."""
    if "  " not in text:
        return
    for match in _TOUCHING.finditer(text):
        number = _NUMBER.match(text, match.start())
        if number is None or not _is_street(match["street"]):
            continue
        low = text.rfind("\n", 0, match.start()) + 1
        high = text.find("\n", match.end())
        line = text[low : high if high >= 0 else len(text)]
        if len(_GAP.findall(line.strip())) < _LEAST or not _is_placed(line):
            continue
        if _names_person([*_GAP.split(text[low : match.start()]), *_GAP.split(text[match.end() :])[1:4]]):
            score = _score(number.group(), text[number.end() : match.end("house")])
            yield Hit("US_SSN", *number.span(), score, _RECOGNIZER, (f"record:{score:.2f}",))


def _score(number: str, behind: str) -> float:
    """Return how likely a number is one of social security, and not the begin of a telephone."""
    if "-" in number:
        return _SURE
    if not 1 < len(behind) < 10 or not behind.isdecimal():
        return _LIKELY
    return _EITHER if _is_phone(number + behind[0]) else _LIKELY


def _is_phone(figures: str) -> bool:
    return phonenumbers.is_valid_number(
        phonenumbers.PhoneNumber(country_code=1, national_number=int(figures))
    )


def _is_street(value: str) -> bool:
    return any(lexicon.is_street_word(word.strip(".,").lower()) for word in value.split()[1:])


def _is_placed(line: str) -> bool:
    return any(lexicon.zip_fits(match[1], match[2]) for match in _PLACED.finditer(line))


def _names_person(fields: Sequence[str]) -> bool:
    """Return whether a field is a given name with a family name in it or in the field next to it."""
    words = [field.strip().rstrip(".").lower() for field in fields]
    pairs = {*zip(words, words[1:], strict=False)} | {
        (first, last) for field in words for first, _, last in (field.partition(" "), field.rpartition(" "))
    }
    return any(one and other and (_is_name(one, other) or _is_name(other, one)) for one, other in pairs)


def _is_name(first: str, last: str) -> bool:
    """Return whether words, a middle name or its letter among them, are a given and a family name."""
    given, family = first.split(" ", maxsplit=1)[0].strip(","), last.rsplit(" ", maxsplit=1)[-1].strip(",")
    return lexicon.given_name(given) and len(family) > 1 and lexicon.surname(family)
