"""Distinguish the kinds of text by their first characters; the file name only breaks a tie."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.sniff.message import message_kind
from pii_sweep.extract.table.column_labels import MIN_COLUMNS, names_mostly_people, names_people
from pii_sweep.extract.table.csv import Dialect, guess, unbox
from pii_sweep.extract.table.header_row import has_header
from pii_sweep.extract.table.layout.fixed_width import find_form
from pii_sweep.extract.table.row_type import find_announced, find_delimiter, has_types
from pii_sweep.extract.text.encoded.hex_text import is_dump
from pii_sweep.extract.text.line_protocol import is_line_protocol

HEADERS = (
    "from|to|cc|bcc|subject|date|received|return-path|message-id|mime-version|delivered-to|reply-to|sender|"
    "content-type|content-transfer-encoding|x-[\\w-]+|dkim-signature|authentication-results|in-reply-to|references"
)
_MAIL = re.compile(rf"(?i)(?:{HEADERS}):(?:[ \t]|\r?\n[ \t]).*")
_ZPL = re.compile(r"\^XA.*?\^(?:F[OTDSNX]|B[A-Z0-9]|XZ|L[HLRS]|PW|CF|A[0-9@A-Z]|G[BF])", re.S)
# What follows the begin of a label at once: another command; a text may begin with the same letters.
_LABEL_BEGIN = re.compile(r"\^XA\s*(?:[\^~]|\Z)")
_EPL = re.compile(r"(?m)^(?:A|B)\d+,\d+,[0-3],.*[\"\u201c]")
_HTML_TAGS = (
    "html|head|body|div|p|table|span|a|ul|ol|h[1-6]|form|img|br|b|i|center|font|meta|title|script|style|"
    "section|article|main|header|footer|nav|tr|td|input|pre"
)
_HTML = re.compile(rf"(?is)(?:<!--.*?-->\s*)*+(?:<!doctype\s+html|<(?:{_HTML_TAGS})[\s>/])")
_TAG = re.compile(
    r"(?s)(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*|<\?.*?\?>\s*)*+<([A-Za-z_][\w:.-]*)"
    r"(?:\s++[\w:.-]++\s*+=\s*+[\"'][^\"']*[\"'])*+\s*+/?>"
)
_ARMOUR = re.compile(r"-----BEGIN (PGP MESSAGE|PKCS7|CMS)-----\s")
_SQL = re.compile(
    r"(?im)^[ \t]*+(?:INSERT\s+(?:IGNORE\s+)?INTO\s+\S{1,200}.{0,400}?(?:VALUES|SELECT)|REPLACE\s+INTO\s+\S|"
    r"INSERT\s+\[|INSERT\s+(?:ALL|FIRST)\s+INTO\s+\S{1,200}|"
    r"CREATE\s+(?:TEMPORARY\s+)?(?:TABLE|DATABASE|SCHEMA)\s|COPY\s+\S{1,200}.{0,400}FROM\s+stdin|DROP\s+TABLE\s|"
    r"-- (?:MySQL|MariaDB|PostgreSQL|SQLite|phpMyAdmin)|PRAGMA\s+\w+|SET\s+\w+\s*=)"
)
# What dumps write above their first statement: PostgreSQL's begins with a line of two dashes.
_SQL_COMMENTS = re.compile(r"(?s)(?:--[^\n]*(?:\n|\Z)|/\*.*?\*/;?|\s)*+")
_STAMP = re.compile(
    r"^\W{0,2}(?:<\d+>\s*)?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d\d[/.-]\w{2,3}[/.-]\d{2,4}[: ]\d\d:\d\d|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{0,8}\d|"
    r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]* +\d+|/\d\d(?:/\d{4})?) \d\d:\d\d|"
    r"\d{10}(?:\.\d+)?\s|(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b|"
    r"\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[)"
)
# A list of records of YAML without a rule before it, keys and texts in quotes: no prose begins so.
_RECORDS = re.compile(r"- \"[^\"\n]{1,120}\": ?\"[^\n]*\n(?:- |  )\"[^\"\n]{1,120}\":")
_YAML = re.compile(r"(?:%YAML|---[ \t]*+(?:#.*)?\n)\s*+(?:[\w\"'./-][\w\"' ./-]{0,120}:(?:\s|$)|- )")
# Numbers stay text: one of thousands of digits is no reason to fail.
_DECODER = json.JSONDecoder(strict=False, parse_int=str)
_NUMBERED = re.compile(r"[ \t]*(?:\(?\d{1,4}[.)、．]|[\-*•・])[ \t\u3000]*[^\W\d_]")
_VALUE_ENDS = (".csv", ".tsv", ".tab", ".psv")
# Columns and lines, the header and a sum among them, of a table below a title, and its rows of one width.
LEAST_WIDTH, LEAST_ROWS, STEADY = 4, 3, 0.9
# Bars in so many columns and rows below a header draw a table, whoever it is of: prose has none.
WIDE = 5


def text_kind(text: str, name: str, whole: bool) -> Kind:
    """Return the kind of a text from its head; `whole` indicates that the head is all of it."""
    start = text.lstrip("\ufeff \t\r\n\x04")
    if start.startswith("%!PS"):
        return Kind.POSTSCRIPT
    return (
        message_kind(start)
        or _label(start, whole)
        or _markup(start, name)
        or _json(start, whole)
        or _message(start, name)
        or _rows(start, name, whole)
    )


def _label(start: str, whole: bool) -> Kind | None:
    if _ZPL.search(start[:4096]) and start[:1] in {"^", "~", "\x10", "C"} or _begins_label(start, whole):
        return Kind.ZPL
    if _EPL.search(start) and re.search(r"(?m)^(?:N|q\d+|Q\d+.*|P\d+.*)\r?$", start):
        return Kind.EPL
    return None


def _begins_label(start: str, whole: bool) -> bool:
    """Return whether a text begins a label: with a command behind the first one, or with an end."""
    ends = whole and start.rstrip().endswith("^XZ")
    return _LABEL_BEGIN.match(start) is not None or (start.startswith("^XA") and ends)


def _markup(start: str, name: str) -> Kind | None:
    if start[:1] != "<":
        return None
    if name.endswith(".xml") and not re.match(r"(?i)<(?:!doctype\s+)?html", start):
        return Kind.XML
    if _HTML.match(start) or name.endswith((".html", ".htm")):
        return Kind.HTML
    tag = _TAG.match(start)
    root = tag.group(1).rpartition(":")[2].lower() if tag else ""
    if root in {"svg", "html"}:
        return Kind.SVG if root == "svg" else Kind.HTML
    if tag or start.startswith(("<?xml", "<!DOCTYPE")) or name.endswith(".xml"):
        return Kind.XML
    return None


def _json(start: str, whole: bool) -> Kind | None:
    if start[:1] not in {"{", "["}:
        return None
    try:
        _, end = _DECODER.raw_decode(start)
    except json.JSONDecodeError as error:
        # Cut off by the end of the head, or really no JSON?
        good = not whole and (error.pos > len(start) - 64 or error.msg.startswith("Unterminated"))
        return Kind.JSON if good or _is_truncated(start, error) else None
    except RecursionError:
        return Kind.JSON
    rest = start[end:].lstrip()
    if not rest:
        return Kind.JSON
    if rest[:1] not in {"{", "["}:
        return None
    # A record a line; or records over several lines, or several in one.
    return Kind.JSONL if "\n" not in start[:end] and "\n" in start[end : -len(rest)] else Kind.JSON


def _is_truncated(start: str, error: json.JSONDecodeError) -> bool:
    """Return whether JSON was cut off at its end, as by a broken upload."""
    return error.pos >= len(start.rstrip()) - 1 or error.msg.startswith("Unterminated")


def _message(start: str, name: str) -> Kind | None:
    if armour := _ARMOUR.match(start):
        return Kind.PGP if armour[1] == "PGP MESSAGE" else Kind.CMS
    upper = start[:64].upper()
    if upper.startswith("BEGIN:VCARD"):
        return Kind.VCARD
    if upper.startswith("BEGIN:VCALENDAR"):
        return Kind.ICS
    if re.match(r"From \S{1,200} .{0,60}\d\d:\d\d.{0,60}\r?\n(?:>?[\w-]+:)", start):
        return Kind.MBOX
    block = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0].splitlines()
    if block and re.match(r"[\w-]+:", block[0]):
        known = sum(bool(_MAIL.match(line)) for line in block)
        folded = sum(line[:1] in {" ", "\t"} or bool(re.match(r"[\w-]+:", line)) for line in block)
        if folded == len(block) and (known >= 3 or known >= 1 and name.endswith((".eml", ".mht", ".mhtml"))):
            return Kind.EML
    return None


def _rows(start: str, name: str, whole: bool) -> Kind:
    if _SQL.search(start) and (
        name.endswith(".sql")
        or _SQL.match(start)
        or _SQL.match(_SQL_COMMENTS.sub("", start, count=1))
        or re.search(r"(?i)\binto\b.*\bvalues\b", start)
    ):
        return Kind.SQL
    yaml = name.endswith((".yaml", ".yml")) or _RECORDS.match(start) is not None
    if yaml or (_YAML.match(start) and not _is_front_matter(start)):
        return Kind.YAML
    head = start.splitlines(keepends=True)
    head = list(unbox(head if whole or len(head) < 3 else head[:-1]))
    if is_dump(head):
        return Kind.TEXT  # whose last column is no table's
    if is_line_protocol(head[:60]):
        return Kind.LOG
    if find_delimiter(head[:60]) or find_announced(head[:60]):
        return Kind.CSV
    dialect = guess(head[:60])
    steady = dialect is not None and dialect.steady == 1
    letter = not steady and _is_letter(head)
    if name.endswith(_VALUE_ENDS) and not letter and (dialect or not _is_numbered(head)):
        return Kind.TSV if dialect and dialect.delimiter == "\t" else Kind.CSV
    lines = [line for line in head[:60] if line.strip()]
    if name.endswith(".log") or sum(bool(_STAMP.match(line)) for line in lines) > 0.6 * len(lines):
        spaced = not dialect or dialect.steady < 0.95 or dialect.delimiter == "," and _is_prose(lines)
        # A table that a program named a log has the header of one.
        if spaced or not dialect or (name.endswith(".log") and not _has_people_header(lines[:2], dialect)):
            return Kind.LOG
    enough = len(lines) >= 3 or (len(lines) == 2 and dialect and _has_people_header(lines, dialect))
    if dialect and dialect.preamble and _has_titled_table(head, dialect):
        return Kind.TSV if dialect.delimiter == "\t" else Kind.CSV
    if dialect and dialect.steady >= 0.9 and enough and not dialect.preamble:
        if dialect.delimiter == "\t":
            return Kind.TSV
        if not (dialect.delimiter in ",;" and (_is_prose(lines) or (dialect.width == 2 and find_form(head)))):
            return Kind.CSV
    return Kind.CSV if dialect and _has_typed_rows(lines, dialect) else Kind.TEXT


def _has_typed_rows(lines: list[str], dialect: Dialect) -> bool:
    """Return whether lines begin with the type of their records: `100|…`, `200|…`."""
    rows = [line.rstrip("\r\n").split(dialect.delimiter) for line in lines[dialect.preamble :]]
    return dialect.width > 2 and len(rows) >= _TYPED and has_types(rows)


_TYPED = 8  # lines


def _has_titled_table(head: list[str], dialect: Dialect) -> bool:
    """Return whether lines of a title stand above a table of people: its header, and rows as wide as that."""
    below = [line.rstrip("\r\n") for line in head[dialect.preamble :] if line.strip()]
    rows = [line for line in below if dialect.delimiter in line]
    # Lists kept by hand have titles and notes between rows that tabs part; prose has no such rows.
    below = rows if dialect.delimiter == "\t" and 2 * len(rows) > len(below) else below
    if len(below) < LEAST_ROWS or dialect.width < LEAST_WIDTH:
        return False
    widths = [line.count(dialect.delimiter) + 1 for line in below]
    full = [width for width in widths[:-1] if width > 2 or dialect.delimiter != "\t"]
    steady = sum(width == dialect.width for width in full)  # the last line may sum up the others
    top = [cell.strip(' "') for cell in below[0].split(dialect.delimiter)]
    titled = names_people(top) or names_mostly_people(top)
    if not titled and dialect.delimiter == "|" and len(below) > WIDE:
        titled = dialect.width > WIDE and has_header([line.split("|") for line in below])
    return steady >= STEADY * len(full) and widths[0] == dialect.width and titled


def _has_people_header(lines: list[str], dialect: Dialect) -> bool:
    """Return whether the first of two lines is a header of people's columns, the other a row below it."""
    if len(lines) < 2:
        return False
    top, row = (line.strip().split(dialect.delimiter) for line in lines)
    width = max(MIN_COLUMNS + 1, dialect.width)
    return min(len(top), len(row)) >= width and names_people([cell.strip(' "') for cell in top])


