"""What stands around a telephone, a mailbox or a postal address, as features of the score of its owner."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from operator import attrgetter

from pii_sweep.detect.score import cue_words
from pii_sweep.detect.score.cue_words import Cue
from pii_sweep.detect.text import shared_mailbox, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.firm_line import names_firm
from pii_sweep.entities import having

PERSON, PHONE, MAILBOX, ADDRESS = "PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "STREET_ADDRESS"
KINDS: Mapping[str, str] = {PHONE: "telephone", MAILBOX: "mailbox", ADDRESS: "address"}
# What is held of a person, and no organisation's.
PRIVATE = having("spi") | {"DATE_OF_BIRTH", "HEALTH", "US_SSN", "LICENSE_PLATE", "NATIONAL_ID"}
# So many characters next to a value are near to it, and so many of its sentence count.
NEAR, REACH = 30, 160
# Another finding is next to it with so many characters and lines between them, and in sight with so many.
_NEXT, _NEXT_LINES, _SIGHT, _SIGHT_LINES = 120, 2, 160, 3
# A name belongs to what follows it with so many characters between them; up to so many a closing is sought.
_NAMED, _CLOSED = 200, 300
# Texts of fewer and of more characters count as so long: few notes that name no person are long.
_SHORT, _LONG = 60, 480
# A text of so few lines has no head and no foot, which are so many lines.
_PAPER, _HEAD, _FOOT = 8, 5, 4
_END = re.compile(r"[.!?;…](?=\s|$)|\n|[。！？]")
_URL = re.compile(
    r"(?i)\b(?:www\.|https?://)|(?<![@\w.-])[\w-]{3,60}\."
    r"(?:com|org|net|de|fr|co\.uk|gov|edu|es|it|nl|pl|se|ca|au|example)\b"
)
_GREETING = re.compile(rf"(?im)^[ \t>]{{0,8}}(?:{vocabulary.greeting()})\b")
_CLOSING = re.compile(rf"(?im)^[ \t>]{{0,8}}(?:{vocabulary.closing()})\b")
_LABELLED = re.compile(r"^[\s>*#|•\-]{0,6}[^\W\d][^:\n]{0,40}:")
_COLUMNS = re.compile(r"[^\n]{0,60}(?:\||\t|[ ]{3})")
_start, _end = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with what was found in it: its words by class, the ends of its sentences, its people."""

    text: str = field(repr=False)
    hits: Sequence[Hit] = field(repr=False)
    cues: Sequence[Cue] = field(repr=False)
    ends: Sequence[int]
    people: Sequence[Hit] = field(repr=False)
    shared: Mapping[str, float]

    def describe(self, hit: Hit) -> dict[str, float]:
        """Return the features of what stands around a hit."""
        return {
            **self.shared,
            **self._describe_words(hit),
            **self._describe_people(hit),
            **self._describe_findings(hit),
            **self._describe_line(hit),
        }

    def _describe_words(self, hit: Hit) -> dict[str, float]:
        """Return which classes of words stand in its sentence, next to it, and above its line."""
        low = max(hit.start - REACH, self.ends[bisect_right(self.ends, hit.start) - 1])
        high = min(hit.end + REACH, self.ends[min(bisect_left(self.ends, hit.end), len(self.ends) - 1)])
        above = self.text.rfind("\n", 0, max(0, self.text.rfind("\n", 0, hit.start)))
        found: dict[str, float] = {}
        last = ""
        first = bisect_left(self.cues, above, key=_start)
        for cue in self.cues[first : bisect_left(self.cues, high, key=_start)]:
            if low <= cue.start and cue.end <= hit.start:
                found[f"sentence {cue.name}"] = 1.0
                last = cue.name
                if hit.start - cue.end <= NEAR:
                    found[f"before {cue.name}"] = 1.0
            elif hit.end <= cue.start:
                found[f"sentence {cue.name}"] = 1.0
                if cue.start - hit.end <= NEAR:
                    found[f"behind {cue.name}"] = 1.0
            elif cue.end <= low:
                found[f"above {cue.name}"] = 1.0
        return {**found, f"last {last}": 1.0} if last else found

    def _describe_people(self, hit: Hit) -> dict[str, float]:
        """Return how far the nearest names are, and whether it is the first of its kind after a name."""
        found: dict[str, float] = {}
        place = bisect_right(self.people, hit.start, key=_end)
        if place:
            one = self.people[place - 1]
            between = self.text[one.end : hit.start]
            found["person before"] = 1 / (1 + len(between) / 40)
            found["person on line"] = float("\n" not in between)
            if len(between) < _NAMED and between.count("\n") <= 1:
                found["person above"] = 1.0
            elif "\n\n" not in between:
                found["person in block"] = 1.0
            found["first of person"] = float(
                not any(
                    other.entity == hit.entity and one.end <= other.start < hit.start for other in self.hits
                )
            )
        place = bisect_left(self.people, hit.end, key=_start)
        if place < len(self.people):
            between = self.text[hit.end : self.people[place].end]
            if "\n" not in between:
                found["person behind on line"] = 1.0
            elif len(between) < _NEXT and "\n\n" not in between:
                found["person below"] = 1.0
        return found

    def _describe_findings(self, hit: Hit) -> dict[str, float]:
        """Return which other findings stand next to it."""
        found: dict[str, float] = {}
        for other in self.hits:
            if other is hit or max(other.start - hit.end, hit.start - other.end) > _SIGHT:
                continue
            between = self.text[min(other.end, hit.end) : max(other.start, hit.start)]
            lines = between.count("\n")
            if lines <= _NEXT_LINES and len(between) < _NEXT and "\n\n" not in between:
                if other.entity == MAILBOX:
                    house = shared_mailbox.of_house(self.text[other.start : other.end])
                    found["house mailbox" if house else "near mailbox"] = 1.0
                elif other.entity == ADDRESS:
                    firm = other.role in ("merchant", "sender")
                    found["firm address" if firm else "near address"] = 1.0
                elif other.entity == PHONE:
                    found["near telephone"] = 1.0
            if other.entity in PRIVATE and lines <= _SIGHT_LINES:
                found["private near"] = 1.0
        return found

    def _describe_line(self, hit: Hit) -> dict[str, float]:
        """Return what its line is, where in the text it stands, and whether a firm is named above it."""
        text = self.text
        line, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
        content = text[line : len(text) if end < 0 else end]
        block = text[max(0, text.rfind("\n\n", 0, hit.start)) : hit.start]
        lines = [one.strip(" \t*#-=|_") for one in block.split("\n")[-_HEAD:] if one.strip()]
        number, total = text.count("\n", 0, hit.start), text.count("\n") + 1
        return {
            "labelled": float(_LABELLED.match(content) is not None),
            "columns": float(_COLUMNS.match(content) is not None),
            "url": float(_URL.search(block[-REACH:] + content[-REACH:]) is not None),
            "firm": float(any(map(names_firm, lines[-_FOOT:]))),
            "firm at head": float(number <= _HEAD and bool(lines) and names_firm(lines[0])),
            "head": float(number < _HEAD and total > _PAPER),
            "foot": float(number >= total - _FOOT and total > _PAPER),
            "below closing": float(_CLOSING.search(text, max(0, hit.start - _CLOSED), hit.start) is not None),
            "alone": float(len(content.strip()) <= hit.end - hit.start + 12),
            f"role {hit.role or 'none'}": 1.0,
        }


