"""What a label says of the amount beside it: the total charged, or something that is no charge."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect import lexicon, sums

_OCR = str.maketrans({"0": "o", "1": "l", "|": "l", "5": "s", "4": "a"})


# What sums an order up in a sentence.
ALL = r"in (?:total|all)|all told|altogether"
# No pattern of `data/totals.toml` matches without one of these.
_HINT = re.compile(
    r"[t7][o0][tl][a4li1]?|[o0]tal|amount|amt|sum|suma|due|pa(?:y|id)|value|price|betrag|zahl|betal|voldo|ttc"
    r"|montant|importe"
    r"|charge|r[ou]+n?d|brutto|netto|goods|merch|tax|gst|vat|mwst|hst|pst|sst|btw|tva|iva|ust|tip|grat"
    r"|service|ship|deliv|post"
    r"|freight|versand|verzend|handling|s ?& ?h|discount|coupon|promo|rabatt|sav|gift|credit|cash|tender"
    r"|change|gegeben|bar|visa"
    r"|master|amex|card|karte|paypal|receiv|rückgeld|balance|total|somme|posten|skonto|anzahl|steuer|excl|ex "
    r"|net|limit|deposit"
    r"|refund|minimum|estim|budget|revenue|income|debt|popul|ytd|year|month|basic|base|basis|percent|score"
    r"|remain|owed|average"
    r"|max|min|zuschl|abschl|rate|grund|prepaid|allow|previous|last|round|qty|quant|item|unit|count|zwischen"
    r"|sous|worth|bill|collect|cod\b|ttl|tot|yht|i alt|estim|loppu|maks|debit|abgeb|gez|bez|sale|enclosed"
    r"|geg|together"
)


# The same few labels stand beside most amounts; longer ones are not kept.
_KEPT, _LONG = 4096, 200


def grade(label: str) -> str:
    """Return what a label says of its amount: `final gross plain never cash change tax ...` or nothing."""
    return _grade(label) if len(label) <= _LONG else _grade.__wrapped__(label)


# `total` with a space that OCR put into it.
_PARTED = re.compile(r"\b(?:t otal|to tal|tot al|tota l)\b")
_RATE = re.compile(r"@?[ ]?\b\d{1,2}(?:[.,]\d{1,3})?[ ]?%")


@lru_cache(maxsize=_KEPT)
def _grade(label: str) -> str:
    text = _RATE.sub(" ", label.lower())
    text = " ".join(re.sub(r"[^\w$€£&/\-]+", " ", text).split()).strip(" -/")
    text = _PARTED.sub("total", text)
    if not text or len(text) > 200:
        return ""
    if _HINT.search(text) is None:
        return sums.grade(text)
    mended = " ".join(word.translate(_OCR) if re.search(r"[a-z]", word) else word for word in text.split())
    for shown in dict.fromkeys((_bare(text), _bare(mended))):
        for kind in ("subtotal", "change", "cash", "tax", "shipping", "discount"):
            if _pattern(kind, whole=True).fullmatch(shown):
                return kind
        if _pattern("never", whole=False).search(shown) and not _pattern("final", whole=True).fullmatch(
            shown
        ):
            return "never"
        for kind in ("final", "gross", "plain"):
            if _pattern(kind, whole=True).fullmatch(shown):
                return kind
    return sums.grade(_bare(text)) or sums.grade(text)


def _bare(label: str) -> str:
    """Take off what may surround a total's label: currencies, `your`, `is`, `for this order`."""
    label = re.sub(
        r"\((?:rm|usd|eur|gbp|cad|aud|myr|sgd|\$|€|£)\)|\b(?:in )?(?:rm|usd|eur|gbp|cad|aud|myr|sgd)$",
        "",
        label,
    )
    label = re.sub(
        r"^(?:what|your|the|our|now|=|and|with an?|for an?|an?|dein|ihr|der|votre|le|su|el|il(?: tuo)?|je|uw"
        r"|het|din|ditt)\b[ ]|[ ](?:beträgt|lautet|est de|es de|è di|bedraagt|is|was|of|comes to|for (?:this"
        r"|your) \w+|for order \S+|on \w+ \d.*|"
        rf"{ALL})$",
        "",
        label.strip(),
    )
    return label.strip(" :-()")


@lru_cache(maxsize=16)
def _pattern(kind: str, whole: bool) -> re.Pattern[str]:
    words = lexicon.table("totals")[kind]
    return re.compile("|".join(f"(?:{word})" for word in words) if not whole else rf"(?:{'|'.join(words)})")


def leaf(label: str) -> str:
    """Return a label's last sentence or field in words: `a.GrandTotal: ` to `Grand Total`."""
    return _leaf(label) if len(label) <= _LONG else _leaf.__wrapped__(label)