def _is_numbered(head: list[str]) -> bool:
    """Return whether each line begins with its number or a bullet, as in a list that is no table."""
    return all(map(_NUMBERED.match, (line for line in head if line.strip())))


def _is_letter(head: list[str]) -> bool:
    """Return whether a text is paragraphs of sentences that blank lines part, whatever its file is called."""
    lines = [line.strip() for line in head]
    filled = list(filter(None, lines))
    parted = sum(not above and bool(below) for above, below in pairwise(lines))
    sentences = sum(_SENTENCE.search(line) is not None for line in filled)
    return parted > 0 and 2 * sentences >= len(filled) and _is_prose(filled)


_SENTENCE = re.compile(r"[^\W\d_]{2,}[ ][^\W\d_]{2,}[^\n]*[.!?:,]$")


def _is_front_matter(start: str) -> bool:
    """Return whether YAML is but the head of a page: behind its second rule no record follows."""
    rest = re.split(r"(?m)^---[ \t]*$\s*", start, maxsplit=2)
    return len(rest) == 3 and bool(rest[2]) and _YAML.match(f"---\n{rest[2]}") is None


def _is_prose(lines: list[str]) -> bool:
    """Return whether most commas are followed by a space or end their line, as in prose and letters."""
    text = "".join(lines)
    return len(re.findall(r"[,;](?:\s|\Z)", text)) > 0.5 * len(re.findall(r"[,;]", text))
