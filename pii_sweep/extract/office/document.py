"""DOCX and PPTX as text, with what hides in them: notes, comments, deleted text, properties.

Properties, pictures and what no reader knows are those of all office packages.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import BinaryIO, Final
from urllib.parse import unquote

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.office.package import Handler, Package
from pii_sweep.extract.office.relations import RELATIONS, list_parts, related, relations
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.table.grid import Grids
from pii_sweep.extract.table.layout.aligned import read_lines
from pii_sweep.extract.text.decode import until_broken
from pii_sweep.extract.text.formula_text import literals
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Gap, Layout, Note, Piece, Where

_DOCX = re.compile(
    r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments\w*|people|glossary/document)\.xml$"
)
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml$")
_NOTES = re.compile(r"ppt/(?:notesSlides/notesSlide\d+|comments/(?:modernC|c)omment\w*)\.xml$")
_SHOW = re.compile(r"ppt/presentation\d*\.xml$")
SHARED = frozenset({"slideLayout", "slide", "theme", "tags"})  # parts of several slides
NO_PAGES: Mapping[str, int] = MappingProxyType({})
_PROPERTIES = re.compile(r"docProps/(?:core|custom|app)\.xml$|^meta\.xml$")
_EXTRA_TEXT = re.compile(
    r"xl/(?:(?:comments/)?comments?\d*|threadedComments/\w+|persons/\w+)\.xml$|"
    r"ppt/(?:commentAuthors|authors)\.xml$|ppt/(?:slide|notes|handout)(?:Layouts|Masters)/\w+\.xml$|"
    r"(?:word|ppt|xl)/(?:diagrams/(?:data|drawing)|charts/chart(?:Ex)?|drawings/drawing)\d*\.xml$"
)
# Values of a document's own variables: Word's (18.9) and those that programs keep with slides (19.3.3).
_VARIABLES = re.compile(r"word/(?:glossary/)?settings\.xml$|ppt/tags/tag\d+\.xml$")
_SHAPES = re.compile(r"(?:word|ppt|xl)/drawings/\w+\.vml$")
_XML = re.compile(r"\.(?:xml|rdf)$")
_CUSTOM = re.compile(r"customXml/item\d*\.xml$")

# Printable signs of ASCII, in the private area as Word writes them, or as they are.
_SYMBOL = re.compile(r"[Ff]0[2-7][0-9A-Fa-f]|00[2-7][0-9A-Fa-f]")
LINE_TAGS = frozenset({"p", "h", "annotation", "comment", "list-item", "pt", "author", "threadedComment"})
GRID_TAGS = {"tbl": "table", "table": "table", "tr": "tr", "table-row": "tr", "tc": "td", "table-cell": "td"}
SIGNS = {"s": " ", "noBreakHyphen": "-"}
BREAK_TAGS = frozenset({"br", "cr", "line-break"})
INSTRUCTIONS = frozenset({"instrText", "delInstrText"})
FIGURES = frozenset({"fldData", "f", "formatCode"})  # text that stands for something else
_QUOTED = re.compile(r'"[^"]*"')
TEXT_TAGS = frozenset({"t", "delText", "creator", "date", "text", "author"})
_NUMBERS = (
    "created modified revision TotalTime Pages Words Characters CharactersWithSpaces Lines Paragraphs "
    "Application AppVersion DocSecurity ScaleCrop Template date creation-date generator lpstr "
    "i4 LinksUpToDate SharedDoc "
    "HyperlinksChanged Slides Notes HiddenSlides "
    "PresentationFormat editing-cycles editing-duration MMClips"
)
SKIPPED = frozenset(_NUMBERS.split())
PLACES = frozenset({"Anchor", "Row", "Column"})  # of a control on its sheet (ISO/IEC 29500-4, 19.4)
INLINE = frozenset({"font", "span", "b", "i", "u", "br"})  # what a line of a text box may be made of


def read_docx(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the document's text, headers, notes and comments, its properties, and its pictures."""
    package = Package(body, where, budget)
    broken: list[Unreadable] = []
    # Files of other formats that the text is put together from (altChunk) may bear the name of any part.
    chunks = package.set_apart(list(until_broken(related(package, "aFChunk"), broken)))
    yield from parts(package, package.matching(lambda name: bool(_DOCX.match(name))))
    yield from chunks
    yield from extras(package, "word")
    if broken:
        raise broken[0]