def names_site(text: str) -> bool:
    """Return whether a text names a site of the web."""
    return _URL.search(text) is not None


def read(text: str, hits: Sequence[Hit]) -> Surroundings:
    """Return a text with what was found in it, to describe its contact data."""
    cues = sorted(cue_words.find(text, cue_words.CONTACTS), key=_start)
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    people = sorted((hit for hit in hits if hit.entity == PERSON), key=_start)
    return Surroundings(text, hits, cues, ends, people, _describe_text(text, hits, cues))


def _describe_text(text: str, hits: Sequence[Hit], cues: Sequence[Cue]) -> dict[str, float]:
    """Return what a whole text is: whom it names, how much contact data it has, what its words say."""
    people = {text[hit.start : hit.end].casefold() for hit in hits if hit.entity == PERSON}
    counts = dict.fromkeys(cue_words.names(cue_words.CONTACTS), 0)
    for cue in cues:
        counts[cue.name] += 1
    size = log(min(max(len(text), _SHORT), _LONG) / _SHORT)
    return {
        "bias": 1.0,
        "people": log(1 + len(people)),
        "no people": float(not people),
        "private": float(any(hit.entity in PRIVATE for hit in hits)),
        "contacts": min(2.0, log(sum(hit.entity in KINDS for hit in hits))),
        "length": size,
        "greeting": float(_GREETING.search(text) is not None),
        **{f"text {name}": log(1 + count) - 0.5 * size for name, count in counts.items() if count},
    }
