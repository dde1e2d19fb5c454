"""What a label says of the amount next to it: the total charged, or something that is no charge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pii_sweep.detect.amount.total import total_words
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

_OCR = str.maketrans({"0": "o", "1": "l", "|": "l", "5": "s", "4": "a"})


# What sums an order up in a sentence.
ALL = r"in (?:total|all)|all told|altogether"
# No pattern of `data/total_labels.toml` matches without one of these.
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


# The same few labels stand next to most amounts; longer ones are not kept.
_KEPT, _LONG = 4096, 200


def grade(label: str) -> str:
    """Return what a label says of its amount: `final gross plain never cash change tax ...` or nothing."""
    return _grade(label) if len(label) <= _LONG else _grade.__wrapped__(label)


# Vowels and tones of Thai and of the scripts of India are marks, no letters, but belong to their word.
_NO_WORD = re.compile(r"[^\w\u0900-\u0dff\u0e31-\u0e4e$€£&/\-]+")
# `total` with a space that OCR put into it.
_PARTED = re.compile(r"\b(?:t otal|to tal|tot al|tota l)\b")
_RATE = re.compile(r"@?[ ]?\b\d{1,2}(?:[.,]\d{1,3})?[ ]?%")


@lru_cache(maxsize=_KEPT)
def _grade(label: str) -> str:
    text = _RATE.sub(" ", label.lower())
    text = " ".join(_NO_WORD.sub(" ", text).split()).strip(" -/")
    text = _PARTED.sub("total", text)
    if not text or len(text) > 200:
        return ""
    if _HINT.search(text) is None:
        return total_words.grade(text)
    mended = " ".join(word.translate(_OCR) if re.search(r"[a-z]", word) else word for word in text.split())
    for shown in dict.fromkeys((_strip_label(text), _strip_label(mended))):
        for kind in ("subtotal", "change", "cash", "tax", "shipping", "discount"):
            if _patterns()[kind].fullmatch(shown):
                return kind
        if _patterns()["never"].search(shown) and not _patterns()["final"].fullmatch(shown):
            return "never"
        for kind in ("final", "gross", "plain"):
            if _patterns()[kind].fullmatch(shown):
                return kind
    return total_words.grade(_strip_label(text)) or total_words.grade(text)


# How it was paid: `te betalen / voldaan via iDEAL`, `total paid by card`.
_BY = re.compile(
    r"[ ]?/?[ ]?(?:voldaan )?\b(?:via|by|with|per|par|con|com|med|met|mit|tramite)[ ](?:[^\W\d_]+[ ]){0,2}"
    r"(?:i ?deal|cards?|karte|carte|tarjeta|carta|cart[ãa]o|kort|kaart|pay ?pal|visa|master ?card|amex"
    r"|cash|pin|klarna|bancontact|sofort|bizum|swish|vipps|mobilepay|pay|transfer|überweisung|lastschrift|virement"
    r"|che(?:ck|que)|blik|pix|mbway|stripe|bonifico|transferencia)$"
)


def _strip_label(label: str) -> str:
    """Take off what may surround a total's label: currencies, `your`, `is`, `for this order`.

    Printers of tills leave RM as OCR reads it: RN, RH, RK.
    """
    label = re.sub(
        r"\((?:r[mnhk]|usd|eur|gbp|cad|aud|myr|sgd|\$|€|£)\)"
        r"|\b(?:in )?(?:r[mnhk]|usd|eur|gbp|cad|aud|myr|sgd)$",
        "",
        label,
    )
    label = re.sub(_BY, "", label)
    label = re.sub(
        r"^(?:what|your|the|our|now|=|and|with an?|for an?|an?|dein|ihr|der|votre|le|su|el|il(?: tuo)?|je|uw"
        r"|het|din|ditt)\b[ ]|[ ](?:beträgt|lautet|est de|es de|è di|bedraagt|is|was|of|von|van|über"
        r"|comes to|for (?:this|your) \w+|for order \S+|on \w+ \d.*|"
        rf"{ALL})$",
        "",
        label.strip(),
    )
    return label.strip(" :-()")


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Compile the labels of each kind, in small letters."""
    kinds = (kind for kind, words in lexicon.table("total_labels").items() if isinstance(words, list))
    return {kind: re.compile(group_by_letters(words_of(kind))) for kind in kinds}


