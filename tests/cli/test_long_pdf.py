"""A PDF of many pages is read whole, page by page: nobody is lost, and memory stays flat."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
PAGES = 300
# Runs a command and prints the peak of its memory in KiB.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
SOUNDS = ("ba", "ro", "mi", "te", "lan", "dor", "vik", "sen", "ham", "lo", "ric", "ton", "fer", "gus", "wil")
GIVEN = ("Ilse", "Kofi", "Maribel", "Desmond", "Priya", "Callum", "Yolanda", "Tobias", "Fiona", "Hector")


def customer(number: int) -> str:
    """Return a name that no other page shows."""
    family = SOUNDS[number % 15] + SOUNDS[number // 15 % 15] + "son"
    return f"{GIVEN[number % 10]} {family.capitalize()}"


def test_every_customer_of_a_long_pdf_is_found_on_their_page(tmp_path: Path) -> None:
    path = tmp_path / "invoices.pdf"
    page = Canvas(str(path))
    for number in range(PAGES):
        lines = (
            f"Invoice {10_000 + number}",
            "Bill To",
            customer(number),
            f"{100 + number} Alder Creek Rd",
            "Petaluma, CA 94952",
            f"Order total: ${10 + number}.50",
        )
        for row, line in enumerate(lines):
            page.drawString(72, 720 - 15 * row, line)
        page.showPage()
    page.save()
    command = [sys.executable, "-m", "pii_sweep", "inspect", "--json", "--show-values", str(path)]
    with (tmp_path / "found.jsonl").open("wb") as out:
        # A process begins with the peak of the one that starts it, here with that of all tests before.
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, *command],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.PIPE,
            check=True,
        )
    found = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text().splitlines()]
    people = {(row["page"], row["value"]) for row in found if row["entity"] == "PERSON"}
    assert people == {(number + 1, customer(number)) for number in range(PAGES)}
    for entity in ("STREET_ADDRESS", "ORDER_VALUE"):
        assert [row["page"] for row in found if row["entity"] == entity] == list(range(1, PAGES + 1))
    assert int(done.stderr.split()[-1]) < 1 << 20  # KiB
