"""Texts of formulas and fields: constants in quotes, what a formula joins, and whether it may hide more.

A formula of OOXML or OpenDocument (ISO/IEC 29500-1, 18.17; OpenFormula) is read as tokens; only `&`,
CONCATENATE, CONCAT, TEXTJOIN, CHAR and UNICHAR are carried out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pii_sweep.errors import TooBig
from pii_sweep.types import Gap, Where

# A quote within is written twice.
_LITERAL: Final = re.compile(r'"((?:[^"]|"")+)"')
_CALLED: Final = re.compile(r"(?i)CHAR\(|CONCAT|TEXTJOIN")
# A number, a mailbox, or two words; a state (`"open"`) and a format of numbers (`"0.00"`) say nothing.
_SAYS: Final = re.compile(r"\d{3}|@|[^\W\d_]{2}[ .,:;/-]+[^\W\d_]{2}")
MOST: Final = 10_000  # different ones of a sheet
LONGEST: Final = 32_768  # characters of a formula that is looked at; a spreadsheet takes a quarter of that
_TOKEN: Final = re.compile(
    r"\"(?P<text>(?:[^\"]|\"\")*)\"|(?P<space>\s+)|(?P<call>[A-Za-z_][\w.]*)?(?P<open>[({])|(?P<close>[)}])"
    r"|(?P<next>[,;|])|(?P<join>&)|(?P<number>\d+(?:\.\d+)?)(?![\w.!:$'])"
    r"|(?P<place>\$?[A-Z]{1,3}\$?\d{1,7}(?![\w.!:$'(])|\[\.\$?[A-Z]{1,3}\$?\d{1,7}\])"
    r"|(?P<other>'(?:[^']|'')*'[!.]?[\w.$:]*|\[[^\]]*\][\w.$:!]*|[\w.$:!#~\\?]+|[-+*/^%<>=@]+|.)",
    re.S,
)
_SIGNS: Final = ("CHAR", "UNICHAR")
_CARRIED_OUT: Final = frozenset(("CHAR", "UNICHAR", "CONCATENATE", "CONCAT", "TEXTJOIN"))
_JOINS: Final = ("CONCATENATE", "CONCAT")
_PREFIX: Final = re.compile(r"(?i)(?:_xlfn\.|_xlws\.|com\.[a-z.]+\.)+")
# Functions whose value is a number, a day, a choice among cells that are read, or a part of one.
_NAMES: Final = (
    "ABS ACOS AND ASIN ATAN AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS CEILING CHOOSE COLUMN COLUMNS CORREL "
    "COS COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS CUMIPMT DATE DATEDIF DATEVALUE DAVERAGE DAY DAYS DB "
    "DCOUNT DGET DSUM EDATE EOMONTH EVEN EXACT EXP FALSE FILTER FIND FLOOR FORECAST FREQUENCY FV "
    "GETPIVOTDATA GROWTH HLOOKUP HOUR HYPERLINK IF IFERROR IFNA IFS INDEX INDIRECT INT INTERCEPT IPMT IRR "
    "ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNUMBER ISODD ISTEXT LARGE LEFT LEN LET LN LOG LOG10 "
    "LOOKUP LOWER MATCH MAX MAXIFS MEDIAN MID MIN MINIFS MINUTE MOD MODE MONTH MROUND N NA NETWORKDAYS "
    "NORMDIST NOT NOW NPER NPV ODD OFFSET OR PERCENTILE PERCENTRANK PI PMT POWER PPMT PRODUCT PROPER PV "
    "QUARTILE QUOTIENT RAND RANDBETWEEN RANK RATE RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS RSQ SEARCH "
    "SECOND SIGN SIN SLN SLOPE SMALL SORT SORTBY SQRT STDEV STDEVP SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT "
    "SUMSQ SWITCH T TABLE TAN TEXT TIME TIMEVALUE TODAY TRANSPOSE TREND TRIM TRUE TRUNC TYPE UNIQUE UPPER "
    "VALUE VAR VARP VLOOKUP WEEKDAY WEEKNUM WORKDAY XIRR XLOOKUP XMATCH XNPV YEAR YEARFRAC AGGREGATE "
    "ERROR.TYPE STDEV.S STDEV.P VAR.S VAR.P RANK.EQ RANK.AVG PERCENTILE.INC PERCENTILE.EXC QUARTILE.INC "
    "NORM.DIST CEILING.MATH FLOOR.MATH NETWORKDAYS.INTL WORKDAY.INTL MODE.SNGL FORECAST.LINEAR"
)
_HARMLESS: Final = frozenset(_NAMES.split())
# A number as long as those of people, a mask that parts one, and another workbook's cells.
_LONG: Final = re.compile(r"(?<![\w.$!])\d{7,}")
_MASK: Final = re.compile(r"[0#][-/ ][0#]")
_FIGURE: Final = re.compile(r"[\d@]")
_ELSEWHERE: Final = re.compile(r"\[\d+\]|\[[^\]]*#")

Part = str | None  # a constant; what is not known
_BREAK: Final = "\0"


@dataclass(slots=True)
class Texts:
    """The different texts of a sheet's formulas and rules, `MOST` of them; `left` says whether more came."""

    held: dict[str, None] = field(default_factory=dict, repr=False)
    left: bool = False

    def add(self, texts: Iterable[str]) -> None:
        """Take texts, each once, until there are too many."""
        for text in texts:
            if len(self.held) < MOST:
                self.held[text] = None
            else:
                self.left = self.left or text not in self.held

    def gaps(self, where: Where) -> Iterator[Gap]:
        """Yield the gap of what was left."""
        if self.left:
            yield Gap(where, TooBig.reason)


