"""What a column holds whose header does not name it, from its values, repetition and adjacent columns."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence
from functools import partial

from pii_sweep.detect.identifiers import check_digits, number_confusion
from pii_sweep.detect.identifiers.payment import card
from pii_sweep.detect.identifiers.phone import national_phone, phone
from pii_sweep.detect.tables import column_header, customer_number, dull_header, value_kind
from pii_sweep.detect.tables.column import (
    account_column,
    birth_column,
    home_phone,
    identity_paper,
    national_column,
    phone_column,
    plate_column,
    social_security,
)
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.tables.people import login_column
from pii_sweep.detect.text import lexicon

# Headers of goods, samples, devices and programs: what stands below them in the shape of a social security
# number, a telephone's, a card's or a host's is their own number.
_THING = re.compile(
    rf"(?:.* )?(?:{'|'.join(lexicon.table('header_things')['things'])})"
    r"(?: ?(?:id|no|nr|num|number|nbr|code|key|ref|from|to|n[uo]mm?ero?|kode?|codigo|codice|cislo|szam|broj"
    r"|numara(?:si)?|номер|код|αριθμος|κωδικος|번호|号|番号|コード))?s?"
)
# Whose number a header says it is: `mbr_no`, `account no`.
_KEPT = re.compile(
    rf"(?:.* )?(?:{'|'.join(lexicon.table('header_things')['other_things'])})"
    r" ?(?:id|no|nr|num|number|nbr|key)"
)
_PEOPLE = frozenset({"name", "first", "last", "EMAIL_ADDRESS", "PHONE_NUMBER", "DATE_OF_BIRTH", "US_SSN"})
_ACCOUNTS = frozenset({"IP_ADDRESS", "PASSWORD"})
_NAMES = frozenset({"name", "first", "last"})

Found = Sequence[Column]


def of_things(sample: Sampled) -> bool:
    """Return whether a header says that its values are of goods, devices or programs."""
    return sample.titled(_THING)


def valued(sample: Sampled) -> Column | None:
    """Return the column of telephones, bank accounts or hosts that is identified by its values alone."""
    if not _figures(sample) or value_kind.count_distinct(sample) < min(3, len(sample.values)):
        return None
    asked = value_kind.select_different(sample)
    if _share(asked, check_digits.iban) >= 0.7:
        return sample.as_column("IBAN_CODE", 0.86, "mod97:+")
    if of_things(sample):
        return None
    if _share(asked, _strong_phone) >= 0.8 or _phone(sample, (), ()):
        return sample.as_column("PHONE_NUMBER", 0.75, "values:+")
    if _is_american_phone(sample, asked):
        return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "plan:+")
    if _share(asked, _HOST.fullmatch) >= 0.9 and _share(asked, wide) >= 0.3:
        return sample.as_column("IP_ADDRESS", 0.85, "values:+")
    return None


def decide_by_values(samples: Sequence[Sampled], found: Found) -> list[Column]:
    """Return the columns identified by their values in a table of people, and the cards wherever they are.

    A second time where the first found births, telephones or a country: they say more of those before them.
    """
    out = _decide_once(samples, found)
    said = any(one.kind in _SAYING or any(map(_is_country, one.reasons)) for one in out)
    return [*out, *_decide_once(samples, (*found, *out))] if said else out


# Births say that numbers next to names are people's, telephones of which country.
_SAYING = frozenset({"DATE_OF_BIRTH", "PHONE_NUMBER"})


def _is_country(reason: str) -> bool:
    return reason.startswith("country:")


def _decide_once(samples: Sequence[Sampled], found: Found) -> list[Column]:
    kinds = {column.kind for column in found}
    personal = bool(kinds & _PEOPLE)
    carded = any(sample.titled(_OF_CARDS) for sample in samples)
    taken = {column.index for column in found}
    out: list[Column] = []
    neighbours = login_column.Neighbours(samples)
    for sample in (one for one in samples if one.index not in taken):
        if sample.titled(_USER):
            login = _login(sample, samples, found) if login_column.are_people(sample, neighbours) else None
            out += [login] if login else []
            continue
        if not _figures(sample):
            continue
        column = _card(sample, with_person=personal or carded)
        deciders = (
            # A number of Japan's or Nigeria's plan begins as a birth in Latvia's does.
            *(
                (account_column.decide_next_to_kind, _trunk, _decide_coded, _decide_at_home)
                if personal
                else (account_column.decide_routed,)
            ),
            *(
                _national,
                _decide_tax_numbers,
                identity_paper.decide_passport,
                identity_paper.decide_issued,
                identity_paper.decide_licence,
                identity_paper.decide,
                plate_column.decide,
            ),
            *((_phone, _ssn, _birth) if personal else ()),
            *(
                (
                    phone_column.decide,
                    phone_column.decide_by_kind,
                    _decide_by_plan,
                    home_phone.decide,
                    national_column.decide_next_to_names,
                )
                if personal
                else (phone_column.decide_alone, phone_column.decide_by_kind)
            ),
            *((_login,) if personal or kinds & _ACCOUNTS else ()),
        )
        decided = (one(sample, samples, (*found, *out)) for one in deciders)
        column = column or next(filter(None, decided), None)
        out += [column] if column else []
    return out


def _figures(sample: Sampled) -> bool:
    """Return whether any of a column's first values has a figure: what is decided here has some."""
    return any(char.isdecimal() for value in sample.values[:8] for char in value)


