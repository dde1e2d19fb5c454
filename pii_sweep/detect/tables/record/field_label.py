"""Labels of a record that stand in values: `displayName: Surname`, `name.@part: first`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pii_sweep.detect.tables import column_header

# The value of an element of a list: `fields[2].value`, `fields[2].values[0].text`.
VALUE_OF = re.compile(
    r"(?i)\[\d+\]\.((?:values?|answers?|valueString|val|v|valor|wert|waarde|valeur|valore)(?:\[0\])?"
    r"(?:\.(?:text|value|valueString))?)$"
)


def names_itself(label: str, value: re.Match[str]) -> bool:
    """Return whether an element of a list calls its value by a label, which is not the step of its path."""
    return not label.endswith(value[1].replace("[0]", ""))


def skip_form(path: str) -> str:
    """Return a path without the last steps that only say how a value is written, and not what it is.

    `geburt/datum/teildatum/jahrMonatTag` is a birth's date, `familienname/name` a family name.
    """
    while (form := _FORM.search(path)) is not None:
        path = path[: form.start()]
    return path


def shorten(label: str, path: str) -> str:
    """Return a label by the last steps of its path where those of its form say nothing."""
    whole = skip_form(path)
    return label if whole == path else ".".join(re.split(r"[/.]", _INDEX.sub("", whole))[-_STEPS:])


# As the registers of German authorities (XÖV) nest names and dates.
_FORM = re.compile(
    r"(?i)[/.](?:(?:teil|partial)_?dat(?:um|e)|jahr_?monat_?tag|year_?month_?day"
    r"|(?:(?<=familienname.)|(?<=geburtsname.)|(?<=nachname.)|(?<=vorname.)|(?<=vornamen.))name)$"
)
_INDEX = re.compile(r"\[\d+\]")
_STEPS = 3


def find_halves(lines: Sequence[re.Match[str]], paths: Mapping[int, str]) -> dict[str, str]:
    """Return, by the path of an element of names, which half its attribute says: `<name part="first">`."""
    found: dict[str, str] = {}
    for line in lines:
        element, mark, _ = paths.get(line.start(2), "").rpartition("/@")
        label = line[2].strip()
        if (
            mark
            and _NAMES.search(element)
            and column_header.find_kind(column_header.plain_header(label)) in _HALVES
        ):
            found[element] = label
    return found


_HALVES = frozenset({"first", "middle", "last"})
# The last step of a path to an element of names: a bare element with `class="first"` is of a page.
_NAMES = re.compile(r"(?i)(?:name|nom|naam|navn|namn)[^/]*$")


def find_labels(lines: Sequence[re.Match[str]], paths: Mapping[int, str]) -> dict[int, int]:
    """Return where values begin and end that are labels: `displayName: Surname` next to `value: Lee`.

    In a list in which two labels at least are of what is known of people; a tally by names has none.
    """
    labels: dict[str, str] = {}
    for found in lines:
        path = paths.get(found.start(2), "")
        if (end := VALUE_OF.search(path)) and names_itself(found[1], end):
            labels[path[: end.start(1)]] = found[1]
    kinds = {column_header.find_kind(column_header.plain_header(label)) for label in labels.values()} - {""}
    if len(kinds) < _LABELS:
        return {}
    return {
        found.start(2): found.end(2)
        for found in lines
        if (path := paths.get(found.start(2), ""))
        and labels.get(path[: path.rfind(".") + 1]) == found[2].strip()
    }


_LABELS = 2
