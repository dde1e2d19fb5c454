"""The pieces of a postal address as patterns: streets, boxes, units, tails; each linear in its input."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.casing import UP
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

# A house number: 12, 12A, 12-14, 12/3, 1 1/2, N6W23001.
_AFTER_DIGIT = r"\d{0,5}(?:(?:[A-Z]|[a-f])(?![A-Za-z\d]))?(?:[-/–]\d{1,5}[A-Za-z]?)?(?:[ ]?[½¼¾]|[ ]\d/\d)?"
_AFTER_POINT = r"\d{1,5}[ ]?[NSEW]\d{2,6}"


def _join_words(values: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, values), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def state() -> str:
    """Return alternatives for a US state: names in any case, codes in capitals (or dotted: `D.C.`)."""
    whole = sorted((name for name in lexicon.state_codes() if len(name) > 2), key=len, reverse=True)
    names = group_by_letters(whole)
    codes = "|".join(lexicon.table("states")["names"])
    return rf"(?:(?i:{names})|(?:{codes})(?![A-Za-z'’])|D\.C\.)"


@lru_cache(maxsize=1)
def number_first() -> re.Pattern[str]:
    """Compile where a number-first street may begin: `1600 Pennsylvania`, `12 N 3rd`, `One Main`."""
    words = [case(word) for word in lexicon.words("streets", "numerals") for case in (str.title, str.upper)]
    numerals = "|".join(
        f"(?<={word[0]}){word[1:]}" for word in sorted(words, key=lambda word: (-len(word), word))
    )
    first = "".join(sorted({word[0] for word in words} | set("NSEWnsew")))
    # What it begins with comes first and what stands before it second: so it is sought far sooner.
    return re.compile(
        rf"[\d{first}](?<![\w.,$€£/@:%\-].)(?<!\w[#&+].)"
        rf"(?:(?i:(?<=\d){_AFTER_DIGIT}|(?<=[NSEW]){_AFTER_POINT})|{numerals})"
        rf"(?=[ \t][\"“(]?(?:[^\W\d_]|\d{{1,3}}(?:st|nd|rd|th|ST|ND|RD|TH)\b))"
    )


@lru_cache(maxsize=1)
def box() -> re.Pattern[str]:
    """Compile boxes and routes: PO Box, rural and highway contract routes, military units."""
    return re.compile(
        r"(?i)(?<!\w)(?:(?:p\.?[ ]{0,2}o\.?[ ]{0,2}(?:box|drawer|bx)|pob(?![a-z])"
        r"|box[ ]{0,2}#(?=[ ]{0,2}\d))[ ]{0,2}(?:no\.?|#)?[ ]{0,2}(?:[a-z]?\d[\w\-]{0,9}|[a-z](?=[\s,.]|$))"
        r"|(?:post(?:al)?[ ]office|postal)[ ]box[ ]{0,2}\d[\w\-]{0,9}|(?:rr|r\.r\.|rural route|rfd|r\.?d\.?"
        r"|hcr?|highway contract(?: route)?|star route|rte"
        r"|route)[ ]{0,2}#?[ ]{0,2}\d{1,4}[a-z]{0,2}[, ]{1,3}box[ ]{0,2}[a-z]?\d[\w\-]{0,8}|(?:psc|cmr"
        r"|unit)[ ]{0,2}\d{1,5}[, ]{1,3}box[ ]{0,2}\d{1,6}|(?:psc|cmr)[ ]{0,2}\d{1,5}|(?:uss|usns|usnv"
        r"|uscgc)[ ][^\W\d_]{2,20}(?=[\s,]{1,3}[af]po\b)|(?:postbus|postboks|apartado|casilla|boîte postale"
        r"|b\.?p\.?)[ ]{0,2}\d[\d ]{0,6}\d(?![/\d])|postfach[ ]{0,2}\d[\d ]{0,9}\d"
        # a locker or counter of DHL, with its customer's number on a line of its own
        r"|(?:packstation|postfiliale)[ ]\d{3}"
        r"(?:,?[ ]?\n?[ ]{0,8}post-?(?:nr\.?|nummer):?[ ]\d{6,10})?)(?!\w)"
    )


@lru_cache(maxsize=1)
def military() -> re.Pattern[str]:
    """Compile a military tail: `APO AE 09012`."""
    return re.compile(r"(?i)[A-Z]PO,?[ ]{1,3}(?P<state>A[AEP])[ ,]{1,3}(?P<zip>\d{5}(?:-\d{4})?)")


@lru_cache(maxsize=1)
def unit() -> re.Pattern[str]:
    """Compile a unit: `Apt 4B`, `Suite 200`, `# 12`, `3rd Floor`, `Unit C`."""
    names = group_by_letters([_join_words(lexicon.words("streets", "units"))])
    return re.compile(
        rf"(?i)(?:(?:{names})(?![a-z])\.?[ ]{{0,2}}(?:(?:no|nr)\.?[ ]?)?#?[ ]{{0,2}}(?:\d[\w/\-]{{0,7}}"
        rf"|[a-z](?:-?\d[\w\-]{{0,6}})?)(?![\w])|#[ ]{{0,2}}[\w\-]{{1,7}}(?!\w)|\d{{1,3}}(?:st|nd|rd"
        rf"|th)?[. ][ ]?(?:floor|fl|flr|og|stock)\b\.?(?:[ ](?:left|right|front|rear|links|rechts))?"
        rf"|(?:penthouse|lobby|basement|rear|front|upper|lower)(?![\w]))"
    )


@lru_cache(maxsize=1)
def us_tail() -> re.Pattern[str]:
    """Compile `City, ST 12345(-6789)`; the city may be missing, the state spelled out or in lower case."""
    city = r"(?P<city>[^\W\d_][^\W\d_.'’\-]{0,24}\.?(?:[ \-'’][^\W\d_][\w.'’]{0,24}){0,4}?)"
    codes = group_by_letters(lexicon.table("states")["names"])
    code = r"(?P<zip>\d{5}(?:[\-–][ ]?\d{4}|\d{4})?|\d{4}(?=[ ]?$))(?![\w\-])"
    return re.compile(
        rf"(?:{city}[ ]{{0,3}}[,.\n]?\s{{0,3}}(?<!\w))?(?<![A-Za-z])"
        rf"(?P<state>{state()}|(?i:{codes})(?![A-Za-z]))"
        rf"[ ,.\-]{{0,3}}(?:(?:\n[ ]{{0,9}}|,[ ]{{0,2}}))?(?<!\w){code}"
    )


@lru_cache(maxsize=1)
def us_city_state() -> re.Pattern[str]:
    """Compile `City, ST` without a ZIP."""
    city = rf"(?P<city>{UP}[\w.'’\-]{{0,24}}(?:[ ]{UP}[\w.'’\-]{{0,24}}){{0,3}}?)"
    return re.compile(rf"{city}[ ]{{0,2}}(?:,|[ \n])\s{{0,3}}(?<!\w)(?P<state>{state()})(?![\w\-])")


@lru_cache(maxsize=1)
def city_zip() -> re.Pattern[str]:
    """Compile `City 12345` and `City, 12345-6789` without a state."""
    return re.compile(
        rf"(?P<city>{UP}[^\W\d_.'’\-]{{1,24}}(?:[ \-]{UP}[\w.'’]{{0,24}}){{0,3}}?)[ ]{{0,3}},?\s{{1,3}}"
        rf"(?P<zip>\d{{5}}(?:-\d{{4}})?)(?![\w\-])"
    )


@lru_cache(maxsize=1)
def zip_city() -> re.Pattern[str]:
    """Compile `12345 City`, `D-12345 City`, `1234 AB City`, `123 45 City` of other countries."""
    short = _join_words(lexicon.words("streets", "short_code_towns"))
    return re.compile(
        rf"(?:[A-Z]{{1,2}}[\- ])?(?P<zip>\d{{4,6}}|\d{{3}}[ ]\d{{2}}|\d{{2}}-\d{{3}}|\d{{4}}-\d{{3}}"
        rf"|\d{{5}}-\d{{3}}|\d{{3}}(?=[ ](?:{short}))"
        rf"|\d{{4}}[ ]?[A-Z]{{2}}|[A-HJ-NP-Z]\d{{4}}[A-Z]{{3}})[ ,]{{1,3}}"
        rf"(?P<city>(?:[LD]['’]|[AO][ ](?={UP}))?{UP}[^\W\d_.'’\-]{{1,24}}\.?"
        rf"(?:[ \-/]{{1,2}}(?:(?:en|sur|sous|l[eè]s|de|la|le|du|des|aux?)-){{0,2}}"
        rf"(?:{UP}|a\.|am |an |im |de |la |ob |bei |den |der |aan |sur |sous |les |del |do "
        rf"|da |nad |pod |[ld]['’](?={UP})|(?:di|dei|degli|della|delle|sul|sulla|in|ai|alla|ved|pri|las"
        rf"|los|el)"
        rf"[ ](?={UP}))[\w.'’]{{0,24}}){{0,3}})(?:[ ]?[,–-][ ]?(?P<state>[A-Z]{{2,3}})(?!\w)"
        rf"|[ ]?\([^\W\d_][^()\n\d]{{1,24}}\)|[ ](?i:cedex)(?:[ ]\d{{1,2}})?|[ ]\d{{1,2}}(?=[ ]?(?:[,.;)\n]"
        rf"|$)))?"
    )


@lru_cache(maxsize=1)
def state_code() -> re.Pattern[str]:
    """Compile `São Paulo - SP, 01415-001` of Brazil, the code with its word before it or not."""
    return re.compile(
        rf"(?P<city>{UP}[^\W\d_.'’\-]{{0,24}}(?:[ \-'’]{{1,2}}[^\W\d_][\w.'’]{{0,24}}){{0,4}}?)[ ]?[\-–/,]"
        rf"[ ]?"
        r"(?P<state>[A-Z]{2})(?:[ ,.\-]{1,3}|,?[ ]?\n[ \t]{0,9})(?:CEP:?[ ]?)?(?P<zip>\d{5}-?\d{3})(?!\d)"
    )


@lru_cache(maxsize=1)
def six_digits() -> re.Pattern[str]:
    """Compile `Bengaluru - 560038` and `Singapore 560123`."""
    return re.compile(
        rf"(?P<city>{UP}[^\W\d_.'’\-]{{2,24}}(?:[ ]{UP}[^\W\d_]{{1,24}}){{0,2}}),?[ ]?[\-–]?[ ]?"
        r"(?P<zip>[0-9]\d\d[ ]?\d{3})(?![\w\-])"
    )


@lru_cache(maxsize=1)
def uk_tail() -> re.Pattern[str]:
    """Compile a postcode of the UK or Ireland or a Canadian code, with town and province before it."""
    town = rf"(?P<city>{UP}[^\W\d_.'’\-]{{0,24}}(?:[ \-]{UP}?[\w.'’]{{0,24}}){{0,3}}?(?:[ ]\d{{1,2}}W?)?)"
    province = (
        r"(?P<state>AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|Ontario|Quebec|Québec|British Columbia"
        r"|Alberta|Manitoba)"
    )
    return re.compile(
        rf"(?:{town}(?:[ ]{{0,2}}[,\n]?\s{{0,3}}|,?[ ]{{0,2}}\n[ \t]{{0,60}}))??(?:"
        rf"(?<!\w){province}[ ,]{{1,3}})?"
        r"(?<!\w)(?P<zip>[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[ABD-HJLNP-UW-Z]{2}"
        r"|[AC-FHKNPRTV-Y]\d[\dW][ ]?(?=[\dA-Z]{0,3}\d)[\dAC-FHKNPRTV-Y]{4}"
        r"|[ABCEGHJ-NPRSTVXY]\d[A-Z][ ]?\d[A-Z]\d)(?!\w)"
    )


@lru_cache(maxsize=1)
def country_code() -> re.Pattern[str]:
    """Compile `Country 12345`, a town before it or not."""
    names = _join_words(lexicon.words("countries", "names"))
    return re.compile(rf"(?P<country>{names})[ ]{{1,2}}(?P<zip>\d{{4,6}}(?:-\d{{4}})?)(?![\w\-])")


@lru_cache(maxsize=1)
def any_tail() -> re.Pattern[str]:
    """Compile `City, XX 12345` where XX is a region of any country."""
    city = rf"(?P<city>{UP}[^\W\d_.'’\-]{{0,24}}(?:[ \-'’]{{1,2}}[^\W\d_][\w.'’]{{0,24}}){{0,4}}?)"
    return re.compile(
        rf"{city}[ ]{{0,2}}(?:,[ ]?|[ ]|\n[ ]?,[ ]?)(?P<state>[A-Z]{{2,3}}|nan|\d\d)[ \n]{{1,2}}"
        rf"(?P<zip>\d{{5}})(?![\w\-])"
    )


@lru_cache(maxsize=1)
def gap() -> re.Pattern[str]:
    """Compile what stands between two parts: a mark, a line end with a quoting mark, a JSON key."""
    keys = r"city|town|state|region|province|zip|zip_?code|postal_?code|postcode|country|line_?2|unit"
    return re.compile(
        rf"\"[ ]?,[ ]?\"(?:{keys})\"[ ]?:[ ]?\""
        # the labels of a form's fields
        rf"|[ \t]{{0,4}}(?:,[ ]|[ ]{{2}}|\t|\n)\s{{0,9}}(?i:(?:{keys})(?:[ ]code)?)[ ]?:[ \t]{{0,9}}"
        r"|[ \t]{0,4}(?:(?:\.?[,;]|[.|·•\-–])[ \t]{0,4})?(?:\n[ \t]{0,60}(?:[>|?*]{1,3}[ ]?)?"
        r"(?:,[ \t]{0,4})?)?"
    )
