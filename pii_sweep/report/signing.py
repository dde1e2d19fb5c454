"""The Ed25519 key (RFC 8032) that signs manifests; it lies outside every sweep directory."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pii_sweep import keys
from pii_sweep.errors import UsageError

NAME = "manifest.ed25519"


def sign(data: bytes) -> tuple[str, str]:
    """Return (public key, signature) in hexadecimal, making the user's key (mode 0600) at first use.

    Raises UsageError where the key cannot be kept.
    """
    key = Ed25519PrivateKey.from_private_bytes(_private())
    return key.public_key().public_bytes_raw().hex(), key.sign(data).hex()


def holds(data: bytes, public: str, signature: str) -> bool:
    """Say whether a signature in hexadecimal holds; a malformed one does not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def own_public_key() -> str | None:
    """Return this user's public key in hexadecimal, or None where no manifest was signed yet."""
    path = _path()
    if not path.is_file():
        return None
    return Ed25519PrivateKey.from_private_bytes(_private()).public_key().public_bytes_raw().hex()


def _path() -> Path:
    return keys.folder() / NAME


def _private() -> bytes:
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _make(path)
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot keep the signing key in {path.parent}: {error.strerror}; set {keys.FOLDER_VARIABLE}"
        ) from None
    if len(data) != 32:
        raise UsageError(f"{path} is no Ed25519 key; move it away to have a new one made")
    return data


def _make(path: Path) -> None:
    """Write a new key whole; of two processes that race, the first one's stays."""
    part = path.with_name(f".{NAME}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw())
    try:
        os.link(part, path)
    except FileExistsError:
        return
    finally:
        part.unlink()
