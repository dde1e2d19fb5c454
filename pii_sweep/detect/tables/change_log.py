"""Tables whose rows name what they hold: logs of changes, attributes and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import SHAPES, Column, Rule, Sampled

_WHAT = re.compile(
    r"(?:changed |meta |custom |modified |updated )?(?:field|attribute|property|key|column|item)s?"
    r"(?: ?(?:name|code|oid|key))?|change[sd]"
)
_VALUE = re.compile(
    r"(?:new|old|previous|prior|current|meta|attribute|field) ?values?|value|new|old|before|after"
)
# What forms call their questions and answers, and many other things by: the names must say what they hold.
_ASKED = re.compile(
    r"(?:question|label|name|title|caption|prompt|display|parameter|item|info|frage|feld|merkmal|champ"
    r"|libelle"
    r"|campo|pregunta|pergunta|domanda|vraag|veld|pole|pytanie|type|typ|tipo|kind|art|attr|property|what"
    r"|category"
    r"|contact ?type|data ?type|id ?type|soort|slag|rodzaj|druh|tur|тип|вид)s?(?: ?(?:text|label|name"
    r"|title))?"
)
_ANSWER = re.compile(
    r"(?:field |attribute )?val|(?:answer|response|reply|value|antwort|wert|reponse|valeur|respuesta"
    r"|resposta"
    r"|valor|risposta|valore|antwoord|waarde|odpowiedz|wartosc|data|content|inhalt|contenu|contenido"
    r"|contenuto"
    r"|detail|entry|eintrag|dato|angabe|inhoud|hodnota|verdi|varde|ertek|значение|данные)s?"
    r"(?: ?(?:text|value|label|string))?"
)
# The reason of a cell that its field's name explains.
SAID = ("row:+",)
# So many names say what their values are, and such a share of all.
_RULED_LEAST, _RULED_SHARE = 2, 0.15
# What a program calls a field by: no text, no number.
_NAME = re.compile(r"[\[\"']{0,2}_?([^\W\d_][\w .\-/()#]{1,39}?)[\]\"']{0,2}[ ]?:?")


def pairs(samples: Sequence[Sampled], taken: set[int]) -> tuple[tuple[int, int], ...]:
    """Return the places of a column of fields' names with each column of their values.

    Rows that are sorted by their fields begin with those of one kind, of which alone the column seems to be.
    """
    valued = [sample for sample in samples if sample.titles and _VALUE.fullmatch(sample.titles[-1])]
    named = [one for one in samples if one.titles and _WHAT.fullmatch(one.titles[-1]) and _is_named(one)]
    answers = [sample for sample in samples if sample in valued or sample.titled(_ANSWER)]
    asked = [one for one in samples if answers and one not in answers and _is_asked(one) and _is_named(one)]
    asked = [one for one in asked if any(_is_answered_by(one, answer) for answer in answers)]
    if len(asked) == 1:
        named, valued = asked, answers
    if len(named) != 1 or not valued:
        return tuple(_find_neighbours(samples, taken)) or tuple(_find_sorted(samples))
    return tuple(
        (named[0].index, sample.index)
        for sample in valued
        if sample.index not in taken or _is_answered_by(named[0], sample)
    )


def _find_sorted(samples: Sequence[Sampled]) -> Iterator[tuple[int, int]]:
    """Yield a column of fields' names with those of values whose headers say nothing elsewhere: `attribute`.

    Where rows are sorted by their fields, the first ones are of one kind.
    """
    titles = [(column_header.plain_header(one.name) or ("",))[-1] for one in samples]
    heads = list(zip(samples, titles, strict=True))
    named = [one for one, title in heads if _WHAT.fullmatch(title) and _is_named(one)]
    for sample, title in heads if len(named) == 1 else ():
        if sample not in named and _VALUE.fullmatch(title) and _is_answered_by(named[0], sample):
            yield named[0].index, sample.index


def _find_neighbours(samples: Sequence[Sampled], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield columns next to each other of which one names what the other holds, under whatever headers."""
    left = [one for one in samples if one.index not in taken and one.values]
    kinds: set[str] = set()
    found: list[tuple[int, int]] = []
    for names, values in zip(left, left[1:], strict=False):
        if values.index != names.index + 1 or (found and found[-1][1] == names.index):
            continue
        of_pair = _kinds_of(names.values, values.values, _PAIRED) if _is_named(names) else []
        if of_pair and len(of_pair) >= _PAIRED * len(names.values):
            kinds.update(of_pair)
            found.append((names.index, values.index))
    if len(kinds) >= _RULED_LEAST:
        yield from found


# So large a share of the names next to values must say what those are.
_PAIRED = 0.5


