"""Tables whose names stand next to the values: in the first column, or in every second one as in forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, groupby, islice, pairwise

from pii_sweep.extract.budget import Budget
from pii_sweep.extract.table.column_labels import GOODS, PERSON, clean_name
from pii_sweep.extract.table.header_row import is_name
from pii_sweep.extract.table.record import Path, fields
from pii_sweep.types import Passage, Where

Row = Sequence[str]
# Fewer fields are no record; more columns than this are no comparison that somebody reads.
LEAST, MOST = 3, 40
LEAST_MAILBOXES = 2  # in a row, that make it one of addresses
# Two columns may be of anything: so many of their labels indicate that they are one person's form.
FORM = 4
MAX_LABEL = 40
_MAILBOX = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
# So many rows of two columns may be one record: longer than the head of a table.
MOST_FIELDS = 200
# The header of such a table says nothing of the fields below it.
_FIELD = re.compile(
    r"(?i)(?:item|field|attribute|property|parameter|label|key|name|question|element|data ?point|column|info"
    r"|feld|merkmal|eigenschaft|frage|champ|libell[eé]|campo|dato|veld|pole|f[aä]lt|felt)s?(?:[ _]?name)?"
)
_VALUE = re.compile(
    r"(?i)(?:value|answer|response|content|entry|detail|data|wert|antwort|inhalt|eintrag|angabe|valeur"
    r"|r[eé]ponse"
    r"|valor|respuesta|valore|risposta|waarde|antwoord|warto[sś][cć]|v[aä]rde|v[aæ]rdi)s?"
)

# Papers and numbers that somebody has, and other kinds of data of a form that has them.
_OWN = re.compile(
    r"(?i)passport|passeport|pasaporte|passaporto|passaporte|reisepass|paspoort|paszport|pass(?:-?nr|nummer)"
    r"|\b(?:ni|nino|nhs|ssn|social security|national (?:id|insurance)|id card|identity card|dni|nie|nif"
    r"|cpf|rg"
    r"|curp|rfc|bsn|pesel|ppsn?|tfn|sin|cnp|cnic|nric|fin|mrn|svnr|ahv|avs|nir|aadhaar|pan|codice fiscale|cf"
    r"|tax(?:payer)? (?:id|no|number)|tin|utr|vat no)\b"
    r"|driv(?:er|ing)\S* (?:licen[cs]e|lic|permit)|f[uü]hrerschein|permis de conduire|rijbewijs|prawo jazdy"
    r"|steuer-?(?:id|nummer|nr)|personnummer|personnr|f[oø]dselsnummer|cpr|rodn[eé] [cč][ií]slo|isikukood"
    r"|henkil[oö]tunnus|ausweis|personalausweis|carte d.identit[eé]|documento|c[eé]dula|carta d.identit[aà]"
    r"|sozialversicherung|s[eé]curit[eé] sociale|seguridad social|medicare|medicaid|health card|insurance"
    r"|mitgliedsnummer|versicherung|membership|kennitala|身份证|身分證|護照|护照|旅券|マイナンバー|паспорт|снилс|инн"
)
_DATA = re.compile(
    rf"{_OWN.pattern}|\b(?:account|acct|a/c|iban|bic|swift|sort code|routing|bsb|ifsc|bank|konto\w*"
    rf"|compte|cuenta"
    r"|conto|conta|rekening\w*|card|karte\w*|carte|tarjeta|carta|kaart\w*|cvv|cvc|expiry|reference|policy"
    r"|number"
    r"|no|nr|num[eé]ro|nummer|numer|n[uú]mero|id|code|date|gender|sex|geschlecht|sexe|sexo|sesso|nationality"
    r"|nationalit[aä]t|nationalit[eé]|nacionalidad|nazionalit[aà]|citizenship|city|town|postcode|zip|plz"
    r"|ort|ville"
    r"|ciudad|citt[aà]|country|land|pays|pa[ií]s|paese|age|occupation|employer|job|role|department|salary"
    r"|plate"
    r"|registration|kennzeichen|immatriculation|matr[ií]cula|targa|blood (?:group|type)|diagnosis"
    r"|allerg\w+|gp"
    r"|physician|user ?name|login|password|pin|ip address)\b"
)

# A mailbox, a telephone or a date, where the label is too short to say what it is: `E`, `Ph.`
_PERSONAL = re.compile(
    r"[\w.+\-]+@[\w.\-]+\.\w+|(?=\d*[+ ()./\-])(?!\d+\.\d\d?\Z)\+?\(?\d[\d ()./\-]{6,18}"
    r"|\d{1,4}([./\-])\d\d?\1\d{1,4}"
)
_SHORT = 3  # letters
# The name of a column has a digit at its end alone: `Address 2`; `22a Cooper Street` is a value.
_INNER_DIGIT = re.compile(r"\d(?!\d?\Z)")


def is_transposed(rows: Sequence[Row]) -> bool:
    """Return whether the first column of a small table names what is known of the people in the others."""
    rows = _below_header(rows)
    labels = [row[0].strip() for row in rows if row and row[0].strip()]
    width = max(map(len, rows), default=0)
    if not (LEAST <= len(labels) >= len(rows) - 1 and 2 <= width <= MOST) or len(set(labels)) < len(labels):
        return False
    if any(map(_is_no_label, labels)):
        return False
    across = [
        cell for row in rows[:2] for cell in row[1:] if PERSON.search(cell) and not _INNER_DIGIT.search(cell)
    ]
    top = [cell.strip() for cell in rows[0][1:]]
    if across or (len(top) > 1 and all(map(_DATA.fullmatch, top))):
        return False  # `address,town,postcode` heads columns
    people = sum(PERSON.search(label) is not None for label in labels)
    goods = sum(GOODS.search(label) is not None for label in labels)
    if width > 2:
        return (people >= 2 or _has_row_of_mailboxes(rows)) and not goods
    pairs = [(row[0], row[1].strip() if len(row) > 1 else "") for row in rows if row]
    data = sum(_is_personal(label, value) for label, value in pairs)
    own = people or any(map(_OWN.search, labels))
    return bool(own) and data >= max(FORM, len(labels) // 3) and goods * FORM <= data


def _is_personal(label: str, value: str) -> bool:
    """Return whether a field is one of a person's form, by its label or, where that is short, its value."""
    if PERSON.search(label) or _DATA.search(label):
        return True
    return sum(map(str.isalpha, label)) <= _SHORT and _PERSONAL.fullmatch(value) is not None


