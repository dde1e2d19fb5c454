"""The chances that a column is worth are no smaller than what drawn numbers show."""

from __future__ import annotations

import random

import pytest

from pii_sweep.detect.identifiers.check_digits import luhn
from pii_sweep.detect.identifiers.national import chance, check, insurance
from pii_sweep.detect.identifiers.national.recognizer import schemes

DRAWN = 20_000
# Figures of the numbers of each check that has nothing but figures.
FIGURES = {
    check.verhoeff: 12, check.cpf: 11, check.croatia: 11, check.bulgaria: 10, check.pesel: 11,
    check.south_africa: 13, check.nhs: 10, check.australia: 9, check.netherlands: 9, check.sweden: 10,
    check.austria: 10, check.portugal: 9, check.czech: 10, check.romania: 13, check.my_number: 12,
    check.china: 18, check.thailand: 13, check.chile: 9, check.israel: 9, check.ukraine: 10,
    check.yugoslavia: 13, check.iceland: 10, check.baltic: 11, check.iran: 10, check.new_zealand: 9,
    check.amka: 11, check.greek_tax: 9, check.hungarian_insurance: 9, check.hungarian_tax: 10,
    check.kazakhstan: 12, check.ecuador: 10, check.uruguay: 8, check.salvador: 9, luhn: 9,
    check.turkey: 11, check.norway: 11, check.belgium: 11, check.russian_tax: 12, check.snils: 11,
    check.denmark: 10, check.malaysia: 12, check.korea: 13, check.indonesia: 16,
    check.german_tax: 11, check.egypt: 14,
    insurance.argentina: 11, insurance.brazil_insurance: 11, insurance.guatemala: 13, insurance.kuwait: 12,
    insurance.moldova: 13, insurance.portugal_insurance: 11, insurance.slovenia_tax: 8,
    insurance.uzbekistan: 14, insurance.luxembourg: 13, insurance.spain_insurance: 12,
}  # fmt: skip


@pytest.mark.parametrize("holds", FIGURES, ids=lambda holds: holds.__name__)
def test_drawn_numbers_pass_no_more_often_than_the_chance_says(holds) -> None:
    draw = random.Random(holds.__name__)
    numbers = ["".join(draw.choices("0123456789", k=FIGURES[holds])) for _ in range(DRAWN)]
    said = chance.CHANCES[holds] * (chance.DAY if holds in chance.YEARS else 1.0)
    assert sum(map(holds, numbers)) / DRAWN <= 1.1 * said


def test_every_check_that_a_column_can_be_decided_by_is_drawn_or_has_letters() -> None:
    lettered = {
        *(check.hong_kong, check.curp, check.mexican_tax, check.spain, check.italy, check.france, check.icao),
        *(check.german_insurance, check.polish_card, check.finland, check.taiwan, check.singapore),
        *(check.ireland, check.switzerland, check.latvia, check.britain),
    }
    assert {one.proof for one in schemes()} & set(chance.CHANCES) <= set(FIGURES) | lettered


def test_dates_of_a_few_years_count_for_nothing() -> None:
    orders = ["2403181111", "2305112222", "2501023333", "2407264444"]
    births = ["6403181111", "0305112222", "8501023333", "9407264444"]
    assert chance.of_column(check.sweden, orders, 4) > 1e-4
    assert chance.of_column(check.sweden, births, 4) < 1e-6


def test_births_of_one_day_of_a_year_count_for_nothing() -> None:
    batches = [f"2505{batch:02d}{batch * 137 % 9000:04d}" for batch in range(1, 17)]
    births = [f"{batch + 5:02d}{batch % 12 + 1:02d}{batch * 5:02d}1234" for batch in range(1, 17)]
    assert not chance.are_births(check.denmark, batches)
    assert chance.are_births(check.denmark, births)
    assert not chance.are_births(check.sweden, [f"{year:02d}05182744" for year in range(60, 80)])


def test_numbers_that_do_not_pass_make_a_column_likelier_by_chance() -> None:
    passed = ["0"] * 10
    assert chance.of_column(luhn, passed[:9], 10) > 9 * chance.of_column(luhn, passed, 10)
