"""Vehicle plates behind a label or a word for a vehicle, in text, forms and columns.

A plate has up to seven letters and digits (eight in a few states) and no check digit, so that nothing but
what stands near makes a string one. It identifies a person through a state's register (18 U.S.C. §2725(3)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from pii_sweep.detect.identifiers.plate import parked_vehicle, plate_form, stated_plate
from pii_sweep.detect.text import digits, lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

_STATE = (
    r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY]"
)
_EMIRATE = r"(?:Abu Dhabi|Dubai|Sharjah|Ajman|Fujairah|Ras Al Khaimah|Umm Al Quwain|AUH|DXB|SHJ|AJM|RAK)"
_NUMBER = r"(?:[ _]?(?:no\b\.?|nr\b\.?|num(?:ber)?\b|id\b|#))"
# Two to eight characters in at most three groups, with a digit among them.
_GROUPS = r"[A-Z\d]{1,8}(?:[ \-·][A-Z\d]{1,6}){0,2}"
_PLATE = rf"(?=[A-Z \-]{{0,8}}\d){_GROUPS}"
_KIND = r"(?:licen[cs]e|vehicle|car|truck|motorcycle|registration|reg\.?|number)"
_LABELLED = gate.gated(
    rf"(?i)\b(?:{_KIND}[ _\-]?plates?(?:[ ](?:and[ ])?state[ ]?[/&]?|[ ]?[/&][ ]?state)?{_NUMBER}?"
    rf"|plates?{_NUMBER}|plates?(?=[ ]?[:=#])|tag{_NUMBER}"
    rf"|vehicle[ ]reg(?:istration)?{_NUMBER}?)"
    rf"(?:[ ]?\((?:{_STATE})\))?[\"' ]{{0,2}}(?:[:=#]|[ ]is\b|[ ]was\b)?[\"' ]{{0,3}}"
    rf"(?-i:(?:(?:{_STATE})(?:[ ]{{1,3}}|[ ]?[\-:/·][ ]?))?(?P<plate>{_PLATE})(?![\w\-]))"
)
_LABELS = lexicon.patterns("identifier_labels", "plate")
# Plates of other countries in columns may hold letters of another script.
_WIDE = r"(?=[^a-z]*\d)[^\W_a-z](?:[ \-·.]?[^\W_a-z]){3,9}"
# Iran's name stands between a number and its province's, or before that one: `12ب345 ایران 63`.
_PROVINCE, _CAR = r"(?:ایران|ايران)[ \-|]{0,3}\d\d", r"\d\d ?[\u0600-\u06ff]{1,4} ?\d{3}"
_IRAN = rf"{_CAR}[ \-|]{{0,3}}{_PROVINCE}|{_PROVINCE}[ \-|]{{0,3}}{_CAR}"
COLUMN = {
    "header": (
        "(?:licen[cs]e |vehicle |car |truck |number |reg(?:istration)? )?plate(?: ?(?:no|num|number|#))?"
        "|tag(?: ?(?:no|num|number))|vehicle reg(?:istration)?(?: ?(?:no|num|number))?|licen[cs]e tag"
        rf"|{_LABELS}|{lexicon.plain(_LABELS)}|{lexicon.patterns('identifier_labels', 'plate_header')}"
    ),
    "refuse": "state|type|color|colour|date|exp|count|size|material",
    "shape": rf"(?:(?:{_STATE}|{_EMIRATE})[ :\-]{{1,2}})?(?=[A-Z\d \-·]{{4,12}}$){_GROUPS}|{_WIDE}|{_IRAN}",
    "headed": 0.6,
    "score": 0.9,
}
_FEWEST, _MOST = 4, 8
_BY_FORM, _SCORE, _LESS = 0.95, 0.85, 0.65
_MARKS = re.compile(r"[\W_]")

# Labels of other countries in text, where nothing but a plate or a word in small letters comes next.
_ABROAD = gate.gated(
    rf"(?i)(?<![^\W\d_])(?:{_LABELS})"
    r"(?:[ ]?(?:no|nr|n[°º]|num|number)\b\.?)?"
    # What the plate is needed for: `Kenteken voor parkeerpas: GK-482-T`.
    r"(?:[ ](?:bus|auto|wagen|pkw|lkw|voiture|camion|coche|moto|carro|furgone|van|car|truck)(?=[ ]?:))?"
    r"(?:[ ](?:voor|für|for|pour|para|per|van|des|der|du|del)[ ][^\W\d_]{2,20}(?=[ ]?:))?"
    r"(?:[ ]?[:：=#]|[ ](?:ist|lautet|est|is|è|es|é))?[\"“ \t]{0,3}"
    r"(?<![A-Za-z])(?-i:(?P<plate>(?=[^\Wa-z]*[ \-·]?[^\Wa-z]*[ \-·]?[^\Wa-z]*\d)(?=[\d \-·]{0,8}[^\W\da-z])"
    r"[^\W_a-z]{1,8}(?:[ \-·][^\W_a-z]{1,5}){0,3})(?![\w\-]))"
)
# A vehicle as text names it, or as a log's key; plates like no other number come in the same line.
_MAKERS = list(map(str.capitalize, sorted(filter(str.isascii, lexicon.words("vehicles", "makers")))))
_MODELS = list(map(str.capitalize, sorted(map(re.escape, lexicon.words("vehicles", "models")))))
_NAMES = group_by_letters([*_MAKERS, *_MODELS], any_case=False)
_DRIVERS = tuple(chain.from_iterable(lexicon.table("plates")["drivers"].values()))
_VEHICLES = gate.gated_words(
    rf"(?i)(?=[^\W\d_])(?<![^\W_])(?:(?-i:{_NAMES})|(?:",
    (*chain.from_iterable(lexicon.table("plates")["vehicles"].values()), *_DRIVERS),
    r")(?:_?(?:id|no|nr|reg))?)(?![^\W_])",
)
# Near these only plates like no other number stand.
_OWN_ONLY = re.compile(rf"(?i)(?:{'|'.join(_DRIVERS)}|(?-i:{'|'.join(_MODELS)}))")
_EDGES = r"(?<![^\W_])(?<![\d\-./])(?:{})(?![^\W_])(?!-?\w|[.,]\d)"
_NEAR = re.compile(_EDGES.format(plate_form.any_of(plate_form.OWN)))
# What calls the plate between a vehicle and it: `pickup (tag KVT-719)`.
_CALLED = (
    r"(?:,?[ ]?\(?(?:with[ ]|mit[ ]|avec[ ]|con[ ])?(?:tags?|plates?|licen[cs]e(?:[ ]plates?)?|rego|placas?"
    r"|reg(?:istration)?|matr[íi]cula|plaque|targa|kennzeichen|kenteken)\.?"
    r"(?:[ ](?:no\.?|number|nr\.?)|[ ]?\#)?:?[ ]?)?"
)
_BEHIND = re.compile(
    rf"\.?:?{_CALLED}[ ]?(?:[(:=#]|(?:is|was|ist|est|es|è) )?[ ]?"
    rf"(?P<plate>{_EDGES.format(plate_form.any_of(plate_form.COMMON))})"
)
# Asked and answered in a talk: `What's the rego of your car?` and on the next line `Ann: BKT 47L`.
_ASKED = re.compile(
    rf"[^\n?]{{0,40}}\?[ ]?\n(?:\[[^\]\n]{{4,24}}\][ ])?[^\W\d_][^\n\d:]{{1,30}}:[ ](?:[^\n\d]{{1,24}}[ ])?"
    rf"(?P<plate>{_EDGES.format(plate_form.any_of(plate_form.OWN))})"
)
_FORM = rf"(?:{plate_form.any_of(plate_form.OWN)}|{plate_form.any_of(plate_form.COMMON)})"
# `What's your plate?` and below it `Sam: BZK 3382`.
_QUESTION = gate.gated_words(
    r"(?im)(?<![^\W_])(?:plates?|tag|rego|kennzeichen|nummernschild|immatriculation|plaque|matr[íi]cula|placas?"
    r"|targa|kenteken|rejestracj[aię]|",
    ("licen[cs]e[ ]plate", "reg(?:istration)?(?:[ ]number)?"),
    r")(?![^\W_])[^\n\d:]{0,48}\n(?P<turn>)(?:\[[^\]\n]{4,24}\][ ])?[^\W\d_][^\n\d:]{0,30}:[ ]"
    r"(?:[^\n\d]{1,32}[ ])?"
    rf"(?-i:(?P<plate>{_FORM}))(?=[ ]?(?:[.,!;]|$|[ ][a-z]))",
)
# Somebody asks; words that stand in any line ask for nothing.
_REQUESTS = [
    one
    for one in lexicon.table("birth_labels")["requests"]
    if one not in ("and", "again", "may", "state", "noch")
]
_REQUEST = re.compile(rf"(?i)[?？]|(?<![^\W\d_])(?:{'|'.join(_REQUESTS)})(?![^\W\d_])")
# The plate alone in a field of a vehicle: `Vehicle at pick-up: KJR 119`; others say its type or where it is.
_NO_PLATE = (
    r"(?:typ[eo]?|mod[eè]l\w{0,3}|class[ei]?|klasse|clase|code|kod|c[óo]digo|parks?|parking|platz|plazas?|sold"
    r"|price|cost|value|make|maker|brand|marke|marque|marca|engine|motor|power|parts?|colou?r|years?|rate|lot)"
)
_FIELD = gate.gated(
    r"(?m)(?<![^\W_])(?i:vehicles?|cars?|fahrzeug|pkw|véhicule|voiture|vehículo|coche|veicolo|auto|viatura"
    rf"|voertuig|pojazd|samochód|bil|fordon|vozidlo)"
    rf"(?:[ ](?!(?i:{_NO_PLATE})(?![^\W_]))[^\W\d_][\w\-]{{0,11}}){{0,3}}[ ]?:[ ]{{1,4}}"
    rf"(?P<plate>{_FORM})"
    r"(?=[ ]{0,4}$)"
)
_REACH = 48
_DIGIT = re.compile(r"\d")
# Years, engines and trims of a model: `Ranger 2019 XLT`, `Golf GTI 16V`.
_OF_MODEL = re.compile(
    r"(?:(?:19|20)\d\d|AM|PM|GT[IDE]|[TF]?[TF]?[SD]I|[HCD]DI|DCI|CRDI|TDCI|JTD|VTI|DOHC|AMG|HP|KW)\b"
    r"|[A-Z]*[ ]?\d\dV$"
)
# A new sentence, or the label of a number of another kind.
_ENDS = re.compile(
    r"[\n;!?]|\.[ ]+(?=[^\W\d_]{3})"
    r"|(?i:(?<![^\W_])(?:orders?|invoice|ref|model|typ[eo]?|parts?|art|item|sku|serial|s/n|vin|flight|code|article|zone|locker|connector|norme?|standard|filter|tyres?|reifen|oil)"
    r"(?![^\W_]))"
)
# Sums and models, a blank before and within (`bil SEK 450`, `truck TGX 500`), and codes (`CS8600`, `SN70`).
_OF_OTHERS = re.compile(r"[ ]?[A-Z]{2,4} \d|.*(?<![A-Z])[A-Z]{2} ?\d{2,4}$")
# A plate of three letters and four figures, which are no year and no round number of a model.
_LETTERS_AND_FOUR = re.compile(r"[ ][A-Z]{3} (?!(?:19|20)\d\d|\d\d[05]0)\d{4}")
# Who pays a fare, a parking fee or a fine by telephone gives the vehicle's plate as the account: of Kenya,
# Uganda, Rwanda and Burundi, Tanzania, Nigeria, Ghana.
_PAID = gate.gated(
    r"(?i)(?<![^\W_])(?:bill_?ref(?:erence)?(?:_?(?:no|num|number))?|account_?(?:ref(?:erence)?|no|number)?"
    r"|acc(?:t)?(?:_?(?:ref|no|number))?|a/c|payment_?ref(?:erence)?|narration)\.?"
    r"[\"']{0,2}[ ]?[:=]?[ ]{0,2}[\"']{0,2}"
    r"(?-i:(?P<paid>[KUR][A-Z]{2}[ ]?\d{3}[ ]?[A-Z]|T[ ]?\d{3}[ ]?[A-Z]{3}|[A-Z]{3}-\d{3}[A-Z]{2}"
    r"|G[A-Z][ ]\d{1,4}-\d{2}))(?![\w\-])"
)


# A plate in no country's form, or one of many, behind its bare label: a word for a vehicle stands near it, on
# the line: `wheelchair van, plate WX8 114`.
_BARE = gate.gated(
    r"(?i)(?<![^\W_])(?:plates?|(?P<tag>tag)|rego|placa|matr[íi]cula|plaque|targa|registration|reg)"
    r"[.:]?[ ]{1,3}"
    r"(?:(?:no|nr)\.?[ ])?"
    r"(?-i:(?P<plate>(?=(?:[A-Z \-]*\d){2})(?=[\d \-]*[A-Z])[A-Z\d]{1,7}(?:[ \-][A-Z\d]{1,5}){0,2}))"
    r"(?=[ ]?(?:[,;)(\n]|\Z|\.(?:\s|\Z)|[ ](?-i:[a-z])))"
)
# A label that ends its line or field, and a plate of a country's form alone on the next line or in the field.
_BELOW = gate.gated_words(
    r"(?im)(?<![^\W\d_])",
    (
        *chain.from_iterable(lexicon.table("identifier_labels")["plate"].values()),
        *chain.from_iterable(lexicon.table("identifier_labels")["plate_header"].values()),
        "plate(?:[ ]number)?",
        "vehicle[ ]registration(?:[ ](?:no\\.?|number))?",
    ),
    r"(?:[ ]?[:：]?[ \t]{0,4}\n{1,2}[ \t]{0,8}|[ ]?[:：][ \t]{1,8})"
    rf"(?-i:(?P<plate>{_FORM}))[ \t]{{0,4}}$",
)
# Of forms that few other things have, so that no word need announce them: Japan's, China's with its dot, and
# Russia's in its own letters without blanks.
_SURE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{plate_form.by_country(plate_form.OWN)['JP'].pattern})(?![\d\-])"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•・](?=[A-Z]{0,5}\d)[A-HJ-NP-Z\d]{5,6}"
    r"(?![A-Za-z\d\-])|(?<![\w\-])[АВЕКМНОРСТУХ]\d{3}[АВЕКМНОРСТУХ]{2}\d{2,3}(?![\w\-])"
)
# Each of them has a letter of these scripts: Cyrillic, kana and ideographs.
_SURE_LETTER = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]")
# A town's state and ZIP code, which Poland's plates look like: `the van was left in Salem, OR 97301`.
_ZIP, _TOWN = re.compile(rf"(?:{_STATE})[ ]\d{{5}}"), re.compile(r"[^\W\d_],[ ]\Z")
# The same in Australia, and a house's number before the side of a town: `Bega NSW 2550`, `2216 N Elm Ave`.
_POSTCODE, _WORD_BEFORE = (
    re.compile(r"(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)[ ]\d{4}"),
    re.compile(r"[^\W\d_],?[ ]\Z"),
)
_HOUSE, _STREET_BEHIND = re.compile(r"\d{1,5}[ ][NSEW]{1,2}"), re.compile(r"\.?[ ][A-Z\d][\w.]+[ ]")
_OF_STATE = re.compile(rf"(?<=[ (])(?:{_STATE})[ ]\Z")
# Plates of metal, which are parts of something.
_OF_METAL = re.compile(
    r"(?i)(?<![^\W_])(?:base|name|type|data|rating|steel|metal|end|face|back|front|side|top|bottom|floor|wall|cover"
    r"|wear|skid|kick|clutch|pressure|swash|sole|mounting|fixing|printing|hot|heat|chain|fish)[ \-]?\Z"
)
# Fields of a form that describe a vehicle: `Make: Kia  Color: lime  Tag: RKT 553`.
_DESCRIBES = re.compile(r"(?i)(?<![^\W_])(?:make|colou?r|year/make)(?:[ ]?/[ ]?model)?[ ]?:")
_NEAR_LABEL = 60
_ALSO_LABEL = re.compile(rf"(?i)(?:{'|'.join(lexicon.table('plates')['vehicles']['labels'])})")


def find(text: str) -> Iterator[Hit]:
    """Yield the plates that a label announces, and those of a country's form behind a word for a vehicle."""
    if not digits.has_digit(text):
        return
    formed, adjoins_state = plate_form.may_be_in(text), stated_plate.may_adjoin_state(text)
    if not (formed or adjoins_state or _FORMLESS.opened(text)):
        return
    foreign = formed and not text.isascii() and _SURE_LETTER.search(text) is not None
    shaped = {match.span() for match in _SURE.finditer(text)} if foreign else set()
    vehicles = list(_VEHICLES.finditer(text)) if formed or adjoins_state else []
    surer = dict.fromkeys(chain(shaped, _find_labelled(text), _find_formed(text, vehicles) if formed else ()))
    places = [word.span() for word in vehicles if _is_vehicle(word)]
    stated = list(stated_plate.find(text, places))
    inner = [(place, end) for _, end, place in stated]
    for start, end in surer:
        score = _BY_FORM if (start, end) in shaped else _SCORE
        if not any(low <= end and start <= high for low, high in inner):
            # Behind the value of a log's key stands another field.
            keyed = text[start - 1 : start] == "="
            last = end if keyed else stated_plate.end_with_state(text, end)
            yield Hit("LICENSE_PLATE", start, last, score, "LicensePlate", (f"label:{score:.2f}",))
    for start, end, _ in stated:
        yield Hit("LICENSE_PLATE", start, end, _SCORE, "LicensePlate", (f"state:{_SCORE:.2f}",))
    parked = (parked_vehicle.find(text, places), parked_vehicle.find_german(text)) if formed else ()
    for start, end in dict.fromkeys(chain(_find_bare(text), *parked)):
        if (start, end) not in surer and not any(low <= end and start <= high for low, high in inner):
            yield Hit("LICENSE_PLATE", start, end, _LESS, "LicensePlate", (f"bare:{_LESS:.2f}",))


