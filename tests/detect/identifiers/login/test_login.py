"""Accounts and passwords are found where programs keep them, and what only speaks of them is not."""

from __future__ import annotations

import pytest

BOTH = [
    "postgres://jdoe:hunter22@db.example.com:5432/app",
    "clone https://jdoe:hunter22@example.com/x.git",
    "db.example.com:5432:app:jdoe:hunter22",
    "curl -u jdoe:hunter22 https://api.example.com",
    "machine api.example.com login jdoe password hunter22",
    "mysql -u jdoe -phunter22 shop",
    "login=jdoe&password=hunter22&x=1",
    "<user>jdoe</user><password>hunter22</password>",
    "User Id=jdoe;Password=hunter22;Server=db",
    "username: jdoe\npassword: hunter22",
    '{"user":"jdoe","password":"hunter22"}',
]


@pytest.mark.parametrize("text", BOTH)
def test_an_account_and_its_password_are_found_together(find, text: str) -> None:
    found = find(text, "prose")
    assert (found.get("USERNAME"), found.get("PASSWORD")) == (["jdoe"], ["hunter22"])
    assert "EMAIL_ADDRESS" not in found


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("jdoe:$apr1$Qx3v1yJ2$3Xk0yWfJvQz1mB6t0oP9c/", "$apr1$Qx3v1yJ2$3Xk0yWfJvQz1mB6t0oP9c/"),
        ("Authorization: Basic amRvZTpodW50ZXIyMg==", "amRvZTpodW50ZXIyMg=="),
        ("export PGPASSWORD='hunter22'", "hunter22"),
        ("DB_USER=svc_orders\nDB_PASSWORD=s3cr3t!Pa55", "s3cr3t!Pa55"),
    ],
)
def test_a_password_is_found_in_the_form_that_a_program_keeps_it(find, text: str, secret: str) -> None:
    assert find(text, "prose")["PASSWORD"] == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "password: ********",
        "Enter your password: below",
        "reset your password: click here",
        "PASSWORD=${DB_PASSWORD}",
        "password = os.environ['X']",
        "https://example.com:8080/path",
        "postgres://localhost:5432/app",
        "postgres://user:${DB_PASS}@db/app",
        "docker run -u 1000:1000 image",
        "curl https://api.example.com/v1 -u $USER:$PASS",
        "mysqldump -u root --password shop",
        "The user should login and password must be changed",
        "host:5432:db:*:*",
        "10:22:33:44:aa",
        'Authorization: Basic realm="files"',
        "amqp://guest:guest@localhost:5672/",
        "auth = { username: creds.username, password: creds.password }",
        "const password = await readUserInfo.password()",
        "  password: forced._password || forced.password,",
        "  username: basic[0], login: given?.userName",
    ],
)
def test_what_only_speaks_of_a_password_is_none(find, text: str) -> None:
    assert {"PASSWORD", "USERNAME"}.isdisjoint(find(text, "prose"))


@pytest.mark.parametrize(
    "line",
    (
        "sshd[812]: Accepted publickey for tove.n from 203.0.113.9 port 52110 ssh2",
        "sshd[813]: Failed password for invalid user tove.n from 2001:db8::7 port 40022 ssh2",
        "sshd[814]: Connection closed by authenticating user tove.n 203.0.113.9 port 40110 [preauth]",
        "sshd[815]: pam_unix(sshd:session): session opened for user tove.n(uid=1004) by (uid=0)",
    ),
)
def test_who_comes_in_by_a_shell_is_an_account(find, line: str) -> None:
    assert find(f"May 03 09:11:27 juno {line}\n", "log")["USERNAME"] == ["tove.n"]


def test_machines_that_come_in_are_not_people(find) -> None:
    line = "May 03 09:11:27 juno sshd[812]: Failed password for root from 203.0.113.9 port 52110 ssh2\n"
    assert "USERNAME" not in find(line, "log")


def test_a_field_that_is_labelled_in_another_language_is_no_account(find) -> None:
    assert "USERNAME" not in find("login.user=Gebruikersnaam")
    assert find("login.user=gerrit.vries")["USERNAME"] == ["gerrit.vries"]


@pytest.mark.parametrize(
    "line",
    ["define( 'DB_PASSWORD', '{}' );", 'props.setProperty("db.password", "{}");', "set('passwd', '{}')"],
)
def test_a_password_that_a_call_is_given_is_found(find, line: str) -> None:
    assert find(line.format("kR4b!benkopf"), "prose")["PASSWORD"] == ["kR4b!benkopf"]
    assert "PASSWORD" not in find(line.format("default_value"), "prose")
