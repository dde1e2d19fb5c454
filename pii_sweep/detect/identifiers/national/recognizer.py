"""National identity, insurance and taxpayer numbers of persons outside the United States.

A number whose shape no other number has and whose check digits hold is one wherever it stands; all others
need a label of their country before them. Countries, labels and shapes are in `data/national.toml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from pii_sweep.detect.identifiers import speaker
from pii_sweep.detect.identifiers.national import chance, check, holder, insurance
from pii_sweep.detect.identifiers.national.label_gap import BETWEEN, NUMBERED
from pii_sweep.detect.text import digits, lexicon, national_label
from pii_sweep.detect.text.candidate import Hit


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of number: its country (ISO 3166-1), the labels before it, its shape, what checks it.

    `prose` ones have labels of running text, which as headers of columns name other numbers. `needs` is what
    labels of many things take besides, where no word for a number stands behind them: an `end` of the field
    behind the number, a `mark` before it as well, or a sign of its `holder`, or a word for a `pupil` near it.
    `proof` checks a column of them that nothing names, `shown` is the shape that makes a number one without a
    label, and `alone` how surely (0: never); a number with a wrong check digit must still have the `form`.
    """

    country: str
    labels: tuple[str, ...]
    shape: re.Pattern[str]
    holds: Callable[[str], bool] = field(repr=False)
    proof: Callable[[str], bool] = field(repr=False)
    shown: str = field(default="", repr=False)
    alone: float = 0.0
    form: Callable[[str], bool] | None = field(default=None, repr=False)
    entity: str = "NATIONAL_ID"
    prose: bool = False
    needs: str = ""


# A letter or figure that goes on; those of scripts without blanks between words do not.
_SIGN = r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3]"
# Decimals, thousands and a year go on with a number; behind the comma of a list stands one as long.
_GOES_ON = r"-|[./]\d|,(?!\d{6}|\d{2,3}[ .\-]\d{3})\d"
_MARKS = re.compile(r"[^A-ZÑ\d]")
_BETWEEN = re.compile(BETWEEN, re.IGNORECASE)
# Every number has such a run, and its label stands no further before it.
_RUN = re.compile(r"[\dA-Z](?:(?<=\d)(?:[ .\-/]?[\dA-Z]){4}|(?<=[A-Z])(?<![A-Z\d].)[A-Z]{2}\d{4}(?!\d))")
_REACH = 64
_LABELLED, _UNCHECKED = 0.93, 0.85
COLUMN = {
    "header": "|".join(lexicon.table("national")["column"]["header"]),
    "refuse": "type|date|issue|expir|country|status|count|url|image|photo|name",
    # `RO` and figures is a Romanian firm's number of value added tax.
    "shape": r"(?!\d{3}-\d\d-\d{4}(?!\S))(?!RO ?\d{2,10}$)"
    r"(?=(?:[^\d\n]{0,8}\d){5})[A-ZÑ\d](?:[ .\-/()]?[A-ZÑ\d]){5,22}[)]?",
    "headed": 0.5,
    "score": 0.9,
}


@lru_cache(maxsize=1)
def schemes() -> tuple[Scheme, ...]:
    """Return the kinds of numbers of `data/national.toml`."""
    return tuple(
        Scheme(
            row["country"],
            national_label.forms(row["labels"]),
            re.compile(_bound_shape(row["shape"])),
            _get_check(row["check"]),
            _get_check(row.get("proof", row["check"])),
            row.get("shown", ""),
            row.get("alone", 0.0),
            _get_check(row["form"]) if "form" in row else None,
            row.get("entity", "NATIONAL_ID"),
            row.get("prose", False),
            row.get("needs", ""),
        )
        for row in lexicon.table("national")["scheme"]
    )


def _bound_shape(shape: str) -> str:
    """Return the pattern of a shape that no letter or figure goes on with."""
    return rf"(?<!{_SIGN})(?<!-)(?:{shape})(?!{_SIGN}|{_GOES_ON})"


def _get_check(name: str) -> Callable[[str], bool]:
    """Return the function of a name that checks identities, or else taxes and insurance."""
    held: Callable[[str], bool] = getattr(check, name, None) or getattr(insurance, name)
    return held


