"""The one column of a table that holds what was charged, by its header or as its only amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pii_sweep.detect.amount import transaction
from pii_sweep.detect.tables.column_header import Column, Sampled, plain_header
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.header_words import Headers

# `Celkem s DPH`, `Totaal incl. btw`: with the tax, the whole.
_WITHOUT = "".join(
    f"(?<!{word} )" for word in ("s", "z", "incl", "inkl", "inc", "mit", "met", "con", "com", "med")
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The headers of totals, surest first, and those that speak of something else."""

    order: tuple[re.Pattern[str] | Headers, ...]
    refuse: re.Pattern[str]
    shape: re.Pattern[str]
    clear: re.Pattern[str]
    taxed: re.Pattern[str]
    other: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data, world = lexicon.table("columns")["totals"], lexicon.table("headers_world")
    english = [
        re.compile(rf"(?:(?:{data['before']}) ){{0,2}}(?:{words})(?:{data['currency']})?")
        for words in data["order"]
    ]
    others = re.compile(
        rf"(?:{'|'.join(world['totals']['order'])})(?:{data['currency']})?(?: (?:{world['whose']}))?"
    )
    return _Words(
        (*english[:-1], Headers.of(others, "ORDER_VALUE"), english[-1]),
        re.compile(rf"\b(?:{data['refuse']})|{_WITHOUT}\b(?:{world['totals']['refuse']})\b"),
        re.compile(data["shape"]),
        re.compile(data["clear"]),
        re.compile(data["taxed"]),
        re.compile(rf"\b(?:{'|'.join(data['other'])})\b"),
    )


def total(samples: Sequence[Sampled], found: Sequence[Column], *, people: bool) -> list[Column]:
    """Return the one column that holds what was charged, of those that no other kind claims."""
    words = _words()
    ordered = any(column.kind in ("ORDER_ID", "TRACKING_NUMBER") for column in found)
    backed = people or ordered or any(sample.titled(_KEYED) for sample in samples)
    taxed = any(sample.titled(words.taxed) for sample in samples)
    if any(sample.titled(_EARNED) for sample in samples) or are_purchases(samples):
        return []
    if sum(sample.titled(_WEEKDAY) for sample in samples) >= _SHIFTS:
        return []
    named = [title for column in found for title in plain_header(column.name)]
    if not ordered and any(sample.titled(_SPENT) for sample in samples):
        return []
    given = any(sample.titled(_GIVEN) for sample in samples) or any(map(_GIVEN.fullmatch, named))
    if given and not ordered:
        return []
    taxable = any(column.kind == "US_SSN" for column in found)
    worked = any(map(_WORKER.fullmatch, named)) or any(sample.titled(_WORKER) for sample in samples)
    if taxable and worked and not ordered:
        return []
    waged = taxable or (worked and not ordered)
    offered = not ordered and any(sample.titled(_OFFERED) for sample in samples)
    for pattern in words.order:
        for sample in samples:
            title = next(filter(pattern.fullmatch, sample.titles), "")
            if not title or _is_refused(sample) or sample.share(words.shape) < 0.7:
                continue
            clear = words.clear.fullmatch(title) is not None
            if not (backed or clear) or (offered and _PRICE.fullmatch(title)):
                continue
            if (waged or not taxed) and title.startswith(("gross", "brutto")):
                continue  # of films and of wages
            if _BRIEF.fullmatch(title) and not ordered:
                continue
            if _COUNTED.fullmatch(title) and not ordered and _points(sample):
                continue
            if _VAGUE.fullmatch(title) and sample.share(_SIGNED) + sample.share(_DECIMAL) < 0.5:
                continue
            if not clear and not ordered and _is_other_money(samples, named):
                continue
            score = _CLEAR if clear else _ORDERED if ordered else _BARE
            return [Column(sample.index, sample.name, "ORDER_VALUE", score, ("header:+",), None)]
    return _decide_unheaded(samples, found) if people else []


def are_purchases(samples: Sequence[Sampled]) -> bool:
    """Indicate whether each row is a bill that a firm has to pay, by its type or by its tax's."""
    return any(one.values and names_type(one.titles) and one.share(_PURCHASE) == 1 for one in samples)


def names_type(titles: Sequence[str]) -> bool:
    """Indicate whether a header in plain words is that of the type of a bill or of its tax."""
    return any(map(_BILL_TYPE.fullmatch, titles))


_BILL_TYPE = re.compile(
    r"(?:.* )?(?:types?|typ|tipo|soort|rodzaj|kind|direction|(?:vat|tax) (?:code|rate))(?: (?:name|code))?"
)
_PURCHASE = re.compile(
    r"(?i)(?:.* )?(?:purchases?|accpay|payables?|(?:vendor|supplier|purchase) (?:bill|invoice)"
    r"|eingangsrechnung|vorsteuer|einkauf|achats?|compras?|gastos?|acquist[oi]|inkoop|ink[oö]p|innkj[oø]p"
    r"|k[oø]b|zakupy?|n[aá]kup|alış|aankoop)(?: .*)?"
)
# How often such a column is an order's: under a clear header, next to an order's number, or among people.
# Of 29 amounts under a bare header in six tables of the collections by kind 24 are right, in five tables.
_CLEAR, _ORDERED, _BARE = 0.98, 0.95, 0.8


