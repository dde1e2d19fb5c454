"""What ends an address: the label of another number, a telephone, a birth, the time of the next message.

`Hauptplatz 3, 8010 Graz, SVNR 1237 010180`, `14 George Street, Sydney NSW 2000, Tel. 02 5550 0112`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import national_label

# Words of a number behind which the figures stand.
_NO = r"(?:[ \-]?(?:no|nr|num|number|nummer|n[°ºo]|#)\b\.?)?[ ]?[.:#=]{0,2}[ ]{0,3}"
_FIELD = re.compile(
    r"(?i)(?:"
    r"k(?:un)?d(?:en)?[ .\-]?n(?:umme)?r|kunden-?id|mitglieds?-?n(?:umme)?r|vertrags?-?n(?:umme)?r"
    r"|cust(?:omer)?"
    r"|client|cliente|klant(?:nummer|nr)?|kund(?:nummer|nr|e)|asiakas(?:numero|nro)?|member(?:ship)?"
    r"|account|acct"
    r"|a/c|kto|konto|compte|cuenta|conto|conta|rekening|iban|bic|policy|p[oó]liza|polizza|police|passport"
    r"|passeport"
    r"|pasaporte|passaporto|reisepass|paspoort|paszport|driving licen[cs]e|driver'?s? licen[cs]e|dl|fein"
    r"|ein|vat"
    r"|vat id|ust-?id(?:nr)?|uid|order|invoice|born|dob"
    r"|d\.o\.b|date of birth|geb|geboren(?: am)?|geburtsdatum|n[eé]e? le|n[eé]\(e\) le|nacid[oa](?: el)?"
    r"|nat[oa] il|ssn|itin|soc(?:ial)?\.? sec(?:urity)?"
    r"|nascid[oa](?: em)?|f\. ?nac|f[oø]dt|f[oö]dd|ur|urodz|aged?|mrn|plate|reg|kennzeichen"
    rf")(?![^\W_])\.?{_NO}(?=[(+\d]|[A-Z]{{1,4}}[ \-]?\d)|id[ ]?(?:no|nr|number|#)?\b\.?[ ]?:?[ ]?\d{{7}}"
    # Enough figures for a telephone: `PH 1201` is a penthouse, `Mobile, AL 36602` a town.
    r"|(?:tel|tele?phone|t[eé]l[eé]phone|t[eé]l|telefon[oe]?|telefoon|tlf|tfno|telf|puh|phone|ph|mob"
    r"|mobile(?! ?\d{5}(?!\d))|mobil|m[oó]vil|celular|cel|cell|portable|handy|fax|gsm|whatsapp|kom"
    r"|τηλ(?:[εέ]φωνο)?|κιν(?:ητ[οό])?|тел(?:ефон)?|моб(?:ильный)?)"
    rf"(?![^\W_])\.?{_NO}[(+]{{0,2}}\d(?:[ .\-/()]{{0,2}}\d){{6}}"
)
# Figures behind a label, enough for a number of a person: `ID 83702` is a state and its code.
_NUMBER = re.compile(
    r"[.:#=]?[ ]?(?:(?:no|nr|num|number|n[°ºo]|card|#)\b\.?)?(?:[ ]is)?[ .:#=]{0,4}"
    r"(?!\d{4,6}(?:-\d{4})?(?![\dA-Z]|[ .\-/]\d))(?=[A-Z]{0,6}(?:[ .\-/]?[A-Z]{0,2}[ .\-/]?\d){5})[A-Z\d]"
)
# A label whose number is missing; two letters are a state's as well.
_UNFILLED, _LONG = re.compile(r"(?:[ ]?(?:no|nr|num|number)\b\.?)?[ ]?[.:#]?[ \t]{0,4}(?:\r?\n|\Z)", re.I), 3
# The time or the moment with which a chat's next message begins, or a log's next entry.
_STAMP = re.compile(
    r"[\[(]?(?:\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}(?:,[ ]?|[T ]))?(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)"
)
_STAMPED = re.compile(rf"\s+{_STAMP.pattern}")  # lines may have been joined
_LABEL = re.compile(r"(?i)(?:ssn|itin|tel|phone|mobile no|fax|e-?mail|dob|d\.o\.b)(?![^\W_])\.?")
# A comma, with the brackets and quotes of a program around it, the room between the columns of a printed
# list, or the space before a key: `zip=94607], ssn=`, `zip=94607 ssn=`.
_PIECE = re.compile(
    r"(?:[\])}'\"]{0,3}[,;.|][ \t]{0,4}['\"\[({]{0,2}|[ \t]{2,20}|[ \t](?=\w{2,24}=))(?=[^\W\d_])"
)
# Numbers whose marks alone are a form that no part of an address has: a social security number's, a
# telephone's of North America, a card's.
_FORMED = re.compile(
    r"(?<![\w.\-])(?:\d{3}-\d\d-\d{4}|\d{3}-\d{3}-\d{4}|\d{4}([ -]?)\d{4}\1\d{4}\1\d{4})(?![\w\-])"
)
_FORM = 20  # characters of the longest form
# What stands between an address and a formed number: marks, and the number's key.
_BETWEEN = re.compile(r"[\W_]*(?:(?<=[\W_])[^\W\d_]\w{1,24}[ ]?[=:])?[\W_]*\Z")


@lru_cache(maxsize=256)  # the addresses of a list ask for the same places
def begins(text: str, at: int) -> bool:
    """Return whether another field begins at a place: a time, or a label with its value."""
    if _FIELD.match(text, at) or _STAMP.match(text, at):
        return True
    label = national_label.pattern().pattern.match(text, at)
    unfilled = label if label and len(label.group()) >= _LONG else _LABEL.match(text, at)
    if unfilled and _UNFILLED.match(text, unfilled.end()):
        return True
    return label is not None and _NUMBER.match(text, label.end()) is not None


def find_next(text: str, start: int, end: int) -> int:
    """Return where `text[start:end]` ends before another field or a number of a form of its own, else `end`.

    A number of which only the first figures were taken for a part of the address counts as a whole.
    """
    formed = _FORMED.search(text, start, end + _FORM)
    if formed and start < formed.start() < end:
        between = _BETWEEN.search(text, max(start, formed.start() - 2 * _FORM), formed.start())
        end = between.start() if between and between.start() > start else formed.start()
    stamped = _STAMPED.search(text, start, end)
    end = stamped.start() if stamped else end
    pieces = _PIECE.finditer(text, start, end)
    return next((piece.start() for piece in pieces if begins(text, piece.end())), end)
