from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pii_sweep import detect
from pii_sweep.config import Settings, merge
from pii_sweep.detect.text import casing
from pii_sweep.errors import ConfigError
from pii_sweep.link.seal import seal
from pii_sweep.types import Box, Detection, Gap, Note, Passage, Span


def test_gaps_and_notes_pass_through_between_passages(detector, place) -> None:
    gap, note = Gap(place, "ENCRYPTED_DOCUMENT"), Note(place, "faces", 2)
    items = list(detector.examine([Passage("SSN: 219-09-9999", place), gap, note, Passage("nothing", place)]))
    assert [type(item) for item in items] == [Detection, Gap, Note]


def test_allowed_values_are_left_out_and_counted(place) -> None:
    settings = merge(
        Settings(),
        "allow",
        exact=("help@example.com",),
        patterns=(r".*@noreply\.example\.com",),
        addresses=("12 Oak Street",),
    )
    text = "help@example.com a@noreply.example.com jane@example.com\n\n12 Oak Street, Fresno, CA 93650"
    items = list(detect.load(settings).examine([Passage(text, place)]))
    assert [item.value for item in items if isinstance(item, Detection)] == ["jane@example.com"]
    counts = {item.measure: item.amount for item in items if isinstance(item, Note)}
    assert counts == {"suppressed": 3, "by_pattern": 1}


def test_after_preparing_no_text_has_to_wait_for_a_pattern_or_a_word_list(detector, place) -> None:
    detect.prepare()
    made = {
        (name, key): thing.cache_info().misses
        for name, module in list(sys.modules.items())
        if name.startswith("pii_sweep.detect.")
        for key, thing in vars(module).items()
        if hasattr(thing, "cache_info") and thing.cache_parameters()["maxsize"] == 1
    }
    text = "Ship to:\nDr Ada Berg\n12 Elm St, Fresno, CA 93650\nOrder 20417, total $41.20, tel 559-555-0142"
    list(detector.examine([Passage(text, place)]))
    later = {key: vars(sys.modules[key[0]])[key[1]].cache_info().misses for key in made}
    assert later == made
    assert any(key == "number_first" for _, key in made)


def test_a_text_that_comes_twice_in_a_batch_is_read_alike(detector, place) -> None:
    texts = ["".join(["Maria said", " she would call."]) for _ in range(2)]
    items = list(detector.examine([Passage(text, place) for text in texts]))
    found = [(item.value, item.score, item.reasons) for item in items if isinstance(item, Detection)]
    assert found[0] == found[1]
    assert found[0][0] == "Maria"


def test_nothing_of_a_text_is_kept_when_its_batch_is_done(detector, place) -> None:
    list(detector.examine([Passage("Maria said she would call.", place)]))
    assert casing.lower.cache_info().currsize < 8


def test_only_the_entities_asked_for_are_reported(place) -> None:
    settings = merge(Settings(), "detect", entities=("EMAIL_ADDRESS",))
    items = list(detect.load(settings).examine([Passage("Dear Jane Doe, write to a@example.com", place)]))
    assert [item.entity for item in items] == ["EMAIL_ADDRESS"]


def test_recognizers_of_presidios_own_yaml_are_run(tmp_path: Path, place) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "recognizers:\n  - name: Badge\n    supported_entity: BADGE\n    supported_language: en\n"
        "    patterns:\n      - name: badge\n        regex: 'BDG-\\d{4}'\n        score: 0.8\n"
        "    context: [badge]\n"
    )
    settings = merge(Settings(), "detect", recognizers=str(rules))
    items = list(detect.load(settings).examine([Passage("His badge is BDG-1234.", place)]))
    assert [(item.entity, item.value) for item in items] == [("BADGE", "BDG-1234")]


@pytest.mark.parametrize("change", [{"model": "no_such_model"}, {"recognizers": "no/such/file.yaml"}])
def test_a_model_or_rule_file_that_is_missing_is_a_settings_error(change: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        detect.load(merge(Settings(), "detect", **change))


def test_lines_rows_and_json_paths_are_kept(detector, place) -> None:
    text = "x\nemail: a@example.com"
    found = list(detector.examine([Passage(text, place)]))
    assert [item.where.line for item in found] == [2]
    spans = (Span(9, 22, json_path="$.orders[3].email"),)
    found = list(detector.examine([Passage(text, place, spans, "fields")]))
    assert [(item.where.json_path, item.record) for item in found] == [("$.orders[3].email", "|$.orders[3]")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00" * 500,
        "\u202e\u200f عمر" * 200,
        "😀" * 3000,
        "\ud800 Jane Doe",
        "a" * 60_000,
        "1 " * 20_000,
        "12 Main\n" * 3000,
        "1-" * 15_000,
        '","city":"' * 2000,
        "$1," * 8000,
        "<" * 30_000,
        "total 12.00 " * 2000,
        "Anna, " * 5000 + "and Bob",
        "a@" * 20_000,
        "(123) " * 5000,
        "À" * 20_000,
        "PO BOX " * 4000,
    ],
)
def test_odd_text_raises_nothing(detector, place, text: str) -> None:
    for layout in ("page", "log"):
        for item in detector.examine([Passage(text, place, (), layout)]):
            assert isinstance(item, Detection)
            assert 0.0 <= item.score <= 1.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
            "class_passport",
        ),
        (
            "CALIFORNIA DRIVER LICENSE\nDL D1234567\nEXP 01/02/2028\nDOB 01/02/1980\n"
            "SEX F HGT 5-05 EYES BRN\nCLASS C",
            "class_driver_license",
        ),
        ("EXAMPLE BANK\nVISA DEBIT\n4111 1111 1111 1111\nVALID THRU 12/27\nJANE DOE", "class_payment_card"),
        (
            "SOCIAL SECURITY\n219-09-9999\nTHIS NUMBER HAS BEEN ESTABLISHED FOR\nJANE DOE",
            "class_social_security_card",
        ),
        (
            "ACME HEALTH PLAN\nMember ID: XA12345\nGroup No: 887\nRxBIN 610014\nPCN A4\nCopay $20",
            "class_insurance_card",
        ),
    ],
)
def test_documents_of_identity_are_recognized_by_their_evidence(
    detector, place, text: str, kind: str
) -> None:
    found = [
        item
        for item in detector.examine([Passage(text, place, (), "page")])
        if item.entity == "IDENTITY_DOCUMENT"
    ]
    assert [item.reasons[0].partition(":")[0] for item in found] == [kind]


