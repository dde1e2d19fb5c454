"""Licences, certificates and registrations of people, and those of firms and things."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import professional_licence


def _values(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in professional_licence.find(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Fitter: Sipho Dube, wireman's licence WL 50713", "WL 50713"),
        ("Forklift cert FL-0050713, exp 4/28", "FL-0050713"),
        ("First aid certificate number 003 507 138 226 seen", "003 507 138 226"),
        ("Guard card #G5071382, valid to May", "G5071382"),
        ("Real estate licence SL5071382, broker Amy Cole", "SL5071382"),
        ("Dora's licence is 5071382", "5071382"),
        ("her certificate number 507 138 22 was read out", "507 138 22"),
        ("Amy Cole, license SP-507138", "SP-507138"),
        ("Sparky: Ann (lic. EC 507138C)", "EC 507138C"),
        ("Amy Cole MCOptom\nGOC 01-50713", "01-50713"),
        ("Nurse (NMC pin 09A5071E)", "09A5071E"),
        ("permis de chasse n° 20260507138", "20260507138"),
        ("numer uprawnień SEP E/507/2138/19", "E/507/2138/19"),
        ("Colegiado n.º 28/50713", "28/50713"),
        ("Electrical permit 507138 of my brother Karl, his electrical card 507138", "507138"),
    ],
)
def test_the_number_of_a_paper_that_licenses_a_person_is_found(text: str, number: str) -> None:
    assert _values(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Software licence WL 50713-XK2",
        "Business license 507138, City of Reno",
        "Contractor license 507138, ACME Roofing Inc.",
        "ACME Roofing, license 507138",
        "Electrical certificate number 507138 for the flat",
        "Plumbing permit 26-507138 for 12 Oak St",
        "Calibration certificate CAL-507138",
        "Security ticket 507138 assigned",
        "Coach ticket 507138 to Leeds",
        "his parking badge 507138",
        "her gift certificate 507138",
        "Insurance certificate no. 507138 for the van",
        "GOC 2026 annual meeting",
        "Forklift cert 12/03/2026",
    ],
)
def test_the_papers_of_firms_and_things_are_no_persons(text: str) -> None:
    assert not _values(text)
