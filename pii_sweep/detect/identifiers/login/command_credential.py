"""Passwords that commands and settings carry without a label: `sshpass -p …`, `requirepass …`, `psk="…"`.

By the manuals of the programs: the value of an option, an argument, a word of a device's configuration.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final

from pii_sweep.detect.identifiers.login import login
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.pattern import gate

_VALUE: Final = r"(?P<mark>[\"']?)(?P<secret>[^\s\"'<>|]{4,128})(?P=mark)(?=[\s;|)]|\Z)"
_NAME: Final = r"(?P<user>[\w.@\-]{2,64})"
_PAIRED: Final = r"[\"']?(?P<secret>[^\s\"'|;@/]{3,128})"
# A program, and the option that it takes a password behind.
_OPTIONS: Final = (
    ("sshpass", "-p ?"),
    ("(?:redis|valkey)-cli", "-a "),
    ("ldap(?:search|add|modify|delete|passwd|whoami)", "-w ?"),
    ("(?:mosquitto_(?:pub|sub)|sqlcmd|bcp|osql|unzip|zip)", "-P ?"),
    ("(?:mongo|mongosh|mongodump|mongorestore|psexec)", "-p "),
    ("(?:docker|podman) login", "-p "),
    ("openssl", "-pass(?:in|out)? pass:"),
    ("(?:keytool|jarsigner)", "-(?:store|key|srcstore|deststore|new)pass "),
    ("(?:gpg2?|restic|borg)", "--passphrase[ =]"),
    ("(?:x|w)freerdp", "/p:"),
    ("cmdkey", "/pass:"),
    ("schtasks", "/rp "),
)
_COMMANDS: Final = tuple(
    gate.gated(rf"(?<![\w.\-]){names}(?:\.exe)?[ ](?:[^\n|;]{{0,200}}?[ ])?{option}{_VALUE}")
    for names, option in _OPTIONS
)
_PAIRS: Final = tuple(
    gate.gated(pattern)
    for pattern in (
        rf"\b(?:smbclient|rpcclient|smbmap|smbget)\b[^\n|;]{{0,160}}?[ ]-U[ ]?[\"']?{_NAME}%{_PAIRED}",
        rf"\blftp\b[^\n|;]{{0,120}}?[ ]-u[ ]?[\"']?{_NAME},{_PAIRED}",
        rf"\becho[ ](?:-n[ ])?[\"']?{_NAME}:{_PAIRED}[\"']?[ ]?\|[ ]?(?:sudo[ ])?chpasswd\b",
        rf"\bhtpasswd[ ](?:-\w+[ ]){{0,3}}-\w*b\w*[ ]\S{{1,120}}[ ]{_NAME}[ ]{_PAIRED}",
        rf"\brabbitmqctl[ ](?:add_user|change_password)[ ]{_NAME}[ ]{_PAIRED}",
        rf"(?i)\bnet(?:\.exe)?[ ]user[ ]{_NAME}[ ]{_PAIRED}[ ]/add\b",
        rf"\b(?:sqlplus|sqlldr|expdp|impdp)[ ](?:-\w+[ ]){{0,3}}[\"']?{_NAME}/{_PAIRED}@(?=[\w/(])",
        rf"\bjdbc:oracle:(?:thin|oci8?):{_NAME}/{_PAIRED}@(?=[\w/(])",
    )
)
# Words of settings whose value follows as it is: of Redis, wireless networks, switches and tunnels.
_SETTINGS: Final = tuple(
    gate.gated(rf"(?m)^[ \t]{{0,16}}{words}[ ]?[\"']?(?P<secret>[^\s\"'<>()]{{6,128}})[\"']?{end}")
    for words, end in (
        (r"(?:requirepass|masterauth)[ ]", r"[ \t]*$"),
        (r"(?:wpa[_-]?)?psk[ ]?=", r"[ \t]*$"),
        (r"(?:wpa-psk[ ]ascii(?:[ ][07])?|pre-shared-key(?:[ ](?:local|remote|ascii-text)))[ ]", r"[ \t;]*$"),
        (r"snmp-server[ ]community[ ]", r"(?=[ ]R[OW]\b)"),
        (r"crypto[ ]isakmp[ ]key(?:[ ][06])?[ ]", r"(?=[ ](?:address|hostname)\b)"),
        (
            r"(?:username[ ]\S{1,64}[ ](?:privilege[ ]\d{1,2}[ ])?|enable[ ])(?:password|secret)(?:[ ]0)?[ ]",
            r"[ \t]*$",
        ),
        (r"(?:tacacs|radius)-server[ ](?:host[ ]\S{3,60}[ ])?key(?:[ ]0)?[ ]", r"[ \t]*$"),
    )
)
_PROTECTED: Final = gate.gated(
    r"(?i)ConvertTo-SecureString[ ](?:-String[ ])?(?P<mark>[\"'])(?P<secret>[^\"'\n]{3,128})(?P=mark)"
    r"(?=[^\n]{0,80}-AsPlainText)"
)
# The account of a registry in Docker's configuration: its name and password in Base64.
_REGISTRY: Final = gate.gated(r"\bauth[\"']?[ ]?:[ ]?[\"']?(?P<secret>[A-Za-z\d+/]{8,400}={0,2})(?![\w+/])")
# What a manual writes there, a variable, or the next option.
_PLACEHOLDER: Final = re.compile(
    r"(?i)(?:my|your|the|new|old|some|user|db|root|admin|strong|secure|super|example)*[_\-]?"
    r"(?:pass(?:word|wd|phrase|code)?|secret|pwd?|key|foobared|changeit)\d{0,3}"
    r"|(?-i:[A-Z_]{4,})|[$%{(\[`\-].*|.*(?:\.\.\.|…).*"
)


_QUOTES: Final = "\"'"
# A word of a sentence about the option: `the -p option is`; and what a program assigns.
_WORD: Final = re.compile(r"[a-z]+[.,:;`)]*")
_EXPRESSION: Final = re.compile(r"[A-Za-z_]\w*(?:(?:\.\w+|\[\w*\])+;?|;)|[a-z]+(?:_[a-z]+)+|[A-Z_]+;?")


def find(text: str) -> Iterator[Hit]:
    """Yield the passwords, and the names of accounts with them, that commands and settings carry."""
    for pattern in (*_COMMANDS, *_PAIRS, *_SETTINGS, _PROTECTED):
        for match in pattern.finditer(text):
            yield from _take(match)
    for match in _REGISTRY.finditer(text):
        if _holds_account(match["secret"]):
            yield Hit("PASSWORD", *match.span("secret"), 0.95, "Login", ("basic:0.95",))


def _take(match: re.Match[str]) -> Iterator[Hit]:
    secret, fields = match["secret"], match.groupdict()
    if login.blank(secret) or _PLACEHOLDER.fullmatch(secret) or secret == fields.get("user"):
        return
    quoted = match.string[match.start("secret") - 1] in _QUOTES
    if not quoted and (_WORD.fullmatch(secret) or _EXPRESSION.fullmatch(secret)):
        return
    yield Hit("PASSWORD", *match.span("secret"), 0.9, "Login", ("command:0.90",))
    user = fields.get("user")
    if user and not (login.machine(user) or user.isdecimal()):
        yield Hit("USERNAME", *match.span("user"), 0.9, "Login", ("pair:0.90",))


def _holds_account(secret: str) -> bool:
    """Return whether Base64 is of a name, a colon and a password that can be read."""
    try:
        text = b64decode(secret, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return False
    name, _, password = text.partition(":")
    meant = name != password and _PLACEHOLDER.fullmatch(password) is None
    return bool(name) and meant and len(password) > 2 and text.isprintable()
