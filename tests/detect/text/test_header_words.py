"""Headers of columns word for word, and whose it is around them."""

import re
from collections import Counter

import pytest

from pii_sweep.detect.tables import column_header
from pii_sweep.detect.tables.column import account_column
from pii_sweep.detect.tables.decision import decide
from pii_sweep.detect.text import header_words, lexicon
from pii_sweep.detect.text.header_words import Headers

PEOPLE = [["Anna Berg"], ["Jonas Weber"], ["Lena Vogt"], ["Paul Kern"]]
PHONES = ["079 555 14 20", "078 555 90 11", "076 555 33 02", "079 555 71 48"]


def kinds(header: list[str], rows: list[list[str]]) -> dict[str, str]:
    return {column.name: column.kind for column in decide(header, rows)}


TELEPHONES = Headers(
    re.compile("telefon.*|ln"), frozenset({"handy"}), frozenset({"handy", "telefon", "numéro"})
)


@pytest.mark.parametrize("title", ["handy matki", "matka handy", "numéro du locataire", "kundentelefon"])
def test_whose_it_is_may_stand_before_or_behind_what_it_is(title: str) -> None:
    assert TELEPHONES.fullmatch(title)


@pytest.mark.parametrize("title", ["kundentelefonbuch", "handy sala", "mutter ln", "numéro"])
def test_a_header_of_something_else_is_none(title: str) -> None:
    assert not TELEPHONES.fullmatch(title)


def test_a_name_without_a_role_is_asked_for_alone() -> None:
    assert TELEPHONES.names("handy") and TELEPHONES.names("telefonbuch")
    assert not TELEPHONES.names("handy mutter") and TELEPHONES.fullmatch("handy mutter")
    assert TELEPHONES.fullmatch("mutter") is None


def test_headers_stand_as_columns_are_compared() -> None:
    for text in lexicon.texts("headers"):
        for line in text.splitlines():
            words = line.partition("\t")[2].split("|")
            assert all(word == word.lower() == word.strip() and "_" not in word for word in words), line[:60]


def test_a_header_names_one_kind_of_number_alone() -> None:
    numbers = ("PHONE_NUMBER", "NATIONAL_ID", "US_PASSPORT", "LICENSE_PLATE", "CREDIT_CARD", "DATE_OF_BIRTH")
    counts = Counter(word for kind in numbers for word in header_words.said(kind))
    assert len(counts) > 2_000 and max(counts.values()) == 1


def test_every_kind_of_the_lists_is_one_that_columns_are_decided_by() -> None:
    entries = lexicon.table("columns")["kind"]
    rules = {kind for entry in entries for key in ("said", "said_of_people") for kind in entry.get(key, ())}
    kinds = {kind.rstrip("*~") for kind in header_words._lists()}
    parts = {kind for kind in kinds if kind.islower()}
    others = {header_words.ROLE, header_words.WHOSE, "HEALTH", "HEALTH_OPEN", "ORDER_VALUE", "OTHER"}
    assert kinds == rules | parts | others
    assert all(column_header.part(kind).words for kind in parts)


@pytest.mark.parametrize("header", ["Natel", "N° d'urgence", "Cep tel. (veli)", "手机号码(家长)"])
def test_telephones_are_known_by_their_header_in_many_languages(header: str) -> None:
    rows = [[*name, phone] for name, phone in zip(PEOPLE, PHONES, strict=True)]
    assert kinds(["Name", header], rows)[header] == "PHONE_NUMBER"


def test_a_record_number_by_a_listed_header_needs_people() -> None:
    rows = [[*name, f"F.{at}14"] for at, name in enumerate(PEOPLE)]
    numbers = [[f"F.{at}1400"] for at in range(4)]
    header = "identifiant permanent patient"
    named = [[*name, *number] for name, number in zip(PEOPLE, numbers, strict=True)]
    assert kinds(["Nom", header], named)[header] == "MEDICAL_RECORD_NUMBER"
    assert header not in kinds(["Produit", header], [["Vis M4", *number] for number in numbers]) and rows


def test_a_social_security_number_stays_one_under_a_header_of_tax_numbers() -> None:
    rows = [[*name, f"786-4{at}-9549"] for at, name in enumerate(PEOPLE)]
    assert kinds(["Name", "Tax ID (SSN)"], rows).get("Tax ID (SSN)") != "NATIONAL_ID"


def test_health_and_belief_are_known_by_their_headers_in_a_table_of_people() -> None:
    header = ["Imię i nazwisko", "Choroby przewlekłe", "Wyznanie"]
    ill = ["astma", "cukrzyca", "", "nadciśnienie"]
    faith = ["rzymskokatolickie", "prawosławne", "rzymskokatolickie", "ewangelickie"]
    rows = [[*name, *rest] for name, *rest in zip(PEOPLE, ill, faith, strict=True)]
    found = kinds(header, rows)
    assert (found["Choroby przewlekłe"], found["Wyznanie"]) == ("HEALTH", "SENSITIVE_TRAIT")


def test_results_of_a_race_are_no_health() -> None:
    rows = [[*name, result] for name, result in zip(PEOPLE, ["34.2", "35.1", "36.0", "39.9"], strict=True)]
    assert "Wynik" not in kinds(["Zawodnik", "Wynik"], rows)


def test_a_long_cell_is_no_header_that_says_whose_something_is() -> None:
    assert header_words.without_role("kunden" + "x" * 70) and not header_words.without_role("kunden" * 50_000)


def test_headers_with_a_star_are_known_to_a_pattern() -> None:
    patterns = [rule.header.pattern for rule in column_header.rules()]
    patterns += [account_column._ACCOUNT, account_column._ANY_ACCOUNT]
    for kind, words in header_words._lists().items():
        if kind.endswith("*"):
            own = [column_header.part(kind[:-1]).pattern] if kind.islower() else patterns
            assert not [word for word in words if not any(one.fullmatch(word) for one in own)]
