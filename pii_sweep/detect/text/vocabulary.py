"""Words that several recognizers share: forms of firms, greetings and closings, name particles, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pii_sweep.derived import recalled
from pii_sweep.detect.text import header_words, lexicon
from pii_sweep.resources import labels_of


@lru_cache(maxsize=1)
def firm_forms() -> frozenset[str]:
    """Return the legal forms that end a firm's name, in lower case without points."""
    return lexicon.words("firm_forms", "firm_forms") | lexicon.words("firm_forms", "firm_endings")


def firm_form(*, clear: bool = False) -> str:
    """Return alternatives of a pattern for a legal form, pointed or not; only those that are nothing else."""
    forms = lexicon.words("firm_forms", "firm_forms") if clear else firm_forms()
    pointed = (r"\.?".join(form) if len(form) < 4 else form for form in sorted(forms, key=_longest_first))
    return "|".join(pointed)


@lru_cache(maxsize=1)
def company_words() -> frozenset[str]:
    """Return the words of which one marks a name as a firm's: forms and trades."""
    return lexicon.words("persons", "companies") | firm_forms()


def greeting(*, thanks: bool = False) -> str:
    """Return alternatives of a pattern for what stands before the name of the addressed."""
    table = lexicon.table("greetings_closings")
    more = table["thanks"] if thanks else ()
    return "|".join((*table["greeting_words"], *table["greeting_phrases"], *more))


@lru_cache(maxsize=1)
def name_labels() -> frozenset[str]:
    """Return labels before a name, and what a letter begins with and ends with before it."""
    table = lexicon.table("greetings_closings")
    letter = (*table["greeting_words"], *table["closing_words"], *table["thanks"])
    return lexicon.words("persons", "labels") | frozenset(letter)


@lru_cache(maxsize=1)
@recalled
def person_words() -> frozenset[str]:
    """Return words of many languages for who somebody is to a firm, a school or a club: tenant, pupil."""
    return frozenset(word for words in lexicon.table("person_words")["words"].values() for word in words)


@lru_cache(maxsize=1)
@recalled
def person_headers() -> frozenset[str]:
    """Return the same for headers of columns, with who sells, treats or enters, and relatives.

    Each is there without its marks too, as databases write it.
    """
    own = {word for words in lexicon.table("person_words")["columns"].values() for word in words}
    own |= script_people() | header_words.said(header_words.ROLE)
    return frozenset().union(*({word, lexicon.plain(word)} for word in person_words() | own))


@lru_cache(maxsize=1)
def script_people() -> frozenset[str]:
    """Return the words of other scripts for people and for whose father's or mother's a name is."""
    return frozenset(labels_of("kin", "people"))


@lru_cache(maxsize=1)
def bare_names() -> frozenset[str]:
    """Return the words of other scripts for a name, of a person or of a thing."""
    return frozenset(labels_of("bare"))


@lru_cache(maxsize=1)
def script_goods() -> frozenset[str]:
    """Return the headers of other scripts of what tables of goods have: prices, amounts, units."""
    return frozenset(labels_of("goods"))


@lru_cache(maxsize=1)
def _script_firm() -> re.Pattern[str]:
    """Return the pattern of a word of a firm or a school; scripts without spaces have it anywhere."""
    words = sorted(labels_of("firms"), key=_longest_first)
    joined = "|".join(re.escape(word) for word in words if _UNSPACED.match(word))
    apart = "|".join(re.escape(word) for word in words if not _UNSPACED.match(word))
    return re.compile(rf"(?i)(?<![^\W\d_])(?:{apart})(?![^\W\d_])|{joined}")


# Scripts that write words without spaces between them.
_UNSPACED = re.compile(r"[(㈜\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\uffff]")


@lru_cache(maxsize=8192)
def names_script_firm(value: str) -> bool:
    """Return whether a value in another script has a word of a firm, a bank or a school: `ТОО Дельфин`."""
    return not value.isascii() and _script_firm().search(value) is not None


@lru_cache(maxsize=1)
def relatives() -> frozenset[str]:
    """Return words for parents and spouses: no firm is one."""
    table = lexicon.table("person_words")["columns"]
    kin = (*table["kin"], *table["kin_scripts"], *labels_of("kin"))
    return frozenset().union(*({word, lexicon.plain(word)} for word in kin))


@lru_cache(maxsize=1)
def greetings() -> frozenset[str]:
    """Return single words before the name of the addressed, those that are other words too included."""
    return lexicon.words("greetings_closings", "greeting_words") | lexicon.words(
        "greetings_closings", "greeting_words_else"
    )


