"""Where a name that the model read begins and ends: without marks, greetings and everyday words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.person import name_order, phrase_cue
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

_DIGIT = re.compile(r"\d")


def _ends(word: str) -> bool:
    """Return whether a word behind a name is no part of it."""
    return phrase_cue.plain_word(word) or word in lexicon.words("persons", "goods")


def _leads(word: str) -> bool:
    """Return whether a word before a name is no part of it."""
    if word in lexicon.words("persons", "leads") or word in vocabulary.greetings():
        return True
    return word in name_order.callings() and not lexicon.given_name(word)


def _behind_words(names: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Return the words of a name behind everyday ones that the model read with it: `Ask Ann`, `C'est Ana`."""
    lows = [name.group().lower().strip(".,:'’\"") for name in names]
    for at in range(min(2, len(lows) - 1), 0, -1):
        everyday = lows[at - 1] in lexicon.english() and lexicon.given_name(lows[at])
        if everyday or _ELIDED.match(names[at - 1].group()):
            return names[at:]
    return names


# A word in small letters behind an elided one: `C'est`, `L'avocate`, `Qu'en`.
_ELIDED = re.compile(r"(?:[CDJLMNST]|Qu)['’][^\W\d_A-ZÀ-Þ]+$")


def _before_gap(words: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Return the words up to a gap between two columns behind which no name goes on: `GRADY  REG 03`."""
    for at in range(1, len(words)):
        low = words[at].group().lower().strip(".,")
        apart = words[at].start() - words[at - 1].end() > 1
        if apart and not (lexicon.given_name(low) or lexicon.family_name(low)):
            return words[:at]
    return words


# A label's heading before the name on its line.
_SENT = re.compile(r"T[Oo]:?[ ](?=\S+[ ]\S)")


# Degrees and licences behind a name, two and more: `Ann Lee, MD, PhD`, `Ann Lee MBBS MRCGP`.
_DEGREES = re.compile(
    r"(?:,?[ ](?:M\.?D|Ph\.?D|MBBS|MBChB|MRCGP|MRCP|FRCP|FRCS|FACP|FACS|FACOG|DO|DDS|DMD|DVM"
    r"|RN|BSN|MSN|NP|FNP|APRN|CNM|PA-C|MPH|MSc|BSc|MA|MBA|CPA|CFA|PE|PharmD|DPT|LCSW|JD|LLM|Esq)\.?){2,}$"
)


def without_degrees(text: str, hit: Hit) -> Hit:
    """Return a claim without the degrees that end it, where there are several."""
    found = _DEGREES.search(text, hit.start, hit.end) if text.count(" ", hit.start, hit.end) > 1 else None
    return hit.at(end=found.start()) if found else hit


# What somebody was or is against is no part of the name behind it: `ex-Zombie Rosing`.
_HYPHENS = frozenset("-\u2010\u2011")
_PREFIX = re.compile(r"(?i)(?<![^\W\d_])(?:ex|anti|pro|post|non|neo|vice|co)[-\u2010\u2011]\Z")


def behind_prefix(text: str, hit: Hit) -> Hit:
    """Return a claim without its first word, where that is hyphened to a prefix and more words follow."""
    if text[hit.start - 1 : hit.start] not in _HYPHENS:
        return hit
    first, blank, _ = text[hit.start : hit.end].partition(" ")
    if not blank or _PREFIX.search(text, max(0, hit.start - 6), hit.start) is None:
        return hit
    return hit.at(start=hit.start + len(first) + 1)


# What sets a son apart from his father: `Sr.` before a further name is a title of its own.
_GENERATION = re.compile(
    r",?[ ](?:J[Rr]\b\.?|S[Rr]\b(?!\.?[ ]+[^\W\d_])\.?|(?:II|III|Junior|Senior)\b(?=[ ]*(?:[\n,;:)<\"]|$)))"
)


def complete(text: str, hit: Hit) -> Hit:
    """Return a claim on a name with the small words between it and a title: `Mr van der Meer`.

    One of several words has the `Jr.` or `Sr.` behind it too, without its full stop.
    """
    if hit.entity != "PERSON":
        return hit
    led = (
        _led().search(text, max(0, hit.start - _LED), hit.start)
        if text[hit.start - 1 : hit.start] in " '’"
        else None
    )
    hit = hit.at(start=led.start(1)) if led else hit
    if " " not in text[hit.start : hit.end]:
        return hit
    found = _GENERATION.match(text, hit.end)
    return hit.at(end=found.end() - text[: found.end()].endswith(".")) if found else hit


# Titles and particles before a name are so long together.
_LED = 40


@lru_cache(maxsize=1)
def _led() -> re.Pattern[str]:
    kinds = (
        lexicon.words("persons", kind)
        for kind in ("titles", "titles_world", "titles_uncapped", "titles_dotted")
    )
    titles = group_by_letters(sorted(sorted(map(re.escape, set().union(*kinds))), key=len, reverse=True))
    particle = group_by_letters(
        sorted(sorted(map(re.escape, vocabulary.particles() - _JOINING)), key=len, reverse=True)
    )
    return re.compile(
        rf"(?i)(?<!\w)(?:(?:{titles})\.?|mm?\.)[ ]{{1,2}}((?:(?-i:{particle})[ ]|d['’]){{1,3}})\Z"
    )


# What joins two people and is no part of a name behind a title: `Mr e Mrs Dias`.
_JOINING = frozenset({"y", "e", "i", "st", "'s"})
_WORD = re.compile(r"\S+")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Keep one line, from the first capital to the last capitalised word, without marks and possessives."""
    value = text[start:end]
    start += len(value) - len(value.lstrip())
    end = start + len(text[start:end].split("\n", maxsplit=1)[0])
    words: Sequence[re.Match[str]] = phrase_cue.trim_function_words(list(_WORD.finditer(text[start:end])))
    digits = next((at for at, word in enumerate(words) if at and _DIGIT.search(word.group())), len(words))
    words = words[:digits]
    if "  " in text[start:end]:
        words = _before_gap(words)
    while len(words) > 2 and _ends(words[-1].group().lower()):
        words = words[:-1]
    names: Sequence[re.Match[str]] = [word for word in words if word.group().lstrip("(\"'“")[:1].isupper()]
    while len(names) > 1 and _leads(names[0].group().lower().strip(".,:")):
        names = names[1:]
    names = _behind_words(names)
    if not names:
        return start, start
    start, end = start + names[0].start(), start + names[-1].end()
    end = start + len(text[start:end].rstrip(" ,.;:-\t'’|(\"”"))
    for tail in ("'s", "’s", "'S"):
        if text[start:end].endswith(tail):
            end -= 2
    while start < end and not text[start].isalpha():
        start += 1
    opens = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    sent = _SENT.match(text, start, end) if opens else None
    return sent.end() if sent else start, end
