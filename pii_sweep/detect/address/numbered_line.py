"""Lines of numbered lists and of goods with sizes, which begin as houses in a street do."""

from __future__ import annotations

import re

from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.candidate import Hit

_ITEM = re.compile(r"(\d{1,3})(?![\d\-/])[.)]?[ ]")
_SIZE = re.compile(r"(?<![\w.])\d{1,3}[ ]?[x×][ ]?\d{1,3}(?![\w.])")
# An article's number at the head of its line, in three lines one after the other; of houses in lists, some
# have fewer figures, and their streets have a word for it.
_ARTICLE = re.compile(r"[ \t]*(\d{4,6})[ \t]+(?=[^\W\d_])")
# What makes an address of a number and a word.
_MORE = ("unit", "town", "second", "model")
_SUFFIXED = re.compile(r"suffix:0\.[5-9]")


def _of_articles(text: str, hit: Hit) -> bool:
    """Indicate whether an address without a state is read from lines that articles' numbers begin."""
    if "state" in hit.parts or any(map(_SUFFIXED.match, hit.reasons)):
        return False
    start = text.rfind("\n", 0, hit.start) + 1
    widths = [_width(line) for line in text[start : start + 400].split("\n")[:3]]
    before = text[max(0, start - 400) : start].split("\n")[:-1]
    above = [_width(line) for line in before[-2:]]
    near = [*above, *widths]
    return any(near[at] == near[at + 1] == near[at + 2] > 0 for at in range(len(near) - 2))


def _width(line: str) -> int:
    item = _ARTICLE.match(line)
    return len(item.group(1)) if item else 0


def enumerated(text: str, hit: Hit) -> bool:
    """Return whether an address that no town follows is a line of a list: `01 Oak Frame`, `9 Poster 24x36`.

    So is a line whose number is one more than the number above it, or one less than the one below.
    """
    if _of_articles(text, hit):
        return True
    item = _ITEM.match(text, hit.start)
    if item is None or hit.parts.keys() & {"zip", "state", "country"}:
        return False
    if _SIZE.search(text, item.end(), hit.end):
        return True
    if text[hit.start] == "0" and not any(reason.startswith(_MORE) for reason in hit.reasons):
        return True
    line = text.rfind("\n", 0, hit.start) + 1
    if text[line : hit.start].strip() or any(map(_SUFFIXED.match, hit.reasons)):
        return False
    above = _ITEM.match(text, text.rfind("\n", 0, line - 1) + 1) if line else None
    end = text.find("\n", item.end())
    below = _ITEM.match(text, end + 1) if end >= 0 else None
    number = int(item.group(1))
    return (above is not None and int(above.group(1)) == number - 1) or (
        below is not None and int(below.group(1)) == number + 1
    )


# Years before whom a work's copyright is, at the head of a line or behind the sign: `2012-2016 Iain Lane`.
_YEARS = re.compile(r"(?:19[7-9]|20[0-3])\d(?:[ ]?[,\-–][ ]?(?:(?:19|20)\d\d))*(?!\d)")
_COPYRIGHT = re.compile(r"(?i)copyright|\(c\)|©|\bauthors?\b|all rights reserved")
_BLOCK = 400


def is_credit(text: str, hit: Hit) -> bool:
    """Return whether an address without a code or state is a line of copyright: `2016 Iain Lane`.

    Its number is a year or several, and its paragraph speaks of copyright before it.
    """
    if hit.parts.keys() & {"zip", "state"} or _YEARS.match(text, hit.start) is None:
        return False
    start = text.rfind("\n\n", max(0, hit.start - _BLOCK), hit.start)
    before = text[max(start, hit.start - _BLOCK, 0) : hit.start]
    return _COPYRIGHT.search(before) is not None


# Numbers as long as a postal code before the people of a list: `48210 Ann Lee, 12 Oak Street`.
_NAME = rf"{casing.UP}[\w'’\-]+[.]?(?:[ ]{casing.UP}[\w'’\-]*[.]?){{1,3}}"
_COUNTED = re.compile(rf"(?m)^[ \t]{{0,8}}(?P<count>\d{{4,7}}[.):]?)[ \t]{{1,4}}(?P<name>{_NAME})[ ]?[,;\t]")
# So many lines make a list.
_FEWEST = 2
# What begins the names of towns: `Saint Jean`, `St. Johann`, `Bad Ems`, `Maria Saal`.
_TOWNS = frozenset(
    {
        "san", "santa", "santo", "sankt", "saint", "sainte", "são", "st", "ste", "sint", "szent", "sveti",
        "sveta", "svätý", "bad", "ciudad", "villa", "monte", "puerto", "porto",
    }
)  # fmt: skip
_EITHER = "maria"


def hide_counts(text: str) -> str:
    """Return a text with an empty line for each number of a list's people, which is no postal code.

    More than half of the names behind them begin or end with a given name, and no two are the same: towns
    are neither (`6720 Szeged, Oskola utca 23`). Those of saints are towns; `Maria` may be one or a person.
    """
    lines = list(_COUNTED.finditer(text))
    names = [line["name"].casefold() for line in lines]
    if len(lines) < _FEWEST or len(set(names)) < len(names):
        return text
    names = [name for name in names if name.split()[0] != _EITHER]
    if 2 * sum(map(_has_given_name, names)) <= len(names):
        return text
    parts, at = list[str](), 0
    for line in lines:
        low, high = line.span("count")
        parts += text[at:low], "\n".rjust(high - low)
        at = high
    return "".join([*parts, text[at:]])


def _has_given_name(name: str) -> bool:
    words = name.split()
    if words[0].strip(".") in _TOWNS:
        return False
    return any(lexicon.given_name(word) and word not in lexicon.ordinary() for word in (words[0], words[-1]))
