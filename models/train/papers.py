"""Train the network for papers: `python -m models.train.papers KINDS…` writes `models/xx_pii_papers`.

KINDS are folders that `fixtures.kinds` writes; `data/papers` holds passages that authors of some fifty languages wrote,
with each name between `<<` and `>>`. In most copies of a text its names are exchanged for others, or for ones put together
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
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import compile_infix_regex, registry
from thinc.api import Config

from models.train import tokens
from pii_sweep.config import Settings
from pii_sweep.detect.detector import NOT_RUNNING
from pii_sweep.detect.model.ner import units
from pii_sweep.detect.person.evidence import feature, word_attributes
from pii_sweep.detect.text import casing
from pii_sweep.evaluate import corpora
from pii_sweep.evaluate.item import Item
from pii_sweep.evaluate.run import pieces_of
from pii_sweep.types import Passage

ROOT = Path(__file__).resolve().parents[2]
OUT, PASSAGES = ROOT / "models" / "xx_pii_papers", Path(__file__).with_name("data") / "papers"
ABOUT = {
    "name": "pii_papers",
    "version": "1.0.0",
    "license": "Apache-2.0",
    "author": "pii-sweep",
    "description": "Names of people in ordinary papers of some fifty languages",
}
# Into how many parts kinds and passages are split, of which a network for fitting leaves out one.
PARTS = 4
SEED = "papers 1"
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "LOWER", "SHAPE", "LANG", "ID"]
ROWS = [14_000, 3_000, 5_000, 8_000, 1_500, 300, 500]
# Each sign of Chinese and Japanese is a token: nothing shows where a word ends.
SIGNS = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
# A word is known that so many texts have outside of names.
KNOWN = 3
STEPS, WORDS, RATE, DROP = 1_400, 1_500, 0.002, 0.2
# How often a text is taken as it is, a name is another one, or is put together from two halves.
KEPT, OTHER, JOINED, REMADE = 0.15, 0.5, 0.3, 0.25
# How often names and other words of a text are written in capitals, and all of it.
SHOUTED, ALL_SHOUTED = 0.1, 0.03
# How often a text of English is left out of a round: the first network reads English too.
ENGLISH = 0.5
_MARK = re.compile(r"<<(.+?)>>")
_HEAD = re.compile(r"(?m)^=== .*\n")
_WORD = re.compile(r"[^\W\d_]+")
_NO_PICTURE = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"})

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A text, where its names stand, and where what may be counted or not."""

    text: str
    names: tuple[Stretch, ...]
    unsure: tuple[Stretch, ...] = ()


def read_passages(folder: Path) -> Iterator[tuple[str, Text]]:
    """Yield the passages of `data/papers` in the order of their files, each with its kind: `de 0` to `de 3`."""
    for file in sorted(folder.glob("*.txt")):
        for number, block in enumerate(_HEAD.split(file.read_text(encoding="utf-8"))[1:]):
            yield f"{file.stem} {number % PARTS}", _marked(block.strip("\n"))


def _marked(block: str) -> Text:
    text, names, at = "", list[Stretch](), 0
    for mark in _MARK.finditer(block):
        text += block[at : mark.start()]
        names.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return Text(text + block[at:], tuple(names))


def read_kinds(folders: Iterable[Path], without: int | None) -> Iterator[Text]:
    """Yield the texts of collections by kind as the network gets them: no picture, no record, no cell."""
    settings = Settings()
    for folder in folders:
        for item in corpora.items(folder):
            own = part_of(item.truth.kind) != without
            picture = item.file is not None and item.file.suffix.lower() in _NO_PICTURE
            if own and not picture and not item.truth.damage:
                yield from _read_item(item, settings)


def part_of(kind: str) -> int:
    """Return in which of PARTS a kind is, from 0; those of passages say it."""
    own = kind.rpartition(" ")[2]
    return int(own) if own.isdecimal() and int(own) < PARTS else zlib.crc32(kind.encode()) % PARTS


def _read_item(item: Item, settings: Settings) -> Iterator[Text]:
    names = [one.value for one in item.truth.entities if one.entity == "PERSON"]
    for piece in pieces_of(item, settings):
        if isinstance(piece, Passage) and piece.layout not in NOT_RUNNING:
            text = casing.unwrap_lines(casing.make_readable(piece.text))
            yield Text(text, tuple(_places(text, names)), tuple(_places(text, item.truth.ignore)))


