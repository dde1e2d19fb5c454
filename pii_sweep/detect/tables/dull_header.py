"""Headers that say nothing of their values: `col3`, `Unnamed: 0`, `data`, so that the values decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

# Words of programs for any column, with a count behind them, and what holds the rows in a path.
_COUNTED = (
    "col|column|columna|coluna|colonne|colonna|kolumna|kolonne|kolom|kolumn|spalte|sloupec|stlpec|oszlop"
    "|sarake|sutun|feld|champ|veld|pole|falt|felt|kentta|campo|field|fld|f|c|v|k|x|t|var|variable|unnamed|value|val|data|dat|info|misc|text|txt|str|string|num|attr"
    "|attribute|prop|param|arg|q|cell|obj|列|字段|项目|項目|フィールド|столбец|поле|колонка|열|필드"
)
_ROWS = (
    "items?|rows?|records?|lists?|results?|entr(?:y|ies)|root|table|body|response|payload|objects?|elements?"
    "|lines?"
)
_SURE = re.compile(rf"(?:(?:{_ROWS}|data|(?:{_COUNTED}) ?\d+) )*(?:(?:{_COUNTED})? ?\d+|unnamed)|")
# These are words of things as well: they say nothing where most headers of a table do not.
_LIKELY = re.compile(
    rf"(?:(?:{_ROWS}|(?:{_COUNTED}) ?\d*) )*"
    rf"(?:{_COUNTED}|label|item|entry|content|other|extra|temp|[a-z]) ?\d*"
)


@lru_cache(maxsize=2048)
def is_sure(title: str) -> bool:
    """Return whether a header in plain words says nothing in any table."""
    return _SURE.fullmatch(title) is not None


@lru_cache(maxsize=2048)
def is_likely(title: str) -> bool:
    """Return whether a header in plain words says nothing next to others of that kind."""
    return is_sure(title) or _LIKELY.fullmatch(title) is not None


def are_dull(headers: Sequence[Sequence[str]]) -> list[bool]:
    """Return for each column of a table, by its header in plain words, whether it says nothing."""
    likely = [all(map(is_likely, titles[:1])) for titles in headers]
    given = [dull for dull, titles in zip(likely, headers, strict=True) if titles]
    if 2 * sum(given) > len(given) or not given:
        return likely
    return [all(map(is_sure, titles[:1])) for titles in headers]


def is_blank(title: str) -> bool:
    """Return whether a header in plain words says nothing of its values in any table."""
    return _BLANK.fullmatch(title) is not None


# Codes of questions, as programs for surveys export them: `G01Q04[SQ001]`, `Q1_2`, `QID12_TEXT`.
_QUESTION = (
    r"g\d{1,2}q\d{1,3}(?: ?\[?(?:sq|ao)?\d{1,3}\]?)?|q\d{1,3} \d{1,3}(?: text)?|qid ?\d{1,4}(?: \w{1,4})?"
)
# Fields that a firm may fill with what it likes.
_FREE = (
    r"camp(?:o|os)?(?: ?(?:lib(?:re)?|livre|libero|adicional))?|pole(?: dodatkowe)?|(?:frei|zusatz)?feld"
    r"|champ(?: ?libre)?|(?:vrij )?veld|(?:(?:user|custom|free|extra|additional) ?)?field|udf|поле"
)
_BLANK = re.compile(rf"(?:col(?:umn)?|field|f|c|v|var|unnamed|value|{_FREE})? ?\d*|{_QUESTION}")


def take_meaning(header: str) -> str:
    """Return what stands in brackets behind a header that says nothing itself: `Field 7 (passport)`.

    Of a question only what it asks for is a header: `What is your date of birth?`.
    """
    if asked := _ASKED.fullmatch(header.strip()):
        return asked[1]
    wrapped = _WRAPPED.fullmatch(header.strip())
    return wrapped[2] if wrapped and _FIELD.fullmatch(wrapped[1].lower()) else header


_ASKED = re.compile(
    r"(?i)(?:¿ ?)?(?:(?:please )?(?:what(?:['’]?s| is| was| are)|enter|provide|state|confirm|specify|give)"
    r" (?:your|the)|wie (?:lautet|ist) (?:ihre?|deine?)|(?:bitte )?(?:geben|nennen) sie (?:bitte )?ihre?n?"
    r"|quel(?:le)? est (?:votre|ta|ton)|wat is (?:uw|je)"
    r"|(?:cu[aá]l|qual) (?:es|[eéè]) (?:(?:o|a|il|la) )?(?:su|tu|seu|sua|suo|tuo|tua))"
    r" ([^\W\d_][^?!:]{1,40}?) ?[?!:.*]{0,3}"
)
# The codes of questions have others in their brackets: `G01Q04[SQ001]`.
_FIELD = re.compile(rf"(?:col(?:umn)?|{_FREE}) ?\d*")
_WRAPPED = re.compile(r"([^\W_][^()\[\]]{1,40}?) ?[(\[]([^\W\d_][^()\[\]]{1,60})[)\]]")


def find_filled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the columns of a table without a header that hold anything; none where all of them do.

    Programs that write no header write every field: the empty ones part what belongs together.
    """
    if any(header) or not rows:
        return []
    width = max(map(len, rows))
    cells = zip_longest(*rows, fillvalue="")
    filled = [at for at, column in enumerate(cells) if any(map(holds_value, column))]
    return filled if len(filled) < width else []


def holds_value(cell: str) -> bool:
    """Return whether a cell is neither empty, nor marked as such by hand, nor hidden."""
    return bool(cell.strip(_NO_VALUE))


_NO_VALUE = " \t\r\n-–—*"