def test_health_and_minority_need_a_person_they_are_about(find) -> None:
    found = find("Patient: Jane Doe\nDOB: 01/02/2015\nDiagnosis: Type 2 diabetes\nICD-10: E11.9\n")
    assert found["HEALTH"] == ["Type 2 diabetes", "E11.9"]
    assert found["MINOR"] == ["01/02/2015"]
    assert find("The diagnosis: cloudy with rain. Ages 5 and up.", "prose") == {}


def test_the_people_of_a_short_letter_with_an_address_are_read(find) -> None:
    text = "小敏：您好\n方志强：今天补寄到杭州市拱墅区湖墅南路88号可以吗？收货人是何静\n小敏：可以，谢谢"
    assert find(text, "prose")["PERSON"] == ["小敏", "方志强", "何静", "小敏"]
    slip = "GÖNDERİCİ\nHülya Demirtaş\nGül Sokak No: 12 Daire: 3\nBornova / İzmir\nKerem Bey yoksa bırakın"
    assert find(slip, "prose")["PERSON"] == ["Hülya Demirtaş", "Kerem"]


def test_overlapping_claims_are_settled_to_one(find) -> None:
    found = find("Card 4111 1111 1111 1111")
    assert found == {"CREDIT_CARD": ["4111 1111 1111 1111"]}


# The specimen of ICAO Doc 9303 part 4.
PASSPORT = "\n".join(
    ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
)
CARD = "EXAMPLE BANK\nDEBIT VISA\n4111 1111 1111 1111\nVALID THRU 09/29\nANNA ERIKSSON"


@pytest.mark.parametrize(("text", "kind"), [(PASSPORT, "passport"), (CARD, "payment_card")])
def test_a_document_of_identity_is_recognized_by_its_class_and_shows_nothing_of_its_text(
    detector, place, text: str, kind: str
) -> None:
    found = [
        item
        for item in detector.examine([Passage(text, place, layout="page")])
        if isinstance(item, Detection)
    ]
    document = next(item for item in found if item.entity == "IDENTITY_DOCUMENT")
    assert document.value == kind
    assert seal(document, None, b"k").masked == kind


def test_a_document_of_identity_lies_where_all_of_its_text_does(detector, place) -> None:
    spans, start = [], 0
    for row, line in enumerate(CARD.split("\n")):
        spans.append(Span(start, start + len(line), Box(40, 50 * row, 400, 50 * row + 30)))
        start += len(line) + 1
    passage = Passage(CARD, place, tuple(spans), "page")
    (document,) = [
        item for item in detector.examine([passage]) if getattr(item, "entity", "") == "IDENTITY_DOCUMENT"
    ]
    assert document.where.box == Box(40, 0, 400, 230)
    carded = replace(passage, card=Box(0, 0, 640, 400))
    (document,) = [
        item for item in detector.examine([carded]) if getattr(item, "entity", "") == "IDENTITY_DOCUMENT"
    ]
    assert document.where.box == Box(0, 0, 640, 400)


def test_the_bar_code_of_a_licence_is_a_document_of_identity(detector, place) -> None:
    fields = (
        "Name: ANNA ERIKSSON\nDriver license number: D1234562\nDate of birth: 08/31/1985\nIssuer: ANSI 636014"
    )
    found = detector.examine([Passage(fields, replace(place, box=Box(0, 0, 9, 9)), (), "fields")])
    assert [item.value for item in found if getattr(item, "entity", "") == "IDENTITY_DOCUMENT"] == [
        "driver_license"
    ]


@pytest.mark.parametrize(("score", "with_word"), [(0.01, 0.4), (0.1, 0.45), (0.5, 0.85), (0.9, 1.0)])
def test_a_word_of_context_raises_a_weak_pattern_of_ones_own_to_what_is_reported(
    tmp_path: Path, place, score: float, with_word: float
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "recognizers:\n  - name: Locker\n    supported_entity: LOCKER\n    supported_language: en\n"
        f"    patterns:\n      - name: locker\n        regex: 'LKR-\\d{{4}}'\n        score: {score}\n"
        "    context: [locker]\n"
    )
    own = detect.load(merge(Settings(), "detect", recognizers=str(rules)))
    texts = ("Her locker is LKR-2204.", "The batch is LKR-2204.")
    near, far = ([item.score for item in own.examine([Passage(text, place)])] for text in texts)
    assert near == [pytest.approx(with_word)]
    assert far == ([pytest.approx(score)] if score >= Settings().detect.min_score else [])
