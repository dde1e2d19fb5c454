"""HTML as its visible text, with the lines and cells that a reader sees; by events, no tree.

Read next to the visible text: form values, alternative texts, mail and phone links, comments, and what
scripts hold as JSON and in strings. Nothing is fetched, no script runs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from lxml import etree

from pii_sweep.errors import Corrupt, Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.markup.script import (
    Flight,
    literals,
    object_of,
    read_protected,
    remarks,
    strings,
    unquoted,
    without_tags,
)
from pii_sweep.extract.table.emit import tables
from pii_sweep.extract.table.grid import GRID_TAGS, Grids
from pii_sweep.extract.text.decode import BLOCK, blocks, until_broken
from pii_sweep.extract.text.encoded.embedded_file import embedded
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Passage, Piece, Where

_BLOCKS = (
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section "
    "select summary table tbody tfoot thead title tr ul"
)
_GAPS = "p h1 h2 h3 h4 h5 h6 table section article address ul ol dl form fieldset"
BLOCK_TAGS = frozenset(_BLOCKS.split())
GAP_TAGS = frozenset(_GAPS.split())
SPACE = re.compile(r"[\x00- ]+")
# The end of a word or sum, and the begin of another: `Fare` and `USD`; not `H` and `ello`.
_SEAM = re.compile(r"[\w.)][a-z\d).:][A-ZÀ-Þ$€£\d]")
# Attributes that say how an element is set, sized, called or fetched; of others the value is text.
_SET = (
    "accept accept-charset accesskey align allow anchor as async autocapitalize autocomplete axis "
    "datetime maxlength minlength preserveaspectratio textlength "
    "background bgcolor border bordercolor cellpadding cellspacing charset class classid codebase "
    "codetype color cols colspan coords crossorigin d decoding dir dx dy enctype encoding face fill "
    "font-family for form frame frameborder gradienttransform headers height hreflang hspace http-equiv "
    "id imagesizes importance integrity is itemid itemref itemtype kind lang language link loading "
    "marginheight marginwidth max media method min name nonce nowrap opacity pathdata pattern points "
    "preload property referrerpolicy rel rev role rows rowspan rules sandbox scheme scope scrolling "
    "shape size sizes slot span spellcheck src srclang srcset start step stroke style tabindex target "
    "text transform type typeof usemap valign valuetype version viewbox vlink vocab vspace width wmode "
    "wrap x x1 x2 y y1 y2 xmlns"
)
_SETTINGS = frozenset(_SET.split())
_SETTING = re.compile(
    r"aria-(?!desc|label$|roledesc|valuetext|placeholder)|data-sheets-|xmlns|stroke-|fill-|stop-|font-|xml:"
)
# Elements of a drawing, whose attributes are measures and times.
_SHAPES = re.compile(
    r"animate|circle|ellipse|fe[a-z]{4}|line|path|polygon|polyline|radialgradient|rect|set\Z|stop|tspan"
)
# Addresses of styles and pictures, in which versions look like mailboxes.
_DRAWN = frozenset(("style", "srcset", "imagesrcset", "background", "d", "points"))
_ADDRESSES = frozenset(
    ("href", "xlink:href", "action", "formaction", "ping", "src", "data", "cite", "longdesc", "poster")
)
# What is said in an attribute: a mailbox, a number, several words.
_SAYS = re.compile(r"@|\d{3}|\S \S")
_MAILBOX = re.compile(r"[\w.+-]@[\w-]+\.\w")
# In an address: a mailbox or a text of several words. Names of pictures and programs have them too.
_NAMES = re.compile(r"[\w.]@[\w-]+\.|%40|[^\W\d_](?:\+|%20)[^\W\d_]")
# A link to a mailbox that Cloudflare hides from harvesters.
_PROTECTED = "/cdn-cgi/l/email-protection#"
# A package of programs and its version: `/npm/vue@3.4.1`.
_PACKAGE = re.compile(
    r"/(?:npm|gh|package|pkg|x|deno)/(?:@?[\w.-]+/)?[\w.-]+@[\w.-]+|//(?:unpkg|esm)\.\w+/[\w.-]+@[\w.-]+"
)
_FETCHED = frozenset(("src", "data", "poster"))
# Content that only a style sheet shows, and its remarks.
_STYLED = re.compile(
    r"/\*((?:[^*]|\*(?!/))*+)(?:\*/|\Z)|\bcontent\s*:\s*(?:\"([^\"\n]+)\"|'([^'\n]+)')", re.S
)
# A link whose query holds a number, a mailbox or a text of several words.
_ASKS = re.compile(r"[?&][\w.\-\[\]]+=[^&]*(?:\d{3}|@|%40|[^\W\d_](?:\+|%20)[^\W\d_])")
# Attributes whose value is an expression of a program (Vue, Alpine, Angular).
_BOUND = (":", "v-", "x-", "@", "ng-", "[", "(")
# Lines of what OCR read (hOCR 1.2), which are set apart by their place alone.
_LINES = frozenset(("ocr_line", "ocrx_line", "ocr_header", "ocr_textfloat", "ocr_caption"))
# Where it stands, and how sure it is; what else is written there, such as the picture's name, stays.
_PLACE = re.compile(
    r"(?:(?<=;)|\A)\s*(?:bbox|baseline|cflow|cuts|hardbreak|lpageno|nlp|order|poly|ppageno|scan_res|textangle"
    r"|x_\w{1,20})\b[\d\s.,+-]*+(?:;|\Z)"
)
# Media types of scripts that run; others hold text or mark-up.
_PROGRAM = re.compile(r"\A\Z|script|module|babel|jsx|python|x-shader|importmap|speculation")
_CONDITION = re.compile(r"\s*\[if[^\]]*\]>")
SILENT_TAGS = frozenset({"style", "script"})
MAX_SCRIPT = 1 << 24


def read_html(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield prose passages, tables of people as tables, and each JSON data island as a blob.

    Raises Corrupt after what came before.
    """
    broken: list[Unreadable] = []
    yield from html_pieces(until_broken(blocks(body), broken), where, budget)
    if broken:
        raise broken[0]


