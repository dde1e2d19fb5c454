"""Lists of people in other scripts than the Latin one, a line or a cell each, that nothing else announces.

No label stands next to such a name, and no other script has the network's capitals and word lists. One
line could be a place or a dish; a list whose lines are all written as names, most of them with a given or
a family name of the script, is one of people.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pii_sweep.derived import recalled
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

SCORE = 0.75
# A list has so many lines; of them so many are written as names, and of those so many are known.
LEAST, WRITTEN, KNOWN = 3, 0.75, 0.5
# In scripts whose given names are everyday words or gods too, in so many both names are known.
WHOLE = 0.25
# Lines that end alike are of one kind: `강남구`, `서초구`.
ALIKE = 0.6
_KANA = "\u3041-\u309f\u30a0-\u30ff"
# Scripts by their letters; those of one list are of one script.
_LETTERS: Mapping[str, str] = {
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "\u0400-\u052f",
    "armenian": "\u0531-\u0587",
    "hebrew": "\u05d0-\u05ea",
    "arabic": "\u0620-\u065f\u0670-\u06d3\u200c",
    "indic": "\u0900-\u0d7f\u200c\u200d",
    "thai": "\u0e01-\u0e4e",
    "georgian": "\u10a0-\u10ff",
    "han": f"\u4e00-\u9fff々{_KANA}",
    "korean": "\uac00-\ud7a3",
}
_ANY = re.compile(f"[{''.join(_LETTERS.values())}]")
_MARK = (
    r"(?:\(?[\d]{1,3}(?:[.)、．:\-]{1,2}|[ \t\u3000](?=\D))[ \t\u3000]{0,4}|[\-*•・·–—●○▪][ \t\u3000]{0,4})?"
)
_ITEM = re.compile(
    rf"(?m)^[ \t\u3000]{{0,12}}(?P<mark>{_MARK})"
    rf"(?P<name>[{''.join(_LETTERS.values())}](?:[{''.join(_LETTERS.values())}'’\"״׳.·・,\- \u3000]{{0,46}}"
    rf"[{''.join(_LETTERS.values())}.])?)[ \t\u3000]*[,;、，；]?\r?$"
)
_WORD = re.compile(r"[^ .,·・\u3000]+")


class _Item(NamedTuple):
    """A line of a list: where its name stands, its script, and whether it is written as a name and known."""

    start: int
    end: int
    script: str
    written: bool
    known: bool
    whole: bool
    last: str


def find(text: str) -> Iterator[Hit]:
    """Yield the names of lists of people, a line each, in a script other than the Latin one."""
    if "\n" not in text or _ANY.search(text) is None:
        return
    reason = (f"script_list:{SCORE:.2f}",)
    for block in _find_blocks(text):
        titled = len(block) > LEAST and not block[0].written and all(item.written for item in block[1:])
        items = block[1:] if titled else block
        if is_list(items):
            for item in items:
                if item.written:
                    yield Hit("PERSON", item.start, item.end, SCORE, "Script", reason)


def of_people(values: Sequence[str]) -> bool:
    """Return whether the values of a column without a header are a list of people in one script."""
    if all(map(str.isascii, values)):
        return False
    items = [_read_item(match) for value in dict.fromkeys(values) if (match := _ITEM.fullmatch(value))]
    return len(items) >= WRITTEN * len(set(values)) and is_list(items)


def is_known(value: str) -> bool:
    """Return whether a value is a whole name, or a given name of ideographs, that lists know."""
    match = _ITEM.fullmatch(value)
    return match is not None and (_read_item(match).whole or _given_ideographs().fullmatch(value) is not None)


def is_written(value: str) -> bool:
    """Return whether a value is written as a name of its script is: a family name that lists know first."""
    match = _ITEM.fullmatch(value)
    return match is not None and _read_item(match).written


@lru_cache(maxsize=1)
def _given_ideographs() -> re.Pattern[str]:
    """Return what given names of ideographs are written like, not what somebody is: `大学生`, `二人`."""
    words = lexicon.table("script_names")
    return re.compile(rf"(?!.*[人生士家望]\Z)[{words['japanese']['given']}{words['han']['given']}]{{2,3}}")


def is_list(items: Sequence[_Item]) -> bool:
    """Return whether lines are a list of people: written as names of one script, and most of them known."""
    written = [item for item in items if item.written]
    count, known = len(written), sum(item.known for item in written)
    if count < max(LEAST, WRITTEN * len(items)) or known < max(LEAST - 1, KNOWN * count):
        return False
    ends = Counter(item.last for item in written)
    return (
        len({item.script for item in written}) == 1
        and sum(item.whole for item in written) >= WHOLE * count
        and ends.most_common(1)[0][1] < max(LEAST, ALIKE * count)
    )


def _find_blocks(text: str) -> Iterator[list[_Item]]:
    """Yield the lines that follow one another and hold nothing but words of such scripts."""
    found = list(_ITEM.finditer(text))
    block: list[_Item] = []
    for match, after in pairwise((*found, None)):
        if match is None:
            break
        block.append(_read_item(match))
        alike = after is not None and bool(after["mark"]) == bool(match["mark"])
        if after is None or not alike or text.count("\n", match.end(), after.start()) > 1:
            yield block
            block = []


def _read_item(match: re.Match[str]) -> _Item:
    value = match["name"]
    script = next(name for name, letter in _letters() if letter.match(value))
    written, known, whole = _readers().get(script, _read_spaced)(value, script)
    last = value[-1] if script in ("han", "korean") else _WORD.findall(value)[-1]
    return _Item(*match.span("name"), script, written, known, whole, last)


@lru_cache(maxsize=1)
def _letters() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"[{letters}]")) for name, letters in _LETTERS.items())


# Whether a line is written as a name, a list knows one of its names, and whether it knows both.
Reading = tuple[bool, bool, bool]
NONE, WRITTEN_ALONE, SURE = (False, False, False), (True, False, False), (True, True, True)


def _readers() -> Mapping[str, Callable[[str, str], Reading]]:
    return {"han": _read_han, "korean": _read_korean, "thai": _read_thai, "cyrillic": _read_cyrillic}


_JOINED = frozenset({"بن", "بنت", "ابن", "عبد", "ال", "ابو", "ام", "בן", "בר", "בת", "אבו"})


def _read_spaced(value: str, script: str) -> Reading:
    """Return how words with blanks between read: as a given and a family name, in one order or the other."""
    words = [fold(word) for word in _WORD.findall(value)]
    capitals = script not in ("greek", "armenian") or all(
        word[0].isupper() for word in value.replace("-", " ").split()
    )
    if not 2 <= len(words) <= 5 or not capitals or "," in value:
        return NONE
    given, family = _names()
    first, last = words[0], words[-1]
    if script == "greek":
        if not _things().isdisjoint(words):
            return NONE
        called = first in given or last in given
        return True, called or _ends_greek(first) or _ends_greek(last), called
    lone = first in given and last not in _things()
    joined = not _JOINED.isdisjoint(words) or any(word in given for word in words[1:])
    whole = (lone and (last in family or joined)) or (first in family and last in given)
    return True, lone or whole, whole or (lone and script not in ("hebrew", "indic"))


def _ends_greek(word: str) -> bool:
    return word.endswith(tuple(map(fold, lexicon.table("script_names")["greek"]["family_ends"])))


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    """Return words behind a given name that make it a place's, a feast's or a firm's, folded."""
    return frozenset(map(fold, lexicon.words("script_names", "things")))


