"""What a document is about decides whether its totals were charged for an order."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pii_sweep.detect.amount.transaction import count_words, is_of_others, order_probability, shows_order
from pii_sweep.types import Detection, Passage

HELD = tomllib.loads(
    (Path(__file__).parents[3] / "models/train/transactions.toml").read_text(encoding="utf-8")
)


def test_documents_that_the_weights_were_fitted_on_are_kept_apart() -> None:
    kept = [shows_order(text) for text in HELD["orders"]]
    dropped = [not shows_order(text) for text in HELD["others"]]
    assert sum(kept) >= len(kept) - 1
    assert sum(dropped) >= len(dropped) - 2


@pytest.mark.parametrize(
    "text",
    [
        "Statement of account\nOpening balance 88.00\nWithdrawals 20.00\nTotal 68.00\nClosing balance 136.00",
        "Escrow and principal\nYour loan payment\nTotal payment due $1,911.40\nLender: Birch Home Loans",
        "Employee: R. Moss\nOvertime hours 4\nGross wages 2,040.00\nTotal $1,702.15",
        "The tenant owes rent for June and July. Total due $2,900.00. The landlord went to court.",
        "export const total = 18.99; // return null\nexpect(total)",
        "Budget of the fiscal year\nRevenue and expenses\nTotal $812,000.00",
    ],
)
def test_amounts_of_loans_wages_rents_code_and_budgets_are_no_orders(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text)


def test_few_words_of_another_kind_drop_no_order(find) -> None:
    assert find("Plumbing, 3 hours of labor\nTotal $240.00")["ORDER_VALUE"] == ["$240.00"]
    assert shows_order("")


def test_words_of_orders_outweigh_the_others() -> None:
    claim = "claim deductible provider"
    assert order_probability(count_words(claim)) < order_probability(
        count_words(f"{claim} invoice order item")
    )


def test_the_folio_of_a_hotel_is_summed_up_once(find) -> None:
    text = (
        "GUEST FOLIO\nRoom Charge  176.00\nOccupancy Tax  20.68\nTotal Folio (USD)  196.68\nBalance Due  0.00"
    )
    assert find(text)["ORDER_VALUE"] == ["196.68"]
    stay = "The total for your stay, taxes and\nfee included, is $606.50; it will be charged at check-in."
    assert find(stay, "prose")["ORDER_VALUE"] == ["$606.50"]


def test_hours_of_a_week_and_gifts_of_donors_sum_up_to_no_order(columns) -> None:
    week = ("Employee", "Mon", "Tue", "Wed", "Total")
    found = columns(week, ("Ann Lee", "7.5", "8", "7", "22.50"), ("Omar Diaz", "8", "8", "8", "24.00"))
    assert not any(key.startswith("ORDER_VALUE") for key in found)
    gifts = ("donor_name", "amount", "currency")
    found = columns(gifts, ("Ann Lee", "25.00", "USD"), ("Omar Diaz", "40.00", "USD"))
    assert not any(key.startswith("ORDER_VALUE") for key in found)


@pytest.mark.parametrize(
    "text",
    [
        "Rechenbeispiel: Nettodarlehensbetrag 10.000,00 €, Rate 232,50 €, Gesamtbetrag 11.160,00 €.",
        "Eintritt: Erwachsene 9,00 €, ermäßigt 6,00 €, Familienkarte, Gesamtpreis 20,00 €.",
        "Presupuesto municipal, aprobado por el pleno: limpieza 412.000,00 €. Total 674.700,00 €.",
        "Under the will the residue, £41,208.11 in total, is left to the estate of her sister.",
        "Tarifs : repas enfant 3,20 €, forfait mensuel 51,20 €, total annuel 921,60 €.",
    ],
)
def test_loans_tariffs_budgets_and_legacies_in_other_languages_are_no_orders(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


def test_a_total_without_words_of_orders_is_less_sure(detector, place) -> None:
    def best(text: str) -> float:
        found = detector.examine([Passage(text, place)])
        return max(
            (one.score for one in found if isinstance(one, Detection) and one.entity == "ORDER_VALUE"),
            default=0,
        )

    assert best("Total: $25.00") < best("Invoice 44\nItem, quantity 2\nShipping 4.00\nTotal: $25.00")


def test_what_somebody_laid_out_is_no_order(columns) -> None:
    header = ("Employee", "Date", "Purpose", "Amount")
    found = columns(header, ("Ann Lee", "3/1", "Taxi", "$23.00"), ("Omar Diaz", "3/2", "Lunch", "$14.50"))
    assert not any(key.startswith("ORDER_VALUE") for key in found)


@pytest.mark.parametrize(
    "text",
    [
        "Voorraad 8, debiteuren 11.905, bank 6.318. Eigen vermogen 22.071, lening 12.500. Totaal 42.063.",
        "Parish council, minutes of 2 July. Apologies were received. Payments of £2,311.08 were authorised.",
        "Gruppen zahlen pauschal 60 €, Schulklassen 35 €. Begrüßung im Saal, dann Kuppel.",
    ],
)
def test_balances_minutes_and_tariffs_of_groups_are_no_orders(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "of_others"),
    [
        ("The tenant owes rent for June and July. Total due $2,900.00. The landlord went to court.", True),
        ("Gross wages 2,040.00, overtime, payroll. Total $1,702.15. Invoice attached.", True),
        ("The van went to court on Friday; invoice paid, order delivered.", False),
        ("Collected by noon.", False),
    ],
)
def test_a_text_is_of_others_where_words_of_one_outweigh_those_of_an_order(
    text: str, of_others: bool
) -> None:
    assert is_of_others(text) == of_others


def test_words_that_code_shares_with_other_languages_are_code_where_they_stand_as_in_code() -> None:
    words = "Det var dejligt, i alt 2.110 kr. Null Problem! First class, return by print."
    assert not count_words(words)["code"]
    assert count_words("class Basket:\n    def total(self): return None\nvar fee = 3; import os;")["code"] > 3


def test_the_sender_s_own_fee_is_an_order_s() -> None:
    assert count_words("Our fees for the return come to Rs. 4,720.")["order"] == 1
    assert count_words("Unser Honorar beläuft sich auf 310 CHF.")["order"] == 1
    assert count_words("The court fees come to Rs. 4,720.")["order"] == 0
