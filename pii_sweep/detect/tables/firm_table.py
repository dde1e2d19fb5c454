"""Tables of firms: a row names a firm and no person, so its address and telephone are the firm's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pii_sweep.detect.tables.column_header import Column, Sampled, role_of
from pii_sweep.detect.text.line.firm_line import names_firm

# Headers of the name of a firm or of a place of one.
_FIRM = re.compile(
    r"(?:.* )?(?:company|business|store|shop|vendor|supplier|merchant|dealer|retailer|reseller|branch"
    r"|restaurant|pharmacy|clinic|location|outlet|firm|organi[sz]ation|facility|franchise|venue)s?"
    r"(?: names?)?"
    # The branches of a chain, by language: `Kod oddz.`, `Filiale`, `N° de agencia`.
    r"|(?:.* )?(?:filial(?:e|en|as?|er|ia|y|i)?|filiaal|niederlassung|zweigstelle|standort|agence|magasin"
    r"|succursale|sucursal|tienda|agencia|agenzia|sportello|loja|negozio|punto vendita|vestiging"
    r"|winkel|oddz(?:ial)?(?:u|y)?|salonu?|sklepu?"
    r"|placowk[ai]|pobock[ay]|prodejna|fiok|uzlet|butik|avdeling|afdeling|podruznica|poslovalnica"
    r"|myymala|toimipiste|sube(?: ?(?:adi|kodu|no))?|magaza(?: ?adi)?"
    r"|cabang|gerai|chi nhanh|филиала?|магазина?|отделени[ея]|філі[яї]|支店|店舗|店|门店"
    r"|分店|分行|網點|网点|지점|매장)(?:s)?"
    r"(?: ?(?:name|nom|nombre|nome|naam|navn|nazwa|nazev|naziv|nr|no|kod|名称?|명|名))?"
    # Public places of which each has a number: nobody lives there.
    r"|(?:.* )?(?:car ?park|parking(?: (?:lot|garage))?|bus ?stop|station|school|library|hospital|atm|depot"
    r"|warehouse|playground|hawker ?centre|market|mall|toilet|recycling ?(?:point|centre)|charg(?:er"
    r"|ing ?point)|post ?office|museum|stadium|pool|cemetery)s?(?: ?(?:names?|no|num|number|id|code|ref))?"
)
_PEOPLE = frozenset({"name", "first", "last", "PERSON"})
_PLACED = frozenset({"street", "house", "unit", "city", "state", "zip", "country", "PHONE_NUMBER"})
# Of a directory's firms so many differ, and of names without a header so many end as firms' do.
_DISTINCT, _NAMED = 0.8, 0.4
_FIGURES = tuple("0123456789")  # a house number


def of_firms(decided: Sequence[Column], samples: Sequence[Sampled]) -> list[Column]:
    """Return the decided columns, addresses and telephones without a role as a firm's in a table of firms.

    A table that has a column of people's names or mailboxes is not one.
    """
    kinds = {column.kind for column in decided}
    if kinds & _PEOPLE or "EMAIL_ADDRESS" in kinds or not any(map(_directory, samples)):
        return list(decided)
    decided = [one for one in decided if one.kind != "NATIONAL_ID" or not any(map(_lists_firms, samples))]
    return [
        replace(column, role="merchant") if column.role is None and column.kind in _PLACED else column
        for column in decided
    ]


def _lists_firms(sample: Sampled) -> bool:
    """Indicate whether most values end as firms do: numbers of taxpayers next to them are firms'."""
    return sum(map(names_firm, sample.values)) >= _FIRMS * len(sample.values)


_FIRMS = 0.6


def _directory(sample: Sampled) -> bool:
    """Indicate whether a column names firms, each one once."""
    values = [value for value in sample.values if not value.startswith(_FIGURES)]
    if len(set(values)) < _DISTINCT * len(sample.values):
        return False
    named = sum(map(names_firm, values)) >= _NAMED * len(values)
    return bool(values) and (named or (sample.titled(_FIRM) and role_of(sample) in (None, "merchant")))
