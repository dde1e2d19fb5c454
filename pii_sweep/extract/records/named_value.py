"""XML whose elements name their values: by an attribute, a child, or the element before (property lists).

Databases and registers write so: `<field name="city">` (mysqldump, phpMyAdmin, Solr), `<item name="City">`
around `<text>` (Domino), `<property><key>city</key><value>`, `<name>CITY</name><defaultValue>` (Jenkins),
`<key>city</key><string>` (Apple). A value gets
that name for the last step of its path, so that records become tables as others do. Names that end in a
number are those of a form's rows (`LastName_5`): the number is a step of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pii_sweep.extract.table.column_labels import PERSON

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

_ATTRIBUTES: Final = frozenset(
    {"@name", "@key", "@field", "@column", "@fieldname", "@columnname"}
    | {"@nazwa", "@nom", "@nombre", "@nome", "@naam", "@navn", "@namn", "@nimi", "@název", "@nazev", "@имя"}
)
# What says whose or what the named value is: `<Atrybut Typ="Adresat" Nazwa="Ulica">`.
_OWNERS: Final = frozenset({"@typ", "@type", "@tipo", "@group", "@gruppe", "@grupa", "@groupe", "@section"})
# Words for how a value is written, which say nothing of whose it is.
_WRITTEN: Final = re.compile(
    r"(?i)(?:\w+[.:])*(?:n?(?:var)?char|u?(?:big|small|tiny|long)?(?:int|text)|integer|long|short|float|double|real|"
    r"string|str|bool(?:ean)?|decimal|num(?:ber|eric)?|money|currency|date|(?:date)?time(?:stamp)?|binary|blob|"
    r"uuid|guid|enum|list|array|object|url|uri|email|tel|phone|password|hidden|radio|checkbox|select\w*|field|"
    r"textbox|textarea|input|label|combo(?:box)?|lookup|picklist|calculated|rich_?text|names?|key(?:word)?)\d*\w?"
)
_KEY: Final = "key"
_NAME: Final = "name"  # may be that of a thing or a person as well
_INSIDE: Final = frozenset({"value", "text", "string", "data", "defaultvalue"})
# How programs write the names of settings; no person is called so.
_SETTING: Final = re.compile(
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][a-z0-9]*(?:[_.\-][a-z0-9]+)+|[a-z]+(?:[A-Z][a-z]+)+"
)
_DICTIONARY: Final = "dict"
# One word, as fields of programs are called: nobody's whole name.
_FIELD: Final = re.compile(r"[A-Za-z_$][\w.$:\-]{0,79}")
_WORDS: Final = re.compile(r"[_.\-]|(?<=[a-z])(?=[A-Z])")
# The field of a row of a form: its name and the row's number.
_NUMBERED: Final = re.compile(r"(?P<name>.*[^\W\d][_.\-]?)(?P<row>\d{1,4})")
_ROW: Final = "row"
_LEAST: Final = 2  # records that have a field


@dataclass(slots=True)
class NamedValues:
    """The names that are fields' in a document, and what the elements that are being read are called."""

    names: frozenset[str]
    numbered: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    owner: tuple[Path, str] = ((), "")
    held: dict[Path, str] = field(default_factory=dict)

    def rename(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """Yield leaves, values under the names of their fields; a name that is no field's stays a leaf."""
        for path, value in leaves:
            own = _named_element(path, value)
            if value in self.owners and _is_owner(path):
                self.owner = (path[:-1], value)
                continue
            if own is None:
                yield self._rename(path), value
                continue
            self.held = {kept: name for kept, name in self.held.items() if own[: len(kept)] == kept != own}
            if value in self.names or self._row_of(value):
                self.held[own] = value
            else:
                yield path, value

    def _rename(self, path: Path) -> Path:
        renamed: list[str | int] = []
        at = 0
        while at < len(path):
            name = self.held.get(path[:at])
            if name is not None and path[at - 2] == _DICTIONARY:
                renamed.append(name)
                at += 2  # the tag and the number of the element behind the key
                continue
            if name is not None and _is_inside(path[at:]):
                return (*renamed[:-2], *self._steps(name, path[:at]))
            renamed.append(path[at])
            at += 1
        name = self.held.get(path)
        return tuple(renamed) if name is None else (*renamed[:-2], *self._steps(name, path))

    def _steps(self, name: str, own: Path) -> Path:
        """Return the steps that a name stands for: itself, whose it is and itself, or a row and the field."""
        if self.owner[0] == own:
            return self.owner[1], name
        row = self._row_of(name)
        return (_ROW, int(row["row"]), row["name"].rstrip("_.-")) if row else (name,)

    def _row_of(self, name: str) -> re.Match[str] | None:
        """Return a name and the number of its row, None where it is no row's."""
        row = _NUMBERED.fullmatch(name)
        return row if row and row["name"] in self.numbered else None


def find_named(head: Sequence[Leaf]) -> NamedValues | None:
    """Return how a document's first leaves say that values are called; None where elements name none.

    A name is a field's where several records have it or it is a word for what is known of people, and the
    element that has it holds a text and no more.
    """
    named = {
        own: value for path, value in head if (own := _named_element(path, value)) and _FIELD.fullmatch(value)
    }
    if not named:
        return None
    owners: dict[str, set[Path]] = {}
    for path, _ in head:
        for own in (path, path[:-2]):
            if own in named and (own == path or _is_inside(path[-2:])) and own[-2] != _DICTIONARY:
                owners.setdefault(named[own], set()).add(own[:-2])
    for path, value in head:
        if path[-2:-1] == (_KEY,) and path[-4:-3] == (_DICTIONARY,) and _FIELD.fullmatch(value):
            owners.setdefault(value, set()).add(path[:-2])
    names = {name for name, records in owners.items() if len(records) >= _LEAST or _is_known(name)}
    numbered = _find_numbered(owners)
    owned = Counter(value for path, value in head if path[:-1] in named and _is_owner(path))
    again = frozenset(value for value, count in owned.items() if count >= _LEAST and _is_party(value))
    return NamedValues(frozenset(names), numbered, again) if names or numbered else None


def _find_numbered(names: Iterable[str]) -> frozenset[str]:
    """Return the fields of a form's rows: several numbers follow each, and each number follows several."""
    rows: dict[str, set[str]] = {}
    for name in names:
        if row := _NUMBERED.fullmatch(name):
            rows.setdefault(row["row"], set()).add(row["name"])
    again = Counter(name for fields in rows.values() for name in fields)
    many = {number for number, fields in rows.items() if len(fields) >= _LEAST}
    return frozenset(name for number in many for name in rows[number] if again[name] >= _LEAST)


def _is_owner(path: Path) -> bool:
    """Return whether a leaf is the attribute of an element that says whose its value is."""
    return len(path) > 1 and str(path[-1]).lower() in _OWNERS and isinstance(path[-2], int)


def _is_party(value: str) -> bool:
    """Return whether a word says whose a value is, not how it is written."""
    return _FIELD.fullmatch(value) is not None and _WRITTEN.fullmatch(value) is None


def _named_element(path: Path, value: str) -> Path | None:
    """Return the element that a leaf is the name of, the dictionary that it is a key in, None for no name."""
    if len(path) > 1 and str(path[-1]).lower() in _ATTRIBUTES and isinstance(path[-2], int):
        return path[:-1]
    keyed = path[-2:-1] == (_KEY,) or (path[-2:] == (_NAME, 1) and _is_setting(value))
    if keyed and isinstance(path[-1], int) and len(path) > 2 and isinstance(path[-3], int):
        return path[:-2]
    return None


def _is_inside(rest: Path) -> bool:
    """Return whether a path below an element leads to the one text in it."""
    return len(rest) == 2 and str(rest[0]).lower() in _INSIDE and rest[1] == 1


def _is_setting(name: str) -> bool:
    """Return whether a name is that of a setting about a person, as programs write them."""
    return _SETTING.fullmatch(name) is not None and _is_known(name)


def _is_known(name: str) -> bool:
    return PERSON.search(_WORDS.sub(" ", name)) is not None
