"""Names that paper breaks: over a line's end, around `a/p` and `s/o`, or run together by OCR on a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pii_sweep.detect.person import phrase_cue
from pii_sweep.detect.person.name_pattern import UP
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit

# `Gemma` ends its line, and `Rowntree's new address` begins the next one.
_NEXT = re.compile(
    rf"[ \t]{{0,3}}\n[ \t]{{0,20}}(?P<family>{UP}[^\W\d_]+(?:['’\-]{UP}[^\W\d_]+)*)(?P<after>['’]s\b"
    rf"|[ ][a-z]|[,.?!]|[ \t]*\n|$)"
)
# Of whose kin somebody is: Malaysia, Singapore, India.
_KIN = re.compile(
    rf"[ ](?:[asd]/[lpo]|[ASD]/[LPO]|anak|bin|binti|BIN|BINTI)[ ]{UP}[^\W\d_]+(?:[ ]{UP}[^\W\d_]+){{0,2}}"
)
_RUN = re.compile(r"[ \t]{0,8}(?P<name>(?=[A-Z])[^\W\d_]+(?:['’][^\W\d_]+)?)[ \t]{0,8}")
_SHORTEST = 3


def join_wrapped(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits, those of people with the rest of the name that the paper broke off."""
    for hit in hits:
        yield _join_broken(text, hit) if hit.entity == "PERSON" else hit


def _join_broken(text: str, hit: Hit) -> Hit:
    kin = _KIN.match(text, hit.end)
    if kin is not None:
        return hit.at(end=kin.end()).raised("kin", 0.1)
    words = text[hit.start : hit.end].split()
    broken = _NEXT.match(text, hit.end)
    if broken is None or not words or "\n" in text[hit.start : hit.end]:
        return hit
    initial = len(words) > 1 and len(words[-1].strip(".")) == 1
    family = re.split(r"['’]", broken["family"].lower())[0] if "'" not in words[-1] else ""
    runs_on = not broken["after"] or "\n" in broken["after"]
    given = len(words) == 1 and lexicon.given_name(words[0].lower()) and not runs_on
    known = lexicon.family_name(family) or broken["after"].endswith("s")
    if not (initial or given) or phrase_cue.plain_word(family) or not known:
        return hit
    pieces = (*hit.pieces[:-1], (hit.pieces[-1][0], broken.end("family"))) if hit.pieces else ()
    return hit.at(end=broken.end("family"), pieces=pieces).raised("goes_on", 0.1)


def run_together(text: str, addresses: Sequence[Hit]) -> Iterator[Hit]:
    """Yield a lone word right above an address that is a given and a family name without their space."""
    for address in addresses:
        line = text.rfind("\n", 0, address.start) + 1
        above = text.rfind("\n", 0, max(0, line - 1)) + 1
        match = (
            _RUN.fullmatch(text, above, line - 1) if line and not text[line : address.start].strip() else None
        )
        if match is not None and _parts(match["name"].lower().replace("’", "'")):
            yield Hit("PERSON", *match.span("name"), 0.7, "Person", ("run_together:0.70",))


def _parts(word: str) -> bool:
    """Return whether a word is a given name and a family name, and neither as it stands."""
    if lexicon.given_name(word) or lexicon.family_name(word) or phrase_cue.plain_word(word):
        return False
    return any(
        word[:cut] in lexicon.census("given") and lexicon.family_name(word[cut:].replace("'", ""))
        for cut in range(_SHORTEST, len(word) - _SHORTEST)
    )