# What announces a plate in any form.
_FORMLESS = gate.together(_LABELLED, _ABROAD, _BARE, *stated_plate.LABELS)
_FORMS = (_LABELLED, _MOST), (_ABROAD, _MOST + 1), (_PAID, _MOST)


def _find_labelled(text: str) -> Iterator[tuple[int, int]]:
    """Yield where plates stand behind their labels."""
    for pattern, most in _FORMS:
        for match in pattern.finditer(text):
            group = match.lastgroup or 0
            if _FEWEST <= len(_MARKS.sub("", match[group])) <= most:
                yield match.span(group)


def _find_formed(text: str, vehicles: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield where plates of a country's form stand behind a vehicle, below a label or in an answer."""
    driven, described = _find_driven(text, vehicles), stated_plate.find_described(text)
    below = _find_below(text) if plate_form.may_end_line(text) else ()
    return chain(driven, described, below, _find_asked(text))


def _find_asked(text: str) -> Iterator[tuple[int, int]]:
    """Yield where plates stand alone, or behind a few words, in the line or field that asks for one."""
    for match in _QUESTION.finditer(text):
        begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _NEAR_LABEL)
        asked = _REQUEST.search(text, begin, match.start("turn")) is not None
        if asked and not stated_plate.names_other(match["plate"]):
            yield match.span("plate")
    for match in _FIELD.finditer(text):
        if not stated_plate.names_other(match["plate"]):
            yield match.span("plate")


