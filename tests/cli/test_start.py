"""The command line starts without loading what only a command needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

HEAVY = ("spacy", "pandas", "pyarrow", "scipy", "numpy", "presidio_analyzer", "boto3", "PIL", "onnxruntime")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["run", "--help"], ["inspect", "--help"]])
def test_help_and_version_load_no_model_no_tables_and_no_store(arguments: list[str]) -> None:
    source = (
        "import json, sys\nfrom pii_sweep.cli import code\n"
        f"assert code({arguments!r}) == 0\nprint(json.dumps(sorted(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    loaded = set(json.loads(run.stdout.splitlines()[-1]))
    assert "pii_sweep.cli.app" in loaded
    assert not loaded & set(HEAVY)


def test_the_contracts_common_options_are_offered(pii_sweep) -> None:
    offered = set(re.findall(r"--[a-z-]+", pii_sweep("run", "--help", COLUMNS="200").stdout))
    assert offered >= {
        "--all-buckets", "--buckets-from", "--endpoint-url", "--profile", "--region", "--anonymous",
        "--config", "--sample", "--max-bytes", "--max-requests", "--seed", "--workers", "--ocr",
        "--include", "--exclude", "--versions", "--fail-on", "--hash-keys", "--all-locations", "--json",
    }  # fmt: skip
