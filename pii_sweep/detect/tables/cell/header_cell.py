"""Headers are text of the document, and so are the names of JSON members and XML elements in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.tables.cell import cell_form, listed_name, plausibility
from pii_sweep.detect.tables.cell.undecided_column import Recognizers
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text.candidate import Hit, detection
from pii_sweep.entities import CUSTOMER_ID
from pii_sweep.types import Detection, ObjectRef, Passage, Table, Where

_STEP = re.compile(r"\['((?:[^'\\]|\\.)*)'\]|([^./\[\]@$]+)")
_ELEMENT = re.compile(r"[^/\[\]@]+")  # names of XML elements have points: `Anna.Kowalska`
_WORD = re.compile(r"[^\W_]+")
_NAMESPACED = re.compile(r"[A-Za-z][\w./\-]*:[a-z]+(?:_[a-z]+)*")
# Words of names that are no person's, and how long a name may be.
_NOT_QUOTED = frozenset({"HEALTH", "MINOR", "IDENTITY_DOCUMENT", CUSTOMER_ID, "ORDER_VALUE"})
LONGEST = 1000
_BLANK = Sampled(0, "", (), ())


def is_path(header: str) -> bool:
    """Indicate whether a header is the path of a member or an element, as readers of records give it."""
    return header[:1] in ("$", "/")


def texts(header: str) -> list[str]:
    """Return what a header says, the steps of a path one by one."""
    if not is_path(header):
        return [header] if header.strip() else []
    if header.startswith("/"):
        return _ELEMENT.findall(header)
    return [quoted or plain for quoted, plain in _STEP.findall(header)]


def examine(table: Table, recognizers: Recognizers) -> list[Detection]:
    """Return what the headers of a table hold; their place has a column and no row."""
    asked = [(at, text) for at, header in enumerate(table.header) for text in texts(header)]
    passages = [Passage(text, replace(table.where, column=at + 1)) for at, text in asked]
    found: list[Detection] = []
    for passage, hits in zip(passages, recognizers.claims(passages) if passages else (), strict=True):
        found += [detection(passage, hit, hit.stretches()) for hit in keep_sure(passage.text, hits)]
    return found


def find_personal(text: str, recognizers: Recognizers) -> list[Hit]:
    """Return the personal data in a name that a place quotes; a likely name of two words counts."""
    if len(text) > LONGEST:
        return [Hit("PERSON", 0, len(text), 1.0, "Place")]
    spaced = cell_form.space_marks(text)
    if not (cell_form.has_word(spaced) or cell_form.has_figures(cell_form.forms([text])[0])):
        return []
    passages = [Passage(each, Where(ObjectRef("", ""))) for each in dict.fromkeys((text, spaced))]
    hits = [hit for found in recognizers.claims(passages) for hit in found if hit.entity not in _NOT_QUOTED]
    return settle(
        [*(hit for hit in hits if hit.entity != "PERSON" or _is_likely(text, hit)), *listed_name.find(text)]
    )


def _is_likely(text: str, hit: Hit) -> bool:
    return hit.score >= listed_name.LIKELY and len(_WORD.findall(text[hit.start : hit.end])) > 1


def keep_sure(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits of a name of a place that stand by themselves.

    The second word of a key with its name space (`user:team`) is no login.
    """
    spaced = _NAMESPACED.fullmatch(text) is not None
    for hit in plausibility.keep_plausible(_BLANK, text, hits):
        if (hit.entity != "PERSON" or plausibility.is_sure(hit)) and not (
            spaced and hit.entity == "USERNAME"
        ):
            yield hit


def is_data(table: Table, found: Sequence[Detection]) -> bool:
    """Indicate whether a header is a row of data: half of its cells are nothing but what was found."""
    filled = {at for at, header in enumerate(table.header) if header.strip()}
    if not filled or any(map(is_path, table.header)):
        return False
    whole = {
        item.where.column - 1
        for item in found
        if item.where.column
        and item.end - item.start >= 0.8 * len(table.header[item.where.column - 1].strip())
    }
    return 2 * len(whole & filled) >= len(filled)


def drop_header(table: Table) -> Table:
    """Return a table part without its header."""
    return replace(table, header=())


def header_as_row(table: Table) -> Table:
    """Return a table part whose header is its first row, which has number 0 in the first part."""
    return replace(
        table, header=(), rows=(tuple(table.header), *table.rows), first_row=table.first_row - 1, size=-1
    )
