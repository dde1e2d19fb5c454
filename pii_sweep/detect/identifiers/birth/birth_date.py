"""Dates of birth in running text, forms, records, changes and conversations: by the words before them."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from pii_sweep.detect.identifiers.birth import age, figure_of_speech
from pii_sweep.detect.text import casing, digits, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate
from pii_sweep.resources import labels_of

_YEAR, _YEAR_DIGITS = r"(?:(?:19|20)\d{2})", 4
# A month is any word: what a label of birth announces is no count of anything else.
_MONTH = r"[^\W\d_]{3,10}"
_SHORT_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
DATE = (
    rf"(?<!\d)(?:\d{{1,2}}[ ]?[/.\-][ ]?\d{{1,2}}[ ]?[/.\-][ ]?(?:19|20)?\d{{2}}"
    rf"|{_YEAR}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}|(?:19|20)\d{{6}}|{_MONTH}\.?[ ](?:the[ ])?\d{{1,2}}(?:st|nd"
    rf"|rd|th)?,?[ ](?:{_YEAR}|['’]\d\d)|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?[ \-]?(?:of[ ]"
    rf"|de[ ])?{_MONTH}\.?,?[ \-]?(?:de[ ]|del[ ])?{_YEAR}"
    rf"|\d{{1,2}}[\-/]{_MONTH}[\-/](?:19|20)?\d\d|{_YEAR}\.?[ \-]{_MONTH}\.?[ \-]\d{{1,2}}"
    rf"|{_YEAR}\.[ ]\d{{1,2}}\.[ ]\d{{1,2}}|\d{{1,2}}/\d{{1,2}}[ \-]{_YEAR}"
    # Run together, as airlines and hirers write it: `16JUN81`.
    rf"|\d{{1,2}}{_SHORT_MONTH}(?:19|20)?\d\d|{_YEAR}{_SHORT_MONTH}\d\d)(?![\w]|[/.\-]\d)"
    r"|(?:明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR])[ ]?(?:\d{1,2}|元)"
    r"(?:[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日|[./]\d{1,2}[./]\d{1,2}(?![\w./]))"
    rf"|(?<!\d){_YEAR}[ ]?[年년][ ]?\d{{1,2}}[ ]?[月월][ ]?\d{{1,2}}[ ]?[日일]"
)
_VERBS: Sequence[str] = lexicon.table("birth_labels")["verbs"]
_LABELS = (*lexicon.table("birth_labels")["labels"], *_VERBS, *map(re.escape, labels_of("birth")))
_VERB = re.compile(rf"(?i)(?:{'|'.join(_VERBS)})(?![^\W\d_])")
# Japanese and Korean write particles right behind it.
LABEL = rf"(?<![^\W_])(?:{'|'.join(_LABELS)})(?![^\W\d_ぁ-ん은는이가을를])"
# Where a label begins: patterns that begin with one are tried there alone.
_BEGINNINGS = gate.gated_words(r"(?i)(?=(?<![^\W_])(?:", _LABELS, r")(?![^\W\d_ぁ-ん은는이가을를]))")
# A place of several words has capitals: `Saint-Étienne`, `Reggio Emilia (RE)`, `Frankfurt am Main`.
_CAPITAL = r"(?-i:[^\W\d_a-zß-öø-ÿ])"
_PART = rf"{_CAPITAL}[^\W\d_]*(?:['’\-][^\W\d_]+){{0,4}}\.?"
_SMALL = r"(?:de|del|della|di|da|do|du|la|le|les|sur|sous|am|an[ ]der|im|upon|on|of|nad|pod|y|i|und|d['’])"
_TOWN = rf"{_PART}(?:[ ](?:{_SMALL}[ ])?{_PART}){{0,3}}"
_CODED = r"(?:[ ]?\([^\W_][^()\n]{0,23}\))?"
TOWNS = rf"{_TOWN}{_CODED}(?:,[ ]{_TOWN}{_CODED}){{0,2}}"
_IN = r"(?:in|at|à|aux?|en|a|ad|w|we|v|ve|u|em|i|på|te|în|la|nel|nella|в|у|във?)"
# Few small words between, and the place: `born in Lyon on`, `is`, `(dd/mm/yyyy)`, `: Leeds, `.
_BETWEEN = (
    r"[はがの은는이가]?、?"
    r"(?:\([^\W\d_]{1,2}\))?"
    r"(?:[ ](?:of|de|des|du|der|del|della|do|da|van)[ ][^\n:.;?\d]{2,32}(?=[ ]?:))?"
    r"(?:[ ][\u0590-\u06ff ]{2,32}(?=[ ]?:))?"
    rf"(?:[ ]?\([dmyjatg/.\- ]{{6,12}}\))?(?:[ ]{_IN}[ ](?:{TOWNS}|[^\W\d_][^\W\d_'’\-]{{1,20}}))?,?"
    r"(?:[ ](?:on|is|was|ist|est|es|è|é|am|a|na|на|στις|την|le|el|il|op|em|den|dne|dňa|dnia|dana|d\.|no|=|la"
    r"|pe|d[ií]a|(?:la|în|in)[ ]data(?:[ ]de)?)"
    r"(?:[ ]the)?(?=[ :])){0,2}"
    rf"(?:[ ]?[:：][ ]{{1,2}}(?:{_IN}[ ])?{TOWNS}[ ]?"
    r"(?:[,;/–\-]|[ ](?:on|am|le|el|il|em|den|dne|dnia)(?=[ ]))[ ]?)?"
    r"[ \t\u3000:：=\-\"'.…_|*`>]{0,60}(?:\n[ \t:|\-*\"']{0,12}){0,2}"
)
# Parted by blanks alone, as cards and forms print it; anywhere else such figures are no date.
_DAY_OF_MONTH = r"(?:0[1-9]|[12]\d|3[01])[ ](?:0[1-9]|1[0-2])"
_MONTH_AND_DAY = r"(?:0[1-9]|1[0-2])[ ](?:0[1-9]|[12]\d|3[01])"
_SPACED = (
    rf"(?<!\d)(?:(?:{_DAY_OF_MONTH}|{_MONTH_AND_DAY})[ ](?:19|20)\d\d|(?:19|20)\d\d[ ]{_MONTH_AND_DAY})"
    r"(?![\w]|[ /.,\-]\d|[ ][^\W\d_])"
)
_LABELLED = re.compile(rf"(?i){LABEL}{_BETWEEN}({DATE}|{_SPACED})")
# Short words and signs of birth, sought by their point, which few words have.
_SHORT_WORDS = [
    *("b", "f", "n", "s", "nar", "ur", "geb", "gim", "szül", "synt"),
    *("р", "рожд", "род", "нар", "γεν", "γενν"),
]
_SIGNED = re.compile(
    "|".join([r"[*°.](?:(?<=[*°])", *(rf"(?<=[ ,;(\n](?i:{word})\.)" for word in _SHORT_WORDS)]) + ")"
)
# Right behind a name, in short: `Karl Weiss, * 14.03.1985`, `Anna Berg (f. 1985-03-14)`.
_SHORT = re.compile(
    r"(?i)(?<=[^\W\d_])(?:,?[ ]|,?[ ]?\()"
    rf"(?:[*°][ ]?|(?P<short>{'|'.join(_SHORT_WORDS)})\.[ ]?"
    rf"(?:(?:el|le|il|em|am|den|on|op|dne|στις|la)[ ])?)({DATE})"
)
_NAME = re.compile(rf"(?<![^\W_])(?:{_PART}[ ]){{1,3}}{_CAPITAL}[^\W\d_]+(?:['’\-][^\W\d_]+)?$")
_LONGEST_NAME = 64
# What stands behind it: `14.08.1987 г.р.`, `1991年7月12日生`.
_THEN = gate.gated(
    rf"(?i)({DATE})(?:[ ]?г\.[ ]?р\.|[ ]?года[ ]рождения|[ ]?р\.[ ]?н\.|[ ]?生(?:まれ)?(?!産|成|活)"
    rf"|(?:{'|'.join(lexicon.table('birth_labels')['behind'])}))"
)
# Short words for births that nothing else is, and the sign that Belgium writes: `class 2, b. Nov. 3, 2015`.
_SHORTENED = gate.gated(
    rf"(?i)[,;(\n][ ]?(?:(?P<b>b)\.|(?:geb|ur|nar|szül|gim)\.|(?P<sign>°))[ ]?({DATE})"
    r"(?=[ ]{0,3}(?:[,;)\n]|\Z|\.\s))"
)
# Right behind the name of a paper's patient, pupil or insured: `Patient: Ann Porter, 14.03.1961`.
_OF_PERSON = gate.gated_words(
    r"(?im)^[ \t•*\-]{0,8}(?:",
    lexicon.table("birth_labels")["persons"],
    rf")[ ]?[:：][ \t]{{0,8}}(?P<who>(?-i:(?:{_CAPITAL}[^\W\d_]*(?:['’\-][^\W\d_]+)?\.?[ ]?){{2,5}}))[,(]"
    rf"[ ]?(?P<day>{DATE})",
)
# Titles of other scripts have one capital, so that several are a name.
_SEVERAL, _LATIN = 5, "\u036f"
# Items of a list and degrees, where a short word or a sign is none of birth: `a. 1 May, b. 2 May`, `20°`.
_ITEM, _DEGREES = re.compile(r"(?i)(?<![^\W_])[ac]\.[ ]?[\d\w]"), re.compile(r"\d[ ]?°")
# Behind a name, as genealogists write it: `Anna Keller *14.03.1984`, `Keller, b. 3/14/84`.
_STARRED = gate.gated(
    rf"(?<![^\W_])(?-i:[A-ZÀ-ÞĀ-ŽΑ-Я])[^\W\d_]+[,;]?[ ]?(?:[(]?\*[ ]{{0,2}}|[,(][ ]?(?:b|n|ur|nar"
    rf"|geb)\.[ ])({DATE})"
)
# A cell that says no more: `Jg. 1990`, `b. 3/14/84`; a volume of a journal is followed by its number.
_ALONE = gate.gated(
    rf"\A[ ]{{0,4}}(?:(?:Jg|JG|Jahrg|Jahrgang|rocznik|årg|årgang|årgång)\.?[ ]?(?=\d{{4}}[ ]{{0,4}}\Z)"
    rf"|[bB*][.]?[ ]?)"
    rf"({DATE}|{_YEAR})[ ]{{0,4}}\Z"
)
# Family trees (GEDCOM): `1 BIRT`, and below it `2 DATE 26 NOV 1958`, its place before or behind.
_TREE = gate.gated(
    rf"(?m)^[ ]{{0,12}}1 BIRT\b[^\n]{{0,4}}\n(?:[ ]{{0,12}}2 (?!DATE)[A-Z]{{3,5}}\b[^\n]{{0,120}}\n){{0,4}}"
    rf"[ ]{{0,12}}2 DATE (?:(?:ABT|EST|CAL) )?({DATE})"
)
# What became of it: `"changes":["birth_date"],"new":"1970-11-19"`, `dob: 1970-11-19 -> 1970-11-20`.
_KEY = (
    r"[\])}\"'\s,;:=>]{0,8}(?:new|old|to|from|value|after|before|was|now)(?:[ _]?value)?[\"']?[ ]?[:=]"
    r"[ ]?[\[\"']{0,2}"
)
_CHANGED = re.compile(rf"(?i){LABEL}[\"']?{_KEY}({DATE})(?:[\]\"'}}]{{0,2}},?[ ]?[\"']?{_KEY}({DATE}))?")
_BECAME = re.compile(rf"(?i)[\"']?[ ]{{0,3}}(?:->|=>|→|to|changed to|now)[ ]{{0,3}}[\"']?({DATE})")
# Of somebody else, who stands in the same field: `09.10.1979 / 22.03.1975`, `1979-10-09 and 1975-03-22`.
_ALSO = re.compile(
    rf"(?i)[ ]?(?:[/|&+;]|and|und|et|y|e|i|og|och|en|ja|a|és|și|ve|и|та|και)[ ]({DATE})"
    r"(?=[ \t]*(?:[\n\t.;)|/&+]|\Z))"
)
_NEXT_COLUMN = re.compile(rf"(?i)(?:[ ]{{3,60}}|\t+)({DATE})[ \t]*(?:\n|\Z)")
# The line of a label says whose births the lines below it hold: `Children (name, date of birth)`.
_HEADED = re.compile(rf"(?im){LABEL}[ ]?[)\]]?[ ]?:?[ \t]{{0,4}}$")
_COLUMNS, _LABEL_AND_TWO = re.compile(r"[ ]{3,60}|\t+"), 3
# The label heads a column of a table in text, whose cells stand apart: the lines below hold a date in it.
_CELL = re.compile(rf"(?im){LABEL}[ ]?(?:\([^()\n]{{1,12}}\))?(?=[ ]{{2,60}}[^\s]|\t|[ \t]*$)")
_APART_CELLS, _ROWS, _LONGEST_HEAD = re.compile(r"[ ]{2,}|[ ]?\t[ ]?"), 200, 400
_WHOLE = re.compile(rf"\(?({DATE})\)?")
_GAPS = re.compile(r"[ ,;/()–\t]+")
_WORD, _WORDS = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’\-][^\W\d_]+){0,3}\.?"), 6
_BORN_LINE = re.compile(
    rf"\n[ \t•*–\-]{{0,8}}([^\d\n]{{2,64}}?)[ ,:;(–\-\t]{{1,8}}({DATE})\)?[ \t]{{0,4}}(?=\n|\Z)"
)
# A date right behind a name, and how many of such make a list of births: as far apart as births are.
_BEHIND = re.compile(rf"(?:,?[ ]{{1,30}}|[ ]?[,;|(][ ]?|\t[ ]?)({DATE})")
# How far behind a name a line is looked at.
_NEAR = 120
_ANY = re.compile(rf"({DATE})")
_FEWEST_CELLS = 3
_FEWEST, _APART, _MEDIAN, _OLDEST, _ADULT = 5, 25, 20, 105, 18
# Whose it is or where it stands, between the label and the date: `your date of birth as per file 02.03.1971`.
_SAYS = (
    r"(?:as[ ]per|per|according[ ]to|laut|gemäß|lt\.|selon|según|secondo|segundo|volgens|podle|zgodnie[ ]z|a"
    r"[ ]szerint)"
)
_WHICH = r"(?:for(?![ ]wh)|that|which|we|you|que|qui|che|di[ec]|das|dat|den|som|który|którą|kterou?|które)"
# Of the day of a paper or a rule: `as per our policy of 02.03.2021`.
_DATED = re.compile(
    r"(?i)(?<![^\W_])(?:of|from|dated|vom|von|du|del|dal|de|da|do|van|dd|af|av|från|ze?|od"
    r"|от|від)\.?[ ]\Z"
)
# By when something is due, and what the date begins: `date of birth for the visa before May 4`.
_TERM = (
    r"(?:by|before|until|on|at|since|from|after|due|entry|start|cut|age|grade|wh[^\W\d_]*|bis|vor|zum|ab"
    r"|avant|d[èe]s|antes|hasta|entro|dal|voor|tot)(?![^\W_])"
)
# `the date of birth we hold (1971-03-02)`, `Ihr Geburtsdatum – im Bogen steht 02.03.1971`.
_HELD = re.compile(
    rf"(?i){LABEL}(?:[ ]{_SAYS}[ ][^\n.?!;:\d]{{2,40}}?[ ]|[ ]{_WHICH}[ ][^\n.?!;:\d]{{2,40}}?[ ]?[:–][ ]"
    rf"|[ ](?:for|für|pour|para|per|voor)[ ](?:(?!{_TERM})[^\W\d_]{{2,14}}[ ]){{1,3}}"
    rf"|[^\n.?!;\d]{{1,48}}(?:\((?=[^()\n]{{6,20}}\))"
    r"|\b(?:(?:passed|sent|read|put|noted|wrote)(?:[ ](?:on|over|down|out))?"
    r"|(?:have|has|got|gave|given)(?:[ ](?:down|you))?|is|was|as|says?|shows?|states?"
    rf"|reads?|steht|lautet|ist"
    rf"|figure|consta|risulta|staat)[ ]))({DATE})"
)
# A grid of two columns: the label heads the second, the date stands behind somebody's name below it.
_GRID = re.compile(rf"(?im){LABEL}[ ]{{0,3}}\n[^\n:\d]{{2,48}}:[ ]{{1,3}}({DATE})[ ]{{0,3}}$")
# A label alone on its line, and the only date that is alone on one: a page set in columns parts them.
_LONE = gate.gated(rf"(?im)^[ \t]{{0,12}}{LABEL}[ ]?:?[ \t]{{0,4}}$")
_LINE = re.compile(rf"(?m)^[ \t]{{0,12}}({DATE})[ \t]{{0,4}}$")
# As programs and templates write them: `datetime.date(1984, 3, 12)`, `{{birth date|1984|3|12}}`, parts by
# name (`born { year: 1984 month: 3 day: 12 }`) or by place (`dob(1i)`), strings behind their length (RESP).
_OF_PARTS = r"[\"']?[ ]?[:=][ ]?[\"']?"
_THEN_PART = r"[\"']?[,;]?\s{1,12}[\"']?"
_WRITTEN = re.compile(
    rf"(?i){LABEL}(?:[\"'\])]{{0,3}}[ ]?(?:=>|[:=])[ ]{{0,3}}(?:new[ ])?[\w.]{{0,20}}date[\w.]{{0,12}}\([ ]?"
    rf"[\"']?({_YEAR}(?:-\d\d-\d\d|,[ ]?\d{{1,2}},[ ]?\d{{1,2}}))(?=[,)\"'T])"
    rf"|[^|{{}}\n]{{0,24}}(?:\|\w{{1,6}}=\w{{0,6}})?\|({_YEAR}\|\d{{1,2}}\|\d{{1,2}})(?=[|}}])"
    rf"|\(1i\)\W{{1,8}}({_YEAR}[^\n]{{1,48}}?\(2i\)\W{{1,8}}\d{{1,2}}[^\n]{{1,48}}?\(3i\)\W{{1,8}}"
    r"\d{1,2})(?!\d)"
    rf"|[\"']?[ ]?[:=]?[ ]?\{{\s{{0,12}}[\"']?year{_OF_PARTS}({_YEAR}{_THEN_PART}month{_OF_PARTS}"
    rf"\d{{1,2}}{_THEN_PART}day{_OF_PARTS}\d{{1,2}})(?!\d)"
    rf"|(?:\\r\\n|\r?\n)\$\d{{1,3}}(?:\\r\\n|\r?\n)({DATE}))"
)
_SCORE, _COLUMN, _LESS, _LISTED = 0.95, 0.9, 0.75, 0.65


def find(text: str) -> Iterator[Hit]:
    """Yield the dates of birth that a label, a change or a question announces."""
    labels = find_labels(text)
    text = digits.as_western(text)
    seen: set[int] = set()
    for hit in chain(_find_labelled(text, labels), _find_marked(text, labels), _find_in_grids(text, labels)):
        if hit.start not in seen:
            seen.add(hit.start)
            yield hit
    if labels and not seen and len(_LONE.findall(text)) == 1:
        dates = list(_LINE.finditer(text))
        if len(dates) == 1:
            yield _hit(*dates[0].span(1), "apart", _LESS)


@casing.keep_readings
def find_labels(text: str) -> tuple[int, ...]:
    """Return where the labels of births begin."""
    return tuple(match.start() for match in _BEGINNINGS.finditer(text))


def _find_labelled(text: str, labels: Sequence[int]) -> Iterator[Hit]:
    """Yield the dates behind a label, and those that stand in the same field or in lines below it."""
    for match in match_at(_LABELLED, text, labels):
        if figure_of_speech.is_born_thing(text, *match.span()):
            continue
        unsure = _VERB.match(text, match.start()) and not names_person(text, match.start())
        yield _hit(*match.span(1), "label", _LESS if unsure else _SCORE)
        second = _NEXT_COLUMN.match(text, match.end()) if "\n" not in match.group() else None
        if second is not None and (score := _score_column(text, match.start(), second)):
            yield _hit(*second.span(1), "column", score)
        became = _BECAME.match(text, match.end())
        if became is not None:
            yield _hit(*became.span(1), "changed")
        yield from _find_others(text, match.end())
    for match in match_at(_HEADED, text, labels):
        yield from _find_below(text, match.end())
    headed = -1
    for match in match_at(_CELL, text, labels):
        if match.start() > headed and (head := _read_head(text, *match.span())):
            headed, place = head
            yield from _find_column(text, headed, place)


def _find_marked(text: str, labels: Sequence[int]) -> Iterator[Hit]:
    """Yield the dates that a short word, a sign or the words of a program next to them mark as births."""
    signed = _SIGNED.search(text) is not None
    for match in _SHORT.finditer(text) if signed else ():
        if _is_birth_of_name(text, match):
            yield _hit(*match.span(match.lastindex or 1), "behind_name", _LESS)
    for match in match_at(_CHANGED, text, labels):
        yield from (_hit(*match.span(place), "changed") for place in (1, 2) if match.group(place))
    for match in _THEN.finditer(text):
        if figure_of_speech.is_born_thing(text, *match.span()):
            continue
        yield _hit(*match.span(1), "then", _SCORE if names_person(text, match.start()) else _LESS)
    for pattern, reason in ((_WRITTEN, "written"), (_HELD, "held")):
        for match in match_at(pattern, text, labels):
            if reason == "written" or not _DATED.search(match.group()[: match.start(1) - match.start()]):
                yield _hit(*match.span(match.lastindex or 1), reason)
    marked = chain(_STARRED.finditer(text), filter(_is_of_person, _SHORTENED.finditer(text)))
    for match in (*(marked if signed else iter(())), *_ALONE.finditer(text)):
        at = match.lastindex or 1
        if len(match[at]) <= _YEAR_DIGITS or age.age(match[at], date.today()) is not None:
            yield _hit(*match.span(at), "behind", _LESS)
    for match in _OF_PERSON.finditer(text):
        years = age.age(match["day"], date.today())
        if years is not None and years >= _SEVERAL and _is_known(match["who"].split()):
            yield _hit(*match.span("day"), "of_person", _LESS)
    for match in _TREE.finditer(text) if "BIRT" in text else ():
        yield _hit(*match.span(1), "tree")


def _find_in_grids(text: str, labels: Sequence[int]) -> Iterator[Hit]:
    """Yield the dates behind the names below a label that heads a grid of two columns."""
    for match in match_at(_GRID, text, labels) if ": " in text else ():
        yield _hit(*match.span(1), "grid")


def match_at(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern at some places of a text."""
    return (match for at in starts if (match := pattern.match(text, at)) is not None)


