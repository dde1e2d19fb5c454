"""Columns that are headed `name` alone: of people or of things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pii_sweep.detect.person import name_order
from pii_sweep.detect.person.fixed import initial_list, script_list
from pii_sweep.detect.tables import column_header, person_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.tables.people import joint_owner, several_names
from pii_sweep.detect.tables.people.other_header import BARE
from pii_sweep.detect.tables.people.several_names import LATIN_OR_FIGURE
from pii_sweep.detect.text import casing, lexicon, vocabulary

PEOPLE = frozenset(
    {
        *("first", "last", "name", "street", "EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN", "CREDIT_CARD"),
        *("DATE_OF_BIRTH", "USERNAME", "US_DRIVER_LICENSE"),
    }
)


# Headers of machines and things that are people as well: `Server` of a table in a restaurant.
_BOTH = re.compile(
    r"(?:.* )?(?:server|agent|host|source|position|team|class|group|key|role|level)s?(?: name)?"
)
_NAMED, _DISTINCT = 0.7, 3
# A name's words in a column of payees and customers; fewer of its values are shaped so where firms are too.
_SHAPED, _KNOWN = 0.75, 0.75


# Places that firms serve, called after whoever lives there: people, next to a street and a telephone.
_SERVED = re.compile(
    r"(?:.* )?(?:location|site|premises?|property|dwelling|stop|drop|job|locatie|standort|objekt|chantier"
    r"|localizacion|ubicacion|ubicazione|local|lokalizacja)s?(?: ?names?)?"
)
_LIVING = frozenset({"street", "PHONE_NUMBER"})
_LIKE, _ONE_KNOWN, _TWO_KNOWN, _MANY_SERVED = 0.85, 0.65, 0.4, 5


def may_name(sample: Sampled, found: Sequence[Column]) -> bool:
    """Return whether a header leaves open that its values are names, or they are plainly so."""
    if column_header.open_to_names(sample):
        return True
    if sample.titled(_SERVED) and {column.kind for column in found} >= _LIVING:
        shaped, one, two = value_kind.persons(sample)
        enough = shaped >= _LIKE and one >= _ONE_KNOWN and two >= _TWO_KNOWN
        return enough and value_kind.count_distinct(sample) >= _MANY_SERVED
    if not sample.titled(_BOTH):
        return False
    return value_kind.count_distinct(sample) >= _DISTINCT and value_kind.persons(sample)[2] >= _NAMED


def in_script(sample: Sampled) -> bool:
    """Return whether values are written as names of another script, below a header of names or people."""
    if sum(map(value_kind.in_script, sample.values)) < _NAMED * max(1, len(sample.values)):
        return False
    if any(title.split()[-1:] in (["name"], ["names"]) for title in sample.titles):
        return True
    if vocabulary.person_headers().isdisjoint(sample.titles):
        return False
    return script_list.of_people(sample.values) or all(map(script_list.is_written, sample.values))


def names_goods(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a header says `name` alone, over values of another script, in a table of goods.

    No list knows the things of such scripts; prices or amounts stand next to them, and nothing of people.
    So do rates of currencies. Units of goods come again and again under any header: `pk` under `Ad.`, Turkish
    for a piece and a name.
    """
    units = list(filter(_UNIT.fullmatch, sample.values))
    if len(units) >= max(_FEW_UNITS * len(set(units)), _NAMED * len(sample.values)):
        return True
    if any(map(_lists_currencies, samples)):
        return True
    if not vocabulary.bare_names().isdisjoint(sample.titles):
        goods = any(not vocabulary.script_goods().isdisjoint(other.titles) for other in samples)
        return goods and not _is_of_person(sample, samples)
    if not BARE.intersection(sample.titles) or script_list.of_people(sample.values):
        return False
    sold = sum(other.titled(_sold()) for other in samples)
    return sold >= _SOLD_LEAST and not _is_of_person(sample, samples)


