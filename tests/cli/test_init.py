"""`init` writes a settings file that changes nothing until a line is switched on, and names every setting."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from pii_sweep.cli.init import example
from pii_sweep.config import Settings, from_dict, load

SETTING = re.compile(r"^#([a-z_]+) = ", re.MULTILINE)
DEFAULT = re.compile(r"# default")


def switched_on(text: str) -> str:
    return SETTING.sub(r"\1 = ", text)


def test_the_file_loads_as_the_defaults_and_is_not_overwritten(in_process, tmp_path: Path) -> None:
    path = tmp_path / "sweep.toml"
    assert in_process("init", path).returncode == 0
    assert load(path) == Settings()
    path.write_text("[sample]\nsize = 7\n")
    again = in_process("init", path)
    assert again.returncode == 2 and "is there already" in again.stderr
    assert load(path).sample.size == 7


def test_the_file_names_every_setting_and_each_can_be_switched_on() -> None:
    data = tomllib.loads(switched_on(example()))
    known = {
        section.name: {key.name for key in fields(getattr(Settings(), section.name))}
        for section in fields(Settings)
    }
    assert {section: set(keys) for section, keys in data.items()} == known
    assert from_dict(data) != Settings()


def test_what_the_file_calls_a_default_is_the_default() -> None:
    plain = Settings().as_dict()
    lines = [line for line in example().splitlines() if DEFAULT.search(line) and SETTING.match(line)]
    held = tomllib.loads(switched_on(example()))
    names = {match[1] for line in lines if (match := SETTING.match(line))}
    assert len(names) > 15
    for section, keys in held.items():
        for name in names & keys.keys():
            value = plain[section][name]
            assert keys[name] == value, f"{section}.{name}"
