"""Numbers that stand among telephones in a column of several things: `value` of an address book.

The cells of such a column that are but figures are telephones where most of them are recognized as such:
programs that keep a telephone, a mailbox and a birthday in one column write each as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pii_sweep.detect.text.candidate import Hit

# So many of the numbers are telephones by themselves, and so large a part of all.
_LEAST, _SHARE = 5, 0.6
_SCORE = 0.6
_NUMBER = re.compile(r"\+?\(?(?=(?:\D*\d){7,15}\D*$)\d[\d ()\-./]{5,20}\d")
_DAY = re.compile(r"(?:19|20)\d\d[./\-]?[01]\d[./\-]?[0-3]\d|[0-3]?\d[./\-][01]?\d[./\-](?:19|20)\d\d")


def spread(values: Sequence[str], hits: Mapping[str, Sequence[Hit]]) -> dict[str, Sequence[Hit]]:
    """Return the numbers that nothing was found in, as telephones, where most numbers of a column are."""
    numbers = [value for value in values if _NUMBER.fullmatch(value) and not _DAY.fullmatch(value)]
    called = [value for value in numbers if _is_telephone(value, hits.get(value, ()))]
    if len(called) < max(_LEAST, _SHARE * len(numbers)):
        return {}
    left = (value for value in numbers if not hits.get(value))
    return {value: [Hit("PHONE_NUMBER", 0, len(value), _SCORE, "Cell", ("sibling:+",))] for value in left}


def _is_telephone(value: str, hits: Sequence[Hit]) -> bool:
    return any(hit.entity == "PHONE_NUMBER" and hit.end - hit.start > len(value) - 2 for hit in hits)
