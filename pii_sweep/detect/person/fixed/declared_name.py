"""Names as declarations give them: `Je soussigné X`, `Ich, X, geboren am`, `X, né le 12/05/1986`, `OWNER=X`.

That somebody signs, swears or was born stands right next to the name; no list need know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from pii_sweep.detect.person import name_order
from pii_sweep.detect.person.name_pattern import JOIN, PIECE
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_NAME = rf"(?P<name>{PIECE}(?:[ ]{{1,2}}(?:{JOIN}[ ]){{0,2}}{PIECE}){{1,4}})"
# What stands between the word for `born` and the day.
_ON = r"(?:le|il|el|em|en|on|am|op|den|dne|dňa|dnia|w dniu|la data de|dana|à|a|ad|in|at|на|г\.|um|i)"
_SCORE = 0.8


@lru_cache(maxsize=1)
def _forms() -> gate.Gates[gate.Gated]:
    words = {key: "|".join(lexicon.table("declarations")[key]) for key in ("undersigned", "selves")}
    return gate.together(
        gate.gated(rf"(?i:\b(?:{words['undersigned']}))(?:\([ea]\))?,?[ ]{{1,2}}{_NAME}"),
        gate.gated(rf"\b(?:{words['selves']}),[ ]{_NAME}(?=,[ ])"),
    )


@lru_cache(maxsize=1)
def _births() -> tuple[gate.Gated, re.Pattern[str]]:
    """Compile a day of birth behind a name, which few texts have, and a name with one behind it."""
    born = rf",?[ ]\(?(?:{'|'.join(lexicon.table('declarations')['born_on'])})[ ](?:{_ON}[ ])?\d"
    return gate.gated(born), re.compile(rf"(?<![\w.'’\-]){_NAME}(?={born})")


# What a door's reader or a till writes of whom it let in: `HOLDER=BERG ADA RESULT=GRANTED`.
_PAIR = gate.gated(
    r"(?<![\w?&;.\-])(?:[A-Za-z]{2,16}[_ ])?(?P<key>(?i:holder|cardholder|name|owner|employee|visitor|guest"
    r"|driver|person|member|patient|tenant|student|resident|attendee|customer|client|passenger|staff"
    r"|contact))[ ]?=[ ]?(?P<quote>[\"']?)"
    r"(?P<name>[^\W\d_][^\W\d_.'’\-]{1,24}(?:,?[ ][^\W\d_][^\W\d_.'’\-]{0,24}\.?){1,3})(?P=quote)"
    r"(?=[ \t]+[A-Za-z_]{2,24}[ ]?=|[ \t]*(?:$|[\n;|,\])]))"
)


def _is_known(words: Sequence[str], *, plain_key: bool) -> bool:
    """Return whether a list has one of the words; behind `name` alone, which things have too, a given name.

    There no word may be a language's own, unless it is a family's too: `Name = "Horatio Private"`.
    """
    families = [lexicon.family_name(word) for word in words]
    if not plain_key:
        return any(families) or any(map(lexicon.given_name, words))
    own = any(word in lexicon.ordinary() and not held for word, held in zip(words, families, strict=True))
    return not own and (lexicon.given_name(words[0]) or lexicon.given_name(words[-1])) and "st" not in words


def find_pairs(text: str) -> Iterator[Hit]:
    """Yield the names of two words and more that stand behind `=` and a word for who somebody is."""
    for match in _PAIR.finditer(text) if "=" in text else ():
        name = name_order.parse(match["name"].title())
        words = match["name"].lower().replace(",", "").split()
        known = _is_known(words, plain_key=match["key"].lower() == "name")
        plain = sum(word in lexicon.ordinary() for word in words) >= len(words) - 1 and len(words) > 2
        thing = any(word in vocabulary.thing_words() or word in vocabulary.company_words() for word in words)
        plain = plain or thing or lexicon.ordinary().issuperset(words)
        if name is not None and known and not (name.plain or plain):
            yield Hit(
                "PERSON", *match.span("name"), _SCORE, "Declared", (f"label:{_SCORE:.2f}", "pair:+0.00")
            )


def find(text: str) -> Iterator[Hit]:
    """Yield the names that a declaration, a day of birth or a label's `=` stands next to."""
    yield from find_pairs(text)
    born, named = _births()
    patterns = [form.pattern for form in _forms().opened(text)]
    patterns += [named] if born.search(text) else []
    if not patterns:
        return
    for match in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
        words = [word.lower() for word in match["name"].split()]
        if vocabulary.company_words().isdisjoint(words) and not lexicon.ordinary().issuperset(words):
            score = f"label:{_SCORE:.2f}"
            yield Hit("PERSON", *match.span("name"), _SCORE, "Declared", (score, "declared:+0.00"))
