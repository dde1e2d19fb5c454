"""What stands around an amount, word by word, as features of the score of whether it is an order's.

`amount_description` says what classes of words mean and what an amount is among the others. Here the words
themselves count, near the amount, in its label, above it and in the whole text: what its trade and its
papers call things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from pii_sweep.detect.amount import amount_description, payment_sentence, transaction
from pii_sweep.detect.amount.amount_description import ENTITY, PERSON, Candidate
from pii_sweep.detect.amount.money import Money
from pii_sweep.detect.score import cue_words
from pii_sweep.detect.score.cue_words import Cue
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import Line

# A word counts by so many of its letters; one of a script without spaces by each two of its signs.
STEM, PAIR = 5, 2
# So much of a line before an amount and behind it is read, and so much of the line above.
_BEFORE, _BEHIND, _WIDEST = 90, 60, 200
# A label in its line or above it has at most so many characters; so many lines above are looked at.
LABEL, ABOVE = 44, 5
# Words so near on any line are about it, too.
FAR = 120
# So many lines with words, and characters of these, are a text's title; so much of the line above counts.
TITLE, _UP = 3, 80
# Where a feature counts things: from how many on each is another.
_LENGTHS, _AMOUNTS, _PEOPLE = (120, 250, 500, 1000, 2000, 4000), (2, 3, 4, 6, 10, 20), (1, 2, 4, 8)
_SIZES = (2, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[@×%№#]")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CELL = re.compile(r"(?:[^\s|]|(?<![\s|]) (?![\s|]))+")
_FILL = " \t\u3000.:_=-–…#>*|·$€£("
_LETTERS = re.compile(r"[^\W\d_]{2}")
# What `amount_description` gives as a number that is more than present or absent.
_NUMBERS = frozenset(
    ("bias", "order odds", "amounts", "length", "among", "read among", "lead", "behind another", "read")
    + ("read elsewhere", "largest among", "other money afar")
)


# What an order has to come to, a rate, a price of one thing.
BOUND = "bound"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text with its lines, the classes of its words, its people and the amounts that are claimed in it."""

    text: str = field(repr=False)
    lines: Sequence[Line] = field(repr=False)
    cues: Sequence[Cue] = field(repr=False)
    people: Sequence[tuple[int, int]] = field(repr=False)
    claims: Sequence[Hit] = field(repr=False)
    shared: frozenset[str] = field(repr=False)

    def describe(self, candidate: Candidate) -> set[str]:
        """Return the features of an amount by itself and by what stands around it."""
        item, known = candidate
        money = item.money
        bound = payment_sentence.is_bound(*amount_description.surroundings(self.text, item))
        return {
            *self.shared,
            *(name for name, value in known.items() if value and name not in _NUMBERS),
            *_describe_reading(known),
            *self._describe_claims(money),
            *self._describe_words(money),
            *self._describe_above(money),
            *self._describe_classes(money),
            *self._describe_place(money),
            *([BOUND] if bound else ()),
        }

    def _describe_claims(self, money: Money) -> Iterator[str]:
        """Yield which recognizer claims an amount, and how surely."""
        for hit in self.claims:
            if hit.start < money.end and money.start < hit.end:
                yield f"claim {hit.recognizer}"
                yield f"claim {hit.recognizer} {int(hit.score * 5)}"

    def _sides(self, money: Money) -> tuple[str, str]:
        """Return what stands before and behind an amount on its line."""
        line = self.lines[money.line]
        at, end = money.start - line.start, money.end - line.start
        return line.text[max(0, at - _BEFORE) : at], line.text[end : end + _BEHIND]

    def _describe_words(self, money: Money) -> Iterator[str]:
        """Yield the words on both sides and of the label before an amount."""
        before, behind = self._sides(money)
        left, right = list(_stems(before)), list(islice(_stems(behind), 6))
        for word in left[-3:]:
            yield f"next before {word}"
        for word in left[-8:]:
            yield f"left {word}"
        for word in right[:2]:
            yield f"next behind {word}"
        for word in right:
            yield f"right {word}"
        label = ""
        for match in _CELL.finditer(before.rstrip(_FILL)):
            label = match.group()
        if 0 < len(label) <= LABEL:
            yield from _describe_label("label", label)

    def _describe_above(self, money: Money) -> Iterator[str]:
        """Yield the words of the line above, and those of the cell above an amount in its column."""
        line = self.lines[money.line]
        at, end = money.start - line.start, money.end - line.start
        above = [
            one.text[: end + _WIDEST]
            for one in reversed(self.lines[max(0, money.line - ABOVE) : money.line])
            if one.text.strip()
        ]
        for text in above[:1]:
            for word in list(_stems(text[-_UP:]))[-5:]:
                yield f"above {word}"
            for name in {cue.name for cue in cue_words.find(text[-_WIDEST:], cue_words.ORDERS)}:
                yield f"class above {name}"
        for text in above:
            cells = [
                match.group()
                for match in _CELL.finditer(text)
                if match.start() < end + 2 and at - 2 < match.end() and _LETTERS.search(match.group())
            ]
            if cells:
                if len(cells[-1]) <= LABEL:
                    yield from _describe_label("column", cells[-1])
                return

    def _describe_classes(self, money: Money) -> Iterator[str]:
        """Yield the classes of words on an amount's line and near it."""
        line = self.lines[money.line]
        for cue in self.cues:
            if line.start <= cue.start < line.end:
                yield f"line {cue.name}"
            if 0 <= cue.start - money.end < FAR:
                yield f"after {cue.name}"
            if 0 <= money.start - cue.end < FAR:
                yield f"ahead {cue.name}"

    def _describe_place(self, money: Money) -> Iterator[str]:
        """Yield how an amount stands on its line and in its text, and how large it is."""
        before, behind = self._sides(money)
        bare = before.rstrip()
        if not before.strip(_FILL):
            yield "opens line"
        if not behind.strip(" .,;!)"):
            yield "closes line"
        if before.endswith(("  ", "\t")):
            yield "in column"
        yield f"mark before {'none' if not bare or bare[-1].isalnum() else bare[-1]}"
        yield f"quarter {4 * money.start // max(1, len(self.text))}"
        yield f"size {_count(float(money.value), _SIZES)}"
        yield "round" if money.value % 50 == 0 else "whole units" if money.value % 1 == 0 else "fractions"
        if not (money.signed or money.cents):
            yield "bare"
        ends = [end for _, end in self.people if end <= money.start]
        if ends:
            yield "person on line" if ends[-1] > self.lines[money.line].start else "person above"


