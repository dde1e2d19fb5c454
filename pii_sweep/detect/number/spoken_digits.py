"""Figures in words, as they stand in what was said and written down: `four one seven, double oh two`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unicodedata import normalize

from pii_sweep.detect.text import lexicon

# A number has so many figures at least: fewer are counts and hours.
LEAST = 4
# Of a text with fewer words of figures nothing is read.
_FEWEST = 3
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[,.…]{0,3} {1,2}|-| [-–—] |,? ?\n| (?:y|e|et) ")
_JOINS = frozenset({"y", "e", "et"})
_MARK = re.compile("[\u0300-\u036f]")


def find(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of a text's words that are figures of one number."""
    known = _words()
    small = _plain(text.lower()) if not text.isascii() else text.lower()
    if sum(map(known.__contains__, _WORD.findall(small))) < _FEWEST:
        return
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = _plain(match.group().lower())
        if run and word in _JOINS:
            continue  # the gap to the next word shows whether it joins
        if run and _GAP.fullmatch(text, run[-1].end(), match.start()) is None:
            yield from _number_of(text, run)
            run = []
        if word in known:
            run.append(match)
        else:
            yield from _number_of(text, run)
            run = []
    yield from _number_of(text, run)


def _number_of(text: str, run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield a run of words whose figures are enough, without counts of nothing at its end."""
    known = _words()
    while run and known[_plain(run[-1].group().lower())] in _TIMES:
        run = run[:-1]
    if len(run) >= _FEWEST:
        start, end = run[0].start(), run[-1].end()
        if len(read(text[start:end]).replace(" ", "")) >= LEAST:
            yield start, end


def read(value: str) -> str:
    """Return the figures that words of a value stand for, in groups where it has commas or lines.

    `four one seven, double oh two` gives `417 002`; a value with another word gives an empty text.
    """
    known = _words()
    groups: list[str] = []
    for part in re.split(r"[,.…\n]| [-–—] ", value):
        figures, times, tens = "", 1, 0
        for match in _WORD.finditer(part):
            word = _plain(match.group().lower())
            figure = known.get(word)
            if word in _JOINS:
                continue
            if figure is None:
                return ""
            if figure in _TIMES:
                times = _TIMES[figure]
                continue
            if tens and len(figure) == 1 and figure != "0":
                figures = figures[:-1]
            tens = len(figure) == 2 and figure[1] == "0" and figure != "10"
            figures += figure * times
            times = 1
        if figures:
            groups.append(figures)
    return " ".join(groups)


# What `double` and `triple` make of the figure behind them.
_TIMES: Mapping[str, int] = {"x2": 2, "x3": 3}


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    """Return the figures of each word, in small letters without marks: `oh`, `vierzig`; `x2` of `double`."""
    table = lexicon.table("spelled_numbers")
    found: dict[str, str] = {}
    for language in table["numbers"].values():
        for key, first, step in (("ones", 0, 1), ("tens", 1, 10)):
            for place, forms in enumerate(language[key].split(), first):
                for form in forms.split("/"):
                    if form != "-":
                        found.setdefault(form, str(place * step))
    found |= {word: f"x{times}" for times, words in table["times"].items() for word in words.split()}
    return found | dict.fromkeys(table["zeros"].split(), "0")


def _plain(word: str) -> str:
    """Return a text without the marks over its letters."""
    return word if word.isascii() else _MARK.sub("", normalize("NFD", word))
