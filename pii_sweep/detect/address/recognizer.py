"""Postal addresses: begin at a street or a box, walk on over units, cities, codes and countries.

The vocabulary is that of USPS Publication 28; the walk is a small grammar over one block of
text, so that an address on several lines is one claim and the name line above it is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pii_sweep.detect.address import grammar, opening, postcode, span_check, street
from pii_sweep.detect.address.numbered_line import enumerated, is_credit
from pii_sweep.detect.text import casing, context, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_LABEL = context.words(
    r"address(?:es)?|addr|lives? (?:at|in|on)|living at|resid(?:es?|ing|ence)(?: at)?|located at"
    r"|office is at"
    r"|ship(?:ped|ping|s)? to|deliver(?:y|ed)? to|deliver|sent to|send (?:it |this |to )?to|mail(?:ed"
    r"|ing)? to|moved to|bill(?:ed|ing)? to|sold to|return to|taxi to|home|arrived at|visit us at|meet me at"
    r"|anschrift|adresse|lieferadresse|rechnungsadresse"
)
_NUMERIC_LABEL = re.compile(
    r"(?i)(?:invoice|order|number|id|ref|tel|phone|fax|total|qty|sku|item|acct|account|page|\$|€"
    r"|£)[ .:#]{0,3}$"
)
_EXTRA_NUMBER = re.compile(
    r"(?i)(?:^|[\n>?:,]|\b(?:at|to|in|with|here|address|and|is)|\b(?:apt|suite|unit)\.?[ ]\d{1,4})[ \t]{0,3}"
    r"(\d{1,3}[ ])$"
)
# `20,0000` and `5,000` are one number, not a house number and a postcode.
_NUMBER_GOES_ON = re.compile(r"(?<=\d),\d")
# Years before a name, as in lists of copyright holders, are no house number; nor is a size.
_YEARS = re.compile(
    r"(?:19[5-9]|20[0-4])\d[ ]?[,\-–][ ]?(?:19|20)?\d\d|(?:19[5-9]|20[0-4])\d[ ](?!\d)|\d+[ ][KMG]i?B\b"
)
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d(?!\d)")
# Dates, the numbered fields of licences and lines of a booking: `4b EXP 06/24/2027`, `02 BERG/ADA MS`.
_CARD = re.compile(
    r"\b\d{1,2}/\d{1,2}/(?:19|20)?\d\d\b|\b\d\d-\d\d-(?:19|20)\d\d\b"
    r"|\b\d\d?[ ]de[ ][a-z]{4,10}[ ]del?[ ](?:19|20)\d\d"
    rf"|\b\d\d?(?:{vocabulary.short_month()})(?:\d\d)?\b"
    r"|\b[A-Z]{2,}/[A-Z]{2,}(?:[ ]?[A-Z]+)?[ ](?:MRS?|MSTR|MS|MISS)\b"
    r"|\b(?:SEX|HGT|WGT|EYES|EXP(?:IRES)?|ISS(?:UED)?|DOB|BIRTH ?DATE)\b"
)
# Whom a licence's text says to write to, in thousands of files of programs.
_LICENSOR = re.compile(
    r"(?i)(?:(?:free|apache)[\s#*;/]{1,9}software[\s#*;/]{1,9}foundation|creative[ ]commons)"
    r"(?:,?[\s#*;/]{1,9}(?:inc|europe)\.?)?[,.]?[\s#*;/]{0,16}\Z"
)
# Where a parcel is sorted to or a pallet stands, not where somebody lives.
_ROUTED = re.compile(r"(?i)(?:rte|route|rt|stop|lot|zone|bay|dock|door|aisle|level|bin)\b[ .#:]{0,3}\d")
# A capitalised word right behind a street that no city follows: `Park Avenue Planter`.
_GOES_ON = re.compile(rf"[ ]{casing.UP}[^\W\d_]{{2,}}")
_AT = re.compile(r"(?i)\b(?:at|to|from|near)[ ]$")
_CHECKED = re.compile(r"\d{3,5}-\d[ ]")
_FRENCH_BOX = re.compile(r"(?i)b\.?p\.?[ ]{0,2}\d")
MAX_STEPS, MAX_NEWLINES, MAX_LENGTH = 10, 6, 240


@dataclass(slots=True)
class Walk:
    """How far an address was followed, and what was seen on the way."""

    end: int
    score: float
    reasons: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)

    def add(self, end: int, factor: str, weight: float) -> bool:
        """Move on and keep the reason."""
        self.end = end
        self.score += weight
        self.reasons.append(f"{factor}:{weight:+.2f}")
        return True


Step = Callable[[str, Walk, int], bool]


def find(text: str, step: Step) -> Iterator[Hit]:
    """Yield the addresses of a text whose columns stand one below the other.

    `step` takes one more part of an address at a place, or returns None.
    """
    covered = -1
    found = sorted(street.starts(text), key=lambda start: (start.start, -start.end))
    for start in found:
        if start.start < covered or _NUMERIC_LABEL.search(text[max(0, start.start - 12) : start.start]):
            continue
        hit = _address(text, start, step)
        if hit is not None:
            covered = hit.end
            yield hit


def _address(text: str, start: street.Start, step: Step) -> Hit | None:
    walk = Walk(start.end, start.strength, [f"{start.kind}:{start.strength:.2f}"])
    walk.parts["street"] = text[start.start : start.end]
    follow(text, walk, start.start, step)
    begin = _lead(text, start.start)
    if "zip" in walk.parts and walk.parts.get("format") == "other":
        begin = _house(text, begin)
    elif "zip" not in walk.parts:
        begin = _town_before(text, walk, begin)
    if walk.parts.get("state") == "PR":
        begin = _urbanization(text, begin)
    if begin < start.start:
        walk.add(walk.end, "before", 0.05)
    if context.is_before(text, begin, _LABEL, 40):
        walk.add(walk.end, "label", 0.15)
    if _own_line(text, begin, walk.end):
        walk.add(walk.end, "own_line", 0.1)
    if walk.end == start.end and _GOES_ON.match(text, walk.end):
        walk.add(walk.end, "goes_on", -0.2)
    if start.kind == "bare" and "zip" not in walk.parts and _YEAR.match(text, start.start):
        walk.add(walk.end, "year", -0.2)
    score = min(0.99, walk.score)
    placed = {"zip", "country"} if start.kind == "short" else _PLACES
    if _needs_city(text, start) and not walk.parts.keys() & placed:
        return None
    if start.kind in _NUMBER_FIRST and not walk.parts.keys() & _PLACES:
        # `Lane 3 Smith Lane`, `70 GOSUB 500`: the number is the one of the word before it, or counts
        before = _COUNTS.search(text, max(0, start.start - 24), start.start)
        if before is not None or (start.kind == "bare" and _BARE.fullmatch(text, start.start, start.end)):
            return None
    if start.kind == "bare" and _STOPPED.search(text, start.start, walk.end):
        return None
    if score < 0.4 or _CARD.search(text, begin, walk.end):
        return None
    alone = start.kind == "number_last" and not walk.parts.keys() & {"zip", "country"}
    if alone and _counts_or_dates(text[start.start : start.end]):
        return None
    if start.kind == "number_last" and postcode.is_counted(text, start.end):
        return None
    return Hit(
        "STREET_ADDRESS", begin, walk.end, score, "StreetAddress", tuple(walk.reasons), None, dict(walk.parts)
    )


_PLACES = frozenset({"city", "state", "zip", "country"})
_NUMBER_FIRST = frozenset({"bare", "bare_directed", "suffix", "opener"})
_COUNTS = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(sorted(lexicon.words('streets', 'numbered')))})[ ]$")
# A name between two numbers is no street by itself, nor is one behind which a price stands.
_BARE = re.compile(r"\d+[ \t]{1,2}[^\W\d_][^\n\d]{0,30}[ \t]\d[\d.,]*")
# A sentence ends before another number: `1540 Dolphins. 1600 Watch`.
_STOPPED = re.compile(r"[^\W\d_]{4,}\.[ ]\d{1,4}[ ]")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?(,?)[ ](?:(?i:no|nr|n[º°])\.?[ ]?)?(\d{1,4})[a-zA-Z]?(?:[-/]\w+)?$")


def _counts_or_dates(street: str) -> bool:
    """Return whether a number behind a word with a street's ending is a year, a platform's, an order's.

    `Spring 2024`, `Bahnsteig 2`, `Zum Goldenen Hirsch, 14`; English words end in `-ring` by the dozen.
    """
    words = [word.strip(".,").lower() for word in street.split()]
    last = _LAST_WORD.search(street)
    if last is None:
        return _METRES.search(street) is not None
    refused = vocabulary.counted_words() - {"haven"}
    if any(word in refused for word in words[:-1]):
        return True
    word = last[1].lower()
    if word.endswith(tuple(lexicon.words("streets", "not_streets"))):
        return True
    if len(last[3]) == 4 and _YEAR.fullmatch(last[3]):
        return True
    opened = words[0] in ("am", "im", "zum", "zur", "an", "auf", "in", "unter")
    return (opened and bool(last[2])) or (len(words) == 2 and word in lexicon.english())


# `Parking 400 m` is a distance.
_METRES = re.compile(r"\d{2,4}[ ][mM]$")


def _needs_city(text: str, start: street.Start) -> bool:
    """Return whether a beginning needs a town to count: `BP 142` may be blood pressure.

    `4548-4 Hemoglobin A1c LN` is a test by its code (LOINC), which has a check digit behind a dash.
    """
    return start.kind in ("named", "short", "coded") or (
        _FRENCH_BOX.match(text, start.start) is not None
        if start.kind == "box"
        else _CHECKED.match(text, start.start) is not None
    )


def join_spans(text: str, ruled: Sequence[Hit], spans: Sequence[tuple[int, int]]) -> list[Hit]:
    """Join what the rules walked with what the model read.

    A span that only the model has must look the part.
    """
    hits = list(ruled)
    if not hits and not spans:
        return hits
    for span in spans:
        start, end = _trim_span(text, *span)
        meeting = [index for index, hit in enumerate(hits) if hit.start < end and start < hit.end]
        if len(meeting) == 1:
            hit = hits[meeting[0]]
            low, high = min(start, hit.start), max(end, hit.end)
            above = text[start : hit.start]
            if _CODED.fullmatch(above) or (_ABOVE.fullmatch(above) and not _PLACE.search(above)):
                low = hit.start
            if _LEADS.search(above) or _HOUR.search(above):
                low = hit.start
            if "zip" in hit.parts or "country" in hit.parts:
                high = hit.end
            if field := _FIELD.search(text, hit.end, high):
                high = field.start()
            if code := _BEFORE_PHONE.match(text, hit.end, high):
                high = code.end()
            if _is_too_wide(hit, text[low:high]):
                low, high = hit.start, hit.end
            hits[meeting[0]] = hit.at(start=low, end=high).raised("model", 0.15)
        elif not meeting and end - start > 5:
            hits.append(_check_model_span(text, start, end))
    kept = (
        hit
        for hit in (
            _leave_phone_lines_out(text, _end_at_account(text, _cut_minutes(text, hit))) for hit in hits
        )
        if hit.score >= 0.4
        and not enumerated(text, hit)
        and not is_credit(text, hit)
        and not _LICENSOR.search(text, max(0, hit.start - 80), hit.start)
    )
    return sorted(kept, key=lambda hit: hit.start)


# `vers 18 h 30 boulevard Gambetta`: the minutes are no house's number.
_HOUR, _MINUTES = (
    re.compile(r"(?<!\d)[012]?\d[ ]?h[ ](?:[0-5]\d[ ])?\Z"),
    re.compile(r"[0-5]\d[ ](?=[^\W\d_]{3})"),
)


def _cut_minutes(text: str, hit: Hit) -> Hit:
    minutes = _MINUTES.match(text, hit.start, hit.end)
    if minutes and _HOUR.search(text, max(0, hit.start - 6), hit.start):
        street = hit.parts.get("street", "").removeprefix(minutes.group())
        return hit.at(start=minutes.end(), parts=dict(hit.parts) | {"street": street})
    return hit


# A code that the rules do not know by itself, before a telephone: `Midvale WA 6056 - 13 55 77`.
_BEFORE_PHONE = re.compile(r"[ ]\d{4,6}(?=[ ]{1,2}(?:[\-–|·,][ ]{1,2})?\(?[01]\d[\d ()\-]{3})")


def _end_at_account(text: str, hit: Hit) -> Hit:
    """Return an address without the account behind it: `6300 Zug IBAN CH59 0900 0000`."""
    account = _ACCOUNT.search(text, hit.start, hit.end)
    return hit.at(end=account.start()) if account and account.start() > hit.start else hit


def _leave_phone_lines_out(text: str, hit: Hit) -> Hit:
    """Return an address without the telephones on lines of their own around it, as signatures have them."""
    if "\n" not in text[hit.start : hit.end]:
        return hit
    head = _PHONE_LINES.match(text, hit.start, hit.end)
    if head and not span_check.street(head["above"] or "") and span_check.street(text[head.end() : hit.end]):
        hit = hit.at(start=head.end())
    last = text.rfind("\n", hit.start, hit.end)
    while last > 0 and _PHONE_LINE.match(text, last):
        kept = text[hit.start : last]  # the code may be one of the telephone's figures
        parts = {key: part for key, part in hit.parts.items() if key != "zip" or part in kept}
        hit = hit.at(end=last, parts=parts)
        last = text.rfind("\n", hit.start, hit.end)
    return hit


_PHONE_LINE = re.compile(r"\n[ \t]*[+(]?\d(?:[ ./()\-]{0,2}\d){9,14}[ \t]*(?=\n|\Z)")
# With what may stand above them in one line, such as a part in a choir; or a number of identity.
_PHONE_LINES = re.compile(
    r"(?:(?P<above>[^\n]{2,40})\n)?[ \t]*(?:[+(]?\d(?:[ ./()\-]{0,2}\d){9,14}"
    r"|(?:[^\d\n]{1,24}[:. ][ ]?)?(?=[A-Z]*\d)[A-Z\d]{10,18})[ \t]*\n\s*"
)
# Accounts by their word or their form; two letters and figures alone may be a postal code. And telephones
# with a trunk zero in groups, behind a comma.
_ACCOUNT = re.compile(
    r"[,; \n]{1,3}(?:IBAN\b|[A-Z]{2}\d{2}[ ]?(?:[A-Z\d]{4}[ ]?){3,})"
    r"|[,;][ ]\(?0\d{1,4}\)?(?:[ \-]\d{2,4}){2,4}(?![\w\-])"
)


def _is_too_wide(hit: Hit, joined: str) -> bool:
    """Return whether what rules and model read together is more than an address, or in another script.

    The model was trained on Latin letters.
    """
    crosses = span_check.crosses_sentence(joined)
    return "\n\n" in joined or len(joined) > MAX_LENGTH or crosses or hit.reasons[0].startswith("script")


# Who lives there stands above, and is no part of the address; a building is.
_ABOVE = re.compile(r"(?:[^\d\n]{2,60}\n){1,2}[ \t]{0,8}")
_PLACE = re.compile(
    r"(?i)\b(?:house|cottages?|farm|building|bldg|towers?|court|hall|lodge|plaza|cent(?:er|re)|park|mall"
    r"|campus|villas?"
    r"|manor|barn|mill|block|floor|estate|apartments?|apt|suites?|unit|residences?|wing|airport|hospital"
    r"|university|college|school|dep(?:t|artment)|p\.?o\.?|urb|cond|c/o)\b"
)
# What leads to an address in a sentence is no part of it: `naar Kerkstraat 8`, `Mieszka przy ul. Długiej 15`;
# in small letters no address begins so.
_PREPOSITION = (
    r"(?:in|an|auf|bei|zu|nach|von|aus|at|to|on|from|near|en|na|no|em|do|da|naar|op|aan|te|til|på|ved|i|w"
    r"|we|przy|u|dans|sur|chez|au|aux|à|presso|ad|a)"
)
_ARTICLE = r"(?:der|die|das|dem|den|the|la|le|el|il|de|het)"
# No address begins before a date or a long number: `born 05.01.1984, resident in Leeds,`.
_LEADS = re.compile(
    rf"(?:^|[ \n]){_PREPOSITION}[ ](?:{_ARTICLE}[ ])?$|\b\d\d?[./\-]\d\d?[./\-](?:19|20)\d\d\b|\d{{8}}"
)
_LED_BY = re.compile(rf"(?:{_PREPOSITION}[ ](?:{_ARTICLE}[ ])?|{_ARTICLE}[ ])(?=[A-ZÀ-Þ\d])")
# A field's code and value on the line above: `2 WINONA` on a licence.
_CODED = re.compile(r"\d{1,2}[a-d]?[.:]?[ ][^\d\n]{2,40}\n")
# The next field of a form is no more of an address: `budget = 15k`.
_FIELD = re.compile(r"\n[ \t]{0,8}(?:[^\W\d_][\w \-]{1,24}[ ]?[=:][ ]|[tmfpTMFP][. ]{1,2}[+(0]\d)")
_RUNS_ON = re.compile(r"(?:[ ][a-zß-öø-ÿ]+\.?){1,8}$")


def _trim_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut marks at the ends of a span, and lower-case words behind it where its other words have capitals."""
    value = text[start:end]
    start += len(value) - len(value.lstrip(" \t\n,.;:-|>"))
    if led := _LED_BY.match(text, start, end):
        start = led.end()
    value = text[start:end].rstrip(" \t\n,;:-|(")
    tail = _RUNS_ON.search(value)
    if tail and re.search(r"[A-ZÀ-Þ]", value[: tail.start()]) and not re.search(r"\d", value[tail.start() :]):
        words = [word.strip(".") for word in tail.group().split()]
        if not any(word in lexicon.words("streets", "suffixes") for word in words):
            value = value[: tail.start()].rstrip(" ,.")
    return start, start + len(value)


