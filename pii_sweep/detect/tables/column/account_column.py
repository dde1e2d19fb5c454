"""Columns of bank accounts: by a short header next to people or banks, or by their banks' numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pii_sweep.detect.identifiers import check_digits
from pii_sweep.detect.identifiers.payment import card, national_account
from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column_header import Column, Sampled, role_of

_NUMBERED = r"(?: ?(?:no|num|number|nbr|nr|nro|numero|nummer|n))?"
# What a customer's account is called as well: a bank's code or wages next to it decide.
_ANY_ACCOUNT = re.compile(
    r"(?:(?:bank|dd|dir(?:ect)? dep(?:osit)?|deposit|ach|eft|pay(?:roll)?|chk|checking|sav|savings"
    r"|ben(?:eficiary)?|disb(?:ursement)?|payout|settlement|funding|remit(?:tance)?|loan disb(?:ursement)?"
    rf"|payee|refund|credit|debit) )?(?:acc(?:oun)?ts?|acnt|acn|a c|ac|acc){_NUMBERED}"
)
# A bank's account in other languages, for short: next to people, figures in a bank's length decide.
_ACCOUNT = re.compile(
    rf"(?:k(?:on)?to|knto){_NUMBERED}|ktn|rek(?:ening)?{_NUMBERED}"
    r"|(?:n|no|num|numero)?(?: de)? ?(?:compte|cpte|cpt|cte)"
    r"|(?:n|no|nro|num|numero)?(?: de)? ?(?:cuenta|cta)(?: (?:cte|corriente|ahorros?))?|cta ?cte"
    r"|(?:n|no|num|numero)?(?: d[ei])? ?(?:conto|cto)|c c(?: bancario)?|(?:n|no|num|numero)?(?: da)? ?conta"
    r"|(?:nr|numer)? ?(?:konta|rach(?:unku)?|rachunek)|(?:c|cis|cislo)? ?(?:uctu|ucet)|tili ?(?:nro|nr"
    r"|numero)?"
    r"|(?:bank ?|b ?)?szla(?: ?szam)?|szamla ?(?:szam)?|cont(?: nr)?|hesap(?: no)?"
    r"|(?:br|broj)? ?racun[a]?|(?:st|stevilka)? ?trr"
    r"|saskaita|konts|arve(?:ldus)?konto|р с|рс"
    r"|(?:номер |№ |no )?сч[её]та?|рах(?:унок|унку)?|сметка|рачун|λογ(?:αριασμος)?"
    r"|(?:은행 ?)?계좌(?: ?번호)?|口座(?:番号)?|(?:رقم )?(?:ال)?حساب"
)
# What a bank's code is called, and how such codes are written.
_BANK = re.compile(
    r"(?:.* )?(?:blz|bank ?leit ?zahl|sort ?(?:code|cd)?|s c|sc|scode|routing|rt|rtg|rtn|rout|aba|transit"
    r"|bsb|bic"
    r"|swift|ifsc|bank ?(?:code|cd|id|nr|no|kod|kode)|clearing|branch ?(?:code|no)|institution|bik|mfo|бик"
    r"|мфо|abi"
    r"|cab|agencia|sucursal|entidad|banque|guichet|code ?(?:banque|guichet))(?: ?(?:no|num|number|nbr|nr"
    r"|code))?"
)
_CODE = re.compile(
    r"\d{2}[\- ]\d{2}[\- ]\d{2}|\d{3}[\- ]\d{2,3}(?:[\- ]\d{2,3})?|\d{3,6}|\d{8,9}"
    r"|[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?|[A-Z]{4}0[A-Z\d]{6}"
)
# What else stands next to an account that money is paid to: its bank's name, its holder, and wages.
_PAID_INTO = re.compile(
    r"(?:.* )?(?:routing|rtg|aba|rtn|transit|bank|sort code|swift|bic|direct deposit|gross"
    r"|net(?: pay)?|wages?|salary|payroll|ssno?"
    r"|acc(?:(?:oun)?t)? ?(?:holder|owner))(?: ?(?:no|num|number|nbr|nr|code|name|pay|amt|amount))?"
)
_BANKED = re.compile(r"(?=(?:\D*\d){5,28}\D*$)\d[\d \-./]{3,34}\d")
_LONG = re.compile(r"(?=(?:\D*\d){7,28}\D*$)\d[\d \-./]{5,34}\d")
_HELD, _SURE = 0.8, 0.9
# A sort code and an account, a routing number and an account.
_SORTED = re.compile(r"\d{2}-\d{2}-\d{2}[ /,:]{1,3}\d{7,8}")
_ROUTED = re.compile(r"(\d{9})[ ]?[/\-:, ][ ]?\d{6,17}")
# Headers of what is paid, under which a sort code and an account may stand together.
_PAYMENT = re.compile(
    r"(?:.* )?(?:bank(?:ing)?|dd|direct debit|payment|pay(?:ee)?|refund|bacs)(?: ?(?:details?|info|data"
    r"|to))?"
)
# A field that a program leaves its users to fill, which says nothing: `customText4`, `UDF 2`, `Attribute7`.
_CUSTOM = re.compile(
    r"(?:.* )?(?:custom|user ?defined|user ?def|udf|attribute|attr|flex|extra|misc|additional|free"
    r"|spare|field)(?: ?(?:text(?: ?block)?|field|str(?:ing)?|value|info|char|attribute))?s?[ _]?\d{0,3}"
)


def find(samples: Sequence[Sampled], found: Sequence[Column], *, personal: bool) -> list[Column]:
    """Return the accounts next to banks, to wages or to people; a house has accounts of customers too.

    `personal`: a column of the table indicates people.
    """
    taken = {column.index for column in found}
    banks = {sample.index for sample in samples if sample.titled(_BANK) and sample.share(_CODE) >= _HELD}
    paid = personal and any(sample.titled(_PAID_INTO) for sample in samples)
    out: list[Column] = []
    for sample in (one for one in samples if one.index not in taken):
        banked, kept = bool(banks - {sample.index}), sample.share(_BANKED) >= _HELD
        if (
            kept
            and (banked or paid)
            and (
                sample.titled(_ANY_ACCOUNT)
                or (banked and sample.titled(_ACCOUNT))
                or any(_share_prefix(sample, one) for one in samples if one.index in banks - {sample.index})
            )
        ):
            out.append(_column(sample, 0.8, "header:+", "adjacent:+"))
        elif personal and sample.titled(_ACCOUNT) and _are_own(sample):
            out.append(_column(sample, 0.75, "header:+", "people:+"))
        elif (personal or sample.titled(_PAYMENT)) and _hold_banks(sample):
            out.append(_column(sample, 0.8, "values:+"))
    return out


def _share_prefix(sample: Sampled, bank: Sampled) -> bool:
    """Return whether the word that begins a bank's header begins an account's, too: `Gf_Bank_sort_code`.

    Programs begin the headers of a record's fields with its abbreviation: `Gf_Account_number`.
    """
    prefixes = {prefix for title in bank.titles if (prefix := title.partition(" ")[0]) != title}
    cuts = [title.partition(" ") for title in sample.titles]
    return any(prefix in prefixes and _ANY_ACCOUNT.fullmatch(rest) is not None for prefix, _, rest in cuts)


# The kind of an account in the United States, as files of payments have it next to the account, or the code
# of the clearing house (ACH) for a credit or a debit of one.
_KIND = re.compile(
    r"(?i)(?:(?:personal|business|consumer|corporate) ?)?(?:checking|savings|chk|sav|chkg|svgs)|[23][2-47-9]"
)
_KIND_ALONE = re.compile(
    r"(?i)(?:(?:cta|cuenta|conta)\.? ?(?:de )?)?(?:cte|aho|ahorros?|corriente|corrente|poupan[cç]a|vista)\.?"
)
_KIND_REACH, _ROUTING, _MISTYPED = 2, re.compile(r"\d{9}"), 5


def decide_next_to_kind(
    sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]
) -> Column | None:
    """Decide accounts without a header next to a column of their kinds, which telephones are written like."""
    if not column_header.blank(sample) or not _is_next_to_kind(sample, samples):
        return None
    return _column(sample, 0.75, "values:+", "adjacent:+")


def decide_routed(sample: Sampled, samples: Sequence[Sampled], found: Sequence[Column]) -> Column | None:
    """Decide accounts without a header or people near, right behind several banks' numbers and by a kind."""
    before = next((one for one in samples if one.index == sample.index - 1), None)
    banks = value_kind.select_different(before) if before else []
    if before is None or len(banks) < _FEWEST_BANKS or not _are_routing(before):
        return None
    return decide_next_to_kind(sample, samples, found) if _are_own(sample) else None


