"""What is done to a column as one run of bytes is what is done to its values one by one."""

import random

from pii_sweep.detect.text import column_text


def one_by_one(lines: list[bytes]) -> bytes:
    return b"\n".join(b" ".join(line.split()) for line in lines)


def test_spaces_of_a_long_column_are_those_of_its_lines() -> None:
    draw = random.Random(11)
    for _ in range(20):
        lines = [bytes(draw.choices(b"ab  ", k=draw.randint(0, 9))) for _ in range(800)]
        text = b"\n".join(lines)
        assert len(text) > column_text.LONG
        # Empty lines at the ends stay; spaces around them do not.
        assert column_text.space_words(text) == one_by_one(lines)
