"""Tables of firms: a row names a firm and no person, so its address and telephone are the firm's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from pii_sweep.detect.tables import branch_table, column_header, person_header
from pii_sweep.detect.tables.branch_table import Branches
from pii_sweep.detect.tables.column_header import Column, Sampled, role_of
from pii_sweep.detect.tables.people import other_header
from pii_sweep.detect.text import lexicon, shared_mailbox
from pii_sweep.detect.text.line.firm_line import names_firm
from pii_sweep.entities import PERSON
from pii_sweep.types import Cells

# The branches of a chain, by language: `Kod oddz.`, `Filiale`, `N° de agencia`.
_BRANCHES = (
    r"(?:.* )?(?:filial(?:e|en|as?|er|ia|y|i)?|filiaal|niederlassung|zweigstelle|standort|agence|magasin"
    r"|succursale|sucursal|tienda|agencia|agenzia|sportello|loja|negozio|punto vendita|vestiging"
    r"|winkel|oddz(?:ial)?(?:u|y)?|salonu?|sklepu?"
    r"|placowk[ai]|pobock[ay]|prodejna|fiok|uzlet|butik|avdeling|afdeling|podruznica|poslovalnica"
    r"|myymala|toimipiste|sube(?: ?(?:adi|kodu|no))?|magaza(?: ?adi)?"
    r"|postansk(?:i|og) ured(?:a|i)?|urz(?:ad|edu) pocztow(?:y|ego)"
    r"|post(?:amt|filiale|kontor|kantoor|hivatal)"
    r"|bureau de poste|oficina (?:de correos|postal)|ufficio postale|почтов(?:ое отделение|ого отделения)"
    r"|cabang|gerai|chi nhanh|филиала?|магазина?|отделени[ея]|філі[яї]|(?:ال)?(?:فرع|فروع)|支店|店舗|店|门店"
    r"|分店|分行|網點|网点|지점|매장)(?:s)?"
    r"(?: ?(?:name|nom|nombre|nome|naam|navn|nazwa|nazev|naziv|nr|no|kod|名称?|명|名))?"
)
_BRANCH = re.compile(rf"{_BRANCHES}|fil")
# Headers of the name of a firm or of a place of one.
_FIRM = re.compile(
    r"(?:.* )?(?:company|business|store|shop|vendor|supplier|merchant|dealer|retailer|reseller|branch"
    r"|restaurant|pharmacy|clinic|location|outlet|firm|organi[sz]ation|facility|franchise|venue)s?"
    rf"(?: names?)?|{_BRANCHES}"
    # Public places of which each has a number: nobody lives there.
    r"|(?:.* )?(?:car ?park|parking(?: (?:lot|garage))?|bus ?stop|station|school|library|hospital|atm|depot"
    r"|warehouse|playground|hawker ?centre|market|mall|toilet|recycling ?(?:point|centre)|charg(?:er"
    r"|ing ?point)|post ?office|museum|stadium|pool|cemetery)s?(?: ?(?:names?|no|num|number|id|code|ref))?"
)
# Whoever visits a place must know when it is open: `openingHoursEnglish`, `Öffnungszeiten`.
_OPEN = re.compile(
    r"(?:.* )?opening hours?(?: .*)?|(?:.* )?offnungszeit(?:en)?|(?:.* )?apningstid(?:er)?(?: .*)?"
    r"|abningstid(?:er)?|oppettid(?:er)?|aukioloajat|openingstijd(?:en)?|horaires? d ouverture"
    r"|horarios? de (?:atencion|apertura|atendimento|funcionamento)|orari(?:o)?(?: di)? apertura"
    # Of the days of a working week.
    r"|mon(?:day)? (?:to )?fri(?:day)?|mo(?:ntag)?(?: bis)? fr(?:eitag)?|lun(?:di)?(?: [aà])? ven(?:dredi)?"
    r"|lu ve|pon(?: do)? pet|pn pt|po pa|пн пт|ma vr"
    # Of stops, as timetables are published (GTFS).
    r"|stop l(?:at|on)|parent station|wheelchair boarding"
    r"|godziny otwarcia|oteviraci doba|nyitvatartas|calisma saatleri|(?:режим|часы) работы|営業時間|营业时间"
)
_PEOPLE = frozenset({"name", "first", "last", "PERSON"})
_PLACED = frozenset({"street", "house", "unit", "city", "state", "zip", "country", "PHONE_NUMBER"})
# Of a directory's firms so many differ, and of names without a header so many end as firms' do.
_DISTINCT, _NAMED, _CERTAIN, _LEAST = 0.8, 0.4, 0.8, 3
_FIGURES = tuple("0123456789")  # a house number
_WORDS = re.compile(r"[^\W\d_]{2,}")
_GIVEN = 0.3
# Whoever bears it answers it: the principal of a school, the guard of a shop.
_OWN = re.compile(
    r"(?:.* )?(?:mobiles?|mobil\w*|cells?|cell ?phone|handy\w*|movil|celular\w*|cellulare|portable|gsm|cep"
    r"|komork\w*|whatsapp|private?|privat\w*|home|personal|direct|جوال|الجوال|موبايل|携帯\w*|手机\w*)(?: .*)?"
)


def is_of_firms(decided: Sequence[Column], samples: Sequence[Sampled], branches: Branches | None) -> bool:
    """Indicate whether each row of a table is a firm, as one of branches is.

    A table that has a column of people's names or of their mailboxes is not one.
    """
    kinds = {column.kind for column in decided}
    boxes = {column.index for column in decided if column.kind == "EMAIL_ADDRESS"}
    mailed = [value for one in samples if one.index in boxes for value in one.values]
    shared = shared_mailbox.houses(mailed)
    if branches is not None:
        towns = {
            branch_table.join_letters(value)
            for one in samples
            if one.index == branches.town
            for value in one.values
        }
        shared = [
            house or branch_table.join_letters(box.partition("@")[0]) in towns
            for box, house in zip(mailed, shared, strict=True)
        ]
    if kinds & _PEOPLE or sum(shared) < _CERTAIN * len(mailed):
        return False
    if branches is not None or _lists_companies(samples) or _circles_places(samples, kinds):
        return True
    streets = {column.index for column in decided if column.kind == "street"}
    placed = max((len(set(one.values)) for one in samples if one.index in streets), default=0)
    return is_opened(samples) or any(_directory(sample, placed) for sample in samples)


# How far around its point a place reaches on a map of vehicles: what is called so is visited, and no home.
_CIRCLE = re.compile(
    r"(?!.*(?:search|match|deliver|alert|notif))(?:.* )?"
    r"(?:radius|rayon|raggio|radio|promien|straal|geofence|geo ?zone|радиус|半径)"
    r"(?: (?:in )?(?:m|metres?|meters?|km|ft))?"
)


def _circles_places(samples: Sequence[Sampled], kinds: Set[str]) -> bool:
    """Return whether each row of a table is a point on a map and how far the place around it reaches."""
    return (
        {"lat", "lon"} <= kinds and "phone" not in kinds and any(sample.titled(_CIRCLE) for sample in samples)
    )


def _lists_companies(samples: Sequence[Sampled]) -> bool:
    return other_header.lists_companies(tuple(sample.name for sample in samples))


def is_opened(samples: Sequence[Sampled]) -> bool:
    """Indicate whether a table says when each row is open, in words or by the hours of several days."""
    return any(sample.titled(_OPEN) for sample in samples) or branch_table.have_opening_hours(samples)


def of_firms(decided: Sequence[Column], samples: Sequence[Sampled]) -> list[Column]:
    """Return the columns of a table of firms, addresses and telephones without a role as a firm's."""
    decided = [one for one in decided if one.kind != "NATIONAL_ID" or not any(map(_lists_firms, samples))]
    return [
        replace(column, role="merchant") if column.role is None and column.kind in _PLACED else column
        for column in decided
    ]


