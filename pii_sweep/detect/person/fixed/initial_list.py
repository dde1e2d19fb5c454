"""Lists of people with letters for their given names, a line each: `1. J.R. Abernathy`, `Abernathy, J.R.`.

A letter before one word may number a heading or shorten a genus; a list of such lines whose words are
family names is one of people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pii_sweep.detect.person.name_pattern import JOIN, UP
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

SCORE = 0.75
LEAST, KNOWN = 3, 0.6
_LETTERS = rf"{UP}\.(?:[ \-]?{UP}\.){{0,2}}"
_FAMILY = (
    rf"(?:(?:{JOIN}|Le|La|De|Di|Da|Du|El|Al|Van|Von|St\.)[ ]){{0,2}}(?:[OD]['’])?{UP}[^\W\d_]{{2,20}}"
    rf"(?:[ \-]{UP}[^\W\d_]{{2,20}})?"
)
_ITEM = re.compile(
    r"(?m)^[ \t]{0,12}(?P<mark>\(?\d{1,3}[.):]{1,2}[ \t]{1,4}|[\-*•·–][ \t]{1,4})?"
    rf"(?P<name>(?P<before>{_LETTERS})[ ]?(?P<one>{_FAMILY})|(?P<two>{_FAMILY}),?[ ](?P<behind>{_LETTERS}))"
    r"[ \t]*[,;]?\r?$"
)
_LETTER = re.compile(rf"{UP}(?=\.)")


def find(text: str) -> Iterator[Hit]:
    """Yield the names of lists of people with initials, a line each."""
    if "\n" not in text or "." not in text:
        return
    reason = (f"initial_list:{SCORE:.2f}",)
    for block in _find_blocks(text):
        if is_list(block):
            for match in block:
                yield Hit("PERSON", *match.span("name"), SCORE, "InitialList", reason)


def of_people(values: Sequence[str]) -> bool:
    """Return whether the values of a column without a header are a list of people with initials."""
    found = [match for value in dict.fromkeys(values) if (match := _ITEM.fullmatch(value)) is not None]
    return len(found) == len(set(values)) and is_list(found)


def are_cut_off(values: Sequence[str]) -> bool:
    """Return whether the values of a column without a header are people's names cut off at one width.

    Banks have so many places for a payer: `KOIVISTO PEN`, `LEHTINEN A`. Capitals alone, most first words
    family names, none an everyday word, and several as long as the field is. Most have two words: a column of
    one each is of family names, and the given ones stand in the next.
    """
    asked = list(dict.fromkeys(values))
    if len(asked) < _CUT_LEAST or not all(_CUT.fullmatch(value) for value in asked):
        return False
    width = max(map(len, asked))
    full = sum(len(value) == width for value in asked)
    first = [_CUT_WORD.findall(value.lower())[0] for value in asked]
    if 2 * sum(" " in value for value in asked) <= len(asked):
        return False
    if width > _WIDEST or full < max(LEAST, _FULL * len(asked)) or any(map(_is_thing, first)):
        return False
    return sum(map(lexicon.surname, first)) >= _KNOWN_CUT * len(asked)


# Values that are enough, the width of a field, the shares of those that fill it and of known family names.
_CUT_LEAST, _WIDEST, _FULL, _KNOWN_CUT = 5, 24, 0.25, 0.7
_CUT = re.compile(rf"(?=[^a-z]+$){UP}{UP}[^\W\d_]*(?:[ '’\-]{{1,2}}[^\W\d_]+){{0,4}}\.?")
_CUT_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_list(lines: Sequence[re.Match[str]]) -> bool:
    """Return whether lines are a list of people: most of the words known as family names, few ordinary."""
    if len(lines) < LEAST:
        return False
    whole = [(match["one"] or match["two"]).split() for match in lines]
    families = [words[-1].lower() for words in whole]
    things = sum(map(_is_thing, families)) + sum(_is_firm(match["name"]) for match in lines)
    letters = [_LETTER.findall(match["before"] or match["behind"]) for match in lines]
    counted = all(len(one) == 1 for one in letters) and all(
        ord(after[0]) - ord(before[0]) == 1 for before, after in pairwise(letters)
    )  # `A. Introduction`, `B. Methods`
    known = sum(words[0].islower() or _is_family(words[-1].lower()) for words in whole) - things
    return known >= max(LEAST - 1, (1.0 if counted else KNOWN) * len(lines)) and things <= len(lines) // 4


def _is_family(word: str) -> bool:
    return lexicon.family_name(word) or lexicon.ends_foreign(word)


def _is_thing(family: str) -> bool:
    """Return whether a word in lower case is an everyday one, of things or a state's."""
    return (
        family in lexicon.ordinary() or family in vocabulary.thing_words() or family in lexicon.state_codes()
    )


def _is_firm(name: str) -> bool:
    """Return whether a firm is called so: `J.P. Morgan`."""
    return " ".join(name.lower().replace(".", " ").split()) in lexicon.words("places_and_brands", "names")


def _find_blocks(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the lines that follow one another, each with initials and a family name alone."""
    block: list[re.Match[str]] = []
    for match, after in pairwise((*_ITEM.finditer(text), None)):
        if match is not None:
            block.append(match)
            if after is None or text[match.end() : after.start()].count("\n") > 1:
                yield block
                block = []
