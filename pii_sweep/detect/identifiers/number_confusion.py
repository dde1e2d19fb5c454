"""Numbers in the shape of a card or a host's address that the words next to them call something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.text import casing, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

REACH = 40

# `firmware 15.2.4.7`, `upgraded to 15.2.7.1`, `v4.1.0.2`, `section 4.2.1.1`; no host's.
_VERSION = re.compile(
    r"(?i)(?:(?<![^\W_])(?:firmware|fw|versions?|ver|vers|release|build|kernel|driver|revision|rev|software"
    r"|patch"
    r"|hotfix|sdk|plugin|bios|versi(?:e|o|ón|one|ja|jon)?(?:_\w{2,12})?|versão|verze|verzi[óej]\w?|wersja"
    r"|sürüm|версия|версія|έκδοση|バージョン|版本|버전"
    r"|assembly|oid|section|clause|chapter|appendix|paragraph)\b|\b(?:up"
    r"|down)grad(?:ed?|es|ing)\b|\bupdated?(?= to\b)|§|\bv)[ \t]{0,2}[:=#]?[ \t]{0,2}(?:(?:no|number|is|to"
    r"|from|at|below|before|after|since|than|string)\b\.?[ ]){0,2}[\"'(v]?$"
)
# A device's system before its version: `ArubaOS 8.10.4.12`, `IOS-XE 17.9.4.1`, `Firmware: Junos 21.4.3.5`.
_SYSTEM = re.compile(
    r"(?:(?<![^\W_])(?:[A-Za-z]{0,10}[a-z]OS|IOS|EOS|(?:NX|PAN)-?OS)(?:-X[ERS])?"
    r"|(?i:firmware|version)[ ]{0,2}[:=][ ]{0,2}"
    r"[A-Za-z][\w\-]{1,20})[ ][vV]?$"
)
# `image: registry.example/shop/web:1.20.4.2`, a container's tag; `usb 1-1.4.2.1`, a port behind hubs.
_TAG = re.compile(
    r"(?i)\b(?:image[\"']?[ \t]{0,2}[:=][ \t]{0,2}[\"']?|(?:from|pull|push)[ ](?=[^\s:]{0,60}(?::\d+)?/))"
    r"[\w.\-]{1,60}(?::\d{1,5})?(?:/[\w.\-]{1,60}){0,5}:$|\busb[ ]\d{1,3}-$"
)
_TAG_REACH = 160
# A package and its version are one word in the name of a folder or a file: `Serilog.File.2.18.26.6\lib`,
# `libfoo-10.2.54.13.zip`; package managers write them apart: `Restored Serilog.File 2.18.26.6`.
_PACKAGE = re.compile(r"[^\W\d_]\w*[.\-]$")
_PACKED = re.compile(
    r"(?i)[.](?:nupkg|dll|so|jar|war|whl|gem|zip|tar|tgz|7z|exe|msi|rpm|deb|apk|dmg|pkg|cab|vsix)\b"
)
_FOLDER = re.compile(r"[\\/][A-Za-z]")
_MANAGED = re.compile(
    r"\b(?:[Rr]estor|[Ii]nstall|[Uu]pgrad|[Dd]ownload|[Uu]npack)(?:ed|ing) [A-Z]\w*(?:\.[A-Z]\w*)+ $"
)
# Of hosts hardly one has four single figures, of versions many: a word for a host must stand right before.
_TINY = re.compile(r"\d(?:\.\d){3}")
_HOST = re.compile(
    r"(?i)(?<![^\W_])(?:ip(?:v4)?|hosts?|client|peer|remote|src|dst|addr(?:ess)?|from)\b[^\w\n]{0,6}$"
)
# A piece of an object identifier (ITU-T X.660), and those of certificates and curves that have four arcs.
_LONGER, _GOES_ON = re.compile(r"\d\.\Z"), re.compile(r"\.\d")
_OID = re.compile(r"2\.5\.(?:4|8|29)\.\d+|1\.3\.(?:6|14|36|101|132)\.\d+")
_LATER = re.compile(r"(?i)[ ](?:or|and) (?:later|newer|above|higher|earlier|older)\b")
# Goods, machines and books have numbers of four groups too, and one in ten passes the check of cards.
_THING = re.compile(
    r"(?i)\b(?:part|serial|model|article|catalog(?:ue)?|item|product|batch|lot|asset|meter|style|stock"
    r"|licen[cs]e|activation|product|device|case|docket|policy|claim|ticket)[ ]?(?:no|nr|num|number|code"
    r"|key|id|#)?\b\.?[ :#=]{0,3}$|\b(?:s/?n|p/?n|sku|isbn|issn|imei|iccid|ean|gtin|upc|mpn"
    r"|oem)\b[ :#=.]{0,3}$"
)


# Labels right before numbers of parts and models, which may be marked as those of social security are.
_PART = re.compile(
    r"(?i)(?<![^\W_])(?:(?:part|serial|model|article|catalog(?:ue)?|product|style|stock|spare)[ ]?"
    r"(?:no|nr|num|number|code|ref|id|#)\b\.?|art(?:ikel)?\.?[ \-]?(?:nr|no|nummer)\b\.?"
    r"|model[ ]?:|sku|mpn|oem|p/n|s/n)[ :#=.]{0,3}$"
)


def is_version(text: str, start: int, end: int) -> bool:
    """Return whether four numbers with points are a version's or a section's, by the words next to them."""
    if text[start - 1 : start] == "/" and text[end : end + 1] == "/" and text[start - 2 : start] != "//":
        return True  # a step of a path: `/v/10.4.2.1/app.js`
    named = any(label.search(text, max(0, start - REACH), start) for label in (_VERSION, _SYSTEM))
    if _LONGER.search(text, max(0, start - 2), start) or _GOES_ON.match(text, end):
        return True
    if _OID.fullmatch(text, start, end) and not _HOST.search(text, max(0, start - REACH), start):
        return True
    if _TINY.fullmatch(text, start, end) and not _HOST.search(text, max(0, start - REACH), start):
        return True
    if text[start - 1 : start] in (":", "-") and _TAG.search(text, max(0, start - _TAG_REACH), start):
        return True
    return named or _LATER.match(text, end) is not None or _is_of_package(text, start, end)


def _is_of_package(text: str, start: int, end: int) -> bool:
    """Return whether four numbers are the version of a package that is named right before them."""
    low = max(0, start - REACH)
    if _MANAGED.search(text, low, start):
        return True
    if not _PACKAGE.search(text, low, start) or _HOST.search(text, low, start):
        return False
    in_folder = text[start - 1] == "." and _FOLDER.match(text, end) is not None
    return in_folder or _PACKED.match(text, end) is not None


# What a number in a row of figures has next to it, parted by no more than a space.
_FIGURE_BEFORE = re.compile(r"(?<![\w+.,])\d+(?:\.\d+)?[ ]\Z")
_FIGURE_BEHIND = re.compile(r"[ ]\d+(?:\.\d+)?(?![\w.,\-])")


def is_in_row(text: str, start: int, end: int) -> bool:
    """Indicate whether groups that spaces alone part stand in a row of figures: `200 200 365 8358 0.5`.

    So logs of web servers write statuses, times and bytes.
    """
    value = text[start:end]
    if not value.replace(" ", "").isdecimal() or " " not in value:
        return False
    before = _FIGURE_BEFORE.search(text, max(0, start - 24), start)
    return before is not None or _FIGURE_BEHIND.match(text, end) is not None


def is_labelled_version(text: str, start: int) -> bool:
    """Indicate whether the words right before a number say that it is a version's."""
    return _VERSION.search(text, max(0, start - REACH), start) is not None


