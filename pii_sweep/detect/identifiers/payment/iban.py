"""Account numbers as paper shows them: a letter a box, over a line's end, in small letters, damaged by OCR.

Lengths and structures after the SWIFT IBAN registry (ISO 13616): `n` are digits, `a` letters, `c` either.
The check digits (ISO 7064 modulus 97) judge what was mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.text import context
from pii_sweep.detect.text.candidate import Hit

_STRUCTURES = (
    "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c "
    "CR18n CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n "
    "GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n "
    "IT1a10n12c JO4a22n KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n "
    "MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n "
    "PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c "
    "SO19n ST21n SV4a20n TL19n TN20n TR5n17c UA6n19c VA18n VG4a16n XK16n YE4a4n18c"
)
# A page's cells run together: `IBANDE11 …`.
_BEGIN = re.compile(
    r"(?:(?<![^\W_])|(?<=IBAN))([A-Za-z])[ |]{0,2}([A-Za-z])[ \-|]{0,2}(?=[\dOoIlSBZ][ |]{0,2}[\dOoIlSBZ])"
)
# Some figures together are in every one of them.
_FIGURES = re.compile(r"\d[\d \-.|·OoIl]{5}")
_MORE = re.compile(r"[ \t\-.|·\u00a0]{0,3}(?:\n[ \t]{0,40})?([A-Za-z0-9])")
_OF_BANK = context.words(
    r"iban|bank|konto(?:nummer|inhaber)?|account|konto / zahlbar an|zahlbar|bic|swift|sepa|sparkasse"
    r"|compte|cuenta|conto|rekening"
    r"|rachun(?:ku?|ek)|przelew\w*|girokonto|bankverbindung|überweisung|virement|transferencia"
    r"|bonifico|overschrijving|payable|creditor|debtor|mandat\w*"
)
_DIGITS = str.maketrans("OoQDIlLSBZGTA", "0000111582674")
_LETTERS = str.maketrans("01582", "OISBZ")
# A Polish account at home: two check digits and six groups of four, which a bank's own export sets together.
_POLISH = re.compile(r"\d(?<![\w\-].)\d(?:(?:[ ]\d{4}){6}|\d{24})(?![\w\-]|[ ]\d)")
_POLISH_DIGITS = 26
_NEAR = 80


def find(text: str) -> Iterator[Hit]:
    """Yield account numbers with their country's length and structure whose check digits hold."""
    if _FIGURES.search(text) is None:
        return
    last, labelled = -1, _OF_BANK.search(text) is not None
    for match in _BEGIN.finditer(text):
        if not labelled and not match.group()[:2].isupper():
            continue  # in small letters only where the text speaks of accounts
        country = (match[1] + match[2]).upper()
        shape = _shapes().get(country)
        if shape is None or match.start() < last:
            continue
        code, end = _gather_signs(text, match.end(), len(shape) + 2)
        found = _mend_check(country, code, shape)
        if found is None or (end < len(text) and text[end].isalnum()):
            continue
        known = context.is_near(text, match.start(), end, _OF_BANK) or _is_labelled(text, match.start())
        plain = (
            found == country + code and match.group()[:2].isupper() and "\n" not in text[match.start() : end]
        )
        if known or plain:
            last = end
            score = 0.99 if known else 0.93
            yield Hit("IBAN_CODE", match.start(), end, score, "Iban", (f"structure:{score:.2f}",))
    for match in _POLISH.finditer(text) if sum(map(text.count, "0123456789")) >= _POLISH_DIGITS else ():
        code = match.group().replace(" ", "")
        if (labelled or code != match.group()) and _holds("PL" + code):
            yield Hit("IBAN_CODE", *match.span(), 0.93, "Iban", ("structure:0.93",))


def _is_labelled(text: str, start: int) -> bool:
    return _OF_BANK.search(text, max(0, start - _NEAR), start) is not None


@lru_cache(maxsize=1)
def _shapes() -> dict[str, str]:
    """Return a letter (`n`, `a` or `c`) for each character behind a country's check digits."""
    shapes = {}
    for entry in _STRUCTURES.split():
        parts = re.findall(r"(\d+)([nac])", entry[2:])
        shapes[entry[:2]] = "".join(kind * int(count) for count, kind in parts)
    return shapes


def _gather_signs(text: str, at: int, count: int) -> tuple[str, int]:
    """Return so many letters and digits from a place on, over the marks between them, and where they end."""
    out, lines = list[str](), 0
    while len(out) < count:
        match = _MORE.match(text, at)
        lines += "\n" in match.group() if match else 0
        if match is None or lines > 1:
            break
        out.append(match[1])
        at = match.end()
    return "".join(out), at


def _mend_check(country: str, code: str, shape: str) -> str | None:
    """Return an account number whose check holds, with letters for digits put right, or None."""
    if len(code) != len(shape) + 2:
        return None
    want = "nn" + shape
    upper = code.upper()
    if _fits(upper, want) and _holds(country + upper):
        return country + upper
    mended = "".join(
        char.translate(_DIGITS)
        if kind == "n"
        else char.translate(_LETTERS).upper()
        if kind == "a"
        else char.upper()
        for char, kind in zip(code, want, strict=True)
    )
    changed = sum(one != two for one, two in zip(mended, upper, strict=True))
    return country + mended if changed <= 10 and _fits(mended, want) and _holds(country + mended) else None


def _fits(code: str, want: str) -> bool:
    kinds = {"n": str.isdecimal, "a": str.isalpha, "c": str.isalnum}
    return code.isascii() and all(kinds[kind](char) for char, kind in zip(code, want, strict=True))


def _holds(iban: str) -> bool:
    """Return whether the check digits are right, and not all figures one."""
    digits = "".join(str(int(char, 36)) for char in iban[4:] + iban[:4])
    return int(digits) % 97 == 1 and len(set(iban[4:])) > 1
