"""Named features of a candidate for a person's name: its words, its letters, its neighbours, its text.

No weight stands here: `score.logistic` turns features into a probability. A feature is present or not, or has
a small number: the network's nines, and the log-odds of what the recognizers' own factors add up to. Features
of a lone word differ from those of several.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log

from pii_sweep.detect.person import name_order
from pii_sweep.detect.person.evidence import neighbouring_word, sentence_role
from pii_sweep.detect.person.list import column_heading
from pii_sweep.detect.person.word_before import find_begin
from pii_sweep.detect.score.calibration import share
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.letters import MARKS

Features = dict[str, float]

_WORD = re.compile(rf"[^\W\d_](?:[\w'’.\-{MARKS}]*[\w{MARKS}])?")
# `TarFile`, `HTTPServer`, but not `McKay`, `DeLuca`, `O'Neil`.
_CAMEL = re.compile(
    r"(?<![^\W_])(?!Mac?[A-Z]|Mc[A-Z]|(?:De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|San|St|Ben|El|Al|Ó|O)[A-Z])[^\W\d_]+[a-z][A-Z]|[A-Z]{2,}[a-z]{2}"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"([^\s]{1,24})[ ]\Z")
_AFTER = re.compile(r"[ ]([^\s]{1,24})")
_LINE_LABEL = re.compile(r"[ \t>*|\-]{0,8}([^\W\d_][\w ./'’\-()]{0,38}?)[ \t]{0,4}[:：]")
_ITEM = re.compile(r"[ \t]{0,8}(?:[-*•·–]|\d{1,3}[.)])[ \t]")
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "each", "every", "no", "any", "our", "your", "its", "some"}
)
_PLACING = frozenset({"in", "at", "near", "from", "to", "via", "around", "outside", "into", "across"})
_MEANS = frozenset({"of", "by", "with", "for", "on", "and", "or", "as", "using", "via", "than", "see"})
_CODE = frozenset("{}=;<>_\\()[]#$")
# Punctuation next to a candidate that says something of it, by its name.
_MARKS = {
    "(": "bracket", ")": "bracket", '"': "quote", "'": "quote", "`": "tick", ":": "colon", ",": "comma",
    ".": "point", "/": "stroke", "=": "equals", "_": "under", "@": "at", "#": "hash", "<": "angle",
    ">": "angle", "*": "star", "|": "bar", "-": "dash", "&": "ampersand", "[": "square", "]": "square",
    "\t": "tab", "\n": "line",
}  # fmt: skip


# A line is looked at so far to either side.
_REACH = 200


# Lines of goods, decided by their figures and their page: what is fitted knows too few receipts. Names in a
# form that a standard fixes, which nothing else has.
_FIRM = frozenset({"company"})
_DECIDED = ("till", "goods_line", "airline_title", "tree", "cited", "trade", "partners")


def is_decided(hit: Hit) -> bool:
    """Return whether a rule has decided what a candidate is, whatever it looks like."""
    if any(reason.startswith(_DECIDED) for reason in hit.reasons):
        return True
    # A firm above an address is the head of a label or slip, of which what is fitted has seen few.
    return bool(hit.reasons) and hit.reasons[0].startswith("above_address:") and hit.has_factor(_FIRM)


def describe(text: str, hit: Hit, layout: str) -> Features:
    """Return the features of a candidate in its text; `layout` is the passage's."""
    value = text[hit.start : hit.end]
    words = [word.lower().strip(".'’") for word in _WORD.findall(value)] or [value.lower()]
    lone = len(words) == 1
    found: Features = {
        "bias": 1.0,
        "lone" if lone else f"words {min(len(words), 4)}": 1.0,
        f"layout {layout}": 1.0,
    }
    found.update(source_features(hit))
    if hit.reasons and lone:
        found[f"lone from {hit.reasons[0].partition(':')[0]}"] = 1.0
    low = text.rfind("\n", max(0, hit.start - _REACH), hit.start) + 1 or max(0, hit.start - _REACH)
    high = text.find("\n", hit.end, hit.end + _REACH)
    high = high if high >= 0 else min(len(text), hit.end + _REACH)
    before, after = sentence_role.words_before(text, hit.start), sentence_role.words_after(text, hit.end)
    names = [
        *_of_words(words),
        *_of_letters(value, words),
        *_of_neighbours(text, hit, low, high),
        *_of_line(text, hit, low, high),
        *_of_text(text, value, words),
        *neighbouring_word.describe_words(text, hit, before, after),
    ]
    # Features of a lone word are others than those of several; of these the part in the sentence counts.
    whole = "whole" in names
    if lone:
        names += [f"lone {name}" for name in names]
    else:
        parts = sentence_role.describe_role(text, hit, before, after)
        names += [*parts, *(f"whole {name}" for name in parts)] if whole else parts
    found.update(dict.fromkeys(names, 1.0))
    return found