def is_below_thing(text: str, start: int, end: int) -> bool:
    """Indicate whether a number stands below the header of a thing's number: `PART NUMBER`, `Artikelnr.`.

    Columns are of the same place in the line, or of as many tabs.
    """
    headers = _find_thing_headers(text)
    return (
        bool(headers)
        and headers.get(_column_at(text, start), start) < start
        and _ROW.match(text, end) is not None
    )


@casing.keep_readings
def _find_thing_headers(text: str) -> dict[tuple[int, int], int]:
    """Return the first place of a header of things' numbers in each column of a text."""
    found: dict[tuple[int, int], int] = {}
    for match in _THING_HEADER.finditer(text):
        found.setdefault(_column_at(text, match.start()), match.start())
    return found


def _column_at(text: str, at: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, at) + 1
    tabs = text.count("\t", begin, at)
    return tabs, 0 if tabs else at - begin


_ROW = re.compile(r"[ ]{2}|\t|[ ]?$", re.MULTILINE)
_THING_HEADER = re.compile(
    r"(?im)(?:^|(?<=[ ]{2})|(?<=\t))(?:(?:part|serial|model|catalog(?:ue)?|item|product|stock|material)[ ]?"
    r"(?:no|nr|num(?:ber)?|code|id|#)\.?|sku|p/?n|s/?n|mpn|ean|gtin|upc"
    r"|art(?:ikel)?\.?[ ]?(?:no|nr|nummer)\.?)"
    r"(?=[ ]{2}|\t|[ ]?$)"
)


