"""Returns of wages and payments: whom each names, and what was sold."""

from __future__ import annotations

from tests.extract.message.test_segment import records


def put(*fields: tuple[int, str]) -> str:
    """Return a record of 748 places with texts at some of them, counted from 1."""
    line = " " * 748
    for at, text in fields:
        line = line[: at - 1] + text + line[at - 1 + len(text) :]
    return line


SENDER = put((1, "T2025 123456789"), (30, "HOLLOW TITLE CO"), (304, "OTTO HOLT"), (359, "OTTO@MAIL.EXAMPLE"))


def sale(kind: str) -> dict[str, list[str]]:
    """Return the fields of a payee in a file of returns of a kind."""
    payer = put((1, "A2025      123456789HOLL"), (26, kind), (53, "HOLLOW TITLE CO"), (134, "1 ELM ST"))
    payee = put(
        (1, "B2025 HOLT2219094417"), (55, "0" * 216), (288, "MARIA HOLT"), (368, "12 ELM ST"), (448, "RENO"),
        (488, "NV89501"), (548, "20251103"), (556, "77 OAK DR RENO NV"),
    )  # fmt: skip
    sender, _, person = records("\r\n".join((SENDER, payer, payee)))
    assert sender["contact.name"] == ["OTTO HOLT"] and sender["contact.email"] == ["OTTO@MAIL.EXAMPLE"]
    return person


def test_a_sale_of_real_estate_names_its_place_where_the_returns_are_of_such() -> None:
    person = sale("S ")
    assert person["payee.ssn"] == ["219094417"] and person["payee.street"] == ["12 ELM ST"]
    assert person["property address"] == ["77 OAK DR RENO NV"]
    assert "property address" not in sale("NE")


def test_an_employee_of_a_states_wage_record_is_named() -> None:
    lines = (
        "RA123456789".ljust(512),
        "RE2025 123456789".ljust(512),
        f"RS   39  219094417{'Maria':30}{'Holt':46}{'12 ELM ST':22}{'RENO':22}NV89501".ljust(512),
    )
    *_, employee = records("\r\n".join(lines))
    assert employee["employee.ssn"] == ["219094417"] and employee["employee.last name"] == ["Holt"]
    assert employee["employee.street"] == ["12 ELM ST"] and employee["employee.zip"] == ["89501"]


def test_returns_without_ends_of_lines_are_read_as_those_with_them() -> None:
    payer = put((1, "A2025      123456789HOLL"), (26, "NE"), (53, "HOLLOW TITLE CO"), (134, "1 ELM ST"))
    payee = put((1, "B2025 HOLT2219094417"), (55, "0" * 216), (288, "MARIA HOLT"), (368, "12 ELM ST"))
    wages = (
        "RA123456789".ljust(512),
        "RE2025 123456789".ljust(512),
        f"RW219094417{'MARIA':15}{'':15}{'HOLT':20}".ljust(512),
    )
    for lines in (
        [line.ljust(750) for line in (SENDER, payer, *[payee] * 200)],
        [*wages[:2], *wages[2:] * 300],
    ):
        assert records("".join(lines)) == records("\r\n".join(lines))
        assert any("219094417" in values for values in records("".join(lines))[-1].values())
