"""What looks like a name and is not one: firms, brands, goods, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pii_sweep.detect.health import terms
from pii_sweep.detect.person.name_confusion import places_and_brands
from pii_sweep.detect.text import country, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit

_WORD = re.compile(r"[^\W\d_](?:[\w'’.\-]*\w)?\.?")
_BAD = re.compile(r"[\d@#$%&*/\\=<>{}\[\]|_:;!?\"+]")
_BEFORE = re.compile(r"(?i)(?:\bthe|\bst\.|[#$@/_=]|\d)[ ]?\Z")
# Ships, storms, lakes and hills, and software that is called like somebody.
_CALLED = re.compile(
    r"\b(?:USS|USNS|HMS|HMCS|RMS|RRS|MV|M/V|MSC|FV|CMA CGM|(?i:hurricane|tropical storm|cyclone|typhoon"
    r"|lake|mount|mt\.|fort|port|cape|apache|project|theme))[ ]$"
)
_AFTER = re.compile(
    r"[@_/=]|\.\w|[ ]?(?:Street|St|Ave|Avenue|Road|Rd|County|University|School|Airport|Charter|High|Middle"
    r"|Elementary|Academy|Stadium|Arena|Tower|Library|Museum|Memorial|Foundation|Hospital|Theater|Theatre|Award"
    r"|Prize|Boulevard|Blvd|Hall|Square|Park|Palace|Bridge|Building|Cathedral|Cemetery|Scholarship|Trophy|Cup"
    r"|Institute|Center|Centre|Plaza|Parkway|Pkwy|Turnpike|Station|Terminal|Inn|Hotel|Wing|Ward"
    r"|City|Township|United|Rovers|Wanderers|Athletic|FC|AFC|Island|Islands|Beach|Falls|Springs|Bay|Valley|Heights"
    r"|ER|ED|ICU|NICU|Clinics?|Urgent Care|Hospice)\b"
)
_NEXT = re.compile(r"[ ]([^\W\d_][\w'’\-]*)")
# `Sydney Wall Clock  $20.00`: the words of a thing go on to its price.
_SOLD = re.compile(r"(?:[ ][^\W\d_][\w'’\-]*){1,3}[ \t.·…]{1,60}(?:US\$|[$€£])[ ]?\d")


# Parts of a hospital behind its name: `Grace ER`.
_WARD = re.compile(r"[ ](?:ER|ED|ICU|NICU|OPD|A&E|UCC)$")


def has_firm_form(text: str, hit: Hit) -> bool:
    """Indicate whether a candidate ends with a legal form that is nothing else, or a word behind one.

    `Kern, Inc` and `Kern Inc Orders` are firms; in `Kern Inc Anna Meyer` a person is named behind one.
    """
    return _FIRM.search(text, hit.start, hit.end) is not None


_FIRM = re.compile(rf"(?i)[ ,](?:{vocabulary.firm_form(clear=True)})\.?(?:[ ,]+[^\s,]+)?$")


def is_field_code(text: str, start: int, end: int) -> bool:
    """Return whether a stretch is the code of a field of a bank's statement: `/NAME/A Smit/REMI/`."""
    return text[start - 1 : start] == text[end : end + 1] == "/" and bool(_CODE.fullmatch(text, start, end))


# Codes of SWIFT MT940 as Dutch and German banks use them; a name may stand between slashes, too.
_CODE = re.compile(
    r"NAME|CNTP|REMI|EREF|KREF|PREF|MREF|CRED|MARF|CSID|TRTP|TRCD|SVCL|PURP|ORDP|BENM|ADDR|IBAN|BIC|ULTD|ULTB"
    r"|ULTC|RTRN|OCMT|CHGS|SVWZ|ABWA|ABWE|ISDT|PREV|USTD|STRD"
)


