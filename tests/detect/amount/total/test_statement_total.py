"""Figures of a record that are no money: measures in a series."""

from __future__ import annotations

import pytest

from pii_sweep.detect.amount.total.statement_total import find_measured


def _write(values: str) -> str:
    return "Nombre: Albacete. Total.\n" + "".join(f"Data.Valor: {value}\n" for value in values.split())


@pytest.mark.parametrize("values", ["0.834 7.69 -1.206 8.087 3.977", "0,0412 0,0398 0,0401 0,0422 0,0377"])
def test_values_that_are_finer_than_cents_are_measures(values: str) -> None:
    assert find_measured(_write(values)) == {"Data.Valor"}


@pytest.mark.parametrize(
    "values", ["83.40 76.90 12.06 80.87 39.77", "1.774 12.400 3.080 1.120 2.999", "0.834 7.696"]
)
def test_amounts_thousands_and_single_values_are_none(values: str) -> None:
    assert not find_measured(_write(values))


def test_a_payslip_of_another_language_shows_no_order(find) -> None:
    rows = "Grundbetrag 2.100,00\nZulage 90,00\nSumme 2.190,00 €\n"
    assert "ORDER_VALUE" not in find(f"Gehaltsabrechnung Mai, Lutz Beyer\n{rows}", "prose")
    assert "ORDER_VALUE" in find(f"Rechnung Mai, Lutz Beyer\n{rows}", "prose")
