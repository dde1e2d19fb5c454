"""What an object as a whole says of its candidates for names."""

from __future__ import annotations

from pii_sweep.detect.person.evidence import document_evidence
from pii_sweep.detect.person.evidence.document_evidence import MOST_NAMES, Evidence
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import ObjectRef, Where

LETTER = "Dear Ann Lee,\nyou asked us for Grant Hall.\nRegards\nTom Ray\n"
HALL = Where(ObjectRef("bucket", "key"))


def candidate(text: str, value: str, *reasons: str, score: float = 0.8) -> Hit:
    start = text.index(value)
    return Hit("PERSON", start, start + len(value), score, "Person", reasons or ("model:0.65",))


def read(text: str, *hits: Hit, whole: bool = True) -> Evidence:
    evidence = Evidence()
    features = {"whole": 1.0} if whole else {}
    evidence.add(text, [(hit, features if hit.entity == "PERSON" else None) for hit in hits])
    return evidence


def test_a_sentence_is_no_document_and_many_short_texts_of_one_object_are() -> None:
    evidence = Evidence()
    evidence.count("Ask Ann about the keys.")
    assert not evidence.is_document()
    for _ in range(20):
        evidence.count("Ask Ann about the keys.")
    assert evidence.is_document()


def test_a_candidate_is_described_by_the_others_and_not_by_itself() -> None:
    sure = candidate(LETTER, "Ann Lee", score=0.95)
    unsure = candidate(LETTER, "Grant Hall", score=0.3)
    evidence = read(LETTER, sure, unsure)
    assert evidence.describe("Grant Hall")["best other"] > evidence.describe("Ann Lee")["best other"]
    assert evidence.describe("ANN LEE") == evidence.describe("Ann Lee")
    assert "others 1" in evidence.describe("Ann Lee")
    alone = read(LETTER, sure).describe("Ann Lee")
    assert alone["best other"] == alone["mean other"] == -3.0 and "others 0" in alone


def test_the_words_of_a_letter_count_by_kind() -> None:
    found = read(LETTER, candidate(LETTER, "Ann Lee")).describe("Ann Lee")
    assert {"object says address", "object says closing", "object says second"} <= found.keys()
    assert "object says goods" not in found and "object says second often" not in found


def test_other_claims_of_an_object_count_once_they_are_sure() -> None:
    mail = Hit("EMAIL_ADDRESS", 0, 4, 0.9, "EmailRecognizer")
    assert "object holds EMAIL_ADDRESS" in read(LETTER, mail).describe("Ann Lee")
    assert "object holds nothing" in read(LETTER, mail.scored(0.1, ())).describe("Ann Lee")


def test_the_town_of_an_address_with_a_code_is_no_person_but_a_known_name_or_one_with_a_title() -> None:
    text = "Anna Huber, Mlýnská 5, 99901 Hvozdnice nad Lubou, Peter Mlýnek, Oak St 4, Florence 50100"
    towns = [
        Hit("STREET_ADDRESS", 0, 9, 0.9, "StreetAddress", ("suffix:0.60",), None, {"city": city, "zip": "1"})
        for city in ("Hvozdnice nad Lubou", "Florence")
    ]
    evidence = read(text, *towns)
    assert evidence.rules_out(text, candidate(text, "Hvozdnice"))
    assert evidence.rules_out(text, candidate(text, "Hvozdnice nad Lubou"))
    assert not evidence.rules_out(text, candidate(text, "Hvozdnice", "title:0.80"))
    assert not evidence.rules_out(text, candidate(text, "Florence"))
    assert not evidence.rules_out(text, candidate(text, "Lubou"))


def test_a_title_alone_is_no_person() -> None:
    assert Evidence().rules_out("Estimada Sra.", candidate("Estimada Sra.", "Sra"))
    assert not Evidence().rules_out("Dear Sir Ray", candidate("Dear Sir Ray", "Ray"))


def test_a_belief_is_no_person_but_behind_a_title() -> None:
    assert Evidence().rules_out("a Shia Muslim", candidate("a Shia Muslim", "Shia Muslim"))
    assert not Evidence().rules_out("Mr Muslim", candidate("Mr Muslim", "Muslim", "title:0.70"))


def test_a_club_is_no_person() -> None:
    assert Evidence().rules_out("FC Nord and Malmö FF", candidate("FC Nord and Malmö FF", "FC Nord"))
    assert not Evidence().rules_out("F. C. Nord", candidate("F. C. Nord", "F. C. Nord"))


def test_the_end_of_a_towns_name_is_no_person() -> None:
    text = "Flights to Tel Aviv. Ask Aviv."
    assert Evidence().rules_out(text, candidate(text, "Aviv"))
    last = text.rindex("Aviv")
    assert not Evidence().rules_out(text, candidate(text, "Aviv").at(start=last, end=last + 4))


def test_words_that_an_object_has_in_small_letters_too_are_less_of_a_name() -> None:
    text = "Temple Meads is shut; the temple (rebuilt) faces the meads."
    evidence = read(text, candidate(text, "Temple Meads"))
    assert "object has all in small" in evidence.describe("Temple Meads")
    assert "object has one in small" in evidence.describe("Temple Lee")
    assert not any("in small" in name for name in evidence.describe("Ann Lee"))


def test_a_label_elsewhere_counts_for_the_others_alone() -> None:
    evidence = read(LETTER, candidate(LETTER, "Ann Lee", "label:0.65"), candidate(LETTER, "Tom Ray"))
    assert "other from label" in evidence.describe("Tom Ray")
    assert "other from label" not in evidence.describe("Ann Lee")


def test_a_part_of_a_longer_name_is_reported() -> None:
    evidence = read(LETTER, candidate(LETTER, "Ann Lee"), candidate(LETTER, "Ann", score=0.3))
    assert "part of another" in evidence.describe("Ann")
    assert "part of another" not in evidence.describe("Ann Lee")


def test_no_more_names_are_kept_than_the_bound() -> None:
    evidence = Evidence()
    for number in range(MOST_NAMES + 5):
        text = f"Ann{number}"
        evidence.add(text, [(candidate(text, text), {})])
    assert len(evidence.names) == MOST_NAMES
    assert evidence.describe("Zoe")["best other"] > 0


def test_evidence_is_kept_by_object_and_only_of_the_last_ones() -> None:
    known: dict[Where, Evidence] = {}
    first = document_evidence.evidence_of(known, HALL)
    page = Where(HALL.ref, page=2)
    assert document_evidence.evidence_of(known, page) is first
    for number in range(100):
        document_evidence.evidence_of(known, Where(ObjectRef("bucket", f"other-{number}")))
    assert document_evidence.evidence_of(known, HALL) is not first and len(known) <= 64


def test_what_is_kept_of_a_document_is_not_shown() -> None:
    assert "ann" not in repr(read(LETTER, candidate(LETTER, "Ann Lee"))).lower()
