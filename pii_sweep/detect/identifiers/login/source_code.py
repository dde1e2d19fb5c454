"""Source code, in which accounts and passwords stand in quotes: a bare word is a type or another name."""

from __future__ import annotations

import re
from itertools import islice

from pii_sweep.detect.text import casing

# How statements of Python, TypeScript, C, Java, Go and Rust begin. Settings and letters have one at most, and
# scripts of Tcl and shells hold passwords without quotes.
_STATEMENT = re.compile(
    r"(?m)^[ \t]*(?:(?:async )?def \w+\(|class \w+ ?[(:{]|from \.*\w[\w.]* import "
    r"|import \w[\w.]*(?: as \w+)?;?$"
    r"|export (?:interface|type|class|declare|default|const|function) |interface \w+ ?\{|function \w+ ?\(\w"
    r"|\#(?:include [<\"]|define \w|ifn?def \w|endif\b)|package [\w.]+;$"
    r"|(?:public|private|protected|static) [\w<>\[\] ]{1,60} \w+\(|func \w*\(|(?:pub )?fn \w+\(|use \w+::)"
)
# A class's name: two words of it with capitals, or a mark before it. Or one word where a type goes on.
_CLASS = re.compile(r"_[A-Z]\w+|_?[A-Z][a-z\d]+(?:[A-Z][a-z\d]*)+")
_TYPE, _GOES_ON = re.compile(r"(?:[A-Za-z_]\w*\.)*_?[A-Z]\w*"), re.compile(r"[ ](?:\||=)[ ]")
# The name of a field that holds one, in the writing of programs: `challengePassword`, `userID`.
_KEY = re.compile(r"[a-z]+(?:[A-Z][a-z]+)*(?:Password|Passwd|Login|User(?:[Nn]ame|I[dD])?)|userI[dD]")
_QUOTES = "\"'`"
_STATEMENTS = 2
# What people choose for a password: a word with a year or another number behind it.
_CHOSEN = re.compile(r"[^\W\d_]+\d{2,}")
# A remark, in which people write as they do in letters.
_REMARK = re.compile(r"(?m)^[ \t]*(?:#(?![ ]{0,4}(?:define|include|if))|\*|--|;)|//|/\*|[ ]#")


@casing.keep_readings
def is_source(text: str) -> bool:
    """Indicate whether a text is a program's source: lines of it begin as statements do."""
    return len(list(islice(_STATEMENT.finditer(text), _STATEMENTS))) == _STATEMENTS


def is_type(text: str, start: int, end: int) -> bool:
    """Indicate whether a bare word behind a colon is the type of an argument: `user: LazyUser | None`."""
    word = text[start:end].rstrip(",;)")
    if not text.endswith(": ", 0, start) or _TYPE.fullmatch(word) is None or not is_source(text):
        return False
    return _CLASS.fullmatch(word.rpartition(".")[2]) is not None or _GOES_ON.match(text, end) is not None


def is_bare_name(text: str, start: int, end: int) -> bool:
    """Indicate whether a stretch of source code is a name that neither quotes nor a remark holds."""
    name = text[start:end].rstrip(",;:)")
    if not name.isidentifier() or _CHOSEN.fullmatch(name) or not is_source(text):
        return False
    low = text.rfind("\n", max(0, start - 400), start) + 1
    if _REMARK.search(text, low, start):
        return False
    return all(text.count(quote, low, start) % 2 == 0 for quote in _QUOTES)


def is_name(text: str, start: int, end: int) -> bool:
    """Indicate whether a word is a name of source code: a bare one, or one that comes again in it."""
    if is_bare_name(text, start, end):
        return True
    word = text[start:end]
    return word.isidentifier() and not _CHOSEN.fullmatch(word) and is_source(text) and text.count(word) > 1


def is_key(text: str, word: str) -> bool:
    """Indicate whether a word of source code is what programs call a field for accounts or passwords."""
    return _KEY.fullmatch(word) is not None and is_source(text)
