"""What readers are handed, and what they leave out."""

from __future__ import annotations

import json
import subprocess
import sys

STARTED = """
import json, sys
from pii_sweep import work
work.leave_out_commands()
import spacy
from spacy.lang.en import English
words = [token.text for token in English()("Ana met Ivo.")]
print(json.dumps([words, sorted(sys.modules)]))
"""


def test_a_reader_loads_no_command_line_of_spacy() -> None:
    run = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)
    words, loaded = json.loads(run.stdout)
    assert words == ["Ana", "met", "Ivo", "."]
    assert not {"weasel", "httpx", "spacy.cli._util"} & set(loaded)
