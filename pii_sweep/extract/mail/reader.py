"""Mail (RFC 5322, MIME) and mailboxes (RFC 4155): headers, bodies once, attachments as blobs."""

from __future__ import annotations

import email
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import Header, decode_header
from email.message import Message
from functools import partial
from itertools import chain, groupby
from typing import BinaryIO

from pii_sweep.errors import Corrupt, SecondDocument, TooBig, TooDeep
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.mail.part_text import LINE, Part, read_bytes, read_text
from pii_sweep.extract.markup.html import html_pieces
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.table.layout.aligned import aligned, holds_table, without_lines
from pii_sweep.extract.table.record import fields
from pii_sweep.extract.text.decode import in_pieces, register_lenient
from pii_sweep.extract.text.encoded.uuencode import split_files
from pii_sweep.extract.text.escape import decode_encoded
from pii_sweep.extract.text.second_document import second_document
from pii_sweep.types import Blob, Gap, Passage, Piece, Table, Where

_HEADERS = (
    "From Sender Reply-To To Cc Bcc Delivered-To Return-Path Resent-From Resent-To Resent-Cc Resent-Bcc "
    "Subject Date Organization X-Originating-IP X-Sender X-Original-To Comments Envelope-To Apparently-To "
    "X-Forwarded-To X-Forwarded-For Disposition-Notification-To Errors-To X-Failed-Recipients"
)
# Other headers that are read as well; what carriers and filters write says nothing of people.
_OWN = re.compile(
    r"(?i)(?!(?:Received|Message-ID|In-Reply-To|References|MIME-Version|Content|DKIM|DomainKey|ARC|BIMI|List|Old|"
    r"Authentication|Precedence|Auto|Thread-Index|Importance|Priority|Sensitivity|User-Agent|Lines|Status|Xref|"
    r"Feedback|Archived-At|Accept|Autocrypt|OpenPGP|Delivery-Date|Path|NNTP|Resent-(?:Message-ID|Date)|Require|"
    r"Deferred|Expir\w*|Solicitation|VBR|TLS|SMTP|Spam|Virus|IronPort|MSIP|CMM|Authenticated|Envelope-ID)\b)"
    r"(?!X-(?:MS|Microsoft|Exchange|Forefront|Google|Gm|Spam|Virus|Barracuda|Proofpoint|Mimecast|Received|"
    r"Mail(?:er|gun|chimp|in|list)|SG|SES|AMZ|Amazon|Mozilla|Priority|MimeOLE|Original(?:Arrival|-Arrival)|UID|TM|"
    r"IronPort|Sophos|Brightmail|Antivirus|Scanned|Feedback|CSA|Report|Abuse|Entity|Apple|Yahoo|YMail|Rspamd|DKIM|"
    r"Attachment|Unix|Mac|Auto|Loop|List|BeenThere|Mailman|Message|Thread|Evolution|KMail|Face|GitHub|GitLab|JIRA)\b)[\w-]+"
)
_DESCRIPTION = "Content-Description"
# Where a mailbox is handed on: to a server, and in the address by which a list is left.
_FOR = re.compile(r"(?i)\sfor\s+<([^<>\s@]{1,64}@[^<>\s@]{1,255})>")
_MAILBOX = re.compile(r"[^\s<>@,;:\"'()\[\]=?&/]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*+")
_LEAVES = re.compile(r"<https?://(?:(?!@|%40)[^<>\s])*+(?:@|%40)[^<>\s]*+>")
# Where a sender's own machine handed a message in (RFC 3848, `with HTTP`); other carriers are servers.
_HANDED = re.compile(r"(?i)from\s")
_BY = re.compile(r"(?i)\sby\s")
_SUBMITTED = re.compile(r"(?i)\swith\s(?:(?:e?sm|lm|utf8sm|utf8lm)tps?a|asmtp|https?)\b")
MAX_HEADER = 8_000  # characters that Python decodes at once, in time that grows with their square
HEADERS = tuple(_HEADERS.split())
# Parts whose blocks of headers are a report: of delivery, of a receipt, of abuse.
REPORTS = frozenset(
    f"message/{kind}"
    for kind in ("delivery-status", "disposition-notification", "feedback-report", "tracking-status")
)
LEAST_QUOTED = 3  # lines that are quoted alike, a header and rows
_QUOTE = re.compile(r"(?:> ?)+")
_BINARY = re.compile(rb"(?i)\ncontent-transfer-encoding:[ \t]*binary")