_FEWEST_BANKS = 4


def _is_next_to_kind(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether figures stand next to a kind of account and the number of a bank by its check digit.

    The kinds of Spanish and Portuguese banks are words of nothing else, and need no such number.
    """
    if sample.share(_BANKED) < _SURE or _are_routing(sample):
        return False
    near = [one for one in samples if 0 < abs(one.index - sample.index) <= _KIND_REACH]
    if any(one.share(_KIND_ALONE) == 1 and abs(one.index - sample.index) == 1 for one in near):
        return _are_own(sample)
    return any(one.share(_KIND) == 1 for one in near) and any(map(_are_routing, near))


def _are_routing(sample: Sampled) -> bool:
    """Return whether values are banks' numbers by their check digit; among five a wrong one may stand."""
    wrong = sum(not check_digits.aba(value) for value in sample.values if _ROUTING.fullmatch(value))
    return sample.share(_ROUTING) == 1 and _MISTYPED * wrong <= len(sample.values)


def drop_routing(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return decided columns without banks' numbers taken for those of social security, next to accounts."""
    accounts = {one.index for one in found if one.kind == "US_BANK_NUMBER"}
    routing = {
        sample.index
        for sample in samples
        if column_header.blank(sample)
        and any(abs(sample.index - at) <= _KIND_REACH for at in accounts)
        and _are_routing(sample)
    }
    return [one for one in found if one.kind != "US_SSN" or one.index not in routing]


def name_cards(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return decided columns, accounts of banks that are cards by scheme and check digit as cards.

    China's banks know an account by its card, and payment systems call a card's number an account's.
    """
    held = {
        sample.index
        for sample in samples
        if len(asked := value_kind.select_different(sample)) >= _FEWEST_CARDS
        and sum(map(card.is_valid, asked)) >= _SURE * len(asked)
    }
    return [
        replace(one, kind="CREDIT_CARD", only=None)
        if one.kind == "US_BANK_NUMBER" and one.index in held
        else one
        for one in found
    ]


_FEWEST_CARDS = 2


def _are_own(sample: Sampled) -> bool:
    """Return whether accounts are as long as a bank's and mostly different; a ledger's are neither."""
    own = value_kind.count_distinct(sample) >= 0.6 * min(len(sample.values), value_kind.ASKED)
    return own and sample.share(_LONG) >= _HELD


def _hold_banks(sample: Sampled) -> bool:
    """Return whether most values are a bank's code and an account in one, by their form or check digits."""
    asked = value_kind.select_different(sample)
    if len(asked) < min(2, len(sample.values)):
        return False
    proofs = (_is_routed, *national_account.CHECKS)
    if any(sum(map(holds, asked)) >= _SURE * len(asked) for holds in proofs):
        return True
    open_to = column_header.blank(sample) or any(
        map(sample.titled, (_PAYMENT, _ACCOUNT, _ANY_ACCOUNT, _BANK, _CUSTOM))
    )
    return open_to and sample.share(_SORTED) >= _SURE


def _is_routed(value: str) -> bool:
    """Return whether a value is a routing number by its check digit, and an account: `021000021/1234567`."""
    match = _ROUTED.fullmatch(value)
    return match is not None and check_digits.aba(match[1])


def _column(sample: Sampled, score: float, *reasons: str) -> Column:
    return Column(sample.index, sample.name, "US_BANK_NUMBER", score, reasons, role_of(sample))