def _lists_currencies(sample: Sampled) -> bool:
    """Return whether each row of a table has a currency of its own (ISO 4217), as rates of exchange have."""
    asked = sample.values[: value_kind.ASKED]
    if not _CURRENCIES <= len(asked) == len(set(asked)) or not all(map(_CODE.fullmatch, asked)):
        return False
    return 2 * sum(value in lexicon.table("currencies")["signs"] for value in asked) > len(asked)


_CURRENCIES, _CODE = 5, re.compile(r"[A-Z]{3}")


def is_of_price_list(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a header of given names is of dishes or goods: `Ad`, next to `Gr.` and `TL`.

    Two others are of prices, measures or amounts, none is of people, and few values are given names.
    """
    given = sum(lexicon.given_name(value.split(" ")[0].lower()) for value in sample.values)
    if 2 * given >= len(sample.values) or _is_of_person(sample, samples):
        return False
    sold = (other.titled(_sold()) or _MEASURED.fullmatch(other.name) for other in samples)
    return sum(map(bool, sold)) >= _PRICED_LEAST


_PRICED_LEAST = 2
_MEASURED = re.compile(
    rf"(?i)[( ]*(?:{'|'.join(lexicon.table('currencies')['signs'])}|gr?|kg|mg|ml|cl|dl|lt?|гр?|кг|мл|л)[). ]*"
)
_SOLD_LEAST, _FEW_UNITS, _UNIT = 3, 2, re.compile(r"[a-zß-öø-ÿğış]{1,3}\.?")


@lru_cache(maxsize=1)
def _sold() -> re.Pattern[str]:
    """Return the headers of tables of goods in Latin letters: a Russian shop's `cena`, `ostatok`."""
    words = lexicon.table("header_things")
    return re.compile(
        f"(?:{'|'.join((*words['goods_alone'], *words['goods_sold'], *words['goods_listed']))})"
    )


def holds_whole_names(sample: Sampled) -> bool:
    """Return whether most values under the word of another script for a name have several words."""
    if vocabulary.bare_names().isdisjoint(sample.titles):
        return False
    return 2 * sum(" " in value for value in sample.values) > len(sample.values)


def holds_single_names(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether values under a header of names are single words of another script, next to births.

    `አቤል` under `ስም` is too short to be known for a name by its letters.
    """
    lone = sum(bool(_LONE.fullmatch(value) or value_kind.in_script(value)) for value in sample.values)
    return lone >= _NAMELIKE * len(sample.values) and _is_of_person(sample, samples)


def _is_of_person(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether another header is of what is known of people: births, telephones, a father's name."""
    others = (other for other in samples if other is not sample)
    return any(
        column_header.find_kind(other.titles) in _OF_PERSON or person_header.human(other) for other in others
    )


_OF_PERSON = frozenset(
    {
        *("last", "middle", "street", "EMAIL_ADDRESS", "PHONE_NUMBER", "DATE_OF_BIRTH", "AGE", "NATIONAL_ID"),
        *("US_PASSPORT", "MEDICAL_RECORD_NUMBER", "HEALTH_INSURANCE_NUMBER"),
    }
)
# Next to people's names, so large a share of different values under a word for a person are no kinds.
_OWN, _NAMELIKE, _LONGEST = 0.6, 0.8, 5
_LONE = re.compile(r"[\u0590-\u07ff\u0900-\u18af][\w\u0300-\u18af\u200c\u200d]{1,16}")


def holds_relatives(sample: Sampled, found: Sequence[Column]) -> bool:
    """Return whether a column headed by a word for a person holds names next to those of a table's people.

    Names of another script stand by themselves; single names (`Sukirno`) only where nearly all differ.
    """
    if _HALVES.isdisjoint(column.kind for column in found):
        return False
    sample = several_names.separate(sample)  # `W/o Subramanian T`
    asked = value_kind.select_different(sample)
    if sum(map(value_kind.in_script, asked)) >= _NAMED * max(1, len(asked)):
        return True
    if len(asked) < max(_DISTINCT, _OWN * len(sample.values)) or value_kind.are_words(asked):
        return False
    return sum(map(_is_namelike, asked)) >= _NAMELIKE * len(asked)


_HALVES = frozenset({"first", "last", "name"})


def _is_namelike(value: str) -> bool:
    """Return whether a value is written as one name or several, none of them a word of things or firms."""
    bare = _TITLED.sub("", value)
    if value_kind.in_script(bare) or _LONE.fullmatch(bare):
        return True
    words = [word.lower() for word in _LETTERS.findall(bare)]
    if not 1 <= len(words) <= _LONGEST or not bare[0].isupper():
        return False
    called = column_header.SHAPES["first"].fullmatch(bare) is not None
    return called and vocabulary.company_words().isdisjoint(words) and words[-1] not in lexicon.english()


def is_list(sample: Sampled, found: Sequence[Column]) -> bool:
    """Return whether a column without a header is a list of people: in another script, or with initials.

    In a table of people a header in Latin letters says as little of another script: `SYR` over `江淑贞`.
    """
    if sample.name.isascii() and any(column.kind in PEOPLE or column.kind in _BORN for column in found):
        asked = [value for value in value_kind.select_different(sample) if not is_thing(value)]
        written = [value for value in asked if not value.isascii()]
        enough = len(written) >= _NAMED * max(1, len(asked)) and column_header.open_to_names(sample)
        if enough and script_list.of_people(written):
            return True
    return column_header.blank(sample) and (
        script_list.of_people(sample.values)
        or initial_list.of_people(sample.values)
        or initial_list.are_cut_off(sample.values)
    )


def reads_names(sample: Sampled, found: Sequence[Column]) -> bool:
    """Return whether a column without a header says in kana how the names next to it are read."""
    near = any(column.kind == "name" and abs(column.index - sample.index) == 1 for column in found)
    read = sum(_KANA.fullmatch(column_header.widen(value)) is not None for value in sample.values)
    return near and column_header.blank(sample) and read >= _NAMELIKE * len(sample.values)


_KANA = re.compile(r"[\u3041-\u30ffー]{1,8}[ \u3000][\u3041-\u30ffー]{1,8}")


def turn_ideographs(names: Sequence[str]) -> list[str]:
    """Return joined names, those of ideographs the family name first and without a space between."""
    return [_IDEOGRAPHS.sub(r"\2\1", name) if not name.isascii() else name for name in names]


_IDEOGRAPHS = re.compile(
    r"([\u3005\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+) ([\u3005\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]+)$"
)


def holds_firms(sample: Sampled) -> bool:
    """Return whether people stand among firms in a column of names, so that each cell is read by itself."""
    shaped, _, whole = value_kind.persons(sample)
    mixed = shaped < _SHAPED and whole > 0 and value_kind.share_of_known_names(sample) < _KNOWN
    return mixed and any(map(is_thing, value_kind.select_different(sample)))


def are_mostly_born(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether those who stand among firms are people, as births in most rows say; firms have taxes."""
    if holds_lone_names(sample, samples):
        return True
    own = (one for one in samples if column_header.parent(one) == column_header.parent(sample))
    born = (len(one.values) for one in own if column_header.find_kind(one.titles) == "DATE_OF_BIRTH")
    return 2 * max(born, default=0) > len(sample.values)


def holds_lone_names(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether what looks like firms under a word for a person are people of one name: `KARTINI`.

    Another header must be of what only a person has: a birth, an identity card, an insurance.
    """
    own = any(column_header.find_kind(other.titles) in _BORN for other in samples if other is not sample)
    if not own or not person_header.human(sample):
        return False
    things = [value.lower() for value in value_kind.select_different(sample) if is_thing(value)]
    known = vocabulary.company_words() | lexicon.english()
    return bool(things) and all(value.isalpha() and value not in known for value in things)


_BORN = frozenset({"DATE_OF_BIRTH", "AGE", "NATIONAL_ID", "US_PASSPORT", "HEALTH_INSURANCE_NUMBER"})


def names_firms(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether all values of a column of names are firms' in another script, or how those are read."""
    if all(map(vocabulary.names_script_firm, sample.values)):
        return True
    whose = _READING.sub("", sample.name)
    others = (one for one in samples if one.name == whose != sample.name)
    return any(all(map(vocabulary.names_script_firm, one.values)) for one in others)


# Behind the header of a name in Japanese: how it is read, in kana.
_READING = re.compile(r"[ （(]*(?:カナ|ｶﾅ|かな|フリガナ|ﾌﾘｶﾞﾅ|ふりがな|ヨミ|よみ)[）)]?$")


def says_halves(sample: Sampled) -> bool:
    """Return whether a header names both halves of a name, so that no firm is meant: `Nom et prénoms`."""
    for title in sample.titles:
        pieces = [piece.strip() for piece in _AND.split(title) if piece.strip()]
        given = any(map(column_header.part("first").fullmatch, pieces))
        if len(pieces) == _PAIR and given and any(map(_is_family, pieces)):
            return True
    return False


def _is_family(title: str) -> bool:
    return any(column_header.part(kind).fullmatch(title) is not None for kind in ("last", "name"))


_PAIR = 2
_AND = re.compile(r" (?:et|und|and|y|e|i|a|es|och|og|ja|ve|si|in|dhe|и|та|і|va|dan|&|\+) |[,/&+]")

# Headers that are of people as often as of firms, machines and places: their values decide.
_WEAK = re.compile(
    r"(?:.* )?(?:names?|owner|client|customer|account(?: name)?|author|contact|holder|member|tenant|user"
    r"|guest|nom|nome|nombre|naam|navn|who|display name|full name|person)"
)
_ENOUGH, _BACKED = 0.45, 0.25
_FULL, _HALF, _WRITTEN = 1.0, 0.6, 0.2


def is_doubtful(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a header could be of people or of things and the values do not look like names.

    The cells of such a column are read one by one.
    """
    if not sample.titled(_WEAK):
        return False
    return _likeness(sample) < (_BACKED if _is_reached(sample, samples) else _ENOUGH)


def is_backed(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a header `name` is of people though no census has their names.

    Each value is a given name next to another word, and another column says how people are reached.
    """
    if not (column_header.may_be_names(sample) and _is_reached(sample, samples)):
        return False
    asked = value_kind.select_different(sample)
    things = any(is_thing(value) or value.lower() in lexicon.words("persons", "brands") for value in asked)
    return not things and _likeness(sample) >= _HALF


def _is_reached(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a header next to a column says how people are reached, or when they were born."""
    return any(
        other.titled(_REACHED) or column_header.find_kind(other.titles) in _REACHING
        for other in samples
        if column_header.parent(other) == column_header.parent(sample)
    )


# What a table of people has as well.
_REACHED = re.compile(
    r"(?:.* )?(?:e ?mail(?: ?address)?|(?:tele)?phone(?: ?(?:no|number))?|mobile|cell|dob|date of birth"
    r"|birth ?da(?:te|y)|ssn|street|address|first ?name|last ?name)"
)
_REACHING = frozenset({"DATE_OF_BIRTH"})  # firms have telephones and mailboxes as well


def _likeness(sample: Sampled) -> float:
    """Return how much, 0 to 1, the different values of a column are written like names that lists know."""
    asked = value_kind.select_different(sample)
    if asked and all(casing.is_small(value) and " " in value for value in asked):
        asked = list(map(casing.capitalise, asked))
    return sum(map(_score_name, asked)) / max(1, len(asked))


@lru_cache(maxsize=8192)
def _score_name(value: str) -> float:
    bare = _TITLED.sub("", value)
    if value_kind.in_script(bare):
        return _HALF  # no list says anything
    # The last of several people has the whole name: `Jelle en Wietske Hoekzema (opa)`.
    name = name_order.parse(bare) or name_order.parse(bare := _SEVERAL.split(_BRACKETED.sub("", bare))[-1])
    if name is None:
        return 0.0
    words = _LETTERS.findall(bare.lower())
    if all(word in lexicon.english() for word in words):
        return 0.0
    if name.form == "lone":
        return _WRITTEN if name.known else 0.0
    return _FULL if name.whole else _HALF if name.known else _WRITTEN


_BRACKETED = re.compile(r" ?[(\[][^()\[\]]+[)\]]$")
_SEVERAL = re.compile(r" ?/ ?| (?:[ye]|and|und|et|en|og|och|ja|ve|és|a|i|u|kaj|και|и|і|та) ")
_TITLED = re.compile(r"^(?:Dr|Prof|Mrs?|Ms|Miss|Mx|Mme|Herr|Frau|Sra?)\.? ")
# The reason of a column of names in which firms and things stand as well.
MIXED = "mixed:+"
_ALL_KNOWN = 0.9
_LETTERS = re.compile(r"[^\W\d_]+")


def marks(sample: Sampled) -> tuple[str, ...]:
    """Return the reason that says of a column of names that some of its cells name no person."""
    mixed = value_kind.persons(sample)[1] < _ALL_KNOWN and not person_header.of_relative(sample)
    return (MIXED,) if mixed else ()


# `D Pritchard`, `P. M. Watkins`, `P.J. van Bakker`: no list need know the family name behind initials.
_INITIALLED = re.compile(
    r"(?:[^\W\d_a-z](?:\.|[ ]|\.[ ])){1,3}(?:(?:van|de|den|der|von|zu|di|da|du|del|la|le|ten|ter)[ ]){0,2}"
    r"[^\W\d_a-z](?:['’\-]?[^\W\d_]){2,30}"
)


def _is_couple(value: str) -> bool:
    """Return whether a sign parts two people who share a family name: `Folke & Maj-Lis Berg`."""
    parts = [_LETTERS.findall(part.lower()) for part in value.split("&")]
    named = all(words and lexicon.given_name(words[0]) for words in parts)
    return len(parts) == _TWO and named and " " in value.partition("&")[2].strip()


_TWO = 2


@lru_cache(maxsize=8192)
def is_thing(value: str) -> bool:
    """Return whether a cell among people's names is a firm, a fee or a cause: `Home Depot`, `Bake sale`."""
    if vocabulary.names_script_firm(value):
        return True
    if value_kind.in_script(value) or not LATIN_OR_FIGURE.search(value):
        return False  # no list knows the things of other scripts
    value = joint_owner.split_owners(value)[0]
    titles = vocabulary.titles()
    words = [word for word in _LETTERS.findall(value.lower()) if len(word) > 1]
    words = bare if len(bare := [word for word in words if word not in titles]) > 1 else words
    if not words or any(map(str.isdecimal, value)) or ("&" in value and not _is_couple(value)):
        return bool(words)
    of_firm = words[-1] in vocabulary.company_words() and not lexicon.family_name(words[-1])
    if len(words) > 1 and (of_firm or words[-1] in lexicon.words("firm_forms", "firm_forms")):
        return True
    name = name_order.parse(value)
    if lexicon.given_name(words[0]) or lexicon.given_name(words[-1]) or (name and name.form == "initial"):
        return False
    if any(map(lexicon.given_name, _LETTERS.findall(value.lower().partition(",")[2]))):
        return False
    if _INITIALLED.fullmatch(value.strip()):
        return words[-1] in vocabulary.company_words() or (
            words[-1] in lexicon.ordinary() and not lexicon.family_name(words[-1])
        )
    if len(words) == 1 or any(word in vocabulary.company_words() for word in words):
        return True
    if words[-1] not in lexicon.english() or lexicon.family_name(words[-1]):
        return False
    # `Petrosyan, Ani`: the given name is a word as well.
    return (
        not (_LAST_FIRST.fullmatch(value) and lexicon.family_name(words[0])) or words[0] in lexicon.ordinary()
    )


_LAST_FIRST = re.compile(r"[^\W\d_]{2,30}, ?[^\W\d_]{2,20}(?: [^\W\d_]\.?)?")
