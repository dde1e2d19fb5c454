"""The settings, policies and programs on the pages are ones that their readers take."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import yaml

from pii_sweep import config, preflight
from pii_sweep.detect.identifiers.presidio import custom
from pii_sweep.store.accounts import read_accounts
from tests.docs.page_commands import PAGES, ROOT, blocks

HOW_TO = ROOT / "docs" / "how-to"


def test_the_suppression_on_a_page_is_one_that_a_sweep_takes(tmp_path: Path) -> None:
    (text,) = blocks(HOW_TO / "operate.md", "toml")
    (tmp_path / "sweep.toml").write_text(text, encoding="utf-8")
    settings = config.load(tmp_path / "sweep.toml")
    preflight.check(settings)
    assert settings.allow.exact and settings.allow.addresses and settings.allow.patterns


def test_the_recognizer_on_a_page_is_one_that_a_sweep_takes(tmp_path: Path) -> None:
    (text,) = blocks(HOW_TO / "operate.md", "yaml")
    (tmp_path / "badges.yaml").write_text(text, encoding="utf-8")
    assert len(custom(str(tmp_path / "badges.yaml"))) == 1


def test_the_accounts_on_a_page_are_read(tmp_path: Path) -> None:
    (text,) = blocks(HOW_TO / "accounts.md", "toml")
    (tmp_path / "accounts.toml").write_text(text, encoding="utf-8")
    first, second = read_accounts(str(tmp_path / "accounts.toml"))
    assert (first.account, second.account) == ("111122223333", "444455556666")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_of_a_page_is_of_its_language(page: Path) -> None:
    for text in blocks(page, "json"):
        assert json.loads(text)["Statement"][0]["Effect"] == "Allow"  # the policies
    for text in blocks(page, "toml"):
        tomllib.loads(text)
    for text in blocks(page, "yaml"):
        yaml.safe_load(text)
    for text in blocks(page, "python"):
        compile(text, str(page), "exec")
