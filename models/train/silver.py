"""Ordinary prose with silver labels: the documentation of Python and of installed packages.

The names that en_core_web_sm finds are kept where a name list agrees; where it does not, and
for firms, the tokens are left unlabelled (neither right nor wrong in training).
"""

from __future__ import annotations

import random
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from pydoc_data import topics

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from models.train.people import LOCALES, census, pool

# Their long descriptions are prose, under licences that allow this use (MIT, BSD, Apache-2.0, PSF).
PACKAGES = (
    "Faker names usaddress zipcodes spacy thinc presidio-analyzer boto3 pandas numpy scipy pyarrow pillow rich typer jinja2"
    " pytest hypothesis mypy ruff cryptography pebble jsonschema lxml phonenumbers rapidfuzz openpyxl reportlab moto"
    " requests urllib3 click pydantic tqdm matplotlib nbclient nbformat ipykernel pdfplumber pytesseract zstandard"
).split()


def known_names() -> frozenset[str]:
    """Return the lower-case given names and surnames of all lists."""
    given, last = census()
    names = {name.lower() for name in given} | {name.lower() for name in last[:8000]}
    for locale in LOCALES:
        names |= {part.lower() for names_ in pool(locale)[0] for part in names_}
    return frozenset(names)


def paragraphs() -> list[str]:
    """Return the prose paragraphs, the same ones in the same order for the same versions."""
    texts = [topics.topics[name] for name in sorted(topics.topics)]
    for name in PACKAGES:
        try:
            texts.append(metadata(name).get_payload() or str(metadata(name).get("Description", "")))  # type: ignore[arg-type]
        except PackageNotFoundError:
            continue
    parts = (re.sub(r"[ \t]+", " ", part).strip() for text in texts for part in re.split(r"\n\s*\n", text))
    return [part for part in dict.fromkeys(parts) if 60 <= len(part) <= 900 and part.count("`") < 12]


def silver(model: Path, target: Language, limit: int, seed: str) -> list[Doc]:
    """Return up to `limit` paragraphs as training documents of the target's tokenizer."""
    tagger = spacy.load(model, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    names = known_names()
    parts = paragraphs()
    random.Random(seed).shuffle(parts)
    docs = []
    for found in tagger.pipe(parts[:limit], batch_size=64):
        doc = target.make_doc(found.text)
        people, unsure = [], []
        for entity in found.ents:
            span = doc.char_span(
                entity.start_char, entity.end_char, label=entity.label_, alignment_mode="expand"
            )
            if span is None or entity.label_ not in {"PERSON", "ORG", "FAC"}:
                continue
            trusted = (
                entity.label_ == "PERSON"
                and len(entity) >= 2
                and all(token.lower_ in names for token in entity)
            )
            (people if trusted else unsure).append(span)
        doc.set_ents(spacy.util.filter_spans(people), missing=_apart(unsure, people), default="outside")
        docs.append(doc)
    return docs


def _apart(spans: list, others: list) -> list:  # type: ignore[type-arg]
    taken = {index for span in others for index in range(span.start, span.end)}
    return [span for span in spacy.util.filter_spans(spans) if not taken & set(range(span.start, span.end))]
