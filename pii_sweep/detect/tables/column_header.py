"""The headers and values of a table's columns: in plain words, sampled, and what they look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from pii_sweep.detect.identifiers import registry
from pii_sweep.detect.identifiers.plate import plate_form
from pii_sweep.detect.tables import dull_header
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.header_words import HeaderGroup, Headers, join_headers
from pii_sweep.resources import labels_of
from pii_sweep.types import Role

SAMPLE = 200
# What readers call the column of a map's keys, which are data.
KEYS = "$key"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of column that its own header and values decide."""

    kind: str
    header: Headers = field(repr=False)
    refuse: re.Pattern[str] = field(repr=False)
    shape: re.Pattern[str] = field(repr=False)
    headed: float
    bare: float
    needs: bool
    score: float
    only: re.Pattern[str] | None = field(default=None, repr=False)

    def fits(self, titles: Sequence[str]) -> bool:
        """Return whether a label in plain words names the kind and nothing that it refuses."""
        return any(self.header.fullmatch(title) and not self.refuse.search(title) for title in titles)

    def heads(self, title: str) -> bool:
        """Return whether a header in plain words names the kind, a count behind it aside: `vrm1`."""
        return any(map(self.header.fullmatch, (title, _COUNT.sub("", title))))


# What counts columns of a kind; words end in three letters that are no initials: `ipv4`, `co2`.
_COUNT = re.compile(r"(?<=[^\W\d_]{3}) ?[1-9]$")


@dataclass(frozen=True, slots=True)
class Sampled:
    """One column's header in plain words and its first non-empty values."""

    index: int
    name: str
    titles: tuple[str, ...]
    values: tuple[str, ...] = field(repr=False)

    def share(self, pattern: re.Pattern[str]) -> float:
        """Return the share of values that have a shape."""
        counts = _count_values(self.values)
        if 2 * len(counts) < len(self.values):
            return sum(map(counts.__getitem__, filter(pattern.fullmatch, counts))) / len(self.values)
        return sum(map(bool, map(pattern.fullmatch, self.values))) / max(1, len(self.values))

    def titled(self, pattern: re.Pattern[str] | Headers) -> bool:
        """Return whether the header, or the last words of its path, match."""
        return any(pattern.fullmatch(title) for title in self.titles)

    def as_column(self, kind: str, score: float, *reasons: str) -> Column:
        """Return the column decided as a kind, of whom its header says."""
        return Column(self.index, self.name, kind, score, reasons, role_of(self))


# A column is asked for many shapes in a row.
@lru_cache(maxsize=64)
def _count_values(values: tuple[str, ...]) -> Mapping[str, int]:
    return Counter(values)