def literals(formula: str) -> Iterator[str]:
    """Yield the texts in a formula that may say something, constants that it joins as one."""
    if "&" in formula or _CALLED.search(formula):
        yield from filter(_SAYS.search, find_texts(formula))
    elif '"' in formula:  # most formulas, at a tenth of the time
        yield from (text.replace('""', '"') for text in _LITERAL.findall(formula) if _SAYS.search(text))


@dataclass(slots=True)
class _Call:
    """A function, or brackets, with its arguments so far: chains of what `&` joins."""

    name: str
    done: list[list[Part]] = field(default_factory=list)
    chain: list[Part] = field(default_factory=list)
    ready: bool = True  # for an operand: the first one, or one behind `&`


class _Read(NamedTuple):
    """What a formula says: its texts, its value where that is known, and whether it joins what is not."""

    texts: list[str]
    value: str | None
    joins: bool


def find_texts(formula: str) -> list[str]:
    """Return the texts that a formula holds, constants that it joins as one."""
    return _read(formula, None).texts


def evaluate(formula: str, look_up: Callable[[str], str | None]) -> str | None:
    """Return the text of a formula that only joins constants and cells; None for others.

    `look_up` returns what a cell of the same sheet holds, where it is known.
    """
    return _read(formula, look_up).value


def holds_nothing_new(formula: str) -> bool:
    """Indicate whether a formula's value can be but a number, a day, a constant or what another cell holds.

    A word before or behind a value is nothing new either: figures or two values that are joined may be.
    """
    if len(formula) > LONGEST or _ELSEWHERE.search(formula) or _LONG.search(formula):
        return False
    for token in _TOKEN.finditer(formula):
        name = _PREFIX.sub("", token["call"] or "").upper()
        if name and name not in _HARMLESS and name not in _CARRIED_OUT:
            return False
        if token["text"] and _MASK.search(token["text"]):
            return False
    return not _read(formula, None).joins


