"""ARCHITECTURE.md and CONTRIBUTING.md name places that are there, and every room of the package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.page_commands import PAGES, ROOT

PACKAGE = ROOT / "pii_sweep"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
QUOTED = re.compile(r"`([^`]+)`")
LARGE = ("detect", "extract")
FILES = [
    path
    for room in ("pii_sweep", "tests", "fixtures", "docs", "models")
    for path in (ROOT / room).rglob("*.*")
]


def test_every_room_of_the_package_is_in_the_architecture() -> None:
    page = re.sub(r"(?ms)^```.*?^```$", "", ARCHITECTURE)
    named = {word.strip("/") for quoted in QUOTED.findall(page) for word in quoted.split()}
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    modules = {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}
    assert (rooms | modules) - named == set()
    for room in LARGE:
        inner = {path.name for path in (PACKAGE / room).iterdir() if path.is_dir() and path.name[0] != "_"}
        assert inner - named == set(), room


@pytest.mark.parametrize("text", [ARCHITECTURE, CONTRIBUTING], ids=["ARCHITECTURE", "CONTRIBUTING"])
def test_every_file_and_folder_that_is_named_is_there(text: str) -> None:
    for quoted in QUOTED.findall(re.sub(r"(?ms)^```.*?^```$", "", text)):
        if not re.fullmatch(r"[\w./]+(?:\.py|\.md|\.toml|\.yml|\.lock|/)", quoted) or quoted.endswith(
            "_sweep/"
        ):
            continue
        places = [ROOT, PACKAGE, *(PACKAGE / room for room in LARGE)]
        swept = {"sweep.toml", "journal.lock"}  # made by a user or a sweep
        assert quoted in swept or any((place / quoted).exists() for place in places), quoted


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_module_and_word_list_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(r"`([\w./]+\.(?:py|txt)|data/\w+\.(?:toml|json))`", page.read_text(encoding="utf-8"))
    there = [f"/{path.relative_to(ROOT)}" for path in FILES]
    assert not [name for name in named if not any(path.endswith(f"/{name}") for path in there)]


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"make ([a-z][\w-]+)", ARCHITECTURE + CONTRIBUTING)))
)
def test_every_make_target_that_is_named_is_there(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    collections = " ".join(re.findall(r"(?m)^(?:FITTED|HELD_OUT) := (.+)", makefile)).split()
    targets = re.findall(r"(?m)^([\w-]+):", makefile) + [f"evaluate-{name}" for name in collections]
    assert target in targets


@pytest.mark.parametrize("page", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda page: page.stem)
def test_a_decision_is_read_in_thirty_lines(page: Path) -> None:
    assert page.read_text(encoding="utf-8").count("\n") <= 30
