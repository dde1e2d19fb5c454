"""The shipped pipeline: its size, its labels, and texts that no template of its corpus holds."""

from __future__ import annotations

import hashlib

import pytest
import spacy
from spacy.language import Language

from pii_sweep.resources import model_hashes, model_path, second_model_path

LARGEST = 15 * 1024 * 1024


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(model_path())


def entities(nlp: Language, text: str) -> set[tuple[str, str]]:
    return {(entity.label_, entity.text) for entity in nlp(text).ents}


def test_it_is_small_and_holds_only_what_entities_need(nlp: Language) -> None:
    files = [path for path in model_path().rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= LARGEST
    assert nlp.pipe_names == ["ner"]
    assert {"PERSON", "STREET_ADDRESS", "ORDER_VALUE", "ORG"} <= set(nlp.get_pipe("ner").labels)  # type: ignore[attr-defined]


def test_the_network_for_papers_is_small_too_with_sixteen_bits_a_weight() -> None:
    folder = second_model_path()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= LARGEST
    model = spacy.load(folder).get_pipe("ner").model  # type: ignore[attr-defined]
    own = [node.get_param(name) for node in model.walk() for name in node.param_names if node.has_param(name)]
    assert own and {weights.dtype.name for weights in own} == {"float16"}


def test_its_hashes_name_every_file() -> None:
    hashes = model_hashes()
    weights = (model_path() / "ner" / "model").read_bytes()
    assert hashes["ner/model"] == hashlib.sha256(weights).hexdigest()
    assert {"meta.json", "config.cfg", "tokenizer"} <= set(hashes)


def test_it_reads_a_label(nlp: Language) -> None:
    found = entities(
        nlp, "PRIORITY MAIL 2-DAY\nSHIP TO:\nRENATA OKONKWO\n771 E BIRCHWOOD CT APT 4\nTOLEDO OH 43604-1234\n"
    )
    assert ("PERSON", "RENATA OKONKWO") in found
    assert ("STREET_ADDRESS", "771 E BIRCHWOOD CT APT 4\nTOLEDO OH 43604-1234") in found


def test_it_reads_a_receipt(nlp: Language) -> None:
    items = "Framed Poster    18.00\nPostcards        6.50\n"
    text = f"Harbor Print Shop\n{items}Subtotal   24.50\nTax   2.02\nTotal   $26.52\nVisa   $26.52\n"
    totals = [value for label, value in entities(nlp, text) if label == "ORDER_VALUE"]
    assert totals == ["$26.52"]


def test_it_reads_an_address_in_a_sentence(nlp: Language) -> None:
    found = entities(nlp, "The replacement went out to 58 Willow Bend Dr, Austin, TX 78745 this morning.")
    assert ("STREET_ADDRESS", "58 Willow Bend Dr, Austin, TX 78745") in found


@pytest.mark.parametrize("name", ["Siobhan Kelleher", "Grace Banks", "Łukasz Wójcik", "Nguyen Thi Lan"])
def test_it_reads_names_of_many_origins(nlp: Language, name: str) -> None:
    found = entities(nlp, f"We have refunded the customer, {name}, for the broken frame.")
    assert ("PERSON", name) in found


def test_it_finds_no_one_in_a_notice_about_no_one(nlp: Language) -> None:
    text = (
        "The store opens at nine. Returns are accepted within thirty days, with the receipt, at any counter."
    )
    assert entities(nlp, text) == set()
