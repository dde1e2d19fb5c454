"""Numbers that a spreadsheet or a mainframe spelt as amounts: `512,328,707`, `512328707.00`, `0000512328707`.

A column formatted as numbers is exported with its thousands apart, and one of a fixed width filled
with zeros.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pii_sweep.detect.tables.column_header import Rule, Sampled

# What the figures of each kind's numbers are; two zeros before a telephone are of another country.
_FIGURES = {
    "US_SSN": re.compile(r"0{0,11}(\d{9})"),
    "US_ITIN": re.compile(r"0{0,11}(9\d{8})"),
    "CREDIT_CARD": re.compile(r"0{0,8}([3-6]\d{12,15})"),
    "PHONE_NUMBER": re.compile(r"([2-9]\d\d[2-9]\d{6})"),
}
# Cards and telephones are parted at points and spaces as such.
_PARTED = frozenset({"CREDIT_CARD", "PHONE_NUMBER"})
_SURE, _ANY = (
    re.compile(rf"\d{{1,3}}(?P<mark>[{marks}])\d{{3}}(?:(?P=mark)\d{{3}})+")
    for marks in (",'’", r",.'’ \u00a0\u202f")
)
_CENTS, _NO_FIGURES = re.compile(r"[.,]0{1,2}\Z"), re.compile(r"\D")
_SPELT = re.compile(r"(?m)\d[,.'’ \u00a0\u202f]\d{3}|\d[.,]00?$|^0\d{9}")
# Amounts have as many figures by chance, and stand below `Social Security`: the header must name numbers.
_MOSTLY = 0.95
_NUMBERED = re.compile(
    r"(?:.* )?(?:\w*ssns?|itins?|nos?|num|numbers?|nbr|nr|#|pan)(?: .*)?"
    r"|(?:.* )?(?:\w*phones?|tel|mobile|cell)"
)


def as_meant(rule: Rule, sample: Sampled) -> Sampled:
    """Return a column with its numbers as they are meant, where its header names them and most are so."""
    if (
        rule.kind not in _FIGURES
        or not _SPELT.search("\n".join(sample.values))
        or not sample.titled(_NUMBERED)
    ):
        return sample
    plain = replace(sample, values=tuple(write_plain(rule.kind, sample.values)))
    return plain if plain.share(_FIGURES[rule.kind]) >= _MOSTLY else sample


def write_plain(kind: str, values: Sequence[str]) -> list[str]:
    """Return the cells of a kind's column, numbers spelt as amounts as their figures alone."""
    if kind not in _FIGURES or not _SPELT.search("\n".join(values)):
        return list(values)
    return [_write(kind, value) for value in values]


def _write(kind: str, value: str) -> str:
    bare = _CENTS.sub("", value)
    grouped = (_SURE if kind in _PARTED else _ANY).fullmatch(bare)
    meant = _FIGURES[kind].fullmatch(_NO_FIGURES.sub("", bare) if grouped else bare)
    return meant[1] if meant else value
