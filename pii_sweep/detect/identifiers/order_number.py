"""Numbers of orders, invoices and receipts: by the noun before them, by an address, by their own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_NOUN = gate.gated_words(
    r"(?i)(?<![^\W\d_])(?<!@)(?<!acct[ _.])(?<!account[ _])",
    [
        r"order|invoice|receipt|reservation|booking|confirmation|bestell(?:ung|ing)?"
        r"|auftrags?|rechnungs?|fa[ck]t(?:ura|uur)|fattura|facture|commande|pedido|ordine|ordre|encomenda"
        r"|bestilling(?:s)?|beställning(?:s)?|tilaus|zamówieni[ae]|objednávk[ay]|rendelés|comand[aă]|sipariş"
        r"|rma|r[eé]f(?:erence|érence)?|refer[eê]nci?a|referen(?:z|tie|s)|riferimento|rif|p\.?o\.?"
    ],
    "",
)
_KIND = (
    r"(?i:-?[ _]{0,2}(?:no|nr|num|number|id|ref|reference|nummer|n[uú]m[eé]ro|n[uú]m|code|szám|číslo"
    r"|numarası|n)(?![^\W\d_])[.°º]?|[ ]?n[°º])"
)
# Between a label and its number: marks, an emphasis, leaders, a column's gap before a `#`, and the term
# of the European invoice (EN 16931) that a label shows: `Bestellnummer (BT-13)`.
_SIGN = (
    r"(?:[ ]{0,2}[\"'`*]{0,2}[ ]{0,2}(?:[#:№=][ ]{0,3}){1,3}[\"'`*]{0,2}#?"
    r"|[ ]?[.…_]{2,40}[ ]?:[ ]{0,3}#?|[ ]{0,3}:?[ \t]{1,40}#[ ]?|[ ]?\(B[TG]-\d{1,3}\)[ ]{0,3}:?[ ]{1,24})"
)
# Three digits somewhere, or letters with two, whole and no amount (`order: 1.250,00 EUR`); the strong ones
# could be nothing else.
_CODE = (
    r"(?P<code>(?![\d.]+,\d\d(?!\d))"
    r"(?!(?:19|20)\d\d[\-/.]\d\d?[\-/.]\d\d?(?!\d)|\d\d?[\-/.]\d\d?[\-/.](?:19|20)?\d\d(?!\d))"
    r"(?=[A-Z0-9\-_/.]{0,30}\d{3}|[A-Z\-]{1,6}\d{2})[A-Z0-9](?:[A-Z0-9]|[-_/.](?=[A-Z0-9])){2,30})"
    r"(?![\w@]|[-_/.][A-Z0-9])"
)
_STRONG = (
    r"(?=[A-Z\-]{0,6}\d{4}|\d{3}-\d|[A-Z]{1,5}[/\-]\d\d)(?!(?:19|20)\d\d(?![\w\-/]))" + _CODE + r"(?!:\d|/\d)"
)
# Behind a word for number any of them will do, a word of capitals before it too: `Fattura n. FT 418/2024`.
_NUMBERED = r"(?!(?:19|20)\d\d(?![\w\-/]|\.\d))(?P<code>(?:[A-Z]{2,4}[ ](?=\d))?" + _CODE.removeprefix(
    "(?P<code>"
)
# Alone on the line below a heading: with letters or marks, or of five digits.
_ALONE = r"(?P<code>(?=[A-Z]{1,5}[\-/ ]?\d|\d{2,6}-\d{2}|\d{5})(?:[A-Z]{2,4}[ ](?=\d))?" + _CODE.removeprefix(
    "(?P<code>"
)
# Letters and digits without any order; `500MG` and `120PCS` are amounts.
_MIXED = r"(?P<code>(?!\d{1,5}[A-Z]{1,5}(?!\w))(?=[A-Z]{0,12}\d)(?=\d{0,12}[A-Z])[A-Z\d]{6,14})(?![\w\-/])"
# Letters alone that no language speaks: four consonants together.
_SPELLED = r"(?P<code>(?=[A-Z]{0,8}[BCDFGHJ-NP-TV-XZ]{4})[A-Z]{7,12})(?![\w\-/])"


def _cell(pattern: str) -> str:
    """Return a pattern whose number has another name, to stand next to one of the same name."""
    return pattern.replace("<code>", "<cell>")


_SMALL = "for|of|is|was|under|with|your|the|my|our|number|no|to|pour|för|für|til|de|del|per|voor|med"
# A receipt's number is an order's only where a sign stands before it.
_BEHIND: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(rf"(?:{_KIND})?{_SIGN}{_CODE}"), 0.9),
    (re.compile(rf"{_KIND}[ ]{{1,3}}{_NUMBERED}"), 0.85),
    (re.compile(rf"[ ]{{1,3}}{_STRONG}"), 0.85),
    # A list's leaders or gap, with nothing behind the number.
    (re.compile(rf"(?:{_KIND})?(?:[ ]?[.…_]{{2,40}}[ ]|[ ]{{4,24}}){_STRONG}(?=[ ]{{0,3}}(?:\n|$))"), 0.85),
    # The number is on the line below its label, or is the answer of a chat's other side.
    (
        re.compile(
            rf"{_KIND}[^\n]{{0,40}}\n(?:[^\n]{{0,60}}?(?:[ ]{{2,}}"
            rf"|[>:\]][ ]))?{_STRONG}(?=[ ]{{0,3}}(?:\n|$)|,?[ ])"
        ),
        0.85,
    ),
    (re.compile(rf"{_KIND}[ ]?:?[ ]{{0,3}}\n[ ]{{0,8}}{_NUMBERED}(?=[ ]{{0,3}}(?:\n|$))"), 0.85),
    # `I ordered two mugs on Sunday (AB-20417)`.
    (re.compile(rf"[a-z]{{0,3}}[ ][^\n(]{{1,60}}?\(#?(?=[A-Z]{{1,5}}-?\d{{4}}){_CODE}\)"), 0.75),
    (re.compile(rf"[^\n#]{{0,40}}?[(\[][ ]?#[ ]?{_CODE}"), 0.8),
    (re.compile(rf"[a-z]{{0,2}}(?:[ ](?:{_SMALL})){{1,3}}[ ][`*\"(]?#[ ]?{_CODE}"), 0.8),
    # `the invoice for AB-20417 never came`: letters before the digits, as a number of its own has.
    (re.compile(rf"s?[ ](?:for|of|under|with)[ ](?=[A-Z]{{1,4}}-?\d{{5}}){_CODE}"), 0.75),
    (
        re.compile(
            rf"(?:{_KIND})?[ *`]{{0,12}}[|][ *`]{{0,12}}(?:#[ ]?{_CODE}|{_STRONG.replace('code', 'cell')})"
        ),
        0.85,
    ),
    (
        re.compile(
            rf"(?<![A-Z])(?:[ ]{_KIND})?[ ]{{1,2}}[\"'`(]?(?:{_MIXED}|{_SPELLED.replace('code', 'cell')})"
        ),
        0.75,
    ),
    (
        re.compile(
            r"(?i:s)?/(?!20\d{6}(?!\d))(?P<code>\d{5,12}|[A-Z]{1,4}[-_]?\d{4,12}"
            r"|\d{3}-\d{7}-\d{7})(?![\w\-]|/\d)"
        ),
        0.75,
    ),
)
# The noun alone on its line, the number alone on the next; and a word for number before the noun.
_BELOW = re.compile(rf"[ ]{{0,3}}:?\n[ ]{{0,8}}{_ALONE}(?=[ ]{{0,3}}(?:\n|$))")
_NUMBER_OF = re.compile(
    r"(?i)(?:n\.?[°º]|nr\.?|num|n[uú]m[eé]ro)\.?[ ](?:de|du|d['’]|della|di|do|da)[ ]?(?:la[ ]|l['’])?$"
)
_OF = re.compile(rf"[ ]{{0,2}}:?(?:[ ]{{1,4}}|[ ]{{0,3}}\n[ ]{{0,8}}){_NUMBERED}")
_REFERENCE: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(rf"(?:[ ]?(?i:no|number|\#))?\.?[ ]?[1-9]?[ ]?[:#][ ]{{0,3}}#?{_STRONG}"), 0.7),
    (re.compile(rf"[ ]{{1,2}}(?=[A-Z]{{1,5}}-?\d{{5}}){_CODE}"), 0.7),
)
_MINE = re.compile(rf"(?:[ ](?i:no\.?|number|code))?[ ](?i:is|ist|est|es|è)[ ]#?{_CODE}")
_SHOPPING = re.compile(r"(?i)order|purchas|shopping|booking|invoice|bestell|commande|pedido|ordine")
# `I was charged $88.10 for AB20417`.
_CHARGED = gate.gated(
    r"(?i)\b(?:charged|paid|billed|debited|refunded)\b[^\n!?]{0,40}?\d[ ]?(?:€|eur|usd)?[ ](?:for|on)[ ]#?"
    r"(?-i:(?P<code>[A-Z]{1,5}-?\d{4,12}))(?![\w\-])"
)
_EVENT = gate.gated(
    r"(?im)(?:^|subject: )(?:your )?(?:order )?(?:shipped|dispatched|delivered|confirmed|refunded"
    r"|cancelled)[:!][ ]{1,2}#?(?-i:([A-Z]{1,4}-?\d{5,12}|\d{8,10}))(?![\w\-])"
)
# The three groups of a large marketplace's order numbers; numbers that say what they are.
_MARKET = re.compile(r"\d(?<![\w\-]\d)\d\d-\d{7}-\d{7}(?![\w\-])")
_NAMED = gate.gated(
    r"(?<![\w\-/.])(?:(?:RMA|PO|SO|INV|ORD|ORDER)-(?=[A-Z\d\-]{0,12}\d{3})[A-Z\d]+(?:-[A-Z\d]+){0,3}"
    r"|(?i:ord|order|inv)_(?=\w{0,12}\d{3})\w{6,30})(?![\w\-])"
)


# A traveller's six letters and digits; a word has no digit.
_BOOKED = gate.gated(
    r"(?i)\b(?:booking|reservation|confirmation|pnr|record locator)[ ]?(?:no|number|code|ref(?:erence)?|id"
    r"|#)?\.?[ ]?(?:is[ ]|[:#=][ ]?|[ ])(?-i:(?P<code>(?=[A-Z]{0,5}\d)[A-Z\d]{6}))(?![\w\-/])"
)
# A workshop's slip: `REPAIR ORDER`, its letters and the number below.
_WORKED = gate.gated(
    r"\b(?i:(?:repair|work)[ ]order)\W{0,4}\n[ ]{0,8}(?P<code>[RW]O[ ]?[#:.\-]?[ ]?\d{4,10})(?![\w\-])"
)
# In languages that part no number from its word: `注文番号:A-20417`, `您的订单号2024051812345已发货`.
_EASTERN = gate.gated(
    r"(?:(?:订单|訂單|订购|訂購|预订|預訂)(?:编?号码?|編?號碼?|编码|ID)|(?:注文|受注|予約|オーダー)(?:番号|ID|No\.?|コード|NO)"
    r"|(?:주문|예약)[ ]?(?:번호|ID|코드))(?:[はがを]|[은는이가]|是|为"
    r"|為)?[ ]?[:：#=]{0,2}[ \u3000\t「『（(【\[\"'#*]{0,3}"
    r"(?P<code>(?!(?:19|20)\d\d[\-/.]\d\d?[\-/.]\d\d?(?!\d))(?=[A-Z0-9\-_/.]{0,30}\d{3})[A-Z0-9](?:[A-Z0-9]"
    r"|[-_/.](?=[A-Z0-9])){3,30})(?![A-Za-z0-9@])"
)


_ALL = gate.together(_NOUN, _EVENT, _BOOKED, _WORKED, _CHARGED)


def find(text: str) -> Iterator[Hit]:
    """Yield the numbers of orders and invoices in a text."""
    yield from _find_announced(text) if _ALL.opened(text) else ()
    for match in _EASTERN.finditer(text):
        yield Hit("ORDER_ID", *match.span("code"), 0.85, "OrderId", ("label:0.85",))
    for match in _MARKET.finditer(text) if "-" in text else ():
        yield Hit("ORDER_ID", *match.span(), 0.8, "OrderId", ("shape:0.80",))
    for match in _NAMED.finditer(text):
        if not _is_named_after_day(text, match):
            yield Hit("ORDER_ID", *match.span(), 0.7, "OrderId", ("prefix:0.70",))


def _is_named_after_day(text: str, match: re.Match[str]) -> bool:
    """Indicate whether a number is but the day that stands right behind it: `INV-20240611 | 20240611`.

    A report of a day is called so; orders have a count of their own, too.
    """
    day = _OWN_DAY.search(match.group())
    behind = text[match.end() : match.end() + _DAY_REACH]
    return day is not None and re.match(rf"\W{{1,{_DAY_REACH}}}{day[0]}(?!\d)", behind) is not None


_OWN_DAY, _DAY_REACH = re.compile(r"(?<=[\-_])20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"), 12


# The invoice of a supplier is of no customer: `Lev.faktura 68313`, `Supplier invoice 4711`.
_SUPPLIED = re.compile(
    r"(?i)(?<![^\W_])(?:supplier|vendor|a/?p|creditor|lev(?:erant(?:ö|o)rs?|erand(?:ø|o)r)?|lieferanten"
    r"|kreditor(?:en)?|eingangs|inkoop|leveranciers|przychodz(?:ą|a)c[ay]|przyj(?:ę|e)t[ay]|p(?:ř|r)ijat(?:á|a)|ulazn[ai]|al(?:ı|i)(?:ş|s)|osto|bej(?:ö|o)v(?:ő|o))"
    r"[.\- ]{0,2}\Z"
)
_REACH = 24


def _is_supplied(text: str, noun: re.Match[str]) -> bool:
    """Indicate whether the word before a noun says that a supplier wrote the invoice."""
    return _SUPPLIED.search(text, max(0, noun.start() - _REACH), noun.start()) is not None


def _find_announced(text: str) -> Iterator[Hit]:
    """Yield the numbers that a word announces."""
    for noun in _NOUN.finditer(text):
        if noun.group()[:2].lower() in ("fa", "in", "re") and _is_supplied(text, noun):
            continue
        found = _find_behind(text, noun)
        if found is not None:
            match, score = found
            group = "code" if match.group("code") else "cell"
            yield Hit("ORDER_ID", *match.span(group), score, "OrderId", (f"label:{score:.2f}",))
    for match in _EVENT.finditer(text):
        yield Hit("ORDER_ID", *match.span(1), 0.75, "OrderId", ("event:0.75",))
    for match in _BOOKED.finditer(text):
        yield Hit("ORDER_ID", *match.span("code"), 0.8, "OrderId", ("booking:0.80",))
    for match in _WORKED.finditer(text):
        yield Hit("ORDER_ID", *match.span("code"), 0.8, "OrderId", ("label:0.80",))
    for match in _CHARGED.finditer(text):
        yield Hit("ORDER_ID", *match.span("code"), 0.75, "OrderId", ("charged:0.75",))


def _find_behind(text: str, noun: re.Match[str]) -> tuple[re.Match[str], float] | None:
    """Return the number that a noun announces and how surely, None where it announces none."""
    word = noun.group()[:3].lower()
    few = _REFERENCE if word in ("ref", "réf", "rif") else _BEHIND
    few = _BEHIND[:1] if noun.group().lower() == "receipt" else few
    for pattern, score in few:
        match = pattern.match(text, noun.end())
        if match is not None:
            return match, score
    if few is _BEHIND and (match := _find_apart(text, noun)):
        return match, 0.8
    if few is _REFERENCE and (match := _MINE.match(text, noun.end())) and _SHOPPING.search(text):
        return match, 0.7
    return None


def _find_apart(text: str, noun: re.Match[str]) -> re.Match[str] | None:
    """Return the number below a noun that is alone on its line, or behind `N.º de factura`."""
    line = text.rfind("\n", 0, noun.start()) + 1
    before = text[line : noun.start()]
    if not before.strip():
        return _BELOW.match(text, noun.end())
    return _OF.match(text, noun.end()) if _NUMBER_OF.search(before) else None


# The fields of a machine's log, as `masch=SGM-02` and `"batch": "L26"` next to an order of its works.
_MADE_ON, _MADE_IN = (
    re.compile(
        rf"(?i)(?<![^\W_])(?:{'|'.join(lexicon.table('header_things')[kind])})"
        r"(?:[ _]?(?:id|no|nr))?[\"']?[ ]?[:=]"
    )
    for kind in ("production_machines", "production_runs")
)
_AROUND = 200
_OF_BUYERS = frozenset({"PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "ORDER_VALUE"})


def drop_production(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return a record's hits without orders whose neighbouring fields are a machine and a batch or a cycle.

    Who buys a machine is named next to it.
    """
    if any(hit.entity in _OF_BUYERS for hit in hits):
        return list(hits)
    return [hit for hit in hits if hit.entity != "ORDER_ID" or not _is_produced(text, hit.start, hit.end)]


def _is_produced(text: str, start: int, end: int) -> bool:
    near = text[max(0, start - _AROUND) : end + _AROUND]
    return _MADE_ON.search(near) is not None and _MADE_IN.search(near) is not None
