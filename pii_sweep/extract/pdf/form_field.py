"""What is typed into a page's fields, as words at their place, next to the label that is printed there.

The names of fields seldom say what the fields hold (`f1_04`, `Text7`): the print next to them does. A viewer
draws a value into the rectangle of its field (ISO 32000-1, 12.7.3.3); the width of its letters is estimated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from pii_sweep.extract.ocr.words import Word
from pii_sweep.extract.page.boxed_value import join_boxed
from pii_sweep.extract.pdf.canvas import Canvas
from pii_sweep.extract.pdf.object_text import find_all_strings
from pii_sweep.types import Box

MAX_PLACED = 2000  # words of one page
TYPE = 12.0  # points: the height of a line of type
WIDTH = 0.5  # of a character, in heights of type
INSET = 2.0  # points between the edge of a field and its value
LINES = 2.4  # heights of type: a field so high holds several lines
PARTS_APART = 3.0  # heights of type between fields that hold the parts of one number
LETTERS = re.compile(r"[^\W\d_]+")
MIN_LETTERS = 3  # of a name that says something; a letter and a number count pages and lines
# what programs call a field that has no name of its own
GENERIC = re.compile(
    "text|textfield|field|feld|textfeld|formularfeld|champ|texte|campo|testo|casella|texto|caixa|veld|tekst|"
    "tekstveld|box|textbox|textarea|input|entry|item|line|row|cell|table|column|page|subform|form|untitled|"
    "undefined|unnamed|fill|combo|combobox|combs|dropdown|list|listbox|digit|area|comment|body|node|fld|txt|frm",
    re.IGNORECASE,
)


def is_generic(name: str) -> bool:
    """Return whether the name of a field only counts fields, and does not say what it holds."""
    last = name.rpartition(".")[2]
    words = LETTERS.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", last))
    return all((word.isascii() and len(word) < MIN_LETTERS) or GENERIC.fullmatch(word) for word in words)


def field_words(values: Iterable[tuple[str, Box]], view: Canvas) -> list[Word]:
    """Return the values as words; those of fields that hold the parts of one number are one word.

    None of a page with more of them than a form has: its fields still come by name.
    """
    size = TYPE * max(abs(view.a), abs(view.b))  # pixels
    whole, rest = list[Word](), list[Word]()
    for value, box in values:
        words = value.split(maxsplit=MAX_PLACED + 1)
        if len(words) == 1 and len(value.strip()) <= 4:
            whole.append(Word(words[0], _centre_line(box, size)))
        else:
            rest += islice(_place(value, box, size), MAX_PLACED + 1)
        if len(rest) + len(whole) > MAX_PLACED:
            return []
    joined = join_boxed(whole, PARTS_APART, alone=False)
    return rest + [word if word.ends else word._replace(box=_narrow_box(word, size)) for word in joined]


def _centre_line(box: Box, size: float) -> Box:
    """Return the stripe of a field in which one line of type stands."""
    middle, half = (box.y0 + box.y1) / 2, min(size, box.y1 - box.y0) / 2
    return Box(box.x0, middle - half, box.x1, middle + half)


def _narrow_box(word: Word, size: float) -> Box:
    """Return the box of a short value, set at the left of its field."""
    x0, y0, x1, y1 = word.box
    return Box(x0, y0, min(x1, x0 + WIDTH * size * (len(word.text) + 1)), y1)


def _place(value: str, box: Box, size: float) -> Iterator[Word]:
    """Yield the words of a value, line by line."""
    size = min(size, max(1.0, box.y1 - box.y0))
    room = max(1.0, box.x1 - box.x0 - 2 * INSET)
    several = box.y1 - box.y0 > LINES * size
    lines = list(_lines(value, room / (WIDTH * size))) if several else [value.split()]
    step = min(size, (box.y1 - box.y0) / max(1, len(lines)))
    top = box.y0 if several else (box.y0 + box.y1 - step) / 2
    for line in lines:
        signs = sum(map(len, line)) + len(line) - 1
        width = min(WIDTH * size, room / max(1, signs))
        x = box.x0 + INSET
        for text in line:
            yield Word(text, Box(x, top, x + width * len(text), top + step))
            x += width * (len(text) + 1)
        top += step


def _lines(value: str, room: float) -> Iterator[list[str]]:
    """Yield the lines of a value, the words of each; `room` is the number of characters that fit."""
    for written in value.splitlines():
        line, used = list[str](), 0
        for text in written.split():
            if line and used + len(text) > room:
                yield line
                line, used = [], 0
            line.append(text)
            used += len(text) + 1
        if line:
            yield line


@dataclass(slots=True)
class FieldDictionary:
    """A field as its dictionary says it (ISO 32000-1, 12.7.3): names, values, and who is above it."""

    name: str = ""
    label: str = field(default="", repr=False)
    values: list[str] = field(default_factory=list, repr=False)
    parent: int = 0
    refers: list[int] = field(default_factory=list)  # to objects that are its values


@dataclass(slots=True)
class FieldTree:
    """The fields of a document by the numbers of their objects, and lone strings."""

    fields: dict[int, FieldDictionary] = field(default_factory=dict, repr=False)
    strings: dict[int, str] = field(default_factory=dict, repr=False)

    def add(self, number: int, text: bytes) -> None:
        """Take an object that may be a field, or the value of one."""
        if _LONE.match(text):
            for _, value in find_all_strings(text):
                self.strings[number] = value
        if not _FIELD.search(text):
            return
        one = FieldDictionary(parent=int(found[1]) if (found := _PARENT.search(text)) else 0)
        for name, value in find_all_strings(text):
            if name == "T" and not one.name:
                one.name = value
            elif name == "TU" and not one.label:
                one.label = value
            elif name in ("V", "DV"):
                one.values.append(value)
        one.refers = [int(found[1]) for found in _VALUE.finditer(text)]
        self.fields[number] = one

    def list_values(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what each field is called and its values; parts of one number are one value."""
        parts, stem = list[str](), ""
        for number, one in self.fields.items():
            values = one.values + [self.strings[at] for at in one.refers if at in self.strings]
            label = one.label or self._name(number)
            own = (
                label.rstrip("0123456789 _.-") if len(values) == 1 and len(values[0]) <= LONGEST_PART else ""
            )
            if parts and own != stem:
                yield stem, _join_parts(parts)
                parts = []
            stem = own
            if own:
                parts.append(values[0])
            elif values:
                yield label, values
        if parts:
            yield stem, _join_parts(parts)

    def _name(self, number: int) -> str:
        """Return a field's full name (12.7.3.2), or what those above it show instead."""
        names = list[str]()
        for _ in range(DEPTH):
            one = self.fields.get(number)
            if one is None:
                break
            if one.name:
                names.append(one.name)
            number = one.parent
        return ".".join(reversed(names))


def _join_parts(parts: list[str]) -> list[str]:
    """Return the parts of a number as one value; what stands alone stays as it is."""
    return ["".join(parts)] if all(part.isdecimal() for part in parts) else parts


LONGEST_PART = 4  # characters of a part of a number
DEPTH = 32  # fields above each other
_FIELD = re.compile(rb"/(?:V|DV|T|TU)\b\s*[(<\[]|/V\s+\d+\s+\d+\s+R\b")
_PARENT = re.compile(rb"/Parent\s+(\d{1,10})\s+\d+\s+R\b")
_VALUE = re.compile(rb"/D?V\s+(\d{1,10})\s+\d+\s+R\b")
_LONE = re.compile(rb"\s*[(<](?!<)")
