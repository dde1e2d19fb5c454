"""`audit.jsonl`: who was shown values, when and why. Each line names the SHA-256 of the one before it."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pii_sweep.errors import UsageError

NAME = "audit.jsonl"


def record(folder: Path, action: str, reason: str, facts: Mapping[str, str]) -> None:
    """Append one line, on the disk before this returns; raises UsageError where it cannot be written.

    `facts` name what was shown, never a value.
    """
    path = folder / NAME
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+b") as file:
            lines = file.read().splitlines()
            line = {
                "time": datetime.now(UTC).isoformat(timespec="seconds"),
                "user": getpass.getuser(),
                "action": action,
                "reason": reason,
                **facts,
                "previous": sha256(lines[-1]).hexdigest() if lines else "",
            }
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except (OSError, KeyError) as error:
        raise UsageError(
            f"cannot write {path} ({type(error).__name__}); values are shown only where that is recorded"
        ) from None
