"""By what a person is known again in another object: keyed digests of names and contacts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pii_sweep.detect.tables.customer_number import REFERENCE, ROW_OF
from pii_sweep.detect.text import column_text, shared_mailbox
from pii_sweep.detect.text.normal import normal_lines, normals
from pii_sweep.entities import CUSTOMER_ID, PERSON, having, names_linking
from pii_sweep.link import household_key, keyed_print
from pii_sweep.link.keyed_print import Lines, Printer, Prints
from pii_sweep.link.name_encoding import Codes, filters_of, pad_codes, within_zip
from pii_sweep.link.person_name import Names
from pii_sweep.types import Cells

# Numbers that one person alone has.
_DOCUMENTS = having("personal_number")
_DISTINCT = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER"}) | _DOCUMENTS
# What may stand for a person where no name is known, strongest first.
KEYS = (*names_linking(), CUSTOMER_ID)
# What indicates that there is a person: all of these but a number that only a house knows.
STANDING = frozenset({PERSON, *names_linking()})
# What is a person's whoever knows them by the number alone: a diagnosis has no other owner, an order may.
PERSONAL = STANDING | having("spi")
# Other documents are renewed under another number.
_FOR_LIFE = having("number_for_life")
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of people of whom alike things are held: a row each, a column for each one of `marks`.

    A mark `ec` stands for the keys `e:` and `c:`, which are one digest; a zero is no key. An upper-case
    mark has four columns: a token, then an encoding.
    """

    marks: tuple[str, ...]
    digests: Prints = field(repr=False)


def keys_of(names: Names | None, held: Sequence[Cells], printer: Printer, *, scanned: bool = False) -> Keys:
    """Return the keys of what is held of each person, None of whom or all of whom are named.

    `n:` name with house, e-mail address, telephone, document's or customer's number; `v:` house with a
    part of the name; `e:` the e-mail address; `c:` e-mail address, telephone or document's number or
    door, whoever is named; `x:` a number of which everybody has one for life; `i:` the customer's number
    or the account's name that a mailbox has too, `r:` a number where nothing else says that there is a
    person. Name with ZIP5 is `y:` where the street is known letter by letter, `z:` where it is not, or
    was `scanned`. A name of two words or more alone is `s:` with a street, `m:` with a mailbox or number
    only, else `w:`. `H:`, `M:` and `P:` are a door, mailbox or telephone with an encoding of the name
    (`name_encoding`), `Z:` and `G:` a ZIP5 with a surname or given name, and an encoding of the other and
    of the house.
    """
    found, kinds = list[tuple[str, Prints]](), {cells.entity for cells in held}
    encoded = list[tuple[str, Codes]]()
    if names is not None and (names.counts > 1).any():
        mark = "s" if "STREET_ADDRESS" in kinds else "m" if kinds & _DISTINCT else "w"
        found.append((mark, np.where((names.counts > 1)[:, None], names.whole, 0)))
    alone = _ALONE | {"number": "i" if kinds & PERSONAL else "r"}
    for cells, kind, contact in ((one, *each) for one in held for each in _contacts(one, printer)):
        if kind in alone:
            found.append((alone[kind], contact))
        if names is None:
            continue
        if kind in _WITH_NAME:
            found.append(
                ("z" if scanned and kind == "zip" else _WITH_NAME[kind], _combine(contact, names.whole))
            )
        if kind == "street":
            found += [("v", _combine(contact, rest)) for rest in names.rests]
        if kind == "zip":
            houses = filters_of(keyed_print.lines_of(_streets(cells)[0]), printer)
            encoded += zip("ZG", within_zip(names.codes, contact, houses, printer), strict=True)
        if kind in _ENCODED:
            encoded.append((_ENCODED[kind], pad_codes(names.codes, contact, printer)))
    if not found:
        return Keys((), np.empty((len(held[0].values), 0), np.uint64))
    sets = np.stack([both for _, both in found], axis=1)
    digests = [printer.sealed(sets)[..., 0], *(codes for _, codes in encoded)]
    return Keys(tuple(mark for mark, _ in found + encoded), np.concatenate(digests, axis=1))


# What a contact says alone, whoever is named; a house with many doors says nothing. And with a name.
_ALONE = {"mail": "ec", "phone": "c", "document": "c", "number for life": "xc", "door": "c", "login": "i"}
_ENCODED = {"door": "H", "mail": "M", "phone": "P"}
_WITH_NAME = dict.fromkeys(("mail", "phone", "document", "number for life", "number", "street"), "n")
_WITH_NAME |= {"zip": "y"}


def _combine(one: Prints, other: Prints) -> Prints:
    """Return the XOR of two prints, none where one of them is none."""
    found = one ^ other
    found[(one[:, 0] == 0) | (other[:, 0] == 0)] = 0
    return found


def _contacts(cells: Cells, printer: Printer) -> Iterator[tuple[str, Prints]]:
    """Yield what one may be known by: a mailbox, a number, a ZIP5 alone and a street with its ZIP5."""
    if cells.entity == "EMAIL_ADDRESS":
        yield "mail", mails(cells, printer)
        yield "login", _logins(cells, printer)
    elif cells.entity == "PHONE_NUMBER":
        yield "phone", printer.of("phone", _take_last(keyed_print.lines(digit_lines(cells.values)), 10))
    elif cells.entity == CUSTOMER_ID:
        yield "number", numbers(cells, printer)
    elif cells.entity == "USERNAME":
        yield "login", _logins(cells, printer)
    elif cells.entity in _DOCUMENTS:
        whole = normals(cells.entity, cells.values)
        shown = [text if len(text) > 5 and "x" not in text else "" for text in whole]
        kind = "number for life" if cells.entity in _FOR_LIFE else "document"
        yield kind, printer.of("document", keyed_print.lines_of(shown))
    elif cells.entity == "STREET_ADDRESS":
        codes = zip5(cells)
        yield "zip", np.where(np.array([len(code) == 5 for code in codes])[:, None], zips(cells, printer), 0)
        known = print_without_door(cells, printer)
        yield "street", known
        units = _streets(cells)[1]
        if any(units):
            known = np.where(known[:, :1] != 0, known ^ printer.of("unit", keyed_print.lines_of(units)), 0)
        yield "door", known


