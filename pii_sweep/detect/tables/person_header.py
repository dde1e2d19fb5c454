"""Headers that are words for people: who does something, to whom it is done, whose child somebody is."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text import lexicon, vocabulary


@lru_cache(maxsize=1)
def _humans() -> re.Pattern[str]:
    return re.compile(rf"(?!user )(?:.* )?(?:{lexicon.table('columns')['words']['humans']})(?: ?name)?")


def human(sample: Sampled) -> bool:
    """Return whether a header is a word for a person, or begins or ends with one: `Intestatario linea`."""
    known = vocabulary.person_headers()
    if any(title in known or _humans().fullmatch(title) for title in _whose(sample)):
        return True
    if not vocabulary.script_people().isdisjoint(sample.titles):
        return True
    words = [word for title in sample.titles[:1] for word in title.split()]
    if len(words) > 1 and words[0] in lexicon.table("person_words")["asked"]:
        return True
    whole = 2 * sum(" " in value for value in sample.values) >= len(sample.values)  # halves are paired
    ends = (
        {*words[:1], *words[-1:]}
        if len(words) > 1 and whole and column_header.open_to_names(sample)
        else set()
    )
    ends = ends if lexicon.words("person_words", "kinds").isdisjoint(words) else set()
    return any(
        len(word) >= (_LEAST_SIGNS if _SCRIPT_LETTER.match(word) else _LEAST_WORD)
        and (column_header.part("name").fullmatch(word) or word in known)
        and not _CALLED.match(word)
        for word in ends
    )


# Whose something is, in a header: `nama ayah`, `data wali`, `Father's name`.
_NAMING = re.compile(
    r"^(?:nama|name|nom|nombre|nome|naam|navn|namn|data|info)"
    r"(?: (?:of(?: the)?|de|del|della|du|des|av|af|van))? "
    r"|(?: s)? (?:names?|nama|nom|nombre|nome|naam)$"
)
_SCRIPT_LETTER = re.compile(r"[\u0370-\u1fff\u2e80-\uffff]")


def _whose(sample: Sampled) -> set[str]:
    """Return a header, and it without the words that say whose it is: `data ayah nama`, `father's name`."""
    title = sample.titles[0] if sample.titles else ""
    return {title, _NAMING.sub("", title).strip(), _NAMING.sub("", _NAMING.sub("", title)).strip()}


def of_relative(sample: Sampled) -> bool:
    """Return whether a header is of a parent or a spouse, who is no firm."""
    return not vocabulary.relatives().isdisjoint(_whose(sample))


def names_other_party(header: str) -> bool:
    """Return whether a header is of somebody whom a row is not about: its landlord, attorney or guardian."""
    titles = column_header.plain_header(header)
    words = {word for title in titles for word in title.split()} | set(titles)
    return not words.isdisjoint(_other_parties())


@lru_cache(maxsize=1)
def _other_parties() -> frozenset[str]:
    listed = lexicon.table("headings")["other_party"]
    return vocabulary.relatives() | {form for word in listed for form in (word, lexicon.plain(word))}


# Shorter words are a person's in one language and a thing's in another, and everything has a name.
_LEAST_SIGNS = 3  # of other scripts
_LEAST_WORD, _CALLED = 6, re.compile(r"n[aou]m|naz|titul|denom")
