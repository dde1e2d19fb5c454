"""Files of accounts: what they may hold, and one line without a role for what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep import keys
from pii_sweep.errors import ConfigError
from pii_sweep.store.accounts import Role, account_name, read_accounts
from pii_sweep.types import Target

ONE = "111122223333"


def written(tmp_path: Path, text: str, name: str = "accounts.csv") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


def test_csv_and_toml_say_the_same(tmp_path: Path) -> None:
    csv = written(tmp_path, f"\ufeffAccount, Role, External_ID, Name\n{ONE}, Sweeper, ab-12, Pay & Co\n\n")
    toml = written(
        tmp_path,
        f'[[accounts]]\naccount = "{ONE}"\nrole = "Sweeper"\nexternal_id = "ab-12"\nname = "Pay & Co"\n',
        "accounts.toml",
    )
    assert read_accounts(csv) == read_accounts(toml) == (Role(ONE, "Sweeper", "ab-12", "Pay & Co"),)
    assert account_name(csv, ONE) == "Pay & Co" and account_name(None, "") == ""


def test_rows_that_a_spreadsheet_leaves_empty_are_no_accounts(tmp_path: Path) -> None:
    csv = written(tmp_path, f"account,role,name\n,,\n{ONE},Sweeper,Pay\n,,\n")
    assert read_accounts(csv) == (Role(ONE, "Sweeper", name="Pay"),)


def test_a_role_name_becomes_an_arn_of_the_partition_of_its_region() -> None:
    assert Role(ONE, "team/Sweeper").arn("eu-west-1") == f"arn:aws:iam::{ONE}:role/team/Sweeper"
    assert Role(ONE, "Sweeper").arn("cn-north-1") == f"arn:aws-cn:iam::{ONE}:role/Sweeper"
    assert Role(ONE, "Sweeper").arn("us-gov-west-1") == f"arn:aws-us-gov:iam::{ONE}:role/Sweeper"
    given = f"arn:aws:iam::{ONE}:role/Sweeper"
    assert Role(ONE, given).arn("cn-north-1") == given


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no columns account and role"),
        ("account,role\n", "names no account"),
        ("account,role\n123,Hidden\n", "a number of 12 digits"),
        (f"account,role\n{ONE},\n", "name or the ARN"),
        (f"account,role\n{ONE},arn:aws:iam::{ONE}:user/Hidden\n", "name or the ARN"),
        (f"account,role\n{ONE},arn:aws:iam::999988887777:role/Hidden\n", "of another account"),
        (f"account,role\n{ONE},Hidden\n{ONE},Hidden2\n", "twice"),
        (f"account,role,external_id\n{ONE},Hidden,Hidden id\n", "external_id has"),
        (f"account,role,secret\n{ONE},Hidden,x\n", "unknown field"),
        (f"account,role\n{ONE},Hidden,more\n", "unknown field"),
    ],
)
def test_what_is_no_account_gets_one_line_that_quotes_no_role(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_accounts(written(tmp_path, text))
    assert words in str(caught.value) and "\n" not in str(caught.value) and "Hidden" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("account = [", "is not TOML"),
        ("[other]\n", "holds other things"),
        ("accounts = 3\n", "holds other things"),
        (f'[[accounts]]\naccount = {ONE}\nrole = "Hidden"\n', "must be text in quotes"),
    ],
)
def test_a_toml_file_that_is_none_gets_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_accounts(written(tmp_path, text, "accounts.toml"))
    assert words in str(caught.value) and "Hidden" not in str(caught.value)


def test_the_digest_key_of_a_sweep_depends_on_the_accounts() -> None:
    plain, of_one, of_two = (Target("s3", "b", account=number) for number in ("", ONE, "444455556666"))
    assert len({keys.sweep_key("seed", [target]) for target in (plain, of_one, of_two)}) == 3
    assert "secret" not in repr(Role(ONE, "Sweeper", "secret")) and "Sweeper" not in repr(
        Role(ONE, "Sweeper")
    )
