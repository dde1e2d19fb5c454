"""False findings in real text that holds no personal data: the standard library, manuals, licences.

`python -m pii_sweep.evaluate.clean [FOLDER ...] [--show]`; without a folder, the standard library of the
running interpreter. Such text credits its authors, who are people. A finding is left out where its line gives
a credit or a mailbox, and a name where it is a known given name before no everyday word. All
else counts as false, the names of methods after their inventors included: the figure is an upper bound.
"""

from __future__ import annotations

import argparse
import re
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.errors import UsageError
from pii_sweep.evaluate.item import Item
from pii_sweep.evaluate.run import Examiner, pieces_of
from pii_sweep.evaluate.truth import Labelled
from pii_sweep.types import Detection, Passage, Piece, Table

BAR = 8.0  # false findings a million characters
# What such text is full of and rightly so: mailboxes of authors, hosts of examples.
_RIGHT = frozenset({"EMAIL_ADDRESS", "IP_ADDRESS"})
_CREDIT = re.compile(
    r"(?i)copyright|\(c\)|©|\bauthors?\b|contribut|maintain|credit|thank|written by|original|ported|patch"
    r"|acknowledg|@| at [\w.]+ (?:dot|com)\b|submitted|suggest|\bby [A-Z]|signature of|\bal\.|proc\.|vol\b"
    r"|isbn"
)
_SOURCES = frozenset({".py", ".txt", ".md", ".rst", ".gz", ".html", ".c", ".h", ""})
# Files that are lists of people, and tests, whose made-up people are like real ones.
_PEOPLE = re.compile(r"(?i)authors|thanks|contributors|acks|credits|changelog|copyright|news|history")
_TESTS = frozenset({"test", "tests", "idle_test", "testing", "site-packages", "dist-packages", "__pycache__"})


@dataclass(slots=True)
class Measured:
    """Characters read, and the false findings in them by entity; `lines` say where, if asked for."""

    characters: int = 0
    false: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list, repr=False)

    @property
    def rate(self) -> float:
        """Return the false findings in a million characters."""
        return 1e6 * self.false.total() / self.characters if self.characters else 0.0


def measure(files: Iterable[Path], detector: Examiner, settings: Settings, *, most: int) -> Measured:
    """Count the false findings of a detector in files, up to `most` characters."""
    measured = Measured()
    for file in files:
        if measured.characters >= most:
            break
        item = Item(Labelled(file.name, file.suffix, "clean", ()), file=file)
        pieces = list(pieces_of(item, settings))
        text = "\n".join(map(_text, pieces))
        measured.characters += len(text)
        for one in detector.examine(pieces):
            if isinstance(one, Detection) and not _is_right(one, text):
                measured.false[one.entity] += 1
                measured.lines.append(
                    f"{file.name}:{one.where.line or ''} {one.entity} {one.score:.2f} {one.value!r} "
                    f"{' '.join(one.reasons)}"
                )
    return measured


def _text(piece: Piece) -> str:
    if isinstance(piece, Passage):
        return piece.text
    return "\n".join("\t".join(row) for row in piece.rows) if isinstance(piece, Table) else ""


def _is_right(found: Detection, text: str) -> bool:
    """Return whether a finding is an author, or what such text holds rightly."""
    if found.entity in _RIGHT:
        return True
    value = found.value.split("\n", maxsplit=1)[0]
    at = text.find(value)
    while at >= 0:
        low, high = text.rfind("\n", 0, at) + 1, text.find("\n", at + len(value))
        if _CREDIT.search(text, low, high if high >= 0 else len(text)):
            return True
        at = text.find(value, at + 1)
    return found.entity == "PERSON" and _is_author(value)


def is_credit(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of a text is an author's name or stands on a line of credits."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = _CREDIT.search(text, low, high if high >= 0 else len(text))
    return line is not None or _is_author(text[start:end])


def _is_author(value: str) -> bool:
    words = [word.lower().strip(".,'") for word in re.findall(r"[^\W\d_][\w.'’\-]*", value)]
    if len(words) < 2 or value.isupper() or not lexicon.given_name(words[0]):
        return bool(re.match(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]+", value))
    return not any(word in lexicon.ordinary() or word in vocabulary.months() for word in words)


def standard_library() -> Iterator[Path]:
    """Yield the sources of the running interpreter's standard library, without its tests."""
    return sources([Path(sysconfig.get_path("stdlib"))])


def sources(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the text files of folders, in the order of their names, without tests and lists of people."""
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"{folder} is not there: name a folder of text")
        for file in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if (
                file.suffix not in _SOURCES
                or _PEOPLE.search(file.name)
                or not _TESTS.isdisjoint(file.parts[len(folder.parts) :])
            ):
                continue
            if file.is_file() and not file.is_symlink():
                yield file


def main() -> None:
    """Print the rate of false findings; exit with 1 above the bar."""
    parser = argparse.ArgumentParser(prog="python -m pii_sweep.evaluate.clean", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of text without personal data")
    parser.add_argument("--most", type=int, default=6_000_000, help="characters to read at most")
    parser.add_argument("--show", action="store_true", help="print each false finding with its value")
    given = parser.parse_args()
    settings = Settings()
    files = sources(given.folders) if given.folders else standard_library()
    measured = measure(files, detect.load(settings), settings, most=given.most)
    if given.show:
        print("\n".join(measured.lines))
    print(
        f"{measured.characters:,} characters, {measured.rate:.1f} false findings a million (bar: {BAR:.0f})"
    )
    for entity, count in measured.false.most_common():
        print(f"  {entity:<20} {count}")
    sys.exit(1 if measured.rate > BAR else 0)


if __name__ == "__main__":
    main()
