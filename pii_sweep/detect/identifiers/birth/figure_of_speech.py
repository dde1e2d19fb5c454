"""Projects, ideas and firms that are born in a figure of speech: `the brand was born on 12.05.2010`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern import gate

_WORDS: Mapping[str, Sequence[str]] = lexicon.table("birth_labels")
_BORN = re.compile(rf"(?i)(?<![^\W_])(?:{'|'.join((*_WORDS['verbs'], *_WORDS['participles']))})(?![^\W_])")
_THING = gate.gated_words(r"(?i)(?<![^\W_])(?:", _WORDS["things"], r")(?![^\W_])")
_CAPITAL = r"(?-i:[^\W\d_a-zß-öø-ÿ])"
# They are the subject of a clause, with an article where its language has one, and no more than a name, an
# auxiliary or a place stands between them and the verb. Elsewhere a person is born: `the founder of the firm
# was born`, `sie ist Chefin der Firma und wurde am`.
_SUBJECT = re.compile(
    rf"(?i)(?:\A|[.!?:;,–(•*\-]\s{{0,8}}|\n[ \t]{{0,8}}(?={_CAPITAL})"
    rf"|(?<![^\W_])(?:{'|'.join(_WORDS['before_subjects'])})[ ])[\"'«„“]?"
    rf"(?:(?:{'|'.join(_WORDS['articles'])})[ ](?:[^\W\d_]{{2,24}}[ ])?"
    rf"|(?:l|un|dell)['’]|(?={'|'.join(_WORDS['bare_things'])}))"
    rf"(?:{'|'.join(_WORDS['things'])})[\"'»“”]?"
    rf"(?P<rest>(?:[ ](?:(?:{'|'.join(_WORDS['to_verbs'])})(?![^\W_])|{_CAPITAL}[^\W\d_]*)){{0,6}})[ ]?\Z"
)
_NEAR = 120  # characters before the verb


def is_born_thing(text: str, start: int, end: int) -> bool:
    """Return whether a project, an idea or a firm is the subject of a verb for birth, and no person."""
    low = max(0, start - _NEAR)
    if _THING.search(text, low, start) is None or _BORN.search(text, start, end) is None:
        return False
    subject = _SUBJECT.search(text, low, start)
    if subject is None:
        return False
    # `The Company President was born`, `the firm Ottilie was born`.
    own = [word.casefold() for word in subject["rest"].split() if word[0].isupper()]
    return lexicon.ordinary().isdisjoint(own) and not any(map(lexicon.clear_given_name, own))