def lower_things(text: str, hit: Hit, value: str, words: Sequence[str]) -> Hit:
    """Lower a claim that is no person by its words or by what is right next to it."""
    line = text[hit.start : min(len(text), hit.end + 16)].split("\n", maxsplit=1)[0]
    tail = [word.lower().strip(".") for word in _WORD.findall(line)][: len(words) + 1]
    if text.startswith(",", hit.end) and tail[-1] not in vocabulary.firm_forms():
        tail = tail[: len(words)]  # `Ann Lee, office manager`
    if (
        not vocabulary.company_words().isdisjoint(tail)
        or (_WARD.search(value) is not None and not value.isupper())
        or _house(words)
        or (words[-1:] and words[-1] in _VENUES and _OF.search(text, max(0, hit.start - 4), hit.start))
    ):
        hit = hit.raised("company", -0.6 if hit.reasons[0].startswith("above_address") else -0.45)
    elif " ".join(words).replace(".", "") in lexicon.words("persons", "brands"):
        hit = hit.raised("brand", -0.5)
    count = _count_traps(words)
    if count and _is_labelled(hit) and words[0] in lexicon.name_list("given"):
        hit = hit.raised("trap", -0.1)  # `Name: Sage Winter`
    elif count:
        sold = _thing(text, hit.end) or _SOLD.match(text, hit.end) is not None
        hit = hit.raised("trap", -0.35 - 0.1 * count - (0.2 if sold else 0.0))
    elif len(words) > 1 and lexicon.words("persons", "spelling").issuperset(words):
        hit = hit.raised("spelling", -0.6)
    elif _names_character(text, hit, words):
        hit = hit.raised("character", -0.6)
    elif len(words) > 1 and words[-1] in lexicon.words("persons", "landscape"):
        hit = hit.raised("landscape", -0.35)
    elif _thing(text, hit.end):
        hit = hit.raised("goods", -0.45)
    elif _two_given(hit, words):
        hit = hit.raised("two_given", -0.4)
    if value.isupper() and value.lower() in terms.names() and not text.isupper():
        hit = hit.raised("condition", -0.7)  # `history of GERD`
    if country.is_country(value):
        hit = hit.raised("country", -0.5)
    if _BAD.search(value) or len(words) > 6:
        hit = hit.raised("signs", -0.4)
    return places_and_brands.lower_places(text, _weigh_context(text, hit, value, words), words)


def _weigh_context(text: str, hit: Hit, value: str, words: Sequence[str]) -> Hit:
    """Lower a claim by what stands right before or behind it."""
    if _CALLED.search(text[max(0, hit.start - 16) : hit.start]) or _CALLED.match(
        value.rpartition(" ")[0] + " "
    ):
        hit = hit.raised("called", -0.5)
    if _BEFORE.search(text[max(0, hit.start - 5) : hit.start]):
        hit = hit.raised("before", -0.15)
    if _STATE.search(value) and _AT_END.match(text, hit.end) and words[0] not in lexicon.name_list("given"):
        hit = hit.raised("city_state", -0.6)
    if _sign(text, hit):
        hit = hit.raised("firm", -0.7)
    if _is_quoted_kind(text, hit):
        hit = hit.raised("quoted_kind", -0.7)
    if _AFTER.match(text[hit.end : hit.end + 14]):
        hit = hit.raised("after", -0.35)
    return hit


def is_called_after(value: str) -> bool:
    """Indicate whether a value is a building or a street that bears somebody's name: `Ina-Voss-Weg`."""
    return _COMPOUND.search(value.lower()) is not None


def _house(words: Sequence[str]) -> bool:
    """Return whether a claim is a firm or a building: `Sprocket House`, `Résidence Belvoir`, `Ina-Voss-Heim`.

    `Anna House` is a person; `Corn Exchange` and `Village Hall` are not.
    """
    if is_called_after(" ".join(words)):
        return True
    if len(words) < 2 or (lexicon.given_name(words[0]) and words[-1] not in _CLEAR):
        return False
    venue = words[-1] in _VENUES and (len(words) > 2 or words[0] in _HALLS or words[0] in lexicon.english())
    return words[-1] in _BUILT or venue or words[0] in _CALLED_HOUSES


