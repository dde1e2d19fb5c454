"""Columns that hold half a name each: given names next to family names, whatever their headers say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import SHAPES, Sampled, part
from pii_sweep.detect.text import lexicon

# Values in sight for a pair of columns to be decided, in a table of people and in any other.
BACKED, ALONE = 2, 5
_LONGEST = 28


def headed(sample: Sampled, samples: Sequence[Sampled]) -> str:
    """Return the half that a column headed as a name holds: `Name, Vorname`; empty where it holds none.

    So does `Pt last name` next to `Pt first name`, whatever the words before the halves mean.
    """
    if half := _get_half(sample, samples):
        return half
    if not sample.titled(part("name")) or sample.share(SHAPES["name"]) < 0.8:
        return ""
    if not column_header.may_be_names(sample):
        return ""
    near = [other for other in samples if _parent(other) == _parent(sample)]
    kinds = [kind for kind in ("first", "last") if any(other.titled(part(kind)) for other in near)]
    single = sum(" " not in value for value in sample.values) >= 0.6 * len(sample.values)
    if len(kinds) != 1 or not single:
        return ""
    return "last" if kinds == ["first"] else "first"


_HALF = re.compile(r"(?P<whose>\w+(?: \w+)?) (?P<half>first|given|last|family|sur)(?: ?(?:name|nm))?")
# The same in Chinese and Japanese, where no space stands between: `注文者姓`, `送付先名`.
_EASTERN = re.compile(r"(?P<whose>[\u3040-\u30ff\u4e00-\u9fff]{0,8}?)[（(]?(?P<half>姓|名|セイ|メイ)[）)]?")
_HALVES = {
    **dict.fromkeys(("first", "given", "名", "メイ"), "first"),
    **dict.fromkeys(("last", "family", "sur", "姓", "セイ"), "last"),
}


def _get_half(sample: Sampled, samples: Sequence[Sampled]) -> str:
    """Return the half of a name that a header says, where another has the other half and the same words."""
    half = _half(sample)
    if half is None or sample.share(SHAPES["first"]) < 0.8:
        return ""
    others = {other for other in map(_half, samples) if other is not None and other[0] == half[0]}
    return half[1] if len(others) > 1 else ""


def _half(sample: Sampled) -> tuple[str, str] | None:
    match = next(filter(None, map(_HALF.fullmatch, sample.titles)), None)
    match = match or next(filter(None, map(_EASTERN.fullmatch, sample.titles)), None)
    return (match["whose"], _HALVES[match["half"]]) if match else None


def _parent(sample: Sampled) -> str:
    """Return the path that a column's header lies in; empty where the header is no path."""
    return sample.name.rpartition(".")[0]


def paired(samples: Sequence[Sampled], *, backed: bool) -> Iterator[tuple[Sampled, str]]:
    """Yield columns side by side with the half that each holds, as the lists of names know their values.

    `backed` indicates that the table speaks of people; else more and surer names are needed.
    """
    least, given, family = (BACKED, 0.7, 0.5) if backed else (ALONE, 0.9, 0.7)
    towns = {sample.index - 1 for sample in samples if value_kind.states(sample)}
    saluted = {sample.index for sample in samples if _holds_salutations(sample)}
    for left, right in pairwise(samples):
        enough = min(value_kind.count_distinct(left), value_kind.count_distinct(right)) >= least
        if right.index != left.index + 1 or not enough or right.index in towns:
            continue
        if backed and _is_other_script(left) and _is_other_script(right):
            yield from ((left, "last"), (right, "first"))
            return
        first, last = max((left, right), (right, left), key=lambda way: sum(_shares(*way)))
        shares = _shares(first, last)
        near = {left.index - 1, left.index - 2} & saluted and _looks_like_names(last)
        if shares[0] >= given and (shares[1] >= family or near):
            yield from ((first, "first"), (last, "last"))


def _holds_salutations(sample: Sampled) -> bool:
    """Return whether a column holds salutations alone, a name or a title behind them: `Herrn`, `Frau`."""
    titles = lexicon.words("persons", "titles") | lexicon.words("persons", "titles_world")
    held = {value.lower().strip(".") for value in sample.values}
    return 1 <= len(held) <= _SALUTATIONS and held <= titles


_SALUTATIONS = 6


def _looks_like_names(sample: Sampled) -> bool:
    """Return whether nearly all of a column's values are written as family names are."""
    return sum(map(_looks_like_name, sample.values)) >= _WRITTEN * len(sample.values)


_WRITTEN = 0.9


def share_of_given_names(sample: Sampled) -> float:
    """Return the share of distinct values that are a given name or begin with one."""
    return _share(sample, lexicon.given_name)


def family(sample: Sampled) -> float:
    """Return the share of distinct values that are a family name."""
    return _share(sample, lexicon.family_name)


def _is_other_script(sample: Sampled) -> bool:
    """Return whether a column without a header holds single words of another script, as names are written."""
    return column_header.blank(sample) and sample.share(_SCRIPTED) >= 0.9


_SCRIPTED = re.compile(
    r"[\u0386-\u03ab\u0400-\u042f][\u0390\u03ac-\u03ce\u0430-\u045f]{2,24}(?:-[\u0370-\u052f]{3,24})?"
    r"|[\u0590-\u07ff\u0900-\u0eff]{2,16}"
)


def _shares(first: Sampled, last: Sampled) -> tuple[float, float]:
    return _share(first, lexicon.given_name), _share(last, lexicon.family_name)


def _share(sample: Sampled, known: Callable[[str], bool]) -> float:
    """Return the share of distinct values, written as one or two names, that a list knows a word of."""
    asked = value_kind.select_different(sample)
    return sum(_looks_like_name(value) and any(map(known, _words(value))) for value in asked) / max(
        1, len(asked)
    )


def _looks_like_name(value: str) -> bool:
    written = SHAPES["first"].fullmatch(value) is not None and value[0].isupper()
    return written and len(value) <= _LONGEST and value.count(" ") <= 2


def _words(value: str) -> list[str]:
    low = value.lower()
    return [low, *low.replace("-", " ").split()]
