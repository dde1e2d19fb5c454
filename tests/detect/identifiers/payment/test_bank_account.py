"""Accounts at banks: by their label where a bank is near, beside wages, at the foot of checks."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import check_digits


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("Bank: Cascade Credit Union\nABA/Routing: 325081403\nAccount #: 00448120093\n", "00448120093"),
        ("bank account number: L0662300017", "L0662300017"),
        ("Kto-Nr.: 48 221 907, BLZ 370 501 98", "48 221 907"),
        ("N° de compte 00012345678, code banque 30004", "00012345678"),
        ("conta corrente 12345-6, agência 0001, Banco do Brasil", "12345-6"),
        ("My account number is 004412987 and the routing number 021000021.", "004412987"),
        ("Please wire to First Prairie Bank, ABA 071000013, A/C 3348-22719-5.", "3348-22719-5"),
        ("depositar en cuenta corriente 00-163-08827-04 Banco de Chile", "00-163-08827-04"),
        ("cuenta de ahorros N° 7741882301, Banco Austral", "7741882301"),
        ("Checking account number\n\n8837261\n\nRouting number\n\n071000013\n", "8837261"),
        ("Routing / ABA No.  Account No.\n071000013  5499391666\n", "5499391666"),
        ('PAY TO THE ORDER OF Ella Stone\nMEMO rent\n:071000013: 4481200937" 1042\n', "4481200937"),
        ("VOID\n⑆071000013⑆ 4481200937⑈ 1042\n", "4481200937"),
    ],
)
def test_an_account_is_distinguished_from_the_number_of_its_bank(find, text: str, account: str) -> None:
    assert find(text)["US_BANK_NUMBER"] == [account]


@pytest.mark.parametrize(
    "text",
    [
        "Your Consumers Gas account number 4481 2009 37 is past due.",
        "Account 446057, see the statement.",
        "bank account number: HANDOVER20260312",
        "Konto 40 auf Seite 12 des Kontenplans",
        "Bank of the West, routing no. 071000013",
    ],
)
def test_accounts_of_customers_and_banks_own_numbers_are_none(find, text: str) -> None:
    assert "US_BANK_NUMBER" not in find(text, "prose")


def test_routing_numbers_have_a_check_digit_and_a_district() -> None:
    assert check_digits.aba("071000013")
    assert not check_digits.aba("071000014")
    assert not check_digits.aba("991000013")


PEOPLE = ("Berg, Ada L", "Horvat, Karl", "Novak, Petra M")
ACCOUNTS = ("658453479", "90594871112", "4325911455")
WAGES = ("4313.00", "5081.00", "6372.00")
SSNS = ("512-65-2479", "583-20-2005", "279-92-1861")


@pytest.mark.parametrize("header", ("Acct #", "DD Acct", "Bank A/C No", "Deposit account"))
def test_accounts_stand_next_to_wages_and_banks(columns, header: str) -> None:
    rows = list(zip(PEOPLE, ACCOUNTS, WAGES, strict=True))
    assert columns(("Employee", header, "Net"), *rows)[f"US_BANK_NUMBER@{header}"] == list(ACCOUNTS)


def test_an_account_next_to_people_alone_may_be_a_customers(columns) -> None:
    rows = list(zip(PEOPLE, ACCOUNTS, strict=True))
    assert not any(key.startswith("US_BANK_NUMBER") for key in columns(("Customer", "Acct"), *rows))


@pytest.mark.parametrize("header", ("Gross", "Amount"))
def test_what_employees_with_their_tax_numbers_get_are_wages(columns, header: str) -> None:
    rows = list(zip(PEOPLE, SSNS, WAGES, strict=True))
    assert f"ORDER_VALUE@{header}" not in columns(("Employee", "SSN", header), *rows)


def test_gross_and_net_of_orders_stay_charges(columns) -> None:
    rows = list(
        zip(("AB-20417", "AB-20418", "AB-20419"), PEOPLE, WAGES, ("1.00", "2.00", "3.00"), strict=True)
    )
    assert columns(("Order no", "Customer", "Gross", "Net"), *rows)["ORDER_VALUE@Gross"] == list(WAGES)


def test_an_account_of_a_natural_person_in_russia_needs_no_label(find) -> None:
    text = "ПлательщикСчет=40817810638063414866\nПолучательСчет=40703810563000001842\n"
    assert find(text)["US_BANK_NUMBER"] == ["40817810638063414866"]  # the other is a society's
    assert "US_BANK_NUMBER" not in find("Barcode 40817810638063414866123 of box 4\n")


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("transfer DP dari BRI 002193700824186", "002193700824186"),
        ("국민 453070-04-564774 남궁태린", "453070-04-564774"),
        ("Zenith 4830086184", "4830086184"),
        ("Refund pls to BSB 016-338 acc 482910773 name T Fono", "482910773"),
    ],
)
def test_a_banks_name_right_before_a_number_makes_it_an_account(find, text: str, account: str) -> None:
    assert find(text, "prose")["US_BANK_NUMBER"] == [account]


@pytest.mark.parametrize(
    "text",
    [
        "BCA Budi 081234567890",
        "BRI 081234567890",
        "full access 2024010112345",
        "대구 1234 국민 여러분",
        "부산 051-123-4567",
        "국민 010-4503-7422",
        "하나 01045037422",
        "Size: 512 MB 1073741824 bytes",
    ],
)
def test_telephones_and_other_numbers_behind_such_words_are_no_accounts(find, text: str) -> None:
    assert "US_BANK_NUMBER" not in find(text, "prose")


def test_a_wire_names_the_account_of_the_person_behind_it(find) -> None:
    assert find("88,ORG:/30471966 ODALYS P WINTERBOURNE\n")["US_BANK_NUMBER"] == ["30471966"]
    assert "US_BANK_NUMBER" not in find("88,BNF:/30471966 WINTERBOURNE SUPPLY LLC\n")


def test_an_account_that_is_a_card_by_scheme_and_check_digit_is_one(find) -> None:
    assert find("bank account number: 4556737586899855")["CREDIT_CARD"] == ["4556737586899855"]
    assert find("bank account number: 4556737586899856")["US_BANK_NUMBER"] == ["4556737586899856"]
