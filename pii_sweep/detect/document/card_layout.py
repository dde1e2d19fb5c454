"""What cards say by codes and by size: the numbered fields of licences, the name on a badge.

The codes are those of the AAMVA DL/ID Card Design Standard (2020), table A: 1 family name, 2 given
names, 3 date of birth, 4d customer number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.person import phrase_cue
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_VALUE = r"(?P<value>[^\W\d_][^\n\d:;]{0,40}?)[ ]*$"
_BOTH = re.compile(rf"(?m)^[ ]{{0,3}}1[ ]?[,/&.][ ]?2[.:]?[ ]{{1,3}}(?!(?i:NAME|NOM)\b){_VALUE}")
_LAST = re.compile(rf"(?m)^[ ]{{0,3}}(?:1|LN|(?:1[. ]{{1,2}})?(?:LAST|FAMILY) NAME)[.:]?[ ]{{1,3}}{_VALUE}")
_FIRST = re.compile(
    rf"(?m)^[ ]{{0,3}}(?:2|FN|(?:2[. ]{{1,2}})?(?:FIRST|GIVEN) NAMES?)[.:]?[ ]{{1,3}}{_VALUE}"
)
_INLINE = re.compile(
    r"(?m)(?:^|[ ])1[. ]{1,2}(?P<last>[A-Z][A-Z'\-]{1,30})[ ]{1,3}2[. ]{1,2}"
    r"(?P<value>[A-Z][A-Z' \-]{1,40}?)[ ]*(?=$|[ ]\d)"
)
# New York's has no codes: the family name in capitals above given names with commas between them.
_OVER = re.compile(
    r"(?m)^[ ]{0,3}(?P<last>[A-Z][A-Z'\-]{1,30}(?:[ ][A-Z'\-]{2,20})?)\n"
    r"[ ]{0,3}(?P<value>[A-Z][A-Z'\-]{1,20},[ ]?[A-Z][A-Z' \-]{0,20}?)[ ]*$"
)
_HOME = re.compile(
    r"(?m)(?:^|[ ])8[.:]?[ ]{1,3}(?P<street>\d{1,6}[A-Z]?[ ][^\n]{3,50}?)[ ]*(?:\n|,[ ])[ ]{0,3}"
    r"(?P<city>[A-Z][A-Z .'\-]{1,30}?),?[ ](?P<state>[A-Z]{2})[ ,]{1,2}(?P<zip>\d{5}(?:-?\d{4})?)(?!\d)"
)
_BORN = re.compile(
    r"(?<!\w)(?:3[ .:]{0,2}(?:DOB|BIRTH ?DATE|DATE OF BIRTH)?|DOB|BIRTH ?DATE)[ .:]{1,3}"
    r"(?P<value>\d\d[-/.]\d\d[-/.]\d{4})(?!\d)"
)
_NUMBER = re.compile(
    r"(?<!\w)4d[ .:]{0,2}(?:(?:LIC(?:ENSE)?|DLN?|ID|NUMBER|NO|NUM)\b[ .:#]{0,3}){0,3}"
    r"(?P<value>(?=(?:[ \-]?[A-Z]){0,3}(?:[ \-]?\d){4})[A-Z\d][A-Z\d\-]{4,18}(?:[ ]\d{3}){0,3})(?!\w)"
)
_ISSUED = re.compile(
    r"(?m)(?:^|[ ]{2})(?:ID|DL|LIC|OLN?|DLN)\b\.?(?:[ ]?(?:NO|NUMBER|#))?[ .:#]{1,3}"
    r"(?P<value>\d{3}[ ]\d{3}[ ]\d{3}|[A-Z]{0,2}\d{7,12})(?![\w\-])"
)
_SURE = 0.999  # what the card itself says is surer than what its words look like

# Words that badges carry below the name; a page of more text is no badge.
_BADGE = gate.gated(
    r"(?i)\b(?:attendee|speaker|visitor|exhibitor|sponsor|volunteer|delegate|participant|organi[sz]er|guest"
    r"|staff|press|crew|employee|contractor|presenter|my name is)s?\b"
)
_NAME_LINES = re.compile(
    r"(?m)^[ ]*(?P<first>[^\W\d_a-zß-ÿ][^\W\d_]{1,20})[ ]*\n\n?[ ]*"
    r"(?P<last>[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’\-][^\W\d_]+){0,2})[ ]*$"
)
SHORT = 600  # characters of a badge, or of a sheet of several


def licence(text: str) -> Iterator[Hit]:
    """Yield holder, date of birth and number by the codes of their fields; the text is a licence's."""
    both, last, first = _BOTH.search(text), _LAST.search(text), _FIRST.search(text)
    joint, home = _INLINE.search(text), _HOME.search(text)
    if both is not None:
        yield _hit("PERSON", *both.span("value"))
    elif joint is not None:
        spans = (joint.span("value"), joint.span("last"))
        yield _hit("PERSON", joint.start("last"), joint.end("value"), spans)
    elif last is not None and first is not None and not _heads_sections(text, last, first):
        spans = (first.span("value"), last.span("value"))
        low, high = min(span[0] for span in spans), max(span[1] for span in spans)
        yield _hit("PERSON", low, high, spans)
    elif over := _OVER.search(text):
        spans = (over.span("value"), over.span("last"))
        yield _hit("PERSON", over.start("last"), over.end("value"), spans)
    if home is not None:
        hit = _hit("STREET_ADDRESS", home.start("street"), home.end("zip"))
        yield hit.at(parts=home.groupdict())
    for entity, pattern in (("DATE_OF_BIRTH", _BORN), ("US_DRIVER_LICENSE", _NUMBER)):
        found = pattern.search(text) or (_ISSUED.search(text) if pattern is _NUMBER else None)
        if found is not None:
            yield _hit(entity, *found.span("value"))


