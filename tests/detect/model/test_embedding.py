"""The vectors of tokens are those that spaCy's own layers give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy

from pii_sweep import resources
from pii_sweep.detect.model import ner
from pii_sweep.detect.model.embedding import embedding_of

TEXTS = (
    "Dear Mrs Okonkwo-Lindqvist, 12 Oak Street,\n\nReno NV 89501",
    " ",
    "Źródło: 中村 花子 «été» 4711-X…",
)


@pytest.mark.parametrize("folder", [resources.model_path(), resources.second_model_path()])
def test_the_vectors_of_tokens_are_those_of_the_pipelines_own_layers(folder: Path) -> None:
    nlp = spacy.load(folder)
    ner.convert_weights(nlp, np.float32)
    model = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0].get_ref("embed")  # type: ignore[attr-defined]
    docs = [nlp.make_doc(text) for text in TEXTS]
    embedding = embedding_of(model)
    rows = embedding.list_tokens(docs)
    vectors = embedding.run(np.concatenate(rows))[1]
    places = [embedding.run(row)[0] for row in rows]
    assert np.abs(vectors - np.concatenate(model.predict(docs))).max() < 1e-4
    assert [
        [text[start : start + size] for start, size, _ in place]
        for text, place in zip(TEXTS, places, strict=True)
    ] == [[token.text for token in doc] for doc in docs]
    assert places[1].tolist() == [[0, 1, 1]]