def _find_bare(text: str) -> Iterator[tuple[int, int]]:
    """Yield where plates in no country's form stand behind a bare label near a vehicle."""
    for match in _BARE.finditer(text):
        low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _NEAR_LABEL)
        last = text.find("\n", match.end(), match.end() + _NEAR_LABEL)
        high = last if last >= 0 else match.end() + _NEAR_LABEL
        fits = _FEWEST < len(_MARKS.sub("", match["plate"])) <= _MOST
        near = any(
            _is_vehicle(word)
            for part in (text[low : match.start()], text[match.end() : high])
            for word in _VEHICLES.finditer(part)
        )
        if fits and near and _is_of_vehicle(text[low : match.start()], match):
            yield match.span("plate")


def _find_below(text: str) -> Iterator[tuple[int, int]]:
    """Yield where plates stand below a label."""
    for match in _BELOW.finditer(text):
        yield match.span("plate")


def _is_of_vehicle(before: str, label: re.Match[str]) -> bool:
    """Return whether a bare label may be a vehicle's by the words before it: a tag only right behind one.

    Laptops, images of programs, luggage and pages have tags, and machines plates of metal.
    """
    if not label["tag"]:
        return _OF_METAL.search(before) is None
    if _DESCRIBES.search(before):
        return True
    before = _OF_STATE.sub("", before)
    end = len(before.rstrip(" ,("))
    return before.endswith("(") or any(word.end() == end for word in _VEHICLES.finditer(before))


