"""What a sentence says of its amount: that somebody paid it or was charged it, in several languages."""

from __future__ import annotations

import re

from pii_sweep.detect.amount.total.total_label import ALL
from pii_sweep.detect.text import digits, lexicon, vocabulary

_CARD = r"(?:card|visa|master ?card|amex|paypal|account|credit|debit)"
_WORDS = {key: "|".join(words) for key, words in lexicon.table("payments").items()}
_BEFORE = re.compile(rf"(?i)\b(?:{_WORDS['before']})(?:[ ](?:only |exactly |about |just |the (?:full )?)?)?$")
_BEHIND = re.compile(rf"(?i)^[ ]?(?:{ALL}|{_WORDS['behind']})\b")
# `We put $12.00 on your Visa`: the verb before, the card behind.
_PUT = re.compile(
    r"(?i)\b(?:put|took|taken|charged?|billed|debited|posted|placed|drew|collected|deducted)[ ]$"
)
_ONTO = re.compile(
    rf"(?i)[ ](?:on|to|from|against) (?:your|my|the|his|her|our|their) (?:\w+ ){{0,3}}{_CARD}\b"
)
# `She pays $12.00 with 4111 1111 …`, `paying $12.00 by Visa`.
_PAYS = re.compile(r"(?i)\b(?:pays|paying|will pay|pay)[ ]$")
_WITH = re.compile(
    rf"(?i)[ ](?:with|by|via|on|using) (?:(?:an?|the|my|his|her|our|their) )?(?:\w+ )?"
    rf"(?:{_CARD}\b|\d{{4}}[ -]?\d)"
)
# The amount of an order, as other languages say it before the amount.
_ABROAD_BEFORE = re.compile(
    rf"(?i)(?:{_WORDS['abroad_before']})(?:,| (?:est|était|es|fue|ha sido|è|era|foi|é|ist|war|is|was|är"
    r"|er|wynosi|wyniosła|beträgt|betrug|bedraagt|lautet)| :)?"
    r"(?: (?:de|di|von|über|van|på|av|in höhe von))?[ :]{0,3}$"
)
_ABROAD_BEHIND = re.compile(
    rf"(?i)[ ]?,?(?:[ ](?!nicht |pas |niet |non |não |no |ikke |inte "
    rf"|nie )[^\W\d_.]{{1,14}}){{0,7}}?[ ](?:{_WORDS['paid_abroad']})(?!\w)|[ ](?:au total|en tout|en total"
    rf"|in totale|in totaal"
    r"|insgesamt|no total|totalt|i alt|łącznie|yhteensä)(?!\w)"
)
# An `amount paid` abroad that comes back, or is paid again and again, is no order's.
_BACK = re.compile(rf"(?i)(?:{_WORDS['back']})")
# The whole price that comes back was the order's: `Der volle Kaufpreis von 90,00 € wird erstattet`.
_WHOLE = re.compile(
    r"(?i)\b(?:voller?|vollen|gesamter?|gesamten)[ \n]kaufpreis(?:e?s)?(?: (?:von|in höhe von))?[ ]?$"
)
# What an order has to come to for something else: `minimum order total $150`, `your total of $25 or more`;
# and what comes to much and was no purchase.
_BOUND = re.compile(
    r"(?i)\b(?:minimum|maximum)\b[^.\n]{0,24}$"
    r"|\b(?:up to|at least|exceed(?:s|ing)?|over|under|below|above)"
    r"(?: (?:an?|the) \w+(?: \w+)?)?(?: of)?[ ]?$"
    r"|\b(?:turnover|revenues?|gdp|profits?|loss(?:es)?|fines?|debts?|budgets?|estimates?|quotes?|salar(?:y"
    r"|ies)|wages?|pensions?|incomes?|sales|savings|assets|damages|rents?|mortgage|deposits?|rainfall"
    r"|population)\b[^.\n]{0,12}\b(?:(?:came|comes?|amount(?:s|ed)?) to|total\w*|paid|of|is"
    r"|was)\b[^.\n]{0,10}$"
)
_OR_MORE = re.compile(
    r"(?i)[ ]?every (?:two|three|four|six|other|second|\d{1,2}) (?:hour|day|week|month|year)s?\b"
    r"|[ ]?(?:or (?:more|less|over|above)|and (?:over|up|above|more)|minimum|off)\b"
    r"|[ ]?down(?!\w| (?:to|from|the|in)\b)|[ ]?(?:million"
    r"|billion|trillion|bn|mn|mio|mrd|millones|millions|miliardi|[mk](?![\w/]))\b|[ ]?(?:/|(?:a|an|per|each"
    r"|every|pro|par|por|al|im|je|i)[ ])[ ]?(?:hour|h|hr|day|week|month|mo|year|yr|annum|head|capita|share"
    r"|person|night|unit|stunde|monat|jahr|mois|an|heure|mes|año|mese|anno|hora|maand|jaar|uur|måned)\b"
)


