"""Columns of health information in tables of people: one finding a row, linked with its row's person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pii_sweep.detect.health import column as health
from pii_sweep.detect.health.anchor import NO_SIGNS, Anchor
from pii_sweep.detect.tables.column_header import Column, Sampled
from pii_sweep.detect.tables.people.name_column import PEOPLE

_NUMBERS = frozenset({"MEDICAL_RECORD_NUMBER", "HEALTH_INSURANCE_NUMBER"})
_SURE, _OPEN, _REMARKED = 0.85, 0.8, 0.5
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
    if not own and any(health.of_results(sample.titles) for sample in left):
        # What was tested is not of the lists, and the other headers are those of a laboratory.
        tested = any(health.of_laboratory(sample.titles) for sample in samples)
        asked = left if tested else ()
        own = [one.as_column(_HEALTH, _OPEN, "header:+") for one in asked if health.of_tests(one.titles)]
    own += _results(left, own) if own else ()
    own += _remarks([sample for sample in left if sample.index not in {column.index for column in own}])
    rest = {sample.index for sample in left} - {column.index for column in own}
    return [*own, *_member_numbers([sample for sample in left if sample.index in rest], samples)]


def about(samples: Sequence[Sampled], found: Sequence[Column], before: Anchor = NO_SIGNS) -> Anchor:
    """Return what a table's columns, and the text before it, say of its people: for cells of text too."""
    patient = any(health.of_patients(sample.titles) for sample in samples)
    people = any(column.kind in PEOPLE | _NUMBERS and column.role != "merchant" for column in found)
    goods = any(health.of_goods(sample.titles) for sample in samples)
    if not patient and not people and not goods and any(before.signs.get(sign) for sign in _RECORD):
        return before
    if not patient and (goods or not people):
        return NO_SIGNS
    return Anchor({"patient_label": 1.0} if patient else {}, (0,))


def _by_headers(samples: Sequence[Sampled]) -> Iterator[Column]:
    for sample in samples:
        kind = health.rate_header(sample.titles)
        if kind == "sure" and health.has_words(sample.values):
            yield sample.as_column(_HEALTH, _SURE, "header:+")
        elif health.has_codes(sample.values):
            yield sample.as_column(_HEALTH, _OPEN, "codes:+")
        elif (kind == "open" and health.has_enough_terms(sample.values)) or health.are_terms(sample.values):
            yield sample.as_column(_HEALTH, _OPEN, f"values:{health.share(sample.values):.2f}")


def _remarks(samples: Sequence[Sampled]) -> Iterator[Column]:
    """Yield columns of remarks, each cell to be read as a text about its row's person."""
    for sample in samples:
        if health.of_remarks(sample.titles, sample.values):
            yield Column(sample.index, sample.name, "free", _REMARKED, ("remarks:+",), None)


def _results(samples: Sequence[Sampled], own: Sequence[Column]) -> Iterator[Column]:
    taken = {column.index for column in own}
    for sample in samples:
        if sample.index not in taken and health.of_results(sample.titles):
            yield sample.as_column(_HEALTH, _OPEN, "header:+")


def _member_numbers(samples: Sequence[Sampled], every: Sequence[Sampled]) -> Iterator[Column]:
    """Yield columns of `member id` or `policy number` in a table of a health insurer's."""
    if any(health.of_insurer(sample.titles, sample.values) for sample in every):
        for sample in samples:
            if health.of_members(sample.titles) and sample.share(health.NUMBER) >= _NUMBERED:
                yield sample.as_column("HEALTH_INSURANCE_NUMBER", _OPEN, "header:+")


_NUMBERED = 0.6
