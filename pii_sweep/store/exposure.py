"""Who can read a bucket today."""

from __future__ import annotations

from pii_sweep.store.folder import FolderStore
from pii_sweep.store.protocol import Store
from pii_sweep.types import Exposure


def read_exposure(store: Store, bucket: str) -> Exposure:
    """Return who can read a bucket; a part that could not be read is listed in `unread`."""
    if isinstance(store, FolderStore):
        return Exposure(reasons=("a local folder has no bucket policy",))
    return Exposure(reasons=("the bucket's configuration was not read",), unread=("configuration",))
