"""Telephone numbers as a country writes them at home, identified by the country the text is of.

A number's plan (`phonenumbers`) says whether it can be one; the languages, mailboxes, numbers with a
country's code and names of countries in the text say which plans to ask. A number that begins with a trunk
zero and stands where a person's particulars do needs no more than some plan that has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import phonenumbers
from phonenumbers import tzdata

from pii_sweep.detect.identifiers.phone import mobile_plan
from pii_sweep.detect.text import casing, lexicon
from pii_sweep.detect.text.country import countries_of_domains
from pii_sweep.detect.text.digits import as_western
from pii_sweep.detect.text.pattern import gate

_MARKS = gate.Gates(
    (mark, (country, mark))
    for country, mark in (
        ("BR", gate.gated(r"\.br\b|R\$|[\-/][ ]?(?:SP|RJ|MG|RS|PR|SC|BA|PE|CE|DF)\b")),
        (
            "GB",
            gate.gated(r"£|\.uk\b|\bUK\b|\bUnited Kingdom\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b"),
        ),
        ("AU", gate.gated(r"\.au\b|\b(?:NSW|VIC|QLD|TAS|Australia)\b|A\$")),
        ("NZ", gate.gated(r"\.nz\b|\bNew Zealand\b|NZ\$")),
        ("IE", gate.gated(r"\.ie\b|\bIreland\b|\b(?:Co\.|County) [A-Z]|\bDublin\b")),
        ("ZA", gate.gated(r"\.za\b|\bSouth Africa\b")),
        ("IN", gate.gated(r"\.in\b|\bI(?:ndia|NDIA)\b|\b(?:New Delhi|NEW DELHI|Aadhaar|GSTIN)\b|₹|\bRs\b")),
        ("NG", gate.gated(r"\.ng\b|\bNigeria\b|₦|\bLagos\b")),
        ("JP", gate.gated(r"\.jp\b|\bJapan\b|¥|\b(?:Tokyo|Osaka)\b")),
        ("CH", gate.gated(r"\.ch\b|\bCHF\b|\bFr\.")),
        ("IT", gate.gated(r"\b[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]\b")),  # the number of a taxpayer
        ("PL", gate.gated(r"\bPESEL\b")),
    )
)
# Scripts that few countries write in.
_SCRIPTS = (
    (("CN", "TW", "HK", "JP"), re.compile(r"[\u4e00-\u9fff]{2}")),
    (("JP",), re.compile(r"[\u3041-\u30ff]{2}")),
    (("KR",), re.compile(r"[\uac00-\ud7a3]{2}")),
    (("RU", "UA", "BG", "KZ", "BY", "RS"), re.compile(r"[\u0430-\u045f]{3}")),
    (("GR", "CY"), re.compile(r"[α-ωά-ώ]{3}")),
    (("IL",), re.compile(r"[א-ת]{2}")),
    (
        ("SA", "AE", "EG", "JO", "MA", "DZ", "TN", "IQ", "KW", "QA", "LB", "IR", "PK"),
        re.compile(r"[\u0621-\u064a]{2}"),
    ),
    (("TH",), re.compile(r"[\u0e01-\u0e2e]{2}")),
    (("IN",), re.compile(r"[\u0905-\u0d39]{2}")),
    (("GE",), re.compile(r"[\u10d0-\u10ff]{2}")),
)
# Letters that few languages have, where two different ones are in a text.
_LETTERED = (("TR", re.compile(r"[ğışİ]")),)
# Mobile numbers of China are written without blanks.
_CHINESE = re.compile(r"1[3-9]\d{9}")
# The code of another number names a country: `+33 1 …`.
_CODED = re.compile(r"(?<!\w)(?:\+|00)([1-9]\d{0,2})[ (./\-]")
# Calendars, settings and records name their time zone: `X-WR-TIMEZONE:Europe/Lisbon`.
_ZONE = re.compile(
    r"(?<![\w/])(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic|Indian)/[A-Z][A-Za-z_/]+(?![\w/])"
)
_SHARED = 2  # countries of one time zone at most
# Where a trunk zero is evidence: each has one, or writes its numbers so (Italy).
_ZEROS = "GB FR DE IT NL BE AT CH SE FI AU NZ IE ZA NG IN JP"
# A name, a mailbox or a label's mark right before, and no word of it behind.
_AFTER_PERSON = re.compile(
    r"[^\W\d_]\)?[\"']?(?:[,;:·|–—]|[ ]-)[ \t]{1,3}\(?\Z|[^\W\d_]\)?[ ]{2,12}\Z|\t\Z|\n[ \t]{0,8}\Z"
)
_CLOSED = re.compile(r"[ ]{2}|[ \t]{0,3}(?:$|[.,;)\n|·]|[–—(]|(?:or|and|oder|ou|et|y|e|of)\b)")
# Two words with capitals on a number with a trunk zero: `Ione Varley on 07700900852`.
_NAMED_ON = re.compile(r"\b[^\W\d_a-z][^\W\d_]+[ ][^\W\d_a-z][^\W\d_]+[ ](?:on|unter|au|op|på|pod)[ ]\(?\Z")
_AT = re.compile(r"(?i)\b(?:au|unter|al|op|på|on|at|under|pod|auf|oder|or|ou|eller|lub)[ ]\(?\Z")
# How France and its neighbours write theirs.
_PAIRS = re.compile(r"0\d([ .\-])\d\d(?:\1\d\d){3}")
# The times of a timetable's row: `0815 1100 1715`.
_TIMES = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d(?:[ ](?:[01]\d|2[0-3])[0-5]\d){2,}")
# Numbers set apart by strokes, as a menu's or a table's: `781 / 887 / 1082`; none begins with a zero, as a
# telephone's code does.
_PARTED_SUMS = re.compile(r"(?!0\d)\d+(?:[ ]/[ ]\d+){2,}")
# In brackets behind a name: `HANNA SORREL (9811 …)`.
_BRACKETED = re.compile(r"((?:[^\W\d_]{1,20}\.?[ ]{1,2}){1,3})\(\Z")
# Between figures, or counted: no number to call.
_COUNTED = re.compile(r"(?:\d[.,]?|[$€£%#=×x/+*])[ \t]{0,3}\Z")
_COUNTS = re.compile(r"[ \t]{0,2}(?:[$€£%=×+*]|\d|(?:EUR|USD|GBP|CHF|kr|zł|kg|km|ml|m²|pcs|St)\b)")
_NUMBERED = re.compile(
    r"(?i)(?:\b(?:card|ssn|acc(?:oun)?t|iban|bic|invoice|order|ref(?:erence)?|rechnung|bestell\w*|facture"
    r"|commande|pedido|factura|fattura|ordine|siren|siret|tva|vat|ust|nif|dni|cif|p\.?\s?iva|kvk|btw|nip"
    r"|regon|pesel|isbn|ean|serial|serie|sku|art(?:ikel)?|id|lot|batch|reg|no|nr|n°|n[uú]m|code|kunden\w*"
    r"|client|versione?|imei|meter|zip|plz)\b|#)[.:]?[ ]{0,3}(?:no|nr|number|nummer|n°|id)?[.: ]{0,3}\Z"
)
_KIN = re.compile(
    r"(?i)\((?:mother|father|mom|mum|dad|wife|husband|spouse|partner|sister|brother|son|daughter|friend"
    r"|aunt|uncle|neighbou?r|parent|guardian|grand(?:mother|father|ma|pa)|cousin|niece|nephew|boss|landlord"
    r"|carer|nurse|cell|mobile|home|work|office|mutter|vater|frau|mann|mère|père|madre|padre|moeder|vader"
    r"|mor|far)\)[:,]?[ ]{1,3}\Z"
)
# Somebody is called, in the words right before: `oddzwonić do hydraulika 601234567`, `chiamare Ugo (338 …)`.
# Stems that begin nothing else take any ending, the others those that they have: `Sunday`, `Belgian` and
# `cellar` are left out.
_CALLED = re.compile(
    r"(?i)(?<!\w)(?:(?:call|phone|dial|whatsapp|móvil|movil|celul|cellul|cellphone|anruf|angeruf|zurückruf"
    r"|rückruf|rappel|appel|joign|joindre|portable|chiam|richiam|telef|téléph|mobiel|mobil(?!i[eé])|terugbel"
    r"|gebeld|opbel|dzwo|oddzwo|zadzwo|komórk|zavol|prozvon|nazvat|nazov|zvan|llam|telem[oó]v|hív|felhív|soitt"
    r"|handynum)[^\W\d_]*"
    r"|zov(?:i|ite)|ring(?:s|a|e|en|er|t|de|ing)?|rang|text(?:s|ed|ing)?|txt|mob|cell|tel|tlf|ruf(?:e|en|t|st)?|rief(?:en)?|(?:rück|nach|an)fragen?"
    r"|handy|lig(?:a|ar|ue|uem|uei|ou)|telem|bel(?:t|len|de|den)?|kom|vol(?:at|al[aioy]?|á|ám|ajte|ejte|ej)"
    r"|soita|soitan|sun(?:a|ă|at|ați|ati|aţi|ând)|ara(?:y[ıia][^\W\d_]*|d[ıi][^\W\d_]*|mak)?)"
    r"(?!\w)\.?(?:[ ,:][^\n.;!?\d]{0,40}?)?[ (:]{1,3}\Z"
)


def is_national(text: str, start: int, end: int, near: Sequence[str] = ()) -> bool:
    """Return whether digits without a label are a telephone number of the text's own country.

    `near` are the countries of the telephones next to it, which those behind a word for calling may be of.
    """
    before, digits = text[max(0, start - 40) : start], as_western(re.sub(r"\D", "", text[start:end]))
    if not 8 <= len(digits) <= 12 or _COUNTS.match(text, end):
        return False
    if _TIMES.fullmatch(text, start, end) or _PARTED_SUMS.fullmatch(text, start, end):
        return False
    # The figure before it may be a district's: `602 00 Brno 2, 608 …`.
    if _closes_address(text, start, end, digits):
        return True
    if _COUNTED.search(before):
        return False
    numbered = _NUMBERED.search(before)
    if numbered and not (digits[0] == "0" and numbered.group().lower().startswith("card")):
        return False
    if _CALLED.search(before) and _is_valid(digits, (*near, *countries(text))):
        return True
    if _AT.search(before) and any(is_of_plan(digits, country, mobile=True) for country in near):
        return True
    if _KIN.search(before):
        return _is_valid(digits, ("US", *countries(text)))
    if text[end : end + 1] == ")" and len(digits) >= _MOBILE_DIGITS and _is_named(before):
        return any(is_of_plan(digits, country, mobile=True) for country in countries(text))
    placed = _AFTER_PERSON.search(before) is not None or start == 0 or text[start] == "("
    grouped = any(not char.isdecimal() for char in text[start:end])
    if grouped and not _is_lottery(digits) and _is_mobile(text[start:end], digits, countries(text)):
        return True
    if _is_of_script(text, start, end, digits):
        return True
    if digits[0] == "0":
        placed = placed or _AT.search(before) is not None or _PAIRS.fullmatch(text, start, end) is not None
        if len(digits) < 9 or not placed or _is_lottery(digits):
            return False
        spoken = (grouped or _NAMED_ON.search(before) is not None) and _CLOSED.match(text, end) is not None
        return _is_valid(digits, countries(text)) or (spoken and _is_valid(digits, _ZEROS.split()))
    grouped = grouped or _CHINESE.fullmatch(text, start, end) is not None
    return placed and grouped and _CLOSED.match(text, end) is not None and _is_valid(digits, countries(text))


def _closes_address(text: str, start: int, end: int, digits: str) -> bool:
    """Return whether a number right behind a postal code and its town is dialled in a country of that code.

    It is grouped, is a mobile or has the country's own groups, and ends its field.
    """
    if text[max(0, start - 2) : start] not in _FIELD_MARKS or digits == text[start:end]:
        return False
    place = _POSTAL.search(text, max(0, start - 44), start)
    if place is None or _CLOSED.match(text, end) is None or not _is_address(text, place.start()):
        return False
    return any(
        is_of_plan(digits, one, mobile=True) or _is_grouped_at_home(text[start:end], digits, one)
        for one in _OF_CODES[place.lastgroup or ""]
    )


def _is_address(text: str, at: int) -> bool:
    """Return whether a street's number or a known name stands before a postal code, and no word for accounts.

    `Polní 14, 602 00 Brno` and `Ewa Lis, 90-001 Łódź` next to `Konto 40000 Erlöse`, `Art. 75001 Chaise`.
    """
    low = max(0, at - _BEFORE_CODE)
    if _NUMBERED.search(text, low, at) or _ACCOUNT.search(text, low, at):
        return False
    if text.startswith(_STATES, at) or _HOUSE.search(text, low, at):
        return True
    named = _NAMED.search(text, low, at)
    return named is not None and any(map(lexicon.clear_given_name, named[1].split()))


_BEFORE_CODE, _STATES = 48, ("NSW", "VIC", "QLD", "TAS", "ACT", "WA ", "SA ", "NT ")
_HOUSE = re.compile(
    r"(?i)(?:(?<!\d)\d{1,4}[ ]?(?:bis|ter|[a-z])?,?[ ](?:rue|av(?:enue|\.)?|boulevard|bl?v?d\.?|place"
    r"|chemin|allée|impasse|quai|route|cours|passage|square)[ ][^\d\n:;]{2,30}"
    r"|[^\W\d_][^\d\n:;]{0,24}\d{1,4}[ ]?[A-Za-zº°ª]?(?:[ ]?[/\-–][ ]?\d{1,4}[A-Za-z]?)?"
    r"(?:,[ ][^\n:;]{1,16})?)(?:[,;|·][ ]{0,2}|,?\n[ \t]{0,8})\Z"
)
_NAMED = re.compile(
    r"(?<![^\W_])([^\W\d_a-z][^\W\d_]+(?:[ ][^\W\d_a-z][^\W\d_'’\-]*){1,3})[,;|\n·][ \t]{0,8}\Z"
)
_ACCOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:k[ou]nt[oai]|compte|cuentas?|conta|conti|account|rekening|číslo|účet|účtu|rachunek|sklad"
    r"|seri[ae]?|serii|art(?:[íi]culo|icle|icolo)?|(?:bestell|teile?|sach)nummer|partida|asiento|pos(?:ition)?"
    r"|modell?|tipo?|typ)(?![^\W_])"
)
_FIELD_MARKS = (", ", "; ", "- ", "– ", "| ", "· ")
# A year before a word is no code, unless a house's number stands before it.
_POSTAL = re.compile(
    r"(?<![\w./\-])(?:(?P<australian>(?:NSW|VIC|QLD|TAS|ACT|[WS]A|NT)[ ]\d{4})"
    r"|(?:(?P<dashed>\d\d-\d{3})|(?P<parted>\d{3}[ ]\d\d)|(?P<portuguese>\d{4}-\d{3})"
    r"|(?P<five>\d{5})|(?P<dutch>\d{4}[ ]?[A-Z]{2})|(?P<four>(?!19|20)\d{4}|(?<=\d,[ ])\d{4}))"
    r"[ ][^\W\d_a-z][^\d\n,;:?!]{1,27}(?:[ ]\d{1,2})?)(?:[,;]|[ ][\-–|·])[ ]\Z"
)
_OF_CODES = {
    "australian": ("AU",),
    "dashed": ("PL",),
    "parted": ("CZ", "SK", "SE", "GR"),
    "portuguese": ("PT",),
    "five": ("DE", "ES", "FR", "IT", "FI", "EE", "HR"),
    "dutch": ("NL",),
    "four": ("DK", "NO", "AT", "CH", "BE", "HU", "SI", "BG"),
}


def _is_named(before: str) -> bool:
    """Return whether the words right before a bracket are a name, one of them known as such.

    What is numbered as people are called, `Order (9811 …)`, `Model XC (9811 …)`, has none.
    """
    match = _BRACKETED.search(before)
    words = [word.strip(".") for word in match[1].split()] if match else []
    own = [word for word in words if len(word) > 1 and word[0].isupper()]
    lower = [word.lower() for word in own]
    if any(map(lexicon.any_given_name, lower)):
        return True
    return len(own) > 1 and any(map(lexicon.family_name, lower)) and not lexicon.ordinary() & {*lower}


def _is_mobile(written: str, digits: str, countries: Sequence[str]) -> bool:
    """Return whether figures are a mobile of a text's own country, written as its people write them.

    Plans keep a few codes for mobiles, so that other numbers seldom fit: with the trunk zero in groups, or as
    the plan's own form has it (`(11) 98765-4321`).
    """
    for country in countries:
        try:
            number = phonenumbers.parse(digits, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.number_type(number) != phonenumbers.PhoneNumberType.MOBILE:
            continue
        form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        if (digits[0] == "0" and len(digits) >= _MOBILE_DIGITS and not _is_lottery(digits)) or form.replace(
            "-", " "
        ) == written.replace("-", " "):
            return True
    return False


def _is_of_script(text: str, start: int, end: int, digits: str) -> bool:
    """Return whether figures next to words of a script are a telephone of its country.

    Mobiles are, with a trunk or as China's: `电话是13812345678`, `제 번호는 01012345678입니다`; others where
    they are grouped as the country groups them: `本社 03-3456-7890`.
    """
    if not (digits[0] in "08" or _CHINESE.fullmatch(digits)) or len(digits) < _FEWEST:
        return False
    if _COUNTERS.match(text, end) or _is_lottery(digits):
        return False
    line = text.rfind("\n", 0, start) + 1
    near = text[max(line, start - _NEAR) : start] + " " + text[end : end + _NEAR].partition("\n")[0]
    found = [country for countries, letters in _SCRIPTS if letters.search(near) for country in countries]
    if len(digits) >= _MOBILE_DIGITS and any(is_of_plan(digits, one, mobile=True) for one in found):
        return True
    return any(_is_grouped_at_home(text[start:end], digits, one) for one in found)


# Letters as near as a name is, and what stands behind what is counted or measured.
_NEAR = 8
_COUNTERS = re.compile(
    r"[ ]?(?:[元円원圆圓块個个件台册枚次株票箱户吨万萬億亿千百]|[纳毫微]?秒|字节|美元|人民币|руб|шт|грн)"
)


def _is_grouped_at_home(written: str, digits: str, country: str) -> bool:
    """Return whether the groups are those of the country's plan, or a long code and the rest (China)."""
    if digits == written:
        return False
    plain = re.sub(r"\D+", " ", as_western(written)).strip()
    if country == "CN" and _CHINESE_CODE.fullmatch(plain):
        return _is_valid(digits, ("CN",))
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return False
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return phonenumbers.is_valid_number(number) and re.sub(r"\D+", " ", form).strip() == plain