# What Germans, the Dutch and Scandinavians call after somebody joins the whole name with marks.
_COMPOUND = re.compile(
    r"-(?:haus|heim|stift|kirche|schule|gymnasium|halle|saal|stra(?:ss|ß)e|allee|ufer"
    r"|brücke|brunnen|stiftung|preis|institut|zentrum|klinik|krankenhaus|spital|kita|kindergarten|stadion"
    r"|museum|archiv|bibliothek|denkmal|turm|akademie|gemeindehaus|huis|straat|school|plein|laan)$"
)
# `Knights of Columbus Hall`, `the Vernon Grange`.
_OF = re.compile(r"\b(?:of|[Tt]he)[ ]\Z")
_CLEAR = frozenset({"chapel", "pavilion", "grange", "ballroom"})
# Where people come together; each is a family name too.
_VENUES = frozenset({"hall", "lodge", "grange", "chapel", "temple", "pavilion", "barn"})
_BUILT = frozenset({"house", "exchange", "theatre", "auditorium", "ballroom", "brasserie"})
_HALLS = frozenset(
    {"village", "town", "city", "parish", "church", "concert", "music", "market", "guild", "sports"}
)
# How a block of flats begins its name.
_CALLED_HOUSES = frozenset(
    {"résidence", "immeuble", "bâtiment", "edificio", "palazzo", "condominio", "urbanización"}
)


def _count_traps(words: Sequence[str]) -> int:
    """Return how many words are a trap; Rose, April and Pearl are given names before a family name."""
    traps = vocabulary.thing_words()
    count = sum(word in traps for word in words)
    named = len(words) == 2 and words[0] in lexicon.name_list("given") and lexicon.surname(words[1])
    return 0 if count == 1 and named and words[0] in traps else count


# A town and its state in capitals, alone at the end of a line: `TULSA OK`.
_STATE = re.compile(rf"^[A-Z][A-Z. ]+[ ](?:{'|'.join(lexicon.table('states')['names'])})$")
_AT_END = re.compile(r"[ \t]{0,9}(?:\d{5}(?:-\d{4})?)?[ \t]{0,9}(?:\n|$)")
_JOINED = re.compile(r"[ ]&[ ]([^\W\d_]{2,20})")


def _sign(text: str, hit: Hit) -> bool:
    """Return whether a claim is a firm's sign: `The Walden House` on its line, `Hartigan Stone & Tile`."""
    joined = _JOINED.match(text, hit.end)
    if joined is not None and joined.group(1).lower() not in lexicon.name_list("given"):
        return True
    head = text[text.rfind("\n", 0, hit.start) + 1 : hit.start].strip().lower()
    return head == "the" and _AT_END.match(text, hit.end) is not None


_CAPITALS_BEFORE = re.compile(r"([A-Z]{4,})[ ]\Z")


# A kind in single quotes behind its genus (ICNCP, article 14): `Rosa 'Jane Phillips'`; so are boats and inns.
_GENUS = re.compile(r"[^\W\d_][^\W\d_]+\.?[ ]['‘]\Z")
_QUOTE = re.compile(r"[ ]['‘](?=[^\W\d_])")
_UNQUOTE = re.compile(r"(?:[ ]\d{1,4})?['’](?!\w)")
# What follows a name in quotes: the quote, or a number before it.
_MARKED_OFF = frozenset(" '’")
_NICKNAME = re.compile(r"['’][ ][^\W\d_]")
_GENUS_AND_KIND = re.compile(r"[^\W\d_]+[ ]['‘][A-Z][\w\-]*(?:[ ][A-Z][\w\-]*){1,3}['’](?![ ]?[A-Z]|\w)")


def _is_quoted_kind(text: str, hit: Hit) -> bool:
    """Return whether a name stands in single quotes behind a word and nothing of a name behind them.

    So does a word before two or more in quotes: it is the genus, which girls are called, too.
    """
    if _GENUS_AND_KIND.match(text, hit.start):
        return True
    if text[hit.end : hit.end + 1] not in _MARKED_OFF:
        return False
    nickname = _NICKNAME.match(text, hit.end)
    if (nickname and text[nickname.end() - 1].isupper()) or not _UNQUOTE.match(text, hit.end):
        return False
    inner = _QUOTE.search(text, hit.start, hit.end)
    return inner is not None or _GENUS.search(text, max(0, hit.start - 24), hit.start) is not None


