"""What stands for a value and is none: names in templates, marks, addresses of no host, example mailboxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address

from pii_sweep.detect.text.candidate import Hit

# Marks; names between the marks of a template, a shell or a form; what is to be put in; where it is kept.
_NO_PASSWORD = re.compile(
    r"(?:[*•●∙·█#.\-]+|[xX]+|_+"
    r"|<[^<>]*>|\[[\w .\-]*\]|\{[\w .\-]*\}|\{\{.*|\$\{.*|\$\(.*|`.*|\$[A-Z_][A-Z\d_]*"
    r"|%\w+%|(?P<mark>[%@#]{1,2}|__)(?:[A-Z][A-Z\d_.\-]*?|[\w.\-]*?(?:pass|pwd|secret)[\w.\-]*?)(?P=mark)"
    r"|_*(?:[A-Z][A-Z\d]*_+)+(?:PASSWORD|PASSWD|PASS|PWD|SECRET)_*|PASSWORD_+"
    r"|(?i:change[ _\-]?(?:me|it|this)(?:[ _\-]?(?:now|please))?[!?]*|replace[ _\-]?(?:me|this)[!?]*"
    r"|(?:<?your|enter|insert|put)[ _\-](?:\w+[ _\-])*(?:password|passwd|pass|pwd|secret)(?:[ _\-]here)?>?"
    r"|redacted|placeholder|todo|tbd|fixme|none|null|n/a)"
    r"|%(?:env)?\([^()]*\)%?s?|#\{.*\}|(?:get)?env\(.*|(?:secretref|vault|ref\+vault|env"
    r"|arn:aws:(?:secretsmanager|ssm)):.*|!(?:vault|secret)\b.*|@Microsoft\.KeyVault\(.*"
    r"|(?:op|file)://?.*|/run/secrets/.*"
    r"|(?:process\.env|import\.meta\.env|os\.environ|ENV|var|local|data|module|secrets|vars)"
    r"(?:\.[A-Za-z_]\w*)+|(?:os\.environ|ENV)\[.*"
    r"|[A-Z]{2}\d{9}[A-Z]{2})"  # a parcel's number (UPU S10), which carriers call its PIN
)
# Domains that no one can have (RFC 2606), and what settings have and records of people have not.
_EXAMPLE = re.compile(r"(?i).*@(?:.+\.)?(?:example(?:\.(?:com|org|net))?|invalid|test|localhost)")
_SETTING = re.compile(
    r"(?im)^[^\s:=]{0,60}?(?<![a-z])(?P<word>port|listen|bind|time_?out|end_?point|debug|log_?level|ssl|tls"
    r"|driver|retries|pool_?size|db|data_?base|data_?source|smtp|redis|cache|queue|server|host(?:name)?"
    r"|(?:net)?mask|gateway)(?![a-z])[^\s:=]{0,60}[ \t]{0,4}[:=]"
)
_OF_PEOPLE = frozenset({"PERSON", "STREET_ADDRESS", "DATE_OF_BIRTH", "PHONE_NUMBER", "US_SSN", "NATIONAL_ID"})


def is_password(value: str) -> bool:
    """Indicate whether a password's place holds one, and neither marks nor what stands for one."""
    return _NO_PASSWORD.fullmatch(value) is None


def is_host(value: str) -> bool:
    """Indicate whether an address of IPv4 may be a host's: not `0.0.0.0`, a mask or for all (RFC 6890)."""
    try:
        found = ip_address(value)
    except ValueError:
        return True
    return found.version != 4 or not (found.is_unspecified or found.is_reserved)


# The area's figures, or a country's too, and no others than zeros behind them: `071 000 00 00`.
_NO_SUBSCRIBER = re.compile(r"(?:\+\d{1,3}[ \-/.]?)?\(?\d{2,5}\)?[ \-/.]0(?:[ \-/.]?0){3,9}")


def is_telephone(value: str) -> bool:
    """Indicate whether a telephone has a subscriber's number, and not zeros alone behind its area."""
    return _NO_SUBSCRIBER.fullmatch(value) is None


# The first and the last day that databases and spreadsheets know stand for none.
_NO_BIRTH = re.compile(
    r"0?1[./\- ]0?1[./\- ](?:1900|1753|0001)|(?:1900|1753|0001)[./\- ]?01[./\- ]?01|9999[./\- ]?12[./\- ]?31"
    r"|31[./\- ]12[./\- ]9999|12[./\- ]31[./\- ]9999"
)


def is_birth(value: str) -> bool:
    """Indicate whether a date of birth is a date, and not a database's for none: `01/01/1900`."""
    return _NO_BIRTH.match(value) is None


KINDS: dict[str, Callable[[str], bool]] = {
    "PASSWORD": is_password, "IP_ADDRESS": is_host, "PHONE_NUMBER": is_telephone,
    "DATE_OF_BIRTH": is_birth,
}  # fmt: skip


def is_value(entity: str, value: str) -> bool:
    """Indicate whether what is taken for an entity is a value of it, and does not stand for one."""
    return entity not in KINDS or KINDS[entity](value.strip())


def drop_placeholders(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return claims without those on what stands for a value, and on example mailboxes among settings."""
    kept = [hit for hit in hits if is_value(hit.entity, text[hit.start : hit.end])]
    if not any(_is_example(text, hit) for hit in kept) or not _are_settings(text, kept):
        return kept
    return [hit for hit in kept if not _is_example(text, hit)]


def _is_example(text: str, hit: Hit) -> bool:
    return hit.entity == "EMAIL_ADDRESS" and _EXAMPLE.fullmatch(text, hit.start, hit.end) is not None


def _are_settings(text: str, hits: Sequence[Hit]) -> bool:
    """Indicate whether a text is a program's settings: two words of their keys, and no one's record."""
    if any(hit.entity in _OF_PEOPLE for hit in hits):
        return False
    return len({match["word"].lower() for match in _SETTING.finditer(text)}) > 1
