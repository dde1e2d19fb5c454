"""The kinds that a header leaves open, and what values say against them: postal codes below `pin code`."""

from __future__ import annotations

import re
from functools import lru_cache

from pii_sweep.detect.identifiers.national import check
from pii_sweep.detect.identifiers.payment import card
from pii_sweep.detect.tables import column_header, value_evidence, value_kind
from pii_sweep.detect.tables.column import birth_column, short_credential
from pii_sweep.detect.tables.column_header import Rule, Sampled
from pii_sweep.detect.tables.people import login_column, split_name_columns
from pii_sweep.detect.tables.people.login_column import Neighbours

# Headers that are two things, with the shape of the other: a mobile in Turkish and a postal code in Brazil,
# a plate and one who is enrolled, a booking and a Swede or a German employee, a code in India's post.
_OF_OTHERS = {
    "PHONE_NUMBER": (re.compile(r"(?:.* )?cep"), re.compile(r"\d{2}\.?\d{3}-?\d{3}")),
    "LICENSE_PLATE": (re.compile(r"(?:.* )?matricula"), re.compile(r"\d+")),
    "ORDER_ID": (re.compile(r"pnr"), re.compile(r"(?:19|20)?\d{2}[01]\d[0-3]\d[\-+ ]?\d{4}|\d{1,8}")),
    "PASSWORD": (re.compile(r"(?:.* )?pin ?code"), re.compile(r"[1-9]\d{2} ?\d{3}")),
}
_OTHERS = 0.8
_HASHED = re.compile(
    r"[0-9a-f]{16,128}|[0-9A-F]{16,128}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
)
_ANY_CARD = re.compile(r"(?:pan|cc|card(?: ?(?:no|num|number|nbr|#))?)")
# Swedish for a telephone, Australian for a taxpayer.
_TFN = re.compile(r"tfn")
# Number of any slip in Spanish, of one in a store too: somebody's next to what is known of people.
_SLIP = re.compile(r"(?:.* )?folio")
_OF_PEOPLE = frozenset(
    {"name", "first", "last", "PHONE_NUMBER", "EMAIL_ADDRESS", "DATE_OF_BIRTH", "NATIONAL_ID"}
)
# Networks and `any`, in so large a share of a column, are of rules of firewalls and plans of networks.
_NETS, _RULED = re.compile(r"(?i)any|\*|[\da-f.:]{3,39}/\d{1,3}"), 0.2


@lru_cache(maxsize=4096)
def open_rules(titles: tuple[str, ...]) -> tuple[tuple[Rule, str | None], ...]:
    """Return the rules that may decide a column, each with the first of its titles that names the kind.

    The title is None where values alone may decide.
    """
    headed = ((rule, next(filter(rule.heads, titles), None)) for rule in column_header.rules())
    return tuple((rule, title) for rule, title in headed if title is not None or rule.bare <= 1)


def is_doubted(rule: Rule, sample: Sampled, neighbours: Neighbours) -> bool:
    """Return whether the values speak against what the header says."""
    if other := _OF_OTHERS.get(rule.kind):
        header, shape = other
        if sample.titled(header) and sample.share(shape) >= _OTHERS:
            return True
    if rule.kind == "ORDER_ID" and sample.titled(_SLIP):
        spelt = (
            one.titles for one in neighbours.samples if not split_name_columns.is_abbreviated(one.titles)
        )
        return _OF_PEOPLE.isdisjoint(map(column_header.find_kind, spelt))
    if rule.kind == "USERNAME":
        if sample.share(_HASHED) >= 0.5:
            return True
        kinds = len(set(sample.values)) <= max(1, len(sample.values) // 2)
        return kinds and len(sample.values) >= 4 and not login_column.are_people(sample, neighbours)
    if rule.kind == "DATE_OF_BIRTH":
        return birth_column.is_doubted(sample)
    if rule.kind == "IP_ADDRESS":
        return value_evidence.versions(sample) or sample.share(_NETS) >= _RULED
    if rule.kind == "PHONE_NUMBER" and sample.titled(_TFN):
        return sum(map(check.australia, map(_digits, sample.values))) >= 0.9 * len(sample.values)
    if rule.kind == "PASSWORD":
        if short_credential.is_of_goods(sample, neighbours.samples):
            return True
        return (
            len(sample.values) >= 4 and len(set(sample.values)) <= 2 and value_kind.are_words(sample.values)
        )
    if rule.kind == "CREDIT_CARD" and sample.titled(_ANY_CARD):
        return sum(card.is_valid(value, named=True) for value in sample.values) < 0.5 * len(sample.values)
    return False


def _digits(value: str) -> str:
    return "".join(filter(str.isdecimal, value))
