"""Categories, breach elements, amounts, NIST level: the law as data."""

from __future__ import annotations

from datetime import date

import pytest

from pii_sweep.risk import statutory_amounts
from pii_sweep.risk.categories import ENTITIES, LETTERS, letters, spi_labels, spi_of
from pii_sweep.risk.elements import answer, elements_in, persons_with
from pii_sweep.risk.enisa import dpc, ei
from pii_sweep.risk.nist import nist_level
from pii_sweep.risk.priority import PRIORITY, priority, sort_key
from tests.risk.vector import parse_vector

CONTRACT = (
    "PERSON",
    "EMAIL_ADDRESS",
    "PHONE_NUMBER",
    "CREDIT_CARD",
    "US_SSN",
    "US_ITIN",
    "US_DRIVER_LICENSE",
    "US_PASSPORT",
    "US_BANK_NUMBER",
    "IBAN_CODE",
    "IP_ADDRESS",
    "DATE_OF_BIRTH",
    "MEDICAL_LICENSE",
    "STREET_ADDRESS",
    "ORDER_VALUE",
    "ORDER_ID",
    "TRACKING_NUMBER",
    "GEO_COORDINATES",
    "FACE",
    "CREDIT_CARD_CODE",
    "USERNAME",
    "PASSWORD",
    "IDENTITY_DOCUMENT",
    "HEALTH",
    "MINOR",
    "HEALTH_INSURANCE_NUMBER",
    "MEDICAL_RECORD_NUMBER",
    "SENSITIVE_TRAIT",
)


