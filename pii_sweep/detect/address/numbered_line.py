"""Lines of numbered lists and of goods with sizes, which begin as houses in a street do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_ITEM = re.compile(r"(\d{1,3})(?![\d\-/])[.)]?[ ]")
_SIZE = re.compile(r"(?<![\w.])\d{1,3}[ ]?[x×][ ]?\d{1,3}(?![\w.])")
# An article's number at the head of its line, in three lines one after the other; of houses in lists, some
# have fewer figures, and their streets have a word for it.
_ARTICLE = re.compile(r"[ \t]*(\d{4,6})[ \t]+(?=[^\W\d_])")
# A postal code and its town at the head of a line, a street and its number behind a comma; a size is none.
_CODED = re.compile(
    r"(?m)^[ \t]{0,8}(?P<code>\d{4,6}|\d\d-\d{3}|\d{3} \d\d|\d{4}-\d{3})[ ]"
    rf"(?P<street>{casing.UP}[^\d,;\n]{{1,30}},[ ][^\d\n]{{3,40}}[ ]\d{{1,4}}(?:[/\-]?[a-zA-Z])?)"
    r"(?![ ]?(?:[mck]?m|k?g|m?l|x|pcs)(?![\w.])|[ ]?[×%€$£]|[.,]\d|\w)[^\n]*"
)
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
    item = None if _CODED.match(line) else _ARTICLE.match(line)
    return len(item.group(1)) if item else 0


def part_coded(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the addresses of a text; of adjacent lines that each begin with a code and its town, each is one.

    Where one of such lines is an address, all are.
    """
    lines = _find_coded(text)
    if not lines:
        yield from hits
        return
    starts, reached = [line.start("code") for line in lines], dict[int, tuple[int, Hit]]()
    for hit in hits:
        place = max(0, bisect_right(starts, hit.start) - 1)
        met = False
        while place < len(lines) and starts[place] < hit.end:
            end = lines[place].end()
            if end > hit.start:
                last = reached[place][0] if place in reached else lines[place].end("street")
                reached[place], met = (max(last, min(hit.end, end)), hit), True
            place += 1
        if not met:
            yield hit
    for run in _find_runs(lines):
        known = [reached[place][1] for place in run if place in reached]
        for place in run if known else ():
            end, hit = reached.get(place, (lines[place].end("street"), known[0]))
            parts = {**hit.parts, "zip": lines[place]["code"]}
            yield hit.at(start=starts[place], end=end, parts=parts)


def _find_coded(text: str) -> list[re.Match[str]]:
    """Return the lines that begin with a code and its town and stand next to another one."""
    lines = list(_CODED.finditer(text)) if "\n" in text else []
    ends, starts = {line.end() + 1 for line in lines}, {line.start() - 1 for line in lines}
    return [line for line in lines if line.start() in ends or line.end() in starts]


def _find_runs(lines: Sequence[re.Match[str]]) -> Iterator[range]:
    """Yield the places of lines that stand directly one below the other."""
    first = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].start() != lines[place - 1].end() + 1:
            yield range(first, place)
            first = place


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
_YEARS = re.compile(
    r"(?i)(?:copyright[ :]{0,2})?(?:\(c\)[ ]|©[ ]?)?"
    r"(?P<years>(?:19[7-9]|20[0-3])\d(?:[ ]?[,\-–][ ]?(?:(?:19|20)\d\d))*)(?!\d)"
)
_COPYRIGHT = re.compile(r"(?i)copyright|\(c\)|©|\bauthors?\b|all rights reserved")
_BLOCK, _LONG_BLOCK = 400, 4000  # of a list of holders


def is_credit(text: str, hit: Hit) -> bool:
    """Return whether an address without a code or state is a line of copyright: `2016 Iain Lane`.

    Its number is a year or several, the last of which may be read as a code, and its paragraph speaks of
    copyright before it or there.
    """
    years = _YEARS.match(text, hit.start)
    if years is None or "state" in hit.parts or hit.parts.get("zip", years["years"]) not in years["years"]:
        return False
    reach = _LONG_BLOCK if _is_listed(text, hit.start) else _BLOCK
    start = text.rfind("\n\n", max(0, hit.start - reach), hit.start)
    before = text[max(start, hit.start - reach, 0) : years.start("years")]
    return _COPYRIGHT.search(before) is not None


def _is_listed(text: str, at: int) -> bool:
    """Return whether a line that a year begins stands next to another one."""
    line = text.rfind("\n", 0, at) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    below = text.find("\n", at) + 1
    if _INDENT.fullmatch(text, line, at) is None:
        return False
    return (above < line and _DATED.match(text, above) is not None) or (
        below > 0 and _DATED.match(text, below) is not None
    )


_DATED, _INDENT = re.compile(r"[ \t]*(?:19[7-9]|20[0-3])\d[ ,\-–]"), re.compile(r"[ \t]*")


def is_hours(text: str, hit: Hit) -> bool:
    """Return whether an address is a day of the week and the hours of a house that is open: `Sat 10-12`."""
    hours = _HOURS.fullmatch(text, hit.start, hit.end)
    return hours is not None and hours["day"].casefold() in vocabulary.weekday_words()


_TIME = r"\d{1,2}(?:[.:]\d\d)?(?:[ ]?[ap]m)?"
_HOURS = re.compile(rf"(?P<day>[^\W\d_]{{2,12}})[.,:]?[ ]{_TIME}[ ]?[-–][ ]?{_TIME}")

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
