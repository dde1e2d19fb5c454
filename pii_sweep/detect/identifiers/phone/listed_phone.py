"""Telephones right behind whom they reach, without a label: `Sabine Keller 0171 2345678`, `Oma 030-1234567`.

Lists of numbers write a name, a blank and a number. A trunk zero and a plan that has the number say enough
behind a person's name, or a word for kin, the home or the office; other numbers need lines of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.identifiers.phone import national_phone
from pii_sweep.detect.text import casing, lexicon, vocabulary

# Who is reached: up to four words, of which the first or the last says that they are a person.
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*"
_HOLDER = re.compile(
    rf"(?:(?<=[\s(\[\"'*•·>|;,:\-–])|\A)((?:{_WORD}\.?[ ]){{0,3}}{_WORD})"
    r"(?:\.?:?(?:[ ]{0,3}|\t)|,[ ]|[ ][–\-][ ])\(?\Z"
)
# An aside between somebody and the number, which may stand in it: `Ana Berg (guest, 091 …`.
_ASIDE = re.compile(r"[ ]?\((?:[^()\n\d]{1,30}[,;:][ ]?|[^()\n]{1,30}\)[ ]{0,2})\Z")
_LINE = re.compile(
    r"[ \t]{0,8}(?:[\-*•·–]|\d{1,3}[.)])?[ \t]{0,4}"
    rf"(?P<who>(?:{_WORD}\.?[ ]){{0,3}}{_WORD})\.?:?[ ]?\(?"
    r"(?P<number>\(?\d(?:[ .\-/()]{0,2}\d){7,11})\)?[ \t]{0,4}(?:\([^()\d]{2,24}\))?[ \t]{0,4}[,;]?\s*"
)
# The number first, with a trunk zero, and whom it reaches behind it: `079 555 01 33 Papi`.
_LINE_BACK = re.compile(
    r"[ \t]{0,8}(?P<number>\(?0\d(?:[ .\-/()]{0,2}\d){7,10})\)?[ \t]{1,4}[(–\-]?[ ]?"
    rf"(?P<who>(?:{_WORD}\.?[ ]){{0,3}}{_WORD})\.?[ \t]{{0,4}}(?:\([^()\d]{{2,24}}\))?\)?[ \t]{{0,4}}[,;]?\s*"
)
_REACH = 60
# Between the words and what they count, sell or number.
_COUNTS = re.compile(r"[ \t]{0,2}(?:[$€£%=×+*]|\d|(?:EUR|USD|GBP|CHF|kr|zł|kg|km|ml|m²|pcs|St)\b)")
_LINES = 3


def is_listed(text: str, start: int, end: int, countries: Sequence[str] = ()) -> bool:
    """Indicate whether digits stand right behind whom they reach, and are a telephone of some plan.

    Mobiles of `countries` (ISO 3166), and numbers of theirs with a trunk zero, count too; of those, a word
    for kin may stand further before, and no list needs to know the name.
    """
    if _COUNTS.match(text, end):
        return False
    number, before = text[start:end], text[max(0, start - _REACH) : start].rpartition("\n")[2]
    holder = _find_holder(before)
    if holder is None:
        return False
    planned = any(
        national_phone.is_of_plan(number, one, mobile=not number.startswith("0")) for one in countries
    )
    if not is_reached(holder[1]):
        return planned and (_is_of_kin(before) or _is_written_as_name(holder[1]))
    if planned or national_phone.has_trunk(number) or _is_in_list(text, number):
        return True
    spoken = (one for one in national_phone.countries(text) if one not in _AMERICAN)
    return any(national_phone.is_of_plan(number, one, mobile=True) for one in spoken)


def follows_holder(text: str, start: int) -> bool:
    """Indicate whether a number stands right behind whom it reaches, in the line or the one above."""
    before = text[max(0, start - _REACH) : start].removesuffix("\n").rpartition("\n")[2]
    holder = _find_holder(before)
    return holder is not None and is_reached(holder[1])


def _find_holder(before: str) -> re.Match[str] | None:
    return _HOLDER.search(_ASIDE.sub("", before))


# Where mobiles have no codes of their own, so that many a number of ten digits is one.
_AMERICAN = frozenset({"US", "CA"})


def _is_written_as_name(words: str) -> bool:
    """Indicate whether the last of a few words are a name by their capitals: `M. Houdayer`, `p. Leszek`."""
    said = _WORDS.findall(words.lower())
    if not _numbered().isdisjoint(said):
        return False
    if not _NAMED.search(words):
        return words.rsplit(maxsplit=1)[-1][0].isupper() and _is_given(said[-1])
    return not any(word in lexicon.ordinary() or word in vocabulary.company_words() for word in said[-_PAIR:])


_NAMED = re.compile(r"(?:\A|[ ])[^\W\d_a-z](?:\.|[^\W\d_A-Z]+)[ ][^\W\d_a-z][^\W\d_A-Z]{2,}\Z")


def _is_of_kin(before: str) -> bool:
    """Indicate whether the last sentence before a number speaks of somebody's kin, and numbers nothing."""
    said = frozenset(_WORDS.findall(re.split(r"[.;!?\d] ", before)[-1].lower()))
    return not said.isdisjoint(lexicon.words("phone_words", "kin")) and said.isdisjoint(_numbered())


