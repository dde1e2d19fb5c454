"""What columns are headed in many languages, word for word: `data/headers/*.txt`, a language each.

A line holds what it is that headers name, a tab, and the headers in plain words with `|` between them. A
star behind the kind marks those that patterns of `columns.toml` and `headers_world.toml` know, which say when
they count; a tilde those that are short or else in another language (`fam`, `ur`), which count
in tables that speak their own. `OTHER` are headers of things and dates. Whose it is (`ROLE`: mother)
may stand before or behind any: `telefon matki`, `kundentelefon`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from pii_sweep.derived import recalled
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern.literal_index import LiteralIndex

# Words for people that head columns of their names; what else says of whom something is, in whatever case.
ROLE, WHOSE = "ROLE", "WHOSE"
# What joins a thing and whose it is: `numéro de l élève`, `phone of the mother`, `mother s phone`.
_JOINING = re.compile(
    r"de|du|des|d|l|la|le|les|del|los|dei|della|di|do|da|dos|das|dell|degli|of|the|s|for|der|die|von|van"
    r"|af|av|til|för|og|a|al|ale|lui|του|της|का|की|के|의|の"
)
# Scripts whose words stand without blanks, where a shorter word than in Latin letters is one.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_LEAST, _LEAST_SIGNS, _LEAST_REST, _LONGEST = 4, 2, 3, 80


@dataclass(frozen=True, slots=True, eq=False)
class Headers:
    """The headers of one kind: as a pattern has them, and as the languages' lists do."""

    pattern: re.Pattern[str] = field(repr=False)
    words: frozenset[str] = field(default=frozenset(), repr=False)
    owned: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, pattern: re.Pattern[str], *kinds: str) -> Headers:
        """Return the headers of a pattern, and of some kinds in the lists."""
        return cls(pattern, said(*kinds), said(*kinds, *(f"{kind}*" for kind in kinds)))

    def fullmatch(self, title: str, /) -> str | None:
        """Return a header in plain words that is one of the kind's, whosever it is; else None."""
        return title if _heads(self, title) else None

    def names(self, title: str) -> bool:
        """Return whether a header is one of the kind's without a further word that says whose it is."""
        said = title in self.words or close(title) in self.words
        return said or self.pattern.fullmatch(title) is not None


# A table asks many times what a header is, and the tables of a bucket have the same ones.
@lru_cache(maxsize=1 << 14)
def _heads(headers: Headers, title: str) -> bool:
    return headers.names(title) or not headers.owned.isdisjoint(without_role(title))


class HeaderGroup:
    """The headers of several kinds, to learn at once of which of them one is."""

    __slots__ = ("_every", "_index")

    def __init__(self, every: Iterable[Headers]) -> None:
        self._every = tuple(every)
        self._index = LiteralIndex(one.pattern for one in self._every)

    def find(self, title: str) -> frozenset[int]:
        """Return the places of the kinds of which a header in plain words is, whosever it is."""
        titles, rest = {title, close(title)}, without_role(title)
        may = self._index.find(title)
        return frozenset(
            place
            for place, one in enumerate(self._every)
            if not one.words.isdisjoint(titles)
            or (may >> place & 1 and one.pattern.fullmatch(title))
            or (rest and not one.owned.isdisjoint(rest))
        )


def close(title: str) -> str:
    """Return a header with a short word before the other joined to it: `nr lograd` was `nrLograd`."""
    ahead, _, rest = title.partition(" ")
    short = 0 < len(ahead) <= _AHEAD and len(rest) >= _LEAST_REST and " " not in rest
    return ahead + rest if short and ahead.isalpha() else title


# So many letters before a word say what a field holds, a name or a number: `xLgr`, `dscLograd`.
_AHEAD = 3


@lru_cache(maxsize=64)
def said(*kinds: str) -> frozenset[str]:
    """Return the headers of some kinds in all languages, in plain words."""
    return frozenset().union(*(_lists().get(kind, frozenset()) for kind in kinds))


def join_headers(code: str, town: str) -> str:
    """Return the pattern of headers that name two parts at once, from the patterns of each: `PLZ und Ort`."""
    return rf"(?:{code}) (?:{_AND} )?(?:{town})|(?:{town}),? (?:{_AND} )?(?:{code})"


_AND = r"(?:and|und|u|en|et|y|e|i|a|es|si|og|och|ja|ve|и|і|та|και)"


@dataclass(frozen=True, slots=True)
class Language:
    """The headers of one language: by kind, all of them, and the kinds of those of its own tables alone."""

    kinds: Mapping[str, frozenset[str]] = field(repr=False)
    words: frozenset[str] = field(repr=False)
    weak: Mapping[str, str] = field(repr=False)


@lru_cache(maxsize=1)
def languages() -> tuple[Language, ...]:
    """Return the headers of each language."""
    return tuple(Language(*parts) for parts in _read_languages())


_Parts = tuple[dict[str, frozenset[str]], frozenset[str], dict[str, str]]


@recalled
def _read_languages() -> tuple[_Parts, ...]:
    return tuple(map(_read_language, lexicon.texts("headers")))


def _read_language(text: str) -> _Parts:
    parted = (line.partition("\t") for line in text.splitlines())
    kinds = {kind: frozenset(words.split("|")) for kind, _, words in parted}
    weak = {word: kind.removesuffix(WEAK) for kind in kinds if kind.endswith(WEAK) for word in kinds[kind]}
    return kinds, frozenset().union(*kinds.values()), weak


WEAK = "~"


@lru_cache(maxsize=1)
@recalled
def unspaced() -> frozenset[str]:
    """Return the headers in scripts whose words stand without blanks."""
    every = chain.from_iterable(one.words for one in languages())
    return frozenset(word for word in every if _UNSPACED.search(word))


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    """Return the headers of each kind in all languages."""
    kinds = dict.fromkeys(kind for one in languages() for kind in one.kinds)
    return {
        kind: frozenset().union(*(one.kinds.get(kind, frozenset()) for one in languages())) for kind in kinds
    }


@lru_cache(maxsize=4096)
def without_role(title: str) -> tuple[str, ...]:
    """Return a header without what says whose it is, before it or behind it; empty where nothing does.

    A cell of any length may be taken for a header; a long one is none.
    """
    if len(title) > _LONGEST:
        return ()
    return tuple(dict.fromkeys(rest for rest in _part(title) if _is_word(rest)))


def _is_word(rest: str) -> bool:
    return len(rest) >= (_LEAST_SIGNS if _UNSPACED.search(rest) else _LEAST_REST)


def _part(title: str) -> Iterator[str]:
    roles, words = said(ROLE, WHOSE), title.split()
    for count in (1, 2) if len(words) > 1 else ():
        if len(words) > count and " ".join(words[-count:]) in roles:
            yield _unjoin(words[:-count], -1)
        if len(words) > count and " ".join(words[:count]) in roles:
            yield _unjoin(words[count:], 0)
    least = _LEAST_SIGNS if _UNSPACED.search(title) else _LEAST
    for at in range(least, len(title) - least + 1) if len(words) == 1 else ():
        if title[:at] in roles:
            yield title[at:]
        if title[at:] in roles:
            yield title[:at]


def _unjoin(words: list[str], at: int) -> str:
    """Return words without those at one end that only join: `numéro de l` is `numéro`."""
    while len(words) > 1 and _JOINING.fullmatch(words[at]):
        del words[at]
    return " ".join(words)
