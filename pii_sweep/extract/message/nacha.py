"""Payments in the NACHA format (ACH, 94 characters a record): receivers, their accounts and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import Named, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

# A file's header names its destination and origin; its batch's follows.
HEADER: Final = re.compile(r"101[ \d]\d{9}[ \d][\dA-Z ]{9}\d{6}[^\n]{0,70}\r?\n5\d{3}[^\n]{20,91}")
# Transaction codes of checking and savings accounts, loans and ledgers: credits, debits and prenotes.
_ENTRY: Final = re.compile(r"6([2-5]\d)(\d{9})(.{17})(\d{10})(.{15})(.{22})(.*)")
_ADDENDA: Final = re.compile(r"7\d{2}(.{80})(.*)")


def read_nacha(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each entry with its addenda as fields with the line of each; `row` counts the records."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    for number, line in enumerate(until_broken(lines(body), broken), 1):
        text = line.rstrip("\r\n")
        if text[:1] != "7":
            yield from record.close()
        yield from record.add(_fields(text), number)
    yield from record.close()
    if broken:
        raise broken[0]


def _fields(text: str) -> list[Named]:
    if entry := _ENTRY.fullmatch(text):
        _, routing, account, amount, number, name, rest = entry.groups()
        money = f"{int(amount) // 100}.{int(amount) % 100:02d}"
        return [
            ("name", name), ("bank account number", account), ("routing", routing), ("booked", money),
            ("individual identification", number), ("", rest),
        ]  # fmt: skip
    if addenda := _ADDENDA.fullmatch(text):
        return [("memo", addenda[1]), ("", addenda[2])]
    return [("", text)]
