"""Postal codes with their towns, which close an address, by the shapes of the countries' codes (UPU S42)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pii_sweep.detect.text import casing, lexicon, vocabulary


class Tail(NamedTuple):
    """How an address closes: a code with its town; `sure` where the code's shape is no other number's."""

    start: int
    end: int
    code: str
    city: str
    sure: bool


_UP = casing.UP
# No town: the label of the field behind it.
_LABEL = r"(?!(?:Tel|Tél|Fax|Mob|Telef|Phone|IBAN|E-?[Mm]ail|GSM|Тел|Τηλ)[\w.]*)"
_WORD = rf"{_LABEL}(?:[LDO]['’])?{_UP}(?:\w{{0,2}}\.(?=[ ]?[,)]|[ ]?$)|[\w'’\-]{{0,30}})"
_FIRST = rf"(?:(?:Ste?|Sta|Sto|Sv|Św|Šv|Dr|Hl|Kr|Gr|Kl|Bad|Nw)\.[ ])?{_WORD}"
_PARTICLE = (
    r"(?:de|la|del|las|los|el|le|les|du|des|da|do|dos|das|di|dei|della|am|an|der|den|im|in|bei|ob|a\.|aan|op"
    r"|sur|sous|en|of|the|upon|nad|pod|pri|ved|on|na|på|i|al|y|e|zum|und|u)"
)
_DISTRICT = r"(?:(?:Dist|Distt|Tal|Jl)\.[ ])?"
_TOWN = rf"{_DISTRICT}{_FIRST}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_WORD}){{0,3}}"
_CASELESS = (
    r"(?:[\u0e00-\u0e7f]{1,4}\.[ ]?)?"
    r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f]{2,20}(?:[ ][\u0590-\u06ff\u0900-\u0dff]{2,20}){0,2}"
)
# A province between a town and its code: `Rawdon (Québec) J0K 1S0`, `Guntur, A.P. 522503`.
_PROVINCE = r"(?:[ ]\([^\W\d_][^()\n\d]{1,24}\)[ ]{0,2}|,?[ ](?:[A-Z]\.){2})?"
# What may stand behind a town: its province, its district's number, the town above it.
_BEHIND = (
    r"(?:[ ](?i:cedex)(?:[ ]\d{1,2})?|[ ]\d{1,2}(?=[ ]?(?:[,.;)\n]|$))|[ ]?/[ ]?[^\W\d_]{3,20}(?!\w)"
    r"|[ ][IVX]{1,5}\.[ ]ker(?:ület|\.)?)?(?:[ ]?[–-][ ]?[A-Z]{2}(?!\w)|[ ]\([^\W\d_][^()\n\d]{1,24}\))?"
)
_ALONE_END = r"(?=[ ]?(?:[,.;)\n]|$)|[ ][–-][ ])"


def _join(key: str) -> str:
    return "|".join(lexicon.table("address_parts")["codes"][key])


@lru_cache(maxsize=1)
def _patterns() -> Sequence[tuple[re.Pattern[str], bool]]:
    """Compile every form of an end with whether its code is sure, the sure ones first."""
    before, behind, labels = _join("before"), _join("behind"), _join("labels")
    opens = r"(?<![\w.,/\-#])"
    return tuple(
        (re.compile(source), sure)
        for source, sure in (
            (rf"{opens}(?P<code>{before})[ ]{{1,2}}(?P<city>{_TOWN}){_BEHIND}", True),
            (rf"{opens}(?P<city>{_TOWN}){_PROVINCE},?[ ]{{0,1}}(?<=[ .])(?P<code>{behind})(?![\w\-])", True),
            (
                rf"{opens}(?i:{labels})[ :.\-]{{1,3}}(?P<code>{_join('alone')})(?![\w\-])"
                rf"(?:,?[ ](?P<city>{_TOWN}))?",
                True,
            ),
            (rf"{opens}(?P<code>{_join('before_weak')})[ ]{{1,2}}(?P<city>{_TOWN}){_BEHIND}", False),
            (
                rf"{opens}(?P<city>{_TOWN}|{_CASELESS}),?[ ](?P<code>{_join('behind_weak')})"
                rf"(?:{_ALONE_END}|(?=[ ][a-z]{{2}}))",
                False,
            ),
            (rf"{opens}(?P<city>)(?P<code>{_join('alone')}){_ALONE_END}", False),
        )
    )


# `by Kelso`: a village lies near a town.
_LED = re.compile(r"(?i:by|near|nr\.?|bei|b\.|próximo[ ]a|cerca[ ]de|près[ ]de|lângă|vid|ved)[ ]")
# A year is no code, but the towns around Copenhagen, Antwerp and Johannesburg have codes like one.
_YEAR = re.compile(r"(?:19\d\d|20[0-4]\d)\Z")


@lru_cache(maxsize=256)
def match(text: str, at: int) -> Tail | None:
    """Return the end of an address that begins at a place."""
    led = _LED.match(text, at)
    for pattern, sure in _patterns():
        found = pattern.match(text, led.end() if led else at)
        if found is not None and _is_plausible(found):
            return Tail(at, found.end(), found["code"], found["city"] or "", sure)
    return None


def _is_plausible(found: re.Match[str]) -> bool:
    """Return whether a code is no year, day, amount or thing that is counted."""
    city, code = (found["city"] or "").lower(), found["code"]
    first = city.split()[0].strip(".") if city else ""
    if (
        first in vocabulary.street_stops()
        or first in vocabulary.counted_words()
        or first in vocabulary.months()
    ):
        return False
    if first and found.start("code") < found.start("city") and _currency().match(found["city"]):
        return False
    return not (
        _YEAR.match(code) and (not city or code[:2] == "19" or found.start("city") < found.start("code"))
    )


def is_counted(text: str, at: int) -> bool:
    """Return whether a figure that ends at a place is one of money or a measure: `24 €`, `48 hours`."""
    return _counted().match(text, at) is not None


def ends_in_amount(value: str) -> bool:
    """Return whether a text ends with a figure of money or a measure: `1200 kronor`, `48 hours`."""
    return any(_counted().fullmatch(value, figure.end()) for figure in _FIGURE.finditer(value))


_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,'’ ]{0,14}")


@lru_cache(maxsize=1)
def _currency() -> re.Pattern[str]:
    """Compile what makes a figure before it an amount: `4500 NOK`, `1200 kronor`.

    A currency before another figure is that one's (`Rosenweg 12 CHF 50`); `Fr.` is a day or a title as well.
    """
    table = lexicon.table("currencies")
    written = "|".join((*table["signs"], *table["behind"]))
    return re.compile(
        rf"(?!{_DAY_OR_TITLE})(?:{written}|(?i:{lexicon.patterns('currencies', 'words')}))(?![^\W_]|[ ]?\d)"
    )


_DAY_OR_TITLE = r"Fr\.[ ](?!(?:pro|per|par|je|pour|im|inkl|exkl|plus|netto|brutto)\b)\w"


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    """Compile a currency or a measure behind a figure; a word of it may be part of another: `р-н`."""
    measures = "|".join(sorted(lexicon.words("streets", "measures")))
    return re.compile(rf"[ ]{{0,2}}(?:{_currency().pattern}|(?i:{measures})(?![^\W_]))(?!-)")


@lru_cache(maxsize=1)
def _code() -> re.Pattern[str]:
    """Compile what may end where a code with a town begins: a word or a figure behind a mark or an end."""
    return re.compile(
        r"[,\n ](?:(?<=[,\n،][ ])|(?<=[,\n])|(?<=[ ][–-][ ])|(?<=[ ])(?=(?:จ|ปณ)\.|จังหวัด))"
        r"(?=[^\n,،]{0,40}(?:,[ ])?\d)"
    )


# Who registers somebody's number, and no town: `BDS MFDS, GDC 382875`.
_REGISTER = re.compile(r"[BCDFGHJ-NP-TV-XZ]{2,5}")


def find(text: str) -> Iterator[Tail]:
    """Yield the ends of addresses that stand behind a comma or a line's end."""
    for place in _code().finditer(text):
        tail = match(text, place.end())
        if tail is not None and not _REGISTER.fullmatch(tail.city):
            yield tail