def _names_character(text: str, hit: Hit, words: Sequence[str]) -> bool:
    """Return whether a claim in capitals is of a character's name: `WITH CARON`, `YEN SIGN`."""
    if not text[hit.start : hit.end].isupper():
        return False
    signs = lexicon.words("character_names", "sign_words")
    before = _CAPITALS_BEFORE.search(text, max(0, hit.start - 16), hit.start)
    return words[-1] in signs or (before is not None and before[1].lower() in signs)


def _is_labelled(hit: Hit) -> bool:
    """Return whether a label or an address shows the claim to be a person."""
    return hit.reasons[0].startswith(("label", "above_address"))


def _two_given(hit: Hit, words: Sequence[str]) -> bool:
    """Return whether a claim is two given names, one of them an everyday word: `Grace Lily`, `Jordan Max`."""
    if len(words) != 2 or any(reason.startswith(("surname", "label", "title")) for reason in hit.reasons):
        return False
    given, everyday = lexicon.name_list("given"), lexicon.words("persons", "ambiguous")
    return words[0] in given and words[1] in given and bool(everyday & set(words))


def _thing(text: str, end: int) -> bool:
    """Return whether one of the next three capitalised words is a piece of goods: `Carter Kids Puzzle`."""
    goods = lexicon.words("persons", "goods")
    for _ in range(3):
        match = _NEXT.match(text, end)
        if match is None or not match.group(1)[0].isupper():
            return False
        word = match.group(1).lower()
        if word in goods or word.removesuffix("s") in goods:
            return True
        end = match.end()
    return False


def lower_goods(text: str, hit: Hit) -> Hit:
    """Lower a name that nothing but its words shows, where it is a line of goods."""
    reasons = " ".join(hit.reasons)
    if "label" in reasons:
        return hit
    if _rung_up(text, hit):  # `MRS DASH` too
        return hit.raised("till", -0.6)
    if "title" in reasons:
        return hit.raised("goods_line", -0.7) if _titled_goods(text, hit) else hit
    return hit


# `2 Ms. Rowan wrap dress, M`: what is sold has a cell of its own, and is called like a lady.
_COUNT_BEFORE = re.compile(r"(?:^|\n|[ ]{2}|\t)(?:\d{1,3}[ ]?x?[ ]{1,3})?[A-Z][a-z]{1,4}\.?[ ]\Z")
_CELL_BEHIND = re.compile(
    r"(?P<words>(?:[ ][a-z][\w\-]*){1,4})(?:,[ ][\w/\-]{1,10})?(?:[ ]from|[ ]at)?(?=[ ]{2}|\t|\n|[ ][$€£]|$)"
)


def _titled_goods(text: str, hit: Hit) -> bool:
    behind = _CELL_BEHIND.match(text, hit.end)
    if behind is None or _COUNT_BEFORE.search(text, max(0, hit.start - 16), hit.start) is None:
        return False
    goods = lexicon.words("persons", "goods")
    return any(word in goods or word.removesuffix("s") in goods for word in behind["words"].split())


_PRICE = re.compile(r"[.,]\d\d")
# A till's line: words, a price, a letter for its tax.
_RUNG = re.compile(
    r"(?m)^[ \t]*[^\W\d_][^\n]{2,40}?[ \t]{1,40}[$€£]?\d{0,4}[.,]\d\d-?(?:[ ]?[A-Z*]{1,2})?[ \t]*$"
)
_TILL = re.compile(
    r"(?i)\b(?:sub ?-?total|tax|change|tender(?:ed)?|items sold|zwischensumme|mwst|rückgeld|cash|visa|tva)\b"
)
_FEW = 4


def _rung_up(text: str, hit: Hit) -> bool:
    """Return whether a claim stands on a line of goods that a till rang up: `BERTOLLI ALFREDO  3.49 F`."""
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    end = len(text) if end < 0 else end
    if _PRICE.search(text, start, end) is None:
        return False
    if _RUNG.fullmatch(text, start, end) is None or _TILL.search(text) is None:
        return False
    return len(list(islice(_RUNG.finditer(text), _FEW))) == _FEW
