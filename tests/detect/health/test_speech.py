"""One sentence about somebody's health is found in an ordinary text, and what is said of things is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep.detect.health import speech, terms

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Hi all, rehearsal is at six. I can't come, my chemo starts on Monday. Bring the folder.", "chemo"),
        ("Can the twins move up? My brother broke his wrist on Sunday. I have the van.", "broke his wrist"),
        ("Die Heizung ist kalt. Meine Mutter hat eine Lungenentzündung und friert.", "Lungenentzündung"),
        ("Bonjour, ma fille sera absente, elle a la varicelle. Merci pour les cahiers.", "varicelle"),
        ("Hola, mi hijo es asmático y la pared está húmeda. ¿Puede venir el fontanero?", "asmático"),
        ("Ciao, io resto a casa, ho l'ernia del disco e non porto lo zaino.",
            "ernia del disco"),
        ("De lift is stuk. Mijn vrouw is geopereerd aan haar heup.", "geopereerd aan haar heup"),
        ("O elevador está parado. O meu pai teve um AVC e não sobe escadas.", "AVC"),
        ("Winda nie działa. Moja żona choruje na stwardnienie rozsiane.", "stwardnienie rozsiane"),
        ("老师您好，我儿子得了水痘，这周不能上学。", "水痘"),
        ("안녕하세요, 제 딸이 천식이 있어서 수업을 쉽니다.", "천식"),
        ("नमस्ते, मेरी बेटी को मलेरिया हो गया है।", "मलेरिया"),
        ("Bună ziua, fiul meu are astm și nu vine la sport.", "astm"),
        ("Dobar dan, majka je slomila kuk i ne dolazi.", "slomila kuk"),
        ("Tamsin Ekberg ist bis Freitag krankgeschrieben. Bitte die Schicht tauschen.", "krankgeschrieben"),
        ("Kasia ma zapalenie oskrzeli. Zastąpi ją Marek Wolny.", "zapalenie oskrzeli"),
        ("Ayşe Hanım migren yüzünden gelemedi, nöbeti Mert Aydın aldı.", "migren"),
        ("Пасека: Фёдор Лапин слёг с воспалением лёгких. Дежурит Инна.", "воспалением лёгких"),
    ],
)  # fmt: skip
def test_a_sentence_about_somebodys_health_is_found(find: Find, text: str, held: str) -> None:
    assert held in find(text, "prose").get("HEALTH", [])


@pytest.mark.parametrize(
    "text",
    [
        "The market has a fever, and the bank is its doctor. The sector suffered a stroke of bad luck.",
        "Our dog has epilepsy and was operated on his hip. The vet comes on Thursday.",
        "People with epilepsy or a heart condition may not ride. Persons in a cast must stay out.",
        "Die Börse hat Fieber, der Markt leidet an Depressionen, sagt die Bank.",
        "Personen mit Epilepsie oder Bandscheibenvorfall sind von der Teilnahme ausgeschlossen.",
        "Le marché a la grippe et le secteur souffre d'anémie.",
        "Il mercato ha la febbre e il settore soffre di depressione.",
        "The statue has a broken arm; its hand was replaced in plaster. The engine's elbow joint tore.",
    ],
)
def test_what_is_said_of_things_animals_and_people_in_general_is_none(find: Find, text: str) -> None:
    assert "HEALTH" not in find(text, "prose")


def test_an_elided_article_does_not_hide_a_word() -> None:
    (term,) = terms.find("Il souffre d\u2019épilepsie.")
    assert (term.start, term.end) == (13, 22)
    phrase = "La maladie d'Alzheimer"
    assert [(term.start, term.end) for term in terms.find(phrase)] == [(3, len(phrase))]


def test_forms_of_a_word_are_written_out() -> None:
    assert speech.forms("angin(a|ę)") == ["angina", "anginę"]
    assert speech.forms("(my|our) knee(s)?") == ["my knee", "my knees", "our knee", "our knees"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("He tore a ligament in the left knee.", "tore a ligament"),
        ("Sie ist am Knie operiert.", "Knie operiert"),
        ("He broke the record. Her knee is fine.", None),
        ("He broke the lock of the old shed behind the mill and hurt nobody's knee", None),
    ],
)
def test_harm_and_a_part_of_the_body_stand_in_one_sentence_near_each_other(
    text: str, held: str | None
) -> None:
    assert [text[one.start : one.end] for one in speech.injuries(text)] == ([held] if held else [])


def test_a_sentence_ends_at_its_stop_and_says_whom_it_is_about() -> None:
    text = "My husband waits. The stroke was caught on film."
    at = text.index("stroke")
    sentence = speech.read(text, at, at + 6, [])
    assert not sentence.somebody
    assert "kin" not in sentence.roles
    named = speech.read(text, at, at + 6, [text.index("The")])
    assert named.named
    assert named.somebody
    assert speech.features(named)["says_name"] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "She attempted suicide in 2019",
        "Er hat einen Suizidversuch hinter sich",
        "affetto da morbo di Crohn",
        "Leidet an Morbus Bechterew",
        "atteinte de la maladie de Charcot",
        "choruje na chorobę Parkinsona",
        "my husband is disabled, blue badge holder",
        "ist schwerbehindert",
    ],
)
def test_attempts_namesakes_and_disabilities_are_terms(text: str) -> None:
    assert terms.find(text)


@pytest.mark.parametrize(
    "text", ["The disabled button stays grey", "Charcot drew it", "a blue badge on the profile"]
)
def test_words_of_them_alone_are_no_terms(text: str) -> None:
    assert not terms.find(text)
