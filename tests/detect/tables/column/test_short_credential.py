"""Passwords under a letter, next to accounts."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("header", [("u", "p"), ("user", "p"), ("U", "P"), ("email", "p")])
def test_a_letter_heads_passwords_next_to_accounts(columns, header) -> None:
    found = columns(header, ("anna@x.example", "Sommer2024!"), ("kim7@x.example", "hunter22"))
    assert found[f"PASSWORD@{header[1]}"] == ["Sommer2024!", "hunter22"]


def test_pressures_and_pages_are_no_passwords(columns) -> None:
    for header, rows in (
        (("u", "p"), (("0.1204", "1.0132"), ("0.1377", "1.0129"))),
        (("user", "p"), (("anna", "1204"), ("kim7", "1377"))),
        (("id", "p"), (("4711", "page"), ("4712", "back"))),
    ):
        assert not any(key.startswith("PASSWORD") for key in columns(header, *rows))


def test_codes_of_articles_below_a_word_for_passwords_are_none(columns) -> None:
    codes = ("MAR-9762X", "PET-2189X", "LLA-8009M", "FOC-4550X")
    goods = zip(codes, ("Cable", "Cinta", "Foco", "Pinza"), ("605.84", "21.27", "99.10", "7.50"), strict=True)
    assert "PASSWORD@CLAVE" not in columns(("CLAVE", "DESCRIPCION", "PRECIO"), *goods)
    signed = zip(("aruiz", "mlopez", "jperez", "lgomez"), codes, strict=True)
    assert columns(("USUARIO", "CLAVE"), *signed)["PASSWORD@CLAVE"] == list(codes)
    own = zip(("Ana Ruiz", "Luis Gomez", "Eva Perez"), ("Abril2024!", "sol-y-mar", "Perro77"), strict=True)
    assert "PASSWORD@Clave" in columns(("Nombre", "Clave"), *own)


def test_codes_that_count_up_are_no_passwords_next_to_mailboxes(columns) -> None:
    header = ("CLAVE", "NOMBRE", "CORREO")
    names = ("Ana Ruiz", "Luis Gomez", "Eva Perez", "Raul Soto")
    mails = [f"{name.split()[0].lower()}@correo.example" for name in names]
    counted = ("C00344", "C00355", "C00360", "C00377")
    assert "PASSWORD@CLAVE" not in columns(header, *zip(counted, names, mails, strict=True))
    mixed = ("C00377", "K12ABX", "Z00360", "Q9931T")
    assert "PASSWORD@CLAVE" in columns(header, *zip(mixed, names, mails, strict=True))
