"""Passports of any country, announced by the word for one in the languages of those that issue them.

Their numbers have no check digit outside the machine-readable zone (ICAO Doc 9303-3 §4.9), so that nothing
but a label makes a string one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.identifiers.national.label_gap import FAR
from pii_sweep.detect.text import casing, country, lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_WORDS = (
    r"passports?|travel[ ]document|reisepass(?:es)?"
    r"|pas(?:s|p|ap)?(?=\.?[ \-]?n(?:r|ummer|o)\b)|passn(?:r|ummer)"
    r"|passeports?|pasaportes?|passaport[oei]s?|paspoort|paszport(?:u|em|owi)?|útlevél|pa[sș]aport(?:ul(?:ui)?)?"
    r"|cestovní(?:ho|mu|m)?[ ](?:pas(?:u|em)?|doklad(?:u|em)?)|putovnic(?:a|e|u|om)"
    r"|passi|pasaport[iu]?|paspor|pasport[aeu]?|паспорта?"
    r"|διαβατηρίου?"
    r"|旅券|パスポート|护照|護照|여권|جواز[ ](?:ال)?سفر|דרכון"
)
# Letters before, between and behind: `533401372`, `AAB123456`, `C01X00T47`, `14CV28403`, `NXR4K7L29`.
_ANNOUNCED = gate.gated(
    rf"(?i:(?<![^\W_])(?:{_WORDS})(?![a-z])(?:番号|号码?|號碼?|[ ]?번호)?{FAR})"
    r"(?=(?:[A-Z]{0,4}[ ]?\d){5}|(?=(?:[A-Z]*\d){3})[A-Z][A-Z\d]{7}\d(?!\w))"
    r"(?P<number>\d{3}[ ]\d{3}[ ]\d{3}|[A-Z]{0,3}[ ]?[A-Z\d]{5,10})"
    r"(?![\w\-]|[.,/]\d)"
)
# Behind a mark further on, in a form that few other numbers have: `passport no. on the form: K4418820`.
_NOTED = gate.gated(
    rf"(?i:(?<![^\W_])(?:{_WORDS})(?![a-z])[^\d\n.;!?:]{{0,6}}\.?(?P<gap>[^\d\n.;!?:]{{2,40}}):)[ ]"
    r"(?P<number>[A-Z]{1,2}\d{6,8})(?![\w\-]|[.,/]\d)"
)
_OTHER = re.compile(
    r"(?i)(?<![^\W_])(?:orders?|ref(?:erence)?|bookings?|invoice|case|receipt|tracking|office|cover|wallet|visa|file"
    r"|application|code|flight|ticket|bestell\w*|auftrag\w*|commande|pedido|model|item|sku)(?![^\W_])"
)
# Words of a sentence part a passport from its number only where they say whose it is, or that it is a paper:
# an office, a programme and a cover of passports have numbers of their own.
_NO_WORDS = re.compile(r"[ ]?[,(:]?[ ]?")
_PAPER = re.compile(
    r"(?i)[ ](?:scan|copy|photo|page|data|details|holder|bearer|information|info)\b|.*\b(?:his|her|its)[ ]\Z"
)
_OF = re.compile(
    r"[ ]?[,(:]|[ ](?:(?:of|for|from|belonging|issued|held|von|vom|des|der|d[eiu]l?l?a?|do|da|van|di)\b)"
)
_PERSON = re.compile(
    r"(?i:\b(?:my|his|her|their|your|mr|mrs|ms|miss|dr|holder|bearer|owner|herrn?|frau|meine[rs]?|seine[rs]?"
    r"|ihre[rs]?|mon|ma|son|sa|mi|su|mio|mia|suo|sua|meu|minha|seu|mijn|zijn|haar|min|sin)\b)"
)
_TWO_WORDS = re.compile(rf"\b({casing.UP}[^\W\d_]+)[ ](?:{casing.UP}\.[ ])?({casing.UP}[^\W\d_]+)")
_NEAR = 40
_FEWEST, _MOST = 6, 10
# Right behind its own name, and so surer than what a word near by makes of the same figures; behind two
# words that no list knows as a name, less so.
_SCORE, _NOTE, _LESS = 0.97, 0.85, 0.6


def find(text: str) -> Iterator[Hit]:
    """Yield the passport numbers that a label announces."""
    for match in _ANNOUNCED.finditer(text):
        if not _FEWEST <= len(re.sub(r"\W", "", match["number"])) <= _MOST:
            continue
        if score := _score_owner(text, match):
            yield Hit("US_PASSPORT", *match.span("number"), score, "Passport", (f"label:{score:.2f}",))
    for match in _NOTED.finditer(text):
        if _OTHER.search(match["gap"]) is None:
            yield Hit("US_PASSPORT", *match.span("number"), _NOTE, "Passport", (f"label:{_NOTE:.2f}",))


def _score_owner(text: str, match: re.Match[str]) -> float:
    """Return how surely a number further on in the sentence is that of somebody's passport."""
    gap = match["gap"]
    if gap is None or _NO_WORDS.fullmatch(gap) or _PAPER.match(gap):
        return _SCORE
    if _OF.match(gap) is None:
        return 0.0
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[max(line, match.start() - _NEAR) : match.start()]
    if _PERSON.search(gap) or _PERSON.search(before):
        return _SCORE
    return max(
        (_score_name(*two.groups()) for part in (gap, before) for two in _TWO_WORDS.finditer(part)),
        default=0.0,
    )


def _score_name(first: str, last: str) -> float:
    """Return how surely two words are a name: by a given name of the lists, and by no everyday word."""
    given, common = lexicon.any_given_name(first.lower()), lexicon.ordinary()
    if country.is_country(f"{first} {last}") or not (
        given or common.isdisjoint((first.lower(), last.lower()))
    ):
        return 0.0
    return _SCORE if given and last.lower() not in common else _LESS
