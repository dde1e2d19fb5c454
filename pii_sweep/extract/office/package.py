"""Parts of an office package (OOXML, ISO/IEC 29500-2; ODF 1.3 part 2): a ZIP of XML files.

The XML is read by expat's events as it is unpacked. A package has no document type: one that has
is refused. External links are read as text, never followed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from pii_sweep.errors import Corrupt, Encrypted, TooBig, TooDeep
from pii_sweep.extract.archive.zip import member, open_package
from pii_sweep.extract.budget import RATIO_FLOOR, Budget
from pii_sweep.extract.markup.xml_feed import feed_parser
from pii_sweep.extract.office.hidden_text import HiddenText
from pii_sweep.extract.stream import CHUNK
from pii_sweep.types import Blob, Where

MAX_DEPTH = 512
PREVIEW = re.compile(r"Pictures/TablePreview\d+\.svm$")  # a table as a picture
MEDIA = ("/media/", "/embeddings/", "Pictures/", "ObjectReplacements/", "/drawings/media/")


class Package:
    """An open office package and its budget."""

    def __init__(self, body: BinaryIO, where: Where, budget: Budget) -> None:
        self.body, self.where, self.budget = body, where, budget
        self.archive = open_package(body, budget)
        self.names = [info.filename for info in self.archive.infolist()]
        self.apart: frozenset[str] = frozenset()  # parts of another format, whatever their names say
        self.hidden = HiddenText()  # what attributes say that no reader takes
        self.opened: set[str] = set()  # parts that were read here or handed on as files

    def matching(self, accept: Callable[[str], bool]) -> list[zipfile.ZipInfo]:
        """Return the parts whose names are accepted, by their natural order, without those set apart."""
        found = [info for info in self._own() if accept(info.filename)]
        return sorted(found, key=lambda info: (len(info.filename), info.filename))

    def _own(self) -> list[zipfile.ZipInfo]:
        return [info for info in self.archive.infolist() if info.filename.casefold() not in self.apart]

    def needed(self, accept: Callable[[str], bool]) -> list[zipfile.ZipInfo]:
        """Return the parts whose names are accepted; raises Corrupt where there is none."""
        found = self.matching(accept)
        if not found:
            raise Corrupt("an office package without its main part")
        return found

    def chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a part's bytes; raises TooBig (OOXML_UNCOMPRESSED_…_EXCEEDS_LIMIT), Corrupt."""
        self.opened.add(info.filename)
        if info.flag_bits & 1:
            raise Encrypted()
        settings, total = self.budget.settings, 0
        blob = member(self.archive, info, self.body, self.where, self.budget)
        try:
            with blob.open() as stream:
                while chunk := stream.read(CHUNK):
                    total += len(chunk)
                    if total > RATIO_FLOOR and total > max(info.compress_size, 1) * settings.max_ratio:
                        raise TooBig("max_ratio", reason="OOXML_UNCOMPRESSED_RATIO_EXCEEDS_LIMIT")
                    yield chunk
        except TooBig as error:
            names = {"RATIO_LIMIT": "RATIO", "ARCHIVE_EXCEEDS_SIZE_LIMIT": "SIZE"}
            if error.reason not in names:
                raise
            reason = f"OOXML_UNCOMPRESSED_{names[error.reason]}_EXCEEDS_LIMIT"
            raise TooBig("office package", reason=reason) from None

    def set_apart(self, names: Iterable[str]) -> list[Blob]:
        """Return the parts of some names as files, and hide them from whatever looks for parts."""
        apart = frozenset(name.casefold() for name in names)
        found = self.matching(lambda name: name.casefold() in apart and not name.endswith("/"))
        self.apart = apart
        return [self.blob(info) for info in found]

    def parse(self, info: zipfile.ZipInfo, handler: Handler) -> Iterator[None]:
        """Feed a part to a handler; yields after each chunk, so that what is ready can be taken."""
        handler.hidden = self.hidden
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = handler.open
        parser.EndElementHandler = handler.close
        parser.CharacterDataHandler = handler.data
        parser.CommentHandler = self.hidden.comment
        parser.StartDoctypeDeclHandler = _refuse
        chunks = self.chunks(info)
        if info.filename.lower().endswith(".vml"):
            chunks = _close_breaks(chunks)
        try:
            yield from feed_parser(parser, chunks, self.budget)
        except expat.ExpatError:
            raise Corrupt("office xml") from None

    def blob(self, info: zipfile.ZipInfo) -> Blob:
        """Return a part as a file of its own."""
        self.opened.add(info.filename)
        return member(self.archive, info, self.body, self.where, self.budget)

    def media(self) -> Iterator[Blob]:
        """Yield embedded pictures and files as blobs, without the previews of what is read itself."""
        for info in self._own():
            name = info.filename
            if name.endswith("/") or not any(mark in name for mark in MEDIA) or PREVIEW.search(name):
                continue
            if f"{name.removeprefix('ObjectReplacements/')}/content.xml" not in self.names:
                yield self.blob(info)


def _close_breaks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes of VML with its breaks of lines closed, which Excel leaves open."""
    held = b""
    for chunk in chunks:
        whole = (held + chunk).replace(b"<br>", b"<br/>")
        # a break may be cut by the end of a chunk
        cut = len(whole) - next((size for size in (3, 2, 1) if whole.endswith(b"<br>"[:size])), 0)
        held = whole[cut:]
        yield whole[:cut]
    yield held


def _refuse(*_: object) -> None:
    raise Corrupt("a document type in an office package")


class Handler:
    """Take expat's events by local name; subclasses override `start`, `end` and `data`."""

    def __init__(self) -> None:
        self.depth = 0
        self.hidden: HiddenText | None = None

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Count the depth and pass on; raises TooDeep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeep("max_depth", reason="XML_NESTING_LEVEL_OVER_LIMIT")
        local = tag.rpartition(":")[2]
        if attributes and self.hidden is not None:
            self.hidden.add(local, attributes)
        self.start(local, attributes)

    def close(self, tag: str) -> None:
        """Count the depth and pass on."""
        self.depth -= 1
        self.end(tag.rpartition(":")[2])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def data(self, text: str) -> None:
        """Take text."""