def find(text: str) -> Iterator[Hit]:
    """Yield the numbers that a label announces, and those that shape and check digits give away."""
    if _RUN.search(text) is None:
        return
    text = digits.as_western(text)
    for start, end in chain.from_iterable(national_label.find(text, *window) for window in _windows(text)):
        label, between = text[start:end], _BETWEEN.match(text, end)
        at = between.end() if between else end
        if hit := (
            _read_labelled(text, at, label)
            or _read_grouped(text, at, label)
            or _read_further(text, end, label)
            or _read_column(text, end, label)
        ):
            yield hit
        else:
            yield from _read_answers(text, end, label)
    shown: Counter[Scheme] = Counter()
    for begin, pattern, some in _shapes():
        free = 0
        for first in begin.finditer(text):
            match = pattern.match(text, first.start()) if first.start() >= free else None
            if match is None:
                continue
            free, number = match.end(), _MARKS.sub("", match.group())
            for scheme in some:
                if re.fullmatch(scheme.shown, match.group()) and scheme.holds(number):
                    yield _hit(match, scheme, scheme.alone, "shape")
                    shown[scheme] += 1
                    break
    yield from chain.from_iterable(
        _find_siblings(text, scheme) for scheme, count in shown.items() if count >= _SHOWN
    )


def _read_labelled(text: str, at: int, label: str) -> Hit | None:
    """Return the number behind a label of one of its schemes, or else one that has the form alone.

    Who types a number, or reads it off a scan, gets a figure wrong now and then: it is the person's all the
    same, where no number of another kind has that label.
    """
    of_form: list[tuple[re.Match[str], Scheme]] = []
    for scheme in _of_label(label):
        match = scheme.shape.match(text, at) or _match_small(scheme, text, at)
        if match is None:
            continue
        number = _MARKS.sub("", match.group().upper())
        announced = _score_announced(text, at, label, match, scheme.needs)
        if announced and scheme.holds(number):
            score = _UNCHECKED if scheme.holds in check.UNCHECKED else _LABELLED
            return _hit(match, scheme, min(score, announced), "label")
        if not announced:
            continue
        typed = text[at - 1 : at] != "="  # no program mistypes
        if typed and (scheme.form(number) if scheme.form else _is_typed(number, label, match)):
            of_form.append((match, scheme))
    return _hit(*of_form[0], _MISTYPED, "form") if of_form else None


def _read_grouped(text: str, at: int, label: str) -> Hit | None:
    """Return the number behind a label of its scheme that is written in other groups: `118 774 062`.

    Without check digits only blanks part it, and its label is its own.
    """
    written = _GROUPED.match(text, at)
    if written is None or _DATED.match(text, at):
        return None
    ends = [at + gap.start() for gap in _GROUP_GAP.finditer(written.group())][1:] + [written.end()]
    for end in reversed(ends):
        number = _MARKS.sub("", text[at:end])
        for scheme in _of_label(label):
            if scheme.needs or scheme.shape.fullmatch(number) is None:
                continue
            free = scheme.holds in check.UNCHECKED
            plain = free and end == written.end() and len(number) >= _PLAIN and not _vague().fullmatch(label)
            if (plain and _BLANKS.fullmatch(text, at, end)) or (not free and scheme.holds(number)):
                return _hit_at(at, end, scheme, _UNCHECKED if free else _LABELLED, "label")
    return None


_GROUPED = re.compile(r"(?=[A-Z ]{0,8}\d)[A-Z\d]{1,8}(?:[ .\-/][A-Z\d]{1,8}){1,6}(?![\w\-]|[.,/]\d)")
_GROUP_GAP, _BLANKS, _PLAIN = re.compile(r"[ .\-/]"), re.compile(r"\d{2,6}(?: \d{2,6}){1,5}"), 8
_DATED = re.compile(r"\d{1,4}[./\- ]\d{1,2}[./\- ](?:\d{4}|\d{1,2})(?![ ]?\d)")


def _score_announced(text: str, at: int, label: str, match: re.Match[str], needs: str) -> float:
    """Return how surely a number behind a label of many things is its holder's: `patient no. 1234567`.

    Without a word for a number a sentence that goes on counts or names something else, `patient 1234567
    records`, `CI XB123456 failed`; eight figures may be a day; a label alone says less, and some say nothing
    without a word for pupils or persons near them.
    """
    begin = text.rfind(label, 0, at)
    if not needs:
        return 1.0
    if _is_of_thing(text, begin):
        return 0.0
    if needs == "holder" and not holder.is_held(text, begin, label, match):
        return 0.0
    if _NUMBERED.search(text, begin, at):
        return 1.0 if _COUNTED.match(text, match.end()) is None else 0.0
    if _DAY.fullmatch(match.group()) or _FIELD_ENDS.match(text, match.end()) is None:
        return 0.0
    if needs == "pupil":
        near = _pupil_word().search(text, max(0, begin - _NEAR), match.end() + _NEAR)
        return _COMMON if near is not None else 0.0
    return _COMMON if needs in ("end", "holder") or _MARK_BEFORE.search(text, begin, at) else 0.0


