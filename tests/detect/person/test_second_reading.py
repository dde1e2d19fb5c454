from __future__ import annotations

import pytest

from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.model.network import LEANING
from pii_sweep.detect.person import second_reading
from pii_sweep.detect.person.evidence import name_shape
from pii_sweep.detect.text.candidate import Hit

TEXT = "Fenja holt Kollegin Sarac am Bahnhof ab."


def person(value: str, sure: float = 0.9, label: str = "PERSON") -> Entity:
    return Entity(label, TEXT.index(value), TEXT.index(value) + len(value), sure)


def candidate(value: str) -> Hit:
    start = TEXT.index(value)
    return Hit("PERSON", start, start + len(value), 0.5, "Person", ("lexicon:0.45",))


def test_a_person_that_no_candidate_covers_exactly_is_a_candidate() -> None:
    found = second_reading.find(TEXT, [person("Fenja"), person("Sarac")], [candidate("Fenja")], "cell")
    assert [TEXT[hit.start : hit.end] for hit in found] == ["Sarac"]


def test_a_word_that_is_only_nearly_somebody_is_no_candidate() -> None:
    assert list(second_reading.find(TEXT, [person("Bahnhof", 0.2, LEANING)], [], "cell")) == []


def test_what_has_a_digit_is_a_code_and_no_candidate() -> None:
    text = "greek small letter psi, U+03C8 ISOgrk3"
    read = [Entity("PERSON", text.index("U+"), len(text), 0.9)]
    assert list(second_reading.find(text, read, [], "cell")) == []
    assert (
        len(
            list(
                second_reading.find(
                    text.replace("3", "o").replace("0", "o").replace("8", "o"), read, [], "cell"
                )
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("read", "asked", "feature"),
    [
        ("Sarac", "Sarac", "second same"),
        ("Kollegin Sarac", "Sarac", "second longer"),
        ("Sarac", "Kollegin Sarac", "second part"),
    ],
)
def test_a_candidate_is_described_by_which_of_its_characters_are_read(
    read: str, asked: str, feature: str
) -> None:
    found = second_reading.describe(candidate(asked), [person(read)], caseless=False)
    assert set(found) == {"second", feature}


def test_a_candidate_that_the_network_does_not_read_is_described_as_that() -> None:
    assert second_reading.describe(candidate("Fenja"), [person("Sarac")], caseless=False) == {
        "second none": 1.0
    }


def test_a_larger_share_of_people_weighs_more_and_the_least_nothing() -> None:
    assert second_reading.odds(0.0) == pytest.approx(0.0, abs=0.03)
    assert second_reading.odds(0.3) < second_reading.odds(0.6) < second_reading.odds(1.0) < 9


def test_a_half_that_the_network_reads_inside_a_longer_name_gives_way_to_it() -> None:
    whole = Hit("PERSON", 0, 20, 0.6, "Person", ("mailbox:0.85",))
    half = Hit("PERSON", 0, 6, 0.9, "Person", ("second:0.20",))
    other = Hit("PERSON", 25, 30, 0.9, "Person", ("second:0.20",))
    assert second_reading.drop_parts([whole, half, other], 0.4) == [whole, other]
    unsure = whole.at(score=0.3)
    assert second_reading.drop_parts([unsure, half], 0.4) == [unsure, half]


def test_a_half_behind_its_own_label_gives_way_to_the_name_that_two_fields_make() -> None:
    fields = Hit("PERSON", 9, 38, 0.9, "Form", ("label:0.90",), pieces=((31, 38), (9, 18)))
    half = Hit("PERSON", 31, 38, 0.99, "Person", ("label:0.65",))
    same = Hit("PERSON", 9, 38, 0.84, "Fields", ("label:0.84",), pieces=((31, 38), (9, 18)))
    assert second_reading.drop_parts([fields, half, same], 0.4) == [fields, same]
    assert second_reading.drop_parts([fields.scored(0.3, ("label:0.30",)), half], 0.4)[1:] == [half]


def test_a_half_that_the_network_reads_stays_next_to_a_longer_one_that_words_alone_show() -> None:
    phrase = Hit("PERSON", 0, 12, 0.86, "Person", ("model:0.65",))
    half = Hit("PERSON", 6, 12, 0.92, "Person", ("second:0.20",))
    assert second_reading.drop_parts([phrase, half], 0.4) == [phrase, half]


@pytest.mark.parametrize(
    ("word", "count"), [("FeRD", 0), ("DStV", 1), ("BaFIN", 0), ("McKAY", 1), ("Fenja", 1)]
)
def test_a_word_whose_small_letters_end_in_capitals_is_an_abbreviation(word: str, count: int) -> None:
    text = f"{word} is here"
    read = [Entity("PERSON", 0, len(word), 0.9)]
    assert len(list(second_reading.find(text, read, [], "cell"))) == count


def test_in_a_script_without_capitals_the_network_says_it_once_more() -> None:
    found = second_reading.describe(candidate("Fenja"), [person("Sarac")], caseless=True)
    assert found == {"second none": 1.0, "second none caseless": 1.0}


@pytest.mark.parametrize(
    ("text", "value", "read", "left"),
    [
        ("Dear Matron Hughes, may I swap?", "Matron Hughes", "Hughes", "Hughes"),
        ("Alright Jamie, all done", "Alright Jamie", "Jamie", "Jamie"),
        ("oh no, Beth pneumonia again", "Beth pneumonia", "Beth", "Beth"),
        ("Dear Rose Hughes, may I swap?", "Rose Hughes", "Hughes", "Rose Hughes"),
        ("Dear Matron Hughes, may I swap?", "Matron Hughes", "Matron", "Matron Hughes"),
    ],
)
def test_words_that_look_like_no_name_are_cut_where_the_network_reads_the_rest(
    text: str, value: str, read: str, left: str
) -> None:
    hit = Hit("PERSON", text.index(value), text.index(value) + len(value), 0.5, "Person", ("model:0.60",))
    entity = Entity("PERSON", text.index(read), text.index(read) + len(read), 0.9)
    (found,) = second_reading.trim(text, [hit], [entity], name_shape.shipped())
    assert text[found.start : found.end] == left


def test_a_turned_name_is_as_likely_as_the_part_that_the_network_reads_in_it() -> None:
    turned = Hit("PERSON", 7, 21, 0.38, "Person", ("family_first:0.70",))
    part = Hit("PERSON", 15, 21, 0.88, "Person", ("second:0.20",))
    (found,) = second_reading.drop_parts([part, turned], 0.4)
    assert (found.start, found.end, found.score) == (7, 21, 0.88)
    assert second_reading.drop_parts([part.at(score=0.3), turned], 0.4) == [part.at(score=0.3), turned]


@pytest.mark.parametrize(
    ("text", "read", "kept"),
    [
        ("みずほ銀行 本店営業部", "みず", False),
        ("山田銀行 駅前支店", "山田", False),
        ("佐藤は銀行", "佐藤", True),
        ("さくら 銀行員", "さくら", True),
        ("/NAME/D.S. Ramdin/REMI/Factuur", "REMI", False),
        ("/NAME/D.S. Ramdin/REMI/Factuur", "D.S. Ramdin", True),
    ],
)
def test_the_beginning_of_a_firm_and_the_code_of_a_field_are_no_people(
    text: str, read: str, kept: bool
) -> None:
    start = text.index(read)
    entities = [Entity("PERSON", start, start + len(read), 0.9)]
    assert bool(list(second_reading.find(text, entities, [], "cell"))) is kept


def test_a_part_of_a_word_of_katakana_is_no_name() -> None:
    for text, name, count in (("ダウンロード", "ダウン", 0), ("マリア・オルセンさん", "マリア・オルセン", 1)):
        read = [Entity("PERSON", 0, len(name), 0.9)]
        assert len(list(second_reading.find(text, read, [], "cell"))) == count


@pytest.mark.parametrize(
    ("text", "score", "others", "stays"),
    [
        ("Odds and\nends", 0.55, (), False),
        ("Odds and\nends", 0.65, (), True),
        ("Odds and ends\n", 0.55, (), True),
        ("Odds and ends\n", 0.45, (), False),
        ("Odds and\nends", 0.55, ("EMAIL_ADDRESS",), True),
        ("Odds and\nends" * 400, 0.55, (), True),
    ],
)
def test_a_weak_name_that_is_all_that_a_text_shows_is_none(
    text: str, score: float, others: tuple[str, ...], stays: bool
) -> None:
    name = Hit("PERSON", 0, 4, score, "test")
    hits = [name, *(Hit(entity, 10, 20, 0.9, "test") for entity in others)]
    assert (name in second_reading.drop_lone(text, hits)) is stays
