"""Sensitive traits of a person: origin, belief, union membership, orientation, immigration status.

Racial or ethnic origin, citizenship or immigration status, religious or philosophical beliefs and union
membership are §1798.140(ae)(1)(D), sexual orientation is (ae)(2)(C). A text about a group says nothing of
a person: each phrase needs somebody near it, each label somebody in the text. All are candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.text import gate
from pii_sweep.detect.text.candidate import Hit

_SIGN = r"[\"']?[ \t]{0,3}[:=|][ \t]{0,3}[\"']?"
_END = r"(?=[ \t]*(?:[\n\r\"'|,;.)]|[ ]{2}|\t|$))"
_VALUE = rf"{_SIGN}(?P<value>[^\W_][\w .,/()'’&\-]{{0,60}}?){_END}"
# A pattern each, so that each has a gate of its own words.
_LABELS = {
    "origin": r"race(?:[ /_]{1,3}(?:and[ ])?ethnicity)?|ethnicity|ethnic[ _](?:group|origin|background)"
    r"|racial[ _]origin|national[ _]origin|ethnische[ ]herkunft|etnia|origine[ ]ethnique",
    "belief": r"religion|religious[ _](?:affiliation|preference|beliefs?|denomination)|denomination"
    r"|konfession|religionszugehörigkeit|religión",
    "union": r"union[ _](?:member(?:ship)?(?:[ _](?:no\.?|number|status))?|status|affiliation|local|name)"
    r"|gewerkschaft|afiliación[ ]sindical|syndicat",
    "sexual_orientation": r"sexual[ _](?:orientation|identity)|sexuelle[ ]orientierung|orientación[ ]sexual",
    "immigration_status": r"(?:immigration|citizenship|visa|residency)[ _](?:status|type|category|class)"
    r"|citizenship|work[ _]authori[sz]ation[ _](?:status|type)|aufenthalts(?:status|titel)"
    r"|estatus[ ]migratorio",
}
_LABELLED = {trait: gate.gated(rf"(?im)\b(?:{labels}){_VALUE}") for trait, labels in _LABELS.items()}
_PHRASES = (
    (
        "belief",
        r"(?:is|was|as)[ ]an?[ ](?:practi[cs]ing[ ]|devout[ ]|observant[ ])?(?:muslim|catholic|jew|jewish"
        r"|hindu|buddhist|sikh|protestant|mormon|baptist|methodist|lutheran|atheist)",
    ),
    (
        "belief",
        r"convert(?:ed)?[ ]to[ ](?:islam|christianity|judaism|catholicism|buddhism)|jehovah['’]s[ ]witness",
    ),
    ("union", r"(?:union|shop)[ ](?:steward|member(?:ship)?|rep(?:resentative)?|dues)"),
    (
        "union",
        r"member[ ]of[ ](?:the[ ])?(?:(?:\w+[ ]){0,3}union(?:[ ]local[ ]\d{1,4})?|teamsters|seiu|uaw|afscme)",
    ),
    (
        "sexual_orientation",
        r"(?:came[ ]out[ ]as|identif(?:y|ies|ied)[ ]as|(?:is|am|are|being)(?:[ ]openly)?)[ ](?:an?[ ])?"
        r"(?:gay|lesbian|bisexual|homosexual|queer|pansexual|asexual)\b"
        r"(?![ ](?:rights|pride|bar|community|marriage))",
    ),
    (
        "immigration_status",
        # of a person: functions and options are undocumented as well
        r"undocumented[ ](?:immigrant|migrant|alien|worker|student|person|parent|spouse|status)s?"
        r"|(?:I[ ]am|(?:s?he|client|patient|mother|father|parent|student|tenant|wife|husband|spouse|employee)"
        r"[ ](?:is|was))[ ]undocumented"
        r"|h-?1b[ ](?:visa|status)|f-?1[ ](?:visa|student|status)|green[ ]card[ ]holder"
        r"|asylum[ ]seeker|daca[ ]recipient|refugee[ ]status|permanent[ ]resident(?:[ ]status)?"
        r"|overstayed[ ](?:his|her|their|a)[ ]visa",
    ),
    (
        "origin",
        r"(?:is|was)[ ](?:of[ ])?(?:african[ \-]american|hispanic|latin[oa]|native[ ]american"
        r"|asian[ \-]american|pacific[ ]islander|roma|mixed[ ]race|(?:\w+[ ])?(?:descent|heritage|ancestry))",
    ),
)
_PHRASE = tuple((trait, gate.gated(rf"(?i)\b(?:{words})\b")) for trait, words in _PHRASES)
_ALL = gate.together(*_LABELLED.values(), *(phrase for _, phrase in _PHRASE))
# No answer, or what the label means in another field: `Race: 10 km`, `Union: SQL`.
_NOTHING = re.compile(
    r"(?i)\W*(?:no|none|n/?a|null|nil|false|unknown|not[ ](?:stated|specified|disclosed|applicable)"
    r"|prefer[ ]not.*|declined?.*|string|str|text|varchar.*|enum|optional|required|true/false|yes/no"
    r"|[_\-.]*)\W*"
)
_OTHER_FIELD = re.compile(
    r"(?i)\b(?:condition|hazard|km|miles?|marathon|5k|10k|grand prix|european|credit|select|left|right"
    r"|landscape|portrait)\b|^\d"
)
# A race is a contest and a hazard of threads too: behind that label stands an origin, or its code on forms.
_RACE = re.compile(r"(?i)\brace\b(?![ /_]{1,3}(?:and[ ])?ethnicity)")
_ORIGIN = re.compile(
    r"(?i)\b(?:white|black|african|asian|hispanic|latin[oaxe]?|caucasian|native|indigenous|indian|alaskan?"
    r"|pacific|islander|hawaiian|arab|middle eastern|jewish|roma|mixed|multi-?racial"
    r"|bi-?racial|two or more|chinese|korean|japanese|filipino|vietnamese|european|other)\b|^[WBAHIUO]$"
)
_TRADERS = ("sender", "merchant")
NEAR, LABELLED, PHRASE = 140, 0.75, 0.6


def may_state(text: str) -> bool:
    """Return whether a text may state a trait; False is certain."""
    return bool(_ALL.opened(text))


def find(text: str, hits: Sequence[Hit], *, about_person: bool = False) -> Iterator[Hit]:
    """Yield the traits that a text states of its people.

    `hits` are its other claims; `about_person` indicates that the rest of its object names a person.
    """
    if not may_state(text):
        return
    people = [hit.start for hit in hits if hit.entity == "PERSON" and hit.role not in _TRADERS]
    if not people and not about_person:
        return
    for trait, labelled in _LABELLED.items():
        for match in labelled.finditer(text):
            value = match["value"].strip()
            contest = _RACE.match(match.group()) and not _ORIGIN.search(value)
            if not contest and not _NOTHING.fullmatch(value) and not _OTHER_FIELD.search(value):
                yield _hit(trait, match.start("value"), match.start("value") + len(value), LABELLED)
    for trait, phrase in _PHRASE:
        for match in phrase.finditer(text):
            if any(abs(start - match.start()) < NEAR for start in people):
                yield _hit(trait, *match.span(), PHRASE)


def _hit(trait: str, start: int, end: int, score: float) -> Hit:
    return Hit("SENSITIVE_TRAIT", start, end, score, "SensitiveTrait", (f"{trait}:{score:.2f}",))
