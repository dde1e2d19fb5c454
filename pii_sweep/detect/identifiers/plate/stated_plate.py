"""Plates that their words make one: the state that issued them, or the vehicle that bears them.

Those of the United States, Canada and Australia are of no series that every state keeps to, so that a state
says as much as a form: `plate IL BK 77 214`, `her van (NH 512 8830)`, `tag KTR-5521 (OH)`. Colour, maker and
model of a vehicle say as much of what stands right behind them: `the grey Civic, KTR 5521`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pii_sweep.detect.identifiers.plate import plate_form
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

_STATES = {
    *lexicon.table("states")["zips"],
    *("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"),
    *("NSW", "VIC", "QLD", "TAS", "ACT"),
}
_NAMES = {*lexicon.table("states")["names"].values(), *lexicon.table("states")["provinces"]}
_CODE = "|".join(sorted(_STATES))
_STATE = rf"(?:{_CODE}|{'|'.join(map(re.escape, sorted(_NAMES)))})"
_NUMBER = r"(?:[A-Z\d]{1,8}(?:[ \-·][A-Z\d]{1,6}){0,2})(?![\w\-/@$%]|[.,:]\d)"
# Code or name and what may be its plate, with a blank or a mark between.
_PLATE = re.compile(
    rf"(?<![\w\-.])(?P<whole>(?P<state>{_STATE})(?:[ ]{{1,3}}|[ ]?[\-:·][ ]?)"
    rf"(?P<plate>(?=[A-Z \-]*\d){_NUMBER}))"
)
# The state before the label, and the plate behind it: `SC tag: PKT 812`.
_CALLED = gate.gated(
    rf"(?<![\w\-.])(?P<state>{_STATE})[ ](?:licen[cs]e[ ])?(?P<label>[Pp]lates?|[Tt]ags?|PLATES?|TAGS?)"
    rf"(?:[ ](?:no\.?|number|is|was|\#))?[:=#]?[ ]{{1,2}}(?P<plate>(?=[A-Z \-]*\d){_NUMBER})"
)
# The state behind a labelled plate: `Plate: KTR5521, OH`, `KTR-5521 (Ohio)`.
_BEHIND = re.compile(
    rf"(?:[ ]?\((?P<held>{_STATE})\)|,?[ ](?P<bare>{_STATE}))"
    rf"(?=[ ]{{0,3}}(?:[\n,;.)|/]|\Z|[ ][ ])|[ ](?-i:[a-z]))"
)
# Codes that are words in capitals as well, which say little behind a plate.
_WORDS = frozenset({"IN", "OR", "OK", "ME", "HI", "ON", "ACT", "AS", "VIC"})
_LABEL = gate.gated(
    r"(?i)(?:(?<![^\W_])(?:(?:licen[cs]e|lic|vehicle|car|truck|trailer|mc|dp)\.?[ _\-]?)?"
    r"(?:plates?|rego|plaque|immatricul\w{1,6}(?:\(e\))?|st/lic"
    r"|(?P<weak>lp|dp|tags?|lic(?:en[cs]e)?"
    r"|reg(?:istration)?\.?[ ]?(?:state[ ]?/[ ]?)?(?:no|nbr|num(?:ber)?)?))"
    r"\.?(?:[ ]?(?:no\b\.?|number|num|nbr|\#)){0,2}"
    r"(?:[ ]?[:=#]|[ ](?:is|was|reads?))?[ \t\"']{0,4}(?:of[ ])?)\Z"
)
# The form of a state's series: letters and figures, or groups of figures that are no ZIP code and no year.
_SERIES = re.compile(
    r"[A-Z]{2,3}[ \-·]?\d{2}[ \-]?\d{1,2}|[A-Z]{3}[ \-·]?\d{1,2}[A-Z]|\d{1,4}[ \-·]?[A-Z]{2,3}"
    r"|\d[A-Z]{3}\d{3}"
    r"|[A-Z]{1,2}[ \-·]?\d{2,3}[ \-·]?\d{2,3}|[A-Z]{1,2}[ \-·]?\d{4,6}|[A-Z]\d{2}[ \-]?[A-Z]{3}"
    r"|[A-Z]{4}[ \-]?\d{3}"
    r"|\d[A-Z\d]{1,2}[ \-·]?[A-Z\d]{2,4}|\d{2,3}[ \-][A-Z\d]{3,5}|[A-Z][A-Z\d]{2}[ \-]?[A-Z\d]{2,4}|\d{6,7}"
    r"|\d{3}[ ]\d{3,4}|[A-Z\d]{2,3}[ \-]\d{2}[ \-][A-Z\d]{2}"
    # A county's number first, as in Montana, Nebraska and Wyoming; a class's letter, as lorries have.
    r"|\d{1,2}-\d{3,6}[A-Z]?|\d{1,2}-(?=\d*[A-Z])[A-Z\d]{3,5}|[A-Z]\d{2}-\d{4}"
)
_FIGURES = re.compile(r"[\d \-]+")
# Postcodes and years, which a label makes plates; measures and motors, hours and highways, which none does.
_POSTCODE = re.compile(r"[A-Z]\d[A-Z][ ]?\d[A-Z]\d|\d{5}(?:[ \-]\d{4})?|(?:19|20)\d\d(?:[ ][A-Z]+)?|[A-Z]\d")
_OTHER = re.compile(
    r"\d+[ ]?(?:MM|CM|AM|PM|KM|MI|MPH|MPG|LBS?|KG|HP|CC|WD|FT"
    r"|IN|SQFT|DAYS?|HRS?|MIN|[PMCE][SD]T|UTC|GMT|CET|BST|ST|ND|RD|TH|GAL|QT|PCS?|EA|USD|CAD|BR|BA|[A-Z]?WD)|.*\bGF\d+|(?:AM|PM|PO|BOX|APT|UNIT|STE|RM|RT|HWY|SR|EXT"
    r"|NO|ZIP|BLDG|LOT|BAY|USD|CAD|FY|ID|ISO|REV|VIN)[ \-]?\d.*"
)
# Sums, measures, parts of computers, places to park and makers, behind which stands what they have.
_COUNTED = re.compile(
    r"(?:USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|JPY|INR|BRL|MXN|ZAR|TRY|RUB|CNY|SGD|HKD"
    r"|MM|CM|KM|KG|LBS|BHP|HP|PS|CV|KW|NM|CC|RPM|MPH|MPG|KMH|PSI|MAX|MIN|RTX|GTX|GPU|CPU|RX|USB|RAM|SSD"
    r"|SMS|PIN|OTP|LOT|BAY|ROW|BOX|NO|NR|REF|TEL|EXT|ISO|DIN|SKU|VIN|MG|VW|"
    rf"{'|'.join(one.upper() for one in sorted(lexicon.words('vehicles', 'makers')) if len(one) < 5)})"
    r"[ \-]?\d+"
)
# The plate first, and its state behind it: `Vehicle in drive 4471 TK (Maine)`, `Tag# GHD4417 GA`.
_FOLLOWED = re.compile(
    rf"(?<![\w\-.$#/=])(?P<whole>(?P<plate>(?=[A-Z \-]*\d)[A-Z\d]{{1,8}}(?:[ \-·][A-Z\d]{{1,6}}){{0,2}}?)"
    rf"(?:[ ]?\((?P<held>{_STATE})\)|,?[ ](?P<bare>{_STATE})"
    r"(?=[ ]{0,3}(?:[\n,;.)|/]|\Z|[ ][ ])|[ ](?:VIN\b|[a-z]))))"
)
_TAGGED = gate.gated(
    r"(?i)(?<![^\W_])(?:(?:licen[cs]e[ ]|lic\.?[ ])?plates?|(?P<weak>tags?|lic(?:en[cs]e)?|lp|reg))"
    r"\.?(?:[ ]?(?:no\b\.?|number|nbr|nr\b\.?|\#))?(?:[ ]?[:=])?[ ]{1,4}(?=[A-Z\d])"
)
# The class of a lorry, with what it is built for: `Sierra 2500 HD`.
_CLASS = re.compile(r"\d{1,2}[05]00[ ]?[A-Z]{1,3}")
# In answer to a question about a truck's plate: `truck plate? Still 59-4K27`.
_STILL = gate.gated(
    r"(?i)(?<![^\W_])(?:plates?|rego|tag)[.,?:]?[ ]"
    r"(?:(?:is|it|it['’]?s|still|now|the|same|and|yes|no)[,]?[ ]){1,4}"
    rf"(?-i:(?P<plate>(?=[A-Z \-]*\d){_NUMBER}))"
)
# What announces a plate without its state, or where it does not adjoin.
LABELS = (_CALLED, _STILL)
# A state next to figures: its code's capitals with few marks between, or its name anywhere.
_CODED = re.compile(
    r"\d(?:(?<=[A-Z].)|(?<=[A-Z][\W_].)|(?<=[A-Z][\W_]{2}.)|(?<=[A-Z][\W_]{3}.)|[\W_]{0,3}[A-Z](?![a-z]))"
)
_NAMED = gate.gated_words(r"(?<![^\W_])(?:", map(re.escape, sorted(_NAMES)), ")")
_MARKS = re.compile(r"[\W_]")
_DIGITS = re.compile(r"\d")
_FEWEST, _MOST, _REACH, _BEFORE = 5, 8, 40, 30
# Ends the field or sentence in which a vehicle is named.
_ENDS = re.compile(
    r"[\n;!?]|\.[ ]+(?=[^\W\d_]{3})|[ ]{4}"
    r"|(?i:(?<![^\W_])(?:orders?|invoice|ref|po|parts?|item|sku|serial|s/n|vin|flight|code|zip|phone|tel|cell|fax|permits?"
    r"|policy|claim|address|street|avenue|road|hwy|highway|route|exit|ave|blvd|rd|dr|ln|usdot|dot|mc)(?![^\W_]))"
)

# What describes a vehicle, and what may be its plate: `red F-150 8TRK204`, `La Panda bianca, GH 482 KT`.
_COLOURS = group_by_letters(chain.from_iterable(lexicon.table("plates")["colours"].values()))
_MODELS = sorted(lexicon.words("vehicles", "models") | lexicon.words("vehicles", "models_common"))
_TITLES = [
    re.escape(one.title()).replace("\\ ", "[ ]")
    for names in (_MODELS, sorted(lexicon.words("vehicles", "makers")))
    for one in sorted(names, key=len, reverse=True)
]
_CALLED_SO = [*_TITLES, *map(str.upper, _TITLES)]
_NOUNS = list(
    chain.from_iterable(
        words for language, words in lexicon.table("plates")["vehicles"].items() if language != "labels"
    )
)
_MIXED = (
    r"(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z\d]{2,4}[ \-](?:\d{2,4}|[A-Z]{2,3}|\d{1,2}[A-Z]{1,2}|\d[A-Z]\d)"
    r"|[A-Z]{3,4}[ \-]\d{3,4}|\d[A-Z]{3}\d{3}|[A-Z]{3}\d{3,4}"
)
_FORM = rf"(?:{plate_form.any_of(plate_form.OWN)}|{plate_form.any_of(plate_form.COMMON)}|{_MIXED})"
_COLOURED = re.compile(rf"[ ]?[,(;][ ]?(?i:{_COLOURS})(?![^\W_])")
_DESCRIBED = gate.Gated(
    re.compile(
        rf"(?<![^\W_])(?:(?P<colour>(?i:{_COLOURS}))[ ](?:(?:19|20)\d\d[ ])?)?"
        rf"(?P<vehicle>{group_by_letters(_CALLED_SO, any_case=False)}"
        rf"|(?P<noun>(?i:{group_by_letters(_NOUNS)})))(?![^\W_])"
        rf"(?P<more>(?:,?[ ](?:(?P<after>(?i:{_COLOURS}))(?![^\W_])|[A-Z\d][A-Za-z\d\-]{{0,11}})){{0,2}}?)"
        rf"(?P<sep>,?[ ]?\(|,[ ]|[ ]{{1,24}})(?P<plate>{_FORM})(?![\w\-/]|[.,]\d)"
    ),
    # The words as they are, whole: a colour before them ends in a blank.
    rf"(?<![^\W_])(?:{'|'.join([*_CALLED_SO, *_NOUNS])})(?![^\W_])",
)
_MODELLED = re.compile(
    r"(?:19|20)\d\d(?!\d)|.*[ \-](?:19|20)\d\d$|(?:GT[IDE]|MK|TDI|TSI|HDI|AWD|RAL|SKU|AWG)"
)
_ROUND = re.compile(r"[A-Z]{2,4}[ \-]?\d{2,3}[05]")
_HEADED = re.compile(r"(?i)(?<![^\W_])(?:plates?|tags?|rego|reg)(?![^\W_])")
_SHORTEST = 6


def find_described(text: str) -> Iterator[tuple[int, int]]:
    """Yield where plates stand behind the colour, maker and model of a vehicle.

    Without a colour a comma or bracket parts them, and what has no gap is no number of a model: `Ford F250`.
    """
    if not _DESCRIBED.admits(text):
        return
    head = _HEADED.search(text)
    headed = head.end() if head else len(text)
    for match in _DESCRIBED.finditer(text):
        plate, sep = match["plate"], match["sep"]
        letters = sum(map(str.isalpha, plate))
        if letters < 2 or letters > _MOST - 2 or _MODELLED.match(plate) or names_other(plate):
            continue
        if len(_MARKS.sub("", plate)) + (_MARKS.search(plate) is not None) < _SHORTEST:
            continue
        if match["noun"] and plate.split()[0].lower() in lexicon.words("vehicles", "machines"):
            continue
        apart = len(sep) > 2
        coloured = match["colour"] or match["after"]
        named = coloured or match["more"] or sep.strip()
        if apart and not (headed <= match.start() and named):
            continue
        if not apart and _is_trim(text, match):
            continue
        if coloured or (match["noun"] is None and (sep.strip() or apart)):
            yield match.span("plate")


def _is_trim(text: str, match: re.Match[str]) -> bool:
    """Return whether what follows a model is its trim and motor: `blue Civic EX 1600`, `Jaguar XJR 575`.

    A comma, a bracket, or a word of plates before it in its line says that it is none.
    """
    if match["noun"] or match["sep"].strip() or _ROUND.fullmatch(match["plate"]) is None:
        return False
    line = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _REACH)
    return _HEADED.search(text, line, match.start("plate")) is None


def names_other(plate: str) -> bool:
    """Return whether what has a plate's form is a sum, a measure, or a number of a make or place."""
    return _COUNTED.fullmatch(plate) is not None or _OTHER.fullmatch(plate) is not None


