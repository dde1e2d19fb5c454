from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pii_sweep import resources
from pii_sweep.detect.model import ner, network, sign_pair, tokens
from pii_sweep.detect.model.network import LEANING, LEANINGS, LEAST, Network
from pii_sweep.detect.model.stored_network import read_network
from pii_sweep.detect.person.evidence import word_attributes
from pii_sweep.errors import ConfigError

ESTATE = Path(__file__).parents[3] / "fixtures" / "estate"
# Names, street parts and amounts among the white space and signs that tokenizers stumble over.
SHARDS = (
    "John", "Smith", "Maria", "GARCIA", "Acme", "Inc.", "12", "Main", "St", "Reno,", "NV", "89501", "Total:",
    "$45.00", "USD9.5", "can't", "a.m.", ":)", "http://a.example/x?y=1", "jane@example.com", "(Anna)", "x=1",
    " ", "  ", "\n", "\n\n", "\t", " \n ", "\xa0", "\u2003", "é", "«", "^", "^ ", "…", "\U0001f600",
)  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return spacy.load(resources.model_path())


@pytest.fixture(scope="module")
def fast() -> Network:
    found = ner.load(None, resources.model_path()).network
    assert found is not None
    return found


def spoken(pipeline: Language, texts: Sequence[str | Doc]) -> list[list[tuple[str, int, int]]]:
    """Return what spaCy itself finds."""
    return [[(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents] for doc in pipeline.pipe(texts)]


def read(network: Network, texts: list[str]) -> list[list[tuple[str, int, int]]]:
    """Return the entities that the network finds, without how sure it is."""
    return [
        [
            (entity.label, entity.start, entity.end)
            for entity in entities
            if entity.label not in LEANINGS.values()
        ]
        for entities in network.read(texts)
    ]


def test_the_fixtures_hold_the_entities_that_spacy_finds(pipeline: Language, fast: Network) -> None:
    files = sorted(
        path for path in ESTATE.rglob("*") if path.suffix in {".txt", ".eml", ".log", ".csv", ".zpl"}
    )
    texts = [path.read_text(encoding="utf-8", errors="replace")[:1200] for path in files[::4]]
    texts = [text for text in texts if text]
    found = read(fast, texts)
    assert sum(map(len, found)) > 100
    assert found == spoken(pipeline, texts)


# Always the same mixtures: of some thousand one has two readings of equal score, and spaCy itself, reading it
# among other texts, takes now this one and now that.
@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.sampled_from(SHARDS), min_size=1, max_size=30).map("".join), min_size=1, max_size=4)
)
def test_any_mixture_of_words_and_white_space_is_cut_and_read_as_spacy_does(
    pipeline: Language, fast: Network, texts: list[str]
) -> None:
    assert read(fast, texts) == spoken(pipeline, texts)


def test_a_word_that_is_nearly_somebody_is_reported_with_its_share(fast: Network) -> None:
    text = "Quem a encontrou foi Jaciara Figueira, da cantina, e é a ela que se pede."
    (found,) = fast.read([text])
    leaning = {text[one.start : one.end]: one.sure for one in found if one.label == LEANING}
    assert 0.2 < leaning["Jaciara"] < 0.6
    assert min(leaning.values()) >= LEAST
    assert "cantina" not in leaning


def test_a_full_lexicon_begins_anew(
    pipeline: Language, fast: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "CAPACITY", 300)
    texts = [
        f"{number} Main St, Reno, NV 89501 and John Smith{number} paid ${number}.00" for number in range(40)
    ]
    small = Network(tokens.Lexicon(fast.lexicon.tokenizer, fast.lexicon.embed), fast.layers, fast.moves)
    found = [entities for text in texts for entities in read(small, [text])]
    assert small.lexicon.used <= 300
    assert found == spoken(pipeline, texts)


def test_the_pipelines_own_vocabulary_does_not_grow(fast: Network) -> None:
    list(fast.read([f"serial number QX{number}ZZ" for number in range(200)]))
    assert "QX7ZZ" not in fast.lexicon.tokenizer.vocab


