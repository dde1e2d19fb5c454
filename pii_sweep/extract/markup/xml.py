"""XML by expat's events: no tree, no DTD, no entity is ever expanded or fetched."""

from __future__ import annotations

import base64
import re
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import BinaryIO
from xml.parsers import expat

from pii_sweep.errors import Corrupt, TooDeep
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.markup.xml_feed import feed_parser
from pii_sweep.extract.records.identifier_type import find_register
from pii_sweep.extract.records.json import unpack
from pii_sweep.extract.records.tree import Leaf, Path, pieces
from pii_sweep.extract.text.decode import blocks
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Piece, Where

# An element with more children than this is no mixed text.
MAX_MIXED = 40
MAX_TEXT = 1 << 20
READY = 5000
# Paragraphs of word processors' single files (flat OPC, FODT, SpreadsheetML): what parts them is form.
FORM = frozenset({"schemaLocation", "space"})  # attributes that say how to read the document
# Roots of text documents in one file; elsewhere the same prefixes mean anything.
DOCUMENTS = frozenset(
    {"pkg:package", "office:document", "office:text", "w:wordDocument", "w:document", "p:presentation"}
)
PARAGRAPHS = frozenset({"w:p", "text:p", "text:h", "a:p"})
SPACES = frozenset({"w:tab", "w:br", "w:cr", "text:s", "text:tab", "text:line-break", "a:br"})
BREAKS = frozenset({"br", "BR"})  # of a line, in XHTML and what took it over
# Elements of one letter each, as OCR writes them: so many of one name.
LEAST_LETTERS = 8
# What is put around the documents behind the first one, so that expat takes them for one.
ROOTS = "documents-behind-the-first"
# An element's only attribute that holds what other documents have as its text: `<City value="Oslo"/>`.
VALUE = frozenset({"v", "val", "value", "valeur", "valor", "valore", "wert", "waarde"})
EXTENSION = "extension"  # attribute of a number that the OID of a register (`root`) says the kind of
ANOTHER = 9  # expat's code for "junk after document element"
MAX_PROLOG = 4096
_PROLOG = re.compile(rb"<\?xml\s[^>]*\?>|<!DOCTYPE\s[^>\[]*>")


