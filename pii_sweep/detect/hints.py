"""What a text must hold for a slow pattern to match in it: cheap tests that only ever spare work.

A pattern of many words in any case is tried at every character; that a word occurs at all is
found far sooner. Each test is true wherever its pattern matches.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect import casing, lexicon

BOX = (
    "box", "drawer", "bx", "pob", "psc", "cmr", "uss ", "usns", "usnv", "uscgc", "postbus", "postboks",
    "apartado", "casilla", "boîte", "bp", "b.p", "postfach",
)  # fmt: skip
LOT = (
    "jalan", "jl", "jln", "lorong", "lrg", "persiaran", "lebuh", "taman", "tmn", "kg.", "kampung", "bandar",
    "batu", "simpang",
)  # fmt: skip
ORDER = (
    "order", "invoice", "receipt", "reservation", "booking", "confirmation", "bestell", "auftrag",
    "rechnung", "ref", "fact", "fakt", "fattura", "commande", "pedido", "ordine", "rma", "po", "p.o",
    "ordre", "encomenda", "bestilling", "beställning", "tilaus", "zamówieni", "objednáv", "rendelés",
    "comand", "sipariş", "réf", "rif",
)  # fmt: skip
EVENT = ("shipped", "dispatched", "delivered", "confirmed", "refunded", "cancelled")
LICENCE = ("license", "licence", "driv", "operator", "dl", "d.l.", "oln")
CARD_CODE = ("cv", "cid", "csc", "security code", "card code")
BORN = (
    "birth", "bday", "born", "dob", "d.ob", "do.b", "d.o.b", "geb", "naissance", "né",
    "nacimiento", "nacid", "nascita", "nato", "nata", "nascimento", "nac.", "nascid", "född", "født",
    "fødsels", "födelse", "syntym", "syntyn", "urodz", "ur. ",
)  # fmt: skip
SECRET = ("pass", "pwd", "user", "login", "logon", "kennwort", "account name", "screen name")
HEALTH = (
    "diagnos", "dx", "icd", "prescri", "rx", "allerg", "positive for", "treated for", "suffers",
    "medical hist",
)  # fmt: skip
AGE = ("year", "age")
FORM = (
    "zip", "post", "city", "town", "last", "surname", "family", "plz", "ort", "nachname", "csz", "birth",
    "dob", "legal name",
)  # fmt: skip
# A street's name in German before its number, as written.
_GERMAN = (
    "Am ",
    "Im ",
    "An der ",
    "An den ",
    "Auf der ",
    "Auf dem ",
    "Zum ",
    "Zur ",
    "In der ",
    "Unter den ",
    "Hinter de",
)
_BEFORE_NUMBER = re.compile(r"[^\W\d_](?=\.?,?[ ]\d)")


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text holds any of some lower-case words, in any case."""
    return any(map(casing.small(text).__contains__, words))


def number_last(text: str) -> bool:
    """Tell whether a text has a word that ends as streets do before a number, or one that opens a street."""
    tails, endings, openers, last = _street_words()
    if any(map(text.__contains__, _GERMAN)):
        return True
    if not casing.words(text).isdisjoint(last) and holds(text, openers):
        return True
    small = casing.small(text)
    return any(
        small[match.end() - 2 : match.end()] in tails and small.endswith(endings, 0, match.end())
        for match in _BEFORE_NUMBER.finditer(small)
    )


@lru_cache(maxsize=1)
def _street_words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Return how endings end (two letters), endings (`u.` is short for `utca`), openers, their last words."""
    endings = (*lexicon.words("streets", "endings"), " u", "-u")
    openers = [word for word in lexicon.words("streets", "openers") if len(word) >= 3]
    last = frozenset(word.split()[-1] for word in openers)
    return frozenset(word[-2:] for word in endings), endings, tuple(f"{word} " for word in openers), last