# So far from a number a word says whose it is.
_COMMON, _NEAR = 0.65, 300


@lru_cache(maxsize=1)
def _pupil_word() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![^\W_])(?:{'|'.join(lexicon.table('national')['pupils'])})(?![^\W_])")


def _is_of_thing(text: str, at: int) -> bool:
    """Return whether the word right before a label is a thing's: `Part CRN`, `Ticket-HN`."""
    before = _WORD_BEFORE.search(text, max(0, at - _WORD), at)
    return before is not None and before[1].lower() in _things()


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    table = lexicon.table("national")
    return frozenset((*table["things"], *table["machines"]))


_WORD = 16  # characters of the longest of these words, with what follows it
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)[ \-_]\Z")
_NUMBERED = re.compile(NUMBERED, re.IGNORECASE)
_MARK_BEFORE = re.compile(r"[:=#|(]")
_FIELD_ENDS = re.compile(
    r"[ \t]{0,3}(?:\Z|[\n,;)\]|/·\"'】）、。，；]|\.(?!\d)|[ ]{2}|\t|[–—(（-]"
    r"|(?:and|or|und|oder|et|ou|y|e|och|og|is)\b"
    r"|(?:[A-Z]{2,}|[A-Z][^\W\d_]+)[ ]?[:.])|[はがをのでと]"
)
_COUNTED = re.compile(r"[ ]?(?:[人名个個位件回枚]|명|(?:records?|rows?|samples?|cases|people|persons)\b)")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def _read_further(text: str, at: int, label: str) -> Hit | None:
    """Return the number of a label's scheme further on in its sentence, where its check digits hold.

    `Steuer-ID für den Antrag 47 036 892 816`, `BSN (wij hebben 111222333)`; or where it has a form that few
    other numbers have. Short labels that numbers of other kinds have stand next to it, or in capitals before
    groups of figures.
    """
    gap = _GAP.match(text, at)
    if gap is None or _begins_another(gap.group()):
        return None
    short = len(label) < _OWN and _vague().fullmatch(label) is not None
    marked = _MARKED.search(gap.group()) is not None
    if short and not (label.isupper() and (marked or _GROUPED.match(text, gap.end()))):
        return None
    for scheme in _of_label(label):
        match = None if scheme.prose else scheme.shape.match(text, gap.end())
        if match and (score := _score_apart(scheme, match, label, marked)):
            return _hit(match, scheme, score, "label")
    return None


_MARKED = re.compile(r"(?:[:：(（][ ]?|[ ](?:is|as|reads?|ist|lautet|est|es|è|é|är|er|jest)[ ])\Z")


def _score_apart(scheme: Scheme, match: re.Match[str], label: str, marked: bool) -> float:
    """Return how surely a number apart from its label is of its scheme: by its check digits, or its form.

    Or behind a mark or verb, where it is long or has letters: `PPSN for the child: 1234567TA`.
    """
    number = _MARKS.sub("", match.group())
    if scheme.holds not in check.UNCHECKED and scheme.holds(number):
        return _FURTHER
    formed = scheme.alone >= _BY_FORM and re.fullmatch(scheme.shown, match.group()) is not None
    formed = formed or (scheme.holds is not check.any_number and scheme.holds(number))
    if marked and scheme.form is not None and scheme.form(number):
        return _FORMED
    long = len(number) > _PLAIN or (len(number) >= _PLAIN and not number.isdecimal())
    formed = formed or (marked and long and not scheme.needs)
    return _FORMED if formed and _is_typed(number, label, match) else 0.0


_BY_FORM, _FORMED = 0.9, 0.75