@dataclass(frozen=True, slots=True)
class Column:
    """A decided column: what its cells are, how surely, and why.

    `kind` is an entity in capitals, or a part (`first`, `city`, `free`) that joins with others. Where
    `only` is given, cells of another shape hold nothing.
    """

    index: int
    name: str
    kind: str
    score: float
    reasons: tuple[str, ...] = ()
    role: Role | None = None
    only: re.Pattern[str] | None = field(default=None, repr=False)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the kinds of `data/columns.toml` and of recognizers; last, those by headers of people alone."""
    kinds = (*lexicon.table("columns")["kind"], *registry.column_kinds())
    made = [_make_rule(kind) for kind in kinds]
    of_people = (
        replace(rule, header=Headers.of(re.compile(_NOTHING), *kind["said_of_people"]), bare=2.0, needs=True)
        for rule, kind in zip(made, kinds, strict=True)
        if "said_of_people" in kind
    )
    return (*made, *of_people)


def _make_rule(kind: Mapping[str, Any]) -> Rule:
    return Rule(
        kind["name"],
        Headers.of(_compile_header(kind["header"], "kinds", kind["name"]), *kind.get("said", ())),
        re.compile(rf"\b(?:{kind['refuse']})" if "refuse" in kind else _NOTHING),
        re.compile(kind["shape"]),
        kind["headed"],
        kind.get("bare", 2.0),
        kind.get("needs", False),
        kind["score"],
        re.compile(kind["only"]) if "only" in kind else None,
    )


def find_rule(sample: Sampled, *, personal: bool = False) -> Rule | None:
    """Return the rule that a label and its one value fit: the field is of its kind.

    `personal`: one of the rules that need people, whom the field's record names.
    """
    fitting = _needing_rules(sample.titles) if personal else matching_rules(sample.titles)
    return next((rule for rule in fitting if rule.shape.fullmatch(sample.values[0])), None)


# Kinds that a header and one cell's shape are enough for, where most cells have another.
_SURE_SHAPES = frozenset(
    {
        *("EMAIL_ADDRESS", "US_SSN", "US_ITIN", "CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER", "DATE_OF_BIRTH"),
        *("US_DRIVER_LICENSE", "US_PASSPORT", "US_BANK_NUMBER", "PASSWORD", "MEDICAL_LICENSE"),
    }
)


def names_kind(sample: Sampled) -> bool:
    """Indicate whether a header names a kind of data that single cells may be of."""
    return any(rule.kind in _SURE_SHAPES for rule in matching_rules(sample.titles))


def is_of_people(titles: Sequence[str]) -> bool:
    """Indicate whether a header is one that tables of people have, in any language."""
    return bool(find_kind(tuple(titles)))


# The same labels come again in every record.
@lru_cache(maxsize=4096)
def find_kind(titles: tuple[str, ...]) -> str:
    """Return the part of a name or an address, or else the entity, that a header names; empty for none."""
    return find_part(titles) or next((rule.kind for rule in _heading_rules(titles)), "")


def _heading_rules(titles: Sequence[str]) -> list[Rule]:
    return [rules()[place] for place in sorted(frozenset().union(*map(find_rules, titles)))]


@lru_cache(maxsize=1 << 13)
def find_rules(title: str) -> frozenset[int]:
    """Return the places of the rules that know a header in plain words."""
    return _rule_headers().find(title)


@lru_cache(maxsize=1)
def _rule_headers() -> HeaderGroup:
    return HeaderGroup(rule.header for rule in rules())


def find_part(titles: tuple[str, ...]) -> str:
    """Return the part of a name or an address that a header names; empty for none."""
    return next((kind for kind in _OF_PEOPLE if any(map(part(kind).fullmatch, titles))), "")


_OF_PEOPLE = ("first", "middle", "last", "name", "street", "city", "zip")


def names_telephone(title: str) -> bool:
    """Indicate whether a header in plain words names telephones."""
    fitting = (*matching_rules((title,)), *_needing_rules((title,)))
    return any(rule.kind == "PHONE_NUMBER" for rule in fitting)


def labels(sample: Sampled, value: str) -> Rule | None:
    """Return the rule that a header and one of its cells fit."""
    text = value.strip()
    sure = (rule for rule in matching_rules(sample.titles) if rule.kind in _SURE_SHAPES)
    fitting = (rule for rule in sure if rule.shape.fullmatch(text))
    return next((rule for rule in fitting if not is_plate(rule, sample, [text])), None)


# Italian for a driver's licence; in Chile, Argentina and Uruguay for a vehicle's plate, which is shorter.
_PATENTE = re.compile(r"(?:.* )?patente")


def is_plate(rule: Rule, sample: Sampled, values: Sequence[str]) -> bool:
    """Indicate whether what a header calls a licence has the form of vehicles' plates."""
    if rule.kind != "US_DRIVER_LICENSE" or not sample.titled(_PATENTE):
        return False
    return plate_form.count_of_country(values) >= 0.9 * len(values)


