"""What stands next to a name and was read with it, and names that only look so."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.name_neighbour import narrow, without_neighbours
from pii_sweep.detect.text.candidate import Hit


def cut(text: str, read: str) -> str:
    start = text.index(read)
    low, high = without_neighbours(text, start, start + len(read))
    return text[low:high]


@pytest.mark.parametrize(
    ("text", "read", "name"),
    [
        ("Yours,\nNora Quill BSc MCOptom\n", "Nora Quill BSc MCOptom", "Nora Quill"),
        ("Provider: Nora Quill, PA-C", "Nora Quill, PA-C", "Nora Quill"),
        ("See Dr. Varun Monday.", "Varun Monday", "Varun"),
        ("Meera Friday confirmed", "Meera Friday", "Meera"),
        ("Frau Lenz Montag im Haus", "Lenz Montag", "Lenz"),
        ("Dr. Quill-Roe OK'd it", "Quill-Roe OK'd", "Quill-Roe"),
        ("Husband: Colm Tierney, Irish passport", "Tierney, Irish", "Colm Tierney"),
        ("Patient: Clover, FS, tabby", "Clover, FS", "Clover"),
        ("CALLER: Nora Quill. Q-U-I-L-L.", "Nora Quill. Q-U-I-L-L.", "Nora Quill"),
        ("CALLER: Nora Quill, I'm her aunt", "Nora Quill, I'm", "Nora Quill"),
        ("Deputy Penhale\nClaimant in person", "Penhale\nClaimant", "Penhale"),
        ("mevr. Maas\nOverledene: Jan", "Maas\nOverledene", "Maas"),
        ("Merhaba Nesrin Hanım, hazır", "Nesrin Hanım", "Nesrin"),
        ("Husband Colm rang", "Husband Colm", "Colm"),
        ("Son Deshawn pays", "Son Deshawn", "Deshawn"),
        ("Mrs Quill - C. left", "Quill - C.", "Quill"),
        ("le chef est venu avec M. Vasseuil dans une voiture et pas du tout", "M. Vasseuil", "Vasseuil"),
        ("falei com a D. Graciosa, uma senhora do bairro, não sua", "D. Graciosa", "Graciosa"),
        ("Para: Eng.º Paulo Serra", "Eng.º Paulo Serra", "Paulo Serra"),
    ],
)
def test_what_only_stands_next_to_a_name_is_no_part_of_it(text: str, read: str, name: str) -> None:
    assert cut(text, read) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Signed by Emmanuel Monday, witnessed", "Emmanuel Monday"),
        ("Blessing Sunday and the clerk", "Blessing Sunday"),
        ("Irish, Joan", "Irish, Joan"),
        ("Santos, Irish\n", "Santos, Irish"),
        ("Son Tran finished", "Son Tran"),
        ("D. Kershall was on shift and the gate was open", "D. Kershall"),
        ("Prof. Nora Quill", "Prof. Nora Quill"),
        ("Mohd. Ismail", "Mohd. Ismail"),
        ("Nora\nQuill", "Nora\nQuill"),
        ("Ann Lee, MD", "Ann Lee, MD"),
    ],
)
def test_names_that_only_look_so_stay_whole(text: str, name: str) -> None:
    assert cut(text, name) == name


def test_a_name_of_several_stretches_is_left_as_it_is() -> None:
    hit = Hit("PERSON", 0, 12, 0.9, "Person", (), pieces=((0, 4), (8, 12)))
    assert narrow("Nora x, PA-C", hit) == hit
