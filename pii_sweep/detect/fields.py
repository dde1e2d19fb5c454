"""Records of `name: value` lines: fields that are parts of one name or one address come together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pii_sweep.detect import headers
from pii_sweep.detect.headers import SHAPES, Sampled
from pii_sweep.detect.hits import Hit

_LINE = re.compile(r"^([\w.$@\[\]/\- ]{1,120}?):[ ]([^\n]+)$", re.MULTILINE)
_KINDS = ("first", "last", "middle", "name", "street", "unit", "city", "state", "zip", "country")
_ADDRESS = ("street", "unit", "city", "state", "zip", "country")
_REASON = ("fields:0.99",)

Field = tuple[Sampled, int, int]


def find(text: str) -> Iterator[Hit]:
    """Yield the names and addresses that a record holds in several fields.

    Fields belong together where their paths differ in the last name alone; `pieces` of a hit are
    the values, in the order of the text.
    """
    groups: dict[str, dict[str, Field]] = {}
    for match in _LINE.finditer(text):
        path = match.group(1)
        sample = Sampled(0, path, headers.plain(path), (match.group(2).strip(),))
        kind = _kind(sample)
        if kind:
            prefix = re.split(r"[./](?=[^./]*$)", path)[0] if re.search(r"[./]", path) else ""
            groups.setdefault(prefix, {}).setdefault(kind, (sample, *match.span(2)))
    for group in groups.values():
        yield from _name(group)
        yield from _address(group)


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
    if "street" in held and {"city", "zip"} & set(held):
        parts = {kind: group[kind][0].values[0] for kind in held}
        yield _joined("STREET_ADDRESS", [group[kind] for kind in held], parts)


def _joined(entity: str, fields: Sequence[Field], parts: Mapping[str, str]) -> Hit:
    pieces = tuple(sorted((start, end) for _, start, end in fields))
    role = headers.role_of(fields[0][0])
    return Hit(entity, pieces[0][0], pieces[-1][1], 0.99, "Fields", _REASON, role, parts, pieces)
