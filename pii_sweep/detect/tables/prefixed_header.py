"""Headers of one party that share words before its parts: `PO City`, `RESP1_NOM`, `注文者電話番号`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pii_sweep.detect.tables.column_header import Sampled, part, plain_header
from pii_sweep.detect.text import lexicon

_PARTS = ("street", "unit", "house", "city", "state", "zip", "country", "first", "middle", "last", "name")
# So many words may stand before a part's own, and so many parts make a party with its street or name.
_WORDS, _LEAST = 3, 3
_BEARING = frozenset({"street", "first", "last"})


def families(samples: Sequence[Sampled]) -> dict[int, str]:
    """Return, by its place, the words before the part of each column whose header is so written."""
    groups: dict[str, dict[int, str]] = {}
    for sample in samples:
        for before, rest in _splits(sample):
            kind = next((kind for kind in _PARTS if part(kind).fullmatch(rest)), None)
            if kind is not None:
                groups.setdefault(before, {})[sample.index] = kind
    by_index = {sample.index: sample for sample in samples}
    found = _parties(samples)
    for before, kinds in groups.items():
        bearing = [(index, kind) for index, kind in kinds.items() if kind in _BEARING]
        complete = not part("street").names(before) and any(
            any(map(part(kind).names, by_index[index].titles)) for index, kind in bearing
        )
        if bearing and not complete and len(set(kinds.values())) >= _LEAST:
            found.update(dict.fromkeys(kinds, before))
    return found


def _parties(samples: Sequence[Sampled]) -> dict[int, str]:
    """Return the parties that stand before several headers without a space, by their columns' places."""
    found = {
        sample.index: match[0]
        for sample in samples
        if sample.titles and not sample.titles[0].isascii() and (match := _glued().match(sample.titles[0]))
    }
    counts = Counter(found.values())
    return {index: party for index, party in found.items() if counts[party] > 1}


@lru_cache(maxsize=1)
def _glued() -> re.Pattern[str]:
    return re.compile(rf"{lexicon.table('headers_world')['parties']}(?=.)")


def _splits(sample: Sampled) -> list[tuple[str, str]]:
    """Return a header's first words, one to three of them, and what follows each."""
    words = sample.titles[0].split() if sample.titles else []
    return [
        (" ".join(words[:count]), " ".join(words[count:]))
        for count in range(1, min(_WORDS, len(words) - 1) + 1)
    ]


def separate_families(samples: Sequence[Sampled]) -> list[Sampled]:
    """Return the columns with the part of an address as another title where a family has it."""
    samples = _without_store(_without_file(_without_type(_without_sign(samples))))
    known = families(samples)
    return [
        replace(sample, titles=(*_own_titles(sample, known), _rest(sample, known[sample.index])))
        if sample.index in known
        else sample
        for sample in samples
    ]


def _own_titles(sample: Sampled, known: Mapping[int, str]) -> tuple[str, ...]:
    """Return a column's own titles; none where a word for whole addresses would make each a street's."""
    return () if part("street").names(known[sample.index]) else sample.titles


def _without_sign(samples: Sequence[Sampled]) -> list[Sampled]:
    """Return the columns with what follows the letter before all headers of a program: `f_name`."""
    tails = {sample.index: _tail(sample) for sample in samples}
    signs = Counter(tail.split()[0] for tail in tails.values())
    sign = next((one for one, count in signs.items() if _SIGN.fullmatch(one) and count >= _SIGNED), "")
    if not sign or signs[sign] < _SIGNED_SHARE * len(samples):
        return list(samples)
    return [
        replace(sample, titles=(*sample.titles, tail.removeprefix(f"{sign} ")))
        if (tail := tails[sample.index]).startswith(f"{sign} ")
        else sample
        for sample in samples
    ]


def _without_type(samples: Sequence[Sampled]) -> list[Sampled]:
    """Return the columns with what follows the letters of a type before most headers: `sFName`, `dDOB`."""
    typed = {sample.index: match[1] for sample in samples if (match := _TYPED.match(_name(sample)))}
    if len(set(typed.values())) < _TYPES or len(typed) < max(_SIGNED, _TYPED_SHARE * len(samples)):
        return list(samples)
    return [
        replace(
            sample, titles=(*sample.titles, *plain_header(_name(sample).removeprefix(typed[sample.index])))
        )
        if sample.index in typed
        else sample
        for sample in samples
    ]


def _without_file(samples: Sequence[Sampled]) -> list[Sampled]:
    """Return the columns with what follows the letters of a file before most headers: `EMSSN`, `EMNML`."""
    names = {sample.index: name for sample in samples if _GLUED.fullmatch(name := _name(sample))}
    # Names that are numbered alone (`data0`, `data1`) have no file before them.
    words = {name.rstrip("0123456789") for name in names.values()}
    counts = Counter(name[:size] for name in words for size in _FILE if len(name) > size + 1)
    shared = [one for one, count in counts.items() if count >= max(_SIGNED, _SIGNED_SHARE * len(samples))]
    before = max(shared, key=len, default="")
    if not before:
        return list(samples)
    return [
        replace(sample, titles=(*sample.titles, *plain_header(name.removeprefix(before))))
        if (name := names.get(sample.index, "")).startswith(before) and len(name) > len(before) + 1
        else sample
        for sample in samples
    ]


def _without_store(samples: Sequence[Sampled]) -> list[Sampled]:
    """Return the columns of a Core Data store with what follows the letter before them: `ZFIRSTNAME`."""
    if not any(_name(sample) == _STORED for sample in samples):
        return list(samples)
    return [
        replace(sample, titles=(*sample.titles, *plain_header(_name(sample)[1:])))
        if _ATTRIBUTE.match(_name(sample))
        else sample
        for sample in samples
    ]


# The key that Apple's Core Data gives each table, and an attribute of the app's own.
_STORED, _ATTRIBUTE = "Z_PK", re.compile(r"Z[A-Z]{2}")


# Names of the fields of one file, as AS/400 and RPG have them: letters of one case with the file's before.
_GLUED, _FILE = re.compile(r"[A-Z]{3,10}\d?|[a-z]{3,10}\d?"), (2, 3, 4)


def _name(sample: Sampled) -> str:
    """Return the last name of a header's path."""
    return re.split(r"[./]", sample.name)[-1]


# Letters of a type in Hungarian notation (string, number, date, Boolean, money), before a capital.
_TYPED = re.compile(r"(s|sz|str|txt|vc|c|n|i|int|lng|l|d|dt|dte|b|bln|bool|dc|dbl|cur|mny|m|f|u)(?=[A-Z])")
# Of so many kinds, before so many of a table's headers.
_TYPES, _TYPED_SHARE = 2, 0.6
# A letter, the code of a table (`A1_NOME`) or an abbreviation of `field`, before so many of its headers.
_SIGN = re.compile(r"[a-z]|[a-z]{1,2}\d{1,2}|fld|fd|col|str|txt")
_SIGNED, _SIGNED_SHARE = 4, 0.7


def _tail(sample: Sampled) -> str:
    """Return the last words of a header's path, `-` for none."""
    return min((title for title in sample.titles[:6] if title.strip()), key=len, default="-")


def _rest(sample: Sampled, before: str) -> str:
    return sample.titles[0].removeprefix(before).strip()
