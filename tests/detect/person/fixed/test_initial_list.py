"""Columns without a header of people's names that are cut off at one width."""

from __future__ import annotations

from pii_sweep.detect.person.fixed import initial_list


def test_names_in_capitals_cut_off_at_one_width_are_people() -> None:
    values = ["MIETTINEN P", "HEIKKINEN JU", "SALMINEN ANN", "LAAKSONEN O", "ALI FADUMA", "HÄMÄLÄINEN S"]
    assert initial_list.are_cut_off(values)


def test_goods_and_towns_cut_off_at_one_width_are_no_people() -> None:
    goods = ["HAMMER CLAW", "SCREW M8 GAL", "WASHER FLAT", "PAINT WHITE ", "DRILL CORDLE", "TAPE MASKING"]
    towns = ["HELSINKI", "TAMPERE", "JYVÄSKYLÄ", "LAPPEENRANTA", "ROVANIEMI", "SEINÄJOKI"]
    assert not initial_list.are_cut_off([value.strip() for value in goods])
    assert not initial_list.are_cut_off(towns)


def test_family_names_alone_are_no_names_that_are_cut_off() -> None:
    families = ["ARANGO", "MONTOYA", "RESTREPO", "CASTAÑEDA", "VELASQUEZ", "BERMUDEZ", "ECHEVERRI"]
    assert not initial_list.are_cut_off(families)
