"""Adapters for public collections; each names the licence-free facts it relies on.

- `generated_large.json`: microsoft/presidio-research, character spans; rows with unfilled
  `{templates}` are dropped. An address labelled in pieces (`12`, `Main St`, `90210`) keeps its pieces,
  each to be covered to 90 %; the places between them are context.
- `labeled.xml`: datamade/usaddress, one half by hash, each postal address in a sentence and in a label.
- `N.key.json` next to `N.jpg`: ICDAR 2019 SROIE receipts; the total.
- PDF/A-3 invoices with an embedded Cross Industry Invoice (ZUGFeRD); the grand total and the
  buyer, of which the page alone is read.
- `expected_infotypes.json`: acryldata/datahub-classify; typed columns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import fromstring

from pii_sweep.evaluate.columns import columns
from pii_sweep.evaluate.corpus.cii import invoice_of
from pii_sweep.evaluate.item import Item, text_item
from pii_sweep.evaluate.truth import Labelled, Truth

MARKS = {
    "sentences": "generated_large.json",
    "addresses": "labeled.xml",
    "receipts": "*.key.json",
    "columns": "expected_infotypes.json",
    "invoices": "*.pdf",
}
TITLE = re.compile(r"(?:mr|mrs|ms|dr|miss)\.?", re.IGNORECASE)
TYPES = {"PERSON": "PERSON", "ADDRESS": "STREET_ADDRESS", "PHONE_NUMBER": "PHONE_NUMBER"}
NOT_POSTAL = {"Recipient", "NotAddress", "LandmarkName", "CornerOf"}
DELIVERY = {"AddressNumber", "USPSBoxType", "USPSBoxGroupType"}
FRAMES = (
    ("sentence", "prose", "Please mail the replacement to {} before Friday."),
    ("label", "label", "SHIP TO:\nMaria Gonzales\n{}\nPhone: 555-010-2233"),
)


def sentences(corpus: Path) -> Iterator[Item]:
    """Yield each row of `generated_large.json` as a passage."""
    rows = json.loads((corpus / MARKS["sentences"]).read_text(encoding="utf-8"))
    for number, row in enumerate(rows):
        if "{" not in row["full_text"]:
            yield _sentence(number, row)


def _sentence(number: int, row: Mapping[str, Any]) -> Item:
    spans = [(span["entity_type"], span["entity_value"]) for span in row["spans"]]
    wanted = tuple(
        Truth(TYPES[kind], value, share=0.9 if kind == "ADDRESS" else 0.8)
        for kind, value in spans
        if kind in TYPES and not TITLE.fullmatch(value)
    )
    titles = tuple(value for kind, value in spans if kind == "PREFIX" or TITLE.fullmatch(value))
    labelled = Labelled(
        key=str(number),
        format="text",
        kind="sentence",
        entities=wanted,
        ignore=titles,
        context={"STREET_ADDRESS": _join(row), "PERSON": ()},
        judged=frozenset(TYPES.values()),
    )
    return text_item(labelled, row["full_text"])


def _join(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Join address pieces and the places next to them; a place alone is none."""
    text = row["full_text"]
    spans = sorted(
        (span["start_position"], span["end_position"], span["entity_type"])
        for span in row["spans"]
        if span["entity_type"] in {"ADDRESS", "LOCATION"}
    )
    groups: list[list[tuple[int, int, str]]] = []
    for span in spans:
        if groups and not re.search(r"\w", text[groups[-1][-1][1] : span[0]]):
            groups[-1].append(span)
        else:
            groups.append([span])
    kept = (group for group in groups if any(kind == "ADDRESS" for _, _, kind in group))
    return tuple(text[group[0][0] : group[-1][1]] for group in kept)


def for_evaluation(text: str) -> bool:
    """Return whether an address is in the half kept from training: its SHA-256 is odd."""
    plain = re.sub(r"[^a-z0-9]", "", text.lower())
    return sha256(plain.encode()).digest()[0] % 2 == 1


def addresses(corpus: Path) -> Iterator[Item]:
    """Yield each postal address of the evaluation half, in a sentence and in a label block."""
    entries = fromstring((corpus / MARKS["addresses"]).read_bytes()).iter("AddressString")
    for number, entry in enumerate(entries):
        text = " ".join("".join(entry.itertext()).split())
        tags = {part.tag for part in entry}
        if NOT_POSTAL & tags or not DELIVERY & tags or not for_evaluation(text):
            continue
        for kind, layout, frame in FRAMES:
            truth = (Truth("STREET_ADDRESS", text),)
            labelled = Labelled(f"{number}-{kind}", "text", kind, truth, judged=frozenset({"STREET_ADDRESS"}))
            yield text_item(labelled, frame.format(text), layout)


def receipts(corpus: Path) -> Iterator[Item]:
    """Yield each scanned receipt with its total."""
    for file in sorted(corpus.glob("*.key.json")):
        picture = corpus / f"{file.name.split('.')[0]}.jpg"
        total = json.loads(file.read_text(encoding="utf-8")).get("total", "")
        if total and picture.is_file():
            truth = (Truth("ORDER_VALUE", total),)
            labelled = Labelled(
                picture.name, "jpg", "receipt", truth, judged=frozenset({"ORDER_VALUE"}), ocr=True
            )
            yield Item(labelled, file=picture)


def invoices(corpus: Path) -> Iterator[Item]:
    """Yield each invoice that carries its own data as XML; the attachment itself is not read.

    Right but not looked for are the other parties' people and addresses, and what the seller's notes name.
    """
    for file in sorted(corpus.glob("*.pdf")):
        invoice = invoice_of(file.read_bytes())
        if invoice is None:
            continue
        truths = (
            Truth("ORDER_VALUE", invoice.total),
            Truth("STREET_ADDRESS", invoice.buyer),
            *(Truth("PERSON", name) for name in invoice.names),
        )
        labelled = Labelled(
            key=file.name,
            format="pdf",
            kind="invoice",
            entities=truths,
            ignore=invoice.authors,
            context={
                "STREET_ADDRESS": (*invoice.others, *invoice.notes),
                "PERSON": (*invoice.people, *invoice.notes),
            },
            judged=frozenset({"ORDER_VALUE", "STREET_ADDRESS", "PERSON"}),
        )
        yield Item(labelled, file=file)


READERS: Mapping[str, Callable[[Path], Iterator[Item]]] = {
    "sentences": sentences,
    "addresses": addresses,
    "receipts": receipts,
    "columns": columns,
    "invoices": invoices,
}
