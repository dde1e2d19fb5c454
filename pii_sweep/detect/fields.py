"""Records of `name: value` lines: fields that are parts of one name or one address come together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pii_sweep.detect import address, headers, parts
from pii_sweep.detect.headers import SHAPES, Sampled
from pii_sweep.detect.hits import Hit

_LINE = re.compile(r"^([\w.$@\[\]/\- ]{1,120}?):[ ]([^\n]+)$", re.MULTILINE)
# A form's lines: `Street: 12 Oak St`, `City<tab>Reno`.
_FORM = re.compile(
    r"^[ \t]*([^\W\d_][\w \-/#.]{0,28}?[\w#.])(?:[ ]?:[ \t]*|[ ]?\t+)(\S[^\n\t]*)$", re.MULTILINE
)
# A form that holds parts to join has one of these labels.
_LABELLED = re.compile(
    r"(?im)^[ \t]*(?:[a-z]+ )?(?:zip|post(?:al)? ?code|city|town|last ?name|surname|family name|plz|ort"
    r"|nachname|csz)[^\n:\t]{0,20}[:\t]"
)
_KINDS = ("first", "last", "middle", "name", "street", "unit", "tail", "city", "state", "zip", "country")
_ADDRESS = ("street", "unit", "tail", "city", "state", "zip", "country")
_REASON = ("fields:0.99",)

Field = tuple[Sampled, int, int]
Group = dict[str, Field]


def find(text: str) -> Iterator[Hit]:
    """Yield the names and addresses that a record holds in several fields.

    Fields belong together where their paths differ in the last name alone; `pieces` of a hit are
    the values, in the order of the text. Several values of one path are lines of one address.
    """
    lines = [
        (found.group(1), (Sampled(0, path, headers.plain(path), (found.group(2).strip(),)), *found.span(2)))
        for found in _LINE.finditer(text)
        if (path := found.group(1))
    ]
    groups: dict[str, Group] = {}
    for path, run in groupby(lines, key=lambda line: line[0]):
        values = [value for _, value in run]
        if len(values) > 1 and (whole := _lines(values)):
            yield whole
            continue
        prefix = re.split(r"[./](?=[^./]*$)", path)[0] if re.search(r"[./]", path) else ""
        _sort(groups.setdefault(prefix, {}), values)
    yield from _joins(groups.values())


def forms(text: str) -> Iterator[Hit]:
    """Yield the names and addresses that the labelled lines of a form hold in several lines.

    A form ends at an empty line, and where a label comes again.
    """
    if not _LABELLED.search(text):
        return
    for block in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|$))+", text):
        groups: list[Group] = [{}]
        for found in _FORM.finditer(text, block.start(), block.end()):
            label, value = found.groups()
            sample = Sampled(0, label, headers.plain(label), (value.strip(),))
            kind = _kind(sample)
            if kind in groups[-1]:
                groups.append({})
            if kind:
                end = found.start(2) + len(value.rstrip())
                groups[-1][kind] = (sample, found.start(2), end)
        yield from _joins(group for group in groups if len(group) > 1)


def _sort(group: Group, values: Sequence[Field]) -> None:
    for value in values:
        kind = _kind(value[0])
        if kind:
            group.setdefault(kind, value)


def _joins(groups: Iterable[Group]) -> Iterator[Hit]:
    for group in groups:
        yield from _name(group)
        yield from _address(group)


def _lines(values: Sequence[Field]) -> Hit | None:
    """Return the address that values of one path are the lines of, None where they are none."""
    whole = ", ".join(value[0].values[0] for value in values)
    hit = max(address.find(whole, parts.step), key=lambda hit: hit.end - hit.start, default=None)
    if hit is None or hit.end - hit.start < 0.75 * len(whole):
        return None
    return _joined("STREET_ADDRESS", values, dict(hit.parts))


def _kind(sample: Sampled) -> str:
    for kind in _KINDS:
        if sample.titled(headers.part(kind)) and sample.share(SHAPES.get(kind, SHAPES["first"])) == 1.0:
            return kind
    return ""


def _name(group: Mapping[str, Field]) -> Iterator[Hit]:
    if "first" in group and "last" in group:
        yield _joined("PERSON", [group[kind] for kind in ("first", "middle", "last") if kind in group], {})
    elif "name" in group and " " in group["name"][0].values[0] and headers.people(group["name"][0]):
        yield _joined("PERSON", [group["name"]], {})


def _address(group: Mapping[str, Field]) -> Iterator[Hit]:
    held = [kind for kind in _ADDRESS if kind in group]
    if "street" in held and {"city", "zip", "tail"} & set(held):
        values = {kind: group[kind][0].values[0] for kind in held}
        yield _joined("STREET_ADDRESS", [group[kind] for kind in held], values)


def _joined(entity: str, fields: Sequence[Field], values: Mapping[str, str]) -> Hit:
    pieces = tuple(sorted((start, end) for _, start, end in fields))
    role = headers.role_of(fields[0][0])
    return Hit(entity, pieces[0][0], pieces[-1][1], 0.99, "Fields", _REASON, role, values, pieces)
