"""Dates of birth as people say them: in words, in answer to a question, and in sentences about a birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pii_sweep.detect.identifiers import speaker
from pii_sweep.detect.identifiers.birth import age, birth_date, figure_of_speech
from pii_sweep.detect.text import digits, lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_TABLE = lexicon.table("birth_labels")
_NAMES = sorted({*vocabulary.months(), *lexicon.words("months_weekdays", "short_months")})
_MONTH = rf"(?:{'|'.join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))})"
# In words, as people read it out and notaries write it: `March fourteenth, eighty-one`, `cuatro de mayo de
# mil novecientos cuarenta y siete`; a year in two figures stands behind a month's name.
_WORD = rf"(?:{'|'.join(sorted(_TABLE['spoken_numbers'], key=len, reverse=True))})(?![^\W\d_])"
_DAY = rf"(?:{_WORD}(?:[ \-](?:y[ ]|e[ ]|et[ ])?{_WORD})?|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?)"
_YEAR = (
    rf"(?:{_WORD}(?:[ \-](?:and[ ]|und[ ]|et[ ]|y[ ]|e[ ])?{_WORD}){{0,6}}|(?:19|20)\d\d|['’]?\d\d)(?![\w:])"
)
SPOKEN = (
    rf"(?:(?:the[ ])?{_DAY}[ ](?:of[ ]|de[ ]|di[ ])?{_MONTH}[.,]?[ ]"
    rf"(?:of[ ]|del?[ ](?:a[ñn]o[ ])?|do[ ]|van[ ]|roku[ ])?{_YEAR}"
    rf"|{_MONTH}[ ](?:the[ ])?{_DAY},?[ ]{_YEAR}"
    rf"|(?:the[ ])?{_WORD}[ ]of[ ](?:the[ ])?{_WORD},?[ ](?:of[ ])?{_YEAR})"
)
_FIGURES = (
    rf"(?:oh|zero)?[ \-]?{_WORD}[ \-,]{{1,2}}{_WORD}(?:[ \-]{_WORD})?[ \-,]{{1,2}}{_WORD}(?:[ \-]{_WORD})?"
)
_DATE = rf"(?:{birth_date.DATE}|{SPOKEN})"
_ANY = re.compile(rf"(?i)(?<![\w./\-])(?:{_DATE})")
_SAID = re.compile(
    rf"(?i)(?:['’]s\b)?(?:[^\d\n:;()?!]{{0,48}}?[\s,:])?(?P<day>{SPOKEN})".replace("[ ]", r"\s")
)
# Who speaks: a name or part with its time, the marks of a hearing, a dash, a sign of quoting.
_TIME = r"(?:\[[\d:./, apmAPM\-]{4,24}\][ ]?|\d\d?[:.]\d\d(?:[:.]\d\d)?[ ](?:-[ ])?)"
_TURN = re.compile(
    rf"(?P<time>{_TIME})?(?:(?P<who>[^\W\d_][^\n\d:：]{{0,30}})[:：][ ]?"
    r"|(?P<mark>[QA][.:)][ ]|[–—\-][ ]|>[ ]))"
)
_FIELD = re.compile(r"[\w.\[\]$]{1,40}: ?[^\n]{0,24}\n")
# A question and the line that answers it, whoever says what before the date: a field may stand between.
_ASKED = re.compile(
    rf"(?i)[^\n?]{{0,60}}\?[^\n]{{0,24}}\n{{1,2}}(?:{_FIELD.pattern})?[^\n]{{0,64}}?\b(?P<day>{birth_date.DATE})"
)
_REQUEST = re.compile(
    rf"(?i)[?？;]|(?<![^\W\d_])(?:{'|'.join(_TABLE['requests'])})(?![^\W\d_])|お願い|ください|教えて|请|請"
)
_OTHER = re.compile(rf"(?i)(?<![^\W\d_])(?:{'|'.join(_TABLE['other_days'])})(?![^\W\d_])")
_TOKEN = re.compile(r"[^\s,;.!…()–—\"“”]+")
_MOST_WORDS, _TURNS, _LINE = 8, 12, 160
# Said of a birth right behind its label: `DOB on file 07-22-1990`, `date of birth confirmed as 3/4/71`.
_CHECKED = re.compile(
    rf"(?i)(?:[ ](?:{'|'.join(_TABLE['checked'])})){{1,4}}[ ]?(?:[:=–\-][ ]?)?\(?(?P<day>{_DATE})"
)
# The place alone stands between: `born Leeds 3/4/71`.
_PLACED = re.compile(
    rf"(?i)(?:{'|'.join(_TABLE['participles'])})[ ](?:in[ ])?{birth_date.TOWNS},?[ ](?P<day>{_DATE})"
)
# In the boxes of a form, as it says: `DOB (MM DD YY): 06 02 90`.
_BOXED = re.compile(
    r"(?i)[ ]?\([mdy]{2}[ /.\-]?[mdy]{2}[ /.\-]?y{2,4}\)[ ]?:?[ \t]{0,8}"
    r"(?P<day>\d\d[ ]\d\d[ ](?:\d{4}|\d\d))(?!\d|[ ]\d)"
)
# `mine is 12 Jan 07`, behind what asks for them in the same turn.
_OWN = re.compile(
    r"(?i)[^\n]{0,60}?[:;,.–\-][ ]?(?:mine|hers|his|ours|it)(?:['’]?s|[ ]is|[ ]was|[ ]=)[ ]"
    rf"(?P<day>{_DATE})"
)
# Further on in prose: a day on which a grown-up was born, where nothing else has a day.
_PROSE = re.compile(
    r"(?i)[^\d\n{}\[\]|=<>_\t\"]{1,90}?(?:\n[^\d\n{}\[\]|=<>_\t\"]{1,90}?)??(?<![\w./\-])"
    rf"(?P<day>{_DATE})"
)
# A day to celebrate as well, so that words behind it are of that: `birthday cake`.
_FEAST = re.compile(r"(?i)b(?:irth)?days?|geburtstag\w?|cumplea[ñn]os|anniversaire|compleanno|verjaardag")
_NOUN = re.compile(rf"(?i)(?:{'|'.join(_TABLE['nouns'])})")
_PARTS = re.compile(r"[^\W_]+")
# Sex and birth next to each other behind a name: `MOLL, GRETA  F  04/18/1955`, `Ann Lee (F, 3/4/71)`.
_SEX = gate.gated_words(
    r"(?i)(?<=[ ,;(/|\t])(?:(?-i:[MFW])|",
    _TABLE["sexes"],
    rf")[ ]{{0,4}}[,;/|]?[ ]{{0,4}}(?P<day>{birth_date.DATE})",
)
_GROWN, _OLDEST, _SETTLED = 18, 110, 2
_SURE, _SCORE, _LESS = 0.95, 0.85, 0.65
_LABEL = re.compile(rf"(?i){birth_date.LABEL}")


def find(text: str) -> Iterator[Hit]:
    """Yield the dates of birth that answers and sentences state, in words too."""
    western = digits.as_western(text)
    seen: set[int] = set()
    for begin in birth_date.find_labels(text):
        label = _LABEL.match(western, begin)
        if label is None:
            continue
        for hit in (*_find_stated(western, label), *_find_answers(western, label)):
            if hit.start not in seen:
                seen.add(hit.start)
                yield hit
                yield from _find_compared(western, hit)
    for match in _SEX.finditer(western) if digits.has_digit(text) else ():
        years = age.age(match["day"], date.today())
        if years and _is_named(western, match.start()):
            yield _hit(match, "sex", _LESS)


def _find_stated(text: str, label: re.Match[str]) -> Iterator[Hit]:
    """Yield the date that a sentence states behind the label of a birth."""
    start, end = label.span()
    if (match := _SAID.match(text, end)) and _has_words(match["day"]) and _is_free(text, end, match):
        yield _hit(match, "words", _SURE)
    if (match := _CHECKED.match(text, end)) and _is_settled(match["day"]):
        yield _hit(match, "checked", _SURE)
    if (match := _OWN.match(text, end)) and _OTHER.search(text, end, match.start("day")) is None:
        yield _hit(match, "own", _SURE)
    if match := _BOXED.match(text, end):
        yield _hit(match, "boxed", _SURE)
    match = _PLACED.match(text, start)
    if match and not figure_of_speech.is_born_thing(text, *match.span()):
        yield _hit(match, "placed", _SCORE)
    if _NOUN.fullmatch(label.group()) and (match := _PROSE.match(text, end)):
        years = age.age(match["day"], date.today())
        if years is not None and _GROWN <= years <= _OLDEST and _is_free(text, start, match):
            yield _hit(match, "prose", _LESS)


def _find_answers(text: str, label: re.Match[str]) -> Iterator[Hit]:
    """Yield the dates in the turns of a talk that answer the one in which a label stands.

    Nothing but dates, names and words of answering stand in these; others follow where several are asked.
    """
    stop = text.find("\n", label.end(), label.end() + _LINE)
    if stop < 0:
        return
    if (match := _ASKED.match(text, label.end())) and _is_free(text, stop, match):
        yield _hit(match, "asked", _SURE)
    begin = text.rfind("\n", 0, label.start()) + 1
    asker, request = _TURN.match(text, begin), _REQUEST.search(text, begin, stop) is not None
    if _OTHER.search(text, label.end(), stop) or not (asker or text[:stop].endswith(("?", "？"))):
        return
    goes_on = text[label.end() : stop].strip(" :.!") != ""
    if goes_on and not request and _FEAST.fullmatch(label.group()):
        return
    said = _ANY.search(text, label.end(), stop) is not None
    for _ in range(_TURNS):
        begin = stop + 1 + (text[stop + 1 : stop + 2] == "\n")
        stop = text.find("\n", begin)
        stop = stop if stop >= 0 else len(text)
        answer = _TURN.match(text, begin, stop)
        at = answer.end() if answer else begin
        if not asker and answer and answer["who"]:
            return
        if asker and not (answer and (said or _is_speaker(answer, asker, request))):
            return
        found = list(_read_answer(text, at, stop))
        yield from found
        if not found and (said or _FIELD.match(text, begin) is None):
            return
        said = said or bool(found)


def _read_answer(text: str, at: int, stop: int) -> Iterator[Hit]:
    """Yield the dates of an answer, from its begin on, up to words that say something else."""
    for match in _ANSWER_DAY.finditer(text, at, stop):
        if not _is_filled(text[at : match.start()]):
            return
        yield _hit_at(*match.span(), "asked", _SURE)
        at = match.end()


_ANSWER_DAY = re.compile(rf"(?i)(?<![\w./\-])(?:{_DATE}|{_FIGURES}(?=[.!]?(?:\n|\Z)))")


def _find_compared(text: str, hit: Hit) -> Iterator[Hit]:
    """Yield the date that a sentence compares with a birth: two of its three parts are the same."""
    stop = text.find("\n", hit.end, hit.end + _LINE)
    match = _ANY.search(text, hit.end, stop if stop >= 0 else hit.end + _LINE)
    if match is None or re.search(r"[;?!]|\.\s", text[hit.end : match.start()]):
        return
    parts = [set(_PARTS.findall(one.casefold())) for one in (text[hit.start : hit.end], match.group())]
    if len(parts[0] & parts[1]) == 2 and _NOUN.search(text[max(0, hit.start - _LINE) : hit.start]):
        yield _hit_at(*match.span(), "compared", _SCORE)


def _is_filled(said: str) -> bool:
    """Return whether what stands before a date in an answer are words of answering and names alone."""
    tokens = _TOKEN.findall(said)
    return len(tokens) <= _MOST_WORDS and all(map(_is_answering, tokens))


def _is_answering(token: str) -> bool:
    small = token.casefold().replace("’", "'")
    if small in _words() or small.endswith("'s") or token.isdecimal():
        return True
    return lexicon.any_given_name(small) or (token[:1].isupper() and lexicon.family_name(small))


def _words() -> frozenset[str]:
    return lexicon.words("birth_labels", "answering") | lexicon.words("spoken_words", "answers")


def _is_speaker(answer: re.Match[str], asker: re.Match[str], request: bool) -> bool:
    """Return whether a turn answers another: both have marks, a time or a name, or something is asked."""
    if answer["mark"] or answer["time"]:
        return True
    who = (answer["who"] or "").strip()
    named = bool(who) and (bool(birth_date.score_name(who)) or speaker.is_part(who))
    return (request or (named and bool(asker["who"]))) and _OTHER.search(who) is None


def _is_named(text: str, at: int) -> bool:
    """Return whether somebody's name, with a given one that is no other word, stands right before a place."""
    low = max(text.rfind("\n", 0, at) + 1, at - _NEAR)
    before = re.split(r"[ ]{2,}|[(:|\t]", text[low:at].rstrip(" ,;/(|\t"))[-1].strip()
    named = birth_date.score_name(before.title() if before.isupper() else before)
    parts = _PARTS.findall(before.casefold())
    clear = any(map(lexicon.clear_given_name, parts)) and not any(map(_is_word, parts))
    return bool(named) and len(parts) > 1 and clear


