"""Driver's licences behind a label: of the United States, and by other countries' words for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pii_sweep.detect.identifiers.national.label_gap import BETWEEN
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.detect.text.pattern.alternatives import group_by_letters

# Several states part their numbers by dashes: `V534-178-61-249-0`.
_STATED = r"(?:[ ]?\([A-Za-z. ]{2,20}\))?"
_NAMES = "|".join(
    map(
        re.escape, sorted({*lexicon.table("states")["names"].values(), *lexicon.table("states")["provinces"]})
    )
)


def _write_licence(names: str) -> str:
    """Return the pattern of a licence's label and number; `names` are of states, which issue identities."""
    return (
        r"(?<![A-Za-z])(?=[^\W\d_])"
        r"(?:(?i:(?:driver['’]?s?['’]?|driving|operator['’]?s?['’]?)[ ](?:licen[cs]e|lic\b\.?"
        r"|permit)|(?:temp(?:orary)?|learner['’]?s?['’]?|instruction(?:al)?|provisional)[ ]"
        r"(?:driving[ ]|driver['’]?s?[ ])?(?:permit|licen[cs]e)|tipic"
        r"|(?:dl|driver['’]?s?[ ]licen[cs]e)[ ]?/[ ]?(?:state[ ])?id"
        rf"|(?:state|{names})[ ]id(?:entification)?(?:[ ](?:card|as))?)"
        r"|(?:DLN?|D\.L\.|OLN|CDL(?:,?[ ][Cc]lass[ ][ABC])?)"
        r"(?![A-Za-z\d]))"
        rf"(?i:,?{_STATED}[ ]?(?:no|num|number|id|nbr|#)?\.?{_STATED}[ ]?[:#]?[ ]{{0,12}}(?:is[ ])?)"
        rf"(?P<state>(?:{_NAMES}),?[ ])?"
        r"(?:(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
        r"|V[AT]|W[AIVY])[ ]{1,3})?"
        r"(?P<number>WDL[A-Z\d*]{9}|[A-Z]{0,3}[ \-]?\d[\dA-Z]*(?:[ \-][\dA-Z]*\d[\dA-Z]*){0,5})(?![\w\-])"
    )


