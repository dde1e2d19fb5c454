"""Telephone numbers: the US in every usual shape, other countries by plan or by a label near by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import phonenumbers

from pii_sweep.detect.identifiers import number_confusion
from pii_sweep.detect.identifiers.phone import listed_phone, national_phone
from pii_sweep.detect.text import context, lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.digits import UNSPACED

REGIONS = phonenumbers.SUPPORTED_REGIONS
_EXT = (
    r"(?:[ ]{0,2}(?:,[ ]{0,2})?(?:x|ext\.?|extension|#|[Pp]oste|[Dd]urchwahl|[Aa]nexo|[Rr]amal|[Ii]nterno"
    r"|[Tt]oestel|[Aa]nkn\.?|wew\.?)[ ]{0,2}\d{1,6})?"
)
_END = r"(?!\w|-\d|\.\d)"
# Words of scripts without blanks adjoin a number, and those of no other: `携帯は090-1234-5678です`,
# `TEL03-1234-5678`.
_OPEN = rf"(?:(?<![^\W{UNSPACED}])|(?<=TEL)|(?<=FAX))(?:(?<!\.)|(?<=(?i:tel)\.)|(?<=(?i:fax)\.))"
_CLOSED = rf"(?![^\W{UNSPACED}]|[\-－−]\d|\.\d)"
_APART = rf"(?<![^\W{UNSPACED}].)(?<!\..)"
_DASH = r"\-‐‑−－"
# A slash may part a number from another one before it: `619-758-9743/503-515-2251`.
_US = re.compile(
    r"(?=[+(\d])(?:(?<![\w./\-])|(?<=\d{3}[ .\-]\d{4}/))(?:(?:\+?1|001)[ .\-‑–]{0,3})?"
    r"(?:\(\d{3}\)[ .\-‑–]{0,3}\n?|\d{3}[ .\-/‑–]{1,3})"
    rf"\d{{3}}[ .\-‑–]{{1,3}}\d{{4}}{_EXT}{_END}"
)
# The country's code before it: `+7 (495) 555-0132` is no number of North America.
_CODE = re.compile(r"\+\d{1,3}[ .\-]?\Z")
_LOCAL = re.compile(rf"(?<![\w./\-$])555-01\d\d{_EXT}{_END}")
_AREA = re.compile(r"\(\d{3}\)[ .\-]{0,3}\Z|\d{3}[ .\-]{1,3}\Z")
# Ten digits without marks whose exchange is never a serial number's by chance alone: 555-01xx.
_RESERVED = re.compile(rf"(?<![\w./\-$])1?[2-9]\d\d55501\d\d{_EXT}{_END}")
_GLOBAL = re.compile(
    rf"(?:\+{_APART}|0{_APART}(?:0|11[ .\-]))"
    rf"[1-9]\d{{0,2}}(?:[ ]?\n)?(?:[ ./(){_DASH}]{{0,3}}\d){{6,12}}{_EXT}{_CLOSED}"
)
# Neither a date nor a volume and its year: `12 (2019)`.
_ANY = re.compile(
    rf"(?=[(\d]){_OPEN}"
    r"(?<![/\-$€£#])(?<!\d,)(?!\d\d?[/.\-]\d\d?[/.\-](?:19|20)\d\d)(?!\d{1,4}[ ]\((?:19|20)\d\d\))"
    rf"(?:0\d{{1,4}}\(\d{{1,4}}\)\d{{4}}|(?:\(\d{{1,5}}\)|\d{{1,5}})(?:(?:[ ]?[./{_DASH}](?:[ ]"
    rf"|(?<=/)[ ]?\n)?|[ ])"
    r"(?:\(\d{1,4}\)|\d{2,8})){1,5}|[08][ ]?\(\d{3,5}\)[ ]?\d{1,3}(?:[ \-]?\d\d){2,3})"
    rf"(?:-\d)?{_EXT}{_CLOSED}(?!,\d)"
)
# A pattern that begins with a figure is sought far sooner than one that looks back first.
_RUN = re.compile(
    rf"\d(?:(?<![^\W{UNSPACED}].)|(?<=TEL.))(?<![./\-$€£#].)(?<!\d,.)\d{{6,11}}{_EXT}{_CLOSED}(?!,\d)"
)
# Eleven digits as switches and senders of messages write a number of North America, and what they do to it.
_ELEVEN = re.compile(rf"1(?<![\w.,/\-$€£#+:].)[2-9]\d{{2}}[2-9]\d{{6}}{_END}(?!,\d|:)")
_CALLS = context.words(
    r"sms|mms|texts?|texted|calls?|called|calling|caller|dial(?:l?ed|l?ing)?|rang|ringing|voicemail|msisdn"
    r"|opt(?:ed)?[ \-]?(?:in|out)|inbound|outbound|subscriber|hung up|no answer|busy|handset"
    r"|phones?|fax(?:ed)?"
)
_LABEL = context.words(
    r"phones?|telephone|(?:direct |land ?)line(?: is)?|call ?back|daytime|evening|cell(?:phone)?"
    r"|tele?\.?(?![ \-]aviv)|mobile|mob"
    r"|call(?: me)?(?: at| on)?|fax|ph|contact|dial|hotline|reach(?:ed)?(?: \w{2,5})?(?: at)?|answering at"
    r"|whatsapp|sms|text(?: me)?|voicemail|lvm(?: on)?"
    r"|(?:left|leave|leaving) (?:an? )?(?:vm|msg|message)(?: on)?|ring"
    r"|handynummer|telefon|handy|rufnummer|number is"
    r"|numbers? (?:at|on)|phon(?:ed|ing)(?: \w{2,4})?(?: back)?(?: at| on)?|rang|ringing(?: \w{2,4})?"
    r"|h/p|hand ?phone|called from"
    r"|calling(?: \w{2,4})?|called \w{2,4}(?: at| on)|t[ée]l[ée]phone|tél|portable|t[eé]l[eé]fonos?"
    r"|telefone|m[oó]vil|celular|cel|cellulare|telefoon(?:nummer)?|mobiel|tfno|tlfno|bel(?: ons)?|gsm"
    r"|mobil(?:e?nummer|nr|telefon)?|telefon(?:nummer|nr|numer)|tlf|puhelin(?:numero)?|puh|matkapuhelin"
    r"|komórka|(?:mio|mi|meu|mon|meine?|mijn|mitt|mit|min|notre|nuestro|sein|ihre) (?:n[uú]m[eé]ro|nummer"
    r"|numer)(?: (?:è|es|é|est|ist|is|er|är))?|numer(?:o di telefono)?"
    r"|n[uú]m[eé]ro de (?:t[eé]l[eé](?:phone|fono)|telefone|contacto?|m[oó]vil)|r?appele[rz]"
    r"|r?appelle[sz]?(?:-moi)?(?: au)?"
    r"|joignable(?: au)?|erreichbar(?: unter)?|anrufen|rufen sie|llam[ae]\w{0,3}|chiam\w{2,6}|ligue"
    r"|bereikbaar(?: op)?|zadzwo[ńn]|soita|rückruf(?:nummer)?|durchwahl|tel\.?-?nr"
    rf"|телефона?|тел\.?|моб\.?|τηλ(?:έφωνο)?\.?|هاتف|جوال|טלפון|नंबर|फ़ोन"
    rf"|{lexicon.patterns('phone_words', 'before')}"
)
# A signature's one letter: `t 01632 960001  m 07700 900001 | f …`.
_LETTER = re.compile(r"(?:^|\n|[ ]{2}|[|·,]|\d[ ])[ ]?[tmfTMF][ .:]{1,2}\Z")
# The label may stand behind the number: `(84) 7564-8830 office`, `975 97 287-Fax`.
_BEHIND = re.compile(
    r"[ \-(]{1,2}(?:office|fax|mobile?|cell|home|work|phone|tel(?![ \-]aviv)|direct|main"
    r"|toll[ -]free|privat|dienstlich|portable|bureau|domicile|casa"
    r"|zurückrufen|erreichen|erreichbar|anrufen|zu erreichen)\b",
    re.I,
)
# What a language that puts its verb last says behind it: `090-1234-5678までご連絡ください`, `0532 123 45
# 67'den arayın`.
_CALLED_ON = re.compile(lexicon.patterns("phone_words", "behind"), re.I)
_OTHER = context.words(
    r"card|ssn|social|account|acct|invoice|order|iban|zip|passport|licen[cs]e|tracking|sku|isbn"
    r"|ref(?:erence)?|reg|gst|vat|date|id|serial|upc|total|member|routing|no|订单|訂單|注文|주문|〒|郵便|우편"
)
# Dates, and social security numbers next to a label of a telephone.
_DATE = re.compile(
    r"\d{3}-\d\d-\d{4}|\d{4}-\d\d-\d\d|\d\d?[/.\-]\d\d?[/.\-](?:\d{4}|\d\d)(?!\d)"
    r"|(?:19|20)\d\d[ /.\-]\d\d[ /.\-]\d\d|(?:1[5-9]|20)\d\d[ ]?[\-–/][ ]?(?:1[5-9]|20)\d\d"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[ .\-]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?"
)


# A moment of a snapshot in a package's version: `1:14~++20220123085548`.
_STAMP = re.compile(r"\+20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
# `MA 02110-1301`, a ZIP code behind its state.
_ZIP, _STATE = re.compile(r"\d{5}-\d{4}"), re.compile(r"(?<![A-Za-z])[A-Z]{2}[\s#*;/]{1,8}\Z")


def _is_zip(text: str, match: re.Match[str]) -> bool:
    before = _STATE.search(text, max(0, match.start() - 12), match.start())
    return before is not None and _ZIP.fullmatch(match.group()) is not None


# Latitude and longitude in one, as the time zones' table writes them (ISO 6709): `+4439-06336`.
_PLACE = re.compile(r"\+\d{4}(?:\d\d)?-\d{5}(?:\d\d)?")
# Every shape holds six digits at least, with no more marks than these between two of them.
_DIGITS = re.compile(rf"\d(?:[ ./()–{_DASH}]{{0,5}}\d){{5}}")


# What North America dials before another country's code: `011-44-20-7946-0123`.
_EXIT = re.compile(r"011[ .\-]")


def find(text: str, region: str = "US", countries: Sequence[str] = ()) -> Iterator[Hit]:
    """Yield telephone numbers; `region` is the country that national shapes are read in (ISO 3166).

    `countries` are those that the telephones next to the text are dialled in: a word for calling, or whom a
    number reaches, says enough of a number of theirs.
    """
    if _DIGITS.search(text) is None:
        return
    for match in _GLOBAL.finditer(text):
        if _PLACE.fullmatch(match.group()):
            continue
        dialled = _EXIT.match(match.group()) is not None and is_of_plan(match.group(), ("US",))
        if match.group()[0] == "0" and not (dialled or _is_called(text, *match.span())):
            continue
        valid = _is_possible(match.group(), region)
        if not valid and _STAMP.fullmatch(match.group()):
            continue
        yield Hit("PHONE_NUMBER", *match.span(), 0.95 if valid else 0.6, "Phone", ("international:+",))
    for match in _US.finditer(text):
        if "." in match.group() and number_confusion.is_labelled_version(text, match.start()):
            continue
        if _CODE.search(text, max(0, match.start() - 6), match.start()):
            continue
        other = number_confusion.is_in_row(text, *match.span()) or number_confusion.is_below_thing(
            text, *match.span()
        )
        if not other or _has_label(text, *match.span()):
            yield _us(text, match)
    for match in _LOCAL.finditer(text) if "555-01" in text else ():
        if _AREA.search(text, max(0, match.start() - 8), match.start()):
            continue
        known = _has_label(text, *match.span())
        yield Hit("PHONE_NUMBER", *match.span(), 0.92 if known else 0.75, "Phone", ("shape_local:0.75",))
    for match in _RESERVED.finditer(text) if "55501" in text else ():
        yield Hit("PHONE_NUMBER", *match.span(), 0.6, "Phone", ("shape_run:0.60",))
    for match in _ELEVEN.finditer(text):
        if north_american(match.group()) and context.is_near(text, *match.span(), _CALLS):
            yield Hit("PHONE_NUMBER", *match.span(), 0.75, "Phone", ("plan:+", "context:+"))
    for pattern, score in ((_ANY, 0.85), (_RUN, 0.8)):
        for match in pattern.finditer(text):
            if not _digits(match.group()) or _is_zip(text, match):
                continue
            if _has_label(text, *match.span()):
                yield Hit("PHONE_NUMBER", *match.span(), score, "Phone", (f"label:{score:.2f}",))
            elif national_phone.is_national(text, *match.span(), countries):
                yield Hit("PHONE_NUMBER", *match.span(), 0.7, "Phone", ("shape_national:0.70",))
            elif listed_phone.is_listed(text, *match.span(), countries):
                yield Hit("PHONE_NUMBER", *match.span(), 0.7, "Phone", ("listed:0.70",))


def of_one_country(values: Sequence[str]) -> bool:
    """Return whether all of some numbers without marks are telephones of one country, with its code."""
    codes: set[int] = set()
    for value in values:
        try:
            number = phonenumbers.parse(f"+{value}")
        except phonenumbers.NumberParseException:
            return False
        if not phonenumbers.is_valid_number(number):
            return False
        codes.add(number.country_code or 0)
    return len(codes) == 1


def regions_of(values: Sequence[str]) -> frozenset[str]:
    """Return the countries (ISO 3166) whose codes stand before some numbers, written with them."""
    found = set[str]()
    for value in values:
        try:
            number = phonenumbers.parse(value)
        except phonenumbers.NumberParseException:
            continue
        found.update(phonenumbers.region_codes_for_country_code(number.country_code or 0)[:1])
    return frozenset(found)


def is_of_plan(value: str, regions: Iterable[str]) -> bool:
    """Indicate whether a number is valid at home in one of some countries, in any spelling."""
    for region in regions:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(value, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def north_american(value: str) -> bool:
    """Indicate whether ten digits, or eleven with the country's, are a number of the plan (NANP)."""
    digits = value.strip().removeprefix("+")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in (10, 11)):
        return False
    if len(digits) == 11 and digits[0] != "1":
        return False
    return bool(phonenumbers.is_valid_number(phonenumbers.PhoneNumber(1, int(digits[-10:]))))


