"""What a column's values say by themselves, whatever its header is: addresses, people, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import filterfalse, islice

from pii_sweep.detect.address import grammar, part, span_check
from pii_sweep.detect.address import recognizer as address
from pii_sweep.detect.person.fixed import script_list
from pii_sweep.detect.tables import column_header, person_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.resources import labels_of

# So many distinct values are asked one by one.
ASKED = 40
# Of the values of two columns that hold things of one list.
SHARED = 0.5
# Cells that stand for no value, and feet of columns.
_NOTHING = frozenset(
    ("total", "totals", "n/a", "na", "none", "null", "nil", "unknown", "tbd")
    + ("-", "--", "?", "*", "**", "***")
)
_SHAPED = re.compile(r"[^\W\d_][^\d@#$%*=<>{}\[\]|_:;!?\"/\\]{3,60}")
_ZIP, _NINE = re.compile(r"\d{5}(?:-?\d{4})?"), re.compile(r"\d{9}")
_TAIL = re.compile(r"(?i)[^\W\d_][^@\d]{2,60}?[ ,]{1,3}([a-z]{2})[ ,.]{1,3}(\d{5})(?:-?\d{4})?")
_LAST_LINE = re.compile(r"(?i).*[ ,]([a-z]{2})[ ,.]{1,3}(\d{5})(?:-?\d{4})?(?:,? usa?)?")
_STREET = re.compile(
    r"(?i)\d{1,6}[a-z]? .{2,60}\b(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|way"
    r"|pl|place|ter|terrace|cir|circle|pkwy|hwy)\b\.?.{0,60}|p\.?o\.? box \d+.{0,60}"
)


def is_empty(value: str) -> bool:
    """Return whether a cell says that it has no value, or is the foot of a column."""
    return value.lower().strip(". :") in _NOTHING and value != "Na"  # a name, written so


# How such cells are written, for asking many at once.
NOTHING = frozenset(
    form + end
    for word in _NOTHING
    for form in (word, word.upper(), word.capitalize())
    for end in ("", ".", ":")
    if is_empty(form + end)
)


def addresses(sample: Sampled) -> float:
    """Return the share of distinct values that are, nearly whole, one postal address or its street."""
    asked = select_different(sample)
    return sum(map(is_address, asked)) / max(1, len(asked))


# A cell is asked by several columns' rules, and towns and streets come again from table to table.
@lru_cache(maxsize=1 << 13)
def is_address(value: str) -> bool:
    """Return whether a value is, nearly whole, one postal address or its street."""
    if len(value) < 6 or not any(char.isdecimal() for char in value) or "@" in value:
        return False
    if _STREET.fullmatch(value) and not span_check.counts(value):
        return True
    tail = _LAST_LINE.fullmatch(value)
    if tail and value[0].isdecimal() and " " in value and lexicon.zip_fits(tail[1].upper(), tail[2]):
        return True
    found = max((hit.end - hit.start for hit in address.find(value, part.take_part)), default=0)
    return found >= 0.75 * len(value.strip())


def tails(sample: Sampled) -> float:
    """Return the share of values that are the last line of a US address: city, state, fitting ZIP."""
    found = (_TAIL.fullmatch(value) for value in sample.values)
    fits = sum(match is not None and bool(lexicon.zip_fits(match[1].upper(), match[2])) for match in found)
    return fits / max(1, len(sample.values))


def states(sample: Sampled) -> bool:
    """Return whether every value is a state's code or name."""
    codes = lexicon.state_codes()
    return all(value.lower() in codes for value in sample.values)


def zips(sample: Sampled) -> bool:
    """Return whether nearly all values have the shape of a US ZIP code, and not all that of nine figures."""
    return sample.share(_ZIP) >= 0.9 and sample.share(_NINE) < 1


def units(sample: Sampled) -> bool:
    """Return whether nearly all values are the second line of an address: `Apt 4B`, `Bldg 2 Floor 3`."""
    return sum(map(_unit, sample.values)) >= 0.9 * len(sample.values)


def _unit(value: str) -> bool:
    return not grammar.unit().sub("", value).strip(" ,.-")


def is_running_text(sample: Sampled, *, free_text: bool) -> bool:
    """Return whether values are running text, shorter where `free_text` says that the header does.

    `login ok` and `order AB-20417 was charged` come under one header: one sentence is enough there.
    """
    length = sum(map(len, sample.values)) / len(sample.values)
    words = sum(value.count(" ") + 1 for value in sample.values) / len(sample.values)
    if free_text and length > 8:
        return words >= 3 or any(value.count(" ") >= 3 for value in sample.values)
    return words >= 3 and length > 60


def share_of_turned_names(sample: Sampled) -> float:
    """Return the share of distinct values of the form `Family, Given`, rather than `Town, State`."""
    asked = select_different(sample)
    places = lexicon.state_codes()
    halves = (value.partition(",") for value in asked)
    right = sum(
        bool(_name(value)) and bool(given) and given.strip().lower() not in places
        for value, (_, _, given) in zip(asked, halves, strict=True)
    )
    return right / max(1, len(asked))