@lru_cache(maxsize=4096)
def matching_rules(titles: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that a label in plain words fits, those that need a table of people left out."""
    return tuple(rule for rule in _heading_rules(titles) if not rule.needs and rule.fits(titles))


@lru_cache(maxsize=4096)
def _needing_rules(titles: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules of numbers that a label fits where a person is named next to it."""
    some = (rule for rule in _heading_rules(titles) if rule.needs and rule.kind in _NUMBERS)
    return tuple(rule for rule in some if rule.fits(titles))


def part(name: str) -> Headers:
    """Return the headers of a part of a name or an address."""
    return _parts()[name]


@lru_cache(maxsize=1)
def _parts() -> dict[str, Headers]:
    """Compile the headers of all parts: any table or form asks for most of them."""
    english, world = lexicon.table("columns")["parts"], lexicon.table("headers_world")["parts"]
    names = dict.fromkeys((*english, *world))
    compiled = {name: _compile_header(english.get(name, _NOTHING), "parts", name) for name in names}
    zip_, city, tail = (compiled[name].pattern for name in ("zip", "city", "tail"))
    compiled["tail"] = re.compile(f"{tail}|{join_headers(zip_, city)}")
    return {name: Headers.of(pattern, name) for name, pattern in compiled.items()}


_NOTHING = "(?!)"  # a kind's second rule goes by its values alone
# Kinds whose headers are also the labels that texts have.
_AS_IN_TEXTS = {"PASSWORD": "password"}


def _compile_header(words: str, group: str, name: str) -> re.Pattern[str]:
    """Return the pattern of a kind's headers, in English and as `data/headers_world.toml` has them."""
    roles, world = lexicon.table("columns")["roles"], lexicon.table("headers_world")
    others = world[group].get(name) if words != _NOTHING or group == "parts" else None
    others = [*others, *world[group]["called"]] if others and name == "first" else others
    # Plurals of most languages in Latin letters, counts of others: `owners`, `locataires`, `שם הורה 1`.
    several = r"(?:s|(?<=[^\x00-\u036f]) ?[1-9])?" if name == "name" else ""
    pattern = rf"(?:(?:{roles}) ){{0,2}}(?:{words}){several}"
    if labels := _AS_IN_TEXTS.get(name):
        said = lexicon.patterns("identifier_labels", labels)
        others = [*(others or ()), said, lexicon.plain(said)]
    if others:
        pattern += (
            rf"|(?:(?:{roles}) ){{0,2}}(?:{'|'.join(others)}){several}"
            rf"(?: (?:d[eiu]l?l?[aeo]? )?(?:{world['whose']}))?"
        )
    if words != _NOTHING or group == "parts":
        pattern += "".join(f"|{re.escape(word)}" for word in labels_of(*_LABEL_KINDS.get(name, ())))
    if name == "name":  # whose name it is stands before or behind, by the language: `የአባሉ ሙሉ ስም`
        said = "|".join(re.escape(word) for word in labels_of("name"))
        word = r"[\u0530-\u1cff\u2d80-\u2ddf\u200c\u200d]{2,16}"
        pattern += rf"|(?:{word} ){{1,2}}(?:{said})|(?:{said})(?: {word}){{1,2}}"
    return re.compile(pattern)


# The kinds of `label_words.toml` that head a part of a name or an address, or an entity.
_LABEL_KINDS = {
    "name": ("bare", "name", "kin", "people"), "first": ("first",), "middle": ("middle",), "last": ("last",),
    "street": ("address",), "PHONE_NUMBER": ("phone",), "DATE_OF_BIRTH": ("birth",), "AGE": ("age",),
    "NATIONAL_ID": ("number",),
}  # fmt: skip


@lru_cache(maxsize=4096)
def plain_header(header: str) -> tuple[str, ...]:
    """Return a header in lower-case words, and its tails where it is a path; then as plain letters write it.

    `shipTo.First_Name` gives `ship to first name` and `first name`; `Né(e) le` gives `né e le` and `ne e le`;
    `N.S.S.` gives `nss`, `Owner(s)` gives `owner` and `owner s`.
    """
    header = widen(header)
    spellings = (_EITHER_FORM.sub("", header), header, *_split_languages(header))
    return tuple(dict.fromkeys(title for one in dict.fromkeys(spellings) for title in _plain_titles(one)))


def _split_languages(header: str) -> tuple[str, ...]:
    """Return a header in two languages as two, where one is of a half of a name: `นามสกุล / Last name`."""
    pieces = [] if header.isascii() else _OTHER_SCRIPT.split(header)
    if len(pieces) != _LANGUAGES or any(not any(map(str.isalpha, piece)) for piece in pieces):
        return ()
    titles = list(map(_plain_titles, pieces))
    kinds = list(map(find_kind, titles))
    of_halves = [kind in _HALVES for kind in kinds]
    others = (title for own, half in zip(titles, of_halves, strict=True) if not half for title in own)
    if any(map(_things().fullmatch, others)):  # `商品 Name` is of goods
        return ()
    named = any(of_halves) or kinds == ["name", "name"]
    return tuple(piece for piece, kind in zip(pieces, kinds, strict=True) if kind) if named else ()


# Between words of Latin letters and words of another script.
_OTHER_SCRIPT = re.compile(
    r"(?<=[^\x00-\u036f\s])[\s/|(（]+(?=[A-Za-z]{3}[^\u0370-\uffff]*$)"
    r"|(?<=[A-Za-z])[\s/|(（*.]+(?=[\u0370-\uffff][^A-Za-z]*$)"
)
_LANGUAGES, _HALVES = 2, frozenset({"first", "middle", "last"})


def widen(text: str) -> str:
    """Return a text with katakana of half width and Latin letters as wide as ideographs as usual ones."""
    return normalize("NFKC", text) if _HALF_WIDTH.search(text) else text


# Katakana as machines of one byte a character had it, and Latin letters as wide as ideographs.
_HALF_WIDTH = re.compile(r"[\uff01-\uff9f]")
# One or several, he or she: `Name(s)`, `Bewohner(in)`, `Dueño/a`.
_EITHER_FORM = re.compile(
    r"(?i)(?<=[^\W\d_]{3})(?:\((?:s|es|x|en|n|e|e?r|a|o|i|in|innen|nen|ne|rice)\)|/(?:s|es|in|innen|as?|os?)(?!\w))"
)


def _plain_titles(header: str) -> tuple[str, ...]:
    header = dull_header.take_meaning(_INITIALS.sub(_join_initials, header) if "." in header else header)
    if aside := _ASIDE.fullmatch(header):
        header = f"{aside[2]} {aside[1]}"
    path = _QUOTED.sub(r".\1", header) if "['" in header or '["' in header else header
    path = _WRAP.sub("", re.sub(r"\[\d*\*?\]", "", path.removeprefix("$").lstrip(".")))
    pieces = [" ".join(_BREAKS.sub(" ", piece).lower().split()) for piece in re.split(r"[./:]", path)]
    # `born.$date` is a date of MongoDB's Extended JSON.
    pieces = [piece for piece in pieces if piece and not piece.startswith("$")] or pieces
    tails = [" ".join(pieces[-count:]) for count in range(len(pieces), 0, -1)]
    if whose := _BRACKETS.fullmatch(header.rpartition("['")[2].removesuffix("']").strip().lower()):
        own = " ".join(_BREAKS.sub(" ", whose[1]).split())
        if (_names_part(own) or _names_number(own, tails[0])) and not _things().fullmatch(whose[2]):
            tails = [" ".join(tails[0].split(".")), own]
    bare = (" ".join(_SIGNS.sub(" ", lexicon.plain(tail.translate(_ORDINALS))).split()) for tail in tails)
    return tuple(dict.fromkeys((*tails, *filter(None, bare))))


def _names_part(title: str) -> bool:
    """Return whether a title is a part of a name or an address: of whom stands in brackets behind it."""
    plain = " ".join(_SIGNS.sub(" ", lexicon.plain(title)).split())
    return any(part(kind).fullmatch(one) for kind in _OF_PEOPLE for one in (title, plain))


def _names_number(title: str, whole: str) -> bool:
    """Return whether a title names a number whose kind stands in brackets: `acct no (nuban)`, `tel. (mobil)`.

    The rest of the header may refuse that: `Phone (model)`.
    """
    plain = " ".join(_SIGNS.sub(" ", lexicon.plain(title)).split())
    numbers = (rule for rule in _heading_rules((title, plain)) if rule.kind in _NUMBERS)
    return any(not rule.refuse.search(whole) for rule in numbers)


_NUMBERS = frozenset(
    {"PHONE_NUMBER", "US_BANK_NUMBER", "NATIONAL_ID", "LICENSE_PLATE"}
    | {"HEALTH_INSURANCE_NUMBER", "MEDICAL_RECORD_NUMBER"}
)


def _join_initials(found: re.Match[str]) -> str:
    """Return initials without their points: `N.S.S.` as `NSS`."""
    return re.sub(r"[. ]", "", found.group()) + " "


# Letters with a point behind each, which a last capital may lack: `N.S.S.`, `T.C`, `D. O. B.`
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\. ?){1,5}(?:[^\W\d_]\.(?!\w)|(?-i:[A-ZА-ЯΑ-Ω])(?![\w.]))")
_BRACKETS = re.compile(r"([^(\[]{2,40}?) ?[(\[]([^)\]]{2,60})[)\]]")
# A member of JSON whose name is no plain word: `$['Order Total']`.
_QUOTED = re.compile(r"\[[\"']([^\"'\[\]]{1,200})[\"']\]")
# Whose a value is, in brackets behind what it is: `City (Billing)`.
_ASIDE = re.compile(
    r"(?i)([^()]{2,40}?) ?\((billing|shipping|customer|recipient|sender|buyer|home|work|delivery|mailing)\)"
)
# What a search engine wraps each document in, and what a payment service adds to a header.
_WRAP = re.compile(r"(?<![^./])_source[./]| \((?:custom |order )?metadata\)$")
_BREAKS = re.compile(
    r"(?<=[a-zа-яёіїє])(?=[A-ZА-ЯЁІЇЄ])|(?<=\d)(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|[_\-#()@*\s]+"
)
_SIGNS = re.compile(r"[^\w$€£]+")
_ORDINALS = str.maketrans({"º": "o", "°": "o", "ª": "a", "№": "no"})


