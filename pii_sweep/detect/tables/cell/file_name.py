"""Keys of objects, names of members, attachments, sheets, tables and fields are text of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.tables.cell import cell_form, half_known_name, header_cell, listed_name
from pii_sweep.detect.tables.cell.undecided_column import Recognizers
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit, detection
from pii_sweep.entities import PERSON
from pii_sweep.types import Detection, Note, Passage, Piece, Span, Where

# Names examined at once, and remembered.
BATCH, REMEMBERED = 500, 50_000
# What stands for a column where a finding lies in the key of its object, and the record of such findings.
OBJECT_KEY, _KEY_RECORD = "object key", "$key"
# What no recognizer expects in a label before a value.
_MARKS = re.compile(r"[.:,() ]")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Names:
    """The names that places quote, each examined once."""

    seen: set[tuple[str, ...]] = field(default_factory=set, repr=False)
    waiting: list[tuple[Where, str]] = field(default_factory=list, repr=False)

    def add(self, piece: Piece) -> None:
        """Take the names of a piece's place, and those of its fields, that were not there before."""
        inside = piece.where.inside
        if isinstance(piece, Note) and piece.measure == "member" and not inside:
            self._take_key(piece.where)
        while inside and self._is_new(inside):
            self._take(Where(piece.where.ref, inside), inside[-1])
            inside = inside[:-1]
        if isinstance(piece, Passage) and piece.layout == "fields":
            for span in piece.runs:
                if isinstance(span, Span) and span.json_path and self._is_new(("", span.json_path)):
                    self._add_keys(piece.where, span.json_path)

    def _take_key(self, where: Where) -> None:
        """Take an object's own key, whose steps are lines: folders are named after people too."""
        key = where.ref.key.replace("/", "\n")
        if key.strip() and _holds_words(key):
            self.waiting.append((Where(where.ref, column_name=OBJECT_KEY), key))

    def _add_keys(self, where: Where, path: str) -> None:
        for key in header_cell.texts(path):
            # A key of plain words is read with its value.
            if _MARKS.search(key) and self._is_new(("", "", key)):
                self._take(Where(where.ref, where.inside, json_path=path), key)

    def _is_new(self, name: tuple[str, ...]) -> bool:
        if name in self.seen:
            return False
        if len(self.seen) >= REMEMBERED:
            self.seen.clear()
        self.seen.add(name)
        return True

    def _take(self, where: Where, name: str) -> None:
        if _speaks(name):
            self.waiting.append((where, name))

    def full(self) -> bool:
        """Return whether enough names wait to be examined."""
        return len(self.waiting) >= BATCH

    def examine(self, recognizers: Recognizers) -> Iterator[list[Detection]]:
        """Yield what each name that waits holds, names without anything left out."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        plain, spaced = (
            recognizers.claims([Passage(shown(name), where) for where, name in waiting])
            for shown in (str, cell_form.space_marks)
        )
        rare = half_known_name.find([name for _, name in waiting], recognizers)
        for (where, name), one, two, more in zip(waiting, plain, spaced, rare, strict=True):
            sure = [*header_cell.keep_sure(name, [*one, *two]), *listed_name.find(name), *more]
            mailboxes = [hit for hit in sure if hit.entity == "EMAIL_ADDRESS"]
            kept = settle(
                hit
                for hit in sure
                if "\n" not in name[hit.start : hit.end]
                and not (hit.entity == "PERSON" and any(_is_inside(hit, one) for one in mailboxes))
            )
            kept = [
                hit for hit in kept if hit.entity != PERSON or not _is_place_or_firm(_piece_of(name, hit))
            ]
            found = [detection(Passage(name, where), hit, hit.stretches()) for hit in kept]
            if found and where.column_name == OBJECT_KEY:
                found = [item.at(record=_KEY_RECORD) for item in found]
            if found:
                yield found


def _is_inside(hit: Hit, other: Hit) -> bool:
    return other.start <= hit.start and hit.end <= other.end


def _piece_of(name: str, hit: Hit) -> str:
    return name[hit.start : hit.end]


def _is_place_or_firm(name: str) -> bool:
    """Indicate whether two words of a name are a firm's, two places, or a place and what is there.

    `Morgan Stanley`, `charlotte-austin`, `Virginia Beach`; a team has a place and a plural that is no name.
    """
    words = [word.lower() for word in _LETTERS.findall(name)]
    if len(words) != 2:
        return False
    whole, places = " ".join(words), lexicon.words("places_and_brands", "places")
    listed = (("places_and_brands", "names"), ("places_and_brands", "pairs"), ("persons", "brands"))
    if any({whole, whole.removesuffix("s")} & lexicon.words(*place) for place in listed):
        return True
    last = words[1]
    there = last in places or last in lexicon.words("persons", "landscape")
    team = last.endswith("s") and not (lexicon.family_name(last) or lexicon.given_name(last))
    return words[0] in places and (there or team)


def _speaks(name: str) -> bool:
    """Return whether a name may hold personal data: it is no longer than names are, with words or figures."""
    return len(name) <= header_cell.LONGEST and _holds_words(name)


def _holds_words(name: str) -> bool:
    return cell_form.has_word(cell_form.space_marks(name)) or cell_form.has_figures(
        cell_form.forms([name])[0]
    )