# What no card has behind its third code: it is the date of birth.
_THIRD = re.compile(r"(?m)^[ ]{0,3}3[.):]?[ ]{1,3}(?!(?i:DOB|D\.O\.B|BIRTH|DATE|BORN|NAISS|GEB))[^\W\d_]{3}")


def _heads_sections(text: str, last: re.Match[str], first: re.Match[str]) -> bool:
    """Return whether the values of the first two codes are headings of a form: `1. APPLICANT`.

    A third heading shows it, or text between the two where no list has a name in either.
    """
    if _THIRD.search(text):
        return True
    between = text[min(last.end(), first.end()) : max(last.start(), first.start())]
    given, family = first["value"].lower().split(), last["value"].lower().split()
    named = any(map(lexicon.given_name, given)) or any(map(lexicon.family_name, family))
    return not named and bool(between.strip())


def _hit(entity: str, start: int, end: int, spans: tuple[tuple[int, int], ...] = ()) -> Hit:
    reasons = (f"licence_field:{_SURE:.2f}",)
    return Hit(entity, start, end, _SURE, "IdentityDocument", reasons, None, {}, spans)


def badge(text: str) -> Iterator[Hit]:
    """Yield who wears a badge: a known given name on a line of its own above a family name."""
    if len(text) > SHORT or "\n" not in text:
        return
    if _BADGE.search(text) is None:
        return
    for found in _NAME_LINES.finditer(text):
        spans = (found.span("first"), found.span("last"))
        if _is_known_name(found["first"].lower(), found["last"].lower()):
            yield Hit("PERSON", spans[0][0], spans[1][1], 0.98, "Badge", ("badge:0.98",), None, {}, spans)
    for place in _sheet(text):
        yield Hit("PERSON", *place, 0.98, "Badge", ("badge:0.98",))


def _is_known_name(first: str, last: str) -> bool:
    """Return whether two words are a known given name and a family name."""
    if first not in lexicon.name_list("given") or phrase_cue.plain_word(first) or phrase_cue.plain_word(last):
        return False
    return _BADGE.pattern.fullmatch(last) is None and last not in vocabulary.company_words()


# What each badge of a row has on it, and the two lines below.
_ROW = re.compile(
    r"(?m)^(?P<head>\S[^\n]{2,50}?)(?:[ ]{2,}(?P=head))+[ ]*\n(?P<first>[^\n]+)\n(?P<last>[^\n]+)$"
)
_CELL = re.compile(r"[^\W\d_]+(?:['’\- ][^\W\d_]+)*")


def _sheet(text: str) -> Iterator[tuple[int, int]]:
    """Yield both halves of the names on badges that stand side by side: they lie across one another."""
    for row in _ROW.finditer(text):
        firsts, lasts = (list(_CELL.finditer(text, *row.span(line))) for line in ("first", "last"))
        if len(firsts) == len(lasts):
            for one, two in zip(firsts, lasts, strict=True):
                if _is_known_name(one.group().lower(), two.group().lower()):
                    yield from (one.span(), two.span())
