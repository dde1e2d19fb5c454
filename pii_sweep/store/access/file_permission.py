"""Who may read a local folder, from its permission bits (POSIX.1-2017, section 4.5).

Bits that let every account of the machine read make a folder SHARED: who is not logged in to it, such as
anyone on the internet, they say nothing of. Bits that do not prove nothing: groups, access control lists and
shares may let others in, so that such a folder stays UNKNOWN, never PRIVATE.
"""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pii_sweep.types import Exposure, Step

NO_POLICY = "a local folder has no bucket policy"
LOOKED_AT = 5000  # entries; a right that none of them gives is not reported
CITE = "11 CCR §7123(c)(3); NIST SP 800-53 AC-3"


def read_permissions(root: Path) -> Exposure:
    """Return who may read, write and delete the files under a folder, as far as permission bits say.

    Deleting needs the right to write a folder that is not sticky. Raises nothing: what cannot be looked at
    gives no right.
    """
    if os.name != "posix" or not all(_bits(folder) & stat.S_IXOTH for folder in (root, *root.parents)):
        return Exposure(reasons=(NO_POLICY,), folder=True)
    seen = list(_find_reachable(root))
    files = [bits for bits, is_folder in seen if not is_folder]
    folders = [_bits(root), *(bits for bits, is_folder in seen if is_folder)]
    writable = [bits for bits in folders if bits & stat.S_IWOTH and bits & stat.S_IXOTH]
    rights = {
        "read": any(bits & stat.S_IROTH for bits in files),
        "write": bool(writable) or any(bits & stat.S_IWOTH for bits in files),
        "delete": any(not bits & stat.S_ISVTX for bits in writable),
    }
    given = [verb for verb, right in rights.items() if right]
    if not given:
        return Exposure(reasons=(NO_POLICY,), folder=True)
    return Exposure(
        level="SHARED" if rights["read"] else "UNKNOWN",
        reasons=tuple(f"every account of this machine may {verb} files (permission bits)" for verb in given),
        steps=(_step(root),),
        folder=True,
    )


def _find_reachable(root: Path) -> Iterator[tuple[int, bool]]:
    """Yield (bits, whether a folder) of entries that every account can reach; links are not followed."""
    waiting, left = [os.fspath(root)], LOOKED_AT
    while waiting and left:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in islice(entries, left):
                    left -= 1
                    bits = entry.stat(follow_symlinks=False).st_mode
                    if stat.S_ISDIR(bits) and bits & stat.S_IXOTH:
                        waiting.append(entry.path)
                        yield bits, True
                    elif stat.S_ISREG(bits):
                        yield bits, False
        except OSError:
            continue  # gone, or closed to the account that sweeps


def _bits(folder: Path) -> int:
    try:
        return folder.stat().st_mode
    except OSError:
        return 0


def _step(root: Path) -> Step:
    command = f"chmod -R o-rwx {shlex.quote(os.fspath(root))}"
    return Step("make private", "Take the rights of all other accounts away", command, CITE)