_LICENCE = gate.Gated(re.compile(_write_licence(group_by_letters([_NAMES]))), _write_licence(_NAMES))
# The state between the licence and its number: `his licence, Victoria 061 884 207`.
_OF_STATE = gate.gated(
    rf"(?<![^\W_])(?i:licen[cs]e),?[ ](?i:no\b\.?[ ])?(?:{_NAMES}),?[ :](?i:(?:no|number)\b\.?[ ])?"
    r"(?P<number>[A-Z]?[ ]?\d[\dA-Z]*(?:[ \-]\d[\dA-Z]*){0,5})(?![\w\-]|[.,/]\d)"
)
# Portugal's in short, in its own form: `carta L-1188203 4`.
_PORTUGUESE = gate.gated(
    r"(?<![^\W_])(?i:carta)(?i:[ ]n\.?[º°])?:?[ ](?P<number>[A-Z]{1,2}-\d{5,8}(?:[ ]\d)?)(?![\w\-]|[.,/]\d)"
)
# Letter and groups as several states have them, behind any licence: `his license, no. M239-715-92-995-0`;
# further on, where it is a driver's or somebody's, and the number is no program's, plate's or form's.
_DASHED = gate.gated(
    r"(?:(?i:licen[cs]e),?[ ](?i:(?:no|num|number|nr|#)\b\.?[ :#]{0,3})?"
    r"(?:of[ ](?:the[ ])?[a-z]{3,12}[ ]?:?[ ])?"
    r"|(?i:(?<![^\W_])(?:driver['’]?s?['’]?|driving|c?dl|his|her|my|your|their|our)[ ](?:[a-z]{2,12}[ ])?"
    r"licen[cs]e(?![^\d\n]{0,60}?(?<![^\W_])(?:keys?|software|plates?|parts?|forms?|fees?|serial)(?![^\W_])))"
    r"[^\d\n.;!?]{2,60}[ (:])"
    r"(?P<number>[A-Z]\d{2,3}(?:-\d{2,4}){2,4}(?:-\d)?)(?![\w\-])"
)
# `Führerschein B072RRE2I55`, `permis de conduire n° 880692310285`, `driving licence MORGA657054SM9IJ`.
_ABROAD = gate.gated(
    r"(?i:(?:(?<![^\W_])|(?=[運驾])|(?<![\u4e00-\u9fff])(?=免))"
    r"(?:driving[ ]licen[cs]e|f(?:ü|ue)hrerschein(?:s|es)?|permis[ ]de[ ]conduire"
    r"|permis[ ]de[ ]conducere|(?:permiso|carn[eé]|licencia)[ ]de[ ](?:conducir|conducci[oó]n)"
    r"|patente[ ]di[ ]guida|carta[ ]de[ ]condução|carteira[ ](?:nacional[ ])?de[ ]habilitação|cnh|rijbewijs"
    r"|praw(?:o|a|em)[ ]jazdy|körkort(?:et)?|kørekort(?:et)?|førerkort(?:et)?|ajokort(?:ti|in)"
    r"|vozačk(?:a|e|u|om)[ ]dozvol(?:a|e|u|om)|řidičsk(?:ý|ého|ým)[ ]průkaz(?:u|em)?"
    r"|vezetői[ ]engedély|sürücü[ ]belgesi"
    r"|водительск(?:ое|ого|ому|им)[ ]удостоверени(?:е|я|ю|ем)"
    r"|(?:δ[ιί]πλ(?:ωμα(?:τος)?|\.)|[αά]δεια(?:ς)?)[ ]οδ[ηή]γησης"
    rf"|(?:運転)?免許証?|驾驶证)(?![a-z])(?:[（(]?(?:登録|登记)?(?:番号|号码?))?{BETWEEN})"
    r"(?=(?:[A-Z]{0,5}[ \-/]?\d[ \-/.]?){4})(?P<number>[A-Z\d](?:[ \-/.]?[A-Z\d]){6,17})(?![\w\-]|[.,/]\d)"
)
# In short, of whoever drives: `driver gave his name, licence 061 428 357`; no word before it names another.
_SHORT = gate.gated(
    r"(?i)(?:[.,;:(][ ]|\b(?:his|her|their|my)[ ]|^)licen[cs]e[ ](?:(?:no|number|nr)\b\.?[ ]?)?[#:]?[ ]?"
    r"(?P<number>\d{3}[ ]\d{3}[ ]\d{3}|\d{7,10})(?![\w\-]|[ ]\d|[.,/]\d)",
    re.MULTILINE,
)
_ALL = gate.together(_LICENCE, _OF_STATE, _PORTUGUESE, _DASHED, _ABROAD, _SHORT)
_DRIVEN = re.compile(
    r"(?i)(?<![^\W_])(?:(?P<soft>driv(?:ers?|ing|es|en))|drove|rego|vehicle|at the wheel|motorist)(?![^\W_])"
)
# Programs are drivers, too, and have licences: `install the printer driver`, `my driver is up to date`.
_SOFTWARE = re.compile(
    r"(?i)(?<![^\W_])(?:software|firmware|kernel|windows|linux|install(?:s|ed|er|ing|ation)?|reinstall(?:ed)?"
    r"|downloads?|downloaded|setup|activat(?:e|ion)|usb|plug-?in"
    r"|(?:devices?|printers?|graphics?|video|audio|sound|display|network|wi-?fi|scanner|mouse|keyboard|gpu"
    r"|chipset|disk|storage|bluetooth|camera|jdbc|odbc|database|sql|data|event)[ \-]driv(?:ers?|en|es|ing)"
    r"|updat(?:e|ed|ing|es)[ ](?:[^\W\d_]+[ ]){0,2}drivers?"
    r"|drivers?[ ](?:(?:is|are|was|were|has|have|been|must|be)[ ]){0,3}(?:up[ \-]to[ \-]date|updated?"
    r"|outdated|versions?|loaded|missing))(?![^\W_])"
)
_AROUND = 240
# Britain's has the holder's surname, birth date and initials, and so needs no label: `MORGA 657054 SM9IJ`.
_BRITISH = re.compile(
    r"(?<![\w\-])(?=[A-Z]{2})[A-Z]{1,5}9{0,4}(?<=[A-Z9]{5})[ ]?"
    r"\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d[ ]?[A-Z][A-Z9][A-Z2-9][ ]?[A-Z]{2}(?![\w\-])"
)
_SIX = re.compile(r"[A-Z9]{5}[ ]?\d{6}")
_OF_DRIVER = re.compile(r"(?i)(?<![^\W_])(?:driv(?:er|ing)|dvla|licen[cs]e(?! key)|dl)(?![^\W_])")
_BEFORE, _BEHIND = 28, 24
# No state's licence has more digits (Maryland and New Jersey have the longest); numbers of parcels have.
_LONGEST = 16
_DATE = re.compile(r"\d{1,2}[/\-]\d{1,2}[/\-]\d{2,4}(?!\d)|(?:19|20)\d\d[/\-]\d\d[/\-]\d\d")