def _read(formula: str, look_up: Callable[[str], str | None] | None) -> _Read:
    stack, closed = [_Call("")], list[list[Part]]()
    for token in _TOKEN.finditer(formula[:LONGEST].removeprefix("of:").lstrip("=")):
        kind, top = token.lastgroup, stack[-1]
        if kind == "text":
            _add(top, token["text"].replace('""', '"'))
        elif kind == "number":
            _add(top, token["number"])
        elif kind == "join":
            top.ready = True
        elif kind == "open":
            stack.append(_Call(_PREFIX.sub("", token["call"] or "").upper() or token["open"]))
        elif kind == "close" and len(stack) > 1:
            _close(stack, closed)
        elif kind == "next":
            top.done.append(top.chain)
            top.chain, top.ready = [], True
        elif kind == "place":
            _add(top, look_up(token["place"].strip("[.]").replace("$", "")) if look_up else None)
        elif kind != "space":
            _add(top, None)
            top.chain.append(_BREAK)
    while len(stack) > 1:
        _close(stack, closed)
    root = stack[0]
    closed += [*root.done, root.chain]
    known = not root.done and root.chain and all(part is not None and part != _BREAK for part in root.chain)
    value = "".join(map(str, root.chain)) if known else None
    return _Read(list(_list_runs(closed)), value, any(map(_joins_unknown, closed)))


def _add(call: _Call, part: Part) -> None:
    """Take an operand; one that no `&` stands before begins another run."""
    if not call.ready:
        call.chain.append(_BREAK)
    call.chain.append(part)
    call.ready = False


def _close(stack: list[_Call], closed: list[list[Part]]) -> None:
    """Close the innermost function: its value goes to the outer one, or its arguments are closed."""
    call = stack.pop()
    arguments = [*call.done, call.chain]
    value = _call(call.name, arguments)
    if value is None:
        closed += arguments
        _add(stack[-1], None)
        return
    ready, outer = stack[-1].ready, stack[-1].chain
    outer += value if ready else [_BREAK, *value]
    stack[-1].ready = False


def _call(name: str, arguments: list[list[Part]]) -> list[Part] | None:
    """Return the parts that a function joins, None for one that is not carried out."""
    if name == "(" and len(arguments) == 1:
        return arguments[0]
    if name in _SIGNS and len(arguments) == 1:
        sign = _sign("".join(part or "" for part in arguments[0]), name)
        return [sign] if sign else None
    if name in _JOINS:
        return [part for chain in arguments for part in chain]
    if name == "TEXTJOIN" and len(arguments) > 2:
        between = arguments[0] or [""]
        joined = [part for chain in arguments[2:] for part in (*between, *chain)]
        return joined[len(between) :]
    return None


def _sign(code: str, name: str) -> str:
    """Return the sign of a code: of Windows's letters, or of Unicode."""
    if not code.isdecimal() or len(code) > 7 or not 0 < int(code) < 0x110000:
        return ""
    number = int(code)
    return (
        chr(number)
        if name == "UNICHAR"
        else bytes([number]).decode("cp1252", "replace")
        if number < 256
        else ""
    )


def _list_runs(chains: Iterable[list[Part]]) -> Iterator[str]:
    """Yield the constants that stand next to each other, as one."""
    for chain in chains:
        run, count = "", 0
        for part in (*chain, None):
            if part is not None and part != _BREAK:
                run, count = run + part, count + 1
                continue
            if count and (count > 1 or not run.isdecimal()):
                yield run
            run, count = "", 0


def _joins_unknown(chain: list[Part]) -> bool:
    """Indicate whether a chain joins two values that are not known, or one to figures or `@`."""
    unknown, size, figures = 0, 0, False
    for part in (*chain, _BREAK):
        if part == _BREAK:
            if size > 1 and (unknown > 1 or (unknown and figures)):
                return True
            unknown, size, figures = 0, 0, False
            continue
        size += 1
        unknown += part is None
        figures = figures or (part is not None and _FIGURE.search(part) is not None)
    return False
