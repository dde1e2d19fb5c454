"""Names of those who write in a chat, as messengers and meetings export it: a time, a name, a colon.

WhatsApp (`[12/03/2024, 18:22:11] Ann Lee: hi`, `12.03.24, 19:01 - Ann Lee: hi`), Telegram
(`Ann Lee, [12.03.24 19:01]`), Zoom (`18:22:11 From Ann Lee to Everyone:`), Teams
(`[12/03 18:22] Lee, Ann: hi`), KakaoTalk (`[이름] [오전 8:41] hi`, `2024. 3. 8. 오전 8:41, 이름 : hi`), LINE
(`08:41`, the name and what is said, with tabs between) and transcripts (`Ann Lee   0:03` on a line of its
own above what is said; rows of times are results or a timetable). Logs and forecasts have such lines too:
in scripts without capitals, two speak and one of them again, unless a known name stands behind a full date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pii_sweep.detect.person.fixed import chat_sign
from pii_sweep.detect.person.name_pattern import UP
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_HALF_DAY = r"(?:(?:오전|오후|[上下]午|午[前後])[ ]?)?"
_HOUR = _HALF_DAY + r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f\u00a0]?[APap]\.?[ ]?[Mm]\.?)?"
_DAY = r"\d{1,4}[./\-]\d{1,2}(?:[./\-]\d{1,4})?"
_MOMENT = rf"(?:{_DAY},?[ ]{{1,2}}{_HOUR}|{_HOUR},?[ ]{{1,2}}{_DAY}|{_HOUR})"
_PART = rf"(?:{UP}[^\W\d_]*(?:['’\-][^\W\d_]+)*\.?|(?:de|da|di|del|van|von|der|den|la|le|bin|al|el|ten|ter))"
_WHO = rf"(?P<name>{UP}(?<=\S)[^\W\d_]*(?:['’\-][^\W\d_]+)*\.?(?:,?[ ]{_PART}){{0,3}})"
# The same in scripts without capital letters, whose names are short.
_SIGNS = chat_sign.SIGNS
_SHORT = rf"(?P<name>[{_SIGNS}]{{2,6}}(?:[ \u3000][{_SIGNS}]{{1,4}})?|{_WHO.removeprefix('(?P<name>')}"
_LONG_DAY = r"\d{4}(?:\.|年|년)[ ]?\d{1,2}(?:\.|月|월)[ ]?\d{1,2}(?:\.|日|일)?"
_FORMS = gate.together(
    gate.gated(rf"(?m)^[\u200e\u200f]?\[{_MOMENT}\][ ]~?[ ]?{_WHO}(?=:[ ])"),
    gate.gated(rf"(?m)^{_DAY},?[ ]{{1,2}}{_HOUR}[ ][-–][ ]{_WHO}(?=:[ ])"),
    gate.gated(rf"(?m)^{_WHO}(?=,[ ]\[{_DAY}[ ]{_HOUR}\][ ]?$)"),
    gate.gated(rf"(?m)^{_HOUR}[ \t]{{1,3}}From[ \t]{{1,3}}{_WHO}(?=[ ]{{1,2}}(?:to[ ]{{1,2}}{UP}|:[ ]))"),
    gate.gated(rf"(?m)^{_WHO}(?=[ \t]{{2,4}}{_HOUR}[ ]?\n(?![^\n]{{0,200}}{_HOUR}[ ]?$)\S)"),
    gate.gated(rf"(?m)^\[{_SHORT}\](?=[ ]\[{_MOMENT}\][ ]\S)"),
    gate.gated(rf"(?m)^{_LONG_DAY}[ ]{_HOUR},[ ]{_SHORT}(?=[ ]:[ ]\S)"),
    gate.gated(rf"(?m)^{_DAY},?[ ]{{1,2}}{_HOUR}[ ][-–][ ]{_SHORT}(?=:[ ])"),
    gate.gated(rf"(?m)^[\u200e\u200f]?\[{_MOMENT}\][ ]{_SHORT}(?=:[ ])"),
)
_TABBED = gate.gated(rf"(?m)^{_HOUR}\t{_SHORT}(?=\t[^\t\n]+$)")
# A time, a day's name before it or none, and who speaks; a timetable is written so too.
_LOOSE = gate.gated(
    rf"(?m)^[\[(]?(?:[^\W\d_]{{2,9}}\.?,?[ ])?{_MOMENT}[\])]?[ ]{{1,2}}(?:[-–|][ ])?"
    rf"{_WHO}(?=[ \u00a0]?[:：][ ])"
)
# Who speaks, a time, and on the same line what is said; rows of a timetable have no question.
_LED = gate.gated(
    rf"(?m)^{_WHO}(?=[ \t]{{1,3}}[\[(]?{_HOUR}[\])]?[ \t]{{1,3}}(?![^\n]*\d[:.]\d\d(?!\d))"
    r"(?P<said>[^\n]*?[^\W\d_]+[ ,.?!]+[^\W\d_]{2}[^\n]*))"
)
_LEAST = 3
_CLOCK = re.compile(r"\d[:.]\d\d")
# A question at the end of words; in an address of the web its mark stands within a word.
_ASKS = re.compile(r"[^\W\d_][)\"'’]?\?+(?=[ \n]|\Z)")
# A word of running text: no unit behind a figure (`42 mA`, `12 mi`), no part of `I/O` or `my.cnf`, and of
# capitals `I` alone where small letters come next, as no numeral does.
_WORD = re.compile(
    r"(?<![\w/.&@+\-])(?<!\d[ ])(?:I(?=['’][a-z]|[ ][a-z])|[^\W\d_][^\W\d_A-Z]+|[^\W\d_A-Z])"
    r"(?:['’][^\W\d_]+)?(?![\w/&@+\-]|[.:]\w)"
)
# How much of a message is looked at, and of how many of them people speak to one another in a talk.
_FAR, _TWO, _SHARE = 400, 2, 0.2
_TIME = re.compile(r"(?m)^[^\n]{0,60}?\d[:.]\d\d")
# A name of two known words; one of two words of which one is known; a known given name alone.
_WHOLE, _HALF, _ALONE, _UNKNOWN = 0.85, 0.7, 0.6, 0.45


def find(text: str) -> Iterator[Hit]:
    """Yield the senders of a chat's messages; one that writes more often than once is surer."""
    if _CLOCK.search(text) is None or _TIME.search(text) is None:
        return
    forms = [form.pattern for form in _FORMS.opened(text)]
    found = {match.span("name"): match for form in forms for match in form.finditer(text)}
    for form in (_LOOSE, _TABBED):
        found |= {match.span("name"): match for match in _find_speakers(text, form)}
    led = {match.span("name"): match for match in _without_days(_find_speakers(text, _LED))}
    asked = any("?" in match["said"] for match in led.values())
    found |= led if asked else {}
    asked = asked or _talk(text, list(found.values()))
    often = Counter(match["name"] for match in found.values())
    chat = _is_chat(often)
    for match in found.values():
        name = match["name"].rstrip(".")
        if chat_sign.is_of_script(name):
            score = chat_sign.score(name, often[match["name"]], chat=chat, dated=_is_dated(text, match))
        else:
            score = _score(name, often[match["name"]], asked=asked)
        if score:
            yield Hit(
                "PERSON", *match.span("name"), score, "Chat", (f"label:{score:.2f}", "chat_sender:+0.00")
            )


