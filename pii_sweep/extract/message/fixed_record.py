"""Read files of fixed records (`record_layout`): payments, statements and collections of banks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, zip_longest
from typing import BinaryIO, Final
from unicodedata import normalize

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.fixed_layout import MONEY, PARTED, Layout, widen
from pii_sweep.extract.message.record_layout import find_layout
from pii_sweep.extract.message.segment import Named, Numbered, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

# Lines that a header is looked for in.
_HEAD: Final = 16
# What may stand in front of a header.
_BEFORE: Final = "\ufeff \t\r\n\x04"
# Katakana of half a width, as banks of Japan write names.
_HALF_WIDTH: Final = re.compile(r"[\uff61-\uff9f]")
# Words, and numbers as people write them or as long as a card's: codes, dates and sums of a bank have fewer
# figures, or zeros in front.
_WORD: Final = re.compile(r"\S*(?:[^\W\d_]{3}|[A-Z]{2}\d{13}|\+\d|\d[\-./]\d)\S*|(?<!\S)[1-9]\d{13,18}(?!\S)")
# Who pays or is paid, as lines that go on about a booking say: `BY ORDER OF: TAN WEI LING`; no address too.
_PARTY: Final = re.compile(
    r"(?i)(?:(?P<payer>by order of|ordering (?:customer|party)|ordered by|originator|orig|remitter)"
    r"|(?P<recipient>beneficiary|benef?|bnf|payee|in favou?r of)) ?: ?(?P<name>[^\d\n]{3,70})"
)
# A first line longer than so many records has no ends of lines between them; a file of one line, than one
# record and so many characters.
_UNENDED: Final = 1.5
_LONGER: Final = 16
NO_LAYOUT: Final = Layout(re.compile(""), {})


def read_records(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each payment or booking with its further records as fields; `row` counts them."""
    broken: list[Unreadable] = []
    source = until_broken(lines(body), broken)
    head = list(islice(source, _HEAD))
    layout = find_layout("".join(head).lstrip(_BEFORE)) or NO_LAYOUT
    empty = next((at for at, line in enumerate(head) if line.strip(_BEFORE)), 0)
    layout = unend(layout, head[empty] if head else "")
    record, path, scope = Record(where, budget), list[str](), ""
    for number, text in cut_records(chain(head, source), layout):
        if opened := layout.scope.match(text):
            scope = opened[1]
        if not layout.goes_on(text):
            yield from record.close()
        tagged = layout.tag.fullmatch(text) if layout.tag else None
        if empty < number <= empty + len(layout.heading):
            named = [(layout.heading[number - empty - 1], text.strip(_BEFORE))]
        else:
            named = [_name_tag(tagged, path, layout)] if tagged else _named_fields(text, layout, scope)
        yield from record.add(named, number)
    yield from record.close()
    if broken:
        raise broken[0]


def unend(layout: Layout, first: str) -> Layout:
    """Return the layout of records without ends of lines where a first line holds several of them."""
    most = layout.unended * _UNENDED if first.endswith("\n") else layout.unended + _LONGER
    if layout.unended and len(first.strip("\ufeff\r\n\x1a\x04")) > most:
        return replace(layout, width=layout.unended)
    return layout


def cut_records(source: Iterable[str], layout: Layout) -> Iterator[Numbered]:
    """Yield records with the number of the line that each begins on, whatever ends their lines have."""
    held, first = "", 1
    for number, line in enumerate(source, 1):
        text = line.rstrip("\r\n\x1a")
        if not layout.width:
            for part in re.split(f"(?={layout.within})", text) if layout.within else (text,):
                yield number, part.lstrip(" ") if layout.within else part
            continue
        first = first if held else number
        held += text.ljust(layout.width // layout.folded) if layout.folded > 1 else text
        while len(held) >= layout.width:
            yield first, held[: layout.width]
            first, held = number, held[layout.width :]
        if held and layout.folded == 1 and line.endswith("\n"):  # blanks at its end were taken away
            yield first, held
            held = ""
    if held:
        yield first, held


def _name_tag(line: re.Match[str], path: list[str], layout: Layout) -> Named:
    """Return the field that a line says, named after its tag below the tag that stands a level above it."""
    held = line.groupdict()
    path[int(held.get("level") or 0) :] = [line["name"].replace(" ", "") if layout.codes else line["name"]]
    code = next((code for code in (" ".join(path[-2:]), path[-1]) if code in layout.codes), path[-1])
    name = layout.codes.get(code, code.lower().replace("_", " "))
    return name, layout.spell(code, next(filter(None, (held["value"], held.get("quoted"))), ""))


def _name_code(code: str, value: str, layout: Layout) -> str:
    """Return the field that a code stands for; a house number of words alone is the street, as some write."""
    name = layout.codes.get(code, code)
    return name if any(map(str.isdecimal, value)) else name.replace("house number", "street")


def _split_record(text: str, layout: Layout) -> list[str]:
    """Return a record's elements, its characters where it has fields at fixed places."""
    if not layout.mark:
        return list(text)
    if layout.mark in _QUOTING:
        return next(csv.reader([text.strip()], delimiter=layout.mark), [])
    return text.split(layout.mark)


# Elements between them may be quoted.
_QUOTING: Final = frozenset(", ")


def _named_fields(text: str, layout: Layout, scope: str) -> list[Named]:
    """Return what a record's places hold, and the words and written numbers elsewhere.

    A record without places stays as it is.
    """
    cells = _split_record(text, layout)
    glue = layout.glue if layout.mark else ""
    if layout.codes and not layout.tag:
        pairs = zip_longest(cells[::2], cells[1::2], fillvalue="")
        return [(_name_code(code, value, layout), value) for code, value in pairs]
    places = layout.places(scope + text)
    if not places:
        return [("", text)]
    named: list[Named] = []
    if lead := layout.lead.fullmatch(cells[0]):
        held = lead.groupdict("").items()
        named += [(name.replace("__", ".").replace("_", " "), value) for name, value in held]
        cells[0] = ""
    elif len(cells) == 1 and layout.lead is not NO_LAYOUT.lead:  # nothing in it stands at a known place
        return [("", text)]
    for place in places:
        first, last = place[:2] if layout.mark else widen("".join(cells), place)
        name = place[2]
        value = glue.join(filter(None, cells[first - 1 : last])).strip()
        cells[first - 1 : last] = ["" if layout.mark else " "] * len(cells[first - 1 : last])
        if _HALF_WIDTH.search(value):
            value = normalize("NFKC", value)
        if name == MONEY and value.isdecimal():
            value = f"{int(value) // 100}.{int(value) % 100:02d}"
        if name == "memo" and (party := _PARTY.fullmatch(value)):
            named.append(("payer.full name" if party["payer"] else "recipient.full name", party["name"]))
            continue
        named += zip(name.split(PARTED), value.split(PARTED, name.count(PARTED)), strict=False)
    return [*named, ("", " ".join(_WORD.findall(glue.join(filter(None, cells)))))]
