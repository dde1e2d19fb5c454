"""Names in the lines of a bank's statement: `TRANSFERENCIA DE JOKIN ARRIETA`, `Zelle to Ann Lee`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pii_sweep.detect.person.name_pattern import JOIN, PIECE
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
_SCORE = 0.75


@lru_cache(maxsize=1)
def _lines() -> gate.Gated:
    ways = lexicon.table("words")["payment_ways"]
    return gate.gated_words(r"(?i:(?<!\w)", ways, rf")[ ]{{1,2}}(?:M(?:R|RS|S|ME|LLE)?\.?[ ])?{_NAME}")


def find(text: str) -> Iterator[Hit]:
    """Yield who is paid or pays, where a list knows a word of the name and none is a firm's."""
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
