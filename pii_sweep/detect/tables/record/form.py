"""Forms: labels before their values, in small print above or in brackets below, on lines and in boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.tables.record import script_form
from pii_sweep.detect.tables.record.field_record import Group, join_fields, kind_of
from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.candidate import Hit

# `Street: 12 Oak St`, `City<tab>Reno`.
_INLINE = re.compile(
    r"^[ \t]*([^\W\d_][\w \-/#.'’]{0,28}?[\w#.])(?:[ ]?:[ \t]*|[ ]?\t+)(\S[^\n\t]*)$", re.MULTILINE
)
# A text with parts to join, or kinds to decide, has one of these labels.
_LABELLED = re.compile(
    r"(?i)\b(?:zip|post(?:al)? ?code|city|town|last ?name|surname|family name|plz|ort|nachname|csz"
    r"|birth|dob|born|passport|legal name|vorname|nom de famille|pr[ée]noms?|apellidos?|apelidos?|cognome"
    r"|achternaam|voornaam|nazwisko|efternamn|förnamn|etternavn|fornavn|efternavn|příjmení|sukunimi"
    r"|last[ ]{2,}first|first[ ]{2,}last)\b"
)
_WORDS = frozenset(
    ["zip", "postcode", "postalcode", "post", "postal", "city", "town", "lastname", "last", "surname"]
    + ["family", "plz", "ort", "nachname", "csz", "birth", "dob", "born", "passport", "legal", "vorname"]
    + ["famille", "prénom", "prénoms", "prenom", "prenoms", "apellido", "apellidos", "apelido", "apelidos"]
    + ["cognome", "achternaam", "voornaam", "nazwisko", "efternamn", "förnamn", "etternavn", "fornavn"]
    + ["efternavn", "příjmení", "sukunimi"]
)
_LABEL = re.compile(r"[^\W\d_][^\d:;!?@$%*=<>|\n]{1,38}")
# What a form adds to a label: `Address (number, street, and apt. no.). See instructions.`
_HINT = re.compile(r"(?<=\w)[ ]?(?:\([^()\n]{2,70}\)[^\n]*|:[ ]?Line[ ]\d\b[^\n]*)$")
# In small print below the line to be filled in: `(PESEL)`, `(Full name)  (Date of birth)`.
_BELOW = re.compile(r"\(([^\W\d_][^()\d:;!?@$%*=<>|\n]{2,60})\)")
_BELOW_LINE = re.compile(r"(?m)^[ \t]*\([^()\d:\n]{3,61}\)[ \t]*(?:$|[ \t]\()")
# The number of a form's field, and boxes to tick: `4. Sex [ ] M [X] F`.
_COUNT = re.compile(r"^\(?\d{1,2}[a-z]?[.):]?[ ]+(?=[^\W\d_])")
_BOXES = re.compile(r"[\[(][ xX✓]?[\])]|[☐☑☒□]")
_GAP = re.compile(r"[ ]{2,}|\t+")
# Labels and values of one form are no farther apart than this many lines.
REACH = 8
# What a form's label indicates besides names and addresses.
_LABELLED_KINDS = frozenset(
    {
        "DATE_OF_BIRTH",
        "PHONE_NUMBER",
        "US_SSN",
        "US_PASSPORT",
        "US_DRIVER_LICENSE",
        "US_BANK_NUMBER",
        "US_ITIN",
    }
)
_CAPTIONED_KINDS = _LABELLED_KINDS | {"NATIONAL_ID"}
_LESS = 0.05

Pair = tuple[str, str, int, bool]


def find(text: str) -> Iterator[Hit]:
    """Yield what the labels of a form indicate their values, names and addresses joined from their parts.

    A form ends where a label comes again, far from its last label, and at an empty line where
    labels stand before their values.
    """
    yield from script_form.find(text)
    below = "(" in text and _BELOW_LINE.search(text) is not None
    if not below and (casing.words(text).isdisjoint(_WORDS) or not _LABELLED.search(text)):
        return
    yield from _find_captioned(text) if below else ()
    groups: list[Group] = [{}]
    last = 0
    yield from _find_listed(text) if "  " in text or "\t" in text else ()
    for label, value, start, stacked in sorted(_pairs(text), key=lambda pair: pair[2]):
        sample = Sampled(0, label, _titles(label), (value,))
        kind, end = kind_of(sample), start + len(value)
        between = text[last:start]
        apart = between.count("\n") > REACH or (not stacked and "\n\n" in between)
        kind = "" if kind in _HALVES and _fills_in(value) else kind
        if kind in groups[-1] or (apart and groups[-1]):
            groups.append({})
        if kind:
            groups[-1][kind] = (sample, start, end)
            last = end
        elif (rule := column_header.find_rule(sample)) and rule.kind in _LABELLED_KINDS:
            yield _hit(rule, sample, start)
    groups = _across_boxes(groups)
    # A lone name, such as a guardian's, is taken where the other labels make the text a form.
    if any(len(group) > 1 for group in groups):
        yield from join_fields(groups)


_HALVES = frozenset({"first", "last"})


def _fills_in(value: str) -> bool:
    """Return whether a half of a name is a word on what to fill in: `required`, `Text`, `Pflichtfeld`."""
    word = value.lower().strip("*.() ")
    listed = lexicon.any_given_name(word) or lexicon.family_name(word)
    return word in _ASKED or (word in lexicon.ordinary() and not listed)


# What forms and descriptions of them have below a label.
_ASKED = frozenset(
    [
        "required",
        "optional",
        "text",
        "string",
        "varchar",
        "char",
        "mandatory",
        "blank",
        "pflichtfeld",
        "pflicht",
    ]
    + ["obligatoire", "facultatif", "obligatorio", "opcional", "obbligatorio", "facoltativo", "obrigatório"]
    + ["verplicht", "optioneel", "wymagane", "opcjonalne", "obligatorisk", "valfritt", "total", "n/a", "none"]
)


def _across_boxes(groups: Sequence[Group]) -> list[Group]:
    """Return the groups, a street joined to the town that a later box of the form holds.

    Boxes side by side are read one column after the other, so that their labels are far apart.
    """
    out: list[Group] = []
    for held in groups:
        group = held
        street = next((one for one in reversed(out) if "street" in one), None)
        open_ = street is not None and "tail" not in street and not street.keys() >= {"city", "zip"}
        if street is not None and open_ and "street" not in group and group.keys() & (_TOWN | {"unit"}):
            street.update({kind: group[kind] for kind in _PARTS if kind in group and kind not in street})
            group = {kind: value for kind, value in group.items() if kind not in _PARTS}
        out.append(group)
    return out


_TOWN = frozenset({"city", "zip", "tail"})
_PARTS = ("unit", "tail", "city", "state", "zip", "country")


def _hit(rule: column_header.Rule, sample: Sampled, start: int) -> Hit:
    """Return the hit of a value that begins at a place and fits its label's rule."""
    score, end = rule.score - _LESS, start + len(sample.values[0])
    return Hit(rule.kind, start, end, score, "Form", (f"label:{score:.2f}",), column_header.role_of(sample))


