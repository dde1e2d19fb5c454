"""Fonts whose characters' boxes are those of their ink, as a browser's print embeds them (Type 3)."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.pdf.reader import read_pdf
from pii_sweep.types import ObjectRef, Passage, Where

WHERE = Where(ObjectRef("bucket", "print.pdf"))
LINES = (
    "This lease is made this fifth day of May by and",
    "between Edda Vantongeren of the first part and Tiny",
    "Prys of the second part in thirty days as they agree",
)


def _extent(sign: str) -> tuple[int, int]:
    low = -210 if sign in "gjpqy" else 0
    return low, 700 if sign.isupper() or sign in "bdfhiklt" else 460


def inked(turn: int) -> bytes:
    """Return a page of lines in a Type 3 font of boxes as high as their ink, turned over twice."""
    signs = sorted(set("".join(LINES)) - {" "})
    streams = []
    for sign in signs:
        low, high = _extent(sign)
        streams.append(f"400 0 20 {-low} 360 {-high} d1 20 {-high} 340 {high - low} re f")
    streams.append("300 0 0 0 0 0 d1")
    streams.append(
        "1 0 0 -1 0 792 cm BT /F 11 Tf "
        + " ".join(f"1 0 0 -1 60 {92 + 16 * at} Tm ({line}) Tj" for at, line in enumerate(LINES))
        + " ET"
    )
    names = [*signs, "space"]
    procs = " ".join(f"/{name} {5 + at} 0 R" for at, name in enumerate(names))
    codes = [*map(ord, signs), 32]
    widths = " ".join("400" if code in codes and code != 32 else "300" for code in range(32, 123))
    differences = " ".join(f"{code} /{name}" for code, name in zip(codes, names, strict=True))
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Rotate {turn}/Contents {4 + len(streams)} 0 R"
        "/Resources<</Font<</F 4 0 R>>>>>>"
    )
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 210 400 -460]/FontMatrix[0.001 0 0 -0.001 0 0]/FirstChar 32"
        f"/LastChar 122/Widths[{widths}]/Encoding<</Type/Encoding/Differences[{differences}]>>"
        f"/CharProcs<<{procs}>>/Resources<<>>>>"
    )
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, font]
    bodies += [f"<</Length {len(stream)}>>stream\n{stream}\nendstream" for stream in streams]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for at, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(f"{at} 0 obj{body}endobj\n".encode())
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}".encode())
    out.write(f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180])
def test_lines_stay_whole_where_boxes_are_as_high_as_the_ink(turn: int) -> None:
    pieces = read_pdf(io.BytesIO(inked(turn)), WHERE, Budget(Extract(ocr="off")))
    texts = [piece.text for piece in pieces if isinstance(piece, Passage)]
    assert texts == ["\n".join(LINES)]
