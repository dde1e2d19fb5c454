"""Lines that people write in small letters among others, as in chats, with the names in them in capitals.

`[14:02] visitor: hi its tanya mcfee`. A text without any capital is read in title case as a whole
(`casing.capitalise`); here only given names of the census that are no words, and the name behind them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from pii_sweep.detect.text import casing, lexicon

# What is said behind the time and the name of who says it, or in a paragraph or below a line with a time.
_SAID = re.compile(
    r"(?m)(?:^[^\n]{1,60}?[:>\])\-][ \t]{1,8}+|(?<![^\n])(?<!\S\n)|(?<=\d\d\n)|(?<=[AaPp][Mm]\n))"
    r"(?P<said>[@a-z][a-z'’]*[ ,](?:[a-z0-9 ,.;:'’!?&)$@#/\-]|(?<!\w)\(){1,600})$"
)
_WORD = re.compile(r"(?<![\w@./\-'’])([a-z]{3,})(?![\w@/\-]|\.[a-z])")
_NEXT = re.compile(r"[ ](?:[a-z][ ])?([a-z]{2,20})(?![\w@/\-]|['’](?!s\b))")
# Who is asked for a name answers with it alone.
_ANSWER = re.compile(r"([a-z]{3,20})((?:[ ][a-z][a-z'’\-]*){1,2})")
_INTRODUCED = re.compile(r"\b(?:name is|names|name['’]s|named|called|this is|it['’]?s|i['’]?m|i am)[ ]$")
_LEAST = 4


def make_readable(text: str) -> str:
    """Return a text as the networks read it best, of the same length: names shown, full lines joined."""
    return casing.unwrap_lines(casing.make_readable(show_names(text)))


@casing.keep_readings
def as_read(text: str) -> str:
    """Return a text as the recognizers of names and addresses read it: in capitals where nothing is."""
    return casing.capitalise(text) if casing.is_lower_case(text) else show_names(text)


@casing.keep_readings
def show_names(text: str) -> str:
    """Return a text of the same length whose small lines have their names in capitals."""
    return _SAID.sub(_show_line, text)


def _show_line(match: re.Match[str]) -> str:
    line, start = match.group(), match.start("said") - match.start()
    answer = _ANSWER.fullmatch(line, start)
    if answer and answer[1] in _names() and STOP_WORDS.isdisjoint(answer[2].split()):
        return line[:start] + casing.capitalise(line[start:])
    if not _reads_english(line[start:]):
        return line
    shown, at = list(line), start
    while word := _WORD.search(line, at):
        at = word.end()
        if word[1] not in _names():
            continue
        shown[word.start()] = word[1][0].upper()
        behind = _NEXT.match(line, at)
        if behind and (_is_family_name(behind[1]) or _is_introduced(line, word.start(), behind[1])):
            shown[behind.start(1)] = behind[1][0].upper()
            at = behind.end()
    return "".join(shown)


_ASKING = frozenset(
    ["ask", "hey", "hi", "hello", "pls", "please", "thanks", "thx", "im", "its", "tell", "lol", "ok", "omg"]
)


def _reads_english(said: str) -> bool:
    """Return whether a line has more small words of English than of others, where other names are words."""
    words = set(re.findall(r"[a-z]+", said))
    english = words & (STOP_WORDS | _ASKING)
    return len(english) > len(words & _small_words())


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """Return small words that other languages have and English has not."""
    languages = lexicon.table("small_words")["languages"]
    return frozenset(word for name in languages if name != "english" for word in languages[name]) - STOP_WORDS


def _is_introduced(line: str, start: int, last: str) -> bool:
    """Return whether a name is given with a family name that no list knows: `name is carla vonn`."""
    known = last in STOP_WORDS or last in lexicon.ordinary()
    return (
        len(last) >= _LEAST and not known and _INTRODUCED.search(line, max(0, start - 12), start) is not None
    )


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Return the given names that English writes for nothing else, in lower case."""
    words = lexicon.words("persons", "ambiguous") | lexicon.words("persons", "traps") | STOP_WORDS
    words |= lexicon.words("persons", "small_words")
    return frozenset(name for name in lexicon.census("given") if len(name) >= _LEAST and name not in words)


def _is_family_name(word: str) -> bool:
    return lexicon.family_name(word) and word not in STOP_WORDS and word not in lexicon.english()
