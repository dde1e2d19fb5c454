"""Scripts without blanks between words are cut into signs, which say what pairs they make."""

from __future__ import annotations

import pytest
import spacy

from models.train import papers
from pii_sweep.detect.model import sign_pair


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("田中様は2月abc来た", ["田", "中", "様", "は", "2", "月", "abc", "来", "た"]),
        ("佐々木", ["佐", "々", "木"]),
        ("คุณใจดีโทร", ["คุ", "ณ", "ใจ", "ดี", "โท", "ร"]),
        ("ថ្មី", ["ថ្មី"]),
        ("ကျွန်တော်", ["ကျွန်", "တော်"]),
        ("Smith", ["Smith"]),
    ],
)
def test_a_word_is_cut_where_one_sign_or_cluster_of_letters_ends(text: str, tokens: list[str]) -> None:
    assert sign_pair.signs(text) == tokens
    if text != "Smith":
        assert [token.text for token in papers.blank().make_doc(text)] == tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("김민수가 왔다", ["김민수", "가", "왔다"]),
        ("민지에게 보냄", ["민지", "에게", "보냄"]),
        ("Ahmet'in arabası", ["Ahmet", "'in", "arabası"]),
        ("የአበበ ቤት", ["የ", "አበበ", "ቤት"]),
        ("don't say O'Brien's", ["do", "n't", "say", "O'Brien", "'s"]),
    ],
)
def test_what_is_written_on_to_a_name_is_a_token_of_its_own(text: str, tokens: list[str]) -> None:
    assert [token.text for token in papers.blank().make_doc(text)] == tokens


def test_a_sign_is_given_its_pairs_with_the_signs_next_to_it_and_none_across_a_blank() -> None:
    nlp = papers.blank()
    doc = sign_pair.mark(nlp.make_doc("王芳 今天, a天"), lambda pair: f"<{pair}>")
    found = [(token.text, token.lemma_, token.tag_) for token in doc]
    assert found == [
        ("王", "", "<王芳>"),
        ("芳", "<王芳>", ""),
        ("今", "", "<今天>"),
        ("天", "<今天>", ""),
        (",", "", ""),
        ("a", "", ""),
        ("天", "", ""),
    ]


def test_a_text_without_such_signs_is_left_as_it_is() -> None:
    doc = spacy.blank("en")("Anna called")
    sign_pair.mark(doc, lambda pair: pair)
    assert not any(token.lemma_ or token.tag_ for token in doc)