def _has_row_of_mailboxes(rows: Sequence[Row]) -> bool:
    """Return whether few rows hold a mailbox in each cell behind the label, and the others hold none.

    Lists of people hold columns of mailboxes.
    """
    held = [[cell.strip() for cell in row[1:] if cell.strip()] for row in rows]
    mailed = [cells for cells in held if any(map(_MAILBOX.fullmatch, cells))]
    whole = all(len(cells) >= LEAST_MAILBOXES and all(map(_MAILBOX.fullmatch, cells)) for cells in mailed)
    return whole and 0 < len(mailed) * LEAST <= len(rows)


def records(rows: Sequence[Row], where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield each column but the first as `name: value` lines; its place is its column.

    The path of a value begins with its person's number: what a column holds is one record.
    """
    rows = _below_header(rows)
    for column in range(1, max(map(len, rows))):
        leaves = [
            ((_name_field(row[0]),), " ".join(row[column].split()))
            for row in rows
            if row and row[0].strip() and column < len(row) and row[column].strip()
        ]
        if leaves:
            inner = replace(where, column=column + 1)
            yield from fields(leaves, 0, partial(_path, column - 1), inner, budget)


def _name_field(label: str) -> str:
    """Return a label's plain name; what stands in brackets behind it stays there: `PPSN (NCS)`."""
    name, mark, aside = label.strip().rstrip(":").partition(" (")
    return f"{clean_name(name)} ({aside}" if mark and aside.endswith(")") else clean_name(label)


def find_label_pairs(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the labels and values of a form whose labels stand in several columns; none of another table.

    `Last name | Marsh | First name | Ann`: most cells of the columns of labels are words of forms or end in a
    colon, and hardly any value is one. A row of one cell is a title of the rows below: its label is empty.
    """
    rows = [row for row in rows if any(map(str.strip, row))]
    form = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    if not _FORM_ROWS <= len(form) <= MOST_FIELDS or 2 * len(form) < len(rows):
        return []
    width = max(map(len, form))
    if not _FORM_WIDTH[0] <= width <= _FORM_WIDTH[1]:
        return []
    columns = [[row[at].strip() for row in form if at < len(row) and row[at].strip()] for at in range(width)]
    first = next(cells for cells in columns if cells)
    if not _are_labels(first) or _are_labels(columns[-1]):  # as columns of most tables are, so asked first
        return []
    labels = {at for at, cells in enumerate(columns) if _are_labels(cells)}
    if len(labels) < 2 or any(at + 1 in labels for at in labels):
        return []
    values = [cell for at, cells in enumerate(columns) if at not in labels for cell in cells]
    top = [cell.strip() for at, cell in enumerate(form[0]) if at not in labels and cell.strip()]
    if sum(map(_is_label, values)) > _FEW * len(values) or (top and all(map(_is_label, top))):
        return []
    if sum(PERSON.search(cell) is not None for at in labels for cell in columns[at]) < _OF_PEOPLE:
        return []
    return [pair for row in rows for pair in _pair(row, labels)]


# Rows of a form, and columns; the share of labels that are known words, and of values that may be.
_FORM_ROWS, _FORM_WIDTH, _MOST_OF, _FEW = 2, (4, 16), 0.6, 0.2


def _are_labels(cells: Sequence[str]) -> bool:
    known = sum(map(_is_label, cells))
    return bool(cells) and known >= _MOST_OF * len(cells) and not any(map(_is_no_label, cells))


def _is_label(cell: str) -> bool:
    return bool(cell.endswith(":") or PERSON.search(cell) or _DATA.search(cell) or is_name(cell))


def _pair(row: Row, labels: Collection[int]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a row; cells behind a value belong to it."""
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    if len(filled) == 1:
        yield "", row[filled[0]].strip()
        return
    starts = [at for at in sorted(labels) if at < len(row)]
    for start, end in pairwise([*starts, len(row)]):
        label, value = clean_name(row[start]), " ".join(" ".join(row[start + 1 : end]).split())
        if label or value:
            yield label, value


def read_label_pairs(pairs: Sequence[tuple[str, str]], where: Where, budget: Budget) -> Iterator[Passage]:
    """Yield the pairs of a form as `name: value` lines."""
    leaves = [((label,) if label else (), value) for label, value in pairs]
    yield from fields(leaves, 0, partial(_path, 0), where, budget)


def join_signs(rows: list[Row]) -> list[Row]:
    """Return the rows of a form with the single characters in a run of its cells joined in the first of them.

    Forms give each digit of a number a cell, and each letter of a name. In a table they are values of their
    columns: a header stands over them, or other rows are filled where they are.
    """
    if len(rows) > _LONGEST:
        return rows
    runs = {at: run for at, row in enumerate(rows) if len(row) > _SIGNS and (run := _find_signs(row))}
    if not 0 < len(runs) <= _MOST_RUNS:
        return rows
    named = {at: end for at, (start, end) in runs.items() if _is_field(rows[at], start)}
    ends = Counter(named.values())
    named = {at: end for at, end in named.items() if ends[end] < _STACKED}
    filled = {
        at: list(accumulate((bool(cell.strip()) for cell in row), initial=0))
        for at, row in enumerate(rows)
        if at not in named
    }
    joined = list(rows)
    for at, (start, end) in runs.items():
        row = rows[at]
        if at not in named and not _may_follow(row, start):
            continue
        if not any(_fills(counts, start, end) for other, counts in filled.items() if other != at):
            value = "".join(map(str.strip, row[start:end]))
            joined[at] = [*row[:start], value, *[""] * (end - start - 1), *row[end:]]
    return joined


# A form has no more rows, and no more runs; those that end alike so often are columns, whatever their labels.
_SIGNS, _LONGEST, _MOST_RUNS, _STACKED = 4, 400, 40, 3


def _is_field(row: Row, start: int) -> bool:
    """Return whether a run of characters stands behind the row's only label, which is a known one."""
    before = [cell.strip() for cell in row[:start] if cell.strip()]
    return len(before) == 1 and _is_known(before[0])


def _is_known(label: str) -> bool:
    return len(label) > 1 and not label.endswith("?") and not _is_no_label(label) and _is_label(label)


def _may_follow(row: Row, start: int) -> bool:
    """Return whether a run of characters may be the value of a label before it, or of one in another row."""
    before = [cell.strip() for cell in row[:start] if cell.strip()]
    return not before or (len(before) == 1 and not _is_no_label(before[0])) or _is_known(before[-1])


def _fills(counts: Sequence[int], start: int, end: int) -> bool:
    """Return whether a row, whose filled cells up to each place are counted, fills half of some columns."""
    last = len(counts) - 1
    return 2 * (counts[min(end, last)] - counts[min(start, last)]) >= end - start


def _find_signs(row: Row) -> tuple[int, int] | None:
    """Return where the longest run of cells of one character lies; digits that only count up are a scale."""
    best = (0, 0)
    for single, cells in groupby(enumerate(row), lambda cell: len(cell[1].strip()) == 1):
        places = [at for at, _ in cells] if single else []
        if len(places) > best[1] - best[0]:
            best = (places[0], places[-1] + 1)
    text = "".join(map(str.strip, row[slice(*best)]))
    bare = re.sub(r"[-/.]", "", text)
    same = len(set(bare)) < 2 or (bare.isdecimal() and len({int(b) - int(a) for a, b in pairwise(bare)}) < 2)
    return best if len(bare) >= _SIGNS and bare.isalnum() and not same else None


def find_record(
    first: list[Row], rows: Iterator[Row], head: int, *, two_only: bool = False
) -> tuple[list[Row], Sequence[Row]]:
    """Return the first rows of a table, and all of its rows if they are fields of people, else none.

    `head` rows at most were taken first; two columns may be longer. `two_only` refuses more columns.
    """
    form = _inner(first)
    two = max(map(len, form), default=0) == 2
    if len(first) >= head and two:
        first = [*first, *islice(rows, MOST_FIELDS - len(first))]
        form, head = _inner(first), MOST_FIELDS
    found = len(first) < head and (two or not two_only) and is_transposed(form)
    return first, form if found else ()


def find_cycle(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the labels of records that follow one another in two columns, labels and values; else nothing.

    The first label begins each record; one or two of them are about people.
    """
    rows = _below_header(_inner([row for row in rows if any(map(str.strip, row))]))
    labels = [row[0].strip() for row in rows]
    if not all(labels) or not labels or any(len(row) != 2 for row in rows):
        return ()
    starts = [at for at, label in enumerate(labels) if label == labels[0]]
    cycles = [labels[start:end] for start, end in pairwise([*starts, len(labels)])]
    different = tuple(dict.fromkeys(labels))
    if len(starts) < _CYCLES or not LEAST <= len(different) <= MOST or any(map(_is_no_label, different)):
        return ()
    whole = all(len(set(cycle)) == len(cycle) and 2 * len(cycle) > len(different) for cycle in cycles[:-1])
    return different if whole and sum(map(bool, map(PERSON.search, different))) >= _OF_PEOPLE else ()


# So many records, and so many of their labels that are about people.
_CYCLES, _OF_PEOPLE = 2, 2
# Two columns between bars have an empty cell on either side.
_EDGED = 4


def read_cycle(rows: Iterable[Row], labels: Sequence[str]) -> Iterator[Row]:
    """Yield the records of two columns as rows below their labels; a value of another label stands last."""
    places = {label: at for at, label in enumerate(labels)}
    held: dict[int, str] = {}
    for row in rows:
        pair = row[1:-1] if len(row) == _EDGED else row
        label, value = (pair[0].strip(), pair[1].strip()) if len(pair) > 1 else ("", "".join(pair).strip())
        at = places.get(label, len(labels))
        if held and (at == 0 or (at in held and at < len(labels))):
            yield [held.get(place, "") for place in range(len(labels) + (len(labels) in held))]
            held = {}
        if at < len(labels):
            held[at] = value
        elif label or value:
            held[at] = "; ".join(filter(None, (held.get(at), ": ".join(filter(None, (label, value))))))
    if held:
        yield [held.get(place, "") for place in range(len(labels) + (len(labels) in held))]


def _is_no_label(text: str) -> bool:
    return len(text) > MAX_LABEL or sum(map(str.isdecimal, text)) > 2 or "@" in text


def _inner(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows between bars without the empty cells outside the first and the last of them."""
    edged = rows and all(len(row) == _EDGED and not row[0].strip() and not row[-1].strip() for row in rows)
    return [row[1:-1] for row in rows] if edged else rows


def _path(number: int, path: Path) -> str:
    return f"$[{number}].{path[-1]}" if path else f"$[{number}]"


def _below_header(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows below a header of two words that say only what the columns are: `item,value`."""
    top = [cell.strip() for cell in rows[0]] if rows else []
    headed = len(top) == 2 and _FIELD.fullmatch(top[0]) and _VALUE.fullmatch(top[1])
    return rows[1:] if headed else rows
