"""The changes that were chosen by hand fit the code as it is."""

from __future__ import annotations

import ast

import pytest

from tests.mutation.chosen import CHOSEN, Chosen, make_mutant


@pytest.mark.parametrize("one", CHOSEN, ids=lambda one: one.path)
def test_a_chosen_change_alters_one_place_and_leaves_a_module(one: Chosen) -> None:
    assert ast.dump(ast.parse(make_mutant(one).text)) != ast.dump(
        ast.parse(make_mutant(one._replace(after=one.before)).text)
    )


def test_a_change_whose_text_is_gone_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not hold once"):
        make_mutant(CHOSEN[0]._replace(before="text that no module has"))
