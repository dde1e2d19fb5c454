"""Text out of bytes: the codec, decoded blocks and lines, all in flat memory.

A byte-order mark decides; else the pattern of NUL bytes shows UTF-16 and UTF-32; else UTF-8 that is without
a fault; else what XML, HTML or a card says of itself; else the codec of before Unicode that the text shows
(`legacy_codec`); else UTF-8, in which bytes that are not UTF-8 are read one by one as Windows-1252 (what
WHATWG's Encoding standard, section 4.2, reads for `latin1`), so that a mixed export loses no letter.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, TypeVar, cast

from pii_sweep.errors import SecondDocument, Unreadable, Unsupported
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.stream import Stream
from pii_sweep.extract.text.double_utf8 import mend
from pii_sweep.extract.text.legacy_codec import MAINFRAME, fits, guess_codec
from pii_sweep.extract.text.record_marks import find_marks
from pii_sweep.extract.text.second_document import (
    LOOKED_AHEAD,
    find_change,
    find_mainframe,
    find_noise,
    second_document,
)
from pii_sweep.extract.text.terminal_codes import strip_blocks

T = TypeVar("T")

BLOCK = 1 << 18
CODEC_HEAD = 1 << 13
# A line longer than this is cut: newline-free files must not be held whole.
MAX_LINE = 1 << 16

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def codec(head: bytes) -> tuple[str, int]:
    """Return the codec that the first bytes speak of, and the length of their byte-order mark."""
    for bom, name in BOMS:
        if head.startswith(bom):
            return name, len(bom)
    sample = head[:1024]
    if len(sample) >= 8 and sample.count(0) >= len(sample) // 4:
        lanes = [sample[lane::4].count(0) / max(1, len(sample[lane::4])) for lane in range(4)]
        for name, empty in (
            ("utf-32-le", (2, 3)),
            ("utf-32-be", (0, 1)),
            ("utf-16-le", (1, 3)),
            ("utf-16-be", (0, 2)),
        ):
            if all(lanes[lane] > 0.7 for lane in empty):
                return name, 0
    if head.isascii() or fits(head, "utf-8") is not None:
        return "utf-8", 0
    return _find_declared(head) or guess_codec(head) or "utf-8", 0


# What XML, HTML and cards say of their own codec.
_SAYS = (
    re.compile(rb"(?i)\s*<\?xml\s[^>]{0,200}\bencoding\s*=\s*[\"']([\w.:-]{2,40})"),
    re.compile(rb"(?is)\s*<.{0,4000}?<meta\s[^>]{0,300}\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"),
    re.compile(rb"(?is)\s*BEGIN:V.{0,4000}?;CHARSET=\"?([\w.:-]{2,40})"),
)
# In name only: what says so is mostly Windows-1252, or was encoded anew since (WHATWG).
_HOLLOW = re.compile(r"(?i)utf|ucs|ascii|8859-1$|latin-?1$|(?:windows|cp)-?1252$")


def _find_declared(head: bytes) -> str | None:
    """Return the codec that a text names in its own head, where it is one and the text fits it."""
    for says in _SAYS:
        if found := says.match(head):
            return find_codec(found[1].decode("ascii", "replace"), head)
    return None


def find_codec(name: str, data: bytes) -> str | None:
    """Return a codec that is identified by name, None where there is none or only its name."""
    if _HOLLOW.search(name):
        return None
    try:
        data[:64].decode(name, "replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


@cache
def register_lenient() -> str:
    """Register, once, the error handler that reads stray bytes as Windows-1252; return its name."""
    codecs.register_error("pii-sweep-lenient", _replace_stray)
    return "pii-sweep-lenient"


def _replace_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    if not error.encoding.lower().replace("_", "-").startswith("utf-8"):
        return "\ufffd", error.end
    return stray.decode("cp1252", "replace"), error.end


def blocks(body: BinaryIO) -> Iterator[str]:
    """Yield the decoded text of a seekable body in blocks, from its start; UTF-8 encoded twice is mended,
    and a terminal's control sequences are left out.

    A body that breaks off (a truncated member) yields what came before, then its error; so does one in
    which a document of another kind follows (SecondDocument).
    """
    return strip_blocks(mend(_decode_blocks(body)))


def open_as_ascii(body: BinaryIO, budget: Budget) -> BinaryIO:
    """Return a body whose ASCII letters are single bytes; one of another codec is read as UTF-8."""
    body.seek(0)
    name, mark = codec(body.read(CODEC_HEAD))
    body.seek(0)
    if not name.startswith(("utf-16", "utf-32")) and name != MAINFRAME and not mark:
        return body
    return cast(
        BinaryIO, Stream(lambda: (block.encode("utf-8", "replace") for block in blocks(body)), budget)
    )


def _decode_blocks(body: BinaryIO) -> Iterator[str]:
    body.seek(0)
    window, at = body.read(BLOCK), 0  # the bytes from place `at` on, of which the first `fed` are decoded
    marks = find_marks(window)
    name, fed = codec(window.translate(marks))
    seen = fits(window[:CODEC_HEAD], "utf-8") is None
    decoder = _Letters(seen) if name == "utf-8" else codecs.getincrementaldecoder(name)(register_lenient())
    broken: Unreadable | None = None
    noise: Unreadable | None = None
    while True:
        more = b""
        try:
            more = body.read(BLOCK)
        except Unreadable as error:
            broken = error
        ends, is_noisy = _find_end(window, name, fed)
        noise = Unsupported() if is_noisy else noise
        end = ends or (max(fed, len(window) - LOOKED_AHEAD) if more else len(window))
        if text := decoder.decode(window[fed:end].translate(marks), bool(ends) or not more):
            yield text.replace("\x85", "\n") if name == MAINFRAME else text
        if ends:
            raise SecondDocument(at + ends)
        if broken := broken or (None if more else noise):
            raise broken
        if not more:
            return
        fed = min(end, 1)  # one byte stays: what stands before a signature counts
        at += end - fed
        window = window[end - fed :] + more


def _find_end(window: bytes, name: str, fed: int) -> tuple[int | None, bool]:
    """Return where another document begins in bytes of a text, and whether bytes in it are no text."""
    ends = [second_document(window), find_change(window, name, fed)]
    noise = None
    if not name.startswith(("utf-16", "utf-32")) and name != MAINFRAME:
        noise = find_noise(window, fed)
        ends += [noise.at if noise and noise.is_document else None]
        ends += [find_mainframe(window, fed) if name == "utf-8" else None]
    end = min(filter(None, ends), default=None)
    return end, noise is not None and (end is None or noise.at < end)


class _Letters:
    """Decodes UTF-8 window by window; lines that are none in the codec of before Unicode that they show.

    Of a text whose head has such lines (`seen`) the head has shown it already: they are Windows-1252.
    """

    def __init__(self, seen: bool) -> None:
        self._seen, self._held = seen, b""

    def decode(self, data: bytes, final: bool) -> str:
        """Return the text of the next bytes, as far as it can be known yet."""
        data = self._held + data
        try:
            text, used = codecs.utf_8_decode(data, "strict", final)
            self._held = data[used:]
            return text
        except UnicodeDecodeError:
            cut = len(data) if final else data.rfind(b"\n") + 1
            if not cut and len(data) > BLOCK:
                cut = len(data)
            self._held = data[cut:]
            whole = data[:cut]
            return whole.decode("utf-8", register_lenient()) if self._seen else _decode_mixed(whole)


def _decode_mixed(data: bytes) -> str:
    """Return the text of lines of which some are no UTF-8: in the codec that they show together."""
    rows = data.split(b"\n")
    stray = [line for line in rows if not line.isascii() and fits(line, "utf-8") is None]
    name = guess_codec(b"\n".join(stray))
    if name is None or name == MAINFRAME:
        return data.decode("utf-8", register_lenient())
    others = frozenset(stray)
    return "\n".join(
        line.decode(name, "replace") if line in others else line.decode("utf-8", register_lenient())
        for line in rows
    )


def lines(body: BinaryIO, limit: int = MAX_LINE) -> Iterator[str]:
    """Yield the lines of a body with their ends, as they stand; longer ones in pieces.

    Only the last piece of a line ends with its newline. A piece is cut where text may be cut best.
    """
    held = ""
    broken: Unreadable | None = None
    source = blocks(body)
    while broken is None:
        try:
            block = next(source, None)
        except Unreadable as error:
            broken, block = error, None
        if block is None:
            break
        parts = io.StringIO(held + block, newline="").readlines()
        held = parts.pop() if parts and not parts[-1].endswith("\n") else ""
        if max(map(len, parts), default=0) <= limit:
            yield from parts
        else:
            for part in parts:
                yield from in_pieces(part, limit)
        while len(held) > limit:
            place = cut(held, limit)
            yield held[:place]
            held = held[place:]
    if held:
        yield held
    if broken is not None:  # what came before the break was given
        raise broken


def until_broken(source: Iterator[T], broken: list[Unreadable]) -> Iterator[T]:
    """Yield from a source until it breaks; the error is put into `broken` to be raised later."""
    try:
        yield from source
    except Unreadable as error:
        broken.append(error)


def in_pieces(line: str, limit: int) -> Iterator[str]:
    """Yield a text in pieces of at most `limit` characters, at least one, cut where it may be cut best."""
    at = 0
    while len(line) - at > limit:
        end = at + cut(line[at : at + limit], limit)
        yield line[at:end]
        at = end
    yield line[at:] if at else line


# Not before a figure, where numbers are written in groups.
_ENDS = tuple(
    re.compile(f".*{end}", re.S)
    for end in (r"[.!?;}\])>]\s(?=\D)", r"[,;>}\])](?=\D)", r"(?<!\d)\s", r"[,;>}\])]", r"\s")
)


def cut(text: str, limit: int) -> int:
    """Return where to cut a text that is too long: after a sentence, a mark, a space, in no number."""
    tail = text[max(0, limit - 4096) : limit]
    for pattern in _ENDS:
        found = pattern.match(tail)
        if found and found.end() > len(tail) // 4:
            return limit - len(tail) + found.end()
    return limit
