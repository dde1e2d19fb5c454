"""Names in the lines of a bank's statement: `TRANSFERENCIA DE JOKIN ARRIETA`, `Zelle to Ann Lee`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.person.name_pattern import JOIN, PIECE, UP
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_NAME = rf"(?P<name>{PIECE}(?:[ ](?:(?i:{JOIN})[ ]){{0,2}}{PIECE}){{1,3}})"
# What begins a line's next field.
_NEXT = frozenset(
    [
        "concepto",
        "ref",
        "referencia",
        "reference",
        "motif",
        "objet",
        "causale",
        "descrição",
        "verwendungszweck",
        "svwz",
    ]
    + ["tytułem", "on", "for", "iban", "bic", "sepa", "id", "conf", "acct", "account", "mandat", "rf"]
)
_FIRM = frozenset({"slu", "sau", "srls", "eirl", "sasu", "ltda", "eireli", "mbh", "aps", "asa"})
# What a field holds is whole: it beats a part that the network reads, however sure.
_SCORE, _SURE = 0.75, 0.999


@lru_cache(maxsize=1)
def _lines() -> gate.Gated:
    ways = lexicon.table("transfer_phrases")["payment_ways"]
    return gate.gated_words(r"(?i:(?<!\w)", ways, rf")[ ]{{1,2}}(?:M(?:R|RS|S|ME|LLE)?\.?[ ])?{_NAME}")


# The field of a party in statements by SWIFT MT940 and MT942, as Dutch, German and Polish banks fill it.
_FIELD = re.compile(
    r"/NAME/(?P<slashed>[^\n]{3,70}?)(?=/[A-Z]{4}/|/?\r?(?:\n|$))"
    r"|/CNTP/[^/\n]{0,34}/[A-Z\d]{0,11}/(?P<counterparty>[^/\n]{3,70})/"
    r"|(?<=\?32)(?P<german>[^?\n]{3,35})(?=\?3\d|\r?(?:\n|$))"
    r"|(?<=~32)(?P<polish>[^~\n]{3,35})(?=~3\d|\r?(?:\n|$))"
)
# Both holders of an account, and what stands before a name.
_BOTH = re.compile(r"(?i)[ ](?:e/?o|en/?of|c\.?j\.?|e/?v|und|et|&)[ ]")
_TITLE = re.compile(
    r"(?i)(?:(?:mw|dhr|de heer|hr|mevr|mej|fam|herrn?|frau|mr|mrs|ms|mme|m)\.?[ ]){1,2}(?=\S+ \S)"
)
# Initials and a family name: `M.C. VAN DER LINDEN`, `A W DIJKGRAAF`, `HJ OOSTERHUIS`.
_INITIALLED = re.compile(
    rf"(?P<initials>(?:{UP}\.[ ]?){{1,5}}|(?:{UP}[ ]){{1,4}}|{UP}{{2,4}}[ ])"
    rf"(?:(?i:{JOIN}|v\.?d|'?[ts]|den|der|de|van|von|el|al)[ ]){{0,3}}"
    rf"(?P<family>{UP}[^\W\d_]{{2,}}(?:[\-'’][^\W\d_]+)*)"
)


def _find_fields(text: str) -> Iterator[Hit]:
    """Yield the people whom the fields of a statement name with initials: no list need know `D.S. Ramdin`."""
    for field in _FIELD.finditer(text):
        start, end = field.span(field.lastgroup or 0)
        marks = [start, *(at for mark in _BOTH.finditer(text, start, end) for at in mark.span()), end]
        for begin, high in zip(marks[::2], marks[1::2], strict=True):
            title = _TITLE.match(text, begin, high)
            low = title.end() if title else begin
            match = _INITIALLED.fullmatch(text, low, high)
            if match is not None and _is_family(match["initials"], match["family"].lower()):
                yield Hit(
                    "PERSON", low, high, _SURE, "Payment", (f"label:{_SURE:.2f}", "payment_party:+0.00")
                )


def _is_family(initials: str, word: str) -> bool:
    """Return whether a word behind initials is a family name, and no firm's: a list knows one behind `HJ`."""
    if word in vocabulary.company_words() or word in _FIRM:
        return False
    joined = len(initials.strip()) > 1 and initials.strip().isalpha()
    return lexicon.family_name(word) or not (joined or word in lexicon.ordinary())


def find(text: str) -> Iterator[Hit]:
    """Yield who is paid or pays, where a list knows a word of the name and none is a firm's."""
    if "/NAME/" in text or "/CNTP/" in text or "?32" in text or "~32" in text:
        yield from _find_fields(text)
    for match in _lines().finditer(text):
        words = match["name"].split()
        cut = next((at for at, word in enumerate(words) if word.lower().strip(".:") in _NEXT), len(words))
        lower = [word.lower().strip(".") for word in words[:cut]]
        if len(lower) < 2 or not vocabulary.company_words().isdisjoint(lower) or not _FIRM.isdisjoint(lower):
            continue
        given = any(lexicon.given_name(word) for word in lower) and not lexicon.ordinary().issuperset(lower)
        family = any(lexicon.family_name(word) for word in lower) and lexicon.ordinary().isdisjoint(lower)
        if given or family:
            end = match.start("name") + len(" ".join(words[:cut]))
            score = f"label:{_SCORE:.2f}"
            yield Hit("PERSON", match.start("name"), end, _SCORE, "Payment", (score, "payment_party:+0.00"))
