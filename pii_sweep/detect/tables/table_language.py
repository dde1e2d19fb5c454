"""Headers that are short, or else in another language, in tables that speak their own: `fam`, `ur`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text import header_words

# So many headers of a table, and such a share of them, are of the language that it speaks.
_FEWEST, _SHARE = 3, 0.3
# Each kind as English says it, by which columns are decided.
_SPELT = {
    "PHONE_NUMBER": "phone number", "EMAIL_ADDRESS": "email address", "DATE_OF_BIRTH": "date of birth",
    "BIRTH_YEAR": "year of birth", "NATIONAL_ID": "national id number", "IDENTITY_CARD": "identity card no",
    "US_PASSPORT": "passport number", "US_DRIVER_LICENSE": "driver license number",
    "LICENSE_PLATE": "license plate", "US_BANK_NUMBER": "bank account number",
    "MEDICAL_RECORD_NUMBER": "medical record number", "HEALTH_INSURANCE_NUMBER": "health insurance number",
    "USERNAME": "username", "name": "full name", "first": "first name", "middle": "middle name",
    "last": "last name", "street": "street address", "house": "house number", "unit": "unit", "city": "city",
    "state": "state", "zip": "postal code",
}  # fmt: skip


def spell_out(samples: Sequence[Sampled]) -> list[Sampled]:
    """Return the columns of a table, those with such a header of its language with a clear title too."""
    known = _find_weak(tuple(sample.titles for sample in samples))
    kinds = (next((known[title] for title in sample.titles if title in known), "") for sample in samples)
    return [
        replace(sample, titles=(*sample.titles, _SPELT[kind])) if kind else sample
        for sample, kind in zip(samples, kinds, strict=True)
    ]


# The parts of one table come one after another.
@lru_cache(maxsize=64)
def _find_weak(headers: tuple[tuple[str, ...], ...]) -> Mapping[str, str]:
    """Return the kinds of the headers that the language of a table's headers alone makes sure.

    Of languages that are as likely as each other none may say otherwise.
    """
    given = [titles for titles in headers if titles]
    counts = [
        (sum(not one.words.isdisjoint(titles) for titles in given), one) for one in header_words.languages()
    ]
    most = max((count for count, _ in counts), default=0)
    if most < max(_FEWEST, _SHARE * len(given)):
        return {}
    spoken = [one.weak for count, one in counts if count == most]
    said: dict[str, set[str]] = {}
    for weak in spoken:
        for titles in given:
            for title in weak.keys() & set(titles):
                said.setdefault(title, set()).add(weak[title])
    return {title: kinds.pop() for title, kinds in said.items() if len(kinds) == 1}