def read_eml(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the headers as fields, each body once as prose, and the attachments as blobs.

    A plain and a formatted body that say the same are read once. Raises TooBig, TooDeep, Corrupt, and
    SecondDocument at the end of a message that is followed by a document.
    """
    limit = budget.settings.max_memory_bytes // 4
    body.seek(0)
    data = body.read(limit + 1)
    if len(data) > limit:
        raise TooBig("max_memory_bytes")
    budget.memory(LINE * data.count(b"\n"))
    # Parts are text, but where they say otherwise; a document behind the message is not one of them.
    ends = None if _BINARY.search(data) else second_document(data)
    try:
        message = email.message_from_bytes(data[:ends])
    except (MessageError, ValueError, TypeError, LookupError, AttributeError):
        raise Corrupt("mail") from None
    except RecursionError:
        raise TooDeep("max_depth") from None
    del data
    yield from message_pieces(message, where, budget)
    if ends is not None:
        raise SecondDocument(ends)


def message_pieces(message: Part, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the pieces of a parsed message, attached messages with their own place."""
    todo: list[tuple[Part, Where]] = [(message, where)]
    while todo:
        part, here = todo.pop()
        if len(here.inside) - len(where.inside) > budget.settings.max_depth:
            yield Gap(here, "ARCHIVE_NESTING_LEVEL_OVER_LIMIT")
            continue
        yield from _headers(part, here, budget)
        texts = [("text/plain", text) for text in _around_parts(part)]
        attached: list[Blob] = []
        number = 0
        for leaf in _list_parts(part):
            if leaf is not part:
                yield from _own_headers(leaf, here, budget)
            if _is_container(leaf):
                continue
            number += 1
            kind = leaf.get_content_type()
            if kind.startswith("message/") and kind not in REPORTS and leaf.is_multipart():
                inner = replace(here, inside=(*here.inside, f"message-{number}.eml"))
                todo.extend((nested, inner) for nested in leaf.get_payload() if isinstance(nested, Message))
            elif kind in REPORTS and leaf.is_multipart():
                texts.append(("text/plain", _status(leaf)))
            elif _is_body(leaf, kind):
                text, files = split_files(read_text(leaf))
                texts.append((kind, text))
                attached += [_file(data, name, here) for name, data in files]
            else:
                attached.append(_attachment(leaf, kind, number, here))
        yield from bodies(texts, here, budget)
        yield from attached


def _list_parts(message: Part) -> Iterator[Part]:
    """Yield the parts of a message, containers before what they hold, without call depth."""
    todo: list[Part] = [message]
    while todo:
        part = todo.pop()
        yield part
        held = part.get_payload()
        if isinstance(held, list) and _is_container(part):
            todo.extend(nested for nested in reversed(held) if isinstance(nested, Message))


def _is_container(part: Part) -> bool:
    return part.get_content_maintype() != "message" and isinstance(part.get_payload(), list)


def _around_parts(message: Part) -> Iterator[str]:
    """Yield what stands before the first part and behind the last of each container of parts."""
    for part in message.walk() if message.is_multipart() else ():
        yield from filter(None, (str(text or "").strip() for text in (part.preamble, part.epilogue)))


def _status(part: Part) -> str:
    """Return what a report says: blocks of headers, of the message and of each recipient, and text behind."""
    said: list[str] = []
    for block in part.get_payload():
        if isinstance(block, Message):
            said.append("\n".join(f"{name}: {value}" for name, value in block.items()))
            said += (read_text(leaf) for leaf in _list_parts(block) if not leaf.is_multipart())
    return "\n\n".join(filter(None, said))


def _is_body(part: Part, kind: str) -> bool:
    attached = part.get_content_disposition() == "attachment" or _file_name(part)
    return kind in {"text/plain", "text/html", "text/enriched", "text/markdown"} and not attached


def _file_name(part: Part) -> str:
    try:
        return decode_words(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _attachment(part: Part, kind: str, number: int, where: Where) -> Blob:
    data = read_bytes(part)
    return _file(data, _file_name(part) or f"part-{number}.{kind.partition('/')[2] or 'bin'}", where)


def _file(data: bytes, name: str, where: Where) -> Blob:
    inner = replace(where, inside=(*where.inside, safe_name(name)))
    return Blob(inner, partial(io.BytesIO, data), len(data))


def decode_words(value: str | Header) -> str:
    """Return a header's text with its encoded words (RFC 2047) read, a long one in parts.

    The parser keeps a value with bytes beyond ASCII as a Header; they are UTF-8 (RFC 6532) or Windows-1252.
    """
    if isinstance(value, Header):
        parts = (part if isinstance(part, bytes) else part.encode() for part, _ in decode_header(value))
        value = b"".join(parts).decode("utf-8", register_lenient())
    return "".join(map(decode_encoded, in_pieces(value, MAX_HEADER)))


def _list_headers(part: Part, first: tuple[str, ...] = ()) -> list[tuple[tuple[str], str]]:
    """Return the headers that are read, each below its name."""
    own = [name for name in dict.fromkeys(part.keys()) if _OWN.fullmatch(name) and name not in first]
    own += [_DESCRIPTION] if part[_DESCRIPTION] else []
    values = (
        ((name,), " ".join(decode_words(value).split()))
        for name in (*first, *own)
        for value in part.get_all(name, [])
    )
    return [leaf for leaf in values if leaf[1]]


def _own_headers(part: Part, where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield the headers of a part that are not of its form."""
    return fields(_list_headers(part), 0, lambda path: str(path[0]), where, budget)


def _headers(message: Part, where: Where, budget: Budget) -> Iterator[Passage]:
    leaves = _list_headers(message, HEADERS)
    received = [str(value)[:MAX_HEADER] for value in message.get_all("Received", [])]
    leaves += [(("Submitted from",), machine) for machine in map(_find_client, received) if machine]
    leaves += [
        (("Unsubscribe",), str(value))
        for value in message.get_all("List-Unsubscribe", [])
        if _LEAVES.search(str(value))
    ]
    known = set(_MAILBOX.findall(" ".join(value for _, value in leaves).lower()))
    handed = dict.fromkeys(found for value in received for found in _FOR.findall(value))
    leaves += [(("Received for",), mailbox) for mailbox in handed if mailbox.lower() not in known]
    return fields(leaves, 0, lambda path: str(path[0]), where, budget)


def _find_client(received: str) -> str:
    """Return the machine that handed a message in to a server; nothing for one of other servers."""
    begun = _HANDED.match(received)
    end = _BY.search(received, begun.end() - 1) if begun else None
    if begun is None or end is None or not _SUBMITTED.search(received, end.end() - 1):
        return ""
    return " ".join(received[begun.end() : end.start()].split())


def bodies(texts: list[tuple[str, str]], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield the prose and the tables of each text, without those whose words another one holds already.

    Of two that say the same, the one with tables is kept.
    """
    read: list[tuple[list[Piece | Blob], Counter[str]]] = []
    for kind, text in texts:
        found: list[Piece | Blob] = []
        if kind == "text/html":
            found += html_pieces([text], where, budget)
        else:
            found += _read_quoted(text.replace("\r\n", "\n"), where, budget)
        said = (word for piece in found for word in re.findall(r"\w+", _text_of(piece)))
        read.append((found, Counter(said)))
    order = sorted(
        range(len(read)), key=lambda at: (not any(map(_is_table, read[at][0])), -read[at][1].total())
    )
    kept: list[int] = []
    for at in order:
        words = read[at][1]
        if words and not any((words - read[other][1]).total() <= 0.03 * words.total() for other in kept):
            kept.append(at)
    yield from without_lines(chain.from_iterable(read[at][0] for at in sorted(kept)), where)


def _is_table(piece: Piece | Blob) -> bool:
    return isinstance(piece, Table)


def _text_of(piece: Piece | Blob) -> str:
    """Return the words of a passage or a table, in small letters."""
    if isinstance(piece, Table):
        return "\n".join(chain(piece.header, *piece.rows)).lower()
    return piece.text.lower() if isinstance(piece, Passage) else ""


def _read_quoted(text: str, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the prose and the tables of a plain body, those of quoted lines too.

    Quoted lines without a table stay with the lines around them, behind their marks.
    """
    held: list[str] = []
    for mark, group in groupby(text.splitlines(keepends=True), _count_marks):
        lines = list(group)
        if mark and len(lines) >= LEAST_QUOTED:
            inner = [_QUOTE.sub("", line, count=1) for line in lines]
            if holds_table(inner):
                yield from aligned(held, where, budget)
                yield from aligned(inner, where, budget)
                held = []
                continue
        held += lines
    yield from aligned(held, where, budget)


def _count_marks(line: str) -> int:
    """Return how often a line is quoted."""
    found = _QUOTE.match(line)
    return found[0].count(">") if found else 0


_FROM = re.compile(rb"From \S{0,200}.{0,80}?\d\d:\d\d")


def read_mbox(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Blob | Gap]:
    """Yield each message of a mailbox as a blob; one that passes the memory budget is a gap."""
    limit = budget.settings.max_memory_bytes // 4
    number, held, size, blank = 0, list[bytes](), 0, True
    body.seek(0)
    for line in _byte_lines(body):
        if blank and line.startswith(b"From ") and _FROM.match(line):
            if held:
                yield _make_blob(held, number, size, where, limit)
            number, held, size = number + 1, [], 0
        elif size <= limit:
            held.append(line[1:] if line.startswith((b">From ", b">>From ")) else line)
            size += len(line)
        blank = not line.strip()
    if held:
        yield _make_blob(held, number, size, where, limit)


def _make_blob(held: list[bytes], number: int, size: int, where: Where, limit: int) -> Blob | Gap:
    inner = replace(where, inside=(*where.inside, f"message-{max(number, 1)}.eml"))
    if size > limit:
        return Gap(inner, "FILE_EXCEEDS_SIZE_LIMIT")
    return Blob(inner, partial(io.BytesIO, b"".join(held)), size)


def _byte_lines(body: BinaryIO) -> Iterator[bytes]:
    held = b""
    while block := body.read(1 << 18):
        parts = (held + block).splitlines(keepends=True)
        held = parts.pop() if not parts[-1].endswith(b"\n") and len(parts[-1]) < 1 << 20 else b""
        yield from parts
    if held:
        yield held