_SIGNS = re.compile(
    r"[$€£=\[\]{}\\*]|^[01]\d/[0-3]\d[ ]|^\d{3,5}-\d[ ]|^[012]?\d:[0-5]\d\b"
    r"|\d\.\d{1,3}\b|\d,\d{1,2}\b|\n[A-Z]{2,5}[ ]\d{2,4}\b|(?i:\bcopyright\b)|@|https?:"
    r"|(?i:\d ?(?:lbs?|oz|kg|cm|pcs)\b|\b(?:ref|terms|qty|total)\b|char\(\d)|\d[ ]{2,}\w|\d{7,}(?!-?\d{4}$)"
)


def _check_model_span(text: str, start: int, end: int) -> Hit:
    value = text[start:end]
    hit = Hit(
        "STREET_ADDRESS",
        start,
        end,
        0.35,
        "StreetAddress",
        ("model:0.35",),
        None,
        {"street": value.split("\n")[0]},
    )
    digits = any(char.isdecimal() for char in value)
    hit = hit.raised("digits", 0.15) if digits else hit
    tail = grammar.us_tail().search(value)
    if tail and not _CAPITAL.search(value, 0, tail.start("state")):
        tail = None  # `la CA 30918`: no town
    if tail:
        parts = {key: part for key, part in tail.groupdict().items() if part}
        parts["state"] = lexicon.state_codes().get(parts["state"].lower(), parts["state"])
        hit = hit.at(parts={**hit.parts, **parts})
        hit = hit.raised("city_state_zip", 0.2)
    elif not digits:
        hit = hit.raised("no_digits", -0.2)
    if context.is_before(text, start, _LABEL, 40):
        hit = hit.raised("label", 0.1)
    if _own_line(text, start, end):
        hit = hit.raised("own_line", 0.1)
    if (_YEARS.match(value) or _FRENCH_BOX.match(value)) and not tail:
        hit = hit.raised("years", -0.3)
    if not span_check.looks(value) or _LATIN.search(value) is None:
        hit = hit.raised("no_street_word", -0.25)
    elif not tail and "label" not in " ".join(hit.reasons):
        hit = hit.raised("counts", -0.3) if span_check.counts(value) else hit
        announced = span_check.street(value) or _AT.search(text, max(0, start - 8), start)
        hit = hit if announced else hit.raised("bare", -0.25)
    if not tail and _ROUTED.match(value) and "label" not in " ".join(hit.reasons):
        hit = hit.raised("routed", -0.3)
    if not tail and span_check.crosses_sentence(value):
        hit = hit.raised("sentence", -0.3)
    if _CARD.search(value) or _SIGNS.search(value) or postcode.ends_in_amount(value):
        hit = hit.raised("signs", -0.3)
    if not tail and len(_SMALL.findall(value)) > _MOST_SMALL:
        hit = hit.raised("sentence", -0.3)
    return hit