def _us(text: str, match: re.Match[str]) -> Hit:
    known = _has_label(text, *match.span())
    digits = re.sub(r"\D", "", re.split(r"(?i)[xe#]", match.group())[0])[-10:]
    score = 0.85 if digits[0] not in "01" and digits[3] not in "01" else 0.7
    if not known and context.is_before(text, match.start(), _OTHER, 24):
        score -= 0.35
    return Hit("PHONE_NUMBER", *match.span(), 0.97 if known else score, "Phone", (f"shape_us:{score:.2f}",))


def _has_label(text: str, start: int, end: int) -> bool:
    """Return whether a telephone word stands before or behind, and no other label nearer."""
    if _BEHIND.match(text, end) or _CALLED_ON.match(text, end):
        return True
    if text[start : start + 1] in "0(+" and _LETTER.search(text, max(0, start - 6), start):
        return True
    found = [one for one in _LABEL.finditer(text, max(0, start - 40), start) if one.group() != "pH"]
    last = found[-1] if found else None
    return (
        last is not None
        and _REQUEST.search(text, last.end(), start) is None
        and _OTHER.search(text, last.end(), start) is None
        and _is_near(text[last.end() : start])
        and not (_THOUSANDS.fullmatch(text, start, end) and text[last.end() : start].strip(" \t\n.:#-("))
    )