def fold(word: str) -> str:
    """Return a word in the form in which lists are compared: no accents, Arabic letters of one form."""
    bare = "".join(
        char
        for char in unicodedata.normalize("NFD", word.lower())
        if unicodedata.category(char) != "Mn" or "\u0900" <= char <= "\u0e7f"
    )
    return bare.translate(_FORMS)


_FORMS = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ς": "σ", "\u200c": "", "ё": "е"})


@lru_cache(maxsize=1)
@recalled
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Return the given and the family names of other scripts, folded."""
    return (
        frozenset(map(fold, lexicon.script_listed())),
        frozenset(map(fold, lexicon.script_families())),
    )


def _read_thai(value: str, script: str) -> Reading:
    titles = sorted(lexicon.table("script_names")["thai"]["titles"], key=len, reverse=True)
    words = value.split()
    bare = (words[0].removeprefix(title) for title in titles)
    words[0] = next((rest for rest in bare if rest != words[0]), words[0])
    if not 2 <= len(words) <= 3 or min(map(len, words)) < 3:
        return NONE
    given, family = _names()
    parts = lexicon.table("script_names")["thai"]
    first = words[0].startswith(tuple(parts["given_begins"])) or words[0].endswith(tuple(parts["given_ends"]))
    last = words[-1] in family or any(part in words[-1] for part in parts["family_parts"])
    return True, words[0] in given or (first and last), last and (first or words[0] in given)


_UP, _LOW = "[А-ЯЁІЇЄҐЎ]", "[а-яёіїєґў'’]"
_INITIALS = re.compile(
    rf"(?P<letters>{_UP}\.[ ]?(?:{_UP}\.)?[ ]?)?(?:{_UP}{_LOW}{{1,24}}(?:-{_UP}{_LOW}+)?|{_UP}{{2,24}}),?"
    rf"(?(letters)|[ ]{_UP}\.[ ]?(?:{_UP}\.)?)"
)


def _read_cyrillic(value: str, script: str) -> Reading:
    """Return whether initials stand before or behind a family name; or a given name and another word."""
    if _INITIALS.fullmatch(value):
        return SURE
    words = [word for word in value.replace(",", "").split() if word]
    if not 2 <= len(words) <= 3 or "." in value or not all(word[0].isupper() for word in words):
        return NONE
    given, _ = _names()
    known = any(fold(word) in given for word in words)
    return True, known, known


@lru_cache(maxsize=1)
def _han() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what Chinese and Japanese names are written like, known given characters in a group."""
    words = lexicon.table("script_names")
    chinese, japanese = words["han"], words["japanese"]
    longest = sorted(japanese["families"], key=len, reverse=True)
    made = f"[{japanese['family_first']}][{japanese['family_last']}]"
    return (
        re.compile(
            rf"(?:{'|'.join(chinese['family_long'])}|[{chinese['family']}])[ \u3000]?"
            rf"(?:(?P<known>[{chinese['given']}]{{1,2}})|[\u4e00-\u9fff]{{1,2}})"
        ),
        re.compile(
            rf"(?:{'|'.join(longest)}|{made})[ \u3000]?"
            rf"(?:(?P<known>(?=[^\u3041-\u309f]|..)[{japanese['given']}\u3041-\u309f]{{1,4}}|[\u30a0-\u30ff]{{2,4}})"
            rf"|[\u4e00-\u9fff々{_KANA}]{{1,4}})"
        ),
    )


def _read_han(value: str, script: str) -> Reading:
    chinese, japanese = _han()
    for pattern in (japanese, chinese):
        if (match := pattern.fullmatch(value)) is not None and match["known"]:
            return SURE
    apart = re.fullmatch(rf"[\u4e00-\u9fff々]{{1,3}}[ \u3000][\u4e00-\u9fff々{_KANA}]{{1,4}}", value)
    return WRITTEN_ALONE if apart or chinese.fullmatch(value) or japanese.fullmatch(value) else NONE


@lru_cache(maxsize=1)
def _korean() -> re.Pattern[str]:
    words = lexicon.table("script_names")["korean"]
    family = f"(?:{'|'.join(words['family_long'])}|[{words['family']}])"
    return re.compile(
        rf"{family} ?(?:(?P<known>[{words['given_first']}][{words['given_last']}])|[\uac00-\ud7a3]{{1,2}})"
    )


def _read_korean(value: str, script: str) -> Reading:
    match = _korean().fullmatch(value)
    return NONE if match is None else SURE if match["known"] else WRITTEN_ALONE