def _read_answers(text: str, at: int, label: str) -> Iterator[Hit]:
    """Yield the numbers in the line of a talk that answers one in which their label stands.

    `Ann: and your BSN?`, and below it `Ben: 111222333`: whoever answers does so at a time or again, or has a
    known name.
    """
    answer = speaker.ANSWER.match(text, at)
    who = "" if answer is None else answer["who"] or ""
    if answer is None or _ENDS_NUMBERED.search(who + " "):
        return
    asked = text[text.rfind("\n", 0, at) + 1 : at - len(label)]
    questioned = "?" in text[at : answer.start("turn")] and (not who or speaker.is_part(who))
    talk = answer["time"] or not who or questioned or text.count(f"{who}: ") > 1 or speaker.is_named(who)
    if not talk or (":" not in asked and who):
        return
    stop = text.find("\n", answer.end())
    line = text[answer.end() : stop if stop >= 0 else len(text)]
    for scheme in _of_label(label):
        found = list(scheme.shape.finditer(text, answer.end(), answer.end() + len(line)))
        for match in found:
            number = _MARKS.sub("", match.group())
            alone = line.strip(" .!") == match.group()
            own = alone and (_vague().fullmatch(label) is None or questioned)
            sure = scheme.holds(number) if scheme.holds not in check.UNCHECKED else own
            sure = sure or (own and _is_typed(number, "", match))
            formed = scheme.form is not None and scheme.form(number)
            if sure or formed:
                yield _hit(match, scheme, _FURTHER if sure else _FORMED, "answer")
        if found:
            return


def _read_column(text: str, at: int, label: str) -> Hit | None:
    """Return the number alone on a line near below a label that ends its line, where its check digits hold.

    A page set in columns has the labels above one another, and their values behind them.
    """
    ends = _LINE_ENDS.match(text, at)
    if ends is None:
        return None
    for line in _LINES.finditer(text, ends.end(), ends.end() + _BELOW):
        for scheme in _of_label(label):
            if scheme.holds in check.UNCHECKED or scheme.prose:
                continue
            match = scheme.shape.match(text, line.start(1), line.end(1))
            if match and match.end() == line.end(1) and scheme.holds(_MARKS.sub("", match.group())):
                return _hit(match, scheme, _FURTHER, "label")
    return None


_LINE_ENDS = re.compile(rf"(?i)\.?(?:[ \-]?{NUMBERED}\.?)?[ ]?:?[ \t]{{0,4}}(?=\n)")
_LINES, _BELOW = re.compile(r"\n[ \t]{0,8}([A-Z]?\d[\dA-Z .\-/]{4,24}?)[ \t]{0,4}(?=\n|\Z)"), 160


def _begins_another(gap: str) -> bool:
    """Return whether what a comma or a conjunction parts from a label ends in a word for a number.

    `Steuer-ID des Kunden, Kundennummer 47036892816` next to `PESEL of patient and husband 44051401359`.
    """
    _, *parts = filter(str.strip, _PARTS.split(f"-{gap}"))
    few = len(parts[-1].split()) <= _FEW if parts else False
    return few and _ENDS_NUMBERED.search(parts[-1].rstrip() + " ") is not None


_FEW = 3  # words that name a number; more of them are a clause


_PARTS = re.compile(
    r"[,:(：，（]|[ ](?:and|or|und|oder|sowie|et|ou|y|e|og|eller|och|oraz|lub|nebo|és|vagy|și|sau|ve"
    r"|veya|ja|и|или|та|або|και|ή)(?=[ ])"
)
# What numbers of other kinds end with: `Kundennummer`, `customer no.`, `ref`, `Telefon`.
_ENDS_NUMBERED = re.compile(
    rf"(?i)(?:{NUMBERED}|(?:numm?er|nr|číslo|szám|номер)|(?<![^\W_])(?:ref(?:erence)?|r[ée]f[ée]rence|(?:tele|mobil|handy)\w{{0,8}}"
    r"|phone|tel|mobile|fax|móvil|cell|телефон|account|konto|compte|cuenta))\.?[ ]?\Z"
)
# Words of its sentence, up to the first figure and the letters before it.
_OWN = 6  # characters of a label that says enough by itself
_GAP, _FURTHER = (
    re.compile(r"(?=[^\d\n]{0,60}\d)[^\d\n.;!?。；！？]{2,54}?(?<=[ (:,：，（])(?=[A-Z]{0,6}\d)"),
    0.85,
)


def _is_typed(number: str, label: str, match: re.Match[str]) -> bool:
    """Indicate whether a number may be mistyped: no run of figures, and a label of its scheme's own."""
    figures = "".join(filter(str.isdecimal, number))
    head = figures[:-2]  # what checks stands behind it
    run = head in _RUNS or head[::-1] in _RUNS or len(set(figures)) < _DIFFERENT
    own = holder.is_canadian(match) if label in _CAPITALS else _vague().fullmatch(label) is None
    return not run and own


_CAPITALS = ("SIN", "NAS")  # Canada's, which are words in small letters
_MISTYPED, _DIFFERENT, _RUNS = 0.86, 4, "01234567890123456789"


