"""Outlook messages (MS-OXMSG): addresses and subject as fields, the body once, attachments as blobs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

from pii_sweep.errors import TooBig, translate
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.mail.msg_item import code_page, tags, transport
from pii_sweep.extract.mail.reader import bodies
from pii_sweep.extract.office import rtf
from pii_sweep.extract.office.ole import TRANSLATED, open_compound_file, stream, whole_stream
from pii_sweep.extract.office.rtf_packed import unpack
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.text.decode import codec, register_lenient
from pii_sweep.types import Blob, Gap, Passage, Piece, Span, Where

# Property tags (MS-OXPROPS).
FIELDS = (
    ("From", ("0C1A", "0042")),
    ("From-Address", ("5D01", "0C1F", "0065")),
    ("To", ("0E04",)),
    ("Cc", ("0E03",)),
    ("Bcc", ("0E02",)),
    ("Subject", ("0037",)),
)
RECIPIENT = (("Recipient", ("3001",)), ("Recipient-Address", ("39FE", "3003")))
BODY, HTML, RTF, TRANSPORT = "1000", "1013", "1009", "007D"
DATA, LONG_NAME, NAME = "3701", "3707", "3704"


def read_msg(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield a message's fields, body and attachments; attached messages are read in place.

    Raises Corrupt and TooBig.
    """
    file = open_compound_file(body)
    with closing(file):
        with translate(TRANSLATED):
            storages = [path for path in file.listdir(streams=False, storages=True)]
        todo: list[tuple[list[str], Where]] = [([], where)]
        while todo:
            root, here = todo.pop()
            if len(here.inside) - len(where.inside) > budget.settings.max_depth:
                yield Gap(here, "ARCHIVE_NESTING_LEVEL_OVER_LIMIT")
                continue
            children = [path for path in storages if len(path) == len(root) + 1 and path[: len(root)] == root]
            yield from _fields(file, root, children, here, budget)
            yield from _body(file, root, here, budget)
            for path in children:
                nested = [*path, f"__substg1.0_{DATA}000D"]
                if nested in storages:
                    todo.append(
                        (nested, replace(here, inside=(*here.inside, f"message-{_number(path)}.msg")))
                    )
                elif path[-1].startswith("__attach"):
                    yield from _attachment(file, path, here, budget)


def _fields(
    file: Any, root: list[str], children: list[list[str]], where: Where, budget: Budget
) -> Iterator[Passage]:
    page = code_page(file, root)
    found = [(label, _text(file, root, some, budget, page)) for label, some in FIELDS]
    for path in children:
        if path[-1].startswith("__recip"):
            found += [(label, _text(file, path, some, budget, page)) for label, some in RECIPIENT]
    found += [(label, _text(file, root, (tag,), budget, page)) for label, tag in tags(file)]
    found += transport(_text(file, root, (TRANSPORT,), budget, page))
    yield from join_labelled(list(dict.fromkeys(found)), where, budget)


def join_labelled(found: list[tuple[str, str]], where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield labels and values that are set as one passage of fields."""
    text: list[str] = []
    spans: list[Span] = []
    size = 0
    for label, raw in found:
        value = " ".join(raw.split())
        if value:
            spans.append(Span(size + len(label) + 2, size + len(label) + 2 + len(value), json_path=label))
            text.append(f"{label}: {value}\n")
            size += len(text[-1])
    if text:
        budget.characters(size)
        yield Passage("".join(text).rstrip("\n"), where, tuple(spans), "fields")


def _body(file: Any, root: list[str], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    limit = budget.settings.max_memory_bytes // 4
    texts, page = [], code_page(file, root)
    if plain := _text(file, root, (BODY,), budget, page):
        texts.append(("text/plain", plain))
    html = _text(file, root, (HTML,), budget, page)
    if not html and (raw := stream(file, [*root, f"__substg1.0_{HTML}0102"], limit)):
        html = decode_narrow(raw, page)
    if html:
        texts.append(("text/html", html))
    if not texts and (packed := stream(file, [*root, f"__substg1.0_{RTF}0102"], limit)):
        texts += formatted(unpack(packed, limit))
    yield from bodies(texts, where, budget)


def formatted(data: bytes) -> list[tuple[str, str]]:
    """Return the body that is kept as RTF alone, as the HTML in it or as text."""
    found = rtf.read(data)
    return [("text/html", found.html) if found.html else ("text/plain", "\n".join(found.lines))]


def _attachment(file: Any, path: list[str], where: Where, budget: Budget) -> Iterator[Blob | Gap]:
    number = _number(path)
    name = _text(file, path, (LONG_NAME, NAME), budget) or f"attachment-{number}"
    inner = replace(where, inside=(*where.inside, safe_name(name)))
    try:
        data = whole_stream(file, [*path, f"__substg1.0_{DATA}0102"], budget.settings.max_memory_bytes // 4)
    except TooBig as error:
        yield Gap(inner, error.reason)
        return
    if data:
        budget.unpacked(len(data))
        yield Blob(inner, partial(io.BytesIO, data), len(data))


def _number(path: list[str]) -> str:
    return re.sub(r"\D", "", path[-1].partition("#")[2]).lstrip("0") or "0"


def _text(file: Any, root: list[str], some: tuple[str, ...], budget: Budget, page: str = "") -> str:
    """Return the first of some text properties that is set, as Unicode or in an 8-bit codec."""
    limit = budget.settings.max_memory_bytes // 16
    for tag in some:
        if wide := stream(file, [*root, f"__substg1.0_{tag}001F"], limit):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        if data := stream(file, [*root, f"__substg1.0_{tag}001E"], limit):
            return decode_narrow(data, page)
    return ""


def decode_narrow(data: bytes, page: str) -> str:
    """Return an 8-bit text: UTF-8 if it is without a fault, else what it says itself, else its code page."""
    data = data.rstrip(b"\0")
    name, mark = codec(data)
    if name == "utf-8" and page:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode(page, "replace")
    return data[mark:].decode(name, register_lenient())
