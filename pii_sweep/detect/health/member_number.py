"""Numbers of health insurers and of patients' records, behind their labels.

A member or policy number is a health insurer's where the words around it are; a Medicare beneficiary
identifier has a shape of its own (CMS, "Understanding the MBI": 11 places, no S, L, O, I, B, Z).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_CODE = (
    r"(?P<code>(?-i:[A-Z]{1,2}[ ]\d{4,10}|\d\d(?:[ ]\d{2,4}){2,3}"
    r"|[A-Z\d][A-Z\d\-./]{2,20}(?:[ ][A-Z]?\d[A-Z\d\-]{1,9}){0,3}))"
    r"(?<=[A-Z\d])(?![\w@])"
)
# Whose it is may stand between: `hospital no. for Mrs Dale is RX448210`.
_WHOSE = r"(?:[ ](?:for|of)[ ](?:[^\W\d_]+\.?[ ]){1,4}(?=is[ ]))?"
_SIGN = r"[\"']{0,2}[ \t]{0,3}(?:[:=#][ \t]{0,3}){0,2}(?:is[ ]|\||[\"'])?[ \t]{0,3}"
_WORD = r"(?:[ _\-]?(?:id|no\b\.?|nr\b\.?|num(?:ber)?|nummer|\#|identifier|identification))"
_SURE = gate.gated(
    rf"(?i)\b(?:(?:health|medical|dental)[ ](?:insurance|plan)(?:[ ](?:member|policy|card"
    rf"|subscriber))?{_WORD}|insurance[ ](?:member[ ]|policy[ ]|card[ ])?{_WORD}"
    rf"|(?:subscriber|beneficiary|enrollee|insured(?:['’]s)?){_WORD}{{1,2}}|(?:medicare|medicaid|medi-cal"
    rf"|tricare)(?:[ ]beneficiary)?{_WORD}|\bmbi\b|\bhicn\b|rx[ ](?:member[ ])?id"
    r"|(?:kranken)?versicherten[\- ]?(?:nr\b\.?|nummer)|krankenversicherungsnummer|kvnr"
    # Short, and with the scheme's name between: `Med aid Fernwood Health mbr FH0077218446`.
    rf"|med(?:ical|\.)?[ ](?:aid|scheme)(?:[ ][^\W\d_]+){{0,3}}[ ](?:mbr|mem(?:ber)?(?:ship)?)\.?{_WORD}?"
    rf"|med(?:ical|\.)?[ ]scheme{_WORD}|sub\.?[ ]id\b|ndis(?:[ ]participant)?{_WORD}?(?=[ :#]{{1,3}}\d{{3}})"
    r"|\bpkv\b(?:[ ]?[,(][ ]?)?(?:[^\W\d_]+,[ ]?)?nr\b\.?"
    r"|(?<![^\W_])(?:kasse|kk)(?=[ :]{1,2}(?-i:[A-Z])\d{9}(?!\d))"
    rf"|medical[ ]aid(?:[ ]member(?:ship)?)?{_WORD}|(?:lbo|лбо)(?![^\W_])"
    r"|n[.º°]{1,3}[ ]?(?:de[ ])?utente(?:[ ](?:do[ ])?sns)?|utente[ ](?:sns[ ])?n[.º°]{1,3}|\bsns(?=[ ]?:)"
    r"|vers\.?-?nr\.?|n(?:[uú]mero|[º°])[ ]de[ ](?:afiliado|asegurado)|num[eé]ro[ ]d['’]assur[eé]e?)"
    rf"{_SIGN}{_CODE}"
)
_OPEN = gate.gated(
    rf"(?i)\b(?:member(?:ship)?{_WORD}{{1,2}}|member(?=[ ](?:\d{{6}}|(?-i:[A-Z]{{2,4}})[ \-]?\d{{4}}))"
    rf"|mem\.?[ ]?\#|policy{_WORD}|id[ ](?:no\b\.?|number)"
    rf"|adh(?:[ée]rente?)?(?:\.|(?=[ ]?:)){_WORD}?|n[°º][ ]?(?:d['’][ ]?)?adh[ée]rente?"
    rf"|certificate{_WORD}|contract{_WORD}|identification[ ]number){_SIGN}{_CODE}"
)
_INSURER = re.compile(
    r"(?i)\b(?:health[ ](?:insurance|plan|net)|medical[ ](?:insurance|plan)|dental[ ]plan|payer|copay"
    r"|co-pay|orthodon\w+|(?:lifetime|annual)[ ]max(?:imum)?"
    r"|deductible|coinsurance|in-network|rx ?bin|rxgrp|rx ?pcn|hmo|ppo|epo|hdhp"
    r"|blue[ ](?:cross|shield)|bcbs|aetna|cigna|humana|united ?healthcare|uhc|medicare|medicaid"
    r"|medi-cal|tricare|centene|bonitas|discovery[ ]health|momentum[ ]health|medihelp|medibank"
    r"|bupa|hcf|vhi|medical[ ]aid|health[ ]fund|sickness[ ]fund|explanation[ ]of[ ]benefits"
    r"|patient|diagnos[ie]s|icd-?10|cpt|primary[ ]care|subscriber|krankenkasse|mutuelle"
    # Everyday words and family names, as their insurers write them.
    r"|(?-i:GEMS|Kaiser|KAISER|Anthem|ANTHEM|Molina|MOLINA|Laya|LAYA))\b"
)
# A bare `ID` behind the name of a health insurer or of a kind of plan: `BCBS PPO, subscriber A. Lee, ID #`.
_OF_INSURER = gate.gated(
    r"(?i)(?<![^\W_])(?:blue[ ](?:cross|shield)|bcbs|aetna|cigna|humana|united ?health(?:care)?|uhc"
    r"|tricare|medicare|medicaid|highmark|regence|premera|delta[ ]dental"
    r"|(?-i:HMO|PPO|EPO|Kaiser|Anthem|Molina))(?![^\W_])"
    r"(?P<gap>(?:[^\d.;!?]|(?<=[ ](?-i:[A-Z]))\.){0,60}?)(?<![^\W_])"
    rf"(?-i:ID|Id)[ ]?(?:\#|no\b\.?|number)?[ ]?[:\#]?[ \t]{{0,3}}{_CODE}"
)
# What ends the field before that `ID`, or names the plan or the state.
_FIELD_ENDS = re.compile(
    r"(?:^|[,(|\n:–\-]|[ ]{2}|\b(?:PPO|HMO|EPO|[Mm]ember|[Ss]ubscriber|Gold|Plus|Choice"
    r"|Permanente|(?:of )?[A-Z]{2}))"
    r"[ ]{0,12}\Z"
)
_FEWEST_OF_ID = 6
# Insurers of other things.
_OTHER = re.compile(
    r"(?i)\b(?:auto|car|vehicle|home(?:owner)?s?|property|flood|pet|life|travel|gym|library|loyalty"
    r"|rewards?|frequent)\b"
)
# What names the insurer on the line of a number: other insurers may stand near.
_CARRIER = re.compile(
    r"(?i)(?<![^\W_])(?:carrier|health|subscriber|medical[ ](?:plan|insurance)|hmo|ppo"
    r"|blue[ ]cross)(?![^\W_])"
)
# The health cards of Canada's provinces, with the letters of their version: `OHIP 1234-567-890-AB`.
_PROVINCE = gate.gated(
    r"(?i)(?<![^\W_])(?:ohip|health[ ](?:card|number)|phn|carte[ ]sant[ée])(?![^\W_])"
    r"[^\d\n;!?]{0,40}?[ (:#]"
    r"(?P<code>(?-i:\d{4}[ \-]?\d{3}[ \-]?\d{3}[ \-]?[A-Z]{2}))(?![\w\-])"
)
_RECORD = gate.gated(
    rf"(?i)\b(?:(?:patient|pt)\.?[ ]?(?:id\b|\#)|(?:m\.?r\.?n|uhid)\b\.?(?:{_WORD})?"
    rf"|(?:hospital|clinic|patient|medical)(?:[ ][a-z]{{3,9}})?,?[ ](?:folder|file|card){_WORD}"
    rf"|medical[ ]record{_WORD}?|(?:hospital|chart|unit){_WORD}|nhs[ ](?:no\b\.?|number)"
    rf"|historia[ ]cl[ií]nica|n[º°]?[ ]?historia"
    rf"|patienten-?(?:nr\b\.?|nummer|id)|fall-?nummer|(?P<short>"
    r"chart(?=[ :#]{1,3}[A-Z]{0,3}-?\d{4})|mr[ ]?(?:\#|no\b\.?|num(?:ber)?\b)))"
    rf"{_WHOSE}{_SIGN}{_CODE}"
)
# `MR#` is also a merge request of programmers, whose words stand on its line.
_PATIENT = re.compile(
    r"(?i)\b(?:patients?|dob|d\.o\.b|date of birth|diagnos[ie]s|admitted|admission date|date of admission"
    r"|discharged?|physician)\b"
)
_MERGED = re.compile(
    r"(?i)\b(?:merg(?:e[ds]?|ing)|fix(?:e[ds]|ing)?|branch(?:es)?(?![ ]block)|commits?|pipelines?|rebased?"
    r"|review(?:er|ers|ed)?(?![ ]of[ ]systems)|refactor(?:s|ed|ing)?|deploy(?:s|ed|ment)?|repo(?:sitory)?)\b"
)
_MBI = re.compile(
    r"(?<![\w\-])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?![\w\-"
    r"])"
)
# The European health insurance card: 80, the country as ISO 3166 numbers it, the insurer and a serial number.
_CARD = gate.gated(
    r"(?<![\w\-./])80(?:040|056|100|191|196|203|208|233|246|250|276|300|348|352|372|380|428|438|440|442|470|528"
    r"|578|616|620|642|703|705|724|752|756|826)(?:\d{15}|[ ]?\d{5}[ ]?\d{5}[ ]?\d{5})(?![\w\-])"
)
_ALL = gate.together(_CARD, _SURE, _OPEN, _OF_INSURER, _PROVINCE, _RECORD)
_INSURED = re.compile(
    r"(?i)\b(?:ehic|team|ceam|tsek|ekvk|e?kuz|insur\w*|assur\w*|kranken\w*|karten?(?:-?n(?:r|ummer))?|card|carte"
    r"|tessera|tarjeta|versicher\w*|allerg\w*|kk|zorg\w*|health|sant[eé]|salute)\b"
)
_DIGITS = re.compile(r"\d")
# A date, a telephone, or a year is not one.
_NONE = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}|\(?\d{3}\)?[ .\-]\d{3}[ .\-]\d{4}|(?:19|20)\d\d")
_NEAR, _ON_LINE = 600, 120
_FEWEST = 4


def find(text: str) -> Iterator[Hit]:
    """Yield the numbers of insured people and of patients' records that labels announce."""
    shaped = "edicare" in text or "MBI" in text
    if not shaped and not _ALL.opened(text):
        return
    for match in _CARD.finditer(text):
        if _INSURED.search(text):
            yield Hit("HEALTH_INSURANCE_NUMBER", *match.span(), 0.9, "HealthInsuranceNumber", ("shape:0.90",))
    for match in _SURE.finditer(text):
        if _has_digits(match["code"]):
            yield _hit("HEALTH_INSURANCE_NUMBER", match, 0.9)
    for match in _OPEN.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        line = _line_of(text, match)
        insured = _INSURER.search(around) and not _OTHER.search(around)
        if _has_digits(match["code"]) and (insured or (_CARRIER.search(line) and not _OTHER.search(line))):
            yield _hit("HEALTH_INSURANCE_NUMBER", match, 0.8)
    for match in _OF_INSURER.finditer(text):
        few = len(_DIGITS.findall(match["code"])) < _FEWEST_OF_ID
        if not few and _FIELD_ENDS.search(match["gap"]) and not _OTHER.search(match["gap"]):
            yield _hit("HEALTH_INSURANCE_NUMBER", match, 0.8)
    for match in _PROVINCE.finditer(text):
        yield _hit("HEALTH_INSURANCE_NUMBER", match, 0.9)
    if shaped:
        for match in _MBI.finditer(text):
            yield Hit("HEALTH_INSURANCE_NUMBER", *match.span(), 0.9, "HealthInsuranceNumber", ("shape:0.90",))
    for match in _RECORD.finditer(text):
        if _has_digits(match["code"]) and (not match["short"] or _is_patients(text, match)):
            yield _hit("MEDICAL_RECORD_NUMBER", match, 0.9)


def _line_of(text: str, match: re.Match[str]) -> str:
    """Return the line of a match, as far as what stands near it."""
    low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _ON_LINE)
    stop = text.find("\n", match.end(), match.end() + _ON_LINE)
    return text[low : stop if stop >= 0 else match.end() + _ON_LINE]


def _is_patients(text: str, match: re.Match[str]) -> bool:
    """Return whether words of patients stand near a number, and none of programmers' on its line."""
    around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    low = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _ON_LINE)
    line = text[low : match.end() + _ON_LINE]
    ahead = line.find("\n", match.end() - low)
    merged = _MERGED.search(line if ahead < 0 else line[:ahead])
    return _PATIENT.search(around) is not None and merged is None


def _has_digits(code: str) -> bool:
    return len(_DIGITS.findall(code)) >= _FEWEST and not _NONE.fullmatch(code)


def _hit(entity: str, match: re.Match[str], score: float) -> Hit:
    name = "HealthInsuranceNumber" if entity == "HEALTH_INSURANCE_NUMBER" else "MedicalRecordNumber"
    return Hit(entity, *match.span("code"), score, name, (f"label:{score:.2f}",))