@lru_cache(maxsize=1)
def _vague() -> re.Pattern[str]:
    """Return the pattern of labels that numbers of other kinds have, too."""
    return re.compile("|".join(lexicon.table("national")["vague"]), re.IGNORECASE)


def _find_siblings(text: str, scheme: Scheme) -> Iterator[Hit]:
    """Yield the numbers of a scheme that are written in another way than others in the same text.

    A mark is among their figures: `14177205-8` next to `7.890.620-0`.
    """
    if scheme.proof not in chance.CHANCES:
        return
    for match in scheme.shape.finditer(text):
        written = match.group()
        other = _MARK.search(written) and not re.fullmatch(scheme.shown, written)
        if other and scheme.holds(_MARKS.sub("", written)):
            yield _hit(match, scheme, scheme.alone - _LESS, "sibling")


_SHOWN, _LESS, _MARK = 3, 0.1, re.compile(r"[\-.]")


def _match_small(scheme: Scheme, text: str, at: int) -> re.Match[str] | None:
    """Return the match of a shape written in small letters, `48291736q`, where something checks it."""
    if scheme.holds is check.any_number:
        return None
    return _ignore_case(scheme.shape).match(text, at)


@lru_cache(maxsize=256)
def _ignore_case(shape: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(shape.pattern, re.IGNORECASE)


@lru_cache(maxsize=1024)
def announced(header: str) -> tuple[tuple[Scheme, str], ...]:
    """Return the schemes whose labels stand in a header, and those, whatever else it says: `CPR mor`."""
    found = (label.group() for label in national_label.pattern().finditer(header))
    every = ((scheme, label) for label in found for scheme in _of_label(label))
    return tuple(dict.fromkeys(one for one in every if not one[0].prose))


def read(scheme: Scheme, value: str) -> str:
    """Return the letters and figures of a value of a scheme's shape, in any spelling; others are empty.

    Marks between its figures may be missing or others, and its country's code may stand before it.
    """
    written = value.strip().upper().removesuffix(".0")
    bare = _SEPARATORS.sub("", written)
    forms = (written, bare, bare.removeprefix(scheme.country))
    return _MARKS.sub("", next(filter(scheme.shape.fullmatch, forms), ""))


def is_number(scheme: Scheme, value: str) -> bool:
    """Return whether a value is a number of a scheme, in any spelling."""
    number = read(scheme, value)
    return bool(number) and scheme.holds(number)


_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2015]")


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a label of a number may stand: before each run of figures."""
    low = high = -1
    for run in _RUN.finditer(text):
        if run.start() > high + _REACH:
            if high >= 0:
                yield low, high
            low = max(0, run.start() - _REACH)
        high = run.start() + 1
    yield low, high


@lru_cache(maxsize=1024)
def _of_label(label: str) -> tuple[Scheme, ...]:
    return tuple(one for one in schemes() if re.fullmatch("|".join(one.labels), label, re.IGNORECASE))


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[re.Pattern[str], re.Pattern[str], tuple[Scheme, ...]], ...]:
    """Compile the shapes that need no label: those that begin with a digit, and those with a letter.

    Before each stands a pattern of where they may begin, which is sought far sooner.
    """
    groups = []
    for first, digit in ((r"\d", True), (r"[A-Z]", False)):
        some = tuple(one for one in schemes() if one.shown and (one.shown[:2] in _DIGITS) is digit)
        shapes = "|".join(one.shown for one in some)
        begin = re.compile(rf"{first}(?<!{_SIGN}.)(?<![.\-/].)(?=[\dA-ZÑ.\-/+ ()]{{{_SHORTEST - 1}}})")
        pattern = re.compile(_bound_shape(shapes).replace("(?<!-)", r"(?<![.\-/])", 1))
        groups.append((begin, pattern, some))
    return tuple(groups)


_SHORTEST = 9  # characters of a shape that needs no label, at least
_DIGITS = frozenset({r"\d", "[1", "19", "75", "78"})


def _hit(match: re.Match[str], scheme: Scheme, score: float, how: str) -> Hit:
    return _hit_at(*match.span(), scheme, score, how)


def _hit_at(start: int, end: int, scheme: Scheme, score: float, how: str) -> Hit:
    reasons = (f"{how}_{scheme.country.lower()}:{score:.2f}",)
    return Hit(scheme.entity, start, end, score, "NationalNumber", reasons, None, {"country": scheme.country})