def are_categories(sample: Sampled) -> bool:
    """Return whether few values come again and again below a word for a field, which a meadow is, too.

    `veld`, `Feld` and `champ` without a number head the parts of a site as well as what a user fills in.
    """
    worded = any(title and title.isalpha() for title in sample.titles)
    return (
        worded and len(sample.values) >= _MANY_ROWS and count_distinct(sample) * _OFTEN <= len(sample.values)
    )


_MANY_ROWS, _OFTEN = 20, 4
_WORLD = 0.6


def persons(sample: Sampled) -> tuple[float, float, float]:
    """Return the shares of distinct values shaped as a whole name, with one known name, and with two.

    Two names that only the lists of the world know count as _WORLD of two.

    `Rivera, Ana` and `ANA M. RIVERA JR` count as `Ana Rivera`. A value that holds a word of goods,
    documents or firms is no person, whatever else it holds.
    """
    asked = select_different(sample)
    given, last = lexicon.census("given"), lexicon.census("surnames")
    refused = vocabulary.thing_words() | vocabulary.company_words()
    shaped, one, two = 0, 0, 0.0
    for value in asked:
        words = _name(value)
        if not words or any(word in refused and word not in given for word in words):
            continue
        shaped += 1
        first, family = words[0] in given, any(word in last for word in words[1:])
        world = lexicon.given_name(words[0]) and any(map(lexicon.family_name, words[1:]))
        # `PATEL HARPREET`: both are known, the family name first.
        world = world or (lexicon.given_name(words[-1]) and lexicon.family_name(words[0]))
        one += first or words[-1] in last or world
        # `Queen Mary` is a ship: the world's lists say less than those of the census
        two += 1.0 if first and family else _WORLD if world else 0.0
    count = max(1, len(asked))
    return shaped / count, one / count, two / count


def select_proper(sample: Sampled) -> list[str]:
    """Return the distinct values that are shaped as a whole name with each word capitalised.

    Where a whole column is in small letters, it is returned as it would be with capitals, unless its values
    end with the same few words, as colours and kinds of goods do: `rosa wit`.
    """
    small = vocabulary.particles()
    asked = [value for value in select_different(sample) if _name(value)]
    if asked and all(value.islower() for value in asked):
        ends = {value.split()[-1] for value in asked}
        varied = len(ends) >= _VARIED * len(asked)
        return list(map(casing.capitalise, asked)) if varied else []
    return [
        value
        for value in asked
        if all(word[0].isupper() or word in small for word in value.replace(",", " ").split())
    ]


_VARIED = 0.6


def count_apart(left: Sampled, right: Sampled) -> int:
    """Return how many different values each of two columns has at least; 0 where they share most of them.

    Given and family names differ; the teams of a match and the ends of a line are of one list.
    """
    first, other = ({value.casefold() for value in one.values if value} for one in (left, right))
    shared = len(first & other) > SHARED * min(len(first), len(other))
    return 0 if shared else min(count_distinct(left), count_distinct(right))


def count_distinct(sample: Sampled) -> int:
    """Return how many different values there are, at most `ASKED`."""
    return len(select_different(sample))


def _name(value: str) -> list[str]:
    """Return a name's words in lower case, given name first; none where it is not shaped as one."""
    if not _SHAPED.fullmatch(value):
        return []
    titles = vocabulary.titles()
    suffixes = lexicon.words("persons", "suffixes")
    family, _, rest = value.partition(",")
    given = [word for word in _words(rest) if word not in suffixes]
    words = [word for word in (*given, *_words(family)) if word not in titles and word not in suffixes]
    return words if 2 <= len(words) <= 5 and len(words[-1]) > 1 else []


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", text.lower())


def select_different(sample: Sampled) -> Sequence[str]:
    """Return the first `ASKED` different values of a column that are values at all."""
    return _select_different(sample.values)


