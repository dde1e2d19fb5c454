"""Passwords that commands and settings carry without a label."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.login import command_credential
from tests.detect.conftest import Find

SECRET = "Tr0ub4dor3x"


def values(text: str, entity: str = "PASSWORD") -> list[str]:
    return [text[hit.start : hit.end] for hit in command_credential.find(text) if hit.entity == entity]


@pytest.mark.parametrize(
    "text",
    [
        "sshpass -p '{}' ssh root@h",
        "/usr/bin/sshpass -p{} scp a b",
        "redis-cli -h cache -a {} ping",
        "ldapsearch -x -D cn=kim -w {} -b dc=example",
        "sqlcmd -S db -U kim -P {} -Q select",
        "docker login -u kim -p {} registry.example",
        "openssl rsa -in key.pem -passin pass:{}",
        "keytool -list -keystore a.jks -storepass {}",
        "xfreerdp /u:kim /p:{} /v:host",
        "requirepass {}",
        'network={{\n  psk="{}"\n}}',
        "snmp-server community {} RO",
        "username kim privilege 15 password 0 {}",
        "crypto isakmp key {} address 203.0.113.7",
        'ConvertTo-SecureString "{}" -AsPlainText -Force',
    ],
)
def test_a_password_is_found_where_its_command_takes_it(text: str) -> None:
    assert values(text.format(SECRET)) == [SECRET]


@pytest.mark.parametrize(
    "text",
    [
        "smbclient //srv/share -U kim.lee%{}",
        "lftp -u kim.lee,{} ftp.example",
        'echo "kim.lee:{}" | sudo chpasswd',
        "htpasswd -b /etc/nginx/users kim.lee {}",
        "net user kim.lee {} /add",
        "sqlplus kim.lee/{}@orders",
        "jdbc:oracle:thin:kim.lee/{}@//db:1521/orders",
    ],
)
def test_an_account_is_found_with_its_password(text: str) -> None:
    text = text.format(SECRET)
    assert values(text) == [SECRET]
    assert values(text, "USERNAME") == ["kim.lee"]


@pytest.mark.parametrize(
    "text",
    [
        "sshpass -p password ssh user@host",
        'sshpass -p "$SSH_PASS" ssh root@h',
        "redis-cli -a <password> ping",
        "docker login -u kim -p ${{TOKEN}} registry",
        "docker run -p 8080:80 nginx",
        "requirepass foobared",
        "masterauth password",
        "psk = bytes.fromhex(psk_hex)",
        "psk = settings.wifi_psk",
        "psk = args[0]",
        "psk=wifi_password",
        "The sshpass -p option is insecure",
        "run `redis-cli -a password` once",
        "the zip -P likewise.",
        'echo "root:root" | chpasswd',
        'auth: "dXNlcm5hbWU6cGFzc3dvcmQ="',
        "zip -P ... a.zip b",
        "enable password",
        'auth: "required"',
        'auth: "c29tZXRoaW5n"',
        "ldapsearch -x -b dc=example",
    ],
)
def test_examples_of_manuals_variables_and_other_options_are_no_passwords(text: str) -> None:
    assert values(text) == []


def test_the_account_of_a_registry_is_found_in_docker_s_configuration(find: Find) -> None:
    secret = "a2ltLmxlZTpUcjB1YjRkb3IzeA=="
    found = find(f'{{"auths": {{"registry.example": {{"auth": "{secret}"}}}}}}', "prose")
    assert found["PASSWORD"] == [secret]