_CHINESE_CODE = re.compile(r"0\d{2,3} \d{7,8}")
_MOBILE_DIGITS = 10
# Countries that dial a zero first at home, further ones: a number next to a person may be of any.
_ZEROS_TOO = "TR HR RS SI BA MK RO BG SK UA IL EG KE GH UG PH ID MY TH VN KR TW PK BD LK AR"
_TRUNKS = (*_ZEROS.split(), *_ZEROS_TOO.split())
# Countries whose mobiles keep a form or a first figure, so that several numbers fit none by chance.
_OPEN = ("ES", "PL", "IT", "PT", "CZ", "IN", "BR", "RU")
_FEWEST, _GROUPED, _BARE, _LONG, _SPREAD = 9, 3, 4, 10, 10**5


def has_trunk(written: str) -> bool:
    """Indicate whether a number begins with a trunk zero, as some plan has it; without marks, of a mobile."""
    digits = re.sub(r"\D", "", written)
    if digits[:1] != "0" or digits[:2] == "00" or len(digits) < _FEWEST or _is_lottery(digits):
        return False
    if not written.strip("()").isdecimal():
        return _is_valid(digits, _TRUNKS)
    return any(is_of_plan(digits, country, mobile=True) for country in _TRUNKS)


def is_american(digits: str) -> bool:
    """Indicate whether ten digits are a number of North America's plan, of those for fiction too."""
    return len(digits) == _LONG and (_is_valid(digits, ("US",)) or digits[3:8] == "55501")


