"""Words that a program wrote one by one, with their place, their time or how sure it is of each.

OCR (ALTO, Textract, Azure, Vision) and transcripts of speech (AWS Transcribe, Deepgram, Whisper) hold a word
per element or record. Joined they are text again; those of one element around them are a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

_WORDS: Final = frozenset(("text", "content", "word", "punctuatedword", "description", "detectedtext"))
# What stands about a word: how sure it is, when it was said, where it stands.
_OF_WORD: Final = frozenset(
    ("confidence", "conf", "wc", "probability", "score", "starttime", "start", "endtime")
    + ("offset", "hpos", "vpos", "boundingbox", "boundingpoly", "polygon", "geometry", "bbox")
)
# What else such a program writes there: kinds, numbers, sizes, who speaks. A record of more is a row.
_ALLOWED = (
    "id ids parentid index type blocktype texttype kind page line end span spans length duration width "
    "height rotation relationships locale language languages detectedlanguages property style styles "
    "stylerefs cc substype subscontent speaker speakerlabel speakertag speakerconfidence channel "
    "channeltag sentiment sentimentscore tokens words symbols glyph rowindex columnindex rowspan "
    "columnspan entitytypes level pagenum blocknum parnum linenum wordnum left top speakerid logprob "
    "confidencelevel"
)
_NEXT: Final = _WORDS | _OF_WORD | frozenset(_ALLOWED.split())
# Of records of other things than words, whose fields stay fields: what they name, and a text of words.
_THING: Final = re.compile(r"name|user|label|title|entity|category|person|patient|customer|author|mail|phone")
_OF_SPEAKER: Final = re.compile(r"speaker|channel|voice")
_SENTENCE: Final = re.compile(r"[^\W\d_]{2}[.,:;]? [^\W\d_]{2}")
_LEAST: Final = 8
_SINGLE: Final = 0.95  # of the words have no space in them
_LONGEST: Final = 60
_LINE: Final = 2000  # signs of words that no element parts
# Pages, lines and words in one list: Textract's blocks, Rekognition's detections.
_TYPES: Final = frozenset(("blocktype", "type"))
_PARTS: Final = frozenset(("LINE", "WORD"))
_MOST_SAID: Final = 100_000  # words of lines that are kept
_CLOSING: Final = frozenset(".,;:!?)")


@dataclass(slots=True)
class WordLists:
    """The lists of words of a document by their shape, and the lines read so far.

    A shape is given the place of the list in a path: the last of the lists around a word that has several
    elements, which choices of a recognizer have not. The elements of a typed shape are lines, words and
    others; a word that no line holds is read as well. The words of a kept shape, next to which fields of no
    known name lie, are lines and stay fields too.
    """

    shapes: Mapping[Path, int]
    typed: frozenset[Path]
    kept: frozenset[Path] = frozenset()
    lines: list[str] = field(default_factory=list)
    size: int = 0
    _line: list[str] = field(default_factory=list)
    _length: int = 0
    _own: Path = ()
    _type: str = ""  # of the element that is being read
    _held: list[str] = field(default_factory=list)  # its texts
    _said: set[str] = field(default_factory=set)

    def take(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """Yield leaves without the words, which become lines."""
        elements = set(map(_element, self.typed))
        for path, value in leaves:
            last = _last(path)
            is_word = last in _WORDS and (shape := _shape(path)) in self.shapes
            if is_word and shape not in self.typed:
                self._take_word(path[: self.shapes[shape]], value)
            elif is_word or (last in _TYPES and _element(path) in elements):
                self._enter(path[:-1])
                if is_word:
                    self._held.append(value)
                else:
                    self._type = value
            if not is_word or shape in self.kept:
                yield path, value

    def drain(self) -> list[str]:
        """Return the lines so far, and forget them."""
        self._enter(())
        self._break()
        ready, self.lines, self.size = self.lines, [], 0
        return ready

    def _take_word(self, own: Path, word: str) -> None:
        if own != self._own or self._length > _LINE:
            self._enter(own)
            self._break()
        self._add(word)

    def _enter(self, own: Path) -> None:
        """Begin an element; the texts of the one before are lines, but words that a line holds."""
        if own == self._own:
            return
        is_word = self._type == "WORD"
        for text in self._held:
            if is_word and text in self._said:
                continue
            self._break()
            self._add(text)
            if not is_word and len(self._said) < _MOST_SAID:
                self._said.update(text.split())
        self._own, self._type, self._held = own, "", []

    def _add(self, word: str) -> None:
        self._line.append(word if word in _CLOSING else f" {word}")
        self._length += len(word) + 1

    def _break(self) -> None:
        if self._line:
            self.lines.append("".join(self._line).strip() + "\n")
            self.size += self._length
        self._line, self._length = [], 0


def find_words(head: Sequence[Leaf]) -> WordLists | None:
    """Return the lists of words among the first leaves of a document, None for none."""
    counts, single = Counter[Path](), Counter[Path]()
    depths: dict[Path, int] = {}
    for path, value in head:
        if _last(path) in _WORDS:
            shape = _shape(path)
            counts[shape] += 1
            several = (at for at, step in enumerate(path) if isinstance(step, int) and step > 1)
            depths[shape] = max(depths.get(shape, 0), *several, 0)
            single[shape] += len(value) <= _LONGEST and " " not in value
    lists = {shape for shape, count in counts.items() if count >= _LEAST}
    names, types, records = (
        _describe({_element(shape) for shape in lists}, head) if lists else ({}, {}, set[Path]())
    )
    lists = {shape for shape in lists if not _OF_WORD.isdisjoint(names[_element(shape)])}
    typed = {shape for shape in lists if types[_element(shape)] >= _PARTS}
    lists = typed | {
        shape
        for shape in lists
        if _element(shape) not in records and single[shape] >= _SINGLE * counts[shape]
    }
    kept = frozenset(shape for shape in lists - typed if not names[_element(shape)] <= _NEXT)
    return WordLists({shape: depths[shape] for shape in lists}, frozenset(typed), kept) if lists else None


def _describe(
    elements: set[Path], head: Iterable[Leaf]
) -> tuple[dict[Path, set[str]], dict[Path, set[str]], set[Path]]:
    """Return the names of what lies in elements, the types that they have, and those that are records.

    A record names something else than a word, or holds a text of several words.
    """
    records = set[Path]()
    names: dict[Path, set[str]] = {element: set() for element in elements}
    types: dict[Path, set[str]] = {element: set() for element in elements}
    for path, value in head:
        shape = _shape(path)
        for size in range(len(shape)):
            if shape[:size] in names:
                name = _name(shape[size])
                names[shape[:size]].add(name)
                if name not in _NEXT and _is_record(name, value):
                    records.add(shape[:size])
                if size == len(shape) - 1 and _name(shape[size]) in _TYPES:
                    types[shape[:size]].add(value)
    return names, types, records


def _is_record(name: str, value: str) -> bool:
    """Indicate whether a field is of a record of other things; who speaks is of a word."""
    return not _OF_SPEAKER.match(name) and (_THING.search(name) or _SENTENCE.search(value)) is not None


def _last(path: Path) -> str:
    """Return the name of a value, in small letters."""
    return _name(path[-1]) if path else ""


def _name(step: str | int) -> str:
    return str(step).lstrip("@").lower().replace("_", "")


def _shape(path: Path) -> Path:
    return tuple(step for step in path if isinstance(step, str))


def _element(path: Path) -> Path:
    """Return the shape of what a value is of."""
    return _shape(path)[:-1]