def read_xml(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield repeated flat elements as tables, all others as `name: value` fields with their XPath.

    A text that is a document of JSON is opened, as queues and exchanges hold them. Raises Corrupt, and
    TooDeep (XML_NESTING_LEVEL_OVER_LIMIT), after what came before.
    """
    leaves = _Leaves(budget)
    try:
        for piece in pieces(unpack(_document(body, leaves, budget), budget), xpath, where, budget):
            yield piece
            if len(leaves.comments) > READY:
                yield from _comments(leaves, where, budget)
    except Corrupt:
        yield from _comments(leaves, where, budget)
        raise
    yield from _comments(leaves, where, budget)


def _comments(leaves: _Leaves, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the comments so far, a paragraph each."""
    found, leaves.comments = leaves.comments, []
    yield from passages((f"{text}\n\n" for text in found), replace(where, line=None), budget)


def xpath(path: Path) -> str:
    """Return a path in XPath's notation, local names only; a first element's `[1]` is left out."""
    steps = []
    for step in path:
        if isinstance(step, str):
            steps.append(f"/{step}")
        elif step > 1:
            steps.append(f"[{step}]")
    return "".join(steps)


@dataclass(slots=True)
class _Element:
    """An open element: its path, its text with and without its children's, where its leaves start."""

    path: Path
    mark: int
    text: list[str] = field(default_factory=list)
    direct: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    kids: int = 0
    letters: int = 0  # children that hold one letter and nothing else
    mixable: bool = True

    def is_mixed(self) -> bool:
        """Return whether text and children make one line, as in `<p>a <b>c</b></p>`."""
        inline = any(part.strip() or "\n" not in part for part in self.direct)
        return self.mixable and self.kids <= MAX_MIXED and inline


class _Leaves:
    """Collect leaves, and whether each is an element's text, from expat's callbacks."""

    def __init__(self, budget: Budget) -> None:
        self.ready: list[tuple[Path, str, bool]] = []
        self.open = [_Element((), 0)]
        self.comments: list[str] = []
        self._budget = budget
        self._size = 0
        self._paragraphs: list[_Element] = []
        self._of_office = False

    def start(self, tag: str, attributes: list[str]) -> None:
        """Open an element; raises TooDeep."""
        if tag == ROOTS:
            return
        parent = self.open[-1]
        name = tag.rpartition(":")[2]
        count = parent.counts[name] = parent.counts.get(name, 0) + 1
        parent.kids += 1
        if len(self.open) > self._budget.settings.max_json_depth:
            raise TooDeep("max_json_depth", reason="XML_NESTING_LEVEL_OVER_LIMIT")
        path = (*parent.path, name, count)
        if self._paragraphs and tag in SPACES:
            self._paragraphs[-1].text.append(" ")
        elif name in BREAKS and not self._paragraphs:
            parent.text.append("\n")
            parent.direct.append("\n")
        self.open.append(_Element(path, len(self.ready)))
        if len(self.open) == 2:  # noqa: PLR2004 - the root below the document
            self._of_office = tag in DOCUMENTS
        if self._of_office and tag in PARAGRAPHS:
            self._paragraphs.append(self.open[-1])
            return  # its attributes number revisions and name styles
        register = _find_register(attributes) if len(attributes) > 2 and name.lower() == "id" else None
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            local = key.rpartition(":")[2]
            if register and local == EXTENSION:
                self.ready.append(((*path, register), value, False))
                continue
            if value.strip() and not key.startswith("xmlns") and local not in FORM:
                own = len(attributes) == 2 and local.lower() in VALUE
                self.ready.append((path if own else (*path, f"@{local}"), value, False))

    def data(self, text: str) -> None:
        """Take text; a text that is too long to be held whole is handed on in parts."""
        element = self.open[-1]
        element.text.append(text)
        element.direct.append(text)
        if self._paragraphs and self._paragraphs[-1] is not element:
            self._paragraphs[-1].text.append(text)
        self._size += len(text)
        if self._size > MAX_TEXT:
            self.spill()

    def comment(self, text: str) -> None:
        """Take a comment, which is read behind all elements."""
        if text.strip():
            self.comments.append(text.strip())

    def instruction(self, target: str, data: str) -> None:
        """Take what is meant for a program, but for style sheets, as a comment."""
        if not target.lower().startswith("xml-stylesheet"):
            self.comment(data)

    def spill(self) -> None:
        """Hand on what the open elements hold, and stop waiting for their ends."""
        paragraphs, inside = {id(one) for one in self._paragraphs}, False
        for element in self.open:
            own = id(element) in paragraphs
            inside = inside or own
            # A paragraph holds what its parts say.
            whole = "".join(element.text if own else () if inside else element.direct)
            if whole.strip():
                self.ready.append((element.path or ("text()",), whole, True))
            element.text.clear()
            element.direct.clear()
            element.mixable = False
        self._size = 0

    def end(self, tag: str) -> None:
        """Close an element: its text is a leaf, one with its children's where they are mixed."""
        if tag == ROOTS:
            return
        element = self.open.pop()
        parent = self.open[-1]
        if self._paragraphs and self._paragraphs[-1] is element:
            self._end_paragraph(element)
            return
        if self._paragraphs:
            return
        parent.letters += not element.kids and len("".join(element.text).strip()) <= 1
        letters = element.letters == element.kids >= LEAST_LETTERS
        mixed = element.kids and (element.is_mixed() or letters)
        if mixed:
            self.ready[element.mark :] = [leaf for leaf in self.ready[element.mark :] if not leaf[2]]
        text = "".join(element.direct if element.kids and not mixed else element.text).strip()
        if text:
            decoded = _decode(text) if tag == "data" and element.path[0] == "plist" else text
            self.ready.append((element.path, decoded, True))
        parent.mixable = parent.mixable and not element.kids
        if not element.kids and (parent.mixable or parent.letters == parent.kids):
            parent.text.extend(element.text)

    def _end_paragraph(self, element: _Element) -> None:
        """Close a paragraph: the texts of its parts are one leaf."""
        self._paragraphs.pop()
        text = "".join(element.text).strip()
        if text:
            self.ready.append((element.path, text, False))
        self.open[-1].mixable = False

    def declared(self, *declaration: object) -> None:
        """Take an entity's own text; raises Corrupt for entities made of entities (a bomb)."""
        name, value = declaration[0], declaration[2]
        if isinstance(value, str) and value.strip():
            if "&" in value:
                raise Corrupt("entities")
            self.ready.append((("!ENTITY", f"{name}"), value, False))

    def take(self) -> list[tuple[Path, str, bool]]:
        """Return the leaves that are ready, and forget them."""
        taken, self.ready = self.ready, []
        for element in self.open:
            element.mark = 0
            element.mixable = False
        self._size = sum(len(part) for element in self.open for part in element.direct)
        return taken


def _find_register(attributes: list[str]) -> str | None:
    """Return what the number of an identifier is called by the OID of its register (HL7 version 3, II)."""
    held = dict(zip(attributes[::2], attributes[1::2], strict=True))
    return find_register(held.get("root", "")) if EXTENSION in held else None


def _decode(text: str) -> str:
    """Return the text that a property list holds as data, or the data as they stand."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        return text


def _document(body: BinaryIO, leaves: _Leaves, budget: Budget) -> Iterator[Leaf]:
    ended = yield from _parse_leaves(_encode(body), leaves, budget)
    if ended is not None and ended >= 0:  # another document follows, as in logs of events
        more = chain((f"<{ROOTS}>".encode(),), _find_others(body, ended), (f"</{ROOTS}>".encode(),))
        ended = yield from _parse_leaves(more, leaves, budget)
    leaves.spill()
    yield from ((path, value) for path, value, _ in leaves.take())
    if ended is not None:
        raise Corrupt("xml")


# Control characters, which XML has not: bookkeeping programs refer to them in front of words (`&#4; None`).
_CONTROL = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:1?[0-8]|[bBcCeEfF]|1[9a-fA-F]));|[\x00-\x08\x0b\x0c\x0e-\x1f]"
)
_REFERENCE = 12  # characters of the longest of them


def _encode(body: BinaryIO) -> Iterator[bytes]:
    """Yield a document in UTF-8, a space for each character of what refers to a control character."""
    held = ""
    for block in blocks(body):
        text = held + block.lstrip("\ufeff")
        place = text.rfind("&", max(0, len(text) - _REFERENCE))
        place = place if place >= 0 and ";" not in text[place:] else len(text)
        held = text[place:]
        yield _CONTROL.sub(_blank, text[:place]).encode("utf-8", "replace")
    yield held.encode("utf-8", "replace")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _find_others(body: BinaryIO, start: int) -> Iterator[bytes]:
    """Yield the documents behind the first one, without what may only stand before all of them."""
    held = b""
    for data in _encode(body):
        behind, start = data[start:], max(0, start - len(data))
        whole = _PROLOG.sub(b"", held + behind)
        place = max(0, whole.rfind(b"<"))  # a declaration may go on in the next block
        place = place if len(whole) - place <= MAX_PROLOG else len(whole)
        held = whole[place:]
        yield whole[:place]
    yield held


def _parse_leaves(
    texts: Iterable[bytes], leaves: _Leaves, budget: Budget
) -> Generator[Leaf, None, int | None]:
    """Yield the leaves of a document; return where it ended if something follows, -1 if it is broken."""
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = leaves.start
    parser.EndElementHandler = leaves.end
    parser.CharacterDataHandler = leaves.data
    # With a default handler expat does not expand the document's own entities in its text.
    parser.DefaultHandler = _ignore
    parser.EntityDeclHandler = leaves.declared
    parser.CommentHandler = leaves.comment
    parser.ProcessingInstructionHandler = leaves.instruction
    try:
        for _ in feed_parser(parser, texts, budget):
            if len(leaves.ready) > READY:
                yield from ((path, value) for path, value, _ in leaves.take())
    except expat.ExpatError as error:
        return parser.ErrorByteIndex if error.code == ANOTHER else -1
    return None


def _ignore(_data: str) -> None:
    """Take what no other handler takes: instructions, unexpanded entities."""
