"""Social security numbers behind a label, in forms of writing that need one: nine figures, figures set apart.

A taxpayer's number is a person's social security number or a firm's: of the second kind are those that no
person's name stands next to. A bare `social` or `soc` is a network of friends or a chip as well, and
counts next to a person's name or behind `her`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from pii_sweep.detect.identifiers import social_security_file
from pii_sweep.detect.text import casing
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.firm_line import names_firm
from pii_sweep.detect.text.pattern import gate

_SECURITY = (
    r"s\.?s\.?[ ]?n\b\.?|s\.?[ ]?s\.?(?=[ ]?(?:\#|(?:no|num|number|nbr)\b))"
    r"|soc(?:ial)?\.?[ ]?sec(?:urity|\b)\.?"
    r"|seg(?:uro|\.)[ ]?soc(?:ial\b|\.)"
)
# A system on a chip is written `SoC`.
_SOCIAL = r"(?<!-)(?<!\bon )(?!(?-i:SoC))(?:soc(?:\.|(?=[ ]?[:#]))|social)"
_WHOSE = r"\b(?:his|her|my|your|their)[ ]"
# A firm's is called a federal one.
_TAX = (
    r"(?<!fed )(?<!fed\. )(?<!federal )(?:t\.?i\.?n\b\.?|tax(?:payer)?(?:['’]?s)?[ ]?(?:i\.?d\b\.?"
    r"|ident(?:ification|ifier|\.)))"
)
_OF_FIRM = r"vendor|supplier|company|corporate|corporation|business"
_NUMBER = re.compile(
    r"[0-8](?<![\w\-/.,].)(?:\d{8}|(?:[ ]{1,2}\d){8}"
    r"|\d\d(?P<mark>[ ]{1,3}|[ ]?(?:--|[\-.\u2010-\u2015\u2212/|\t])[ ]?)\d\d(?P=mark)\d{4})"
    r"(?![\w\-]|[.,/]\d|[ ]\d)"
)
# As it is said on the telephone, and written down by who or what listens.
_SAID = {
    word: str(figure)
    for figure, words in enumerate(
        ("zero oh o cero", "one uno", "two dos", "three tres", "four cuatro", "five cinco", "six seis",
         "seven siete", "eight ocho", "nine nueve")
    )
    for word in words.split()
}  # fmt: skip
_DIGIT = rf"(?:{'|'.join(sorted(_SAID, key=len, reverse=True))})"
_SPOKEN = gate.gated(
    rf"(?i)(?<![^\W_]){_DIGIT}(?:(?:[ ,.\-]|\.{{3}}|\n){{1,3}}(?:dash )?{_DIGIT}){{8}}(?![^\W_])"
)
_NEVER_ISSUED = re.compile(r"000|666|...00|.{5}0000")
# Right before the number; one line may end between them.
_LABEL = re.compile(
    rf"(?i)(?<![^\W_])(?:(?:(?P<firm>{_OF_FIRM})['’]?s?[ ])?(?P<tax>{_TAX})"
    rf"|{_SECURITY}|(?P<whose>{_WHOSE})?(?P<bare>{_SOCIAL}))"
    r"(?:[ ]?(?:\#|(?:no|num|number|nbr)\b)\.?)?(?:[ ]?\((?:ssn|tin|itin|s)\))?"
    r"(?:[ ]?(?:is|was|es)\b|[ \t]*(?:[:=#|]|\.{2,60}|[\-\u2013\u2014]))?"
    r"[ \t\"'“(*_]{0,24}(?:\n[ \t]{0,24})?\Z"
)
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = ("ss", "s.", "s s", "soc", "tin", "t.i", "tax")  # one of which each label holds
_REACH = 90
_SURE, _LESS = 0.96, 0.9
_FIELDS = re.compile(r"[\n\t|:]|[ ]{2,}")
_NEAR, _NEXT = 200, 80  # characters between a number and the name: a taxpayer's, one behind `social`
_SHAPE = 0.6  # what a number is by its marks alone
_SENTENCE = re.compile(r"(?:(?<=[^\W\dA-Z_]{4})|(?<=\d))[.!?][\"'”)]?\s+(?=[^\W\d_])")
_PRONOUN = re.compile(rf"(?i){_WHOSE}")
_BEHIND = re.compile(r"[ \-–—(/]{1,4}((?:[A-Z][\w'’&.\-]*[ ]|&[ ]){1,5}[A-Z][\w.]*)")
_TAXED, _BARE = "taxpayer:+", "social:+"
_RECOGNIZER = "LabelledSocialSecurity"


def find(text: str) -> Iterator[Hit]:
    """Yield the social security numbers of a text whose label stands right before them, or a file's name."""
    yield from (hit for hit in social_security_file.find(text) if may_be_issued(text[hit.start : hit.end]))
    said = () if _SAID.keys().isdisjoint(casing.words(text)) else _SPOKEN.finditer(text)
    for match in chain(_NUMBER.finditer(text), said):
        low = max(0, match.start() - _REACH)
        before = text[low : match.start()].lower()
        if not any(part in before for part in _PARTS):
            continue
        label = _LABEL.search(text, low, match.start())
        if label and may_be_issued(_WORD.sub(_write_figure, match.group())):
            score = _LESS if label["tax"] else _SURE
            marks = [mark for mark, held in ((_TAXED, label["tax"]), (_BARE, _is_bare(label))) if held]
            yield Hit("US_SSN", *match.span(), score, _RECOGNIZER, (f"label:{score:.2f}", *marks))


