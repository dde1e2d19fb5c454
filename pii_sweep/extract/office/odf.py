"""ODT and ODP as text (ODF 1.3 part 3): every text node, and every attribute that is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Encrypted
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.document import Text, extras, parts
from pii_sweep.extract.office.odf_attribute import link_of, texts_of
from pii_sweep.extract.office.package import Package
from pii_sweep.types import Blob, Piece, Where

_PARTS = re.compile(r"(?:Object [^/]+/)?(?:content|styles)\.xml$")
_PARAGRAPHS: Final = frozenset({"text:p", "text:h"})  # all that stands in them is text, in whatever element
# What stands in a paragraph and is no part of its text.
_ASIDES: Final = frozenset({"office:annotation", "svg:desc", "svg:title"})
# Text of these is form: parts of numbers, marks of lists, pictures in digits.
_FORM: Final = (
    "number:", "style:", "config:", "math:", "office:binary-data", "text:index-title-template",
    "text:list-style", "draw:gradient", "draw:hatch", "draw:marker", "draw:stroke-dash", "draw:fill-image",
    "draw:opacity",
)  # fmt: skip


def read_odf(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the text of an ODT or ODP, its properties and pictures."""
    package = Package(body, where, budget)
    check_encryption(package)
    yield from parts(package, package.needed(lambda name: bool(_PARTS.match(name))), kind=OdfText)
    yield from extras(package)


def margins(package: Package) -> Iterator[Piece | Blob]:
    """Yield the headers and footers of an ODF package's pages."""
    yield from parts(package, package.matching(lambda name: name == "styles.xml"), kind=OdfText)


def check_encryption(package: Package) -> None:
    """Raise Encrypted where an ODF package's manifest says that its parts are."""
    for info in package.matching(lambda name: name == "META-INF/manifest.xml"):
        if b"encryption-data" in b"".join(package.chunks(info)):
            raise Encrypted()


class OdfText(Text):
    """Collect lines: paragraphs, rows of tables, and what stands in any other element or attribute."""

    def __init__(self) -> None:
        super().__init__()
        self._paragraphs = 0
        self._tags: list[str] = []
        self._outer: list[tuple[list[str], int]] = []  # lines that asides interrupt, and their paragraphs
        self._notes: dict[str, None] = {}  # of attributes, until the paragraph or the table ends

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an element's attributes, and pass on."""
        self.hidden = None  # which would take attributes too
        if tag in _ASIDES:
            self._outer.append((self._line, self._paragraphs))
            self._line, self._paragraphs = [], 0
        self._tags.append(tag)
        self._paragraphs += tag in _PARAGRAPHS
        super().open(tag, attributes)
        if attributes:
            self.note(tag, attributes)
        self._write_notes()

    def close(self, tag: str) -> None:
        """Pass on; what stands outside of paragraphs is a line an element."""
        self._paragraphs -= tag in _PARAGRAPHS
        super().close(tag)
        if self._tags:
            self._tags.pop()
        if not self._paragraphs and self._line:
            self._break()
        if tag in _ASIDES and self._outer:
            self._line, self._paragraphs = self._outer.pop()
        self._write_notes()

    def note(self, tag: str, attributes: dict[str, str]) -> None:
        """Take what the attributes of an element say; a link stands in its line."""
        link = attributes.get("xlink:href", "")
        if self._paragraphs and link.lower().startswith(("mailto:", "tel:")):
            self._line += [f" {text} " for text in link_of(link)]
            attributes = {key: value for key, value in attributes.items() if key != "xlink:href"}
        if not tag.startswith(_FORM):
            self._notes.update(dict.fromkeys(texts_of(attributes)))

    def data(self, text: str) -> None:
        """Take text, in whatever element it stands."""
        tag = self._tags[-1] if self._tags else ""
        if self._paragraphs or (text.strip() and not tag.startswith(_FORM)):
            self._line.append(text)

    def finish(self) -> None:
        """End the last line."""
        super().finish()
        self._write_notes()

    def _write_notes(self) -> None:
        """Hand on what attributes said as lines, where no paragraph and no table is open."""
        if self._notes and not self._paragraphs and not self._outer and not self.grids.is_open:
            self._break()
            self._put(self._notes)
            self._notes.clear()