def _is_called(text: str, start: int, end: int) -> bool:
    """Indicate whether a number with an exit code stands behind a label, or behind whom it reaches."""
    if _has_label(text, start, end):
        return True
    return listed_phone.follows_holder(text, start) and _is_possible(text[start:end], "US")


def _is_near(between: str) -> bool:
    """Return whether nothing but marks, few words and other numbers part a label from its number.

    A line with a code goes on with its own values: `PH  EPA257  3.30SU` says nothing of the line below.
    """
    if between.endswith("\n") and _CODE_OR_UNIT.search(between):
        return False
    return "\n" not in between.strip() and len(between) <= 32


# A price unless the label stands right before it: `mobil  Rp 481.800`, `Tel. 481.800`.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_CODE_OR_UNIT = re.compile(r"[A-Z]{2,}\d{2}|\d[A-Z]{2}")


# A word of a requested path labels nothing: `"GET /contact HTTP/1.1" 200 75693`.
_REQUEST = re.compile(r"HTTP/\d")

_DIGIT = re.compile(r"\d")
# An amount in a table's row: `4.40   26.40`, `2  81.55  163.10`.
_FIGURES = re.compile(r"(?<!\S)-?\d{1,6}[.,]\d\d(?!\S)")


def _digits(value: str) -> bool:
    shaped = 6 <= len(_DIGIT.findall(value)) <= 15  # the most of E.164
    return shaped and not _DATE.fullmatch(value) and _FIGURES.search(value) is None


def _is_possible(text: str, region: str) -> bool:
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", text.replace("\n", " ")), region)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))