@lru_cache(maxsize=_KEPT)
def _leaf(label: str) -> str:
    pair = re.search(r"([\w.\-]+)[\"']?[ ]?=[ ]?[\"']?$", label)
    label = (pair.group(1) if pair else label).strip(" \t:=*.-_|\"'")
    label = re.sub(r"(?<=[A-Za-z])['’](?=[a-z]{1,2}\b)", "", label)  # `You'll pay` is not a quoted word
    label = re.split(
        r"(?<!\binc)(?<!\bin[ck]l)(?<!\bin[ck]l )(?<!\bexcl)(?<!\bex)(?<!\bust)\.[ ]"
        r"|[;!?:=|][ ]|[ ]{3,}|[\"'{\[,]|\t|\d[.,]\d\d\)?[ ]+(?=[^\W\d_])",
        label,
        flags=re.I,
    )[-1]
    label = label.rpartition(".")[2] if re.fullmatch(r"[\w.$\[\]]+", label) else label
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", label)


def tail_grade(label: str) -> str:
    """Grade the last words of a longer label: `prices include VAT  Invoice total`."""
    return _tail_grade(" ".join(leaf(label).split()[-4:]))


@lru_cache(maxsize=_KEPT)
def _tail_grade(tail: str) -> str:
    words = tail.split()
    for count in (3, 2, 1):
        if len(words) <= count:
            continue
        kind = grade(" ".join(words[-count:]))
        if kind == "never" or (kind and kind != "final"):
            return ""
        if kind == "final" and grade(" ".join(words[-count - 1 :])) != "never":
            return kind
    return ""


def ends_cell(label: str) -> bool:
    """Tell whether the last words of a label that tell its kind stand in a cell of their own."""
    return bool(grade(leaf(re.split(r"[ ]{2,}|\t", label.strip())[-1])))


def last_column(header: str, columns: int) -> str:
    """Grade the last of a header's columns, parted by wide gaps or one word for each figure."""
    wide = re.split(r"[ ]{2,}|\t|[ ]?\|[ ]?", header.strip(" |"))
    if len(wide) == columns:
        return grade(wide[-1])
    return grade(header.rsplit(maxsplit=1)[-1]) if len(header.split()) == columns else ""


_BEFORE = re.compile(
    r"(?i)\b(?:paid|spent|charged(?: me| us| you)?|billed(?: me| us| you)?"
    r"|refund(?:ed)? (?:of )?(?:the )?full"
    r"|(?:charged|debited|billed) (?:to )?(?:your|my|the|his|her|our) [\w ]{2,24}?"
    r"(?: ending (?:in|with) \d{4})?|orders? (?:of|for|worth)"
    r"|total(?:s|ed|ing|led|ling)?(?: of| is| was| to| comes to| came to)?"
    r"|comes to|came to|amount(?:ing|s)? (?:of|to)|invoice (?:of|for)|bill (?:of|for)|payments? (?:of|for)"
    r"|sent (?:you )?a payment of|in the amount of|received|transfer(?:red)?(?: of)?|debit(?:ed)?(?: of)?"
    r"|(?:charge|debit|bill) (?:my|our|his|her|their) [a-z]{2,12}(?: card| account)?|invoice"
    r"|purchase of|donation of|orders? (?:no\.? ?|number )?#?[\w\-]{1,24} ?\()"
    r"(?:[ ](?:only |exactly |about |the (?:full )?)?)?$"
)
_BEHIND = re.compile(
    rf"(?i)^[ ]?(?:{ALL}|all[ -]in"
    r"|incl(?:\.|uding|usive(?: of)?) (?:all )?(?:tax|vat|gst|shipping|everything)"
    r"|enclosed|for (?:my|the|your|our|this) order|for order"
    r"|total(?= due\b| payable\b|[ ]?[,.;)]|[ ]?$)|due (?:(?:with)?in \d{1,3} days|(?:up)?on receipt)"
    r"|in full|(?:has|had|have) been (?:paid|charged|received)|was (?:paid|charged|received|debited))\b"
)


def phrase(before: str, after: str) -> str:
    """Return `gross` where a sentence says that an amount was paid or charged."""
    if _BOUND.search(before) or _OR_MORE.match(after):
        return ""
    return "gross" if _BEFORE.search(before) or _BEHIND.match(after) else ""


# What an order has to come to for something else: `minimum order total $150`, `your total of $25 or more`.
_BOUND = re.compile(
    r"(?i)\b(?:minimum|maximum|up to|at least|exceed(?:s|ing)?|over|under|below|above)\b[^.\n]{0,24}$"
)
_OR_MORE = re.compile(r"(?i)[ ]?(?:or (?:more|less|over|above)|and (?:over|up|above|more)|minimum|off)\b")