def _find_others(text: str, at: int) -> Iterator[Hit]:
    """Yield the births of others that stand in the same field, `at` being behind the first."""
    while (match := _ALSO.match(text, at)) is not None:
        yield _hit(*match.span(1), "also")
        at = match.end()


def _find_below(text: str, at: int) -> Iterator[Hit]:
    """Yield the dates behind the names of the lines below a label that ends at `at`."""
    while (match := _BORN_LINE.match(text, at)) is not None:
        if score := _score_line(match[1].rstrip()):
            yield _hit(*match.span(2), "below", score)
        at = match.end()


def _read_head(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the line ends that a label heads a column of, and which; one of long lines heads none."""
    low, stop = (
        text.rfind("\n", max(0, start - _LONGEST_HEAD), start) + 1,
        text.find("\n", end, end + _LONGEST_HEAD),
    )
    if stop < 0 or start - low > _LONGEST_HEAD or any(map(str.isdecimal, text[low:stop])):
        return None
    ahead = _APART_CELLS.split(text[low:start].lstrip())
    few = len(_APART_CELLS.split(text[low:stop].strip())) < _FEWEST_CELLS
    return None if few or ahead[-1] else (stop, len(ahead) - 1)


def _find_column(text: str, stop: int, place: int) -> Iterator[Hit]:
    """Yield the dates of one column in the lines below a head; less surely where a line names no person."""
    for _ in range(_ROWS):
        begin, stop = stop + 1, text.find("\n", stop + 1)
        line = text[begin : stop if stop >= 0 else len(text)]
        cells = _APART_CELLS.split(line.strip())
        if len(cells) > place and (dated := _WHOLE.fullmatch(cells[place])):
            at = text.index(dated[1], begin)
            named = any(map(score_name, cells))
            yield _hit(at, at + len(dated[1]), "column", _COLUMN if named else _LESS)
        ruled = not line.strip(" -=_|+─")
        if stop < 0 or (len(cells) < 2 and not (ruled and line)):
            return


def _score_line(line: str) -> float:
    """Return how surely the words before a date end in a name; a word for whose it is may lead it."""
    named = _NAME.search(line)
    words = named.group().casefold().split() if named else ()
    if any(map(lexicon.clear_given_name, words)):
        return _SCORE
    return _LESS if not lexicon.ordinary().issuperset(words) else score_name(line)


def score_name(line: str) -> float:
    """Return how surely the words before a date are a name: by a known given name, or else two capitals."""
    words = [word for word in _GAPS.split(line.strip(" ,;:.(–-\t")) if word not in vocabulary.particles()]
    if not 0 < len(words) <= _WORDS or not all(map(_WORD.fullmatch, words)):
        return 0.0
    small = [word.lower() for word in words]
    written = len(words) > 1 and not any(word[0].islower() for word in words)
    given = any(len(word) > 2 and lexicon.any_given_name(word) for word in small)
    if written and given:
        return _SCORE
    return _LESS if (written or given) and lexicon.ordinary().isdisjoint(small) else 0.0


def _score_column(text: str, start: int, second: re.Match[str]) -> float:
    """Return how surely the second date of a line is another person's birth, whose label is at `start`.

    A line above or below it heads or fills two columns, too; else an adult's birth is less sure, and a day
    that is no adult's may be the day of anything.
    """
    low = text.rfind("\n", 0, start) + 1
    above = text[text.rfind("\n", 0, max(low - 1, 0)) + 1 : low].strip("\n")
    end = text.find("\n", second.end() - 1)
    below = text[end + 1 :].partition("\n")[0] if end >= 0 else ""
    for line in (above, below):
        cells = [cell.strip() for cell in _COLUMNS.split(line.rstrip()) if cell.strip()]
        pair = cells[-2:]
        headed = len(cells) == _LABEL_AND_TWO or (len(cells) == len(pair) and all(map(score_name, pair)))
        if headed and len(pair) > 1 and not any(map(str.isdecimal, "".join(pair))):
            return _SCORE
    years = age.age(second[1], date.today())
    return _LESS if years is not None and years >= _ADULT else 0.0


def _is_known(words: Sequence[str]) -> bool:
    """Return whether words are a known name or of a script whose titles have none: no `Main Building`."""
    small = [word.strip(".").casefold() for word in words]
    if any(map(lexicon.clear_given_name, small)) or any(word[:1] > _LATIN for word in small):
        return True
    return lexicon.ordinary().isdisjoint(small) and any(
        lexicon.family_name(word) for word in small if len(word) > 1
    )


def names_person(text: str, at: int) -> bool:
    """Return whether a given name or a pronoun stands shortly before a place on its line."""
    low = max(text.rfind("\n", 0, at) + 1, at - _LONGEST_NAME)
    return any(
        word.group().casefold() in lexicon.words("roles", "pronouns")
        or (
            word.group()[:1].isupper() and any(map(lexicon.clear_given_name, re.split("[’'-]", word.group())))
        )
        for word in _WORD.finditer(text, low, at)
    )


def _is_of_person(match: re.Match[str]) -> bool:
    """Return whether a short word or sign before a date is of birth, by what else its line has."""
    text, start = match.string, match.start()
    low = max(text.rfind("\n", 0, start + 1) + 1, start - _NEAR)
    if match["b"]:
        line = text[low : match.end() + _NEAR].partition("\n")[0]
        return _ITEM.search(line) is None and names_person(text, start + 1)
    return not match["sign"] or _DEGREES.search(text, low, start + 1) is None


def _is_birth_of_name(text: str, match: re.Match[str]) -> bool:
    """Return whether a name of two words stands before a short word for birth, and its date is past."""
    name = _NAME.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
    if name is None:
        return False
    # The sign of a page, too: `Neue Welt, S. 12.03.1985`.
    if (match["short"] or "").lower() == "s" and not any(map(lexicon.clear_given_name, name.group().split())):
        return False
    day = match[match.lastindex or 1]
    years = age.age(day, date.today())
    return years > 0 if years is not None else any(map(str.isalpha, day))


def behind_names(text: str, people: Sequence[Hit]) -> list[Hit]:
    """Return the dates behind names that make a list of births: `BERG, ANA   03/12/1961`, line by line."""
    if len(people) < _FEWEST:
        return []
    found = [
        match for hit in people if (match := _BEHIND.match(text, hit.end) or _find_only_date(text, hit.end))
    ]
    if len(found) < _FEWEST:
        return []
    today = date.today()
    ages = [years for match in found if (years := age.age(match[1], today)) is not None]
    if len(ages) < len(found) or max(ages) > _OLDEST or max(ages) - min(ages) < _APART:
        return []
    if statistics.median(ages) < _MEDIAN:
        return []
    return [_hit(*match.span(1), "listed", _LISTED) for match in found]


def _find_only_date(text: str, start: int) -> re.Match[str] | None:
    """Return the only date in what follows on a line, `start` being behind its name."""
    end = text.find("\n", start)
    dates = list(_ANY.finditer(text, start, min(end if end >= 0 else len(text), start + _NEAR)))
    return dates[0] if len(dates) == 1 else None


def _hit(start: int, end: int, reason: str, score: float = _SCORE) -> Hit:
    return Hit("DATE_OF_BIRTH", start, end, score, "DateOfBirth", (f"{reason}:{score:.2f}",))
