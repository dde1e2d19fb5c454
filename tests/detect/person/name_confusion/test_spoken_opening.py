"""Words that open an answer in a transcript, and names that are said in one or stand in a form."""

from __future__ import annotations

import pytest

from pii_sweep.detect.person.name_confusion import spoken_opening
from pii_sweep.detect.text.candidate import Hit


def keep(text: str, name: str) -> bool:
    start = text.index(name)
    return bool(
        list(spoken_opening.drop_openings(text, [Hit("PERSON", start, start + len(name), 0.9, "Person")]))
    )


_SPANISH = "CLIENTE: Vaya, no lo veo.\nAGENTE: Mire en la carpeta. Siga.\nCLIENTE: Ya está.\nAGENTE: Bien.\n"
_ENGLISH = (
    "Agent: Gotcha. Which city?\nCustomer: Yikes, let me look.\nAgent: Sure.\nCustomer: Sweet, found it.\n"
)
_GERMAN = "MIETER: Tja, so ist das.\nVERWALTER: Freilich. Freitag passt.\nMIETER: Prima.\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (_SPANISH, "Vaya"),
        (_SPANISH, "Siga"),
        (_ENGLISH, "Gotcha"),
        (_ENGLISH, "Sweet"),
        (_GERMAN, "Tja"),
        (_GERMAN, "Freitag"),
    ],
)
def test_the_word_that_opens_an_answer_is_no_name(text: str, word: str) -> None:
    assert not keep(text, word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AGENTE: ¿Su nombre?\nCLIENTE: Urbizu.\nAGENTE: Bien.\nCLIENTE: Vale.\n", "Urbizu"),
        (
            "Agent: Hello.\nCaller: Brakovec here, from the depot.\nAgent: Sure.\nCaller: Thanks.\n",
            "Brakovec",
        ),
        ("Agent: Hello.\nCaller: Rita said so.\nAgent: Sure.\nCaller: Thanks.\n", "Rita"),
        ("Agent: Hello.\nCaller: My boss is Gotcha.\nAgent: Sure.\nCaller: Thanks.\n", "Gotcha"),
        ("Nurse: Yes.\nPatient: He saw Dr. Sweet.\nNurse: Right.\nPatient: Twice.\n", "Sweet"),
    ],
)
def test_a_name_said_in_a_talk_stays(text: str, name: str) -> None:
    assert keep(text, name)


def test_a_name_behind_the_label_of_a_form_stays() -> None:
    assert keep("Cliente: Vaya\nAgente: Siga\nCliente: Mire\nFecha: 3 de mayo\n", "Vaya")
