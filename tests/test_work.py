"""What readers are handed, and what they leave out."""

from __future__ import annotations

import json
import subprocess
import sys

STARTED = """
import json, sys
from pii_sweep import unused_import
unused_import.leave_out(packaged=False)
import spacy
from spacy.lang.en import English
words = [token.text for token in English()("Ana met Ivo.")]
print(json.dumps([words, sorted(sys.modules)]))
"""
READING = """
import json, sys
from pii_sweep import work
from pii_sweep.config import Settings
work.warm(Settings())
from pii_sweep.read import inspect
found = inspect(b"Card 4111 1111 1111 1111, mail ana.maric@example.org, host 192.0.2.7, passport 512345678")
print(json.dumps([sorted({one.entity for one in found}), sorted(sys.modules)]))
"""


def run(program: str) -> tuple[list[str], set[str]]:
    """Run a program that prints what it found, and the modules that it loaded."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    said, loaded = json.loads(done.stdout)
    return said, set(loaded)


def test_a_reader_with_a_pipeline_of_the_users_loads_no_command_line_of_spacy() -> None:
    words, loaded = run(STARTED)
    assert words == ["Ana", "met", "Ivo", "."]
    assert not {"weasel", "httpx", "spacy.cli._util"} & loaded


def test_a_reader_loads_of_its_libraries_what_it_uses() -> None:
    found, loaded = run(READING)
    assert {"CREDIT_CARD", "EMAIL_ADDRESS", "IP_ADDRESS", "US_PASSPORT"} <= set(found)
    recognizers = "presidio_analyzer.predefined_recognizers"
    assert f"{recognizers}.generic.credit_card_recognizer" in loaded
    unused = {"spacy.language", "thinc.layers.maxout", "pydantic.v1", "requests.sessions", "weasel"}
    assert not (unused | {f"{recognizers}.generic.url_recognizer"}) & loaded
