"""Where the shipped data lies: the trained pipeline, the OCR networks, the detector's measured decisions."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from pii_sweep.errors import SweepError

MODEL = "en_pii_sweep"
SECOND_MODEL = "xx_pii_papers"
OCR_MODEL = "pp_ocrv6_tiny"
DECISIONS = Path("sample", "data", "decisions.json")


def model_path() -> Path:
    """Return the folder of the trained pipeline, for `spacy.load`.

    An installed wheel holds it inside the package; a checkout in `models/` next to it.
    Raises SweepError where neither is there.
    """
    return _pipeline(MODEL, "make model")


def second_model_path() -> Path:
    """Return the folder of the network for papers; raises SweepError where it is missing."""
    return _pipeline(SECOND_MODEL, "make papers-model")


def _pipeline(name: str, make: str) -> Path:
    place = shipped_model(name)
    if place is None or not (place / "meta.json").is_file():
        raise SweepError(f"the trained pipeline {name} is missing; reinstall the package or run `{make}`")
    return place


def shipped_model(name: str) -> Path | None:
    """Return the folder of a model that comes with the package, None where it is missing."""
    package = Path(__file__).resolve().parent
    places = (package / "models" / name, package.parent / "models" / name)
    return next((place for place in places if place.is_dir()), None)


@lru_cache(maxsize=1)
def model_hashes() -> dict[str, str]:
    """Return the SHA-256 of each file of the trained pipelines, by its path inside its own.

    Those of the second begin with its name.
    """
    return _hashes(model_path(), "") | _hashes(second_model_path(), f"{SECOND_MODEL}/")


def _hashes(root: Path, prefix: str) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {
        prefix + file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


@lru_cache(maxsize=1)
def label_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return what heads columns and fields about people in other scripts than the Latin one, by language."""
    file = Path(__file__).resolve().parent / "label_words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def labels_of(*kinds: str) -> Sequence[str]:
    """Return the label words of some kinds in all languages of other scripts, the longest first."""
    every = {word for words in label_words().values() for kind in kinds for word in words.get(kind, ())}
    return sorted(every, key=lambda word: (-len(word), word))


def decisions_path() -> Path:
    """Return the file of the packaged detector's decisions on labelled objects (`evaluate.decisions`)."""
    return Path(__file__).resolve().parent / DECISIONS
