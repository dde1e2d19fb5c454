"""What is to be swept, from the words of the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pii_sweep.config import Targets
from pii_sweep.errors import StoreError, UsageError, cause_of
from pii_sweep.store.accounts import read_accounts
from pii_sweep.store.s3 import S3Store
from pii_sweep.types import Target

WANTED = "give a folder or s3://bucket[/prefix]"


def parse_targets(
    texts: Sequence[str],
    all_buckets: bool,  # noqa: FBT001 - the command line's own switch
    buckets_from: str | Path | None,
    settings: Targets,
    planned: Sequence[Target] = (),
) -> list[Target]:
    """Return the targets in the order given, each once.

    Only `all_buckets` and accounts speak to the store. An account that lists no buckets is one target with
    a fault. `planned` are the targets of a sweep that goes on: they stand for an account that lists its
    buckets then or now, but not both times. Raises UsageError for a folder that does not
    exist, a bucket without a name, another scheme, an unreadable list, a bucket of no account that is
    named, or nothing at all.
    """
    found = [parse_target(text) for text in texts]
    if buckets_from is not None:
        found += _from_file(Path(buckets_from))
    if settings.accounts:
        found = _of_accounts(found, settings, planned, all_buckets=all_buckets)
    elif all_buckets:
        found += _list_all(settings)
    if not found:
        raise UsageError(f"nothing to sweep; {WANTED}, --all-buckets or --buckets-from FILE")
    return list(dict.fromkeys(found))


def parse_target(text: str) -> Target:
    """Return one target; raises UsageError as `parse_targets` does."""
    scheme, mark, rest = text.partition("://")
    if mark:
        if scheme.lower() != "s3":
            raise UsageError(f"cannot read {scheme}:// targets; {WANTED}")
        return _bucket(rest, text)
    path = Path(os.path.abspath(os.path.expanduser(text or "?")))
    if path.is_file():
        raise UsageError(f"{text} is a file; give its folder, or run: pii-sweep inspect {text}")
    if not text or not path.is_dir():
        raise UsageError(f"no such folder: {text or chr(39) * 2}; {WANTED}")
    return Target("folder", path.name or "root", root=str(path))


def _bucket(rest: str, text: str) -> Target:
    bucket, _, prefix = rest.partition("/")
    if not re.fullmatch(r"[A-Za-z0-9][\w.:$-]*", bucket):
        raise UsageError(f"'{text}' names no bucket; {WANTED}")
    return Target("s3", bucket, prefix)


def _from_file(path: Path) -> Iterator[Target]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {cause_of(error)}; give a text file of buckets") from None
    for line in lines:
        text = line.partition("#")[0].strip() if line.lstrip().startswith("#") else line.strip()
        if text:
            yield _bucket(text.removeprefix("s3://"), text)


def _of_accounts(
    named: Sequence[Target], settings: Targets, planned: Sequence[Target], *, all_buckets: bool
) -> list[Target]:
    """Return the targets with the accounts that own them, and with `all_buckets` all that accounts own."""
    if settings.anonymous:
        raise UsageError("--accounts needs credentials; leave --anonymous out")
    owned: list[Target] = []
    for role in read_accounts(str(settings.accounts)):
        owned += _list_owned(role.account, settings, [one for one in planned if one.account == role.account])
    owner = {target.bucket: target.account for target in owned if not target.fault}
    missing = [target for target in named if target.kind == "s3" and target.bucket not in owner]
    if missing:
        silent = ", ".join(target.account for target in owned if target.fault)
        raise UsageError(
            f"no account of {settings.accounts} lists bucket {missing[0].bucket}"
            + (f" (its buckets could not be listed: {silent})" if silent else "")
            + "; check the name, or sweep it without --accounts"
        )
    found = [replace(target, account=owner.get(target.bucket, "")) for target in named]
    if not all_buckets:
        return found
    return found + owned


def _list_owned(account: str, settings: Targets, planned: Sequence[Target]) -> list[Target]:
    """Return what an account owns, as planned where it could not be listed then or cannot be now."""
    if any(target.fault for target in planned):
        return list(planned)
    try:
        names = S3Store(settings, account=account).buckets()
    except StoreError as error:
        return list(planned) or [Target("s3", f"account {account}", account=account, fault=error.reason)]
    return [Target("s3", name, account=account) for name in names]


def _list_all(settings: Targets) -> list[Target]:
    if settings.anonymous:
        raise UsageError("--all-buckets needs credentials; name the buckets, or leave --anonymous out")
    try:
        names = S3Store(settings).buckets()
    except StoreError as error:
        raise UsageError(f"cannot list the buckets: {error}; name them, or use --buckets-from FILE") from None
    if not names:
        raise UsageError("the caller owns no buckets; name them as s3://bucket[/prefix]")
    return [Target("s3", name) for name in names]
