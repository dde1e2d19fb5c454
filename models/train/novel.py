"""Prose with people in it: sentences made from novels, whose names are exchanged for ours.

The package markov-draftjs (MIT) holds text that a Markov chain made of Project Gutenberg's
novels (public domain). en_core_web_md says which words are names; a word that it calls a person
in a third of its places is one everywhere. Each name is exchanged, so that only the sentences are learned.
Where the novels say he, him or his, somebody's name may stand as well, and for it something's: real
sentences with a name at every place that grammar allows.
"""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy

from models.train import clauses, people
from models.train.damage import damaged
from models.train.namelike import brand
from models.train.places import place
from models.train.template import Example, Piece, join

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def sentences(wheel: Path) -> list[str]:
    """Return the texts of the wheel, in their order."""
    with zipfile.ZipFile(wheel) as archive:
        documents = json.loads(archive.read("markov_draftjs/content.json"))
    texts = (block["text"].strip() for document in documents for block in document["blocks"])
    return [text for text in dict.fromkeys(texts) if 40 <= len(text) <= 900]


def names(texts: list[str], teacher: Path) -> frozenset[str]:
    """Return the words that are names of people wherever they stand in these texts."""
    tagger = spacy.load(teacher, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    seen: Counter[str] = Counter()
    person: Counter[str] = Counter()
    small = {word for text in texts for word in _WORD.findall(text) if word[0].islower()}
    for doc in tagger.pipe(texts, batch_size=64):
        for token in doc:
            seen[token.text] += 1
            person[token.text] += token.ent_type_ == "PERSON"
    return frozenset(
        word
        for word, count in person.items()
        if count >= 0.35 * seen[word] and word[0].isupper() and word.lower() not in small
    )


def exchanged(text: str, known: frozenset[str], rng: random.Random) -> list[Piece]:
    """Return a text as pieces with each name exchanged: one word for one, several for a full name."""
    pieces: list[Piece] = []
    at = 0
    words = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        last = index
        while (
            last < len(words)
            and _base(words[last][0]) in known
            and (last == index or text[words[last - 1].end() : words[last].start()] == " ")
        ):
            last += 1
        if last == index:
            index += 1
            continue
        start, end = words[index].start(), words[last - 1].start() + len(_base(words[last - 1][0]))
        name = people.full(rng) if last - index > 1 else people.pair(rng)[rng.random() < 0.4]
        pieces += [(text[at:start], None), (name, "PERSON")]
        at, index = end, last
    return [*pieces, (text[at:], None)]


# Pronouns that a name can stand for; `her` only before a noun, where it says whose.
_PRONOUN = re.compile(
    r"\b(?:(?P<who>[Hh]e|[Ss]he|him)|(?P<whose>[Hh]is|[Hh]er)(?= [a-z]{3,})|(?P<it>[Ii]t))\b(?!’)"
)


def told(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """Return the pieces with some of the pronouns of plain text exchanged for names of people and of things."""
    found: list[Piece] = []
    for text, label in pieces:
        at = 0
        for match in () if label else _PRONOUN.finditer(text):
            if rng.random() > 0.4 or (match["it"] and rng.random() > 0.5):
                continue
            found.append((text[at : match.start()], None))
            if match["it"]:
                found += rng.choice((brand, brand, place, clauses.SLOTS["coined"]))(rng)
            else:
                found += [*people.anyone(rng), (rng.choice("'’") + "s" if match["whose"] else "", None)]
            at = match.end()
        found.append((text[at:], label))
    return found


def _base(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def examples(wheel: Path, teacher: Path, count: int, seed: str) -> Iterator[Example]:
    """Yield `count` examples; texts come again with other names."""
    rng = random.Random(f"{seed} novel")
    texts = sentences(wheel)
    known = names(texts, teacher)
    peopled = [text for text in texts if any(_base(word) in known for word in _WORD.findall(text))]
    for _ in range(count):
        text = rng.choice(peopled if rng.random() < 0.6 else texts)
        pieces = exchanged(text, known, rng)
        yield damaged(join(told(pieces, rng) if rng.random() < 0.6 else pieces), rng)