def parent(sample: Sampled) -> str:
    """Return the path that a column's header lies in; empty where the header is no path."""
    return "" if " " in sample.name else sample.name.rpartition(".")[0]


def sampled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Sampled]:
    """Return each column's header and a sample of its values."""
    head = rows[:SAMPLE]
    width = max([len(header), *(len(row) for row in head)], default=0)
    titles = [plain_header(name) for name in header]
    titles = [() if dull else own for dull, own in zip(dull_header.are_dull(titles), titles, strict=True)]
    return [
        Sampled(
            index,
            header[index] if index < len(header) else "",
            titles[index] if index < len(header) else (),
            tuple(
                row[index].strip() for row in head if index < len(row) and dull_header.holds_value(row[index])
            ),
        )
        for index in range(width)
    ]


SHAPES = {
    "name": re.compile(r"[^\W\d_][^\d@#$%*=<>{}\[\]|_:;!?\"/\\]{1,60}"),
    "first": re.compile(r"[^\W\d_][^\d@#$%*=<>{}\[\]|_:;!?\"/\\]{0,40}"),
    # A house may have none: `S/N`, `snc`, `bb`, `б/н`.
    "house": re.compile(
        r"(?:[Nn][°ºro.]{0,2} ?)?\d{1,5}(?:\.0)?(?:[ \-/]?[^\W_]{1,4}){0,3}"
        r"|(?i:s ?[/.]? ?n[.°º]?|s\.?n\.?c\.?|b\.? ?[/.]? ?b\.?|[бb] ?/ ?[нn])"
    ),
    "street": re.compile(r"(?!0x[0-9a-fA-F]+$)(?=.*\d)(?=.*[^\W\d_])[^@]{5,200}", re.DOTALL),
    "unit": re.compile(r".{1,40}"),
    "tail": re.compile(
        r"[^\W\d_][^@]{2,60}?[ ,]{1,3}[A-Za-z]{2}[ ,.]{1,3}\d{5}(?:-\d{4})?"
        r"|(?:[A-Z]{1,3}[- ])?\d{3,6}(?:[ -]?\d{2,4}|[ -]?[A-Z]{2})?[ ,]{1,3}[^\W\d_][^\d@:]{1,60}"
        r"|[^\W\d_][^\d@:]{1,60}[ ,]{1,3}(?:\d{4,6}|(?:[A-Z]{1,2}\d[A-Z\d]?|[A-Z]\d[A-Z]) ?\d[A-Z]{2}?\d?)"
    ),
    "city": re.compile(r"[^\W\d_][^\d@]{1,60}"),
    "state": re.compile(r"[^\W\d_][^\d@]{1,30}"),
    "zip": re.compile(r"[A-Za-z0-9][A-Za-z0-9 \-]{2,9}(?:\.0)?|\d{2}\.\d{3}-\d{3}"),
    "country": re.compile(r"[^\W\d_][^\d@]{1,40}"),
    "lat": re.compile(r"-?\d{1,2}(?:\.\d+)?"),
    "lon": re.compile(r"-?\d{1,3}(?:\.\d+)?"),
}


