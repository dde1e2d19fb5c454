"""`activity.toml`: what a person declares of one processing activity (11 CCR §7150(a), §7152(a))."""

from __future__ import annotations

import difflib
import fnmatch
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pii_sweep.errors import ConfigError, cause_of
from pii_sweep.report.packet.statutes import SENSITIVE, TRIGGERS
from pii_sweep.risk.categories import LETTERS

TEXT, TEXTS, TABLES, DAYS = "text", "a list of texts", "a list of tables", "a whole number of days"
DATE, LETTER_LIST = "a date (YYYY-MM-DD)", "a list of the letters A to L"
SENSITIVE_LIST = f"a list of {', '.join(item.key for item in SENSITIVE)}, or an empty one"
BOOL, HARM = "true or false", "a letter A to H of 11 CCR §7152(a)(5)"
YES_NO = 'a text that begins with yes or no, such as "no: no code is kept with the number"'
Shape = Mapping[str, str]

SECTIONS: Mapping[str, Shape] = {
    "activity": {
        "id": TEXT,
        "name": TEXT,
        "purpose": TEXT,
        "began_on": DATE,
        "status": TEXT,
        "operator": TEXT,
    },
    "scope": {"buckets": TEXTS},
    "business": {"name": TEXT, "contact": TEXT},
    "thresholds": {"revenue_band": TEXT, "exemptions": TEXTS},
    "declared": {
        "categories": LETTER_LIST,
        "minimum_necessary": LETTER_LIST,
        "sensitive": SENSITIVE_LIST,
    },
    "operations": {
        "sources": TEXTS,
        "collection_method": TEXT,
        "consumer_interaction": TEXT,
        "consumer_disclosures": TEXTS,
    },
    "triggers": {key: BOOL for key, _ in TRIGGERS},
    "exposure": {"since_earliest": DATE, "log_evidence": TEXT},
    "safeguards": {"planned": TEXTS, "privacy_enhancing": TEXTS, "outside_expertise": TEXTS},
    "incident": {"discovery_date": DATE, "notice_sent": DATE},
    "decision": {"benefits": TEXTS, "go_ahead": TEXT, "contributors": TEXTS},
    "approval": {"date": DATE, "names": TEXTS, "positions": TEXTS},
}
LISTS: Mapping[str, Shape] = {
    "recipients": {"principal": TEXT, "known_as": TEXT, "type": TEXT, "purpose": TEXT},
    "retention": {"category": TEXT, "declared_period": TEXT, "declared_days": DAYS},
    "impacts": {
        "harm": HARM,
        "source": TEXT,
        "cause": TEXT,
        "likelihood": TEXT,
        "severity": TEXT,
        "residual": TEXT,
    },
    "spi": {"entities": TEXTS, "answer": YES_NO},
}


def read_activity(path: Path) -> dict[str, Any]:
    """Read and check an activity file; raises ConfigError naming the key and the nearest known one."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"there is no {path}; --ask creates it and asks for what it needs") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: {cause_of(error)}; give a TOML file in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from None
    return check(data, str(path))


def check(data: Mapping[str, Any], source: str = "activity") -> dict[str, Any]:
    """Return the declaration with every key checked; raises ConfigError.

    `[activity]` with `id` and `name` is needed: an assessment is made per processing activity.
    """
    _check_known(data, [*SECTIONS, *LISTS], f"{source}: section")
    result: dict[str, Any] = {}
    for name, shape in SECTIONS.items():
        if name in data:
            result[name] = _table(data[name], shape, f"{source}: [{name}]")
    for name, shape in LISTS.items():
        if name in data:
            result[name] = _tables(data[name], shape, f"{source}: [[{name}]]")
    if any("harm" not in row for row in result.get("impacts", [])):
        raise ConfigError(f"{source}: an [[impacts]] has no harm; give {HARM}")
    for key in ("id", "name"):
        if not result.get("activity", {}).get(key):
            raise ConfigError(f"{source}: activity.{key} is missing; an assessment is made per activity")
    return result


def choose_buckets(buckets: Iterable[str], activity: Mapping[str, Any]) -> list[str]:
    """Return the buckets of the activity: those that match `scope.buckets`, or all.

    Raises ConfigError for a pattern that matches no bucket of the sweep.
    """
    names = list(buckets)
    patterns = activity.get("scope", {}).get("buckets")
    if patterns is None:
        return names
    for pattern in patterns:
        if not fnmatch.filter(names, pattern):
            raise ConfigError(f"scope.buckets '{pattern}' matches none of {', '.join(names) or 'no bucket'}")
    return [name for name in names if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)]


def _tables(value: Any, shape: Shape, what: str) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise ConfigError(f"{what} must be {TABLES}")
    return [_table(item, shape, what) for item in value]


def _table(value: Any, shape: Shape, what: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{what} must be a table")
    _check_known(value, list(shape), f"{what} key")
    return {key: _value(item, shape[key], f"{what} {key}") for key, item in value.items()}


def _check_known(data: Mapping[str, Any], names: list[str], what: str) -> None:
    for name in data:
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(names)}"
            raise ConfigError(f"{what} '{name}' is unknown; {hint}")


def _value(value: Any, shape: str, what: str) -> Any:
    if shape == DATE and isinstance(value, str):
        value = _date(value)
    right = {
        TEXT: isinstance(value, str),
        TEXTS: _texts(value),
        DAYS: isinstance(value, int) and not isinstance(value, bool) and value > 0,
        DATE: isinstance(value, date) and not isinstance(value, datetime),
        BOOL: isinstance(value, bool),
        YES_NO: said_yes(value) is not None,
        HARM: isinstance(value, str) and len(value) == 1 and value in "ABCDEFGH",
        LETTER_LIST: _texts(value) and set(value) <= LETTERS.keys(),
        SENSITIVE_LIST: _texts(value) and set(value) <= {item.key for item in SENSITIVE},
    }[shape]
    if not right:
        raise ConfigError(f"{what} must be {shape}")
    return value.isoformat() if shape == DATE else value


def said_yes(answer: Any) -> bool | None:
    """Return whether an answer begins with yes or with no; None where it does neither."""
    first = re.match(r"(?i)\s*(yes|no)\b", answer) if isinstance(answer, str) else None
    return None if first is None else first[1].lower() == "yes"


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
