"""The seeded corpus: templates, orders and real addresses become labelled documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from models.train import (
    clauses,
    contrast,
    daily,
    damage,
    grammar,
    namelike,
    notes,
    official,
    orders,
    ordinary,
    people,
    phrases,
    places,
    prose,
    records,
    talk,
)
from models.train.template import Example, Piece, Slot, fill, is_dev, join
from models.train.things import SLOTS

Layout = Callable[[random.Random, bool], list[Piece]]


def slots(sdist: Path | None) -> dict[str, Slot]:
    """Return every slot; with the address collection, a sixth of the addresses come from it."""
    real = official.addresses(sdist) if sdist else ()

    def with_real(slot: Slot, lines: bool) -> Slot:
        def drawn(rng: random.Random) -> list[Piece]:
            if not real or rng.random() > 0.16:
                return slot(rng)
            parts = [part for part in rng.choice(real) if part]
            glue = "\n" if lines or rng.random() < 0.3 else rng.choice((", ", " ", " "))
            return [(glue.join(part.rstrip(",") for part in parts), "STREET_ADDRESS")]

        return drawn

    return {
        **SLOTS, **namelike.SLOTS, **phrases.SLOTS, **clauses.SLOTS, "person": people.person, "first": people.first, "last": people.last, "titled": people.titled,
        "last_first": people.last_first, "anyone": people.anyone, "couple": people.couple, "org": people.org,
        "address": with_real(places.address, False), "block": with_real(places.block, True),
        "anywhere": with_real(places.anywhere, False), "street": places.street, "corner": places.corner, "place": places.place,
    }  # fmt: skip


def sources() -> dict[str, tuple[list[str], int]]:
    """Return each family's templates and its share of the corpus (order layouts have their own)."""
    return {
        "prose": (prose.templates(prose.PROSE), 16),
        "talk": (prose.templates(talk.TALK) + prose.templates(talk.PLACES), 19),
        "notes": (prose.templates(notes.NOTES) + prose.templates(contrast.PEOPLE), 18),
        "daily": (prose.templates(daily.PEOPLE), 16),
        "grammar": (prose.templates(grammar.PEOPLE), 12),
        "ordinary": (prose.templates(ordinary.PEOPLE), 16),
        "plain": (prose.templates(ordinary.WITHOUT_PEOPLE), 12),
        "places": (prose.templates(contrast.WITHOUT_PEOPLE), 14),
        "common": (prose.templates(daily.WITHOUT_PEOPLE) + prose.templates(grammar.WITHOUT_PEOPLE), 16),
        "negative": (prose.templates(prose.NEGATIVE) + prose.templates(talk.TITLES), 10),
        "records": (prose.templates(records.RECORDS), 22),
    }


def split(templates: list[str], dev: bool) -> list[str]:
    """Return the templates of one part; no template is in both."""
    return [template for template in templates if is_dev(template) == dev]


def examples(count: int, seed: str, *, dev: bool, sdist: Path | None = None) -> Iterator[Example]:
    """Yield `count` examples of one part of the templates, the same ones for the same seed."""
    rng = random.Random(f"{seed} {dev}")
    filled = slots(sdist)
    families = {name: (split(texts, dev), share) for name, (texts, share) in sources().items()}
    names = [*families, "orders"]
    weights = [share for _, share in families.values()] + [16]
    for _ in range(count):
        name = rng.choices(names, weights)[0]
        example = join(_layout(rng)(rng, dev)) if name == "orders" else _texts(families[name][0], filled, rng)
        yield damage.damaged(example, rng)


def _layout(rng: random.Random) -> Layout:
    names = list(orders.LAYOUTS)
    return orders.LAYOUTS[rng.choices(names, [orders.LAYOUTS[name][1] for name in names])[0]][0]


def _texts(templates: list[str], filled: dict[str, Slot], rng: random.Random) -> Example:
    """One template, or one repeated as rows, or two or three after one another."""
    kind = rng.random()
    first = rng.choice(templates)
    if kind < 0.08 and "\n" not in first:
        chosen, glue = [first] * rng.randint(2, 5), "\n"
    elif kind < 0.45:
        chosen, glue = (
            [first, *(rng.choice(templates) for _ in range(rng.randint(1, 3)))],
            rng.choice((" ", "\n", "\n\n")),
        )
    else:
        chosen, glue = [first], ""
    pieces: list[Piece] = []
    for index, template in enumerate(chosen):
        pieces += ([(glue, None)] if index else []) + fill(template, filled, rng)
    return join(pieces)


def document(nlp: Language, example: Example) -> Doc | None:
    """Return a training document, or None where an entity's edges are not edges of tokens."""
    text, entities = example
    doc = nlp.make_doc(text)
    spans, unsure = [], []
    for start, end, label in entities:
        span = doc.char_span(start, end, label=label)
        if span is None:
            loose = doc.char_span(start, end, alignment_mode="expand")
            if loose is not None:
                unsure.append(loose)
        else:
            spans.append(span)
    if any(a.start < b.end and b.start < a.end for a in spans for b in unsure):
        return None
    doc.set_ents(spans, missing=filter_spans(unsure), default="outside")
    return doc
