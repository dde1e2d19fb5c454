"""Addresses in fixed forms of single countries, which no street word or postcode of the shared rules opens.

Each form is whole: from the house to the town (Universal Postal Union, "Postal addressing systems").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.address import opening
from pii_sweep.detect.text import casing
from pii_sweep.detect.text.pattern import gate

_UP = casing.UP
_W = rf"{_UP}[\w'’.\-]{{1,30}}"
_WORDS = rf"{_W}(?:[ ]{_W}){{0,3}}"
_TOWNS = rf"(?:,[ ]{_WORDS}){{0,3}}"
_EIRCODE = r"(?:[AC-FHKNPRTV-Y]\d\d|D6W)[ ]?[\dAC-FHKNPRTV-Y]{4}"
_UK = r"[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}"
_FORMS = (
    # Latvia: `Brīvības iela 12-4, Rīga, LV-1010`.
    rf"{_W}(?:[ ][\w'’.\-]{{2,20}}){{0,2}}[ ](?:iel[aāu]s?|gatv[eē]s?|bulvār[isī]{{1,2}}"
    rf"|prospekt[sā]|laukum[sā]|šosej[aā])"
    rf"[ ]\d{{1,4}}[A-Za-z]?(?:[\-–/]\d{{1,4}})?(?:,[ ]{_WORDS})?(?:,?[ ]LV-\d{{4}})?",
    # Britain and Ireland: a house with a name, a code at the end.
    rf"(?:The[ ])?(?:{_W}[ ]){{1,3}}(?:{opening.houses()})(?:,[ ]{_WORDS}){{0,3}},?[ ](?:{_UK}|{_EIRCODE})",
    rf"(?:{_WORDS},[ ]){{1,3}}(?:Co\.|County)[ ]{_W},?[ ]{_EIRCODE}",
    # Senegal and its neighbours: `Villa 112, Sicap Liberté 3, Dakar`.
    rf"(?:Villa|Parcelle|Concession)[ ](?:[nN][°º][ ]?)?\d{{1,4}}(?:,[ ]{_WORDS}"
    rf"(?:[ ]\d{{1,2}})?){{1,2}},[ ]{_W}",
    # Boxes: `BP 1204, Dakar`, `Private Bag X12, Mthatha 5099`.
    rf"(?:BP[ ]?\d{{4,6}}|(?:B\.P\.|Boîte[ ][Pp]ostale)[ ]?\d{{2,6}}),[ ]{_WORDS}(?:,[ ]{_WORDS})?",
    rf"Private[ ]Bag[ ]?X?\d{{1,5}},[ ]{_WORDS},?(?:[ ]\d{{4}})?",
    # Ethiopia, the Philippines, Albania, Malta, Cuba, Brasília.
    rf"(?:Kebele|Woreda)[ ]\d{{1,2}},[ ](?:House|H\.?)[ ]?No\.?[ ]?\d{{1,5}}(?:/\d{{1,3}})?{_TOWNS}",
    rf"(?:(?:Sitio|Purok|Zone)[ ][\w ]{{1,24}},[ ])?(?:Brgy\.?|Barangay"
    rf"|Bgy\.?)[ ]{_WORDS}(?:,[ ]{_WORDS}){{1,3}}(?:[ ]\d{{4}})?",
    rf"Rr(?:uga|\.)[ ][\"“]?{_WORDS}[\"”]?(?:,?[ ](?:Nd|Nr|Pall?|H|Ap|Sh"
    rf"|Kati)\.?[ ]?\d{{1,4}}){{1,4}}(?:,[ ]{_WORDS}(?:[ ]\d{{4}})?)?",
    rf"(?:\d{{1,4}}[A-Z]?,[ ])?(?:Triq|Vjal|Misraħ|Sqaq|Pjazza)[ ](?:(?:il|l|is|id|in|ir|it|ix|iz|iċ"
    rf"|iż|ta|tal|San|Santa)[\-’'’ ])?"
    rf"{_WORDS}(?:[ ]\d{{1,4}}[A-Z]?)?(?:,[ ](?:Ħal[ ]|Ħaż-|Tas-"
    rf"|San[ ])?{_WORDS})?[ ][A-Z]{{3}}[ ]?\d{{4}}",
    rf"Calle[ ](?:\w{{1,12}}[ ]){{1,3}}(?:(?:No\.?|\#)[ ]?\d{{1,5}}[ ])?(?:entre"
    rf"|e/)[ ]\w{{1,12}}[ ]y[ ]\w{{1,12}}{_TOWNS}",
    r"(?:S[QH][NSI]{1,2}|SH[IT][NSG]|CL[NS]W?|QN[A-Z]|Q[EILSR]|SC[LS][NS]?|SB[NS]|SG[AT][NS]"
    r"|AO[SR])[ ]\d{1,3}"
    r"(?:,?[ ](?:Bl(?:oco)?|Conj(?:unto)?|Lote|Casa|Ap(?:to|t)?|Sala)\.?[ ]?[A-Z\d]{1,5}){1,4}"
    r"(?:,?[ ]Bras[ií]lia(?:[ ]?[\-–/,]?[ ]?DF)?)?(?:,?[ ]\d{5}-\d{3})?",
    # A street named after a day: `Ul. 1. maja 14a, 71000 Sarajevo`.
    rf"(?i:ul\.|ulica|trg"
    rf"|bul\.)[ ]\d{{1,2}}\.[ ](?:\w{{2,15}}[ ]){{1,3}}\d{{1,4}}[a-z]?(?:,[ ]\d{{4,5}}[ ]{_WORDS})?",
)
# A house of Ireland with a number, which is sought by its figures.
_NUMBERED = (
    rf"\d(?<![\w.\-].)\d{{0,2}}[ ](?:An[ ]|{_W}[ ])[^\n,\d]{{2,36}}(?:,[ ][^\n,\d]{{3,30}}){{0,3}}"
    rf",?[ ]{_EIRCODE}(?!\w)"
)
STRENGTH = 0.75


@lru_cache(maxsize=1)
def _forms() -> gate.Gates[gate.Gated]:
    forms = (rf"(?<![\w.\-])(?:{form})(?!\w)" for form in _FORMS)
    return gate.together(*map(gate.gated, forms), gate.gated(_NUMBERED))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where such addresses begin and end."""
    for form in _forms().opened(text):
        yield from (match.span() for match in form.pattern.finditer(text))