def _talk(text: str, found: Sequence[re.Match[str]]) -> bool:
    """Return whether messages are those of people, who ask or speak of themselves; programs do neither."""
    first = lexicon.words("document_words", "first")
    speaking = 0
    for match in found:
        end = text.find("\n", match.end(), match.end() + _FAR)
        said = text[match.end() : end if end >= 0 else match.end() + _FAR]
        own = not first.isdisjoint(word.lower() for word in _WORD.findall(said))
        speaking += own or _ASKS.search(said) is not None
    return speaking >= max(_TWO, _SHARE * len(found))


def _own_words() -> frozenset[str]:
    """Return what exports call the one who made them: `Me`, `You`."""
    return lexicon.words("document_words", "first") | lexicon.words("document_words", "second")


def _is_chat(often: Counter[str]) -> bool:
    """Return whether two speak and one of them again."""
    return often.total() >= _LEAST and 1 < len(often) < often.total()


def _without_days(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return lines without those that begin with a weekday, where several or all do: `Sun 12:10  Hi`.

    Next to others Sun is a person.
    """
    names = {match["name"].strip(".").lower() for match in found}
    days = names & vocabulary.weekday_words()
    if not days or (len(days) == 1 and len(names) > 1):
        return found
    return [match for match in found if match["name"].strip(".").lower() not in days]


def _is_dated(text: str, match: re.Match[str]) -> bool:
    return _DATED.search(text, text.rfind("\n", 0, match.start("name")) + 1, match.start("name")) is not None


_DATED = re.compile(rf"{_LONG_DAY}|\d{{1,4}}[./\-]\d{{1,2}}[./\-]\d{{2,4}}")


def _find_speakers(text: str, form: gate.Gated) -> list[re.Match[str]]:
    """Return the speakers of lines that begin with a time, where two speak and one of them again."""
    found = list(form.finditer(text))
    often = Counter(match["name"] for match in found)
    return found if _is_chat(often) else []


def _score(name: str, times: int, *, asked: bool = False) -> float:
    """Return how sure a sender is a person; 0 where its words are those of things and programs.

    `asked`: the lines are those of a talk.
    """
    words = [word.strip(".").lower() for word in re.split(r"[ ,]+", name)]
    if any(
        word in lexicon.words("persons", "traps") or word in lexicon.words("persons", "companies")
        for word in words
    ):
        return 0.0
    given = [word for word in words if lexicon.given_name(word)]
    family = [word for word in words if lexicon.family_name(word)]
    if all(word in lexicon.ordinary() or word in _own_words() for word in words):
        return 0.0
    repeated = _ALONE if asked else _UNKNOWN
    if len(words) == 1:
        alone = _ALONE if given else repeated if times > 1 else 0.0
        thing = words[0] in lexicon.ordinary() or words[0] in vocabulary.thing_words()
        return 0.0 if thing else alone
    if given and (family and {*given, *family} != {given[0]}):
        return _WHOLE
    return _HALF if given or family else repeated if times > 1 else 0.0
