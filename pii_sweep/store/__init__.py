"""Where bytes come from: S3 endpoints, local folders, S3 Inventory; and who else can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pii_sweep.config import Targets
from pii_sweep.store.folder import FolderStore
from pii_sweep.store.protocol import Store, Traffic
from pii_sweep.types import Target

if TYPE_CHECKING:
    from pii_sweep.store.s3 import S3Store

__all__ = ["FolderStore", "S3Store", "Store", "Traffic", "connect"]


def connect(target: Target, settings: Targets) -> Store:
    """Return the store that holds a target.

    Raises UsageError for a missing folder, no credentials, an unknown profile or a bad
    endpoint. A store that S3 is behind is first spoken to when it is used.
    """
    if target.kind == "folder":
        return FolderStore(target.root)
    from pii_sweep.store.s3 import S3Store

    return S3Store(settings, account=target.account)


def __getattr__(name: str) -> object:
    """Import `S3Store` when it is asked for: readers, which never speak to S3, do without botocore."""
    if name == "S3Store":
        from pii_sweep.store.s3 import S3Store

        return S3Store
    raise AttributeError(name)
