"""Candidates for health information: terms, doses, measured values, codes, and what labels announce."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from pii_sweep.detect.health import speech, terms
from pii_sweep.detect.health.terms import ANALYTE, CONDITION, MEDICATION, PROCEDURE, Term
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.text import casing, digits, lexicon
from pii_sweep.detect.text.pattern import gate

DOSE, DIRECTED, VALUE, CODE, LABELLED, SECTION = "dose", "directed", "value", "code", "labelled", "section"
INJURY = "injury"
# What the second network reads, and the share from which it is a candidate.
READ, LEAST_READ = "read", 0.3


class Candidate(NamedTuple):
    """A stretch that may be health information; `weak` where other fields use such words too."""

    start: int
    end: int
    kind: str
    weak: bool = False


_UNIT = (
    r"(?:mg|mcg|µg|μg|ug|ml|mL|g|grams?|units?|iu|IU|IE|ui|UI|meq|mEq|%|puffs?|drops?|tabs?|tablets?|caps?"
    r"|capsules?)"
)
_AMOUNT = (
    rf"\d[\d.,]{{0,6}}(?:[ ]?[/\-][ ]?\d[\d.,]{{0,6}})?[ ]?{_UNIT}"
    r"(?:/(?:\d*[ ]?ml|mL|h|hr|day|kg|dose|actuation))?"
)
_DOSE = re.compile(rf"[ ]?(?:[A-Za-z]{{2,10}}[ ])?\(?{_AMOUNT}\b\)?")
_DOSED = re.compile(
    rf"(?<![\w\-])(?P<drug>[A-ZÀ-Ý][a-zà-ÿ]{{4,20}}(?:[ ](?:XR|ER|SR|HCl|HCT|DR"
    rf"|LA))?)[ ](?P<dose>{_AMOUNT})\b"
)
_SIG = re.compile(
    r"[ ,;]{1,3}(?:(?:\d{1,2}(?:[.,]\d)?[ ])?(?:tablets?|tabs?|capsules?|caps?|puffs?|drops?|comprim[ée]s?"
    r"|comprimidos?|tabletten?|po|p\.o\.|by[ ]mouth"
    r"|oral(?:ly)?|iv|im|sc|subcutaneous(?:ly)?|inhaled|topical(?:ly)?|bid|b\.i\.d\.|tid|t\.i\.d\.|qid|qd"
    r"|qhs|q\d{1,2}h|prn|daily|nightly|weekly|monthly"
    r"|(?:once|twice|three[ ]times|four[ ]times|1x|2x|3x)(?:[ ](?:a|per)[ ]day|[ ]daily|[ ]weekly)?"
    r"|every[ ](?:\d{1,2}[ ]hours|morning|evening|night|day)"
    r"|at[ ](?:bedtime|night)|with[ ](?:meals|food)|as[ ]needed|\d-\d-\d(?:-\d)?|t[äa]glich|morgens|abends"
    r"|par[ ]jour|matin(?:[ ]et[ ]soir)?|al[ ]d[ií]a"
    r"|cada[ ]\d{1,2}[ ]h(?:oras)?|x[ ]?\d{1,2}[ ]days|for[ ]\d{1,2}[ ]days)\b)",
    re.IGNORECASE,
)
_MEASURE = (
    r"(?:mg/d[lL]|g/d[lL]|g/[lL]|mmol/(?:[lL]|mol)|[µu]mol/[lL]|nmol/[lL]|pmol/[lL]|ng/(?:m[lL]|d[lL])"
    r"|pg/m[lL]|[µum]?IU/m[lL]|m[UI]{1,2}/[lL]|[UI]{1,2}/[lL]|K/[µu][lL]"
    r"|M/[µu][lL]|x?10[\^E*]?\d{1,2}/[µu]?[lL]|10\*\d/[µu]?[lL]|/[µu][lL]|cells/(?:[µu][lL]|mm3)|f[lL]|pg"
    r"|mEq/[lL]|m[lL]/min(?:/1\.73[ ]?m[²2])?|mm[ ]?/?Hg|bpm"
    r"|beats/min|breaths/min|kg/m[²2]|mm/hr?|copies/m[lL]|U/m[lL]|%|°[CF]|/min)"
)
_NUMBER = r"[<>≤≥]?[ ]?\d{1,6}(?:[.,]\d{1,3})?(?:[ ]?/[ ]?\d{2,3})?"
_FLAG = r"(?:[ \t]{0,8}\(?(?:H|L|HH|LL|[Hh]igh|[Ll]ow|HIGH|LOW|[Aa]bnormal|[Nn]ormal|[Cc]ritical)\b\)?)"
_MEASURED = re.compile(
    rf"[ \t]{{0,2}}(?:\([^)\n]{{1,20}}\))?[ \t]*[:=|,]?[ \t]*(?:was|is|of|at|to|level[ ]of"
    rf"|level)?[ \t]{{0,24}}{_NUMBER}(?:[ \t]{{0,12}}{_MEASURE}(?![A-Za-z]){_FLAG}?|{_FLAG})"
)
_PRESSURE = re.compile(r"[ \t]{0,2}[:=]?[ \t]*(?:was|is|of)?[ \t]{0,4}\d{2,3}/\d{2,3}\b(?:[ ]?mm[ ]?Hg)?")
_UNIT = (
    r"mg/d[lL]|g/d[lL]|mmol/[lL]|[µu]mol/[lL]|ng/m[lL]|pg/m[lL]|[µum]IU/m[lL]|m[UI]{1,2}/[lL]"
    r"|[UI]{1,2}/[lL]|K/[µu][lL]|10\^?\d/[µu]?[lL]|mEq/[lL]"
)
_HAS_UNIT = re.compile(_UNIT)
_MEASURED_ALONE = re.compile(
    rf"(?<![\w\-])(?P<what>[A-Za-zÀ-ÿ][\w \-,()/]{{1,40}}?)[ \t]*[:"
    rf"|]?[ \t]{{1,24}}(?P<value>{_NUMBER}[ \t]{{0,12}}"
    rf"(?:{_UNIT}))(?![A-Za-z])"
)
# A blood group behind its label, with its rhesus factor: `Blutgruppe: A Rh pos.`, `血型：O型`.
_FACTOR = (
    r"(?:[ ,]{0,2}\(?(?:(?:rh(?:esus)?|рез(?:ус)?)[. ]?[ ]?)?(?:d[ ]?)?\(?(?:[+−–\-](?!\w)|pos[a-zé]*\.?"
    r"|neg[a-zé]*\.?|полож\w*\.?|отриц\w*\.?|阳性|阴性|陽性|陰性)\)?)?"
)
_BLOOD = gate.gated_words(
    r"(?i)(?:",
    lexicon.table("health")["blood_groups"],
    r")(?![a-z])(?:[ ]?(?:[:：=|–\-]|is|ist|est|es|è|é|jest|on|är|er|это|は|是)(?![a-z])){0,2}[ \t]{0,4}"
    r"[\"'(]?(?-i:AB|[ABO0АВО]|АВ|(?:I{1,3}|IV)(?=[ (,.]))(?![^\W_a-z\u0e00-\uffff]|\d|['’])"
    rf"{_FACTOR}(?![a-z])[ ]?(?:型|형)?",
)
# ICD-10-CM: a letter, a digit, a digit or A or B, a point and up to four more (Official Guidelines, I.A.2).
_ICD = re.compile(r"(?<![\w.\-/])[A-TV-Z]\d[0-9AB]\.[0-9A-Z]{1,4}(?![\w\-])(?!\.\d)")
_ICD_LABELLED = gate.gated(
    r"(?:(?i:icd[ \-]?(?:9|10)?(?:[ \-]?(?:cm|gm))?|dx"
    r"|diagnos[ei]s?(?:schlüssel)?)(?i:[ ]code)?s?[ \t:#(]{1,4})(?P<code>[A-TV-Z]\d[0-9AB][0-9A-Z]{0,4})"
    r"(?![\w\-])"
)
_LABELLED_CODES = (
    ("loinc", re.compile(r"(?<![\w\-.])\d{3,5}-\d(?![\w\-])")),
    (
        "cpt",
        re.compile(
            r"(?i)\b(?:cpt|hcpcs|procedure)(?:[ ]?(?:4|ii))?(?:[ ]code)?s?[ \t:#(]{1,4}(?P<code>(?:\d{5}"
            r"|[A-V]\d{4}))(?!\w)"
        ),
    ),
    ("ndc", re.compile(r"(?<![\w\-])\d{4,5}-\d{3,4}-\d{1,2}(?![\w\-])")),
    ("snomed", re.compile(r"(?<![\w\-.])\d{6,18}(?![\w\-.])")),
)
# A health care information segment of an X12 claim: `HI*ABK:F3341` (005010X222A1, loop 2300).
_CLAIM_CODE = re.compile(r"(?<![A-Z])A?B[FJKN][:>^](?P<code>[A-TV-Z]\d[0-9AB][0-9A-Z]{0,4})(?!\w)")
# Values that say that nothing is known, not that nothing is wrong.
_EMPTY = re.compile(
    r"(?i)\W*(?:n/?a|(?:any|all|one)[ ]of[ ](?:the|these)[ ].*|the[ ]following.*|please[ ].*|list[ ].*"
    r"|none|null|nil|see[ ](?:below|above|attached).*|unknown|tbd|pending|not[ ]applicable|yes|no|same"
    r"|ditto|\d{1,3}|[_.\-\s]*|true|false|keine|aucune?s?|ninguna?)\W*"
)
_BULLET = re.compile(r"[ \t]*(?:[\-*•–·▪]|\(?\d{1,2}[.)]|#)?[ \t]*")
_LONGEST, _LINES, _SENTENCE = 110, 14, 60
_FIELD = re.compile(
    r"(?im)^(?P<head>[\w.@$\[\]/\- ]{0,100}?(?:condition|diagnos[ie]s|problem"
    r"|medication(?:codeableconcept)?|drug|allerg(?:y|ies|en)|allergyintolerance|substance|reaction"
    r"|manifestation|procedure|immunization|vaccine(?:code)?|observation|code|reasoncode|finding|symptoms?"
    r"|treatment|prescription|reason(?:[_ ]for[_ ]visit)?"
    r"|medical[_ ]?(?:history|conditions?))[\w.@$\[\]/\- ]{0,40}):[ ](?P<rest>[^\n]+)$"
)
_FIELD_TAIL = re.compile(
    r"(?i)(?:^|[.@_ ])(?:text|display|displayname|description|name|value|code|note|history|conditions?"
    r"|diagnos[ie]s|allerg(?:y|ies)|medications?|drug|prescription|symptoms?|treatment|procedure|vaccine"
    r"|reaction|problem)$"
)


def find(text: str, *, fields: bool = False) -> list[Candidate]:
    """Return the candidates of a text in their order; those within another one are left out.

    `fields` indicates lines of `path: value`, as records have them.
    """
    held = terms.find(text)
    hurt = [Candidate(one.start, one.end, INJURY, True) for one in speech.injuries(text)]
    blood = [Candidate(*match.span(), VALUE) for match in _BLOOD.finditer(text)]
    if not held and not hurt and not blood and not _may_hold_label(text, fields=fields):
        return []
    headings = [] if fields else list(_heading().finditer(text))
    heads = [match.span("head") for match in headings]
    held = [term for term in held if not any(low <= term.start < high for low, high in heads)]
    found = [*hurt, *blood, *_of_terms(text, held)]
    if digits.has_digit(text):
        found += (*_find_dosed(text), *_measured_alone(text), *_codes(text))
    found += _of_fields(text) if fields else _of_headings(text, held, headings)
    return _keep_outer(found)


def add_read(found: list[Candidate], said: Iterable[Entity]) -> list[Candidate]:
    """Return candidates with those that the second network reads where none of them is."""
    more: list[Candidate] = []
    for one in said:
        if one.label == "HEALTH" and one.sure >= LEAST_READ:
            behind = bisect_left(found, one.end, key=_get_start)
            if not behind or found[behind - 1].end <= one.start:
                more.append(Candidate(one.start, one.end, READ))
    return sorted([*found, *more]) if more else found


def _get_start(one: Candidate) -> int:
    return one.start


def _may_hold_label(text: str, *, fields: bool) -> bool:
    """Return whether a text without a term may hold labels or codes of health."""
    if not casing.words(text).isdisjoint(lexicon.words("health", "triggers")):
        return True
    return "HI*" in text or (fields and "resourceType" in text)


def _of_terms(text: str, held: Sequence[Term]) -> Iterator[Candidate]:
    for term in held:
        if term.kind == ANALYTE:
            value = _MEASURED.match(text, term.end) or (
                _PRESSURE.match(text, term.end) if text[term.start : term.end].lower() in _PRESSURES else None
            )
            if value:
                yield Candidate(term.start, value.end(), VALUE)
        elif term.kind == MEDICATION:
            dose = _DOSE.match(text, term.end)
            least = dose.end() if dose else term.end
            end = _end_of_directions(text, least)
            kind = DIRECTED if end > least else DOSE if dose else MEDICATION
            yield Candidate(term.start, end, kind, term.weak and kind == MEDICATION)
        else:
            yield Candidate(term.start, term.end, term.kind, term.weak)


_PRESSURES = frozenset({"bp", "blood pressure"})


def _end_of_directions(text: str, end: int) -> int:
    """Return where the directions behind a medication end: form, route, how often."""
    while more := _SIG.match(text, end):
        end = more.end()
    return end


def _find_dosed(text: str) -> Iterator[Candidate]:
    """Yield unlisted medications with a dose and directions."""
    for match in _DOSED.finditer(text):
        end = _end_of_directions(text, match.end())
        if end > match.end():
            yield Candidate(match.start(), end, DIRECTED)


def _measured_alone(text: str) -> Iterator[Candidate]:
    """Yield values in units of a laboratory behind an unlisted name."""
    # Each of the units has a stroke; what stands before one is sought where there is one.
    for match in _MEASURED_ALONE.finditer(text) if "/" in text and _HAS_UNIT.search(text) else ():
        yield Candidate(match.start(), match.end(), VALUE)


def _codes(text: str) -> Iterator[Candidate]:
    for match in _ICD.finditer(text):
        yield Candidate(*match.span(), CODE)
    for match in chain(_ICD_LABELLED.finditer(text), _CLAIM_CODE.finditer(text)):
        yield Candidate(*match.span("code"), CODE)
    small = casing.lower(text)
    for word, pattern in _LABELLED_CODES:
        if word in small:
            for match in pattern.finditer(text):
                yield Candidate(*match.span("code" if "code" in match.re.groupindex else 0), CODE)


@lru_cache(maxsize=1)
def _heading() -> gate.Gated:
    alternatives = "|".join(
        re.escape(phrase).replace(r"\ ", "[ ]")
        for phrase in sorted(lexicon.table("health")["headings"], key=len, reverse=True)
    )
    return gate.gated(
        rf"(?im)^[ \t#*>|\-\d.()•]{{0,8}}(?P<head>{alternatives})(?:[ \t]*\([^)\n]{{1,30}}\))?[ \t*]*"
        r"(?:(?P<sign>[:：|]|[ ][\-–—][ ]|\t|[ ]{2,})[ \t*]*(?P<rest>[^\n]*)|$)"
    )


_INLINE = gate.gated(
    r"(?i)(?<!\w)(?:diagnosed[ ]with|diagnosis[ ](?:of|is|was)|diagnos(?:is|es)[ ]?:|dx[ ]?:|treated[ ]for"
    r"|treatment[ ](?:for|of)|suffer(?:s|ed|ing)?[ ]from|allergic[ ]to"
    r"|allerg(?:y|ies)[ ]?(?:to|:)|history[ ]of|hx[ ]of|positive[ ]for|complain(?:s|ed|ing)[ ]of"
    r"|prescribed|medical[ ]history[ ]?:|recovering[ ]from|surgery[ ](?:for|on)"
    r"|leidet[ ]an|diagnose[ ]?:|wegen|souffre[ ]d['’e]|atteinte?[ ]d['’e]|diagnosticad[oa][ ](?:de|con)"
    r"|padece|alérgic[oa][ ]a|allergique[ ](?:à|aux?))[ ]{1,2}"
    r"(?:an?[ ]|the[ ]|her[ ]|his[ ]|my[ ]|una?[ ]|einer?[ ])?(?P<what>[^\n.;:!?]{3,90})"
)
_STOP = re.compile(
    r"(?i)[,(]|[ ](?:and[ ](?:was|is|has|she|he|i|will)|on|since|at|in|last|by|after|when|who|which|but|so"
    r"|because|this|next|for|during|from|while|until|she|he|i)\b"
)


def _of_headings(text: str, held: Sequence[Term], headings: Iterable[re.Match[str]]) -> Iterator[Candidate]:
    """Yield what stands behind or below a record's headings, and behind phrases that announce a condition."""
    plain = lexicon.words("health", "plain_headings")
    for match in headings:
        weak = match["head"].lower() in plain
        if match["sign"] and match["rest"].strip():
            yield from _value(text, match.span("rest"), LABELLED, weak, held)
        else:
            yield from _take_lines_below(text, match.end(), weak, held)
    for match in _INLINE.finditer(text):
        stop = _STOP.search(text, match.start("what"), match.end("what"))
        end = stop.start() if stop else match.end("what")
        if end - match.start("what") >= 3:
            yield from _value(text, (match.start("what"), end), LABELLED, True, held)


