from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.config import Extract
from pii_sweep.extract.sniff.decide import Kind, sniff
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, ObjectRef, Passage, Where


def read(data: bytes) -> list[Passage]:
    blob = Blob(Where(ObjectRef("b", "a.yaml")), lambda: io.BytesIO(data), len(data))
    return [piece for piece in walk(blob, Extract()) if isinstance(piece, Passage)]


def test_comments_are_read_with_their_lines_and_signs_in_scalars_are_none() -> None:
    found = read(
        b"# contact: Ana Berg\n# of sales\nreplicas: 3\nquoted: 'x # no'\nplain: y # lives at 12 Oak St\n"
        b'block: |\n  # no comment\nlast: "q" ## twice # and again\n# the end'
    )
    assert {(piece.where.line, piece.text.strip()) for piece in found if piece.where.line} == {
        (1, "contact: Ana Berg\nof sales"),
        (5, "lives at 12 Oak St"),
        (8, "twice # and again\nthe end"),
    }


@given(
    st.lists(st.sampled_from(("a: 1", "# note 77", "b: 'x'  # note 77", "c:", "  - d # note 77")), max_size=9)
)
def test_no_comment_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert sum(piece.text.count("note 77") for piece in read(f"top: 0\n{text}".encode())) >= text.count(
        "note 77"
    )


def test_a_list_of_quoted_records_is_yaml_whatever_its_name() -> None:
    assert sniff(io.BytesIO(b'- "city": "Reno"\n  "id": "1"\n- "city": "Tampa"\n'), "object") is Kind.YAML
    assert sniff(io.BytesIO(b'- "Yes", she said.\n- "No": he did not.\n'), "object") is not Kind.YAML