def _share(asked: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(map(bool, map(test, asked))) / max(1, len(asked))


# Of ten digits neither the area nor the exchange begins with 0 or 1 (North American Numbering Plan).
_STRONG_US = re.compile(
    r"'?(?:\+?1[ .\-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.\-])[2-9]\d{2}[.\-]\d{4}(?: ?(?:x"
    r"|ext\.? ?)\d{1,6})?"
)
# A country's code behind a plus, or an area in brackets as Turkey, Russia and Brazil write it.
_STRONG_WORLD = re.compile(
    r"'?\+(?=(?:\D*\d){8,15}\D*$)[1-9][\d ().\-/]{6,22}"
    r"|'?[08] ?\(\d{3,4}\) ?\d{2,3}(?:[ \-]?\d{2}){2}|'?\(\d\d\) ?9?\d{4}-\d{4}"
)
_WEAK_US = re.compile(r"'?(?:\+?1[ .\-]?)?\(?[2-9]\d{2}\)?[ .\-]?[2-9]\d{2}[ .\-]?\d{4}(?:\.0)?")


def _strong_phone(value: str) -> bool:
    return bool(_STRONG_US.fullmatch(value) or _STRONG_WORLD.fullmatch(value))


def _phone(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide telephones that are written in several ways, some of which could be nothing else."""
    asked = value_kind.select_different(sample)
    strong = [value for value in asked if _strong_phone(value)]
    least = _ALL if of_things(sample) else 0.3  # a form for goods may be used for people
    if len(asked) < 2 or len(strong) < least * len(asked):
        return None
    plans = phone.regions_of(strong)
    either = _share(
        asked,
        lambda value: value in strong or _WEAK_US.fullmatch(value) or phone.is_of_plan(value, plans),
    )
    if either < 0.9:
        return None
    return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "people:+")


# So many numbers of so many areas follow no count, and a third of all numbers are of the plan by chance.
_CALLED, _AREAS = 8, 4


def _is_american_phone(sample: Sampled, asked: Sequence[str]) -> bool:
    """Indicate whether numbers without marks are of North America's plan, from several of its areas."""
    plain = [value.removesuffix(".0") for value in asked]
    if len(plain) < _CALLED or not all(map(_PLAIN.fullmatch, plain)):
        return False
    areas = {value[-10:-7] for value in plain}
    return len(areas) >= _AREAS and _share(plain, phone.north_american) >= 0.95


_PLAIN = re.compile(r"\+?1?[2-9]\d{9}")


_HOST = re.compile(
    r"(?:\d{1,3}\.){3}\d{1,3}|(?=[0-9a-fA-F:.]*::)(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F.]{0,15}"
    r"|(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
)


def wide(value: str) -> bool:
    """Return whether a host's address has a part that versions have not: `10.4.2.1` could be one."""
    return ":" in value or any(100 <= int(part) <= 255 for part in value.split(".") if part.isdecimal())


def versions(sample: Sampled) -> bool:
    """Return whether four numbers with points are versions by their size, where no header says otherwise."""
    titled = sample.titled(re.compile(r".*\b(?:ip|ipv[46]|addr(?:ess)?)\b.*"))
    asked = value_kind.select_different(sample)
    small = _share(asked, re.compile(r"[0-9](?:\.\d{1,2}){3}").fullmatch)
    return not titled and small >= 0.7 and _share(asked, wide) < 0.3


_SSN = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
_DASHED = 0.3  # of a column's numbers
_TAXED = re.compile(
    r"(?:\w+ )?(?:tin|tax(?:payer)? ?(?:id|no|nr|num|number|ref|reference|ident\w*)(?: (?:no|num|number))?"
    r"|(?:ssn|ein|fein)(?: or | )?(?:ssn|ein|fein))"
)


def _ssn(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide social security numbers next to people."""
    asked = value_kind.select_different(sample)
    share = _share(asked, _SSN.fullmatch)
    # A header in a row further down is a value, too.
    headed = column_header.blank(sample) and share >= 1 - 1 / max(1, len(asked))
    enough = share >= 0.95 or (headed and len(asked) > _BARE_LEAST)
    # Next to people, numbers with hyphens are kept though they count up: those of test data do, too.
    counted = number_confusion.are_counted(asked) and not all("-" in value for value in asked)
    if len(asked) >= 3 and enough and not (of_things(sample) or counted):
        return sample.as_column("US_SSN", 0.75, f"values:{share:.2f}", "people:+")
    known = {column.kind for column in found}
    if not known & _NAMES or len(asked) < _BARE_LEAST or phone_column.names_country(samples):
        return None
    tied = known & _TIED or any(_birth(other, samples, found) for other in samples if other != sample)
    return social_security.decide_bare(sample, asked, tied=bool(tied))


_BARE_LEAST = 3
_TIED = frozenset({"street", "DATE_OF_BIRTH"})


def _national(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide national numbers under any header, and not in the form of the US.

    Under one of goods all must have the check digits of people's numbers, and not those of goods.
    """
    if sample.share(_SSN) >= _DASHED:
        return None
    if of_things(sample):
        return national_column.decide_misnamed(sample, samples, found)
    return national_column.decide(sample, samples, found)


_BARE = re.compile(r"\d{9,15}")
_TRUNK = re.compile(r"0[1-9]\d{7,10}")
# Numbers of one network, that do not follow one another as keys do.
_NETWORKS, _SPREAD = 2, 10**6


def _trunk(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide telephones without marks next to people: a zero and the network at home, or a country's code."""
    asked = value_kind.select_different(sample)
    kept = of_things(sample) or sample.titled(_KEPT)
    if len(asked) < _CALLED or kept or not all(map(_BARE.fullmatch, asked)):
        return None
    numbers = sorted(map(int, asked))
    if numbers[-1] - numbers[0] < _SPREAD:
        return None
    home = all(map(_TRUNK.fullmatch, asked)) and len({value[:2] for value in asked}) <= _NETWORKS
    if not home and not phone.of_one_country(asked):
        return None
    return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "people:+")


def _decide_coded(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide telephones next to people with the code of a country: `0049 171 …`, `49 171 2345678`."""
    asked = value_kind.select_different(sample)
    if not _is_neutral(sample) or len(asked) < _CODED_LEAST or not all(map(_CODED.fullmatch, asked)):
        return None
    sure = all(value[:1] == "+" or value[:2] == "00" for value in asked)
    digits = ["".join(filter(str.isdecimal, value)).removeprefix("00") for value in asked]
    if not sure:
        numbers, grouped = sorted(map(int, digits)), _share(asked, str.isdecimal) == 0
        if len(asked) < (_FEW if grouped else _PLANNED) or numbers[-1] - numbers[0] < _SPREAD:
            return None
        if any(value.startswith("0") for value in digits):
            return None
    if not phone.of_one_country(digits) and not (
        sure and all(map(phone.of_one_country, ([one] for one in digits)))
    ):
        return None
    return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "people:+")


_CODED_LEAST, _FEW = 2, 3
_CODED = re.compile(r"(?=(?:\D*\d){10,16}\D*\Z)(?:\+|00)?[1-9]\d{0,2}[\d ()\-./]{7,18}")


def _decide_at_home(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide telephones next to people below a header that says nothing: of the plan of the table's country.

    Where nothing names a country, a trunk zero and groups in every one say enough.
    """
    asked = value_kind.select_different(sample)
    if not _is_neutral(sample) or len(asked) < _CODED_LEAST or not all(map(_AT_HOME.fullmatch, asked)):
        return None
    if _are_dates(asked):
        return None
    grouped = _share(asked, _GROUPED.fullmatch) >= _ALL
    if grouped and len(asked) >= _FEW and all(value.lstrip("(").startswith("0") for value in asked):
        return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "trunk:+")
    if all(map(national_phone.has_trunk, asked)) and national_phone.find_plan(asked):
        return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "trunk:+")
    if (
        all(map(_AS_TELEPHONES.fullmatch, asked))
        and _share(asked, partial(phone.is_of_plan, regions=_FORMED)) == 1
    ):
        return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "plan:+")
    if len(asked) < _PLANNED:
        return None
    others = [value for one in samples if one.index != sample.index for value in one.values[:_READ]]
    reasons = [reason for column in found for reason in column.reasons if reason.startswith("country:")]
    said = [reason.removeprefix("country:") for reason in reasons]
    for country in dict.fromkeys((*said, *national_phone.countries(" \n".join(others)))):
        planned = _share(asked, partial(national_phone.is_of_plan, country=country, mobile=not grouped))
        if planned >= (_MOST if grouped and country in said else _ALL):
            return sample.as_column("PHONE_NUMBER", 0.75, "values:+", "plan:+", f"country:{country}")
    return None


def _decide_by_plan(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide numbers next to people's names that nothing but one country's plan says to be telephones."""
    asked = value_kind.select_different(sample)
    if not _is_neutral(sample) or sample.titled(_NUMBERS) or not all(map(_AT_HOME.fullmatch, asked)):
        return None
    if not {column.kind for column in found} & _NAMES or len(asked) < len(sample.values):
        return None
    if _are_dates(asked) or len(asked) < _FEW or (asked == sorted(asked) and len(asked) > _FEW):
        return None  # the latter of a register
    country = national_phone.find_plan(asked)
    return sample.as_column("PHONE_NUMBER", 0.7, "values:+", "plan:+") if country else None


def _are_dates(asked: Sequence[str]) -> bool:
    """Return whether some of the figures are written as days: `05/08/1967` begins as a telephone does."""
    return any(map(birth_column.DATE.fullmatch, asked))


def _is_neutral(sample: Sampled) -> bool:
    """Return whether a header leaves open what its numbers are: `x`, `info`, `nr`, `contact`."""
    if column_header.blank(sample):
        return True
    return all(dull_header.is_likely(title) or _OPEN.fullmatch(title) for title in sample.titles)


_NUMBERS = re.compile(r"(?:nr|no|num|number|nummer|numero|n|id)\.?")
_OPEN = re.compile(
    r"(?:nr|no|num|number|nummer|numero|n|kontakt(?:e|daten|info)?|contacts?|contact info|contatt[oi]"
    r"|contat[oi]s?|kontakty?|reach|erreichbar(?:keit)?|recapito|joignable|infos?|details?|notes?|notiz|remarks?|bemerkung"
    r"|comments?|other|sonstiges|divers|extra|autre|otro|altro|outro|inne|[a-z])(?: ?\d)?"
)
# Forms that telephones of a country alone have: `(11) 98765-4321`, `8 916 123-45-67`, `06 12 34 56 78`.
_AS_TELEPHONES = re.compile(
    r"\(?[1-9]\d\)? 9\d{4}-\d{4}|8[ \-]?\(?\d{3}\)?[ \-]\d{3}[ \-]\d\d[ \-]\d\d|0\d(?:[ .\-]\d\d){4}"
)
_FORMED = ("BR", "RU", "KZ", "FR")
_PLANNED, _ALL, _MOST, _READ = 4, 0.9, 0.8, 40
_AT_HOME = re.compile(r"(?!(?:19|20)\d\d[\-./])\(?(?=(?:\D*\d){8,12}\D*$)\d[\d ()\-./]{7,18}")
_GROUPED = re.compile(r"\(?0(?:[\d()]*[ \-./()]){1,5}\d{2,8}|\(?\d{2,5}\)?(?:[ \-.]\d{2,5}){1,4}")


def _decide_tax_numbers(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide numbers of taxpayers: those of people are social security numbers, others are firms'."""
    if not sample.titled(_TAXED):
        return None
    # Without dashes a firm's number looks the same: people's names or numbers must stand next to it, or
    # numbers with a person's dashes in the same column, or some that no firm has.
    asked = value_kind.select_different(sample)
    personal = any(column.kind in _NAMES for column in found) or _share(asked, _SSN.fullmatch) >= _DASHED
    personal = personal or customer_number.number_people(samples) or social_security.are_of_no_firms(asked)
    shape = social_security.SHAPE if personal else _SSN
    share = _share(asked, shape.fullmatch)
    reasons = ("header:+", f"values:{share:.2f}")
    role = column_header.role_of(sample)
    return Column(sample.index, sample.name, "US_SSN", 0.9, reasons, role, only=shape) if share else None


# Siblings of a card's number.
_OF_CARDS = re.compile(
    r"(?:.* )?(?:cvv2?|cvc2?|csc|cvn|exp(?:iry|iration|ires)?(?: ?(?:date|month|year|mm ?yy))?|exp ?(?:mo"
    r"|yr)"
    r"|card ?(?:holder|type|brand)(?: name)?|name on card)"
)


def _card(sample: Sampled, *, with_person: bool) -> Column | None:
    asked = value_kind.select_different(sample)
    share = _share(asked, card.is_valid)
    if len(asked) < min(3, len(sample.values)) or share < (0.8 if with_person else 0.95) or of_things(sample):
        return None
    if not with_person and not column_header.blank(sample):
        return None
    return sample.as_column("CREDIT_CARD", 0.85, "luhn:+", f"values:{share:.2f}")


# Dates of anything else than births, as headers name them.
# `SALEDATE`, `deeddate` are of what stands before; `custbirthdate`, `GEBDATE` and `memberdate` may be births.
_OTHER_DATE = re.compile(
    rf".*\b(?:{'|'.join(lexicon.table('header_things')['other_dates'])})\b.*"
    r"|.*(?:sale|sold|deed|record(?:ing)?|transfer|purchase|issue|due|ship|order|invoice|filing|permit)date"
)
# A header that may be of any event: where people can be reached, it is of them.
_ANY_DATE = re.compile(
    r"dates?|datum|dato|data|fecha|dt|d|jour|tag|paivays|datums|kuupaev|tarih|дата|日付|日期"
)
_REACHED = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "street"})


