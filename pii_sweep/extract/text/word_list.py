"""Words that a program wrote one by one, with their place, their time or how sure it is of each.

OCR (ALTO, Textract, Azure, Vision) and transcripts of speech (AWS Transcribe, Deepgram, Whisper) hold a word
per element or record. Joined they are text again; those of one element around them are a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

_WORDS: Final = frozenset(("text", "content", "word", "punctuated_word", "description", "detectedtext"))
# What stands about a word: how sure it is, when it was said, where it stands.
_OF_WORD: Final = frozenset(
    ("confidence", "conf", "wc", "probability", "score", "start_time", "starttime", "start", "end_time")
    + ("offset", "hpos", "vpos", "boundingbox", "bounding_box", "boundingpoly", "polygon", "geometry", "bbox")
)
_LEAST: Final = 8
_SINGLE: Final = 0.95  # of the words have no space in them
_LONGEST: Final = 60
_LINE: Final = 2000  # signs of words that no element parts
_TYPE: Final = "blocktype"  # Textract: pages, lines and words in one list
_CLOSING: Final = frozenset(".,;:!?)")


@dataclass(slots=True)
class WordLists:
    """The lists of words of a document by their shape, and the lines read so far.

    A shape is given the place of the list in a path: the last of the lists around a word that has several
    elements, which choices of a recognizer have not.
    """

    shapes: Mapping[Path, int]
    typed: bool = False  # of one list with the lines, which hold all the words
    lines: list[str] = field(default_factory=list)
    size: int = 0
    _line: list[str] = field(default_factory=list)
    _length: int = 0
    _own: Path = ()
    _type: str = ""

    def take(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """Yield leaves without the words, which become lines."""
        for path, value in leaves:
            if self.typed and _last(path) == _TYPE:
                self._type = value
            if _last(path) not in _WORDS or _shape(path) not in self.shapes:
                yield path, value
            elif self.typed:
                if self._type != "WORD":
                    self._break()
                    self._add(value)
            else:
                own = path[: self.shapes[_shape(path)]]
                if own != self._own or self._length > _LINE:
                    self._break()
                    self._own = own
                self._add(value)

    def drain(self) -> list[str]:
        """Return the lines so far, and forget them."""
        self._break()
        ready, self.lines, self.size = self.lines, [], 0
        return ready

    def _add(self, word: str) -> None:
        self._line.append(word if word in _CLOSING else f" {word}")
        self._length += len(word) + 1

    def _break(self) -> None:
        if self._line:
            self.lines.append("".join(self._line).strip() + "\n")
            self.size += self._length
        self._line, self._length = [], 0


def find_words(head: Iterable[Leaf]) -> WordLists | None:
    """Return the lists of words among the first leaves of a document, None for none."""
    counts, single = Counter[Path](), Counter[Path]()
    known, types = set[Path](), set[str]()
    depths: dict[Path, int] = {}
    for path, value in head:
        last = _last(path)
        if last in _WORDS:
            shape = _shape(path)
            counts[shape] += 1
            several = (at for at, step in enumerate(path) if isinstance(step, int) and step > 1)
            depths[shape] = max(depths.get(shape, 0), *several, 0)
            single[shape] += len(value) <= _LONGEST and " " not in value
        elif last == _TYPE:
            types.add(value)
        known.update(_element(path[: at + 1]) for at, step in enumerate(path) if _describes_word(step))
    lists = {shape for shape, count in counts.items() if count >= _LEAST and _element(shape) in known}
    if {"LINE", "WORD"} <= types and lists:
        return WordLists({shape: depths[shape] for shape in lists}, typed=True)
    lists = {shape for shape in lists if single[shape] >= _SINGLE * counts[shape]}
    return WordLists({shape: depths[shape] for shape in lists}) if lists else None


def _last(path: Path) -> str:
    """Return the name of a value, in small letters."""
    return str(path[-1]).lstrip("@").lower() if path else ""


def _describes_word(step: str | int) -> bool:
    return isinstance(step, str) and step.lstrip("@").lower() in _OF_WORD


def _shape(path: Path) -> Path:
    return tuple(step for step in path if isinstance(step, str))


def _element(path: Path) -> Path:
    """Return the shape of what a value is of."""
    return _shape(path)[:-1]
