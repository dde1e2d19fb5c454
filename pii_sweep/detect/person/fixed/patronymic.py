"""Names with a patronymic, in Russian, Ukrainian and their neighbours: `Кузнецовой Марине Игоревне`.

The father's name has an ending that no other capitalised word has, in each of its cases; the given name
stands right before it, the family name before that or behind. Papers of state and contracts write all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pii_sweep.detect.text.candidate import Hit

_UP, _LOW = "[А-ЯЁІЇЄҐЎ]", "[а-яёіїєґў'’]"
_WORD = rf"{_UP}(?:{_LOW}{{1,20}}|[А-ЯЁІЇЄҐЎ'’]{{2,20}})(?:-{_UP}\w{{1,20}})?"
# `Игоревич`, `Игоревне`, `Ильиничной`, `Іванівна`, `Андрійовичу`; in capitals too.
_MALE = r"(?:[ое]вич|(?<=Иль|ИЛЬ|ьзм|зьм|ЗЬМ|Лук|ЛУК|кит|КИТ|Фом|ФОМ|авв|АВВ)ич)(?:а|у|ем|ом|і|ю|е)?"
_FEMALE = r"(?:[ое]вн|[иы]ничн|инишн|[ії]вн|ічн)(?:а|ы|е|и|і|у|ой|ою|ей)"
_ENDING = rf"(?:{_MALE}|{_FEMALE})"
# Adjectives that end alike: `Основной`, `Верховной`.
_ADJECTIVE = "основ|духов|верхов|уголов|церков|услов|голов|любов|грунтов|древ|днев|равн|ровн|ров"
_FATHER = rf"(?!(?i:{_ADJECTIVE})н){_UP}(?:{_LOW}{{2,18}}{_ENDING}|[А-ЯЁІЇЄҐЎ'’]{{2,18}}(?i:{_ENDING}))(?!\w)"
_OPENING = (
    r"(?i:уважаем|дорог|глубокоуважаем|господин|госпож|гражданин|гражданк|пан[иу]?[ ]|шановн|директор|ваш)"
)
_NAME = re.compile(
    rf"(?<![\w\-])(?!{_OPENING})(?:{_WORD}[ ]{{1,2}})?{_WORD}[ ]{{1,2}}{_FATHER}(?:[ ]{{1,2}}{_WORD}(?!\w))?"
)
_LETTER = re.compile("[иів](?:ч|н)", re.IGNORECASE)
_SCORE = 0.85


def find(text: str) -> Iterator[Hit]:
    """Yield the names of a text that hold a patronymic, the given and the family name with it."""
    if text.isascii() or _LETTER.search(text) is None:
        return
    for match in _NAME.finditer(text):
        yield Hit("PERSON", *match.span(), _SCORE, "Patronymic", (f"label:{_SCORE:.2f}", "patronymic:+0.00"))