def is_blank(value: str) -> bool:
    """Indicate whether a number is a form's blank or a pattern: five figures or more, all of them zero."""
    figures = [letter for letter in value if letter.isdecimal()]
    return len(figures) >= _BLANK and set(figures) == {"0"}


# Of so many numbers, no more than this share begin differently where they are counted up: accounts, lots.
_COUNTED, _HEADS, _HEAD = 5, 0.5, 5
_HYPHENED = re.compile(r"\d{3}-\d\d-\d{4}")
_LOW = 100
_CANDIDATE = 0.45  # of social security numbers that follow each other


def are_counted(values: Iterable[str]) -> bool:
    """Indicate whether numbers of nine figures are counted up below a few headings: `255.03.0001`.

    Of social security numbers the first five figures seldom come again. Those with hyphens whose last
    figures neither begin low nor are round are not counted below a heading: test data are drawn so.
    """
    held = list(values)
    return _share_heads(held) and not (all(map(_HYPHENED.fullmatch, held)) and not _begin_low(held))


def _share_heads(values: Iterable[str]) -> bool:
    """Indicate whether many numbers have few first figures."""
    numbers = {"".join(filter(str.isdecimal, value)) for value in values}
    return len(numbers) >= _COUNTED and len({one[:_HEAD] for one in numbers}) <= _HEADS * len(numbers)


def _begin_low(values: Iterable[str]) -> bool:
    """Indicate whether the last figures below half of the headings begin at a low number, or are round."""
    lists: dict[str, list[int]] = defaultdict(list)
    for value in values:
        lists[value[:6]].append(int(value[-4:]))
    low = sum(min(one) <= _LOW or not any(number % 10 for number in one) for one in lists.values())
    return 2 * low >= len(lists)


def _find_listed_things(text: str, hits: Iterable[Hit], heading: re.Pattern[str]) -> set[int]:
    """Return where bare numbers begin in a list below words for parts or lots: `lots:`; words end it."""
    listed, end = set[int](), -1
    for hit in sorted((one for one in hits if _is_bare_ssn(one)), key=lambda one: one.start):
        follows = end >= 0 and _LETTER.search(text, end, hit.start) is None
        if follows or heading.search(text, max(0, hit.start - REACH), hit.start):
            listed.add(hit.start)
            end = hit.end
        else:
            end = -1
    return listed


def _are_named_things(text: str, hits: Iterable[Hit]) -> bool:
    """Return whether a title or one word right before bare numbers says what they are: `seal 412-07-4410`.

    People have a name each, and one person has one such number. A word for people, for a list or for what was
    done says nothing of things.
    """
    first = min((hit.start for hit in hits if _is_bare_ssn(hit)), default=0)
    if _TITLE.search(text, max(0, first - 2 * REACH), first):
        return True
    words = {
        match["word"].lower()
        for hit in hits
        if _is_bare_ssn(hit) and (match := _NAMED_BY.search(text, max(0, hit.start - REACH), hit.start))
    }
    refused = vocabulary.person_headers() | vocabulary.name_labels() | _OF_PEOPLE
    return len(words) == 1 and not any(
        word in refused or word.rstrip("s") in refused or word.endswith("ed") for word in words
    )