def find(text: str) -> Iterator[Hit]:
    """Yield the numbers of driver's licences of a text."""
    if not (_ALL.opened(text) or _SIX.search(text)):
        return
    for match in _LICENCE.finditer(text):
        number = match["number"]
        if 5 <= sum(map(str.isdecimal, number)) <= _LONGEST or number.startswith("WDL"):
            # Surer than that the state and the letter behind it are a name.
            score = 0.96 if match["state"] else 0.85
            yield Hit(
                "US_DRIVER_LICENSE", *match.span("number"), score, "DriverLicence", (f"label:{score:.2f}",)
            )
    for match in _ABROAD.finditer(text):
        if not _DATE.match(match["number"]):
            yield Hit("US_DRIVER_LICENSE", *match.span("number"), 0.85, "DriverLicence", ("label:0.85",))
    for match in _BRITISH.finditer(text) if _SIX.search(text) else ():
        if _is_of_thing(text, *match.span()):
            continue
        yield Hit("US_DRIVER_LICENSE", *match.span(), 0.9, "DriverLicence", ("shape:0.90",))
    for match in _SHORT.finditer(text):
        if _is_driven(text, max(0, match.start() - _AROUND), match.end() + _AROUND):
            yield Hit("US_DRIVER_LICENSE", *match.span("number"), 0.75, "DriverLicence", ("label:0.75",))
    for match in chain(_OF_STATE.finditer(text), _PORTUGUESE.finditer(text)):
        if sum(map(str.isdecimal, match["number"])) >= _FEWEST and not _is_of_firm(text, match.start()):
            yield Hit("US_DRIVER_LICENSE", *match.span("number"), 0.8, "DriverLicence", ("label:0.80",))
    for match in _DASHED.finditer(text):
        yield Hit("US_DRIVER_LICENSE", *match.span("number"), 0.8, "DriverLicence", ("label:0.80",))


def _is_of_firm(text: str, at: int) -> bool:
    """Return whether the word right before a licence is for a business, a program or a trade."""
    low = max(text.rfind("\n", 0, at) + 1, at - _BEFORE)
    return _BUSINESS.search(text, low, at) is not None


_BUSINESS = re.compile(
    r"(?i)(?<![^\W_])(?:software|business|liquor|medical|nursing|bar|contractor|building|export|import|dealer|trade|sales"
    r"|estate|gaming|cannabis|professional|firm"
    r"|company|plate)[ ]\Z"
)
_FEWEST = 5


def _is_driven(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text has a word for driving, which is no program's where it may be one."""
    found = [match["soft"] for match in _DRIVEN.finditer(text, start, end)]
    return not all(found) or (bool(found) and _SOFTWARE.search(text, start, end) is None)


def _is_of_thing(text: str, start: int, end: int) -> bool:
    """Return whether a word next to a number, in its line, says that it is a thing's."""
    line = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    if _OF_DRIVER.search(text, line, start):
        return False
    last = text.find("\n", end, end + _BEHIND)
    return _names_thing(text, line, start) or _names_thing(text, end, last if last >= 0 else end + _BEHIND)


def _names_thing(text: str, start: int, end: int) -> bool:
    """Return whether a part of a line has a word for a thing without a number of its own: `ref 4432`."""
    return any(
        _NUMBERED.match(text, one.end(), end) is None for one in _of_thing().finditer(text, start, end)
    )


@lru_cache(maxsize=1)
def _of_thing() -> re.Pattern[str]:
    """Compile words of what else has signs of that form: `Serial no ABCDE 912319 AB3CD`."""
    table = lexicon.table("national")
    words = "|".join((*table["references"], *table["things"]))
    return re.compile(rf"(?i)(?<![^\W_])(?:{words})(?:s|nr|number|nummer)?(?![^\W_])")


_NUMBERED = re.compile(r"(?i)[ ]?(?:(?:no|nr|number|id|nummer)\b\.?)?[ :#]{0,3}[A-Z]{0,4}[\-/]?\d")