def closing() -> str:
    """Return alternatives of a pattern for what stands above a signature."""
    table = lexicon.table("greetings_closings")
    before, behind = "|".join(table["courtesy"]), "|".join(table["courtesy_behind"])
    words = "|".join((*table["closing_words"], *table["closing_words_else"]))
    return "|".join((*table["closing_phrases"], rf"(?:(?:{before}) ){{0,3}}(?:{words})(?: (?:{behind}))?"))


@lru_cache(maxsize=1)
def conjunctions() -> frozenset[str]:
    """Return the words that join two people, in many languages."""
    return lexicon.words("name_particles", "conjunctions")


def conjunction() -> str:
    """Return a pattern of the word that joins two people: `and`, `y`, `und`, `и`."""
    return "(?:" + "|".join(sorted(conjunctions())) + ")"


def particle() -> str:
    """Return a pattern of one small word, or a phrase of them, between two words of a name."""
    table = lexicon.table("name_particles")
    return "(?:" + "|".join((*table["particles"], "st\\.", *table["particle_phrases"])) + ")"


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Return the words inside a name that keep their small letters."""
    return lexicon.words("name_particles", "particles") | lexicon.words("name_particles", "particles_else")


@lru_cache(maxsize=4)
def months(*languages: str) -> Mapping[str, int]:
    """Return the number of each month by its name in lower case, in some languages or in every one."""
    table = lexicon.table("months_weekdays")["months"]
    names = (table[language] for language in languages or table)
    return {name: number for held in names for number, name in enumerate(held, 1)}


@lru_cache(maxsize=4)
def weekdays(*languages: str) -> frozenset[str]:
    """Return the weekdays of some languages (ISO 639-1), or of every one."""
    table = lexicon.table("months_weekdays")["weekdays"]
    return frozenset(name for language in languages or table for name in table[language])


@lru_cache(maxsize=1)
def weekday_words() -> frozenset[str]:
    """Return the weekdays of every language, whole and shortened."""
    table = lexicon.table("months_weekdays")
    return weekdays() | frozenset((*table["short_weekdays"], *table["short_weekdays_world"]))


@lru_cache(maxsize=1)
def english_dates() -> frozenset[str]:
    """Return the weekdays and months of English, whole; without May, which is a verb and a name too."""
    table = lexicon.table("months_weekdays")
    return frozenset((*table["weekdays"]["en"], *table["months"]["en"])) - {"may"}


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Return titles and forms of address of all languages, which stand before a name."""
    return lexicon.words("persons", "titles") | lexicon.words("persons", "titles_world")


@lru_cache(maxsize=1)
@recalled
def thing_words() -> frozenset[str]:
    """Return words of documents, goods, places and dates: a run that holds one is seldom a person."""
    german = weekdays("de") - {"freitag", "sonntag"}  # family names too
    called = {word for word in person_words() if not (lexicon.given_name(word) or lexicon.family_name(word))}
    return lexicon.words("persons", "traps") | english_dates() | german | called


@lru_cache(maxsize=1)
def street_stops() -> frozenset[str]:
    """Return the words that end the name of a street before a number: units, things, dates."""
    return (
        lexicon.words("streets", "stop") | english_dates() | lexicon.words("months_weekdays", "short_months")
    )


@lru_cache(maxsize=1)
def counted_words() -> frozenset[str]:
    """Return words before a number that are no street's: numbered things, and dates of other languages."""
    table = lexicon.table("months_weekdays")
    held = (word for kind in ("weekdays", "months") for language in _NEAR for word in table[kind][language])
    return lexicon.words("streets", "counted") | frozenset(held)


# Languages whose streets and dates both stand before a number.
_NEAR = ("de", "fr", "es", "it")


@lru_cache(maxsize=1)
def dates() -> frozenset[str]:
    """Return the months of every language, and what English calls weekdays and months, shortened too."""
    table = lexicon.table("months_weekdays")
    return frozenset((*months(), *table["weekdays"]["en"], *table["short_weekdays"], *table["short_months"]))


def english_month() -> str:
    """Return alternatives of a pattern for the months of English, whole and shortened."""
    table = lexicon.table("months_weekdays")
    return "|".join(sorted({*table["months"]["en"], *table["short_months"]}, key=_longest_first))


def short_month() -> str:
    """Return alternatives of a pattern for months as cards and tickets print them: `JAN`."""
    return "|".join(
        name.upper() for name in lexicon.table("months_weekdays")["short_months"] if len(name) == 3
    )


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word
