"""Tables whose rows name what they hold: logs of changes, attributes and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column_header import Column, Sampled

_WHAT = re.compile(
    r"(?:changed |meta |custom |modified |updated )?(?:field|attribute|property|key|column|item)s?"
    r"(?: ?(?:name|code|oid|key))?|change[sd]"
)
_VALUE = re.compile(
    r"(?:new|old|previous|prior|current|meta|attribute|field) ?values?|value|new|old|before|after"
)
# What forms call their questions and answers, and many other things by: the names must say what they hold.
_ASKED = re.compile(
    r"(?:question|label|name|title|caption|prompt|display|parameter|item|info|frage|feld|merkmal|champ|libelle"
    r"|campo|pregunta|pergunta|domanda|vraag|veld|pole|pytanie)s?(?: ?(?:text|label|name|title))?"
)
_ANSWER = re.compile(
    r"(?:field |attribute )?val|(?:answer|response|reply|value|antwort|wert|reponse|valeur|respuesta|resposta"
    r"|valor|risposta|valore|antwoord|waarde|odpowiedz|wartosc)s?(?: ?(?:text|value|label|string))?"
)
# So many names say what their values are, and such a share of all.
_RULED_LEAST, _RULED_SHARE = 2, 0.15
# What a program calls a field by: no text, no number.
_NAME = re.compile(r"[\[\"']{0,2}_?([A-Za-z][\w .\-]{1,39})[\]\"']{0,2}")


def pairs(samples: Sequence[Sampled], taken: set[int]) -> tuple[tuple[int, int], ...]:
    """Return the places of a column of fields' names with each column of their values."""
    valued = [sample for sample in samples if sample.titles and _VALUE.fullmatch(sample.titles[-1])]
    named = [one for one in samples if one.titles and _WHAT.fullmatch(one.titles[-1]) and _is_named(one)]
    answers = [sample for sample in samples if sample in valued or sample.titled(_ANSWER)]
    asked = [one for one in samples if answers and one not in answers and _is_asked(one) and _is_named(one)]
    asked = [one for one in asked if any(_is_answered_by(one, answer) for answer in answers)]
    if len(asked) == 1:
        named, valued = asked, answers
    if len(named) != 1:
        return ()
    return tuple((named[0].index, sample.index) for sample in valued if sample.index not in taken)


def _is_named(sample: Sampled) -> bool:
    """Return whether a column holds names of fields."""
    return bool(sample.values) and sample.share(_NAME) > 0.5


def _is_asked(sample: Sampled) -> bool:
    return sample.titled(_ASKED) or sample.titled(_WHAT)


def _is_answered_by(asked: Sampled, answer: Sampled) -> bool:
    """Return whether some names say what the values in their rows are, each in its row."""
    if len(asked.values) != len(answer.values):  # rows without either leave none to be paired
        return False
    ruled = sum(
        _find_rule(name, value) is not None for name, value in zip(asked.values, answer.values, strict=True)
    )
    return ruled >= _RULED_LEAST and ruled >= _RULED_SHARE * len(asked.values)


def _find_rule(name: str, value: str) -> column_header.Rule | None:
    """Return the rule by which a field's name says what its value is."""
    match = _NAME.fullmatch(name) if value else None
    if not match:
        return None
    return column_header.find_rule(Sampled(0, "", column_header.plain_header(match[1]), (value,)))


def read_changes(
    index: int, names: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[Column, list[str]]]:
    """Yield, for each kind of data that rows say they hold, a column of those rows' values, others empty."""
    found: dict[str, tuple[Column, list[str]]] = {}
    for row, (name, value) in enumerate(zip(names, values, strict=True)):
        rule = _find_rule(name, value)
        if rule is None:
            continue
        if rule.kind not in found:
            column = Column(index, "", rule.kind, rule.score, ("row:+",))
            found[rule.kind] = column, [""] * len(values)
        found[rule.kind][1][row] = value
    yield from found.values()
