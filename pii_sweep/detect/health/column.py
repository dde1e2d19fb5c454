"""Columns of health information: what their headers and their values say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pii_sweep.detect.health import candidates, terms
from pii_sweep.detect.text import lexicon

_WORDS = {key: "|".join(words) for key, words in lexicon.table("health_headers").items()}
# A header of one of these needs only values that are words, figures or codes.
_SURE = re.compile(
    rf"(?:(?:{_WORDS['lead']}) ){{0,3}}(?:{_WORDS['sure']})"
    r"(?: (?:codes?|cd|desc(?:ription)?|text|names?|list|display|coding display|coding code))?"
)
# Other fields use these too: their values must be words of health.
_OPEN = re.compile(rf"(?:.* )?(?:{_WORDS['open']})")
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
PATIENT = re.compile(
    rf"(?:.* )?(?:{_WORDS['patient']})"
    r"(?: ?(?:id|no|number|name|reference|display|first name|last name|full name))?"
)
_CODE = re.compile(r"[A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})")
# What a number of shape and header identifies an insured person by, and the tables of health insurers.
NUMBER = re.compile(r"(?=(?:\D*\d){4})[A-Za-z0-9][A-Za-z0-9 \-./]{4,24}")
_MEMBERS = re.compile(
    r"(?:member|policy|group member|certificate|contract|card)(?:ship)? ?(?:id|no|num|number|nbr|#)|(?:id"
    r"|policy|member) ?(?:number|no|#)"
)
_INSURER = re.compile(rf"(?:.* )?(?:{_WORDS['insurer']})(?: .*)?")
_PLAN = re.compile(
    r"(?i).*\b(?:ppo|hmo|epo|hdhp|hsa|medicare|medicaid|medi-cal|blue (?:cross|shield)|bcbs|aetna|cigna"
    r"|humana|united ?healthcare|kaiser|anthem|molina|tricare)\b.*"
)
_LEAST, _WORDY = 0.3, 0.3
_SEVERAL, _NEARLY_ALL = 3, 0.7
_CODED, _HALF = 4, 0.5  # others of a column's codes have three characters and no point
_WORD = re.compile(r"(?i)[^\W\d_]{2}|[A-TV-Z]\d\d|\d{2,3}/\d{2,3}|\d+(?:\.\d+)?")
SEEN = 80


def rate_header(titles: Sequence[str]) -> str:
    """Return `sure` or `open` for a header, in plain words, of health information; empty for others."""
    if any(map(_SURE.fullmatch, titles)):
        return "sure"
    return "open" if any(map(_OPEN.fullmatch, titles)) else ""


def of_remarks(titles: Sequence[str], values: Sequence[str]) -> bool:
    """Return whether a column of remarks on people says anything of somebody's health."""
    return any(map(_REMARK.fullmatch, titles)) and any(map(candidates.find, dict.fromkeys(values[:SEEN])))


def of_results(titles: Sequence[str]) -> bool:
    """Return whether a header is that of what was measured."""
    return any(map(_RESULT.fullmatch, titles))


def of_tests(titles: Sequence[str]) -> bool:
    """Return whether a header is that of the names of tests."""
    return any(map(_TESTS.fullmatch, titles))


def of_laboratory(titles: Sequence[str]) -> bool:
    """Return whether a header goes with results of a laboratory: a flag, units, a specimen."""
    return any(map(_LABORATORY.fullmatch, titles))


def of_goods(titles: Sequence[str]) -> bool:
    """Return whether a header is one of a catalogue, a list of codes or a register of studies."""
    return any(map(_GOODS.fullmatch, titles))


def of_patients(titles: Sequence[str]) -> bool:
    """Return whether a header says whose a row is: a patient's, a member's, a student's."""
    return any(map(PATIENT.fullmatch, titles))


def of_members(titles: Sequence[str]) -> bool:
    """Return whether a header is that of numbers of members or policies, of whatever insurer or club."""
    return any(map(_MEMBERS.fullmatch, titles))


def of_insurer(titles: Sequence[str], values: Sequence[str]) -> bool:
    """Return whether a column says that its table is a health insurer's or a provider's."""
    return any(map(_INSURER.fullmatch, titles)) or sum(map(bool, map(_PLAN.fullmatch, values[:SEEN]))) >= max(
        1, len(values[:SEEN]) // 2
    )


def share(values: Sequence[str]) -> float:
    """Return the share of the different values, 0 to 1, that hold a word or a code of health."""
    different = list(dict.fromkeys(values[:SEEN]))
    return sum(map(_of_health, different)) / max(1, len(different))


def has_codes(values: Sequence[str]) -> bool:
    """Return whether half of some different values are ICD-10 codes with a point, under any header."""
    different = set(values[:SEEN])
    return len(different) >= _CODED and sum(map(_is_code, different)) >= _HALF * len(different)


def _is_code(value: str) -> bool:
    return "." in value and _CODE.fullmatch(value.strip()) is not None


def has_words(values: Sequence[str]) -> bool:
    """Return whether values under a sure header say anything."""
    return sum(map(bool, map(_WORD.search, values[:SEEN]))) >= _WORDY * len(values[:SEEN])


def has_enough_terms(values: Sequence[str]) -> bool:
    """Return whether so many values are words of health that an open header holds them."""
    return share(values) >= _LEAST


def are_terms(values: Sequence[str]) -> bool:
    """Return whether nearly all of some different values are words of health, so that no header is asked."""
    return len(set(values[:SEEN])) >= _SEVERAL and share(values) >= _NEARLY_ALL


def _of_health(value: str) -> bool:
    if _CODE.fullmatch(value.strip()):
        return True
    if any(not one.weak for one in candidates.find(value)):
        return True
    whole = value.strip().lower()
    return any(not term.weak and value[term.start : term.end].lower() == whole for term in terms.find(value))
