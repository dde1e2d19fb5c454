"""Exchange the names and rare words of a text for others, so that the words around them decide."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from models.train.passages import HEALTH, ORDER, PERSON, Mark, Stretch, Text
from pii_sweep.detect.person.evidence import word_attributes
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.letters import WORD

# How often a name is another one, or is put together from two halves, and so is another rare word.
OTHER, JOINED, REMADE = 0.5, 0.3, 0.25
# A name is taken for another one as often as it stands in texts, at most so often.
MOST = 100
_WORD = re.compile(WORD)
_KANA = re.compile(r"[\u3041-\u30fa]")
# From here on letters are signs: Chinese, Japanese, Korean.
_SIGNS = 0x2E80
# The label of a rare word that is no name, inside this module alone.
_RARE = "rare"


def _alike(word: str, *, japanese: bool) -> tuple[str, str]:
    """Return what a word shares with those it is exchanged for.

    It is the script and the last letter; of signs their number, and whether the text is Japanese.
    """
    if ord(word[-1]) < _SIGNS:
        return word_attributes.script(word[0]), word[-1].lower()
    return word_attributes.script(word[0]) + (" japanese" if japanese else ""), str(len(word))


def _is_japanese(text: Text) -> bool:
    return _KANA.search(text.text) is not None


def _may_change(word: str) -> bool:
    return word[0].isalpha() and len(word) > (1 if ord(word[-1]) >= _SIGNS else 2)


class Changer:
    """Exchanges names and rare words of texts, by a fixed random order."""

    def __init__(self, texts: Sequence[Text], words: frozenset[str], draw: random.Random) -> None:
        """Collect the names and the rare words of all texts."""
        self.words, self._draw = words, draw
        self._japanese = False
        names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._called: frozenset[str] = frozenset()
        rare: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            japanese = _is_japanese(text)
            for low, high in text.of(PERSON):
                for word in text.text[low:high].split():
                    if _may_change(word):
                        names[_alike(word, japanese=japanese)][word] += 1
            for low, high in self._rare(text):
                word = text.text[low:high]
                rare[word_attributes.script(word[0])].add(word)
        # Common names stand in for others as often as people bear them, or `John` would be in streets alone.
        self._names: Mapping[tuple[str, str], list[str]] = {
            key: [word for word in sorted(own) for _ in range(min(MOST, own[word]))]
            for key, own in names.items()
        }
        several = (word.lower() for own in names.values() for word, count in own.items() if count > 1)
        self._called = frozenset(several) - lexicon.ordinary()
        self._others: Mapping[str, list[str]] = {key: sorted(own) for key, own in rare.items()}

    def _rare(self, text: Text) -> Iterator[Stretch]:
        """Yield the words with a capital that few texts have, or people's names too, and that are no names."""
        taken = {at for one in text.marks for at in range(one.start, one.end)}
        for match in _WORD.finditer(text.text):
            word = match[0]
            written = len(word) > 3 and word[0].isupper() and match.start() not in taken
            if written and (word.lower() not in self.words or word.lower() in self._called):
                yield match.span()

    def change(self, text: Text) -> Text:
        """Return a text with other names, and some of its rare words made anew."""
        places = sorted([*text.marks, *(Mark(*one, _RARE) for one in self._rare(text))])
        self._japanese = _is_japanese(text)
        out, at = "", 0
        kept: list[Mark] = []
        met: dict[str, str] = {}
        for low, high, label in places:
            if low < at:
                continue
            new = text.text[low:high]
            if label not in (HEALTH, ORDER):
                change = self._remade if label == _RARE else self._exchanged
                for word in new.split(" "):
                    if word not in met:
                        met[word] = change(word)
                new = " ".join(met[word] for word in new.split(" "))
            out += text.text[at:low]
            if label != _RARE:
                kept.append(Mark(len(out), len(out) + len(new), label))
            out += new
            at = high
        return Text(out + text.text[at:], tuple(kept))

    def _remade(self, word: str) -> str:
        if word.lower() in self._called:  # what is named after people is exchanged as they are
            return self._exchanged(word)
        others = self._others[word_attributes.script(word[0])]
        return self._joined(word, others) if self._draw.random() < REMADE else word

    def _exchanged(self, word: str) -> str:
        others = self._names.get(_alike(word, japanese=self._japanese), []) if _may_change(word) else []
        chance = self._draw.random()
        if not others or chance > OTHER + JOINED:
            return word
        new = self._draw.choice(others) if chance < OTHER else self._joined(word, others)
        if word.islower() or word.isupper():
            return new.lower() if word.islower() else new.upper()
        return new[0].upper() + new[1:] if word[0].isupper() else new

    def _joined(self, word: str, others: Sequence[str]) -> str:
        """Return a half of a word with one of another, as they follow each other in writing."""
        other = self._draw.choice(others)
        if len(word) < 4 or self._draw.random() < 0.5:
            return word[: max(1, len(word) // 2)] + other[len(other) // 2 :].lower()
        return other[: max(1, len(other) // 2)] + word[len(word) // 2 :].lower()
