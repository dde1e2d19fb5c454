"""Social security numbers in names of files about people: `W2-Rasmussen-526-24-2586-2025.pdf`.

The marks of such a name glue the number to words, so that neither a label nor a border stands next to it.
A word for a form of wages or taxes, or a person's name, says whose it is; one without marks needs both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

_NUMBER: Final = re.compile(
    r"(?<![^\W_])(?<!\d[\-.])[0-8]\d\d(?:\d{6}|(?P<mark>[\-_])\d\d(?P=mark)\d{4})(?=[\-_. ])(?!\.\d)"
)
# What stands behind the number up to the kind of the file.
_END: Final = re.compile(
    r"(?:[\-_ ]{1,3}[A-Za-z0-9]{1,40}+){0,6}+"
    r"\.(?:pdf|docx?|xlsx?|csv|txt|tiff?|jpe?g|png|heic|zip|html?|msg|eml|rtf)(?!\w)",
    re.I,
)
_BEGIN: Final = re.compile(r"[^\s/\\\"'<>|:;,(]{0,80}\Z")
_FORM: Final = re.compile(
    r"(?i)(?<![^\W_])(?:w[ \-]?(?:2c?|4p?|7|8ben|9)|i[ \-]?9|10(?:40|95|98|99)(?:[ \-]?[a-z]{1,4})?"
    r"|(?P<own>ssn|ss ?card|social ?security)"
    r"|pay ?(?:roll|stub|slip|check)s?|tax(?:es| ?returns?)?|background ?check|direct ?deposit)"
    r"(?![^\W_])"
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_LABELLED, _NAMED = 0.96, 0.6
_RECOGNIZER: Final = "SocialSecurityFile"


def find(text: str) -> Iterator[Hit]:
    """Yield the social security numbers that names of files in a text hold."""
    for match in _NUMBER.finditer(text):
        end = _END.match(text, match.end())
        begin = _BEGIN.search(text, max(0, match.start() - 81), match.start()) if end else None
        if end is None or begin is None:
            continue
        words = f"{begin[0]} {end[0].rpartition('.')[0]}".replace("_", " ")
        form, person = _FORM.search(words), _names_person(_FORM.sub(" ", words))
        if form and (person or match["mark"] or form["own"]):
            yield Hit("US_SSN", *match.span(), _LABELLED, _RECOGNIZER, (f"label:{_LABELLED:.2f}",))
        elif person and match["mark"]:
            yield Hit("US_SSN", *match.span(), _NAMED, _RECOGNIZER, (f"shape:{_NAMED:.2f}",))


def _names_person(words: str) -> bool:
    """Return whether a word is a family or a given name."""
    return any(
        lexicon.family_name(word) or lexicon.given_name(word) for word in map(str.lower, _WORD.findall(words))
    )