_WORDS = re.compile(r"[^\W\d_]+")


def _is_in_list(text: str, number: str) -> bool:
    return "\n" in text and _digits(number) in _find_in_lines(text)


@casing.keep_readings
def _find_in_lines(text: str) -> frozenset[str]:
    return find_listed(text.split("\n"))


def find_listed(lines: Sequence[str]) -> frozenset[str]:
    """Return the digits of the numbers behind people that the other lines or cells show to be telephones.

    Three of one country's plan do, and two with a trunk zero where at least half have one.
    """
    matches = (match for line in lines if (match := _match_line(line)))
    found = list(dict.fromkeys(match["number"] for match in matches))
    trunks = sum(map(national_phone.has_trunk, found))
    if len(found) >= _LINES and national_phone.find_plan(found):
        return frozenset(map(_digits, found))
    if trunks < _PAIR or 2 * trunks < len(found):
        return frozenset()
    return frozenset(_digits(one) for one in found if _is_telephone(one))


def _is_telephone(number: str) -> bool:
    return national_phone.has_trunk(number) or national_phone.is_american(_digits(number))


def find_number(line: str) -> tuple[int, int] | None:
    """Return where the number of a line or cell of a person and a number stands."""
    match = _match_line(line)
    return match.span("number") if match else None


def _match_line(line: str) -> re.Match[str] | None:
    match = _LINE.fullmatch(line) or _LINE_BACK.fullmatch(line)
    return match if match and is_reached(match["who"]) else None


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


@lru_cache(maxsize=4096)
def is_reached(words: str) -> bool:
    """Indicate whether a few words are a person's name, or say whom or what place a telephone reaches."""
    written = [word.strip(".:") for word in words.split()]
    said = [word.lower() for word in written]
    if not _numbered().isdisjoint(said):
        return False
    if said[-1] in _reached():
        return True
    if not vocabulary.company_words().isdisjoint(said):
        return False
    small = next((at for at in reversed(range(len(written))) if not written[at][:1].isupper()), -1)
    name, begun = said[small + 1 :], said[max(small, 0) :]
    if name and len(begun) > 1 and (begun[0] in _titles() or begun[0] in _reached()):
        return True
    if len(name) < _PAIR:
        return len(said) == 1 == len(name) and _is_given(name[0])
    if name[0] in lexicon.english() and (
        all(word in lexicon.english() for word in name) or name[-1] in vocabulary.thing_words()
    ):
        return False
    return any(map(lexicon.given_name, (name[0], name[-1], name[-2])))


def _is_given(word: str) -> bool:
    return lexicon.given_name(word) and word not in lexicon.english() and word not in vocabulary.dates()


_PAIR = 2


@lru_cache(maxsize=1)
def _reached() -> frozenset[str]:
    return lexicon.words("phone_words", "kin") | lexicon.words("phone_words", "places")


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset().union(
        *(lexicon.words("persons", key) for key in ("titles", "titles_world", "titles_dotted"))
    )


@lru_cache(maxsize=1)
def _numbered() -> frozenset[str]:
    return lexicon.words("phone_words", "numbered")