_CAPITAL = re.compile("[A-ZÀ-Þ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{3}")  # addresses in other scripts have patterns of their own
# Words in small letters: particles and a street's own word are few, a sentence has more.
_SMALL = re.compile(r"(?<!\S)[a-zß-öø-ÿ]{2,}(?![^\s,;.])")
_MOST_SMALL = 5


def _own_line(text: str, start: int, end: int) -> bool:
    head = text[text.rfind("\n", 0, start) + 1 : start].strip(" \t>?|*#")
    stop = text.find("\n", end)
    tail = text[end : stop if stop >= 0 else len(text)].strip(" \t.,")
    return not head and not tail and "\n" in text


def follow(text: str, walk: Walk, begin: int, step: Step) -> None:
    """Walk over everything that belongs to an address after its first part."""
    for _ in range(MAX_STEPS):
        if _NUMBER_GOES_ON.match(text, walk.end):
            return
        gap = grammar.gap().match(text, walk.end)
        at = gap.end() if gap else walk.end
        if at - begin > MAX_LENGTH or text.count("\n", begin, at) > MAX_NEWLINES:
            return
        if not step(text, walk, at):
            return


_HOUSE = re.compile(
    r"(?:[ \t>|]{0,8}|[^\n]*?[\s,:;(])((?:(?:c/o|C/O)[ ])?(?:The[ ])?(?:[A-Z][^\W\d_'’]+['’]?s?[ ]){1,3}"
    rf"(?:{opening.houses()})),?[ \t]{{0,4}}"
)