@lru_cache(maxsize=1)
def _things() -> re.Pattern[str]:
    things = lexicon.table("columns")["words"]["things"]
    name = r"(?:full |display )?names?|nama|nombre|nome|nom|naam|namn|navn|naziv|nazwa|nazev|nimi|ad[iı]?"
    return re.compile(rf"(?:.* )?(?:{things})s? (?:{name})|(?:{things})s?")


@lru_cache(maxsize=1)
def _adjacent_header() -> re.Pattern[str]:
    return re.compile(lexicon.table("columns")["words"]["adjacent"])


def things(samples: Sequence[Sampled]) -> int:
    """Return how many of a table's headers are those of things: `year`, `hex`, `qty`."""
    return sum(sample.titled(_adjacent_header()) for sample in samples)


def may_be_names(sample: Sampled) -> bool:
    """Return whether a header leaves open that its values are names of people: `product name` does not."""
    spellings = {spelt for title in sample.titles[:1] for spelt in (title, lexicon.plain(title))}
    return not any(map(_things().fullmatch, spellings))


_ROLES: Mapping[Role, re.Pattern[str]] = {
    "sender": re.compile(r"\b(?:sender|from|return|shipper)\b"),
    "merchant": re.compile(
        r"\b(?:merchant|vendor|seller|venue|store|supplier|company|business|employer|provider|physician"
        r"|sales ?rep\w*|cashier|assignee|assigned to|handled by|served by|(?:support|sales|service) agent)\b"
    ),
    "recipient": re.compile(r"\b(?:ship|shipping|delivery|deliver|recipient|to|consignee)\b"),
    "buyer": re.compile(r"\b(?:bill|billing|buyer|card|cardholder|payer|purchaser)\b"),
    "customer": re.compile(r"\b(?:customer|client|user|guest|patient|shopper|member|cust)\b"),
}


