"""Addresses whose lines are values of one field: the `Line` elements of an address, its code next to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pii_sweep.detect.address import part, whole_line
from pii_sweep.detect.address import recognizer as address
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Sampled

Field = tuple[Sampled, int, int]
# What an address has behind its lines in fields of their own.
BEHIND = ("city", "state", "zip", "country")
_MOST = 7  # lines of one address
_COVERED = 0.75  # of the text of the lines


def parse(values: Sequence[Field]) -> Mapping[str, str] | None:
    """Return the parts of the address that values of one path are the lines of, None where there is none."""
    whole = _join(values)
    hit = max(address.find(whole, part.take_part), key=lambda hit: hit.end - hit.start, default=None)
    return None if hit is None or hit.end - hit.start < _COVERED * len(whole) else dict(hit.parts)


def are_headed(values: Sequence[Field]) -> bool:
    """Return whether the label of several values of one path is that of an address's lines."""
    return 1 < len(values) <= _MOST and values[0][0].titled(column_header.part("street"))


def complete(
    values: Sequence[Field], group: Mapping[str, Field]
) -> tuple[list[Field], dict[str, str]] | None:
    """Return lines with the code next to them, and their parts; None where they are no address together.

    Houses with a name, quarters and counties are lines that no pattern of running text knows; the code
    next to them says that they are an address.
    """
    behind = {kind: group[kind] for kind in BEHIND if kind in group}
    if "zip" not in behind or not whole_line.is_address(_join([*values, behind["zip"]])):
        return None
    last = values[-1][0].values[0]
    parts = {"street": values[0][0].values[0], "city": last}
    parts |= {kind: sample.values[0] for kind, (sample, _, _) in behind.items()}
    return [*values, *behind.values()], parts


def _join(values: Sequence[Field]) -> str:
    return ", ".join(sample.values[0] for sample, _, _ in values)