_NAMED_BY = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]{4,})[ ][\"'(*]{0,2}\Z")
_OF_PEOPLE = frozenset(
    {"worker", "people", "person", "personnel", "payroll", "beneficiaries", "retiree", "security", "number"}
    | {"value", "list", "data", "record", "file", "entries", "entry", "dump", "from", "with", "that", "then"}
)
# Words for what has numbers by itself, with a sign behind them; where numbers begin alike, vaguer ones, too.
_OF_THINGS = "lot|part|batch|article|product|serial|model|catalog(?:ue)?|stock|sku"
_SIGN = r"s?(?:[ _\-]?(?:no|nr|num|number|code|ref|id)s?)?\.?[\"']?[ ]?[:=][\s\[\-*\"']*$"
_SURE_HEADING = re.compile(rf"(?i)(?<![^\W_])(?:{_OF_THINGS}){_SIGN}")
_HEADING = re.compile(rf"(?i)(?<![^\W_])(?:{_OF_THINGS}|item|asset){_SIGN}")
# A title on the line above the first: `Spare part list of the crane`.
_TITLE = re.compile(
    rf"(?im)^[^\n\d:=]{{0,40}}(?<![^\W_])(?:{_OF_THINGS})s?(?![^\W_])[^\n\d:=]{{0,40}}\n\s*\Z"
)
_LETTER = re.compile(r"[^\W\d_]")
# A time of day twice, as timetables write the one that is run and the one announced; a day in figures, alone
# and with its hour; decimals; a sum with its thousands and a number on the next line.
_OTHER_NUMBERS = {
    "PHONE_NUMBER": re.compile(
        r"((?:[01]\d|2[0-3])[0-5]\d)[ H]\1\d?"
        r"|(?:(?:19|20)\d\d([\-./])[01]?\d\2[0-3]?\d|[0-3]?\d([\-./])[01]?\d\3(?:19|20)\d\d)[ ]{1,2}[0-2]?\d"
        r"(?:[ .\-]?[0-5]\d)?"
        r"|[1-9]\.\d{5,9}|\d{1,3}(?:\.\d{3})+\s*[\t\n]\s*\d+"
        r"|1[34]\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])"  # of the calendars of Islam and Iran
    ),
    "US_BANK_NUMBER": re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
}


def keep_meant(text: str, hits: Iterable[Hit], fields: Sequence[Hit] = ()) -> Iterator[Hit]:
    """Yield hits without blanks, and without telephones that the words before them call another number.

    `fields` are what the labels of a record's fields say: nine figures under one are no social security
    number because the label of another field says that of its own.
    """
    owned = [one for one in fields if one.entity in _OWN_LABEL]
    hits = [hit for hit in hits if not any(_is_relabelled(text, hit, one) for one in owned)]
    bare = [text[hit.start : hit.end] for hit in hits if _is_bare_ssn(hit)]
    counted, alike = are_counted(bare), _share_heads(bare)
    heading = _HEADING if alike else _SURE_HEADING
    things = set[int]() if counted else _find_listed_things(text, hits, heading)
    counted = counted or (alike and _are_named_things(text, hits))
    for hit in hits:
        if _is_bare_ssn(hit) and (
            counted or hit.start in things or _PART.search(text, max(0, hit.start - REACH), hit.start)
        ):
            continue
        if hit.entity != "PASSWORD" and is_blank(text[hit.start : hit.end]):
            continue
        if alike and _is_bare_ssn(hit):
            yield hit.scored(min(hit.score, _CANDIDATE), (*hit.reasons, "counted:-"))
            continue
        other = _OTHER_NUMBERS.get(hit.entity)
        if other and other.fullmatch(text, hit.start, hit.end):
            continue
        if hit.entity == "US_DRIVER_LICENSE" and _is_of_airline(text, hit.start):
            continue
        national = hit.entity == "PHONE_NUMBER" and "international:+" not in hit.reasons
        low = max(0, hit.start - 2 * REACH)
        if national and (_ANNOUNCED.search(text, low, hit.start) or is_eastern_thing(text, hit.start)):
            continue
        public = hit.entity == "PHONE_NUMBER" and (
            _SWITCHBOARD.search(text, low, hit.start)
            or (_OR_SITE.match(text, hit.end) and _SERVICE.search(text, low, hit.start))
        )
        if not public:
            yield hit


_OWN_LABEL = frozenset({"US_DRIVER_LICENSE", "US_PASSPORT", "US_BANK_NUMBER", "MEDICAL_RECORD_NUMBER"})


def _is_relabelled(text: str, hit: Hit, field: Hit) -> bool:
    """Indicate whether a field's own label calls nine figures otherwise than a social security number."""
    return (
        hit.entity == "US_SSN"
        and field.start <= hit.start
        and hit.end <= field.end
        and text[hit.start : hit.end].isdecimal()
    )


SWITCHBOARDS = "|".join(lexicon.table("phone_words")["switchboards"])
# `suppliers.switchboard: 01749 600100`, a field or a line of a form.
_SWITCHBOARD = re.compile(rf"(?i)(?<![^\W_])(?:{SWITCHBOARDS})[ \t]?[:=][ \t\"'(]{{0,3}}\Z")
# `To report a fault: 01632 960 110 or www.fault.example`: whoever has a form on a site for it is no person.
_OR_SITE = re.compile(
    r"(?i)[ ](?:or|ou|oder|of|o|eller|lub|nebo|tai|vagy|sau|или|або|ή)[ ]+(?:https?://|www\.)"
)

