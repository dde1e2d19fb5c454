from __future__ import annotations

import pytest

from pii_sweep.detect.person.fixed import declared_name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Je soussigné Gwénaël Le Floc'h, né le 12/05/1986 à Quimper,", ["Gwénaël Le Floc'h"]),
        ("Ich, Hannelore Quast, geboren am 3.4.1950, erkläre", ["Hannelore Quast"]),
        ("Il sottoscritto Gavino Puddu dichiara", ["Gavino Puddu"]),
        ("ondergetekende, Th. van der Meulen-Bos, verklaart", ["Th. van der Meulen-Bos"]),
        ("Vrbta Xqzwna, nar. 12. 5. 1986", ["Vrbta Xqzwna"]),
        ("The undersigned Parties agree", []),
        ("the undersigned Kestrel Holdings Ltd agrees", []),
        ("Berlin, am 12. Mai", []),
    ],
)
def test_who_signs_swears_or_was_born_is_named_whatever_the_lists_know(text: str, names: list[str]) -> None:
    found = {text[hit.start : hit.end] for hit in declared_name.find(text)}
    assert found == set(names)


def test_a_door_log_names_the_holder_behind_an_equals_sign(find) -> None:
    text = "08:12:02 READER=04 CARD=0014471 HOLDER=BRANDVOLD OTTILIE RESULT=GRANTED\n"
    assert find(text, "log").get("PERSON") == ["BRANDVOLD OTTILIE"]
    assert "PERSON" not in find("08:12:02 owner=Build Server result=ok\nname=Main Lobby Door\n", "log")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('tags = {\n  Name = "Horatio Private"\n}', False),
        ('[[menu]]\nname = "Abbey St Bathans"\n', False),
        ('name = "Lower Meadow"\nbeds = 96', False),
        ('name = "Horatio Bathgate"\n', True),
        ("holder = Private Horatio\n", True),
        ('name = "Anna Young"\n', True),
    ],
)
def test_a_name_alone_before_an_equals_sign_needs_a_given_name(text: str, named: bool) -> None:
    assert bool(list(declared_name.find_pairs(text))) is named
