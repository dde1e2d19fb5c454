"""What stands for a password, a host or a mailbox is no finding."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.placeholder import is_birth, is_host, is_password, is_telephone
from pii_sweep.types import Layout

PLACEHOLDERS = (
    "CHANGEME", "change-me", "ChangeMe!", "changeit", "${DB_PASSWORD}", "${DB_PASSWORD:-secret}", "$DB_PASS",
    "{{ password }}", "{{ .Values.password }}", "%PASSWORD%", "<password>", "<your password>", "[password]",
    "$(cat /run/secrets/db)", "`cat /run/secrets/db`", "xxxx", "XXXXXXXX", "********", "@@PASSWORD@@",
    "@db_password@", "__PASSWORD__", "YOUR_PASSWORD", "your-password-here", "REPLACE_ME", "PASSWORD__",
    'os.environ["DB_PASSWORD"]', "process.env.DB_PASSWORD", "var.db_password", "secretref:db-password",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:db", "%env(DB_PASSWORD)%", "%(ENV_DB_PASS)s",
    "env:DB_PASS", "#{DbPassword}", "op://vault/item/pw", "/run/secrets/db", "LM053997340CA",
)  # fmt: skip
PASSWORDS = (
    "Changeme123!", "hunter2", "$ecret9!", "[x9!kk2", "<Tr0ub4dor", "{7fK#2", "xX9-kk", "%kJ2pq",
    "#summer24#", "Wint3r!9", "PASSWORD1", "p@ssw0rd", "_x_9K", "data7.dump", "MY-DOG", "todo!list",
)  # fmt: skip


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_what_stands_for_a_password_is_none(find, columns, value: str) -> None:
    assert not is_password(value)
    for text, layout in ((f"db.password: {value}", "fields"), (f"DB_PASSWORD={value}", "prose")):
        assert "PASSWORD" not in find(text, layout)
    assert "PASSWORD@password" not in columns(("username", "password"), ("alice", value), ("bob", value))


@pytest.mark.parametrize("value", PASSWORDS)
def test_a_password_that_only_looks_like_a_placeholder_is_one(columns, value: str) -> None:
    assert is_password(value)
    found = columns(("username", "password"), ("alice", value), ("bob", "CHANGEME"), ("carol", "hunter2"))
    assert found["PASSWORD@password"] == [value, "hunter2"]


@pytest.mark.parametrize("value", ["0.0.0.0", "255.255.255.255", "255.255.255.0", "255.255.240.0"])
@pytest.mark.parametrize(("text", "layout"), [("db.host: {}", "fields"), ("listen host = {}", "prose")])
def test_an_address_that_is_no_hosts_is_none(find, value: str, text: str, layout: Layout) -> None:
    assert not is_host(value)
    assert "IP_ADDRESS" not in find(text.format(value), layout)


def test_addresses_of_hosts_stay(find) -> None:
    assert is_host("203.0.113.9") and is_host("10.20.0.7") and is_host("2001:db8::7")
    assert find("db.host: 203.0.113.9", "fields")["IP_ADDRESS"] == ["203.0.113.9"]


SETTINGS = "db.host: db7\ndb.port: 5432\nsmtp.user: {}\nlog_level: info"


@pytest.mark.parametrize(
    "mailbox", ["admin@example.com", "jane.doe@example.org", "ops@corp.invalid", "a.b@mail.example.test"]
)
def test_an_example_mailbox_among_settings_is_none(find, mailbox: str) -> None:
    assert "EMAIL_ADDRESS" not in find(SETTINGS.format(mailbox), "fields")
    assert "EMAIL_ADDRESS" not in find(f"SMTP_PORT=25\nDB_URL=x\nADMIN_EMAIL={mailbox}\n", "prose")


def test_a_mailbox_that_may_be_a_persons_stays(find) -> None:
    assert find(SETTINGS.format("jane.doe@gmail.com"), "fields")["EMAIL_ADDRESS"] == ["jane.doe@gmail.com"]
    for text in (
        "username: jdoe\nemail: jane.doe@example.com\npassword: Wint3r!9\napi_key: 7f",
        "Please write to jane.doe@example.com about the server and its port.",
        f"name: Jane Doe\n{SETTINGS.format('jane.doe@example.com')}",
    ):
        layout: Layout = "fields" if ": " in text else "prose"
        assert find(text, layout)["EMAIL_ADDRESS"] == ["jane.doe@example.com"]


@pytest.mark.parametrize(
    "value", ["071 000 00 00", "05572 0000", "22940-00000", "1900 0000", "+41 71 000 00 00"]
)
def test_zeros_behind_an_area_are_no_telephone(find, value: str) -> None:
    assert not is_telephone(value)
    assert "PHONE_NUMBER" not in find(f"Rheintal Hebetechnik, Tel. {value}\n")


@pytest.mark.parametrize("value", ["071 888 00 00", "0699 10000000", "05572 1000", "+14155550000"])
def test_a_telephone_that_ends_with_zeros_is_one(value: str) -> None:
    assert is_telephone(value)


@pytest.mark.parametrize(
    "value", ["01/01/1900", "1.1.1900", "1900-01-01T00:00:00", "9999-12-31", "0001-01-01"]
)
def test_a_databases_date_for_none_is_no_birth(find, columns, value: str) -> None:
    assert not is_birth(value)
    assert "DATE_OF_BIRTH" not in find(f"name: Ada Lindberg\ndate of birth: {value}", "fields")
    found = columns(("name", "dob"), ("Ada Lindberg", "11.02.1901"), ("Karl Horvat", value))
    assert found["DATE_OF_BIRTH@dob"] == ["11.02.1901"]


@pytest.mark.parametrize("value", ["01/01/1970", "1.1.2000", "1901-01-01", "31/12/1999"])
def test_the_first_day_of_a_year_may_be_a_birth(value: str) -> None:
    assert is_birth(value)
