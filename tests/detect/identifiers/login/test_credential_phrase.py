"""Accounts and passwords in sentences and code spans; manuals that speak of them hold none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Printer: user `kim32`, password `Heron-9396x`",
        "Old FTP at 203.0.113.9: `kim32` / `Heron-9396x`",
        "My username kim32 is rejected, and the temporary password Heron-9396x too.",
    ],
)
def test_an_account_and_its_password_are_found_in_words(find, text: str) -> None:
    found = find(text, "prose")
    assert (found["USERNAME"], found["PASSWORD"]) == (["kim32"], ["Heron-9396x"])


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("La contraseña es Gato_77!x, no la pierdas", "Gato_77!x"),
        ("mijn wachtwoord is Fiets!2024", "Fiets!2024"),
        ("the wifi pw: sunflower-88", "sunflower-88"),
        ("wifi password sunflower88", "sunflower88"),
        ("Passwort ist Sommer2024!", "Sommer2024"),
        ("mot de passe : Soleil#42", "Soleil#42"),
        ("пароль: qwerty12", "qwerty12"),
    ],
)
def test_a_password_is_found_behind_the_word_for_it_in_other_languages(find, text: str, secret: str) -> None:
    assert find(text, "prose")["PASSWORD"] == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "La contraseña es obligatoria y tiene 8 caracteres.",
        "password is too short (min. 8), pw: see above",
        "Das Passwort lautet anders.",
        "The password field must hold 8 characters; the username is required.",
        "Call `GET` / `POST2` on the server.",
        "Your new password policy2 applies. Her password was reset on 2024-03-01.",
        "user `admin`, password `********`",
        "the password `required` and the login `string`",
    ],
)
def test_what_only_speaks_of_them_holds_none(find, text: str) -> None:
    found = find(text, "prose")
    assert "PASSWORD" not in found
    assert "USERNAME" not in found