def may_adjoin_state(text: str) -> bool:
    """Return whether a state may stand next to a plate in a text; False is certain."""
    return _CODED.search(text) is not None or _NAMED.admits(text)


def find(text: str, vehicles: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield where plates with their state stand, and where the plate alone begins.

    `vehicles` are where the words for vehicles are.
    """
    for match in _PLATE.finditer(text) if vehicles or _LABEL.admits(text) else ():
        line = text.rfind("\n", 0, match.start()) + 1
        label = _LABEL.search(text, max(line, match.start() - _BEFORE), match.start())
        near = _is_near(text, match.start(), vehicles)
        sure = label is not None and (near or _is_series(match["plate"], lettered=label["weak"] is not None))
        if _is_plate(match["plate"], sure) and (sure or (near and _fits(text, match, vehicles))):
            yield (*match.span("whole"), match.start("plate"))
    for match in _CALLED.finditer(text):
        if _is_plate(match["plate"], True) and _is_series(match["plate"], lettered=False):
            yield (*match.span("plate"), match.start("plate"))
    for match in _STILL.finditer(text):
        if _is_plate(match["plate"], True) and _is_series(match["plate"], lettered=True):
            yield (*match.span("plate"), match.start("plate"))
    yield from _find_followed(text, vehicles)


def _find_followed(text: str, vehicles: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield where plates with their state behind them stand, behind a label or a word for a vehicle."""
    for label in _TAGGED.finditer(text):
        match = _FOLLOWED.match(text, label.end())
        if match is None or not _is_plate(match["plate"], True):
            continue
        near = label["weak"] is None or label["weak"].lower().startswith("tag")
        near = near or _is_near(text, label.start(), vehicles) or _is_near_behind(text, match.end(), vehicles)
        near = near or _COLOURED.match(text, match.end()) is not None
        if near and _is_series(match["plate"], lettered=label["weak"] is not None):
            yield (*match.span("whole"), match.start("plate"))
    for _, end in vehicles:
        stop = text.find("\n", end, end + _REACH)
        match = _FOLLOWED.search(text, end, (stop if stop >= 0 else end + _REACH) + _MOST * 2)
        if match is None or _ENDS.search(text, end, match.start()) or not _is_plate(match["plate"], False):
            continue
        adjoins = text[end : match.start()].strip(" ") in (":", "#", "(")
        sure = adjoins or (match["held"] is not None or match["bare"] not in _WORDS)
        if sure and _CLASS.fullmatch(match["plate"]) is None and _is_series(match["plate"], lettered=True):
            yield (*match.span("whole"), match.start("plate"))


def _is_near_behind(text: str, at: int, vehicles: list[tuple[int, int]]) -> bool:
    """Return whether a word for a vehicle stands shortly behind a place, on its line."""
    return any(at <= start <= at + _REACH and "\n" not in text[at:start] for start, _ in vehicles)


def end_with_state(text: str, end: int) -> int:
    """Return where a labelled plate ends with the state behind it, else its end."""
    match = _BEHIND.match(text, end)
    return end if match is None or match["bare"] in _WORDS else match.end()


def _fits(text: str, match: re.Match[str], vehicles: list[tuple[int, int]]) -> bool:
    """Return whether a plate that no label announces has a state's series.

    One of figures alone stands right behind the vehicle or in brackets, and a code that is a word needs them.
    """
    if not _is_series(match["plate"], lettered=False):
        return False
    bracketed = (
        text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] in "),;"
    )
    adjoins = any(end <= match.start() and not text[end : match.start()].strip(" ,:-") for _, end in vehicles)
    if _FIGURES.fullmatch(match["plate"]):
        return bracketed or adjoins
    return True


def _is_series(plate: str, *, lettered: bool) -> bool:
    """Return whether a plate has the form of some state's series, and letters where they are asked for."""
    return _SERIES.fullmatch(plate) is not None and not (lettered and _FIGURES.fullmatch(plate))


def _is_plate(plate: str, labelled: bool) -> bool:
    """Return whether a string may be a plate by its length, and is nothing else that follows a state."""
    bare = _MARKS.sub("", plate)
    fewest = _FEWEST - labelled
    other = _OTHER.fullmatch(plate) or (not labelled and _POSTCODE.fullmatch(plate))
    return fewest <= len(bare) <= _MOST and len(_DIGITS.findall(bare)) > 1 and not other


def _is_near(text: str, at: int, vehicles: list[tuple[int, int]]) -> bool:
    """Return whether a word for a vehicle stands shortly before a place, in its sentence and field."""
    return any(
        at - _REACH <= end <= at and _ENDS.search(text, end, at) is None for _, end in vehicles if end <= at
    )
