"""Columns of health information in tables of people: one finding a row, linked with its row's person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.health import candidates, terms
from pii_sweep.detect.health.anchor import NO_SIGNS, Anchor
from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.tables.people.name_column import PEOPLE
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.header_words import Headers

_WORDS = {key: "|".join(words) for key, words in lexicon.table("health_headers").items()}
# A header of one of these, or of two, needs only values that are words, figures or codes: `Allergy / med`.
_AND = r"(?:(?:and|or|und|oder|et|ou|y|o|e|i|og|och|en|a|ve) )?"
_SURE = Headers.of(
    re.compile(
        rf"(?:(?:{_WORDS['lead']}) ){{0,3}}(?:{_WORDS['sure']})"
        rf"(?: {_AND}(?:{_WORDS['sure']}|meds?|medicines?|conditions?|treatments?|illness(?:es)?))?"
        r"(?: (?:codes?|cd|desc(?:ription)?|text|names?|list|display|coding display|coding code))?"
    ),
    "HEALTH",
)
# Other fields use these too: their values must be words of health.
_OPEN = Headers.of(re.compile(rf"(?:.* )?(?:{_WORDS['open']})"), "HEALTH_OPEN")
_REMARK = re.compile(rf"(?:.* )?(?:{_WORDS['remarks']})")
_RESULT = re.compile(
    r"(?:test |lab |observation )?(?:results?|values?|value quantity value|measurement"
    r"|finding)(?: ?(?:value|text))?"
)
_TESTS = re.compile(
    r"(?:lab |test )?(?:tests?|test ?(?:name|code|desc(?:ription)?)|analytes?|assay|component|observation"
    r"|panel)(?: name)?"
)
_LABORATORY = re.compile(rf"(?:.* )?(?:{_WORDS['laboratory']})")
# Headers of goods and of codes: a table that has one lists no patients unless another header names them.
_GOODS = re.compile(rf"(?:.* )?(?:{_WORDS['goods']})")
_PATIENT = re.compile(
    rf"(?:.* )?(?:{_WORDS['patient']})"
    r"(?: ?(?:id|no|number|name|reference|display|first name|last name|full name))?"
)
_CODE = re.compile(r"[A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})")
# What a number of shape and header identifies an insured person by, and the tables of health insurers.
# How long a card is good for is no such number.
_NUMBER = re.compile(
    r"(?!(?:0?[1-9]|1[0-2])[./\-](?:20)?\d\d$|\d{1,2}[./\-]\d{1,2}[./\-]20\d\d$|20\d\d[./\-]\d\d[./\-]\d\d$)"
    r"(?=(?:\D*\d){4})[A-Za-z0-9][A-Za-z0-9 \-./]{4,24}"
)
_MEMBERS, _FILES, _CARE = (re.compile(_WORDS[key]) for key in ("members", "files", "care"))
_INSURER = re.compile(rf"(?:.* )?(?:{_WORDS['insurer']})(?: .*)?")
_PLAN = re.compile(
    r"(?i).*\b(?:ppo|hmo|epo|hdhp|hsa|medicare|medicaid|medi-cal|blue (?:cross|shield)|bcbs|aetna|cigna"
    r"|humana|united ?healthcare|kaiser|anthem|molina|tricare)\b.*"
)
_LEAST, _WORDY = 0.3, 0.3
_SEVERAL, _NEARLY_ALL = 3, 0.7
_CODED, _HALF = 4, 0.5  # others of a column's codes have three characters and no point
_WORD = re.compile(r"(?i)[^\W\d_]{2}|[A-TV-Z]\d\d|\d{2,3}/\d{2,3}|\d+(?:\.\d+)?")
_SEEN = 80
_NUMBERS = frozenset({"MEDICAL_RECORD_NUMBER", "HEALTH_INSURANCE_NUMBER"})
_SCORE, _LESS, _REMARKED = 0.85, 0.8, 0.5
# What says before a table whose results it holds.
_RECORD = ("patient_label", "record_number", "born")
# Columns of a record's health that make a bare `result` the one of a test.
_HEALTH = "HEALTH"


def decide(samples: Sequence[Sampled], found: Sequence[Column], before: Anchor = NO_SIGNS) -> list[Column]:
    """Return the columns of health information among undecided ones.

    `samples` are all columns of the table with values, `found` the decided ones. A table needs somebody: a
    person's column that is no provider's, a header of a patient, or a patient named `before` it in its
    object; one of goods or codes needs a header of a patient.
    """
    if not about(samples, found, before).personal():
        return []
    taken = {column.index for column in found}
    left = [sample for sample in samples if sample.index not in taken]
    own = list(_by_headers(left))
    if not own and any(sample.titled(_RESULT) for sample in left):
        # What was tested is not of the lists, and the other headers are those of a laboratory.
        tested = any(sample.titled(_LABORATORY) for sample in samples)
        asked = left if tested else ()
        own = [one.as_column(_HEALTH, _LESS, "header:+") for one in asked if one.titled(_TESTS)]
    own += _results(left, own) if own else ()
    own += _remarks([sample for sample in left if sample.index not in {column.index for column in own}])
    rest = {sample.index for sample in left} - {column.index for column in own}
    left = [sample for sample in left if sample.index in rest]
    numbers = list(_member_numbers(left, samples))
    return [*own, *numbers, *_file_numbers(left, samples, (*found, *numbers))]


def about(samples: Sequence[Sampled], found: Sequence[Column], before: Anchor = NO_SIGNS) -> Anchor:
    """Return what a table's columns, and the text before it, say of its people: for cells of text too."""
    patient = any(sample.titled(_PATIENT) for sample in samples)
    people = any(column.kind in PEOPLE | _NUMBERS and column.role != "merchant" for column in found)
    goods = any(sample.titled(_GOODS) for sample in samples)
    if not patient and not people and not goods and any(before.signs.get(sign) for sign in _RECORD):
        return before
    if not patient and (goods or not people):
        return NO_SIGNS
    return Anchor({"patient_label": 1.0} if patient else {}, (0,))


