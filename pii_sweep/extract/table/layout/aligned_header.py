"""Find the line that heads a table of people in plain text, and how the lines below it are cut into cells.

Columns are kept apart by spaces, tabs or bars. A table of two or three columns needs one whose values are
written alike, such as dates or numbers of nine digits: two lists next to each other have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise, takewhile

from pii_sweep.extract.table.column_labels import MIN_COLUMNS, PERSON, has_value, names_people
from pii_sweep.extract.table.header_row import has_header

LEAST_COLUMNS, LEAST_ROWS = 4, 3
MIN_RECORDS = 2  # of a table whose columns hold numbers, dates or codes


LEAST_BARRED = 2


CELL = re.compile(r"\S+(?: \S+)*")


WORD = re.compile(r"\S+")


RULE = re.compile(r"[-=_+| ]{3,}|\|[-=_+|: ]{3,}")


# The end of a sentence, which is no header.
_STOPPED = re.compile(r"[a-zß-ÿ]{3}[.:!?]\Z")


_ASSIGNED = re.compile(r"[ \t]*[\w.\-]{2,40} ?= ?\S")


# Returns the cells of a line, None where it is not cut as its table is.
Cut = Callable[[str], Sequence[str] | None]


def find_header(head: Sequence[str]) -> tuple[int, Cut | None]:
    """Return the line that heads a table of people, and how its lines are cut; None where there is none."""
    ends = _find_ends(head)
    for at, line in enumerate(head):
        bare = line.rstrip()
        if bare.startswith("|"):
            first = at == 0 or not head[at - 1].startswith("|")
            if first and (cut := _cut_at_bars(head[at:])):
                return at, cut
            continue
        below = head[at + 1 : at + 2]
        if cut := _cut_at_rules(bare, below) or _cut_at_crossings(bare, below) or _cut_at_index(head[at:]):
            return at, cut
        if "\t" in bare:
            if cut := _cut_at_tabs(bare, head[at + 1 :]):
                return at, cut
            continue
        # Most lines are no header: what says so soonest is asked first.
        begin, end = at + 1, ends[at]
        if end == begin < len(head) - 1 and _STOPPED.search(bare) is None:
            # listings of SAS leave a line empty below their header
            begin, end = at + 2, ends[at + 1]
            if PERSON.search(head[begin]) and not has_value(head[begin]):
                continue  # a title, and the header below it
        if end - begin < MIN_RECORDS or not any(map(_has_gap, head[at : begin + MIN_RECORDS])):
            continue
        if has_value(bare) or ("  " not in bare and len(bare.split()) < LEAST_COLUMNS):
            continue
        if "=>" in bare or bare.endswith("{") or bare.endswith("},"):  # a line of a program
            continue
        if _ASSIGNED.match(bare):  # a line of settings
            continue
        if PERSON.search(bare) is None and not RULE.fullmatch(head[at + 1].rstrip()):
            continue
        end = next((place for place in range(begin + 1, end) if labels_again(head[place], bare)), end)
        if end - begin < MIN_RECORDS:
            continue
        rows = _select_rows(bare, head[begin:end])
        if cut := _cut_at_places(bare, rows, head[at + 1]) or _cut_at_spaces(bare, rows):
            return at, cut
    return 0, None


def labels_again(line: str, header: str) -> bool:
    """Return whether a line below a row has labels of people alone, others than its header.

    A form has its next labels there, which head what stands below them: `ADDRESS      TEL`. A listing repeats
    its header on each page.
    """
    names = CELL.findall(line)
    if len(names) < MIN_COLUMNS or names == CELL.findall(header):
        return False
    return all(PERSON.fullmatch(name.strip(" :.*")) for name in names)


def _has_gap(line: str) -> bool:
    """Return whether a line has two spaces between its words, as a list's header or one of its rows has."""
    return "  " in line.strip()


def _cut_at_places(bare: str, rows: Sequence[str], below: str) -> Cut | None:
    """Return how lines are cut at the places where all rows below a header have a space."""
    if len(rows) < LEAST_ROWS or len(bare.split()) < LEAST_COLUMNS or not _is_parted(rows, len(bare)):
        return None
    words = list(WORD.finditer(bare))
    named = names_people([word.group() for word in words])
    if not named and not RULE.fullmatch(below.rstrip()):
        return None
    cells = list(CELL.finditer(bare))
    cuts = _cuts(cells, rows) if len(cells) >= LEAST_COLUMNS else []
    cuts = _refine_cuts(cuts, _strips(bare, words, rows), bare, rows) if named else cuts
    names = [cell.strip() for cell in _cut(bare, cuts)]
    if cuts and (names_people(names) if named else _holds_people(rows, cuts)):
        return partial(cut_whole, cuts=cuts)
    return None


