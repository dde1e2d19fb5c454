"""Social security numbers in names of files are found; numbers of batches, orders and parts are not."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.social_security import find


@pytest.mark.parametrize(
    "name",
    [
        "W2-Rasmussen-526-24-2586-2025.txt",
        "/data/w2/W2_Rasmussen_Helena_526242586.pdf",
        "hr/2025/526242586_Rasmussen_W-4.pdf",
        "SSN_526242586.jpg",
        "payroll_Rasmussen_526_24_2586_final.xlsx",
        "Rasmussen-526-24-2586-1.pdf",
    ],
)
def test_the_number_of_a_persons_form_is_found_in_the_name_of_its_file(name: str) -> None:
    for text in (name, f"total 4\n-rw-r--r-- 1 root root 812 {name}\nbolts.csv\n"):
        (hit,) = find(text)
        assert "".join(filter(str.isdecimal, text[hit.start : hit.end])) == "526242586"


@pytest.mark.parametrize(
    "name",
    [
        "W2_batch_526242586.zip",
        "1099_2024_526242586.csv",
        "invoice_526242586.pdf",
        "Rasmussen_526242586.pdf",
        "part-526-24-2586-01.pdf",
        "W2_Rasmussen_000242586.pdf",
        "W2_Rasmussen_5262425861.pdf",
        "W2_Rasmussen_526242586",
        "W2_Rasmussen_526242586.5",
    ],
)
def test_numbers_of_other_files_are_left_alone(name: str) -> None:
    assert not list(find(name))