def source_features(hit: Hit) -> Features:
    """Return where a candidate comes from, and what the recognizers said for and against it."""
    odds = min(0.995, max(0.005, share("PERSON", hit.score)))
    found: Features = {"factors": log(odds / (1 - odds))}
    for place, reason in enumerate(hit.reasons):
        factor, _, weight = reason.partition(":")
        if place == 0:
            found[f"from {factor}"] = 1.0
            if factor == "model":
                found["nines"] = 10 * (float(weight) - 0.55)
            continue
        found[f"said {factor}"] = 1.0
        if factor == "network_leans":
            share_of_people = min(0.9, max(0.03, float(weight)))
            found["leaning"] = log(share_of_people / (1 - share_of_people)) + 3.5
    return found


def _of_words(words: list[str]) -> list[str]:
    every = list(map(_kinds, words))
    first, last = every[0], every[-1]
    out = [f"first {kind}" for kind in first]
    held = set().union(*every)
    if len(words) > 1:
        out += [f"last {kind}" for kind in last]
        if "given" in first and "family" in last:
            out.append("whole")
        if "ordinary" in held and all(["ordinary" in kinds for kinds in every]):
            out.append("all ordinary")
        if "unknown" in held and all(["unknown" in kinds for kinds in every]):
            out.append("all unknown")
        if "unknown" in last and "given" in first:
            out.append("given and unknown")
        if "world word" in held or "trap" in held:
            out.append("holds a word")
    if "firm" in held:
        out.append("firm word")
    return out


@lru_cache(maxsize=1 << 14)
def _kinds(word: str) -> tuple[str, ...]:
    """Return which lists know a lower-case word."""
    bare = word.removesuffix("'s").removesuffix("’s")
    given, family = lexicon.given_name(bare), lexicon.family_name(bare)
    kinds = [
        ("given", given), ("census", bare in lexicon.census("given")),
        ("family", family), ("census family", bare in lexicon.census("surnames")),
        ("unknown", not (given or family)), ("ordinary", bare in lexicon.english()),
        ("world word", bare in lexicon.ordinary() and bare not in lexicon.english()),
        ("ambiguous", bare in lexicon.words("persons", "ambiguous")),
        ("trap", bare in vocabulary.thing_words()),
        ("firm", bare in vocabulary.company_words()), ("month", bare in vocabulary.dates()),
        ("place", bare in lexicon.words("places_and_brands", "places")), ("letter", len(bare) == 1),
        ("short", 1 < len(bare) < 4), ("ending", lexicon.ends_foreign(bare)),
    ]  # fmt: skip
    return tuple(name for name, known in kinds if known)


def _of_letters(value: str, words: list[str]) -> list[str]:
    out = []
    if value.isupper():
        out.append("capitals" if len(words[0]) > 1 else "initial")
    elif casing.is_small(value):
        out.append("small")
    titled = value.istitle()
    if not titled and _CAMEL.search(value):
        out.append("camel")
    if "-" in value:
        out.append("hyphen")
    if not value.isascii():
        out.append("marks")
        if not casing.has_case(value):
            out.append("caseless")
    if "," in value:
        out.append("comma inside")
    if "\n" in value:
        out.append("broken")
    small = vocabulary.particles()
    if not titled and any(casing.is_small(word) and word not in small for word in value.split()):
        out.append("small inside")
    if not value.isalpha() and any(map(str.isdecimal, value)):
        out.append("figure inside")
    return out


def _of_neighbours(text: str, hit: Hit, low: int, high: int) -> list[str]:
    out = []
    capitals = text[hit.start : hit.end].isupper()
    spaced = text[hit.start - 1 : hit.start] == " "
    begin = find_begin(text, max(low, hit.start - 25), hit.start, 1) if spaced else 0
    before = _BEFORE.search(text, begin, hit.start) if spaced else None
    if before is None:
        head = text[low : hit.start].strip(" \t>*-•|")
        mark = text[hit.start - 1 : hit.start]
        out.append(
            "opens line" if not head else f"before {_MARKS.get(mark, 'gap' if mark == ' ' else 'other')}"
        )
    else:
        out += _side("before", before[1], capitals=capitals)
    after = _AFTER.match(text, hit.end, high)
    if after is None:
        mark = text[hit.end : hit.end + 1]
        if text[hit.end : hit.end + 2] in ("'s", "’s"):
            out.append("after owner")
        else:
            tail = text[hit.end : high].strip()
            out.append(
                "ends line" if not tail else f"after {_MARKS.get(mark, 'gap' if mark == ' ' else 'other')}"
            )
            if mark == "." and text[hit.end + 1 : hit.end + 2].isalnum():
                out.append("after member")
    else:
        out += _side("after", after[1], capitals=capitals)
    return out


