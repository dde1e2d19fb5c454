"""The corpus of the pipeline: seeded, split by template, its labels where they should be."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.train import (
    corpus,
    daily,
    damage,
    grammar,
    namelike,
    orders,
    ordinary,
    origins,
    people,
    prose,
    tokens,
)
from models.train.template import choose, fill, is_dev, join


def test_the_same_seed_gives_the_same_corpus() -> None:
    first, again, other = (list(corpus.examples(25, seed, dev=False)) for seed in ("a", "a", "b"))
    assert first == again
    assert first != other


def test_no_template_is_in_both_parts() -> None:
    for templates, _ in corpus.sources().values():
        train, dev = (set(corpus.split(templates, dev)) for dev in (False, True))
        assert train
        assert dev
        assert not train & dev
        assert train | dev == set(templates)


def test_the_total_labels_of_the_parts_are_apart() -> None:
    labels = orders.WORDS["en"][0]
    for dev in (False, True):
        for seed in range(20):
            drawn = orders.order(random.Random(seed), dev).words
            if drawn[1:] == orders.WORDS["en"][1:]:
                assert all(is_dev(label) == dev for label in drawn[0])
    assert any(map(is_dev, labels))


def test_an_order_adds_up_to_its_total() -> None:
    for seed in range(50):
        order = orders.order(random.Random(seed), dev=False)
        assert (
            order.total
            == sum(n * each for _, n, each in order.items) + order.tax + order.shipping - order.discount
        )


def test_every_template_fills_and_its_entities_have_no_blank_edges() -> None:
    slots = corpus.slots(None)
    rng = random.Random(1)
    for templates, _ in corpus.sources().values():
        for template in templates:
            text, entities = join(fill(template, slots, rng))
            for start, end, _label in entities:
                assert text[start:end] == text[start:end].strip() != ""


def test_alternatives_nest_and_one_is_taken() -> None:
    rng = random.Random(0)
    seen = {choose("[a|b[c|d]]", rng) for _ in range(60)}
    assert seen == {"a", "bc", "bd"}


@settings(deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0.01, 0.1, 0.5]))
def test_damage_keeps_the_order_and_the_bounds_of_entities(seed: int, rate: float) -> None:
    example = ("Ship to: Ann Lee\n1 Main St, Reno", [(9, 16, "PERSON"), (17, 32, "STREET_ADDRESS")])
    text, entities = damage.ocr(example, rate, random.Random(seed))
    ends = [place for start, end, _ in entities for place in (start, end)]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)


def test_quoting_moves_entities_with_their_text() -> None:
    text, entities = damage.quoted(("To:\nAnn Lee", [(4, 11, "PERSON")]), "> ")
    assert [text[start:end] for start, end, _ in entities] == ["Ann Lee"]


def test_capitals_keep_places_even_where_a_letter_would_grow() -> None:
    text, entities = damage.cased(("Straße Groß", [(7, 11, "PERSON")]), "upper")
    assert text[entities[0][0] : entities[0][1]] == "GROß"


def test_edges_inside_a_token_are_left_unlabelled_not_lost() -> None:
    doc = corpus.document(tokens.blank(), ("xxAnn Lee", [(2, 9, "PERSON")]))
    assert doc is not None
    assert [token.ent_iob_ for token in doc] == ["", ""]


def test_the_same_words_are_drawn_as_people_and_as_places() -> None:
    rng = random.Random(2)
    places = {namelike.town(rng)[0] for _ in range(2000)}
    persons = {namelike.namesake(rng)[0] for _ in range(2000)}
    assert {label for _, label in places} == {None}
    assert {label for _, label in persons} == {"PERSON"}
    assert {text for text, _ in places} >= {text for text, _ in persons} == set(people.NAMESAKES)


def test_what_only_looks_like_a_name_is_never_labelled_a_person() -> None:
    rng = random.Random(3)
    for name in ("thing", "venue", "feature", "team", "brand", "work", "case", "id", "eponym"):
        labels = {label for _ in range(200) for _, label in namelike.SLOTS[name](rng)}
        assert labels <= {None, "ORG"}


def test_names_of_many_origins_are_in_latin_letters() -> None:
    rng = random.Random(4)
    names = [origins.full(rng) for _ in range(300)]
    assert all(name.replace(" ", "").replace("-", "")[0].isalpha() for name in names)
    assert len(set(names)) > 250
    assert origins.latin("Олександра") == "Oleksandra"
    assert origins.latin("Łukasz") == "Łukasz"


def test_a_text_set_in_title_case_keeps_its_entities() -> None:
    text, entities = damage.titled(("hey its ana from the gym", [(8, 11, "PERSON")]))
    assert text[entities[0][0] : entities[0][1]] == "Ana"
    assert len(text) == len("hey its ana from the gym")


def test_line_ends_may_be_a_backslash_and_a_letter_and_entities_move_with_them() -> None:
    text, entities = damage.escaped(("To:\n\tAnn Lee\nReno", [(5, 12, "PERSON")]))
    assert text == r"To:\n\tAnn Lee\nReno"
    assert [text[start:end] for start, end, _ in entities] == ["Ann Lee"]


def test_a_given_name_and_a_surname_in_a_row_are_one_person() -> None:
    assert join([("Ann", "PERSON"), (" ", None), ("Lee", "PERSON")]) == ("Ann Lee", [(0, 7, "PERSON")])
    assert len(join([("Ann", "PERSON"), (", ", None), ("Lee", "PERSON")])[1]) == 2


def test_the_people_of_every_day_are_named_and_the_rest_is_not() -> None:
    slots, rng = corpus.slots(None), random.Random(5)
    modules = (daily, grammar, ordinary)
    kinds = [
        (texts, wanted)
        for one in modules
        for texts, wanted in ((one.PEOPLE, True), (one.WITHOUT_PEOPLE, False))
    ]
    for texts, wanted in kinds:
        for template in prose.templates(texts):
            labels = {label for _, _, label in join(fill(template, slots, rng))[1]}
            assert ("PERSON" in labels) is wanted, template
