"""Strata from the listing alone."""

from __future__ import annotations

from collections import defaultdict

from pii_sweep.sample.draw import name, ticket
from pii_sweep.types import ObjectRef, Stratum

FAMILIES = {
    "pdf": ("pdf",),
    "image": ("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp", "heic", "heif", "dng", "cr2", "nef"),
    "table": ("csv", "tsv", "xlsx", "xls", "ods", "parquet", "orc", "avro", "json", "jsonl", "ndjson", "db",
              "sqlite", "sql", "xml"),
    "text": ("txt", "log", "md", "html", "htm", "docx", "doc", "rtf", "odt", "pptx", "yaml", "yml", "ini"),
    "archive": ("zip", "gz", "tgz", "tar", "bz2", "xz", "zst", "7z", "rar"),
    "mail": ("eml", "mbox", "msg", "pst"),
    "label": ("zpl", "epl", "prn"),
}  # fmt: skip
BY_EXTENSION = {extension: family for family, all_of in FAMILIES.items() for extension in all_of}
BANDS = ((16 << 10, "<16K"), (1 << 20, "<1M"), (64 << 20, "<64M"))


def media_family(key: str) -> str:
    """Return the media family that an extension hints at; `none` without one, else `other`."""
    base = key.rpartition("/")[2]
    stem, dot, extension = base.rpartition(".")
    if not dot or not stem:
        return "none"
    return BY_EXTENSION.get(extension.lower(), "other")


def size_band(size: int) -> str:
    """Return the band of a size in bytes."""
    return next((label for limit, label in BANDS if size < limit), ">=64M")


class Frame:
    """The listing of one bucket, taken in object by object and kept as strata."""

    def __init__(self, bucket: str, seed: str, keep: int, max_strata: int) -> None:
        self.bucket, self.seed, self.keep, self.max_strata = bucket, seed, keep, max_strata
        self.cells: dict[tuple[str, str, str], list[tuple[ObjectRef, str | None]]] = defaultdict(list)

    def add(self, ref: ObjectRef, skip_reason: str | None = None) -> None:
        """Take in one listed object; with a reason it is counted and never drawn."""
        top = ref.key.partition("/")[0] + "/" if "/" in ref.key else ""
        self.cells[(top, media_family(ref.key), size_band(ref.size))].append((ref, skip_reason))

    def finish(self) -> tuple[Stratum, ...]:
        """Return the strata, each with its exact counts and its lowest tickets."""
        order = sorted(self.cells, key=lambda cell: (-len(self.cells[cell]), cell))
        groups = {cell: self.cells[cell] for cell in order[: self.max_strata - 1]}
        rest = [pair for cell in order[self.max_strata - 1 :] for pair in self.cells[cell]]
        if rest:
            groups[("*", "*", "*")] = rest
        return tuple(self._stratum(cell, groups[cell]) for cell in sorted(groups))

    def _stratum(self, cell: tuple[str, str, str], pairs: list[tuple[ObjectRef, str | None]]) -> Stratum:
        skipped: dict[str, int] = defaultdict(int)
        skipped_bytes: dict[str, int] = defaultdict(int)
        for ref, reason in pairs:
            if reason is not None:
                skipped[reason] += 1
                skipped_bytes[reason] += ref.size
        eligible = [ref for ref, reason in pairs if reason is None]
        eligible.sort(key=lambda ref: (ticket(self.seed, ref), name(ref)))
        return Stratum(
            self.bucket, " ".join(cell) if cell[0] != "*" else "rest", *cell, len(pairs),
            sum(ref.size for ref, _ in pairs), dict(skipped), dict(skipped_bytes), tuple(eligible[: self.keep]),
        )  # fmt: skip