def holds_institutions(samples: Sequence[Sampled], branches: Branches | None) -> bool:
    """Indicate whether each row of a table of firms is a school, an office or a branch of one."""
    if any(map(person_header.human, samples)):
        return False
    if branches is not None or is_opened(samples) or _lists_companies(samples):
        return True
    return any(_names_institutions(one) or (one.titled(_BRANCH) and _differs(one)) for one in samples)


def keep_personal(
    found: Iterable[Cells],
    held: Sequence[Sequence[str]],
    branches: Branches | None,
    *,
    institutions: bool,
) -> Iterator[Cells]:
    """Yield the findings of a table of firms, addresses as theirs, without institutions' telephones.

    A telephone that somebody bears is kept, and so is one that stands in a cell with something else.
    """
    for every in found:
        cells = _leave_out_towns(every, held, branches) if institutions and branches else every
        if cells.entity == "STREET_ADDRESS" and cells.role is None:
            yield replace(cells, role="merchant")
        elif cells.entity in _REACHED and not _is_own(cells) and (institutions or _is_of_desk(cells)):
            yield _leave_out_whole(cells, held[cells.column - 1])
        else:
            yield cells


_REACHED = frozenset({"PHONE_NUMBER", "EMAIL_ADDRESS", "GEO_COORDINATES"})


