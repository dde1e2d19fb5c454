"""Short forms of people whom the same object names in full: `Zaremba`, `Nurcan A.`, `Pena ja Eronen`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from pii_sweep.detect.person import name_order
from pii_sweep.detect.tables import column_header, person_header, value_evidence
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

# People remembered of an object; a name has at most so many words.
_PEOPLE, _LONGEST = 5000, 5
# Values asked first, so many and so large a share of them that are short forms, and what each is worth.
_ASKED, _LEAST, _SHARE, _SCORE = 200, 2, 0.5, 0.8
REASONS = ("sibling:+",)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# What parts people in a cell, and an aside from them.
_PIECE = re.compile(r"(?:(?! (?:[ayeiu]|and|und|et|en|og|och|ja|ve|és|kaj|και|и|та) )[^,;/+&()\[\]\n→])+")
_AND = re.compile(r"^ (?:[ayeiu]|and|und|et|en|og|och|ja|ve|és|kaj|και|и|та) ")


@dataclass(slots=True)
class KnownPeople:
    """The words of the names of an object's people, by whose each is, and the initials of each.

    `countries` are those (ISO 3166) that the telephones of its last column of such may be dialled in.
    """

    countries: tuple[str, ...] = ()
    words: dict[str, set[int]] = field(default_factory=dict, repr=False)
    initials: list[frozenset[str]] = field(default_factory=list, repr=False)

    def add(self, names: Iterable[str]) -> None:
        """Remember the people of a column of names, each once, up to a bound."""
        for name in dict.fromkeys(filter(None, names)):
            if len(self.initials) >= _PEOPLE:
                return
            words = _words(name)
            if not 0 < len(words) <= _LONGEST:
                continue
            for word in filter(_is_long, words):
                self.words.setdefault(word, set()).add(len(self.initials))
            self.initials.append(frozenset(word[0] for word in words))

    def is_one(self, words: Sequence[str]) -> bool:
        """Return whether words are of one person's name; a single letter may be an initial."""
        long = [self.words.get(word, set()) for word in words if _is_long(word)]
        short = {word for word in words if not _is_long(word)}
        if not long or any(len(word) > 1 for word in short):
            return False
        people = set.intersection(*long)
        return any(short <= self.initials[one] for one in people) if short else bool(people)


def _words(name: str) -> list[str]:
    """Return the words of a name without a title before it and particles, as they are compared."""
    titles = vocabulary.titles()
    words = [word.casefold() for word in _WORD.findall(name)]
    words = words[1:] if len(words) > 1 and words[0] in titles else words
    return [word for word in words if word not in vocabulary.particles()]


def _is_long(word: str) -> bool:
    """Return whether a word is more than initials: three letters, or two of a script without cases."""
    return len(word) > (1 if word[0].lower() == word[0].upper() else 2)


def find(sample: Sampled, cells: Sequence[str], people: KnownPeople) -> dict[str, list[Hit]]:
    """Return the short forms of known people by the cell, where most of a column's values are such.

    Streets, firms and goods bear people's names: their headers, or words of a language, are no evidence.
    """
    if not people.words or not _may_name(sample):
        return {}
    different = [value for value in dict.fromkeys(cells) if _WORD.search(value)]
    forms = {value: hits for value in islice(different, _ASKED) if (hits := _read(value, people))}
    sure = sum(any(_is_sure(value[hit.start : hit.end]) for hit in hits) for value, hits in forms.items())
    of_people = person_header.human(sample) or sample.titled(column_header.part("name"))
    if sure < (1 if of_people else _LEAST) or sure < _SHARE * min(len(different), _ASKED):
        return {}
    forms |= {value: hits for value in different[_ASKED:] if (hits := _read(value, people))}
    return forms | {value: _as_whole(value) for value in different if of_people and _is_whole(value, forms)}


def find_families(sample: Sampled, cells: Sequence[str], people: KnownPeople) -> dict[str, list[Hit]]:
    """Return names with which texts without a header end, whose family name is a known person's.

    What is paid for a child says whose child it is: `COMEDOR JUNIO LEO YELAMOS BARBERO`. Streets and firms
    bear people's names.
    """
    if not people.words or not column_header.blank(sample):
        return {}
    different = list(filter(_WORD.search, dict.fromkeys(cells)))
    found = {value: [hit] for value in different if (hit := _read_end(value, people))}
    return found if len(found) >= max(_LEAST, _SHARE * len(different)) else {}


def _read_end(value: str, people: KnownPeople) -> Hit | None:
    """Return a given name and one family name or two at the end of a text, of which one is known."""
    words = list(_WORD.finditer(value.rstrip()))
    others = lexicon.words("streets", "openers") | vocabulary.company_words()
    if not others.isdisjoint(word[0].lower() for word in words):
        return None
    for size in (3, 2):
        given, *families = words[-size:] if len(words) > size else (None,)
        if given is None or not lexicon.given_name(given[0].lower()) or given[0].islower():
            continue
        if given[0].lower() in lexicon.ordinary() and lexicon.given_name(families[0][0].lower()):
            continue  # a month before a name: `JUNIO ILIAS OUCHEN`
        end, name = len(value.rstrip()), [word[0].casefold() for word in families]
        together = value[given.start() : end].split() == [word[0] for word in words[-size:]]
        if together and not people.words.keys().isdisjoint(name):
            return Hit("PERSON", given.start(), end, _SCORE, "Cell", REASONS)
    return None


def _is_whole(value: str, forms: Container[str]) -> bool:
    """Return whether another cell below a header of people is written as a whole name."""
    name = name_order.parse(value)
    return value not in forms and name is not None and name.form == "whole" and not name.plain


def _as_whole(value: str) -> list[Hit]:
    start = len(value) - len(value.lstrip())
    return [Hit("PERSON", start, start + len(value.strip()), _SCORE, "Cell", REASONS)]


def _may_name(sample: Sampled) -> bool:
    if value_evidence.of_things(sample) or not column_header.open_to_names(sample):
        return False
    if any(not _namesakes().isdisjoint(title.split()) for title in sample.titles):
        return False
    return column_header.find_kind(sample.titles) in ("", "name")  # halves next to whole names repeat those


@lru_cache(maxsize=1)
def _namesakes() -> frozenset[str]:
    words = lexicon.table("header_things")["namesakes"]
    return frozenset({*words, *map(lexicon.plain, words)})


def _read(value: str, people: KnownPeople) -> list[Hit]:
    """Return the pieces of a cell that are short forms."""
    return [
        Hit("PERSON", start, end, _SCORE, "Cell", REASONS)
        for start, end in _pieces(value)
        if not value[start:end].islower() and people.is_one(_words(value[start:end]))
    ]


def _pieces(value: str) -> Iterator[tuple[int, int]]:
    for found in _PIECE.finditer(value):
        text = _AND.sub(lambda word: " " * len(word[0]), found[0])
        if bare := text.strip():
            start = found.start() + text.index(bare)
            yield start, start + len(bare)


def _is_sure(text: str) -> bool:
    """Return whether a form is no word of a language: `Baker` is a job as well."""
    return not all(word in lexicon.ordinary() for word in _words(text))