def read(
    text: str, lines: Sequence[Line], cues: Sequence[Cue], hits: Sequence[Hit], amounts: int, *, report: bool
) -> Surroundings:
    """Return a text with what describes all its amounts, `amounts` in number.

    `report`: labels make all of them a report's.
    """
    worded = list(islice((line.end for line in lines if _LETTERS.search(line.text)), TITLE))
    people = [(hit.start, hit.end) for hit in hits if hit.entity == PERSON]
    claims = [hit for hit in hits if hit.entity == ENTITY]
    odds = transaction.order_probability(transaction.count_words(text))
    shared = {
        "bias",
        f"long {_count(len(text), _LENGTHS)}",
        f"many {_count(amounts, _AMOUNTS)}",
        f"order odds {int(odds * 10)}",
        f"others {transaction.is_of_others(text):d}{transaction.shows_order(text):d}",
        f"people {_count(len(people), _PEOPLE)}",
        f"report {report:d}",
        f"claims {min(3, len(claims))}",
        *(f"has {hit.entity}" for hit in hits if hit.entity != ENTITY),
        *(f"title {cue.name}" for cue in cues if worded and cue.start < worded[-1]),
        *(f"word {stem}" for stem in _stems(text)),
    }
    return Surroundings(text, lines, cues, sorted(people), claims, frozenset(shared))


def _describe_reading(known: Mapping[str, float]) -> Iterator[str]:
    """Yield how surely the second network reads an amount, by itself and compared with the others."""
    if "unread" not in known:
        yield f"reads {int(known.get('read', 0.0))}"
        yield f"reads elsewhere {int(known.get('read elsewhere', 0.0))}"
        yield f"leads {int(2 * (known.get('lead', 0.0) - known.get('behind another', 0.0)))}"


def _describe_label(place: str, label: str) -> Iterator[str]:
    for stem in _stems(label):
        yield f"{place} {stem}"
    for cue in cue_words.find(label, cue_words.ORDERS):
        yield f"{place} class {cue.name}"


def _stems(text: str) -> Iterator[str]:
    """Yield the words of a text by their first letters, those of scripts without spaces in pairs of signs."""
    for match in _WORD.finditer(text):
        yield from _stem_word(match.group())


@lru_cache(maxsize=1 << 13)
def _stem_word(word: str) -> tuple[str, ...]:
    if _UNSPACED.search(word):
        return tuple(word[at : at + PAIR] for at in range(max(1, len(word) - PAIR + 1)))
    return (lexicon.plain(word.lower())[:STEM],)


def _count(number: float, bounds: Sequence[float]) -> int:
    return sum(number >= bound for bound in bounds)
