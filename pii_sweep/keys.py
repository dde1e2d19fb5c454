"""Keys that never lie in a sweep directory: one master key per user, one derived key per sweep.

The derived key depends on the seed and the targets, so that the same sweep given twice has
the same digests and an interrupted one can be resumed, while two sweeps cannot be joined.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pii_sweep.errors import UsageError
from pii_sweep.types import Target

FOLDER_VARIABLE = "PII_SWEEP_KEYS"
LENGTH = 32
MASTER = "master.key"


def folder() -> Path:
    """Return the folder of the keys: `$PII_SWEEP_KEYS`, else `$XDG_DATA_HOME/pii-sweep/keys`.

    Raises UsageError where neither is set and this user has no home, as in a container.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    try:
        data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    except RuntimeError:
        raise UsageError(
            f"this user has no home folder to keep keys in; set {FOLDER_VARIABLE} to a folder you own"
        ) from None
    return Path(data) / "pii-sweep" / "keys"


def find(name: str) -> Path | None:
    """Return a key's file; None where there is none, or none that this user may look at. Makes nothing."""
    with suppress(UsageError, OSError):
        path = folder() / name
        return path if path.is_file() else None
    return None


def sweep_key(seed: str, targets: Iterable[Target]) -> bytes:
    """Return the 32-byte key of a sweep, making the user's master key (mode 0600) at first use.

    HMAC-SHA256 (RFC 2104) as a derivation function. Raises UsageError where the key cannot be kept.
    """
    return _derive(_master(), seed, targets)


def known_sweep_key(seed: str, targets: Iterable[Target]) -> bytes | None:
    """Return the key of a sweep where this user has a master key, else None; makes nothing."""
    return _derive(_master(), seed, targets) if find(MASTER) else None


def _derive(master: bytes, seed: str, targets: Iterable[Target]) -> bytes:
    places = (f"{target.account}@{target}" if target.account else str(target) for target in targets)
    text = "\0".join(["pii-sweep digest", seed, *sorted(places)])
    return hmac.digest(master, text.encode(), sha256().name)


def _master() -> bytes:
    path = folder() / MASTER
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_once(path, secrets.token_bytes(LENGTH))
        key = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot keep the digest key in {path.parent}: {error.strerror}; "
            f"set {FOLDER_VARIABLE} to a folder you own"
        ) from None
    if len(key) != LENGTH:
        raise UsageError(f"{path} is damaged; move it away, and a new key is made for new sweeps")
    return key


def _write_once(path: Path, content: bytes) -> None:
    """Put a file in place whole, unless another process was first."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    with suppress(FileExistsError):  # then the other process's key serves as well
        os.link(part, path)
    part.unlink()
