"""What the libraries of a reader import and no reader uses: it is left out of processes that only read.

spaCy imports all its components, its training, its command line and HTTP clients; Presidio the recognizers of
all countries with their patterns, and what it loads them from; tldextract what it fetches lists with. That
takes longer than all modules of this package. A module that is left out is there, and so is whatever is
imported from it, so that modules that name such things load. Once all is loaded, using them is an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

_PRESIDIO = "presidio_analyzer"
_RECOGNIZERS = f"{_PRESIDIO}.predefined_recognizers"
# Left out with all that lies in them, whatever a reader reads with.
ALWAYS = frozenset((
    "spacy.cli", *(f"{_PRESIDIO}.{name}" for name in (
        "analyzer_engine", "analyzer_engine_provider", "analyzer_request", "batch_analyzer_engine",
        "context_aware_enhancers", "lm_recognizer", "nlp_engine", "recognizer_registry",
    )),
))  # fmt: skip
# What a pipeline of the user's own may use, and the packaged networks do not.
PACKAGED = frozenset((
    "spacy.pipeline", "spacy.schemas", "spacy.scorer", "spacy.tokens._serialize", "spacy.training",
    "thinc.config", "thinc.initializers", "thinc.layers", "thinc.loss", "thinc.optimizers", "thinc.schedules",
    "thinc.shims", "catalogue", "confection", "srsly._yaml_api", "filelock", "requests", "requests_file",
))  # fmt: skip
# Packages of which single modules are used, whose own code, which imports all of them, is not run.
BARE = frozenset((
    _RECOGNIZERS, f"{_RECOGNIZERS}.generic", f"{_RECOGNIZERS}.country_specific",
    f"{_RECOGNIZERS}.country_specific.us",
))  # fmt: skip
BARE_PACKAGED = frozenset({"spacy", "spacy.lang.en"})


class _Process:
    """Whether this process is a command's own, which may leave modules out, and whether all is loaded."""

    own = False
    loaded = False


def begin() -> None:
    """Note that this process runs a command and nothing else."""
    _Process.own = True


def has_begun() -> bool:
    """Return whether this process runs a command and nothing else."""
    return _Process.own


def end() -> None:
    """Note that all is loaded: whatever uses what is left out fails from now on."""
    _Process.loaded = True


def leave_out(*, packaged: bool) -> None:
    """Leave out what this process does not use; `packaged`: it reads with the packaged networks alone.

    For a process that reads documents and does nothing else, before it imports any of these libraries.
    """
    if "spacy" in sys.modules or any(isinstance(one, _Finder) for one in sys.meta_path):
        return
    finder = _Finder(ALWAYS | PACKAGED, BARE | BARE_PACKAGED) if packaged else _Finder(ALWAYS, BARE)
    sys.meta_path.insert(0, finder)


class _Finder(MetaPathFinder):
    """Finds modules that are left out, and packages without their own code."""

    def __init__(self, left_out: frozenset[str], bare: frozenset[str]) -> None:
        self._left_out, self._bare = left_out, bare
        self._tops = {name.partition(".")[0] for name in left_out | bare}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded, None where it is loaded as ever."""
        if fullname.partition(".")[0] not in self._tops:
            return None
        if fullname in self._bare:
            spec = ModuleSpec(fullname, _BareLoader(), is_package=True)
            name = fullname.rpartition(".")[2]
            folders = (Path(place, name) for place in (sys.path if path is None else path))
            spec.submodule_search_locations = [str(folder) for folder in folders if folder.is_dir()]
            return spec
        if any(fullname == name or fullname.startswith(f"{name}.") for name in self._left_out):
            return ModuleSpec(fullname, _LeftOutLoader(), is_package=True)
        return None


class _BareLoader(Loader):
    def exec_module(self, module: ModuleType) -> None:
        """Run nothing."""


class _LeftOutLoader(_BareLoader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _LeftOut(spec.name)


class _LeftOut(ModuleType):
    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


class _Nothing:
    """Whatever is imported from a module that is left out: a class, a decorator, a type, a registry."""

    def __call__(self, *given: Any, **_: Any) -> Any:
        if len(given) == 1 and callable(given[0]):  # as a decorator does
            return given[0]
        return self._only_loaded()

    def _only_loaded(self) -> _Nothing:
        if _Process.loaded:
            raise RuntimeError("a part of a library was used that readers leave out; please report it")
        return self

    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _: object) -> _Nothing:
        return self

    def __contains__(self, _: object) -> bool:
        return True  # spaCy's matcher looks for its attributes in a schema

    def __or__(self, _: object) -> _Nothing:
        return self

    __ror__ = __or__

    def __iter__(self) -> Iterator[Any]:
        self._only_loaded()
        return iter(())

    def __mro_entries__(self, _: tuple[type, ...]) -> tuple[type, ...]:
        return ()
