"""EPL2 commands → fields (Eltron/Zebra EPL2 Programmer's Manual 980352, commands A, B, b and P).

`A p1,p2,rotation,font,h,v,reverse,"text"` prints text, `B p1,p2,rotation,type,…,"data"` a barcode,
`b p1,p2,type,…,"data"` a two-dimensional one; `N` clears the label and `P` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pii_sweep.extract.label.zpl import Field

QUOTED = re.compile(r'^([AB b]?[^"]*)"((?:[^"\\]|\\.)*)"?')
# Dot heights and widths of fonts 1–5 at 203 dpi.
FONTS: Mapping[str, tuple[int, int]] = {
    "1": (12, 8),
    "2": (16, 10),
    "3": (20, 12),
    "4": (24, 14),
    "5": (48, 32),
}
TURNS = {"0": "N", "1": "R", "2": "I", "3": "B"}


def parse_epl(lines: Iterable[str]) -> Iterator[list[Field]]:
    """Yield the fields of each label, in the order they are printed; lines are Latin-1."""
    fields: list[Field] = []
    for line in lines:
        if line.startswith("N") and not line[1:].strip():
            fields = []
        elif re.match(r"P[\dA]?", line) and fields:
            yield fields
            fields = []
        elif line[:1] in ("A", "B", "b"):
            found = _field(line)
            if found is not None:
                fields.append(found)
    if fields:
        yield fields


def _field(line: str) -> Field | None:
    match = QUOTED.match(line)
    if match is None:
        return None
    command, arguments = line[0], [part.strip() for part in match[1][1:].split(",")]
    text = re.sub(r"\\(.)", r"\1", match[2])
    try:
        text = text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        text = text.encode("latin-1").decode("cp437")
    if len(arguments) < 4 or not (arguments[0].isdecimal() and arguments[1].isdecimal()) or not text.strip():
        return None
    x, y = int(arguments[0][:6]), int(arguments[1][:6])
    if command != "A":
        kind = "C" if command == "B" else arguments[2][:1].upper() or "X"
        return Field(text, x, y, height=_parse_whole(arguments, 6, 10), barcode=kind)
    height, width = FONTS.get(arguments[3], FONTS["3"])
    across, down = _parse_whole(arguments, 4, 1), _parse_whole(arguments, 5, 1)
    return Field(text, x, y, height * down, (width + 2) * across, TURNS.get(arguments[2], "N"))


def _parse_whole(arguments: list[str], index: int, default: int) -> int:
    text = arguments[index] if index < len(arguments) else ""
    return min(int(text), 1000) if text.isdecimal() and len(text) < 6 else default