def _is_word(part: str) -> bool:
    """Return whether a part of what may be a name is none: `Paris Texas`, `Chanel Rouge`."""
    listed = part in lexicon.ordinary() or part in _STATES
    return listed and not (lexicon.any_given_name(part) or lexicon.family_name(part))


_STATES = frozenset(map(str.casefold, lexicon.table("states")["names"].values()))


_NEAR = 48


def _is_free(text: str, at: int, match: re.Match[str]) -> bool:
    """Return whether no word for another day stands between a place and the day of a match."""
    return _OTHER.search(text, at, match.start("day")) is None


def _has_words(day: str) -> bool:
    """Return whether a date has other words than its month, or a year in two figures."""
    return re.fullmatch(birth_date.DATE, day, re.IGNORECASE) is None


def _is_settled(day: str) -> bool:
    """Return whether a date is no day of late, on which something may have been checked."""
    years = age.age(day, date.today())
    return years is None or years >= _SETTLED


def _hit(match: re.Match[str], reason: str, score: float) -> Hit:
    return _hit_at(*match.span("day"), reason, score)


def _hit_at(start: int, end: int, reason: str, score: float) -> Hit:
    return Hit("DATE_OF_BIRTH", start, end, score, "StatedBirth", (f"{reason}:{score:.2f}",))
