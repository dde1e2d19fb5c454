"""Columns of national numbers: by a label in their header, or because the check digits of all hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from statistics import mode

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.identifiers.national import chance, check, firm, recognizer
from pii_sweep.detect.identifiers.national.recognizer import Scheme
from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.text import digits, lexicon

NATIONAL_ID = "NATIONAL_ID"
# So likely it may be that a column of anything else has the check digits of some country: under any header,
# next to people, and under a header that speaks of identity or tax.
_CHANCE, _NAMED_CHANCE, _HINTED = 1e-6, 3e-5, 1e-3
_LEAST, _LEAST_HINTED = 4, 2
# So many of a column's numbers have the check digits of one country, or the form that its header names.
_PASSED, _PASSED_HINTED, _LABELLED = 0.9, 0.8, 0.4
_CHECKABLE = re.compile(r"[A-Z]{0,4}(?:[ .\-/]?[\dA-Z]){7,20}")
_FIGURES = re.compile(r"(?=(?:\D*\d){4})[\w .\-/()]{6,26}")
# A register's numbers lie close together, people's all over its range: in so small a part of it.
_CLOSE = 0.01


@lru_cache(maxsize=8)
def _headers(kind: str) -> re.Pattern[str]:
    """Return the pattern of headers that have a word of `[column]` in `data/national.toml`."""
    return re.compile(rf"(?:.* )?(?:{'|'.join(lexicon.table('national')['column'][kind])})(?: .*)?")


def decide(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide a column of national numbers, whatever its header says, in any spelling."""
    asked = _select_numbers(sample)
    if not asked:
        return None
    personal = any(column.kind in _PEOPLE for column in found)
    if scheme := _find_announced(sample, asked, personal=personal):
        return replace(_column(sample, scheme, 0.9, "header:+"), only=firm.PEOPLE.get(scheme.country))
    kinds = {column.kind for column in found}
    register = bool(kinds & _NAMED) and not kinds.isdisjoint(_REGISTERED_BY)
    if scheme := _find_holding(sample, asked, personal=personal):
        own = scheme.shape if len(_leave_out_firms(scheme, asked)) < len(asked) else None
        return replace(_column(sample, scheme, 0.8, "check_digits:+"), only=own)
    if scheme := _find_parted(sample, samples):
        return _column(sample, scheme, 0.8, "check_digits:+")
    if personal and sample.titled(_headers("of_state")) and _are_of_countries(asked):
        column = sample.as_column(NATIONAL_ID, 0.75, "header:+", "check_digits:+")
        return replace(column, only=_ABROAD)
    if register and _are_entries(sample, asked):
        return sample.as_column(NATIONAL_ID, 0.65, "header:+", "form:+")
    scheme = _find_known(found) if sample.titled(_headers("kin")) else None
    if scheme and all(recognizer.is_number(scheme, value) for value in asked):
        return _column(sample, scheme, 0.8, "adjacent:+")
    return None


def _select_numbers(sample: Sampled) -> list[str]:
    """Return the different values with figures, in capitals; `pending` states that there is none."""
    asked = (digits.as_western(value).upper() for value in value_kind.select_different(sample))
    return [value for value in asked if any(map(str.isdecimal, value))]