def _side(side: str, token: str, *, capitals: bool) -> list[str]:
    """Return what a word next to a candidate is like."""
    word = token.strip(".,;:!?()[]\"'“”‘’*`")
    low = word.lower()
    if not word:
        return [f"{side} mark"]
    if word[0].isdecimal():
        return [f"{side} figure"]
    out = []
    if side == "before" and token[-1] in ".!?;":
        return ["opens sentence"]
    if side == "before" and token[-1] in ":,":
        out.append(f"before {_MARKS[token[-1]]}")
    if low in _DETERMINERS:
        out.append(f"{side} determiner")
    elif low in _PLACING:
        out.append(f"{side} placing")
    elif low in _MEANS:
        out.append(f"{side} means")
    elif low in name_order.callings():
        out.append(f"{side} calling")
    if word.isupper() and len(word) > 1:
        out.append(f"{side} capitals" + (" too" if capitals else ""))
    elif word[0].isupper():
        out.append(f"{side} capital" + (" word" if low in lexicon.ordinary() else ""))
    else:
        out.append(f"{side} small")
    if any(char in _CODE for char in token):
        out.append(f"{side} code")
    if low in vocabulary.company_words():
        out.append(f"{side} firm")
    elif low in lexicon.words("persons", "goods") or low in vocabulary.thing_words():
        out.append(f"{side} goods")
    return out


def _of_line(text: str, hit: Hit, low: int, high: int) -> list[str]:
    line = text[low:high]
    out = []
    if not text[low : hit.start].strip(" \t>*-•|") and not text[hit.end : high].strip(" \t.,;|"):
        out.append("whole line")
    label = _LINE_LABEL.match(text, low, hit.start)
    if label is not None:
        heading = column_heading.classify_heading(label[1].strip())
        out.append(f"label {heading or 'other'}")
        if not text[label.end() : hit.start].strip():
            out.append(f"right behind label {heading or 'other'}")
    codes = sum(map(line.count, "{}=;<>_\\()[]"))
    if codes > 2:
        out.append("line of code" if codes > 0.06 * len(line) else "line with code")
    if line.lstrip()[:1] in ("#", ";") or line.lstrip()[:2] in ("//", "/*", "--"):
        out.append("comment")
    if _ITEM.match(line):
        out.append("line of a list")
    if line.isupper():
        out.append("line in capitals")
    if "  " in line.strip() or "\t" in line or "|" in line:
        out.append("line in columns")
    if len(line) > 60:
        out.append("long line")
    return out


def _of_text(text: str, value: str, words: list[str]) -> list[str]:
    kinds = _text_kinds(text)
    out = list(kinds)
    if text.count(value) > 1:
        out.append("again")
    written = [word for word in words if word in text]
    if written and "text in small" not in kinds and not _small_words(text).isdisjoint(written):
        out.append("written small too")
    if "@" in text and any(len(word) > 2 and lexicon.plain(word) in _mailboxes(text) for word in words):
        out.append("vouched by mailbox")
    return out


@casing.keep_readings
def _small_words(text: str) -> frozenset[str]:
    """Return the words of three letters and more that a text has in small letters."""
    return frozenset(re.findall(r"(?<![\w@.\-])[a-z][^\W\d_A-Z]{2,}(?![\w@])", text))


@casing.keep_readings
def _mailboxes(text: str) -> str:
    return "\n".join(re.findall(r"[\w.+\-]{2,64}(?=@[\w\-]+\.\w)", casing.lower(text)))


# So many small words of a language in a text say that it is in it; a short text has one in so many words.
_FEW, _SMALL_WORDS = 4, 8


@lru_cache(maxsize=1)
def _languages() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (name, frozenset(words)) for name, words in lexicon.table("small_words")["languages"].items()
    )


@casing.keep_readings
def reads_english(text: str) -> bool:
    """Return whether at least one word in eight of a text is a small word of English."""
    words = _LETTERS.findall(casing.lower(text))
    return sum(map(_english().__contains__, words)) >= max(1.0, len(words) / _SMALL_WORDS)


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return dict(_languages())["english"]


@casing.keep_readings
def _text_kinds(text: str) -> tuple[str, ...]:
    """Return what kind of text this is, as features: code, capitals, short, with mailboxes."""
    out = []
    codes = sum(map(text.count, "{}=;<>_\\()[]"))
    if codes > 0.03 * len(text) and codes > 8:
        out.append("code")
    if len(text) < 60:
        out.append("short")
    said = casing.words(text)
    out += [f"in {language}" for language, words in _languages() if len(said & words) >= _FEW]
    if "@" in text:
        out.append("with mailbox")
    if text.isupper():
        out.append("in capitals")
    if casing.is_lower_case(text):
        out.append("in small")
    if "import " in text or "def " in text or "return " in text or "#include" in text:
        out.append("source")
    return tuple([f"text {kind}" for kind in out])