def test_the_second_network_reads_what_spacy_reads_with_the_same_attributes() -> None:
    folder = resources.second_model_path()
    words = frozenset((folder / "words.txt").read_text(encoding="utf-8").split())
    pipeline = spacy.load(folder)
    ner.convert_weights(pipeline, np.float32)
    pipeline.vocab.lex_attr_getters = dict(word_attributes.attributes(words))
    network = ner.load_second(folder, word_attributes.attributes, word_attributes.pair).network
    assert network is not None
    texts = [
        "Fenja holt den Schlüssel bei Herrn Baumgärtl, der Zahnarzt kann erst Freitag.",
        "Глаше передали ключи. Приехал Тимофей Рудаков!",
        "田中さんは明日来ます。栗原芙美子です。",
        "Kyllikillä on avain; 12 kpl, 4,50 €",
    ]
    found = read(network, texts)
    assert sum(map(len, found)) > 3
    pair = partial(word_attributes.pair, words)
    docs = [sign_pair.mark(pipeline.make_doc(text), pair) for text in texts]
    assert found == spoken(pipeline, docs)


def test_the_second_network_reads_health_and_amounts_and_which_words_lean_to_them() -> None:
    network = ner.load_second(
        resources.second_model_path(), word_attributes.attributes, word_attributes.pair
    ).network
    assert network is not None
    text = "Pavel is off with a broken wrist until Monday. Mrs Hale paid £85 for both lamps."
    (found,) = network.read([text])
    said = {text[one.start : one.end] for one in found if one.label == "HEALTH"}
    paid = {text[one.start : one.end] for one in found if one.label == "ORDER_VALUE"}
    assert any("broken wrist" in value for value in said)
    assert paid == {"£85"}
    starts = [one.start for one in found]
    assert starts == sorted(starts)
    shares = [one.sure for one in found if one.label in LEANINGS.values()]
    assert all(LEAST <= share < 1 for share in shares)


def test_a_pipeline_of_another_build_is_run_by_spacy_itself(tmp_path: Path) -> None:
    other = spacy.load(resources.model_path())
    other.add_pipe("entity_ruler", before="ner").add_patterns([{"label": "PERSON", "pattern": "qwxz"}])  # type: ignore[attr-defined]
    other.to_disk(tmp_path / "other")
    loaded = ner.load(str(tmp_path / "other"), None)
    assert loaded.network is None
    assert [(item.start, item.end) for item in loaded.read(["the qwxz left"])[0]] == [(4, 8)]


def test_texts_of_several_stretches_are_read_as_each_by_itself(
    fast: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(ESTATE.rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8")[:1200] for path in files if path.stat().st_size > 1]
    monkeypatch.setattr(network, "BLOCK", 2_000)
    monkeypatch.setattr(network, "STRETCH", 2)
    assert sum(map(len, texts)) > 8_000
    assert read(fast, texts) == [entities for text in texts for entities in read(fast, [text])]


@pytest.mark.parametrize("folder", [resources.model_path(), resources.second_model_path()])
def test_a_network_read_from_its_files_is_the_one_that_spacy_loads(folder: Path) -> None:
    stored, built = read_network(folder), network.network_of(spacy.load(folder))
    assert built is not None
    assert stored.moves.names == built.moves.names
    for ours, theirs in zip(numbers(stored), numbers(built), strict=True):
        assert np.array_equal(ours, theirs)
    assert stored.lexicon.tokenizer.rules == built.lexicon.tokenizer.rules
    assert [(column, seed) for column, seed, _ in stored.lexicon.embed.tables] == [
        (column, seed) for column, seed, _ in built.lexicon.embed.tables
    ]
    words = " ".join(built.lexicon.tokenizer.rules or ())  # which spaCy gave its own attributes
    texts = [words[at : at + 1000] for at in range(0, len(words), 1000)]
    assert list(stored.read(texts)) == list(built.read(texts))


def numbers(of: Network) -> list[npt.NDArray[np.generic]]:
    """Return the arrays of a network."""
    tables = [rows for _, _, rows in of.lexicon.embed.tables]
    parts = (*of.layers, of.lexicon.embed.layer, of.moves, of.moves.outer)
    return tables + [one for part in parts for one in part if isinstance(one, np.ndarray)]


def test_a_packaged_network_whose_files_are_damaged_is_named(tmp_path: Path) -> None:
    shutil.copytree(resources.model_path(), tmp_path / "net")
    (tmp_path / "net" / "ner" / "moves").write_bytes(b"\x80")
    with pytest.raises(ConfigError, match="reinstall the package"):
        ner._load_packaged(tmp_path / "net", 0)