def _by_headers(samples: Sequence[Sampled]) -> Iterator[Column]:
    for sample in samples:
        sure = sample.titled(_SURE)
        opened = not sure and sample.titled(_OPEN)
        if sure and _has_words(sample.values):
            yield sample.as_column(_HEALTH, _SCORE, "header:+")
        elif _has_codes(sample.values):
            yield sample.as_column(_HEALTH, _LESS, "codes:+")
        elif (opened and _share(sample.values) >= _LEAST) or _are_terms(sample.values):
            yield sample.as_column(_HEALTH, _LESS, f"values:{_share(sample.values):.2f}")


def _remarks(samples: Sequence[Sampled]) -> Iterator[Column]:
    """Yield columns of remarks, each cell to be read as a text about its row's person."""
    for sample in samples:
        # What says nothing of anybody's health is left to the other rules.
        if sample.titled(_REMARK) and any(map(candidates.find, dict.fromkeys(sample.values[:_SEEN]))):
            yield Column(sample.index, sample.name, "free", _REMARKED, ("remarks:+",), None)


def _results(samples: Sequence[Sampled], own: Sequence[Column]) -> Iterator[Column]:
    taken = {column.index for column in own}
    for sample in samples:
        measured = sample.index not in taken and sample.titled(_RESULT)
        if measured and sample.share(_CONTACT) < _HALF:
            yield sample.as_column(_HEALTH, _LESS, "header:+")


# What a bare `value` holds of a contact or an identifier, and of no test.
_CONTACT = re.compile(r"(?:[^\d.,;]*\d){7,}\D*|\S+@\S+|https?://.*")


