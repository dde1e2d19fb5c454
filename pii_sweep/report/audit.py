"""`audit.jsonl`: who was shown values, when and why. Lines are chained by their SHA-256 and signed."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from pii_sweep.errors import UsageError, cause_of
from pii_sweep.report import signing

NAME = "audit.jsonl"
SIGNATURE = b', "signature": "'  # of all that stands before it in the line
A_DAY = 100  # values revealed, as Amazon Macie allows


def allow(folder: Path, at_most: int = A_DAY) -> None:
    """Raise UsageError where as many values as a day allows were revealed, or the audit was changed."""
    since = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    recent = [line for line in lines(folder) if line["action"] == "reveal" and line["time"] > since]
    if len(recent) >= at_most:
        raise UsageError(f"{len(recent)} values were revealed within a day, which is the most; try tomorrow")


def lines(folder: Path) -> list[dict[str, str]]:
    """Return the audit's lines; raises UsageError where one was changed, taken out or put in.

    Each names the SHA-256 of the line before it and is signed by whoever was shown the value.
    """
    path = folder / NAME
    *raw, rest = path.read_bytes().split(b"\n") if path.exists() else [b""]
    before, found = "", []
    for number, line in enumerate([*raw, rest] if rest else raw, 1):
        signed, _, signature = line.removesuffix(b'"}').rpartition(SIGNATURE)
        try:
            body = json.loads(line)
            whole = body["previous"] == before and isinstance(body["action"], str)
            whole = whole and signing.holds(signed, body["signed_by"], signature.decode("ascii"))
            whole = whole and number <= len(raw) and line == signed + SIGNATURE + signature + b'"}'
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
            body = {
                "time": datetime.now(UTC).isoformat(timespec="seconds"),
                "user": getpass.getuser(),
                "action": action,
                "reason": reason,
                **facts,
                "previous": sha256(known[-1]).hexdigest() if known else "",
                "signed_by": signing.own_key(),
            }
            signed = json.dumps(body, ensure_ascii=False).encode().removesuffix(b"}")
            file.write(signed + SIGNATURE + signing.sign(signed)[1].encode() + b'"}\n')
            file.flush()
            os.fsync(file.fileno())
    except (OSError, KeyError) as error:
        raise UsageError(
            f"cannot write {path} ({cause_of(error)}); values are shown only where that is recorded"
        ) from None
