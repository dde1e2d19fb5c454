"""Sensitive traits of a person: origin, belief, union membership, orientation, immigration status.

Racial or ethnic origin, citizenship or immigration status, religious or philosophical beliefs and union
membership are §1798.140(ae)(1)(D), sexual orientation is (ae)(2)(C). A text about a group says nothing of
a person: each label needs somebody in the text, and each phrase is weighed (`reading`). All are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.trait import candidates, reading

_SIGN = r"[\"']?[ \t]{0,3}[:=|][ \t]{0,3}[\"']?"
_END = r"(?=[ \t]*(?:[\n\r\"'|,;.)]|[ ]{2}|\t|$))"
_VALUE = rf"{_SIGN}(?P<value>[^\W_][\w .,/()'’&\-]{{0,60}}?){_END}"
_LABELLED = {
    trait: gate.gated(rf"(?im)\b(?:{'|'.join(labels)}){_VALUE}")
    for trait, labels in lexicon.table("traits")["labels"].items()
}
_LABELS = gate.Gates((labelled, (trait, labelled.pattern)) for trait, labelled in _LABELLED.items())
# No answer, or what the label means in another field: `Race: 10 km`, `Union: SQL`.
_NOTHING = re.compile(
    r"(?i)\W*(?:no|none|n/?a|null|nil|false|unknown|not[ ](?:stated|specified|disclosed|applicable)"
    r"|prefer[ ]not.*|declined?.*"
    r"|(?:dove|come|where|how|wie|wo|où|comment|cómo|dónde|onde|waar|gdzie|see)[ ].*"
    r"|string|str|text|varchar.*|enum|optional|required|true/false|yes/no"
    r"|[_\-.]*)\W*"
)
_OTHER_FIELD = re.compile(
    r"(?i)\b(?:condition|hazard|km|miles?|marathon|5k|10k|grand prix|european|credit|select|left|right"
    r"|landscape|portrait)\b|^\d"
)
# A race is a contest and a hazard of threads too: behind that label stands an origin, or its code on forms.
_RACE = re.compile(r"(?i)\brace\b(?![ /_]{1,3}(?:and[ ])?ethnicity)")
_ORIGIN = re.compile(
    r"(?i)\b(?:white|black|african|asian|hispanic|latin[oaxe]?|caucasian|native|indigenous|indian|alaskan?"
    r"|pacific|islander|hawaiian|arab|middle eastern|jewish|roma|mixed|multi-?racial"
    r"|bi-?racial|two or more|chinese|korean|japanese|filipino|vietnamese|european|other)\b|^[WBAHIUO]$"
)
LABELLED = 0.75


def may_state(text: str) -> bool:
    """Return whether a label of a text may state a trait; False is certain."""
    return bool(_LABELS.opened(text))


def drop_names(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return claims without names in what a label says to be a trait: `Ethnicity: Hispanic or Latino`.

    And without lone words for a people or for believers that nothing calls somebody: `is Salvadoran`.
    """
    values = [match.span("value") for _, one in _LABELS.opened(text) for match in one.finditer(text)]
    return [hit for hit in hits if hit.entity != "PERSON" or not _is_trait(text, hit, values)]


def _is_trait(text: str, hit: Hit, values: Sequence[tuple[int, int]]) -> bool:
    if any(low <= hit.start and hit.end <= high for low, high in values):
        return True
    if hit.pieces or hit.has_factor(_CALLED) or " " in text[hit.start : hit.end]:
        return False
    return candidates.is_word(text, hit.start, hit.end)


_CALLED = frozenset({"label", "title", "mailbox", "column", "fields"})


def find(text: str, hits: Sequence[Hit], *, about_person: bool = False) -> Iterator[Hit]:
    """Yield the traits that the labels of a text state of its people.

    `hits` are its other claims; `about_person` indicates that the rest of its object names a person.
    """
    if not may_state(text):
        return
    if not about_person and not reading.people_of(hits):
        return
    for trait, labelled in _LABELS.opened(text):
        for match in labelled.finditer(text):
            value = match["value"].strip()
            contest = _RACE.match(match.group()) and not _ORIGIN.search(value)
            if not contest and not _NOTHING.fullmatch(value) and not _OTHER_FIELD.search(value):
                start = match.start("value")
                reasons = (f"{trait}:{LABELLED:.2f}",)
                yield Hit(reading.ENTITY, start, start + len(value), LABELLED, reading.RECOGNIZER, reasons)


def add(text: str, layout: str, hits: Sequence[Hit], asked: Callable[[Hit], bool]) -> Sequence[Hit]:
    """Return the claims on a text with the traits that its phrases state and that are `asked` for."""
    more = list(filter(asked, reading.find(text, layout, hits)))
    return settle([*hits, *more]) if more else hits