_SERVICE = re.compile(
    r"(?i)\b(?:reports?|faults?|enquir|help ?(?:line|desk)|hotline|emergenc|support|service|info|störung"
    r"|signaler|urgence|averías|guasti|complain|missed|collections?)"
)


# `DL` is an airline as well: `DL 1482 14MAR ATL-LGA`, `Frequent flyer DL 9023341187`.
_FLIGHT = re.compile(
    rf"DL[ ]?\d{{1,4}}[A-Z]?[ ](?:[A-Z][ ])?\d{{1,2}}[ ]?(?:{vocabulary.short_month()})(?![a-z])"
)
_FLYER = re.compile(r"(?i)\b(?:fl[iy]er|miles|mileage|ff|fqtv)[ ]?(?:no|number|nr|#)?\.?[ ]?:?[ ]DL[ ]?\Z")


def _is_of_airline(text: str, start: int) -> bool:
    """Return whether a number behind `DL` is that of a flight or of somebody who flies often."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    if not before.endswith("DL"):
        return False
    label = text.rfind("DL", 0, start)
    flight = _FLIGHT.match(text, label)
    return flight is not None or _FLYER.search(text, max(0, start - REACH), start) is not None


def _is_bare_ssn(hit: Hit) -> bool:
    return hit.entity == "US_SSN" and is_by_shape(hit)


def is_by_shape(hit: Hit) -> bool:
    """Indicate whether nothing but its shape makes a number what a recognizer takes it for."""
    return hit.reasons[:1] != () and hit.reasons[0].startswith("shape:") and "context:+" not in hit.reasons


def is_eastern_thing(text: str, start: int) -> bool:
    """Indicate whether the word right before digits is of a thing's number: `会員番号は`, `müşteri no`.

    These languages name the thing first and the word for a number next, as they do for telephones.
    """
    match = _EASTERN.search(text, max(0, start - REACH), start)
    return match is not None and _TELEPHONES.search(match.group()) is None


_EASTERN = re.compile(
    r"(?:[A-Za-z\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,12}?[ ]?"
    r"(?:号码?|號碼?|番号|번호)[はがを은는이가是为為]?"
    r"|(?:编号|編號|型号|型號|型番|品番|コード|코드|代码|代碼|条码|條碼|[单單卡账帳税稅工学學货貨]号|[單帳稅學貨]號|사번|학번)[はがを은는이가是为為]?"
    r"|(?<!\w)(?i:sipariş|siparis|müşteri|fatura|hesap|kargo|takip|kimlik|üye|abone|poliçe|sicil|öğrenci|dosya"
    r"|fiş|seri|ürün|parça|tesisat|sözleşme|vergi)\w*[ ](?i:no|nolu|numara\w*))"
    r"(?:[ \t]?[:：=#])?[ \t「『（(\"'`*]{0,3}\Z"
)
_TELEPHONES = re.compile(
    r"电话|電話|手机|手機|携帯|連絡|联系|聯絡|传真|傳真|行動|微信|我的|私の|本人|핸드폰|휴대|전화|연락|팩스|폰|저의|나의|우리"
)


# What has a number that is no telephone's: `Your policy number is 12345678`, `mon numéro de client est 4455`.
_NUMBERED_THINGS = (
    r"acc(?:oun)?t|policy|invoice|bill|ticket|order|ref(?:erence)?|booking|reservation|confirmation|claim"
    r"|case"
    r"|customer|client|member(?:ship)?|subscriber|patient|nhs|ni|national insurance|national id"
    r"|social security|social insurance|ss|ssn|passport|visa|licen[cs]e|permit|card|serial|model|part"
    r"|batch|lot"
    r"|item|article|product|tracking|shipment|parcel|consignment|container|registration|plate|reg|vin|chassis"
    r"|engine|flight|seat|employee|staff|personnel|payroll|student|roll|enrol\w*"
    r"|matriculation|badge"
    r"|id|identification|identity|tax(?:payer)?|vat|gst|charity|contract|agreement|loan"
    r"|mortgage|routing|transit|sort code|iban|voucher|coupon|gift card|receipt|transaction|payment"
    r"|meter"
    r"|docket|incident|complaint|request|job|purchase|po|quot(?:e|ation)|medicare|medicaid"
    r"|insurance|group|certificate|file|matter|crime|record|mrn|chart|lucky|pin|winning"
    r"|version|build|port|page|box|prescription|rx|npi|dea|aadhaar|pan|tfn|abn|acn|crn|sin|ein|itin|tin"
    r"|bsn|pps"
    r"|pesel|dni|nie|cpf|loyalty|frequent flyer|rewards?|locker|apartment|house|protocol|application|petition"
)
_NO_TELEPHONE = (
    r"(?!t[eé]l|portable|mobile?|fixe|celular|m[oó]vil|contact|contat|whats|fax|cell|appel|casa|trabajo"
    r"|gsm|kom"
    r"|urg|emerg)"
)
_ANNOUNCED = re.compile(
    rf"(?i)(?<![^\W_])(?:(?:{_NUMBERED_THINGS})(?:[ ]|[ _]?(?=num))(?:number|numbers|no\.?|nr\.?|num\.?|id|#)"
    rf"|(?:n[uú]m[eé]ro|numer|n[º°])[ ](?:d[eoai][ ]|del[ ]|de[ ]la[ ]|d['’]|da[ ]"
    rf"|dell['’a][ ]?)?{_NO_TELEPHONE}"
    r"(?!est?[ ]|è|é|to[ ])[^\W\d_]{3,20})"
    r"(?:[ ](?:is|was|es|est|è|é|to|jest|has been|will be|would be|should be))?[ ]?[:=]?[ \t\"'(]{0,3}\Z"
)


def is_fraction(text: str, start: int, end: int) -> bool:
    """Indicate whether digits are the decimals of a number, as machines write them: `38.600900000000003`.

    A comma may part the numbers of a list as well: one before it is long or behind another comma, or a
    further one follows.
    """
    if start < 2 or text[start - 1] not in ".," or not text[start - 2].isdecimal():
        return False
    return text[start - 1] == "." or not (
        _LISTED.search(text, max(0, start - 24), start) or text[end : end + 1] == ","
    )


_LISTED = re.compile(r"(?:\d{9}|,[+\-]?\d{1,9}),\Z")


def is_of_thing(text: str, start: int) -> bool:
    """Return whether the words right before a number say that it is a thing's: a part's, a meter's."""
    return _THING.search(text, max(0, start - REACH), start) is not None