# A price of days of the week, of one of many things: `13,50 € de lunes a viernes`, `$53 a flight`.
_DAYS = "|".join(sorted(map(re.escape, vocabulary.weekdays()), key=lambda day: (-len(day), day)))
_ON_DAYS = re.compile(
    rf"(?i)[ ]?[,(]?[ ]?(?:(?:from|von|de|du|da|dal|van|od|från|fra|on|am|le|los|il)[ ])?(?:{_DAYS})"
    r"(?:[ ]?[-–/][ ]?|[ ](?:to|till|through|bis|a|à|au|al|tot|do|til|and|und|et|e|y|en|og|och)[ ])"
    rf"(?:{_DAYS})\b"
)
_FOR_ONE = re.compile(
    r"(?i)[ ]?(?:(?:a|an|per|each|every)[ ](?:flight|trip|bag|item|piece|copy|page|mile|km|kilo|kg|litre"
    r"|ride|game|seat|car|vehicle|passenger|pupil|player|child|adult|guest|visitor|lost|missing|word)"
    r"|(?:per|par|por|pro|a|à|al|the|la|le|les)[ ](?:stuk|pièce|peça|pieza|pezzo|stück|person|personne"
    r"|persona|pessoa|persoon|litre|litro|mille))\b"
)


# What stands between two amounts that are compared; scripts without spaces, too. And how much at most.
_COMPARED = re.compile(rf"(?i)(?<![^\W{digits.UNSPACED}])(?:{_WORDS['compared']})(?![^\W{digits.UNSPACED}])")
_END, _BETWEEN = re.compile(r"[.!?…](?=\s)|\n[ ]*\n"), 60


def compares(between: str) -> bool:
    """Return whether the words between two amounts compare them: `charged £62 instead of £67`."""
    return len(between) <= _BETWEEN and _COMPARED.search(between) is not None and _END.search(between) is None


def is_bound(before: str, after: str) -> bool:
    """Return whether an amount is a bound, a rate or no purchase: `minimum order total $150`."""
    return _BOUND.search(before) is not None or _OR_MORE.match(after) is not None or is_price(after)


def is_price(after: str) -> bool:
    """Return whether what stands behind an amount makes it the price of one thing or of some days."""
    return _FOR_ONE.match(after) is not None or _ON_DAYS.match(after) is not None


def phrase(before: str, after: str) -> str:
    """Return `gross` where a sentence says that an amount was paid or charged."""
    if is_bound(before, after):
        return ""
    if _BEFORE.search(before) or _BEHIND.match(after):
        return "gross"
    if (_PUT.search(before) and _ONTO.match(after)) or (_PAYS.search(before) and _WITH.match(after)):
        return "gross"
    return "gross" if says_so_abroad(before, after) else ""


def says_so_abroad(before: str, after: str) -> bool:
    """Return whether a sentence of another language than English says so."""
    abroad_part = _ABROAD_BEFORE.search(before) or _ABROAD_BEHIND.match(after)
    if abroad_part is not None and _WHOLE.search(before):
        return True
    return abroad_part is not None and not (_BACK.search(before) or _BACK.search(after.partition(".")[0]))


# `order=5512 net=40.00 gross=$48.00`: a key of a line that indicates an order.
_KEY = re.compile(
    r"(?i)(?<![^\W_])(?:gross|charged|captured|settled)(?:_(?:amount|total|sum))?[\"']?[=:][\"' ]{0,2}$"
)
_ORDERED = re.compile(r"(?i)order|checkout|payment|invoice|captur|purchase|basket|\bcart\b|\bsale\b")
# A sentence or key that says an amount was charged matches one of these.
PATTERNS = (_BEFORE, _BEHIND, _PUT, _PAYS, _ABROAD_BEFORE, _ABROAD_BEHIND, _KEY)


def has_charge_key(line: str, at: int) -> bool:
    """Return whether the key before a place in a log's line says that the amount there was charged."""
    if line[at - 1 : at] not in ("=", ":", '"', "'"):
        return False
    return _KEY.search(line, max(0, at - 24), at) is not None and _ORDERED.search(line) is not None
