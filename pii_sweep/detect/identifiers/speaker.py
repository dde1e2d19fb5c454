"""Who answers in a talk in which somebody asks for a number."""

from __future__ import annotations

import re

from pii_sweep.detect.text import lexicon, vocabulary

# The line that answers one: a name, with its time where a chat has it, the mark of a hearing, or a dash.
ANSWER = re.compile(
    r"[^\n]{0,100}\n{1,2}(?P<turn>)(?P<time>\[?\d[\d:.,/\- ]{3,20}\]?[ ](?:-[ ])?)?"
    r"(?:(?P<who>[^\W\d_][^\n\d:]{0,30}):[ ]|[QA][.)][ ]|[–—][ ])"
    r"(?=[^\n]{0,60}\d)"
)


def is_part(who: str) -> bool:
    """Return whether somebody in a talk is called by a part: `Caller`, `MEMBER`, `Frau Klose`."""
    said = who.casefold().split()
    parts = lexicon.words("phrase_cues", "roles") | lexicon.words("phrase_cues", "kin")
    parts |= lexicon.words("national", "answerers")
    titled = len(said) > 1 and said[0].strip(".") in vocabulary.titles()
    return said[-1] in parts or titled or is_named(who)


def is_named(who: str) -> bool:
    """Return whether somebody's name in a talk begins with a given name, and is no `Total` or `Rows`."""
    return lexicon.clear_given_name(who.split(maxsplit=1)[0])