# What a bank's own number is called, right before it; with a check digit also a little farther off.
_ROUTING = re.compile(
    r"(?i)\b(?:routing|aba|rtn|transit|r/t)\b(?:[ /]{1,3}(?:aba|routing|transit))?"
    r"[ ]?(?:no|nr|num|number|code|#)?\b\.?(?:[ ]is)?[ \t:#.…=]{0,40}\n?[ ]{0,4}\Z"
)
_OF_BANKS = re.compile(r"(?i)(?<![a-z])(?:routing|aba|rtn|transit|r/t)(?![a-z])")
_ACCOUNT = re.compile(
    r"(?i)\b(?:acc(?:oun)?t|a/c)\b[ ]?(?:no|nr|num|number|#)?\b\.?(?:[ ]is)?[ \t:#.…=]{0,40}\Z"
)
# Milliseconds from 1970 on, of the years 2001 to 2033: programs stamp what they make with them.
_STAMP, _JOINED = re.compile(r"1\d{12}"), re.compile(r"[A-Za-z][\-_]\Z")
_BANKS = 9
# So many zeros and no other figure are a blank.
_BLANK = 5


def routing(text: str, start: int, end: int) -> bool:
    """Return whether a number is a bank's own, by which it is routed, rather than an account's."""
    if end - start != _BANKS:
        return False
    if _ROUTING.search(text, max(0, start - 2 * REACH), start):
        return True
    if not check_digits.aba(text[start:end]) or _ACCOUNT.search(text, max(0, start - 2 * REACH), start):
        return False
    return _OF_BANKS.search(text, max(0, start - 2 * REACH), min(len(text), end + REACH)) is not None


def is_stamp(text: str, start: int, end: int) -> bool:
    """Return whether a number is a time in milliseconds that a program wrote: `to-list-bots-1494432220036`.

    Right behind the word for an account, and not as a part of a name, it is an account's.
    """
    if _STAMP.fullmatch(text, start, end) is None:
        return False
    low = max(0, start - 2 * REACH)
    return _JOINED.search(text, low, start) is not None or _ACCOUNT.search(text, low, start) is None