def _kinds_of(names: Sequence[str], values: Sequence[str], least: float = 0.0) -> list[str]:
    """Return what each value is whose name says so; none where one stands without the other.

    None either as soon as a smaller share than `least` is certain: most columns are no names of fields, and
    each different value that is looked up as a header costs as much as a header.
    """
    if len(names) != len(values):
        return []
    kinds, spare = list[str](), (1 - least) * len(names)
    for name, value in zip(names, values, strict=True):
        if found := _find_kind(name, value):
            kinds.append(found[0])
        elif (spare := spare - 1) < 0:
            return []
    return kinds


def is_first_pair(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Indicate whether a header is a row of names and their values: `Name`, `Alice Moore`, `Phone`, `937…`.

    The rows below have names and values in the same columns.
    """
    if not 2 <= len(header) <= _WIDEST or len(rows) > _LONGEST or len(header) % 2:
        return False
    lines = [[cell.strip() for cell in row] for row in (header, *rows)]
    kinds = [
        {
            kind[0]
            for name, value in zip(line[::2], line[1::2], strict=False)
            if (kind := _find_kind(name, value))
        }
        for line in lines
    ]
    return bool(kinds[0]) and any(kinds[1:]) and len(set().union(*kinds)) > _RULED_LEAST


# A form's pairs in a row, and its rows.
_WIDEST, _LONGEST = 8, 60


def _is_named(sample: Sampled) -> bool:
    """Return whether a column holds names of fields."""
    return bool(sample.values) and sample.share(_NAME) > 0.5


def _is_asked(sample: Sampled) -> bool:
    return sample.titled(_ASKED) or sample.titled(_WHAT)


def _is_answered_by(asked: Sampled, answer: Sampled) -> bool:
    """Return whether some names say what the values in their rows are, each in its row."""
    if len(asked.values) != len(answer.values):  # rows without either leave none to be paired
        return False
    ruled = len(_kinds_of(asked.values, answer.values))
    return ruled >= _RULED_LEAST and ruled >= _RULED_SHARE * len(asked.values)


def _find_kind(name: str, value: str) -> tuple[str, float] | None:
    """Return what a field's name says its value is, and how surely."""
    match = _NAME.fullmatch(name) if value else None
    if not match:
        return None
    titles = column_header.plain_header(match[1])
    # The value is asked first: of names that are no fields', each is another label.
    if rule := next((one for one in _shaped_rules(value) if one.fits(titles)), None):
        return rule.kind, rule.score
    part = "name" if " " in value and SHAPES["name"].fullmatch(value) else ""
    part = part or ("street" if SHAPES["street"].fullmatch(value) else "")
    if not part or column_header.find_part(titles) != part:
        return None
    if part == "street":
        return "STREET_ADDRESS", 0.85
    return ("PERSON", 0.85) if value_kind.are_people(Sampled(0, "", titles, (value,))) else None


@lru_cache(maxsize=4096)
def _shaped_rules(value: str) -> tuple[Rule, ...]:
    return tuple(one for one in column_header.rules() if not one.needs and one.shape.fullmatch(value))


def read_changes(
    index: int, names: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[Column, list[str]]]:
    """Yield, for each kind of data that rows say they hold, a column of those rows' values, others empty."""
    found: dict[str, tuple[Column, list[str]]] = {}
    for row, (name, value) in enumerate(zip(names, values, strict=True)):
        said = _find_kind(name, value)
        if said is None:
            continue
        kind, score = said
        if kind not in found:
            found[kind] = Column(index, "", kind, score, SAID), [""] * len(values)
        found[kind][1][row] = value
    yield from found.values()


def find_records(
    header: Sequence[str],
    held: Sequence[Sequence[str]],
    changes: Sequence[tuple[int, int]],
    first_row: int,
) -> tuple[int, ...]:
    """Return the number of the first row of each row's record; none where rows do not say whose they are.

    Rows with one number in a column of its own are one record, wherever they stand: such a number has a
    field's name once, but for a few that were changed again. Where there are only names and values, a name
    that comes again begins another record.
    """
    if len(columns := {name for name, _ in changes}) != 1:
        return ()
    names = [name.strip().casefold() for name in held[columns.pop()]]
    used = {index for pair in changes for index in pair}
    others = [at for at, column in enumerate(held) if at not in used and any(column)]
    heads = [header[at] if at < len(header) else "" for at in range(len(held))]
    logged = any(_LOGGED.fullmatch(title) for at in used for title in column_header.plain_header(heads[at]))
    keys = _find_key([(heads[at], held[at]) for at in others], names, logged=logged)
    if keys:
        first: dict[str, int] = {}
        return tuple(first_row + (first.setdefault(key, at) if key else at) for at, key in enumerate(keys))
    return () if others else tuple(_number_runs(names, first_row))


def _find_key(
    others: Sequence[tuple[str, Sequence[str]]], names: Sequence[str], *, logged: bool
) -> Sequence[str]:
    """Return the column that numbers what rows are of, empty where none does.

    When something was changed, by whom and at which place is no such number. Where changes are `logged` and
    each has a number of its own, who is numbered next to it may be who wrote it, unless another column says
    by whom. Where no change is logged, the rows of a form stand together, whatever their number looks like.
    """
    headed = [(column_header.plain_header(name), column) for name, column in others]
    numbers = [(titles, column) for titles, column in headed if _is_numbered(titles, column, logged=logged)]
    events = any(len(set(column)) == len(column) > 1 for _, column in numbers)
    signed = any(_BY.fullmatch(title) for titles, _ in headed for title in titles)
    for titles, column in numbers:
        written = logged and events and not signed and any(map(_WRITER.fullmatch, titles))
        if not written and _is_key(column, names):
            return column
    forms = (column for _, column in headed if not logged and _is_of_forms(column, names))
    return next(forms, ())


def _is_of_forms(column: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether rows with one value stand together, and nearly all such begin with one field's name."""
    runs = [[name for _, name in rows] for _, rows in groupby(zip(column, names, strict=True), itemgetter(0))]
    if not all(column) or len(runs) < _RULED_LEAST or len(set(column)) < len(runs):
        return False
    begin = sum(run[0] == runs[0][0] for run in runs)
    once = all(len(set(run)) == len(run) for run in runs)
    return once and begin >= _NUMBERED * len(runs) and len(runs) <= _KEYS * len(column)


def _is_numbered(titles: Sequence[str], column: Sequence[str], *, logged: bool) -> bool:
    """Return whether a column holds numbers or codes, and its header names no time, state or place.

    What only a log of changes has next to them, the places and events, is no key where one is `logged`.
    """
    if any(map(_NO_KEY.fullmatch, titles)) or logged and any(map(_OF_CHANGE.fullmatch, titles)):
        return False
    filled = list(filter(None, map(str.strip, column[:_SEEN])))
    numbers = sum(bool(_NUMBER.fullmatch(value) and not _TIME.fullmatch(value)) for value in filled)
    return numbers >= _NUMBERED * len(filled) > 0


_SEEN, _NUMBERED = 200, 0.9
# What a log of changes calls its fields and values, and a list of what somebody has does not.
_LOGGED = re.compile(
    r"(?:changed|modified|updated) .+|change[sd]?|(?:new|old|previous|prior|current|before|after)(?: .+)?"
)
_NUMBER = re.compile(r"(?=\D{0,24}\d)[^\W_][\w\-/:#]{0,63}")
_TIME = re.compile(
    r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}.{0,20}|\d{1,2}[:.]\d\d(?:[:.]\d\d)?.{0,8}|(?:19|20)\d{6}"
)
# When something was written, at which place and by whom, and of what kind it is.
_NO_KEY = re.compile(
    r"(?:.* )?(?:date|time|timestamp|day|month|year|week|hour|ts|at|on|when|datum|fecha|jour|tag|zeit|dag"
    r"|giorno|dia|d[ií]a|hora|heure|ora|uhrzeit|data|who|user(?:name)?|author|editor|modifier|operator"
    r"|admin|clerk|actor|changer|benutzer|bearbeiter|utilisateur|auteur|usuario|autor|utente|gebruiker|von"
    r"|par|por|da|door|changed|modified|updated|created|version|revision|status|state|level|priority|action"
    r"|operation|op|ip|host|port|type|source|channel|module|page|screen|table|tab|length|size|count"
    r"|score|amount|age|zip|phone)"
    r"|(?:.* )?by(?: (?:id|no|nr|number|code))?"
)
_BY = re.compile(r".* by(?: (?:id|no|nr|number|code))?")
_OF_CHANGE = re.compile(
    r"(?:.* )?event"
    r"|(?:.* )?(?:ip|host|session|status|state|type|source|channel|version|branch|store|site|office"
    r"|department|team|group|category|org|organization|company) (?:id|no|nr|number|code|key|address)"
)
_WRITER = re.compile(
    r"(?:.* )?(?:user|author|editor|modifier|operator|admin|clerk|actor|agent|employee|staff|worker"
    r"|person(?:n?el)?|owner|creator|submitter|requester|approver|benutzer|bearbeiter|mitarbeiter|utilisateur|usuario"
    r"|utente|gebruiker|empleado|account|login)(?: (?:id|no|nr|num|number|code|key|ref|uuid|guid|nummer))?"
)


def _is_key(column: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether rows with one value are the fields of one record: several, few of them twice."""
    rows = [(key, name) for key, name in zip(column, names, strict=True) if key and name]
    return len({key for key, _ in rows}) <= _KEYS * len(rows) and len(set(rows)) >= _ONCE * len(rows) > 0


# A record has so many rows for its key, as a share, and such a share of its names once.
_KEYS, _ONCE = 0.67, 0.8


def _number_runs(names: Sequence[str], first_row: int) -> Iterator[int]:
    begin, met = first_row, set[str]()
    for row, name in enumerate(names, first_row):
        if name in met:
            begin, met = row, set()
        met.add(name)
        yield begin
