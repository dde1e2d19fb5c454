"""Train the network for papers: `python -m models.train.papers KINDS…` writes `models/xx_pii_papers`.

It reads three things: names, what is said of somebody's health, and the amounts of orders. KINDS are folders that
`fixtures.kinds` writes; `data/` holds passages that authors of some fifty languages wrote: `papers` with each name
between `<<` and `>>`, `health` with each statement on health, `order_papers.txt` with each order's amount, `marked` with
names in `<<…>>`, health in `{{…}}` and amounts in `[[…]]`. What a file leaves unmarked the shipped detector marks where it
is sure; what it is not sure of is neither. In most copies of a text its names are exchanged for others, or for ones put together
from two halves, so that the words around them decide; a quarter of the other rare words with a capital are put together
anew too, so that an unknown word is not taken for a name.

With `--without 0` to `3` that quarter of the kinds and passages is left out: the score of names is fitted on what a
network says of kinds that it has not seen, and quarters leave it nearly as good as the whole one.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import compile_infix_regex, registry
from thinc.api import Config

from models.train import name_shape, tokens
from models.train.exchange import Changer
from models.train.passages import (
    DATA,
    HEALTH,
    LABELS,
    ORDER,
    PARTS,
    PERSON,
    UNSURE,
    Mark,
    Text,
    Written,
    cut,
    find_places,
    part_of,
    read_passages,
)
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import NOT_RUNNING, Detector
from pii_sweep.detect.model import ner, sign_pair
from pii_sweep.detect.model.ner import Ner
from pii_sweep.detect.person.evidence import feature, word_attributes
from pii_sweep.detect.text import casing
from pii_sweep.detect.text.letters import WORD
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.item import Item
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Detection, ObjectRef, Passage, Where

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "models" / "xx_pii_papers"
# The detector's finding is a mark from this score on, and neither from the other one on.
SURE, DOUBTED = 0.6, 0.1
ABOUT = {
    "name": "pii_papers",
    "version": "1.0.0",
    "license": "Apache-2.0",
    "author": "pii-sweep",
    "description": "Names, health and the amounts of orders in ordinary papers of some fifty languages",
}
SEED = "papers 1"
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "LOWER", "SHAPE", "LANG", "ID", "LEMMA", "TAG"]
ROWS = [20_000, 3_000, 6_000, 12_000, 1_500, 400, 500, 6_000, 6_000]
WIDTH = 96
# What is written on to a word and is none of its letters: particles of Korean, prefixes and endings of Amharic,
# endings behind an apostrophe in Turkish.
_PARTICLES = (
    "(?:이?(?:은|는|가|를|을|의|도|와|과|랑|나|야|며|고)|만|에|에게|에게서|께|께서|께서는|한테|한테서|으?로|까지|부터|마다|"
    "조차|보다|처럼|에서|에서는|에는|에도|에게는|하고|이?라고|이?라는|입니다|이?에요|예요|아|이)"
)
# Letters and the signs of vowels; commas and full stops stand behind them in the same blocks.
_ETHIOPIC, _BENGALI = r"\u1200-\u135a", r"\u0980-\u09e3"
# What ends words and clauses in scripts whose marks the tokenizer leaves on the word.
_STOPS = r"[፡።፣፤፥፦፧፨՝։՛՞՜৷]"
WRITTEN_ON = (
    rf"(?<=[가-힣]{{2}})(?=(?:씨|님|군|양|쌤)?{_PARTICLES}(?![가-힣]))",
    rf"(?<=[가-힣]{{2}}[씨님군양쌤])(?={_PARTICLES}(?![가-힣]))",
    r"(?<=[가-힣]{2})(?=(?:씨|님|쌤)(?![가-힣]))",
    rf"(?<=(?<![{_ETHIOPIC}])[የለ])(?=[{_ETHIOPIC}]{{2}})",
    # `በቀለ` and `ከበደ` are names, `ሰላም` is one.
    rf"(?<=(?<![{_ETHIOPIC}])[በከ])(?=[{_ETHIOPIC}]{{3}})",
    rf"(?<=[{_ETHIOPIC}]{{2}})(?=[ንና](?![{_ETHIOPIC}]))",
    rf"(?<=[{_ETHIOPIC}]{{3}})(?=ም(?![{_ETHIOPIC}]))",
    rf"(?<=[{_BENGALI}]{{2}})(?=(?:েরা|দের|ের|কে|রা)(?![{_BENGALI}]))",
    rf"(?<=[\u09be-\u09c6\u09c8-\u09cc])(?=র(?![{_BENGALI}]))",
    r"(?<=[^\W\d_])(?=['’](?:[ndt]?[ıiuü]n|y?[aeıiuü]|[dt][ae]n?|yl[ae]|n[ıiuü]n)(?!\w))",
)
# A word is known that so many texts have outside of names.
KNOWN = 3
STEPS, WORDS, RATE, DROP = 8_500, 1_500, 0.002, 0.3
# The scores are fitted on networks of so many steps, which are less sure of what they read; so the whole one's
# odds are these of its own (docs/decisions/training-rounds.md).
PART_STEPS, SOFTENED = 3_000, 0.9
# How often a text is taken as it is, with the names that it has.
KEPT = 0.15
# How often names and other words of a text are written in capitals, and all of it.
SHOUTED, ALL_SHOUTED = 0.1, 0.03
# How often a text with such a mark is taken in a round.
COPIES = {HEALTH: 3, ORDER: 2}
# How often a text in a script without capitals is taken: in each there are few.
CASELESS = 2
# How much of a word a mark has to cover.
MOSTLY = 0.5
# How often a text of English is left out of a round: the first network reads English too.
ENGLISH = 0.5
_WORD = re.compile(WORD)
_PIECE = re.compile(r"\S+")
_WRITTEN_ON = re.compile("|".join(WRITTEN_ON))
_NOTHING = Mark(0, 0, UNSURE)
_NO_PICTURE = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"})


@dataclass(slots=True)
class Completer:
    """Marks what an author was not asked to mark, as the shipped detector reads it."""

    detector: Detector

    def complete(self, written: Iterable[Written]) -> Iterator[Text]:
        """Yield the texts of passages with marks of all labels."""
        for one in written:
            missing = [label for label in LABELS if label not in one.labels]
            yield self._complete(one.text, missing) if missing else one.text

    def _complete(self, text: Text, missing: Sequence[str]) -> Text:
        passage = Passage(text.text, Where(ObjectRef("train", "text")), layout="prose")
        marks = list(text.marks)
        found = [one for one in self.detector.examine([passage]) if isinstance(one, Detection)]
        for one in sorted(found, key=lambda one: -one.score):
            start, end = one.start, one.end
            free = all(end <= mark.start or mark.end <= start for mark in marks)
            if free and one.entity in missing and one.score >= DOUBTED:
                marks.append(Mark(start, end, one.entity if one.score >= SURE else UNSURE))
        return Text(text.text, tuple(sorted(marks)))


def read_kinds(folders: Iterable[Path], without: int | None) -> Iterator[Text]:
    """Yield the texts of collections by kind as the network gets them: no picture, no record, no cell."""
    settings = Settings()
    for folder in folders:
        for item in corpora.items(folder):
            own = part_of(item.truth.kind) != without
            picture = item.file is not None and item.file.suffix.lower() in _NO_PICTURE
            if own and not picture and not item.truth.damage:
                yield from _read_item(item, settings)


def add_parts(parser: argparse.ArgumentParser) -> None:
    """Add the option of a program that fits a score on networks without a part of the kinds each."""
    parser.add_argument(
        "--parts", type=Path, nargs=PARTS, default=[], help="networks that each leave out a part of the kinds"
    )


def load_parts(folders: Iterable[Path]) -> list[Ner]:
    """Return the networks that each leave out a part of the kinds, in their order."""
    return [ner.load_second(folder, word_attributes.attributes, word_attributes.pair) for folder in folders]


def _read_item(item: Item, settings: Settings) -> Iterator[Text]:
    values = [(one.value, one.entity) for one in item.truth.entities if one.entity in LABELS]
    values += [(value, UNSURE) for value in item.truth.ignore]
    for piece in pieces_of(item, settings):
        if isinstance(piece, Passage) and piece.layout not in NOT_RUNNING:
            text = casing.unwrap_lines(casing.make_readable(piece.text))
            yield Text(text, tuple(find_places(text, values)))


def known_words(texts: Iterable[Text]) -> frozenset[str]:
    """Return the words, in lower case, that several texts have outside of names, and more than have them in one."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for text in texts:
        taken = text.taken()
        words = {(word.lower(), start in taken) for word, start in _words(text.text)}
        counts.update(word for word, named in words if not named)
        names.update(word for word, named in words if named)
    return frozenset(word for word, count in counts.items() if count >= max(KNOWN, names[word]))


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text and where each begins; of scripts without blanks the signs and their pairs."""
    for piece in _PIECE.finditer(text):
        signs = sign_pair.signs(piece[0])
        if len(signs) == 1:
            for match in _WORD.finditer(piece[0]):
                at = piece.start() + match.start()
                for part in _WRITTEN_ON.split(match[0]):
                    yield part, at
                    at += len(part)
            continue
        at = piece.start()
        for one, behind in zip(signs, [*signs[1:], ""], strict=True):
            if sign_pair.is_sign(one):
                yield one, at
                if behind and sign_pair.is_sign(behind):
                    yield one + behind, at
            at += len(one)


def blank() -> Language:
    """Return a pipeline that cuts words as the network does, without it."""
    nlp = tokens.blank()
    marks = r"[_<>«»„“”״()\[\]]"
    infixes = [*nlp.Defaults.infixes, *tokens.CUTS, *sign_pair.BOUNDARIES, *WRITTEN_ON, _STOPS, marks]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def add_network(nlp: Language) -> None:
    """Add the untrained network to a pipeline."""
    settings = Config().from_disk(Path(__file__).with_name("config.cfg"))["components"]["ner"]
    reader = settings["model"]["tok2vec"]
    reader["embed"] |= {"attrs": ATTRIBUTES, "rows": ROWS, "width": WIDTH}
    reader["encode"] |= {"width": WIDTH}
    nlp.add_pipe("ner", config={key: value for key, value in settings.items() if key != "factory"})
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]


def example(nlp: Language, text: Text, words: frozenset[str]) -> Example | None:
    """Return a text as a training example, None where a name cuts a token and another one holds it."""
    doc = sign_pair.mark(nlp.make_doc(text.text), partial(word_attributes.pair, words))
    truth: Doc = doc.copy()
    named: list[Span] = []
    unsure = [truth.char_span(*one, alignment_mode="expand") for one in text.of(UNSURE)]
    for start, end, label in text.marks:
        whole = truth.char_span(start, end, label=label, alignment_mode="expand")
        # With an ending that is written on the word is a name all the same.
        if label and whole is not None and end - start >= MOSTLY * len(whole.text):
            named.append(whole)
        else:
            unsure.append(whole)
    try:
        truth.set_ents(named, missing=[one for one in unsure if one is not None], default="outside")
    except ValueError:
        return None
    return Example(doc, truth)


def examples(
    nlp: Language, texts: Sequence[Text], changer: Changer, draw: random.Random
) -> Iterator[Example]:
    """Yield examples without end, each text once a round, in another order and with other names."""
    order = [at for at, text in enumerate(texts) for _ in range(_copies(text))]
    english = [feature.reads_english(text.text) and _copies(text) == 1 for text in texts]
    while True:
        draw.shuffle(order)
        for at in order:
            if english[at] and draw.random() < ENGLISH:
                continue
            made = texts[at] if draw.random() < KEPT else changer.change(texts[at])
            found = example(nlp, _shouted(made, draw), changer.words)
            if found is not None:
                yield found


def _copies(text: Text) -> int:
    """Return how often a text is taken in a round: there are ten times as many names as statements on health."""
    letters = [char for char in text.text if char.isalpha()]
    caseless = sum(not casing.has_case(char) for char in letters) > len(letters) / 2
    return max(CASELESS if caseless else 1, *(COPIES.get(one.label, 1) for one in (*text.marks, _NOTHING)))


def _shouted(text: Text, draw: random.Random) -> Text:
    """Return a text in which, by chance, names and as many other words, or all words, are in capitals.

    Names alone in capitals would teach that an abbreviation is somebody.
    """
    chance = draw.random()
    if chance > SHOUTED + ALL_SHOUTED:
        return text
    parts = list(text.text)
    others = [
        match.span() for match in _WORD.finditer(text.text) if match[0][0].isupper() and draw.random() < 0.5
    ]
    for low, high in [(0, len(parts))] if chance > SHOUTED else [*text.of(PERSON), *others]:
        # A letter that becomes two (`ß`) would move what stands behind it.
        parts[low:high] = [part.upper() if len(part.upper()) == 1 else part for part in parts[low:high]]
    return replace(text, text="".join(parts))


def train(texts: Sequence[Text], steps: int, out: Path) -> None:
    """Train on texts and write the network with the words it knows."""
    draw = random.Random(SEED)
    words = known_words(texts)
    nlp = blank()
    nlp.vocab.lex_attr_getters = dict(word_attributes.attributes(words))
    add_network(nlp)
    stream = examples(nlp, texts, Changer(texts, words, draw), draw)
    nlp.initialize(lambda: [next(stream) for _ in range(2_000)])
    rate = {"@schedules": "warmup_linear.v1", "warmup_steps": 150, "total_steps": steps, "initial_rate": RATE}
    settings = {
        "@optimizers": "Adam.v1", "beta1": 0.9, "beta2": 0.999, "L2_is_weight_decay": True, "L2": 0.01,
        "grad_clip": 1.0, "use_averages": True, "eps": 1e-8, "learn_rate": rate,
    }  # fmt: skip
    optimizer = registry.resolve({"optimizer": settings})["optimizer"]
    losses: dict[str, float] = {}
    for step in range(1, steps + 1):
        batch: list[Example] = []
        while sum(len(one.x) for one in batch) < WORDS:
            batch.append(next(stream))
        nlp.update(batch, sgd=optimizer, losses=losses, drop=DROP)
        optimizer.step_schedules()
        if step % 100 == 0:
            print(f"step {step} of {steps}, loss {losses.pop('ner'):.0f}", flush=True)
    with nlp.use_params(optimizer.averages):
        soften(nlp, SOFTENED if steps > PART_STEPS else 1)
        write(nlp, words, out)


def soften(nlp: Language, factor: float) -> None:
    """Multiply the odds of all transitions, so that the same entities are read, less surely below 1."""
    upper = nlp.get_pipe("ner").model.get_ref("upper")  # type: ignore[attr-defined]
    for name in ("W", "b"):
        upper.set_param(name, upper.get_param(name) * np.float32(factor))


def write(nlp: Language, words: frozenset[str], out: Path) -> None:
    """Write the trained pipeline without the words of the texts, and those it knows next to it."""
    settings = nlp.config["components"]["ner"]
    slim = blank()
    slim.add_pipe("ner", config={key: value for key, value in settings.items() if key != "factory"})
    slim.get_pipe("ner").from_bytes(nlp.get_pipe("ner").to_bytes(exclude=["vocab"]), exclude=["vocab"])  # type: ignore[attr-defined]
    slim.meta.update(ABOUT)
    # Half the room, and the same entities in 5,700 passages.
    ner.convert_weights(slim, np.float16)
    shutil.rmtree(out, ignore_errors=True)
    slim.to_disk(out)
    (out / "words.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")


def main() -> None:
    """Read the texts, train, and write the network."""
    parser = argparse.ArgumentParser(prog="python -m models.train.papers", description=__doc__)
    parser.add_argument("kinds", type=Path, nargs="+", help="folders written by python -m fixtures.kinds")
    parser.add_argument(
        "--without", type=int, choices=range(PARTS), help="leave that part of the kinds and passages out"
    )
    parser.add_argument("--steps", type=int, help=f"optimizer steps; {STEPS}, with --without {PART_STEPS}")
    parser.add_argument("--passages", type=Path, default=DATA, help="folder of marked passages")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the network")
    given = parser.parse_args()
    written = [one for one in read_passages(given.passages) if part_of(one.kind) != given.without]
    shipped = detect.load(Settings(detect=replace(Settings().detect, min_score=DOUBTED)))
    whole = chain(read_kinds(given.kinds, given.without), Completer(shipped).complete(written))
    texts = [unit for text in whole for unit in cut(text)]
    counts = Counter(one.label for text in texts for one in text.marks)
    print(f"{len(texts)} texts: " + ", ".join(f"{counts[label]} {label}" for label in LABELS))
    train(texts, given.steps or (STEPS if given.without is None else PART_STEPS), given.out)
    name_shape.write((one.text for one in written if PERSON in one.labels), given.out)


if __name__ == "__main__":
    main()