def _cut_at_spaces(header: str, below: Sequence[str]) -> Cut | None:
    """Return how lines are cut at two spaces or more, where most rows have as many cells as the header."""
    names = CELL.findall(header)
    width = len(names)
    if width < MIN_COLUMNS or len(below) < MIN_RECORDS or not names_people(names):
        return None
    lines = list(takewhile(lambda line: "  " in line.strip(), below))
    rows = [cells for line in lines if (cells := split_spaces(line, width))]
    if len(rows) < _MOSTLY * len(lines) or not _lists_codes(names, rows):
        return None
    cuts = _cuts(list(CELL.finditer(header)), lines)
    return partial(cut_whole, cuts=cuts) if cuts else partial(split_spaces, width=width)


def _lists_codes(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether most rows have a number, a date or a code in one of their columns.

    A form has labels down its first column, and no such column.
    """
    if len(rows) < MIN_RECORDS or names[0].rstrip().endswith(":"):
        return False
    if any(PERSON.search(row[0]) and row[0].rstrip().endswith(":") for row in rows):
        return False
    columns = zip(*rows, strict=True)
    return any(sum(map(_is_code, cells)) >= _MOSTLY * len(rows) for cells in columns)


def _lists_people(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows between tabs are people's: two columns are both named so, and no row is."""
    labels = len(names) == MIN_COLUMNS and not all(map(PERSON.search, names))
    labels = labels or any(name.endswith(":") for name in names)
    return len(rows) >= MIN_RECORDS and not labels and not any(PERSON.search(row[0]) for row in rows)


# Five figures or more, with the signs of a date or a telephone, behind a few letters.
_CODE = re.compile(r"[A-Za-z]{0,4}[ #\-]?(?=(?:[^\d]*\d){5})[\d(+][\d ()./+\-]*")
_LONGEST_CODE = 40


def _is_code(cell: str) -> bool:
    bare = cell.strip()
    return len(bare) <= _LONGEST_CODE and _CODE.fullmatch(bare) is not None


def _holds_people(rows: Sequence[str], cuts: Sequence[int]) -> bool:
    """Return whether a column is written as names, and another holds telephones or dates of long ago.

    A header between rules whose words no list knows has such rows where it is of people.
    """
    columns = [
        [cell.strip() for cell in column] for column in zip(*(_cut(row, cuts) for row in rows), strict=True)
    ]
    named = any(sum(map(bool, map(_NAME.fullmatch, cells))) >= _MOSTLY * len(cells) for cells in columns)
    reached = (sum(map(bool, map(_REACHED.search, cells))) >= _MOSTLY * len(cells) for cells in columns)
    return named and any(reached)


_MOSTLY = 0.7


_NAME = re.compile(
    r"[^\W\d_a-z](?:[^\W\d_]|['’\-])+[,.]?(?: [^\W\d_](?:[^\W\d_]|['’\-])*\.?){1,4}(?: \([^()\d]{2,20}\))?"
)


_REACHED = re.compile(
    r"(?:\A|\D)0?\d?\d[./\-]\d\d?[./\-](?:19\d\d|200\d)\Z|(?:\A|[ ])\+?\d(?:[ ./\-]?\d){8,12}\Z"
)


def _select_rows(header: str, below: Sequence[str]) -> list[str]:
    """Return the rows below a header, up to the rule above sums; remarks of a row are set in below it."""
    rows: list[str] = []
    for line in below:
        row = line.rstrip("\r\n")
        if not RULE.fullmatch(row):
            rows.append(row)
        elif len(rows) >= LEAST_ROWS:
            break
    whole = [row for row in rows if not _is_set_in(row, header)]
    return whole if len(whole) >= LEAST_ROWS and 2 * len(whole) > len(rows) else rows


def _is_set_in(line: str, header: str) -> bool:
    """Return whether a line begins to the right of the header's first word: its own first column is empty."""
    first = WORD.search(header)
    return first is not None and not line[: first.end()].strip()


def _cut_at_rules(header: str, below: Sequence[str]) -> Cut | None:
    """Return how lines are cut under a header with a rule below each column, as databases list rows."""
    if not below or header[-1:] in "-=" or not _RULES.fullmatch(rules := below[0].rstrip()):
        return None
    runs = list(WORD.finditer(rules))
    words = list(WORD.finditer(header))
    if len(runs) < MIN_COLUMNS or len(words) < len(runs) or len(header) > len(rules):
        return None
    cuts = [run.start() - 1 for run in runs[1:]]
    if len(runs) < LEAST_COLUMNS:  # a statement of amounts has two or three columns as well
        names = cut_whole(header, cuts) or ("",)
        if not all(map(str.strip, names)) or not names_people([name.strip() for name in names]):
            return None
    return partial(cut_whole, cuts=cuts)


def _cut_at_crossings(header: str, below: Sequence[str]) -> Cut | None:
    """Return how lines are cut at bars under a header with a rule like `----+-----`, as psql lists rows."""
    if "|" not in header or not below or not _CROSSED.fullmatch(below[0].strip()):
        return None
    width = below[0].count("+") + 1
    return partial(_split_inner_bars, width=width) if header.count("|") == width - 1 else None


_CROSSED = re.compile(r"-+(?:\+-+)+")


def _split_inner_bars(line: str, width: int) -> list[str] | None:
    """Return the cells of a line between bars; None where it has others than its table."""
    cells = line.rstrip("\r\n").split("|")
    return cells if len(cells) == width else None


def _cut_at_index(head: Sequence[str]) -> Cut | None:
    """Return how lines are cut that a first cell without a name counts from 0, as pandas prints a frame."""
    if len(head) <= MIN_RECORDS or head[0][:2].strip() or not head[1].startswith("0 "):
        return None
    names = CELL.findall(head[0].rstrip())
    rows = [CELL.findall(line.rstrip()) for line in takewhile(str.strip, head[1:])]
    rows = list(takewhile(lambda row: row[0].isdigit(), rows))
    counted = [row[0] for row in rows] == list(map(str, range(len(rows))))
    if not names or len(rows) < MIN_RECORDS or not counted or any(map(has_value, names)):
        return None
    width = len(names) + 1
    return partial(split_indexed, width=width) if all(len(row) == width for row in rows) else None


def split_indexed(line: str, width: int) -> list[str] | None:
    """Return the cells of a line between two spaces or more, an empty one before those of the header."""
    cells = CELL.findall(line)
    cells = ["", *cells] if line[:1] == " " and len(cells) == width - 1 else cells
    return cells if len(cells) == width else None


def _cut_at_tabs(header: str, below: Sequence[str]) -> Cut | None:
    """Return how lines are cut under a header of people between tabs, one or several of them."""
    names = header.split("\t")
    several = not all(names)
    if not several and len(names) >= LEAST_COLUMNS and names_people(names):
        cut: Cut = partial(split_tabs, width=len(names))
        if len(below) >= LEAST_ROWS and all(map(cut, below[:LEAST_ROWS])):
            return cut
    names = [name.strip() for name in _split_at_tabs(header)]
    if len(names) < MIN_COLUMNS or not names_people(names):
        return None
    cut = partial(split_tab_runs if several else split_tabs, width=len(names))
    rows = [cells for cells in takewhile(bool, map(cut, below)) if cells]
    return cut if _lists_codes(names, rows) or _lists_people(names, rows) else None


def _split_at_tabs(line: str) -> list[str]:
    """Return the cells of a line that are not empty."""
    return [cell for part in line.strip().split("\t") if (cell := part.strip(" "))]


def split_tab_runs(line: str, width: int) -> list[str] | None:
    """Return the cells of a line between one tab or several; None where it has others than its table."""
    cells = _split_at_tabs(line)
    return cells if len(cells) == width else None


def split_spaces(line: str, width: int) -> list[str] | None:
    """Return the cells of a line between two spaces or more; None where it has others than its table."""
    cells = CELL.findall(line)
    return cells if len(cells) == width else None


def bare_cell(cell: str) -> str:
    """Return a cell without the quotes around it, as accounts of QuickBooks have them."""
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if quoted else cell


def split_tabs(line: str, width: int) -> list[str] | None:
    """Return the cells of a line between tabs; None where it has others than its table, or hardly any."""
    cells = [bare_cell(cell) for cell in line.rstrip("\r\n").split("\t")]
    filled = sum(bool(cell.strip()) for cell in cells)
    lacks = not max(MIN_COLUMNS, width - 2) <= len(cells) <= width or 2 * filled < width
    return None if lacks else [*cells, *[""] * (width - len(cells))]


# A column of one letter has a rule of one dash: `-- ----------- - ----------`.
_RULES = re.compile(r"(?= ?[-=]{2})(?=.*(?:-{3}|={3})) ?(?:-{2,}|={2,})(?: {1,3}(?:-+|=+))+")


def _find_ends(head: Sequence[str]) -> list[int]:
    """Return for each line the place of the next empty one behind it, else how many lines there are."""
    ends, end = [0] * len(head), len(head)
    for at in range(len(head) - 1, -1, -1):
        ends[at] = end
        end = end if head[at].strip() else at
    return ends


def _is_parted(rows: Sequence[str], width: int) -> bool:
    """Return whether all rows have a space, or have ended, at places enough to part a table's columns."""
    parted = (1 << 8 * width) - 1  # a byte a place: what is not zero parts
    for row in rows:
        spaces = row[:width].encode("latin-1", "replace").translate(_SPACES).ljust(width, b"\1")
        parted &= int.from_bytes(spaces, "little")
        if parted.bit_count() < LEAST_COLUMNS - 1:
            return False
    return True


_SPACES = bytes(byte == ord(" ") for byte in range(256))


# The last words of a header of several: `NI NUMBER` is one, whose values have spaces as well.
_LAST_WORD = re.compile(
    r"(?i) *(?:numbers?|no|num|nbr|nr|#|names?|initials?|dates?|code|id|type|address|line"
    r"|street|city|of|and)\b\.?"
)


def _refine_cuts(cuts: list[int], strips: Sequence[int], header: str, rows: Sequence[str]) -> list[int]:
    """Return the cuts with those between words of a header a space apart, where both sides are filled."""
    if not cuts:
        return list(strips)
    kept = list(cuts)
    for at in strips:
        low = max((cut for cut in kept if cut < at), default=0)
        high = min((cut for cut in kept if cut > at), default=None)
        both = sum(bool(row[low:at].strip() and row[at:high].strip()) for row in rows)
        if at not in kept and 2 * both >= len(rows) and not _LAST_WORD.match(header, at):
            kept.append(at)
    return sorted(kept)


def _cut_at_bars(head: Sequence[str]) -> Cut | None:
    """Return how lines between bars are cut, as SAP, psql and Markdown print tables; None for no table."""
    lines = list(takewhile(lambda line: line.strip() and line[0] in "|+-", head))
    rows = [row for row in map(_split_bars, lines) if row is not None]
    width = len(rows[0]) if rows else 0
    if width < LEAST_BARRED or len(rows) <= LEAST_ROWS or any(len(row) != width for row in rows):
        return None
    return (
        partial(_split_bars, width=width)
        if has_header([[cell.strip() for cell in row] for row in rows])
        else None
    )


def _split_bars(line: str, width: int = 0) -> list[str] | None:
    """Return the cells of a line that begins and ends with a bar; None for any other, and for a rule."""
    bare = line.rstrip()
    if not bare.startswith("|") or not bare.endswith("|") or RULE.fullmatch(bare):
        return None
    cells = bare[1:-1].split("|")
    return cells if width in (0, len(cells)) else None


def _strips(header: str, words: Sequence[re.Match[str]], rows: Sequence[str]) -> list[int]:
    """Return the places before words of a header where every row has a space: columns a space apart.

    Words of the header that no such place parts are one name; no cuts where too few are parted.
    """
    cuts = [
        place
        for left, right in pairwise(words)
        if (
            place := next(
                (
                    at
                    for at in range(right.start() - 1, left.end() - 1, -1)
                    if all(at >= len(row) or row[at] == " " for row in rows)
                ),
                None,
            )
        )
        is not None
    ]
    return cuts if len(cuts) + 1 >= LEAST_COLUMNS else []


def _cuts(cells: Sequence[re.Match[str]], rows: Sequence[str]) -> list[int]:
    """Return a place before each column but the first where every row has a space; none where one has not."""
    cuts: list[int] = []
    for left, right in zip(cells, cells[1:], strict=False):
        low = max(left.start(), cuts[-1] if cuts else 0) + 1
        places = range(right.start() - 1, low - 1, -1)
        free = (at for at in places if all(at >= len(row) or row[at] == " " for row in rows))
        place = next(free, None)
        if place is None:
            return []
        cuts.append(place)
    return cuts


def _cut(line: str, cuts: Sequence[int]) -> list[str]:
    bare = line.rstrip("\r\n")
    return [bare[start:end] for start, end in zip((0, *cuts), (*cuts, len(bare)), strict=True)]


def cut_whole(line: str, cuts: Sequence[int]) -> Sequence[str] | None:
    bare = line.rstrip("\r\n")
    return None if any(at < len(bare) and bare[at] != " " for at in cuts) else _cut(bare, cuts)
