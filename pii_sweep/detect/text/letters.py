"""What a word is made of, in every script: letters, and the marks that are written on them.

`\\w` matches no vowel signs: it would cut a word of Hindi, Bengali, Tamil or Thai at each of them.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from pii_sweep.derived import recalled

# Between letters of Indic scripts and of Persian these show how they join.
_JOINERS = "\u200c\u200d"


@recalled
def _list_marks() -> str:
    """Return the combining marks of Unicode as ranges of a set of characters."""
    marks = [number for number in range(0x300, 0x1E900) if unicodedata.category(chr(number))[0] == "M"]
    runs = (list(run) for _, run in groupby(enumerate(marks), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


# Part of a set: `[\w{MARKS}]`.
MARKS = _list_marks() + _JOINERS
# A word without digits.
WORD = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