def read_pptx(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the slides' text (`where.page` is the slide), notes and comments, properties, pictures."""
    package = Package(body, where, budget)
    found = package.needed(lambda name: bool(_SLIDE.match(name) or _NOTES.match(name)))
    pages = slides(package)
    yield from parts(
        package, sorted(found, key=lambda info: pages.get(info.filename, len(found))), pages=pages
    )
    count = sum(bool(_SLIDE.match(name)) for name in package.names)
    if count:
        yield Note(where, "pages", count)
    yield from extras(package, "ppt", pages)


def slides(package: Package) -> dict[str, int]:
    """Return the slides that parts are, or belong to: in the order that is shown, not that of their names."""
    mains = package.matching(lambda name: bool(_SHOW.match(name)))
    order = [one.part for main in mains for one in list_parts(package, main.filename, "sldId")]
    order += [info.filename for info in package.matching(lambda name: bool(_SLIDE.match(name)))]
    pages: dict[str, int] = {}
    for page, part in enumerate(dict.fromkeys(part for part in order if part in package.names), 1):
        pages[part] = page
        for kind, other in relations(package, part).values():
            if kind not in SHARED:
                pages.setdefault(other, page)
    return pages


def extras(package: Package, home: str = "", pages: Mapping[str, int] = NO_PAGES) -> Iterator[Piece | Blob]:
    """Yield properties, comments and links, what is embedded, and what no reader of an OOXML package knows.

    `home` is the folder of an OOXML package's own parts.
    """
    meta = package.matching(lambda name: bool(_PROPERTIES.search(name)))
    yield from parts(package, meta, "metadata", _Values)
    variables = package.matching(lambda name: bool(_VARIABLES.match(name)))
    yield from parts(package, variables, "metadata", _Variables)
    yield from parts(package, package.matching(lambda name: bool(_EXTRA_TEXT.match(name))), pages=pages)
    yield from parts(package, package.matching(lambda name: bool(_SHAPES.match(name))), kind=_Shapes)
    for info in package.matching(lambda name: bool(_CUSTOM.match(name))):
        yield package.blob(info)
    links = package.matching(lambda name: bool(RELATIONS.search(name)))
    yield from parts(package, links, "metadata", _Links)
    yield from package.media()
    yield from _left_over(package, home)
    yield from _read_hidden(package)


def _read_hidden(package: Package) -> Iterator[Piece]:
    """Yield what attributes say that no reader takes, and what parts say that only describe form.

    One gap stands for all such parts that cannot be read.
    """
    broken = ""
    for info in package.matching(lambda name: bool(_XML.search(name)) and name not in package.opened):
        if info.file_size and not _is_foreign(package, info):
            try:
                for _ in package.parse(info, _Said()):
                    pass
            except Unreadable as error:
                broken = broken or error.reason
    lines = [f"{value}\n" for value in package.hidden.values]
    for passage in passages(lines, package.where, package.budget, "metadata"):
        yield replace(passage, where=package.where, spans=())
    if reason := "CHARACTER_LIMIT" if package.hidden.full else broken:
        yield Gap(package.where, reason)


class _Said(Handler):
    """Keep what the text of elements says, as that of comments."""

    def data(self, text: str) -> None:
        """Take text between two tags."""
        if self.hidden is not None:
            self.hidden.text(text)


def _left_over(package: Package, home: str) -> Iterator[Blob]:
    """Yield the parts that were not read and hold more than form: caches, queries, controls, macros."""
    ours = rf"{_FORM}|{home}/(?:{_LOOKS}|{_LOOKS_OF[home]})" if home else _ODF_FORM
    form = re.compile(ours, re.IGNORECASE)
    unread = package.matching(lambda name: name not in package.opened and not name.endswith("/"))
    yield from (package.blob(info) for info in unread if not form.fullmatch(info.filename))


# What says how things look, are counted or belong together, and a picture of the first page: of any package,
# below the folder of its own parts, and below that of a kind. A table of a sheet repeats its header's cells.
_FORM = (
    r"\[Content_Types\]\.xml|_xmlsignatures/origin\.sigs|customXml/itemProps\d*\.xml"
    r"|docProps/thumbnail\.(?:jpe?g|png|emf|wmf)"
)
_ODF_FORM = (
    r"mimetype|META-INF/manifest\.xml|manifest\.rdf|layout-cache|Thumbnails/.*|Configurations2/.*|Fonts/.*"
    r"|(?:Object [^/]+/)?(?:settings|meta|styles|mimetype)(?:\.xml)?"
    r"|ObjectReplacements/.*|Pictures/TablePreview\d+\.svm"
    r"|(?:Basic|Dialogs)/(?:[^/]+/)?(?:script|dialog)-l[cb]\.xml"
)
_LOOKS = (
    r"theme/theme(?:Override|Manager)?\d*\.xml|printerSettings/printerSettings\d*\.bin"
    r"|fonts/[\w -]+\.(?:odttf|fntdata|[ot]tf)|charts/(?:style|colors)\d*\.xml"
    r"|diagrams/(?:layout|quickStyle|colors)\d*\.xml"
)
_LOOKS_OF: Mapping[str, str] = MappingProxyType(
    {
        "word": r"(?:glossary/)?(?:styles(?:WithEffects)?|webSettings|fontTable|numbering)\.xml",
        "xl": r"styles\.xml|calcChain\.(?:xml|bin)|metadata\.bin|tables/table\d*\.(?:xml|bin)",
        "ppt": r"(?:tableStyles|presProps|viewProps|revisionInfo)\.xml",
    }
)


# XML of office packages has namespaces; HTML under the name of a part has its own, and other files have none.
_FIRST = re.compile(
    rb"(?is)(?:<\?.*?\?>|<!--.*?-->|\s)*+(?!<!doctype\s+html|<html)<(?:[\w.-]+:|[^<>]*?\bxmlns\b)"
)
_MARKS: Final = b"\xef\xbb\xbf\xff\xfe\0"
_HEAD: Final = 4096


def _is_foreign(package: Package, info: zipfile.ZipInfo) -> bool:
    """Indicate whether a part holds another format than its name says: HTML, text, a file of a database."""
    with suppress(Unreadable):
        head = next(package.chunks(info), b"")[:_HEAD]
        plain = head.lstrip(_MARKS).replace(b"\0", b"")  # of UTF-16 too
        return bool(plain.strip()) and _FIRST.match(plain) is None
    return False


def parts(
    package: Package,
    infos: list[zipfile.ZipInfo],
    layout: Layout = "prose",
    kind: type[Text] | None = None,
    *,
    pages: Mapping[str, int] = NO_PAGES,
) -> Iterator[Piece | Blob]:
    """Yield the text of some parts; an error is raised after all parts that can be read.

    A part of another format is a file of its own.
    """
    broken: list[Unreadable] = []
    count = 0
    for info in infos:
        page = pages.get(info.filename)
        if not RELATIONS.search(info.filename) and _is_foreign(package, info):
            yield package.blob(info)
            continue
        handler = (kind or Text)()
        lines = until_broken(_lines(package, info, handler), broken)
        inner = replace(package.where, page=page)
        if layout == "prose":
            yield from read_lines(lines, inner, package.budget)
        else:
            for passage in passages(lines, inner, package.budget, layout):
                yield replace(passage, where=inner, spans=())
        for header, rows in handler.grids.people:
            count += 1
            inner = replace(package.where, page=page, inside=(*package.where.inside, f"table-{count}"))
            yield from tables(rows, header, inner, package.budget)
        if package.budget.spent is not None:
            break
    if broken:
        raise broken[0]


def _lines(package: Package, info: zipfile.ZipInfo, handler: Text) -> Iterator[str]:
    for _ in package.parse(info, handler):
        yield from handler.take()
    handler.finish()
    yield from handler.take()


class Text(Handler):
    """Collect lines: a paragraph is a line, a table's row too, with tabs between its cells."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: list[str] = []
        self._line: list[str] = []
        self._open: list[str] = []
        self._instruction: list[str] = []
        self.grids = Grids()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(tag)
        if tag in BREAK_TAGS and attributes.get("w:type") != "page":
            self._break()
        elif tag == "tab" and "w:pos" not in attributes and "w:val" not in attributes:
            self._line.append("\t")
        elif tag in SIGNS:
            self._line.append(SIGNS[tag])
        elif tag == "sym":
            self._line.append(_symbol(attributes))
        elif tag == "p" and self._line:
            self._break()
        elif tag in GRID_TAGS:
            self._break()
            self._put(self.grids.start(GRID_TAGS[tag]))
        for name in (
            "w:author",
            "w15:author",
            "author",
            "displayName",
            "descr",
            "title",
            "alt",
            "w:displayText",
        ):
            if value := attributes.get(name, "").strip():
                self._line.append(f" {value} ")
        if tag == "textpath":  # WordArt (ISO/IEC 29500-4, 19.1.2.23)
            self._line.append(f" {attributes.get('string', '')} ")
        for name in ("w15:userId", "userId"):
            if "@" in (account := attributes.get(name, "")):
                self._line.append(f" {account.replace('::', ' ')} ")
        if tag == "fldSimple":
            self._instruction.append(attributes.get("w:instr", ""))
            self._take_instruction()
        elif tag == "fldChar":
            self._take_instruction()
        if tag in {"cmAuthor", "author"} and (name := attributes.get("name", "").strip()):
            self._line.append(f" {name} ")

    def data(self, text: str) -> None:
        inner = self._open[-1] if self._open else ""
        if inner in INSTRUCTIONS:
            self._instruction.append(text)
        elif inner in TEXT_TAGS or (inner == "v" and "pt" in self._open[-2:]):
            self._line.append(text)
        elif self.hidden is not None and inner not in FIGURES:
            self.hidden.text(text)

    def end(self, tag: str) -> None:
        if self._open:
            self._open.pop()
        if tag in LINE_TAGS or tag in GRID_TAGS:
            self._break()
        if tag in GRID_TAGS:
            self._put(self.grids.end(GRID_TAGS[tag]))

    def _take_instruction(self) -> None:
        """Take what a field's instruction says in quotes: a link, a text that is put in (17.16.5)."""
        if self._instruction:
            whole = "".join(self._instruction)
            self._line += [f" {text} " for text in literals(whole)]
            if self.hidden is not None:
                self.hidden.text(_QUOTED.sub(" ", whole))
            self._instruction.clear()

    def finish(self) -> None:
        """End the last line."""
        self._break()
        self._put(self.grids.finish())

    def take(self) -> list[str]:
        """Return the complete lines, and forget them."""
        ready, self._ready = self._ready, []
        return ready

    def _break(self) -> None:
        self._take_instruction()
        text = "".join(self._line).strip(" \t")
        self._line.clear()
        if text and not self.grids.add(text):
            self._ready.append(text + "\n")

    def _put(self, lines: Iterable[str]) -> None:
        self._ready += [line + "\n" for line in lines]


def _symbol(attributes: Mapping[str, str]) -> str:
    """Return the letter that a symbol of a font of letters is (ISO/IEC 29500-1, 17.3.3.30)."""
    code, font = attributes.get("w:char", ""), attributes.get("w:font", "").lower()
    if _SYMBOL.fullmatch(code) is None or font.startswith(("wingdings", "webdings")):
        return ""
    return chr(int(code, 16) & 0xFF if code[0] in "Ff" else int(code, 16))


class _Shapes(Text):
    """Collect what stands in VML shapes and controls: boxes of text, items of lists, descriptions."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        if value := attributes.get("o:title", "").strip():
            self._line.append(f" {value} ")

    def data(self, text: str) -> None:
        if not (self._open and self._open[-1] in PLACES):
            self._line.append(text)

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag not in INLINE:
            self._break()


class _Values(Text):
    """Collect properties as `name: value` lines."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(attributes.get("name") or attributes.get("meta:name") or tag)

    def data(self, text: str) -> None:
        self._line.append(text)

    def end(self, tag: str) -> None:
        name = self._open.pop() if self._open else tag
        text = "".join(self._line).strip()
        self._line.clear()
        if text and name not in SKIPPED:
            self._ready.append(f"{name}: {text}\n")


class _Variables(Text):
    """Collect variables as `name: value` lines."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val" if tag == "docVar" else "val", "") if tag in {"docVar", "tag"} else ""
        if value.strip():
            self._ready.append(f"{attributes.get('w:name') or attributes.get('name')}: {value}\n")

    def end(self, tag: str) -> None:
        """Hold nothing."""


class _Links(Text):
    """Collect mail and phone links, and what links to pages ask for."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        target = unquote(attributes.get("Target", ""))
        if target.lower().startswith(("mailto:", "tel:")):
            self._ready.append(f"link: {target.partition(':')[2].partition('?')[0]}\n")
        if "?" in target:
            self._ready.append(f"link: {target}\n")
        elif target.lower().startswith("file:") and self.hidden is not None:
            self.hidden.text(target)

    def end(self, tag: str) -> None:
        """Hold nothing."""
