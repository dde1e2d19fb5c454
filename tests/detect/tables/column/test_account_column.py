"""Bank accounts by short headers next to banks or people, and by the numbers of their banks."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.decision import decide

WHO = ("Ada Lindberg", "Karl Horvat", "Petra Novak")
ACCOUNTS = ("648489890", "30072101", "5500218843")


def _accounts(found: dict[str, list[str]]) -> list[str]:
    return [value for key, held in found.items() if key.startswith("US_BANK_NUMBER") for value in held]


@pytest.mark.parametrize(
    "header",
    (
        "Kto-Nr",
        "Kto",
        "Kto.Nr.",
        "KtoNr",
        "Konto",
        "compte",
        "cuenta",
        "conto",
        "rekening",
        "счет",
        "č. účtu",
    ),
)
def test_short_headers_of_accounts_next_to_people_are_enough(columns, header: str) -> None:
    assert _accounts(columns(("Name", header), *zip(WHO, ACCOUNTS, strict=True))) == list(ACCOUNTS)


@pytest.mark.parametrize("header", ("DDACC", "dd_acc", "DD Acc No", "ACHACCT"))
def test_the_account_of_a_direct_debit_is_known_by_short_headers(columns, header: str) -> None:
    assert _accounts(columns(("Name", header), *zip(WHO, ACCOUNTS, strict=True))) == list(ACCOUNTS)


@pytest.mark.parametrize("header", ("Kto", "Konto", "conto", "cuenta"))
def test_a_ledgers_accounts_next_to_people_are_no_banks(columns, header: str) -> None:
    rows = zip(WHO, ("70001", "70002", "70003"), strict=True)
    assert not _accounts(columns(("Name", header), *rows))
    assert not _accounts(columns(("Text", header, "Soll"), *((t, "1200", "9,10") for t in ("Kasse", "Bank"))))


@pytest.mark.parametrize(
    ("header", "codes"),
    (
        (("sort", "acc"), ("20-11-47", "40-02-99", "30-80-12")),
        (("sc", "ac"), ("20-11-47", "40-02-99", "30-80-12")),
        (("sort_code", "acc_number"), ("201147", "400299", "308012")),
        (("BLZ", "Konto"), ("50050201", "70020270", "10077777")),
        (("rt", "acct"), ("122105155", "124003116", "026009593")),
        (("ifsc", "a/c"), ("HDFC0001203", "SBIN0004411", "ICIC0000020")),
    ),
)
def test_an_account_next_to_its_banks_code_needs_no_people(columns, header, codes) -> None:
    assert _accounts(columns(header, *zip(codes, ACCOUNTS, strict=True))) == list(ACCOUNTS)


def test_a_customers_account_next_to_people_alone_is_no_banks(columns) -> None:
    for header in ("acct", "account", "acc_no", "a/c"):
        assert not _accounts(columns(("name", header), *zip(WHO, ACCOUNTS, strict=True)))


def test_a_banks_code_and_an_account_in_one_cell_are_an_account(columns) -> None:
    routed = ("122105155/48800912", "124003116/0077120034", "026009593/55120087")
    sorted_ = ("20-11-47 30072101", "40-02-99 64848989", "30-80-12 55002188")
    spanish = ("2038 5778 98 3000760236", "0049 1500 05 1234567892", "2100 0418 45 0200051332")
    for header, cells in (("dd", routed), ("bank", sorted_), ("ref", spanish)):
        assert _accounts(columns(("name", header), *zip(WHO, cells, strict=True))) == list(cells)
    wrong = ("122105156/48800912", "124003117/0077120034", "026009594/55120087")
    assert not _accounts(columns(("name", "part"), *zip(WHO, wrong, strict=True)))
    assert not _accounts(columns(("name", "batch"), *zip(WHO, sorted_, strict=True)))


CARDS = ("6216617828830059619", "6216615764012707182", "6216610632615227046")


@pytest.mark.parametrize("header", ("银行卡号", "acctNumber", "Kontonummer"))
def test_accounts_that_are_cards_by_scheme_and_check_digit_are_cards(columns, header: str) -> None:
    found = columns(("Name", header), *zip(WHO, CARDS, strict=True))
    assert found[f"CREDIT_CARD@{header}"] == list(CARDS)
    assert not _accounts(found)


def test_accounts_of_a_card_s_length_without_its_check_digit_stay_accounts(columns) -> None:
    wrong = [value[:-1] + str((int(value[-1]) + 1) % 10) for value in CARDS]
    found = columns(("Name", "银行卡号"), *zip(WHO, wrong, strict=True))
    assert _accounts(found) == wrong


CHECKS = (
    ("PC-81", "82865119", "CHECKING", "081062012", "First Bank", "Dale", "Thibodeaux", "719-588-2564"),
    (
        "PC-82",
        "550390762218",
        "SAVINGS",
        "042011743",
        "Front Range CU",
        "Carla",
        "DiPasquale",
        "303-586-2789",
    ),
    ("PC-83", "5986703745", "CHECKING", "121059600", "Mesa Bank", "Roberta", "Kessinger", "970-598-3505"),
)


def test_accounts_next_to_their_kind_and_their_bank_need_no_header(columns) -> None:
    found = columns((), *CHECKS)
    assert found["US_BANK_NUMBER@2"] == [row[1] for row in CHECKS]
    assert not any(key.startswith("US_SSN") for key in found)


def test_figures_next_to_a_kind_of_account_without_a_bank_are_none(columns) -> None:
    rows = [(*row[:3], f"{at}12345678", *row[4:]) for at, row in enumerate(CHECKS, 1)]
    assert "US_BANK_NUMBER@2" not in columns((), *rows)


def test_accounts_of_czechia_prove_themselves_next_to_people() -> None:
    mailboxes = ("ada@example.org", "karl@example.org", "petra@example.org")
    header, right = ("name", "email", "Spoj."), ("2770123639/0300", "19-2000145399/0800", "2227282574/2010")
    wrong = ("2770123638/0300", "19-2000145398/0800", "2227282573/2010")
    for accounts, proven in ((right, True), (wrong, False)):
        rows = list(zip(WHO, mailboxes, accounts, strict=True))
        assert ("US_BANK_NUMBER" in {one.kind for one in decide(header, rows)}) == proven


@pytest.mark.parametrize(
    ("header", "accounts"),
    [
        ("utalás", ("11731001-20847361-90000000", "10402719-50268394-85000002", "11773085-00812344")),
        ("na konto", ("77114020040000370279915026", "36102018530000160204481137", "gotówka")),
        ("vpa", ("sunita.rrao@okicici", "9936205514@ybl", "venkat1952@oksbi")),
        ("Bszla", ("11731001-20847361-90000000", "10402719-50268394-85000002", "11773085-00812344")),
        ("계좌", ("481902-04-317265", "302-0914-7726-31", "110-482-917364")),
    ],
)
def test_accounts_by_the_form_and_the_check_digits_of_their_country(
    columns, header: str, accounts: tuple[str, ...]
) -> None:
    found = _accounts(columns(("Name", header), *zip(WHO, accounts, strict=True)))
    assert set(found) == set(accounts) - {"gotówka"}


def test_an_account_next_to_the_number_of_its_branch(columns) -> None:
    header = ("Name", "BankAccount1_BSB", "BankAccount1_AccountNumber")
    rows = zip(WHO, ("063-142", "733-048", "083-214"), ("431586", "457601195", "496773"), strict=True)
    assert _accounts(columns(header, *rows)) == ["431586", "457601195", "496773"]


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        ("utalás", ("11731001-20847362-90000000", "10402719-50268394-85000003", "11773085-00812345")),
        ("kod", ("77114020040000370279915027", "36102018530000160204481138", "03124012551111001035526619")),
        ("host", ("deploy@web", "root@build", "ada@intranet")),
    ],
)
def test_numbers_of_that_form_without_its_check_digits_are_no_accounts(
    columns, header: str, numbers: tuple[str, ...]
) -> None:
    assert not _accounts(columns(("Name", header), *zip(WHO, numbers, strict=True)))


def test_accounts_without_a_header_stand_next_to_the_kinds_of_spanish_speaking_banks(columns) -> None:
    kinds, numbers = ("CTE", "AHO", "AHO"), ("3594299432", "2298667724", "3509747679")
    rows = list(zip(kinds, numbers, WHO, ("a@b.example", "c@d.example", "e@f.example"), strict=True))
    assert _accounts(columns((), *rows)) == list(numbers)
    rooms = list(zip(("NORTE", "SUR", "SUR"), numbers, WHO, ("a@b.example",) * 3, strict=True))
    assert not _accounts(columns((), *rooms))


CLABES = ("014320291252969034", "021580726788461427", "072180547719078187")


def test_mexican_accounts_next_to_people_are_known_by_their_check_digit(columns) -> None:
    assert _accounts(columns(("Nombre", "CTA_DEP"), *zip(WHO, CLABES, strict=True))) == list(CLABES)
    counted = ("014320291252969035", "014320291252969036", "014320291252969037")
    assert not _accounts(columns(("Nombre", "folio"), *zip(WHO, counted, strict=True)))
    assert not _accounts(
        columns(("Artículo", "folio"), *zip(("Mesa", "Silla", "Banco"), CLABES, strict=True))
    )


def test_accounts_behind_routing_numbers_and_by_a_code_of_the_clearing_house_need_no_people(columns) -> None:
    banks = ("121000248", "021000021", "011401533", "091000019", "121042882")
    accounts = ("187513341", "92731193", "8782441698", "25755641", "3864759201")
    rows = list(
        zip(banks, accounts, ("22", "32", "22", "22", "27"), ("RX", "QT", "RX", "QT", "RX"), strict=True)
    )
    assert columns((), *rows)["US_BANK_NUMBER@2"] == list(accounts)
    counted = [(str(int(bank) + 1).zfill(9), *row) for bank, *row in rows]
    assert "US_BANK_NUMBER@2" not in columns((), *counted)


def test_the_short_word_for_an_account_heads_one_next_to_its_holder() -> None:
    header = ("acc_number", "acc_holder_name")
    rows = list(zip(("00201570211", "11720240143", "11720511722"), WHO, strict=True))
    assert "US_BANK_NUMBER" in {one.kind for one in decide(header, rows)}
    goods = list(zip(("00201570211", "11720240143", "11720511722"), ("red", "blue", "red"), strict=True))
    assert "US_BANK_NUMBER" not in {one.kind for one in decide(("acc_number", "colour"), goods)}


def test_one_mistyped_bank_among_five_hides_no_accounts(columns) -> None:
    banks = ("021000021", "042011743", "121059600", "011401533", "091000019", "021000021")
    rows = [
        (f"07-{at}", "ACH", bank, f"{at}9553{at}83712", "SAV", "2026-12-10")
        for at, bank in enumerate(banks, 1)
    ]
    assert columns((), *rows)["US_BANK_NUMBER@4"] == [row[3] for row in rows]
    wrong = [(*row[:2], f"{at}23456789", *row[3:]) for at, row in enumerate(rows, 1)]
    assert "US_BANK_NUMBER@4" not in columns((), *wrong)


@pytest.mark.parametrize(("header", "held"), [("customText4", True), ("UDF 2", True), ("Batch", False)])
def test_a_sort_code_and_an_account_may_stand_in_a_field_of_the_users(
    columns, header: str, held: bool
) -> None:
    values = ("20-11-43 31926819", "40-52-40 12004489", "60-83-71 88120045")
    found = columns(("Name", header), *zip(WHO, values, strict=True))
    assert bool(_accounts(found)) is held


@pytest.mark.parametrize("prefix", ("Gf_", "PM_", "mandate."))
def test_an_account_with_the_prefix_of_its_banks_code_is_a_banks(columns, prefix: str) -> None:
    header = ("Donor", f"{prefix}Bank_sort_code", f"{prefix}Account_number")
    codes = ("20-11-47", "40-02-99", "30-80-12")
    assert _accounts(columns(header, *zip(WHO, codes, ACCOUNTS, strict=True))) == list(ACCOUNTS)


def test_an_account_with_another_prefix_than_the_banks_code_is_no_banks(columns) -> None:
    header = ("Donor", "Gf_Bank_sort_code", "Ledger_Account_number")
    codes, ledger = ("20-11-47", "40-02-99", "30-80-12"), ("60010", "60020", "60010")
    assert not _accounts(columns(header, *zip(WHO, codes, ledger, strict=True)))


@pytest.mark.parametrize("name", ["disb_acct_nbr", "Disbursement Account", "Payout acct no", "ACCNUM"])
def test_the_account_that_somebody_is_paid_to_is_a_bank_s_next_to_their_number(columns, name: str) -> None:
    numbers = ("589-52-6690", "257-20-6580", "107-93-9267")
    header = ("Name", "SSNO", name)
    assert _accounts(columns(header, *zip(WHO, numbers, ACCOUNTS, strict=True))) == list(ACCOUNTS)