def _member_numbers(samples: Sequence[Sampled], every: Sequence[Sampled]) -> Iterator[Column]:
    """Yield columns of `member id` or `policy number` in a table of a health insurer's."""
    if not any(_of_insurer(sample) for sample in every):
        return
    fitting = [one for one in samples if one.titled(_MEMBERS) and one.share(_NUMBER) >= _NUMBERED]
    # Next to a number on cards, an `id` or a bare `番号` is the key of the table.
    printed = [one for one in fitting if not one.titled(_KEY)]
    for sample in printed or fitting:
        yield sample.as_column("HEALTH_INSURANCE_NUMBER", _LESS, "header:+")


_KEY = re.compile(r"(?:.* )?id|番号")


def _file_numbers(
    samples: Sequence[Sampled], every: Sequence[Sampled], found: Sequence[Column]
) -> Iterator[Column]:
    """Yield columns of `file no`, each row its own, in a table of those whom somebody cares for.

    Next to ages and sexes as hospitals write them, admissions' numbers need no header.
    """
    known = {column.index for column in found if column.kind in _NUMBERS}
    aged = any(sample.share(_AGED) >= _SURELY for sample in every)
    if not known and not aged and not any(sample.titled(_CARE) for sample in every):
        return
    for sample in samples:
        own = len(set(sample.values)) == len(sample.values) or len(set(sample.values)) >= _SEVERAL
        if sample.index not in known and own and sample.titled(_FILES) and sample.share(_NUMBER) >= _SURELY:
            yield sample.as_column("MEDICAL_RECORD_NUMBER", _LESS, "header:+")
        elif aged and own and column_header.blank(sample) and sample.share(_ADMISSION) >= _SURELY:
            yield sample.as_column("MEDICAL_RECORD_NUMBER", _LESS, "values:+", "ages:+")


# `58/F`, `2D/M`, `36/M;34/F`; and `IP25/08812`.
_AGED = re.compile(r"\d{1,3} ?[YMD]?[A-Z]{0,2} ?/ ?(?:[MFT]|Male|Female)(?:;.{1,12})?")
_ADMISSION = re.compile(r"(?=(?:\D*\d){4})[A-Z]{1,5}[ /\-]?\d{1,4}[ /\-]?\d{2,8}")
_NUMBERED, _SURELY = 0.6, 0.9


def _of_insurer(sample: Sampled) -> bool:
    """Return whether a column says that its table is a health insurer's or a provider's."""
    seen = sample.values[:_SEEN]
    return sample.titled(_INSURER) or sum(map(bool, map(_PLAN.fullmatch, seen))) >= max(1, len(seen) // 2)


def _share(values: Sequence[str]) -> float:
    """Return the share of the different values, 0 to 1, that hold a word or a code of health."""
    different = list(dict.fromkeys(values[:_SEEN]))
    return sum(map(_of_health, different)) / max(1, len(different))


def _has_codes(values: Sequence[str]) -> bool:
    """Return whether half of some different values are ICD-10 codes with a point, under any header."""
    different = set(values[:_SEEN])
    return len(different) >= _CODED and sum(map(_is_code, different)) >= _HALF * len(different)


def _is_code(value: str) -> bool:
    return "." in value and _CODE.fullmatch(value.strip()) is not None


def _has_words(values: Sequence[str]) -> bool:
    """Return whether values under a sure header say anything."""
    return sum(map(bool, map(_WORD.search, values[:_SEEN]))) >= _WORDY * len(values[:_SEEN])


def _are_terms(values: Sequence[str]) -> bool:
    """Return whether nearly all of some different values are words of health, so that no header is asked."""
    return len(set(values[:_SEEN])) >= _SEVERAL and _share(values) >= _NEARLY_ALL


def _of_health(value: str) -> bool:
    if _CODE.fullmatch(value.strip()):
        return True
    if any(not one.weak for one in candidates.find(value)):
        return True
    whole = value.strip().lower()
    return any(not term.weak and value[term.start : term.end].lower() == whole for term in terms.find(value))