def decide_misnamed(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide national numbers next to names in a form for goods that is used for something else."""
    asked = _select_numbers(sample)
    if scheme := _find_parted(sample, samples):
        return _column(sample, scheme, 0.8, "check_digits:+")
    if not {column.kind for column in found} & _NAMED or len(asked) < len(set(sample.values)):
        return None
    if len(asked) < _LEAST_MISNAMED or sample.titled(_CHECKED):
        return None
    if sum(map(is_of_goods, asked)) >= _PASSED_HINTED * len(asked):
        return None
    scheme = _find_holding(sample, asked, personal=False, named=True)
    return _column(sample, scheme, 0.7, "check_digits:+") if scheme else None


_LEAST_MISNAMED = 8


def is_of_goods(value: str) -> bool:
    """Indicate whether figures have the check digit of articles (GS1) or of cards and devices (Luhn)."""
    plain = re.sub(r"\D", "", value)
    return len(plain) > 1 and (check_digits.luhn(plain) or check_digits.mod10_3_1(plain))


# Numbers of goods that have check digits of their own, by which they would be somebody's.
_CHECKED = re.compile(
    r"(?:.* )?(?:ean|gtin|upc|isbn|issn|imei|iccid|imsi|sim|vin|awb|barcode|barkod)(?: .*)?"
)


def decide_fields(samples: Sequence[Sampled]) -> bool:
    """Indicate whether the fields of one name in a text's records, a value each, are national numbers."""
    if len(samples) < _LEAST:
        return False
    values = tuple(value for sample in samples for value in sample.values)
    whole = Sampled(samples[0].index, samples[0].name, samples[0].titles, values)
    asked = [digits.as_western(one).upper() for one in dict.fromkeys(values)]
    return _find_holding(whole, asked, personal=True) is not None


def _column(sample: Sampled, scheme: Scheme, score: float, reason: str) -> Column:
    return sample.as_column(NATIONAL_ID, score, reason, f"country:{scheme.country}")


_PEOPLE = frozenset({"name", "first", "last", "EMAIL_ADDRESS", "PHONE_NUMBER", "DATE_OF_BIRTH"})


def _find_announced(sample: Sampled, asked: Sequence[str], *, personal: bool) -> Scheme | None:
    """Return the scheme that a header names among its words, whose shape and check enough values have."""
    if not any(map(_FIGURES.fullmatch, asked[:8])):
        return None
    for header in dict.fromkeys((sample.name, *sample.titles)):
        for scheme, label in recognizer.announced(header):
            # A word of few letters means something else elsewhere, and no check digit says what.
            if scheme.holds in check.UNCHECKED and (not personal or len(label) <= _SHORT):
                continue
            passed = sum(recognizer.is_number(scheme, value) for value in asked)
            if passed >= _LABELLED * len(asked):
                return scheme
    return None


_SHORT = 2
_NAMED, _REGISTERED_BY = frozenset({"name", "first", "last"}), frozenset({"DATE_OF_BIRTH"})


def _are_entries(sample: Sampled, asked: Sequence[str]) -> bool:
    """Indicate whether long numbers of one form, each row its own, stand under a header for identifiers."""
    if len(asked) < _LEAST or len(set(sample.values)) < len(sample.values) or not leaves_open(sample):
        return False
    forms = {_LETTER.sub("A", _FIGURE.sub("0", value)) for value in asked}
    long = len(forms) == 1 and sum(map(str.isdecimal, asked[0])) >= _LONG
    return (
        long and sample.titled(_headers("identifier")) and not sample.titled(things()) and _is_spread(asked)
    )


def decide_next_to_names(
    sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]
) -> Column | None:
    """Decide numbers without a header next to names and births, of one length and from all over its range.

    No house gives its numbers out so; those of telephones, which are tried before, are written alike.
    """
    kinds = {column.kind for column in found}
    named = any(abs(column.index - sample.index) == 1 for column in found if column.kind in _NAMED)
    if not column_header.blank(sample) or not named:
        return None
    asked = value_kind.select_different(sample)
    if _are_unchecked(asked, samples, found):
        return sample.as_column(NATIONAL_ID, 0.6, "adjacent:+", "country:+")
    if kinds.isdisjoint(_REGISTERED_BY):
        return None
    if len(asked) < _LEAST_ALONE or len(set(sample.values)) < len(sample.values):
        return None
    plain = [_SIGNS.sub("", value) for value in asked]
    firsts = {value[:1] for value in plain}
    lengths = [len(value) for value in plain]
    if not all(map(_ALONE.fullmatch, plain)) or lengths.count(mode(lengths)) < _ALIKE * len(plain):
        return None
    if any(all(map(day.fullmatch, plain)) for day in _DAYS):
        return None
    spread = len(firsts) >= _FIRSTS and plain != sorted(plain) and plain != sorted(plain, reverse=True)
    return sample.as_column(NATIONAL_ID, 0.6, "adjacent:+", "spread:+") if spread else None


_LEAST_ALONE, _FIRSTS, _ALIKE = 8, 4, 0.8
# Countries whose numbers of people have no check digits: how telephones are written there, and the numbers.
_UNCHECKED = (
    (re.compile(r"(?:\+?234|0)[789][01]\d{8}"), re.compile(r"[1-9]\d{10}")),  # Nigeria
    (re.compile(r"(?:\+?254|0)[17]\d{8}"), re.compile(r"[1-9]\d{6,7}")),  # Kenya
    (re.compile(r"(?:\+?255|0)[67]\d{8}"), re.compile(r"(?:19|20)\d{18}")),  # Tanzania
)


def _are_unchecked(asked: Sequence[str], samples: Sequence[Sampled], found: Sequence[Column]) -> bool:
    """Indicate whether numbers are as long as the national ones where a table's telephones are."""
    if len(asked) < _LEAST_UNCHECKED or asked == sorted(asked) or not _is_spread(asked):
        return False
    called = {column.index for column in found if column.kind == "PHONE_NUMBER"}
    phones = [_SIGNS.sub("", value) for one in samples if one.index in called for value in one.values]
    plain = [_SIGNS.sub("", value) for value in asked]
    return bool(phones) and any(
        all(map(number.fullmatch, plain))
        and sum(map(bool, map(phone.fullmatch, phones))) >= _ALIKE * len(phones)
        for phone, number in _UNCHECKED
    )


