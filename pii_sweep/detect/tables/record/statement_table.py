"""What a database statement is about: people, or things that have names too.

`INSERT INTO products (name, city, price)` names goods, `INSERT INTO customers (name, city)` names people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.text import lexicon, vocabulary

_TABLE = re.compile(
    r"(?i)(?<![\w.])(?:into|update|from|join)\s{1,9}(?:only\s{1,9})?(?P<table>[\w.\"`\[\]]{1,80})"
)
_SELECTED = re.compile(r"(?i)(?<![\w.])select\s(?P<columns>[^()']{1,2000}?)\sfrom\b")
_COLUMN = re.compile(r"[^\W\d]\w{0,60}(?!\w|\.)")
_PARTS = frozenset(("first", "middle", "last"))
_OWN = frozenset(("US_SSN", "NATIONAL_ID", "DATE_OF_BIRTH", "EMAIL_ADDRESS", "AGE"))
_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])")

Field = tuple[str, str, int]  # a name, a value and its place


def keep_people(statement: str, columns: Sequence[str], record: Sequence[Field]) -> list[Field]:
    """Return the values of a record without those of a bare `name` where nothing speaks of people."""
    if not any(_is_bare(name) for name, _, _ in record):
        return list(record)
    tables = (match["table"] for match in _TABLE.finditer(statement))
    selected = (match["columns"] for match in _SELECTED.finditer(statement))
    others = {*columns, *(name for name, _, _ in record), *_COLUMN.findall(" ".join(selected))}
    if any(map(_holds_people, tables)) or any(map(_is_personal, others)):
        return list(record)
    return [field for field in record if not _is_bare(field[0])]


def _is_bare(column: str) -> bool:
    return column.lower() in _read_words("bare") or column in vocabulary.bare_names()


@lru_cache(maxsize=1024)
def _holds_people(table: str) -> bool:
    """Return whether a table is called by people: `public.users`, `tbl_customer`, not `customer_segments`."""
    words = _words(table.rpartition(".")[2])
    while len(words) > 1 and not _read_words("still").isdisjoint(_singulars(words[-1])):
        words.pop()
    return bool(words) and _is_person_word(words[-1])


def _is_person_word(word: str) -> bool:
    return any(
        form in _read_words("people") or form in vocabulary.person_headers() for form in _singulars(word)
    )


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    for end in ("s", "es"):
        if word.endswith(end):
            yield word.removesuffix(end)


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


@lru_cache(maxsize=4096)
def _is_personal(column: str) -> bool:
    """Return whether a column is one that people have: a birth, a mailbox, a first name, `patient_no`.

    A key of another table is none: `products.user_id`.
    """
    words = _words(column)
    if not words or words[-1] in _read_words("keys") or _is_bare(column):
        return False
    titles = column_header.plain_header(column)
    kind = column_header.find_kind(titles)
    return (
        kind in _PARTS
        or kind in _OWN
        or not _read_words("own").isdisjoint(words)
        or _is_person_word(words[0])
    )


def _read_words(key: str) -> frozenset[str]:
    return lexicon.words("statement_words", key)
