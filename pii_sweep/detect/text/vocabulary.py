"""Words that several recognizers share: forms of firms, greetings, closings, months (`data/words.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pii_sweep.detect.text import lexicon

# Alternatives of a pattern for months as cards and tickets print them.
SHORT_MONTHS = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"


@lru_cache(maxsize=1)
def firm_forms() -> frozenset[str]:
    """Return the legal forms that end a firm's name, in lower case without points."""
    return lexicon.words("words", "firm_forms") | lexicon.words("words", "firm_endings")


def firm_form(*, clear: bool = False) -> str:
    """Return alternatives of a pattern for a legal form, pointed or not; only those that are nothing else."""
    forms = lexicon.words("words", "firm_forms") if clear else firm_forms()
    pointed = (r"\.?".join(form) if len(form) < 4 else form for form in sorted(forms, key=_longest_first))
    return "|".join(pointed)


@lru_cache(maxsize=1)
def company_words() -> frozenset[str]:
    """Return the words of which one marks a name as a firm's: forms and trades."""
    return lexicon.words("persons", "companies") | firm_forms()


def greeting(*, thanks: bool = False) -> str:
    """Return alternatives of a pattern for what stands before the name of the addressed."""
    table = lexicon.table("words")
    return "|".join((*table["greetings"], *(table["thanks"] if thanks else ())))


def closing() -> str:
    """Return alternatives of a pattern for what stands above a signature."""
    return "|".join(lexicon.table("words")["closings"])


@lru_cache(maxsize=1)
def months() -> Mapping[str, int]:
    """Return the number of each month by its name in lower case, in every language."""
    languages = lexicon.table("words")["months"].values()
    return {name: number for names in languages for number, name in enumerate(names, 1)}


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word