def html_pieces(source: Iterable[str], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield what a file of HTML or the body of a mail holds; lines are of the text, not the source."""
    target = _Text(Grids(), where, budget)
    yield from _without_places(source, where, budget, target)
    for number, (header, rows) in enumerate(target.grids.people, 1):
        inner = replace(where, inside=(*where.inside, f"table-{number}"))
        yield from tables(rows, header, inner, budget)
    for number, data in enumerate(target.islands, 1):
        inner = replace(where, inside=(*where.inside, f"script-{number}.json"))
        yield Blob(inner, partial(io.BytesIO, data.encode("utf-8", "replace")), len(data))
    yield from target.files


def _without_places(source: Iterable[str], where: Where, budget: Budget, target: _Text) -> Iterator[Passage]:
    for passage in passages(_lines(source, target), where, budget):
        yield replace(passage, where=replace(passage.where, line=None), spans=())


def _lines(source: Iterable[str], target: _Text) -> Iterator[str]:
    parser = etree.HTMLParser(target=target, recover=True, no_network=True, huge_tree=True)
    try:
        for block in source:
            # lxml finds the codec of text itself; NUL would end the document.
            for at in range(0, len(block), BLOCK):
                parser.feed(block[at : at + BLOCK].replace("\0", " "))
            yield from target.take()
        parser.close()
    except etree.LxmlError:
        target.finish()
        yield from target.take()
        raise Corrupt("html") from None
    target.finish()
    yield from target.take()


class _Text:
    """Collect lines of visible text from the parser's events."""

    def __init__(self, grids: Grids, where: Where, budget: Budget) -> None:
        self.islands: list[str] = []
        self.files: list[Blob] = []
        self._where, self._budget = where, budget
        self.grids = grids
        self._ready: list[str] = []
        self._line: list[str] = []
        self._silent = 0
        self._script: list[str] | None = None
        self._size = 0  # of a script
        self._form = ""  # of what is not shown: its media type
        self._flight = Flight()
        # What attributes hold as objects of a program, those of one name together.
        self._objects: dict[tuple[str, str], list[str]] = {}
        self._pre = 0
        # What two inline elements without a space between them are: `closed` after the first, then `seam`.
        self._joint = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element: blocks begin lines; values and links are text."""
        if tag in SILENT_TAGS:
            self._silent += 1
            self._script, self._size = [], 0
            self._form = "style" if tag == "style" else attributes.get("type", "").lower()
            return
        if tag == "span" and not _LINES.isdisjoint(attributes.get("class", "").split()):
            self._break()
        if tag in GRID_TAGS:
            self._break()
            self._put(self.grids.start(tag))
        elif tag in BLOCK_TAGS:
            self._break()
            if tag in GAP_TAGS:
                self._gap()
        self._joint = "seam" if self._joint == "closed" and not self._pre else ""
        self._pre += tag in {"pre", "textarea"}
        if attributes.get("class", "").startswith("ocr"):
            attributes = {**attributes, "title": _PLACE.sub("", attributes.get("title", ""))}
        for name, value in attributes.items():
            self._attribute(tag, name, value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        value = value.strip()
        if not value:
            return
        if value[:5].lower() == "data:" and (
            found := embedded(value, f"file-{len(self.files) + 1}.bin", self._where)
        ):
            self.files.append(found)
            self._budget.memory(sum(file.size or 0 for file in self.files))
        elif name == "href" and value.lower().startswith(("mailto:", "tel:", "sms:")):
            scheme, _, target = value.partition("?")[0].partition(":")
            # The scheme says that it is a number to call; brackets part it from the link's text.
            self._line.append(f" {target} " if scheme.lower() == "mailto" else f" (tel:{target}) ")
        elif name == "data-cfemail" and (address := read_protected(value)):
            self._apart(address)
        elif name in _ADDRESSES:
            is_fetched = name in _FETCHED or tag == "link"
            said = value.partition("?")[2] if is_fetched else _PACKAGE.sub("/", value)
            if address := read_protected(value.rpartition("#")[2]) if _PROTECTED in value else "":
                self._apart(address)
            if (not is_fetched and _ASKS.search(value)) or _NAMES.search(said):
                self._apart(value)
        elif name.startswith(_BOUND) and (held := object_of(value)):
            self._objects.setdefault((tag, name), []).append(held)
        elif name.startswith(("on", *_BOUND)):
            for text in strings(value, ()):
                self._apart(text)
        elif name in {"alt", "title", "placeholder", "aria-label"} or (tag == "input" and name == "value"):
            self._line.append(f" {value} ")
        elif name == "srcdoc":
            self._line.append(f" {without_tags(value)} ")
        elif (
            (tag == "meta" and name == "content")
            or (name not in _DRAWN and _MAILBOX.search(value))
            or (
                name not in _SETTINGS
                and (name.startswith("data-") or _SAYS.search(value))
                and not _SETTING.match(name)
                and (name.startswith(("data-", "aria-")) or not _SHAPES.match(tag))
            )
        ):
            self._apart(value)

    def _apart(self, text: str) -> None:
        """Take a text as a line of its own."""
        self._break()
        self._line.append(text)
        self._break()

    def end(self, tag: str) -> None:
        """Close an element: blocks end lines."""
        if tag in SILENT_TAGS:
            self._silent = max(0, self._silent - 1)
            text = "".join(self._script or ()).strip()
            if text:
                self._take_script(text)
            self._script = None
            return
        self._pre -= self._pre > 0 and tag in {"pre", "textarea"}
        if tag in GRID_TAGS:
            self._break()
            self._put(self.grids.end(tag))
        if tag in BLOCK_TAGS:
            self._break()
            if tag in GAP_TAGS:
                self._gap()
        self._joint = "closed"

    def _take_script(self, text: str) -> None:
        """Take the values of a script: its JSON, that in its strings, and what other strings say."""
        if "json" in self._form:
            self.islands.append(text)
            return
        if self._form == "style":
            for found in _STYLED.finditer(text):
                if _SAYS.search(said := found[found.lastindex or 0]):
                    self._apart(said)
            return
        if not _PROGRAM.search(self._form):
            for line in without_tags(text).splitlines():
                self._apart(line)
            return
        text = self._flight.take(text)
        held = list(literals(text))
        self.islands += held
        inner = unquoted(text)
        self.islands += inner.documents
        taken = sorted((*held, *inner.taken), key=text.find)
        for said in (*inner.texts, *strings(text, taken), *remarks(text)):
            self._apart(said)

    def data(self, text: str) -> None:
        """Take text; white space counts only where it is set as it stands."""
        if self._silent:
            if self._script is not None and self._size < MAX_SCRIPT:
                self._script.append(text)
                self._size += len(text)
            elif self._script is not None:
                self._budget.leave_unread()
            return
        if not self._pre:
            self._part(text)
            self._line.append(SPACE.sub(" ", text))
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for other in others:
            self._break()
            self._line.append(other)

    def _part(self, text: str) -> None:
        """End the line between labels and values that only a style sheet sets apart: `Fare` `USD 4`."""
        if self._joint == "seam" and self._line and _SEAM.fullmatch(self._line[-1][-2:] + text[:1]):
            self._break()
        self._joint = ""

    def comment(self, text: str) -> None:
        """Take a comment as a line of its own; of mark-up for one browser, the text."""
        held = _CONDITION.match(text)
        if held:
            text = without_tags(text[held.end() :].removesuffix("<![endif]"))
        if not text.strip().startswith("<![") and (not held or _SAYS.search(text)):
            self._apart(text.replace("\n", " "))

    def close(self) -> None:
        """End the document."""
        self.finish()

    def finish(self) -> None:
        """End the last line, and what came in several parts."""
        documents, texts = self._flight.read()
        objects = [f"[{','.join(held)}]" for held in self._objects.values()]
        self._objects.clear()
        self.islands += (*documents, *objects)
        for text in texts:
            self._apart(text)
        self._break()
        self._put(self.grids.finish())

    def take(self) -> list[str]:
        """Return the lines that are complete, and forget them."""
        if sum(map(len, self._line)) > BLOCK:
            self._break()
        ready, self._ready = self._ready, []
        return ready

    def _break(self) -> None:
        text = " ".join("".join(self._line).split())
        self._line.clear()
        if text and not self.grids.add(text):
            self._ready.append(text + "\n")

    def _gap(self) -> None:
        if not self.grids.add("") and self._ready and self._ready[-1] != "\n":
            self._ready.append("\n")

    def _put(self, lines: Iterable[str]) -> None:
        self._ready += [line + "\n" for line in lines]