def _find_listed(text: str) -> Iterator[Hit]:
    """Yield what a line of heads indicates the rows below it that have as many cells, up to an empty line."""
    heads: tuple[str, ...] = ()
    at, row = 0, 0
    for line in text.split("\n"):
        here = _cells(line, at)
        at += len(line) + 1
        if len(here) < _HEADS or len(here) != len(heads):
            labels = tuple(cell for _, cell in here)
            heads = labels if len(here) >= _HEADS and _labels([*labels]) else heads if here else ()
            row = 0
            continue
        row += 1
        # The first row is that of labels in small print above their values.
        for label, (place, value) in zip(heads, here, strict=True) if row > 1 else ():
            sample = Sampled(0, label, _titles(label), (value,))
            if (rule := column_header.find_rule(sample)) and rule.kind in _LABELLED_KINDS:
                yield _hit(rule, sample, place)


_HEADS = 3


def _find_captioned(text: str) -> Iterator[Hit]:
    """Yield what the line above a line of labels in brackets holds, each value over its label."""
    at, above = 0, list[tuple[int, str]]()
    for line in text.split("\n"):
        here = _cells(line, at)
        labels = [match[1] for _, cell in here if (match := _BELOW.fullmatch(cell))]
        if len(labels) == len(here) == len(above):
            for label, (place, value) in zip(labels, above, strict=True):
                sample = Sampled(0, label, _titles(label), (value.partition(",")[0],))
                if (rule := column_header.find_rule(sample)) and rule.kind in _CAPTIONED_KINDS:
                    yield _hit(rule, sample, place)
        above = here
        at += len(line) + 1


def _pairs(text: str) -> Iterator[Pair]:
    """Yield labels with their values, the value's place, and whether the label stands above it."""
    for found in _INLINE.finditer(text):
        yield found.group(1), found.group(2).rstrip(), found.start(2), False
    at, above, lone = 0, list[tuple[int, str]](), list[str]()
    for line in text.split("\n"):
        here = _cells(line, at)
        if len(above) > len(here):
            above = [(place, label) for place, label in above if _BOXES.search(label) is None]
        if above and len(above) == len(here) and _labels([label for _, label in above]):
            for (_, label), (place, value) in zip(above, here, strict=True):
                yield label, value, place, True
        if len(here) > 1 and len(above) <= 1 and len(lone) >= len(here) and _labels(lone[-len(here) :]):
            # Boxes side by side whose labels the page has one below the other.
            for label, (place, value) in zip(lone[-len(here) :], here, strict=True):
                yield label, value, place, True
        above = [(place, _HINT.sub("", _COUNT.sub("", cell))) for place, cell in here]
        lone = [*lone, above[0][1]] if len(here) == 1 else [] if here else lone
        at += len(line) + 1


def _cells(line: str, at: int) -> list[tuple[int, str]]:
    """Return the pieces of a line between wide gaps, with their places."""
    out, start = list[tuple[int, str]](), 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        if piece := line[start:end].strip():
            out.append((at + line.index(piece, start), piece))
        start = gap.end() if gap else end
    return out


def _labels(cells: list[str]) -> bool:
    """Return whether a line is one of labels: one at least is known, and none looks like a value."""
    if not all(_LABEL.fullmatch(cell) for cell in cells):
        return False
    return any(_is_known(_titles(cell)) for cell in cells)


def _titles(label: str) -> tuple[str, ...]:
    return column_header.plain_header(re.sub(r"['’]s\b", "", label))


# The same labels come again in every form.
@lru_cache(maxsize=4096)
def _is_known(titles: tuple[str, ...]) -> bool:
    if titles and lexicon.words("roles", "pronouns").issuperset(titles[0].split()):
        return False  # what somebody filled in: `she/her`, which without its mark is Hindi's word for a town
    sample = Sampled(0, "", titles, ())
    decided = any(map(column_header.find_rules, titles[:1]))
    return decided or any(
        sample.titled(column_header.part(kind))
        for kind in ("first", "last", "name", "street", "unit", "tail", "city", "state", "zip")
    )
