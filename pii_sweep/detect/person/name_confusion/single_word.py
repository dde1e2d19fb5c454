"""Single words that look like a name and are not: abbreviations, professions, drugs, towns after `at`.

The fitted score weighs letters and neighbouring words, and a note has few of these. A word that a label, a
title, a column or a mailbox identifies as a person is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.person import name_order
from pii_sweep.detect.person.word_before import find_begin
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

# What shows somebody, whatever the word is.
_SHOWN = frozenset(
    {
        "label",
        "column",
        "above_address",
        "before_address",
        "title",
        "whole_name",
        "mailbox",
        "initials",
        "nickname",
    }
)
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,6}s?")
_VOWELS = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
_CODE = re.compile(r"/[A-Z\d]")
_SPEAKER = re.compile(r"[ ]?[:：]")
_LETTER_BEHIND = re.compile(r"[^\W\d_]+[ ][A-Z]")
_NEXT = re.compile(r"(?:['’]s)?[ \-]([^\W\d_]+)")
_NEXT_FIGURE = re.compile(r"[ ]\d")
_BEFORE = re.compile(r"(?:([^\W\d_]+)[ ])?([^\W\d_]+\.?):?[ ]\Z")
_DOTTED = re.compile(r"\.[ ]|\)")
_FAR = 40


def drop_words(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the claims on a text without single words that are not a person's name."""
    return [hit for hit in hits if hit.recognizer != "Person" or hit.pieces or not _is_word(text, hit)]


def _is_word(text: str, hit: Hit) -> bool:
    value = text[hit.start : hit.end]
    low = value.lower()
    if low in lexicon.words("single_words", "houses"):
        return not hit.has_factor(_NAMED)
    if low in _things():
        return not (hit.has_factor(_SHOWN) or _behind_calling(text, hit))
    if " " in value:
        named = lexicon.any_given_name(low[:-2]) or lexicon.family_name(low[:-2])
        return _LETTER_BEHIND.fullmatch(value) is not None and not named
    if _is_followed(text, hit, low):
        return True
    if _CAPITALS.fullmatch(value) and _is_abbreviation(text, hit, value):
        return True
    if low in lexicon.words("single_words", "titles") and _DOTTED.match(text, hit.end):
        return True
    if low in vocabulary.person_words() and not hit.has_factor(_ADDRESSED):
        # who somebody is to a house: `Temsilcisi: Merhaba`, `Borger oplyser`
        return not (lexicon.any_given_name(low) or lexicon.family_name(low))
    if hit.has_factor(_SHOWN):
        return False
    if low in lexicon.words("single_words", "scales") and _NEXT_FIGURE.match(text, hit.end):
        return True
    return low in _roles() or _ends_like_thing(low) or _is_day(text, hit, low) or _is_placed(text, hit, low)


_TITLED = frozenset({"title"})
_ADDRESSED = frozenset({"title", "mailbox", "column", "whole_name"})
_NAMED = frozenset({"title", "label"})


def _match_before(text: str, start: int) -> re.Match[str] | None:
    """Return the match of the one or two words right before a place."""
    if text[start - 1 : start] != " ":
        return None
    return _BEFORE.search(text, find_begin(text, max(0, start - _FAR), start, 2), start)


def _behind_calling(text: str, hit: Hit) -> bool:
    """Return whether what somebody does stands right before a word: `Nurse Lifeline`."""
    before = _match_before(text, hit.start)
    called = before[2].lower() if before else ""
    return called in name_order.callings() or called in _CALLINGS


_CALLINGS = frozenset({"nurse", "coach", "sister", "brother", "father"})


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    return lexicon.words("single_words", "things")


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return lexicon.words("single_words", "roles") | lexicon.words("single_words", "shortened")


def _ends_like_thing(low: str) -> bool:
    """Return whether a word that no list has as a name ends like a drug, an illness or a specialist."""
    named = lexicon.any_given_name(low) or lexicon.family_name(low)
    return not named and low.endswith(_endings())


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(lexicon.table("single_words")["endings"])


def _is_abbreviation(text: str, hit: Hit, value: str) -> bool:
    """Return whether a word in capitals is an abbreviation: a known one, a code, or one without a vowel.

    Who is in capitals on a line of them, speaks (`LIU: Yes`) or is written like others elsewhere stays.
    """
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    line = text[start : end if end >= 0 else len(text)]
    if hit.has_factor(_TITLED) or value.capitalize() in text:
        return False
    if line.strip(" \t.,-") == value and lexicon.any_given_name(value.lower()):
        return False
    stem = value.removesuffix("s").lower()
    if stem in lexicon.words("single_words", "abbreviations"):
        shown = lexicon.any_given_name(stem) and hit.has_factor(_SHOWN)
        return not (shown or _SPEAKER.match(text, hit.end))
    if line.isupper() or hit.has_factor(_SHOWN) or _SPEAKER.match(text, hit.end):
        return False
    coded = len(stem) <= _SHORT and _CODE.match(text, hit.end) is not None
    return coded or (len(stem) > 2 and not _VOWELS.search(value) and not lexicon.family_name(stem))


_SHORT = 4


def _is_followed(text: str, hit: Hit, low: str) -> bool:
    """Return whether the words after one show that it is not a name: `Hang on`, `Weber test`."""
    if hit.has_factor(_TITLED):
        return False
    known = _followed().get(low)
    if known is not None and known.match(text, hit.end):
        return True
    behind = _NEXT.match(text, hit.end)
    called = behind is not None and behind[1] in lexicon.words("single_words", "called_after")
    return called and not hit.has_factor(_SHOWN)


@lru_cache(maxsize=1)
def _followed() -> dict[str, re.Pattern[str]]:
    return {
        word: re.compile(rf"(?i)(?:['’]s)?[ \-](?:{'|'.join(behind).replace('#', '[0-9]+')})(?!\w)")
        for word, behind in lexicon.table("single_words")["followed"].items()
    }


def _is_day(text: str, hit: Hit, low: str) -> bool:
    """Return whether a lone weekday has a date or a label next to it: `Date: Sunday, May 2`."""
    if low not in vocabulary.weekdays():
        return False
    dated = text[hit.end : hit.end + 2] == ", " or _NEXT_FIGURE.match(text, hit.end) is not None
    return dated or text[max(0, hit.start - 2) : hit.start] == ": "


def _is_placed(text: str, hit: Hit, low: str) -> bool:
    """Return whether what stands before a lone word shows a place or a feast, and no list a given name."""
    before = _match_before(text, hit.start)
    if before is None or text.startswith(("'s", "’s"), hit.end):
        return False
    ahead, word = (before[1] or "").lower(), before[2].lower()
    if low in lexicon.words("single_words", "feasts") and word in lexicon.words("single_words", "during"):
        return True
    if word in _LETTERED:
        return _done().search(text, max(0, hit.start - _FAR), hit.start) is not None
    if word not in lexicon.words("single_words", "placing") or ahead in lexicon.words(
        "single_words", "personal"
    ):
        return False
    return word in _COUNTY or not lexicon.any_given_name(low)


@lru_cache(maxsize=1)
def _done() -> re.Pattern[str]:
    """Compile what is done at a place, as French and Italian say it: `né le 2 mai à`, `Fait à`."""
    done = "|".join(map(re.escape, sorted(lexicon.words("single_words", "done"))))
    return re.compile(rf"(?<!\w)(?:{done})(?!\w)[^.;\n]{{0,30}}[ ](?:à|a):?[ ]\Z")


_LETTERED = frozenset({"à", "a"})
_COUNTY = frozenset({"co.", "county"})
