"""Accounts and passwords in source code stand in quotes; types and names do not."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.login import source_code

CREDENTIALS = {"USERNAME", "PASSWORD"}


@pytest.mark.parametrize(
    "line",
    [
        "def f(a):",
        "class Store(Base):",
        "import os",
        "from .auth import LazyUser",
        "export interface Login {",
        "#define MAX 3",
        "fn read(path: &str) {",
    ],
)
def test_two_statements_make_a_text_source_code(line: str) -> None:
    assert source_code.is_source(f"# stock\n  {line}\n  {line}\n")
    assert not source_code.is_source(f"# stock\n  {line}\nLogin: kim7, password = Winter2024\n")


@pytest.mark.parametrize(
    "line", ["function f() {", "import goods by sea", "the class of 2020: all", "from us, import"]
)
def test_sentences_and_shells_are_no_source_code(line: str) -> None:
    assert not source_code.is_source(f"{line}\nPASS=sunshine\n")


@pytest.mark.parametrize(
    "line",
    [
        "    user: LazyUser | None",
        "    user: float",
        "    auth_user: Final = 279",
        "    key_password: _PasswordType | None = None,",
        "    password: Incomplete | None",
        "    password (bool, optional): Enable password input.",
        "    username, password = auth",
        "    password = new(name, password)",
        "    password_bytes = enforce_bytes(password, name=auth)",
        '    USER_ID: "userID",',
        '    LONG_PASSWORD: "challengePassword",',
        "def encode(data, marker, passphrase=None):",
        '    assert read("http://user:pass@web.example")',
    ],
)
def test_types_and_names_in_source_code_are_no_accounts_and_no_passwords(find, line: str) -> None:
    assert CREDENTIALS.isdisjoint(find(f"import os\nfrom auth import LazyUser\n{line}\n", "prose"))


@pytest.mark.parametrize(
    "line",
    [
        "# staging password: sunshine",
        "# login kim7 password = hunter22",
        '    PASSWORD = "sunshine8"',
        "    connect('db', passwd='sunshine9')",
    ],
)
def test_passwords_in_quotes_and_remarks_of_source_code_stay(find, line: str) -> None:
    assert len(find(f"import os\n{line}\n", "prose")["PASSWORD"]) == 1


def test_names_of_classes_outside_source_code_are_accounts_and_passwords(find) -> None:
    assert find("username: challengeUser\npassword: summerPassword\n", "prose").keys() == CREDENTIALS
    found = find("user: SunnyRain7\npassword: KimSecret | x\n", "prose")
    assert (found["USERNAME"], found["PASSWORD"]) == (["SunnyRain7"], ["KimSecret"])


def test_a_name_of_source_code_is_bare_or_comes_again() -> None:
    code = "import os\nimport keys\nX448Key = keys.make('Ed25519')\n# see X448Key\n"
    at = code.index("Ed25519")
    assert source_code.is_name(code, code.index("X448Key"), code.index("X448Key") + 7)
    assert source_code.is_name(code, code.rindex("X448Key"), code.rindex("X448Key") + 7)
    assert not source_code.is_name(code, at, at + 7)
    assert not source_code.is_name("X448Key X448Key", 0, 7)


@pytest.mark.parametrize(
    "text",
    [
        "# define the database connection\nexport DB_PASSWORD=Winter2024\n",
        "package require Expect\nproc login {} {\n  set password Winter2024\n}\n",
        "import os\nfrom auth import Store\nlogin kim7 password = Winter2024\n",
        "def start():\n    pass\n\nThe new password is Winter2024 and the door is open\n",
    ],
)
def test_a_password_that_people_choose_is_found_near_lines_of_programs(find, text: str) -> None:
    assert find(text, "prose")["PASSWORD"] == ["Winter2024"]