def role_of(sample: Sampled) -> Role | None:
    """Return whose data a header says it is."""
    title = sample.titles[0] if sample.titles else ""
    return next((role for role, words in _ROLES.items() if words.search(title)), None)


# Headers that say that their values name no person and no place of one.
_OTHER = re.compile(
    r".*\b(?:city|town|state|country|county|region|title|url|uri|link|path|page|host|domain|browser|agent|os"
    r"|version|branch|commit|level|logger|thread|module|method|function|currency|language|locale|time ?zone"
    r"|genre|position|club|opponent|venue|stadium|nickname|breed|ingredient|flavou?r|style|fabric|location|place"
    r"|material|font|type|kind|category|categorie|mode|typ|tipo|soort|kategorie|kategori|categoria|rodzaj|тип|вид)s?"
)


def open_to_names(sample: Sampled) -> bool:
    """Return whether a column's header leaves open that its values are people's names."""
    return blank(sample) or (may_be_names(sample) and not _OTHER.fullmatch(sample.titles[0]))


def brief(sample: Sampled) -> bool:
    """Return whether a header says nothing of its values, or is too short to say it: `c`, `z`."""
    return blank(sample) or all(len(title) <= 2 for title in sample.titles)


def blank(sample: Sampled) -> bool:
    """Return whether a header says nothing of its values."""
    return all(map(dull_header.is_blank, sample.titles))
