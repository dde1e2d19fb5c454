"""A detection loses its text: what leaves the worker is masked, digested and located."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pii_sweep.detect.tables.cell_detection import spot_of
from pii_sweep.detect.text import column_text
from pii_sweep.detect.text.normal import normalise, normals
from pii_sweep.link.mask import mask_value
from pii_sweep.link.quoted_place import Conceal, mask_names, mask_place
from pii_sweep.types import Cells, Detection, Finding, ObjectRef, Rows, Where

if TYPE_CHECKING:
    from hashlib import _Hash

# RFC 2104 §2: what the key is padded with to a block of the hash, inside and outside.
_BLOCK, _INNER, _OUTER = 64, 0x36, 0x5C


def seal(detection: Detection, subject_id: str | None, key: bytes, conceal: Conceal = str) -> Finding:
    """Turn a detection into a finding without its text, as `sealed` does."""
    return seal_findings([(detection, subject_id)], key, conceal)[0]


def seal_findings(
    found: Sequence[tuple[Detection, str | None]], key: bytes, conceal: Conceal = str
) -> list[Finding]:
    """Turn detections into findings without their text.

    `digest` is the first 32 hex digits of HMAC-SHA256 over the entity and the normalised value, so
    that equal values count once; `finding_id` depends on the place, the entity and the key alone. `conceal`
    masks the personal data in the names that a place quotes.
    """
    places = digests(key, _place_findings(d for d, _ in found))
    values = digests(key, _normalise([d for d, _ in found]))
    return [
        Finding(
            finding_id, d.entity, d.score, mask_place(d.where, d.value, conceal),
            mask_value(d.entity, d.value, d.parts),
            value, subject_id, d.start, d.end, d.recognizer, d.reasons, d.role, d.ocr_confidence,
        )
        for (d, subject_id), finding_id, value in zip(found, places, values, strict=True)
    ]  # fmt: skip


def seal_cells(
    rows: Rows,
    kept: Sequence[tuple[int, int]],
    subjects: Sequence[str | None],
    key: bytes,
    conceal: Conceal = str,
) -> list[Finding]:
    """Turn cells of a table part, each given by its row and its column's place, into findings.

    They are those of `seal_findings`, made column by column; the rows of a column come in order.
    """
    columns = defaultdict[int, dict[int, str | None]](dict)
    for (at, place), subject in zip(kept, subjects, strict=True):
        columns[place][at] = subject
    found = {
        place: _seal_column(rows, rows.cells[place], chosen, key, conceal)
        for place, chosen in columns.items()
    }
    return [next(found[place]) for _, place in kept]


def _seal_column(
    rows: Rows, cells: Cells, chosen: Mapping[int, str | None], key: bytes, conceal: Conceal
) -> Iterator[Finding]:
    """Yield the findings of some rows of a column, given with whose each is."""
    w, entity, values = rows.where, cells.entity, [cells.values[at] for at in chosen]
    spots = [spot_of(cells, at) for at in chosen]
    own = f"{cells.column or cells.column_name}\0{w.json_path}\0{entity}"
    ids = _digest_texts(
        key,
        f"finding\0{_object_of(w)}\0{w.page}\0{w.line}\0",
        [
            f"{rows.first_row + at}\0{own}\0{spot.start}:{spot.end}"
            for at, spot in zip(chosen, spots, strict=True)
        ],
    )
    plain = normals(entity, values)
    different = list(dict.fromkeys(plain))
    digest_of = dict(zip(different, _digest_texts(key, f"{entity}\0", different), strict=True))
    names = mask_names((w.inside, w.json_path, cells.column_name), values, conceal)
    for (at, subject), value, spot, finding_id, text, shown in zip(
        chosen.items(), values, spots, ids, plain, names, strict=True
    ):
        inside, path, name = shown
        where = Where(w.ref, inside, w.page, w.box, w.line, rows.first_row + at, cells.column, name, path)
        parts = {part: column[at] for part, column in cells.parts.items()}
        yield Finding(
            finding_id, entity, spot.score, where, mask_value(entity, value, parts), digest_of[text],
            subject, spot.start, spot.end, spot.recognizer, spot.reasons, cells.role,
        )  # fmt: skip


def value_digest(detection: Detection, key: bytes) -> str:
    """Return the digest by which equal values of an entity count once."""
    return digest(key, detection.entity, normalise(detection.entity, detection.value))


def digest(key: bytes, *parts: str) -> str:
    """Return 32 hex digits of HMAC-SHA256 over parts (RFC 2104)."""
    return digests(key, (parts,))[0]


def digests(key: bytes, rows: Iterable[Iterable[str]]) -> list[str]:
    """Return the digest of each row of parts."""
    return _digest_texts(key, "", list(map("\0".join, rows)))


def _digest_texts(key: bytes, start: str, texts: Sequence[str]) -> list[str]:
    """Return the digest of each text behind a start that all have."""
    (inner, outer), found = _make_keyed(key), list[str]()
    keyed = inner.copy()
    keyed.update(start.encode("utf-8", "surrogatepass"))
    for text in column_text.encode(texts):
        inside, outside = keyed.copy(), outer.copy()
        inside.update(text)
        outside.update(inside.digest())
        found.append(outside.hexdigest()[:32])
    return found


# A million digests share a key: its two blocks are hashed once, which halves a digest's time.
@lru_cache(maxsize=4)
def _make_keyed(key: bytes) -> tuple[_Hash, _Hash]:
    block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return sha256(bytes(byte ^ _INNER for byte in block)), sha256(bytes(byte ^ _OUTER for byte in block))


def _normalise(found: Sequence[Detection]) -> list[tuple[str, str]]:
    """Return the entity and the normalised value of each detection."""
    places = defaultdict[str, list[int]](list)
    for at, one in enumerate(found):
        places[one.entity].append(at)
    pairs = [("", "")] * len(found)
    for entity, theirs in places.items():
        for at, value in zip(theirs, normals(entity, [found[at].value for at in theirs]), strict=True):
            pairs[at] = entity, value
    return pairs


def _place_findings(found: Iterable[Detection]) -> Iterator[tuple[str, ...]]:
    """Yield what makes each detection's finding differ from others: its place and entity.

    `seal_cells` has the same of whole columns.
    """
    ref: ObjectRef | None = None
    inside: tuple[str, ...] = ()
    head = ""
    for one in found:
        where = one.where
        if where.ref is not ref or where.inside is not inside:  # the same for all cells of a table
            ref, inside = where.ref, where.inside
            head = _object_of(where)
        place = (
            f"{where.page}\0{where.line}\0{where.row}\0{where.column or where.column_name}\0{where.json_path}"
        )
        yield "finding", head, place, one.entity, f"{one.start}:{one.end}"


def _object_of(where: Where) -> str:
    ref = where.ref
    return "\0".join(map(str, (ref.bucket, ref.key, ref.version, ref.etag, *where.inside)))
