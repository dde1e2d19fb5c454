"""Names that the network reads in Chinese, Japanese and Korean: where they end, and what is none of them.

A token of Chinese and Japanese is a sign, so the network's edges may lie one too far; and family names are
written like places, firms and headers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.text import header_words, lexicon
from pii_sweep.detect.text.interval_set import Taken
from pii_sweep.resources import labels_of

_HAN, _KATA, _HIRA, _HANGUL = "\u4e00-\u9fff々", "\u30a1-\u30faー", "\u3041-\u309f", "\uac00-\ud7a3"
_ANY = re.compile(f"[{_HAN}{_KATA}{_HIRA}{_HANGUL}]")
Span = tuple[int, int]


def trim(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield what the network reads, in these scripts with the edges of names and without what is none.

    A part of a word of katakana is none (`ダウン` of `ダウンロード`), nor is what heads a column or a field
    (`나이`), what begins a firm's name (`大林` of `大林建設`), or one of several places.
    """
    if _ANY.search(text) is None:
        yield from spans
        return
    places = _find_places(text)
    for span in spans:
        for low, high in _split(text, *span):
            start, end = _move_edges(text, low, high)
            cut = _CUT.match(text, start) or _CUT.match(text, end)
            if not (cut or places.meets(start, end) or _is_thing(text, start, end)):
                yield start, end


def _is_thing(text: str, start: int, end: int) -> bool:
    """Return whether what is read is a header, an everyday word, a temple, or begins a firm's name."""
    value, words = text[start:end], lexicon.table("script_names")
    return (
        (len(value) > 1 and value not in words["also_names"] and value in header_words.unspaced())
        or (len(value) > 1 and value in words["korean"]["nobody"])
        or _TEMPLE.fullmatch(value) is not None
        or _begins_firm(text, start, end)
    )


# Katakana goes on over a place: spaces and dots part the words of foreign names. `8日生` is a birth.
_CUT = re.compile(rf"(?<=[{_KATA}])[{_KATA}]|(?<=\d)[年月日号歳才]")
# A dot parts the words of a foreign name, and two people where one of them is written in ideographs.
_TWO = re.compile(r"(?P<first>[^・]+)・(?P<second>[^・]+)")
_ONLY_KATA = re.compile(rf"[{_KATA} =＝]+")


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    match = _TWO.fullmatch(text, start, end)
    if match is None or all(map(_ONLY_KATA.fullmatch, match.group("first", "second"))):
        yield start, end
    else:
        yield match.span("first")
        yield match.span("second")


def _move_edges(text: str, start: int, end: int) -> Span:
    """Return a Chinese name without a word of the sentence at its edge."""
    match = _chinese().fullmatch(text, start, end)
    if match is None or _KANA.search(text) is not None:
        return start, end
    return match.span("name" if match["name"] else "nickname")


_KANA = re.compile(rf"[{_HIRA}{_KATA}]")


@lru_cache(maxsize=1)
def _chinese() -> re.Pattern[str]:
    """Return a full name with a word of the sentence behind it (`沈丽萍都`), and a nickname behind one."""
    words = lexicon.table("script_names")["han"]
    return re.compile(
        rf"(?P<name>(?!{'|'.join(words['family_long'])})[{words['family']}][{_HAN}]{{2}})[{words['behind_name']}]"
        rf"|[{words['before_nickname']}](?P<nickname>[小老大阿][{words['family']}])"
    )


def _begins_firm(text: str, start: int, end: int) -> bool:
    """Return whether what is read begins a firm in a script without spaces: `みず` of `みずほ銀行`.

    Between the two a word of ideographs may stand (`三井住友銀行`), and kana where what is read is kana too:
    `佐藤は銀行` is a person at a bank.
    """
    match = _unspaced_firm().match(text, end)
    return match is not None and (not match["kana"] or _ONLY_KANA.fullmatch(text, start, end) is not None)


_ONLY_KANA = re.compile(r"[\u3041-\u30ff]+")


@lru_cache(maxsize=1)
def _unspaced_firm() -> re.Pattern[str]:
    forms = {
        *filter(_IDEOGRAPHS.fullmatch, labels_of("firms")),
        *lexicon.table("script_names")["places"]["firms"],
    }
    words = "|".join(sorted(forms))
    between = r"(?:(?P<kana>[\u3041-\u30ff]{0,3})|[\u4e00-\u9fff]{1,2})"
    return re.compile(rf"{between}(?:{words})(?![\u3041-\u30ff\u4e00-\u9fff])")


_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{2,}")

_TEMPLE = re.compile(rf"[{_HAN}]{{3,}}[寺宮]")

_APART = r"(?:[、，,・][ \u3000]?|[ \u3000]{1,4})"
_RUN = re.compile(
    rf"[{_HAN}]{{2,6}}(?:{_APART}[{_HAN}]{{2,6}}){{2,}}|[{_HANGUL}]{{2,6}}(?:{_APART}[{_HANGUL}]{{2,6}}){{2,}}"
)
_ITEM = re.compile(rf"[{_HAN}{_HANGUL}]+")


# So many known ones are places, where no more than one of a run is unknown.
_KNOWN = 3


def _find_places(text: str) -> Taken:
    """Return the runs of words that are places, one behind the other: `福島、宮城、石川`."""
    title = _titles()
    return Taken(
        match.span()
        for match in _RUN.finditer(text)
        if (_are_places(_ITEM.findall(match.group())) or _is_headed(text, match.start()))
        and title.match(text, match.end()) is None
    )


def _is_headed(text: str, start: int) -> bool:
    """Return whether what stands before a run of words says that they are places: `停車地：`."""
    return _head().search(text, max(0, start - 8), start) is not None


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    heads = "|".join(lexicon.table("script_names")["places"]["heads"])
    return re.compile(rf"(?:{heads})(?:は|：|: ?|[ \u3000])?\Z")


def _are_places(items: Sequence[str]) -> bool:
    """Return whether words are places: most are known, or more end like one than names of people do."""
    places, two, three = _places()
    known = sum(item in places for item in items)
    ends = Counter(item[-1] for item in items if item not in _families())
    alike = any(count >= 2 and sign in two or count >= 3 and sign in three for sign, count in ends.items())
    return alike or (known >= _KNOWN and known >= len(items) - 1)


@lru_cache(maxsize=1)
def _places() -> tuple[frozenset[str], str, str]:
    """Return places whose names people have too, and the last signs of places, in a list of two or three."""
    words = lexicon.table("script_names")["places"]
    return frozenset(words["known"]), words["ends"], words["ends_of_three"]


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(lexicon.table("script_names")["japanese"]["families"])


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    words = lexicon.table("script_names")
    every = (
        title
        for script in ("han", "japanese", "korean")
        for kind in ("titles_after", "titles_known", "offices")
        for title in words[script].get(kind, ())
    )
    return re.compile(rf"[ \u3000]?(?:{'|'.join(sorted(every))})")
