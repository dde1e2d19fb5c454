from __future__ import annotations

import io

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.text import chat
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, ObjectRef, Passage, Where

CHAT = """14:02 Anouk: wie neemt de late dienst vrijdag?
14:05 Wiebe: ik kan wel, tot tien uur
14:06 Anouk: fijn, dank je
"""
LOG = """10:00:01 web: request id=41 path=/orders status=200
10:00:02 db: query took 12ms rows=4
10:00:03 web: request id=42 path=/orders status=500
"""


@pytest.mark.parametrize(
    "text",
    [
        CHAT,
        CHAT.replace("14:0", "[mar. 14:0").replace(" Anouk", "] Anouk").replace(" Wiebe", "] Wiebe"),
        CHAT.replace(": ", " : "),
        "오후 2:11 손님: 이불 두 채 맡겼어요\n오후 2:13 가게: 네 내일 됩니다\n오후 2:14 손님: 고맙습니다\n",
        "2024-05-01 18:22 - Ann Lee: are you there\n2024-05-01 18:23 - Tom Ray: yes I am\n"
        "2024-05-01 18:24 - Ann Lee: good to know\n",
    ],
)
def test_lines_of_speakers_who_come_again_are_a_chat(text: str) -> None:
    assert chat.is_chat(text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        LOG,
        CHAT.replace("Anouk", "Kim").replace("Wiebe", "Kim"),
        "09:00 Yoga: room 3 upstairs\n10:00 Pilates: the large hall\n11:00 Choir: the chapel again\n",
        "10:00:01 INFO: server is up\n10:00:02 worker: took a job now\n10:00:03 INFO: job was done\n",
        CHAT.splitlines()[0],
        "nothing with a time\nat all\nin here\n",
    ],
)
def test_what_programs_write_and_timetables_are_none(text: str) -> None:
    assert not chat.is_chat(text.splitlines())


def test_the_beginning_of_lines_decides_however_long_they_are() -> None:
    assert chat.is_chat([f"{line} {'a' * 200_000}" for line in CHAT.splitlines()])


@pytest.mark.parametrize(("text", "layout"), [(CHAT, "prose"), (LOG, "log")])
def test_a_chat_in_a_file_of_logs_is_read_as_prose(text: str, layout: str) -> None:
    body = text.encode()
    blob = Blob(Where(ObjectRef("b", "night.log")), lambda: io.BytesIO(body), len(body))
    read = [piece for piece in walk(blob, Extract()) if isinstance(piece, Passage)]
    assert [(piece.layout, piece.text) for piece in read] == [(layout, text.rstrip("\n"))]