def _house(text: str, start: int) -> int:
    """Return where a British house's name before or above the street begins, else the street's begin."""
    line = text.rfind("\n", 0, start) + 1
    house = _HOUSE.fullmatch(text, line, start) if text[line:start].rstrip().endswith(",") else None
    if house is not None:
        return house.start(1)
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    match = _HOUSE.fullmatch(text, above, line - 1) if line and not text[line:start].strip() else None
    return match.start(1) if match and not _is_called(match[1]) else start


def _is_called(house: str) -> bool:
    """Return whether what ends like a house is a person's given and family name: `Anna Hall`."""
    words = house.lower().split()
    known = len(words) == 2 and lexicon.given_name(words[0]) and lexicon.family_name(words[1])
    return known and words[1] not in lexicon.ordinary()


# `6720 Szeged, Oskola utca 23`: code and town stand first in Hungary and where a form asks for them so.
_TOWN_FIRST = re.compile(
    rf"(?<![\w.,/\-])(?:[A-Z]{{1,3}}-)?(?P<zip>\d{{4,6}}|\d{{3}}[ ]\d\d"
    rf"|\d\d-\d{{3}})[ ](?P<city>{casing.UP}[^\W\d_]+"
    rf"(?:[ \-]{casing.UP}?[^\W\d_]+){{0,2}}(?:[ ][IVX]{{1,5}}\.(?:[ ]ker(?:ület)?\.?)?)?),[ ]$"
)


