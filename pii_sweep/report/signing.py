"""The Ed25519 key (RFC 8032) that signs manifests; it lies outside every sweep directory."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pii_sweep import keys
from pii_sweep.errors import UsageError

NAME = "manifest.ed25519"
PUBLIC_NAME = "manifest.pub"  # the public key in hexadecimal, to be given to those who verify


def sign(data: bytes) -> tuple[str, str]:
    """Return (public key, signature) in hexadecimal, making the user's key (mode 0600) at first use.

    Raises UsageError where the key cannot be kept.
    """
    key = Ed25519PrivateKey.from_private_bytes(_load_private())
    return key.public_key().public_bytes_raw().hex(), key.sign(data).hex()


def own_key() -> str:
    """Return this user's public key in hexadecimal, making the key at first use; raises as `sign` does."""
    return Ed25519PrivateKey.from_private_bytes(_load_private()).public_key().public_bytes_raw().hex()


def holds(data: bytes, public: str, signature: str) -> bool:
    """Return whether a signature in lower-case hexadecimal holds; a malformed one does not."""
    try:
        if bytes.fromhex(public).hex() != public or bytes.fromhex(signature).hex() != signature:
            return False
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


def own_public_key() -> str | None:
    """Return this user's public key in hexadecimal, or None where no manifest was signed yet."""
    if keys.find(NAME) is None:
        return None
    return Ed25519PrivateKey.from_private_bytes(_load_private()).public_key().public_bytes_raw().hex()


def fingerprint(public: str) -> str:
    """Return the SHA-256 of a public key given in hexadecimal, as 64 hexadecimal digits."""
    return sha256(bytes.fromhex(public)).hexdigest()


def read_public_key(path: Path) -> str:
    """Return the Ed25519 public key in a file in hexadecimal: hexadecimal text, PEM, or 32 raw bytes.

    Raises UsageError for anything else.
    """
    wrong = UsageError(
        f"{path} holds no Ed25519 public key; give the {PUBLIC_NAME} of whoever made the sweep"
    )
    try:
        data = path.read_bytes()
        if len(data) == 32:
            return data.hex()
        if data.lstrip().startswith(b"-----BEGIN"):
            key = serialization.load_pem_public_key(data)
            if not isinstance(key, Ed25519PublicKey):
                raise wrong
            return key.public_bytes_raw().hex()
        text = bytes.fromhex(data.decode("ascii")).hex()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    except (ValueError, UnsupportedAlgorithm):
        raise wrong from None
    if len(text) != 64:
        raise wrong
    return text


def _path() -> Path:
    return keys.folder() / NAME


def _load_private() -> bytes:
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _place(path, Ed25519PrivateKey.generate().private_bytes_raw())
        data = path.read_bytes()
        public = path.with_name(PUBLIC_NAME)
        if len(data) == 32 and not public.exists():
            text = Ed25519PrivateKey.from_private_bytes(data).public_key().public_bytes_raw().hex()
            _place(public, f"{text}\n".encode())
    except OSError as error:
        raise UsageError(
            f"cannot keep the signing key in {path.parent}: {error.strerror}; set {keys.FOLDER_VARIABLE}"
        ) from None
    if len(data) != 32:
        raise UsageError(f"{path} is no Ed25519 key; move it away to have a new one made")
    return data


def _place(path: Path, content: bytes) -> None:
    """Write a new file whole; of two processes that race, the first one's stays."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    try:
        os.link(part, path)
    except FileExistsError:
        return
    finally:
        part.unlink()