_LEAST_UNCHECKED = 4
_ALONE, _SIGNS = re.compile(r"\d{7,14}"), re.compile(r"[ .\-]")
_DAYS = (re.compile(r"(?:19|20)\d{6}"), re.compile(r"[0-3]\d[0-1]\d(?:19|20)\d\d"))


@lru_cache(maxsize=1)
def things() -> re.Pattern[str]:
    """Return the pattern of headers that have a word for goods, devices, policies or dates anywhere."""
    words = lexicon.table("header_things")
    return re.compile(rf"(?:.* )?(?:{'|'.join((*words['things'], *words['other_things']))})(?: .*)?")


_LONG, _FIGURE, _LETTER = 9, re.compile(r"\d"), re.compile(r"[^\W\d_]")


def _find_holding(
    sample: Sampled, asked: Sequence[str], *, personal: bool, named: bool = False
) -> Scheme | None:
    """Return the scheme whose check digits hold for so many numbers that chance does not explain it."""
    hinted = sample.titled(_headers("hint"))
    if len(asked) < (_LEAST_HINTED if hinted else _LEAST):
        return None
    if not all(map(_CHECKABLE.fullmatch, asked)):
        return None
    # Births in numbers say by themselves whose they are; check digits alone are of many things.
    spread, unnamed = _is_spread(asked), leaves_open(sample) and not sample.titled(things())
    open_ = spread and (named or ((personal or hinted) and (hinted or leaves_open(sample))))
    # Guests from abroad have passports among numbers that say when somebody was born.
    figures = [value for value in asked if not _PASSPORT.fullmatch(value)]
    abroad = personal and len(figures) >= max(_LEAST, _PASSED_HINTED * len(asked))
    fitting: list[tuple[float, Scheme]] = []
    for scheme in recognizer.schemes():
        if scheme.proof not in chance.CHANCES:
            continue
        asking = _leave_out_firms(scheme, figures if abroad and scheme.proof in chance.YEARS else asked)
        numbers = _select_passing(scheme, asking, _PASSED_HINTED if hinted else _PASSED)
        if len(numbers) < min(_LEAST, len(asked)):
            continue
        likely = chance.of_column(scheme.proof, numbers, len(asking))
        born = scheme.proof in chance.YEARS and chance.are_births(scheme.proof, numbers)
        # Two check digits, or one and a rule of form, are of no goods: many such numbers need no people.
        alone = spread and unnamed and len(numbers) >= _MANY and chance.CHANCES[scheme.proof] <= _FORMED
        if born or open_ or alone:
            fitting.append((likely, scheme))
    fitting.sort(key=lambda pair: pair[0])
    # Each scheme is one more occasion for chance.
    most = _HINTED if hinted else _NAMED_CHANCE if personal else _CHANCE
    if fitting and fitting[0][0] * _OCCASIONS <= most:
        return fitting[0][1]
    return None


def _are_of_countries(asked: Sequence[str]) -> bool:
    """Indicate whether nearly all numbers are of some country's people: tenants and guests are of several.

    So many schemes share a length that check digits alone say little without a header of a state's numbers.
    """
    if len(asked) < _LEAST or not _is_spread([re.sub(r"\D", "", value) for value in asked]):
        return False
    return sum(map(_is_of_some_country, asked)) >= _PASSED_HINTED * len(asked)


def _is_of_some_country(value: str) -> bool:
    """Indicate whether a number has the check digits of some country's, or is written as a US one."""
    if _SECURED.fullmatch(value):
        return True
    checked = (one for one in recognizer.schemes() if chance.CHANCES.get(one.proof, 1.0) < 1)
    read = ((one, recognizer.read(one, value)) for one in checked)
    return any(number and one.proof(number) for one, number in read)


_SECURED = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}")
_ABROAD = re.compile(rf"(?!{_SECURED.pattern}$).+")


def _leave_out_firms(scheme: Scheme, asked: Sequence[str]) -> Sequence[str]:
    """Return the numbers without those of firms of a scheme's country: a CNPJ among customers' CPF."""
    of_firm = firm.CHECKS.get(scheme.proof)
    return [one for one in asked if not of_firm(_SIGNS_OF_NUMBERS.sub("", one))] if of_firm else asked


_SIGNS_OF_NUMBERS = re.compile(r"[ .\-/]")