def _places(text: str, values: Iterable[str]) -> list[Stretch]:
    """Return where values stand in a text, the longer ones first taken."""
    found: list[Stretch] = []
    for value in sorted({value for value in values if len(value) > 1}, key=lambda one: (-len(one), one)):
        pattern = r"\s+".join(map(re.escape, value.split()))
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)" if value.isascii() else pattern, text):
            if all(match.end() <= low or match.start() >= high for low, high in found):
                found.append(match.span())
    return sorted(found)


def cut(text: Text) -> Iterator[Text]:
    """Yield a text in the units that the network reads."""
    for start, _, unit in units(text.text):
        end = start + len(unit)
        names, unsure = (
            tuple((low - start, high - start) for low, high in own if low >= start and high <= end)
            for own in (text.names, text.unsure)
        )
        yield Text(unit, names, unsure)


def known_words(texts: Iterable[Text]) -> frozenset[str]:
    """Return the words, in lower case, that several texts have outside of names."""
    counts: Counter[str] = Counter()
    for text in texts:
        taken = {at for low, high in (*text.names, *text.unsure) for at in range(low, high)}
        words = _WORD.finditer(text.text)
        counts.update({match[0].lower() for match in words if match.start() not in taken})
    return frozenset(word for word, count in counts.items() if count >= KNOWN)


def _alike(word: str) -> tuple[str, str]:
    """Return what a word shares with those it is exchanged for: the script, and where it has letters the last."""
    return word_attributes.script(word[0]), word[-1].lower() if ord(word[-1]) < 0x2E80 else ""


