from __future__ import annotations

import pytest

from pii_sweep.errors import TooBig
from pii_sweep.extract.text import formula_text
from pii_sweep.extract.text.formula_text import Texts, literals
from pii_sweep.types import ObjectRef, Where

PLACE = Where(ObjectRef("b", "k.xlsx"))


def test_texts_in_quotes_that_say_something_are_taken_and_formats_are_not() -> None:
    formula = 'IF(A1>3,"call Ana Ruiz at ""home""",TEXT(B1,"0.00"))&"open"'
    assert list(literals(formula)) == ['call Ana Ruiz at "home"']


def test_texts_beyond_the_most_that_are_held_are_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formula_text, "MOST", 2)
    texts = Texts()
    texts.add(["one two", "one two", "two three"])
    assert not list(texts.gaps(PLACE))
    texts.add(["two three", "three four"])
    assert list(texts.held) == ["one two", "two three"]
    assert [gap.reason for gap in texts.gaps(PLACE)] == [TooBig.reason]
