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


@pytest.mark.parametrize(
    "text",
    [
        "Username  nvega\nPassword  Heron!396",
        "Username\tnvega\nPassword\tHeron!396",
        "User name - nvega\nPassword - Heron!396",
        "Username ........ nvega\nPassword ........ Heron!396",
        "Benutzername nvega\nKennwort Heron!396",
        "Use login nvega, password Heron!396",
        "Ihr Login: nvega und das Passwort: Heron!396",
        "vpn creds: nvega / Heron!396",
        "Hier die Zugangsdaten: nvega / Heron!396",
        "Portal credentials for Monday: nvega, Heron!396",
        "username and password: nvega Heron!396",
        "identifiant et mot de passe : nvega / Heron!396",
        "usuario/contraseña: nvega/Heron!396",
    ],
)
def test_an_account_and_its_password_are_found_behind_two_labels_or_one(find, text: str) -> None:
    found = find(text, "prose")
    assert (found["USERNAME"], found["PASSWORD"]) == (["nvega"], ["Heron!396"])


@pytest.mark.parametrize(
    "text",
    [
        "I've reset your password to Heron396.",
        "Your password has been reset to: Heron396",
        "password was changed to Heron396 and works",
        "Ihr neues Passwort lautet: Heron396",
        "Password (temporary): Heron396",
        "Password for the portal: Heron396",
        "Password ........ Heron396",
        "- Password\tHeron396",
    ],
)
def test_a_password_is_found_where_a_sentence_sets_it_or_a_list_shows_it(find, text: str) -> None:
    assert find(text, "prose")["PASSWORD"] == ["Heron396"]


@pytest.mark.parametrize(
    "text",
    [
        "Login with password authentication since 2019.",
        "The user name and password: please call the desk.",
        "Credentials: see page 12 of 14",
        "Username and password fields were added in v2.1",
        "login details: Monday 9:30",
        "access data: 2024-03-14 09:30",
        "change the password to Windows10 style rules",
        "Username  Password\nLast login  Role",
        "Login opening hours, password reset 08:00-18:00",
    ],
)
def test_words_and_times_behind_a_label_of_both_are_no_credentials(find, text: str) -> None:
    found = find(text, "prose")
    assert "PASSWORD" not in found
    assert "USERNAME" not in found


@pytest.mark.parametrize(
    "text",
    [
        "vpn kim7 / pw Sommer-2024x\n",
        "u: kim7\np: Sommer-2024x\n",
        '{"u": "kim7", "p": "Sommer-2024x"}\n',
        "Dear all,\n\nplease note.\n\nPassword;Sommer-2024x\n",
    ],
)
def test_short_labels_of_a_password_are_enough_next_to_an_account(find, text: str) -> None:
    assert find(text, "prose").get("PASSWORD") == ["Sommer-2024x"]


@pytest.mark.parametrize(
    "text", ["solve(u=velocity, p=pressure2d)\n", "u: 0.12 p: 1.0132\n", "pages u/p: 12, p: 44-48\n"]
)
def test_velocities_and_pages_are_no_credentials(find, text: str) -> None:
    assert "PASSWORD" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "user"),
    [
        ("please change my login from priyav_ann to my new email", "priyav_ann"),
        ("My username is kim_7 and it fails", "kim_7"),
    ],
)
def test_customers_write_their_account_into_a_sentence(find, text: str, user: str) -> None:
    assert find(text)["USERNAME"] == [user]


@pytest.mark.parametrize(
    "text",
    ["see user story12 of the sprint", "the user agent2024 string", "my login from 2024_05 on", "user v12"],
)
def test_a_word_with_a_count_behind_user_is_no_account(find, text: str) -> None:
    assert "USERNAME" not in find(text)


@pytest.mark.parametrize("version", ["1:4.13+dfsg1-1+deb12u1", "4.17.4-2+b1", "3.28-1ubuntu2"])
def test_a_program_in_a_list_of_programs_has_a_version_and_no_password(find, version: str) -> None:
    assert "PASSWORD" not in find(f"patch   2.7.6-7\npasswd   {version}\n", "prose")
    assert find("login   kim7\npasswd   Wint3r!9-2\n", "prose")["PASSWORD"] == ["Wint3r!9-2"]
