"""Words next to a name that were read as a part of it: a degree, a weekday, the next sentence.

`Ann Lee BSc`, `Send Dr. Lee Monday`, `Lee, Irish passport`, `M. Dubois`, `Ayşe Hanım`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.person import labelled_name
from pii_sweep.detect.person.name_pattern import UP
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

# A sentence that ends behind a word too long for a title or a short form: `Lindberg. She`.
_SENTENCE = re.compile(rf"([^\W\d_]{{5,}})\.[ ]{{1,2}}(?={UP})")
# What never ends a name: `, I'm`, ` OK'd`, ` - C.`.
_REST = re.compile(
    r"(?:,[ ](?:(?i:i['’]m|(?:he|she|it|we|you|they|that|there|who)['’](?:s|re|ll|d|ve))|I)"
    r"|[ ](?:OK|ok)['’]?(?:d|ed|s)|[ ][-–—][ ]\S{1,2})\Z"
)
_LABEL = re.compile(r"([^\W\d_]+)[^\n:]{0,30}:")
_FIRST = re.compile(r"[^\W\d_]+")
_GIVEN_BEFORE = re.compile(rf"(?<![\w.'’\-])({UP}[^\W\d_A-Z]+)[ ]\Z")
# How far the words are looked at that put a weekday in its sentence.
_NEAR = 30
_RAISED = re.compile(r"(?:Eng|Arq|Prof|Dr|Sr|Exm|Enf|Psic|Adv)\.?[ºª°]\.?[ ]")


def narrow(text: str, hit: Hit) -> Hit:
    """Return a claim on a name without the words next to it."""
    if hit.entity != "PERSON" or hit.pieces:
        return hit
    start, end = without_neighbours(text, hit.start, hit.end)
    return hit if (start, end) == (hit.start, hit.end) else hit.at(start=start, end=end)


def without_neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a name without the words next to it; a name of one word is left as it is."""
    if end - start < 4 or not (" " in text[start:end] or "\n" in text[start:end]):
        return start, end
    end = _before_next(text, start, end)
    for _ in range(3):
        cut = _end_before(text, start, end)
        if cut == end:
            break
        start, end = _with_given(text, start) if text[cut] == "," else start, cut
    return _behind_address(text, start, end), end


def _before_next(text: str, start: int, end: int) -> int:
    """Return where a name ends before the next sentence or the label on the next line."""
    sentence = _SENTENCE.search(text, start, end)
    if sentence and sentence[1].lower() not in vocabulary.titles():
        return sentence.end(1)
    line = text.find("\n", start, end)
    if line < 0:
        return end
    label = _LABEL.match(text, line + 1)
    first = _FIRST.match(text, line + 1)
    word = first.group().lower() if first else ""
    return line if label or word in vocabulary.person_words() or word in _people_heads() else end


@lru_cache(maxsize=1)
def _people_heads() -> frozenset[str]:
    return lexicon.words("persons", "people_heads") - lexicon.name_list("given")


def _end_before(text: str, start: int, end: int) -> int:
    """Return where a name ends before what stands behind it, the end itself where nothing does."""
    for pattern in (_REST, _behind()):
        match = pattern.search(text, start + 2, end)
        if match:
            return match.start()
    national = _nationality().search(text, start + 2, end)
    if national and _of_nation().match(text, end):
        return national.start()
    day = _weekday().search(text, start + 2, end)
    return day.start() if day and _is_arranged(text, start, end) else end


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    """Compile degrees, an animal's sex and forms of address that stand behind a name."""
    credentials = _join(lexicon.words("name_neighbours", "credentials"))
    sexes = _join(lexicon.words("name_neighbours", "sexes"))
    behind = _join(lexicon.words("name_neighbours", "behind"))
    return re.compile(
        rf"(?:(?:,?[ ](?:{credentials})(?:[ ]?\(Hons\))?)+|,[ ](?:{sexes})"
        rf"|[ ](?:{behind})(?:['’][^\W\d_]+)?)\Z"
    )


@lru_cache(maxsize=1)
def _nationality() -> re.Pattern[str]:
    return re.compile(rf",[ ](?:{_join(lexicon.words('name_neighbours', 'nationalities'))})\Z")


@lru_cache(maxsize=1)
def _of_nation() -> re.Pattern[str]:
    return re.compile(rf"[ ](?:{'|'.join(lexicon.table('name_neighbours')['nationals'])})(?!\w)")


@lru_cache(maxsize=1)
def _weekday() -> re.Pattern[str]:
    """Compile a weekday of some language behind a name, as a sentence writes it."""
    names = {day.capitalize() for day in vocabulary.weekdays()}
    return re.compile(rf"[ ](?:{_join(names)})\Z")


def _is_arranged(text: str, start: int, end: int) -> bool:
    """Return whether the sentence around a name and a weekday says what happens then.

    `Emmanuel Monday` is a name where nothing does.
    """
    before = _WORDS.findall(text, max(0, start - _NEAR), start)
    arranged, timed = lexicon.words("name_neighbours", "arranged"), lexicon.words("name_neighbours", "timed")
    if before and before[-1].lower() in arranged:
        return True
    behind = _NEXT.match(text, end)
    return behind is not None and (behind[1].isdecimal() or behind[1].lower() in timed)


_WORDS = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[ ](\d+|[^\W\d_]+)")


def _with_given(text: str, start: int) -> int:
    """Return where the given name before a family name begins, of which only a comma was read."""
    match = _GIVEN_BEFORE.search(text, max(0, start - 24), start)
    return match.start(1) if match and lexicon.given_name(match[1].lower()) else start


def _behind_address(text: str, start: int, end: int) -> int:
    """Return where a name begins behind a form of address or a word for kin that was read with it."""
    first = text[start : text.find(" ", start, end) if " " in text[start:end] else end]
    if first in _kin() or first == "Son":
        behind = _FIRST.match(text, start + len(first) + 1, end)
        low = behind.group().lower() if behind else ""
        named = lexicon.given_name(low) and not (first == "Son" and lexicon.family_name(low))
        return start + len(first) + 1 if named else start
    if "." not in first:
        return start
    if raised := _RAISED.match(text, start, end):
        return raised.end()
    title = labelled_name.lettered_title(text).match(text, start, end)
    return title.end() if title else start


@lru_cache(maxsize=1)
def _kin() -> frozenset[str]:
    return lexicon.words("name_neighbours", "kin")


def _join(words: frozenset[str] | set[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