# A column is asked many times in a row, by one rule after the other.
@lru_cache(maxsize=64)
def _select_different(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(islice(filterfalse(is_empty, dict.fromkeys(values)), ASKED))


def are_words(values: Sequence[str]) -> bool:
    """Indicate whether most different values are ordinary words: kinds of things, not somebody's own.

    `personal` and `joint_account` come again in row after row; so do the few logins of a table of sessions.
    """
    kinds = {value.lower() for value in values}
    plain = sum(
        _WORDED.fullmatch(kind) is not None and all(map(_is_word, _LETTERS.findall(kind))) for kind in kinds
    )
    return 2 * plain > len(kinds)


def are_months(values: Sequence[str]) -> bool:
    """Indicate whether most of several different values are months: `April` and `August` are names, too."""
    different = {value.lower() for value in values}
    return len(different) > 1 and len(different & vocabulary.months().keys()) > _MONTHS * len(different)


_MONTHS = 0.6


def _is_word(word: str) -> bool:
    """Indicate whether a word is one of everyday language, of things, firms or parts that people play."""
    known = (
        lexicon.ordinary(),
        vocabulary.thing_words(),
        vocabulary.company_words(),
        vocabulary.person_words(),
    )
    return len(word) <= _SHORT or any(word in words or word.removesuffix("s") in words for words in known)


# Letters of no meaning of their own.
_WORDED = re.compile(r"[^\W\d_]+(?:[ _.\-/]+[^\W\d_]+)*")
_LETTERS, _SHORT = re.compile(r"[^\W\d_]+"), 2


def are_people(sample: Sampled) -> bool:
    """Return whether a column headed as a name holds people, not products, firms or places."""
    if not column_header.may_be_names(sample):
        return False
    if sum(map(in_script, sample.values)) >= 0.6 * len(sample.values):
        return True
    share = share_of_known_names(sample)
    words = [len(value.split()) for value in sample.values]
    if sum(2 <= count <= 5 for count in words) < 0.5 * len(words) and share < 0.4:
        return False
    firms = vocabulary.company_words()
    firm = sum(any(word.strip(".,").lower() in firms for word in value.split()) for value in sample.values)
    traps = vocabulary.thing_words()
    trap = sum(any(word.strip(".,").lower() in traps for word in value.split()) for value in sample.values)
    if firm + trap > 0.4 * len(words):
        return False
    return share >= 0.1 or not all(title in ("name", "names", "nom") for title in sample.titles[-1:])


def is_whole_name(sample: Sampled) -> bool:
    """Return whether the value of a record's name is a whole one; `KUUSK,ANNE` is, as cards write it.

    Names of ideographs and of Korean have no blank: lists know them, or the label is a word for a person.
    """
    value = _COMMA.sub(", ", sample.values[0])
    whole = replace(sample, values=(value,)) if value != sample.values[0] else sample
    written = " " in value or script_list.is_known(value)
    return (written or (in_script(value) and _names_person(sample))) and are_people(whole)


def _names_person(sample: Sampled) -> bool:
    """Return whether a label is a word for a person, or another script's for the name of one."""
    bare, name = vocabulary.bare_names(), column_header.part("name")
    if not bare.isdisjoint(sample.titles) or not _OF_FIRMS_TOO.isdisjoint(sample.titles[0].split()):
        return False
    return any(
        person_header.human(replace(sample, titles=(title,)))
        or (not title.isascii() and name.fullmatch(title) is not None)
        for title in sample.titles
    )


# Who has bought or joined may be a firm, which no list knows by its ideographs either.
_OF_FIRMS_TOO = frozenset({"customer", "client", "member", "account", "buyer", "supplier", "vendor"})
_COMMA = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])")


# A name in a script whose names no list here knows: two to four ideographs or syllables of Korean, else words
# of letters of another script.
_SCRIPT = re.compile(
    r"[\u4e00-\u9fff々ヶ]{1,3}[ \u3000·]?[\u4e00-\u9fff々\u3040-\u30ffー]{1,4}"
    r"|[\u30a0-\u30ff]{2,6}[ \u3000・][\u30a0-\u30ff]{2,6}|[\uac00-\ud7af]{1,2} ?[\uac00-\ud7af]{1,3}"
    r"|(?:[\u0590-\u07ff\u0900-\u0eff]{1,4}\.?[ ])?"
    r"(?:[\u0590-\u07ff\u0900-\u0eff]{2,16}[ \-'’\u200c\u200d]?){2,5}"
    r"|(?:[\u0370-\u058f\u0f00-\u10ff\u1200-\u139f\u1780-\u18af\u1c80-\u1cbf\u2d80-\u2ddf\u200b-\u200d]{2,20}"
    r"[ \-’']?|[\u0370-\u058f]\. ?){2,4}"
)


def in_script(value: str) -> bool:
    """Return whether a value is written as a name in another script than the Latin one."""
    value = column_header.widen(value)
    return not value.isascii() and _SCRIPT.fullmatch(_script_title().sub("", value.strip())) is not None


@lru_cache(maxsize=1)
def _script_title() -> re.Pattern[str]:
    """Return the pattern of a form of address that begins a cell in another script: `ዶ/ር`, `ბ-ნი`."""
    return re.compile(rf"(?i)^(?:{'|'.join(map(re.escape, labels_of('titles')))})\.? +")


def share_in_script(sample: Sampled) -> float:
    """Return the share of values that are written as names in another script, their titles aside."""
    return sum(map(in_script, sample.values)) / max(1, len(sample.values))


def share_of_known_names(sample: Sampled) -> float:
    """Return the share of values whose first or last word is a known name."""
    given, last = lexicon.census("given"), lexicon.census("surnames")
    hits = 0
    for value in sample.values:
        words = re.findall(r"[^\W\d_]+", value.lower())
        hits += bool(words) and (words[0] in given or words[-1] in last)
    return hits / max(1, len(sample.values))