def _write_figure(word: re.Match[str]) -> str:
    return _SAID.get(word.group().lower(), "")


def may_be_issued(value: str) -> bool:
    """Indicate whether the figures of a value are of an area, a group and a series that exist."""
    figures = "".join(filter(str.isdecimal, value))
    return figures[:1] != "9" and _NEVER_ISSUED.match(figures) is None


def _is_bare(label: re.Match[str]) -> bool:
    return bool(label["bare"]) and not label["whose"]


def drop_of_firms(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return claims without numbers whose labels need a person's name next to them and have none.

    A number behind a bare `social` that is marked as one, `417-36-2290`, is left with what its marks say.
    """
    if not any(needs_person(hit) for hit in hits):
        return hits
    people = sorted((hit.start, hit.end) for hit in hits if hit.entity == "PERSON")
    kept = (
        hit if not needs_person(hit) or _has_person(text, hit, people) else _bare(text, hit) for hit in hits
    )
    return [hit for hit in kept if hit is not None]


def needs_person(hit: Hit) -> bool:
    """Return whether a claim's label heads numbers of others too, so that a person must be near."""
    return hit.entity == "US_SSN" and (_TAXED in hit.reasons or _BARE in hit.reasons)


def _bare(text: str, hit: Hit) -> Hit | None:
    """Return what a number without its label is: one that hyphens part is likely one still."""
    marked = _BARE in hit.reasons and text[hit.start : hit.end].count("-") == 2
    return hit.scored(_SHAPE, (f"shape:{_SHAPE:.2f}",)) if marked else None


def _has_person(text: str, hit: Hit, people: Sequence[tuple[int, int]]) -> bool:
    """Return whether the name closest to a number is a person's, and no firm's is in between or behind."""
    near = _NEAR if _TAXED in hit.reasons else _NEXT
    at = bisect_left(people, (hit.start, hit.end))
    line = max(0, hit.start - near, text.rfind("\n", 0, hit.start) + 1)
    before, after = people[at - 1] if at else None, people[at] if at < len(people) else None
    if _is_firms(text, hit):
        return False
    if before and hit.start - before[1] <= near and not _is_parted(text[before[1] : hit.start]):
        return True
    if after is None or after[0] - hit.end > near or _has_firm(text[line : hit.start]):
        return False
    return not _is_parted(text[hit.end - 1 : after[0]])


def _is_firms(text: str, hit: Hit) -> bool:
    """Return whether a label says that a number is a firm's, or a firm's name stands right behind it."""
    label = _LABEL.search(text, max(0, hit.start - _REACH), hit.start)
    behind = _BEHIND.match(text, hit.end)
    words = behind[1].split() if behind else []
    return bool(label and label["firm"]) or any(
        names_firm(" ".join(words[:count]).rstrip(".")) for count in range(2, len(words) + 1)
    )


def _is_parted(between: str) -> bool:
    """Return whether a firm's name or a sentence's end stands between; `Her tax id` goes on with whom."""
    ends = list(_SENTENCE.finditer(between))
    return _has_firm(between) or (bool(ends) and _PRONOUN.search(between, ends[-1].end()) is None)


def _has_firm(text: str) -> bool:
    """Return whether one of the fields of some lines is a firm's name."""
    return any(names_firm(part.strip(" .:|,")) for part in _FIELDS.split(text) if part.strip())