def compute_once(cells: Cells, what: str, printer: Printer, make: Callable[[], Prints]) -> Prints:
    """Return some prints of a column, made at the first time they are asked for."""
    key = (what, printer.key)
    if key not in cells.prints:
        cells.prints[key] = make()
    return cells.prints[key]


def plain_prints(cells: Cells, printer: Printer) -> Prints:
    """Return the prints of the normal forms of a column's values; empty ones have none."""
    return compute_once(cells, "plain", printer, lambda: prints_of(cells.entity, cells.values, printer))


def prints_of(entity: str, values: Sequence[str], printer: Printer) -> Prints:
    """Return the prints of the normal forms of an entity's values: alike for spellings of one value."""
    if not values:
        return np.empty((0, 2), np.uint64)
    return printer.of(entity, keyed_print.lines(normal_lines(entity, values)))


def mails(cells: Cells, printer: Printer) -> Prints:
    """Return the prints of e-mail addresses, none of a firm's."""

    def make() -> Prints:
        firms, found = shared_mailbox.houses(cells.values), plain_prints(cells, printer)
        return np.where(np.array(firms)[:, None], 0, found) if any(firms) else found

    return compute_once(cells, "mail", printer, make)


def _logins(cells: Cells, printer: Printer) -> Prints:
    """Return the prints of accounts' names or what mailboxes are called by; short ones are many people's."""
    whole = keyed_print.lines(normal_lines(cells.entity, cells.values))
    signs = np.append(np.flatnonzero(whole.text == ord("@")), len(whole.text))
    ends = np.minimum(whole.ends, signs[np.searchsorted(signs, whole.starts)])
    ends = np.where(ends - whole.starts > 4, ends, whole.starts)
    found = printer.of("login", Lines(whole.text, whole.starts, ends))
    if cells.entity == "EMAIL_ADDRESS":
        found[mails(cells, printer)[:, 0] == 0] = 0
    return found


def _take_last(texts: Lines, count: int) -> Lines:
    return Lines(texts.text, np.maximum(texts.starts, texts.ends - count), texts.ends)


def print_without_door(cells: Cells, printer: Printer) -> Prints:
    """Return the prints of addresses' houses, each with its ZIP5: streets in one form, without units."""

    def make() -> Prints:
        houses = printer.of("street", keyed_print.lines_of(_streets(cells)[0]))
        return np.where(houses[:, :1] != 0, houses ^ zips(cells, printer), 0)

    return compute_once(cells, "street", printer, make)


def _streets(cells: Cells) -> tuple[list[str], list[str]]:
    """Return the houses of addresses and their units."""
    if "house" not in cells.forms:
        none = ("",) * len(cells.values)
        read = household_key.read(cells.parts.get("street", none), cells.parts.get("unit", none))
        cells.forms["house"], cells.forms["unit"] = read
    return cells.forms["house"], cells.forms["unit"]


def zips(cells: Cells, printer: Printer) -> Prints:
    """Return the prints of `zip5`."""
    return compute_once(cells, "zip", printer, lambda: printer.of("zip", keyed_print.lines_of(zip5(cells))))


def numbers(cells: Cells, printer: Printer) -> Prints:
    """Return the prints of customers' numbers, each within its family and the place that it is known in."""
    families = cells.parts["family"]
    if "place" in cells.parts:
        families = list(map(" ".join, zip(families, cells.parts["place"], strict=True)))
    read = zip(families, normalise_numbers(cells.values), strict=True)
    known = [f"{family} {number}" if number else "" for family, number in read]
    return printer.of("number", keyed_print.lines_of(known))


def is_row_key(cells: Cells) -> bool:
    """Indicate whether a column of numbers holds the keys of its rows, whoever they are of."""
    return next(iter(cells.parts["family"]), "").startswith(ROW_OF)


def normalise_numbers(values: Sequence[str]) -> list[str]:
    """Return customers' numbers without case, marks and leading zeros; of references what they refer to."""
    text = "\n".join(values)
    if ":" in text or "/" in text:
        values = [found["id"] if (found := REFERENCE.fullmatch(value)) else value for value in values]
    if ".0" in text:
        values = [value.removesuffix(".0") for value in values]
    plain = normals(CUSTOMER_ID, values)
    return [value.lstrip("0") or value for value in plain]


def zip5(cells: Cells) -> list[str]:
    """Return the first five digits of each ZIP, or as many as there are."""
    if "zip5" not in cells.forms:
        codes = digit_lines(cells.parts.get("zip", ("",) * len(cells.values))).decode().split("\n")
        cells.forms["zip5"] = [code[:5] for code in codes]
    return cells.forms["zip5"]


def digit_lines(values: Sequence[str]) -> bytes:
    """Return the digits of each value, a line each."""
    return column_text.join_values(
        values,
        lambda text: text.translate(None, column_text.NO_DIGITS),
        lambda value: _NO_DIGIT.sub("", value),
    )