def _town_before(text: str, walk: Walk, start: int) -> int:
    """Return where the code and the town before a street begin, else the street's own begin."""
    line = max(text.rfind("\n", 0, start) + 1, start - 60)
    match = _TOWN_FIRST.search(text[line:start])
    if match is None or match["city"].lower() in vocabulary.street_stops():
        return start
    walk.parts.update(match.groupdict(), format="other")
    walk.add(walk.end, "town_first", 0.2)
    return line + match.start()


def _urbanization(text: str, start: int) -> int:
    """Return where an urbanization on the line above begins, as in Puerto Rico, else the street's begin."""
    line = text.rfind("\n", 0, start) + 1
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    match = _URB.fullmatch(text, above, line - 1) if line and not text[line:start].strip() else None
    return match.start(1) if match else start


# USPS Publication 28, 29: the urbanization stands on a line of its own above the street.
_URB = re.compile(
    r"(?i)[ \t]{0,8}((?:urb(?:anizaci[oó]n)?|cond(?:ominio)?|res(?:idencial)?|repto|parc(?:elas)?|barrio)"
    r"\.?[ ][^\W\d_][^\n\d]{2,30}?)[ \t,]{0,4}"
)


def _lead(text: str, start: int) -> int:
    """Return where a second number or a unit before the street begins, else the street's own begin."""
    extra = _EXTRA_NUMBER.search(text[max(0, start - 24) : start])
    if extra:
        start -= len(extra.group(1))
    line = text.rfind("\n", 0, start) + 1
    low = max(0, start - 30) if start - line < 3 else max(line, start - 30)
    for match in grammar.unit().finditer(text, low, start):
        between = text[match.end() : start]
        if match.start() > 0 and text[match.start() - 1].isalnum():
            continue
        if "\n" in between and (match.start() != text.rfind("\n", 0, match.start()) + 1 or "\n\n" in between):
            continue  # `Kissimmee, FL 34741` above a street is no floor of it
        if len(between) <= 3 and not between.strip(" ,\n-") and match.group()[:1] != "#":
            return match.start()
    return start
