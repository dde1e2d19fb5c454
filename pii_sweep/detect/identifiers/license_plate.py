"""Vehicle plates behind a label, in text, forms and columns.

A plate has up to seven letters and digits (eight in a few states) and no check digit, so that nothing but a
label makes a string one. It identifies a person through a state's register (18 U.S.C. §2725(3)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_STATE = (
    r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY]"
)
_EMIRATE = r"(?:Abu Dhabi|Dubai|Sharjah|Ajman|Fujairah|Ras Al Khaimah|Umm Al Quwain|AUH|DXB|SHJ|AJM|RAK)"
_NUMBER = r"(?:[ _]?(?:no\b\.?|nr\b\.?|num(?:ber)?\b|id\b|#))"
# Two to eight characters in at most three groups, with a digit among them.
_GROUPS = r"[A-Z\d]{1,8}(?:[ \-·][A-Z\d]{1,6}){0,2}"
_PLATE = rf"(?=[A-Z \-]{{0,8}}\d){_GROUPS}"
_KIND = r"(?:licen[cs]e|vehicle|car|truck|motorcycle|registration|reg\.?|number)"
_LABELLED = gate.gated(
    rf"(?i)\b(?:{_KIND}[ _\-]?plates?{_NUMBER}?|plates?{_NUMBER}|plates?(?=[ ]?[:=#])|tag{_NUMBER}"
    rf"|vehicle[ ]reg(?:istration)?{_NUMBER}?)"
    rf"(?:[ ]?\((?:{_STATE})\))?[\"' ]{{0,2}}(?:[:=#]|[ ]is\b|[ ]was\b)?[\"' ]{{0,3}}"
    rf"(?-i:(?:(?:{_STATE})(?:[ ]{{1,3}}|[ ]?[\-:/·][ ]?))?(?P<plate>{_PLATE})(?![\w\-]))"
)
_LABELS = lexicon.patterns("identifier_labels", "plate")
# Plates of other countries in columns may hold letters of another script.
_WIDE = r"(?=[^a-z]*\d)[^\W_a-z](?:[ \-·.]?[^\W_a-z]){3,9}"
# Iran's name stands between a number and its province's, or before that one: `12ب345 ایران 63`.
_PROVINCE, _CAR = r"(?:ایران|ايران)[ \-|]{0,3}\d\d", r"\d\d ?[\u0600-\u06ff]{1,4} ?\d{3}"
_IRAN = rf"{_CAR}[ \-|]{{0,3}}{_PROVINCE}|{_PROVINCE}[ \-|]{{0,3}}{_CAR}"
COLUMN = {
    "header": (
        "(?:licen[cs]e |vehicle |car |truck |number |reg(?:istration)? )?plate(?: ?(?:no|num|number|#))?"
        "|tag(?: ?(?:no|num|number))|vehicle reg(?:istration)?(?: ?(?:no|num|number))?|licen[cs]e tag"
        rf"|{_LABELS}|{lexicon.plain(_LABELS)}|{lexicon.patterns('identifier_labels', 'plate_header')}"
    ),
    "refuse": "state|type|color|colour|date|exp|count|size|material",
    "shape": rf"(?:(?:{_STATE}|{_EMIRATE})[ :\-]{{1,2}})?(?=[A-Z\d \-·]{{4,12}}$){_GROUPS}|{_WIDE}|{_IRAN}",
    "headed": 0.6,
    "score": 0.9,
}
_FEWEST, _MOST, _SCORE = 4, 8, 0.85
_MARKS = re.compile(r"[\W_]")

# Labels of other countries in text, where nothing but a plate or a word in small letters comes next.
_ABROAD = gate.gated(
    rf"(?i)(?<![^\W\d_])(?:{_LABELS})"
    r"(?:[ ]?(?:no|nr|n[°º]|num|number)\b\.?)?"
    # What the plate is needed for: `Kenteken voor parkeerpas: GK-482-T`.
    r"(?:[ ](?:voor|für|for|pour|para|per|van|des|der|du|del)[ ][^\W\d_]{2,20}(?=[ ]?:))?"
    r"(?:[ ]?[:：=#]|[ ](?:ist|lautet|est|is|è|es|é))?[\"“ \t]{0,3}"
    r"(?<![A-Za-z])(?-i:(?P<plate>(?=[^\Wa-z]*[ \-·]?[^\Wa-z]*[ \-·]?[^\Wa-z]*\d)(?=[\d \-·]{0,8}[^\W\da-z])"
    r"[^\W_a-z]{1,8}(?:[ \-·][^\W_a-z]{1,5}){0,3})(?![\w\-]))"
)
# Labels of more than cars, where the plate's shape stands: of Britain, India, the Nordic countries, Iberia,
# California, Belgium.
_SHAPED = gate.gated(
    r"(?i)\b(?:plate|plaat|plaque|(?:vehicle[ ])?reg(?:istration)?|reg\.?[ ]?(?:nr|no)|vr[mn]"
    r"|number[ ]plate)\.?(?:[ ]?[:=]|[ ]is)?[ ]{0,2}"
    r"(?-i:(?P<plate>[A-Z]{2}\d\d[ ]?[A-Z]{3}|[A-Z]{3}[ ]?\d\d[A-Z\d]|[A-Z]{2}[ ]?\d\d[ ]?\d{3}"
    r"|\d[A-Z]{3}\d{3}|[12]-[A-Z]{3}-\d{3}))(?![\w\-])"
    r"|\b(?:vehicles?|veh|car|van|lorry|truck|taxi|bike|scooter|motorcycle)\.?[ ]\(?(?-i:(?P<driven>"
    r"[A-Z]{2}\d\d[ ][A-Z]{3}|[A-Z]{2}[ \-]?\d{1,2}[ \-]?[A-Z]{1,3}[ \-]?\d{4}))(?![\w\-])"
    r"|\b(?:pkw|lkw|fahrzeug|wagen"
    r"|auto|furgone|furgon|fourgon|camionnette|voiture|furgoneta|coche|carrinha|samoch[oó]d|dod[aá]vka"
    r"|kombi|bestelbus|duba)s?:?[ ](?-i:(?P<german>[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ ]?\d{1,4}[EH]?"
    r"|[A-Z]{3}-\d{3}|\d[A-Z][A-Z\d][ ]\d{4}|[A-Z]{2}[ ]\d{3}[ ][A-Z]{2}|[A-Z]{2}-\d{3}-[A-Z]{2}"
    r"|[A-Z]{2}-\d\d-[A-Z]{2}))(?![\w\-])"
    r"|\b(?:ve[ií]culo|carro|moto)s?\b[^\n\d:;]{0,30}:[ ]"
    r"(?-i:(?P<mercosur>[A-Z]{3}-?\d[A-Z\d]\d\d))(?![\w\-])"
    r"|\brej\.?:?[ ](?-i:(?P<polish>[A-Z]{2,3}[ ](?=[A-Z]?\d)[A-Z\d]{4,5}))(?![\w\-])"
    r"|\bmatr(?:[íi]cula)?\.?(?:[ ]n[°º])?[ ]?:?[ ]{0,2}(?-i:(?P<iberian>\d{4}[ \-]?[B-DF-HJ-NPR-TV-Z]{3}"
    r"|[A-Z\d]{2}-[A-Z\d]{2}-[A-Z\d]{2}|[A-Z]{1,2}-\d{4}-[A-Z]{1,2}))(?![\w\-])"
)
# Vehicles as logs and messages between programs name them: a plate of letters before figures, or reversed.
_KEYED = gate.gated(
    r"(?i)(?<![^\W_])(?:ajoneuvo|rekkari|fahrzeug|vehicle|vehicule|vehiculo|veiculo|veicolo|voertuig|pojazd"
    r"|vozidlo|vozilo|kjoretoy|fordon|jarmu|vehicul|arac|transporto ?priemone|soiduk|sõiduk)"
    r"(?:_?(?:id|no|nr|reg))?=[\"']?"
    r"(?-i:(?P<keyed>[A-ZÄÖÜ]{1,3}[\- ]?\d{2,4}[A-Z]{0,3}|\d{1,4}[\- ]?[A-Z]{2,3}[\- ]?\d{0,4}))(?![\w\-])"
)
# Who pays a fare, a parking fee or a fine by telephone gives the vehicle's plate as the account: of Kenya,
# Uganda, Rwanda and Burundi, Tanzania, Nigeria, Ghana.
_PAID = gate.gated(
    r"(?i)(?<![^\W_])(?:bill_?ref(?:erence)?(?:_?(?:no|num|number))?|account_?(?:ref(?:erence)?|no|number)?"
    r"|acc(?:t)?(?:_?(?:ref|no|number))?|a/c|payment_?ref(?:erence)?|narration)\.?"
    r"[\"']{0,2}[ ]?[:=]?[ ]{0,2}[\"']{0,2}"
    r"(?-i:(?P<paid>[KUR][A-Z]{2}[ ]?\d{3}[ ]?[A-Z]|T[ ]?\d{3}[ ]?[A-Z]{3}|[A-Z]{3}-\d{3}[A-Z]{2}"
    r"|G[A-Z][ ]\d{1,4}-\d{2}))(?![\w\-])"
)


def find(text: str) -> Iterator[Hit]:
    """Yield the plates that a label announces."""
    forms = (_LABELLED, _MOST), (_ABROAD, _MOST + 1), (_SHAPED, _MOST + 2), (_KEYED, _MOST), (_PAID, _MOST)
    for pattern, most in forms:
        for match in pattern.finditer(text):
            plate = match.lastgroup or 0
            if _FEWEST <= len(_MARKS.sub("", match[plate])) <= most:
                yield Hit(
                    "LICENSE_PLATE", *match.span(plate), _SCORE, "LicensePlate", (f"label:{_SCORE:.2f}",)
                )