def _is_other_money(samples: Sequence[Sampled], named: Sequence[str]) -> bool:
    """Return whether headers speak of loans, rents, wages, grants or fines rather than of orders."""
    headers = "\n".join([*named, *(title for sample in samples for title in sample.titles)])
    if _words().other.search(headers) is not None:
        return True
    counts = transaction.count_words(headers)
    others = sum(count for name, count in counts.items() if name != "order")
    return others > 0 and transaction.order_probability(counts) < transaction.LEAST


def _points(sample: Sampled) -> bool:
    """Return whether amounts are as small and whole as points and goals are."""
    return len(sample.values) > 1 and sample.share(_SMALL) == 1.0


_COUNTED = re.compile(r"(?:grand )?total|summe|suma|totaal|totale|totalt|yhteensa|razem|ukupno")
# So short that they head sums of anything, but for orders.
_BRIEF = re.compile(
    r"(?:sum|tot|ttl|totl|wert|valeur|waarde|wartosc|hodnota|ertek|vaerdi|verdi|varde|arvo|somme"
    r"|soma|som|всего"
    r"|стоимость|вартість|стойност)(?: (?:amt|price|eur|usd|gbp|chf|brutto))?"
)
_SMALL = re.compile(r"\d{1,3}")


def _is_refused(sample: Sampled) -> bool:
    """Return whether a header speaks of a part of what was charged, or of no charge: `Montant TVA`."""
    title = sample.titles[0]
    return any(map(_words().refuse.search, (title, lexicon.plain(title))))


def _decide_unheaded(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the one column of amounts of a table without header; a currency sets it apart from measures."""
    bare = [sample for sample in samples if not "".join(sample.titles) and len(set(sample.values)) > 1]
    signed = [sample for sample in bare if sample.share(_SIGNED) >= 0.9]
    decimals = [sample for sample in bare if sample.share(_DECIMAL) >= 0.9]
    coded = any(sample.share(_CODE) >= 0.9 for sample in samples)
    for amounts, score in ((signed, 0.88), (decimals, 0.86 if coded else 0.7)):
        if len(amounts) == 1:
            why = ("values:+", "only_amount:+", *(("currency:+",) if coded else ()))
            return [Column(amounts[0].index, amounts[0].name, "ORDER_VALUE", score, why, None)]
    return []


# A key to somebody in another table.
_KEYED = re.compile(
    r"(?:cust|customer|client|buyer|shopper|guest|payer|patient|member)(?: ?(?:id|no|key|fk|ref))?"
)
# Columns of wages, of films, of goods on offer: their amounts are no charges.
# What somebody laid out and claims back.
_SPENT = re.compile(
    r"(?:business )?purpose|expense(?: (?:type|category|date|report|id))?|reimburs\w+(?: \w+)?"
    r"|per diem|mileage|spesenart|nature de la dépense|motivo del gasto"
)
_EARNED = re.compile(
    r"(?:.* )?(?:net pay|gross pay|pay (?:period|date|rate)|fed(?:eral)? (?:income )?tax(?: withheld)?|fica"
    r"|withholding|medicare|hours worked|overtime(?: \w+)?|(?:base |annual |monthly )?(?:salary|wages?)"
    r"|gehalt"
    r"|(?:brutto|netto)lohn|salaire(?: (?:brut|net))?|nomina|stipendio|salario|wynagrodzenie|box office"
    r"|opening weekend|theat(?:er|re)s|quoted|quote (?:id|no|date|number)|fare (?:class|basis)|premium"
    r"|claim (?:id|no|num|number)|date of loss|loss date)"
)
# Columns of those who work for a house: next to them, gross and net are wages.
_WORKER = re.compile(
    r"(?:emp|employee|staff|worker|payroll|personnel|personal|matricule)"
    r"(?: ?(?:id|no|nr|num|number|code|nummer))?"
    r"|ytd(?: .*)?|.* ytd|hire ?date|job title|direct deposit|hours|hrs"
)

# Hours by the day of the week sum up to a week, gifts to no order.
_WEEKDAY, _SHIFTS = (
    re.compile(
        r"(?:mon|tues?|wed|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?: hours| hrs)?|mo|di|mi|do|fr|sa|so"
        r"|lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|lunes|martes|miércoles|jueves"
        r"|viernes"
    ),
    3,
)
_GIVEN = re.compile(r"(?:.* )?(?:donors?|donations?|pledges?|tribute|honoree)(?: .*)?")
_OFFERED = re.compile(
    r"(?:.* )?(?:gtin ?\d*|mpn|availability|in stock|on hand|stock(?: level| qty)?|inventory|price currency"
    r"|isbn|publisher|edition|review count|rating(?: value)?|(?:list|retail|regular) price|msrp|barcode"
    r"|ean ?\d*|upc)"
)
_PRICE = re.compile(r"(?:.* )?(?:price|cost|value|bill|precio|preis|prix|prezzo|preco|valor|sales?|revenue)")
_VAGUE = re.compile(r"(?:field )?value")
_SIGNED = re.compile(r"(?:[$€£]|USD |EUR |GBP |RM ?) ?\d[\d.,]*[.,]\d\d|\d[\d.,]*[.,]\d\d ?(?:€|EUR|USD|kr)")
_DECIMAL = re.compile(r"\d{1,3}(?:[.,]?\d{3})*[.,]\d\d")
_CODE = re.compile(r"USD|EUR|GBP|CAD|AUD|CHF|JPY|INR|MYR|SGD|NZD|SEK|NOK|DKK|PLN|MXN|BRL|ZAR")
