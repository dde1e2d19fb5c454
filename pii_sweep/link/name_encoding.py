"""Encode names so that spellings can be compared where a contact is shared, and nowhere else.

A given name and a surname are each a Bloom filter of the word's bigrams (Schnell, Bachteler & Reiher,
BMC Med. Inform. 9:41, 2009), whose bits are drawn from the key. Such filters alone yield to frequency
attacks (Christen et al., PAKDD 2017; Vidanage et al., CIKM 2020), so each leaves the worker under a pad:
the seal of the house, mailbox or telephone number that it stands with. Two encodings under one contact
have one pad, and their XOR is the XOR of the filters; under different contacts it is noise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import shake_256

import numpy as np
from numpy.typing import NDArray

from pii_sweep.detect.text import column_text, lexicon
from pii_sweep.link import keyed_print
from pii_sweep.link.keyed_print import Lines, Places, Printer, Prints

Codes = NDArray[np.uint64]  # a row of three a name: given name, surname, traits; zeros where there is none
# A bit each, so that the XOR of two differs for `none and jr` and `sr and jr`.
SUFFIXES = {"sr": 1, "jr": 2, "ii": 4, "iii": 8, "iv": 16, "senior": 1, "junior": 2}
# Bits of the traits, from the lowest: suffix, first letter, a given name of one letter, a given name that
# lists hold, the full form of the given name as a man's and as a woman's, a name of one word.
SUFFIX, LETTER, INITIAL, LISTED, MALE, FEMALE, SINGLE = 0, 8, 16, 17, 18, 38, 58
ROOT = (1 << 20) - 1
BITS = 2  # a bigram


@dataclass(frozen=True, slots=True, eq=False)
class _Tables:
    """What is drawn from a key: bits of bigrams, marks of first letters, and prints of listed words."""

    bigrams: NDArray[np.uint64] = field(repr=False)
    letters: NDArray[np.uint64] = field(repr=False)
    listed: NDArray[np.uint64] = field(repr=False)
    short: NDArray[np.uint64] = field(repr=False)
    roots: NDArray[np.uint64] = field(repr=False)
    suffixes: NDArray[np.uint64] = field(repr=False)
    marks: NDArray[np.uint64] = field(repr=False)


def codes_of(
    words: Lines, prints: Prints, firsts: Places, titles: NDArray[np.bool_], printer: Printer
) -> Codes:
    """Return the code of each name, given the words of all in their order, with their prints.

    `firsts` are the places of each name's first word; `titles` are the words that name no one. The given
    name is the first word of two letters or more, the surname the last; of `R. Diaz` it is the initial.
    """
    tables, place = _tables(printer), np.arange(len(prints))
    suffix = _looked_up(tables.suffixes, tables.marks, prints[:, 0], np.uint64(0))
    word = (words.sizes > 0) & ~titles & (suffix == 0)
    initial = words.sizes == _letter_bytes(words)
    longer = word & ~initial
    last = np.maximum.reduceat(np.where(longer, place, -1), firsts)
    first = np.minimum.reduceat(np.where(longer, place, len(prints)), firsts)
    before = np.minimum.reduceat(np.where(word, place, len(prints)), firsts)
    named = last >= 0
    given = np.where(first < last, first, np.where(before < last, before, last))[named]
    filters = filters_of(words, printer)
    found = np.zeros((len(firsts), 3), np.uint64)
    found[named, 0], found[named, 1] = filters[given], filters[last[named]]
    traits = np.bitwise_or.reduceat(suffix, firsts)[named]
    traits |= tables.letters[words.text[words.starts[given]] & 31] << np.uint64(LETTER)
    traits |= initial[given].astype(np.uint64) << np.uint64(INITIAL)
    traits |= holds(tables.listed, prints[given, 0]).astype(np.uint64) << np.uint64(LISTED)
    traits |= _roots(tables, prints[given, 0])
    traits |= (given == last[named]).astype(np.uint64) << np.uint64(SINGLE)
    found[named, 2] = traits
    return found


def pad_codes(codes: Codes, contact: Prints, printer: Printer) -> Codes:
    """Return rows of four: the contact's token, and a name's code under the contact's pads.

    Zeros where there is no contact or no name.
    """
    masks = _masks(printer)
    sealed = np.concatenate([printer.sealed(contact ^ mask) for mask in masks], axis=1)
    sealed[:, 1:] ^= codes
    sealed[(contact[:, 0] == 0) | (codes[:, 0] == 0)] = 0
    return sealed


def within_zip(
    codes: Codes, zips: Prints, houses: NDArray[np.uint64], printer: Printer
) -> tuple[Codes, Codes]:
    """Return the encodings of people under ZIP5 and surname, and under ZIP5 and given name.

    Each holds the other part of the name, the house and the traits: a house and a name that are both
    mistyped are found where one of the three is whole.
    """
    found = []
    for part, mask in enumerate(_masks(printer)):
        contact = zips ^ mask
        contact[:, 0] ^= codes[:, 1 - part]
        contact[(zips[:, 0] == 0) | (codes[:, 0] == 0) | (houses == 0)] = 0
        found.append(pad_codes(np.stack([codes[:, part], houses, codes[:, 2]], axis=1), contact, printer))
    return found[0], found[1]


def filters_of(words: Lines, printer: Printer) -> NDArray[np.uint64]:
    """Return each text's bigrams as a Bloom filter; its ends count as letters. The texts adjoin."""
    bigrams = _tables(printer).bigrams
    end = int(words.ends[-1]) + 1
    letters = (words.text[:end] & 31).astype(np.uint16)
    letters[words.text[:end] == column_text.BREAK] = 0
    pairs = letters.copy()
    pairs[1:] |= letters[:-1] << 5
    found: NDArray[np.uint64] = np.bitwise_or.reduceat(bigrams[pairs], words.starts)
    return found


