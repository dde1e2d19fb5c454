"""The accounts of a sweep of many, each with the role to assume there, from a TOML or CSV file.

A role's ARN and its external id go to STS and nowhere else: messages name the account's number.
Source: "IAM and AWS STS quotas" and "How to use an external ID" of the IAM User Guide.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pii_sweep.errors import ConfigError, cause_of

FIELDS = ("account", "role", "external_id", "name")
NUMBER = re.compile(r"\d{12}")
ROLE_NAME = re.compile(r"[\w+=,.@/-]{1,576}")  # with its path
ROLE_ARN = re.compile(r"arn:aws[\w-]*:iam::(\d{12}):role/[\w+=,.@/-]{1,576}")
EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}")
PARTITIONS = (("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"))
FORM = (
    "give a TOML file of [[accounts]] tables, or a CSV file, with the fields account, role, external_id, name"
)


@dataclass(frozen=True, slots=True)
class Role:
    """An account's number, the role to assume there (a name or an ARN), and what it asks for."""

    account: str
    role: str = field(repr=False)
    external_id: str = field(default="", repr=False)
    name: str = ""

    def arn(self, region: str | None) -> str:
        """Return the role's ARN, of the partition that a region lies in where the role is a name."""
        if self.role.startswith("arn:"):
            return self.role
        partition = next((name for start, name in PARTITIONS if (region or "").startswith(start)), "aws")
        return f"arn:{partition}:iam::{self.account}:role/{self.role.lstrip('/')}"


def read_accounts(path: str) -> tuple[Role, ...]:
    """Return the roles that a file names, in its order; raises ConfigError, which quotes no role."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {cause_of(error)}; {FORM}") from None
    rows = _from_csv(path, text) if path.lower().endswith(".csv") else _from_toml(path, text)
    roles = tuple(_role(f"{path}: entry {number}", row) for number, row in enumerate(rows, start=1))
    if not roles:
        raise ConfigError(f"{path} names no account; {FORM}")
    seen = set[str]()
    for role in roles:
        if role.account in seen:
            raise ConfigError(f"{path} names account {role.account} twice; give one role an account")
        seen.add(role.account)
    return roles


def _from_toml(path: str, text: str) -> list[Mapping[str, Any]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # its message quotes the file
        raise ConfigError(f"{path} is not TOML; {FORM}") from None
    rows = data.pop("accounts", [])
    if data or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path} holds other things than accounts; {FORM}")
    return rows


def _from_csv(path: str, text: str) -> list[Mapping[str, Any]]:
    table = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    header = [(name or "").strip().lower() for name in table.fieldnames or ()]
    if not {"account", "role"} <= set(header):
        raise ConfigError(f"{path} has no columns account and role in its first line; {FORM}")
    table.fieldnames = header
    return [row for row in table if any(row.values())]


def _role(place: str, row: Mapping[str, Any]) -> Role:
    """Return one entry's role; raises ConfigError."""
    for name, value in row.items():
        if name not in FIELDS:
            raise ConfigError(f"{place} has an unknown field; known are {', '.join(FIELDS)}")
        if value is not None and not isinstance(value, str):
            raise ConfigError(f"{place}: {name} must be text in quotes (a number loses its leading zeros)")
    account, role, external, name = ((row.get(field_name) or "").strip() for field_name in FIELDS)
    if not NUMBER.fullmatch(account):
        raise ConfigError(f"{place}: an account is a number of 12 digits")
    of_arn = ROLE_ARN.fullmatch(role)
    if not of_arn and (role.startswith("arn:") or not ROLE_NAME.fullmatch(role)):
        raise ConfigError(f"{place} (account {account}): role must be the name or the ARN of an IAM role")
    if of_arn and of_arn[1] != account:
        raise ConfigError(f"{place} (account {account}): the role's ARN is of another account")
    if external and not EXTERNAL_ID.fullmatch(external):
        raise ConfigError(
            f"{place} (account {account}): external_id has 2 to 1,224 letters, digits or +=,.@:/-"
        )
    return Role(account, role, external, name)


def role_of(path: str | None, account: str) -> Role:
    """Return an account's role; raises ConfigError where no file names it."""
    for role in read_accounts(path) if path else ():
        if role.account == account:
            return role
    raise ConfigError(f"account {account} is not in {path or 'any file'}; give --accounts FILE with its role")


def account_name(path: str | None, account: str) -> str:
    """Return what a file calls an account, empty where it gives no name; raises as `role_of` does."""
    return role_of(path, account).name if account else ""