def find_plan(numbers: Sequence[str], said: Sequence[str] = ()) -> str:
    """Return the country (ISO 3166) that all of several numbers, each next to a person, are dialled in.

    `said` are the countries that the text names; empty where no plan has them, or too many would.
    """
    digits = [re.sub(r"\D", "", number) for number in numbers]
    grouped = not any(map(str.isdecimal, numbers))
    values = sorted(map(int, digits))
    if len(set(values)) < len(values) or (not grouped and values[-1] - values[0] < _SPREAD):
        return ""
    for country in said:
        if all(is_of_plan(number, country, mobile=not grouped) for number in digits):
            return country
    if len(values) < _GROUPED:
        return ""
    if all(number[0] == "0" != number[1] for number in digits):
        for country in _TRUNKS:
            mobile = sum(is_of_plan(number, country, mobile=True) for number in digits)
            if 2 * mobile >= len(digits) and all(_is_valid(number, (country,)) for number in digits):
                return country
        return ""
    if all(map(is_american, digits)):
        return "US"
    if not grouped and (len(values) < _BARE or min(map(len, digits)) < _LONG):
        return ""
    found = (one for one in _OPEN if all(is_of_plan(number, one, mobile=True) for number in digits))
    return next(found, "")


def find_countries(numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the countries (ISO 3166) that nearly all telephones of a column may be dialled in.

    At least half are mobiles. The mobiles of several countries have one form. Countries whose code
    stands before a number are sure.
    """
    asked = list(dict.fromkeys(number for cell in numbers for number in _NUMBER.findall(cell)))[:_ASKED]
    coded = [place for number in asked if (match := _CODE.match(number)) for place in _regions(match[1])]
    found = list(dict.fromkeys(coded))
    for country in (*_OPEN, *_TRUNKS) if len(asked) >= _GROUPED else ():
        if not _are_mobiles(asked, country):
            continue
        if sum(is_of_plan(number, country, mobile=False) for number in asked) >= _PLANNED * len(asked):
            found.append(country)
    return tuple(dict.fromkeys(found))


def _are_mobiles(numbers: Sequence[str], country: str) -> bool:
    """Return whether at least half of some numbers are mobiles of a country, asking no more than needed."""
    others = 0
    for number in numbers:
        others += not is_of_plan(number, country, mobile=True)
        if 2 * (len(numbers) - others) < len(numbers):
            return False
    return True


_ASKED, _PLANNED = 20, 0.9
# The numbers of a cell: `338 7714052 (lui) 3401196620 (lei)`.
_NUMBER, _CODE = re.compile(r"[+(]?\d[\d ().\-/]{5,20}\d"), re.compile(r"\+([1-9]\d{0,2})")


def _is_lottery(digits: str) -> bool:
    """Return whether pairs of digits rise, as the numbers of a lottery do."""
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    return pairs == sorted(set(pairs))


@lru_cache(maxsize=1)
def _load_language_countries() -> Mapping[str, Sequence[str]]:
    """Return the countries whose language has a word."""
    rows: Mapping[str, str] = lexicon.table("countries")["spoken"]
    found: dict[str, list[str]] = {}
    for places, words in rows.items():
        for word in words.split():
            found.setdefault(word, []).extend(places.split())
    return found


@lru_cache(maxsize=1)
def _load_names() -> Mapping[str, frozenset[str]]:
    """Return the words that name each country."""
    return {place: frozenset(words.split()) for place, words in lexicon.table("countries")["named"].items()}


@casing.keep_readings
def countries(text: str) -> tuple[str, ...]:
    """Return the countries whose plans a text's numbers may follow."""
    votes: dict[str, set[str]] = {}
    spoken = _load_language_countries()
    for word in casing.words(text):
        for country in spoken.get(word, ()):
            votes.setdefault(country, set()).add(word)
    found = [country for country, words in votes.items() if len(words) > 1]
    said = casing.words(text)
    found += [country for country, names in _load_names().items() if not said.isdisjoint(names)]
    found += [country for country, mark in _MARKS.opened(text) if mark.search(text)]
    found += [country for country, letters in _LETTERED if len(set(letters.findall(text))) > 1]
    found += countries_of_domains(text)
    if not text.isascii():
        found += [country for countries, letters in _SCRIPTS if letters.search(text) for country in countries]
    for match in _CODED.finditer(text):
        found += _regions(match[1])
    for zone in dict.fromkeys(_ZONE.findall(text)):
        found += [country for code in _load_zones().get(zone, ()) for country in _regions(code)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _load_zones() -> Mapping[str, tuple[str, ...]]:
    """Return the calling codes of the one country or two that a time zone is of."""
    codes: dict[str, set[str]] = {}
    for code, zones in tzdata.TIMEZONE_DATA.items():
        for zone in zones if int(code) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE else ():
            codes.setdefault(zone, set()).add(code)
    return {zone: tuple(sorted(found)) for zone, found in codes.items() if len(found) <= _SHARED}


def _regions(code: str) -> tuple[str, ...]:
    """Return the countries of the longest calling code that some digits begin with."""
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    found = next((codes[int(code[:size])] for size in (3, 2, 1) if int(code[:size]) in codes), ())
    return tuple(found[:1])


def is_of_plan(written: str, country: str, *, mobile: bool) -> bool:
    """Return whether digits are of a country's plan as it is dialled at home, of a mobile if asked."""
    if mobile and not mobile_plan.may_be_mobile(written, country):
        return False
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return False
    if not mobile:
        return phonenumbers.is_valid_number(number)
    return phonenumbers.number_type(number) in _MOBILES


_MOBILES = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def _is_valid(digits: str, countries: Sequence[str]) -> bool:
    for country in countries:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(digits, country)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