def words_of(kind: str) -> Sequence[str]:
    """Return the labels of a kind as patterns, in small letters."""
    words: Sequence[str] = lexicon.table("total_labels")[kind]
    return words


def last_field(label: str) -> str:
    """Return a label's last sentence or field in words: `a.GrandTotal: ` to `Grand Total`."""
    return _leaf(label) if len(label) <= _LONG else _leaf.__wrapped__(label)


_DIGIT = re.compile(r"\d")
# `Amount due 11/28/25`: the day is no word of the label.
_DAY = re.compile(
    r"(?i)(?<=\bdue)[ ]+(?:on |by )?\(?(?:\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}"
    r"|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4})\)?$"
)


# `Order PX-204417 Total`: the number is no word of the label.
_NUMBERED = re.compile(
    r"(?i)\b(order|invoice|receipt|bill|booking|bestellung|rechnung|commande|facture|pedido|factura|ordine"
    r"|fattura)\b[ ]{0,2}(?:no|nr|num|number|id|ref)?[ .:#]{0,4}[A-Z\d\-]{0,12}\d{3}[A-Z\d\-]{0,24}"
    r"[ ,:\-–]{1,4}(?=[^\W\d_])"
)


# Dots that lead to a figure, and a currency before it: `Amount due ........ PhP`.
_LEADERS = re.compile(r"(?<![ .·…_])[ ]*(?:[.·…_][ ]?){3,}(?:[^\W\d_]{1,3}\.?)?[ ]*$")


@lru_cache(maxsize=_KEPT)
def _leaf(label: str) -> str:
    if any(leader in label for leader in ("..", ". .", "…", "··", "__")):
        label = _LEADERS.sub("", label)
    label = _NUMBERED.sub(r"\1 ", label) if _DIGIT.search(label) else label
    pair = re.search(r"([\w.\-]+)[\"']?[ ]?=[ ]?[\"']?$", label) if "=" in label else None
    label = (pair.group(1) if pair else label).strip(" \t:=*.-_|\"'")
    label = _DAY.sub("", label) if _DIGIT.search(label) else label
    if "'" in label or "’" in label:  # `You'll pay` is not a quoted word
        label = re.sub(r"(?<=[A-Za-z])['’](?=[a-z]{1,2}\b)", "", label)
    label = re.split(
        r"(?<!\binc)(?<!\bin[ck]l)(?<!\bin[ck]l )(?<!\bexcl)(?<!\bex)(?<!\bust)\.[ ]"
        r"|[;!?:=|][ ]|[ ]{3,}|[\"'{\[,]|\t|\d[.,]\d\d\)?[ ]+(?=[^\W\d_])",
        label,
        flags=re.I,
    )[-1]
    if "." in label and re.fullmatch(r"[\w.$\[\]]+", label):
        label = label.rpartition(".")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", label)


def tail_grade(label: str) -> str:
    """Grade the last words of a longer label: `prices include VAT  Invoice total`."""
    return _tail_grade(" ".join(last_field(label).split()[-4:]))


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
    """Return whether the last words of a label that give its kind stand in a cell of their own."""
    return bool(grade(last_field(re.split(r"[ ]{2,}|\t", label.strip())[-1])))


def last_column(header: str, columns: int) -> str:
    """Grade the last of a header's columns, parted by wide gaps or one word for each figure."""
    wide = re.split(r"[ ]{2,}|\t|[ ]?\|[ ]?", header.strip(" |"))
    if len(wide) == columns:
        return grade(wide[-1])
    return grade(header.rsplit(maxsplit=1)[-1]) if len(header.split()) == columns else ""


_DAY_CELL = re.compile(
    r"[ ]*(?:\d{1,2}\.?[ ](?:de[ ])?)?[^\W\d_]{3,10}\.?[ ](?:de[ ])?(?:\d{1,2},?[ ])?(?:19|20)\d\d"
    r"[ ]{2,}[$€£]?[ ]?"
)


def follows_day(before: str) -> bool:
    """Return whether nothing but a day's cell stands before an amount: `3 May 2024  $41.20`."""
    return _DAY_CELL.fullmatch(before) is not None
