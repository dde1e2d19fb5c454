from __future__ import annotations

import pytest

from pii_sweep.errors import TooBig
from pii_sweep.extract.text import formula_text
from pii_sweep.extract.text.formula_text import (
    LONGEST,
    Texts,
    evaluate,
    find_texts,
    holds_nothing_new,
    literals,
)
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


JOINED = {
    '"53"&"6-"&22&"-"&8743': "536-22-8743",
    'CONCATENATE("Ana ","Ruiz")': "Ana Ruiz",
    "CHAR(65)&CHAR(110)&_xlfn.UNICHAR(97)": "Ana",
    'of:=CONCATENATE("a";("b"&" c"))': "ab c",
    '_xlfn.TEXTJOIN("-",TRUE,"536","22","8743")': "536-22-8743",
    '"say ""no"" to"&" it"': 'say "no" to it',
    "536228743": "536228743",
}
HARMLESS = (
    "SUM(A1:A9)",
    "A2*1.2-$B$3",
    'IF(A1="","",VLOOKUP(A1,\'A & B\'!A:B,2,FALSE))',
    '"Total: "&TEXT(SUM(A1:A3),"#,##0.00")',
    "SUMIFS(C:C,A:A,A2,B:B,\">\"&D1)",
    'of:=SUM([.A1:.A9])/[.B2]',
    'IF(A1="P","B & C","D")',
    "LEFT(A1,3)",
)  # fmt: skip
OPEN = (
    'A2&"-"&B2',
    'A2&"-22-8743"',
    "CONCATENATE(A2,B2)",
    'TEXT(A1,"000-00-0000")',
    'REPT("5",3)&"-22"',
    "[1]Sheet1!A1",
    "536228743*1",
    "MYFUNCTION(A1)",
    "A1+" * LONGEST,
)


@pytest.mark.parametrize("formula", JOINED)
def test_constants_that_a_formula_joins_are_its_value(formula: str) -> None:
    assert evaluate(formula, lambda reference: None) == JOINED[formula]


def test_cells_that_are_known_are_joined() -> None:
    cells = {"A2": "Ana", "B2": "Ruiz"}
    assert evaluate('A2&" "&$B$2', cells.get) == "Ana Ruiz"
    assert evaluate('A2&" "&C2', cells.get) is None
    assert evaluate("A2+B2", cells.get) is None


@pytest.mark.parametrize("formula", HARMLESS)
def test_numbers_choices_and_cells_that_are_read_are_nothing_new(formula: str) -> None:
    assert holds_nothing_new(formula)
    assert evaluate(formula, lambda reference: None) is None


@pytest.mark.parametrize("formula", OPEN)
def test_values_that_are_put_together_may_be_something_new(formula: str) -> None:
    assert not holds_nothing_new(formula)


def test_texts_next_to_what_is_not_known_are_found_each_for_itself() -> None:
    assert find_texts('IF(A1="p",B1&"&"&C1,CHAR(65)&"na")') == ["p", "&", "Ana"]
    assert find_texts('"a b"&A1&"c"&"d"') == ["a b", "cd"]
    assert find_texts('HYPERLINK "mailto:x" \\o "tip"') == ["mailto:x", "tip"]
    assert find_texts("CHAR(A1)&CHAR(9999999999)&CONCAT(((") == []