def _leave_out_towns(cells: Cells, held: Sequence[Sequence[str]], branches: Branches) -> Cells:
    """Return findings without the mailboxes and names of branches, called after the town of their row."""
    mailed = cells.entity == "EMAIL_ADDRESS"
    named = cells.entity == PERSON and cells.column - 1 == branches.name
    if not (mailed or named) or branches.town >= len(held):
        return cells
    of_town = branch_table.is_mailbox_of_town if mailed else branch_table.ends_with_town
    return _leave_out(cells, [of_town(*pair) for pair in zip(cells.values, held[branches.town], strict=True)])


def _leave_out_whole(cells: Cells, column: Sequence[str]) -> Cells:
    """Return findings without those that fill their cell, of mailboxes only those of no person."""
    mailed = shared_mailbox.houses(cells.values) if cells.entity == "EMAIL_ADDRESS" else [True] * len(column)
    whole = [
        shared and len(value) >= _WHOLE * len(cell.strip())
        for value, cell, shared in zip(cells.values, column, mailed, strict=True)
    ]
    return _leave_out(cells, whole)


def _leave_out(cells: Cells, left_out: Sequence[bool]) -> Cells:
    """Return findings without those of some rows."""
    values = ["" if out else value for value, out in zip(cells.values, left_out, strict=True)]
    spots = {row: spot for row, spot in cells.spots.items() if values[row]}
    return replace(cells, values=values, spots=spots)


_WHOLE = 0.8


def _is_of_desk(cells: Cells) -> bool:
    """Return whether whoever is at a firm's desk answers: a switchboard, a mailbox for claims."""
    titles = column_header.plain_header(cells.column_name or "")
    return cells.entity == "EMAIL_ADDRESS" or any(map(_switchboards().fullmatch, titles))


@lru_cache(maxsize=1)
def _switchboards() -> re.Pattern[str]:
    return re.compile(rf"(?:.* )?(?:{'|'.join(lexicon.table('header_things')['switchboards'])})")


def _is_own(cells: Cells) -> bool:
    return any(map(_OWN.fullmatch, column_header.plain_header(cells.column_name or "")))


def names_branches(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Indicate whether a bare `name` is of the branches that another column numbers, each once.

    Where given names stand below it, they are of whoever leads each branch.
    """
    numbered = (one for one in samples if one.titled(_BRANCH) and one.share(_NUMBER) == 1)
    own = any(len(set(one.values)) == len(one.values) >= _LEAST for one in numbered)
    if not own or not set(sample.titles) <= other_header.BARE:
        return False
    words = (_WORDS.findall(value.lower()) for value in sample.values)
    given = sum(any(map(lexicon.given_name, (*found[:1], *found[-1:]))) for found in words)
    return given < _GIVEN * len(sample.values)


_NUMBER = re.compile(r"\d{1,6}")


def _names_institutions(sample: Sampled) -> bool:
    """Indicate whether nearly all values name a school, a library, a branch."""
    words = (_WORDS.findall(lexicon.plain(value.lower())) for value in sample.values)
    named = sum(not _institutions().isdisjoint(found) for found in words)
    return _differs(sample) and named >= _CERTAIN * len(sample.values)


@lru_cache(maxsize=1)
def _institutions() -> frozenset[str]:
    return frozenset(map(lexicon.plain, lexicon.words("trades", "institutions")))


def _differs(sample: Sampled) -> bool:
    return len(set(sample.values)) >= max(_LEAST, _DISTINCT * len(sample.values))


def _lists_firms(sample: Sampled) -> bool:
    """Indicate whether most values end as firms do: numbers of taxpayers next to them are firms'."""
    return sum(map(names_firm, sample.values)) >= _FIRMS * len(sample.values)


_FIRMS = 0.6


def _directory(sample: Sampled, placed: int) -> bool:
    """Indicate whether a column names firms, each one once, or as often as its one address."""
    if sample.titled(_BRANCH) and sample.share(_NUMBER) == 1:
        return len(set(sample.values)) == len(sample.values) >= _LEAST
    values = [value for value in sample.values if not value.startswith(_FIGURES)]
    different = len(set(values))
    named = sum(map(names_firm, values)) >= _NAMED * len(values) or _names_institutions(sample)
    if different < _DISTINCT * len(sample.values):
        return named and different >= max(_LEAST, _DISTINCT * placed) and placed > 0
    return bool(values) and (named or (sample.titled(_FIRM) and role_of(sample) in (None, "merchant")))