def _is_vehicle(word: re.Match[str]) -> bool:
    """Return whether a word is a vehicle's, and no label of its plate."""
    return _ALSO_LABEL.match(word.group()) is None


def _find_driven(text: str, vehicles: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield where plates of a country's form follow a word for a vehicle, and those that follow them."""
    done = 0
    for word in vehicles:
        start = max(word.end(), done)
        while near := _find_near(text, start):
            yield near
            start = done = near[1]
        if start > word.end() or _is_make(word.group()):
            continue
        behind = _read_answer(text, word.end())
        if behind is None and _OWN_ONLY.fullmatch(word.group()) is None:
            behind = _BEHIND.match(text, word.end())
            behind = None if behind and _is_of_others(behind) else behind
        if behind and not _is_make(behind["plate"]):
            yield behind.span("plate")
            done = behind.end()


def _is_of_others(behind: re.Match[str]) -> bool:
    """Return whether what looks like a plate behind a vehicle is a sum, a model or a code."""
    if behind["plate"].split()[0].lower() in lexicon.words("vehicles", "machines"):
        return True
    gap = _LETTERS_AND_FOUR.fullmatch(behind.group())
    if gap is not None:
        return stated_plate.names_other(behind["plate"])
    return _OF_OTHERS.match(behind.group()) is not None


def _read_answer(text: str, at: int) -> re.Match[str] | None:
    """Return the plate that answers a question about a vehicle, which stands before a place."""
    answer = _ASKED.match(text, at)
    if answer is None:
        return None
    line = text.rfind("\n", 0, answer.start("plate")) + 1
    return answer if _ENDS.search(text, line, answer.start("plate")) is None else None


def _find_near(text: str, start: int) -> tuple[int, int] | None:
    """Return where the first plate like no other number lies, within reach and before anything else."""
    if not _DIGIT.search(text, start, start + _REACH + _MOST):
        return None
    stop = _ENDS.search(text, start, start + _REACH)
    found = _NEAR.search(text, start, stop.start() if stop else start + _REACH + _MOST)
    if not found or _is_make(found.group()) or _OF_MODEL.match(found.group()):
        return None
    if _is_of_address(text, start, found):
        return None
    # Right behind the word for a machine the letters of its maker begin a model: `tractor JD 61 AB`.
    modelled = text[start : found.start()] in (" ", " (")
    letters = found.group().split()[0].lower()
    return None if modelled and letters in lexicon.words("vehicles", "machines") else found.span()


def _is_of_address(text: str, start: int, found: re.Match[str]) -> bool:
    """Return whether what looks like a plate is a state with its postal code, or a house's number."""
    plate, low = found.group(), start - _REACH
    if _HOUSE.fullmatch(plate):
        return _STREET_BEHIND.match(text, found.end()) is not None
    if _ZIP.fullmatch(plate):
        return _TOWN.search(text, low, found.start()) is not None
    return (
        _POSTCODE.fullmatch(plate) is not None and _WORD_BEFORE.search(text, low, found.start()) is not None
    )


def _is_make(plate: str) -> bool:
    """Indicate whether what looks like a plate begins with the maker of a vehicle: `BMW 320`."""
    return re.split(r"[\W\d]", plate, maxsplit=1)[0].lower() in lexicon.words("vehicles", "makers")
