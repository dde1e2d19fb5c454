"""SQL dumps: the rows of INSERT and COPY as tables, all other text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.stream import safe_name
from pii_sweep.extract.table.emit import MIN_BLOB, ROWS, cell_or_blob, tables
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.encoded.hex_text import LINE_SIGNS
from pii_sweep.extract.text.escape import join_codes
from pii_sweep.extract.text.plain import passages
from pii_sweep.types import Blob, Piece, Where

# Quantifiers are possessive where text of any length is met: a dump must not cost its square.
_PART = r"(?:[`\"\[][^`\"\]\n]{1,200}[`\"\]]|[\w$-]{1,200})"
_NAME = rf"(?:{_PART}\.)?(?:{_PART}\.)?({_PART})"
_INSERT = re.compile(
    rf"(?i)\s*+(?:INSERT|REPLACE)\s++(?:IGNORE\s++|OR\s++\w++\s++)?(?:INTO\s++)?{_NAME}\s*+"
    r"(?:\(([^()]*+)\))?\s*+VALUES\s*+",
    re.S,
)
# Oracle puts rows into several tables at once: `INSERT ALL INTO … VALUES (…) INTO … VALUES (…) SELECT …`.
_ALL = re.compile(r"(?i)\s*+INSERT\s++(?:ALL|FIRST)\b")
_INTO = re.compile(rf"(?i)\bINTO\s++{_NAME}\s*+(?:\(([^()]*+)\))?\s*+VALUES\s*+", re.S)
_FROM_NOTHING = re.compile(r"(?i)\s*SELECT\s+(?:\*|1)\s+FROM\s+dual\s*;?\s*")
# A name in quotes may hold commas.
_LISTED = re.compile(r"\s*(?:`[^`]*`|\"[^\"]*\"|\[[^\]]*\])\s*|[^,]+")
_OPENS = re.compile(r"(?i)\s*+(?:INSERT\s++\[|(?:INSERT|REPLACE)\s++(?:IGNORE\s++|OR\s++\w++\s++)?INTO\b)")
# SQL Server ends a statement by the next one's first word.
_NEXT = re.compile(r"(?i)\s*+(?:(?:INSERT|SET|CREATE|ALTER|UPDATE|PRINT|DECLARE)\s|GO\s*+$)")
_COPY = re.compile(rf"(?i)\s*+COPY\s++{_NAME}\s*+(?:\(([^()]*+)\))?\s*+FROM\s++stdin", re.S)
_CREATE = re.compile(
    rf"(?i)\s*+CREATE\s++(?:TEMPORARY\s++)?TABLE\s++(?:IF\s++NOT\s++EXISTS\s++)?{_NAME}\s*+\("
)
# Between the parts of a declaration stand remarks, which may hold commas: `COMMENT 'Name, given'`, `-- a, b`.
_REMARKS = re.compile(r"(?s)('(?:[^'\\]|\\.|'')*+')|--[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?")
_DESCRIBED = re.compile(r'(?i)(?:=|\bCOMMENT\b)\s*+"(?:[^"\\]|\\.)*+"')
_IN_BRACKETS = re.compile(r"\([^()]*+\)")
_DEPTH = 3  # `DECIMAL(8, 2) CHECK (length(trim(name)) > 0)`
_COLUMN = re.compile(
    r"(?i)\s*(?!(?:PRIMARY|KEY|UNIQUE|CONSTRAINT|FOREIGN|INDEX|CHECK|FULLTEXT|SPATIAL|EXCLUDE|NOT|NULL|DEFAULT"
    r"|REFERENCES|ON|COLLATE)\b)"
    r"(\w+|`[^`\n]+`|\"[^\"\n]+\"|\[[^\]\n]+\])\s+[\w\[]"
)
_QUOTED = r"'((?:[^'\\]|\\.|'')*+)'"
_CALL = r"\((?:[^()']|'(?:[^'\\]|\\.|'')*+'|\([^()']*+\))*+\)"
_CAST = re.compile(rf"(?is)(?:TRY_)?CAST\(\s*+N?(?:{_QUOTED}|([\w.+-]++))\s++AS\s.*\)")
_CELL = re.compile(
    rf"\s*+(?:(?:_\w++\s*+|[NEXB])?{_QUOTED}|\"((?:[^\"\\]|\\.|\"\")*+)\"|((?:[^,()'\"]|{_CALL})*+))"
    r"\s*+(?:::\s*+[\w ]*+)?([,)])",
    re.S,
)
_OPEN = re.compile(r"\s*+,?+\s*+\(")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "", "b": "", "Z": "", "N": ""}
# PostgreSQL writes bytes as `\x4a6f…`, and letters of E'…' by their numbers.
_ESCAPE = re.compile(
    r"\\(x[0-9A-Fa-f]{8,}+|x[0-7][0-9A-Fa-f]|u[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*+|.)|''", re.S
)
# Binary values: MySQL's and SQL Server's, and PostgreSQL's; shorter ones are numbers.
_HEX = re.compile(r"(?:0x|\\x)[0-9A-Fa-f]{8,}")
MAX_STATEMENT = 1 << 24
MAX_FILES = 1 << 25  # bytes of binary values held


@dataclass(slots=True)
class _Dump:
    """The columns known of each table, and how many of its rows were read."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    name: str = ""
    declaring: str = ""
    held: list[list[str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    text_line: int = 1
    files: list[Blob] = field(default_factory=list)


@dataclass(slots=True)
class _Source:
    """Numbered lines; one may be given back."""

    pending: Iterator[tuple[int, str]]
    back: list[tuple[int, str]] = field(default_factory=list, repr=False)

    def __iter__(self) -> _Source:
        return self

    def __next__(self) -> tuple[int, str]:
        return self.back.pop() if self.back else next(self.pending)


def read_sql(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield inserted rows as tables (`where.inside` ends with the table's name), other text as prose."""
    broken: list[Unreadable] = []
    dump = _Dump()
    source = _Source(enumerate(until_broken(lines(body, MAX_STATEMENT), broken), 1))
    for number, line in source:
        if copied := _COPY.match(line):
            _columns(dump, copied)
            for _, row in source:
                if row.startswith("\\."):
                    break
                yield from _add(dump, _name(copied), _split_copy(row), where, budget)
        elif _OPENS.match(line):
            yield from _read_insert(dump, (number, line), source, where, budget)
        elif _ALL.match(line):
            yield from _read_insert_all(dump, (number, line), source, where, budget)
        else:
            if created := _CREATE.match(line):
                dump.declaring = _name(created)
                dump.columns[dump.declaring] = _read_columns(line[created.end() :])
            elif dump.declaring and (more := _read_columns(line)):
                dump.columns[dump.declaring] = (*dump.columns[dump.declaring], *more)
            if ";" in line or line.lstrip().startswith(")"):
                dump.declaring = ""
            yield from _keep_text(dump, number, line, where, budget)
    yield from _flush(dump, where, budget)
    yield from _flush_text(dump, where, budget)
    if broken:
        raise broken[0]


def _read_insert(
    dump: _Dump, begun: tuple[int, str], source: _Source, where: Where, budget: Budget
) -> Iterator[Piece | Blob]:
    """Yield the rows of an INSERT, of a longer one part by part; what is none of it as it stands."""
    number, line = begun
    statement, whole = _statement(line, source)
    found = _INSERT.match(statement)
    end = 0
    if found is not None:
        _columns(dump, found)
        rows, end = _tuples(statement, found.end())
        while rows:
            for cells in rows:
                yield from _add(dump, _name(found), cells, where, budget)
            if whole:
                break
            statement, whole = _statement(statement[end:], source)
            rows, end = _tuples(statement, 0)
    if statement[end:].strip(" ;\r\n"):
        yield from _keep_text(dump, number, statement[end:], where, budget)


def _read_insert_all(
    dump: _Dump, begun: tuple[int, str], source: _Source, where: Where, budget: Budget
) -> Iterator[Piece | Blob]:
    """Yield the rows of an INSERT ALL; what is none of them as it stands."""
    number, statement = begun
    whole = False
    while not whole:
        statement, whole = _statement(statement, source)
        end = 0
        while found := _INTO.search(statement, end):
            rows, behind = _tuples(statement, found.end())
            if not rows:
                break
            _columns(dump, found)
            for cells in rows:
                yield from _add(dump, _name(found), cells, where, budget)
            if (between := statement[end : found.start()].strip()) and not _ALL.fullmatch(between):
                yield from _keep_text(dump, number, f"{between}\n", where, budget)
            end = behind
        statement = statement[end:]
        if not end and not whole:
            break
    if statement.strip(" ;\r\n") and not _FROM_NOTHING.fullmatch(statement):
        yield from _keep_text(dump, number, statement, where, budget)


def _statement(begun: str, source: _Source) -> tuple[str, bool]:
    """Return a statement up to the `;` or next statement outside of a string, and whether that is all of it.

    `begun` is its first line, or what is left of its part before; a part ends at the limit.
    """
    parts, size, quotes = [begun], len(begun), _quotes(begun)
    while not (quotes % 2 == 0 and parts[-1].rstrip().endswith(";")):
        if size >= MAX_STATEMENT:
            return "".join(parts), False
        number, more = next(source, (0, ""))
        if not more:
            break
        if quotes % 2 == 0 and _NEXT.match(more):
            source.back.append((number, more))
            break
        parts.append(more)
        size += len(more)
        quotes += _quotes(more)
    return "".join(parts), True


def _quotes(line: str) -> int:
    return line.replace("\\\\", "").replace("\\'", "").count("'")


def _name(found: re.Match[str]) -> str:
    return found.group(1).strip('`"[]')


def _columns(dump: _Dump, found: re.Match[str]) -> None:
    if found.group(2):
        names = tuple(name.strip().strip('`"[]') for name in _LISTED.findall(found.group(2)))
        dump.columns[_name(found)] = names


def _read_columns(text: str) -> tuple[str, ...]:
    """Return the columns that a line of CREATE TABLE declares: one, or all where it is one line."""
    flat = _DESCRIBED.sub("''", _REMARKS.sub(lambda found: "''" if found[1] else " ", text))
    for _ in range(_DEPTH):
        flat = _IN_BRACKETS.sub("", flat)
    return tuple(found.group(1).strip('`"[]') for piece in flat.split(",") if (found := _COLUMN.match(piece)))


def _tuples(statement: str, at: int) -> tuple[list[list[str]], int]:
    """Return the rows of VALUES (…), (…), and where they end; a row that is not closed is left."""
    rows = []
    while begun := _OPEN.match(statement, at):
        here = begun.end()
        cells: list[str] = []
        while cell := _CELL.match(statement, here):
            quoted = cell.group(1) if cell.group(1) is not None else cell.group(2)
            bare = (cell.group(3) or "").strip()
            if cast := _CAST.fullmatch(bare):
                quoted, bare = cast.group(1), cast.group(2) or ""
            bare = "" if bare == "NULL" else join_codes(bare) if "(" in bare else bare
            text = _ESCAPE.sub(_unescape, quoted) if quoted is not None else bare
            cells.append(f"0x{text}" if cell.group(0).lstrip()[:2] in {"x'", "X'"} else text)
            here = cell.end()
            if cell.group(4) == ")":
                break
        else:
            break
        rows.append(cells)
        at = here
    return rows, at


def _unescape(found: re.Match[str]) -> str:
    sign = found.group(1)
    if not sign:
        return "'"
    if len(sign) == 1:
        return _ESCAPES.get(sign, sign)
    if sign[0] == "u":  # two of them may be one letter (UTF-16)
        return bytes.fromhex(sign.replace("\\u", "")[1:]).decode("utf-16-be", "replace")
    return found[0] if len(sign) > 3 else chr(int(sign[1:], 16))


def _split_copy(row: str) -> list[str]:
    cells = row.rstrip("\r\n").split("\t")
    return ["" if cell == "\\N" else _ESCAPE.sub(_unescape, cell) for cell in cells]


def _add(dump: _Dump, name: str, cells: list[str], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    if name != dump.name or len(dump.held) >= ROWS or sum(file.size or 0 for file in dump.files) > MAX_FILES:
        yield from _flush(dump, where, budget)
        dump.name = name
    for at, cell in enumerate(cells):
        if _HEX.match(cell):
            cells[at] = _decode_binary(cell, dump, at, where)
    dump.held.append(cells)


def _decode_binary(cell: str, dump: _Dump, at: int, where: Where) -> str:
    """Return what a binary value in hexadecimal says; what is no text becomes a file of the dump."""
    data = bytes.fromhex(cell[2:]) if len(cell) % 2 == 0 and _HEX.fullmatch(cell) else b""
    names = dump.columns.get(dump.name, ())
    row = dump.counts.get(dump.name, 0) + len(dump.held) + 1
    name = f"{names[at] if at < len(names) else at + 1}-{row}.bin"
    inside = replace(where, inside=(*where.inside, safe_name(dump.name)))
    text = cell_or_blob(data, inside, safe_name(name), dump.files)
    shown = text.translate(LINE_SIGNS).isprintable()
    return text if shown and text else cell if len(data) < MIN_BLOB else ""


def _flush(dump: _Dump, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    held, dump.held = dump.held, []
    files, dump.files = dump.files, []
    yield from files
    if held:
        inner = replace(where, inside=(*where.inside, safe_name(dump.name)))
        first = dump.counts.get(dump.name, 0) + 1
        dump.counts[dump.name] = first - 1 + len(held)
        yield from tables(held, dump.columns.get(dump.name, ()), inner, budget, first)


def _keep_text(dump: _Dump, number: int, line: str, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    if not dump.text:
        dump.text_line = number
    dump.text.append(join_codes(line, quote="'"))
    if len(dump.text) >= ROWS:
        yield from _flush_text(dump, where, budget)


def _flush_text(dump: _Dump, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    held, dump.text = dump.text, []
    yield from passages(held, where, budget, first_line=dump.text_line)
