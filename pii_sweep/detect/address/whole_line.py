"""Postal addresses without a house number, whole values that a header or a label says are addresses.

`Rose Cottage, Mill Lane, Hambledon GU8 4HX`: farms, houses with a name, villages and landmarks have no
number, so that no pattern of running text may take them. Behind a label they need several parts and a postal
code, or a word of streets, farms or districts (Universal Postal Union, S42).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.text import country, lexicon

_LEAST, _LONGEST, _MOST_WORDS = 8, 160, 18
# What no address has: marks of programs and links, hours, sentences in the first person.
_REFUSED = re.compile(r"[@=<>{}\[\]|_*^~$€£%?!]|https?:|\\|\d{1,2}:\d\d|\d{7,}|::|(?:\.\d{1,3}){3}")
_PARTS = re.compile(r"[ ]?[,،、;\n][ ]?|[ ][–-][ ]")
_CODE = re.compile(
    r"(?<![\w.])(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z\d] ?[A-Z\d]{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d"
    r"|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{5}-\d{3}|\d{4} ?[A-Z]{2}|(?:[A-Z]{1,2}-)?\d{4,6})(?![\w.])"
)
_EAST = re.compile(
    r"(?=[^ ]{2,5}(?:[都道府県省市區区縣县州]|自治区))"
    r"(?=.*[区區郡県縣县市镇鎮乡鄉町村].*[区區郡県縣县市镇鎮乡鄉町村字里路街番])"
    r"[\u3040-\u30ff\u4e00-\u9fff\d０-９ \-－番地号]{7,50}"
)
_KOREAN = re.compile(
    r"(?:[가-힣]{1,8}(?:도|시|군|구|읍|면|동|리|로|길|특별자치도|광역시|특별시)[ ,]{0,2}){3,7}"
)
_CAPITAL = re.compile(
    r"[\dA-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩΆ-ΏА-ЯЁІЇЄҐ\"'’(#]|[^\x00-\u052f\u1e00-\u1fff]|[a-zа-яё]{1,4}(?:-[а-я])?\.?[ '’]"
)


def share(values: Sequence[str]) -> float:
    """Return the share of different values that are addresses, given that a header says so."""
    asked = list(dict.fromkeys(values))[:40]
    return sum(map(is_address, asked)) / max(1, len(asked))


@lru_cache(maxsize=4096)
def is_address(value: str) -> bool:
    """Return whether a value is an address as a whole, given that a label says so."""
    value = value.strip(" .")
    if not _LEAST <= len(value) <= _LONGEST:
        return bool(value) and _EAST.fullmatch(value) is not None
    if _EAST.fullmatch(value) or _KOREAN.fullmatch(value):
        return True
    if _REFUSED.search(value) is not None or value.isupper() and not _PARTS.search(value):
        return False
    parts = [part for part in _PARTS.split(value) if part]
    words = value.split()
    if len(parts) < 2 or len(words) > _MOST_WORDS or not all(map(_CAPITAL.match, parts)):
        return False
    if max(len(part.split()) for part in parts) > 6:
        return False
    coded = any(_is_coded(part) for part in parts)
    return coded or _says_place(value) or country.is_country(parts[-1])


def _is_coded(part: str) -> bool:
    """Return whether a part holds a postal code, with its town as a rule."""
    return _CODE.search(part) is not None


def _says_place(value: str) -> bool:
    """Return whether a word of streets, farms or districts stands in a value."""
    words = {word.strip(".,،()'\"") for word in re.split(r"[\s,،/]+", value.lower())}
    streets = lexicon.words("streets", "suffixes") - lexicon.words("streets", "weak")
    known = streets | lexicon.words("streets", "rural") | lexicon.words("streets", "rural_scripts")
    if not words.isdisjoint(known | lexicon.words("streets", "houses")):
        return True
    endings = tuple(lexicon.words("streets", "endings"))
    return any(word.endswith(endings) and len(word) > 6 for word in words)
