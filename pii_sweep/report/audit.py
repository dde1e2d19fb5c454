"""`audit.jsonl`: who was shown values, when and why. Each line names the SHA-256 of the one before it."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pii_sweep.errors import UsageError

NAME = "audit.jsonl"
A_DAY = 100  # values revealed, as Amazon Macie allows


def allow(folder: Path, at_most: int = A_DAY) -> None:
    """Raise UsageError where as many values as a day allows were revealed, or the audit was changed."""
    since = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    recent = [line for line in lines(folder) if line["action"] == "reveal" and line["time"] > since]
    if len(recent) >= at_most:
        raise UsageError(f"{len(recent)} values were revealed within a day, which is the most; try tomorrow")


def lines(folder: Path) -> list[dict[str, str]]:
    """Return the audit's lines; raises UsageError where one was changed, taken out or put in."""
    path = folder / NAME
    raw = path.read_bytes().splitlines() if path.exists() else []
    before, found = "", []
    for number, line in enumerate(raw, 1):
        try:
            body = json.loads(line)
            whole = body["previous"] == before and isinstance(body["action"], str)
        except (ValueError, KeyError, TypeError):
            whole = False
        if not whole:
            raise UsageError(f"{path} was changed at line {number}; keep it as evidence and move it away")
        before = sha256(line).hexdigest()
        found.append(body)
    return found


def record(folder: Path, action: str, reason: str, facts: Mapping[str, str]) -> None:
    """Append one line, on the disk before this returns; raises UsageError where it cannot be written.

    `facts` name what was shown, never a value.
    """
    path = folder / NAME
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+b") as file:
            known = file.read().splitlines()
            line = {
                "time": datetime.now(UTC).isoformat(timespec="seconds"),
                "user": getpass.getuser(),
                "action": action,
                "reason": reason,
                **facts,
                "previous": sha256(known[-1]).hexdigest() if known else "",
            }
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except (OSError, KeyError) as error:
        raise UsageError(
            f"cannot write {path} ({type(error).__name__}); values are shown only where that is recorded"
        ) from None
