"""Numbers in a record that a field next to them calls an identity card's, a passport's or a licence's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.tables.column import identity_paper
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text.candidate import Hit

_NUMBER = re.compile(r"(?=(?:[^\d]*\d){4})[^\W_](?:[ .\-/]?[^\W_]){4,23}")
# So many fields may stand between the kind of a paper and its number.
_REACH = 3

Line = tuple[str, tuple[Sampled, int, int]]


def find(lines: Sequence[Line]) -> Iterator[Hit]:
    """Yield the numbers of papers in a record's fields, paths first, by the kind or issuer next to them."""
    for at, (path, (sample, start, end)) in enumerate(lines):
        if not sample.titled(identity_paper.NUMBERED) or _NUMBER.fullmatch(sample.values[0]) is None:
            continue
        parent = path[: path.rfind(".")] if "." in path else path[: path.rfind("/")]
        near = [
            one
            for other, (one, _, _) in (
                *reversed(lines[max(0, at - _REACH) : at]),
                *lines[at + 1 : at + 1 + _REACH],
            )
            if other.startswith(parent) and other != path
        ]
        if entity := _find_kind(near):
            yield Hit(entity, start, end, 0.85, "Fields", ("adjacent:+",))


def _find_kind(near: Sequence[Sampled]) -> str:
    """Return the entity of a paper by the fields around its number, the nearest first; empty for none."""
    types = [sample.values[0] for sample in near if sample.titled(identity_paper.TYPED)]
    named = next(filter(None, map(identity_paper.name_kind, types)), "")
    if named or not any(sample.titled(identity_paper.ISSUED) for sample in near):
        return named
    return identity_paper.TRAVEL.get(types[0], "NATIONAL_ID") if types else ""