def _select_passing(scheme: Scheme, asked: Sequence[str], least: float) -> list[str]:
    """Return the numbers of a scheme among some values, none where too many values are of another."""
    spare = len(asked) - math.ceil(least * len(asked))
    found = list[str]()
    for value in asked:
        number = recognizer.read(scheme, value)
        if number and scheme.proof(number):
            found.append(number)
        elif (spare := spare - 1) < 0:
            return []
    return found


_MANY, _FORMED = 20, 0.05
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}")
# So many schemes have numbers of one length and form.
_OCCASIONS = 6


def leaves_open(sample: Sampled) -> bool:
    """Indicate whether a header leaves open that its numbers are people's: it names no other number."""
    if sample.titled(_headers("other")):
        return False
    return not any(
        rule.kind not in (NATIONAL_ID, "PHONE_NUMBER", "US_SSN", "US_ITIN") and sample.titled(rule.header)
        for rule in column_header.rules()
    )


def _is_spread(asked: Sequence[str]) -> bool:
    """Indicate whether numbers lie all over the range of their figures, unlike those that are counted."""
    plain = sorted(int(figures) for value in asked if (figures := re.sub(r"\D", "", value)))
    return len(plain) == len(asked) and plain[-1] - plain[0] > _CLOSE * 10 ** len(str(plain[-1]))


def _find_parted(sample: Sampled, samples: Sequence[Sampled]) -> Scheme | None:
    """Return the scheme of numbers whose check digit stands in a column of its own behind them."""
    if not all(map(_PARTED.fullmatch, sample.values)):
        return None
    behind = next((other for other in samples if other.index == sample.index + 1), None)
    if behind is None or len(behind.values) != len(sample.values) or behind.share(_CHECK_DIGIT) < 1:
        return None
    both = zip(sample.values, behind.values, strict=True)
    pairs = list(dict.fromkeys(map("-".join, both)))[: value_kind.ASKED]
    if len(pairs) < _LEAST or not _is_spread(pairs):
        return None
    most = _HINTED if _are_followed_by_names(behind, samples) else _CHANCE
    for scheme in recognizer.schemes():
        numbers = _select_passing(scheme, pairs, _PASSED) if scheme.proof in chance.CHANCES else []
        if numbers and chance.of_column(scheme.proof, numbers, len(pairs)) * _OCCASIONS <= most:
            return scheme
    return None


def _are_followed_by_names(last: Sampled, samples: Sequence[Sampled]) -> bool:
    """Indicate whether the next two columns hold words of letters alone, nearly each row its own."""
    after = [other for other in samples if last.index < other.index <= last.index + 2]
    return len(after) == 2 and all(
        other.share(_LETTERED) >= _PASSED and len(set(other.values)) >= _OWN * len(other.values)
        for other in after
    )


_LETTERED, _OWN = re.compile(r"[^\W\d_]{2,}(?:[ '’\-.]+[^\W\d_]+)*\.?"), 0.7
# Spain's check letter is any, and a letter stands before the figures of foreigners.
_PARTED, _CHECK_DIGIT = re.compile(r"[XYZ]?\d{6,12}"), re.compile(r"[\dA-Za-z]")


def _find_known(found: Sequence[Column]) -> Scheme | None:
    """Return the scheme of the numbers that another column of the table was decided to have."""
    return next(_schemes_of(name_countries(found)), None)


def name_countries(found: Sequence[Column]) -> set[str]:
    """Return the countries of the columns that were decided to be national numbers."""
    return {
        reason.removeprefix("country:")
        for column in found
        if column.kind == NATIONAL_ID
        for reason in column.reasons
        if reason.startswith("country:")
    }


def find_country(values: Sequence[str]) -> str:
    """Return the country whose check digits nearly all numbers of a column have; empty for none."""
    asked = [digits.as_western(one).upper() for one in dict.fromkeys(values)][: value_kind.ASKED]
    for scheme in recognizer.schemes() if len(asked) >= _LEAST_CHECKED else ():
        sure = scheme.proof in chance.CHANCES and chance.CHANCES[scheme.proof] < 1
        if sure and _select_passing(scheme, asked, _LABELLED_HOME):
            return scheme.country
    return ""


_LEAST_CHECKED, _LABELLED_HOME = 3, 0.8


def _schemes_of(countries: Set[str]) -> Iterator[Scheme]:
    schemes = recognizer.schemes()
    return (one for one in schemes if one.country in countries and one.proof in chance.CHANCES)


def is_number_of(value: str, countries: Set[str]) -> bool:
    """Return whether a value has the check digits of a number of some countries."""
    read = ((scheme, recognizer.read(scheme, value.upper())) for scheme in _schemes_of(countries))
    return any(number and scheme.proof(number) for scheme, number in read)
