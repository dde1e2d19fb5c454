"""Chats in files of logs: lines that begin with a time and whose speakers come again, as people write.

A chat is prose whose lines are long: its sentences, names and sums are read as such, not as a log's lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

LEAST, SHARE, SAID, SPEAKERS = 3, 0.7, 0.5, 2
REACH = 300  # characters of a line that decide; a line may be as long as its file
_HOUR = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?"
# `[mar. 09:12] Ann :`, `14:02 Ann:`, `2024-05-01 18:22 - Ann Lee:`, `오후 2:11 손님:`
_LINE = re.compile(
    rf"\W{{0,2}}[^\n]{{0,24}}?\b{_HOUR}(?:[ \u202f\u00a0]?[APap]\.?[ ]?[Mm]\b\.?)?\W{{1,4}}"
    r"(?P<who>[^\W_][^\n:：=/\\\[\](){}<>_#]{0,39}?)[ \u00a0]?[:：][ \u3000]?(?P<said>\S[^\n]*)"
)
# What programs write in place of sentences, and the names of levels.
_MACHINE = re.compile(r"[\w.\-]+=\S|[{}\[\]<>|]|::|(?<!\S)/[\w.\-]+/|0x[0-9a-fA-F]{2}|\w\(\)")
_LEVELS = frozenset(
    {"info", "error", "warn", "warning", "debug", "trace", "fatal", "notice", "critical", "audit"}
)
_SENTENCE = re.compile(
    r"[^\W\d_]+[,.!?]?\s+[^\W\d_]+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{3}"
)


def is_chat(lines: Sequence[str]) -> bool:
    """Return whether most lines are said by speakers, two or more, one of whom speaks more than once."""
    rows = [row for line in lines if (row := line[:REACH].strip())]
    said = [match for row in rows if (match := _LINE.match(row))]
    if len(said) < LEAST or len(said) < SHARE * len(rows):
        return False
    speakers = Counter(match["who"].lower() for match in said)
    if len(speakers) < SPEAKERS or speakers.most_common(1)[0][1] < 2 or not _LEVELS.isdisjoint(speakers):
        return False
    spoken = [match["said"] for match in said]
    if sum(_MACHINE.search(one) is not None for one in spoken) > (1 - SHARE) * len(spoken):
        return False
    return sum(_SENTENCE.search(one) is not None for one in spoken) >= SAID * len(spoken)