def _birth(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide a column without header that holds dates as far apart as births, next to people's names."""
    kinds = {column.kind for column in found}
    named = bool(kinds & _NAMES)
    asked = value_kind.select_different(sample)
    possible = named and (bool(kinds & _REACHED) or not sample.titled(_ANY_DATE))
    # Next to a social security number and without a header, a date of decades ago is of a birth.
    taxed = "US_SSN" in kinds and column_header.blank(sample)
    least = 1 if taxed else birth_column.LEAST_DATES
    if not possible or len(asked) < least or any(map(_OTHER_DATE.fullmatch, sample.titles)):
        return None
    ages = birth_column.find_ages(asked, apart=not taxed)
    if not ages:
        return None
    return sample.as_column("DATE_OF_BIRTH", 0.65, "values:+", f"median_age:{statistics.median(ages):.0f}")


def holds_births(sample: Sampled) -> bool:
    """Return whether the values of a column are dates as far apart as births, under no header of others."""
    asked = value_kind.select_different(sample)
    others = any(map(_OTHER_DATE.fullmatch, sample.titles))
    return len(asked) >= birth_column.LEAST_DATES and not others and bool(birth_column.find_ages(asked))


_ACCOUNT = re.compile(
    r"(?:.* )?(?:account|acct|users?|usr|uname|nutzer|operator|login|handle|profile|requester|actor)"
)
# Headers of who used a system, which are no firms, and what a login is written like.
_USER = re.compile(r"(?:.* )?(?:users?|usr|uname|login|actor|nutzer|operator)")
_NICK = re.compile(r"[a-z][a-z0-9]{3,}(?:[._\-][a-z0-9]+)*")
_LOGIN = re.compile(r"[a-z][a-z0-9]*(?:[._\-][a-z0-9]+)*")


def _login(sample: Sampled, samples: Sequence[Sampled], found: Found) -> Column | None:
    """Decide accounts by their form: a name of its own in each row, with digits or points as logins have."""
    named = sample.titles[-1:] == ("name",) and any(other.titled(_UNIX) for other in samples)
    return sample.as_column("USERNAME", 0.75, "header:+", "values:+") if logins(sample, named=named) else None


# What an account of Unix has besides its name: passwd(5).
_UNIX = re.compile(
    r"(?:login )?shell|uid|gecos|home ?dir(?:ectory)?|sudo|ssh (?:keys?|from)|authorized keys?"
)


def logins(sample: Sampled, *, named: bool = False) -> bool:
    """Return whether header and values are of accounts: `ada.berg`, `kim_77`, rather than `savings`."""
    if not (named or sample.titled(_ACCOUNT)):
        return False
    asked = value_kind.select_different(sample)
    if all(value.isupper() and value.isalpha() for value in asked):  # as mainframes and hotels write them
        asked = [value.lower() for value in asked]
    if sample.titled(_USER) and len(asked) > 1 and _share(asked, _NICK.fullmatch) >= 0.9:
        return not value_kind.are_words(asked)
    made = _share(asked, _MADE.fullmatch)
    own = len(asked) >= 0.6 * min(len(sample.values), value_kind.ASKED)
    return len(asked) >= 3 and _share(asked, _LOGIN.fullmatch) >= 0.9 and made >= (0.4 if own else 0.6)


_MADE = re.compile(r".*[._\d].*")