def _letter_bytes(words: Lines) -> Places:
    """Return how many bytes the first letter of each word has in UTF-8."""
    return keyed_print.LETTER_BYTES[words.text[words.starts]]


def suffix_prints(printer: Printer) -> NDArray[np.uint64]:
    """Return the prints of suffixes."""
    return _tables(printer).suffixes


def _roots(tables: _Tables, prints: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the marks of the full forms of given names, as a man's and as a woman's: equal ones agree."""
    own = (prints & np.uint64(ROOT)) << np.uint64(MALE) | (
        prints >> np.uint64(20) & np.uint64(ROOT)
    ) << np.uint64(FEMALE)
    return _looked_up(tables.short, tables.roots, prints, own)


def _looked_up(
    known: NDArray[np.uint64],
    values: NDArray[np.uint64],
    wanted: NDArray[np.uint64],
    others: NDArray[np.uint64] | np.uint64,
) -> NDArray[np.uint64]:
    """Return the value of each wanted number, and of those that are not known what `others` holds."""
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[places] == wanted, values[places], others)


def holds(known: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which numbers are among others that are sorted."""
    held: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, wanted), len(known) - 1)] == wanted
    return held


@lru_cache(maxsize=4)
def _tables(printer: Printer) -> _Tables:
    stream = np.frombuffer(shake_256(b"names\0" + printer.key).digest(1024 * BITS + 32), np.uint8)
    bits = stream[: 1024 * BITS].reshape(1024, BITS) & 63
    bigrams = np.bitwise_or.reduce(np.uint64(1) << bits.astype(np.uint64), axis=1)
    bigrams[0] = 0
    suffixes = _print_names(sorted(SUFFIXES), printer)
    marks = np.array([SUFFIXES[word] for word in sorted(SUFFIXES)], np.uint64)
    order = np.argsort(suffixes)
    short, roots = _short_forms(printer)
    return _Tables(
        bigrams,
        stream[1024 * BITS :].astype(np.uint64),
        np.sort(_print_names(sorted(lexicon.name_list("given")), printer)),
        short,
        roots,
        suffixes[order],
        marks[order],
    )


def _short_forms(printer: Printer) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the prints of all forms of given names, sorted, and the marks of their full forms."""
    roots: dict[str, list[str]] = {}
    for slot, kind in enumerate(("male", "female")):
        for full, forms in lexicon.table("nicknames")[kind].items():
            for form in (full, *forms.split()):
                roots.setdefault(form, [form, form])[slot] = full
    names = sorted(roots)
    short = _print_names(names, printer)
    male, female = (_print_names([roots[name][slot] for name in names], printer) for slot in (0, 1))
    marks = (male & np.uint64(ROOT)) << np.uint64(MALE) | (
        female >> np.uint64(20) & np.uint64(ROOT)
    ) << np.uint64(FEMALE)
    order = np.argsort(short)
    return short[order], marks[order]


def _print_names(names: list[str], printer: Printer) -> NDArray[np.uint64]:
    return printer.of("name", keyed_print.lines_of(names))[:, 0]


@lru_cache(maxsize=4)
def _masks(printer: Printer) -> tuple[Prints, Prints]:
    one, other = printer.of("block", keyed_print.lines_of(["token", "pad"]))
    return one[None, :], other[None, :]
