"""What one object may cost: bytes, members, depth, pages, pixels, seconds, characters.

Every limit raises one typed error whose `reason` is Amazon Macie's where one fits. A limit of
the whole object is sticky (`spent`): nothing more is read of the object, what was read is kept.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from pii_sweep.config import Extract
from pii_sweep.errors import TooBig, TooDeep
from pii_sweep.types import Blob

# Below this many unpacked bytes no ratio is suspicious: short files of zeros are common.
RATIO_FLOOR = 16 << 20


class Budget:
    """Count what is spent on one object and raise when a limit is passed."""

    def __init__(self, settings: Extract, clock: Callable[[], float] = time.monotonic) -> None:
        self.settings = settings
        self.spent: TooBig | None = None
        self.has_unread = False
        self.files: deque[Blob] = deque()  # that values of what is being read hold
        self._named = 0
        self.pages = 0
        self.members = 0
        self.bytes_unpacked = 0
        self.text_characters = 0
        self._clock = clock
        self._deadline = clock() + settings.max_seconds

    def page(self) -> None:
        """Count one page more; raises TooBig (PAGE_LIMIT)."""
        self.pages += 1
        self.check_time()
        if self.pages > self.settings.max_pages:
            self._stop("PAGE_LIMIT")

    def pixels(self, width: int, height: int) -> None:
        """Check a picture's declared size before it is decoded; raises TooBig (PIXEL_LIMIT)."""
        self.check_time()
        if width * height > self.settings.max_pixels:
            raise TooBig("max_pixels", reason="PIXEL_LIMIT")

    def unpacked(self, count: int, compressed: int | None = None, total: int | None = None) -> None:
        """Count unpacked bytes of the object; check a stream's ratio and size so far.

        `count` bytes came out since the last call; `total` bytes of this member came out of
        `compressed` bytes so far (`total` None: `count` is all of it). Raises TooBig:
        ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT (sticky), ARCHIVE_EXCEEDS_SIZE_LIMIT, RATIO_LIMIT.
        """
        self.bytes_unpacked += count
        total = count if total is None else total
        if self.bytes_unpacked > self.settings.max_unpacked_bytes:
            self._stop("ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT")
        if total > self.settings.max_member_bytes:
            raise TooBig("max_member_bytes", reason="ARCHIVE_EXCEEDS_SIZE_LIMIT")
        if compressed is not None and total > RATIO_FLOOR and total > compressed * self.settings.max_ratio:
            raise TooBig("max_ratio", reason="RATIO_LIMIT")
        self.check_time()

    def member(self) -> None:
        """Count one archive member; raises TooBig (ARCHIVE_TOTAL_DOCUMENTS_PROCESSED_OVER_LIMIT)."""
        self.members += 1
        self.check_time()
        if self.members > self.settings.max_members:
            self._stop("ARCHIVE_TOTAL_DOCUMENTS_PROCESSED_OVER_LIMIT")

    def characters(self, count: int) -> None:
        """Count characters of text handed on; raises TooBig (CHARACTER_LIMIT)."""
        self.text_characters += count
        self.check_time()
        if self.text_characters > self.settings.max_characters:
            self._stop("CHARACTER_LIMIT")

    def memory(self, count: int) -> None:
        """Check that `count` bytes may be held at once; raises TooBig (FILE_EXCEEDS_SIZE_LIMIT)."""
        if count > self.settings.max_memory_bytes:
            raise TooBig("max_memory_bytes", reason="FILE_EXCEEDS_SIZE_LIMIT")

    def nesting(self, depth: int) -> None:
        """Check the depth of archives in archives; raises TooDeep."""
        if depth > self.settings.max_depth:
            raise TooDeep("max_depth")

    def json_nesting(self, depth: int) -> None:
        """Check the depth of values in values; raises TooDeep (JSON_NESTING_LEVEL_OVER_LIMIT)."""
        if depth > self.settings.max_json_depth:
            raise TooDeep("max_json_depth", reason="JSON_NESTING_LEVEL_OVER_LIMIT")

    def leave_unread(self) -> None:
        """Note that the file that is being read holds bytes, written as text, that were not read."""
        self.has_unread = True

    def count_file(self) -> int:
        """Return the number of one file more that a value holds, from 1."""
        self._named += 1
        return self._named

    def check_time(self) -> None:
        """Raise TooBig (TIME_CUT_OFF_REACHED) when the object's seconds are used up."""
        if self.is_late():
            self._stop("TIME_CUT_OFF_REACHED")

    def is_late(self) -> bool:
        """Return whether the object's seconds are used up."""
        return self._clock() > self._deadline

    def _stop(self, reason: str) -> None:
        self.spent = TooBig("the object's budget", reason=reason)
        raise self.spent
