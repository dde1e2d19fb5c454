"""Numbers that called and were called, in records of a telephone system: extensions stand among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled

# Who calls, as switches write it: `"Helen Marsh" <07468960062>`.
_CALLER, _MOST = re.compile(r"\"?[^\"<>]{0,60}\"? ?<\+?\d{2,15}>"), 0.5
# What such records say of a call besides, of which two are enough.
_OF_CALLS = re.compile(
    r"(?:.* )?(?:bill ?sec(?:onds)?|disposition|d ?context|dst ?channel|call ?(?:id|type|direction|duration"
    r"|start|end)|hang ?up(?: ?cause)?|ring(?:ing)? ?time|talk ?time|answer(?:ed)? ?(?:at|time)|trunk"
    r"|inbound ?route|unique ?id|extension|queue)"
)
_CALLS = 2
_ENDS = re.compile(
    r"(?:.* )?(?:src|source|dst|destination|from|to|calling|called|dial(?:l?ed)?|caller|callee|ani|dnis"
    r"|cli(?:d)?|[ab] (?:number|party|leg)|orig(?:inating|in)?|term(?:inating)?)"
    r"(?: ?(?:party|id))?(?: ?(?:no|num|number))?"
)
# A telephone, and what stands among them: extensions, codes of functions, places in the plan of dialling.
_PHONE = re.compile(r"\+?\d{9,15}")
_DIALLED = re.compile(
    r"(?i)\+?\d{2,15}|[shit]|[*#]\d{0,6}[*#]?|anonymous|unknown|restricted|unavailable|private"
)
_LEAST, _ALL = 2, 0.9


def find(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the columns of numbers that called and were called, in a table of calls alone."""
    if not _are_of_calls(samples):
        return []
    taken = {column.index for column in found}
    return [
        Column(one.index, one.name, "PHONE_NUMBER", 0.85, ("calls:+",), None, only=_PHONE)
        for one in samples
        if one.index not in taken and (column_header.blank(one) or one.titled(_ENDS)) and _are_dialled(one)
    ]


def _are_of_calls(samples: Sequence[Sampled]) -> bool:
    """Indicate whether a table is of calls, by a column of callers or by what it says of each call."""
    if any(sample.share(_CALLER) >= _MOST for sample in samples):
        return True
    return sum(sample.titled(_OF_CALLS) for sample in samples) >= _CALLS


def _are_dialled(sample: Sampled) -> bool:
    """Indicate whether values are telephones among extensions; counts and moments follow one another."""
    phones = [value for value in value_kind.select_different(sample) if _PHONE.fullmatch(value)]
    if len(phones) < _LEAST or sample.share(_DIALLED) < _ALL:
        return False
    whole = len(set(map(len, sample.values))) == 1 and len(phones) == len(value_kind.select_different(sample))
    return not whole or phones != sorted(phones)