def of(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_every_entity_of_the_contract_has_letters_and_a_score() -> None:
    for entity in CONTRACT:
        row = ENTITIES[entity]
        assert row.letters and set(row.letters) <= LETTERS.keys()
        assert 1 <= row.dpc <= 4


def test_an_entity_of_a_custom_recognizer_is_an_identifier_until_it_is_placed() -> None:
    assert letters("LOYALTY_CARD") == ("A",)
    assert letters("LOYALTY_CARD", {"LOYALTY_CARD": ("D", "K")}) == ("D", "K")


@pytest.mark.parametrize(
    ("held", "law150", "law82"),
    [
        (of("PERSON", "STREET_ADDRESS", "ORDER_VALUE", "FACE", "GEO_COORDINATES"), "no", "no"),
        (of("PERSON", "US_SSN"), "yes", "yes"),
        (of("PERSON", "US_DRIVER_LICENSE"), "yes", "yes"),
        (of("PERSON", "CREDIT_CARD"), "indeterminate", "indeterminate"),
        (of("PERSON", "CREDIT_CARD", "CREDIT_CARD_CODE"), "yes", "yes"),
        (of("PERSON", "IDENTITY_DOCUMENT"), "indeterminate", "indeterminate"),
        (of("EMAIL_ADDRESS", "PASSWORD"), "yes", "yes"),
        (of("USERNAME", "PASSWORD"), "indeterminate", "yes"),
        (of("US_SSN"), "indeterminate", "indeterminate"),
        (of("PERSON", "HEALTH"), "indeterminate", "yes"),
        (of("PERSON", "HEALTH", "MEDICAL_RECORD_NUMBER"), "yes", "yes"),
        (of("PERSON", "HEALTH_INSURANCE_NUMBER"), "yes", "yes"),
        (of("PERSON", "SENSITIVE_TRAIT", "MINOR"), "no", "no"),
        (of("CREDIT_CARD", "CREDIT_CARD_CODE"), "no", "no"),
    ],
)
def test_breach_elements_are_combinations_on_one_person(
    held: frozenset[str], law150: str, law82: str
) -> None:
    assert answer({held: 1}, held, True, "150") == law150
    assert answer({held: 1}, held, True, "82") == law82


def test_elements_on_two_people_are_not_a_combination() -> None:
    combos = {of("PERSON"): 3, of("CREDIT_CARD", "CREDIT_CARD_CODE"): 2}
    assert persons_with(combos, "150") == 0
    assert all(not elements_in(combo, "150") for combo in combos)


def test_a_confirmed_cite_is_not_a_candidate_as_well() -> None:
    labels = spi_labels([of("CREDIT_CARD"), of("CREDIT_CARD", "CREDIT_CARD_CODE")])
    assert labels == ("§1798.140(ae)(1)(B) confirmed",)
    assert spi_of([of("CREDIT_CARD")])[0][0].question


def test_amounts_are_dated_and_zero_without_a_combination() -> None:
    table = statutory_amounts.amounts_on(date(2026, 11, 24))
    assert (table.damages, table.fines) == ((107, 799), (2_663, 7_988))
    assert statutory_amounts.amounts_on(date(2024, 6, 1)).damages == (100, 750)
    found = statutory_amounts.exposure_range(1000, 1200, "yes", table)
    assert (found.low_usd, found.high_usd) == (107_000, 958_800)
    none = statutory_amounts.exposure_range(1000, 1200, "no", table)
    assert (none.low_usd, none.high_usd) == (0, 0)
    assert statutory_amounts.exposure_range(1000, 1200, "indeterminate", table).high_usd == 0


def test_head_counts_use_the_rule_s_own_operator() -> None:
    over_500, spi_50k = statutory_amounts.THRESHOLDS[0], statutory_amounts.THRESHOLDS[1]
    assert statutory_amounts.check(over_500, 500, 500) == "no"
    assert statutory_amounts.check(over_500, 501, 900) == "yes"
    assert statutory_amounts.check(over_500, 0, float("inf")) == "indeterminate"
    assert statutory_amounts.check(spi_50k, 50_000, 50_000) == "yes"
    assert statutory_amounts.check(spi_50k, 0, 100, known=False) == "indeterminate"


def test_the_priority_table_is_the_contract_s() -> None:
    assert [priority(level, "PUBLIC") for level in PRIORITY] == ["P1", "P1", "P2", "P2", "P4", "P4"]
    assert [priority(level, "PRIVATE") for level in PRIORITY] == ["P3", "P3", "P4", "P4", "P4", "P4"]
    assert [priority("MEDIUM", exposure) for exposure in ("SHARED", "UNKNOWN")] == ["P3", "P3"]
    keys = [sort_key("LOW", "P4", 9, "a"), sort_key("HIGH", "P1", 5, "b"), sort_key("HIGH", "P1", 7, "c")]
    assert [key[3] for key in sorted(keys)] == ["c", "b", "a"]


def test_identification_follows_enisa_s_annex() -> None:
    assert ei(of("PERSON")) == 0.5
    assert ei(of("PERSON", "STREET_ADDRESS")) == 1.0
    assert ei(of("ORDER_VALUE")) == 0.25
    assert ei(frozenset()) == 0.0


def test_context_is_reduced_for_people_who_cannot_be_reached() -> None:
    assert dpc(of("PERSON", "ORDER_VALUE"), {}) == 2
    assert dpc(of("PERSON", "STREET_ADDRESS", "ORDER_VALUE"), {}) == 3
    assert dpc(of("ORDER_VALUE"), {}) == 1
    assert dpc(of("ORDER_VALUE"), {"ORDER_VALUE": 2.5}) == 2.5
    assert dpc(of("CREDIT_CARD", "CREDIT_CARD_CODE"), {}) == 4


def test_health_of_a_bare_name_is_worth_all_it_is_and_of_somebody_in_a_photo_less() -> None:
    assert dpc(of("HEALTH", "PERSON"), {}) == 4
    assert dpc(of("HEALTH", "FACE"), {}) == 3
    assert dpc(of("HEALTH"), {}) == 1


def test_the_nist_label_rises_for_public_buckets_and_stops_at_high() -> None:
    orders = [of("PERSON", "STREET_ADDRESS", "ORDER_VALUE")]
    assert [nist_level(orders, 10, level) for level in ("PRIVATE", "PUBLIC")] == ["Moderate", "High"]
    assert nist_level([of("PERSON", "US_SSN")], 1, "PUBLIC") == "High"
    assert nist_level([of("PERSON", "EMAIL_ADDRESS")], 499, "PRIVATE") == "Low"
    assert nist_level([of("PERSON", "EMAIL_ADDRESS")], 500, "PRIVATE") == "Moderate"
    assert nist_level([], 0, "PUBLIC") == "-"


@pytest.mark.parametrize(
    "text", ["", "ENISA:2013/DPC:3", "CVSS:3.1/AV:N", "ENISA:2013/DPC:3/EI:1/CB:x/V:0/X:PUBLIC"]
)
def test_a_foreign_vector_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="vector"):
        parse_vector(text)


def test_a_vector_can_be_recomputed_by_hand() -> None:
    vector = parse_vector("ENISA:2013/DPC:3/EI:1/CB:0.5/V:100+/X:PUBLIC")
    assert (vector.dpc, vector.ei, vector.cb, vector.se) == (3.0, 1.0, 0.5, 3.5)
    assert parse_vector("ENISA:2013/DPC:?/EI:?/CB:0.5/V:?/X:UNKNOWN").se is None
