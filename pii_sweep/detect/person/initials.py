"""Names whose given names are letters: `P. Mavros`, `S.T. Hughes`, `B.D. Le Goff`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.person.name_pattern import JOIN, UP
from pii_sweep.detect.text import country, lexicon, vocabulary

# What begins with a letter comes first, what stands before it second: so it is sought far sooner.
_NAME = re.compile(
    rf"(?P<letters>{UP}\.(?<![\w.@/&'’\-]..)(?<!\d[ ]..)(?:[ \-]?{UP}\.){{0,2}})[ ]?"
    rf"(?:(?:{JOIN}|Le|La|Lo|De|Di|Da|Du|El|Al|Van|Von|Ó|Ní|Mac|St\.)[ ]){{0,2}}"
    rf"(?P<family>{UP}[^\W\d_]{{2,}}(?:['’\-]{UP}?[^\W\d_]+)*)(?![\w@])"
)
# Countries, states, hours and eras, and quarters of a map before a street or a land.
_NONE = frozenset(
    {"us", "uk", "eu", "un", "uae", "dc", "la", "ny", "nz", "po", "bc", "ad", "am", "pm", "ie", "eg"}
)
_QUARTER = "NSEW"
_MORE = re.compile(rf"[ ](?:(?:{JOIN}|Le|La|De|Di|Da|Du|El|Al)[ ])?{UP}[^\W\d_]")


def find(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield names that begin with one to three letters, with a weight; a list's `A. Words` is left out."""
    for match in _NAME.finditer(text) if "." in text else ():
        letters = re.sub(r"[ .\-]", "", match["letters"]).lower()
        family = match["family"].lower()
        if letters in _NONE or family in lexicon.ordinary() or family in vocabulary.thing_words():
            continue
        if letters.upper() in _QUARTER and (
            family in lexicon.state_codes() or country.country().match(family)
        ):
            continue
        if letters == "m" and lexicon.given_name(family) and _MORE.match(text, match.end()):
            continue  # `M. Paulo Da Silva`: a title
        known = lexicon.family_name(family)
        if len(family) < 5 and " " not in match.group():  # `P.Eng`, `B.Ed`
            continue
        opens = (
            len(letters) == 1
            and text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t-*>") == ""
        )
        if known or (lexicon.looks_foreign(family, "") and not opens):
            yield match.start(), match.end(), 0.5 if known else 0.42