class Changer:
    """Exchanges names and rare words of texts, by a fixed random order."""

    def __init__(self, texts: Sequence[Text], words: frozenset[str], draw: random.Random) -> None:
        """Collect the names and the rare words of all texts."""
        self._words, self._draw = words, draw
        names: dict[tuple[str, str], set[str]] = defaultdict(set)
        rare: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            for low, high in text.names:
                for word in text.text[low:high].split():
                    if len(word) > 2 and word[0].isalpha():
                        names[_alike(word)].add(word)
            for low, high in self._rare(text):
                word = text.text[low:high]
                rare[word_attributes.script(word[0])].add(word)
        self._names: Mapping[tuple[str, str], list[str]] = {key: sorted(own) for key, own in names.items()}
        self._others: Mapping[str, list[str]] = {key: sorted(own) for key, own in rare.items()}

    def _rare(self, text: Text) -> Iterator[Stretch]:
        """Yield the words with a capital that few texts have and that are no names."""
        taken = {at for low, high in (*text.names, *text.unsure) for at in range(low, high)}
        for match in _WORD.finditer(text.text):
            word = match[0]
            written = len(word) > 3 and word[0].isupper() and match.start() not in taken
            if written and word.lower() not in self._words:
                yield match.span()

    def change(self, text: Text) -> Text:
        """Return a text with other names, and some of its rare words made anew."""
        marks = sorted(
            [(*one, "name") for one in text.names]
            + [(*one, "unsure") for one in text.unsure]
            + [(*one, "rare") for one in self._rare(text)]
        )
        out, at = "", 0
        kept: dict[str, list[Stretch]] = {"name": [], "unsure": [], "rare": []}
        met: dict[str, str] = {}
        for low, high, what in marks:
            if low < at:
                continue
            old, change = text.text[low:high], self._remade if what == "rare" else self._exchanged
            for word in old.split(" "):
                if word not in met:
                    met[word] = change(word)
            new = " ".join(met[word] for word in old.split(" "))
            out += text.text[at:low]
            kept[what].append((len(out), len(out) + len(new)))
            out += new
            at = high
        return Text(out + text.text[at:], tuple(kept["name"]), tuple(kept["unsure"]))

    def _remade(self, word: str) -> str:
        others = self._others[word_attributes.script(word[0])]
        return self._joined(word, others) if self._draw.random() < REMADE else word

    def _exchanged(self, word: str) -> str:
        others = self._names.get(_alike(word), []) if len(word) > 2 and word[0].isalpha() else []
        chance = self._draw.random()
        if not others or chance > OTHER + JOINED:
            return word
        new = self._draw.choice(others) if chance < OTHER else self._joined(word, others)
        if word.islower() or word.isupper():
            return new.lower() if word.islower() else new.upper()
        return new[0].upper() + new[1:] if word[0].isupper() else new

    def _joined(self, word: str, others: Sequence[str]) -> str:
        """Return a half of a word with one of another, as they follow each other in writing."""
        other = self._draw.choice(others)
        if len(word) < 4 or self._draw.random() < 0.5:
            return word[: max(1, len(word) // 2)] + other[len(other) // 2 :].lower()
        return other[: max(1, len(other) // 2)] + word[len(word) // 2 :].lower()


def blank() -> Language:
    """Return a pipeline that cuts words as the network does, without it."""
    nlp = tokens.blank()
    infixes = [*nlp.Defaults.infixes, *tokens.CUTS, SIGNS, r"[_<>«»„“”()\[\]]"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def add_network(nlp: Language) -> None:
    """Add the untrained network to a pipeline."""
    settings = Config().from_disk(Path(__file__).with_name("config.cfg"))["components"]["ner"]
    settings["model"]["tok2vec"]["embed"] |= {"attrs": ATTRIBUTES, "rows": ROWS}
    nlp.add_pipe("ner", config={key: value for key, value in settings.items() if key != "factory"})
    nlp.get_pipe("ner").add_label("PERSON")  # type: ignore[attr-defined]


def example(nlp: Language, text: Text) -> Example | None:
    """Return a text as a training example, None where a name cuts a token and another one holds it."""
    doc = nlp.make_doc(text.text)
    truth: Doc = doc.copy()
    named: list[Span] = []
    unsure = [truth.char_span(*one, alignment_mode="expand") for one in text.unsure]
    for one in text.names:
        whole = truth.char_span(*one, label="PERSON", alignment_mode="contract")
        if whole is not None and len(whole):
            named.append(whole)
        else:
            unsure.append(truth.char_span(*one, alignment_mode="expand"))
    try:
        truth.set_ents(named, missing=[one for one in unsure if one is not None], default="outside")
    except ValueError:
        return None
    return Example(doc, truth)


def examples(
    nlp: Language, texts: Sequence[Text], changer: Changer, draw: random.Random
) -> Iterator[Example]:
    """Yield examples without end, each text once a round, in another order and with other names."""
    order = list(range(len(texts)))
    english = [feature.reads_english(text.text) for text in texts]
    while True:
        draw.shuffle(order)
        for at in order:
            if english[at] and draw.random() < ENGLISH:
                continue
            made = texts[at] if draw.random() < KEPT else changer.change(texts[at])
            found = example(nlp, _shouted(made, draw))
            if found is not None:
                yield found


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
    for low, high in [(0, len(parts))] if chance > SHOUTED else [*text.names, *others]:
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
        write(nlp, words, out)


def write(nlp: Language, words: frozenset[str], out: Path) -> None:
    """Write the trained pipeline without the words of the texts, and those it knows next to it."""
    settings = nlp.config["components"]["ner"]
    slim = blank()
    slim.add_pipe("ner", config={key: value for key, value in settings.items() if key != "factory"})
    slim.get_pipe("ner").from_bytes(nlp.get_pipe("ner").to_bytes(exclude=["vocab"]), exclude=["vocab"])  # type: ignore[attr-defined]
    slim.meta.update(ABOUT)
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
    parser.add_argument("--steps", type=int, default=STEPS, help="optimizer steps")
    parser.add_argument("--passages", type=Path, default=PASSAGES, help="folder of marked passages")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the network")
    given = parser.parse_args()
    passages = (text for kind, text in read_passages(given.passages) if part_of(kind) != given.without)
    whole = chain(read_kinds(given.kinds, given.without), passages)
    texts = [unit for text in whole for unit in cut(text)]
    print(f"{len(texts)} texts with {sum(len(text.names) for text in texts)} names")
    train(texts, given.steps, given.out)


if __name__ == "__main__":
    main()
