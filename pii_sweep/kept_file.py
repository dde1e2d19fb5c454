"""Files that lie where Python keeps what it makes of modules: what a start works out, kept for the next one.

They are trusted as compiled modules are (PEP 3147): they lie in the same folder, and are written whole or
not at all. One that is damaged, of another build of Python or of another state is taken for none.
"""

from __future__ import annotations

import marshal
import sys
import tempfile
from array import array
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any


def path_of(source: str) -> Path:
    """Return where the file of a module lies; raises NotImplementedError where Python keeps none."""
    return Path(cache_from_source(source)).with_suffix(".kept")


def read(source: str, state: bytes = b"") -> dict[Any, Any]:
    """Return what the file of a module holds, nothing where it is no file of this build and state."""
    with suppress(OSError, NotImplementedError, EOFError, ValueError, TypeError):
        data = memoryview(path_of(source).read_bytes())
        body = data[64:]
        if data[:64] == _head(body, state):
            entries: dict[Any, Any] = marshal.loads(body)
            return entries
    return {}


def write(source: str, entries: dict[Any, Any], state: bytes = b"") -> None:
    """Write the file of a module; a folder that cannot be written leaves all as it is."""
    body = marshal.dumps(entries)
    with suppress(OSError, NotImplementedError):
        place = path_of(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        try:
            with open(handle, "wb") as file:
                file.write(_head(body, state) + body)
            Path(name).chmod(0o644)  # as that of a module; an image may be run by another user
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _head(body: bytes | memoryview, state: bytes) -> bytes:
    """Return what must stand before the entries: the build of Python and the state, and their digest."""
    build = f"{sys.version} {sys.byteorder} {array('I').itemsize} {marshal.version}"
    return sha256(build.encode() + state).digest() + sha256(body).digest()