def _take_lines_below(text: str, start: int, weak: bool, held: Sequence[Term]) -> Iterator[Candidate]:
    """Yield the lines below a heading up to an empty line, another heading, or a line of running text."""
    at = text.find("\n", start) + 1
    for _ in range(_LINES if at else 0):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at:stop]
        if not line.strip() or _heading().pattern.match(text, at):
            return
        yield from _value(text, (at, stop), SECTION, weak, held)
        at = stop + 1
        if at >= len(text):
            return


def _value(
    text: str, place: tuple[int, int], kind: str, weak: bool, held: Sequence[Term]
) -> Iterator[Candidate]:
    """Yield a value without its bullet; of a long one, the terms say what it holds."""
    start, end = place
    start = _BULLET.match(text, start, end).end()  # type: ignore[union-attr]  # it matches nothing, too
    end = start + len(text[start:end].rstrip(" \t.;,|"))
    if end - start < 3 or end - start > _LONGEST or _EMPTY.fullmatch(text, start, end):
        return
    inside = [term for term in held if start <= term.start and term.end <= end]
    if inside and end - start > _SENTENCE:
        return
    yield Candidate(start, end, kind, weak and not inside)


# A field of what was measured, with a unit or a flag behind the figure.
_RESULT_FIELD = re.compile(
    r"(?im)^[\w ./()\-]{0,60}?\b(?:results?|value|ergebnis|résultat|resultado)\b[\w ./()\-]{0,40}:[ ]"
    rf"(?P<rest>[<>≤≥]?[ ]?\d[\d.,]*)(?-i:(?=[^\n]*(?:\n\s*)?[^\n]*?(?:{_MEASURE}|\b(?:H|L)\b)))"
)


def _of_fields(text: str) -> Iterator[Candidate]:
    for match in _RESULT_FIELD.finditer(text):
        yield Candidate(*match.span("rest"), VALUE)
    for match in _FIELD.finditer(text):
        rest = match["rest"].strip()
        if (
            _FIELD_TAIL.search(match["head"].strip())
            and re.search(r"[^\W\d_]{3}", rest)
            and "://" not in rest
            and len(rest) <= _LONGEST
        ):
            weak = not re.search(
                r"(?i)condition|diagnos|medication|allerg|vaccine|immuniz|symptom|prescription|problem",
                match["head"],
            )
            if not _EMPTY.fullmatch(rest):
                yield Candidate(
                    match.start("rest"), match.start("rest") + len(match["rest"].rstrip()), LABELLED, weak
                )


_ORDER = {
    VALUE: 0,
    DIRECTED: 0,
    DOSE: 0,
    LABELLED: 1,
    CODE: 2,
    SECTION: 3,
    CONDITION: 4,
    MEDICATION: 4,
    PROCEDURE: 4,
    INJURY: 5,
}


def _keep_outer(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that lie in no other: the longer of two, of equals the surer kind."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda item: (item.start, -item.end, item.weak, _ORDER[item.kind])):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept
